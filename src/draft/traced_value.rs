//! Prints values between marks that name the answer each comes from, for a trace.

use std::sync::Arc;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonRender, Output, RenderContext,
};

use super::printed::PrintedValue;
use super::render_log::RenderLog;
use crate::document::{CLAIM_OPEN, HOLE_OPEN};

/// Opens a printed value: its path follows.
pub(super) const OPEN: char = '\u{FDD6}';
/// Ends the path: the words follow.
pub(super) const WORDS: char = '\u{FDD7}';
/// Closes a printed value.
pub(super) const CLOSE: char = '\u{FDD8}';
/// The internal helper that marks a value.
pub(super) const TRACED: &str = "@traced";
/// Prints a value between marks, each of its lines by itself.
pub(super) struct TracedHelper(pub(super) Arc<RenderLog>);

impl HelperDef for TracedHelper {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        _: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let Some(param) = helper.param(0) else {
            return Ok(());
        };
        // Words that a helper has made come with the path of the answer they are of.
        let source = helper.param(1).unwrap_or(param);
        let raw = source.relative_path().map_or("", String::as_str);
        let value = PrintedValue::new(raw, state);
        let escape = registry.get_escape_fn();
        if param.value().is_null() {
            out.write(&escape(&self.0.add_hole(value)))?;
            return Ok(());
        }
        let words = param.value().render();
        if words.starts_with([HOLE_OPEN, CLAIM_OPEN]) {
            out.write(&escape(&words))?;
            return Ok(());
        }
        for (n, line) in words.lines().enumerate() {
            if n > 0 {
                out.write("\n")?;
            }
            let marked = format!("{OPEN}{}{WORDS}{}{CLOSE}", value.path, escape(line));
            out.write(&marked)?;
        }
        Ok(())
    }
}

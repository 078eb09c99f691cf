//! Implements the helpers of the template language and records values that are missing.
//!
//! handlebars takes a helper as a shared object, so a helper that records something holds the
//! [`RenderLog`] of its draft.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use handlebars::{
    BlockContext, Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output,
    RenderContext, RenderError, RenderErrorReason, Renderable, ScopedJson,
};
use serde_json::{Value, json};

use super::limits::MOST_TURNS;
use super::output::BoundedOutput;
use super::{conditions, context};
use crate::document::HOLE_OPEN;
use crate::numeral;

/// The error of a draft whose lists take more than [`MOST_TURNS`] turns.
#[derive(Debug)]
pub(super) struct TooManyTurns;

impl fmt::Display for TooManyTurns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too many turns")
    }
}

impl std::error::Error for TooManyTurns {}

/// The record of one rendering.
#[derive(Debug, Default)]
pub(super) struct RenderLog {
    /// The paths printed that led to nothing, in order.
    missing: Mutex<Vec<String>>,
    /// The turns all lists have taken together.
    turns: AtomicUsize,
}

impl RenderLog {
    /// Takes the paths that led to nothing.
    pub(super) fn take_missing(&self) -> Vec<String> {
        std::mem::take(&mut *self.missing.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add_missing(&self, path: String) {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).push(path);
    }

    fn count_turn(&self) -> Result<(), RenderError> {
        if self.turns.fetch_add(1, Ordering::Relaxed) < MOST_TURNS {
            return Ok(());
        }
        Err(RenderErrorReason::NestedError(Box::new(TooManyTurns)).into())
    }
}

/// Registers the helpers with a registry.
pub(super) fn register(registry: &mut Handlebars<'static>, log: &Arc<RenderLog>) {
    conditions::register(registry);
    registry.register_helper("each", Box::new(EachHelper(log.clone())));
    registry.register_helper("并", Box::new(join_clauses));
    registry.register_helper("列", Box::new(TextHelper(enumerate)));
    registry.register_helper("数", Box::new(TextHelper(count)));
    registry.register_helper("序", Box::new(position));
    registry.register_helper("helperMissing", Box::new(MissingHelper(log.clone())));
}

/// Renders a missing value as a hole; the caller of the draft decides whether that is a fault.
struct MissingHelper(Arc<RenderLog>);

impl HelperDef for MissingHelper {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let path = helper.name().trim_end_matches(".文").trim_start_matches("../");
        out.write(&registry.get_escape_fn()(&context::hole(path)))?;
        self.0.add_missing(path.to_owned());
        Ok(())
    }
}

/// `{{#each 项目}}…{{else}}…{{/each}}`, with a bound on the turns of all lists together.
struct EachHelper(Arc<RenderLog>);

impl HelperDef for EachHelper {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let Some(param) = helper.param(0) else { return Ok(()) };
        let Some(body) = helper.template() else { return Ok(()) };
        let turns = match param.value() {
            Value::Array(records) => records.len(),
            // A list not answered yet: one turn, in which every field is a hole.
            Value::String(hole) if hole.starts_with(HOLE_OPEN) => 1,
            _ => 0,
        };
        if turns == 0 {
            let Some(inverse) = helper.inverse() else { return Ok(()) };
            return inverse.render(registry, context, state, out);
        }
        let base = param.context_path();
        for turn in 0..turns {
            self.0.count_turn()?;
            let mut block = BlockContext::new();
            match (base, param.value()) {
                (Some(base), Value::Array(_)) => {
                    block.base_path_mut().clone_from(base);
                    block.base_path_mut().push(turn.to_string());
                }
                (_, Value::Array(records)) => block.set_base_value(records[turn].clone()),
                _ => block.set_base_value(json!({})),
            }
            block.set_local_var("first", json!(turn == 0));
            block.set_local_var("last", json!(turn + 1 == turns));
            block.set_local_var("index", json!(turn));
            state.push_block(block);
            let rendered = body.render(registry, context, state, out);
            state.pop_block();
            rendered?;
        }
        Ok(())
    }
}

/// `{{#并 "；" "。"}}`: joins the lines inside that are not empty by the first sign and ends them
/// by the second. What follows the closing tag goes on in the same paragraph.
fn join_clauses<'reg, 'rc>(
    helper: &Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
    state: &mut RenderContext<'reg, 'rc>,
    out: &mut dyn Output,
) -> HelperResult {
    let Some(body) = helper.template() else { return Ok(()) };
    let mut inner = BoundedOutput::default();
    body.render(registry, context, state, &mut inner)?;
    let markup = inner.into_string();
    let sign = |n| helper.param(n).and_then(|param| param.value().as_str()).unwrap_or_default();
    // Written clause by clause, so that the bound of the output holds for long signs, too.
    let mut is_first = true;
    for clause in markup.lines().map(str::trim) {
        if clause.is_empty() {
            continue;
        }
        if !is_first {
            out.write(sign(0))?;
        }
        out.write(clause)?;
        is_first = false;
    }
    if !is_first {
        out.write(sign(1))?;
    }
    Ok(())
}

/// A helper that computes words from its parameters.
struct TextHelper(fn(&Helper) -> String);

impl HelperDef for TextHelper {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(Value::String((self.0)(helper))))
    }
}

/// `{{列 项目 "名称"}}`: 甲、乙和丙.
fn enumerate(helper: &Helper) -> String {
    let list = helper.param(0).map(handlebars::PathAndJson::value);
    let key = helper.param(1).and_then(|param| param.value().as_str());
    let records = match list {
        Some(Value::Array(records)) => records,
        Some(Value::String(hole)) => return hole.clone(),
        _ => return String::new(),
    };
    let names: Vec<String> = records.iter().filter_map(|record| named(record, key)).collect();
    match &names[..] {
        [] => String::new(),
        [name] => name.clone(),
        [rest @ .., last] => format!("{}和{last}", rest.join("、")),
    }
}

/// The words of a record's field, or of its first field.
fn named(record: &Value, key: Option<&str>) -> Option<String> {
    let fields = record.as_object()?;
    let value = match key {
        Some(key) => fields.get(key)?,
        None => fields.values().next()?,
    };
    let words = value.as_object().and_then(|parts| parts.get("文")).unwrap_or(value);
    words.as_str().map(str::to_owned).filter(|words| !words.is_empty())
}

/// `{{数 项目}}`: the number of records, as Chinese counts things (两, not 二).
fn count(helper: &Helper) -> String {
    match helper.param(0).map(handlebars::PathAndJson::value) {
        Some(Value::Array(records)) => numeral::counting(records.len() as u64),
        Some(Value::String(hole)) => hole.clone(),
        Some(other) if other.is_truthy(false) => numeral::counting(1),
        _ => numeral::counting(0),
    }
}

/// `{{序}}`: the turn of the list, from 1.
fn position(
    _: &Helper,
    _: &Handlebars,
    _: &Context,
    state: &mut RenderContext,
    out: &mut dyn Output,
) -> HelperResult {
    let index = state
        .block()
        .and_then(|block| block.get_local_var("index"))
        .and_then(Value::as_u64)
        .unwrap_or(0);
    out.write(&(index + 1).to_string())?;
    Ok(())
}

//! Renders the tree of a template with facts and parses the markup as a document.

use std::io;
use std::sync::Arc;

use handlebars::{Context, Handlebars, RenderContext, RenderError, RenderErrorReason, Renderable};

use super::limits::{LONGEST_BYTES, MOST_TURNS};
use super::output::BoundedOutput;
use super::printed::PrintedValue;
use super::render_log::{RenderLog, TooManyTurns};
use super::{conditions, context, helpers};
use crate::answers::Facts;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::document::{Document, MarkupError, escape, record_of};
use crate::template::Bound;

/// Drafts a document from a tree of the template, which may have been rewritten.
pub(super) fn draft_tree(
    template: &Bound,
    tree: &handlebars::Template,
    facts: &Facts,
    holes: bool,
) -> Result<Document, Diagnostics> {
    let (markup, missing) = render(template, tree, facts, escape).map_err(|fault| *fault)?;
    if !holes && !missing.is_empty() {
        return Err(missing
            .iter()
            .map(|value| missing_fault(template, value))
            .collect());
    }
    markup
        .parse()
        .map_err(|error| markup_fault(&markup, &error).into())
}

/// Renders a template whose own words are not markup, its values as `escape` makes them safe.
///
/// With `holes`, a missing value is a hole; otherwise it is a fault.
///
/// # Errors
/// As [`draft`](super::draft).
pub(crate) fn render_words(
    template: &Bound,
    facts: &Facts,
    holes: bool,
    escape: fn(&str) -> String,
) -> Result<String, Diagnostics> {
    let rendered = render(template, template.tree(), facts, escape);
    let (words, missing) = rendered.map_err(|fault| *fault)?;
    if !holes && !missing.is_empty() {
        return Err(missing
            .iter()
            .map(|value| missing_fault(template, value))
            .collect());
    }
    Ok(words)
}

/// The markup, and the values printed that are missing.
fn render(
    template: &Bound,
    tree: &handlebars::Template,
    facts: &Facts,
    escape: fn(&str) -> String,
) -> Result<(String, Vec<PrintedValue>), Box<Diagnostic>> {
    let log = Arc::new(RenderLog::default());
    let mut registry = Handlebars::new();
    registry.register_escape_fn(escape);
    helpers::register(&mut registry, &log);
    let context = Context::from(context::of(facts, "", template.tag_vocabulary()));
    let mut state = RenderContext::new(None);
    let mut output = BoundedOutput::default();
    let rendered = tree.render(&registry, &context, &mut state, &mut output);
    rendered.map_err(|error| Box::new(render_fault(template, &error)))?;
    let mut missing = log.take_missing();
    missing.dedup();
    Ok((conditions::merge_branches(output.markup(), escape), missing))
}

fn markup_fault(markup: &str, error: &MarkupError) -> Diagnostic {
    let line = markup
        .lines()
        .nth(error.line - 1)
        .unwrap_or_default()
        .to_owned();
    let why = error.kind.to_string();
    Diagnostic::error(
        None,
        Message::with("draft.markup", vec![("why", why), ("line", line)]),
    )
}

fn missing_fault(template: &Bound, value: &PrintedValue) -> Diagnostic {
    let message = match record_of(&value.path) {
        Some((list, number, name)) => {
            let args = [
                ("list", list),
                ("number", number.to_string()),
                ("name", name),
            ];
            Message::new("draft.missing-in-record", args)
        }
        None => Message::new("draft.missing", [("name", &value.path)]),
    };
    let (line, column) = value.at.unwrap_or((1, 1));
    let location = Location {
        file: template.file().clone(),
        line,
        column,
        width: 1,
    };
    Diagnostic::error(Some(location), message).hint(Message::plain("draft.missing.hint"))
}

fn render_fault(template: &Bound, error: &RenderError) -> Diagnostic {
    let at = error.line_no.zip(error.column_no);
    let location = at.map(|(line, column)| Location {
        file: template.file().clone(),
        line,
        column,
        width: 1,
    });
    let message = match error.reason() {
        RenderErrorReason::IOError(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Message::new(
                "draft.too-long",
                [("most", format!("{} MB", LONGEST_BYTES >> 20))],
            )
        }
        RenderErrorReason::NestedError(error) if error.is::<TooManyTurns>() => {
            Message::new("draft.too-many", [("most", MOST_TURNS)])
        }
        reason => Message::new("draft.render", [("why", reason.to_string())]),
    };
    Diagnostic::error(location, message)
}

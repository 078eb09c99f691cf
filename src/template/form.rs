//! Checks the form of a template, every fault at once, before handlebars compiles it.
//!
//! handlebars stops at its first fault and recurses as deep as the source nests, so pairing of
//! blocks, punctuation and depth are checked here.

use super::tokenize::{Tag, outside_quotes, wide_sign, word};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};

/// The longest template that is read, in bytes.
pub(super) const LONGEST_BYTES: usize = 2 << 20;
/// The deepest nesting of blocks, and of parentheses in a tag.
const DEEPEST: usize = 24;
/// The faults of form of a template.
pub(super) struct FormFaults {
    pub(super) faults: Diagnostics,
    /// Whether there is too much of it to be looked at further.
    pub(super) endless: bool,
}

/// Checks the form of a template.
pub(super) fn check(source: &str, tags: &[Tag]) -> FormFaults {
    if source.len() > LONGEST_BYTES {
        let most = format!("{} MB", LONGEST_BYTES >> 20);
        let message = Message::new("template.too-long", [("most", most)]);
        return FormFaults { faults: Diagnostic::error(None, message).into(), endless: true };
    }
    let mut faults = Diagnostics::new();
    let mut endless = false;
    let mut open: Vec<OpenBlock> = Vec::new();
    for tag in tags {
        let fault = |key, args: Vec<(&'static str, String)>| {
            Diagnostic::error(Some(tag.location.clone()), Message::with(key, args))
        };
        let Some(inner) = tag.inner else {
            faults.push(
                fault("template.open-tag", vec![]).hint(Message::plain("template.open-tag.hint")),
            );
            continue;
        };
        if tag.comment {
            continue;
        }
        if tag.triple {
            faults.push(
                fault("template.triple", vec![]).hint(Message::plain("template.triple.hint")),
            );
        }
        if let Some(wide) = wide_sign(inner) {
            let found = fault("template.wide", vec![("sign", wide.to_string())]);
            faults.push(found.hint(Message::plain("template.wide.hint")));
        }
        if outside_quotes(inner).matches('(').count() > DEEPEST {
            faults.push(fault("template.deep", vec![]));
            endless = true;
        }
        if let Some(name) = inner.strip_prefix('#') {
            open.push(OpenBlock {
                name: word(name),
                location: tag.location.clone(),
                otherwise: false,
            });
            if open.len() == DEEPEST {
                faults.push(fault("template.deep", vec![]));
                endless = true;
            }
        } else if let Some(name) = inner.strip_prefix('/') {
            close(&mut open, word(name), &fault, &mut faults);
        } else if tag.is_else() && !open.last_mut().is_some_and(|block| block.turns(tag)) {
            faults.push(fault("template.else", vec![]).hint(Message::plain("template.else.hint")));
        }
    }
    faults.extend(open.into_iter().map(unclosed));
    FormFaults { faults, endless }
}

/// A block without its end.
struct OpenBlock<'a> {
    name: &'a str,
    location: Location,
    /// Whether its `{{else}}` has come.
    otherwise: bool,
}

impl OpenBlock<'_> {
    /// Whether an `{{else}}` or `{{else if …}}` may stand here.
    fn turns(&mut self, tag: &Tag) -> bool {
        let may = !self.otherwise;
        self.otherwise |= tag.is_last_else();
        may
    }
}

fn unclosed(open: OpenBlock) -> Diagnostic {
    let args = [("name", open.name)];
    Diagnostic::error(Some(open.location), Message::new("template.unclosed", args))
        .hint(Message::new("template.unclosed.hint", args))
}

/// Closes the block of this name; what stood open inside it is not closed.
fn close(
    open: &mut Vec<OpenBlock>,
    name: &str,
    fault: &dyn Fn(&'static str, Vec<(&'static str, String)>) -> Diagnostic,
    faults: &mut Diagnostics,
) {
    match open.iter().rposition(|block| block.name == name) {
        Some(at) => {
            faults.extend(open.drain(at + 1..).map(unclosed));
            open.pop();
        }
        None => faults.push(fault("template.unopened", vec![("name", name.to_owned())])),
    }
}

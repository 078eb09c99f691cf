//! Checks the form of a template, every fault at once, before handlebars compiles it.
//!
//! handlebars stops at its first fault and recurses as deep as the source nests, so pairing of
//! blocks, punctuation and depth are checked here.

use super::helper_signatures;
use super::tokenize::{Tag, outside_quotes, wide_sign, word};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};

/// The longest template that is read, in bytes.
pub(super) const LONGEST_BYTES: usize = 2 << 20;
/// The deepest nesting of blocks, and of parentheses in a tag.
const DEEPEST: usize = 24;
/// The most blocks and `{{else if …}}` open together: handlebars nests each `else if` in the one
/// before and recurses through them when it renders, clones and drops. A stack of 1 MB, as on
/// Windows, holds about 400.
const DEEPEST_CHAIN: usize = 64;
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
        return FormFaults {
            faults: Diagnostic::error(None, message).into(),
            endless: true,
        };
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
            let name = word(name);
            let known = helper_signatures::block(name).is_some();
            // `{{#*inline}}` and `{{#>partial}}` are refused by the binder.
            if !known && is_name(name) && !inner.starts_with("#*") && !inner.starts_with("#>") {
                let location = name_location(tag, source, name);
                faults.push(helper_signatures::unknown_helper(name, location));
            }
            let location = tag.location.clone();
            open.push(OpenBlock {
                name,
                known,
                location,
                otherwise: false,
                chained: 0,
            });
            if open.len() == DEEPEST {
                faults.push(fault("template.deep", vec![]));
                endless = true;
            }
        } else if let Some(name) = inner.strip_prefix('/') {
            close(&mut open, word(name), &fault, &mut faults);
        } else if tag.is_else() && !open.last_mut().is_some_and(|block| block.turns(tag)) {
            faults.push(fault("template.else", vec![]).hint(Message::plain("template.else.hint")));
        } else if tag.is_else() {
            let nested: usize = open.iter().map(|block| 1 + block.chained).sum();
            if nested == DEEPEST_CHAIN {
                faults.push(fault("template.deep", vec![]));
                endless = true;
            }
        }
    }
    faults.extend(open.into_iter().filter_map(unclosed));
    FormFaults { faults, endless }
}

/// A block without its end.
struct OpenBlock<'a> {
    name: &'a str,
    /// Whether there is such a block; one that there is not is reported where it opens.
    known: bool,
    location: Location,
    /// Whether its `{{else}}` has come.
    otherwise: bool,
    /// How many `{{else if …}}` have come.
    chained: usize,
}

impl OpenBlock<'_> {
    /// Whether an `{{else}}` or `{{else if …}}` may stand here.
    fn turns(&mut self, tag: &Tag) -> bool {
        let may = !self.otherwise;
        self.otherwise |= tag.is_last_else();
        self.chained += 1;
        may
    }
}

/// The fault of a block without its end; of an unknown block nobody knows what ends it.
fn unclosed(open: OpenBlock) -> Option<Diagnostic> {
    if !open.known {
        return None;
    }
    let args = [("name", open.name)];
    let fault = Diagnostic::error(Some(open.location), Message::new("template.unclosed", args));
    Some(fault.hint(Message::new("template.unclosed.hint", args)))
}

/// Whether the name of a block can be one at all; if not, the tag is a fault of its own.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The location of a block's name in the tag that opens it.
fn name_location(tag: &Tag, source: &str, name: &str) -> Location {
    let text = &source[tag.start..tag.end];
    let before = text.find(name).map_or(0, |at| text[..at].chars().count());
    let width = name.chars().count();
    Location {
        column: tag.location.column + before,
        width,
        ..tag.location.clone()
    }
}

/// Closes the block of this name; what stood open inside it is not closed.
fn close(
    open: &mut Vec<OpenBlock>,
    name: &str,
    fault: &dyn Fn(&'static str, Vec<(&'static str, String)>) -> Diagnostic,
    faults: &mut Diagnostics,
) {
    // `{{/each}}` closes a `{{#eahc}}`, too.
    let is_meant = |block: &OpenBlock| {
        !block.known && helper_signatures::nearest_block(block.name) == Some(name)
    };
    let named = open.iter().rposition(|block| block.name == name);
    match named.or_else(|| open.iter().rposition(is_meant)) {
        Some(at) => {
            faults.extend(open.drain(at + 1..).filter_map(unclosed));
            open.pop();
        }
        None => faults.push(fault("template.unopened", vec![("name", name.to_owned())])),
    }
}

//! Scan: template source to its tags, with every fault of form at once, before handlebars sees it.
//!
//! handlebars stops at its first fault, takes full-width punctuation for part of a name, and recurses as deep as the
//! source tells it to; so form, punctuation and depth are looked at here.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};

/// The longest template that is read, in bytes.
pub(super) const LONGEST: usize = 2 << 20;
/// The deepest nesting of blocks, and of parentheses in a tag.
const DEEPEST: usize = 24;
/// Full-width signs that look like handlebars' own.
const WIDE: &str = "（）｛｝，。．：；、！？“”‘’【】《》／＃＠　";

/// What is wrong with the form of a template.
pub(super) fn scan(source: &str, tags: &[Tag]) -> Diagnostics {
    let mut faults = Diagnostics::new();
    if source.len() > LONGEST {
        let message =
            Message::new("template.too-long", [("most", format!("{} MB", LONGEST >> 20))]);
        return Diagnostic::error(None, message).into();
    }
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
        let bare = outside_quotes(inner);
        if let Some(wide) = bare.chars().find(|c| WIDE.contains(*c)) {
            let found = fault("template.wide", vec![("sign", wide.to_string())]);
            faults.push(found.hint(Message::plain("template.wide.hint")));
        }
        if bare.matches('(').count() > DEEPEST {
            faults.push(fault("template.deep", vec![]));
        }
        if let Some(name) = inner.strip_prefix('#') {
            open.push(OpenBlock {
                name: word(name),
                location: tag.location.clone(),
                otherwise: false,
            });
            if open.len() == DEEPEST {
                faults.push(fault("template.deep", vec![]));
            }
        } else if let Some(name) = inner.strip_prefix('/') {
            close(&mut open, word(name), &fault, &mut faults);
        } else if tag.is_else() && !open.last_mut().is_some_and(|block| block.turns(tag)) {
            faults.push(fault("template.else", vec![]).hint(Message::plain("template.else.hint")));
        }
    }
    faults.extend(open.into_iter().map(unclosed));
    faults
}

/// A block that stands open.
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

/// A `{{…}}`.
pub(super) struct Tag<'a> {
    pub(super) location: Location,
    /// Where it starts and ends, in bytes of the source.
    pub(super) start: usize,
    pub(super) end: usize,
    /// What stands between the braces, without white space and `~`; `None` when it never ends.
    pub(super) inner: Option<&'a str>,
    pub(super) comment: bool,
    pub(super) triple: bool,
}

impl Tag<'_> {
    /// Whether it is `{{else}}` or `{{else if …}}`.
    pub(super) fn is_else(&self) -> bool {
        self.inner.is_some_and(|inner| matches!(word(inner), "else" | "^")) && !self.comment
    }

    /// Whether it is `{{else}}`, after which there is no other.
    pub(super) fn is_last_else(&self) -> bool {
        matches!(self.inner, Some("else" | "^"))
    }
}

/// Every tag of a source.
pub(super) fn tags<'a>(file: &Arc<str>, source: &'a str) -> Vec<Tag<'a>> {
    let mut tags = Vec::new();
    let mut at = 0;
    let (mut line, mut column, mut counted) = (1, 1, 0);
    while let Some(found) = source[at..].find("{{") {
        let start = at + found;
        // A backslash prints the braces as they are; two of them are one, before a tag.
        if source[..start].ends_with('\\') && !source[..start].ends_with("\\\\") {
            at = start + 2;
            continue;
        }
        let passed = &source[counted..start];
        line += passed.matches('\n').count();
        column = match passed.rsplit_once('\n') {
            Some((_, last)) => last.chars().count() + 1,
            None => column + passed.chars().count(),
        };
        counted = start;
        let rest = &source[start + 2..];
        let comment = rest.starts_with('!');
        let triple = rest.starts_with('{') || rest.starts_with('&');
        let end = if rest.starts_with("!--") {
            rest.find("--}}").map(|end| end + 2)
        } else {
            rest.find("}}")
        };
        // Where the next tag starts first, this one has lost its end.
        let end = end.filter(|end| comment || !rest[..*end].trim_start_matches('{').contains("{{"));
        let inner = end.map(|end| rest[..end].trim_matches(['{', '&', '~', ' ', '\n']));
        let width = inner.map_or(2, |inner| inner.chars().count() + 4);
        let location = Location { file: file.clone(), line, column, width };
        at = start + 2 + end.map_or(0, |end| end + 2);
        tags.push(Tag { location, start, end: at, inner, comment, triple });
    }
    tags
}

/// Whether a tag has full-width signs outside quotes.
pub(super) fn is_wide(inner: &str) -> bool {
    outside_quotes(inner).contains(|c| WIDE.contains(c))
}

/// The first word of a tag, with `^`, `>` and the like taken off.
pub(super) fn word(inner: &str) -> &str {
    inner
        .trim_start_matches([' ', '>', '*'])
        .split([' ', '\n', '}', '~'])
        .next()
        .unwrap_or_default()
}

/// The tag less what stands in straight quotes.
fn outside_quotes(inner: &str) -> String {
    inner.split('"').step_by(2).collect()
}

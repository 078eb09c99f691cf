//! Mend: a source with faults of form to one handlebars can read, so that what its names lack is told in the same go.

use std::collections::HashMap;

use handlebars::Template as Tree;

use super::tokenize::{Tag, is_wide, word};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};

/// What a block hangs on whose own condition could not be read.
pub(super) const BLANK: &str = "@_";

/// A source handlebars can read.
pub(super) struct Recovered {
    pub(super) source: String,
    pub(super) scars: RecoveryLog,
}

/// What mending did to a source; nothing, to one that had no faults.
#[derive(Clone, Debug, Default)]
pub(super) struct RecoveryLog {
    /// What stood in tags that were blanked, whose names nobody can check.
    hidden: String,
    /// The columns tags had before, by the line and column they have now.
    moved: HashMap<(usize, usize), usize>,
}

impl RecoveryLog {
    /// Whether a name may stand in what was blanked.
    pub(super) fn hide(&self, name: &str) -> bool {
        self.hidden.contains(name)
    }

    /// The column a tag had in the source as it was written.
    pub(super) fn column(&self, line: usize, column: usize) -> usize {
        self.moved.get(&(line, column)).copied().unwrap_or(column)
    }
}

/// Blanks faulty tags and closes blocks where they should have been closed.
pub(super) fn mend(source: &str, tags: &[Tag]) -> Recovered {
    let mut mender = Recovery::default();
    let mut at = 0;
    for tag in tags {
        mender.mended.push_str(&source[at..tag.start]);
        at = tag.end;
        mender.tag(tag, &source[tag.start..tag.end]);
        if tag.inner.is_none() {
            let lost = source[at..].split("{{").next().and_then(|rest| rest.lines().next());
            mender.scars.hidden.push_str(lost.unwrap_or_default());
        }
    }
    mender.mended.push_str(&source[at..]);
    mender.mended.extend(mender.open.iter().rev().map(|(name, _)| format!("{{{{/{name}}}}}")));
    if mender.blind {
        source.clone_into(&mut mender.scars.hidden);
    }
    Recovered { source: mender.mended, scars: mender.scars }
}

/// Goes through the tags of a source.
#[derive(Default)]
struct Recovery<'a> {
    mended: String,
    scars: RecoveryLog,
    /// Whether a list could not be read, so that what stands in it is not read, either.
    blind: bool,
    /// The blocks that stand open, and whether the `{{else}}` of each has come.
    open: Vec<(&'a str, bool)>,
    /// The line, and how many characters have come to it and gone from it.
    line: usize,
    come: usize,
    gone: usize,
}

impl<'a> Recovery<'a> {
    fn tag(&mut self, tag: &Tag<'a>, text: &str) {
        let inner = tag.inner.unwrap_or_default();
        let faulty = tag.inner.is_none() || tag.is_told() || !tag.is_readable();
        let before = self.left_open(inner);
        let new = if self.stays(tag, faulty) {
            text.to_owned()
        } else if let Some(name) = inner.strip_prefix('#') {
            format!("{{{{#{} {BLANK}}}}}", word(name))
        } else {
            text.chars().map(|c| if c == '\n' { c } else { ' ' }).collect()
        };
        self.moved(&tag.location, &before, &new, text);
        self.mended.extend([before, new]);
        if faulty {
            self.blind |= inner.starts_with("#each");
            self.scars.hidden.push_str(inner);
        }
    }

    /// What closes the blocks left open inside the one that a tag closes.
    fn left_open(&mut self, inner: &str) -> String {
        let closes = |name: &str| self.open.iter().rposition(|(opened, _)| *opened == word(name));
        let Some(at) = inner.strip_prefix('/').and_then(closes) else { return String::new() };
        self.open.drain(at + 1..).rev().map(|(name, _)| format!("{{{{/{name}}}}}")).collect()
    }

    /// Whether a tag can stay as it is; what it opens and closes is kept in mind.
    fn stays(&mut self, tag: &Tag<'a>, faulty: bool) -> bool {
        let inner = tag.inner.unwrap_or_default();
        if let Some(name) = inner.strip_prefix('#') {
            self.open.push((word(name), false));
        } else if inner.starts_with('/') && !tag.comment {
            return self.open.pop_if(|(opened, _)| *opened == word(&inner[1..])).is_some();
        } else if tag.is_else() {
            let Some((_, otherwise)) =
                self.open.last_mut().filter(|(_, otherwise)| !*otherwise && !faulty)
            else {
                return false;
            };
            *otherwise = tag.is_last_else();
        }
        !faulty
    }

    /// Keeps in mind where the tag was when what stands before it in its line has changed its length.
    fn moved(&mut self, at: &Location, before: &str, new: &str, old: &str) {
        if at.line != self.line {
            (self.line, self.come, self.gone) = (at.line, 0, 0);
        }
        self.come += before.chars().count();
        if self.come != self.gone {
            self.scars.moved.insert((at.line, at.column + self.come - self.gone), at.column);
        }
        self.come += new.chars().count();
        self.gone += old.chars().count();
    }
}

/// A fault for each tag that handlebars cannot read, as its own words are for those who know its grammar.
pub(super) fn broken(tags: &[Tag]) -> Diagnostics {
    let fault = |tag: &Tag| {
        let message = Message::new("template.syntax", [("why", tag.inner.unwrap_or_default())]);
        Diagnostic::error(Some(tag.location.clone()), message)
            .hint(Message::plain("template.syntax.hint"))
    };
    tags.iter().filter(|tag| !tag.is_told() && !tag.is_readable()).map(fault).collect()
}

impl Tag<'_> {
    /// Whether its signs are at fault, which the scan tells.
    fn is_told(&self) -> bool {
        self.triple || (!self.comment && self.inner.is_some_and(is_wide))
    }

    /// Whether handlebars can read the tag by itself.
    fn is_readable(&self) -> bool {
        let Some(inner) = self.inner.filter(|_| !self.comment) else { return true };
        let source = match inner.strip_prefix('#') {
            Some(name) => format!("{{{{{inner}}}}}{{{{/{}}}}}", word(name)),
            None if self.is_else() => format!("{{{{#if a}}}}{{{{{inner}}}}}{{{{/if}}}}"),
            None if inner.starts_with('/') => return true,
            None => format!("{{{{{inner}}}}}"),
        };
        Tree::compile(&source).is_ok()
    }
}

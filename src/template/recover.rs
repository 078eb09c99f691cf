//! Recovers from errors of form: rewrites a template into one handlebars can compile.
//!
//! So unknown names are reported in the same run as unclosed blocks. Faulty tags are blanked, and
//! blocks are closed where they should have been.

use std::collections::HashMap;

use handlebars::Template as Tree;

use super::helper_signatures;
use super::tokenize::{Tag, is_wide, word};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};

/// The condition of a block whose condition could not be read.
pub(super) const BLANK: &str = "@_";

/// A source handlebars can read.
pub(super) struct Recovered {
    pub(super) source: String,
    pub(super) log: RecoveryLog,
}

/// What recovery changed in a source; empty for one without faults.
#[derive(Clone, Debug, Default)]
pub(super) struct RecoveryLog {
    /// The words of tags that were blanked, whose names cannot be checked.
    hidden: String,
    /// By the line and column a tag has now, the column it had before.
    moved: HashMap<(usize, usize), usize>,
}

impl RecoveryLog {
    /// Whether a blanked tag may hold a name.
    pub(super) fn hides(&self, name: &str) -> bool {
        self.hidden.contains(name)
    }

    /// The column a tag had in the source as it was written, from 1.
    pub(super) fn column(&self, line: usize, column: usize) -> usize {
        self.moved.get(&(line, column)).copied().unwrap_or(column)
    }
}

/// Blanks faulty tags and closes blocks where they should have been closed.
pub(super) fn recover(source: &str, tags: &[Tag]) -> Recovered {
    let mut recovery = Recovery::default();
    let mut at = 0;
    for tag in tags {
        recovery.source.push_str(&source[at..tag.start]);
        at = tag.end;
        recovery.tag(tag, &source[tag.start..tag.end]);
        if tag.inner.is_none() {
            let lost = source[at..]
                .split("{{")
                .next()
                .and_then(|rest| rest.lines().next());
            recovery.log.hidden.push_str(lost.unwrap_or_default());
        }
    }
    recovery.source.push_str(&source[at..]);
    while let Some(open) = recovery.open.pop() {
        recovery.source.push_str(&open.end());
    }
    if recovery.blind {
        source.clone_into(&mut recovery.log.hidden);
    }
    Recovered {
        source: recovery.source,
        log: recovery.log,
    }
}

/// A block that is open.
struct OpenTag<'a> {
    /// The name it was written with.
    written: &'a str,
    /// The block that was meant: each for eahc.
    meant: &'a str,
    /// Whether its `{{else}}` has come.
    otherwise: bool,
}

impl OpenTag<'_> {
    fn is_closed_by(&self, name: &str) -> bool {
        name == self.written || name == self.meant
    }

    fn end(&self) -> String {
        format!("{{{{/{}}}}}", self.meant)
    }
}

/// The block that a name means: the nearest there is, or itself, which the binder passes over.
fn meant(name: &str) -> &str {
    if helper_signatures::block(name).is_some() {
        return name;
    }
    helper_signatures::nearest_block(name).unwrap_or(name)
}

/// The state of recovery, tag by tag.
#[derive(Default)]
struct Recovery<'a> {
    source: String,
    log: RecoveryLog,
    /// Whether an `{{#each}}` could not be read, so that no name inside can be resolved.
    blind: bool,
    /// The open blocks.
    open: Vec<OpenTag<'a>>,
    /// The line, and how many characters have been added to it and taken from it.
    line: usize,
    added: usize,
    removed: usize,
}

impl<'a> Recovery<'a> {
    fn tag(&mut self, tag: &Tag<'a>, text: &str) {
        let inner = tag.inner.unwrap_or_default();
        let faulty = tag.inner.is_none() || tag.has_form_fault() || !tag.is_readable();
        let before = self.left_open(inner);
        let closes = inner
            .strip_prefix('/')
            .and_then(|_| self.open.last().map(|open| open.meant));
        let new = if self.stays(tag, faulty) {
            match (closes, inner.strip_prefix('#').map(word)) {
                (Some(meant), _) if !tag.comment => format!("{{{{/{meant}}}}}"),
                (_, Some(name)) if name != meant(name) => text.replacen(name, meant(name), 1),
                _ => text.to_owned(),
            }
        } else if let Some(name) = inner.strip_prefix('#') {
            format!("{{{{#{} {BLANK}}}}}", meant(word(name)))
        } else {
            text.chars()
                .map(|c| if c == '\n' { c } else { ' ' })
                .collect()
        };
        self.moved(&tag.location, &before, &new, text);
        self.source.extend([before, new]);
        if faulty {
            // What stands in a list that is lost would be looked for in the table.
            self.blind |= inner.starts_with("#each");
            self.log.hidden.push_str(inner);
        }
    }

    /// The end tags of the blocks left open inside the one that a tag closes.
    fn left_open(&mut self, inner: &str) -> String {
        let closes = |name: &str| {
            self.open
                .iter()
                .rposition(|open| open.is_closed_by(word(name)))
        };
        let Some(at) = inner.strip_prefix('/').and_then(closes) else {
            return String::new();
        };
        let mut ends = String::new();
        for open in self.open.drain(at + 1..).rev() {
            ends.push_str(&open.end());
        }
        ends
    }

    /// Whether a tag can stay as it is; keeps track of what it opens and closes.
    fn stays(&mut self, tag: &Tag<'a>, faulty: bool) -> bool {
        let inner = tag.inner.unwrap_or_default();
        if let Some(name) = inner.strip_prefix('#') {
            let written = word(name);
            self.open.push(OpenTag {
                written,
                meant: meant(written),
                otherwise: false,
            });
        } else if inner.starts_with('/') && !tag.comment {
            return self
                .open
                .pop_if(|open| open.is_closed_by(word(&inner[1..])))
                .is_some();
        } else if tag.is_else() {
            let Some(open) = self
                .open
                .last_mut()
                .filter(|open| !open.otherwise && !faulty)
            else {
                return false;
            };
            open.otherwise = tag.is_last_else();
        }
        !faulty
    }

    /// Records the column of a tag when the text before it in its line has changed its length.
    fn moved(&mut self, at: &Location, before: &str, new: &str, old: &str) {
        if at.line != self.line {
            (self.line, self.added, self.removed) = (at.line, 0, 0);
        }
        self.added += before.chars().count();
        if self.added != self.removed {
            self.log
                .moved
                .insert((at.line, at.column + self.added - self.removed), at.column);
        }
        self.added += new.chars().count();
        self.removed += old.chars().count();
    }
}

/// A fault for each tag that handlebars cannot read: its own words are for those who know its
/// grammar.
pub(super) fn broken(tags: &[Tag]) -> Diagnostics {
    let mut faults = Diagnostics::new();
    for tag in tags {
        if !tag.has_form_fault() && !tag.is_readable() {
            let message = Message::new("template.syntax", [("why", tag.inner.unwrap_or_default())]);
            let fault = Diagnostic::error(Some(tag.location.clone()), message);
            faults.push(fault.hint(Message::plain("template.syntax.hint")));
        }
    }
    faults
}

impl Tag<'_> {
    /// Whether its signs are at fault, which the check of form reports.
    fn has_form_fault(&self) -> bool {
        self.triple || (!self.comment && self.inner.is_some_and(is_wide))
    }

    /// Whether handlebars can read the tag by itself.
    fn is_readable(&self) -> bool {
        let Some(inner) = self.inner.filter(|_| !self.comment) else {
            return true;
        };
        let source = match inner.strip_prefix('#') {
            Some(name) => format!("{{{{{inner}}}}}{{{{/{}}}}}", word(name)),
            None if self.is_else() => format!("{{{{#if a}}}}{{{{{inner}}}}}{{{{/if}}}}"),
            None if inner.starts_with('/') => return true,
            None => format!("{{{{{inner}}}}}"),
        };
        Tree::compile(&source).is_ok()
    }
}

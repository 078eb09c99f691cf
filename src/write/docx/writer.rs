//! Writes the paragraphs and runs of `document.xml` by filling the fragments of a layout.

use std::fmt::Write;

use super::closing::Indent;
use super::columns;
use super::fragments::{Fragments, RunKind};
use super::sections::Extras;
use super::xml::{TAB, push};
use crate::document::{CLAIM_WORD, HOLE_WORD, Inline, Plot, Text, hole_words};
use crate::layout::{Alignment, Layout, Length, StyleRole};
use crate::write::title_breaks;

/// Bytes to begin with: most reports are shorter, as XML.
const CAPACITY: usize = 128 << 10;

/// A `document.xml` being written.
pub(super) struct BodyWriter<'a> {
    pub(super) layout: &'a Layout,
    pub(super) fragments: &'a Fragments,
    /// `document.xml` so far.
    pub(super) xml: String,
    /// The fields of the holes and the words of the open claims, in the order of their comments.
    pub(super) holes: Vec<String>,
    /// Whether a page is landscape.
    pub(super) across: bool,
    /// The plots of the charts, in order.
    pub(super) plots: Vec<Plot>,
    /// How many headings have been marked for the contents.
    pub(super) marked: usize,
}

/// A run being written.
#[derive(Clone, Copy)]
struct OpenRun {
    /// Where it begins in the XML, in bytes.
    start: usize,
    /// Whether it needs the properties of [`RunKind::full`].
    full: bool,
}

impl<'a> BodyWriter<'a> {
    pub(super) fn new(layout: &'a Layout, fragments: &'a Fragments) -> Self {
        Self {
            layout,
            fragments,
            xml: String::with_capacity(CAPACITY),
            holes: Vec::new(),
            across: false,
            plots: Vec::new(),
            marked: 0,
        }
    }

    /// Begins a paragraph; `close` is the properties of the section it is the last of, or nothing.
    pub(super) fn open(&mut self, role: StyleRole, extras: &Extras, close: &str) {
        let fragments = self.fragments;
        if role == StyleRole::Body && close.is_empty() && *extras == Extras::default() {
            // The default style need not be named, and most paragraphs have it.
            self.xml.push_str("<w:p>");
            return;
        }
        let [start, middle, _] = fragments.paragraph(role);
        self.xml.push_str(start);
        if extras.keep_next {
            self.xml.push_str(&fragments.keep_next);
        }
        self.spacing(role, extras);
        match extras.indent {
            Some(Indent::Left(left)) => fill(&mut self.xml, &fragments.left, left.0),
            Some(Indent::Right(right)) => fill(&mut self.xml, &fragments.right, right.0),
            Some(Indent::Hanging { left, hanging }) => {
                fill2(&mut self.xml, &fragments.hanging, left.0, hanging.0);
            }
            None => {}
        }
        if let Some(align) = extras.align {
            self.xml.push_str(fragments.align(align));
        }
        if let Some(level) = extras.outline {
            fill(&mut self.xml, &fragments.outline, level.into());
        }
        self.xml.extend([close, middle]);
    }

    fn spacing(&mut self, role: StyleRole, extras: &Extras) {
        let pitch = self.layout.pitch.0;
        if extras.open {
            let lines = extras.above.unwrap_or(self.layout.style(role).above);
            let above = i32::from(lines) * pitch;
            fill2(&mut self.xml, &self.fragments.above_and_below, above, pitch);
        } else if let Some(lines) = extras.above {
            fill(
                &mut self.xml,
                &self.fragments.above,
                i32::from(lines) * pitch,
            );
        }
    }

    /// Ends a paragraph.
    pub(super) fn close(&mut self, role: StyleRole) {
        self.xml.push_str(&self.fragments.paragraph(role)[2]);
    }

    /// A paragraph of a role, with nothing but its words.
    pub(super) fn paragraph(&mut self, role: StyleRole, text: &Text) {
        self.open(role, &Extras::default(), "");
        self.words(&self.fragments.plain, "", Some(text));
        self.close(role);
    }

    /// A line without words: Word wants one between two tables and behind the last.
    pub(super) fn carrier(&mut self, section: &str) {
        let [start, middle, end] = &self.fragments.carrier;
        self.xml.extend([start, section, middle, end]);
    }

    /// The paragraph of a cell; without an alignment it is a head, which breaks by sense.
    pub(super) fn cell(
        &mut self,
        text: &Text,
        width: Length,
        align: Option<Alignment>,
        keep_next: bool,
    ) {
        let role = if align.is_none() {
            StyleRole::TableHead
        } else {
            StyleRole::TableCell
        };
        self.open(
            role,
            &Extras {
                keep_next,
                align,
                ..Extras::default()
            },
            "",
        );
        let start = self.xml.len();
        if role == StyleRole::TableHead {
            self.lines(&title_breaks::lines(
                self.layout,
                role,
                text,
                columns::inside(width),
            ));
        } else {
            self.words(&self.fragments.plain, "", Some(text));
        }
        // As in the text writer, a tab would look like the next cell.
        if self.xml[start..].contains(TAB) {
            let cell = self.xml.split_off(start).replace(TAB, " ");
            self.xml.push_str(&cell);
        }
        self.close(role);
    }

    /// Lines of one paragraph.
    pub(super) fn lines(&mut self, lines: &[Text]) {
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                self.xml.push_str(&self.fragments.line_break);
            }
            self.words(&self.fragments.plain, "", Some(line));
        }
    }

    /// A label and a text in runs of one kind; holes in runs of their kind.
    pub(super) fn words(&mut self, kind: &'a RunKind, label: &str, text: Option<&Text>) {
        let mut run = None;
        self.add(kind, &mut run, label);
        let runs = text.map(Text::runs).unwrap_or_default();
        for inline in runs {
            match inline {
                Inline::Text(words) => self.add(kind, &mut run, words),
                Inline::Hole(field) => {
                    self.end(kind, run.take());
                    let words = hole_words(field);
                    self.hole(&self.fragments.hole, HOLE_WORD, &words, field);
                }
                Inline::Claim(words) => {
                    self.end(kind, run.take());
                    self.hole(&self.fragments.claim, CLAIM_WORD, words, words);
                }
                // Numbering has turned these into words.
                Inline::Ordinal(_) | Inline::Count => {}
            }
        }
        self.end(kind, run);
    }

    /// Adds words to a run, which begins with the first.
    fn add(&mut self, kind: &RunKind, run: &mut Option<OpenRun>, words: &str) {
        if words.is_empty() {
            return;
        }
        let run = run.get_or_insert_with(|| {
            let start = self.xml.len();
            self.xml.push_str(&kind.bare);
            OpenRun { start, full: false }
        });
        let is_doubtful = push(&mut self.xml, words);
        run.full |= is_doubtful || words.starts_with(is_space) || words.ends_with(is_space);
    }

    fn end(&mut self, kind: &RunKind, run: Option<OpenRun>) {
        let Some(OpenRun { start, full }) = run else {
            return;
        };
        if full {
            self.xml
                .replace_range(start..start + kind.bare.len(), &kind.full);
        }
        self.xml.push_str(&kind.end);
    }

    /// 【待填：字段】 or 【待核实：表述】, each in its colour, with a comment on `key`.
    fn hole(&mut self, run: &[String; 2], opener: &str, words: &str, key: &str) {
        let fragments = self.fragments;
        let id = i32::try_from(self.holes.len()).unwrap_or(i32::MAX);
        fill(&mut self.xml, &fragments.comment_start, id);
        self.xml.extend([&run[0], opener]);
        push(&mut self.xml, words);
        self.xml.extend(["】", &run[1]]);
        fill2(&mut self.xml, &fragments.comment_end, id, id);
        self.holes.push(key.to_owned());
    }
}

/// What XML would drop at the ends of words, or what becomes such a space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Writes a fragment with a number in its gap.
pub(super) fn fill(xml: &mut String, fragment: &[String; 2], number: i32) {
    let _ = write!(xml, "{}{number}{}", fragment[0], fragment[1]);
}

/// Writes a fragment with numbers in its two gaps.
fn fill2(xml: &mut String, fragment: &[String; 3], first: i32, second: i32) {
    let [start, middle, end] = fragment;
    let _ = write!(xml, "{start}{first}{middle}{second}{end}");
}

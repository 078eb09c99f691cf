//! Holds the words of one line, with the holes and running ordinals among them.

use super::label::Series;

/// Opens a hole in rendered template text before it is parsed; no user can type it.
pub const HOLE_OPEN: char = '\u{FDD0}';
/// Closes what [`HOLE_OPEN`] and [`CLAIM_OPEN`] open.
pub const HOLE_CLOSE: char = '\u{FDD1}';
/// Opens a claim that nobody has confirmed yet, in rendered template text.
pub const CLAIM_OPEN: char = '\u{FDD2}';

/// What stands for a char that a wrong encoding lost: no answer may hold it.
pub const LOST: char = '\u{FFFD}';

/// Whether a report can hold the character: no control character but a tab, no noncharacter
/// (XML 1.0 §2.2).
#[must_use]
pub fn is_printable(c: char) -> bool {
    let code = u32::from(c);
    let nonchar = matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE;
    c == '\t' || !(c.is_control() || nonchar)
}

/// The words of one line: never a line break, neighbouring plain runs joined, no empty run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<Inline>);

/// A run of a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// 留白: a field not yet answered, shown as 【待填：字段】.
    Hole(String),
    /// 待核实: a claim nobody has confirmed yet, shown as 【待核实：没有发生…】.
    Claim(String),
    /// 一是 inside a paragraph `[一是]`: counted along the paragraph when it is written.
    Ordinal(Series),
    /// 讲三点意见 `[几]`: how many headings or points follow, counted when it is written.
    Count,
}

impl Text {
    /// The runs, normalised: line breaks become spaces, empty runs go, neighbours join.
    #[must_use]
    pub fn new(runs: impl IntoIterator<Item = Inline>) -> Self {
        let mut text = Self::default();
        for run in runs {
            text.push(run);
        }
        text
    }

    /// The runs in order.
    #[must_use]
    pub fn runs(&self) -> &[Inline] {
        &self.0
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of the holes, in order, repeats included.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|run| match run {
            Inline::Hole(field) => Some(field.as_str()),
            _ => None,
        })
    }

    /// The words of the claims nobody has confirmed yet, in order, repeats included.
    pub fn claims(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|run| match run {
            Inline::Claim(words) => Some(words.as_str()),
            _ => None,
        })
    }

    /// Adds a run at the end.
    pub fn push(&mut self, run: Inline) {
        match (self.0.last_mut(), run) {
            (_, Inline::Text(words)) if words.is_empty() => {}
            (Some(Inline::Text(last)), Inline::Text(words)) => last.push_str(&one_line(words)),
            (_, Inline::Text(words)) => self.0.push(Inline::Text(one_line(words))),
            (_, Inline::Hole(field)) => self.0.push(Inline::Hole(one_line(field))),
            (_, Inline::Claim(words)) => self.0.push(Inline::Claim(one_line(words))),
            (_, run) => self.0.push(run),
        }
    }
}

impl<S: Into<String>> From<S> for Text {
    fn from(words: S) -> Self {
        Self::new([Inline::Text(words.into())])
    }
}

fn one_line(words: String) -> String {
    if words.contains('\n') {
        words.replace('\n', " ")
    } else {
        words
    }
}

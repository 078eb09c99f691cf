//! Proposal: what mining found, lines with tags, the sections they make and their fields, before it becomes a genre.

use std::ops::Range;

/// What mining one or several reports proposes: a template, a field table and each report's answers, not yet written.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    pub(super) title: String,
    /// The group it is listed in.
    pub(super) kind: &'static str,
    pub(super) summary: &'static str,
    pub(super) fields: Vec<ProposedField>,
    pub(super) lines: Vec<ProposedLine>,
    pub(super) sections: Vec<ProposedSection>,
    /// How many reports it is from.
    pub(super) reports: usize,
}

/// A field that is proposed.
#[allow(clippy::struct_excessive_bools)] // As many as a schema says of a field, and each is asked alone.
#[derive(Clone, Debug, Default)]
pub(super) struct ProposedField {
    pub(super) name: String,
    /// The schema's word for its kind.
    pub(super) kind: &'static str,
    pub(super) question: String,
    pub(super) help: Option<String>,
    pub(super) group: String,
    pub(super) unit: Option<String>,
    /// Whether its rate is published, never computed.
    pub(super) constant: bool,
    pub(super) optional: bool,
    pub(super) paragraphs: bool,
    pub(super) default: Option<String>,
    /// The flag it hangs on.
    pub(super) when: Option<usize>,
    /// Whether the schema may show an answer as an example.
    pub(super) shown: bool,
    /// What each report answers.
    pub(super) answers: Vec<Option<Answer>>,
    /// Whether it is asked before all others.
    pub(super) general: bool,
    /// Whether somebody decided that it is none.
    pub(super) gone: bool,
}

/// What a report answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// One value with no key, or parts with keys.
    Parts(Vec<(&'static str, String)>),
    /// Records of a list.
    Records(Vec<Vec<(&'static str, String)>>),
}

impl Answer {
    /// An answer in one piece.
    pub(super) fn words(words: impl Into<String>) -> Self {
        Self::Parts(vec![("", words.into())])
    }

    /// Whether it holds a blank somebody left: `__亿元`, `20__年`.
    pub(super) fn is_blank(&self) -> bool {
        let mask = |words: &str| words.contains(['_', '＿', '*', '×', '□', '╳']);
        match self {
            Self::Parts(parts) => parts.iter().any(|(_, words)| mask(words)),
            Self::Records(_) => false,
        }
    }

    /// What is answered in one piece, or for this year.
    pub(super) fn main(&self) -> &str {
        match self {
            Self::Parts(parts) => parts.first().map_or("", |(_, words)| words),
            Self::Records(_) => "",
        }
    }
}

/// A line of the template.
#[derive(Clone, Debug, Default)]
pub(super) struct ProposedLine {
    pub(super) bits: Vec<LinePart>,
    /// The field without which the line is not there.
    pub(super) when: Option<usize>,
    /// The list whose records repeat it.
    pub(super) each: Option<usize>,
}

/// A stretch of a line.
#[derive(Clone, Debug)]
pub(super) enum LinePart {
    /// Markup as it stands.
    Words(String),
    /// A tag, and the markup it stands for where there is one.
    Tag {
        /// The field.
        field: usize,
        /// The part of its value, with the dot; empty for the value itself.
        part: String,
        /// What stands there if the field is rejected; `None`: then the sentence goes.
        words: Option<String>,
    },
    /// Clauses of a sentence, any of which may be missing.
    Join(Vec<Vec<LinePart>>),
    /// What is there only if all of the fields are answered.
    If(Vec<usize>, Vec<LinePart>),
}

/// A section of the template.
#[derive(Clone, Debug)]
pub(super) struct ProposedSection {
    pub(super) name: String,
    /// In which reports it stands.
    pub(super) found: Vec<bool>,
    pub(super) lines: Range<usize>,
    pub(super) need: Need,
    /// The question that decides about it, once it is one.
    pub(super) flag: Option<usize>,
}

/// Whether a section is part of the genre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// 必有
    Required,
    /// 可选: a question decides
    Optional,
    /// 不要
    Out,
}

impl Proposal {
    /// The fields that the plan may decide about, in the order they are asked: all but the questions about sections.
    pub(super) fn decidable(&self) -> impl Iterator<Item = &ProposedField> {
        self.ordered().into_iter().map(|at| &self.fields[at]).filter(|field| field.kind != "flag")
    }

    /// The numbers of the fields that are there: those that are asked first first, a question about a section before
    /// what hangs on it.
    pub(super) fn ordered(&self) -> Vec<usize> {
        let mut ordered = Vec::new();
        let mut placed = vec![false; self.fields.len()];
        let of = |general: bool| {
            (0..self.fields.len()).filter(move |at| self.fields[*at].general == general)
        };
        for at in of(true).chain(of(false)).filter(|at| !self.fields[*at].gone) {
            let flag = self.fields[at].when;
            for at in flag.into_iter().chain([at]) {
                if !std::mem::replace(&mut placed[at], true) {
                    ordered.push(at);
                }
            }
        }
        ordered
    }

    /// The field of a name.
    pub(super) fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| !field.gone && field.name == name)
    }

    /// For each section: its name, and in which reports it stands.
    #[must_use]
    pub fn sections(&self) -> Vec<(String, Vec<bool>)> {
        self.sections.iter().map(|section| (section.name.clone(), section.found.clone())).collect()
    }
}

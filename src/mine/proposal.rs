//! Defines a proposal: template lines, sections and fields as mined, before they become files.

use std::collections::HashSet;
use std::ops::Range;

use super::variable::{VariableSpan, dotted};
use crate::schema::FieldKind;
#[cfg(doc)]
use crate::schema::Schema;

/// The group of what is asked once for the whole report.
pub(super) const GENERAL_GROUP: &str = "基本情况";

/// What mining proposes: a template, a field table and the answers of each report.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    pub(super) title: String,
    /// The group the genre is listed in: 工作报告, 讲话…
    pub(super) kind: &'static str,
    pub(super) summary: &'static str,
    pub(super) fields: Vec<ProposedField>,
    pub(super) lines: Vec<TemplateLine>,
    pub(super) sections: Vec<ProposedSection>,
    /// How many reports the proposal is from.
    pub(super) reports: usize,
    /// Sentences of the review that no field changes: next year's draft says them word for word.
    pub(super) unchanging: Vec<UnchangingSentence>,
    /// Which of them the template drafts best, from 0: the newest of one office's.
    pub(super) sample: usize,
}

/// A sentence that the next draft says again.
#[derive(Clone, Debug)]
pub(super) struct UnchangingSentence {
    /// Its words in the report.
    pub(super) words: String,
    /// Its words with [`Schema::PRINTED`] in place of what every draft prints anew: place, year.
    pub(super) pattern: String,
}

/// A proposed field.
#[allow(clippy::struct_excessive_bools)] // As many as a schema has of a field, each asked alone.
#[derive(Clone, Debug)]
pub(super) struct ProposedField {
    pub(super) name: String,
    pub(super) kind: FieldKind,
    pub(super) question: String,
    pub(super) help: Option<String>,
    pub(super) group: String,
    pub(super) optional: bool,
    pub(super) default: Option<String>,
    /// The flag field (an index into [`Proposal::fields`]) this field is asked under.
    pub(super) condition: Option<usize>,
    /// The field (an index, too) whose figure its own is at most.
    pub(super) at_most: Option<usize>,
    /// Whether the schema may show an answer as an example.
    pub(super) has_example: bool,
    /// The answer of each report.
    pub(super) answers: Vec<Option<MinedAnswer>>,
    /// Whether it is asked before all others.
    pub(super) asked_first: bool,
    /// Whether it is asked unless the user decides otherwise.
    pub(super) is_suggested: bool,
    /// Whether the user rejected it, or merged it into another.
    pub(super) removed: bool,
}

impl ProposedField {
    /// Creates a field with a question and the answers of the reports.
    pub(super) fn new(
        kind: FieldKind,
        question: String,
        group: &str,
        answers: Vec<Option<MinedAnswer>>,
    ) -> Self {
        Self {
            name: String::new(),
            kind,
            question,
            help: None,
            group: group.to_owned(),
            optional: false,
            default: None,
            condition: None,
            at_most: None,
            has_example: false,
            answers,
            asked_first: false,
            is_suggested: true,
            removed: false,
        }
    }
}

/// What a report answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MinedAnswer {
    /// Words, a day, a year, 是 or 否: one value.
    Words(String),
    /// A place and the place above it.
    Place {
        name: String,
        parent: Option<String>,
    },
    /// A figure and what it is compared with.
    Figure {
        current: String,
        compared: Option<ComparedWith>,
    },
    /// The points of a list.
    Points(Vec<MinedPoint>),
}

/// What the report compares a figure with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ComparedWith {
    /// 增速: the rate it publishes, signed.
    Rate(String),
    /// 上年: last year's value.
    Last(String),
}

/// A point: 一是**产业不强**，缺少龙头。
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MinedPoint {
    /// Its first clause; empty where it has none.
    pub(super) lead: String,
    /// What follows; empty where nothing does.
    pub(super) rest: String,
}

impl MinedAnswer {
    /// Returns the value itself, for a figure this year's; nothing for points.
    pub(super) fn main(&self) -> &str {
        match self {
            Self::Words(words) => words,
            Self::Place { name, .. } => name,
            Self::Figure { current, .. } => current,
            Self::Points(_) => "",
        }
    }

    /// Returns the rate or the last value a figure is compared with.
    pub(super) fn compared(&self) -> Option<&ComparedWith> {
        match self {
            Self::Figure { compared, .. } => compared.as_ref(),
            _ => None,
        }
    }

    /// Tests whether it holds a blank somebody left: `__亿元`, `20__年`.
    pub(super) fn is_blank(&self) -> bool {
        let is_mask = |words: &str| words.contains(['_', '＿', '*', '×', '□', '╳']);
        let compared = match self.compared() {
            Some(ComparedWith::Rate(words) | ComparedWith::Last(words)) => words,
            None => "",
        };
        is_mask(self.main()) || is_mask(compared)
    }

    /// Tests whether two answers have the same parts, so that one template can print both.
    pub(super) fn has_parts_of(&self, other: &Self) -> bool {
        self.compared().is_some() == other.compared().is_some()
    }
}

/// A line of the template.
#[derive(Clone, Debug, Default)]
pub(super) struct TemplateLine {
    pub(super) parts: Vec<TemplatePart>,
    /// The field without which the line is not printed.
    pub(super) condition: Option<usize>,
    /// The list whose records repeat the line.
    pub(super) repeat: Option<usize>,
}

/// A part of a template line.
#[derive(Clone, Debug)]
pub(super) enum TemplatePart {
    /// Markup, printed as it stands.
    Markup(String),
    /// A tag.
    Tag {
        /// The field, an index into [`Proposal::fields`].
        field: usize,
        /// The part of its value, with the dot (`.同比`); empty for the value itself.
        part: String,
        /// How a change is said, where the tag prints one with its verb.
        change: Option<TagChange>,
        /// The markup printed if the field is rejected; `None`: then the sentence is dropped.
        instead: Option<String>,
    },
    /// Clauses of a sentence, any of which may be missing: `甲；乙。`
    Clauses(Vec<Vec<TemplatePart>>),
    /// Parts printed only if all of the fields are answered.
    IfAnswered(Vec<usize>, Vec<TemplatePart>),
}

impl TemplatePart {
    /// Returns the tag of a variable; `find` gives the index of the field of a name.
    pub(super) fn of(
        variable: &VariableSpan,
        field: usize,
        find: impl Fn(&str) -> Option<usize>,
        instead: Option<String>,
    ) -> Self {
        let change = variable.change.as_ref().map(|change| TagChange {
            rise: change.rise.clone(),
            fall: change.fall.clone(),
            after: change
                .after
                .as_ref()
                .and_then(|(name, part)| Some((find(name)?, dotted(part)))),
            flat: change.flat.clone(),
            unit: change.unit.clone(),
        });
        Self::Tag {
            field,
            part: variable.dotted_part(),
            change,
            instead,
        }
    }
}

/// The words of a change in a tag: `{{升降 "上升" "下降" 税收.增速}}`.
#[derive(Clone, Debug)]
pub(super) struct TagChange {
    pub(super) rise: String,
    pub(super) fall: String,
    /// The change said before it in one list: the field and the part with the dot.
    pub(super) after: Option<(usize, String)>,
    /// What is said of no change, and what is put for the unit, where that is not as usual.
    pub(super) flat: Option<String>,
    pub(super) unit: Option<String>,
}

/// A section of the template.
#[derive(Clone, Debug)]
pub(super) struct ProposedSection {
    pub(super) name: String,
    /// For each report, whether it has the section.
    pub(super) found: Vec<bool>,
    /// Its lines in [`Proposal::lines`].
    pub(super) lines: Range<usize>,
    pub(super) need: Need,
    /// The question that decides about it, once there is one.
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
    /// Returns the fields a user may decide about, in the order they are asked: all but the
    /// questions about sections.
    pub(super) fn decidable(&self) -> impl Iterator<Item = &ProposedField> {
        let fields = self.ordered().into_iter().map(|at| &self.fields[at]);
        fields.filter(|field| !matches!(field.kind, FieldKind::Flag))
    }

    /// Returns the indices of the fields in the order they are asked: general ones first, a
    /// question about a section before the fields it decides about.
    pub(super) fn ordered(&self) -> Vec<usize> {
        let mut ordered = Vec::new();
        let mut is_placed = vec![false; self.fields.len()];
        for asked_first in [true, false] {
            for (at, field) in self.fields.iter().enumerate() {
                if field.removed || field.asked_first != asked_first {
                    continue;
                }
                for at in field.condition.into_iter().chain([at]) {
                    if !is_placed[at] {
                        is_placed[at] = true;
                        ordered.push(at);
                    }
                }
            }
        }
        ordered
    }

    /// Returns the index of the field of a name.
    pub(super) fn field(&self, name: &str) -> Option<usize> {
        self.fields
            .iter()
            .position(|field| !field.removed && field.name == name)
    }

    /// Returns each section's name and, for each report, whether it has the section.
    #[must_use]
    pub fn sections(&self) -> Vec<(String, Vec<bool>)> {
        self.sections
            .iter()
            .map(|section| (section.name.clone(), section.found.clone()))
            .collect()
    }

    /// Returns, for each section, whether it is left out of the template.
    #[must_use]
    pub fn left_out(&self) -> Vec<bool> {
        let sections = self.sections.iter();
        sections.map(|section| section.need == Need::Out).collect()
    }

    /// Returns which of the reports, from 0, makes the sample answers.
    #[must_use]
    pub fn sample(&self) -> usize {
        self.sample
    }

    /// Returns the sentences of the review that hold no field, in order: a draft of next year says
    /// them word for word, so somebody has to read whether they still hold.
    #[must_use]
    pub fn unchanging_sentences(&self) -> Vec<&str> {
        let sentences = self.unchanging.iter();
        sentences.map(|sentence| sentence.words.as_str()).collect()
    }

    /// Returns the same sentences as a schema holds them, each once.
    pub(super) fn carried_over(&self) -> Vec<String> {
        let mut patterns: Vec<String> = Vec::new();
        let mut known = HashSet::new();
        for sentence in &self.unchanging {
            if known.insert(&sentence.pattern) {
                patterns.push(sentence.pattern.clone());
            }
        }
        patterns
    }

    /// Returns the same proposal under another title.
    #[must_use]
    pub fn titled(self, title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ..self
        }
    }
}

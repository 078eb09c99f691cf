//! Defines a rule: its code, weight and source, with one text that breaks it and one that does not.

use std::fmt;

use crate::diagnostic::Severity;

/// A rule of review.
///
/// Both cards are tests, and `nigao review --rules` prints them: a rule is understood by what it
/// finds and by what it leaves alone.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name in `--only`, `--skip` and `nigao.yaml`: family, dot, fault.
    pub code: &'static str,
    /// The most a finding of it weighs; one that is less sure weighs less.
    pub severity: Severity,
    /// What it rests on.
    pub tier: RuleTier,
    /// The clause, the rule of statistics or the practice it comes from.
    pub source: &'static str,
    /// The key of the message that says in a line what it finds.
    pub title: &'static str,
    /// A text that breaks it.
    pub hit: RuleCard,
    /// A text that looks alike and does not.
    pub miss: RuleCard,
}

/// What a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RuleTier {
    /// 标准条款: a clause of a standard or a regulation.
    Standard,
    /// 统计规则: how figures are published.
    Statistics,
    /// 实务: how offices write.
    Practice,
}

impl RuleTier {
    /// Returns the key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Standard => "review.tier.standard",
            Self::Statistics => "review.tier.statistics",
            Self::Practice => "review.tier.practice",
        }
    }

    /// Returns its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Statistics => "statistics",
            Self::Practice => "practice",
        }
    }
}

/// A text that shows what a rule does, with what is known beside it.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleCard {
    /// The text.
    pub text: &'static str,
    /// What else is known when it is read.
    pub beside: CardContext,
}

/// What is known beside the text of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardContext {
    /// Nothing but the text.
    Nothing,
    /// The place the paper is of.
    Place(&'static str),
    /// An earlier paper it was made from.
    Source(&'static str),
    /// The answers it was drafted from, as YAML.
    Answers(&'static str),
    /// Another paper of the same place.
    Together(&'static str),
    /// A sentence that its template took over from an earlier report.
    CarriedOver(&'static str),
    /// Private data are looked for.
    Privacy,
    /// The text, a document's markup, stands in a Word file of this layout (YAML).
    Layout(&'static str),
    /// The text, a document's markup, stands in a Word file where these words, a paragraph, are
    /// marked.
    Marked(&'static str, WordMark),
}

/// How words of a Word file are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordMark {
    /// As a marker pen does.
    Highlighted,
    /// Nobody sees them.
    Hidden,
    /// Red.
    Red,
    /// Bold, which is no mark at all.
    Bold,
    /// By a tracked change.
    Inserted,
}

impl WordMark {
    /// Returns the key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Highlighted => "review.mark.highlighted",
            Self::Hidden => "review.mark.hidden",
            Self::Red => "review.mark.red",
            Self::Bold => "review.mark.bold",
            Self::Inserted => "review.mark.inserted",
        }
    }
}

impl RuleCard {
    /// A card of a text alone.
    pub(super) const fn of(text: &'static str) -> Self {
        Self {
            text,
            beside: CardContext::Nothing,
        }
    }

    /// A card of a text with something beside it.
    pub(super) const fn beside(text: &'static str, beside: CardContext) -> Self {
        Self { text, beside }
    }
}

impl Rule {
    /// Returns the family: what stands before the dot.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.code
            .split_once('.')
            .map_or(self.code, |(family, _)| family)
    }

    /// Whether a name given by a user means this rule: its code or its family.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.code == name || self.family() == name
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

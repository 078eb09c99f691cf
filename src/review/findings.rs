//! Collects findings, so that nothing is told twice.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::finding::{ReviewFinding, TextFix};
use super::options::ReviewOptions;
use super::rule::Rule;
use crate::diagnostic::{Message, Severity};
use crate::read::Report;

/// The findings of a paper while its rules run.
pub(super) struct Findings<'a> {
    report: &'a Report,
    options: &'a ReviewOptions,
    list: Vec<ReviewFinding>,
    /// What of a rule was told, with its place in the list.
    told: HashMap<(&'static str, String), usize>,
    /// For each family the stretches on which one of its rules has spoken, apart: start and end.
    settled: HashMap<&'static str, BTreeMap<usize, usize>>,
}

/// A finding being put together.
pub(super) struct FindingDraft {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    /// In characters of [`Report::chars`].
    pub(super) span: Range<usize>,
    pub(super) message: Message,
    pub(super) hint: Option<Message>,
    pub(super) fix: Option<String>,
}

impl FindingDraft {
    /// A finding that weighs as much as its rule may.
    pub(super) fn new(rule: &'static Rule, span: Range<usize>, message: Message) -> Self {
        Self {
            rule,
            severity: rule.severity,
            span,
            message,
            hint: None,
            fix: None,
        }
    }

    /// The same with a hint.
    pub(super) fn hint(self, hint: Message) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// The same with words to put in place.
    pub(super) fn fix(self, words: impl Into<String>) -> Self {
        Self {
            fix: Some(words.into()),
            ..self
        }
    }

    /// The same with another weight.
    pub(super) fn weighing(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }
}

impl<'a> Findings<'a> {
    pub(super) fn new(report: &'a Report, options: &'a ReviewOptions) -> Self {
        Self {
            report,
            options,
            list: Vec::new(),
            told: HashMap::new(),
            settled: HashMap::new(),
        }
    }

    /// Whether a rule is wanted.
    pub(super) fn wants(&self, rule: &Rule) -> bool {
        self.options.wants(rule)
    }

    /// Adds a finding, unless its rule is not wanted or its family spoke of the same words.
    pub(super) fn add(&mut self, draft: FindingDraft) {
        if !self.wants(draft.rule) {
            return;
        }
        let settled = self.settled.entry(draft.rule.family()).or_default();
        let before = settled.range(..draft.span.end.max(1)).next_back();
        if before.is_some_and(|(_, end)| *end > draft.span.start) {
            return;
        }
        settled.insert(draft.span.start, draft.span.end);
        self.push(draft);
    }

    /// Adds a finding that is told once for all places where the same is wrong: `what` says what is
    /// the same.
    pub(super) fn add_once(&mut self, what: impl Into<String>, draft: FindingDraft) {
        if !self.wants(draft.rule) {
            return;
        }
        let key = (draft.rule.code, what.into());
        match self.told.get(&key) {
            Some(&at) => {
                let span = self.report.source_of(&draft.span);
                self.list[at].also.push(span.clone());
                let fix = draft.fix.map(|words| TextFix { span, words });
                self.list[at].fixes.extend(fix);
            }
            None => {
                self.told.insert(key, self.list.len());
                self.push(draft);
            }
        }
    }

    fn push(&mut self, draft: FindingDraft) {
        let span = self.report.source_of(&draft.span);
        self.list.push(finding(draft, span));
    }

    /// Returns the findings in reading order.
    pub(super) fn into_sorted(mut self) -> Vec<ReviewFinding> {
        self.list
            .sort_by_key(|finding| (finding.span.start, finding.span.end));
        self.list
    }
}

fn finding(draft: FindingDraft, span: Range<usize>) -> ReviewFinding {
    let fix = draft.fix.map(|words| TextFix {
        span: span.clone(),
        words,
    });
    let fixes: Vec<TextFix> = fix.into_iter().collect();
    ReviewFinding {
        rule: draft.rule,
        severity: draft.severity,
        span,
        also: Vec::new(),
        message: draft.message,
        hint: draft.hint,
        fixes,
    }
}

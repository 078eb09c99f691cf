//! Finds the sentences that a mined template says again, word for word, as the year before.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{CardContext, Rule, RuleCard, RuleTier};
use crate::diagnostic::{Message, Severity};
use crate::read::fold;
use crate::schema::Schema;

/// The rules of this family.
pub(super) static RULES: [&Rule; 1] = [&CARRIED_OVER];

static CARRIED_OVER: Rule = Rule {
    code: "copying.carried-over",
    severity: Severity::Advice,
    tier: RuleTier::Practice,
    source: "去年属实的话，今年未必属实",
    title: "review.title.copying-carried-over",
    hit: RuleCard::beside(
        "云溪镇工作汇报\n全年云溪镇没有发生较大以上安全事故。群众很满意。",
        CardContext::CarriedOver("全年{{…}}没有发生较大以上安全事故。"),
    ),
    miss: RuleCard::beside(
        "云溪镇工作汇报\n全年云溪镇发生一般事故1起，比上年减少3起，没有发生较大以上安全事故。",
        CardContext::CarriedOver("全年{{…}}没有发生较大以上安全事故。"),
    ),
};

/// A sentence is looked up by so many of its letters, a shorter one by all of them.
const ANCHOR: usize = 8;
/// The fewest letters in a row that tell a sentence apart in which something is printed.
const SHORTEST_ANCHOR: usize = 4;
/// A number counted before a sentence is no longer: 第十二，
const LONGEST_NUMBER: usize = 4;
/// What a template prints between two pieces of a sentence is no longer: a place, a year.
const LONGEST_PRINTED: usize = 16;

/// The sentences carried over, looked up by their letters.
#[derive(Debug, Default)]
pub(super) struct CarriedOver {
    /// The pieces of each sentence between what is printed, marks and spaces left out.
    sentences: Vec<Vec<Vec<char>>>,
    /// The sentences whose longest piece begins with these letters.
    by_anchor: HashMap<Vec<char>, Vec<usize>>,
    /// How long those letters are.
    anchor_lengths: BTreeSet<usize>,
}

impl CarriedOver {
    /// Prepares the sentences of a schema.
    ///
    /// One that prints something and has fewer than four letters in a row is told apart by nothing
    /// and left out.
    pub(super) fn of(patterns: &[String]) -> Self {
        let mut known = Self::default();
        for pattern in patterns {
            let mut pieces = Vec::new();
            for piece in pattern.split(Schema::PRINTED) {
                let letters = piece.chars().map(fold).filter(|c| c.is_alphanumeric());
                pieces.push(letters.collect::<Vec<char>>());
            }
            let Some(longest) = pieces.iter().max_by_key(|piece| piece.len()) else {
                continue;
            };
            let anchor = &longest[..longest.len().min(ANCHOR)];
            let fewest = if pieces.len() == 1 {
                1
            } else {
                SHORTEST_ANCHOR
            };
            if anchor.len() >= fewest {
                known.anchor_lengths.insert(anchor.len());
                let same = known.by_anchor.entry(anchor.to_vec()).or_default();
                same.push(known.sentences.len());
                known.sentences.push(pieces);
            }
        }
        known
    }

    /// Whether a stretch of a paper is one of the sentences.
    fn has(&self, paper: &Paper, stretch: &Range<usize>) -> bool {
        let text = &paper.text[stretch.clone()];
        let letters: Vec<char> = text
            .iter()
            .copied()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let lengths = self.anchor_lengths.iter();
        let mut anchors = lengths.flat_map(|length| letters.windows(*length));
        anchors.any(|anchor| {
            let sentences = self.by_anchor.get(anchor).into_iter().flatten();
            sentences
                .into_iter()
                .any(|at| says(&self.sentences[*at], &letters))
        })
    }
}

/// Whether letters are the pieces in order with no more than a place or a year between them.
fn says(pieces: &[Vec<char>], letters: &[char]) -> bool {
    let Some((first, others)) = pieces.split_first() else {
        return false;
    };
    let latest = LONGEST_NUMBER.min(letters.len());
    let Some(start) = (0..=latest).find(|at| letters[*at..].starts_with(first)) else {
        return false;
    };
    let mut rest = &letters[start + first.len()..];
    for piece in others {
        let latest = LONGEST_PRINTED.min(rest.len());
        let found = (0..=latest).find(|at| rest[*at..].starts_with(piece));
        let Some(at) = found.filter(|_| !piece.is_empty()) else {
            // A sentence that ends with what is printed.
            return piece.is_empty() && rest.len() <= LONGEST_PRINTED;
        };
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty()
}

/// Tells each sentence, and each clause, that the template took over from an earlier report.
pub(super) fn find(paper: &Paper, known: &CarriedOver, findings: &mut Findings) {
    if known.sentences.is_empty() {
        return;
    }
    for sentence in &paper.sentences {
        if known.has(paper, sentence) {
            tell(paper, sentence, findings);
            continue;
        }
        // 不足也很明显：①业务钻得不透: an announcement runs into the first point.
        for announced in split(paper, sentence, ':') {
            if known.has(paper, &announced) {
                tell(paper, &announced, findings);
                continue;
            }
            for clause in split(paper, &announced, ',') {
                if known.has(paper, &clause) {
                    tell(paper, &clause, findings);
                }
            }
        }
    }
}

/// Splits a stretch of a paper behind each mark.
fn split(paper: &Paper, stretch: &Range<usize>, mark: char) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = stretch.start;
    for at in stretch.clone() {
        if paper.text[at] == mark || at + 1 == stretch.end {
            parts.push(start..at + 1);
            start = at + 1;
        }
    }
    parts
}

/// Tells a sentence without the marks and spaces around it.
fn tell(paper: &Paper, sentence: &Range<usize>, findings: &mut Findings) {
    let is_letter = |at: &usize| paper.text[*at].is_alphanumeric();
    let first = sentence.clone().find(is_letter);
    let last = sentence.clone().rfind(is_letter);
    if let (Some(first), Some(last)) = (first, last) {
        let message = Message::plain("review.copying.carried-over");
        findings.add(FindingDraft::new(&CARRIED_OVER, first..last + 1, message));
    }
}

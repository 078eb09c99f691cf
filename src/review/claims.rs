//! Finds absolute statements about what happened, which an inspection could prove false.

use super::findings::{FindingDraft, Findings};
use super::options::ReviewOptions;
use super::paper::Paper;
use super::rule::{CardContext, Rule, RuleCard, RuleTier};
use super::word_finder::WordFinders;
use super::words_at::stands_at;
use crate::diagnostic::{Message, Severity};
use crate::lexicon::string;

/// The rules of this family.
pub(super) static RULES: [&Rule; 1] = [&ABSOLUTE];

static ABSOLUTE: Rule = Rule {
    code: "claims.absolute",
    severity: Severity::Advice,
    tier: RuleTier::Practice,
    source: "把话说满的句子要有部门负责",
    title: "review.title.claims-absolute",
    hit: RuleCard::of("工作汇报\n全年没有发生生产安全事故，问题全部整改到位。"),
    miss: RuleCard::beside(
        "工作汇报\n全年没有发生生产安全事故。要把问题全部整改到位，努力做到人均收入再提高。",
        CardContext::Answers("安全: 全年没有发生生产安全事故"),
    ),
};

/// Words that make a sentence an aim: what is to be done claims nothing.
const AIMS: [&str; 14] = [
    "要", "力争", "确保", "努力", "计划", "将", "争取", "坚决", "必须", "目标", "决不", "绝不",
    "推动", "严禁",
];

/// Runs the rules of this family.
pub(super) fn find(
    paper: &Paper,
    options: &ReviewOptions,
    finders: &WordFinders,
    findings: &mut Findings,
) {
    if options.claims_confirmed {
        return;
    }
    for (span, listed) in finders.absolute.find(paper.text) {
        let sentence = paper.sentence(span.start);
        let words = string(&paper.text[sentence.clone()]);
        let is_exception = listed
            .more
            .iter()
            .any(|longer| covers(paper.text, span.start, &listed.word, longer));
        let is_aim = AIMS.iter().any(|aim| words.contains(aim));
        let is_answered = options.answers.as_ref().is_some_and(|answers| {
            let bare = words.trim_end_matches(['。', ';', '!', '\n']);
            answers.iter().any(|answer| {
                answer.contains(bare) || answer.len() > 20 && bare.contains(answer.as_str())
            })
        });
        // 没有 of a whole and 均 of an average alone are in every paper.
        if is_exception || is_aim || is_answered || listed.word == "均" || listed.word == "100%" {
            continue;
        }
        let args = [("words", paper.words(&span))];
        let message = Message::new("review.claims.absolute", args);
        findings.add_once("", FindingDraft::new(&ABSOLUTE, span, message));
    }
}

fn covers(text: &[char], at: usize, word: &str, longer: &str) -> bool {
    longer.match_indices(word).any(|(inside, _)| {
        let before = longer[..inside].chars().count();
        at.checked_sub(before)
            .is_some_and(|start| stands_at(text, start, longer))
    })
}

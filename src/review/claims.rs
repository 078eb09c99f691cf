//! Finds absolute statements about what happened, which an inspection could prove false.

use std::ops::Range;
use std::sync::LazyLock;

use super::findings::{FindingDraft, Findings};
use super::options::ReviewOptions;
use super::paper::Paper;
use super::rule::{CardContext, Rule, RuleCard, RuleTier};
use super::word_finder::WordFinders;
use super::words_at::stands_at;
use crate::diagnostic::{Message, Severity};
use crate::lexicon::{WordSet, is_hanzi, string, word_set};

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
        "工作汇报\n全年没有发生生产安全事故。要把问题全部整改到位。规上企业占全部企业的两成，项目全部开工，所有干部都出了力。",
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
        let claims = claims_something(paper.text, &span, &listed.word);
        if is_exception || is_aim || is_answered || !claims {
            continue;
        }
        let args = [("words", paper.words(&span))];
        let message = Message::new("review.claims.absolute", args);
        findings.add_once("", FindingDraft::new(&ABSOLUTE, span, message));
    }
}

/// What an inspection would look into: faults, dangers, debts and duties that are said to be done.
static INSPECTED: LazyLock<WordSet> = word_set!(
    "整改 落实 到位 达标 兑现 兑付 足额 按时 按期 办结 销号 清零 清偿 化解 合格 脱贫 摘帽 退出 拆除 关停 取缔 消除 纳入 答复 签订 持证 建档 解决 结案 移交 完成"
);

/// Words that say all of anything in any paper: 所有, 均, 100%, 彻底.
static OF_EVERYTHING: LazyLock<WordSet> =
    word_set!("均 一律 一概 所有 全员 彻底 从来 无不 绝不 统统 通通 100 100% 百分之百 百分百");

/// Whether a word that says all, or everywhere, says it of something an inspection looks into.
///
/// 问题全部整改到位 and 监管实现全覆盖 do; 占全部企业的两成, 项目全部开工 and 基本实现全覆盖 are in
/// every paper and prove nothing false; of 均, 所有 and 100% alone nothing is told.
fn claims_something(text: &[char], span: &Range<usize>, word: &str) -> bool {
    const NEAR: usize = 6;
    let ahead = text[span.end..].iter().take(NEAR);
    let ahead: Vec<char> = ahead.copied().take_while(|c| is_hanzi(*c)).collect();
    let is_inspected = || (0..ahead.len()).any(|at| INSPECTED.at(&ahead, at).is_some());
    let start = span.start.saturating_sub(NEAR);
    let before = string(&text[start..span.start]);
    let is_said = || {
        let verbs = ["实现", "达到", "做到"];
        let is_whole = !before.contains("基本") && !before.contains("动态");
        is_whole && verbs.iter().any(|verb| before.contains(verb))
    };
    let letters: Vec<char> = word.chars().collect();
    if OF_EVERYTHING.is(&letters) {
        return false;
    }
    match word {
        "全部" | "全都" | "全数" | "悉数" | "尽数" => is_inspected(),
        "全覆盖" => is_said() && ahead.is_empty(),
        "清零" | "根除" => is_said(),
        // 应保尽保, 应改尽改
        _ if letters.len() == 4 && letters[0] == '应' && letters[2] == '尽' => is_said(),
        _ => true,
    }
}

fn covers(text: &[char], at: usize, word: &str, longer: &str) -> bool {
    longer.match_indices(word).any(|(inside, _)| {
        let before = longer[..inside].chars().count();
        at.checked_sub(before)
            .is_some_and(|start| stands_at(text, start, longer))
    })
}

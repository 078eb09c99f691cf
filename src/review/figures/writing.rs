//! Finds figures written so that they say the wrong thing: 增长-3%, 03亿元, 增长了2倍到.

use crate::diagnostic::{Message, Severity};
use crate::lexicon::count_leading;
use crate::review::figure_scan::FoundFigure;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{Rule, RuleCard, RuleTier};
use crate::review::words_at::stands_at;

pub(super) static RULES: [&Rule; 3] = [&SIGN, &ZERO, &FALL_TIMES];

static SIGN: Rule = Rule {
    code: "figures.sign",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "增减由词表示，数不带负号",
    title: "review.title.figures-sign",
    hit: RuleCard::of("工作汇报\n固定资产投资增长-3.2%，用电量下降-1.5%。"),
    miss: RuleCard::of("工作汇报\n固定资产投资下降3.2%，增速为-3.2%，增幅在2%-3%之间。"),
};

static ZERO: Rule = Rule {
    code: "figures.leading-zero",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "GB/T 15835—2011 5.1：数值不写前导零",
    title: "review.title.figures-leading-zero",
    hit: RuleCard::of("工作汇报\n完成投资03.5亿元，修路012公里。"),
    miss: RuleCard::of("工作汇报\n完成投资0.35亿元，电话0731，编号007，2025年01月。"),
};

static FALL_TIMES: Rule = Rule {
    code: "figures.fall-times",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "减少不能用倍数：减少一倍就没有了",
    title: "review.title.figures-fall-times",
    hit: RuleCard::of("工作汇报\n办理时限下降2倍，投诉减少了3倍。"),
    miss: RuleCard::of("工作汇报\n办理时限缩短一半，产值增长2倍，是去年的3倍。"),
};

/// Words that give a change its sign.
const CHANGES: [&str; 12] = [
    "增长", "增长了", "下降", "下降了", "上升", "提高", "减少", "增加", "回落", "降低", "同比增长",
    "增速提高",
];
/// Words for a fall.
const FALLS: [&str; 10] = [
    "下降", "下降了", "减少", "减少了", "降低", "降低了", "缩短", "缩短了", "缩小", "缩小了",
];

pub(super) fn find(paper: &Paper, figures: &[FoundFigure], findings: &mut Findings) {
    let text = paper.text;
    for words in CHANGES {
        for at in paper.find_all(words) {
            let sign = at + words.chars().count();
            let is_sign = text.get(sign).is_some_and(|c| matches!(c, '-' | '负'));
            let digit = text.get(sign + 1).is_some_and(char::is_ascii_digit);
            if is_sign && digit {
                let end = figures
                    .iter()
                    .find(|figure| figure.span.start == sign + 1)
                    .map_or(sign + 2, |figure| figure.span.end);
                let args = [("words", paper.words(&(at..end)))];
                let message = Message::new("review.figures.sign", args);
                findings.add(FindingDraft::new(&SIGN, at..end, message));
            }
        }
    }
    for figure in figures {
        leading_zero(paper, figure, findings);
        fall_times(paper, figure, findings);
    }
}

/// 03.5亿元, 012公里; a code begins with noughts and has no measure behind.
fn leading_zero(paper: &Paper, figure: &FoundFigure, findings: &mut Findings) {
    let text = paper.text;
    let start = figure.span.start;
    let padded = text[start] == '0' && text.get(start + 1).is_some_and(char::is_ascii_digit);
    let measured = !figure.unit.is_empty()
        && !matches!(
            figure.unit,
            "座" | "所" | "家" | "个" | "条" | "项" | "次" | "场"
        );
    if padded && measured {
        let zeros = count_leading(&text[start..], |c| c == '0');
        let next = text.get(start + zeros).copied().unwrap_or('.');
        let zeros = if next.is_ascii_digit() {
            zeros
        } else {
            zeros - 1
        };
        let span = start..start + zeros;
        let args = [("words", paper.words(&figure.span))];
        let message = Message::new("review.figures.leading-zero", args);
        findings.add(FindingDraft::new(&ZERO, span, message).fix(""));
    }
}

/// 下降2倍
fn fall_times(paper: &Paper, figure: &FoundFigure, findings: &mut Findings) {
    let text = paper.text;
    let digits_end = figure.span.end;
    let is_times = figure.unit.is_empty() && stands_at(text, digits_end, "倍");
    if !is_times {
        return;
    }
    let fall = FALLS
        .iter()
        .find(|words| super::super::words_at::ends_before(text, figure.span.start, words));
    if let Some(fall) = fall {
        let span = figure.span.start - fall.chars().count()..digits_end + 1;
        let args = [("words", paper.words(&span))];
        let message = Message::new("review.figures.fall-times", args);
        findings.add(FindingDraft::new(&FALL_TIMES, span, message));
    }
}

//! Checks parts against their total and ratios against 100.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diagnostic::{Message, Severity};
use crate::lexicon::string;
use crate::review::figure_scan::FoundFigure;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{Rule, RuleCard, RuleTier};
use crate::review::words_at::ends_before;

pub(super) static RULES: [&Rule; 3] = [&PART, &SHARE, &RATIO];

static PART: Rule = Rule {
    code: "figures.part",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "其中项不大于总计",
    title: "review.title.figures-part",
    hit: RuleCard::of("工作汇报\n全年签约项目6个，其中亿元以上项目7个。"),
    miss: RuleCard::of("工作汇报\n全年签约项目16个，其中亿元以上项目7个，新能源项目11个。"),
};

static SHARE: Rule = Rule {
    code: "figures.share",
    severity: Severity::Warning,
    tier: RuleTier::Statistics,
    source: "比重=部分÷总量，在四舍五入允许的范围内",
    title: "review.title.figures-share",
    hit: RuleCard::of("工作汇报\n民生支出8.2亿元，占一般公共预算支出10亿元的75%。"),
    miss: RuleCard::of(
        "工作汇报\n民生支出8.2亿元，占一般公共预算支出10亿元的82%；受访者中36%务农，占比高于城镇。",
    ),
};

static RATIO: Rule = Rule {
    code: "figures.ratio",
    severity: Severity::Warning,
    tier: RuleTier::Statistics,
    source: "三次产业比各项之和为100",
    title: "review.title.figures-ratio",
    hit: RuleCard::of("工作汇报\n三次产业比调整为22.3:40:38.7。"),
    miss: RuleCard::of("工作汇报\n三次产业比调整为22.3:40:37.7，男女比为105:100，按1:1:1配套。"),
};

/// Ratios whose parts make a hundred.
const OF_HUNDRED: [&str; 6] = [
    "三次产业", "产业结构", "三产比", "三产结构", "产业比", "三次产业结构",
];
/// Words right before what came on top of a whole, or went off it.
const ADDED: [&str; 9] = [
    "增加", "增加了", "增长", "减少", "减少了", "净增", "多", "少", "增",
];
/// What closes the words of the whole: 其中 begins its parts.
const AMONG: &str = "其中";

pub(super) fn find(paper: &Paper, figures: &[FoundFigure], findings: &mut Findings) {
    for pair in figures.windows(2) {
        let [whole, part] = pair else { continue };
        among(paper, whole, part, findings);
    }
    for triple in figures.windows(3) {
        let [part, whole, rate] = triple else {
            continue;
        };
        share(paper, part, whole, rate, findings);
    }
}

/// 签约项目6个，其中亿元以上7个: a part greater than what it is of.
fn among(paper: &Paper, whole: &FoundFigure, part: &FoundFigure, findings: &mut Findings) {
    const CLOSE: usize = 10;
    let between = string(&paper.text[whole.span.end..part.span.start]);
    let Some((before, behind)) = between.split_once(AMONG) else {
        return;
    };
    // Other words between the whole and 其中 may name another whole: 建设项目, 完成投资.
    let is_right_behind = before.chars().all(|c| ",(;。:".contains(c)) && !before.contains('。');
    let same_kind = whole.unit == part.unit && !whole.unit.is_empty() && !whole.is_percent();
    let rest = behind.trim_start_matches([':', ',']);
    let other = ["增长", "下降", "户均", "人均", "每", "提高"]
        .iter()
        .any(|word| rest.contains(word));
    // 赤字1.2万亿元，比上年增加4000亿元，其中中央8500亿元 is of the whole, not of what was added.
    let is_added = ADDED
        .iter()
        .any(|word| ends_before(paper.text, whole.span.start, word));
    // 年均超收2040亿元，其中去年2573亿元 is of one year of several.
    let close = whole.span.start.saturating_sub(CLOSE);
    let clause = paper.text[close..whole.span.start].iter().rev();
    let is_mean = clause
        .take_while(|c| !matches!(c, ',' | '。' | ';' | '\n'))
        .any(|c| *c == '均');
    let is_off = whole.is_rough || is_added || is_mean || part.value <= whole.value;
    if !is_right_behind || !same_kind || other || is_off {
        return;
    }
    let args = [
        ("part", paper.words(&part.span)),
        ("whole", paper.words(&whole.span)),
    ];
    let message = Message::new("review.figures.part", args);
    findings.add(FindingDraft::new(&PART, part.span.clone(), message));
}

/// 8.2亿元，占…10亿元的82%: part and whole in one unit, the share right behind.
fn share(
    paper: &Paper,
    part: &FoundFigure,
    whole: &FoundFigure,
    rate: &FoundFigure,
    findings: &mut Findings,
) {
    let to_whole = string(&paper.text[part.span.end..whole.span.start]);
    let to_rate = string(&paper.text[whole.span.end..rate.span.start]);
    let says_share =
        to_whole.trim_start_matches(',').starts_with('占') && to_whole.chars().count() < 20;
    if !says_share || to_rate != "的" || !rate.is_percent() || part.is_rough || whole.is_rough {
        return;
    }
    let Some(whole_value) = whole.in_unit_of(part) else {
        return;
    };
    let slack = Decimal::new(5, 2);
    let low = (part.value - part.half()) * Decimal::ONE_HUNDRED;
    let high = (part.value + part.half()) * Decimal::ONE_HUNDRED;
    let (least, most) = match (
        low.checked_div(whole_value + whole.half()),
        high.checked_div(whole_value - whole.half()),
    ) {
        (Some(least), Some(most)) => (least - slack, most + slack),
        _ => return,
    };
    if rate.value + rate.half() < least || rate.value - rate.half() > most {
        let computed = ((least + most) / Decimal::TWO).round_dp(1).normalize();
        let args = [
            ("part", paper.words(&part.span)),
            ("whole", paper.words(&whole.span)),
            ("said", paper.words(&rate.span)),
            ("computed", format!("{computed}%")),
        ];
        let message = Message::new("review.figures.share", args);
        findings.add(FindingDraft::new(&SHARE, rate.span.clone(), message));
    }
}

/// The places where a paper names what has parts of a hundred, in order.
pub(super) fn ratios_named(paper: &Paper) -> Vec<usize> {
    let names = OF_HUNDRED.iter();
    let mut named: Vec<usize> = names.flat_map(|words| paper.find_all(words)).collect();
    named.sort_unstable();
    named
}

/// 三次产业比…22.3:40:38.7
///
/// `named` are the places where a paper names it, see [`ratios_named`].
pub(super) fn ratio(
    paper: &Paper,
    sentence: &Range<usize>,
    named: &[usize],
    findings: &mut Findings,
) {
    let next = named.partition_point(|at| *at < sentence.start);
    if named.get(next).is_none_or(|at| *at >= sentence.end) {
        return;
    }
    let mut at = sentence.start;
    while at < sentence.end {
        let is_part = |c: &&char| c.is_ascii_digit() || matches!(**c, '.' | ':' | '比');
        let starts = paper.text[at].is_ascii_digit();
        let length = paper.text[at..sentence.end]
            .iter()
            .take_while(is_part)
            .count();
        if starts && length > 0 {
            judge_ratio(paper, at..at + length, findings);
        }
        at += length.max(1);
    }
}

fn judge_ratio(paper: &Paper, span: Range<usize>, findings: &mut Findings) {
    const PLAUSIBLE: std::ops::RangeInclusive<i64> = 90..=110;
    let words = string(&paper.text[span.clone()]);
    let parts: Vec<&str> = words
        .trim_end_matches(['.', ':', '比'])
        .split([':', '比'])
        .collect();
    let mut sum = Decimal::ZERO;
    let mut decimals = 0;
    for part in &parts {
        let Ok(value) = Decimal::from_str_exact(part) else {
            return;
        };
        decimals = decimals.max(value.scale());
        sum += value;
    }
    let half = Decimal::try_from_i128_with_scale(5, decimals + 1).unwrap_or_default();
    let allowed = half * Decimal::from(parts.len());
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    let plausible = PLAUSIBLE.contains(&i64::try_from(sum.trunc()).unwrap_or(0));
    if parts.len() == 3 && plausible && off > allowed {
        let args = [("words", words), ("sum", sum.normalize().to_string())];
        let message = Message::new("review.figures.ratio", args);
        findings.add(FindingDraft::new(&RATIO, span, message));
    }
}

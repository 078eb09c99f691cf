//! Checks a rate against the two values it is of, and % against 个百分点.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use crate::diagnostic::{Message, Severity};
use crate::lexicon::string;
use crate::review::figure_scan::FoundFigure;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{Rule, RuleCard, RuleTier};
use crate::review::words_at::ends_before;

pub(super) static RULES: [&Rule; 4] = [&RATE, &INCREMENT, &POINTS, &CONSTANT];

static RATE: Rule = Rule {
    code: "figures.rate",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "增长率=（报告期-基期）÷基期，在四舍五入允许的范围内",
    title: "review.title.figures-rate",
    hit: RuleCard::of("工作汇报\n村集体收入由2024年的120万元增加到150万元，增长35%。"),
    miss: RuleCard::of(
        "工作汇报\n村集体收入由2020年的120万元增加到150万元，年均增长4.6%；户均收入由1.2万元提高到1.3万元，增长9%。",
    ),
};

static INCREMENT: Rule = Rule {
    code: "figures.increment",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "增长率=增量÷（报告期-增量），在四舍五入允许的范围内",
    title: "review.title.figures-increment",
    hit: RuleCard::of("工作汇报\n农民人均可支配收入25490元，比上年增加1630元，增长8.6%。"),
    miss: RuleCard::of("工作汇报\n农民人均可支配收入25490元，比上年增加1630元，增长6.8%。"),
};

static POINTS: Rule = Rule {
    code: "figures.points",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "两个百分数之差用百分点",
    title: "review.title.figures-points",
    hit: RuleCard::of("工作汇报\n森林覆盖率由66.4%提高到68.9%，提高2.5%。"),
    miss: RuleCard::of("工作汇报\n森林覆盖率由66.4%提高到68.9%，提高2.5个百分点。"),
};

static CONSTANT: Rule = Rule {
    code: "figures.constant-price",
    severity: Severity::Advice,
    tier: RuleTier::Statistics,
    source: "生产总值、增加值的增速按可比价计算，用公布数，不能用两年的现价数算",
    title: "review.title.figures-constant-price",
    hit: RuleCard::of("工作汇报\n全县地区生产总值由142亿元增加到154亿元，增长8.5%。"),
    miss: RuleCard::of("工作汇报\n全县地区生产总值由142亿元增加到154亿元，按可比价计算增长6.1%。"),
};

/// Words between a value and the one it rose or fell to.
const TO: [&str; 22] = [
    "增加到", "增长到", "增至", "提高到", "提升到", "上升到", "扩大到", "发展到", "升至", "提升至",
    "提高至", "增加至", "下降到", "减少到", "降低到", "降至", "减至", "下降至", "缩小到", "回落到",
    "压减到", "上升至",
];
/// Words for a rise before a rate, and for a fall.
const RISES: [&str; 8] = [
    "增长", "增幅", "提高", "上升", "增加", "提升", "增幅达", "扩大",
];
const FALLS: [&str; 8] = [
    "下降", "降幅", "降低", "减少", "回落", "缩小", "压减", "下滑",
];
/// Words for an increment between a value and the rate.
const MORE: [&str; 7] = ["增加", "增收", "净增", "增长", "多", "增", "提高"];
const LESS: [&str; 4] = ["减少", "下降", "少", "减收"];

pub(super) fn find(paper: &Paper, figures: &[FoundFigure], findings: &mut Findings) {
    for triple in figures.windows(3) {
        let [first, second, rate] = triple else {
            continue;
        };
        if first.is_rough || second.is_rough || rate.is_rough {
            continue;
        }
        from_to(paper, first, second, rate, findings);
        increment(paper, first, second, rate, findings);
    }
}

/// 由120万元增加到150万元，增长25%.
fn from_to(
    paper: &Paper,
    from: &FoundFigure,
    to: &FoundFigure,
    rate: &FoundFigure,
    findings: &mut Findings,
) {
    let text = paper.text;
    let link = string(&text[from.span.end..to.span.start]);
    let rises_to = TO
        .iter()
        .any(|words| link.trim_end_matches('了').ends_with(words));
    let opening = &text[..from.span.start];
    let opens = opening
        .iter()
        .rev()
        .take(14)
        .take_while(|c| !matches!(c, ',' | '。' | ';' | '、'))
        .any(|c| matches!(c, '由' | '从'));
    if !rises_to
        || !opens
        || link.contains([',', '。'])
        || from.unit.is_empty() && !to.unit.is_empty()
    {
        return;
    }
    let Some(falls) = direction(text, to, rate) else {
        return;
    };
    let Some(base) = from.in_unit_of(to) else {
        return;
    };
    if to.is_percent() {
        points(paper, base, to, rate, falls, findings);
    } else if rate.is_percent() {
        let Some(allowed) = growth(base, from.half(), to.value, to.half(), falls) else {
            return;
        };
        judge(
            paper,
            &RATE,
            "review.figures.rate",
            allowed,
            rate,
            (from, to),
            findings,
        );
    }
}

/// 25490元，比上年增加1630元，增长6.8%.
fn increment(
    paper: &Paper,
    value: &FoundFigure,
    more: &FoundFigure,
    rate: &FoundFigure,
    findings: &mut Findings,
) {
    let text = paper.text;
    let link = string(&text[value.span.end..more.span.start]);
    let compared = [
        "比上年", "同比", "比去年", "较上年", "较去年", "比上年同期", "比去年同期",
    ];
    let is_compared =
        compared.iter().any(|words| link.contains(words)) && link.chars().count() <= 12;
    let grows = MORE
        .iter()
        .any(|words| link.trim_end_matches('了').ends_with(words));
    let shrinks = LESS
        .iter()
        .any(|words| link.trim_end_matches('了').ends_with(words));
    if !is_compared
        || grows == shrinks
        || !rate.is_percent()
        || more.is_percent()
        || value.is_percent()
    {
        return;
    }
    let (Some(falls), Some(amount)) = (direction(text, more, rate), more.in_unit_of(value)) else {
        return;
    };
    if falls != shrinks || amount >= value.value {
        return;
    }
    let base = if falls {
        value.value + amount
    } else {
        value.value - amount
    };
    // The increment may be rounded to another digit than the value.
    let half = if more.unit == value.unit {
        value.half().max(more.half())
    } else {
        value.half()
    };
    let least = (amount - half) * Decimal::ONE_HUNDRED / (base + half + half);
    let most_base = base - half - half;
    if most_base <= Decimal::ZERO {
        return;
    }
    let most = (amount + half) * Decimal::ONE_HUNDRED / most_base;
    judge(
        paper,
        &INCREMENT,
        "review.figures.increment",
        least..=most,
        rate,
        (value, more),
        findings,
    );
}

/// Whether the rate behind a figure is of a fall; none where no such word stands between, or what
/// stands there makes it the rate of something else (年均, 占, 其中, another indicator).
fn direction(text: &[char], figure: &FoundFigure, rate: &FoundFigure) -> Option<bool> {
    const LONGEST: usize = 8;
    let between = &text[figure.span.end..rate.span.start];
    let words = string(between);
    let words = words.trim_start_matches([',', '、', ' ', ')', '人']);
    let bare = words.trim_end_matches(['了', '达', '约', '为']);
    let other = ["年均", "占", "其中", "平均", "目标", "计划", "分别", "累计"];
    if bare.chars().count() > LONGEST || other.iter().any(|word| words.contains(word)) {
        return None;
    }
    let is_one = |list: &[&str]| {
        list.iter().any(|word| {
            bare.strip_suffix(word).is_some_and(|lead| {
                ["", "同比", "比上年", "较上年", "净", "年", "增速", "比去年"].contains(&lead)
            })
        })
    };
    match (is_one(&RISES), is_one(&FALLS)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// The rates that true values within their rounding can have, as a rise or as a fall.
fn growth(
    base: Decimal,
    base_half: Decimal,
    value: Decimal,
    value_half: Decimal,
    falls: bool,
) -> Option<RangeInclusive<Decimal>> {
    let (low_base, high_base) = (base - base_half, base + base_half);
    if low_base <= Decimal::ZERO {
        return None;
    }
    let rate = |value: Decimal, base: Decimal| {
        (value - base)
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(base)
    };
    let least = rate(value - value_half, high_base)?;
    let most = rate(value + value_half, low_base)?;
    Some(if falls { -most..=-least } else { least..=most })
}

/// Tells of a rate outside of what is allowed.
fn judge(
    paper: &Paper,
    rule: &'static Rule,
    key: &'static str,
    allowed: RangeInclusive<Decimal>,
    rate: &FoundFigure,
    of: (&FoundFigure, &FoundFigure),
    findings: &mut Findings,
) {
    let (least, most) = allowed.into_inner();
    let half = rate.half();
    let fits = rate.value + half >= least && rate.value - half <= most;
    let computed = ((least + most) / Decimal::TWO).round_dp(rate.value.scale().max(1));
    let constant = is_constant_price(paper, of.0);
    if fits
        && constant
        && !says_constant(paper, of.1, rate)
        && !ends_before(paper.text, of.0.span.start, "年均")
    {
        let message = Message::plain("review.figures.constant-price");
        findings.add(FindingDraft::new(&CONSTANT, rate.span.clone(), message));
        return;
    }
    if fits || constant {
        return;
    }
    let args = [
        ("first", paper.words(&of.0.span)),
        ("second", paper.words(&of.1.span)),
        ("said", paper.words(&rate.span)),
        ("computed", format!("{}%", computed.normalize())),
    ];
    findings.add(FindingDraft::new(
        rule,
        rate.span.clone(),
        Message::with(key, args.to_vec()),
    ));
}

/// Whether the indicator before a figure is published at constant prices.
fn is_constant_price(paper: &Paper, figure: &FoundFigure) -> bool {
    const NEAR: usize = 24;
    let start = figure.span.start.saturating_sub(NEAR);
    let before = string(&paper.text[start..figure.span.start]);
    let clause = before
        .rsplit([',', '。', ';', '、'])
        .next()
        .unwrap_or_default();
    ["生产总值", "GDP", "增加值"]
        .iter()
        .any(|name| clause.contains(name))
}

fn says_constant(paper: &Paper, from: &FoundFigure, to: &FoundFigure) -> bool {
    let between = string(&paper.text[from.span.end..to.span.start]);
    between.contains("可比价") || between.contains("不变价")
}

/// 由66.4%提高到68.9%，提高2.5个百分点.
fn points(
    paper: &Paper,
    base: Decimal,
    to: &FoundFigure,
    rate: &FoundFigure,
    falls: bool,
    findings: &mut Findings,
) {
    let difference = if falls {
        base - to.value
    } else {
        to.value - base
    };
    let slack = to.half() * Decimal::TWO + rate.half();
    let agrees = (rate.value - difference).abs() <= slack;
    let in_points = rate.unit.ends_with("百分点");
    let said = paper.words(&rate.span);
    if rate.is_percent() && agrees {
        let args = [("said", said), ("right", format!("{}个百分点", rate.value))];
        let message = Message::new("review.figures.points", args);
        let fixed = format!("{}个百分点", rate.value);
        findings.add(FindingDraft::new(&POINTS, rate.span.clone(), message).fix(fixed));
    } else if in_points && !agrees {
        let args = [
            ("said", said),
            ("computed", difference.normalize().to_string()),
        ];
        let message = Message::new("review.figures.points-differ", args);
        findings.add(FindingDraft::new(&POINTS, rate.span.clone(), message));
    }
}

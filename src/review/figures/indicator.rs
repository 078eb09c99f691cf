//! Finds one indicator with two values, and two indicators with one value.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::diagnostic::{Message, Severity};
use crate::lexicon::{WordSet, is_hanzi, string};
use crate::review::figure_scan::FoundFigure;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{Rule, RuleCard, RuleTier};

pub(super) static RULES: [&Rule; 3] = [&TWO_VALUES, &TWO_UNITS, &SAME_VALUE];

static TWO_VALUES: Rule = Rule {
    code: "figures.two-values",
    severity: Severity::Warning,
    tier: RuleTier::Statistics,
    source: "同一指标、同一时期前后一致",
    title: "review.title.figures-two-values",
    hit: RuleCard::of(
        "工作汇报\n全镇固定资产投资15.4亿元，增长8.5%。项目支撑有力，全镇固定资产投资达到16.2亿元。",
    ),
    miss: RuleCard::of(
        "工作汇报\n全镇固定资产投资15.4亿元，增长8.5%。明年固定资产投资力争达到17亿元；园区固定资产投资3亿元。",
    ),
};

static TWO_UNITS: Rule = Rule {
    code: "figures.two-units",
    severity: Severity::Advice,
    tier: RuleTier::Statistics,
    source: "同一指标前后用同一个计量单位",
    title: "review.title.figures-two-units",
    hit: RuleCard::of(
        "工作汇报\n全镇固定资产投资15.4亿元，增长8.5%。项目支撑有力，全镇固定资产投资达到154000万元。",
    ),
    miss: RuleCard::of(
        "工作汇报\n全镇固定资产投资15.4亿元，增长8.5%。项目支撑有力，全镇工业投资达到54000万元。",
    ),
};

static SAME_VALUE: Rule = Rule {
    code: "figures.same-value",
    severity: Severity::Advice,
    tier: RuleTier::Statistics,
    source: "两个指标的数一模一样，多是填串了行",
    title: "review.title.figures-same-value",
    hit: RuleCard::of("工作汇报\n全县财政总收入125.33亿元，一般公共预算收入125.33亿元。"),
    miss: RuleCard::of("工作汇报\n全县财政总收入125.33亿元，一般公共预算收入98.42亿元。"),
};

/// The name an indicator is best known by, of any of its names.
pub(super) fn best_name(words: &str) -> Option<&'static str> {
    NAMES.get(words).copied()
}

/// Every name of an indicator, with the name it is best known by.
static NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    let table = include_str!("../../../data/indicators.txt");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut aliases = line.split_whitespace();
        let Some(best) = aliases.next() else { continue };
        names.insert(best, best);
        names.extend(aliases.map(|alias| (alias, best)));
    }
    names
});
static NAMES_AT: LazyLock<WordSet> = LazyLock::new(|| {
    let names: Vec<&str> = NAMES.keys().copied().collect();
    WordSet::new(&names.join("\n"))
});

/// An indicator with the value a paper gives it for its own place and time.
#[derive(Clone, Debug)]
pub(crate) struct StatedIndicator {
    /// The name it is best known by.
    pub(crate) name: &'static str,
    pub(crate) figure: FoundFigure,
}

/// Words between an indicator and its value.
const LINKS: [&str; 12] = [
    "", "完成", "达到", "达", "实现", "为", "累计完成", "预计完成", "预计达到", "总量达到",
    "总额达到", "首次突破",
];
/// Words before an indicator that leave it the whole place's.
const OPENERS: [&str; 16] = [
    "全镇", "全县", "全市", "全乡", "全区", "全省", "全州", "全旗", "全盟", "实现", "完成", "我镇",
    "我县", "我市", "我乡", "我区",
];
/// Words in a sentence that give a value to another time or an aim.
const OTHER_TIMES: [&str; 26] = [
    "目标", "预期", "力争", "计划", "突破", "确保", "明年", "今后", "到20", "去年", "上年",
    "上半年", "一季度", "前三季度", "年初", "由", "从", "比20", "五年前", "翻番", "五年来", "年均",
    "累计", "规划", "下年", "未来",
];

/// The indicators a paper states of its whole place and its own time.
pub(crate) fn stated_indicators(paper: &Paper, figures: &[FoundFigure]) -> Vec<StatedIndicator> {
    let mut stated = Vec::new();
    let text = paper.text;
    for sentence in paper
        .sentences
        .iter()
        .take_while(|sentence| sentence.start < paper.plan_start)
    {
        let mut at = sentence.start;
        while at < sentence.end {
            let Some(length) = NAMES_AT
                .at(text, at)
                .filter(|_| is_whole(text, sentence.start, at))
            else {
                at += 1;
                continue;
            };
            let end = at + length;
            let n = figures.partition_point(|figure| figure.span.start < end);
            let figure = figures
                .get(n)
                .filter(|figure| figure.span.end <= sentence.end);
            let link = figure.map(|figure| string(&text[end..figure.span.start]));
            let is_linked = link.is_some_and(|link| LINKS.contains(&link.as_str()));
            let name = NAMES.get(string(&text[at..end]).as_str()).copied();
            if let (Some(name), Some(figure), true) = (name, figure, is_linked)
                && !figure.is_percent()
                && !figure.is_rough
                && is_of_now(text, sentence, figure)
            {
                stated.push(StatedIndicator {
                    name,
                    figure: figure.clone(),
                });
            }
            at = end;
        }
    }
    stated
}

/// Whether nothing before a value in its sentence, nor in its clause, is of another time or an aim.
///
/// 2350万元，比上年增加180万元 is of now for all that a later clause compares it.
fn is_of_now(text: &[char], sentence: &Range<usize>, figure: &FoundFigure) -> bool {
    let behind = text[figure.span.end..sentence.end].iter();
    let rest = behind.take_while(|c| !matches!(c, ',' | '。' | ';' | '\n'));
    let words = string(&text[sentence.start..figure.span.end + rest.count()]);
    !OTHER_TIMES.iter().any(|other| words.contains(other))
}

/// Whether an indicator is of the whole place: at the head of a clause or behind 全镇, 完成.
fn is_whole(text: &[char], start: usize, at: usize) -> bool {
    if at == start || !is_hanzi(text[at - 1]) && !text[at - 1].is_ascii_alphanumeric() {
        return true;
    }
    OPENERS.iter().any(|opener| {
        let length = opener.chars().count();
        let Some(from) = at.checked_sub(length).filter(|from| *from >= start) else {
            return false;
        };
        let before = from
            .checked_sub(1)
            .filter(|before| *before >= start)
            .map_or('\n', |before| text[before]);
        crate::review::words_at::stands_at(text, from, opener) && !is_hanzi(before)
    })
}

/// Words that say of what follows that it is of several years, and of one.
const OF_TERM: [&str; 14] = [
    "五年", "五载", "四年来", "三年来", "两年来", "几年来", "时期", "期间", "任期", "本届政府",
    "届政府以来", "累计", "年均", "以来",
];
const OF_YEAR: [&str; 14] = [
    "过去一年", "一年来", "一年中", "全年", "今年", "去年", "上年", "当年", "年度", "这一年",
    "年末", "上半年", "本年", "截至",
];

/// Where a paper says of which time it speaks: true where of several years.
fn times(paper: &Paper) -> Vec<(usize, bool)> {
    let mut times = Vec::new();
    for (words, of_term) in [(&OF_TERM, true), (&OF_YEAR, false)] {
        for word in words {
            times.extend(paper.find_all(word).into_iter().map(|at| (at, of_term)));
        }
    }
    let years = paper.dates.iter().filter(|date| date.year.is_some());
    times.extend(years.map(|date| (date.span.start, false)));
    times.sort_unstable();
    times
}

/// Whether what stands at a place is of several years, as the last words on time before it say.
fn is_of_term(times: &[(usize, bool)], at: usize) -> bool {
    let n = times.partition_point(|(time, _)| *time < at);
    n.checked_sub(1).is_some_and(|n| times[n].1)
}

pub(super) fn find(paper: &Paper, stated: &[StatedIndicator], findings: &mut Findings) {
    let times = times(paper);
    let is_of_term = |one: &StatedIndicator| is_of_term(&times, one.figure.span.start);
    for (n, one) in stated.iter().enumerate() {
        for other in &stated[..n] {
            if one.name == other.name {
                // 五年来城镇新增就业603.7万人, 去年121.7万人 are both right.
                if is_of_term(one) != is_of_term(other) {
                    continue;
                }
                two_values(paper, other, one, findings);
            } else {
                same_value(paper, other, one, findings);
            }
        }
    }
}

fn two_values(
    paper: &Paper,
    first: &StatedIndicator,
    second: &StatedIndicator,
    findings: &mut Findings,
) {
    let Some(value) = first.figure.in_unit_of(&second.figure) else {
        return;
    };
    // One of the two may be told in fewer digits: 15.38 and 15.4.
    let slack = second.figure.half().max(first.figure.half());
    let slack = if first.figure.unit == second.figure.unit {
        slack
    } else {
        second.figure.half()
    };
    if (value - second.figure.value).abs() <= slack || value.is_zero() {
        two_units(paper, first, second, findings);
        return;
    }
    let times = (second.figure.value / value).max(value / second.figure.value);
    let shifted = [10_i64, 100, 1000, 10_000]
        .iter()
        .any(|power| times == Decimal::from(*power));
    let args = [
        ("name", first.name.to_owned()),
        ("first", paper.words(&first.figure.span)),
        ("second", paper.words(&second.figure.span)),
    ];
    let key = if shifted {
        "review.figures.wrong-unit"
    } else {
        "review.figures.two-values"
    };
    let message = Message::with(key, args.to_vec());
    // A report on five years has values of five years and of the last.
    let of_term = ["五年来", "过去五年", "五年工作"]
        .iter()
        .any(|words| !paper.find_all(words).is_empty());
    let severity = if of_term {
        Severity::Advice
    } else {
        Severity::Warning
    };
    let draft = FindingDraft::new(&TWO_VALUES, second.figure.span.clone(), message);
    findings.add(draft.weighing(severity));
}

/// 15.4亿元 before and 154000万元 here: right, and hard to follow by ear.
fn two_units(
    paper: &Paper,
    first: &StatedIndicator,
    second: &StatedIndicator,
    findings: &mut Findings,
) {
    if first.figure.unit == second.figure.unit {
        return;
    }
    let args = [
        ("name", first.name.to_owned()),
        ("first", paper.words(&first.figure.span)),
        ("second", paper.words(&second.figure.span)),
    ];
    let message = Message::with("review.figures.two-units", args.to_vec());
    let span = second.figure.span.clone();
    findings.add(FindingDraft::new(&TWO_UNITS, span, message));
}

fn same_value(
    paper: &Paper,
    first: &StatedIndicator,
    second: &StatedIndicator,
    findings: &mut Findings,
) {
    const FEWEST_DIGITS: usize = 3;
    let (one, other) = (&first.figure, &second.figure);
    if one.unit != other.unit || one.value != other.value || one.digits() < FEWEST_DIGITS {
        return;
    }
    let args = [
        ("first", first.name.to_owned()),
        ("second", second.name.to_owned()),
        ("value", paper.words(&other.span)),
    ];
    let message = Message::new("review.figures.same-value", args);
    findings.add(FindingDraft::new(&SAME_VALUE, other.span.clone(), message));
}

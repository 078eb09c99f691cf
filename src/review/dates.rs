//! Finds dates that cannot be, or that contradict the words beside them.

use std::ops::Range;

use super::date_scan::WrittenDate;
use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::paper_years::PaperYears;
use super::rule::{Rule, RuleCard, RuleTier};
use super::words_at::stands_at;
use crate::calendar::Date;
use crate::diagnostic::{Message, Severity};
use crate::lexicon::string;

/// The rules of this family.
pub(super) static RULES: [&Rule; 6] = [
    &IMPOSSIBLE, &WEEKDAY, &ORDER, &SHORT_YEAR, &THIS_YEAR, &SPOKEN,
];

static IMPOSSIBLE: Rule = Rule {
    code: "dates.impossible",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "GB/T 7408—2005 日期和时间表示法",
    title: "review.title.dates-impossible",
    hit: RuleCard::of("工作汇报\n2025年2月30日，项目开工。"),
    miss: RuleCard::of("工作汇报\n2024年2月29日，项目开工。"),
};

static WEEKDAY: Rule = Rule {
    code: "dates.weekday",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "GB/T 7408—2005 日期和时间表示法",
    title: "review.title.dates-weekday",
    hit: RuleCard::of("工作汇报\n2026年1月6日（星期三）召开动员大会。"),
    miss: RuleCard::of("工作汇报\n2026年1月6日（星期二）召开动员大会。"),
};

static ORDER: Rule = Rule {
    code: "dates.order",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "起止日期先后",
    title: "review.title.dates-order",
    hit: RuleCard::of("工作汇报\n2025年9月至2025年3月，集中整治人居环境。"),
    miss: RuleCard::of("工作汇报\n2025年9月至2026年3月，集中整治人居环境。"),
};

static SHORT_YEAR: Rule = Rule {
    code: "dates.short-year",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15835—2011 5.1.1：公元年份用四位数字，不得简写",
    title: "review.title.dates-short-year",
    hit: RuleCard::of("工作汇报\n我于09年3月到任，25年1月转任现职。"),
    miss: RuleCard::of("工作汇报\n我从教25年，3个月走遍各村；2009年3月到任。"),
};

static THIS_YEAR: Rule = Rule {
    code: "dates.this-year",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "同一句里今年、去年与年份的关系",
    title: "review.title.dates-this-year",
    hit: RuleCard::of("工作报告\n（2026年1月6日）\n今年（2024年），全镇修路12公里。"),
    miss: RuleCard::of(
        "工作报告\n（2026年1月6日）\n去年（2025年），全镇修路12公里；今年，计划修路15公里。",
    ),
};

static SPOKEN: Rule = Rule {
    code: "dates.spoken",
    severity: Severity::Advice,
    tier: RuleTier::Practice,
    source: "公文的日期写日，不写号",
    title: "review.title.dates-spoken",
    hit: RuleCard::of("工作汇报\n3月5号召开动员会，6月底完工。"),
    miss: RuleCard::of("工作汇报\n3月5日召开动员会，搬进5号楼；去年12月3号井出水。"),
};

/// Runs the rules of this family.
pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    for date in &paper.dates {
        impossible(paper, date, findings);
        weekday(paper, date, findings);
    }
    order(paper, findings);
    short_years(paper, findings);
    spoken(paper, findings);
    this_year(paper, findings);
}

fn impossible(paper: &Paper, date: &WrittenDate, findings: &mut Findings) {
    let Some(month) = date.month else { return };
    // 2月29日 without a year may be any leap year's.
    let year = date.year.unwrap_or(2024);
    let is_day = Date::from_ymd_opt(year, month, date.day.unwrap_or(1)).is_some();
    if !is_day {
        let args = [("date", paper.words(&date.span))];
        let message = Message::new("review.dates.impossible", args);
        findings.add(FindingDraft::new(&IMPOSSIBLE, date.span.clone(), message));
    }
}

/// 2026年1月6日（星期三）
fn weekday(paper: &Paper, date: &WrittenDate, findings: &mut Findings) {
    let (Some(year), Some(month), Some(day)) = (date.year, date.month, date.day) else {
        return;
    };
    let Some(real) = Date::from_ymd_opt(year, month, day) else {
        return;
    };
    let text = paper.text;
    let mut at = date.span.end;
    while text.get(at).is_some_and(|c| matches!(c, '(' | ',' | ' ')) {
        at += 1;
    }
    let Some(word) = ["星期", "周", "礼拜"]
        .into_iter()
        .find(|word| stands_at(text, at, word))
    else {
        return;
    };
    let end = at + word.chars().count() + 1;
    let number = text
        .get(end - 1)
        .and_then(|c| "一二三四五六日天".chars().position(|day| day == *c));
    let Some(number) = number else { return };
    // 周年, 周边 begin with the word; a day of the week ends here.
    let said = u32::try_from(number.min(6)).unwrap_or(6);
    let is = chrono::Datelike::weekday(&real).num_days_from_monday();
    if said != is {
        let right = ["一", "二", "三", "四", "五", "六", "日"][usize::try_from(is).unwrap_or(0)];
        let args = [
            ("date", paper.words(&date.span)),
            ("right", format!("{word}{right}")),
        ];
        let message = Message::new("review.dates.weekday", args);
        findings.add(FindingDraft::new(&WEEKDAY, at..end, message));
    }
}

/// 2025年9月至2025年3月
fn order(paper: &Paper, findings: &mut Findings) {
    for pair in paper.dates.windows(2) {
        let [from, to] = pair else { continue };
        let between = &paper.text[from.span.end.min(to.span.start)..to.span.start];
        let is_range = matches!(between, ['至' | '到' | '—' | '-' | '~'] | ['—', '—']);
        let (Some(first), Some(last)) = (from.year, to.year) else {
            continue;
        };
        // 2021年至2025年3月 has no month to compare by.
        let months = from.month.zip(to.month);
        let backwards = last < first
            || last == first && months.is_some_and(|(from, to)| to < from)
            || last == first
                && from.month == to.month
                && from.day.zip(to.day).is_some_and(|(from, to)| to < from);
        if is_range && backwards {
            let span = from.span.start..to.span.end;
            let message = Message::new("review.dates.order", [("words", paper.words(&span))]);
            findings.add(FindingDraft::new(&ORDER, span, message));
        }
    }
}

/// 09年3月, 25年1月: two digits and a month, which make a year of them.
fn short_years(paper: &Paper, findings: &mut Findings) {
    let text = paper.text;
    for at in 0..text.len().saturating_sub(4) {
        let digits =
            text[at].is_ascii_digit() && text[at + 1].is_ascii_digit() && text[at + 2] == '年';
        let before = at.checked_sub(1).map_or('\n', |at| text[at]);
        if !digits
            || before.is_ascii_digit()
            || matches!(before, '.' | '第' | '满' | '近' | '—' | '-' | '~' | '〔')
        {
            continue;
        }
        let month = text[at + 3..]
            .iter()
            .take(2)
            .take_while(|c| c.is_ascii_digit())
            .count();
        let is_dated = month > 0 && text.get(at + 3 + month) == Some(&'月');
        // 20年3月 may be a length of time: 工龄20年3个月 has 个.
        if is_dated {
            let span = at..at + 3;
            let year: String = text[at..at + 2].iter().collect();
            let century = if text[at] >= '5' { "19" } else { "20" };
            let args = [
                ("words", paper.words(&span)),
                ("full", format!("{century}{year}年")),
            ];
            let message = Message::new("review.dates.short-year", args);
            findings.add(FindingDraft::new(&SHORT_YEAR, span, message));
        }
    }
}

/// 3月5号. What has a number of its own is no day: 12月3号井.
fn spoken(paper: &Paper, findings: &mut Findings) {
    const NUMBERED: [char; 16] = [
        '楼', '井', '线', '地', '院', '文', '令', '路', '机', '坑', '库', '桥', '门', '台', '馆',
        '站',
    ];
    for at in paper.find_all("号") {
        let digits = paper.text[..at]
            .iter()
            .rev()
            .take(3)
            .take_while(|c| c.is_ascii_digit())
            .count();
        let start = at - digits;
        let day: Option<u32> = string(&paper.text[start..at]).parse().ok();
        let of_month = paper.text[..start].ends_with(&['月']);
        let behind = paper.text.get(at + 1).copied().unwrap_or('\n');
        let is_day = day.is_some_and(|day| (1..=31).contains(&day));
        if is_day && of_month && !NUMBERED.contains(&behind) {
            let span = start..at + 1;
            let message = Message::new("review.dates.spoken", [("words", paper.words(&span))]);
            let draft = FindingDraft::new(&SPOKEN, at..at + 1, message).fix("日");
            findings.add_once("", draft);
        }
    }
}

/// 今年（2024年）, 去年即2025年: beside when the paper is given.
fn this_year(paper: &Paper, findings: &mut Findings) {
    let years = PaperYears::of(paper);
    let Some(given) = years.given() else { return };
    for (word, offsets) in [("今年", -1..=0), ("去年", -2..=-1), ("明年", 0..=1)] {
        for at in paper.find_all(word) {
            let behind = at + word.chars().count();
            let Some(year) = year_beside(paper, behind) else {
                continue;
            };
            let fits = offsets.contains(&(year - given.year));
            if !fits {
                let span: Range<usize> = at..behind;
                let args = [
                    ("word", word.to_owned()),
                    ("year", year.to_string()),
                    ("given", given.year.to_string()),
                ];
                let message = Message::new("review.dates.this-year", args);
                findings.add(FindingDraft::new(&THIS_YEAR, span, message));
            }
        }
    }
}

/// The year that explains the word before a place: （2024年）, 即2024年.
fn year_beside(paper: &Paper, at: usize) -> Option<i32> {
    let explains = matches!(paper.text.get(at), Some('(' | '即'));
    let date = paper.dates.iter().find(|date| date.span.start == at + 1)?;
    date.year.filter(|_| explains)
}

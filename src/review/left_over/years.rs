//! Finds years, sessions and plans that disagree with when the paper is given: last year's file was
//! its template.

use std::ops::Range;

use crate::calendar::{FiveYearPlan, Session, Year};
use crate::diagnostic::{Message, Severity};
use crate::lexicon::string;
use crate::numeral::parse_hanzi;
use crate::read::LineRole;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::paper_years::{NamedYear, PaperYears};
use crate::review::rule::{Rule, RuleCard, RuleTier};
use crate::review::words_at::{ends_before, stands_at};

pub(super) static RULES: [&Rule; 5] = [&SIGNED, &TITLE, &PART, &PLAN, &SESSION];

static SIGNED: Rule = Rule {
    code: "left-over.signed",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 7.3.5.4；成文日期沿用上年文稿的通报案例",
    title: "review.title.left-over-signed",
    hit: RuleCard::of(
        "云溪镇政府工作报告\n——2026年1月6日在云溪镇第十九届人民代表大会第六次会议上\n各位代表：\n现在报告工作。\n云溪镇人民政府\n2025年1月8日",
    ),
    miss: RuleCard::of(
        "云溪镇政府工作报告\n——2026年1月6日在云溪镇第十九届人民代表大会第六次会议上\n各位代表：\n现在报告工作。\n云溪镇人民政府\n2026年1月4日",
    ),
};

static TITLE: Rule = Rule {
    code: "left-over.title-year",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "标题沿用上年文稿的通报案例",
    title: "review.title.left-over-title-year",
    hit: RuleCard::of("云溪镇2023年政府工作报告\n（2026年1月6日）\n各位代表：\n现在报告工作。"),
    miss: RuleCard::of("云溪镇2025年政府工作报告\n（2026年1月6日）\n各位代表：\n现在报告工作。"),
};

static PART: Rule = Rule {
    code: "left-over.part-year",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "部分标题沿用上年文稿的通报案例",
    title: "review.title.left-over-part-year",
    hit: RuleCard::of(
        "云溪镇政府工作报告\n（2026年1月6日）\n各位代表：\n一、2025年工作回顾\n成绩不小。\n二、2025年工作安排\n继续努力。",
    ),
    miss: RuleCard::of(
        "云溪镇政府工作报告\n（2026年1月6日）\n各位代表：\n一、2025年工作回顾\n成绩不小。\n二、2026年工作安排\n继续努力。",
    ),
};

static PLAN: Rule = Rule {
    code: "left-over.plan",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "国民经济和社会发展五年规划起止年份",
    title: "review.title.left-over-plan",
    hit: RuleCard::of("工作报告\n2026年是“十四五”规划的开局之年，我们要开好局、起好步。"),
    miss: RuleCard::of("工作报告\n2026年是“十五五”规划的开局之年，“十四五”规划圆满收官。"),
};

static SESSION: Rule = Rule {
    code: "left-over.session",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "届次沿用其他文稿的通报案例",
    title: "review.title.left-over-session",
    hit: RuleCard::of(
        "云溪镇政府工作报告\n——2026年1月6日在云溪镇第十九届人民代表大会第六次会议上\n各位代表：\n我们完成了镇十九届人大七次会议确定的任务。",
    ),
    miss: RuleCard::of(
        "云溪镇政府工作报告\n——2026年1月6日在云溪镇第十九届人民代表大会第六次会议上\n各位代表：\n我们完成了镇十九届人大五次会议确定的任务，落实了县二十届人大七次会议精神。",
    ),
};

pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    let years = PaperYears::of(paper);
    signed(&years, findings);
    title(&years, findings);
    parts(&years, findings);
    plans(paper, &years, findings);
    sessions(paper, findings);
}

/// 成文日期 in another year than the dateline, or far from it.
fn signed(years: &PaperYears, findings: &mut Findings) {
    const FAR_DAYS: i64 = 60;
    let (Some(given), Some(signed)) = (&years.dateline, &years.signed) else {
        return;
    };
    let days = given
        .date()
        .zip(signed.date())
        .map(|(given, signed)| (signed - given).num_days());
    let far = days.is_some_and(|days| days.abs() > FAR_DAYS);
    // A paper for January may be signed in December.
    let near = days.is_some_and(|days| days.abs() <= FAR_DAYS);
    if (given.year == signed.year || near) && !far {
        return;
    }
    let args = [("signed", signed.year), ("given", given.year)];
    let message = if given.year == signed.year {
        Message::plain("review.left-over.signed-far")
    } else {
        Message::new("review.left-over.signed", args)
    };
    findings.add(FindingDraft::new(&SIGNED, signed.span.clone(), message));
}

/// A title with the year before the one reported on. In autumn papers on the next year begin.
fn title(years: &PaperYears, findings: &mut Findings) {
    let (Some(title), Some(given)) = (&years.title, years.given()) else {
        return;
    };
    let late = given.month.is_some_and(|month| month >= 9);
    let latest = if late { given.year + 1 } else { given.year };
    if (given.year - 1..=latest).contains(&title.year) {
        return;
    }
    let args = [("title", title.year), ("given", given.year)];
    let message = Message::new("review.left-over.title-year", args);
    findings.add(FindingDraft::new(&TITLE, title.span.clone(), message));
}

/// Parts of the paper on other years than those next to when it is given, or in the wrong order.
fn parts(years: &PaperYears, findings: &mut Findings) {
    let given = years.given().filter(|given| given.month.is_some());
    for part in &years.reviewed {
        if let Some(given) = given
            && !(given.year - 1..=given.year).contains(&part.year)
        {
            tell_part(part, given, findings);
        }
    }
    for part in &years.planned {
        if let Some(given) = given
            && !(given.year..=given.year + 1).contains(&part.year)
        {
            tell_part(part, given, findings);
            continue;
        }
        let earlier = years
            .reviewed
            .iter()
            .rfind(|other| other.span.start < part.span.start);
        if let Some(reviewed) = earlier
            && part.year <= reviewed.year
            && given.is_none_or(|given| given.month.is_some_and(|month| month < 5))
        {
            let args = [("reviewed", reviewed.year), ("planned", part.year)];
            let message = Message::new("review.left-over.part-order", args);
            findings.add(FindingDraft::new(&PART, part.span.clone(), message));
        }
    }
}

fn tell_part(part: &NamedYear, given: &NamedYear, findings: &mut Findings) {
    let args = [("part", part.year), ("given", given.year)];
    let message = Message::new("review.left-over.part-year", args);
    findings.add(FindingDraft::new(&PART, part.span.clone(), message));
}

/// What a year is to its plan, with the words for it: the first year is 1.
const PHASES: [(&str, i32); 9] = [
    ("开局之年", 1),
    ("起步之年", 1),
    ("开局年", 1),
    ("第一年", 1),
    ("第二年", 2),
    ("第三年", 3),
    ("第四年", 4),
    ("收官之年", 5),
    ("收官年", 5),
];
/// Words for a year beside the one the paper is given in, with how far that may lie.
const RELATIVE: [(&str, i32, i32); 3] = [("今年", -1, 0), ("明年", 0, 1), ("去年", -2, -1)];

/// 2026年是“十四五”规划的开局之年, 今年是“十三五”收官之年, “十四五”时期（2016—2020年）.
fn plans(paper: &Paper, years: &PaperYears, findings: &mut Findings) {
    for at in paper.find_all("五") {
        let Some((plan, span)) = plan_at(paper.text, at) else {
            continue;
        };
        let sentence = paper.sentence(span.start);
        if let Some((from, to)) = range_behind(paper.text, span.end)
            && (from, to) != (plan.first().0, plan.last().0)
        {
            let args = [
                ("plan", plan.name()),
                ("from", plan.first().0.to_string()),
                ("to", plan.last().0.to_string()),
            ];
            let message = Message::new("review.left-over.plan-range", args);
            findings.add(FindingDraft::new(&PLAN, span, message));
            continue;
        }
        let Some((phase, words)) = phase_behind(paper.text, span.end, sentence.end) else {
            continue;
        };
        let year_of_phase = plan.first().0 + phase - 1;
        let Some((said, allowed)) = year_before(paper, years, &sentence, span.start) else {
            continue;
        };
        if allowed.contains(&year_of_phase) {
            continue;
        }
        let args = [
            ("said", said),
            ("plan", plan.name()),
            ("phase", words.to_owned()),
            ("year", year_of_phase.to_string()),
        ];
        let message = Message::new("review.left-over.plan", args);
        findings.add(FindingDraft::new(&PLAN, span, message));
    }
}

/// The plan whose name ends in the 五 at a place: 十四五, in quotation marks or not.
fn plan_at(text: &[char], at: usize) -> Option<(FiveYearPlan, Range<usize>)> {
    let numeral = |c: &&char| "一二三四五六七八九十".contains(**c);
    let length = text[..at].iter().rev().take(3).take_while(numeral).count();
    let start = at - length;
    if length == 0 || stands_at(text, at + 1, "年") || text.get(at + 1).is_some_and(|c| numeral(&c))
    {
        return None;
    }
    let ordinal = parse_hanzi(&string(&text[start..at]))?;
    // Those that papers of today name; 一五 and 二五 are also other words.
    let first = i32::try_from(ordinal)
        .ok()
        .filter(|ordinal| (8..=20).contains(ordinal))?;
    let plan = FiveYearPlan::of(Year(1951 + first * 5))?;
    (plan.name().chars().count() == length + 1).then_some((plan, start..at + 1))
}

/// （2021—2025年） right behind the name of a plan, 时期 or 规划 between.
fn range_behind(text: &[char], end: usize) -> Option<(i32, i32)> {
    let mut at = end;
    at += usize::from(text.get(at) == Some(&'”'));
    for word in ["时期", "规划", "期间"] {
        if stands_at(text, at, word) {
            at += 2;
        }
    }
    if text.get(at) != Some(&'(') {
        return None;
    }
    let year = |at: usize| -> Option<i32> { string(text.get(at..at + 4)?).parse().ok() };
    let from = year(at + 1)?;
    let mut next = at + 5;
    while text.get(next).is_some_and(|c| "年—-~至到–".contains(*c)) {
        next += 1;
    }
    let to = year(next)?;
    (text.get(next + 4) == Some(&'年')).then_some((from, to))
}

/// What the year is said to be to the plan, close behind its name.
fn phase_behind(text: &[char], from: usize, to: usize) -> Option<(i32, &'static str)> {
    const CLOSE: usize = 9;
    for at in from..to.min(from + CLOSE) {
        if text[at] == '、' || text[at] == ',' {
            return None;
        }
        for (words, phase) in PHASES {
            if stands_at(text, at, words) {
                return Some((phase, words));
            }
        }
    }
    None
}

/// The year the sentence speaks of before the plan: as it is said, and which years that may be.
fn year_before(
    paper: &Paper,
    years: &PaperYears,
    sentence: &Range<usize>,
    at: usize,
) -> Option<(String, std::ops::RangeInclusive<i32>)> {
    const CLOSE: usize = 14;
    let from = at.saturating_sub(CLOSE).max(sentence.start);
    let is_close = |span: &Range<usize>| span.start >= from && span.end <= at;
    if let Some(date) = paper.dates.iter().rev().find(|date| is_close(&date.span)) {
        let year = date.year.filter(|_| date.month.is_none())?;
        let said = stands_at(paper.text, date.span.end, "是")
            || stands_at(paper.text, date.span.end, "为");
        return said.then(|| (format!("{year}年"), year..=year));
    }
    let given = years.given()?.year;
    for (words, least, most) in RELATIVE {
        for start in from..at {
            if stands_at(paper.text, start, words) && stands_at(paper.text, start + 2, "是") {
                return Some((words.to_owned(), given + least..=given + most));
            }
        }
    }
    None
}

/// A session of the paper's own congress that comes after the one it is given at.
fn sessions(paper: &Paper, findings: &mut Findings) {
    let Some(place) = &paper.home.place else {
        return;
    };
    let mut own = None;
    for at in paper.find_all("届") {
        let Some((session, span)) = session_at(paper.text, at) else {
            continue;
        };
        if matches!(paper.role_at(at), LineRole::Dateline | LineRole::Title) {
            own = own.or(Some(session));
            continue;
        }
        let Some(own) = own else { return };
        let is_own = ends_before(paper.text, span.start, place.word())
            || ends_before(paper.text, span.start, &place.short());
        let (that, this) = (
            (session.term(), session.meeting()),
            (own.term(), own.meeting()),
        );
        // What was done last year was decided before this meeting.
        let sets = at < paper.plan_start && sets_tasks(paper.text, span.end);
        let is_same = that == this && sets;
        // Of a congress that has met twice, the tasks of last year are its own.
        let is_of_old_term = sets && that.0 < this.0 && this.1 > 2;
        if is_own && (that > this || is_same || is_of_old_term) {
            let args = [("session", session.to_string()), ("own", own.to_string())];
            let message = Message::new("review.left-over.session", args);
            let severity = if is_of_old_term {
                Severity::Warning
            } else {
                Severity::Error
            };
            findings.add(FindingDraft::new(&SESSION, span, message).weighing(severity));
        }
    }
}

/// Whether the session before a place is one that set tasks: 六次会议|确定的各项任务.
fn sets_tasks(text: &[char], end: usize) -> bool {
    const CLOSE: usize = 12;
    let behind = text.get(end..).unwrap_or_default();
    let clause = behind.iter().take(CLOSE);
    let clause: String = clause.take_while(|c| !",。;".contains(**c)).collect();
    let sets = ["确定的", "提出的", "部署的", "通过的", "明确的"];
    sets.iter().any(|word| clause.contains(word)) && !clause.contains("本次")
}

/// The session of a congress whose 届 stands at a place: 第十九届人民代表大会第六次会议,
/// 十九届人大六次会议.
fn session_at(text: &[char], at: usize) -> Option<(Session, Range<usize>)> {
    let numeral = |c: &&char| "一二三四五六七八九十".contains(**c) || c.is_ascii_digit();
    let length = text[..at].iter().rev().take(4).take_while(numeral).count();
    let mut start = at - length;
    let term = string(&text[start..at]);
    start -= usize::from(start > 0 && text[start - 1] == '第');
    let congress = ["人民代表大会", "人大"]
        .into_iter()
        .find(|words| stands_at(text, at + 1, words))?;
    let mut meeting = at + 1 + congress.chars().count();
    meeting += usize::from(text.get(meeting) == Some(&'第'));
    let digits = text[meeting..].iter().take(4).take_while(numeral).count();
    let end = meeting + digits;
    if !stands_at(text, end, "次") {
        return None;
    }
    let number = string(&text[meeting..end]);
    let session = Session::of_parts(&term, &number).ok()?;
    Some((session, start..end + 1))
}

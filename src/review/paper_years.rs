//! Tells when a paper is given and which years its title and parts are about.

use std::ops::Range;

use super::date_scan::WrittenDate;
use super::paper::Paper;
use crate::calendar::Date;
use crate::read::LineRole;

/// A year or a day that a line of the paper names, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedYear {
    pub(super) year: i32,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    pub(super) span: Range<usize>,
}

/// What a paper says about its own time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PaperYears {
    /// The year in the title.
    pub(super) title: Option<NamedYear>,
    /// When it is given, by the dateline.
    pub(super) dateline: Option<NamedYear>,
    /// 成文日期
    pub(super) signed: Option<NamedYear>,
    /// The years of headings and opening words on what was done.
    pub(super) reviewed: Vec<NamedYear>,
    /// The years of headings on what is planned.
    pub(super) planned: Vec<NamedYear>,
}

/// What headings on what was done say behind the year, and those on what is planned.
const REVIEWED: [&str; 6] = [
    "工作回顾", "工作总结", "工作情况", "主要工作", "工作开展情况", "完成情况",
];
const PLANNED: [&str; 8] = [
    "工作安排", "工作打算", "工作计划", "工作部署", "工作思路", "工作重点", "重点工作", "目标任务",
];

impl PaperYears {
    pub(super) fn of(paper: &Paper) -> Self {
        let mut years = Self::default();
        for date in &paper.dates {
            let Some(year) = date.year else { continue };
            let named = NamedYear {
                year,
                month: date.month,
                day: date.day,
                span: date.span.clone(),
            };
            match paper.role_at(date.span.start) {
                LineRole::Title if date.month.is_none() => {
                    let range = is_range(paper.text, date);
                    years.title = years.title.take().or((!range).then_some(named));
                }
                LineRole::Title | LineRole::Dateline => {
                    years.dateline = years.dateline.take().or(Some(named));
                }
                LineRole::Date => years.signed = Some(named),
                LineRole::Heading => years.heading(paper, date, named),
                _ if is_opening(paper, date) => years.reviewed.push(named),
                _ => {}
            }
        }
        years
    }

    fn heading(&mut self, paper: &Paper, date: &WrittenDate, named: NamedYear) {
        if date.month.is_some() || is_range(paper.text, date) {
            return;
        }
        let line = paper.report.lines()[paper.line_at(date.span.start)]
            .span
            .clone();
        let end = line.end.min(date.span.end + LONGEST_HEADING);
        let rest: String = paper.text[date.span.end..end].iter().collect();
        let heading = rest.split(['。', ',']).next().unwrap_or_default();
        if REVIEWED.iter().any(|words| heading.contains(words)) {
            self.reviewed.push(named);
        } else if PLANNED.iter().any(|words| heading.contains(words)) {
            self.planned.push(named);
        }
    }

    /// The day the paper is given, as exactly as it says: by its dateline, else its 成文日期.
    pub(super) fn given(&self) -> Option<&NamedYear> {
        self.dateline.as_ref().or(self.signed.as_ref())
    }
}

/// How far behind its year a heading is read, in characters.
const LONGEST_HEADING: usize = 24;

impl NamedYear {
    /// The day, where month and day are named and the calendar has it.
    pub(super) fn date(&self) -> Option<Date> {
        Date::from_ymd_opt(self.year, self.month?, self.day?)
    }
}

/// 2021—2025年, 2021年至2025年: the year is an end of a range.
fn is_range(text: &[char], date: &WrittenDate) -> bool {
    let link = |c: &char| "—-~至到和、–".contains(*c);
    let before = &text[..date.span.start];
    // 一、2025年工作回顾 is no list of years.
    let behind_year = match before {
        [.., year, mark] => link(mark) && (*year == '年' || year.is_ascii_digit()),
        _ => false,
    };
    behind_year || text.get(date.span.end).is_some_and(link)
}

/// 现将2025年工作情况报告如下: the first paragraph says what the paper is about.
fn is_opening(paper: &Paper, date: &WrittenDate) -> bool {
    let line = paper.line_at(date.span.start);
    let behind = &paper.text[date.span.end..(date.span.end + 30).min(paper.text.len())];
    let behind: String = behind.iter().collect();
    let clause = behind.split(['。', ';', '\n']).next().unwrap_or_default();
    let before = &paper.text[date.span.start.saturating_sub(4)..date.span.start];
    let before: String = before.iter().collect();
    let opens = before.ends_with("现将") || before.ends_with("现就") || before.ends_with("就");
    line <= paper.body_line + 1
        && opens
        && ["报告如下", "汇报如下", "述职如下", "总结如下", "作如下"]
            .iter()
            .any(|end| clause.contains(end))
}

//! Dates: the years of a report to one that rolls, its days and other times to fields named by what happens then.

use std::ops::Range;

use super::super::field_names;
use super::super::slots::SlotKind;
use super::{Finder, most_frequent};
use crate::calendar::{Year, parse_date, print_date};
use crate::read;

impl Finder<'_> {
    /// The year the report is on, those beside it, and every other date.
    pub(super) fn dates(&mut self) {
        let spans = self.of_kind(SlotKind::Date);
        let words: Vec<String> = spans.iter().map(|span| self.report.words(span)).collect();
        let base = self.base(&spans, &words);
        let before = self.pieces.len();
        for (span, words) in spans.into_iter().zip(words) {
            match base.zip(year(&words)).map(|(base, (year, rest))| (year - base, rest)) {
                Some((near @ -1..=1, rest)) if self.follows(&span, rest) => {
                    self.year(span, near, rest);
                }
                _ => self.date(&span, &words),
            }
        }
        let rolls = self.pieces[before..].iter().any(|piece| piece.field() == "年份");
        if let Some(base) = base.filter(|_| rolls) {
            self.general("年份", "year", vec![("", base.to_string())]);
        }
    }

    /// The year reported on: the one over the review, else the one named most often, else the one before it if the
    /// report begins with that. A year named but once, and not at the beginning, is history.
    fn base(&self, spans: &[Range<usize>], words: &[String]) -> Option<i32> {
        let whole = || words.iter().filter_map(|words| year(words));
        let reviewed = self.groups.iter().find_map(|group| group.year.filter(|_| !group.ahead));
        if let Some(reviewed) = reviewed {
            return Some(reviewed);
        }
        let most = most_frequent(whole().map(|(year, _)| year))?;
        let named = spans
            .iter()
            .zip(words)
            .filter(|(_, words)| year(words).is_some_and(|(year, _)| year == most));
        // In its first third, or on its first page.
        let early = |span: &Range<usize>| span.start <= (self.report.chars().len() / 3).max(400);
        if named.clone().count() == 1 && !named.clone().any(|(span, _)| early(span)) {
            return None;
        }
        let first = whole().map(|(year, _)| year).find(|year| (most - 1..=most).contains(year));
        first.or(Some(most))
    }

    /// Whether what stands behind the year may stay as it is or can be asked alone: 2024年度, 2024年5月.
    fn follows(&self, span: &Range<usize>, rest: &str) -> bool {
        let month = rest.ends_with('月')
            && rest.chars().all(|c| c.is_ascii_digit() || "-—至月".contains(c));
        let line = self.shapes.partition_point(|shape| shape.span.end <= span.start);
        let text = self.shapes.get(line).is_some_and(|shape| {
            matches!(shape.role, read::LineRole::Heading | read::LineRole::Paragraph)
        });
        matches!(rest, "" | "度" | "底" | "初" | "末" | "内" | "年底" | "上半年" | "下半年")
            || month && text
    }

    fn year(&mut self, span: Range<usize>, near: i32, rest: &str) {
        let path = match near {
            0 => "年份",
            1 => "年份.次年",
            _ => "年份.上年",
        };
        let split = span.end - rest.chars().count();
        self.piece(span.start..split, path);
        if rest.ends_with('月') {
            let span = split..span.end;
            let names = self.times(&span, "月份");
            self.words(&names[0].clone(), &span, |_| names);
        }
    }

    fn date(&mut self, span: &Range<usize>, words: &str) {
        let line = self.shapes.partition_point(|shape| shape.span.end <= span.start);
        let names = match self.shapes.get(line).map(|shape| shape.role) {
            Some(read::LineRole::Dateline | read::LineRole::Title) => vec!["会议日期".to_owned()],
            Some(read::LineRole::Date) => vec!["成文日期".to_owned()],
            _ => self.times(span, "时间"),
        };
        if !parse_date(words, None).is_ok_and(|date| print_date(date) == words) {
            return self.words(&names[0].clone(), span, |_| names);
        }
        let key = ("date", String::new(), words.to_owned());
        let field = match self.known.get(&key) {
            Some(field) => *field,
            None => self.field(&names, "date", span, vec![("", words.to_owned())]),
        };
        self.known.insert(key, field);
        let name = self.fields[field].name.clone();
        self.piece(span.clone(), &name);
    }

    /// Names for a time: by what happens then, or by what it stands under.
    fn times(&self, span: &Range<usize>, word: &str) -> Vec<String> {
        let [before, after, next] = self.around(span);
        if after.contains('任') || before.ends_with('任') {
            return vec![format!("任职{word}")];
        }
        let then =
            field_names::thing(after.trim_start_matches(['起', '以', '前', '底', '，', '度']), 8);
        let then =
            if then.is_empty() { field_names::thing(field_names::trimmed(&next), 8) } else { then };
        let about = [
            then,
            field_names::tail(field_names::said(&before), 6),
            field_names::tail(&self.heading(span.start), 6),
        ];
        let about = about.into_iter().filter(|about| about.chars().count() > 1);
        about.map(|about| format!("{about}{word}")).chain([word.to_owned()]).collect()
    }
}

/// 2024年 and what stands behind it.
fn year(words: &str) -> Option<(i32, &str)> {
    let (digits, rest) = words.split_once('年')?;
    let year = digits.parse::<Year>().ok()?;
    (year.0.to_string() == digits).then_some((year.0, rest))
}

//! Fields: a report's slots to fields with their answers, the same thing once, and the tags that print them.

use std::ops::Range;

use super::lines::{Piece, Shape};
use super::naming::{self, Names};
use super::slots::{Kind, Slot};
use crate::calendar::{Year, parse_date, print_date};
use crate::document::is_printable;
use crate::figure::{Basis, Figure, Measure, parse_rate};
use crate::place::Place;
use crate::read::{Report, Role};

/// A field that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) name: String,
    /// The schema's word for its kind.
    pub(super) kind: &'static str,
    pub(super) unit: Option<String>,
    /// Whether its rate is published, never computed.
    pub(super) constant: bool,
    /// The heading it stands under.
    pub(super) group: String,
    /// What the report says, as an answer: parts with keys, or one value with none.
    pub(super) answer: Vec<(&'static str, String)>,
}

/// The fields of a report, the places first, and the pieces that print them.
pub(super) fn find(report: &Report, shapes: &[Shape], slots: &[Slot]) -> (Vec<Found>, Vec<Piece>) {
    // Behind a brace or a backslash no tag can begin.
    let tied = |slot: &&Slot| slot.span.start > 0 && matches!(report.chars()[slot.span.start - 1], '{' | '\\');
    let slots: Vec<Slot> = slots.iter().filter(|slot| !tied(slot)).cloned().collect();
    let slots = &slots[..];
    let mut finder =
        Finder { report, shapes, names: Names::default(), fields: Vec::new(), pieces: Vec::new(), last: None };
    finder.places(slots);
    finder.dates(slots);
    for slot in slots.iter().filter(|slot| slot.kind == Kind::Figure) {
        finder.figure(slot);
    }
    let Finder { fields, mut pieces, .. } = finder;
    pieces.sort_by_key(|piece| piece.span.start);
    (fields, pieces)
}

struct Finder<'a> {
    report: &'a Report,
    shapes: &'a [Shape],
    names: Names,
    fields: Vec<Found>,
    pieces: Vec<Piece>,
    /// The figure before, which the next may be the rate of: its field and where it ends.
    last: Option<(usize, usize)>,
}

impl Finder<'_> {
    fn piece(&mut self, span: Range<usize>, path: &str) {
        self.pieces.push(Piece { span, path: path.to_owned() });
    }

    /// The heading that stands over a character: the nearest of the two outermost depths.
    fn group(&self, at: usize) -> String {
        let above =
            self.shapes.iter().rev().find(|shape| shape.span.start <= at && shape.depth.is_some_and(|d| d <= 2));
        let Some(above) = above else { return "基本情况".to_owned() };
        let words = self.report.words(&above.lead());
        let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
        words.split(['。', '；', '，', ',']).next().unwrap_or(words).chars().take(16).collect()
    }

    fn field(&mut self, name: &str, kind: &'static str, at: usize, answer: Vec<(&'static str, String)>) -> usize {
        let field =
            Found { name: self.names.unique(name), kind, unit: None, constant: false, group: self.group(at), answer };
        self.fields.push(field);
        self.fields.len() - 1
    }

    /// A field of words, the one there is already if it says the same.
    fn words(&mut self, name: &str, span: &Range<usize>) {
        let words = self.report.words(span);
        if !answers_itself(&words) {
            return;
        }
        let same = |field: &Found| field.kind == "text" && field.answer[0].1 == words && field.name.starts_with(name);
        let field = match self.fields.iter().position(same) {
            Some(field) => field,
            None => self.field(name, "text", span.start, vec![("", words)]),
        };
        let name = self.fields[field].name.clone();
        self.piece(span.clone(), &name);
    }

    /// The place the report is of, with the one above it; every other place by what it is.
    fn places(&mut self, slots: &[Slot]) {
        let spans: Vec<&Range<usize>> =
            slots.iter().filter(|slot| slot.kind == Kind::Place).map(|slot| &slot.span).collect();
        let words: Vec<String> = spans.iter().map(|span| self.report.words(span)).collect();
        let main = of_whom(&words);
        let above = main.as_ref().and_then(|main| above(main, &words));
        if let Some(main) = &main {
            let mut answer = vec![("名称", main.name().to_owned())];
            answer.extend(above.as_ref().map(|above| ("上级", above.name().to_owned())));
            self.names.unique("地名");
            let group = "基本情况".to_owned();
            self.fields
                .push(Found { name: "地名".into(), kind: "place", unit: None, constant: false, group, answer });
        }
        for (span, words) in spans.into_iter().zip(&words) {
            let known = [(&main, "地名"), (&above, "地名.上级")].into_iter().find_map(|(place, path)| {
                let place = place.as_ref()?;
                let short = (place.short() == *words).then(|| format!("{path}.简称"));
                (place.name() == words).then(|| path.to_owned()).or(short)
            });
            match known {
                Some(path) => self.piece(span.clone(), &path),
                None => self.words(place_word(words), span),
            }
        }
    }

    fn dates(&mut self, slots: &[Slot]) {
        let spans: Vec<&Range<usize>> =
            slots.iter().filter(|slot| slot.kind == Kind::Date).map(|slot| &slot.span).collect();
        let years = spans.iter().filter_map(|span| whole_year(&self.report.words(span)));
        let base = most_frequent(years);
        if let Some(base) = base {
            self.names.unique("年份");
            let (group, answer) = ("基本情况".to_owned(), vec![("", base.to_string())]);
            self.fields.push(Found { name: "年份".into(), kind: "year", unit: None, constant: false, group, answer });
        }
        for span in spans {
            let words = self.report.words(span);
            let near = base.zip(whole_year(&words)).map(|(base, year)| year - base);
            match near {
                Some(0) => self.piece(span.clone(), "年份"),
                Some(1) => self.piece(span.clone(), "年份.次年"),
                Some(-1) => self.piece(span.clone(), "年份.上年"),
                _ => self.date(span, &words),
            }
        }
    }

    fn date(&mut self, span: &Range<usize>, words: &str) {
        let role = self.shapes.iter().find(|shape| shape.span.end > span.start).map(|shape| shape.role);
        let name = match role {
            Some(Role::Dateline | Role::Title) => "会议日期",
            Some(Role::Date) => "成文日期",
            _ => "日期",
        };
        match parse_date(words, None) {
            Ok(date) if print_date(date) == words => {
                let same = |field: &Found| field.kind == "date" && field.answer[0].1 == words;
                let field = match self.fields.iter().position(same) {
                    Some(field) => field,
                    None => self.field(name, "date", span.start, vec![("", words.to_owned())]),
                };
                let name = self.fields[field].name.clone();
                self.piece(span.clone(), &name);
            }
            _ => self.words(name, span),
        }
    }

    fn figure(&mut self, slot: &Slot) {
        let span = self.bounded(&slot.span);
        if self.rate(&span) {
            return;
        }
        let chars = self.report.chars();
        let stop = |c: &char| "，。；：、！？,;:!?（）()“”\n".contains(*c);
        let before = self.pieces.iter().map(|piece| piece.span.end).filter(|end| *end <= span.start).max().unwrap_or(0);
        let clause = chars[..span.start].iter().rposition(stop).map_or(0, |at| at + 1).max(before);
        let name = naming::figure(self.report, span.start, span.end, clause);
        let words = self.report.words(&span);
        let Some(unit) = exact(&words) else { return self.words(&name, &span) };
        let same = |field: &Found| field.kind == "figure" && field.answer[0].1 == words && field.name == name;
        let field = match self.fields.iter().position(same) {
            Some(field) => field,
            None => {
                let constant = ["生产总值", "增加值", "GDP"].iter().any(|real| name.contains(real));
                let field = self.field(&name, "figure", span.start, vec![("本年", words)]);
                self.fields[field].unit = unit;
                self.fields[field].constant = constant;
                field
            }
        };
        self.last = Some((field, span.end));
        let name = self.fields[field].name.clone();
        self.piece(span, &name);
    }

    /// A figure with the words behind it that bound or count it, where it is a figure with them too: 98%以上, 36批次.
    fn bounded(&self, span: &Range<usize>) -> Range<usize> {
        let after: String = self.report.chars()[span.end..].iter().take(3).collect();
        let words = self.report.words(span);
        let longer = ["次以上", "次", "以上", "以下", "以内", "左右"]
            .iter()
            .find(|more| after.starts_with(**more) && exact(&format!("{words}{more}")).is_some());
        span.start..span.end + longer.map_or(0, |more| more.chars().count())
    }

    /// `，同比增长[7.5%]` behind a figure is that figure's 增速, and printed with its verb.
    fn rate(&mut self, span: &Range<usize>) -> bool {
        const VERBS: [&str; 6] = ["增长", "下降", "提高", "回落", "增加", "减少"];
        let Some((field, end)) = self.last.filter(|(_, end)| *end <= span.start && span.start - end <= 12) else {
            return false;
        };
        let between = self.report.words(&(end..span.start));
        let Some(verb) = VERBS.iter().find(|verb| between.ends_with(**verb)) else { return false };
        let link = between.trim_end_matches(verb).trim_start_matches(['，', ',', '、']);
        let linked =
            ["", "同比", "比上年", "较上年", "比去年", "较去年", "同比上年", "比上年同期", "比去年同期", "年均"]
                .contains(&link);
        let measured = self.fields[field].answer.iter().any(|(key, _)| *key == "增速");
        if !linked || measured || between.contains(['。', '；']) {
            return false;
        }
        let start = span.start - verb.chars().count();
        let said = self.report.words(&(start..span.end));
        let rate = self.report.words(span);
        let fall = matches!(*verb, "下降" | "回落" | "减少");
        let typed = if fall { format!("-{rate}") } else { rate };
        if !says(&self.fields[field], &typed, &said) {
            return false;
        }
        self.fields[field].answer.push(("增速", typed));
        let path = format!("{}.同比", self.fields[field].name);
        self.piece(start..span.end, &path);
        true
    }
}

/// Whether a figure with this rate reads as the report has it.
fn says(field: &Found, typed: &str, said: &str) -> bool {
    let basis = if field.constant { Basis::Constant } else { Basis::Current };
    let (Ok(current), Ok(rate)) = (field.answer[0].1.parse::<Figure>(), parse_rate(typed)) else { return false };
    let measure = Measure { rate: Some(rate), ..Measure::new(current, basis) };
    measure.growth_words().as_deref() == Some(said)
}

/// The unit of a figure that prints as it was read; `None` for what does not.
fn exact(words: &str) -> Option<Option<String>> {
    let figure: Figure = words.parse().ok()?;
    let unit = figure.unit.clone();
    let again = Figure::parse_in(words, unit.as_ref()).ok()?;
    let unit = unit.map(|unit| unit.to_string());
    let named = unit.as_ref().is_none_or(|unit| !unit.trim().is_empty());
    (again.to_string() == words && figure.to_string() == words && named).then_some(unit)
}

/// Whether words come back from an answers file as they are.
fn answers_itself(words: &str) -> bool {
    let plain = |c: char| c != '\t' && is_printable(c);
    !words.is_empty() && words.trim() == words && words.chars().all(plain)
}

/// 2024年 and nothing else.
fn whole_year(words: &str) -> Option<i32> {
    let digits = words.strip_suffix('年')?;
    let year = digits.parse::<Year>().ok()?;
    (year.0.to_string() == digits).then_some(year.0)
}

fn most_frequent<T: PartialEq + Clone>(items: impl Iterator<Item = T>) -> Option<T> {
    let items: Vec<T> = items.collect();
    let count = |item: &T| items.iter().filter(|other| *other == item).count();
    // The first among equals.
    items.iter().rev().max_by_key(|item| count(item)).cloned()
}

/// The place a report is of: the one with government named most often, by its full or its short name.
fn of_whom(words: &[String]) -> Option<Place> {
    let places = words.iter().filter_map(|words| Place::parse(words).ok()).filter(|place| place.government().is_some());
    let mut best: Option<(usize, Place)> = None;
    for place in places {
        if best.as_ref().is_some_and(|(_, known)| known.name() == place.name()) {
            continue;
        }
        let count = words.iter().filter(|words| **words == place.name() || **words == place.short()).count();
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, place));
        }
    }
    best.map(|(_, place)| place)
}

/// The place named most often among those of a higher level.
fn above(main: &Place, words: &[String]) -> Option<Place> {
    let higher = words.iter().filter_map(|words| Place::parse(words).ok()).filter(|place| place.level() < main.level());
    let name = most_frequent(higher.map(|place| place.name().to_owned()))?;
    let above = Place::parse(&name).ok()?;
    (above.short() != main.short()).then_some(above)
}

fn place_word(words: &str) -> &'static str {
    let endings: [(&[char], &str); 6] = [
        (&['村'], "村名"),
        (&['区'], "社区"),
        (&['路', '街', '道', '巷'], "道路"),
        (&['河', '江', '湖', '溪', '库'], "河湖"),
        (&['山', '岭', '峰'], "山名"),
        (&['镇', '乡', '县', '市', '省', '州'], "地名"),
    ];
    endings.into_iter().find(|(ends, _)| words.ends_with(*ends)).map_or("地点", |(_, name)| name)
}

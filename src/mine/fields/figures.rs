//! Figures: the numbers of a report to fields, a comparison to the figure it compares, lists to their members.

use std::collections::VecDeque;
use std::ops::Range;

use super::super::field_names;
use super::super::field_names::{Change, FigureContext};
use super::super::slots::{Slot, SlotKind};
use super::{Finder, FoundField};
use crate::figure::{Basis, Figure, Measure, parse_rate};

/// What a figure tells of: a field, or where there is none yet, its name.
#[derive(Clone, Debug)]
struct FigureTarget {
    name: String,
    field: Option<usize>,
}

/// What the sentence told so far.
#[derive(Debug, Default)]
struct SentenceState {
    end: usize,
    /// Its figures less those that tell changes.
    told: Vec<FigureTarget>,
    /// What the next figures of a list are, in order: 分别达到[98%]和[95%].
    listed: VecDeque<FigureTarget>,
    /// What the figures of that list tell.
    change: Option<Change>,
}

impl Finder<'_> {
    /// The figures, sentence by sentence.
    pub(super) fn figures(&mut self) {
        let mut sentence = SentenceState::default();
        for span in self.of_kind(SlotKind::Figure) {
            let between = sentence.end.min(span.start)..span.start;
            if self.report.chars()[between].iter().any(|c| "。；！？;!?\n".contains(*c)) {
                sentence = SentenceState::default();
            }
            let span = self.bounded(&span);
            self.figure(&span, &mut sentence);
            sentence.end = span.end;
        }
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

    fn figure(&mut self, span: &Range<usize>, sentence: &mut SentenceState) {
        let [before, after, next] = self.around(span);
        let (rest, change) = field_names::change(&before);
        let subject = field_names::trimmed(rest);
        if change != Change::None && subject.is_empty() {
            let target = if before.contains("分别") {
                let from = sentence.told.len().saturating_sub(self.listed(span));
                sentence.listed = sentence.told[from..].iter().cloned().collect();
                sentence.change = Some(change);
                sentence.listed.pop_front()
            } else {
                sentence.told.last().cloned()
            };
            if let Some(target) = target {
                return self.compared(span, &target, change, &before);
            }
        } else if subject.is_empty()
            && matches!(before.as_str(), "" | "和" | "与" | "及")
            && let Some(target) = sentence.listed.pop_front()
        {
            return match sentence.change {
                Some(change) => self.compared(span, &target, change, &before),
                None => sentence.told.push(self.told(span, target.name)),
            };
        }
        let words = self.report.words(span);
        let heading = self.heading(span.start);
        let last = sentence.told.last().map(|target| target.name.clone());
        let around = FigureContext {
            before: &before,
            figure: &words,
            after: &after,
            next: &next,
            last: last.as_deref(),
            heading: &heading,
        };
        let mut name = field_names::figure(around);
        if before.contains("分别") {
            let members = self.members(span.start - before.chars().count(), subject);
            sentence.listed =
                members.into_iter().map(|name| FigureTarget { name, field: None }).collect();
            sentence.change = (change != Change::None).then_some(change);
            name = sentence.listed.pop_front().map_or(name, |first| first.name);
        }
        let told = self.told(span, name);
        if change == Change::None {
            sentence.told.push(told);
        }
    }

    /// How many figures stand in one list from this one on: [27%]、[26%]和[28%].
    fn listed(&self, span: &Range<usize>) -> usize {
        let first = self.slots.partition_point(|slot| slot.span.start < span.start);
        let joined = |pair: &&[Slot]| {
            let between =
                self.report.words(&(pair[0].span.end.min(pair[1].span.start)..pair[1].span.start));
            pair[1].kind == SlotKind::Figure
                && matches!(between.as_str(), "、" | "和" | "与" | "及")
        };
        1 + self.slots[first..].windows(2).take_while(joined).count()
    }

    /// The members of the list a clause ends: 硬化率、亮化率和[绿化率分别达到].
    fn members(&self, clause: usize, subject: &str) -> Vec<String> {
        let text = self.report.folded();
        let floor = clause.saturating_sub(60);
        let stop = |c: &char| "，。；：！？,;:!?\n（）()".contains(*c);
        let start = text[floor..clause].iter().rposition(stop).map_or(floor, |at| floor + at + 1);
        let list: String = text[start..clause].iter().collect::<String>() + subject;
        field_names::members(&list)
    }

    /// A figure of its own; where its name is taken, told apart by looking ahead or by what the section is about.
    fn told(&mut self, span: &Range<usize>, name: String) -> FigureTarget {
        let words = self.report.words(span);
        let Some(unit) = exact(&words) else {
            self.words(&name, span, |finder| finder.called(&name, span));
            return FigureTarget { name, field: None };
        };
        let key = ("figure", name.clone(), words.clone());
        let field = match self.known.get(&key) {
            Some(field) => *field,
            None => {
                let constant = ["生产总值", "增加值", "GDP"].iter().any(|real| name.contains(real));
                let names = self.called(&name, span);
                let field = self.field(&names, "figure", span, vec![("本年", words)]);
                (self.fields[field].unit, self.fields[field].constant) = (unit, constant);
                field
            }
        };
        self.known.insert(key, field);
        let path = self.fields[field].name.clone();
        self.piece(span.clone(), &path);
        FigureTarget { name, field: Some(field) }
    }

    /// Names for a figure, the best first.
    fn called(&self, name: &str, span: &Range<usize>) -> Vec<String> {
        let group = self.group(span.start);
        let aimed = group.filter(|group| group.ahead).map(|_| format!("{name}目标"));
        let theme = group
            .and_then(|group| group.theme)
            .filter(|theme| !name.contains(theme))
            .map(|theme| format!("{theme}{name}"));
        [Some(name.to_owned()), aimed, theme].into_iter().flatten().collect()
    }

    /// A comparison: part of the figure it compares where that can print it, else a figure of its own.
    fn compared(
        &mut self,
        span: &Range<usize>,
        target: &FigureTarget,
        change: Change,
        before: &str,
    ) {
        if let Some((field, printed)) = target.field.zip(self.printed(span, target, change, before))
        {
            let Printed { key, typed, start, part } = printed;
            self.fields[field].answer.push((key, typed));
            let path = format!("{}.{part}", self.fields[field].name);
            return self.piece(start..span.end, &path);
        }
        let words = self.report.words(span);
        let name = field_names::figure(FigureContext {
            before: if change == Change::Fall { "下降" } else { "增长" },
            figure: &words,
            after: "",
            next: "",
            last: Some(&target.name),
            heading: "",
        });
        self.told(span, name);
    }

    /// How the figure compared prints the comparison: with its verb where it can, else the number alone.
    fn printed(
        &self,
        span: &Range<usize>,
        target: &FigureTarget,
        change: Change,
        before: &str,
    ) -> Option<Printed> {
        const VERBS: [&str; 6] = ["增长", "下降", "提高", "回落", "增加", "减少"];
        let field = &self.fields[target.field?];
        let number = self.report.words(span);
        let signed = if change == Change::Fall { format!("-{number}") } else { number.clone() };
        let verb = VERBS.iter().find(|verb| before.ends_with(**verb)).copied().unwrap_or_default();
        let with_verb = span.start - verb.chars().count();
        // The report's own words: 增長 is read as 增长, but must come back as it stood.
        let said = self.report.words(&(with_verb..span.end));
        let has = |key: &str| field.answer.iter().any(|(known, _)| *known == key);
        if has("增速") || has("上年") {
            return None;
        }
        if let Some(rated) = measure(field)
            .zip(parse_rate(&signed).ok())
            .map(|(m, rate)| Measure { rate: Some(rate), ..m })
        {
            let part = [
                (rated.growth_words(), "同比", with_verb, &said),
                (rated.growth_text(), "增速", span.start, &number),
            ];
            let part =
                part.into_iter().find(|(printed, .., wanted)| printed.as_ref() == Some(wanted));
            return part.map(|(_, part, start, _)| Printed {
                key: "增速",
                typed: signed,
                start,
                part,
            });
        }
        let last = before_change(field, &number, change)?;
        let known = Measure { last: last.parse().ok(), ..measure(field)? };
        (!field.constant && known.increase_words()? == said).then_some(Printed {
            key: "上年",
            typed: last,
            start: with_verb,
            part: "增量",
        })
    }
}

/// How a comparison is told: under which key it is answered, from where on which part prints it.
struct Printed {
    key: &'static str,
    typed: String,
    start: usize,
    part: &'static str,
}

fn measure(field: &FoundField) -> Option<Measure> {
    let basis = if field.constant { Basis::Constant } else { Basis::Current };
    Some(Measure::new(field.answer.first()?.1.parse().ok()?, basis))
}

/// Last year's value, from this year's and how much it is more or less.
fn before_change(field: &FoundField, change: &str, way: Change) -> Option<String> {
    let current: Figure = field.answer.first()?.1.parse().ok()?;
    let by: Figure = change.parse().ok()?;
    if current.unit != by.unit {
        return None;
    }
    let (now, by) = (current.exact()?, by.exact()?);
    let last = if way == Change::Fall { now.checked_add(by)? } else { now.checked_sub(by)? };
    let last = Figure::new(last, current.unit).to_string();
    exact(&last).map(|_| last)
}

/// The unit of a figure that prints as it was read; `None` for what does not.
fn exact(words: &str) -> Option<Option<String>> {
    let figure: Figure = words.parse().ok()?;
    let unit = figure.unit.clone();
    let again = Figure::parse_in(words, unit.as_ref()).ok()?;
    let unit = unit.map(|unit| unit.to_string());
    let named = unit.as_ref().is_none_or(|unit| !unit.trim().is_empty());
    let same = || again == figure || again.to_string() == words;
    (named && figure.to_string() == words && same()).then_some(unit)
}

//! Writes the tags of a chart into the source that is rendered, and reads its data from the result.

use rust_decimal::Decimal;

use super::chart_text::{ChartTemplate, TablePiece, TypedRow};
use super::filled::{OpenAnswer, answers_in};
use super::marked_source::MarkedSource;
use super::marks::{self, Mark};
use crate::diagnostic::Message;
use crate::document::measured;
use crate::figure::{Figure, Unit};
use crate::ooxml::chart::{ChartData, SeriesData};
use crate::template::TagKind;

/// What a cell without a value has in it, as people type it.
const NO_VALUE: [&str; 6] = ["—", "-", "－", "–", "——", "/"];
/// The unit that a format in percent has multiplied by a hundred.
const PERCENT: &str = "%";

/// What the answers make of a chart's tags.
#[derive(Debug, Default)]
pub(super) struct FilledChart {
    /// Its data; none where they have no tags.
    pub(super) data: Option<ChartData>,
    /// The words of each title; none where they stay.
    pub(super) titles: Vec<Option<String>>,
    /// The alternative text; none where it stays.
    pub(super) description: Option<Vec<String>>,
    /// What is open in it.
    pub(super) open: Vec<OpenAnswer>,
}

/// A cell as it is rendered.
#[derive(Clone, Debug, Default)]
struct FilledCell {
    words: String,
    is_open: bool,
}

/// Adds the lines of a chart to a source, as the story of a number.
pub(super) fn add_chart(marked: &mut MarkedSource, chart: &ChartTemplate, number: usize) {
    marked.start_story(number);
    for piece in chart.pieces() {
        let line = match piece {
            TablePiece::Row(row) => {
                Mark::RowStart(row.line).write(&mut marked.source);
                add_row(marked, chart, &row);
                row.line
            }
            TablePiece::Tag(line, n) => {
                add_tag(marked, chart, line, n);
                line
            }
        };
        marked.end_line(chart.first + line);
    }
    for (at, line) in chart.lines.iter().enumerate().skip(chart.table_lines) {
        if line.tags.is_empty() {
            continue;
        }
        Mark::ParagraphStart(at).write(&mut marked.source);
        let row = TypedRow {
            line: at,
            chars: 0..line.text.chars().count(),
            ..TypedRow::default()
        };
        add_row(marked, chart, &row);
        marked.end_line(chart.first + at);
    }
}

/// The words and tags of a row.
fn add_row(marked: &mut MarkedSource, chart: &ChartTemplate, row: &TypedRow) {
    let line = &chart.lines[row.line];
    let mut at = row.chars.start;
    let add_words = |marked: &mut MarkedSource, from: usize, to: usize| {
        let mut start = from;
        for gap in row.gaps.iter().filter(|gap| (from..to).contains(gap)) {
            Mark::Words(start..*gap).write(&mut marked.source);
            Mark::Cell.write(&mut marked.source);
            start = gap + 1;
        }
        Mark::Words(start..to).write(&mut marked.source);
    };
    for (n, tag) in line.tags.iter().enumerate() {
        if !row.chars.contains(&tag.chars.start) {
            continue;
        }
        add_words(marked, at, tag.chars.start);
        if tag.kind == TagKind::Print {
            Mark::Tag(tag.chars.clone()).write(&mut marked.source);
        }
        add_tag(marked, chart, row.line, n);
        at = tag.chars.end;
    }
    add_words(marked, at, row.chars.end);
}

fn add_tag(marked: &mut MarkedSource, chart: &ChartTemplate, line: usize, n: usize) {
    let line = &chart.lines[line];
    let tag = &line.tags[n];
    if tag.kind != TagKind::Comment {
        let words = line
            .text
            .chars()
            .skip(tag.chars.start)
            .take(tag.chars.len());
        marked.source.extend(words);
    }
}

/// Reads what was rendered for a chart.
///
/// # Errors
/// Values that are no numbers, or not in one unit.
pub(super) fn read(chart: &ChartTemplate, rendered: &str) -> Result<FilledChart, Vec<Message>> {
    let mut rows: Vec<Vec<FilledCell>> = Vec::new();
    let mut filled = FilledChart {
        titles: vec![None; chart.title_lines],
        ..FilledChart::default()
    };
    // The titles and lines of the alternative text with tags.
    let mut others: Vec<(usize, FilledCell)> = Vec::new();
    let mut line = 0;
    for (mark, words) in marks::read(rendered) {
        let mut own = String::new();
        match mark {
            Mark::RowStart(at) => {
                line = at;
                rows.push(vec![FilledCell::default()]);
            }
            Mark::ParagraphStart(at) => {
                line = at;
                others.push((at, FilledCell::default()));
            }
            Mark::Cell => rows
                .last_mut()
                .into_iter()
                .for_each(|row| row.push(FilledCell::default())),
            Mark::Words(chars) => {
                let text = chart.lines[line].text.chars();
                own = text.skip(chars.start).take(chars.len()).collect();
            }
            _ => {}
        }
        let in_other = others.last_mut().map(|(_, cell)| cell);
        let Some(cell) = in_other.or_else(|| rows.last_mut().and_then(|row| row.last_mut())) else {
            continue;
        };
        cell.words += &own;
        let words = words.trim_matches('\n').replace(['\n', '\t'], " ");
        for (words, open) in answers_in(&words) {
            cell.words += &words;
            cell.is_open |= open.is_some();
            filled.open.extend(open);
        }
    }
    let first = chart.table_lines + chart.title_lines;
    for (at, other) in others {
        if let Some(title) = filled.titles.get_mut(at - chart.table_lines) {
            *title = Some(other.words);
            continue;
        }
        let lines = chart.lines[first..].iter().map(|line| line.text.clone());
        let description = filled.description.get_or_insert_with(|| lines.collect());
        description[at - first] = other.words;
    }
    if chart.is_bound() {
        filled.data = Some(table_of(chart, rows)?);
    }
    Ok(filled)
}

fn table_of(
    chart: &ChartTemplate,
    mut rows: Vec<Vec<FilledCell>>,
) -> Result<ChartData, Vec<Message>> {
    for cell in rows.iter_mut().flatten() {
        cell.words = cell.words.trim().to_owned();
    }

    let mut rows = rows.into_iter();
    let head = rows.next().unwrap_or_default();
    let rows: Vec<Vec<FilledCell>> = rows.collect();
    let name = |row: &Vec<FilledCell>| {
        row.first()
            .map_or_else(String::new, |cell| cell.words.clone())
    };
    let mut data = ChartData {
        names: rows.iter().map(name).collect(),
        series: Vec::new(),
    };
    let mut faults = Vec::new();
    for (column, head) in head.iter().enumerate().skip(1) {
        let series = chart
            .part
            .as_ref()
            .and_then(|part| part.series().get(column - 1));
        let mut reader = SeriesReader {
            head: &head.words,
            unit: Unit::parse(&measured(&head.words).1).ok(),
            is_first: true,
            is_percent: series.is_some_and(|series| series.is_percent),
        };
        let mut values = Vec::new();
        for row in &rows {
            let cell = row.get(column).cloned().unwrap_or_default();
            match reader.value(&cell, row.first()) {
                Ok(value) => values.push(value),
                Err(fault) => faults.push(fault),
            }
        }
        data.series.push(SeriesData {
            name: head.words.clone(),
            values,
        });
    }
    if faults.is_empty() {
        Ok(data)
    } else {
        Err(faults)
    }
}

/// Reads the values of a series, all in the unit of its head, else in that of its first value.
struct SeriesReader<'h> {
    head: &'h str,
    unit: Option<Unit>,
    /// Whether no value has been read that could give the unit.
    is_first: bool,
    is_percent: bool,
}

impl SeriesReader<'_> {
    fn value(
        &mut self,
        cell: &FilledCell,
        name: Option<&FilledCell>,
    ) -> Result<Option<Decimal>, Message> {
        let words = cell.words.as_str();
        if cell.is_open || words.is_empty() || NO_VALUE.contains(&words) {
            return Ok(None);
        }
        let fault = |key: &'static str| {
            let name = name.map_or("", |cell| cell.words.as_str());
            let args = vec![
                ("words", words.to_owned()),
                ("head", self.head.to_owned()),
                ("name", name.to_owned()),
            ];
            Message::with(key, args)
        };
        let number = |figure: &Figure| figure.value();
        let typed: Figure = words
            .parse()
            .map_err(|_| fault("word-template.chart.no-number"))?;
        let has_head_unit = !measured(self.head).1.is_empty();
        if self.is_first && !has_head_unit {
            self.unit.clone_from(&typed.unit);
        }
        let is_bare_among_units = typed.unit.is_none() != self.unit.is_none() && !has_head_unit;
        if is_bare_among_units {
            return Err(fault("word-template.chart.unit"));
        }
        let figure = if typed.unit == self.unit || typed.unit.is_none() {
            typed
        } else {
            Figure::parse_in(words, self.unit.as_ref())
                .map_err(|_| fault("word-template.chart.unit"))?
        };
        let value = number(&figure).ok_or_else(|| fault("word-template.chart.no-number"))?;
        let in_percent = self
            .unit
            .as_ref()
            .is_some_and(|unit| unit.name() == PERCENT);
        if self.is_percent && !in_percent {
            return Err(fault("word-template.chart.percent"));
        }
        self.is_first = false;
        let hundredth = Decimal::new(1, 2);
        Ok(Some(if self.is_percent {
            value * hundredth
        } else {
            value
        }))
    }
}

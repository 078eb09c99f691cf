//! Turns a table of indicators into plots, one for each unit.
//!
//! Values of two units share no axis honestly: 43,860 people beside 12.3 万元 would be a flat line.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::block::Table;
use super::text::{Inline, Text};
use crate::figure::{Figure, Unit};

/// The series drawn in one frame: columns side by side over each name, and lines against a second
/// axis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plot {
    /// The unit of the columns; empty when they have none.
    pub unit: String,
    /// What is compared: the first cell of each row, without its unit.
    pub names: Vec<String>,
    /// What the first axis measures: a year each.
    pub columns: Vec<Curve>,
    /// What the second axis measures, in %: 同比.
    pub lines: Vec<Curve>,
}

/// A series of a plot: the cells under one head of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The head, without its unit.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// A value for each name of the plot; none where the cell gives no number in this unit.
    pub values: Vec<Option<Decimal>>,
}

/// Returns the plots of a table, in its order: rows whose figures have one unit share a plot.
///
/// The first cell of a row names it. A head with % in it, such as 同比（%）, is a line on the
/// second axis; the others are columns. A cell is a figure with its unit, or a bare number whose
/// unit stands in brackets behind the row's name. A row without any figure is left out. A table
/// with a hole has no plots: it is shown as a table until it is answered.
///
/// ```
/// use nigao::document::{Block, Document, plots};
/// let markup = "%% 比较\n\
///     | 指标 | 2024年 | 2025年 | 同比（%） |\n\
///     |---|--:|--:|--:|\n\
///     | 投资 | 14.2亿元 | 15.4亿元 | 8.5% |";
/// let document: Document = markup.parse().unwrap();
/// let [Block::Chart(table)] = &document.blocks[..] else { panic!("no chart") };
/// let sentences = plots(table)[0].describe();
/// assert_eq!(sentences, ["2024年：投资14.2亿元", "2025年：投资15.4亿元", "同比：投资8.5%"]);
/// ```
#[must_use]
pub fn plots(table: &Table) -> Vec<Plot> {
    let [_, heads @ ..] = &table.header[..] else {
        return Vec::new();
    };
    if has_hole(table) {
        return Vec::new();
    }
    let heads = series_of(heads);
    let mut plots: Vec<Plot> = Vec::new();
    let mut by_unit: HashMap<String, usize> = HashMap::new();
    for cells in &table.rows {
        let Some(row) = ChartRow::read(cells, &heads) else {
            continue;
        };
        let at = *by_unit.entry(row.unit.clone()).or_insert_with(|| {
            plots.push(Plot::new(&row.unit, &heads));
            plots.len() - 1
        });
        plots[at].add(row, &heads);
    }
    for plot in &mut plots {
        plot.drop_empty();
    }
    plots
}

fn has_hole(table: &Table) -> bool {
    let is_open = |text: &Text| text.holes().next().is_some();
    let rows_open = || table.rows.iter().flatten().any(is_open);
    is_open(&table.caption) || table.header.iter().any(is_open) || rows_open()
}

/// A column of the table that is drawn.
struct SeriesHead {
    /// Its head without the unit: 同比.
    name: String,
    /// The unit in brackets behind it: %.
    unit: String,
    /// Whether it is a line on the second axis.
    is_line: bool,
}

fn series_of(heads: &[Text]) -> Vec<SeriesHead> {
    let mut series = Vec::with_capacity(heads.len());
    for head in heads {
        let (name, unit) = measured(&words(head));
        let is_line = unit == "%";
        series.push(SeriesHead {
            name,
            unit,
            is_line,
        });
    }
    // Where all is in %, nothing is left for the first axis.
    if series.iter().all(|head| head.is_line) {
        for head in &mut series {
            head.is_line = false;
        }
    }
    series
}

/// A row with at least one figure.
struct ChartRow {
    name: String,
    unit: String,
    /// A value for each head.
    values: Vec<Option<Decimal>>,
}

impl ChartRow {
    /// The figures of a row's cells, the columns' in one unit.
    fn read(cells: &[Text], heads: &[SeriesHead]) -> Option<Self> {
        let (name, headed_unit) = measured(&words(cells.first()?));
        let mut figures: Vec<Option<Figure>> = Vec::with_capacity(heads.len());
        for cell in &cells[1..] {
            figures.push(words(cell).parse().ok());
        }
        let unit = unit_of_columns(headed_unit, &figures, heads)?;
        let mut values = Vec::with_capacity(heads.len());
        for (at, figure) in figures.iter().enumerate() {
            let wanted = if heads[at].is_line {
                &heads[at].unit
            } else {
                &unit
            };
            let cell = &cells[at + 1];
            values.push(
                figure
                    .as_ref()
                    .and_then(|figure| value_in(figure, wanted, cell)),
            );
        }
        Some(Self { name, unit, values })
    }
}

/// The unit of a row's columns: as typed in a cell, behind the row's name, or behind a head.
///
/// None without any value in a column.
fn unit_of_columns(
    headed_unit: String,
    figures: &[Option<Figure>],
    heads: &[SeriesHead],
) -> Option<String> {
    let mut has_value = false;
    let mut typed = None;
    for (figure, head) in figures.iter().zip(heads) {
        let Some(figure) = figure.as_ref().filter(|_| !head.is_line) else {
            continue;
        };
        has_value |= figure.value().is_some();
        typed = typed.or(figure.unit.as_ref());
    }
    if !has_value {
        return None;
    }
    if let Some(unit) = typed {
        return Some(unit.name().to_owned());
    }
    if !headed_unit.is_empty() {
        return Some(headed_unit);
    }
    let column = heads.iter().find(|head| !head.is_line);
    Some(column.map(|head| head.unit.clone()).unwrap_or_default())
}

/// The value of a cell in a unit; also where it is typed in another of the same kind, 9600万元
/// beside 1.2亿元.
fn value_in(figure: &Figure, wanted: &str, cell: &Text) -> Option<Decimal> {
    let same = figure
        .unit
        .as_ref()
        .is_none_or(|unit| unit.name() == wanted);
    if same {
        return figure.value();
    }
    let unit = Unit::parse(wanted).ok();
    Figure::parse_in(&words(cell), unit.as_ref()).ok()?.value()
}

impl Plot {
    fn new(unit: &str, heads: &[SeriesHead]) -> Self {
        let mut plot = Self {
            unit: unit.to_owned(),
            ..Self::default()
        };
        for head in heads {
            let unit = if head.is_line {
                head.unit.as_str()
            } else {
                unit
            };
            let curve = Curve {
                name: head.name.clone(),
                unit: unit.to_owned(),
                values: Vec::new(),
            };
            if head.is_line {
                &mut plot.lines
            } else {
                &mut plot.columns
            }
            .push(curve);
        }
        plot
    }

    fn add(&mut self, row: ChartRow, heads: &[SeriesHead]) {
        self.names.push(row.name);
        let (mut columns, mut lines) = (self.columns.iter_mut(), self.lines.iter_mut());
        for (value, head) in row.values.into_iter().zip(heads) {
            let curve = if head.is_line {
                lines.next()
            } else {
                columns.next()
            };
            if let Some(curve) = curve {
                curve.values.push(value);
            }
        }
    }

    /// Leaves out what has no value anywhere.
    fn drop_empty(&mut self) {
        for curves in [&mut self.columns, &mut self.lines] {
            curves.retain(|curve| curve.values.iter().any(Option::is_some));
        }
    }

    /// The plot in words, a line a series: what is read where a picture is not seen.
    #[must_use]
    pub fn describe(&self) -> Vec<String> {
        let curves = self.columns.iter().chain(&self.lines);
        curves.map(|curve| curve.describe(&self.names)).collect()
    }
}

impl Curve {
    /// The name with its unit: 同比（%）.
    #[must_use]
    pub fn title(&self) -> String {
        if self.unit.is_empty() {
            self.name.clone()
        } else {
            format!("{}（{}）", self.name, self.unit)
        }
    }

    fn describe(&self, names: &[String]) -> String {
        let mut values = Vec::new();
        for (name, value) in names.iter().zip(&self.values) {
            if let Some(value) = value {
                values.push(format!("{name}{value}{}", self.unit));
            }
        }
        let gap = if self.name.is_empty() { "" } else { "：" };
        format!("{}{gap}{}", self.name, values.join("，"))
    }
}

/// Returns a name and the unit in brackets behind it: 同比（%）.
pub(crate) fn measured(words: &str) -> (String, String) {
    let words = words.trim();
    let bracketed = words
        .strip_suffix(['）', ')'])
        .and_then(|rest| rest.rsplit_once(['（', '(']));
    if let Some((name, unit)) = bracketed {
        let unit = unit.replace('％', "%");
        if Unit::parse(&unit).is_ok() {
            return (name.trim_end().to_owned(), unit);
        }
    }
    (words.to_owned(), String::new())
}

/// The words of a cell, tabs as spaces.
fn words(text: &Text) -> String {
    let mut all = String::new();
    for run in text.runs() {
        if let Inline::Text(words) = run {
            all.push_str(words);
        }
    }
    all.replace('\t', " ")
}

//! Chart: a table of indicators to plots, one for each unit, as values of two units share no axis honestly.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Inline, Table, Text};
use crate::figure::{Figure, Unit};

/// What is drawn in one frame: columns side by side over each name, and lines against a second axis.
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

/// The plots of a table: rows whose figures have one unit stand in one plot, plots in the order of the table.
///
/// The first cell of a row names it. A head with % in it, such as 同比（%）, is a line on the second axis; the others are
/// columns. A cell is a figure with its unit, or a bare number whose unit stands in brackets behind the row's name. A row
/// without any figure is left out. A table with a hole in it has no plots: it is shown as a table until it is answered.
///
/// ```
/// use nigao::document::{Block, Document, plots};
/// let markup = "%% 比较\n| 指标 | 2024年 | 2025年 | 同比（%） |\n|---|--:|--:|--:|\n| 投资 | 14.2亿元 | 15.4亿元 | 8.5% |";
/// let document: Document = markup.parse().unwrap();
/// let [Block::Chart(table)] = &document.blocks[..] else { panic!("no chart") };
/// assert_eq!(plots(table)[0].say(), ["2024年：投资14.2亿元", "2025年：投资15.4亿元", "同比：投资8.5%"]);
/// ```
#[must_use]
pub fn plots(table: &Table) -> Vec<Plot> {
    let [_, heads @ ..] = &table.header[..] else { return Vec::new() };
    let cells = || std::iter::once(&table.header).chain(&table.rows).flatten();
    if cells().chain([&table.caption]).any(|cell| cell.holes().next().is_some()) {
        return Vec::new();
    }
    let heads: Vec<(String, String)> = heads.iter().map(|head| measured(&words(head))).collect();
    let is_line = |(_, unit): &(String, String)| unit == "%";
    // Where all is in %, nothing is left for the first axis.
    let lines: Vec<bool> =
        heads.iter().map(|head| is_line(head) && !heads.iter().all(is_line)).collect();
    let mut plots: Vec<Plot> = Vec::new();
    let mut by_unit: HashMap<String, usize> = HashMap::new();
    for row in table.rows.iter().filter_map(|row| ChartRow::read(row, &heads, &lines)) {
        let at = *by_unit.entry(row.unit.clone()).or_insert_with(|| {
            plots.push(Plot::new(&row.unit, &heads, &lines));
            plots.len() - 1
        });
        plots[at].add(row, &lines);
    }
    plots.iter_mut().for_each(Plot::drop_empty);
    plots
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
    fn read(cells: &[Text], heads: &[(String, String)], lines: &[bool]) -> Option<Self> {
        let (name, said) = measured(&words(cells.first()?));
        let figures: Vec<Option<Figure>> =
            cells[1..].iter().map(|cell| words(cell).parse().ok()).collect();
        let columns = || {
            figures
                .iter()
                .zip(lines)
                .filter(|(_, line)| !**line)
                .filter_map(|(figure, _)| figure.as_ref())
        };
        columns().find_map(Figure::value)?;
        let typed = columns().find_map(|figure| figure.unit.as_ref()).map(Unit::name);
        let headed =
            || heads.iter().zip(lines).find(|(_, line)| !**line).map(|((_, unit), _)| unit.clone());
        let said = if said.is_empty() { headed().unwrap_or_default() } else { said };
        let unit = typed.map_or(said, str::to_owned);
        let value = |(at, figure): (usize, &Option<Figure>)| {
            let wanted = if lines[at] { &heads[at].1 } else { &unit };
            let known = figure.as_ref()?.unit.as_ref();
            if known.is_none_or(|known| known.name() == wanted) {
                return figure.as_ref()?.value();
            }
            // In another unit of the same kind: 9600万元 beside 1.2亿元.
            Figure::parse_in(&words(&cells[at + 1]), Unit::parse(wanted).ok().as_ref())
                .ok()?
                .value()
        };
        let values = figures.iter().enumerate().map(value).collect();
        Some(Self { name, unit, values })
    }
}

impl Plot {
    fn new(unit: &str, heads: &[(String, String)], lines: &[bool]) -> Self {
        let mut plot = Self { unit: unit.to_owned(), ..Self::default() };
        for ((name, own), line) in heads.iter().zip(lines) {
            let (curves, unit) =
                if *line { (&mut plot.lines, own.as_str()) } else { (&mut plot.columns, unit) };
            curves.push(Curve { name: name.clone(), unit: unit.to_owned(), values: Vec::new() });
        }
        plot
    }

    fn add(&mut self, row: ChartRow, lines: &[bool]) {
        self.names.push(row.name);
        let (mut columns, mut curves) = (self.columns.iter_mut(), self.lines.iter_mut());
        for (value, line) in row.values.into_iter().zip(lines) {
            if let Some(curve) = if *line { curves.next() } else { columns.next() } {
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
    pub fn say(&self) -> Vec<String> {
        self.columns.iter().chain(&self.lines).map(|curve| curve.say(&self.names)).collect()
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

    fn say(&self, names: &[String]) -> String {
        let value = |(name, value): (&String, &Option<Decimal>)| {
            Some(format!("{name}{}{}", (*value)?, self.unit))
        };
        let values: Vec<String> = names.iter().zip(&self.values).filter_map(value).collect();
        let gap = if self.name.is_empty() { "" } else { "：" };
        format!("{}{gap}{}", self.name, values.join("，"))
    }
}

/// A name and the unit in brackets behind it: 同比（%）.
fn measured(words: &str) -> (String, String) {
    let words = words.trim();
    let inner = words.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '(']));
    let unit = inner
        .map(|(name, unit)| (name, unit.replace('％', "%")))
        .filter(|(_, unit)| Unit::parse(unit).is_ok());
    let (name, unit) = unit.unwrap_or((words, String::new()));
    (name.trim_end().to_owned(), unit)
}

/// What a cell says.
fn words(text: &Text) -> String {
    let words =
        text.runs().iter().map(|run| if let Inline::Text(words) = run { words } else { "" });
    words.collect::<String>().replace('\t', " ")
}

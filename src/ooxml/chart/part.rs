//! Reads the series of a chart's part and writes others in their place, everything else as it
//! stood.

use std::ops::Range;

use rust_decimal::Decimal;

use super::data_range::DataRange;
use super::data_source::DataSource;
use super::fault::{ChartFault, is_utf8};
use super::workbook::ChartWorkbook;
use crate::ooxml::xml_tree::{PartElement, with_replaced};
use crate::ooxml::{Package, PackageResult, escaped};

/// What the format of a number in percent has, where 8.5% is 0.085.
const PERCENT: char = '%';

/// What a chart is to show: a row of names, and a value for each name in each series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChartData {
    pub(crate) names: Vec<String>,
    pub(crate) series: Vec<SeriesData>,
}

/// A series of the data: its name, and a value for each name of the chart, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SeriesData {
    pub(crate) name: String,
    pub(crate) values: Vec<Option<Decimal>>,
}

/// The part of a chart, read.
pub(crate) struct ChartPart {
    xml: String,
    series: Vec<ChartSeries>,
    workbook: Option<ChartWorkbook>,
    faults: Vec<ChartFault>,
    /// The words of titles: for each paragraph, where its runs' words stand.
    titles: Vec<ChartTitle>,
}

/// A series as the part has it.
#[derive(Debug, Default)]
pub(crate) struct ChartSeries {
    name: Option<DataSource>,
    names: Option<DataSource>,
    values: Option<DataSource>,
    /// Whether its values are shown in percent, so that 8.5% is 0.085.
    pub(crate) is_percent: bool,
}

/// A paragraph of a title.
struct ChartTitle {
    text: String,
    /// What stands between the tags of its `a:t`, in bytes.
    runs: Vec<Range<usize>>,
}

impl ChartPart {
    /// Reads a chart's part of a package.
    ///
    /// # Errors
    /// When the part is missing, is no XML, or is beyond the limits.
    pub(crate) fn read(package: &mut Package, name: &str) -> PackageResult<Option<Self>> {
        let Some(xml) = package.part(name)? else {
            return Ok(None);
        };
        let root = PartElement::read(&xml)?;
        let mut faults = kind_faults(&root);
        let mut series = Vec::new();
        if !is_utf8(&xml) {
            faults.push(ChartFault::Kind("encoding".to_owned()));
        }
        for area in root.all("plotArea") {
            for plot in &area.children {
                let is_percent = plot_is_percent(plot, area);
                for one in plot.children.iter().filter(|child| child.name == "ser") {
                    series.push(series_of(one, is_percent));
                }
            }
        }
        if series.is_empty() {
            faults.push(ChartFault::Kind(root.name.to_owned()));
        }
        let titles = titles_of(&root);
        let mut workbook = None;
        if root.child("externalData").is_some() {
            match ChartWorkbook::open(package, name) {
                Some(opened) => workbook = Some(opened),
                None => faults.push(ChartFault::Workbook),
            }
        }
        if workbook.is_some() {
            for source in series.iter().flat_map(ChartSeries::sources) {
                if let Some((formula, _)) = &source.formula
                    && DataRange::parse(formula).is_none()
                    && !is_internal(formula)
                {
                    faults.push(ChartFault::Range(formula.clone()));
                }
            }
        }
        drop(root);
        Ok(Some(Self {
            xml,
            series,
            workbook,
            faults,
            titles,
        }))
    }

    /// Returns the series in the order of the part.
    pub(crate) fn series(&self) -> &[ChartSeries] {
        &self.series
    }

    /// Returns why its data cannot be changed, everything at once.
    pub(crate) fn faults(&self) -> &[ChartFault] {
        &self.faults
    }

    /// Returns the names that its first series gives to the values.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.series.iter().find_map(|series| series.names.as_ref());
        names.map_or_else(Vec::new, |names| names.words.clone())
    }

    /// Returns the paragraphs of its titles.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> {
        self.titles.iter().map(|title| title.text.as_str())
    }

    /// Returns the words it has as names: cached, and in the cells of its workbook.
    pub(crate) fn data_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        for source in self.series.iter().flat_map(ChartSeries::sources) {
            words.extend(source.words.iter().cloned());
        }
        if let Some(workbook) = &self.workbook {
            words.extend(workbook.words());
        }
        words
    }

    /// Returns the parts that change to show other data and titles, by name. `titles` has words for
    /// each paragraph of the titles, or none where they stay.
    ///
    /// # Errors
    /// Why the data cannot be changed.
    pub(crate) fn changed(
        &self,
        name: &str,
        data: Option<&ChartData>,
        titles: &[Option<String>],
    ) -> Result<Vec<(String, Vec<u8>)>, ChartFault> {
        let mut changes = Vec::new();
        for (title, words) in self.titles.iter().zip(titles) {
            let Some(words) = words else { continue };
            for (n, run) in title.runs.iter().enumerate() {
                let words = if n == 0 { words.as_str() } else { "" };
                changes.push((run.clone(), escaped(words)));
            }
        }
        let mut cells = Vec::new();
        for (series, data_of) in self.series.iter().zip(data.iter().flat_map(|d| &d.series)) {
            if let Some(source) = &series.name {
                source.put_words(
                    std::slice::from_ref(&data_of.name),
                    &mut changes,
                    &mut cells,
                );
            }
            if let (Some(source), Some(data)) = (&series.names, data) {
                source.put_words(&data.names, &mut changes, &mut cells);
            }
            if let Some(source) = &series.values {
                source.put_values(&data_of.values, &mut changes, &mut cells);
            }
        }
        let mut parts = Vec::new();
        if let Some(workbook) = self.workbook.as_ref().filter(|_| !cells.is_empty()) {
            if let Some(bytes) = workbook.changed(&cells)? {
                parts.push((workbook.part.clone(), bytes));
            }
        } else {
            // Ranges of a workbook that is not there say nothing.
            changes.retain(|(bytes, _)| !self.is_formula(bytes));
        }
        let xml = with_replaced(&self.xml, changes);
        if xml != self.xml {
            parts.push((name.to_owned(), xml.into_bytes()));
        }
        Ok(parts)
    }

    fn is_formula(&self, bytes: &Range<usize>) -> bool {
        let mut sources = self.series.iter().flat_map(ChartSeries::sources);
        sources.any(|source| source.formula.as_ref().is_some_and(|(_, at)| at == bytes))
    }
}

impl ChartSeries {
    /// Returns its name.
    pub(crate) fn name(&self) -> String {
        self.name
            .as_ref()
            .map_or_else(String::new, |name| name.words.join(" "))
    }
    fn sources(&self) -> impl Iterator<Item = &DataSource> {
        [&self.name, &self.names, &self.values]
            .into_iter()
            .flatten()
    }
}

/// Whether a formula is one that `LibreOffice` writes for data of its own: they are in no cells.
fn is_internal(formula: &str) -> bool {
    let number = formula.strip_prefix("label ").unwrap_or(formula);
    formula == "categories" || (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Returns what in a chart is not followed.
fn kind_faults(root: &PartElement) -> Vec<ChartFault> {
    let mut faults = Vec::new();
    for kind in [
        "multiLvlStrRef", "bubbleSize", "fullRef", "filteredSeriesTitle",
    ] {
        if !root.all(kind).is_empty() {
            faults.push(ChartFault::Kind(kind.to_owned()));
        }
    }
    let is_typed = |label: &&PartElement| label.at(&["tx", "rich"]).is_some();
    let typed = root.all("dLbl").iter().any(is_typed);
    if typed || !root.all("datalabelsRange").is_empty() {
        faults.push(ChartFault::TypedLabels);
    }
    faults
}

/// Whether the axis of a plot shows its values in percent by a format of its own.
fn plot_is_percent(plot: &PartElement, area: &PartElement) -> bool {
    let mut axes = area.children.iter().filter(|axis| axis.name == "valAx");
    axes.any(|axis| {
        let id = axis.child("axId").and_then(|id| id.get("val"));
        let mut own = plot.children.iter().filter(|child| child.name == "axId");
        own.any(|own| own.get("val") == id) && has_percent_format(axis)
    })
}

/// Whether a format of its own, not the one of the cells, is in percent.
fn has_percent_format(node: &PartElement) -> bool {
    node.child("numFmt").is_some_and(|format| {
        let is_linked = matches!(format.get("sourceLinked"), Some("1" | "true"));
        !is_linked && is_percent(format.get("formatCode").unwrap_or_default())
    })
}

/// Whether a number format multiplies by a hundred; a sign in quotes or behind `\` is only shown.
fn is_percent(format: &str) -> bool {
    let mut is_quoted = false;
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => is_quoted = !is_quoted,
            '\\' if !is_quoted => _ = chars.next(),
            PERCENT if !is_quoted => return true,
            _ => {}
        }
    }
    false
}

fn series_of(node: &PartElement, plot_is_percent: bool) -> ChartSeries {
    let source = |names: [&str; 2]| {
        let holder = names.iter().find_map(|name| node.child(name))?;
        let mut kinds = holder.children.iter();
        let data = kinds.find(|data| data.name != "extLst")?;
        Some(DataSource::of(data))
    };
    let values = source(["val", "yVal"]);
    let labels = node.child("dLbls").is_some_and(has_percent_format);
    let cached = values
        .as_ref()
        .is_some_and(|values| is_percent(&values.format));
    ChartSeries {
        name: source(["tx", "tx"]),
        names: source(["cat", "xVal"]),
        values,
        is_percent: plot_is_percent || labels || cached,
    }
}

/// The titles of the chart and its axes: what is typed in them, not what follows a cell.
fn titles_of(root: &PartElement) -> Vec<ChartTitle> {
    let mut titles = Vec::new();
    for title in root.all("title") {
        for paragraph in title.all("p") {
            let words = paragraph.all("t");
            titles.push(ChartTitle {
                text: words.iter().map(|words| words.text.as_str()).collect(),
                runs: words.iter().map(|words| words.inner.clone()).collect(),
            });
        }
    }
    titles.retain(|title| !title.runs.is_empty());
    titles
}

//! Writes cells of the workbook behind a chart, everything else of it as it stood.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::data_range::DataRange;
use super::fault::{ChartFault, is_utf8};
use crate::ooxml::pack::PackedPart;
use crate::ooxml::relations::PartRelation;
use crate::ooxml::splice::RawArchive;
use crate::ooxml::spreadsheet::{CellAddress, CellRange, Workbook};
use crate::ooxml::xml_tree::{PartElement, with_replaced};
use crate::ooxml::{Package, PackageResult, escaped};

/// Cells of a column or a row that are written, and those of its former length behind them cleared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellWrite {
    pub(super) range: DataRange,
    pub(super) contents: Vec<WrittenContent>,
}

/// What is written into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WrittenContent {
    Nothing,
    Words(String),
    Number(Decimal),
}

/// The workbook of a chart.
pub(super) struct ChartWorkbook {
    /// Its name in the package of the document.
    pub(super) part: String,
    bytes: Vec<u8>,
}

/// A sheet that is written.
struct WrittenSheet {
    name: String,
    xml: String,
    /// The tables of the sheet: the name and the content of each part.
    tables: Vec<(String, String)>,
}

impl ChartWorkbook {
    /// Opens the workbook that a chart's part names. None where it is another file, of another
    /// kind, or damaged.
    pub(super) fn open(package: &mut Package, chart: &str) -> Option<Self> {
        let relations = package.relations(chart).ok()?;
        let is_book = |relation: &&PartRelation| relation.kind == "package";
        let part = relations.iter().find(is_book)?.part.clone();
        let bytes = package.part_bytes(&part).ok()??;
        let mut book = Package::open(&bytes).ok()?;
        let main = book.part("xl/workbook.xml").ok()?;
        main.is_some().then_some(Self { part, bytes })
    }

    /// Returns the words of its cells.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let book = Workbook::read(&self.bytes);
        for sheet in book.iter().flat_map(|book| &book.sheets) {
            for cell in sheet.rows.iter().flat_map(|row| &row.cells) {
                words.push(cell.text.to_string());
            }
        }
        words
    }

    /// Returns the workbook with cells written; None where nothing changes.
    pub(super) fn changed(&self, cells: &[CellWrite]) -> Result<Option<Vec<u8>>, ChartFault> {
        let mut by_sheet: BTreeMap<&str, Vec<&CellWrite>> = BTreeMap::new();
        for write in cells {
            by_sheet.entry(&write.range.sheet).or_default().push(write);
        }
        let mut parts = BTreeMap::new();
        for (sheet, writes) in by_sheet {
            let sheet = self.sheet(sheet).ok().flatten();
            sheet
                .ok_or(ChartFault::Workbook)?
                .write(&writes, &mut parts)?;
        }
        if parts.is_empty() {
            return Ok(None);
        }
        let rebuilt = RawArchive::read(&self.bytes)
            .and_then(|archive| archive.rebuilt(&parts, &[]))
            .map_err(|_| ChartFault::Workbook)?;
        Ok(Some(rebuilt))
    }

    fn sheet(&self, name: &str) -> PackageResult<Option<WrittenSheet>> {
        let mut package = Package::open(&self.bytes)?;
        let book = package.part("xl/workbook.xml")?.unwrap_or_default();
        let related = package.relations("xl/workbook.xml")?;
        let root = PartElement::read(&book)?;
        let mut tabs = root.all("sheet").into_iter();
        let tab = tabs.find(|tab| tab.get("name") == Some(name));
        let id = tab.and_then(|tab| tab.get("id"));
        let Some(part) = related.iter().find(|one| Some(one.id.as_str()) == id) else {
            return Ok(None);
        };
        let Some(xml) = package.part(&part.part)? else {
            return Ok(None);
        };
        let mut tables = Vec::new();
        for relation in package.relations(&part.part)? {
            if relation.kind == "table"
                && let Some(table) = package.part(&relation.part)?
            {
                tables.push((relation.part, table));
            }
        }
        Ok(Some(WrittenSheet {
            name: part.part.clone(),
            xml,
            tables,
        }))
    }
}

impl WrittenSheet {
    fn write(
        &self,
        writes: &[&CellWrite],
        parts: &mut BTreeMap<String, PackedPart>,
    ) -> Result<(), ChartFault> {
        let root = PartElement::read(&self.xml).map_err(|_| ChartFault::Workbook)?;
        let data = root.child("sheetData").ok_or(ChartFault::Workbook)?;
        let mut rows = SheetCells::of(data);
        for write in writes {
            rows.write(write)?;
        }
        let xml = rows.printed(&self.xml, data);
        let parts_read = self
            .tables
            .iter()
            .map(|(_, table)| table)
            .chain([&self.xml]);
        if !parts_read.into_iter().all(|part| is_utf8(part)) {
            return Err(ChartFault::Workbook);
        }
        if xml != self.xml {
            add_part(parts, &self.name, xml)?;
        }
        for (name, table) in &self.tables {
            let changed = changed_table(table, writes)?;
            if changed != *table {
                add_part(parts, name, changed)?;
            }
        }
        Ok(())
    }
}

fn add_part(
    parts: &mut BTreeMap<String, PackedPart>,
    name: &str,
    xml: String,
) -> Result<(), ChartFault> {
    let packed = PackedPart::new(name.to_owned(), xml.into_bytes());
    parts.insert(name.to_owned(), packed.map_err(|_| ChartFault::Workbook)?);
    Ok(())
}

/// The cells of a sheet by their places, and those that are written.
struct SheetCells<'n, 'p> {
    prefix: &'p str,
    rows: BTreeMap<u32, &'n PartElement<'p>>,
    cells: BTreeMap<CellAddress, &'n PartElement<'p>>,
    written: BTreeMap<CellAddress, WrittenContent>,
}

impl<'n, 'p> SheetCells<'n, 'p> {
    fn of(data: &'n PartElement<'p>) -> Self {
        let (mut rows, mut cells) = (BTreeMap::new(), BTreeMap::new());
        let mut next_row = 0;
        for row in data.children.iter().filter(|child| child.name == "row") {
            let number = row.get("r").and_then(|r| r.parse::<u32>().ok());
            let at = number.map_or(next_row, |number| number.saturating_sub(1));
            next_row = at.saturating_add(1);
            rows.insert(at, row);
            let mut next_column = 0;
            for cell in row.children.iter().filter(|child| child.name == "c") {
                let address = cell.get("r").and_then(CellAddress::parse);
                let address = address.unwrap_or(CellAddress {
                    row: at,
                    column: next_column,
                });
                next_column = address.column + 1;
                cells.insert(address, cell);
            }
        }
        Self {
            prefix: data.prefix,
            rows,
            cells,
            written: BTreeMap::new(),
        }
    }

    fn write(&mut self, write: &CellWrite) -> Result<(), ChartFault> {
        let old = write.range.length;
        let new = u32::try_from(write.contents.len()).map_err(|_| ChartFault::Workbook)?;
        for at in 0..old.max(new) {
            let address = write.range.cell(at);
            let cell = self.cells.get(&address);
            if cell.is_some_and(|cell| cell.child("f").is_some()) {
                return Err(ChartFault::Computed(address.to_string()));
            }
            let is_filled = cell.is_some_and(|cell| {
                let is_empty = |child: &PartElement| child.inner.is_empty();
                !cell.children.iter().all(is_empty)
            });
            if at >= old && is_filled {
                return Err(ChartFault::Occupied(address.to_string()));
            }
            let content = write.contents.get(at as usize);
            let content = content.cloned().unwrap_or(WrittenContent::Nothing);
            self.written.insert(address, content);
        }
        Ok(())
    }

    /// The part with its written rows, the other rows as they stood.
    fn printed(&self, xml: &str, data: &PartElement) -> String {
        let mut changes = Vec::new();
        let mut rows: BTreeMap<u32, Vec<CellAddress>> = BTreeMap::new();
        for address in self.written.keys() {
            rows.entry(address.row).or_default().push(*address);
        }
        let prefix = self.prefix;
        let mut new_rows = String::new();
        for (number, written) in rows {
            let mut cells: BTreeMap<u32, String> = BTreeMap::new();
            let start = |row| CellAddress { row, column: 0 };
            for (address, cell) in self.cells.range(start(number)..start(number + 1)) {
                cells.insert(address.column, xml[cell.bytes.clone()].to_owned());
            }
            for address in written {
                cells.insert(address.column, self.cell_xml(address));
            }
            let cells: String = cells.into_values().collect();
            match self.rows.get(&number) {
                Some(row) if row.inner.is_empty() => {
                    let open = xml[row.bytes.clone()].trim_end_matches(['/', '>']);
                    let open = open.split("></").next().unwrap_or(open);
                    let whole = format!("{open}>{cells}</{prefix}row>");
                    changes.push((row.bytes.clone(), whole));
                }
                Some(row) => changes.push((row.inner.clone(), cells)),
                None => {
                    let row = format!(r#"<{prefix}row r="{}">{cells}</{prefix}row>"#, number + 1);
                    match self.rows.range(number..).next() {
                        Some((_, next)) => {
                            changes.push((next.bytes.start..next.bytes.start, row));
                        }
                        None => new_rows += &row,
                    }
                }
            }
        }
        if !new_rows.is_empty() {
            if data.inner.end < data.bytes.end {
                changes.push((data.inner.end..data.inner.end, new_rows));
            } else {
                let whole = format!("<{prefix}sheetData>{new_rows}</{prefix}sheetData>");
                changes.push((data.bytes.clone(), whole));
            }
        }
        with_replaced(xml, changes)
    }

    fn cell_xml(&self, address: CellAddress) -> String {
        let prefix = self.prefix;
        // A new cell is set like the one above it.
        let above = self.cells.range(..=address);
        let mut above = above.rev().filter(|(at, _)| at.column == address.column);
        let old = self.cells.get(&address);
        let style = old.or_else(|| above.next().map(|(_, cell)| cell));
        let style = style.and_then(|cell| cell.get("s")).unwrap_or_default();
        let style = if style.is_empty() {
            String::new()
        } else {
            format!(r#" s="{}""#, escaped(style))
        };
        let head = format!(r#"<{prefix}c r="{address}"{style}"#);
        match self.written.get(&address) {
            Some(WrittenContent::Number(number)) => {
                let number = number.normalize();
                format!("{head}><{prefix}v>{number}</{prefix}v></{prefix}c>")
            }
            Some(WrittenContent::Words(words)) if !words.is_empty() => format!(
                r#"{head} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{}</{prefix}t></{prefix}is></{prefix}c>"#,
                escaped(words)
            ),
            _ => format!("{head}/>"),
        }
    }
}

/// A table with the heads and the rows that are written. Excel takes a table whose heads are not
/// those of its cells for damaged.
fn changed_table(xml: &str, writes: &[&CellWrite]) -> Result<String, ChartFault> {
    let root = PartElement::read(xml).map_err(|_| ChartFault::Workbook)?;
    let Some(range) = root.get("ref").and_then(CellRange::parse) else {
        return Ok(xml.to_owned());
    };
    let mut changes = Vec::new();
    let columns = root.all("tableColumn");
    let mut heads: Vec<String> = Vec::new();
    for column in &columns {
        heads.push(column.get("name").unwrap_or_default().to_owned());
    }
    let mut last = range.last.row;
    for write in writes {
        for (at, content) in (0..).zip(&write.contents) {
            let address = write.range.cell(at);
            if address.row == range.first.row
                && range.contains(address)
                && let WrittenContent::Words(words) = content
                && let Some(head) = heads.get_mut((address.column - range.first.column) as usize)
            {
                head.clone_from(words);
            }
        }
        let own = write.range.first;
        let old_end = own.row + write.range.length - 1;
        let is_column = !write.range.is_row && write.range.length > 1;
        if is_column && range.contains(own) && old_end == range.last.row {
            // A table has a row under its heads, be it an empty one.
            let length = u32::try_from(write.contents.len()).unwrap_or(u32::MAX);
            last = (own.row + length.max(1)).saturating_sub(1);
        }
    }
    let mut seen: Vec<String> = heads.iter().map(|head| head.to_lowercase()).collect();
    seen.sort_unstable();
    if heads.iter().any(String::is_empty) || seen.windows(2).any(|two| two[0] == two[1]) {
        return Err(ChartFault::Heads);
    }
    for (column, head) in columns.iter().zip(&heads) {
        let old = column.get("name").unwrap_or_default();
        if old != head {
            changes.push(attribute(xml, column, "name", head));
        }
    }
    if last != range.last.row {
        let end = CellAddress {
            row: last,
            column: range.last.column,
        };
        let moved = format!("{}:{end}", range.first);
        changes.push(attribute(xml, &root, "ref", &moved));
        if let Some(filter) = root.child("autoFilter") {
            changes.push(attribute(xml, filter, "ref", &moved));
        }
    }
    Ok(with_replaced(xml, changes.into_iter().flatten().collect()))
}

/// The change that gives an attribute of a tag another value.
fn attribute(
    xml: &str,
    node: &PartElement,
    name: &str,
    value: &str,
) -> Option<(std::ops::Range<usize>, String)> {
    let bytes = node.attribute_bytes(xml, name)?;
    Some((bytes, escaped(value)))
}

//! Workbooks: rows of cells to the .xlsx a spreadsheet opens, one sheet of them, the same bytes for the same rows.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::docx::zip;
use super::docx::zip::PackedPart;
use crate::error::Result;
use crate::write::docx::xml::{DECLARATION, escaped};

/// The namespace of workbooks.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellContent {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Nothing yet; what is typed stays as it is typed: no date, no fraction is made of it.
    Blank,
}

/// The bytes of a workbook of one sheet; `widths` are the columns' from the first on, in characters.
///
/// # Errors
/// Rows beyond what a file can hold.
///
/// ```
/// use nigao::write::xlsx::{CellContent, file};
/// let rows = [vec![CellContent::Text("税收".into()), CellContent::Number("5.65".parse().unwrap()), CellContent::Blank]];
/// assert!(file(&rows, &[12]).unwrap().starts_with(b"PK"));
/// ```
pub fn file(rows: &[Vec<CellContent>], widths: &[u16]) -> Result<Vec<u8>> {
    package(sheet(rows, widths), styles(), "")
}

/// Returns the bytes of a workbook with these parts; `names` are its defined names in XML.
pub(super) fn package(sheet: String, styles: String, names: &str) -> Result<Vec<u8>> {
    let relations = |inner: String| {
        format!(
            r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>"#
        )
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let parts = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                r#"{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>{names}</workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                relation("rId1", "worksheet", "worksheets/sheet1.xml")
                    + &relation("rId2", "styles", "styles.xml"),
            ),
        ),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let packed: Vec<PackedPart> = parts
        .into_iter()
        .map(|(path, content)| PackedPart::new(path, content))
        .collect::<Result<_>>()?;
    zip::file(packed.iter())
}

fn types() -> String {
    let mut xml = format!(
        r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#
    );
    for (path, kind) in [
        ("workbook", "sheet.main+xml"),
        ("worksheets/sheet1", "worksheet+xml"),
        ("styles", "styles+xml"),
    ] {
        let _ = write!(xml, r#"<Override PartName="/xl/{path}.xml" ContentType="{TYPE}.{kind}"/>"#);
    }
    xml + "</Types>"
}

/// The least a workbook needs: one face, two fills, one border; plain cells, and cells of text.
fn styles() -> String {
    format!(
        concat!(
            r#"{}<styleSheet xmlns="{}"><fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>"#,
            r#"<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>"#,
            r#"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#,
            r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
            r#"<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>"#,
            r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
        ),
        DECLARATION, MAIN
    )
}

fn sheet(rows: &[Vec<CellContent>], widths: &[u16]) -> String {
    let mut xml = format!(r#"{DECLARATION}<worksheet xmlns="{MAIN}">"#);
    if !widths.is_empty() {
        xml += "<cols>";
        for (column, width) in (1..).zip(widths) {
            let _ = write!(
                xml,
                r#"<col min="{column}" max="{column}" width="{width}" customWidth="1"/>"#
            );
        }
        xml += "</cols>";
    }
    xml += "<sheetData>";
    for (at, row) in (1..).zip(rows) {
        let _ = write!(xml, r#"<row r="{at}">"#);
        for (column, cell) in row.iter().enumerate() {
            put(&mut xml, &format!("{}{at}", letters(column)), cell);
        }
        xml += "</row>";
    }
    xml + "</sheetData></worksheet>"
}

fn put(xml: &mut String, place: &str, cell: &CellContent) {
    let _ = match cell {
        CellContent::Empty => Ok(()),
        CellContent::Text(words) => {
            let words = escaped(words);
            write!(
                xml,
                r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>"#
            )
        }
        CellContent::Number(value) => write!(xml, r#"<c r="{place}"><v>{value}</v></c>"#),
        CellContent::Blank => write!(xml, r#"<c r="{place}" s="1"/>"#),
    };
}

/// A column's letters: A, B … Z, AA.
pub(super) fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    let before = if column < 26 { String::new() } else { letters(column / 26 - 1) };
    before + &last.to_string()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_go_on_after_z() {
        assert_eq!(
            [0, 1, 25, 26, 51, 52, 701, 702].map(letters),
            ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
        );
    }
}

//! Writes workbooks of one sheet, the same bytes for the same rows.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::error::Result;
use crate::ooxml::{
    DECLARATION, OFFICE_RELATIONS, PackedPart, content_types, escaped, pack, relations,
};

/// The namespace of workbooks.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// What the types of their parts begin with.
const PART_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellContent {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Nothing yet. The cell is formatted as text, so that 5:4:1 stays what was typed and does
    /// not become a time of day.
    Blank,
}

/// Returns the bytes of a workbook; `widths` are those of its columns from the first, in
/// characters.
///
/// # Errors
/// Rows beyond what a file can hold.
///
/// ```
/// use nigao::write::xlsx::{CellContent, file};
/// let tax = CellContent::Number("5.65".parse().unwrap());
/// let rows = [vec![CellContent::Text("税收".into()), tax, CellContent::Blank]];
/// assert!(file(&rows, &[12]).unwrap().starts_with(b"PK"));
/// ```
pub fn file(rows: &[Vec<CellContent>], widths: &[u16]) -> Result<Vec<u8>> {
    package(sheet(rows, widths), styles(), "")
}

/// Returns the bytes of a workbook with these parts; `names` are its defined names in XML.
///
/// # Errors
/// Parts beyond what a file can hold.
pub(super) fn package(sheet: String, styles: String, names: &str) -> Result<Vec<u8>> {
    let related = |id, kind, target| (id, format!("{OFFICE_RELATIONS}/{kind}"), target);
    let sheet_of_book = related("rId1", "worksheet", "worksheets/sheet1.xml");
    let styles_of_book = related("rId2", "styles", "styles.xml");
    let parts = [
        ("[Content_Types].xml", part_types()),
        (
            "_rels/.rels",
            relations([related("rId1", "officeDocument", "xl/workbook.xml")]),
        ),
        ("xl/workbook.xml", workbook(names)),
        (
            "xl/_rels/workbook.xml.rels",
            relations([sheet_of_book, styles_of_book]),
        ),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut packed = Vec::new();
    for (path, content) in parts {
        packed.push(PackedPart::new(path, content)?);
    }
    pack(packed.iter())
}

fn part_types() -> String {
    let part_type = |kind: &str| format!("{PART_TYPE}.{kind}");
    content_types(
        &[],
        [
            ("xl/workbook.xml", part_type("sheet.main+xml")),
            ("xl/worksheets/sheet1.xml", part_type("worksheet+xml")),
            ("xl/styles.xml", part_type("styles+xml")),
        ],
    )
}

fn workbook(names: &str) -> String {
    let sheets = r#"<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>"#;
    format!(
        r#"{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE_RELATIONS}">{sheets}{names}</workbook>"#
    )
}

/// Returns the least a workbook needs: one face, two fills, one border; plain cells, and cells
/// of text.
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
            push_cell(&mut xml, &format!("{}{at}", letters(column)), cell);
        }
        xml += "</row>";
    }
    xml + "</sheetData></worksheet>"
}

fn push_cell(xml: &mut String, address: &str, cell: &CellContent) {
    let _ = match cell {
        CellContent::Empty => Ok(()),
        CellContent::Text(words) => {
            let words = escaped(words);
            write!(
                xml,
                r#"<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>"#
            )
        }
        CellContent::Number(value) => write!(xml, r#"<c r="{address}"><v>{value}</v></c>"#),
        CellContent::Blank => write!(xml, r#"<c r="{address}" s="1"/>"#),
    };
}

/// Returns the letters of a column, counted from 0: A, B … Z, AA.
pub(super) fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    let before = if column < 26 {
        String::new()
    } else {
        letters(column / 26 - 1)
    };
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

//! Workbook: a plot to the .xlsx that Word opens when its data are edited: a sheet with a row a name, a column a series.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::document::{Curve, Plot};
use crate::error::Result;
use crate::write::docx::package::{self, Part};
use crate::write::docx::xml::{DECLARATION, escaped};

/// The namespace of workbooks.
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The cells of a curve's values, `Sheet1!$B$2:$B$5`; `column` counts from 0, the names' own.
pub(super) fn cells(column: usize, rows: usize) -> String {
    let column = letters(column);
    format!("Sheet1!${column}$2:${column}${}", rows + 1)
}

/// The cell of a curve's name.
pub(super) fn head(column: usize) -> String {
    format!("Sheet1!${}$1", letters(column))
}

/// The bytes of the workbook, the same for the same plot.
pub(super) fn file(plot: &Plot) -> Result<Vec<u8>> {
    let relations = |inner: String| {
        format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>"#)
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
                r#"{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                relation("rId1", "worksheet", "worksheets/sheet1.xml") + &relation("rId2", "styles", "styles.xml"),
            ),
        ),
        ("xl/styles.xml", styles()),
        ("xl/worksheets/sheet1.xml", sheet(plot)),
    ];
    let packed: Vec<Part> = parts.into_iter().map(|(path, content)| Part::new(path, content)).collect::<Result<_>>()?;
    package::file(packed.iter())
}

fn types() -> String {
    let mut xml = format!(
        r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#
    );
    for (path, kind) in
        [("workbook", "sheet.main+xml"), ("worksheets/sheet1", "worksheet+xml"), ("styles", "styles+xml")]
    {
        let _ = write!(xml, r#"<Override PartName="/xl/{path}.xml" ContentType="{TYPE}.{kind}"/>"#);
    }
    xml + "</Types>"
}

/// The least a workbook needs: one face, two fills, one border, one format.
fn styles() -> String {
    format!(
        concat!(
            r#"{}<styleSheet xmlns="{}"><fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>"#,
            r#"<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>"#,
            r#"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#,
            r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
            r#"<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>"#,
            r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
        ),
        DECLARATION, MAIN
    )
}

fn sheet(plot: &Plot) -> String {
    let curves: Vec<&Curve> = plot.columns.iter().chain(&plot.lines).collect();
    let mut xml = format!(
        r#"{DECLARATION}<worksheet xmlns="{MAIN}"><cols><col min="1" max="1" width="28" customWidth="1"/></cols><sheetData><row r="1">"#
    );
    let corner = if plot.unit.is_empty() { String::new() } else { format!("单位：{}", plot.unit) };
    text(&mut xml, 0, 1, &corner);
    let titles = plot.columns.iter().map(|curve| curve.name.clone()).chain(plot.lines.iter().map(Curve::title));
    titles.zip(1..).for_each(|(title, at)| text(&mut xml, at, 1, &title));
    xml += "</row>";
    for (n, name) in plot.names.iter().enumerate() {
        let row = n + 2;
        let _ = write!(xml, r#"<row r="{row}">"#);
        text(&mut xml, 0, row, name);
        for (curve, at) in curves.iter().zip(1..) {
            number(&mut xml, at, row, curve.values.get(n).copied().flatten());
        }
        xml += "</row>";
    }
    xml + "</sheetData></worksheet>"
}

fn text(xml: &mut String, column: usize, row: usize, words: &str) {
    if !words.is_empty() {
        let (letters, words) = (letters(column), escaped(words));
        let _ = write!(xml, r#"<c r="{letters}{row}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>"#);
    }
}

fn number(xml: &mut String, column: usize, row: usize, value: Option<Decimal>) {
    if let Some(value) = value {
        let _ = write!(xml, r#"<c r="{}{row}"><v>{value}</v></c>"#, letters(column));
    }
}

/// A column's letters: A, B … Z, AA.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    let before = if column < 26 { String::new() } else { letters(column / 26 - 1) };
    before + &last.to_string()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_go_on_after_z() {
        assert_eq!([0, 1, 25, 26, 51, 52, 701, 702].map(letters), ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}

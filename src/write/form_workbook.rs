//! Writes a form to be filled in as a workbook: titled, bordered, its head frozen, one page across.
//!
//! Offices print such sheets and have them signed, so it is laid out for A4 across. The last
//! column is formatted as text: 5:4:1 and 19-6 stay what was typed and become no time or day.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::xlsx::{MAIN, letters, package};
use crate::error::Result;
use crate::ooxml::{DECLARATION, escaped};

/// The longest list of choices a cell can offer, in characters, as Excel has it.
const MOST_CHOICES: usize = 255;
/// The rows above the first that is filled in: title, line under it, head.
const HEAD_ROWS: usize = 3;

/// The height of a line in 11 points, in points, and the most lines of a row: Excel allows 409
/// points.
const LINE_POINTS: usize = 15;
const MOST_ROW_LINES: usize = 26;

/// The cell formats of [`styles`], by their place in it.
const TITLE: usize = 1;
const LINE: usize = 2;
const HEAD: usize = 3;
const WORDS: usize = 4;
const CENTRED: usize = 5;
const ANSWER: usize = 6;

/// A column of a form.
#[derive(Clone, Copy, Debug)]
pub struct FormColumn<'a> {
    /// Its name in the head.
    pub name: &'a str,
    /// Its width in characters.
    pub width: u16,
    /// Whether its words stand in the middle.
    pub is_centred: bool,
}

/// A row of a form.
#[derive(Clone, Copy, Debug)]
pub struct FormRow<'a> {
    /// Its cells, one for each column; the last is filled in by the reader.
    pub cells: &'a [String],
    /// What the last cell offers to choose from; anything else may be typed.
    pub choices: &'a [String],
}

/// A form to be filled in.
#[derive(Clone, Copy, Debug)]
pub struct FormWorkbook<'a> {
    /// What stands above all.
    pub title: &'a str,
    /// The line under the title.
    pub line: &'a str,
    /// The columns.
    pub columns: &'a [FormColumn<'a>],
    /// The rows below the head.
    pub rows: &'a [FormRow<'a>],
}

impl FormWorkbook<'_> {
    /// Returns the bytes of the workbook, the same for the same form.
    ///
    /// # Errors
    /// Rows beyond what a file can hold.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        // The head is printed on every page.
        let names = format!(
            concat!(
                r#"<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">"#,
                "Sheet1!${}:${}</definedName></definedNames>"
            ),
            HEAD_ROWS, HEAD_ROWS
        );
        package(self.sheet(), styles(), &names)
    }

    fn sheet(&self) -> String {
        let mut xml = format!(
            concat!(
                r#"{}<worksheet xmlns="{}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"#,
                r#"<sheetViews><sheetView workbookViewId="0"><pane ySplit="{}" topLeftCell="A{}" "#,
                r#"activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#
            ),
            DECLARATION,
            MAIN,
            HEAD_ROWS,
            HEAD_ROWS + 1
        );
        for (at, column) in (1..).zip(self.columns) {
            let width = column.width;
            let _ = write!(
                xml,
                r#"<col min="{at}" max="{at}" width="{width}" customWidth="1"/>"#
            );
        }
        xml += "</cols><sheetData>";
        self.push_rows(&mut xml);
        xml += "</sheetData>";
        let last = letters(self.columns.len().saturating_sub(1));
        let _ = write!(
            xml,
            r#"<mergeCells count="2"><mergeCell ref="A1:{last}1"/><mergeCell ref="A2:{last}2"/></mergeCells>"#
        );
        self.push_choices(&mut xml, &last);
        xml += concat!(
            r#"<printOptions horizontalCentered="1"/>"#,
            r#"<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>"#,
            r#"<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>"#,
            "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>"
        );
        xml
    }

    fn push_rows(&self, xml: &mut String) {
        // Merged cells have their words in the first and their borders in all.
        let _ = write!(xml, r#"<row r="1" ht="30" customHeight="1">"#);
        push_cell(xml, 0, 1, TITLE, self.title);
        *xml += "</row>";
        let _ = write!(xml, r#"<row r="2" ht="22" customHeight="1">"#);
        push_cell(xml, 0, 2, LINE, self.line);
        *xml += "</row>";
        let _ = write!(xml, r#"<row r="{HEAD_ROWS}">"#);
        for (column, FormColumn { name, .. }) in self.columns.iter().enumerate() {
            push_cell(xml, column, HEAD_ROWS, HEAD, name);
        }
        *xml += "</row>";
        for (number, row) in (HEAD_ROWS + 1..).zip(self.rows) {
            let height = self.height(row);
            let _ = write!(xml, r#"<row r="{number}" ht="{height}" customHeight="1">"#);
            for (column, words) in row.cells.iter().enumerate() {
                let is_centred = self
                    .columns
                    .get(column)
                    .is_some_and(|column| column.is_centred);
                let is_answer = column + 1 == self.columns.len();
                let format = if is_answer {
                    ANSWER
                } else if is_centred {
                    CENTRED
                } else {
                    WORDS
                };
                push_cell(xml, column, number, format, words);
            }
            *xml += "</row>";
        }
    }

    /// Returns the height of a row whose words are wrapped, in points: not every program measures
    /// it, and what it does not measure it cuts off.
    fn height(&self, row: &FormRow) -> usize {
        let mut most_lines = 1;
        for (words, column) in row.cells.iter().zip(self.columns) {
            // A column has some room at its sides.
            let room = usize::from(column.width).saturating_sub(1).max(1);
            let mut lines = 0;
            for line in words.split('\n') {
                lines += line.width().div_ceil(room).max(1);
            }
            most_lines = most_lines.max(lines);
        }
        most_lines.min(MOST_ROW_LINES) * LINE_POINTS + LINE_POINTS / 3
    }

    fn push_choices(&self, xml: &mut String, last: &str) {
        let mut count = 0;
        let mut lists = String::new();
        for (number, row) in (HEAD_ROWS + 1..).zip(self.rows) {
            let list = row.choices.join(",");
            // A comma or a quotation mark in a choice cannot be told from those around it.
            let is_clear = !row.choices.iter().any(|choice| choice.contains([',', '"']));
            if list.is_empty() || list.chars().count() > MOST_CHOICES || !is_clear {
                continue;
            }
            count += 1;
            let list = escaped(&list);
            // No error is shown for other words: 有 and 没有 answer as well as 是 and 否.
            let _ = write!(
                lists,
                concat!(
                    r#"<dataValidation type="list" allowBlank="1" showErrorMessage="0" "#,
                    r#"sqref="{}{}"><formula1>"{}"</formula1></dataValidation>"#
                ),
                last, number, list
            );
        }
        if count > 0 {
            let _ = write!(
                xml,
                r#"<dataValidations count="{count}">{lists}</dataValidations>"#
            );
        }
    }
}

fn push_cell(xml: &mut String, column: usize, row: usize, format: usize, words: &str) {
    let address = format!("{}{row}", letters(column));
    if words.is_empty() {
        let _ = write!(xml, r#"<c r="{address}" s="{format}"/>"#);
        return;
    }
    let lines: Vec<String> = words.split('\n').map(escaped).collect();
    let words = lines.join("\n");
    let _ = write!(
        xml,
        r#"<c r="{address}" s="{format}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>"#
    );
}

/// Returns the formats: 宋体 in three sizes and weights, a grey head, a pale column to fill in,
/// thin borders.
fn styles() -> String {
    let font = |size: u8, weight: &str| {
        format!(r#"<font>{weight}<sz val="{size}"/><name val="宋体"/><charset val="134"/></font>"#)
    };
    let fill = |colour: &str| {
        format!(
            r#"<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>"#
        )
    };
    let side = |name: &str| format!(r#"<{name} style="thin"><color auto="1"/></{name}>"#);
    let sides: String = ["left", "right", "top", "bottom"].map(side).concat();
    let format = |number: u8, font: u8, fill: u8, border: u8, align: &str| {
        format!(
            concat!(
                r#"<xf numFmtId="{}" fontId="{}" fillId="{}" borderId="{}" xfId="0" "#,
                r#"applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">"#,
                r#"<alignment horizontal="{}" vertical="center" wrapText="1"/></xf>"#
            ),
            number, font, fill, border, align
        )
    };
    let formats = [
        r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#.to_owned(),
        format(0, 1, 0, 0, "center"),
        format(0, 0, 0, 0, "left"),
        format(0, 2, 2, 1, "center"),
        format(0, 0, 0, 1, "left"),
        format(0, 0, 0, 1, "center"),
        // 49 is the format of text.
        format(49, 0, 3, 1, "left"),
    ];
    let fonts = [font(11, ""), font(16, "<b/>"), font(11, "<b/>")].concat();
    let fills = [
        r#"<fill><patternFill patternType="none"/></fill>"#.to_owned(),
        r#"<fill><patternFill patternType="gray125"/></fill>"#.to_owned(),
        fill("FFD9D9D9"),
        fill("FFFFF9E5"),
    ]
    .concat();
    format!(
        concat!(
            r#"{}<styleSheet xmlns="{}"><fonts count="3">{}</fonts><fills count="4">{}</fills>"#,
            r#"<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>"#,
            r#"<border>{}<diagonal/></border></borders>"#,
            r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
            r#"<cellXfs count="{}">{}</cellXfs>"#,
            r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
        ),
        DECLARATION,
        MAIN,
        fonts,
        fills,
        sides,
        formats.len(),
        formats.concat()
    )
}

//! Writes sheets as CSV and reads CSV in whatever form spreadsheets save it.

use super::returned::{ReturnedCell, ReturnedRow, ReturnedSheet};
use super::table::{COLUMNS, SheetRow, SheetTable};

/// What stands before the first cell of a CSV that spreadsheets are to read as UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// The number of lines at the top that tell how cells are parted.
const SAMPLE_LINES: usize = 10;

/// Returns a sheet as CSV, after the mark that makes spreadsheets read it as UTF-8.
///
/// ```
/// use nigao::{forms::{self, sheet, ShareBy}, schema};
/// let source = "
/// title: 例
/// kind: 讲话
/// summary: 例
/// fields:
/// - name: 税收
///   kind: figure
///   unit: 亿元
///   compare: [上年]
///   question: 全年税收？
///   example: {本年: 5.65亿元, 上年: 5亿元}
/// ";
/// let (schema, _) = schema::read("s.yaml", source, &[]).recovered();
/// let share = &forms::shares(&schema, ShareBy::Department)[0];
/// let csv = sheet::to_csv(&sheet::table(share, None));
/// assert!(csv.contains("税收,,本年,全年税收？,亿元,5.65亿元,必填,\r\n税收,,上年,"));
/// let filled = csv.replace("5亿元,必填,\r\n", "5亿元,必填,\"1,234万\"\r\n");
/// let read = sheet::read(&[sheet::csv_sheet("a.csv", &filled)], &schema);
/// let answer = &read.answers.entries()[0].node;
/// assert_eq!(answer.get("上年").unwrap().scalar(), Some("1,234万"));
/// ```
#[must_use]
pub fn to_csv(table: &SheetTable) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let mut title = SheetRow::default();
    title[0].clone_from(&table.title);
    let mut office = SheetRow::default();
    office[0].clone_from(&table.office_line);
    let head = COLUMNS.map(str::to_owned);
    for row in [&title, &office, &head].into_iter().chain(&table.rows) {
        // A line break in a cell is kept by spreadsheets and lost by people who see the file in
        // an editor.
        let cells = row.each_ref().map(|cell| cell.replace('\n', " "));
        // Writing to memory fails only where a row has another number of cells than the first.
        let written = writer.write_record(cells);
        debug_assert!(written.is_ok());
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Reads the rows of a CSV, its cells parted by commas, tabs or semicolons.
#[must_use]
pub fn csv_sheet(file: &str, text: &str) -> ReturnedSheet {
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().map_while(Result::ok) {
        let cells = record.iter().map(ReturnedCell::of);
        rows.push(ReturnedRow {
            line: first_line(text, &record),
            cells: cells.collect(),
        });
    }
    ReturnedSheet {
        file: file.to_owned(),
        rows,
    }
}

/// Returns what parts the cells: the sign most of in the first lines, a comma where there is none.
///
/// The title above the head, `县政府工作报告 · 统计站填报表`, has none of its own; a title with a
/// comma in it (甲县，乙县) has it full-width.
fn delimiter(text: &str) -> u8 {
    let mut best = (0, b',');
    for sign in [b',', b'\t', b';'] {
        let mut count = 0;
        for line in text.lines().take(SAMPLE_LINES) {
            count += line.bytes().filter(|byte| *byte == sign).count();
        }
        if count > best.0 {
            best = (count, sign);
        }
    }
    best.1
}

/// Returns the line of a record; its position is that of the blank lines before it.
fn first_line(text: &str, record: &csv::StringRecord) -> usize {
    let Some(position) = record.position() else {
        return 1;
    };
    let start = usize::try_from(position.byte())
        .unwrap_or(text.len())
        .min(text.len());
    let line = usize::try_from(position.line()).unwrap_or(usize::MAX);
    let blank = text.as_bytes()[start..]
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'));
    line + blank.filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_line_they_begin_in() {
        type Line = (usize, &'static [&'static str]);
        let cases: [(&str, &[Line]); 5] = [
            ("a,b\nc,d\n", &[(1, &["a", "b"]), (2, &["c", "d"])]),
            ("a,b\r\n\r\n\r\nc,d", &[(1, &["a", "b"]), (4, &["c", "d"])]),
            ("a,\"b\nb\"\nc,d", &[(1, &["a", "b\nb"]), (3, &["c", "d"])]),
            ("a\tb,c\nd\te\n", &[(1, &["a", "b,c"]), (2, &["d", "e"])]),
            ("a;b\nc;\"d\"\"d", &[(1, &["a", "b"]), (2, &["c", "d\"d"])]),
        ];
        for (text, wanted) in cases {
            let sheet = csv_sheet("a.csv", text);
            let found: Vec<(usize, Vec<&str>)> = sheet
                .rows
                .iter()
                .map(|row| (row.line, row.cells.iter().map(|cell| &*cell.text).collect()))
                .collect();
            let wanted: Vec<_> = wanted
                .iter()
                .map(|(line, row)| (*line, row.to_vec()))
                .collect();
            assert_eq!(found, wanted, "{text:?}");
        }
    }
}

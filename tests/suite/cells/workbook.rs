//! Workbooks: each kind of cell, of package and of damage, written here part by part.

use std::io::{Cursor, Write};

use nigao::diagnostic::Lang;
use nigao::read::spreadsheet::{
    CellAddress as Address, CellFault as Fault, SheetVisibility as Visibility, Workbook,
    WorkbookKind as Kind, Worksheet as Sheet, WorksheetCell as Cell,
};
use nigao::read::spreadsheet::{ForeignWorkbook as Foreign, Limit, WorkbookError as Error};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(words.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn relations(to: &[(&str, &str)]) -> String {
    let list = to.iter().enumerate().map(|(at, (kind, target))| {
        format!(r#"<Relationship Id="r{at}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    });
    format!(
        "<Relationships>{}</Relationships>",
        list.collect::<String>()
    )
}

/// A book of one sheet, to be changed before it is written.
#[derive(Clone)]
struct Book {
    codes: Vec<&'static str>,
    strings: String,
    before: String,
    rows: String,
    after: String,
    settings: String,
    looks: String,
    main: &'static str,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            codes: Vec::new(),
            strings: String::new(),
            before: String::new(),
            rows: String::new(),
            after: String::new(),
            settings: String::new(),
            looks: String::new(),
            main: MAIN,
        }
    }
}

impl Book {
    fn rows(rows: &str) -> Self {
        Self {
            rows: rows.to_owned(),
            ..Self::default()
        }
    }

    fn parts(&self) -> Vec<(&'static str, String)> {
        let main = self.main;
        let codes = self.codes.iter().enumerate().map(|(at, code)| {
            let code = code
                .replace('&', "&amp;")
                .replace('"', "&quot;")
                .replace('<', "&lt;");
            format!(r#"<numFmt numFmtId="{}" formatCode="{code}"/>"#, 164 + at)
        });
        let codes: String = codes.collect();
        let styles = (0..self.codes.len()).map(|at| format!(r#"<xf numFmtId="{}"/>"#, 164 + at));
        let styles: String = styles.collect();
        let (before, rows, after) = (&self.before, &self.rows, &self.after);
        vec![
            (
                "_rels/.rels",
                relations(&[("officeDocument", "xl/workbook.xml")]),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations(&[
                    ("worksheet", "worksheets/sheet1.xml"),
                    ("sharedStrings", "sharedStrings.xml"),
                    ("styles", "styles.xml"),
                ]),
            ),
            (
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="{main}" xmlns:r="{RELATIONS}">{}<sheets><sheet name="表一" sheetId="1" r:id="r0"/></sheets></workbook>"#,
                    self.settings
                ),
            ),
            (
                "xl/sharedStrings.xml",
                format!(r#"<sst xmlns="{main}">{}</sst>"#, self.strings),
            ),
            (
                "xl/styles.xml",
                format!(
                    r#"<styleSheet xmlns="{main}"><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>{styles}<xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="49"/></cellXfs>{}</styleSheet>"#,
                    self.looks
                ),
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!(
                    r#"<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>"#
                ),
            ),
        ]
    }

    fn bytes(&self) -> Vec<u8> {
        zipped(&self.parts())
    }

    fn sheet(&self) -> Sheet {
        let mut book = Workbook::read(&self.bytes()).unwrap();
        assert_eq!(book.sheets.len(), 1);
        book.sheets.remove(0)
    }
}

fn at<'a>(sheet: &'a Sheet, place: &str) -> Option<&'a Cell> {
    sheet.cell(Address::parse(place).unwrap())
}

fn text<'a>(sheet: &'a Sheet, place: &str) -> &'a str {
    at(sheet, place).map_or("", |cell| &cell.text)
}

fn fault<'a>(sheet: &'a Sheet, place: &str) -> Option<&'a Fault> {
    at(sheet, place).and_then(|cell| cell.fault.as_ref())
}

#[test]
fn numbers_are_read_as_they_are_shown() {
    let rows = r#"<row r="1"><c r="A1" s="1"><v>0.085</v></c><c r="B1" s="2"><v>170800000</v></c>
        <c r="C1" s="3"><v>46030</v></c><c r="D1"><v>5.6500000000000004</v></c><c r="E1" t="n" s="0"><v> 12 </v></c>
        <c r="F1" s="4"><v>46030</v></c><c r="G1" s="5"><v>0.825</v></c><c r="H1" s="6"><v>3</v></c></row>"#;
    let codes = vec!["0.0%", "0\".\"0,\"万元\"", "yyyy\"年\"m\"月\"d\"日\""];
    let sheet = Book {
        codes,
        ..Book::rows(rows)
    }
    .sheet();
    let row = [
        "8.5%", "17080.0万元", "2026年1月8日", "5.65", "12", "2026/1/8", "82.50%", "3",
    ];
    let read: Vec<&str> = sheet.rows[0].cells.iter().map(|cell| &*cell.text).collect();
    assert_eq!(read, row);
    assert_eq!(sheet.faults().count(), 0);
}

#[test]
fn what_cannot_be_shown_is_a_fault_at_its_cell() {
    let rows = r#"<row r="2"><c r="A2"><f>14.2*1.085</f></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>
        <c r="C2" s="1"><v>17</v></c><c r="D2"><v>十七</v></c><c r="E2" t="s"><v>7</v></c><c r="F2" s="99"><v>1</v></c>
        <c r="G2" s="2"><v>-5</v></c><c r="H2"><f>A1</f><v></v></c><c r="I2" t="str"><f>A1</f><v></v></c><c r="J2"><v>NaN</v></c>
        <c r="K2" t="z"><v>1</v></c><c r="L2" t="s"><v/></c></row>"#;
    let codes = vec!["[未知]0", "yyyy-mm-dd"];
    let sheet = Book {
        codes,
        ..Book::rows(rows)
    }
    .sheet();
    assert_eq!(fault(&sheet, "A2"), Some(&Fault::NoResult));
    assert_eq!(
        fault(&sheet, "B2"),
        Some(&Fault::ErrorValue("#DIV/0!".into()))
    );
    assert_eq!(fault(&sheet, "C2"), Some(&Fault::Format("[未知]0".into())));
    assert_eq!(fault(&sheet, "D2"), Some(&Fault::Value("十七".into())));
    assert_eq!(fault(&sheet, "E2"), Some(&Fault::Value("7".into())));
    assert_eq!(fault(&sheet, "F2"), Some(&Fault::Format("s=99".into())));
    assert_eq!(fault(&sheet, "G2"), Some(&Fault::NotShown("-5".into())));
    assert_eq!(fault(&sheet, "H2"), Some(&Fault::NoResult));
    assert_eq!(at(&sheet, "I2"), None, "an empty text is a result");
    assert_eq!(fault(&sheet, "J2"), Some(&Fault::Value("NaN".into())));
    assert!(fault(&sheet, "K2").is_some());
    assert_eq!(at(&sheet, "L2"), None);
    assert!(sheet.faults().all(|cell| cell.text.is_empty()));
    assert_eq!(sheet.faults().next().unwrap().address.to_string(), "A2");
}

#[test]
fn results_to_be_calculated_again_are_not_relied_on() {
    let rows = r#"<row r="1"><c r="A1"><f>B1*2</f><v>0</v></c><c r="B1"><v>7</v></c></row>"#;
    assert_eq!(text(&Book::rows(rows).sheet(), "A1"), "0");
    for settings in [
        r#"<calcPr fullCalcOnLoad="1"/>"#, r#"<calcPr calcCompleted="0"/>"#,
    ] {
        let sheet = Book {
            settings: settings.into(),
            ..Book::rows(rows)
        }
        .sheet();
        assert_eq!(fault(&sheet, "A1"), Some(&Fault::NoResult), "{settings}");
        assert_eq!(text(&sheet, "B1"), "7");
    }
}

#[test]
fn texts_of_every_kind() {
    let strings = "<si><r><t>云溪</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 镇</t></r><rPh sb=\"0\" eb=\"2\"><t>yúnxī</t></rPh></si>\
        <si><t>一期_x000D_\r\n二期</t></si><si><t>17080万元_x000D_\r\n</t></si><si><t>a_x005F_x0041_b</t></si><si/><si><t>_xD83D__xDE00_&amp;&#65;<![CDATA[<b>]]></t></si>";
    let rows = r#"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c><c t="s"><v>5</v></c>
        <c t="inlineStr"><is><t>17080万元</t><rPh sb="0" eb="1"><t>yuán</t></rPh></is></c><c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>
        <c t="b"><v>1</v></c><c t="str"><f>A1</f><v>云溪&#10;镇</v></c><c t="s" s="1"><v>0</v></c></row>"#;
    let codes = vec!["@\"（盖章）\""];
    let sheet = Book {
        strings: strings.into(),
        codes,
        ..Book::rows(rows)
    }
    .sheet();
    let read: Vec<&str> = sheet.rows[0].cells.iter().map(|cell| &*cell.text).collect();
    let wanted = [
        "云溪 镇", "一期\n二期", "17080万元", "a_x0041_b", "😀&A<b>", "17080万元", "甲乙", "TRUE",
        "云溪\n镇", "云溪 镇（盖章）",
    ];
    assert_eq!(read, wanted);
    assert_eq!(sheet.rows[0].cell(4), None);
}

#[test]
fn merged_cells_give_their_words_to_all_they_cover() {
    let rows = r#"<row r="1"><c r="A1" t="str"><v>标题</v></c></row><row r="2"><c r="A2" t="str"><v>投资</v></c><c r="B2" t="str"><v>本年</v></c><c r="C2"><v>15.4</v></c></row>
        <row r="4"><c r="A4" t="str"><v>旧字</v></c><c r="B4" t="str"><v>上年</v></c><c r="C4"><v>14.2</v></c></row>"#;
    let after = r#"<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A4"/><mergeCell ref="$E$1:XFD1048576"/></mergeCells>"#;
    let sheet = Book {
        after: after.into(),
        ..Book::rows(rows)
    }
    .sheet();
    assert_eq!(text(&sheet, "C1"), "标题");
    assert_eq!(text(&sheet, "A3"), "投资");
    assert_eq!(
        text(&sheet, "A4"),
        "投资",
        "what a covered cell holds is not shown"
    );
    assert_eq!(at(&sheet, "A4").unwrap().merged_from, Address::parse("A2"));
    assert_eq!(text(&sheet, "D1"), "");
    assert_eq!(sheet.merged.len(), 3);
}

#[test]
fn sheets_rows_and_columns_say_that_they_are_hidden() {
    let mut book = Book::rows(
        r#"<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="3" ht="0"><c r="C3"><v>2</v></c></row><row r="4"><c r="A4"><v>3</v></c></row>"#,
    );
    book.before =
        r#"<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/></cols>"#.into();
    let mut parts = book.parts();
    parts[2].1 = parts[2].1.replace(
        "<sheets>",
        r#"<sheets><sheet name="说明" sheetId="3" state="hidden" r:id="r0"/><sheet name="库" sheetId="4" state="veryHidden" r:id="r0"/>"#,
    );
    let read = Workbook::read(&zipped(&parts)).unwrap();
    assert_eq!(read.kind, Kind::Xlsx);
    let names: Vec<&str> = read
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["说明", "库", "表一"]);
    assert_eq!(read.sheets[0].visibility, Visibility::Hidden);
    assert_eq!(read.sheets[1].visibility, Visibility::VeryHidden);
    assert_eq!(read.visible().count(), 1);
    let sheet = &read.sheets[2];
    let hidden: Vec<bool> = sheet.rows.iter().map(|row| row.is_hidden).collect();
    assert_eq!(hidden, [true, true, false]);
    assert_eq!(
        sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(),
        [0, 2, 3]
    );
    let columns: Vec<bool> = (0..6)
        .map(|column| sheet.is_column_hidden(column))
        .collect();
    assert_eq!(columns, [false, true, true, false, true, false]);
}

#[test]
fn both_calendars_and_iso_dates() {
    let rows = r#"<row><c s="1"><v>44568</v></c><c t="d" s="1"><v>2026-01-08T00:00:00</v></c><c t="d"><v>2026-01-08T08:30:00Z</v></c><c t="d"><v>2026-01-08</v></c>
        <c t="d" s="2"><v>08:30:00</v></c><c t="d"><v>2026年</v></c></row>"#;
    let codes = vec!["yyyy\"年\"m\"月\"d\"日\"", "h:mm"];
    let old = Book {
        codes,
        settings: r#"<workbookPr date1904="true"/>"#.into(),
        ..Book::rows(rows)
    };
    let sheet = old.sheet();
    let read: Vec<&str> = sheet.rows[0].cells.iter().map(|cell| &*cell.text).collect();
    let wanted = [
        "2026年1月8日", "2026年1月8日", "2026-01-08 08:30:00", "2026-01-08", "8:30", "",
    ];
    assert_eq!(read, wanted);
    let new = Book {
        settings: String::new(),
        ..old
    }
    .sheet();
    assert_eq!(text(&new, "A1"), "2022年1月7日");
    assert_eq!(text(&new, "B1"), "2026年1月8日");
    assert_eq!(fault(&new, "F1"), Some(&Fault::Value("2026年".into())));
}

#[test]
fn looks_that_depend_on_other_rules() {
    let rows =
        r#"<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>5</v></c><c r="C1"><v>5</v></c></row>"#;
    let zeros = r#"<sheetViews><sheetView showZeros="0"/></sheetViews>"#;
    let sheet = Book {
        before: zeros.into(),
        ..Book::rows(rows)
    }
    .sheet();
    assert_eq!(at(&sheet, "A1"), None);
    let looks =
        r#"<dxfs><dxf><font/></dxf><dxf><numFmt numFmtId="170" formatCode="0.0%"/></dxf></dxfs>"#;
    let after = r#"<conditionalFormatting sqref="A1 B1:B9"><cfRule type="expression" dxfId="1"/></conditionalFormatting><conditionalFormatting sqref="C1"><cfRule type="expression" dxfId="0"/></conditionalFormatting>"#;
    let sheet = Book {
        looks: looks.into(),
        after: after.into(),
        ..Book::rows(rows)
    }
    .sheet();
    assert_eq!(fault(&sheet, "B1"), Some(&Fault::ConditionalFormat));
    assert_eq!(text(&sheet, "B1"), "");
    assert_eq!(text(&sheet, "C1"), "5");
}

/// A change of the names of parts.
type Change<'a> = &'a dyn Fn(&str) -> String;

#[test]
fn parts_are_found_whatever_their_names() {
    let book = Book {
        strings: "<si><t>云溪镇</t></si>".into(),
        ..Book::rows(r#"<row><c t="s"><v>0</v></c><c s="1"><v>0.085</v></c></row>"#)
    };
    let book = Book {
        codes: vec!["0.0%"],
        ..book
    };
    let check = |parts: &[(&str, String)], what: &str| {
        let read =
            Workbook::read(&zipped(parts)).unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert_eq!(text(&read.sheets[0], "A1"), "云溪镇", "{what}");
        assert_eq!(text(&read.sheets[0], "B1"), "8.5%", "{what}");
    };
    let renamed = |change: &dyn Fn(&str) -> String| -> Vec<(String, String)> {
        book.parts()
            .into_iter()
            .map(|(name, words)| (change(name), words))
            .collect()
    };
    let cases: [(&str, Change<'_>); 4] = [
        ("as they are", &str::to_owned),
        ("another case", &|name| {
            name.replace("sharedStrings", "SharedStrings")
                .to_uppercase()
        }),
        ("backslashes", &|name| name.replace('/', "\\")),
        ("from the root", &|name| format!("/{name}")),
    ];
    for (what, change) in cases {
        let parts = renamed(change);
        let parts: Vec<(&str, String)> = parts
            .iter()
            .map(|(name, words)| (name.as_str(), words.clone()))
            .collect();
        check(&parts, what);
    }
    let with = |from: &str, to: &str| -> Vec<(&'static str, String)> {
        let change = |(name, words): (&'static str, String)| (name, words.replace(from, to));
        book.parts().into_iter().map(change).collect()
    };
    check(
        &with("Target=\"worksheets/", "Target=\"/xl/worksheets/"),
        "absolute targets",
    );
    check(
        &with("Target=\"worksheets/", "Target=\"../xl/./worksheets/"),
        "dots",
    );
    check(
        &with("Target=\"worksheets/", "Target=\"worksheets\\"),
        "backslashes in targets",
    );
    check(&with("sheet1.xml\"/>", "sheet%31.xml\"/>"), "escapes");
    check(
        &with(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        "strict",
    );
    check(
        &with(
            RELATIONS,
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        "strict",
    );
    let prefixed = book.parts().into_iter().map(|(name, words)| {
        if name.contains("_rels/") {
            return (name, words);
        }
        let words = words
            .replace("</", "\u{1}")
            .replace('<', "<x:")
            .replace('\u{1}', "</x:");
        (name, words.replace("xmlns=", "xmlns:x="))
    });
    check(&prefixed.collect::<Vec<_>>(), "another prefix");
    let wide = book
        .parts()
        .into_iter()
        .map(|(name, words)| (name, format!("\u{feff}{words}")));
    check(&wide.collect::<Vec<_>>(), "a mark at the start");
}

#[test]
fn rows_in_any_order_and_cells_without_places() {
    let rows = r#"<row r="3"><c><v>1</v></c><c r="D3"><v>2</v></c><c><v>3</v></c></row><row><c r="B4"><v>4</v></c></row><row r="1"><c r="a1"><v>5</v></c></row>"#;
    let sheet = Book::rows(rows).sheet();
    let places: Vec<String> = sheet
        .rows
        .iter()
        .flat_map(|row| {
            row.cells
                .iter()
                .map(|cell| format!("{}={}", cell.address, cell.text))
        })
        .collect();
    assert_eq!(places, ["A1=5", "A3=1", "D3=2", "E3=3", "B4=4"]);
    for rows in [
        r#"<row r="0"/>"#,
        r#"<row r="18446744073709551615"/>"#,
        r#"<row r="1048577"/>"#,
        r#"<row r="1"><c r="XFE1"/></row>"#,
        r#"<row r="1"><c r="ABCD1"/></row>"#,
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#,
        r#"<row r="1"><c r="A1"><v>1</v></c>"#,
        r#"<row r="1"><c r="A1"><v>&gdp;</v></c></row>"#,
    ] {
        assert_eq!(
            Workbook::read(&Book::rows(rows).bytes()),
            Err(Error::Damaged),
            "{rows}"
        );
    }
}

#[test]
fn limits_hold() {
    let strings = format!("<si><t>{}</t></si>", "字".repeat(3_000_000));
    let rows = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(500));
    let bomb = Book {
        strings,
        ..Book::rows(&rows)
    }
    .bytes();
    assert!(matches!(
        Workbook::read(&bomb),
        Err(Error::TooBig(Limit::Words(_)))
    ));
    let merged = r"<mergeCells>".to_owned()
        + &r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(3)
        + "</mergeCells>";
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let bomb = Book {
        after: merged,
        ..Book::rows(rows)
    }
    .bytes();
    assert!(matches!(
        Workbook::read(&bomb),
        Err(Error::TooBig(Limit::Cells(_)))
    ));
    let merged = "<mergeCells>".to_owned()
        + &r#"<mergeCell ref="B2:XFD1048576"/>"#.repeat(99_000)
        + "</mergeCells>";
    let bomb = Book {
        after: merged,
        ..Book::rows(rows)
    }
    .bytes();
    assert!(matches!(
        Workbook::read(&bomb),
        Err(Error::TooBig(Limit::Cells(_)))
    ));
    let wide = (0..200_000).fold(String::new(), |wide, at| {
        wide + " a" + &at.to_string() + "=\"\""
    });
    let bomb = Book::rows(&format!(
        r#"<row r="1"{wide}><c r="A1"{wide}><v>7</v></c></row>"#
    ));
    assert_eq!(text(&bomb.sheet(), "A1"), "7");
    let deep = "<a>".repeat(10_000);
    let bomb = Book::rows(&deep).bytes();
    assert!(matches!(
        Workbook::read(&bomb),
        Err(Error::TooBig(Limit::Depth(_)))
    ));
    let bomb = Book::rows(&"<row/>".repeat(12_000_000)).bytes();
    assert!(matches!(
        Workbook::read(&bomb),
        Err(Error::TooBig(Limit::Bytes(_)))
    ));
    let rows = format!("<row>{}</row>", r"<c><v>1</v></c>".repeat(16_385));
    assert_eq!(
        Workbook::read(&Book::rows(&rows).bytes()),
        Err(Error::Damaged)
    );
    assert!(matches!(
        Workbook::read(&vec![b' '; 65 * 1024 * 1024]),
        Err(Error::TooBig(Limit::Bytes(_)))
    ));
}

#[test]
fn other_kinds_are_told_apart_by_their_content() {
    let foreign = |bytes: &[u8]| match Workbook::read(bytes) {
        Err(Error::Foreign(kind)) => Some(kind),
        other => panic!("{other:?}"),
    };
    let container = |stream: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert_eq!(Workbook::read(&container("Workbook")), Err(Error::Damaged));
    assert_eq!(foreign(&[9, 4, 6, 0, 0, 0, 16, 0]), Some(Foreign::Xls));
    assert_eq!(
        foreign(&container("WordDocument")),
        Some(Foreign::OtherOffice)
    );
    assert_eq!(
        Workbook::read(&container("EncryptedPackage")),
        Err(Error::Locked)
    );
    assert_eq!(
        foreign(b"\xEF\xBB\xBF\n<HTML><body><table>"),
        Some(Foreign::Html)
    );
    let old =
        br#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#;
    assert_eq!(foreign(old), Some(Foreign::Xml2003));
    let binary = [
        (
            "_rels/.rels",
            relations(&[("officeDocument", "xl/workbook.bin")]),
        ),
        ("xl/workbook.bin", "x".into()),
    ];
    assert_eq!(foreign(&zipped(&binary)), Some(Foreign::Xlsb));
    let word = [
        (
            "_rels/.rels",
            relations(&[("officeDocument", "word/document.xml")]),
        ),
        (
            "word/document.xml",
            "<w:document><w:body/></w:document>".into(),
        ),
    ];
    assert_eq!(foreign(&zipped(&word)), Some(Foreign::OtherOffice));
    for nothing in [&b""[..], b"hello", b"\x05admin", &[0_u8; 162]] {
        assert_eq!(Workbook::read(nothing), Err(Error::NotAWorkbook));
    }
    assert_eq!(
        Workbook::read(&zipped(&[("a.txt", "x".into())])),
        Err(Error::NotAWorkbook)
    );
    assert_eq!(Workbook::read(b"PK\x03\x04broken"), Err(Error::Damaged));
    let words = nigao::read::workbook(old)
        .expect_err("an old workbook")
        .text(Lang::Zh);
    assert!(words.contains("另存为 .xlsx"), "{words}");
}

#[test]
fn opendocument_tells_what_it_shows() {
    let cells = r#"<table:table-row><table:table-cell office:value-type="percentage" office:value="0.085"><text:p>8.5%</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="170800000" table:number-columns-repeated="2"><text:p>17080.0万元</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>一期<text:span>：</text:span><text:s text:c="2"/>300万元</text:p><text:p>二期</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
        <table:table-cell table:formula="of:=[.A1]"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>
        <table:table-row table:number-rows-repeated="3" table:visibility="filter"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="string"><text:p>云溪<text:ruby><text:ruby-base>镇</text:ruby-base><text:ruby-text>zhen</text:ruby-text></text:ruby></text:p></table:table-cell><table:covered-table-cell/></table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let content = format!(
        r#"<office:document-content><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表一"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>{cells}</table:table><table:table table:name="藏" table:style-name="ta2"/></office:spreadsheet></office:body></office:document-content>"#
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let read = |content: &str| {
        Workbook::read(&zipped(&[
            ("mimetype", kind.into()),
            ("content.xml", content.into()),
        ]))
    };
    let book = read(&content).unwrap();
    assert_eq!(book.kind, Kind::Ods);
    assert_eq!(book.sheets[1].visibility, Visibility::Hidden);
    let sheet = &book.sheets[0];
    assert_eq!(text(sheet, "A1"), "8.5%");
    assert_eq!(text(sheet, "C1"), "17080.0万元");
    assert_eq!(text(sheet, "D1"), "一期：  300万元\n二期");
    assert_eq!(
        fault(sheet, "E1"),
        Some(&Fault::ErrorValue("#DIV/0!".into()))
    );
    assert_eq!(fault(sheet, "F1"), Some(&Fault::NoResult));
    assert_eq!(fault(sheet, "G1"), Some(&Fault::Format("float".into())));
    assert_eq!(text(sheet, "B2"), "云溪镇");
    assert_eq!(text(sheet, "A4"), "云溪镇");
    assert!(sheet.rows[1].is_hidden);
    assert!(sheet.is_column_hidden(2) && !sheet.is_column_hidden(0));
    assert_eq!(sheet.rows.len(), 4);
    let bomb = content
        .replace("rows-repeated=\"3\"", "rows-repeated=\"1048000\"")
        .replace(
            "columns-repeated=\"2\"><text", "columns-repeated=\"16000\"><text",
        );
    assert!(matches!(
        read(&bomb),
        Err(Error::TooBig(_) | Error::Damaged)
    ));
    assert_eq!(read("<office:document-content>"), Err(Error::Damaged));
}

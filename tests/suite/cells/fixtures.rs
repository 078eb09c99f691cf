//! One book in three formats, saved by `LibreOffice`, and thousands of damaged copies of each.

use nigao::read::spreadsheet::{
    CellAddress as Address, CellFault as Fault, SheetVisibility as Visibility, Workbook,
    Worksheet as Sheet, WorksheetCell as Cell,
};

const XLSX: &[u8] = include_bytes!("fixtures/cells.xlsx");
const XLS: &[u8] = include_bytes!("fixtures/cells.xls");
const ODS: &[u8] = include_bytes!("fixtures/cells.ods");

fn cells(sheet: &Sheet) -> Vec<&Cell> {
    sheet.rows.iter().flat_map(|row| &row.cells).collect()
}

#[test]
fn three_formats_of_one_book_say_the_same() {
    let books = [XLSX, XLS, ODS].map(|bytes| Workbook::read(bytes).unwrap());
    let [xlsx, xls, ods] = &books;
    for book in &books {
        assert_eq!(book.sheets.len(), 2);
        assert_eq!(book.sheets[1].visibility, Visibility::Hidden);
        let sheet = &book.sheets[0];
        assert_eq!(sheet.name, "填报表");
        assert!(sheet.row(7).unwrap().is_hidden, "{:?}", book.kind);
        assert!(!sheet.row(6).unwrap().is_hidden);
        assert!(sheet.is_column_hidden(4), "{:?}", book.kind);
        let text = |place: &str| &*sheet.cell(Address::parse(place).unwrap()).unwrap().text;
        assert_eq!(text("C1"), "云溪镇统计站填报表");
        assert_eq!(text("A4"), "投资");
        assert_eq!(text("C4"), "8.5%");
        assert_eq!(text("C5"), "17080.0万元");
        assert_eq!(text("C6"), "2026年1月8日");
        assert_eq!(text("C11"), "云溪镇");
        assert_eq!(text("C15"), "一期：300万元\n二期：500万元");
        assert_eq!(text("C18").chars().count(), 9000);
        let faults: Vec<String> = sheet
            .faults()
            .map(|cell| cell.address.to_string())
            .collect();
        assert_eq!(faults, ["C12"]);
    }
    for other in [xls, ods] {
        for (one, two) in xlsx.sheets.iter().zip(&other.sheets) {
            assert_eq!(cells(one), cells(two), "{:?}", other.kind);
        }
    }
    let error = xlsx.sheets[0].faults().next().unwrap();
    assert_eq!(error.fault, Some(Fault::ErrorValue("#DIV/0!".into())));
}

/// Numbers that look random and are the same in every run.
fn noise(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

#[test]
fn damaged_books_are_refused_or_read_and_never_panic() {
    let mut next = noise(7);
    let mut read = 0_u32;
    for bytes in [XLSX, XLS, ODS] {
        for round in 0..1_000 {
            let mut bytes = bytes.to_vec();
            for _ in 0..=(round % 8) {
                let at = usize::try_from(next()).unwrap() % bytes.len();
                bytes[at] = next().to_le_bytes()[0];
            }
            if round % 5 == 0 {
                bytes.truncate(usize::try_from(next()).unwrap() % bytes.len());
            }
            read += u32::from(Workbook::read(&bytes).is_ok());
        }
    }
    assert!(read > 50, "{read} of the damaged books are read");
}

/// The zip's checks catch most damage before it is parsed, so the parts are damaged before they are
/// packed, too.
#[test]
fn damaged_parts_never_panic() {
    use std::io::{Cursor, Read, Write};
    let mut next = noise(11);
    for source in [XLSX, ODS] {
        let mut archive = zip::ZipArchive::new(Cursor::new(source)).unwrap();
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            parts.push((file.name().to_owned(), bytes));
        }
        for _ in 0..500 {
            let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
            let options = zip::write::SimpleFileOptions::default()
                .compression_method(zip::CompressionMethod::Stored);
            let chosen = usize::try_from(next()).unwrap() % parts.len();
            for (at, (name, bytes)) in parts.iter().enumerate() {
                let mut bytes = bytes.clone();
                if at == chosen && !bytes.is_empty() {
                    for _ in 0..=(next() % 6) {
                        let at = usize::try_from(next()).unwrap() % bytes.len();
                        let signs = b"<>\"0159 \\[];#?.,%/@_*aAmMhHsS";
                        let sign = usize::try_from(next()).unwrap() % signs.len();
                        bytes[at] = signs[sign];
                    }
                }
                writer.start_file(name.as_str(), options).unwrap();
                writer.write_all(&bytes).unwrap();
            }
            let _ = Workbook::read(&writer.finish().unwrap().into_inner());
        }
    }
}

#[test]
fn codes_and_values_of_all_kinds_never_panic() {
    use nigao::read::spreadsheet::{CellNumber as Decimal, DateSystem as Calendar, NumberFormat};
    let pieces = [
        "0", "#", "?", ".", ",", "%", "E+", "E-", "/", "@", "General", ";", "\"元\"", "\\x", "_ ",
        "* ", "[Red]", "[>=100]", "[<0]", "[$¥-804]", "[DBNum1]", "[DBNum2]", "[h]", "[ss]",
        "yyyy", "m", "mm", "mmm", "d", "dddd", "aaaa", "h", "s", "ss", ".000", "AM/PM",
        "上午/下午", "年", "1", "5", "[", "\"", "!", "\\", "_", "*", "e", "g", "[$-1E000804]",
        "[$-F800]", "\u{1F600}", " ", "(", "-",
    ];
    let values = [
        "0", "-0", "1", "-1", "0.5", "46030.75", "-46030", "1e308", "-1e-308", "5e-324",
        "99999999999.5", "2958465.9999999", "60", "0.99999999", "123456789012345678", "1e15",
    ];
    let mut next = noise(3);
    let mut followed = 0_u32;
    for _ in 0..30_000 {
        let count = 1 + next() % 7;
        let piece = |at: u64| pieces[usize::try_from(at).unwrap() % pieces.len()];
        let code: String = (0..count).map(|_| piece(next())).collect();
        let Ok(format) = NumberFormat::parse(&code) else {
            continue;
        };
        followed += 1;
        for value in values {
            let number = Decimal::parse(value).unwrap();
            for calendar in [Calendar::From1900, Calendar::From1904] {
                if let Ok(words) = format.number(&number, calendar) {
                    assert!(words.len() < 2_000, "{value} in {code} is {words}");
                }
            }
        }
        let _ = format.text("云溪镇");
    }
    assert!(followed > 2_500, "{followed}");
}

//! Tells the kinds of workbooks apart and reads each.

use super::cell::{SheetVisibility, Worksheet};
use super::error::{ForeignWorkbook, WorkbookError, WorkbookResult};
use super::grid::CellBudget;
use super::number_format::DateSystem;
use super::sheet::SharedTables;
use super::{ods, sheet, strings, styles};
use crate::ooxml::{LARGEST_FILE_BYTES, Limit, Package, XmlEvent, XmlReader};

/// The largest number of sheets.
const MOST_SHEETS: usize = 1_024;

/// A file of sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workbook {
    /// What kind of file it is.
    pub kind: WorkbookKind,
    /// Its sheets in the order of their tabs, hidden ones too, chart sheets left out.
    pub sheets: Vec<Worksheet>,
}

/// Kinds of files that are read, told by what is in them and not by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkbookKind {
    /// .xlsx and its sisters .xlsm, .xltx, .xltm, and whatever else is one inside.
    Xlsx,
    /// .ods
    Ods,
    /// .xls of Excel 97 to 2003, and .et of WPS
    Xls,
}

impl Workbook {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// When it is no workbook, one of a kind that must be saved as .xlsx first, is damaged, needs a
    /// password, or is beyond the limits. What is wrong with a cell is a fault of that cell.
    pub fn read(bytes: &[u8]) -> WorkbookResult<Self> {
        if bytes.len() as u64 > LARGEST_FILE_BYTES {
            return Err(WorkbookError::TooBig(Limit::Bytes(LARGEST_FILE_BYTES)));
        }
        match bytes {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => of_archive(Package::open(bytes)?),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => match of_container(bytes) {
                WorkbookError::Foreign(ForeignWorkbook::Xls) => Ok(Self {
                    kind: WorkbookKind::Xls,
                    sheets: super::xls::read(bytes)?,
                }),
                error => Err(error),
            },
            _ => Err(of_text(bytes)),
        }
    }

    /// The sheets users see.
    pub fn visible(&self) -> impl Iterator<Item = &Worksheet> {
        self.sheets
            .iter()
            .filter(|sheet| sheet.visibility == SheetVisibility::Visible)
    }
}

fn of_archive(mut package: Package<'_>) -> WorkbookResult<Workbook> {
    if let Some(kind) = package.part("mimetype")? {
        let kind = kind.trim();
        if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(Workbook {
                kind: WorkbookKind::Ods,
                sheets: ods::read(&mut package)?,
            });
        }
        if kind.starts_with("application/vnd.oasis.opendocument") {
            return Err(WorkbookError::Foreign(ForeignWorkbook::OtherOffice));
        }
    }
    let relations = package.relations("")?;
    let main = package.named(&relations, "officeDocument", "xl/workbook.xml");
    if main.to_ascii_lowercase().ends_with(".bin") || package.has("xl/workbook.bin") {
        return Err(WorkbookError::Foreign(ForeignWorkbook::Xlsb));
    }
    if package.has("Index/Document.iwa") {
        return Err(WorkbookError::Foreign(ForeignWorkbook::Numbers));
    }
    let part = package.part(&main)?.ok_or(WorkbookError::NotAWorkbook)?;
    let book = book(&part)?;
    let related = package.relations(&main)?;
    let shared = package.named(&related, "sharedstrings", "xl/sharedStrings.xml");
    let shared = package
        .part(&shared)?
        .map(|part| strings::shared(&part))
        .transpose()?;
    let styles = package.named(&related, "styles", "xl/styles.xml");
    let styles = package
        .part(&styles)?
        .map(|part| styles::read(&part))
        .transpose()?;
    let source = SharedTables {
        strings: shared.unwrap_or_default(),
        styles: styles.unwrap_or_default(),
        calendar: book.calendar,
        is_stale: book.is_stale,
    };
    let mut budget = CellBudget::default();
    let mut sheets = Vec::new();
    for tab in book.tabs {
        let relation = related.iter().find(|relation| relation.id == tab.id);
        let relation = relation.ok_or(WorkbookError::Damaged)?;
        // Charts, dialogs and old macros have tabs too, and no cells.
        if !relation.kind.eq_ignore_ascii_case("worksheet") {
            continue;
        }
        let part = package
            .part(&relation.part)?
            .ok_or(WorkbookError::Damaged)?;
        let sheet = sheet::read(&part, &source, &mut budget)?;
        sheets.push(Worksheet {
            name: tab.name,
            visibility: tab.visibility,
            ..sheet
        });
    }
    Ok(Workbook {
        kind: WorkbookKind::Xlsx,
        sheets,
    })
}

/// What the workbook itself says.
#[derive(Default)]
struct BookPart {
    tabs: Vec<SheetTab>,
    calendar: DateSystem,
    /// Whether results are to be calculated again when the file is opened: those in it may be zeros
    /// that a program put there.
    is_stale: bool,
}

struct SheetTab {
    name: String,
    id: String,
    visibility: SheetVisibility,
}

fn book(part: &str) -> WorkbookResult<BookPart> {
    let mut book = BookPart::default();
    let mut root: Option<String> = None;
    let mut reader = XmlReader::new(part).refusing_entities();
    while let Some(event) = reader.next_event()? {
        let XmlEvent::Open(element) = event else {
            continue;
        };
        root.get_or_insert_with(|| element.name.to_owned());
        match element.name {
            "workbookPr" if element.is_true("date1904") => book.calendar = DateSystem::From1904,
            "calcPr" => {
                let is_complete = element
                    .get("calcCompleted")
                    .is_none_or(|_| element.is_true("calcCompleted"));
                book.is_stale = element.is_true("fullCalcOnLoad") || !is_complete;
            }
            "sheet" => {
                let visibility = match element.get("state").as_deref() {
                    Some("hidden") => SheetVisibility::Hidden,
                    Some("veryHidden") => SheetVisibility::VeryHidden,
                    _ => SheetVisibility::Visible,
                };
                let name = strings::unescaped(&element.get("name").unwrap_or_default());
                let id = element
                    .get("id")
                    .ok_or(WorkbookError::Damaged)?
                    .into_owned();
                book.tabs.push(SheetTab {
                    name,
                    id,
                    visibility,
                });
                if book.tabs.len() > MOST_SHEETS {
                    return Err(WorkbookError::TooBig(Limit::Sheets(MOST_SHEETS)));
                }
            }
            _ => {}
        }
    }
    match root.as_deref() {
        Some("workbook") => Ok(book),
        Some("document" | "presentation") => {
            Err(WorkbookError::Foreign(ForeignWorkbook::OtherOffice))
        }
        _ => Err(WorkbookError::NotAWorkbook),
    }
}

/// Why an old container is not read: its streams have their names in it, in UTF-16, in any case.
fn of_container(bytes: &[u8]) -> WorkbookError {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes
            .windows(name.len())
            .any(|window| window.eq_ignore_ascii_case(&name))
    };
    if has("EncryptedPackage") {
        return WorkbookError::Locked;
    }
    if has("WordDocument") || has("PowerPoint Document") {
        return WorkbookError::Foreign(ForeignWorkbook::OtherOffice);
    }
    if has("Workbook") || has("BookPart") {
        return WorkbookError::Foreign(ForeignWorkbook::Xls);
    }
    WorkbookError::NotAWorkbook
}

/// Why what is no archive and no container is not read.
fn of_text(bytes: &[u8]) -> WorkbookError {
    const LOOKED_AT: usize = 4096;
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let start = String::from_utf8_lossy(start)
        .replace('\0', "")
        .to_ascii_lowercase();
    let start = start
        .trim_start_matches(['\u{feff}', '\u{fffd}'])
        .trim_start();
    let is_html = ["<!doctype html", "<html", "<table", "<meta"]
        .iter()
        .any(|tag| start.starts_with(tag));
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return WorkbookError::Foreign(ForeignWorkbook::Xml2003);
    }
    if is_html || (start.starts_with('<') && start.contains("<table")) {
        return WorkbookError::Foreign(ForeignWorkbook::Html);
    }
    // BIFF of Excel 2 to 4 has no container: it begins with its first record.
    if matches!(
        bytes,
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06 | 0x08, 0x00, ..]
    ) {
        return WorkbookError::Foreign(ForeignWorkbook::Xls);
    }
    WorkbookError::NotAWorkbook
}

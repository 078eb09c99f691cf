//! Finds the number format of each cell's style.

use std::collections::HashMap;
use std::sync::Arc;

use super::error::{WorkbookError, WorkbookResult};
use super::number_format::{NumberFormat, Unfollowed, builtin, follows_system};
use super::strings::unescaped;
use crate::ooxml::{Limit, XmlEvent, XmlReader};

/// Excel itself writes at most 65,490 styles.
const MOST_STYLES: usize = 100_000;

/// A format, or the code that is not followed.
pub(super) type CellFormat = Result<NumberFormat, String>;

/// What a workbook's styles say of numbers.
#[derive(Debug, Default)]
pub(super) struct CellStyles {
    /// The format of each cell style.
    formats: Vec<Arc<CellFormat>>,
    /// Which looks of conditional formatting bring a number format of their own.
    pub(super) conditional: Vec<bool>,
}

impl CellStyles {
    /// Makes styles of the number of each style's format, and of the codes a file gives.
    pub(super) fn of(ids: &[u32], codes: &HashMap<u32, String>) -> Self {
        Self {
            formats: formats(ids, codes),
            conditional: Vec::new(),
        }
    }

    /// The number format of a cell's style; styles that are not there are not followed.
    pub(super) fn format(&self, style: usize) -> Arc<CellFormat> {
        if self.formats.is_empty() && style == 0 {
            return Arc::new(format(0, None));
        }
        let missing = || Arc::new(Err(format!("s={style}")));
        self.formats.get(style).cloned().unwrap_or_else(missing)
    }
}

/// Reads the part of styles.
pub(super) fn read(part: &str) -> WorkbookResult<CellStyles> {
    let mut codes: HashMap<u32, String> = HashMap::new();
    let mut ids: Vec<u32> = Vec::new();
    let mut styles = CellStyles::default();
    let mut is_in_cell_styles = false;
    let mut is_in_looks = false;
    let mut reader = XmlReader::new(part).refusing_entities();
    while let Some(event) = reader.next_event()? {
        match event {
            XmlEvent::Open(element) => match element.name {
                "cellXfs" => is_in_cell_styles = true,
                "dxfs" => is_in_looks = true,
                "dxf" if is_in_looks => styles.conditional.push(false),
                "numFmt" if is_in_looks => {
                    if let Some(has_format) = styles.conditional.last_mut() {
                        *has_format = true;
                    }
                }
                "numFmt" => {
                    if let Some(id) = element.number("numFmtId") {
                        let code = element.get("formatCode").unwrap_or_default();
                        codes.insert(id, unescaped(&code));
                    }
                }
                "xf" if is_in_cell_styles => {
                    ids.push(element.number("numFmtId").unwrap_or_default());
                }
                _ => {}
            },
            XmlEvent::Close("cellXfs") => is_in_cell_styles = false,
            XmlEvent::Close("dxfs") => is_in_looks = false,
            XmlEvent::Close(_) | XmlEvent::Text(_) => {}
        }
        let most = ids.len().max(codes.len()).max(styles.conditional.len());
        if most > MOST_STYLES {
            return Err(WorkbookError::TooBig(Limit::Entries(MOST_STYLES)));
        }
    }
    styles.formats = formats(&ids, &codes);
    Ok(styles)
}

/// The format of each style, every code parsed once.
fn formats(ids: &[u32], codes: &HashMap<u32, String>) -> Vec<Arc<CellFormat>> {
    let mut known: HashMap<u32, Arc<CellFormat>> = HashMap::new();
    let format_of = |id: &u32| {
        let parse = || Arc::new(format(*id, codes.get(id).map(String::as_str)));
        known.entry(*id).or_insert_with(parse).clone()
    };
    ids.iter().map(format_of).collect()
}

/// The format of a number and the code the file gives it.
fn format(id: u32, code: Option<&str>) -> CellFormat {
    let code = if follows_system(id) { None } else { code };
    let Some(code) = code.filter(|code| !code.is_empty()).or_else(|| builtin(id)) else {
        return Err(format!("numFmtId={id}"));
    };
    NumberFormat::parse(code).map_err(|Unfollowed| code.to_owned())
}

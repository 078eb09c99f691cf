//! Says why the data of a chart cannot be changed.

/// Why the data of a chart cannot be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ChartFault {
    /// A kind of chart or data that is not followed; its element.
    Kind(String),
    /// Labels that somebody typed onto points, which would stay.
    TypedLabels,
    /// A formula that is no column or row of one sheet.
    Range(String),
    /// The workbook is no .xlsx of one's own, or is damaged.
    Workbook,
    /// A cell of the workbook that computes its value.
    Computed(String),
    /// A cell with something else in it, where the data would grow to.
    Occupied(String),
    /// Two series of one name, or one without, which a table of Excel cannot have.
    Heads,
}

/// Whether a part may be written in UTF-8: it says nothing else of itself.
pub(super) fn is_utf8(xml: &str) -> bool {
    let declaration = xml.trim_start().strip_prefix("<?xml").unwrap_or_default();
    let declaration = declaration.split("?>").next().unwrap_or_default();
    let declaration = declaration.to_ascii_lowercase();
    !declaration.contains("encoding") || declaration.contains("utf-8")
}

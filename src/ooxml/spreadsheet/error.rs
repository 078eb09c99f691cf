//! Names what stops the reading of a workbook.

use crate::ooxml::{Limit, PackageError};

/// Why a file is not read as a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkbookError {
    /// It is no workbook of any kind known.
    NotAWorkbook,
    /// It is one of a kind that must be saved as .xlsx first.
    Foreign(ForeignWorkbook),
    /// A password is needed.
    Locked,
    /// It breaks off, or contradicts itself.
    Damaged,
    /// It is beyond a limit.
    TooBig(Limit),
}

/// Kinds of tables that are known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignWorkbook {
    /// .xls of before Excel 97.
    Xls,
    /// .xlsb
    Xlsb,
    /// A table of a web page, which many systems export under the name .xls.
    Html,
    /// XML of Excel 2003.
    Xml2003,
    /// .numbers
    Numbers,
    /// A Word file, a presentation or another office file.
    OtherOffice,
}

impl ForeignWorkbook {
    /// Returns what users call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xls => ".xls",
            Self::Xlsb => ".xlsb",
            Self::Html => ".html",
            Self::Xml2003 => ".xml",
            Self::Numbers => ".numbers",
            Self::OtherOffice => ".docx/.pptx",
        }
    }
}

/// Reading, or why not.
pub type WorkbookResult<T> = Result<T, WorkbookError>;

impl From<PackageError> for WorkbookError {
    fn from(why: PackageError) -> Self {
        match why {
            PackageError::OtherKind => Self::NotAWorkbook,
            PackageError::NotArchive | PackageError::Damaged => Self::Damaged,
            PackageError::Locked => Self::Locked,
            PackageError::TooBig(limit) => Self::TooBig(limit),
        }
    }
}

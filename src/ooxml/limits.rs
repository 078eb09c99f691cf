//! Bounds what a file may make the program do, and names what stops the reading of one.
//!
//! Every bound on an Office file stands here. The longest report known is a thousandth of each.

use crate::diagnostic::Message;
use crate::error::Error;

/// The largest file that is read, in bytes: 64 MiB.
pub(crate) const LARGEST_FILE_BYTES: u64 = 64 * 1024 * 1024;
/// The largest part once inflated, in bytes.
pub(super) const LARGEST_PART_BYTES: u64 = 64 * 1024 * 1024;
/// All parts of a file that are read, inflated, in bytes together.
pub(super) const LARGEST_PACKAGE_BYTES: u64 = 256 * 1024 * 1024;
/// The most parts of an archive.
pub(super) const MOST_PARTS: usize = 10_000;
/// The most elements one inside the other.
pub(super) const DEEPEST_ELEMENT: usize = 256;
/// The most paragraphs and cells of a Word file, together.
pub(super) const MOST_BLOCKS: usize = 500_000;
/// The longest chain of styles based on styles.
pub(super) const LONGEST_STYLE_CHAIN: usize = 16;
/// The longest name of a face or a list, and the longest pattern of a label, in bytes; every
/// paragraph repeats them. Word takes 31 characters for a face and 255 for a label.
pub(super) const LONGEST_NAME_BYTES: usize = 1024;
/// The most footers that are looked at: three a section, of which most reports have few.
pub(super) const MOST_FOOTERS: usize = 12;

/// A bound that a file is beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of a file, of a part of it inflated, or of all its parts.
    Bytes(u64),
    /// Parts of an archive.
    Parts(usize),
    /// Elements one inside the other.
    Depth(usize),
    /// Paragraphs and cells of a Word file.
    Blocks(usize),
    /// Cells of a workbook that show anything, those covered by merged ones counted.
    Cells(usize),
    /// Bytes of all words a workbook shows, a shared string counted for each cell that shows it.
    Words(usize),
    /// Sheets of a workbook.
    Sheets(usize),
    /// Shared strings, number formats, styles, merged ranges: entries of one table.
    Entries(usize),
    /// Bytes of the name of a list or of the pattern of its labels.
    Name(usize),
}

/// Why a package cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PackageError {
    /// It is no zip archive.
    NotArchive,
    /// It is an archive, but not of an Office file of the kind wanted.
    OtherKind,
    /// It breaks off or contradicts itself.
    Damaged,
    /// A password is needed.
    Locked,
    /// It is beyond a limit.
    TooBig(Limit),
}

/// What most steps of reading a package return.
pub(crate) type PackageResult<T> = Result<T, PackageError>;

/// Returns the error of a file beyond a limit.
pub(crate) fn too_big(limit: Limit) -> Error {
    let (key, most) = match limit {
        Limit::Bytes(most) => {
            return Error::new(Message::new("read.too-big", [("most", most / 1024 / 1024)]));
        }
        Limit::Parts(most) => ("read.too-many-parts", most),
        Limit::Depth(most) => ("read.too-deep", most),
        Limit::Blocks(most) => ("read.too-many-blocks", most),
        Limit::Cells(most) => ("read.too-many-cells", most),
        Limit::Words(most) => ("read.too-many-words", most / 1024 / 1024),
        Limit::Sheets(most) => ("read.too-many-sheets", most),
        Limit::Entries(most) => ("read.too-many-entries", most),
        Limit::Name(most) => ("read.too-long-name", most),
    };
    Error::new(Message::new(key, [("most", most)]))
}

/// Returns the error of a Word file that cannot be read.
pub(crate) fn word_fault(why: PackageError) -> Error {
    match why {
        PackageError::OtherKind => Error::new(Message::plain("read.not-word")),
        PackageError::NotArchive | PackageError::Damaged => {
            Error::new(Message::plain("read.damaged"))
        }
        PackageError::Locked => Error::new(Message::plain("read.locked")),
        PackageError::TooBig(limit) => too_big(limit),
    }
}

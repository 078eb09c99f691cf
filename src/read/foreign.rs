//! Tells which other format a file of an office is in, by its first bytes.

use crate::diagnostic::Message;
use crate::error::Error;

/// A format of texts that is not read as it stands.
///
/// Another program can turn most of them into one that is; the library runs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ForeignFormat {
    /// The binary format of Word 97 to 2003, and of WPS.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// A text of `OpenDocument`.
    Odt,
    /// PDF
    Pdf,
    /// A web page.
    Html,
    /// A web page with its pictures in one file.
    Mht,
    /// One XML file, as Word 2003 saves it.
    Word2003,
}

/// How much of a file is looked at, in bytes.
const LOOKED_AT: usize = 2048;

impl ForeignFormat {
    /// Returns the format of a file, `None` for one that may be read.
    ///
    /// ```
    /// use nigao::read::ForeignFormat;
    /// assert_eq!(ForeignFormat::of(b"%PDF-1.7"), Some(ForeignFormat::Pdf));
    /// assert_eq!(ForeignFormat::of("云溪镇".as_bytes()), None);
    /// ```
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let head = &bytes[..bytes.len().min(LOOKED_AT)];
        match head {
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Self::Doc),
            [b'%', b'P', b'D', b'F', ..] => Some(Self::Pdf),
            [b'{', b'\\', b'r', b't', b'f', ..] => Some(Self::Rtf),
            // An OpenDocument file begins with a part that names its kind and is not compressed.
            [b'P', b'K', ..] => {
                holds(head, b"mimetypeapplication/vnd.oasis.opendocument.text").then_some(Self::Odt)
            }
            _ if begins(head, &["<!doctype html", "<html"]) => Some(Self::Html),
            _ if begins(head, &["mime-version:"]) => Some(Self::Mht),
            _ if begins(head, &["<?xml"]) && holds(head, b"wordDocument") => Some(Self::Word2003),
            _ => None,
        }
    }

    /// Returns the ending of its files, with the dot, or its name where the ending says nothing.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Doc => ".doc",
            Self::Rtf => ".rtf",
            Self::Odt => ".odt",
            Self::Pdf => ".pdf",
            Self::Html => ".html",
            Self::Mht => ".mht",
            Self::Word2003 => "Word 2003 XML",
        }
    }

    /// Returns the error of a file that must be converted first.
    pub(super) fn refused(self) -> Error {
        if self == Self::Pdf {
            return Error::new(Message::plain("read.foreign-pdf"));
        }
        let kind = match self {
            // WPS saves the format of Word 97 under an ending of its own.
            Self::Doc => ".doc/.wps",
            _ => self.name(),
        };
        Error::new(Message::new("read.foreign", [("kind", kind)]))
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Whether a text begins with one of these, whatever its letters' case.
fn begins(bytes: &[u8], openings: &[&str]) -> bool {
    let bytes = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    openings.iter().any(|opening| {
        bytes
            .get(..opening.len())
            .is_some_and(|b| b.eq_ignore_ascii_case(opening.as_bytes()))
    })
}

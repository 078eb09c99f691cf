//! Opens a file as text, with what its format says about headings and about its marks.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use super::text::{Decoded, Evidence, decode, encoding};
use super::{docx, markdown};
use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::input;

/// A file as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The text; of a Word file its paragraphs, one a line, their numbers written out.
    pub text: String,
    /// The encoding of a text file and how it was learnt; none for Word files.
    pub encoding: Option<(&'static str, Evidence)>,
    /// Where lines start that the format itself makes headings, in characters, and their level
    /// from 1.
    pub levels: Vec<(usize, u8)>,
    /// The format's own marks (`##`, `**`), in characters: no part of the report.
    pub marks: Vec<Range<usize>>,
}

/// A bound that keeps a file from taking the machine with it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limit {
    /// Bytes of a file, or of a part of it inflated.
    Bytes(u64),
    /// Parts of an archive.
    Parts(usize),
    /// Elements one inside the other.
    Depth(usize),
}

impl Limit {
    /// The largest file that is read, and the largest part of a Word file once inflated: 64 MiB.
    /// The longest report known is a thousandth of it.
    pub(super) const FILE: u64 = 64 * 1024 * 1024;
}

/// The error of a file beyond a limit.
pub(super) fn too_big(limit: Limit) -> Error {
    Error::new(match limit {
        Limit::Bytes(most) => Message::new("read.too-big", [("most", most / 1024 / 1024)]),
        Limit::Parts(most) => Message::new("read.too-many-parts", [("most", most)]),
        Limit::Depth(most) => Message::new("read.too-deep", [("most", most)]),
    })
}

impl Source {
    /// Reads a file: .docx by its content, Markdown by its name, anything else as text in the
    /// encoding named or found.
    ///
    /// # Errors
    /// When the file cannot be read, is beyond the limits, is of a kind that holds no plain text
    /// (.doc, .pdf, .rtf, .html), or cannot be decoded.
    pub fn open(path: &Path, label: Option<&str>) -> Result<Self> {
        let read = || {
            // A report may come through a pipe, `nigao inspect <(…)`; it is bounded all the same.
            let file = File::open(path).map_err(|error| Error::io(path, error))?;
            let bytes = input::read_stream(file, Limit::FILE)?;
            let markdown = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
            Self::parse(&bytes, markdown, label)
        };
        read().map_err(|error| error.in_file(path))
    }

    /// Reads the bytes of a file, as [`Source::open`] does.
    ///
    /// # Errors
    /// As [`Source::open`], but for those of the file system.
    pub fn parse(bytes: &[u8], markdown: bool, label: Option<&str>) -> Result<Self> {
        let given = label.map(encoding).transpose()?;
        match bytes {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => {
                let word = docx::read(bytes)?;
                Ok(Self { text: word.text, levels: word.levels, ..Self::default() })
            }
            [0xD0, 0xCF, 0x11, 0xE0, ..] if is_locked(bytes) => Err(docx::locked()),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(foreign(".doc")),
            [b'%', b'P', b'D', b'F', ..] => Err(foreign(".pdf")),
            [b'{', b'\\', b'r', b't', b'f', ..] => Err(foreign(".rtf")),
            _ if begins(bytes, &["<!doctype html", "<html"]) => Err(foreign(".html")),
            _ if begins(bytes, &["mime-version:"]) => Err(foreign(".mht")),
            _ => {
                let Decoded { text, encoding, evidence } = decode(bytes, given)?;
                let (levels, marks) =
                    if markdown { markdown::read(&text) } else { Default::default() };
                Ok(Self { text, encoding: Some((encoding, evidence)), levels, marks })
            }
        }
    }
}

/// Whether an old container of Office holds a file with a password.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// Whether a text begins with one of these, whatever its letters' case.
fn begins(bytes: &[u8], openings: &[&str]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    openings.iter().any(|opening| {
        bytes.get(..opening.len()).is_some_and(|b| b.eq_ignore_ascii_case(opening.as_bytes()))
    })
}

/// A file of a kind that must be converted first.
fn foreign(kind: &str) -> Error {
    Error::new(Message::new("read.foreign", [("kind", kind)]))
}

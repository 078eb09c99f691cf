//! Opens a file as text, with what its format says about headings and about its marks.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use super::owner_file::is_owner_file;
use super::text::{Decoded, Evidence, decode, encoding};
use super::{docx, markdown};
use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::input;
use crate::ooxml::LARGEST_FILE_BYTES;

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
    /// Whether the format says that each line is a paragraph: of a Word file nothing is joined or
    /// cut.
    pub paragraphs: bool,
    /// Whether what looks like a web page around the report stays in it.
    pub keep_noise: bool,
    /// What of the file is not in the text, in words for the user.
    pub left_out: Vec<Message>,
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
            if is_owner_file(path) {
                return Err(Error::new(Message::plain("read.owner-file")));
            }
            // A report may come through a pipe, `nigao inspect <(…)`; it is bounded all the same.
            let file = File::open(path).map_err(|error| Error::io(path, error))?;
            let bytes = input::read_stream(file, LARGEST_FILE_BYTES)?;
            let ends =
                |ending: &str| path.extension().is_some_and(|end| end.eq_ignore_ascii_case(ending));
            // An empty file is a report without text, whatever its name.
            let is_named_word = ends("docx") || ends("docm");
            if is_named_word && !bytes.is_empty() && !is_container(&bytes) {
                return Err(Error::new(Message::plain("read.no-archive")));
            }
            let markdown = ends("md");
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
                let left_out = word.left_out.iter().map(docx::left_out).collect();
                let (text, levels) = (word.text, word.levels);
                Ok(Self { text, levels, left_out, paragraphs: true, ..Self::default() })
            }
            [0xD0, 0xCF, 0x11, 0xE0, ..] if is_locked(bytes) => Err(docx::locked()),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(foreign(".doc")),
            [b'%', b'P', b'D', b'F', ..] => Err(foreign(".pdf")),
            [b'{', b'\\', b'r', b't', b'f', ..] => Err(foreign(".rtf")),
            _ if begins(bytes, &["<!doctype html", "<html"]) => Err(foreign(".html")),
            _ if begins(bytes, &["mime-version:"]) => Err(foreign(".mht")),
            _ if is_word_2003(bytes) => Err(foreign("Word 2003 XML")),
            _ => {
                let Decoded { text, encoding, evidence } = decode(bytes, given)?;
                let (levels, marks) =
                    if markdown { markdown::read(&text) } else { Default::default() };
                let encoding = Some((encoding, evidence));
                Ok(Self { text, encoding, levels, marks, ..Self::default() })
            }
        }
    }
}

/// Whether bytes are an archive, as a Word file is, or one of Office's older containers.
fn is_container(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// Whether a text is a Word document in the XML of 2003, one part and no archive.
fn is_word_2003(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 2048;
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let root = b"wordDocument";
    begins(bytes, &["<?xml"]) && head.windows(root.len()).any(|window| window == root)
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

//! Opens a file as text, with what its format says about headings and about its marks.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use super::foreign::ForeignFormat;
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
    /// Where lines start that the format says are rows of tables, in characters: their cells are
    /// parted by tabs.
    pub rows: Vec<usize>,
    /// What of the file is not in the text, in words for the user.
    pub left_out: Vec<Message>,
}

impl Source {
    /// Reads a file: .docx by its content, Markdown by its name, anything else as text in the
    /// encoding named or found.
    ///
    /// # Errors
    /// When the file cannot be read, is beyond the limits, is of a kind that holds no plain text
    /// ([`ForeignFormat`]), or cannot be decoded.
    pub fn open(path: &Path, label: Option<&str>) -> Result<Self> {
        let read = || {
            if is_owner_file(path) {
                return Err(Error::new(Message::plain("read.owner-file")));
            }
            // A report may come through a pipe, `nigao inspect <(…)`; it is bounded all the same.
            let file = File::open(path).map_err(|error| Error::io(path, error))?;
            let bytes = input::read_stream(file, LARGEST_FILE_BYTES)?;
            let ends = |ending: &str| {
                path.extension()
                    .is_some_and(|end| end.eq_ignore_ascii_case(ending))
            };
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
        if is_locked(bytes) {
            return Err(docx::locked());
        }
        if let Some(format) = ForeignFormat::of(bytes) {
            return Err(format.refused());
        }
        match bytes {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => {
                let word = docx::read(bytes)?;
                let left_out = word.left_out.iter().map(docx::left_out).collect();
                let (text, levels, rows) = (word.text, word.levels, word.rows);
                Ok(Self {
                    text,
                    levels,
                    rows,
                    left_out,
                    paragraphs: true,
                    ..Self::default()
                })
            }
            _ => {
                let Decoded {
                    text,
                    encoding,
                    evidence,
                } = decode(bytes, given)?;
                let (levels, marks) = if markdown {
                    markdown::read(&text)
                } else {
                    Default::default()
                };
                let encoding = Some((encoding, evidence));
                Ok(Self {
                    text,
                    encoding,
                    levels,
                    marks,
                    ..Self::default()
                })
            }
        }
    }
}

/// Whether bytes are an archive, as a Word file is, or one of Office's older containers.
fn is_container(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// Whether an old container of Office holds a file with a password.
fn is_locked(bytes: &[u8]) -> bool {
    if !bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return false;
    }
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|window| window == name)
}

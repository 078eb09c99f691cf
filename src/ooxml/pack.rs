//! Packs parts into the zip archive an Office file is, the same bytes for the same parts.
//!
//! A part is deflated once and may stand in any number of files, which is why no crate does it: a
//! file is its parts one behind the other and a list of them (APPNOTE 6.3: local headers, central
//! directory, end record).

use std::borrow::Cow;
use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::diagnostic::Message;
use crate::error::{Error, Result};

/// The level of deflate. Level 6 takes four times the time to save six of a report's twenty
/// kilobytes.
pub const LEVEL: u32 = 1;
/// Parts of fewer bytes are stored: deflating them costs more time than it saves room.
const LEAST_DEFLATED_BYTES: usize = 1 << 10;

/// The signatures of records.
pub(super) const LOCAL: u32 = 0x0403_4b50;
pub(super) const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// What a reader must understand: version 2.0, deflate.
const VERSION: u16 = 20;
/// The date of every part, 1 January 1980: the library asks no clock.
const DAY: u16 = 0x21;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// A part, deflated or stored.
pub(crate) struct PackedPart {
    path: Cow<'static, str>,
    pub(super) method: u16,
    pub(super) crc: u32,
    /// The size of its content in bytes.
    pub(super) size: u32,
    pub(super) packed: Vec<u8>,
}

impl PackedPart {
    /// Packs a part.
    ///
    /// # Errors
    /// A part larger than four gigabytes.
    pub(crate) fn new(
        path: impl Into<Cow<'static, str>>,
        content: impl Into<Vec<u8>>,
    ) -> Result<Self> {
        let (path, content) = (path.into(), content.into());
        let size = length(content.len())?;
        let mut crc = crc32fast::Hasher::new();
        crc.update(&content);
        let crc = crc.finalize();
        if content.len() < LEAST_DEFLATED_BYTES {
            return Ok(Self {
                path,
                method: STORED,
                crc,
                size,
                packed: content,
            });
        }
        let mut deflate = DeflateEncoder::new(
            Vec::with_capacity(content.len() / 3),
            Compression::new(LEVEL),
        );
        let packed = deflate.write_all(&content).and_then(|()| deflate.finish());
        Ok(Self {
            path,
            method: DEFLATED,
            crc,
            size,
            packed: packed.map_err(|_| too_large())?,
        })
    }

    /// Writes what both headers of a part hold, from the version to the length of the path.
    fn describe(&self, out: &mut Vec<u8>) -> Result<()> {
        out.extend(
            [VERSION, 0, self.method, 0, DAY]
                .into_iter()
                .flat_map(u16::to_le_bytes),
        );
        out.extend(
            [self.crc, length(self.packed.len())?, self.size]
                .into_iter()
                .flat_map(u32::to_le_bytes),
        );
        out.extend(
            [short(self.path.len())?, 0]
                .into_iter()
                .flat_map(u16::to_le_bytes),
        );
        Ok(())
    }

    /// Writes the part with its local header.
    pub(super) fn write_local(&self, out: &mut Vec<u8>) -> Result<()> {
        out.extend(LOCAL.to_le_bytes());
        self.describe(out)?;
        out.extend(self.path.as_bytes());
        out.extend(&self.packed);
        Ok(())
    }

    /// Writes the record of a part whose local header stands at `offset`, in bytes.
    pub(super) fn write_central(&self, offset: usize, list: &mut Vec<u8>) -> Result<()> {
        list.extend(CENTRAL.to_le_bytes());
        list.extend(VERSION.to_le_bytes());
        self.describe(list)?;
        // No comment, the first disk, no attributes.
        list.extend([0; 10]);
        list.extend(length(offset)?.to_le_bytes());
        list.extend(self.path.as_bytes());
        Ok(())
    }
}

/// Packs a file of parts.
///
/// # Errors
/// A file larger than four gigabytes.
pub(crate) fn pack<'a>(parts: impl Iterator<Item = &'a PackedPart> + Clone) -> Result<Vec<u8>> {
    let room = parts
        .clone()
        .map(|part| part.packed.len() + 2 * part.path.len() + 76)
        .sum::<usize>();
    let mut out = Vec::with_capacity(room + 22);
    let mut list = Vec::new();
    let mut count = 0;
    for part in parts {
        part.write_central(out.len(), &mut list)?;
        part.write_local(&mut out)?;
        count += 1;
    }
    end(&mut out, &list, count, &[])?;
    Ok(out)
}

/// Ends an archive of `count` parts: their records and the end record.
pub(super) fn end(out: &mut Vec<u8>, list: &[u8], count: usize, comment: &[u8]) -> Result<()> {
    let offset = length(out.len())?;
    let count = short(count)?;
    out.extend(list);
    out.extend(END.to_le_bytes());
    out.extend([0; 4]);
    out.extend([count, count].into_iter().flat_map(u16::to_le_bytes));
    out.extend(
        [length(list.len())?, offset]
            .into_iter()
            .flat_map(u32::to_le_bytes),
    );
    out.extend(short(comment.len())?.to_le_bytes());
    out.extend(comment);
    Ok(())
}

pub(super) fn length(bytes: usize) -> Result<u32> {
    u32::try_from(bytes).map_err(|_| too_large())
}

fn short(bytes: usize) -> Result<u16> {
    u16::try_from(bytes).map_err(|_| too_large())
}

fn too_large() -> Error {
    Error::new(Message::plain("write.too-large"))
}

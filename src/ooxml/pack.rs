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
const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
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
    method: u16,
    crc: u32,
    size: u32,
    packed: Vec<u8>,
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
            return Ok(Self { path, method: STORED, crc, size, packed: content });
        }
        let mut deflate =
            DeflateEncoder::new(Vec::with_capacity(content.len() / 3), Compression::new(LEVEL));
        let packed = deflate.write_all(&content).and_then(|()| deflate.finish());
        Ok(Self { path, method: DEFLATED, crc, size, packed: packed.map_err(|_| too_large())? })
    }

    /// Writes what both headers of a part hold, from the version to the length of the path.
    fn describe(&self, out: &mut Vec<u8>) -> Result<()> {
        out.extend([VERSION, 0, self.method, 0, DAY].into_iter().flat_map(u16::to_le_bytes));
        out.extend(
            [self.crc, length(self.packed.len())?, self.size]
                .into_iter()
                .flat_map(u32::to_le_bytes),
        );
        out.extend([short(self.path.len())?, 0].into_iter().flat_map(u16::to_le_bytes));
        Ok(())
    }
}

/// Packs a file of parts.
///
/// # Errors
/// A file larger than four gigabytes.
pub(crate) fn pack<'a>(parts: impl Iterator<Item = &'a PackedPart> + Clone) -> Result<Vec<u8>> {
    let room =
        parts.clone().map(|part| part.packed.len() + 2 * part.path.len() + 76).sum::<usize>();
    let mut out = Vec::with_capacity(room + 22);
    let mut list = Vec::new();
    let mut count = 0;
    for part in parts {
        let offset = length(out.len())?;
        out.extend(LOCAL.to_le_bytes());
        part.describe(&mut out)?;
        out.extend(part.path.as_bytes());
        out.extend(&part.packed);

        list.extend(CENTRAL.to_le_bytes());
        list.extend(VERSION.to_le_bytes());
        part.describe(&mut list)?;
        // No comment, the first disk, no attributes.
        list.extend([0; 10]);
        list.extend(offset.to_le_bytes());
        list.extend(part.path.as_bytes());
        count += 1_u16;
    }
    let offset = length(out.len())?;
    out.extend(&list);
    out.extend(END.to_le_bytes());
    out.extend([0; 4]);
    out.extend([count, count].into_iter().flat_map(u16::to_le_bytes));
    out.extend([length(list.len())?, offset].into_iter().flat_map(u32::to_le_bytes));
    out.extend([0; 2]);
    Ok(out)
}

fn length(bytes: usize) -> Result<u32> {
    u32::try_from(bytes).map_err(|_| too_large())
}

fn short(bytes: usize) -> Result<u16> {
    u16::try_from(bytes).map_err(|_| too_large())
}

fn too_large() -> Error {
    Error::new(Message::plain("write.too-large"))
}

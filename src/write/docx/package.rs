//! Package: parts to the zip a Word file is, the same bytes for the same parts.

use std::io::{Cursor, Write};

use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::diagnostic::Message;
use crate::error::{Error, Result};

/// Deflate's level: beyond it files hardly shrink and time doubles.
pub const LEVEL: u32 = 6;

/// A zip of packed parts.
#[derive(Default)]
pub(super) struct Package(pub(super) Vec<u8>);

impl Package {
    /// The package with these parts, each a path and its content, behind the packed ones.
    pub(super) fn with(&self, parts: &[(&str, String)]) -> Result<Self> {
        self.try_with(parts).map_err(|error| failed(&error))
    }

    /// The package with all parts of another behind its own, as they are packed.
    pub(super) fn and(&self, other: &Self) -> Result<Self> {
        let merged = || {
            let mut zip = ZipWriter::new_append(Cursor::new(self.0.clone()))?;
            zip.merge_archive(ZipArchive::new(Cursor::new(other.0.as_slice()))?)?;
            Ok(Self(zip.finish()?.into_inner()))
        };
        merged().map_err(|error| failed(&error))
    }

    fn try_with(&self, parts: &[(&str, String)]) -> ZipResult<Self> {
        // No clock: every part is as old as the format.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL.into()))
            .last_modified_time(DateTime::default());
        let packed = Cursor::new(self.0.clone());
        let mut zip = if self.0.is_empty() { ZipWriter::new(packed) } else { ZipWriter::new_append(packed)? };
        for (path, content) in parts {
            zip.start_file(*path, options)?;
            zip.write_all(content.as_bytes())?;
        }
        Ok(Self(zip.finish()?.into_inner()))
    }
}

/// Only a report beyond four gigabytes comes here.
fn failed(error: &ZipError) -> Error {
    Error::new(Message::new("write.package", [("why", error.to_string())]))
}

//! Package: parts to the zip a Word file is, the same bytes for the same parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::diagnostic::Message;
use crate::error::{Error, Result};

/// Deflate's level: beyond it files hardly shrink and time doubles.
const LEVEL: i64 = 6;

/// Parts packed once, to which the parts of a document are added.
#[derive(Clone)]
pub(super) struct Package(Vec<u8>);

impl Package {
    /// Packs parts, each a path and its bytes.
    pub(super) fn new(parts: &[(&str, String)]) -> Result<Self> {
        Ok(Self(pack(ZipWriter::new(Cursor::new(Vec::new())), parts)?))
    }

    /// The file with these parts besides the packed ones.
    pub(super) fn with(&self, parts: &[(&str, String)]) -> Result<Vec<u8>> {
        let zip = ZipWriter::new_append(Cursor::new(self.0.clone())).map_err(|error| failed(&error))?;
        pack(zip, parts)
    }
}

fn pack(mut zip: ZipWriter<Cursor<Vec<u8>>>, parts: &[(&str, String)]) -> Result<Vec<u8>> {
    // No clock: every part is as old as the format.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default());
    for (path, content) in parts {
        zip.start_file(*path, options).map_err(|error| failed(&error))?;
        zip.write_all(content.as_bytes()).map_err(|error| failed(&error.into()))?;
    }
    Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
}

/// Only a report beyond four gigabytes comes here.
fn failed(error: &zip::result::ZipError) -> Error {
    Error::new(Message::new("write.package", [("why", error.to_string())]))
}

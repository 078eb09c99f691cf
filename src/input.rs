//! Reads whole files within a bound, and refuses what is no file.
//!
//! Every caller that reads a file a user named goes through here. A device or a pipe may never
//! end, and opening a pipe may wait for ever, so the kind is looked at before the file is opened;
//! links are followed, and what they lead to is looked at.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::held::{Access, wait_for};

/// Returns the bytes of a file of at most `most` bytes.
///
/// # Errors
/// A file that is not there, cannot be read, is longer, or is a folder, a device or a pipe.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>> {
    let failed = |error| Error::io(path, error);
    refuse_endless(path, &fs::metadata(path).map_err(failed)?)?;
    let file = wait_for(Access::Open, || File::open(path)).map_err(failed)?;
    // Between the two looks the name may have come to lead elsewhere.
    let metadata = file.metadata().map_err(failed)?;
    refuse_endless(path, &metadata)?;
    if metadata.len() > most {
        return Err(too_big(most).in_file(path));
    }
    // A file may grow while it is read, and those of /proc have no length.
    read_stream(file, most).map_err(|error| error.in_file(path))
}

/// Returns the bytes of a stream of at most `most` bytes, as stdin is one.
///
/// # Errors
/// A stream that fails or is longer.
pub fn read_stream(stream: impl Read, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than may be, so that too much is seen.
    let read = stream.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| Error::io("", error))?;
    if bytes.len() as u64 > most {
        Err(too_big(most))
    } else {
        Ok(bytes)
    }
}

fn refuse_endless(path: &Path, metadata: &fs::Metadata) -> Result<()> {
    if metadata.is_dir() {
        return Err(Error::io(path, io::ErrorKind::IsADirectory.into()));
    }
    if metadata.is_file() {
        return Ok(());
    }
    Err(Error::new(Message::plain("input.no-file")).in_file(path))
}

fn too_big(most: u64) -> Error {
    let size = if most < 1 << 20 {
        format!("{} KB", most >> 10)
    } else {
        format!("{} MB", most >> 20)
    };
    Error::new(Message::new("input.too-big", [("most", size)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_exactly_the_bound_is_read_and_one_more_byte_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, [b'a'; 9]).unwrap();
        assert_eq!(read_file(&path, 9).unwrap().len(), 9);
        assert_eq!(
            read_file(&path, 8).unwrap_err().message().key(),
            "input.too-big"
        );
        assert_eq!(read_stream(&[b'a'; 9][..], 9).unwrap().len(), 9);
        assert_eq!(
            read_stream(io::repeat(b'a'), 8)
                .unwrap_err()
                .message()
                .key(),
            "input.too-big"
        );
    }

    #[cfg(unix)]
    #[test]
    fn folders_devices_and_links_to_them_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("a.yaml");
        for endless in ["/dev/zero", "/dev/null"] {
            std::os::unix::fs::symlink(endless, &link).unwrap();
            for path in [Path::new(endless), &link] {
                assert_eq!(
                    read_file(path, 9).unwrap_err().message().key(),
                    "input.no-file"
                );
            }
            fs::remove_file(&link).unwrap();
        }
        let kind = |path: &Path| {
            read_file(path, 9)
                .unwrap_err()
                .io_error()
                .map(io::Error::kind)
        };
        assert_eq!(kind(folder.path()), Some(io::ErrorKind::IsADirectory));
        std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).unwrap();
        assert_eq!(kind(&link), Some(io::ErrorKind::NotFound));
    }
}

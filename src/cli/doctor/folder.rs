//! Tries whether files can be written to a folder.

use std::path::Path;

use nigao::diagnostic::Message;

use super::super::report::error_text;
use super::finding::Finding;

/// Writes a file to the folder and deletes it: rights, quotas and read-only media are too many to
/// be asked for one by one.
pub(super) fn examine(folder: &Path) -> Finding {
    let shown = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let shown = shown.display().to_string();
    // A path as Windows itself spells it begins with a mark that nobody types.
    let shown = shown.strip_prefix(r"\\?\").unwrap_or(&shown).to_owned();
    let written = tempfile::Builder::new()
        .prefix(".nigao-")
        .tempfile_in(folder);
    match written.and_then(|file| std::io::Write::write_all(&mut file.as_file(), b"nigao")) {
        Ok(()) => Finding::good(Message::new("doctor.writable", [("folder", shown)])),
        Err(error) => {
            let why = error_text(&nigao::error::Error::io("", error));
            let why = why.trim_start_matches(['：', ':', ' ']).to_owned();
            let message = Message::new("doctor.not-writable", [("folder", shown), ("why", why)]);
            Finding::bad(message, Message::plain("doctor.not-writable-hint"))
        }
    }
}

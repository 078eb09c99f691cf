//! Recognises the files that office programs put beside an open document.

use std::path::Path;

/// Returns whether a file is no document, by its name: Word, Excel and WPS write `~$报告.docx` and
/// `.~报告.docx` while a document is open, `LibreOffice` `.~lock.报告.docx#`, macOS
/// `._报告.docx`.
///
/// ```
/// use std::path::Path;
/// assert!(nigao::read::is_owner_file(Path::new("reports/~$2025.docx")));
/// assert!(!nigao::read::is_owner_file(Path::new("reports/2025.docx")));
/// ```
#[must_use]
pub fn is_owner_file(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    ["~$", ".~", "._"]
        .iter()
        .any(|front| name.starts_with(front))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::is_owner_file;

    #[test]
    fn owner_files_are_told_by_their_names() {
        for name in [
            "~$2025.docx", ".~统计站.xlsx", "._统计站.xlsx", ".~lock.2025.docx#", "a/~$b.et",
        ] {
            assert!(is_owner_file(Path::new(name)), "{name}");
        }
        for name in [
            "2025.docx", "~2025.docx", "$a.docx", ".隐藏.txt", "a~$b.docx", "~$a/b.docx",
        ] {
            assert!(!is_owner_file(Path::new(name)), "{name}");
        }
    }
}

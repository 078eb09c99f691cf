//! Golden files: what a test made against what a person once read and found right.

use std::path::{Path, PathBuf};

/// The folder of a feature's golden files.
pub(crate) fn folder(feature: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(feature)
}

/// The files of a feature with this ending, by name; a test over none of them fails.
pub(crate) fn files(feature: &str, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder(feature))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    assert!(
        !files.is_empty(),
        "no .{ending} files in tests/golden/{feature}"
    );
    files
}

/// Compares with the golden file, or with `GOLDEN=write` makes it.
pub(crate) fn compare(path: &Path, found: &str) {
    if std::env::var_os("GOLDEN").is_some_and(|word| word == "write") {
        std::fs::write(path, found).unwrap();
        return;
    }
    let golden = std::fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert_eq!(
        found,
        golden,
        "{} differs; read it, then GOLDEN=write to keep it",
        path.display()
    );
}

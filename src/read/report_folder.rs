//! Lists the reports of a folder, for the commands that take many files.

use std::fs;
use std::path::{Path, PathBuf};

use super::owner_file::is_owner_file;
use crate::error::{Error, Result};

/// The endings of reports: those that are read, and those that another program can turn into one.
const ENDINGS: [&str; 9] = [
    "docx", "docm", "txt", "md", "doc", "wps", "rtf", "odt", "pdf",
];

/// The reports of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportFolder {
    /// The files that are reports by their endings, in the order of their names.
    pub reports: Vec<PathBuf>,
    /// What else is there, in the same order: other files, and folders.
    pub others: Vec<PathBuf>,
}

impl ReportFolder {
    /// Lists a folder. Hidden files and those that office programs put beside an open document are
    /// passed over; folders in it are not entered.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn list(folder: &Path) -> Result<Self> {
        let failed = |error| Error::io(folder, error);
        let mut listed = Self::default();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with('.') || is_owner_file(&path) {
                continue;
            }
            if is_report(&path) && !path.is_dir() {
                listed.reports.push(path);
            } else {
                listed.others.push(path);
            }
        }
        listed.reports.sort();
        listed.others.sort();
        Ok(listed)
    }
}

/// Whether a file is a report by its ending.
fn is_report(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ENDINGS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_reports_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "乙.docx", "甲.TXT", "c.md", "~$乙.docx", ".隐.txt", "表.xlsx", "nigao.yaml", "无",
        ] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        for name in ["去年", "夹.docx"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join("d.txt"), "x").unwrap();
        }
        let names = |paths: &[PathBuf]| -> Vec<String> {
            let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
            paths.iter().map(name).collect()
        };
        let listed = ReportFolder::list(folder.path()).unwrap();
        assert_eq!(names(&listed.reports), ["c.md", "乙.docx", "甲.TXT"]);
        assert_eq!(
            names(&listed.others),
            ["nigao.yaml", "去年", "夹.docx", "无", "表.xlsx"]
        );
        assert!(ReportFolder::list(&folder.path().join("没有")).is_err());
    }
}

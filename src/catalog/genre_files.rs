//! Lays out the files of a genre in its folder: template, schema, samples.

use std::path::{Path, PathBuf};

use crate::file_name::is_device;
use crate::mine::Mined;

/// The files of a genre: their paths in the folder and their bytes.
pub type GenreFiles = Vec<(PathBuf, Vec<u8>)>;

/// Returns whether a name can be a genre's: it has to be a file name on every system.
///
/// ```
/// use nigao::catalog::is_genre_name;
/// assert!(is_genre_name("乡镇政府工作报告-2026"));
/// assert!(!is_genre_name("../a") && !is_genre_name("NUL") && !is_genre_name(""));
/// ```
#[must_use]
pub fn is_genre_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_genre_char) && !is_device(name)
}

/// Returns the name that a file suggests for the genre mined of it: its stem without what no name
/// may hold. It is empty where nothing is left.
#[must_use]
pub fn suggested_name(file: &Path) -> String {
    let stem = file.file_stem().and_then(|stem| stem.to_str());
    let words = stem.unwrap_or("report").split(|c| !is_genre_char(c));
    let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
    words.join("-")
}

fn is_genre_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// Places a genre's template and schema in its folder.
#[must_use]
pub fn genre_files(name: &str, template: String, schema: String) -> GenreFiles {
    let template_path = Path::new("templates").join(format!("{name}.hbs"));
    let schema_path = Path::new("schemas").join(format!("{name}.yaml"));
    vec![
        (template_path, template.into_bytes()),
        (schema_path, schema.into_bytes()),
    ]
}

/// Places a mined genre in its folder. The answers of report `sample` are its sample, those of the
/// others lie beside it, each under the name of its report.
#[must_use]
pub fn mined_files<'n>(
    name: &str,
    mined: Mined,
    reports: impl IntoIterator<Item = &'n str>,
    sample: usize,
) -> GenreFiles {
    let mut files = genre_files(name, mined.template, mined.schema);
    let folder = Path::new("samples").join(name);
    for (at, (report, answers)) in reports.into_iter().zip(mined.answers).enumerate() {
        let file = if at == sample {
            "answers.yaml".to_owned()
        } else {
            format!("{}-{report}.yaml", at + 1)
        };
        files.push((folder.join(file), answers.into_bytes()));
    }
    files
}

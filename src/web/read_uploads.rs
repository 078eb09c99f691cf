//! Reads the reports of files that were uploaded together.

use axum::http::StatusCode;
use nigao::read::{Report, Source};

use super::fields::UploadedFile;
use super::refusal::Refusal;
use super::words::PageWords;

/// The reports of files that were uploaded together.
#[derive(Default)]
pub(super) struct ReadUploads {
    pub(super) reports: Vec<Report>,
    /// For each report the name of its file.
    pub(super) names: Vec<String>,
    /// What is to be said on the next page: what was left out, which files were not read.
    pub(super) notices: Vec<String>,
}

impl ReadUploads {
    /// Reads uploaded files. One of many that cannot be read is told, and the others are read.
    ///
    /// # Errors
    /// No file, or none that can be read.
    pub(super) fn read(files: Vec<UploadedFile>, words: PageWords) -> Result<Self, Refusal> {
        let mut read = Self::default();
        for file in files {
            let markdown = file.name.to_lowercase().ends_with(".md");
            match Source::parse(&file.bytes, markdown, None) {
                Ok(source) => read.add(source, &file.name, words),
                Err(error) => {
                    let why = error.in_file(&file.name).explain(words.0);
                    read.notices.push(why);
                }
            }
        }
        if !read.reports.is_empty() {
            return Ok(read);
        }
        if read.notices.is_empty() {
            return Err(Refusal::no_file(words));
        }
        let why = read.notices.join("\n");
        Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, why, words))
    }

    /// Adds the reports of a file: a collection is as many as it holds.
    fn add(&mut self, source: Source, name: &str, words: PageWords) {
        for part in source.split() {
            let left_out = part.left_out.iter().map(|one| one.text(words.0));
            self.notices.extend(left_out);
            self.reports.push(Report::of(&part));
            self.names.push(name.to_owned());
        }
    }
}

//! Mines every report of a folder into a genre of its own, and drafts each again to prove it.
//!
//! ```text
//! cargo run --example mine_a_folder -- samples/reports/hard
//! ```

use std::error::Error;
use std::path::Path;

use nigao::answers::{self, Answers, Mode};
use nigao::draft::draft;
use nigao::mine::mine;
use nigao::read::{Report, Source};
use nigao::template::Template;
use nigao::{schema, write};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "samples/reports/hard".to_owned());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths.iter().filter(|path| path.is_file()) {
        match mine_and_draft(path) {
            Ok(summary) => println!("{}: {summary}", path.display()),
            // One bad file stops nothing.
            Err(why) => eprintln!("{}: {why}", path.display()),
        }
    }
    Ok(())
}

/// Mines a report and drafts it from its own answers.
fn mine_and_draft(path: &Path) -> Result<String, Box<dyn Error>> {
    let report = Report::of(&Source::open(path, None)?);
    let mined = mine(&report);
    let schema = schema::read("schema", &mined.schema, &[]).into_result()?;
    let template = Template::parse("template", &mined.template)?.bind(&schema)?;
    let answers = Answers::read("answers", &mined.answers[0]);
    let facts = answers::check(&schema, &answers, Mode::default()).into_result()?;
    let again = write::text::write(&draft(&template, &facts, false)?);
    let verdict = if again.trim_end() == report.text().trim_end() {
        "same"
    } else {
        "DIFFERENT"
    };
    Ok(format!(
        "{} fields, drafted again: {verdict}",
        schema.fields.len()
    ))
}

//! Writes what a review changes: comments and tracked changes in Word, a corrected text with its
//! differences.

use clap::Args;
use nigao::diagnostic::Message;
use nigao::review::{annotate, fix_text, fix_word};

use super::super::files::{self, Output};
use super::super::lang::{lang, translate, translate_with};
use super::super::outcome::{Failure, Outcome};
use super::super::terminal::{Terminal, clean};
use super::reviewed_paper::ReviewedPaper;

/// The files a review writes.
#[derive(Args)]
pub(super) struct ReviewOutputs {
    #[arg(long, value_name = translate("cli.name.file"), help = translate("cli.review.annotate"))]
    annotate: Option<String>,
    #[arg(long, value_name = translate("cli.name.file"), help = translate("cli.review.fix"))]
    fix: Option<String>,
    #[arg(long, help = translate("cli.arg.force"))]
    force: bool,
}

impl ReviewOutputs {
    /// Returns whether any file is to be written.
    pub(super) fn are_wanted(&self) -> bool {
        self.annotate.is_some() || self.fix.is_some()
    }

    /// Fails before any work is done where writing would fail after it.
    pub(super) fn check(&self, papers: &[std::path::PathBuf]) -> Outcome<()> {
        for name in [&self.annotate, &self.fix].into_iter().flatten() {
            if papers.len() != 1 {
                let message = Message::plain("cli.review.one-paper");
                return Err(Failure::Usage(message, None));
            }
            let output = Output::new(Some(name), self.force);
            output.check_writable(name.ends_with(".docx"))?;
            let inputs: Vec<String> = papers.iter().map(|p| p.display().to_string()).collect();
            output.check_not_input(&inputs)?;
        }
        Ok(())
    }

    /// Writes the files asked for.
    pub(super) fn write(&self, papers: &[ReviewedPaper], terminal: &Terminal) -> Outcome<()> {
        let [paper] = papers else { return Ok(()) };
        if let Some(name) = &self.annotate {
            self.write_annotated(paper, name, terminal)?;
        }
        if let Some(name) = &self.fix {
            self.write_fixed(paper, name, terminal)?;
        }
        Ok(())
    }

    fn write_annotated(
        &self,
        paper: &ReviewedPaper,
        name: &str,
        terminal: &Terminal,
    ) -> Outcome<()> {
        if !is_word(paper) {
            let message = Message::new("cli.review.no-word", [("file", &paper.file)]);
            return Err(Failure::Usage(message, None));
        }
        let bytes = files::bytes(&paper.path)?;
        let remarked = annotate(&bytes, &paper.report, &paper.review.findings, lang())?;
        Output::new(Some(name), self.force).write(&remarked.bytes, terminal)?;
        let args = [
            ("file", clean(name)),
            ("n", remarked.written.to_string()),
            ("left", remarked.left.to_string()),
        ];
        terminal.note(&format!(
            "{}\n",
            translate_with("cli.review.annotated", args)
        ));
        Ok(())
    }

    fn write_fixed(&self, paper: &ReviewedPaper, name: &str, terminal: &Terminal) -> Outcome<()> {
        let output = Output::new(Some(name), self.force);
        let findings = &paper.review.findings;
        if is_word(paper) {
            let bytes = files::bytes(&paper.path)?;
            let fixed = fix_word(&bytes, &paper.report, findings)?;
            output.write(&fixed.bytes, terminal)?;
            let args = [
                ("file", clean(name)),
                ("n", fixed.written.to_string()),
                ("left", fixed.left.to_string()),
            ];
            terminal.note(&format!(
                "{}\n",
                translate_with("cli.review.fixed-word", args)
            ));
            return Ok(());
        }
        let fixed = fix_text(&paper.report, findings);
        output.write(fixed.as_bytes(), terminal)?;
        terminal.note(&differences(&paper.source.text, &fixed));
        Ok(())
    }
}

/// Whether a paper was read from a Word file.
fn is_word(paper: &ReviewedPaper) -> bool {
    paper.source.encoding.is_none()
}

/// The lines that changed, before and after; a mechanical change never adds or takes a line.
fn differences(before: &str, after: &str) -> String {
    let mut text = String::new();
    for (at, (old, new)) in before.lines().zip(after.lines()).enumerate() {
        if old != new {
            text += &format!("@@ {} @@\n-{}\n+{}\n", at + 1, clean(old), clean(new));
        }
    }
    text
}

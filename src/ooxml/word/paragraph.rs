//! Collects the runs of a paragraph as a reader sees them: nothing hidden, symbols by their look.

use std::collections::HashMap;

use super::format::{ParagraphFormat, RunFormat};
use super::model::{WordBlock, WordParagraph};
use super::styles::StyleSheet;
use super::symbol::symbol;
use crate::ooxml::Element;

/// Whose properties are being read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Properties {
    #[default]
    None,
    Paragraph,
    /// Of the paragraph's end, which hides or deletes nothing but itself.
    Mark,
    Run,
}

/// A paragraph being read.
#[allow(clippy::struct_excessive_bools)] // Independent facts; each is looked at alone.
#[derive(Default)]
pub(super) struct ParagraphReader {
    pub(super) words: String,
    pub(super) style: Option<String>,
    pub(super) format: ParagraphFormat,
    /// What stands aside of it: text boxes and charts.
    pub(super) aside: Vec<WordBlock>,
    /// Whether its end was deleted: the next paragraph goes on where it stops.
    pub(super) goes_on: bool,
    /// Whether it stands in a table of contents.
    pub(super) in_contents: bool,
    pub(super) shows_page_number: bool,
    /// The format of the run that is open, and how many bytes of words each format has.
    run: RunFormat,
    runs: HashMap<RunFormat, usize>,
    /// The alternative text of the last drawing.
    alternative_text: String,
    properties: Properties,
    in_text: bool,
    hidden: bool,
}

impl ParagraphReader {
    /// Takes an element; the looks of runs only where a style sheet is given.
    pub(super) fn open(&mut self, element: &Element, looks: Option<&StyleSheet>) {
        match self.properties {
            Properties::None => self.open_content(element),
            Properties::Paragraph => match element.name {
                "rPr" => self.properties = Properties::Mark,
                "pStyle" => self.style = element.value().map(Into::into),
                _ => self.format.take(element),
            },
            Properties::Mark => {}
            Properties::Run => match (element.name, looks) {
                ("vanish", _) => self.hidden = element.is_on(),
                (_, Some(sheet)) => self.run.take(element, &sheet.theme),
                (_, None) => {}
            },
        }
    }

    fn open_content(&mut self, element: &Element) {
        match element.name {
            "pPr" => self.properties = Properties::Paragraph,
            "rPr" => self.properties = Properties::Run,
            "r" => self.run = RunFormat::default(),
            "t" => self.in_text = true,
            "tab" | "ptab" if !self.hidden => self.words.push('\t'),
            "br" | "cr" if !matches!(element.get("type").as_deref(), Some("page" | "column")) => {
                self.words.push('\n');
            }
            "noBreakHyphen" => self.words.push('-'),
            "sym" if !self.hidden => self.words.extend(symbol(element)),
            "docPr" => {
                self.alternative_text = element.get("descr").unwrap_or_default().into_owned();
            }
            // Of pictures the alternative text is seldom more than a file's name.
            "chart" => {
                let text = std::mem::take(&mut self.alternative_text);
                let lines = text.lines().filter(|line| !line.trim().is_empty());
                self.aside.extend(lines.map(plain_paragraph));
            }
            _ => {}
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match (name, self.properties) {
            ("rPr", Properties::Mark) => self.properties = Properties::Paragraph,
            ("rPr", Properties::Run) | ("pPr", Properties::Paragraph) => {
                self.properties = Properties::None;
            }
            ("t", _) => self.in_text = false,
            ("r", Properties::None) => self.hidden = false,
            _ => {}
        }
    }

    /// Takes words of a run. A line break among them is one of the file's, not of the text.
    pub(super) fn text(&mut self, words: &str, looks: Option<&StyleSheet>) {
        if !self.in_text || self.hidden {
            return;
        }
        if words.contains('\n') {
            words.split(['\n', '\r']).for_each(|line| self.words += line.trim());
        } else {
            self.words.extend(words.split('\r'));
        }
        if looks.is_some() {
            *self.runs.entry(self.run.clone()).or_default() += words.len();
        }
    }

    /// Notes a deletion: that of its end stands among its properties.
    pub(super) fn deleted(&mut self) {
        self.goes_on |= self.properties == Properties::Mark;
    }

    /// Ends the paragraph: its words with what stands in its styles, without a number yet.
    pub(super) fn finish(self, sheet: &StyleSheet, has_looks: bool) -> WordParagraph {
        let style = self.style.as_deref();
        let format = self.format.over(&sheet.paragraph(style));
        let run = if has_looks {
            let most = self.runs.into_iter().max_by(|(a, most), (b, bytes)| {
                // Among equals the first in order, so that the same file gives the same layout.
                most.cmp(bytes).then_with(|| a.cmp(b))
            });
            most.map(|(run, _)| run).unwrap_or_default().over(&sheet.run(style))
        } else {
            RunFormat::default()
        };
        WordParagraph {
            number: String::new(),
            words: self.words,
            level: format.level(),
            aside: self.aside,
            shows_page_number: self.shows_page_number,
            run,
            format,
        }
    }
}

fn plain_paragraph(words: &str) -> WordBlock {
    WordBlock::Paragraph(WordParagraph { words: words.to_owned(), ..WordParagraph::default() })
}

//! Collects the runs of a paragraph as a reader sees them: nothing hidden, symbols by their look.

use std::collections::HashMap;

use super::equation::EquationReader;
use super::format::{ParagraphFormat, RunFormat};
use super::model::{WordBlock, WordParagraph};
use super::styles::StyleSheet;
use super::symbol::{SymbolFont, symbol};
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
    /// Whether the next paragraph goes on where it stops: its end was deleted, or it is a large
    /// first letter.
    pub(super) goes_on: bool,
    /// Whether it stands in a table of contents.
    pub(super) in_contents: bool,
    pub(super) shows_page_number: bool,
    /// The style of the run that is open.
    pub(super) run_style: Option<String>,
    /// The format of the run that is open, and how many bytes of words each format has.
    run: RunFormat,
    runs: HashMap<RunFormat, usize>,
    /// The alternative text of the last drawing.
    alternative_text: String,
    properties: Properties,
    in_text: bool,
    hidden: bool,
    /// The font of the open run, if its letters are signs.
    symbols: Option<SymbolFont>,
    equation: Option<EquationReader>,
    /// Whether a page or column ended behind the words so far: what follows is a line of its own.
    turns_page: bool,
    /// Whether a run says that it is not hidden, whatever the style says.
    is_shown: bool,
    /// Whether the open run is superscript.
    is_raised: bool,
    /// How many bytes of words are set in red, and how many are not.
    red_bytes: usize,
    other_bytes: usize,
    is_red: bool,
}

impl ParagraphReader {
    /// Takes an element; the looks of runs only where a style sheet is given.
    pub(super) fn open(&mut self, element: &Element, looks: Option<&StyleSheet>) {
        if let Some(equation) = &mut self.equation {
            equation.open(element);
            return;
        }
        match self.properties {
            Properties::None => self.open_content(element),
            Properties::Paragraph => match element.name {
                "rPr" => self.properties = Properties::Mark,
                "pStyle" => self.style = element.value().map(Into::into),
                // A large first letter, which is a paragraph of its own in the file only.
                "framePr" => {
                    let drop = element.get("dropCap");
                    self.goes_on |= matches!(drop.as_deref(), Some("drop" | "margin"));
                }
                _ => self.format.take(element),
            },
            Properties::Mark => {}
            Properties::Run => match (element.name, looks) {
                ("vanish", _) => {
                    self.hidden = element.is_on();
                    self.is_shown |= !element.is_on();
                }
                ("rStyle", _) => self.run_style = element.value().map(Into::into),
                ("vertAlign", _) => {
                    self.is_raised = element.value().as_deref() == Some("superscript");
                }
                ("color", _) => self.is_red = element.value().is_some_and(|color| is_red(&color)),
                (name, looks) => {
                    if name == "rFonts" {
                        self.symbols = symbol_font(element);
                    }
                    if let Some(sheet) = looks {
                        self.run.take(element, &sheet.theme);
                    }
                }
            },
        }
    }

    fn open_content(&mut self, element: &Element) {
        match element.name {
            "pPr" => self.properties = Properties::Paragraph,
            "rPr" => self.properties = Properties::Run,
            "r" => {
                self.run = RunFormat::default();
                (self.symbols, self.is_red, self.run_style) = (None, false, None);
                self.is_raised = false;
            }
            "oMath" => {
                let mut equation = EquationReader::default();
                equation.open(element);
                self.equation = Some(equation);
            }
            "t" => self.in_text = true,
            "tab" | "ptab" if !self.hidden => self.words.push('\t'),
            "br" | "cr" => {
                if matches!(element.get("type").as_deref(), Some("page" | "column")) {
                    self.turns_page = !self.words.trim().is_empty();
                } else {
                    self.words.push('\n');
                }
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
        if let Some(equation) = &mut self.equation {
            if let Some(words) = equation.close() {
                self.words += &words;
                self.equation = None;
            }
            return;
        }
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
        if let Some(equation) = &mut self.equation {
            equation.text(words);
            return;
        }
        if !self.in_text || self.hidden {
            return;
        }
        if self.turns_page && !words.trim().is_empty() {
            self.turns_page = false;
            self.words.push('\n');
        }
        let signs = self.symbols.map(|font| font.signs(words));
        let words = signs.as_deref().unwrap_or(words);
        let raised = self.is_raised.then(|| raised(words));
        let words = raised.as_deref().unwrap_or(words);
        if words.contains('\n') {
            words
                .split(['\n', '\r'])
                .for_each(|line| self.words += line.trim());
        } else {
            self.words.extend(words.split('\r'));
        }
        if self.is_red {
            self.red_bytes += words.len();
        } else {
            self.other_bytes += words.len();
        }
        if looks.is_some() {
            *self.runs.entry(self.run.clone()).or_default() += words.len();
        }
    }

    /// Returns whether words of the text are being read.
    pub(super) fn is_in_text(&self) -> bool {
        self.in_text && self.equation.is_none()
    }

    /// Takes what a field without a result shows.
    pub(super) fn field_words(&mut self, words: &str) {
        if !self.hidden {
            self.words += words;
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
        let is_hidden = sheet.run(style).hidden == Some(true) && !self.is_shown;
        let run = if has_looks {
            let most = self.runs.into_iter().max_by(|(a, most), (b, bytes)| {
                // Among equals the first in order, so that the same file gives the same layout.
                most.cmp(bytes).then_with(|| a.cmp(b))
            });
            most.map(|(run, _)| run)
                .unwrap_or_default()
                .over(&sheet.run(style))
        } else {
            RunFormat::default()
        };
        WordParagraph {
            number: String::new(),
            words: if is_hidden { String::new() } else { self.words },
            level: format.level(),
            aside: self.aside,
            shows_page_number: self.shows_page_number,
            is_red: self.red_bytes > self.other_bytes,
            run,
            format,
        }
    }
}

/// The font of a run if it draws signs for letters.
fn symbol_font(fonts: &Element) -> Option<SymbolFont> {
    let name = fonts.get("ascii").or_else(|| fonts.get("hAnsi"))?;
    SymbolFont::named(&name)
}

/// The signs for powers where words are digits: m2 with a raised 2 is m².
fn raised(words: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| {
        c.to_digit(10)
            .and_then(|digit| DIGITS.get(digit as usize))
            .copied()
    };
    words.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// Whether a colour is the red of a letterhead: `FF0000`, `C00000`.
fn is_red(color: &str) -> bool {
    let part = |at: usize| {
        color
            .get(at..at + 2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
    };
    match (part(0), part(2), part(4)) {
        (Some(red), Some(green), Some(blue)) => red >= 0xB0 && green < 0x50 && blue < 0x50,
        _ => false,
    }
}

fn plain_paragraph(words: &str) -> WordBlock {
    WordBlock::Paragraph(WordParagraph {
        words: words.to_owned(),
        ..WordParagraph::default()
    })
}

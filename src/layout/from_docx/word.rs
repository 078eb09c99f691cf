//! Word: a `.docx` of any origin to its paragraphs with what they are set in, in one pass and within bounds.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::format::TextFormat;
use super::theme::Theme;
use crate::diagnostic::Message;
use crate::error::{Error, Result};

/// The most a part may unpack to.
const LARGEST: u64 = 64 << 20;
/// The deepest nesting of elements that is followed.
const DEEPEST: usize = 256;
/// The most footers that are looked at: three a section, of which most reports have few.
const MOST_FOOTERS: usize = 12;
/// The longest chain of styles based on styles.
const LONGEST_CHAIN: usize = 16;

/// What a file tells about its looks.
#[derive(Default)]
pub(super) struct WordFile {
    pub(super) sheet: Sheet,
    pub(super) paragraphs: Vec<FormattedParagraph>,
    /// The paragraphs of its footers that hold a page's number.
    pub(super) footers: Vec<FormattedParagraph>,
}

/// The page of the first section that stands upright; in twips.
#[derive(Default)]
pub(super) struct Sheet {
    /// Width, height, top, bottom, left, right.
    pub(super) sides: [Option<i32>; 6],
    /// From the edge of the paper to the foot of the footer.
    pub(super) footer: Option<i32>,
    /// From line to line of the grid, where lines keep to one.
    pub(super) grid: Option<i32>,
}

/// A paragraph, and what most of its words are set in.
#[derive(Default)]
pub(super) struct FormattedParagraph {
    pub(super) text: String,
    pub(super) in_table: bool,
    /// Whether it holds the number of its page.
    pub(super) numbered: bool,
    pub(super) format: TextFormat,
}

impl WordFile {
    /// Reads a file.
    pub(super) fn read(file: &[u8]) -> Result<Self> {
        let refused = || Error::new(Message::plain("layout.reference"));
        let mut zip = ZipArchive::new(Cursor::new(file)).map_err(|_| refused())?;
        let theme = part(&mut zip, "word/theme/theme1.xml")?
            .and_then(|xml| Theme::read(&xml))
            .unwrap_or_default();
        let styles = match part(&mut zip, "word/styles.xml")? {
            Some(xml) => WordStyles::read(&xml, theme).ok_or_else(refused)?,
            None => WordStyles { theme, ..WordStyles::default() },
        };
        let xml = part(&mut zip, "word/document.xml")?.ok_or_else(refused)?;
        let mut word = read_document(&xml, &styles).ok_or_else(refused)?;
        word.footers = footers(&mut zip, &styles)?;
        if word.paragraphs.iter().all(|paragraph| paragraph.text.trim().is_empty()) {
            return Err(Error::new(Message::plain("layout.reference-empty")));
        }
        Ok(word)
    }
}

/// The paragraphs of footers that count pages.
fn footers(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    styles: &WordStyles,
) -> Result<Vec<FormattedParagraph>> {
    let mut paths: Vec<String> =
        zip.file_names().filter(|path| path.starts_with("word/footer")).map(String::from).collect();
    paths.sort_unstable();
    let mut numbers = Vec::new();
    for path in paths.iter().take(MOST_FOOTERS) {
        let footer = part(zip, path)?.and_then(|xml| read_document(&xml, styles));
        numbers.extend(
            footer
                .into_iter()
                .flat_map(|footer| footer.paragraphs)
                .filter(|paragraph| paragraph.numbered),
        );
    }
    Ok(numbers)
}

/// A part as text, if the file has it.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, path: &str) -> Result<Option<String>> {
    let Ok(file) = zip.by_name(path) else { return Ok(None) };
    let mut bytes = Vec::new();
    // One more than may be, so that too much is seen.
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > LARGEST {
        return Err(Error::new(Message::plain("layout.reference-large")));
    }
    match (read, String::from_utf8(bytes)) {
        (Ok(_), Ok(xml)) => Ok(Some(xml)),
        _ => Err(Error::new(Message::plain("layout.reference"))),
    }
}

/// Walks the elements of a part: each start with the names of those around it, then each text and end. None for XML
/// that cannot be read.
pub(super) fn walk(xml: &str, mut see: impl FnMut(&[String], StyledThing)) -> Option<()> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                open.push(String::from_utf8_lossy(start.name().as_ref()).into_owned());
                if open.len() > DEEPEST {
                    return None;
                }
                see(&open, StyledThing::Start(&start));
            }
            Event::Empty(start) => {
                open.push(String::from_utf8_lossy(start.name().as_ref()).into_owned());
                see(&open, StyledThing::Start(&start));
                see(&open, StyledThing::End);
                open.pop();
            }
            Event::End(_) => {
                see(&open, StyledThing::End);
                open.pop()?;
            }
            Event::Text(text) => see(&open, StyledThing::Text(&text.decode().ok()?)),
            Event::Eof => return open.is_empty().then_some(()),
            _ => {}
        }
    }
}

pub(super) enum StyledThing<'a> {
    Start(&'a BytesStart<'a>),
    Text(&'a str),
    End,
}

pub(super) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    String::from_utf8(found.value.into_owned()).ok()
}

/// Whether an element stands among properties of runs; those of a paragraph's mark do not count.
fn in_run(open: &[String]) -> Option<bool> {
    match open {
        [.., above, parent, _] if parent == "w:rPr" => (above != "w:pPr").then_some(true),
        [.., parent, _] if parent == "w:pPr" => Some(false),
        _ => None,
    }
}

/// The styles by id, each with what it and its bases say.
#[derive(Default)]
struct WordStyles {
    own: HashMap<String, WordStyle>,
    defaults: TextFormat,
    /// The id of the style of paragraphs that name none.
    normal: String,
    theme: Theme,
}

#[derive(Default)]
struct WordStyle {
    base: Option<String>,
    format: TextFormat,
}

impl WordStyles {
    fn read(xml: &str, theme: Theme) -> Option<Self> {
        let mut styles = Self { theme, ..Self::default() };
        let mut current: Option<(String, WordStyle)> = None;
        walk(xml, |open, seen| {
            let name = open.last().map_or("", String::as_str);
            match seen {
                StyledThing::Start(start) if name == "w:style" => {
                    let id = attribute(start, "w:styleId").unwrap_or_default();
                    let default = attribute(start, "w:default")
                        .is_some_and(|value| value == "1" || value == "true");
                    if default && attribute(start, "w:type").as_deref() == Some("paragraph") {
                        styles.normal.clone_from(&id);
                    }
                    current = Some((id, WordStyle::default()));
                }
                StyledThing::Start(start) => match (&mut current, in_run(open)) {
                    (Some((_, style)), _) if name == "w:basedOn" => {
                        style.base = attribute(start, "w:val");
                    }
                    (Some((_, style)), Some(in_run)) => {
                        style.format.take(name, in_run, |key| styles.theme.attribute(start, key));
                    }
                    (None, Some(in_run)) => {
                        styles
                            .defaults
                            .take(name, in_run, |key| styles.theme.attribute(start, key));
                    }
                    _ => {}
                },
                StyledThing::End if name == "w:style" => styles.own.extend(current.take()),
                _ => {}
            }
        })?;
        Some(styles)
    }

    /// What a style and all it is based on say.
    fn format(&self, id: Option<&str>) -> TextFormat {
        let mut format = TextFormat::default();
        let mut next = Some(id.unwrap_or(&self.normal));
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.own.get(id)) else { break };
            format = format.over(&style.format);
            next = style.base.as_deref();
        }
        format.over(&self.defaults)
    }
}

/// A paragraph being read.
#[derive(Default)]
struct OpenParagraph {
    text: String,
    style: Option<String>,
    direct: TextFormat,
    run: TextFormat,
    /// What the words are set in, and how many bytes of them.
    runs: HashMap<TextFormat, usize>,
    numbered: bool,
}

impl OpenParagraph {
    fn close(self, styles: &WordStyles, in_table: bool) -> FormattedParagraph {
        let most = self
            .runs
            .into_iter()
            .max_by(|(a, most), (b, bytes)| most.cmp(bytes).then_with(|| a.cmp(b)));
        let run = most.map(|(format, _)| format).unwrap_or_default();
        let format = run.over(&self.direct).over(&styles.format(self.style.as_deref()));
        FormattedParagraph { text: self.text, in_table, numbered: self.numbered, format }
    }
}

fn read_document(xml: &str, styles: &WordStyles) -> Option<WordFile> {
    let mut word = WordFile::default();
    // Text boxes hold paragraphs inside paragraphs.
    let mut paragraphs: Vec<OpenParagraph> = Vec::new();
    let mut sheet = Sheet::default();
    walk(xml, |open, seen| {
        let name = open.last().map_or("", String::as_str);
        match seen {
            StyledThing::Start(_) if name == "w:p" => paragraphs.push(OpenParagraph::default()),
            StyledThing::Start(start)
                if open.iter().rev().nth(1).is_some_and(|parent| parent == "w:sectPr") =>
            {
                sheet.take(name, start);
            }
            StyledThing::End if name == "w:sectPr" => {
                let sheet = std::mem::take(&mut sheet);
                if word.sheet.sides[0].is_none() && sheet.is_upright() {
                    word.sheet = sheet;
                }
            }
            StyledThing::Start(start) => {
                let Some(paragraph) = paragraphs.last_mut() else { return };
                match (name, in_run(open)) {
                    ("w:r", _) => paragraph.run = TextFormat::default(),
                    ("w:fldSimple", _) => {
                        paragraph.numbered |=
                            attribute(start, "w:instr").is_some_and(|code| counts(&code));
                    }
                    ("w:pStyle", _) => paragraph.style = attribute(start, "w:val"),
                    (_, Some(true)) => {
                        paragraph.run.take(name, true, |key| styles.theme.attribute(start, key));
                    }
                    (_, Some(false)) => {
                        paragraph.direct.take(name, false, |key| attribute(start, key));
                    }
                    _ => {}
                }
            }
            StyledThing::Text(code) if name == "w:instrText" => {
                if let Some(paragraph) = paragraphs.last_mut() {
                    paragraph.numbered |= counts(code);
                }
            }
            StyledThing::Text(words) if name == "w:t" => {
                if let Some(paragraph) = paragraphs.last_mut() {
                    paragraph.text.push_str(words);
                    *paragraph.runs.entry(paragraph.run.clone()).or_default() += words.len();
                }
            }
            StyledThing::End if name == "w:p" => {
                let in_table = open.iter().any(|name| name == "w:tc");
                word.paragraphs
                    .extend(paragraphs.pop().map(|paragraph| paragraph.close(styles, in_table)));
            }
            _ => {}
        }
    })?;
    Some(word)
}

/// Whether the code of a field prints the number of its page.
fn counts(code: &str) -> bool {
    code.split_whitespace().next() == Some("PAGE")
}

impl Sheet {
    fn is_upright(&self) -> bool {
        self.sides[0] <= self.sides[1]
    }

    /// Takes what a section says of its page.
    fn take(&mut self, element: &str, start: &BytesStart) {
        let number =
            |name: &str| attribute(start, name).and_then(|value| value.parse::<i32>().ok());
        match element {
            "w:pgSz" => {
                let sides = ["w:w", "w:h"]
                    .map(|name| number(name).filter(|side| (1000..=40_000).contains(side)));
                self.sides[..2].copy_from_slice(&sides);
            }
            "w:pgMar" => {
                let margins = ["w:top", "w:bottom", "w:left", "w:right"]
                    .map(|name| number(name).map(i32::abs));
                self.sides[2..]
                    .copy_from_slice(&margins.map(|margin| margin.filter(|side| *side <= 20_000)));
                self.footer = number("w:footer").filter(|footer| (0..=20_000).contains(footer));
            }
            "w:docGrid" => {
                let keeps = attribute(start, "w:type").is_some_and(|kind| kind != "default");
                self.grid =
                    number("w:linePitch").filter(|pitch| keeps && (100..=4000).contains(pitch));
            }
            _ => {}
        }
    }
}

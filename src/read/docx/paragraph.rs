//! Paragraphs: the runs of one to its words as a reader sees them: symbols by their look, nothing hidden or deleted.

use super::styles::outline_level;
use super::xml::Element;

/// A paragraph being read; text boxes nest them.
#[allow(clippy::struct_excessive_bools)] // Where a reader stands in it; each is looked at alone.
#[derive(Default)]
pub(super) struct ParagraphReader {
    pub(super) words: String,
    pub(super) style: Option<String>,
    pub(super) level: Option<Option<u8>>,
    pub(super) list: Option<String>,
    pub(super) list_level: Option<usize>,
    pub(super) centred: Option<bool>,
    /// Text boxes and charts that stand in it: whole lines for below.
    pub(super) boxes: Vec<String>,
    /// Whether its end was deleted: the next paragraph goes on where it stops.
    pub(super) goes_on: bool,
    /// Whether it stands in a table of contents.
    pub(super) listed: bool,
    /// The alternative text of the last drawing.
    drawn: String,
    in_properties: bool,
    in_text: bool,
    hidden: bool,
}

impl ParagraphReader {
    pub(super) fn open(&mut self, element: &Element) {
        let value = element.value();
        match element.name.as_str() {
            "t" => self.in_text = true,
            "tab" | "ptab" if self.in_run(element) => self.words.push('\t'),
            "br" | "cr" if !matches!(element.get("type"), Some("page" | "column")) => {
                self.words.push('\n');
            }
            "noBreakHyphen" => self.words.push('-'),
            "sym" if !self.hidden => self.words.extend(symbol(element)),
            "pPr" => self.in_properties = true,
            "pStyle" => self.style = value.map(str::to_owned),
            "outlineLvl" => self.level = Some(value.and_then(outline_level)),
            "numId" => self.list = value.map(str::to_owned),
            "jc" => self.centred = value.map(|value| value == "center"),
            "ilvl" => self.list_level = value.and_then(|level| level.parse().ok()),
            "vanish" => self.hidden = element.is_on(),
            "docPr" => element.get("descr").unwrap_or_default().clone_into(&mut self.drawn),
            // Of pictures the alternative text is seldom more than a file's name.
            "chart" => {
                let said = std::mem::take(&mut self.drawn);
                self.boxes
                    .extend(said.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
            }
            _ => {}
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => self.hidden = false,
            // A hidden paragraph mark hides nothing but itself.
            "pPr" => (self.hidden, self.in_properties) = (false, false),
            _ => {}
        }
    }

    /// Words of a run. A line break among them is one of the file's, not of the text.
    pub(super) fn text(&mut self, words: &str) {
        if self.in_text && !self.hidden {
            words.split(['\n', '\r']).for_each(|line| {
                self.words += if words.contains('\n') { line.trim() } else { line }
            });
        }
    }

    /// Notes a deletion: that of its end stands among its properties.
    pub(super) fn deleted(&mut self) {
        self.goes_on |= self.in_properties;
    }

    /// A tab stop (`w:tabs/w:tab`) has a position; a tab in the text has none.
    fn in_run(&self, element: &Element) -> bool {
        element.get("pos").is_none() && !self.hidden
    }
}

/// A character of a symbol font: by its code, or in Wingdings by its look; other fonts' private ones show nothing.
fn symbol(element: &Element) -> Option<char> {
    let code = u32::from_str_radix(element.get("char")?, 16).ok()?;
    let own = char::from_u32(code).filter(|_| !(0xE000..=0xF8FF).contains(&code));
    let wingdings = || match code & 0xFF {
        0x6C => Some('●'),
        0x6E => Some('■'),
        0x6F | 0xA8 => Some('□'),
        0xFB => Some('×'),
        0xFC => Some('√'),
        0xFE => Some('☑'),
        _ => None,
    };
    own.or_else(|| wingdings().filter(|_| element.get("font") == Some("Wingdings")))
}

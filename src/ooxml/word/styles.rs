//! Reads a Word file's styles, each with the styles it is based on.

use std::collections::{HashMap, HashSet};

use super::format::{ParagraphFormat, RunFormat};
use super::theme::Theme;
use super::tracked::next_current;
use crate::ooxml::limits::LONGEST_STYLE_CHAIN;
use crate::ooxml::{PackageResult, XmlEvent, XmlReader};

/// The styles of a file.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    styles: HashMap<String, WordStyle>,
    /// `w:docDefaults`
    default_run: RunFormat,
    default_paragraph: ParagraphFormat,
    /// The ids of the styles of prompts: 单击此处输入文字.
    prompts: HashSet<String>,
    /// The id of the style of paragraphs that name none.
    normal: Option<String>,
    pub(super) theme: Theme,
}

#[derive(Debug, Default)]
struct WordStyle {
    based_on: Option<String>,
    run: RunFormat,
    paragraph: ParagraphFormat,
}

impl StyleSheet {
    /// Reads `word/styles.xml`; an empty part has no styles.
    ///
    /// # Errors
    /// When it is no XML, or is beyond the limits.
    pub(super) fn read(part: &str, theme: Theme) -> PackageResult<Self> {
        let mut sheet = Self {
            theme,
            ..Self::default()
        };
        let mut current: Option<(String, WordStyle)> = None;
        let (mut in_run, mut in_paragraph) = (false, false);
        let mut reader = XmlReader::new(part);
        while let Some(event) = next_current(&mut reader)? {
            match event {
                XmlEvent::Open(element) => match element.name {
                    "style" => {
                        let id = element.get("styleId").unwrap_or_default().into_owned();
                        let default =
                            matches!(element.get("default").as_deref(), Some("1" | "true"));
                        if default && element.get("type").as_deref() == Some("paragraph") {
                            sheet.normal = Some(id.clone());
                        }
                        current = Some((id, WordStyle::default()));
                    }
                    "name" => {
                        let is_prompt = element.value().is_some_and(|name| is_prompt(&name));
                        let id = current.as_ref().filter(|_| is_prompt).map(|(id, _)| id);
                        sheet.prompts.extend(id.cloned());
                    }
                    "basedOn" => {
                        if let Some((_, style)) = &mut current {
                            style.based_on = element.value().map(Into::into);
                        }
                    }
                    "rPr" => in_run = true,
                    "pPr" => in_paragraph = true,
                    _ => {
                        let (run, paragraph) = match &mut current {
                            Some((_, style)) => (&mut style.run, &mut style.paragraph),
                            None => (&mut sheet.default_run, &mut sheet.default_paragraph),
                        };
                        if in_run {
                            run.take(&element, &sheet.theme);
                        } else if in_paragraph {
                            paragraph.take(&element);
                        }
                    }
                },
                XmlEvent::Close("rPr") => in_run = false,
                XmlEvent::Close("pPr") => in_paragraph = false,
                XmlEvent::Close("style") => sheet.styles.extend(current.take()),
                XmlEvent::Close(_) | XmlEvent::Text(_) => {}
            }
        }
        Ok(sheet)
    }

    /// Returns whether a style of runs is that of prompts.
    pub(super) fn is_prompt(&self, style: &str) -> bool {
        self.prompts.contains(style)
    }

    fn normal(&self) -> &str {
        self.normal.as_deref().unwrap_or("Normal")
    }

    /// Returns what a style and all it is based on set for runs, and the defaults.
    pub(super) fn run(&self, style: Option<&str>) -> RunFormat {
        let styles = self.chain(style);
        let set = styles.fold(RunFormat::default(), |format, style| {
            format.over(&style.run)
        });
        set.over(&self.default_run)
    }

    /// Returns what a style and all it is based on set for paragraphs, and the defaults.
    pub(super) fn paragraph(&self, style: Option<&str>) -> ParagraphFormat {
        let styles = self.chain(style);
        let set = styles.fold(ParagraphFormat::default(), |format, style| {
            format.over(&style.paragraph)
        });
        set.over(&self.default_paragraph)
    }

    /// Returns the ids of a style and of those it is based on.
    pub(super) fn ids<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        let first = style.unwrap_or_else(|| self.normal());
        let based_on = |id: &&'a str| self.styles.get(*id)?.based_on.as_deref();
        std::iter::successors(Some(first), based_on).take(LONGEST_STYLE_CHAIN)
    }

    /// A style and those it is based on; of no style, the one of paragraphs that name none.
    fn chain<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = &'a WordStyle> {
        let first = style.unwrap_or_else(|| self.normal());
        let based_on = |style: &&'a WordStyle| self.styles.get(style.based_on.as_deref()?);
        std::iter::successors(self.styles.get(first), based_on).take(LONGEST_STYLE_CHAIN)
    }
}

/// Returns the ids of the styles of prompts in `word/styles.xml`; none where it is damaged.
pub(in crate::ooxml) fn prompt_styles(part: &str) -> HashSet<String> {
    StyleSheet::read(part, Theme::default()).map_or_else(|_| HashSet::new(), |sheet| sheet.prompts)
}

/// Whether a style's name is Word's own for what an empty control shows; WPS writes it so, too.
fn is_prompt(name: &str) -> bool {
    name.eq_ignore_ascii_case("Placeholder Text") || name == "占位符文本"
}

//! Theme: the theme part of a Word file to the faces its styles call 正文 and 标题 (`minorEastAsia`, `majorHAnsi`).

use quick_xml::events::BytesStart;

use super::word::{StyledThing, attribute, walk};

/// The faces of a theme: of text, then of headings.
#[derive(Default)]
pub(super) struct Theme([Faces; 2]);

#[derive(Default)]
struct Faces {
    latin: Option<String>,
    /// What the theme names for all of East Asia, or else for Chinese.
    chinese: Option<String>,
}

impl Theme {
    /// Reads `theme1.xml`. None for XML that cannot be read.
    pub(super) fn read(xml: &str) -> Option<Self> {
        let mut theme = Self::default();
        walk(xml, |open, seen| {
            let ([.., parent, name], StyledThing::Start(start)) = (open, seen) else { return };
            let faces = match parent.as_str() {
                "a:minorFont" => &mut theme.0[0],
                "a:majorFont" => &mut theme.0[1],
                _ => return,
            };
            let face = attribute(start, "typeface").filter(|face| !face.is_empty());
            match name.as_str() {
                "a:latin" => faces.latin = face,
                "a:ea" => faces.chinese = face,
                "a:font" if attribute(start, "script").as_deref() == Some("Hans") => {
                    faces.chinese = faces.chinese.take().or(face);
                }
                _ => {}
            }
        })?;
        Some(theme)
    }

    /// An attribute, faces looked up in the theme: a face of the theme goes before a face by name.
    pub(super) fn attribute(&self, start: &BytesStart, name: &str) -> Option<String> {
        let of_theme = match name {
            "w:eastAsia" => attribute(start, "w:eastAsiaTheme").and_then(|name| self.face(&name)),
            "w:ascii" => attribute(start, "w:asciiTheme").and_then(|name| self.face(&name)),
            _ => None,
        };
        of_theme.or_else(|| attribute(start, name))
    }

    fn face(&self, name: &str) -> Option<String> {
        let faces = &self.0[usize::from(name.starts_with("major"))];
        if name.ends_with("EastAsia") { faces.chinese.clone() } else { faces.latin.clone() }
    }
}

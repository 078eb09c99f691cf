//! Resolves the faces that styles name by the theme: 正文 and 标题 (`minorEastAsia`, `majorHAnsi`).

use crate::ooxml::limits::LONGEST_NAME_BYTES;
use crate::ooxml::{Element, PackageResult, XmlEvent, XmlReader};

/// The faces of a theme.
#[derive(Debug, Default)]
pub(crate) struct Theme {
    /// Of headings.
    major: Faces,
    /// Of text.
    minor: Faces,
}

#[derive(Debug, Default)]
struct Faces {
    latin: Option<String>,
    /// What the theme names for all of East Asia, or else for Chinese.
    chinese: Option<String>,
}

impl Theme {
    /// Reads the theme's part.
    ///
    /// # Errors
    /// When it is no XML, or is beyond the limits.
    pub(super) fn read(part: &str) -> PackageResult<Self> {
        let mut theme = Self::default();
        let mut in_major = None;
        let mut reader = XmlReader::new(part);
        while let Some(event) = reader.next_event()? {
            match event {
                XmlEvent::Open(element) if element.name == "majorFont" => in_major = Some(true),
                XmlEvent::Open(element) if element.name == "minorFont" => in_major = Some(false),
                XmlEvent::Close("majorFont" | "minorFont") => in_major = None,
                XmlEvent::Open(element) => match in_major {
                    Some(true) => theme.major.take(&element),
                    Some(false) => theme.minor.take(&element),
                    None => {}
                },
                XmlEvent::Close(_) | XmlEvent::Text(_) => {}
            }
        }
        Ok(theme)
    }

    /// Returns the Chinese face of a `w:rFonts`; a face of the theme goes before a face by name.
    pub(super) fn chinese_face(&self, fonts: &Element) -> Option<String> {
        let of_theme = fonts.get("eastAsiaTheme").and_then(|name| self.face(&name));
        of_theme.or_else(|| face_name(fonts, "eastAsia"))
    }

    /// Returns the Latin face of a `w:rFonts`.
    pub(super) fn latin_face(&self, fonts: &Element) -> Option<String> {
        let of_theme = fonts.get("asciiTheme").and_then(|name| self.face(&name));
        of_theme.or_else(|| face_name(fonts, "ascii"))
    }

    fn face(&self, name: &str) -> Option<String> {
        let faces = if name.starts_with("major") {
            &self.major
        } else {
            &self.minor
        };
        if name.ends_with("EastAsia") {
            faces.chinese.clone()
        } else {
            faces.latin.clone()
        }
    }
}

impl Faces {
    fn take(&mut self, element: &Element) {
        let face = face_name(element, "typeface");
        match element.name {
            "latin" => self.latin = face,
            "ea" => self.chinese = face,
            "font" if element.get("script").as_deref() == Some("Hans") => {
                self.chinese = self.chinese.take().or(face);
            }
            _ => {}
        }
    }
}

/// The name of a face; none where it is empty, or longer than a face that a program can have.
fn face_name(element: &Element, key: &str) -> Option<String> {
    let name = element.get(key)?;
    let is_name = (1..=LONGEST_NAME_BYTES).contains(&name.len());
    is_name.then(|| name.into_owned())
}

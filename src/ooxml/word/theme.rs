//! Resolves the faces that styles name by the theme: 正文 and 标题 (`minorEastAsia`, `majorHAnsi`).

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
        of_theme.or_else(|| fonts.get("eastAsia").map(Into::into))
    }

    /// Returns the Latin face of a `w:rFonts`.
    pub(super) fn latin_face(&self, fonts: &Element) -> Option<String> {
        let of_theme = fonts.get("asciiTheme").and_then(|name| self.face(&name));
        of_theme.or_else(|| fonts.get("ascii").map(Into::into))
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
        let face = element
            .get("typeface")
            .filter(|face| !face.is_empty())
            .map(Into::into);
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

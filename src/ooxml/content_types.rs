//! Reads and writes `[Content_Types].xml`: what each part of a package holds.

use super::escape::DECLARATION;
use super::limits::PackageResult;
use super::relations::PACKAGE;
use super::xml::{XmlEvent, XmlReader};

/// The types of single parts.
pub(super) struct ContentTypes {
    /// Name of a part, without the slash at its front, and its type.
    overrides: Vec<(String, String)>,
}

impl ContentTypes {
    /// Reads the list.
    ///
    /// # Errors
    /// When it is no XML.
    pub(super) fn read(list: &str) -> PackageResult<Self> {
        let mut overrides = Vec::new();
        let mut reader = XmlReader::new(list);
        while let Some(event) = reader.next_event()? {
            let XmlEvent::Open(element) = event else {
                continue;
            };
            if let (Some(part), Some(kind)) = (element.get("PartName"), element.get("ContentType"))
            {
                overrides.push((part.trim_start_matches('/').to_owned(), kind.into_owned()));
            }
        }
        Ok(Self { overrides })
    }

    /// Returns the parts whose type holds one of these words, in the order of the list.
    pub(super) fn parts_of<'a>(&'a self, kinds: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let is_of_kind = |kind: &str| kinds.iter().any(|wanted| kind.contains(wanted));
        self.overrides
            .iter()
            .filter(move |(_, kind)| is_of_kind(kind))
            .map(|(part, _)| &**part)
    }
}

/// Writes the list: types by the ends of names, and types of parts by their whole names.
///
/// Names and types are the program's own and hold nothing that must be escaped.
pub(crate) fn content_types<'a>(
    defaults: &[(&str, &str)],
    overrides: impl IntoIterator<Item = (&'a str, String)>,
) -> String {
    let mut xml = format!(
        r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#
    );
    for (extension, kind) in defaults {
        xml += &format!(r#"<Default Extension="{extension}" ContentType="{kind}"/>"#);
    }
    for (part, kind) in overrides {
        xml += &format!(r#"<Override PartName="/{part}" ContentType="{kind}"/>"#);
    }
    xml + "</Types>"
}

#[cfg(test)]
mod tests {
    use super::{ContentTypes, content_types};

    #[test]
    fn what_is_written_is_read() {
        let list = content_types(
            &[("xlsx", "sheet")],
            [
                ("word/a.xml", "x.document.main+xml".to_owned()),
                ("b.xml", "y".to_owned()),
            ],
        );
        let types = ContentTypes::read(&list).expect("a list");
        let parts: Vec<&str> = types.parts_of(&["document.main"]).collect();
        assert_eq!(parts, ["word/a.xml"]);
    }
}

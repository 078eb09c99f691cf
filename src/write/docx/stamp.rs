//! Names a draft in the properties of its Word file, so that it can be drafted anew.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::document::Document;
use crate::ooxml::{DECLARATION, XmlEvent, XmlReader, escaped};

/// Which draft a file is: what its properties say, so that it can be drafted anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftStamp {
    /// The name of its genre.
    pub genre: String,
    /// The version of the program that drafted it.
    pub version: String,
    /// The hash of what its answers drafted, 16 hexadecimal digits: the same answers in the same
    /// template have the same.
    pub hash: String,
}

/// The names of the properties.
const GENRE: &str = "nigao.genre";
const VERSION: &str = "nigao.version";
const HASH: &str = "nigao.hash";
/// How many bytes of the hash are stated: enough to tell one year's drafts apart.
const HASH_BYTES: usize = 8;
/// What Office calls the set that custom properties are of.
const CUSTOM_SET: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

impl DraftStamp {
    /// Returns the stamp of a document of a genre, drafted by this program.
    #[must_use]
    pub fn of(genre: &str, document: &Document) -> Self {
        let digest = Sha256::digest(document.to_string().as_bytes());
        let hash = digest
            .iter()
            .take(HASH_BYTES)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self {
            genre: genre.to_owned(),
            version,
            hash,
        }
    }

    /// Reads the stamp in `docProps/custom.xml`, whatever program has saved it since.
    #[must_use]
    pub fn read(part: &str) -> Option<Self> {
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        let mut name = None;
        let mut reader = XmlReader::new(part);
        while let Ok(Some(event)) = reader.next_event() {
            match event {
                XmlEvent::Open(element) if element.name == "property" => {
                    name = element.get("name").map(std::borrow::Cow::into_owned);
                }
                XmlEvent::Text(words) => {
                    if let Some(name) = &name {
                        values.entry(name.clone()).or_default().push_str(&words);
                    }
                }
                XmlEvent::Close("property") => name = None,
                _ => {}
            }
        }
        let mut take = |name: &str| values.remove(name).map(|value| value.trim().to_owned());
        Some(Self {
            genre: take(GENRE)?,
            version: take(VERSION)?,
            hash: take(HASH)?,
        })
    }

    /// Returns `docProps/custom.xml` with this stamp in place of an old one, if it has one.
    #[must_use]
    pub(crate) fn renewed(&self, part: &str) -> Option<String> {
        let old = Self::read(part)?;
        let values = [
            (GENRE, old.genre, &self.genre),
            (VERSION, old.version, &self.version),
            (HASH, old.hash, &self.hash),
        ];
        let mut new = part.to_owned();
        for (name, old, value) in values {
            // The value stands in the element behind its name, whatever stands between.
            let start = new.find(&format!("\"{name}\""))?;
            let at = start + new[start..].find(&format!(">{}<", escaped(&old)))? + 1;
            new.replace_range(at..at + escaped(&old).len(), &escaped(value));
        }
        Some(new)
    }

    /// Writes `docProps/custom.xml`.
    pub(super) fn part(&self) -> String {
        let mut xml = format!(
            concat!(
                "{}<Properties",
                r#" xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties""#,
                r#" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">"#
            ),
            DECLARATION
        );
        let values = [
            (GENRE, &self.genre),
            (VERSION, &self.version),
            (HASH, &self.hash),
        ];
        // Numbers of properties begin at 2.
        for ((name, value), number) in values.into_iter().zip(2..) {
            xml += &format!(
                concat!(
                    r#"<property fmtid="{}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr>"#,
                    "</property>"
                ),
                CUSTOM_SET,
                number,
                name,
                escaped(value)
            );
        }
        xml + "</Properties>"
    }
}

#[cfg(test)]
mod tests {
    use super::DraftStamp;

    #[test]
    fn what_is_written_is_read() {
        let document = "# 报告\n正文。".parse().expect("markup");
        let stamp = DraftStamp::of("镇 <报告> & \"其他\"", &document);
        assert_eq!(stamp.hash.len(), 16);
        assert_eq!(DraftStamp::read(&stamp.part()), Some(stamp.clone()));
        let other = DraftStamp::of("别的", &"另一稿。".parse().expect("markup"));
        let renewed = other.renewed(&stamp.part()).expect("a stamp");
        assert_eq!(renewed, other.part());
        assert_eq!(other.renewed("<Properties/>"), None);
        assert_eq!(DraftStamp::read("<Properties/>"), None);
        assert_eq!(DraftStamp::read("<Properties"), None);
    }
}

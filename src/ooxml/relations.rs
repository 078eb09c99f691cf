//! Reads and writes relations: which parts a part of an Office file names, and what they are to it.

use std::borrow::Cow;

use super::escape::DECLARATION;
use super::limits::PackageResult;
use super::xml::{XmlEvent, XmlReader};

/// What the namespaces of packages begin with.
pub(super) const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// What the types of relations inside a package begin with, without a slash at the end.
pub(super) const PACKAGE_RELATIONS: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships";
/// What the types of relations between Office parts begin with, without a slash at the end.
pub(crate) const OFFICE_RELATIONS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part that another names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartRelation {
    /// What the other calls it: `rId1`.
    pub(crate) id: String,
    /// What it is to the other, the last word of its type: `officeDocument`, `styles`.
    ///
    /// The words before it tell Strict files from Transitional ones and nothing else.
    pub(crate) kind: String,
    /// Its name in the package.
    pub(crate) part: String,
}

/// Returns the name of the part that lists the relations of a part.
pub(super) fn list_of(source: &str) -> String {
    let (folder, name) = source.rsplit_once('/').unwrap_or(("", source));
    resolve(folder, &format!("_rels/{name}.rels"))
}

/// Reads the list of what `source` names. What stands outside the package is left out.
pub(super) fn read(source: &str, list: &str) -> PackageResult<Vec<PartRelation>> {
    let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut relations = Vec::new();
    let mut reader = XmlReader::new(list);
    while let Some(event) = reader.next_event()? {
        let XmlEvent::Open(element) = event else {
            continue;
        };
        let (Some(kind), Some(target)) = (element.get("Type"), element.get("Target")) else {
            continue;
        };
        if element
            .get("TargetMode")
            .is_some_and(|mode| mode.eq_ignore_ascii_case("External"))
        {
            continue;
        }
        relations.push(PartRelation {
            id: element.get("Id").unwrap_or_default().into_owned(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            part: resolve(folder, &percent_decoded(&target)),
        });
    }
    Ok(relations)
}

/// Writes a list of relations: id, type and target of each.
///
/// All three are the program's own and hold nothing that must be escaped.
pub(crate) fn relations<'a>(list: impl IntoIterator<Item = (&'a str, String, &'a str)>) -> String {
    let mut xml = format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONS}">"#);
    for (id, kind, target) in list {
        xml += &format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#);
    }
    xml + "</Relationships>"
}

/// Returns the name of a part in the form in which names are compared: without regard to ASCII case
/// (ECMA-376-2 6.2.2.3), and with `/` where some packers write `\`.
pub(super) fn part_key(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

/// Returns the part that a target means to a part of a folder: `../media/a.png` from
/// `xl/worksheets`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        steps.extend(folder.split('/').filter(|step| !step.is_empty()));
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Returns a target with `%E8%A1%A8` as the characters it stands for.
fn percent_decoded(target: &str) -> Cow<'_, str> {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let byte = after
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    if bytes.is_empty() {
        return Cow::Borrowed(target);
    }
    bytes.extend(rest.bytes());
    // Bytes that are no UTF-8 were no escapes.
    String::from_utf8(bytes).map_or(Cow::Borrowed(target), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::{list_of, part_key, percent_decoded, read, relations, resolve};

    #[test]
    fn targets_are_parts() {
        for (folder, target, part) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("xl/worksheets", "../media/a.png", "xl/media/a.png"),
            ("xl", r"worksheets\sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "./word/document.xml", "word/document.xml"),
            ("word", "../../../a.xml", "a.xml"),
        ] {
            assert_eq!(resolve(folder, target), part);
        }
        assert_eq!(list_of("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(list_of(""), "_rels/.rels");
        assert_eq!(part_key(r"\XL\Workbook.xml"), "xl/workbook.xml");
    }

    #[test]
    fn escapes_are_characters() {
        for (target, decoded) in [
            ("a%20b", "a b"),
            ("%E8%A1%A8.xml", "表.xml"),
            ("50%", "50%"),
            ("%zz%41", "%zzA"),
            ("%FF", "%FF"),
            ("", ""),
        ] {
            assert_eq!(percent_decoded(target), decoded);
        }
    }

    #[test]
    fn what_is_written_is_read_and_links_to_the_web_are_not() {
        let list = relations([("r1", "http://x/styles".to_owned(), "styles.xml")]);
        let list = list.replace(
            "</Relationships>",
            "<Relationship Id='r2' Type='http://x/hyperlink' Target='http://y' TargetMode='External'/></Relationships>",
        );
        let found = read("word/document.xml", &list).expect("a list");
        assert_eq!(found.len(), 1);
        assert_eq!(
            (&*found[0].id, &*found[0].kind, &*found[0].part),
            ("r1", "styles", "word/styles.xml")
        );
    }
}

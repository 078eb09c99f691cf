//! XML: words to character data that every reader takes, and the declarations parts begin with.

use crate::write::text::kept;

/// What every part begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of WordprocessingML.
pub(super) const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
/// The namespace of relationships inside a part.
pub(super) const R: &str = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// Writes words as character data; what XML or a line of text cannot hold goes, as in the text writer.
pub(super) fn push(out: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find(needs_care) {
        out.push_str(&rest[..at]);
        let Some(c) = rest[at..].chars().next() else { break };
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.extend(kept(c)),
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
}

fn needs_care(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"') || kept(c) != Some(c)
}

/// Words as the value of an attribute.
pub(super) fn attribute(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    push(&mut out, words);
    out
}

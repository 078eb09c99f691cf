//! XML: words to character data that every reader takes, and the declarations parts begin with.

use super::super::sanitize;
use super::super::sanitize::Replacement;

/// What every part begins with.
pub(in crate::write) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of Word's XML.
pub(super) const W: &str =
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
/// The namespace of relationships inside a part.
pub(super) const R: &str =
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// A tab, and back in the words of the run: `w:t` itself holds none.
pub(super) const TAB: &str = r#"</w:t><w:tab/><w:t xml:space="preserve">"#;

/// Writes words as the words of a run. Tells whether any of them would be set in the Latin face if the run did not say
/// otherwise: “”, ——, ……, ·, ×, ①; or keep its spaces.
pub(super) fn push(out: &mut String, words: &str) -> bool {
    let mut doubtful = false;
    sanitize::push(out, words, |c| match c {
        '&' => Replacement::Write("&amp;"),
        '<' => Replacement::Write("&lt;"),
        '>' => Replacement::Write("&gt;"),
        '\t' => {
            doubtful = true;
            Replacement::Write(TAB)
        }
        c => {
            doubtful |= matches!(c, '\u{A0}'..='\u{FF}' | '\u{2000}'..='\u{2FFF}');
            sanitize::fit(c)
        }
    });
    doubtful
}

/// Words as the value of an attribute or all of an element; tabs are spaces.
pub(in crate::write) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    sanitize::push(&mut out, words, |c| match c {
        '&' => Replacement::Write("&amp;"),
        '<' => Replacement::Write("&lt;"),
        '>' => Replacement::Write("&gt;"),
        '"' => Replacement::Write("&quot;"),
        '\t' => Replacement::Write(" "),
        c => sanitize::fit(c),
    });
    out
}

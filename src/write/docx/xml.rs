//! XML: words to character data that every reader takes, and the declarations parts begin with.

use crate::write::clean::{self, Care};

/// What every part begins with.
pub(in crate::write) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of Word's XML.
pub(super) const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
/// The namespace of relationships inside a part.
pub(super) const R: &str = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// A tab, and back in the words of the run: `w:t` itself holds none.
pub(super) const TAB: &str = r#"</w:t><w:tab/><w:t xml:space="preserve">"#;

/// Writes words as the words of a run. Tells whether any of them would be set in the Latin face if the run did not say
/// otherwise: “”, ——, ……, ·, ×, ①; or keep its spaces.
pub(super) fn push(out: &mut String, words: &str) -> bool {
    let mut doubtful = false;
    clean::push(out, words, |c| match c {
        '&' => Care::Write("&amp;"),
        '<' => Care::Write("&lt;"),
        '>' => Care::Write("&gt;"),
        '\t' => {
            doubtful = true;
            Care::Write(TAB)
        }
        c => {
            doubtful |= matches!(c, '\u{A0}'..='\u{FF}' | '\u{2000}'..='\u{2FFF}');
            clean::fit(c)
        }
    });
    doubtful
}

/// Words as the value of an attribute or all of an element; tabs are spaces.
pub(in crate::write) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    clean::push(&mut out, words, |c| match c {
        '&' => Care::Write("&amp;"),
        '<' => Care::Write("&lt;"),
        '>' => Care::Write("&gt;"),
        '"' => Care::Write("&quot;"),
        '\t' => Care::Write(" "),
        c => clean::fit(c),
    });
    out
}

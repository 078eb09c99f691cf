//! Writes the words of runs as XML that every reader takes, and names the vocabularies of parts.

use super::super::sanitize;
use super::super::sanitize::Replacement;

/// The namespace of Word's XML.
pub(super) const W: &str =
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
/// The namespace of relationships inside a part.
pub(super) const R: &str =
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// Ends the words of a run, sets a tab, and begins words again: `w:t` itself holds no tab.
pub(super) const TAB: &str = r#"</w:t><w:tab/><w:t xml:space="preserve">"#;

/// Writes words as the words of a run.
///
/// Returns whether any of them would be set in the Latin face if the run did not name a face
/// (“”, ——, ……, ·, ×, ①), or would lose spaces.
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

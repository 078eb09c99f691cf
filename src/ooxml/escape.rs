//! Escapes words for XML that every reader takes, and gives what parts begin with.

/// What every part begins with.
pub(crate) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Returns words as the value of an attribute or the text of an element.
///
/// Tabs and line breaks become spaces; what XML cannot hold goes.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if is_xml_character(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether XML can hold a character and every reader takes it: no control character and none of the
/// code points that are never characters.
fn is_xml_character(c: char) -> bool {
    let code = u32::from(c);
    let is_noncharacter = matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE;
    !(c.is_control() || is_noncharacter)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_are_values() {
        assert_eq!(
            escaped("“云溪” <镇> & \"区\""),
            "“云溪” &lt;镇&gt; &amp; &quot;区&quot;"
        );
        assert_eq!(escaped("一\t二\n三\r\u{1}\u{ffff}四"), "一 二 三四");
    }
}

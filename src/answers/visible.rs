//! Drops the characters of pasted text that nobody sees, and folds those that look like others.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::yaml::{Node, Value};

/// Drops invisible chars and folds radicals, in the keys and values of a whole tree.
pub(crate) fn clean(node: &mut Node) {
    match &mut node.value {
        Value::Scalar(words) => clean_text(words),
        Value::List(items) => items.iter_mut().for_each(clean),
        Value::Map(entries) => {
            for entry in entries {
                clean_text(&mut entry.key);
                clean(&mut entry.node);
            }
        }
        Value::Empty => {}
    }
}

fn clean_text(text: &mut String) {
    if let Cow::Owned(visible) = visible(text) {
        *text = visible;
    }
}

/// Drops invisible chars (soft hyphens, zero-width spaces, marks of direction, byte order marks),
/// folds Kangxi radicals, which PDF files print for hanzi that look the same (⼈ for 人), and makes
/// line breaks of what Word and web pages break lines with.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|c| is_invisible(c) || is_radical(c) || is_soft_break(c))
    {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        if is_radical(c) {
            visible.extend(c.nfkc());
        } else if is_soft_break(c) {
            visible.push('\n');
        } else if !is_invisible(c) {
            visible.push(c);
        }
    }
    Cow::Owned(visible)
}

/// Whether a char breaks a line though it is no line feed: the soft break of Word (U+000B), a form
/// feed, NEL and the separators of lines and paragraphs.
fn is_soft_break(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Whether a char is a Kangxi radical, or a compatibility form of a hanzi.
fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E9F}' | '\u{2EF3}' | '\u{2F00}'..='\u{2FD5}' | '\u{F900}'..='\u{FAD9}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn invisible_chars_go_and_radicals_are_folded() {
        let typed = "全市\u{200b}先进\u{ad}\u{feff}\u{202d}15.4\u{202c}";
        assert_eq!(visible(typed), "全市先进15.4");
        assert_eq!(visible("1\u{2f49}15\u{2f47}"), "1月15日");
        assert_eq!(visible("第一段\u{b}第二段\u{2028}"), "第一段\n第二段\n");
    }
}

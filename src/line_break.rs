//! Decides where a line of Chinese may break: the one table for pages, titles and terminals.
//!
//! Unicode's line breaking (UAX 14) does not serve by itself: it puts “ and ” in one class that
//! forbids a break on either side, does not know that ，。 may hang in the margin, and breaks
//! inside ——. The signs are those of GB/T 15834 and CLREQ.

/// Signs a sentence pauses at; they may hang in the margin.
const PAUSES: &str = "，。、；：";
/// Other signs no line begins with.
const NEVER_FIRST: &str = "！？）》〉”’】」』〕％‰…—·～,.;:!?)]}%";
/// Signs no line ends with.
const NEVER_LAST: &str = "（《〈“‘【「『〔([{";

/// Whether no line may begin with the character.
#[must_use]
pub(crate) fn is_never_first(c: char) -> bool {
    PAUSES.contains(c) || NEVER_FIRST.contains(c)
}

/// Whether no line may end with the character.
#[must_use]
pub(crate) fn is_never_last(c: char) -> bool {
    NEVER_LAST.contains(c)
}

/// Whether a line may end between two characters.
#[must_use]
pub(crate) fn may_break(before: char, after: char) -> bool {
    let in_latin_word = before.is_ascii_graphic() && after.is_ascii_graphic();
    !(is_never_first(after) || is_never_last(before) || in_latin_word)
}

/// Whether a sign may hang in the margin; behind Latin letters `LibreOffice` lets none.
#[must_use]
pub(crate) fn hangs_in_margin(before: char, sign: char) -> bool {
    PAUSES.contains(sign) && !before.is_ascii_graphic()
}

/// Whether a phrase may end with the sign: a pause or a closing bracket, but no mark inside a name
/// or a number (阿·孜古丽, 7.5%, ……).
#[must_use]
pub(crate) fn ends_phrase(c: char) -> bool {
    PAUSES.contains(c) || "！？）》〉”’】」』〕),".contains(c)
}

#[cfg(test)]
mod tests {
    use super::may_break;

    #[test]
    fn lines_end_where_neither_marks_nor_numbers_are_parted() {
        assert!(may_break('增', '长'));
        assert!(!may_break('长', '，'));
        assert!(!may_break('（', '一'));
        // A number or a Latin word is not parted.
        assert!(!may_break('7', '.'));
    }
}

//! Finds the tags of one line of a text that is no markup, such as a paragraph of a Word file.

use std::ops::Range;

use super::tokenize::tags;

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// Opens a block: `{{#if …}}`.
    Open,
    /// `{{else}}`, `{{else if …}}`
    Else,
    /// Closes a block.
    Close,
    /// Is for the author's eyes: `{{! … }}`.
    Comment,
    /// Prints something.
    Print,
}

/// A tag of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineTag {
    /// Where it stands, in characters of the line.
    pub(crate) chars: Range<usize>,
    pub(crate) kind: TagKind,
    /// What stands between the braces.
    pub(crate) inner: String,
}

/// Returns the tags of a line that are closed in it, and whether others are not.
pub(crate) fn line_tags(line: &str) -> (Vec<LineTag>, bool) {
    let mut found = Vec::new();
    let mut is_whole = true;
    let (mut byte, mut chars) = (0, 0);
    for tag in tags(&"".into(), line) {
        let Some(inner) = tag.inner else {
            is_whole = false;
            continue;
        };
        let kind = match () {
            () if tag.comment => TagKind::Comment,
            () if tag.is_open() => TagKind::Open,
            () if tag.is_close() => TagKind::Close,
            () if tag.is_else() => TagKind::Else,
            () => TagKind::Print,
        };
        chars += line[byte..tag.start].chars().count();
        let start = chars;
        chars += line[tag.start..tag.end].chars().count();
        byte = tag.end;
        found.push(LineTag {
            chars: start..chars,
            kind,
            inner: inner.to_owned(),
        });
    }
    (found, is_whole)
}

#[cfg(test)]
mod tests {
    use super::TagKind::{Close, Comment, Else, Open, Print};
    use super::{TagKind, line_tags};

    #[test]
    fn tags_are_told_by_what_they_do() {
        let line = "甲{{#if 乙}}丙{{else}}{{! 注 }}{{乙}}{{/if}}丁{{";
        let (tags, is_whole) = line_tags(line);
        let kinds: Vec<TagKind> = tags.iter().map(|tag| tag.kind).collect();
        assert_eq!(kinds, [Open, Else, Comment, Print, Close]);
        assert_eq!(tags[0].chars, 1..10);
        assert!(!is_whole);
    }
}

//! Tokenizes template source into its tags: the one tokenizer of `{{ }}`.
//!
//! handlebars has its own, but stops at its first fault and takes full-width punctuation for part
//! of a name; checking the form, error recovery, compiling piece by piece and the outline all need
//! the tags of a source that handlebars would refuse.

use std::sync::Arc;

use crate::diagnostic::Location;

/// Full-width signs that look like handlebars' own.
const WIDE: &str = "（）｛｝，。．：；、！？“”‘’【】《》／＃＠　";

/// A `{{…}}`.
pub(super) struct Tag<'a> {
    pub(super) location: Location,
    /// Where it starts and ends, in bytes of the source.
    pub(super) start: usize,
    pub(super) end: usize,
    /// What stands between the braces, without white space and `~`; `None` when it never ends.
    pub(super) inner: Option<&'a str>,
    pub(super) comment: bool,
    pub(super) triple: bool,
}

impl Tag<'_> {
    /// Whether it opens a block.
    pub(super) fn is_open(&self) -> bool {
        !self.comment && self.inner.is_some_and(|inner| inner.starts_with('#'))
    }

    /// Whether it closes a block.
    pub(super) fn is_close(&self) -> bool {
        !self.comment && self.inner.is_some_and(|inner| inner.starts_with('/'))
    }

    /// Whether it is `{{else}}` or `{{else if …}}`.
    pub(super) fn is_else(&self) -> bool {
        self.inner
            .is_some_and(|inner| matches!(word(inner), "else" | "^"))
            && !self.comment
    }

    /// Whether it is `{{else}}`, after which there is no other.
    pub(super) fn is_last_else(&self) -> bool {
        matches!(self.inner, Some("else" | "^"))
    }
}

/// The source without a byte order mark, its lines ended by `\n`: a lone
/// `\r` ends a line, too, as in files of old Macs.
pub(super) fn normalized(source: &str) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    source.replace("\r\n", "\n").replace('\r', "\n")
}

/// Returns every tag of a source, in time that grows with its length.
pub(super) fn tags<'a>(file: &Arc<str>, source: &'a str) -> Vec<Tag<'a>> {
    let mut tags = Vec::new();
    let mut at = 0;
    let (mut line, mut column, mut counted) = (1, 1, 0);
    let mut ends = NextEnd::default();
    while let Some(found) = source[at..].find("{{") {
        let start = at + found;
        // A backslash prints the braces as they are; two of them are one, before a tag.
        if source[..start].ends_with('\\') && !source[..start].ends_with("\\\\") {
            at = start + 2;
            continue;
        }
        let passed = &source[counted..start];
        line += passed.matches('\n').count();
        column = match passed.rsplit_once('\n') {
            Some((_, last)) => last.chars().count() + 1,
            None => column + passed.chars().count(),
        };
        counted = start;
        let rest = &source[start + 2..];
        let comment = rest.starts_with('!');
        let triple = rest.starts_with('{') || rest.starts_with('&');
        let end = if rest.starts_with("!--") {
            ends.find(source, start + 2, "--}}").map(|end| end + 2)
        } else {
            ends.find(source, start + 2, "}}")
        };
        // Where the next tag starts first, this one has lost its end. The inner braces of `{{{…}}}`
        // and `{{{{…}}}}` are no next tag.
        let braces = rest
            .bytes()
            .take(2)
            .take_while(|byte| *byte == b'{')
            .count();
        let begins_next = |end: usize| source[start + 2 + braces..end].contains("{{");
        let end = end.filter(|end| comment || *end < start + 2 + braces || !begins_next(*end));
        let inner = end.map(|end| source[start + 2..end].trim_matches(['{', '&', '~', ' ', '\n']));
        let width = inner.map_or(2, |inner| inner.chars().count() + 4);
        let location = Location {
            file: file.clone(),
            line,
            column,
            width,
        };
        at = end.map_or(start + 2, |end| end + 2);
        tags.push(Tag {
            location,
            start,
            end: at,
            inner,
            comment,
            triple,
        });
    }
    tags
}

/// Finds the ends of tags without looking at the same text again for each `{{` before one.
#[derive(Default)]
struct NextEnd {
    /// By the end looked for, the last one found: None when there is none to the end of the source.
    found: [Option<(usize, Option<usize>)>; 2],
}

impl NextEnd {
    /// The byte at which the next `end` at or after `from` begins.
    fn find(&mut self, source: &str, from: usize, end: &str) -> Option<usize> {
        let cached = &mut self.found[usize::from(end.len() > 2)];
        if let Some((searched_from, found)) = *cached
            && searched_from <= from
            && found.is_none_or(|found| found >= from)
        {
            return found;
        }
        let found = source[from..].find(end).map(|found| from + found);
        *cached = Some((from, found));
        found
    }
}

/// Whether a tag has full-width signs outside quotes.
pub(super) fn is_wide(inner: &str) -> bool {
    wide_sign(inner).is_some()
}

/// The first full-width sign of a tag outside quotes.
pub(super) fn wide_sign(inner: &str) -> Option<char> {
    outside_quotes(inner).chars().find(|c| WIDE.contains(*c))
}

/// The first word of a tag, with `^`, `>` and the like taken off.
pub(super) fn word(inner: &str) -> &str {
    inner
        .trim_start_matches([' ', '>', '*'])
        .split([' ', '\n', '}', '~'])
        .next()
        .unwrap_or_default()
}

/// The tag without the texts in straight quotes.
pub(super) fn outside_quotes(inner: &str) -> String {
    inner.split('"').step_by(2).collect()
}

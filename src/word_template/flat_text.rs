//! Reads the paragraphs of a Word file as lines of handlebars, character for character.
//!
//! Input methods and Word itself put full-width braces, curly quotes and odd spaces into a tag;
//! they are read as what was meant. Every character stays one, so a column is a place in the file.

use crate::document::is_printable;
use crate::splice::StoryParagraph;
use crate::template::{LineTag, line_tags};

/// A paragraph as a line of a template.
#[derive(Clone, Debug)]
pub(super) struct FlatLine {
    /// As many characters as the paragraph has.
    pub(super) text: String,
    /// The same by character: a paragraph may hold thousands of tags, each looked at by its place.
    chars: Vec<char>,
    pub(super) tags: Vec<LineTag>,
    /// Whether every tag that opens is closed.
    pub(super) is_whole: bool,
}

impl FlatLine {
    pub(super) fn of(paragraph: &StoryParagraph) -> Self {
        Self::of_text(&paragraph.text)
    }

    /// Returns words that stand elsewhere as a line.
    pub(super) fn of_text(words: &str) -> Self {
        let text = meant(words);
        let (tags, is_whole) = line_tags(&text);
        Self {
            chars: text.chars().collect(),
            text,
            tags,
            is_whole,
        }
    }

    /// Returns the places of the words between the tags, in characters.
    pub(super) fn words_between(&self, length: usize) -> Vec<std::ops::Range<usize>> {
        let mut between = Vec::new();
        let mut at = 0;
        for tag in &self.tags {
            between.push(at..tag.chars.start);
            at = tag.chars.end;
        }
        between.push(at..length);
        between
    }

    /// Returns whether nothing but white space stands in some places.
    pub(super) fn is_blank(&self, chars: &std::ops::Range<usize>) -> bool {
        self.words(chars).iter().all(|c| c.is_whitespace())
    }

    /// Returns the words at some places; none behind the end.
    pub(super) fn words(&self, chars: &std::ops::Range<usize>) -> &[char] {
        let end = chars.end.min(self.chars.len());
        &self.chars[chars.start.min(end)..end]
    }
}

/// The text with its tags as handlebars writes them.
fn meant(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at + 1 < chars.len() {
        if !(is_open(chars[at]) && is_open(chars[at + 1])) {
            at += 1;
            continue;
        }
        let inside = at + 2;
        let next = |from: usize, is: fn(char) -> bool| {
            (from..chars.len() - 1).find(|place| is(chars[*place]) && is(chars[place + 1]))
        };
        let Some(end) = next(inside, is_close) else {
            break;
        };
        if let Some(other) = next(inside, is_open).filter(|other| *other < end && *other > inside) {
            // This one has lost its end.
            at = other;
            continue;
        }
        chars[at..inside].fill('{');
        chars[end..end + 2].fill('}');
        put_meant(&mut chars[inside..end]);
        at = end + 2;
    }
    chars
        .into_iter()
        .map(|c| if is_printable(c) && c != '\t' { c } else { ' ' })
        .collect()
}

fn is_open(c: char) -> bool {
    matches!(c, '{' | '｛')
}

fn is_close(c: char) -> bool {
    matches!(c, '}' | '｝')
}

/// Writes the words of a tag as they were meant; what shows as nothing is written behind them, so
/// that there are as many characters.
fn put_meant(inside: &mut [char]) {
    let is_comment = matches!(inside.first(), Some('!' | '！'));
    let names_helper = matches!(inside.first(), Some('#' | '＃' | '/' | '／'));
    let mut meant = Vec::new();
    // Signs in quotes are printed: {{#并 "，" "。"}}.
    let mut is_quoted = false;
    for (at, c) in inside.iter().enumerate() {
        if is_invisible(*c) {
            continue;
        }
        let sign = meant_sign(*c, at == 0, is_comment);
        is_quoted ^= sign == '"';
        meant.push(if is_quoted && sign != '"' { *c } else { sign });
    }
    if names_helper {
        // Input methods in their wide mode: ｛｛＃ｅａｃｈ　项目｝｝.
        for c in meant.iter_mut().skip(1).take_while(|c| is_wide_letter(**c)) {
            *c = char::from_u32(u32::from(*c) - WIDE).unwrap_or(*c);
        }
    }
    meant.resize(inside.len(), ' ');
    inside.copy_from_slice(&meant);
}

/// How far wide letters stand behind those of ASCII.
const WIDE: u32 = 0xFEE0;

fn is_wide_letter(c: char) -> bool {
    matches!(c, 'ａ'..='ｚ' | 'Ａ'..='Ｚ')
}

/// Whether a character shows as nothing: soft hyphens, joiners, marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// The sign an author meant inside a tag.
fn meant_sign(c: char, is_first: bool, is_comment: bool) -> char {
    match c {
        '！' if is_first => '!',
        c if is_comment => c,
        '＃' if is_first => '#',
        '／' if is_first => '/',
        '“' | '”' | '„' | '‟' | '＂' | '‘' | '’' => '"',
        // Where input methods put a full stop, or a wide one.
        '．' | '。' => '.',
        // The spaces of Word and of input methods.
        '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\t' | '\n' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn tags_are_read_as_they_were_meant() {
        for (typed, read) in [
            ("在｛｛年份｝｝。", "在{{年份}}。"),
            ("{｛年份｝}", "{{年份}}"),
            ("｛｛＃if　税收｝｝有｛｛／if｝｝", "{{#if 税收}}有{{/if}}"),
            ("{{#is 类型 “换届”}}", "{{#is 类型 \"换届\"}}"),
            ("“引文”和{{列 项目 ”名称“}}", "“引文”和{{列 项目 \"名称\"}}"),
            ("{{税收．同比}}", "{{税收.同比}}"),
            ("{{\u{a0}年份 }}", "{{ 年份 }}"),
            ("{{年\u{200b}份\u{ad}}}", "{{年份  }}"),
            ("{{产值。同比}}。", "{{产值.同比}}。"),
            ("{{#is 类型 ‘换届’}}", "{{#is 类型 \"换届\"}}"),
            ("｛｛＃ｅａｃｈ　项目｝｝", "{{#each 项目}}"),
            ("{{！ 说明“一”}}", "{{! 说明“一”}}"),
            ("甲{乙}｛丙｝", "甲{乙}｛丙｝"),
            ("甲{{乙", "甲{{乙"),
            ("甲{{乙 {{丙}}", "甲{{乙 {{丙}}"),
            ("甲\n乙\t丙", "甲 乙 丙"),
        ] {
            assert_eq!(meant(typed), read, "{typed}");
            assert_eq!(meant(typed).chars().count(), typed.chars().count());
        }
    }
}

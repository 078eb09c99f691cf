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
    pub(super) tags: Vec<LineTag>,
    /// Whether every tag that opens is closed.
    pub(super) is_whole: bool,
}

impl FlatLine {
    pub(super) fn of(paragraph: &StoryParagraph) -> Self {
        let text = meant(&paragraph.text);
        let (tags, is_whole) = line_tags(&text);
        Self {
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
        let words = self.text.chars().skip(chars.start).take(chars.len());
        words.into_iter().all(char::is_whitespace)
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
        let is_comment = matches!(chars.get(inside), Some('!' | '！'));
        for (n, c) in chars[inside..end].iter_mut().enumerate() {
            *c = meant_sign(*c, n == 0, is_comment);
        }
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

/// The sign an author meant inside a tag.
fn meant_sign(c: char, is_first: bool, is_comment: bool) -> char {
    match c {
        '！' if is_first => '!',
        c if is_comment => c,
        '＃' if is_first => '#',
        '／' if is_first => '/',
        '“' | '”' | '„' | '‟' | '＂' => '"',
        '．' => '.',
        // The spaces of Word, of input methods, and what shows as nothing.
        '\u{a0}' | '\u{3000}' | '\u{200b}' | '\u{feff}' | '\t' | '\n' => ' ',
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

//! Warns of text between tags that looks like a tag or an automatic number, but is printed as is.
//!
//! Authors come from other template languages and from Word: `{地名}`, `｛｛地名｝｝`, `${地名}`
//! and a typed 一、 in a heading are all legal text, and all wrong in the final paper.

use std::sync::Arc;

use super::tokenize;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::document::LOST;
use crate::schema::{Field, FieldKind};

/// Stands for each character of a tag, so that columns stay.
const MASK: char = '\u{FFFC}';
/// The most characters of a foreign tag.
const LONGEST_TAG: usize = 60;
/// Opening and closing signs of tags in other languages.
const FOREIGN: &[(&str, &str)] = &[
    ("｛｛", "｝｝"),
    ("{｛", "}"),
    ("｛{", "}"),
    ("${", "}"),
    ("{%", "%}"),
    ("<%", "%>"),
    ("《《", "》》"),
];
/// Single braces, which are a tag only around the name of a field.
const SINGLE: &[(&str, &str)] = &[("{", "}"), ("｛", "｝")];
/// The numerals of typed numbers.
const NUMERALS: &str = "一二三四五六七八九十";

/// Checks the text between the tags of a template.
pub(super) fn check(file: &Arc<str>, source: &str, fields: &[Field]) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (line, number) in masked(file, source).lines().zip(1..) {
        let mut lint = LineLint {
            file,
            line,
            number,
            fields,
            found: &mut found,
        };
        lint.foreign_tags();
        lint.lost_chars();
        lint.typed_number();
    }
    found
}

/// The source with every character of its tags masked but line breaks.
fn masked(file: &Arc<str>, source: &str) -> String {
    let mut masked = String::with_capacity(source.len());
    let mut at = 0;
    for tag in tokenize::tags(file, source) {
        masked.push_str(&source[at..tag.start]);
        at = tag.end;
        for c in source[tag.start..tag.end].chars() {
            masked.push(if c == '\n' { c } else { MASK });
        }
    }
    masked.push_str(&source[at..]);
    masked
}

/// The check of one line.
struct LineLint<'a> {
    file: &'a Arc<str>,
    line: &'a str,
    /// The line's number, from 1.
    number: usize,
    fields: &'a [Field],
    found: &'a mut Diagnostics,
}

impl<'a> LineLint<'a> {
    fn warn(&mut self, at: usize, text: &str, message: Message, hint: Message) {
        let column = self.line[..at].chars().count() + 1;
        let width = text.chars().count();
        let location = Location {
            file: self.file.clone(),
            line: self.number,
            column,
            width,
        };
        self.found
            .push(Diagnostic::warning(Some(location), message).hint(hint));
    }

    fn foreign_tags(&mut self) {
        let mut at = 0;
        while let Some(c) = self.line[at..].chars().next() {
            let Some((text, inner)) = self.foreign_tag(at) else {
                at += c.len_utf8();
                continue;
            };
            let message = Message::new("template.foreign-tag", [("text", text)]);
            let hint = if is_field(self.fields, inner) {
                Message::new("template.foreign-tag.hint", [("name", inner)])
            } else {
                Message::plain("template.foreign-tag.hint-tags")
            };
            self.warn(at, text, message, hint);
            at += text.len();
        }
    }

    /// Warns of chars that a wrong encoding lost: they would be printed.
    fn lost_chars(&mut self) {
        let Some(at) = self.line.find(LOST) else {
            return;
        };
        let text = &self.line[at..at + LOST.len_utf8()];
        let message = Message::plain("template.lost");
        self.warn(at, text, message, Message::plain("template.lost.hint"));
    }

    /// The foreign tag that begins at a byte, and what stands in it.
    fn foreign_tag(&self, at: usize) -> Option<(&'a str, &'a str)> {
        let line: &'a str = self.line;
        // A brace behind a backslash is printed as it is.
        if line[..at].ends_with('\\') {
            return None;
        }
        let rest = &line[at..];
        for (signs, needs_field) in [(FOREIGN, false), (SINGLE, true)] {
            for (open, close) in signs {
                let Some(inner) = rest.strip_prefix(open) else {
                    continue;
                };
                let Some((inner, _)) = inner.split_once(close) else {
                    continue;
                };
                let text = &rest[..open.len() + inner.len() + close.len()];
                let name = inner.trim_matches(['{', '}', '｛', '｝', '=', '-', ' ', '　']);
                let is_tag = !needs_field || is_field(self.fields, name);
                // 《《规划》实施办法》 quotes a title in a title: only a field makes it a tag.
                let is_tag = is_tag && (*open != "《《" || is_field(self.fields, name));
                if is_tag && !inner.contains(MASK) && text.chars().count() <= LONGEST_TAG {
                    return Some((text, name));
                }
            }
        }
        None
    }

    fn typed_number(&mut self) {
        let Some(TypedNumber {
            at,
            number,
            is_heading,
        }) = TypedNumber::of(self.line)
        else {
            return;
        };
        let message = Message::new("template.typed-number", [("number", number)]);
        let hint = if is_heading {
            Message::plain("template.typed-number.heading")
        } else {
            Message::new("template.typed-number.point", [("first", first_of(number))])
        };
        self.warn(at, number, message, hint);
    }
}

/// A number typed at the front of a heading or a point.
struct TypedNumber<'a> {
    /// Where it begins in its line, in bytes.
    at: usize,
    number: &'a str,
    is_heading: bool,
}

impl<'a> TypedNumber<'a> {
    /// `## 一、主要成效` would come out as 一、一、主要成效, and `- 一是…` is not counted.
    ///
    /// A label in brackets is the author's own, and so is a number behind a backslash:
    /// `## [=一、] 概况`, `- [——] 一是…` and `## \（一）` are left alone.
    fn of(line: &'a str) -> Option<Self> {
        let (opener, rest) = line.trim_start().split_once(' ')?;
        let is_heading = opener.len() > 1 && opener.bytes().all(|byte| byte == b'#');
        if !is_heading && opener != "-" {
            return None;
        }
        let words = rest.trim_start().trim_start_matches('*');
        let length = number_length(words);
        let at = line.len() - words.len();
        (length > 0).then_some(Self {
            at,
            number: &words[..length],
            is_heading,
        })
    }
}

/// Returns a line of markup whose front is no typed number to the check: words of a heading that
/// begin with one, as （一） in 一、（一）, get a backslash.
pub(crate) fn keep_typed_number(mut line: String) -> String {
    if let Some(at) = TypedNumber::of(&line).map(|typed| typed.at) {
        line.insert(at, '\\');
    }
    line
}

/// The bytes of a typed number at the front: 一、 （一） 1. 1、 （1） ① 一是 第一，
///
/// It must not take 十五五规划, 2025年, 1.5亿元 or 三要素 for one.
pub(crate) fn number_length(words: &str) -> usize {
    let is_numeral = |c: char| NUMERALS.contains(c);
    let prefix =
        |text: &str, is_in: &dyn Fn(char) -> bool| text.find(|c| !is_in(c)).unwrap_or(text.len());
    let followed = |from: usize, signs: &[char]| {
        let next = words[from..].chars().next().filter(|c| signs.contains(c));
        next.map_or(0, |c| from + c.len_utf8())
    };
    if let Some(c) = words.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        return c.len_utf8();
    }
    if let Some(inner) = words.strip_prefix(['（', '(']) {
        let open = words.len() - inner.len();
        let digits = prefix(inner, &|c| is_numeral(c) || c.is_ascii_digit());
        return if digits == 0 {
            0
        } else {
            followed(open + digits, &['）', ')'])
        };
    }
    if let Some(inner) = words.strip_prefix('第') {
        let open = words.len() - inner.len();
        let numeral = prefix(inner, &is_numeral);
        return if numeral == 0 {
            0
        } else {
            followed(open + numeral, &['，', '、', '：'])
        };
    }
    let numeral = prefix(words, &is_numeral);
    if numeral > 0 {
        return followed(numeral, &['、', '．', '.', '是']);
    }
    let digits = prefix(words, &|c| c.is_ascii_digit());
    if digits == 0 {
        return 0;
    }
    let end = followed(digits, &['、', '．', '.']);
    // 1.5亿元 is an amount.
    let is_amount = end > 0 && words[end..].starts_with(|c: char| c.is_ascii_digit());
    if is_amount { 0 } else { end }
}

/// The first number of a series: 一是 for 三是.
fn first_of(number: &str) -> String {
    let mut first = String::new();
    for c in number.chars() {
        let is_repeated = first.ends_with(['一', '1']);
        match c {
            c if NUMERALS.contains(c) && !is_repeated => first.push('一'),
            c if c.is_ascii_digit() && !is_repeated => first.push('1'),
            c if NUMERALS.contains(c) || c.is_ascii_digit() => {}
            '①'..='⑳' => first.push('①'),
            c => first.push(c),
        }
    }
    first
}

/// Whether a name is a field's, of the table or of a record, or a part's: 税收.同比.
fn is_field(fields: &[Field], name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default().trim();
    fields.iter().any(|field| match &field.kind {
        FieldKind::List { fields, .. } => field.name == first || is_field(fields, name),
        _ => field.name == first,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_are_told_from_words_that_begin_with_a_number() {
        for (words, number) in [
            ("一、主要成效", "一、"),
            ("十二、其他", "十二、"),
            ("（三）工业", "（三）"),
            ("(2) 工业", "(2)"),
            ("1．工业", "1．"),
            ("12. 工业", "12."),
            ("3、工业", "3、"),
            ("②工业", "②"),
            ("一是抓工业", "一是"),
            ("第二，抓工业", "第二，"),
            ("十五五规划", ""),
            ("2025年工作", ""),
            ("1.5亿元项目落地", ""),
            ("三要素保障", ""),
            ("第一产业", ""),
            ("（试行）办法", ""),
            ("一季度", ""),
            ("工业", ""),
            ("", ""),
        ] {
            assert_eq!(&words[..number_length(words)], number, "{words}");
        }
        assert_eq!(first_of("十二、"), "一、");
        assert_eq!(first_of("（12）"), "（1）");
    }

    #[test]
    fn a_number_behind_a_backslash_is_meant() {
        for opener in ["##", "####", "-"] {
            for words in [
                "（一）", "一、甲", "1. 甲", "**①甲。**乙", "一是甲", "第二，甲",
            ] {
                let line = format!("{opener} {words}");
                let warned = |line: &str| check(&"t.hbs".into(), line, &[]).len();
                assert_eq!(warned(&line), 1, "{line}");
                let kept = keep_typed_number(line.clone());
                assert_eq!(warned(&kept), 0, "{kept}");
                let document = |line: &str| line.parse::<crate::document::Document>().unwrap();
                assert_eq!(document(&kept), document(&line));
            }
        }
        assert_eq!(keep_typed_number("## 工业".to_owned()), "## 工业");
    }

    #[test]
    fn tags_of_other_languages_are_found_and_braces_of_texts_are_not() {
        let (schema, _) = crate::schema::read(
            "s.yaml",
            "{title: 例, kind: 讲话, summary: 例, fields: [{name: 甲, kind: text}]}",
            &[],
        )
        .recovered();
        let found = |source: &str| {
            let found = check(&"t.hbs".into(), source, &schema.fields);
            found
                .iter()
                .map(|fault| fault.location.as_ref().map_or(0, |at| at.column))
                .collect()
        };
        let cases: [(&str, Vec<usize>); 14] = [
            ("{甲}", vec![1]),
            ("{ 甲.同比 }", vec![1]),
            ("｛甲｝", vec![1]),
            ("｛｛甲｝｝和｛｛乙｝｝", vec![1, 7]),
            ("{｛甲｝}", vec![1]),
            ("${甲}", vec![1]),
            ("{% if 甲 %}有{% endif %}", vec![1, 12]),
            ("<%甲%>", vec![1]),
            ("《《甲》》", vec![1]),
            ("{乙}", vec![]),
            ("{{甲}}", vec![]),
            ("《《条例》实施办法》", vec![]),
            ("花费${{甲}}", vec![]),
            ("50%以上<80%", vec![]),
        ];
        for (source, columns) in cases {
            let columns_found: Vec<usize> = found(source);
            assert_eq!(columns_found, columns, "{source}");
        }
    }
}

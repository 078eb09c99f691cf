//! Quotes values that only look like YAML, so that the parser takes them for words.
//!
//! YAML takes `**%` for an alias, `@云溪` for nothing at all, `[2025]年度先进` for a list with
//! words behind it, and `云溪 #2机组` for 云溪 with a comment. In a file of answers these are
//! words. What is meant as YAML stays as it is: `{本年: 3}`, `[甲, 乙]`, `"甲"`, `|`, and `&a`,
//! `*a`, which the parser refuses.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::flow::{FlowWalk, OpenValue, closing, has_bracket_inside_words};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};

/// Characters at the front of a value that YAML keeps for itself.
const RESERVED: [char; 6] = ['*', '&', '@', '`', '%', '!'];

/// A source that the parser can read, and where it differs from what was typed.
pub(super) struct PreparedSource<'a> {
    pub(super) text: Cow<'a, str>,
    /// Values cut short by a `#`.
    pub(super) warnings: Diagnostics,
    /// The columns of the chars that were put in, from 1, by line from 1.
    inserted: HashMap<usize, Vec<usize>>,
}

impl PreparedSource<'_> {
    /// Returns the column, from 1, that a column of the prepared text has in what was typed.
    pub(super) fn typed_column(&self, line: usize, column: usize) -> usize {
        let Some(inserted) = self.inserted.get(&line) else {
            return column;
        };
        column - inserted.partition_point(|at| *at < column)
    }
}

/// Quotes such values, moving no line, and warns of each value that a `#` cuts short.
pub(super) fn prepare<'a>(file: &Arc<str>, source: &'a str) -> PreparedSource<'a> {
    let mut text = String::with_capacity(source.len());
    let mut warnings = Diagnostics::new();
    let mut inserted = HashMap::new();
    let mut block: Option<usize> = None;
    let mut open = OpenValue::default();
    for (index, line) in lines(source).enumerate() {
        let body = line.trim_end_matches(['\n', '\r']);
        let indent = body.len() - body.trim_start_matches(' ').len();
        let in_block = block.is_some_and(|outer| body.trim().is_empty() || indent > outer);
        if in_block || open.is_open() {
            if !in_block {
                open.scan(body);
            }
            text.push_str(line);
            continue;
        }
        let edited = PreparedLine::of(body);
        block = edited.opens_block.then_some(indent);
        if let Some(warning) = cut_short(file, index + 1, body, value_start(body)) {
            warnings.push(warning);
        }
        open.scan(&edited.text[value_start(&edited.text)..]);
        text.push_str(&edited.text);
        text.push_str(&line[body.len()..]);
        if !edited.inserted.is_empty() {
            inserted.insert(index + 1, edited.inserted);
        }
    }
    let text = if inserted.is_empty() {
        Cow::Borrowed(source)
    } else {
        Cow::Owned(text)
    };
    PreparedSource {
        text,
        warnings,
        inserted,
    }
}

/// Splits a source as the parser counts its lines: at `\n`, `\r\n` and at a `\r` alone.
fn lines(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None if rest.is_empty() => return None,
            None => rest.len(),
        };
        let (line, after) = rest.split_at(end);
        rest = after;
        Some(line)
    })
}

/// A line with what was put into it.
#[derive(Default)]
struct PreparedLine {
    text: String,
    /// The columns of the chars that were put in, from 1.
    inserted: Vec<usize>,
    /// How many chars the text has.
    chars: usize,
    /// Whether a block of text follows: `key: |`.
    opens_block: bool,
}

impl PreparedLine {
    fn of(body: &str) -> Self {
        let mut line = Self::default();
        let body = match name_and_colon(body) {
            Some((name, value)) => {
                line.copy(name);
                // `地名：云溪镇` and `年份:2025` get the colon and the space of YAML.
                line.copy(":");
                line.insert(" ");
                Cow::Owned(format!("{name}: {value}"))
            }
            None => Cow::Borrowed(body),
        };
        let start = value_start(&body);
        line.copy(&body[line.text.len()..start]);
        let value = body[start..].trim_end();
        let (value, comment) = without_comment(value);
        line.opens_block = is_block_mark(value);
        line.value(value);
        line.copy(comment);
        line
    }

    fn copy(&mut self, typed: &str) {
        self.text.push_str(typed);
        self.chars += typed.chars().count();
    }

    fn insert(&mut self, marks: &str) {
        for _ in marks.chars() {
            self.chars += 1;
            self.inserted.push(self.chars);
        }
        self.text.push_str(marks);
    }

    /// Copies a value, in quotes where YAML would take it for something else than words.
    fn value(&mut self, value: &str) {
        let Some(first) = value.chars().next() else {
            return;
        };
        match first {
            '{' | '[' | '"' | '\'' => match closing(value, first) {
                // [2025]年度先进, "先进"集体: words that begin with a bracket or a quotation mark.
                Some(end) if !value[end..].trim().is_empty() => self.quoted(value),
                // {名称：青禾乡，上级：{名称：江北县}} is pairs that YAML does not see.
                Some(_) if matches!(first, '{' | '[') && has_bracket_inside_words(value) => {
                    self.quoted(value);
                }
                Some(_) if first == '{' || first == '[' => self.flow(value),
                _ => self.copy(value),
            },
            _ if is_words(value, first) => self.quoted(value),
            _ => self.copy(value),
        }
    }

    fn quoted(&mut self, value: &str) {
        self.insert("\"");
        for c in value.chars() {
            if matches!(c, '\\' | '"') {
                self.insert("\\");
            }
            self.copy(c.encode_utf8(&mut [0; 4]));
        }
        self.insert("\"");
    }

    /// Copies a map or a list, with those of its values in quotes that begin with a mark YAML
    /// keeps: `{本年: **亿元, 上年: 14.2}`.
    fn flow(&mut self, flow: &str) {
        if !flow.contains(RESERVED) {
            return self.copy(flow);
        }
        let mut copied = 0;
        for char in FlowWalk::new(flow) {
            let rest = &flow[char.at..];
            let is_mark = RESERVED.contains(&char.c) && !is_yaml_mark(rest);
            if char.may_begin && is_mark && char.at >= copied {
                self.copy(&flow[copied..char.at]);
                let end = rest.find([',', '}', ']']).unwrap_or(rest.len());
                let value = rest[..end].trim_end();
                self.quoted(value);
                copied = char.at + value.len();
            }
        }
        self.copy(&flow[copied..]);
    }
}

/// Splits an unindented line at a colon that YAML does not see: `地名：云溪镇`, `年份:2025`.
///
/// Must not split `http://…`, or any line that has YAML's own colon.
fn name_and_colon(line: &str) -> Option<(&str, &str)> {
    let name_end = line.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let (name, rest) = line.split_at(name_end);
    let value = rest.strip_prefix('：').or_else(|| rest.strip_prefix(':'))?;
    let is_yaml = rest.starts_with(':') && (value.is_empty() || value.starts_with(' '));
    if name.is_empty() || is_yaml || value.starts_with("//") {
        return None;
    }
    // The spaces that follow stand in for the one YAML asks for only after its own colon.
    Some((name, value))
}

/// Returns where the value of a line starts, in bytes: after `key: `, after `- `, or after both.
fn value_start(line: &str) -> usize {
    let spaces = |from: usize| line[from..].len() - line[from..].trim_start().len();
    let mut start = spaces(0);
    while line[start..].starts_with("- ") {
        start += 2;
        start += spaces(start);
    }
    if line[start..].starts_with(['"', '\'', '{', '[', '#']) {
        // A key may be quoted: `"年份": 2025`.
        let quoted = line[start..].starts_with(['"', '\'']);
        let mark = line[start..].chars().next().filter(|_| quoted);
        let end = mark
            .and_then(|mark| closing(&line[start..], mark))
            .unwrap_or(0);
        let is_key = end > 0 && line[start + end..].starts_with(": ");
        return if is_key {
            start + end + 2 + spaces(start + end + 2)
        } else {
            start
        };
    }
    match line[start..]
        .find(": ")
        .or_else(|| line[start..].find(":\t"))
    {
        Some(colon) => start + colon + 2 + spaces(start + colon + 2),
        None if line.trim_end().ends_with(':') => line.len(),
        None => start,
    }
}

/// Splits a value and the comment behind it, with the white space between them.
fn without_comment(value: &str) -> (&str, &str) {
    if value.starts_with('#') {
        return ("", value);
    }
    let from = match value.chars().next() {
        Some(mark @ ('"' | '\'')) => closing(value, mark).unwrap_or(value.len()),
        _ => 0,
    };
    match value[from..].find(" #") {
        Some(at) => value.split_at(value[..from + at].trim_end().len()),
        None => (value, ""),
    }
}

/// Warns where words stand directly behind `#`: `云溪 #2机组优质工程` is a name, `5亿元  # 快报数`
/// has a comment.
fn cut_short(file: &Arc<str>, line: usize, body: &str, start: usize) -> Option<Diagnostic> {
    let value = &body[start..];
    let is_value = start > 0 && body[..start].trim_end().ends_with([':', '-']);
    if !is_value || value.starts_with(['"', '\'', '{', '[', '|', '>']) {
        return None;
    }
    let at = if value.starts_with('#') {
        0
    } else {
        value.find(" #")? + 1
    };
    if value[at + 1..].starts_with(|c: char| c == '#' || c.is_whitespace()) || at + 1 == value.len()
    {
        return None;
    }
    let location = Location {
        file: file.clone(),
        line,
        column: body[..start + at].chars().count() + 1,
        width: value[at..].trim_end().chars().count(),
    };
    let message = Message::new("yaml.cut-short", [("words", value[at..].trim_end())]);
    let whole = value.trim_end().replace('"', "”");
    let hint = Message::new("yaml.cut-short.hint", [("value", whole)]);
    Some(Diagnostic::warning(Some(location), message).hint(hint))
}

/// Whether a value is words though YAML would take it for a mark, or refuse it.
fn is_words(value: &str, first: char) -> bool {
    match first {
        '|' | '>' => !is_block_mark(value),
        '-' | '?' => value[1..].starts_with([' ', '\t']),
        _ if RESERVED.contains(&first) => !is_yaml_mark(value),
        // A second colon on the line: `口号: 目标: 率先`.
        _ => value.contains(": ") || value.ends_with(':'),
    }
}

/// Whether a value opens a block of text: `|`, `>-`, `|2`.
fn is_block_mark(value: &str) -> bool {
    let marks = value.trim_end_matches(|c: char| matches!(c, '-' | '+') || c.is_ascii_digit());
    matches!(marks, "|" | ">")
}

/// Whether a value is an anchor, an alias or a tag as a programmer writes it: `&base`, `*base`,
/// `!!str 7`.
fn is_yaml_mark(value: &str) -> bool {
    let mut chars = value.chars();
    let mark = chars.next();
    match chars.next() {
        Some('!') => mark == Some('!'),
        Some(next) => matches!(mark, Some('&' | '*' | '!')) && next.is_ascii_alphanumeric(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(source: &str) -> String {
        prepare(&"a.yaml".into(), source).text.into_owned()
    }

    #[test]
    fn values_that_only_look_like_yaml_are_quoted() {
        let cases = [
            ("目标: **%\n", "目标: \"**%\"\n"),
            ("目标: **%  # 待定\n", "目标: \"**%\"  # 待定\n"),
            (
                "投资: {本年: **亿元, 上年: 14.2}\n",
                "投资: {本年: \"**亿元\", 上年: 14.2}\n",
            ),
            ("投资:\n  本年: **亿元\n", "投资:\n  本年: \"**亿元\"\n"),
            ("荣誉: @云溪\n", "荣誉: \"@云溪\"\n"),
            ("荣誉: %好\n", "荣誉: \"%好\"\n"),
            ("荣誉: !重要\n", "荣誉: \"!重要\"\n"),
            ("荣誉: [2025]年度先进\n", "荣誉: \"[2025]年度先进\"\n"),
            ("荣誉: \"先进\"集体\n", "荣誉: \"\\\"先进\\\"集体\"\n"),
            ("荣誉: {甲}乙\n", "荣誉: \"{甲}乙\"\n"),
            (
                "地名: {名称：乙，上级：{名称：甲}}\n",
                "地名: \"{名称：乙，上级：{名称：甲}}\"\n",
            ),
            ("荣誉: >5亿元\n", "荣誉: \">5亿元\"\n"),
            ("荣誉: - 先进\n", "荣誉: \"- 先进\"\n"),
            ("口号: 目标: 率先\n", "口号: \"目标: 率先\"\n"),
            ("- **个\n", "- \"**个\"\n"),
            ("- 名称: @甲\n", "- 名称: \"@甲\"\n"),
            ("地名：云溪镇\n", "地名: 云溪镇\n"),
            ("年份:2025\r\n", "年份: 2025\r\n"),
            (
                "年份:2025\r届次: 19-6\r目标: **%",
                "年份: 2025\r届次: 19-6\r目标: \"**%\"",
            ),
            ("目标：**%\n", "目标: \"**%\"\n"),
        ];
        for (source, expected) in cases {
            assert_eq!(after(source), expected, "{source}");
            assert_eq!(after(expected), expected, "{source}");
        }
    }

    #[test]
    fn what_is_yaml_stays_yaml() {
        let sources = [
            "税收: {本年: 3, 上年: 2}\n",
            "项目: [甲, 乙]  # 两个\n",
            "项目: [甲,\n  乙]\n",
            "荣誉: \"@云溪\"\n",
            "荣誉: \"甲\"  # 快报\n",
            "\"年份\": 2025\n",
            "荣誉: 'a''b'\n",
            "正文: |\n  **重点**\n  @ 镇长\n  单位：云溪镇\n",
            "正文: |-\n  甲\n",
            "a: &base 1\nb: *base\n",
            "税收: 5.65亿元  # 快报数\n",
            "# @注\n",
            "正文: \"一行\n  **二行\"\n",
            "情况: 第一行\n  其中：甲\n",
            "网址: http://a.b\n",
            "比例: 4:84.7:11.3\n",
            "- {名称: 甲}\n- 乙\n",
            "地名:\n  名称:\n  上级:\n",
            "投资: {\"本年\":{\"值\":\"3]\"},\"甲\":[1]}\n",
            "键: {名称: \"]\", 各项: []}\n",
        ];
        for source in sources {
            assert_eq!(after(source), source);
            assert!(
                prepare(&"a.yaml".into(), source).warnings.is_empty(),
                "{source}"
            );
        }
    }

    #[test]
    fn words_behind_a_hash_are_warned_of_and_comments_are_not() {
        let found = |source: &str| prepare(&"a.yaml".into(), source).warnings.len();
        assert_eq!(found("荣誉: 云溪 #2机组优质工程\n"), 1);
        assert_eq!(found("楼栋: 1 #楼\n- G318 #3标段\n编号: #2机组\n"), 3);
        assert_eq!(
            found("税收: 5亿元 # 快报数\n税收: # 无\n#2 机组\n荣誉: \"云溪 #2机组\"\n"),
            0
        );
    }

    #[test]
    fn columns_are_those_that_were_typed() {
        let prepared = prepare(&"a.yaml".into(), "年份:2025\n目标: **%\n");
        // The 2 of 2025 stands at column 5 of the prepared line, at column 4 of the typed one.
        assert_eq!(prepared.typed_column(1, 5), 4);
        assert_eq!(prepared.typed_column(2, 5), 5);
        assert_eq!(prepared.typed_column(2, 6), 5);
        assert_eq!(prepared.typed_column(3, 9), 9);
    }
}

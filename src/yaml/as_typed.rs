//! Quotes values that only look like YAML, so that the parser takes them for words.
//!
//! YAML takes `**%` for an alias, `@云溪` for nothing at all, `[2025]年度先进` for a list with
//! words behind it, and `云溪 #2机组` for 云溪 with a comment. In a file of answers these are
//! words. What is meant as YAML stays as it is: `{本年: 3}`, `[甲, 乙]`, `"甲"`, `|`, and `&a`,
//! `*a`, which the parser refuses. Where nobody can tell a `#` of words from one of a comment, the
//! value is refused.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::block_context::BlockContext;
use super::flow::{FlowWalk, OpenValue, closing, has_bracket_inside_words};
use super::lines::lines;
use crate::calendar::parse_date;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::figure::Figure;

/// Characters at the front of a value that YAML keeps for itself.
const RESERVED: [char; 6] = ['*', '&', '@', '`', '%', '!'];

/// Blanks that an input method types at the front of a line.
const WIDE_BLANKS: [char; 2] = ['\u{3000}', '\u{A0}'];
const BLANKS: [char; 3] = [' ', '\u{3000}', '\u{A0}'];

/// A source that the parser can read, and where it differs from what was typed.
pub(super) struct PreparedSource<'a> {
    pub(super) text: Cow<'a, str>,
    /// Values with a `#` that may begin a comment or belong to the words.
    pub(super) faults: Diagnostics,
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

/// Quotes such values, moving no line, and refuses each value that a `#` may cut short.
pub(super) fn prepare<'a>(file: &Arc<str>, source: &'a str) -> PreparedSource<'a> {
    let mut text = String::with_capacity(source.len());
    let mut faults = Diagnostics::new();
    let mut inserted = HashMap::new();
    let mut block: Option<usize> = None;
    let mut open = OpenValue::default();
    let mut context = BlockContext::default();
    for (index, line) in lines(source).enumerate() {
        let body = line.trim_end_matches(['\n', '\r']);
        let indent = body.len() - body.trim_start_matches(' ').len();
        let in_block = block.is_some_and(|outer| body.trim().is_empty() || indent > outer);
        if open.is_open() && begins_entry(body) {
            // What was never closed ends with its entry: the lines below are read as they stand.
            open = OpenValue::default();
        }
        if in_block || open.is_open() {
            if !in_block {
                open.scan(body);
            }
            text.push_str(line);
            continue;
        }
        let edited = PreparedLine::of(body, &context);
        block = edited.opens_block.then_some(indent);
        if let Some(words) = edited.cut_short {
            faults.push(cut_short(file, index + 1, body, words));
        }
        context.add(&edited.text);
        open.scan(&edited.text[value_start(&edited.text)..]);
        text.push_str(&edited.text);
        text.push_str(&line[body.len()..]);
        if !edited.inserted.is_empty() {
            inserted.insert(index + 1, edited.inserted);
        }
    }
    let text = if text == source {
        Cow::Borrowed(source)
    } else {
        Cow::Owned(text)
    };
    PreparedSource {
        text,
        faults,
        inserted,
    }
}

/// Whether a line begins an entry of its own: values that go on are indented, or close.
fn begins_entry(line: &str) -> bool {
    !line.is_empty() && !line.starts_with([' ', '\t', '\u{3000}', '\u{A0}', '#', ']', '}', ','])
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
    /// Where a `#` stands that may begin a comment or not, in bytes of the line as it was typed.
    cut_short: Option<usize>,
}

impl PreparedLine {
    fn of(typed: &str, context: &BlockContext) -> Self {
        let mut line = Self::default();
        let blanks = typed.len() - typed.trim_start_matches(BLANKS).len();
        let body = if typed[..blanks].contains(WIDE_BLANKS) {
            line.indent(&typed[..blanks]);
            &format!("{}{}", line.text, &typed[blanks..])
        } else {
            typed
        };
        let body = line.mark_item(body, context);
        let body: &str = &body;
        let front = body.len() - body.trim_start_matches(' ').len();
        let takes_key = front == 0 || context.takes_key(front);
        let (front, rest) = body.split_at(if takes_key { front } else { 0 });
        let body = match name_and_colon(rest) {
            Some((name, value)) => {
                line.copy_up_to(front.len(), body);
                line.copy(name);
                // `地名：云溪镇` and `年份:2025` get the colon and the space of YAML.
                line.copy(":");
                line.insert(" ");
                Cow::Owned(format!("{front}{name}: {value}"))
            }
            None => Cow::Borrowed(body),
        };
        let start = value_start(&body);
        line.copy(&body[line.text.len()..start]);
        let value = body[start..].trim_end();
        let (value, comment) = without_comment(value);
        // The words stay together, though they are refused: a form loses none of them.
        if (is_key_or_item(&body[..start]) || !value.is_empty()) && may_be_words(value, comment) {
            let hash = comment.len() - comment.trim_start().len();
            line.cut_short = Some(typed.trim_end().len() - comment.len() + hash);
            line.quoted(body[start..].trim_end());
            return line;
        }
        line.opens_block = is_block_mark(value);
        line.value(value);
        line.copy(comment);
        line
    }

    /// Copies the blanks at the front, with spaces for wide ones, which are as wide as two.
    fn indent(&mut self, blanks: &str) {
        for c in blanks.chars() {
            self.copy(" ");
            if c == '\u{3000}' {
                self.insert(" ");
            }
        }
    }

    /// Writes the mark of an item as YAML has it, where an item may stand: `-名称`, `－ 名称`.
    fn mark_item<'b>(&mut self, body: &'b str, context: &BlockContext) -> Cow<'b, str> {
        let Some(item) = context.item(body) else {
            return Cow::Borrowed(body);
        };
        self.copy_up_to(item.indent, body);
        self.copy("-");
        let rest = &body[item.indent + item.mark.len_utf8()..];
        let after_blank = rest.strip_prefix(BLANKS);
        match after_blank {
            Some(_) => self.copy(" "),
            None => self.insert(" "),
        }
        Cow::Owned(format!("{}{}", self.text, after_blank.unwrap_or(rest)))
    }

    /// Copies what is not there yet of the first bytes of a line.
    fn copy_up_to(&mut self, end: usize, body: &str) {
        if let Some(rest) = body.get(self.text.len()..end) {
            self.copy(rest);
        }
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
        if let Some(flow) = with_narrow_brackets(value) {
            return self.value(&flow);
        }
        let Some(first) = value.chars().next() else {
            return;
        };
        match first {
            // A tag of a template is words, not a map whose key is a map.
            '{' if value.starts_with("{{") => self.quoted(value),
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
        // [甲，乙] is a list whose commas YAML does not see.
        let is_wide = flow.starts_with('[') && !flow.contains([',', '{', '"', '\'', '、']);
        if is_wide && flow.contains('，') {
            self.copy(&flow.replace('，', ","));
            return;
        }
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

/// Returns a map or a list with the brackets of YAML, if one of the outer two is a full-width one:
/// `｛本年: 15.4，上年: 14.2｝`, `{本年: 15.4｝`.
fn with_narrow_brackets(value: &str) -> Option<String> {
    let mut inner = value.chars();
    let (open, close) = match (inner.next()?, inner.next_back()?) {
        ('｛', '｝' | '}') | ('{', '｝') => ('{', '}'),
        ('［', '］' | ']') | ('[', '］') => ('[', ']'),
        _ => return None,
    };
    let inner = inner.as_str();
    let is_plain = !inner.contains(['"', '\'', '{', '｛', '[', '［']);
    is_plain.then(|| format!("{open}{inner}{close}"))
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

/// Whether what stands before a value is its key or the mark of its item.
fn is_key_or_item(before: &str) -> bool {
    before.trim_end().ends_with([':', '-'])
}

/// Whether a comment may be words that belong to the value before it.
///
/// What stands behind a blank and a `#` is YAML's comment; only where a name may go on there does
/// nobody know. So it is a question where a short number follows, as things are numbered
/// (`云溪 #2机组`, `云溪 # 2 机组`, `110千伏 #2主变`), and where words follow at once behind a
/// value that may be half of one (`1 #楼`, `荣誉: 云溪 #标段`). It must not be one for
/// `5亿元 #快报数`, `5亿元 # 2025年`, `3月5日 #待定` and `是 #已核`, whose values are whole.
fn may_be_words(value: &str, comment: &str) -> bool {
    if value.starts_with(['"', '\'', '{', '[', '|', '>']) {
        return false;
    }
    let hash = comment.trim_start();
    let gap = comment.len() - hash.len();
    let Some(behind) = hash.strip_prefix('#') else {
        return false;
    };
    let words = behind.trim_start();
    if words.is_empty() || words.starts_with('#') {
        return false;
    }
    let is_close = words.len() == behind.len();
    if is_close {
        return numbers_a_thing(words) || !is_whole(value);
    }
    gap == 1 && !value.is_empty() && numbers_a_thing(words) && !is_whole(value)
}

/// Whether words begin with a number that things are told apart by: 2机组, 13 标段; no year and no
/// day, as in 2025年快报 and 3月5日电话.
fn numbers_a_thing(words: &str) -> bool {
    /// The most digits of such a number; years have more.
    const MOST_DIGITS: usize = 3;
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.len() - rest.len();
    let is_time = rest
        .trim_start()
        .starts_with(['年', '月', '日', '季', '-', '/', '.', ':']);
    (1..=MOST_DIGITS).contains(&digits) && !is_time
}

/// Whether a value is whole by itself: a figure with its unit or its decimals, a day, yes or no. A
/// short integer may be half of 1 #楼.
fn is_whole(value: &str) -> bool {
    /// The fewest digits of an integer that numbers no thing: a year has as many.
    const FEWEST_DIGITS: usize = 4;
    let is_figure = || {
        let figure = value.parse::<Figure>();
        figure.is_ok_and(|figure| figure.unit.is_some() || value.contains(['.', ',', ':']))
    };
    let is_long = value.len() >= FEWEST_DIGITS && value.bytes().all(|b| b.is_ascii_digit());
    let is_day = || parse_date(value, Some(2000)).is_ok();
    matches!(value, "是" | "否" | "有" | "没有") || is_long || is_day() || is_figure()
}

/// Refuses a value whose `#`, at a byte of its line, may begin a comment or belong to its words.
fn cut_short(file: &Arc<str>, line: usize, body: &str, at: usize) -> Diagnostic {
    let words = body[at..].trim_end();
    let location = Location {
        file: file.clone(),
        line,
        column: body[..at].chars().count() + 1,
        width: words.chars().count(),
    };
    let message = Message::new("yaml.cut-short", [("words", words)]);
    let value = name_and_colon(body).map_or(&body[value_start(body)..], |(_, value)| value);
    let whole = value.trim().replace('"', "”");
    let hint = Message::new("yaml.cut-short.hint", [("value", whole)]);
    Diagnostic::error(Some(location), message).hint(hint)
}

/// Whether a value is words though YAML would take it for a mark, or refuse it.
fn is_words(value: &str, first: char) -> bool {
    match first {
        '|' | '>' => !is_block_mark(value),
        // `-` alone says that there is nothing.
        '-' => value.len() == 1 || value[1..].starts_with([' ', '\t']),
        '?' => value[1..].starts_with([' ', '\t']),
        _ if RESERVED.contains(&first) => !is_yaml_mark(value),
        // A second colon on the line: `口号: 目标: 率先`.
        _ => value.contains(": ") || value.ends_with(':'),
    }
}

/// Whether a value opens a block of text: `|`, `>-`, `|2`.
fn is_block_mark(value: &str) -> bool {
    let marks = value.trim_end_matches(['-', '+']);
    let marks = marks
        .strip_suffix(|c: char| matches!(c, '1'..='9'))
        .unwrap_or(marks);
    matches!(marks.trim_end_matches(['-', '+']), "|" | ">")
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
            ("支出: >17080\n", "支出: \">17080\"\n"),
            ("荣誉: {{先进}}\n", "荣誉: \"{{先进}}\"\n"),
            ("问题: [甲，乙]\n", "问题: [甲,乙]\n"),
            ("荣誉: - 先进\n", "荣誉: \"- 先进\"\n"),
            ("口号: 目标: 率先\n", "口号: \"目标: 率先\"\n"),
            ("- **个\n", "- \"**个\"\n"),
            ("- 名称: @甲\n", "- 名称: \"@甲\"\n"),
            ("投资:\n　　本年: 16.2\n", "投资:\n    本年: 16.2\n"),
            ("投资:\n\u{a0}\u{a0}本年: 16.2\n", "投资:\n  本年: 16.2\n"),
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
                prepare(&"a.yaml".into(), source).faults.is_empty(),
                "{source}"
            );
        }
    }

    #[test]
    fn words_behind_a_hash_are_refused_and_comments_are_not() {
        let found = |source: &str| {
            let prepared = prepare(&"a.yaml".into(), source);
            let columns = prepared
                .faults
                .iter()
                .filter_map(|fault| fault.location.as_ref());
            columns.map(|at| (at.line, at.column)).collect::<Vec<_>>()
        };
        let words = [
            ("荣誉: 云溪 #2机组优质工程\n", (1, 8)),
            ("荣誉：云溪 #2机组优质工程\n", (1, 7)),
            ("荣誉: 云溪 # 2 机组\n", (1, 8)),
            ("楼栋: 1 #楼\n", (1, 7)),
            ("- G318 #3标段\n", (1, 8)),
            ("- 名称: G318 #3标段\n", (1, 12)),
            ("编号: #2机组\n", (1, 5)),
            ("情况: 建成\n  G318 #3标段\n", (2, 8)),
            ("项目: 110千伏 #2主变\n", (1, 11)),
            ("户数: 86 #快报\n", (1, 8)),
            ("荣誉: 全市先进 #标段\n", (1, 10)),
            ("荣誉: #快报\n", (1, 5)),
        ];
        for (source, at) in words {
            assert_eq!(found(source), [at], "{source}");
        }
        let comments = "税收: 5亿元 # 快报数\n税收: # 无\n税收: 5亿元  # 2025年快报\n#2 机组\n\
            荣誉: \"云溪 #2机组\"\n  #注\n年份: 2025 ## 年度\n网址: http://a.b/#2\n\
            税收: 5亿元 #快报\n税收: 5亿元 # 2025年\n税收: 5亿元 #2025年快报\n税收: 15.4 #快报\n\
            增速: 8.5% #初步核算\n年份: 2025 #年度\n支出: 17080 #快报\n支出: 17080 #2025年\n开会日: 3月5日 #待定\n开会日: 2026-1-8 #星期四\n\
            廉洁: 是 #已核\n荣誉: 全市先进 # 2025年评\n荣誉: 全市先进 # 3月5日电话\n荣誉: 全市先进 #\n\
            产业比: 5:4:1 #核过\n户数: 86 # 3 月底\n税收: 约5亿元 # 12 日再核\n";
        assert_eq!(found(comments), []);
        let whole = after("荣誉: 云溪 #2机组\n");
        assert_eq!(whole, "荣誉: \"云溪 #2机组\"\n");
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

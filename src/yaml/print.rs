//! Prints a value as the YAML that reads back as that value, as a user would have typed it.

use unicode_width::UnicodeWidthStr;

use super::{Node, Value};

/// The widest line a map may take before it is broken up, in columns.
const WIDE: usize = 100;

/// The lines of an entry: `税收: {本年: 73.1亿元, 增速: 7.5%}`, a list one record a line; each line
/// ends with `\n`.
///
/// ```
/// use nigao::yaml::{self, print};
/// let source = "[{名称: 冷链物流园, 投资: '1.2亿元'}, '甲, 乙']";
/// let (node, _) = yaml::read("a.yaml", source).recovered();
/// let entry = print::entry("项目", &node);
/// assert_eq!(entry, "项目:\n- {名称: 冷链物流园, 投资: 1.2亿元}\n- \"甲, 乙\"\n");
/// ```
#[must_use]
pub fn entry(key: &str, node: &Node) -> String {
    let key = scalar(key);
    match &node.value {
        Value::Empty => format!("{key}:\n"),
        Value::List(items) if !items.is_empty() => {
            let items: String = items.iter().map(item).collect();
            format!("{key}:\n{items}")
        }
        Value::Scalar(words) if is_prose(words) => {
            let lines: String = words.lines().map(|line| format!("  {line}\n")).collect();
            format!("{key}: |-\n{lines}")
        }
        _ => format!("{key}: {}\n", flow(node)),
    }
}

/// The lines of one item of a list: on one line if it fits, else a key a line.
#[must_use]
pub fn item(node: &Node) -> String {
    let line = format!("- {}\n", flow(node));
    match &node.value {
        Value::Map(entries) if line.width() > WIDE => {
            let lines = entries
                .iter()
                .map(|entry| format!("{}: {}\n", scalar(&entry.key), flow(&entry.node)));
            let marks = std::iter::once("- ").chain(std::iter::repeat("  "));
            marks
                .zip(lines)
                .map(|(mark, line)| format!("{mark}{line}"))
                .collect()
        }
        _ => line,
    }
}

/// A value on one line.
#[must_use]
pub fn flow(node: &Node) -> String {
    match &node.value {
        Value::Empty => "~".to_owned(),
        Value::Scalar(words) => scalar(words),
        Value::List(items) => {
            format!(
                "[{}]",
                items.iter().map(flow).collect::<Vec<_>>().join(", ")
            )
        }
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|entry| format!("{}: {}", scalar(&entry.key), flow(&entry.node)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Words, in quotes where YAML would take them for something else.
fn scalar(words: &str) -> String {
    if is_plain(words) {
        return words.to_owned();
    }
    let mut quoted = String::with_capacity(words.len() + 2);
    quoted.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if is_odd(c) => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether words read back as they are without quotes, in `{ }` and `[ ]` too.
fn is_plain(words: &str) -> bool {
    let mut chars = words.chars();
    let begins = match (chars.next(), chars.next()) {
        (Some('-'), Some(next)) => next.is_ascii_digit(),
        (Some(first), _) => !"-?:,[]{}#&*!|>'\"%@`".contains(first) && !first.is_whitespace(),
        (None, _) => false,
    };
    let marked =
        words.contains([',', '[', ']', '{', '}', '#', '"', '\'', '\n']) || words.contains(": ");
    let ends = words.ends_with([' ', ':']) || words.ends_with(char::is_whitespace);
    begins && !marked && !ends && !words.chars().any(is_odd) && !matches!(words, "~" | "null")
}

/// A character that does not survive in a file as it is.
fn is_odd(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
        || matches!(u32::from(c) & 0xFFFE, 0xFFFE)
}

/// Several paragraphs that can stand in a block as they are.
fn is_prose(words: &str) -> bool {
    let clean = |line: &str| !line.is_empty() && line.trim() == line && !line.chars().any(is_odd);
    words.contains('\n') && !words.ends_with('\n') && words.split('\n').all(clean)
}

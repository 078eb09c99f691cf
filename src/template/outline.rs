//! Lists the title, headings and optional points of a template, each with its conditions.

use super::tokenize;
use crate::document::{Block, Document, Label, number};

/// A heading of a template, as in a report that has every part; or a point that may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 0 for a title, else the heading's depth; a point is one deeper than the heading it stands
    /// under.
    pub depth: u8,
    /// Its number, counted as if every optional part were there; empty if it has none, or in an
    /// `{{else}}`; `·` for a point.
    pub label: String,
    /// Its words, with 〔字段〕 for values.
    pub words: String,
    /// The blocks it stands in that may leave it out or repeat it, outermost first.
    pub within: Vec<Condition>,
}

/// A block that decides whether, or how often, its content is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `{{#if 换届}}`, `{{#is 类型 "换届"}}`: the tag's words.
    If(String),
    /// The other half of such a block, or `{{#unless}}`.
    Unless(String),
    /// `{{#each 项目}}`
    Each(String),
}

/// The title and headings of a template.
///
/// ```
/// let source = "# 报告\n{{#if 换届}}\n## 过去五年\n{{/if}}\n## {{年份}}工作\n";
/// let outline = nigao::template::outline(source);
/// let lines: Vec<_> = outline.iter().map(|e| format!("{}{}", e.label, e.words)).collect();
/// assert_eq!(lines, ["报告", "一、过去五年", "二、〔年份〕工作"]);
/// assert_eq!(outline[1].within.len(), 1);
/// ```
#[must_use]
pub fn outline(source: &str) -> Vec<OutlineEntry> {
    let lines = headings(source);
    let counted = |line: &&HeadingLine| {
        !line
            .within
            .iter()
            .any(|block| matches!(block, Condition::Unless(_)))
    };
    let mut labels = labels(lines.iter().filter(counted)).into_iter();
    let mut outline = Vec::new();
    let (mut depth, mut within) = (0, 0);
    for line in &lines {
        let label = if counted(&line) {
            labels.next().unwrap_or_default()
        } else {
            String::new()
        };
        let Some(entry) = entry(line, label, depth) else {
            continue;
        };
        if entry.label != POINT {
            (depth, within) = (entry.depth, entry.within.len());
            outline.push(entry);
        } else if entry.within.len() > within {
            outline.push(entry);
        }
    }
    outline
}

/// The label of a point, which is not counted.
const POINT: &str = "·";

/// A heading line of the markup and the blocks around it.
#[derive(Default)]
struct HeadingLine {
    markup: String,
    within: Vec<Condition>,
}

/// The numbers of some heading lines; none where the markup is wrong.
fn labels<'a>(lines: impl Iterator<Item = &'a HeadingLine>) -> Vec<String> {
    let markup: String = lines.map(|line| format!("{}\n", line.markup)).collect();
    let document: Document = markup.parse().unwrap_or_default();
    number(&document)
        .into_iter()
        .map(|line| line.label)
        .collect()
}

/// The entry of a line; a point stands under a heading of `depth`.
fn entry(line: &HeadingLine, label: String, depth: u8) -> Option<OutlineEntry> {
    let document: Document = line.markup.parse().ok()?;
    let (depth, words, label) = match document.blocks.into_iter().next()? {
        Block::Title(text) => (0, text, label),
        Block::Heading(heading) if heading.label == Label::Plain => {
            (heading.depth, heading.text, String::new())
        }
        Block::Heading(heading) => (heading.depth, heading.text, label),
        Block::Paragraph(point) if !point.lead.is_empty() => {
            (depth + 1, point.lead, POINT.to_owned())
        }
        _ => return None,
    };
    let words = Document {
        blocks: vec![Block::Title(words)],
    }
    .to_string();
    let words = words
        .trim_start_matches("# ")
        .trim_end()
        .trim_end_matches(['。', '，'])
        .to_owned();
    Some(OutlineEntry {
        depth,
        label,
        words,
        within: line.within.clone(),
    })
}

/// Whether a line is a title, a heading, or a point that may be left out.
fn is_entry(line: &HeadingLine) -> bool {
    let markup = line.markup.trim_start();
    let once = !line
        .within
        .iter()
        .any(|block| matches!(block, Condition::Each(_)));
    markup.starts_with('#') || (markup.starts_with("- ") && once)
}

/// The lines that are entries once the tags are out of them.
fn headings(source: &str) -> Vec<HeadingLine> {
    let mut open: Vec<Option<Condition>> = Vec::new();
    let mut lines = Vec::new();
    let mut line = HeadingLine::default();
    let mut at = 0;
    for tag in tokenize::tags(&"".into(), source) {
        add_text(&source[at..tag.start], &open, &mut line, &mut lines);
        at = tag.end;
        let Some(inner) = tag.inner else { break };
        let words = if tag.comment {
            String::new()
        } else {
            block_or_value(inner, &mut open)
        };
        add(&mut line, &words, &open);
    }
    add_text(&source[at..], &open, &mut line, &mut lines);
    lines.push(line);
    lines.retain(is_entry);
    lines
}

/// Adds the text between two tags, which may end lines.
fn add_text(
    text: &str,
    open: &[Option<Condition>],
    line: &mut HeadingLine,
    lines: &mut Vec<HeadingLine>,
) {
    for (n, part) in text.split('\n').enumerate() {
        if n > 0 {
            lines.push(std::mem::take(line));
        }
        add(line, part, open);
    }
}

/// Adds words to a line; the blocks open at the first of them are its conditions.
fn add(line: &mut HeadingLine, words: &str, open: &[Option<Condition>]) {
    if line.markup.trim().is_empty() && !words.trim().is_empty() {
        line.within = open.iter().flatten().cloned().collect();
    }
    line.markup.push_str(words);
}

/// Opens or closes a block, or returns the mark of a value. Blocks that only join words are no
/// condition.
fn block_or_value(tag: &str, open: &mut Vec<Option<Condition>>) -> String {
    if let Some(block) = tag.strip_prefix('#') {
        open.push(condition(block));
    } else if tag.starts_with('/') {
        open.pop();
    } else if tag.starts_with("else") {
        if let Some(Some(last)) = open.last_mut() {
            *last = last.other();
        }
    } else {
        return format!("〔{tag}〕");
    }
    String::new()
}

fn condition(block: &str) -> Option<Condition> {
    let (helper, what) = block.split_once(char::is_whitespace).unwrap_or((block, ""));
    let what = what.trim().replace('"', "");
    match helper {
        "if" | "is" | "when" => Some(Condition::If(what)),
        "unless" => Some(Condition::Unless(what)),
        "each" => Some(Condition::Each(what)),
        _ => None,
    }
}

impl Condition {
    /// The condition of the block's `{{else}}`.
    fn other(&self) -> Self {
        match self {
            Self::If(what) | Self::Each(what) => Self::Unless(what.clone()),
            Self::Unless(what) => Self::If(what.clone()),
        }
    }
}

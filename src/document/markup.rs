//! Markup: documents to lines of plain Markdown and back, one block a line, the same document either way.
//!
//! ```text
//! # 标题           > 题注          @ 主讲人        ! 称谓：
//! ## 标题          ## [-] 无编号   ## **段首标题。**正文      ### [1、] 自定编号
//! - [一是] **段首句，**正文        - [——] 正文
//! % 表题           | 指标 | 完成 |  |---|--:|  | … | … |
//! & 附件名         >> 署名         >>> 日期       ===  === 横向
//! ```
//!
//! Inside a line `[一是]` counts along the line, `[几]` is how many follow, `【待填：字段】` is a hole, and a backslash
//! takes the next character as it is. White space at the ends of a line and blank lines mean nothing.

use std::fmt::{self, Display, Formatter, Write};
use std::str::FromStr;

use super::{
    Align, Block, Document, HOLE_CLOSE, HOLE_OPEN, Heading, Inline, Label, Orientation, Paragraph, Series, Table, Text,
};

/// What opens a hole; `】` closes it.
pub const HOLE_WORD: &str = "【待填：";
/// A backslash before nothing: it keeps an empty line, and the space behind a number form.
const NOTHING: char = '\\';
const COUNT: &str = "几";
const LANDSCAPE: &str = "横向";
/// Characters that mean something at the start of a line.
const OPENERS: &str = "#>@!-%&=";

/// A line that is no markup.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct MarkupError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub kind: MarkupErrorKind,
}

/// What can be wrong with a line of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MarkupErrorKind {
    /// More `#` than [`Heading::DEEPEST`] allows.
    #[error("heading too deep")]
    TooDeep,
    /// A row with more or fewer cells than the header.
    #[error("a table row has another number of cells than its header")]
    Cells,
    /// A header row without its `|---|` line.
    #[error("a table needs a line of dashes under its header")]
    Rule,
    /// `% caption` without a table below it.
    #[error("a caption stands alone")]
    Caption,
    /// `===` with a word other than 横向.
    #[error("unknown page")]
    Page,
    /// `[…` without `]`.
    #[error("a number form is not closed by ]")]
    Label,
}

/// Makes words safe anywhere in markup: what comes back from parsing is these words, nothing else.
///
/// [`HOLE_OPEN`] and [`HOLE_CLOSE`] become the marks of a hole. A line break stays one: it ends the block.
///
/// ```
/// use nigao::document::{Document, escape};
/// let document: Document = escape("# 不是标题 [一是] 【待填：x】").parse().unwrap();
/// assert_eq!(document, Document { blocks: vec![nigao::document::Block::Paragraph(
///     nigao::document::Paragraph::plain("# 不是标题 [一是] 【待填：x】"))] });
/// ```
#[must_use]
pub fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for (n, line) in words.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        escape_line(line, &mut out);
    }
    // The marks of a hole are ours: what the writer types has passed a check that refuses them.
    if out.contains(HOLE_OPEN) { out.replace(HOLE_OPEN, HOLE_WORD).replace(HOLE_CLOSE, "】") } else { out }
}

fn escape_line(line: &str, out: &mut String) {
    let last = line.len();
    for (at, c) in line.char_indices() {
        let end = at == 0 || at + c.len_utf8() == last;
        match c {
            '\\' | '*' | '[' | ']' | '|' | '【' => out.extend(['\\', c]),
            c if at == 0 && OPENERS.contains(c) => out.extend(['\\', c]),
            c if end && is_margin(c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}

fn is_margin(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r')
}

impl Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        for run in self.runs() {
            match run {
                Inline::Text(words) => escape_line(words, &mut out),
                Inline::Hole(field) => {
                    out.push_str(HOLE_WORD);
                    push_quoted(field, '】', &mut out);
                    out.push('】');
                }
                Inline::Ordinal(series) => {
                    out.push('[');
                    push_quoted(&series.to_string(), ']', &mut out);
                    out.push(']');
                }
                Inline::Count => out.push_str("[几]"),
            }
        }
        f.write_str(&out)
    }
}

/// Writes `words` with a backslash before `close` and whatever means something around it.
fn push_quoted(words: &str, close: char, out: &mut String) {
    for c in words.chars() {
        if c == close || matches!(c, '\\' | '|' | '*') || is_margin(c) {
            out.push('\\');
        }
        out.push(c);
    }
}

impl Display for Label {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = match self {
            Self::Auto => return Ok(()),
            Self::Plain => "-".to_owned(),
            Self::Series(series) => series.to_string(),
            Self::Verbatim(label) if verbatim_needs_mark(label) => format!("={label}"),
            Self::Verbatim(label) => label.clone(),
        };
        let mut quoted = String::from("[");
        push_quoted(&inner, ']', &mut quoted);
        quoted.push_str("] ");
        f.write_str(&quoted)
    }
}

fn verbatim_needs_mark(label: &str) -> bool {
    label.is_empty() || label == "-" || label == COUNT || label.starts_with('=') || Series::parse(label).is_some()
}

impl Display for Document {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.blocks.iter().try_for_each(|block| match block {
            // The blank line keeps two tables apart.
            Block::Table(_) => writeln!(f, "{block}\n"),
            _ => writeln!(f, "{block}"),
        })
    }
}

impl Display for Block {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title(text) => write!(f, "# {text}"),
            Self::Dateline(text) => write!(f, "> {text}"),
            Self::Speaker(text) => write!(f, "@ {text}"),
            Self::Salutation(text) => write!(f, "! {text}"),
            Self::Attachment(text) => write!(f, "& {text}"),
            Self::Signature(text) => write!(f, ">> {text}"),
            Self::Date(text) => write!(f, ">>> {text}"),
            Self::Page(Orientation::Portrait) => f.write_str("==="),
            Self::Page(Orientation::Landscape) => write!(f, "=== {LANDSCAPE}"),
            Self::Heading(heading) => write!(f, "{heading}"),
            Self::Paragraph(paragraph) => write!(f, "{paragraph}"),
            Self::Table(table) => write!(f, "{table}"),
        }
    }
}

impl Display for Heading {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (0..=self.depth).try_for_each(|_| f.write_char('#'))?;
        write!(f, " {}", self.label)?;
        match &self.run_in {
            None if self.text.is_empty() && self.label != Label::Auto => f.write_char(NOTHING),
            None => write!(f, "{}", self.text),
            Some(rest) => write!(f, "**{}**{rest}", self.text),
        }
    }
}

impl Display for Paragraph {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !matches!(self.label, Label::Plain | Label::Auto) {
            write!(f, "- {}", self.label)?;
        }
        match (self.lead.is_empty(), self.text.is_empty()) {
            (true, true) => f.write_char(NOTHING),
            (true, _) => write!(f, "{}", self.text),
            (false, _) => write!(f, "**{}**{}", self.lead, self.text),
        }
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.caption.is_empty() {
            writeln!(f, "% {}", self.caption)?;
        }
        write_row(f, &self.header)?;
        f.write_str("\n|")?;
        for column in &self.columns {
            let rule = match column {
                Align::Left => "---",
                Align::Center => ":-:",
                Align::Right => "--:",
            };
            write!(f, "{rule}|")?;
        }
        self.rows.iter().try_for_each(|row| {
            f.write_char('\n')?;
            write_row(f, row)
        })
    }
}

fn write_row(f: &mut Formatter<'_>, cells: &[Text]) -> fmt::Result {
    f.write_char('|')?;
    cells.iter().try_for_each(|cell| write!(f, " {cell} |"))
}

impl FromStr for Document {
    type Err = MarkupError;

    fn from_str(source: &str) -> Result<Self, MarkupError> {
        let mut lines = source.split('\n').enumerate().map(|(at, line)| (at + 1, trim(line))).peekable();
        let mut blocks = Vec::new();
        while let Some((at, line)) = lines.next() {
            let fault = |kind| MarkupError { line: at, kind };
            if line.is_empty() {
                continue;
            }
            if line.starts_with('|') || line.starts_with("% ") {
                let mut rows = vec![(at, line)];
                while let Some(row) = lines.next_if(|(_, next)| next.starts_with('|')) {
                    rows.push(row);
                }
                blocks.push(Block::Table(parse_table(&rows)?));
            } else {
                blocks.push(parse_line(line).map_err(fault)?);
            }
        }
        Ok(Self { blocks })
    }
}

fn parse_line(line: &str) -> Result<Block, MarkupErrorKind> {
    let (opener, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = trim(rest);
    Ok(match opener {
        "#" => Block::Title(parse_text(rest)),
        ">" => Block::Dateline(parse_text(rest)),
        "@" => Block::Speaker(parse_text(rest)),
        "!" => Block::Salutation(parse_text(rest)),
        "&" => Block::Attachment(parse_text(rest)),
        ">>" => Block::Signature(parse_text(rest)),
        ">>>" => Block::Date(parse_text(rest)),
        "===" if rest.is_empty() => Block::Page(Orientation::Portrait),
        "===" if rest == LANDSCAPE => Block::Page(Orientation::Landscape),
        "===" => return Err(MarkupErrorKind::Page),
        "-" => {
            let (label, rest) = parse_label(rest, true)?;
            let label = label.unwrap_or_else(|| Label::Verbatim("——".to_owned()));
            let (lead, text) = parse_lead(rest);
            Block::Paragraph(Paragraph { label, lead: lead.unwrap_or_default(), text })
        }
        hashes if hashes.bytes().all(|b| b == b'#') => {
            let depth = u8::try_from(hashes.len() - 1).unwrap_or(u8::MAX);
            if depth > Heading::DEEPEST {
                return Err(MarkupErrorKind::TooDeep);
            }
            let (label, rest) = parse_label(rest, false)?;
            let label = label.unwrap_or(Label::Auto);
            Block::Heading(match parse_lead(rest) {
                (Some(text), rest) => Heading { depth, label, text, run_in: Some(rest) },
                (None, text) => Heading { depth, label, text, run_in: None },
            })
        }
        _ => {
            let (lead, text) = parse_lead(line);
            Block::Paragraph(Paragraph { label: Label::Plain, lead: lead.unwrap_or_default(), text })
        }
    })
}

/// Takes `[…] ` off the front of a line; with `lone` it may be all there is.
fn parse_label(line: &str, lone: bool) -> Result<(Option<Label>, &str), MarkupErrorKind> {
    let Some(inner) = line.strip_prefix('[') else { return Ok((None, line)) };
    let (inner, rest) = parse_quoted(inner, ']').ok_or(MarkupErrorKind::Label)?;
    // `[一是]` with no space after it is an ordinal inside the words.
    let Some(rest) = rest.strip_prefix(' ').or((lone && rest.is_empty()).then_some("")) else {
        return Ok((None, line));
    };
    let label = match inner.as_str() {
        COUNT => return Ok((None, line)),
        "-" => Label::Plain,
        other => match other.strip_prefix('=') {
            Some(label) => Label::Verbatim(label.to_owned()),
            None => Series::parse(other).map_or_else(|| Label::Verbatim(other.to_owned()), Label::Series),
        },
    };
    Ok((Some(label), trim(rest)))
}

/// Takes `**…**` off the front of a line.
fn parse_lead(line: &str) -> (Option<Text>, Text) {
    let Some(inner) = line.strip_prefix("**") else { return (None, parse_text(line)) };
    let mut at = 0;
    while let Some(c) = inner[at..].chars().next() {
        if inner[at..].starts_with("**") {
            return (Some(parse_text(&inner[..at])), parse_text(&inner[at + 2..]));
        }
        at += c.len_utf8();
        if c == '\\' {
            at += inner[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    (None, parse_text(line))
}

fn parse_text(source: &str) -> Text {
    let mut text = Text::default();
    let mut words = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if let Some((run, after)) = parse_run(rest) {
            text.push(Inline::Text(std::mem::take(&mut words)));
            text.push(run);
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match (c, rest.chars().next()) {
            ('\\', Some(next)) => {
                words.push(next);
                rest = &rest[next.len_utf8()..];
            }
            ('\\', None) => {}
            _ => words.push(c),
        }
    }
    text.push(Inline::Text(words));
    text
}

/// A hole or a counted ordinal at the front of the line.
fn parse_run(rest: &str) -> Option<(Inline, &str)> {
    if let Some(inner) = rest.strip_prefix(HOLE_WORD) {
        let (field, after) = parse_quoted(inner, '】')?;
        return Some((Inline::Hole(field), after));
    }
    let (inner, after) = parse_quoted(rest.strip_prefix('[')?, ']')?;
    if inner == COUNT {
        return Some((Inline::Count, after));
    }
    Some((Inline::Ordinal(Series::parse(&inner)?), after))
}

/// Reads up to an unescaped `close`; what is read, unescaped, and what follows.
fn parse_quoted(source: &str, close: char) -> Option<(String, &str)> {
    let mut words = String::new();
    let mut chars = source.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => words.push(chars.next()?.1),
            c if c == close => return Some((words, &source[at + c.len_utf8()..])),
            c => words.push(c),
        }
    }
    None
}

fn parse_table(lines: &[(usize, &str)]) -> Result<Table, MarkupError> {
    let fault = |line, kind| MarkupError { line, kind };
    let (caption, lines, start) = match lines {
        [(at, first), rest @ ..] if first.starts_with('%') => (parse_text(trim(&first[1..])), rest, *at),
        lines => (Text::default(), lines, 1),
    };
    let [(header_at, header), rest @ ..] = lines else {
        return Err(fault(start, MarkupErrorKind::Caption));
    };
    let header = cells(header);
    let [(_, rule), rows @ ..] = rest else { return Err(fault(*header_at, MarkupErrorKind::Rule)) };
    let columns = alignments(rule).ok_or(fault(*header_at, MarkupErrorKind::Rule))?;
    if columns.len() != header.len() {
        return Err(fault(*header_at, MarkupErrorKind::Cells));
    }
    let rows = rows.iter().map(|(at, row)| {
        let row = cells(row);
        if row.len() == header.len() { Ok(row) } else { Err(fault(*at, MarkupErrorKind::Cells)) }
    });
    Ok(Table { caption, columns, rows: rows.collect::<Result<_, _>>()?, header })
}

fn alignments(rule: &str) -> Option<Vec<Align>> {
    split_cells(rule)
        .into_iter()
        .map(|cell| match cell {
            cell if !cell.contains('-') || cell.chars().any(|c| c != '-' && c != ':') => None,
            cell if cell.starts_with(':') => Some(Align::Center),
            cell if cell.ends_with(':') => Some(Align::Right),
            _ => Some(Align::Left),
        })
        .collect()
}

fn cells(row: &str) -> Vec<Text> {
    split_cells(row).into_iter().map(parse_text).collect()
}

/// The cells between unescaped bars.
fn split_cells(row: &str) -> Vec<&str> {
    let inner = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '|' => {
                cells.push(trim(&inner[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    if !trim(&inner[start..]).is_empty() {
        cells.push(trim(&inner[start..]));
    }
    cells
}

/// Takes white space off both ends, but not what a backslash keeps.
fn trim(line: &str) -> &str {
    let line = line.trim_start_matches(is_margin);
    let end = line.trim_end_matches(is_margin);
    let kept = end.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
    let kept = if kept { line[end.len()..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    &line[..end.len() + kept]
}

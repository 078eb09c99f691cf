//! Prints blocks and texts as the lines that parse to them again.

use std::fmt::{self, Display, Formatter, Write};

use super::syntax::{
    CHART, CLAIM_WORD, COUNT, HOLE_WORD, LANDSCAPE, NOTHING, escape_line, is_margin,
};
use crate::document::block::{Align, Block, Document, Heading, Orientation, Paragraph, Table};
use crate::document::label::{Label, Series};
use crate::document::text::{Inline, Text};

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
                Inline::Claim(words) => {
                    out.push_str(CLAIM_WORD);
                    push_quoted(words, '】', &mut out);
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
    label.is_empty()
        || label == "-"
        || label == COUNT
        || label.starts_with('=')
        || Series::parse(label).is_some()
}

impl Display for Document {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.blocks.iter().try_for_each(|block| match block {
            // The blank line keeps two tables apart.
            Block::Table(_) | Block::Chart(_) => writeln!(f, "{block}\n"),
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
            Self::Table(table) => write_table(f, table, "%"),
            Self::Chart(table) => write_table(f, table, CHART),
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

/// A table, its caption behind a mark; a chart has its mark even without.
fn write_table(f: &mut Formatter<'_>, table: &Table, mark: &str) -> fmt::Result {
    match table.caption.is_empty() {
        false => writeln!(f, "{mark} {}", table.caption)?,
        true if mark == CHART => writeln!(f, "{mark}")?,
        true => {}
    }
    write_row(f, &table.header)?;
    f.write_str("\n|")?;
    for column in &table.columns {
        let rule = match column {
            Align::Left => "---",
            Align::Center => ":-:",
            Align::Right => "--:",
        };
        write!(f, "{rule}|")?;
    }
    table.rows.iter().try_for_each(|row| {
        f.write_char('\n')?;
        write_row(f, row)
    })
}

fn write_row(f: &mut Formatter<'_>, cells: &[Text]) -> fmt::Result {
    f.write_char('|')?;
    cells.iter().try_for_each(|cell| write!(f, " {cell} |"))
}

//! Parses lines of markup into blocks and texts, and names the line that is no markup.

use std::str::FromStr;

use super::error::{MarkupError, MarkupErrorKind};
use super::syntax::{CHART, CLAIM_WORD, COUNT, HOLE_WORD, LANDSCAPE, is_margin};
use crate::document::block::{Align, Block, Document, Heading, Orientation, Paragraph, Table};
use crate::document::label::{Label, Series};
use crate::document::text::{Inline, Text};

impl FromStr for Document {
    type Err = MarkupError;

    fn from_str(source: &str) -> Result<Self, MarkupError> {
        let mut lines = source
            .split('\n')
            .enumerate()
            .map(|(at, line)| (at + 1, trim(line)))
            .peekable();
        let mut blocks = Vec::new();
        while let Some((at, line)) = lines.next() {
            let fault = |kind| MarkupError { line: at, kind };
            if line.is_empty() {
                continue;
            }
            let chart = line == CHART || line.starts_with("%% ");
            if chart || line.starts_with('|') || line.starts_with("% ") {
                let mut rows = vec![(at, line)];
                while let Some(row) = lines.next_if(|(_, next)| next.starts_with('|')) {
                    rows.push(row);
                }
                let table = parse_table(&rows)?;
                blocks.push(if chart {
                    Block::Chart(table)
                } else {
                    Block::Table(table)
                });
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
            Block::Paragraph(Paragraph {
                label,
                lead: lead.unwrap_or_default(),
                text,
            })
        }
        hashes if hashes.bytes().all(|b| b == b'#') => {
            let depth = u8::try_from(hashes.len() - 1).unwrap_or(u8::MAX);
            if depth > Heading::DEEPEST {
                return Err(MarkupErrorKind::TooDeep);
            }
            let (label, rest) = parse_label(rest, false)?;
            let label = label.unwrap_or(Label::Auto);
            Block::Heading(match parse_lead(rest) {
                (Some(text), rest) => Heading {
                    depth,
                    label,
                    text,
                    run_in: Some(rest),
                },
                (None, text) => Heading {
                    depth,
                    label,
                    text,
                    run_in: None,
                },
            })
        }
        _ => {
            let (lead, text) = parse_lead(line);
            Block::Paragraph(Paragraph {
                label: Label::Plain,
                lead: lead.unwrap_or_default(),
                text,
            })
        }
    })
}

/// Takes `[…] ` off the front of a line; with `lone` it may be all there is.
fn parse_label(line: &str, lone: bool) -> Result<(Option<Label>, &str), MarkupErrorKind> {
    let Some(inner) = line.strip_prefix('[') else {
        return Ok((None, line));
    };
    let (inner, rest) = parse_quoted(inner, ']').ok_or(MarkupErrorKind::Label)?;
    // `[一是]` with no space after it is an ordinal inside the words.
    let Some(rest) = rest
        .strip_prefix(' ')
        .or((lone && rest.is_empty()).then_some(""))
    else {
        return Ok((None, line));
    };
    let label = match inner.as_str() {
        COUNT => return Ok((None, line)),
        "-" => Label::Plain,
        other => match other.strip_prefix('=') {
            Some(label) => Label::Verbatim(label.to_owned()),
            None => Series::parse(other)
                .map_or_else(|| Label::Verbatim(other.to_owned()), Label::Series),
        },
    };
    Ok((Some(label), trim(rest)))
}

/// Takes `**…**` off the front of a line.
fn parse_lead(line: &str) -> (Option<Text>, Text) {
    let Some(inner) = line.strip_prefix("**") else {
        return (None, parse_text(line));
    };
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

/// What escapes a sign, and what begins a run that is no text.
const MARKS: [char; 3] = ['\\', '[', '【'];

fn parse_text(source: &str) -> Text {
    let mut text = Text::default();
    let mut words = String::new();
    let mut rest = source;
    let mut runs = RunParser::default();
    while let Some(at) = rest.find(MARKS) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(c) = rest.chars().next() else { break };
        if let Some((run, after)) = runs.parse(rest) {
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
    words.push_str(rest);
    text.push(Inline::Text(words));
    text
}

/// Parses runs that begin with an opening sign, in time that grows with the line: what was looked
/// at in vain behind one sign is not looked at again behind the next.
#[derive(Default)]
struct RunParser {
    /// Whether no `】` closes anything in the rest of the line.
    no_close: bool,
    /// A `[` with more than so many bytes behind it begins no counted ordinal; 0 while none is
    /// known.
    barren: usize,
}

impl RunParser {
    /// A hole, an open claim or a counted ordinal at the front of the rest of the line.
    fn parse<'a>(&mut self, rest: &'a str) -> Option<(Inline, &'a str)> {
        for (opener, is_hole) in [(HOLE_WORD, true), (CLAIM_WORD, false)] {
            let Some(inner) = rest.strip_prefix(opener).filter(|_| !self.no_close) else {
                continue;
            };
            let Some((words, after)) = parse_quoted(inner, '】') else {
                self.no_close = true;
                return None;
            };
            let run = if is_hole {
                Inline::Hole(words)
            } else {
                Inline::Claim(words)
            };
            return Some((run, after));
        }
        let inner = rest.strip_prefix('[')?;
        // `[几]` may stand at the end of what held no ordinal.
        let may_count = rest.len() == self.barren + COUNT.len() + 1;
        if self.barren > 0 && rest.len() > self.barren && !may_count {
            return None;
        }
        let Some((words, after)) = parse_quoted(inner, ']') else {
            self.barren = 1;
            return None;
        };
        if words == COUNT {
            return Some((Inline::Count, after));
        }
        let Some(series) = Series::parse(&words) else {
            self.barren = after.len() + 1;
            return None;
        };
        Some((Inline::Ordinal(series), after))
    }
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
        [(at, first), rest @ ..] if first.starts_with('%') => {
            (parse_text(trim(first.trim_start_matches('%'))), rest, *at)
        }
        lines => (Text::default(), lines, 1),
    };
    let [(header_at, header), rest @ ..] = lines else {
        return Err(fault(start, MarkupErrorKind::Caption));
    };
    let header = cells(header);
    let [(_, rule), rows @ ..] = rest else {
        return Err(fault(*header_at, MarkupErrorKind::Rule));
    };
    let columns = alignments(rule).ok_or(fault(*header_at, MarkupErrorKind::Rule))?;
    if columns.len() != header.len() {
        return Err(fault(*header_at, MarkupErrorKind::Cells));
    }
    let rows = rows.iter().map(|(at, row)| {
        let row = cells(row);
        if row.len() == header.len() {
            Ok(row)
        } else {
            Err(fault(*at, MarkupErrorKind::Cells))
        }
    });
    Ok(Table {
        caption,
        columns,
        rows: rows.collect::<Result<_, _>>()?,
        header,
    })
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
    let kept = if kept {
        line[end.len()..].chars().next().map_or(0, char::len_utf8)
    } else {
        0
    };
    &line[..end.len() + kept]
}

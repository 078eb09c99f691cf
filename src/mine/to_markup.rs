//! Turns a report's lines into markup, with variables in place of their slots.
//!
//! Numbers (一、 1. 一是) are counted again when a draft is made, so a number becomes markup only
//! where counting gives what the report has; else it stays as it is written there.

use std::ops::Range;

use super::variable::VariableSpan;
use crate::document::{
    Align, Block, Document, Heading, Inline, Label, Paragraph, Series, Table, Text, number,
};
use crate::read::{LabelStyle, LineRole, Report};
use crate::template::keep_typed_number;

/// What surrounds the index of a variable while a line is put together. Unicode reserves these as
/// noncharacters, so no report holds them.
const INDEX_OPEN: char = '\u{FDD2}';
const INDEX_CLOSE: char = '\u{FDD3}';

/// The parts of one line: `span.start` label `label_end` lead `lead_end` rest `span.end`.
#[derive(Clone, Debug)]
pub(super) struct LineShape {
    pub(super) span: Range<usize>,
    pub(super) role: LineRole,
    /// The depth of the numbered or plain heading the line begins with.
    pub(super) depth: Option<u8>,
    label: Label,
    label_end: usize,
    lead_end: usize,
    /// Ordinals inside the line: where they stand, and the series they count along.
    ordinals: Vec<(Range<usize>, Series)>,
    /// What it is of a table.
    pub(super) table: TableLine,
}

/// What a line is of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TableLine {
    #[default]
    None,
    /// The words above the head; whether another table ends right before.
    Caption,
    /// The first row; whether it stands right behind another table, and has no caption.
    Head {
        follows_table: bool,
    },
    Row,
}

/// Returns the shapes of a report's lines.
pub(super) fn shapes(report: &Report) -> Vec<LineShape> {
    let mut shapes: Vec<LineShape> = (0..report.lines().len())
        .map(|line| shape(report, line))
        .collect();
    // What has become verbatim no longer counts, so the numbers after it may be wrong now.
    if keep_counted_labels(report, &mut shapes) {
        keep_counted_labels(report, &mut shapes);
    }
    let document = document(report, &shapes);
    for (shape, line) in shapes.iter_mut().zip(number(&document)) {
        let label = report.words(&shape.label_span());
        if line.label != label {
            shape.label = verbatim(label);
        }
    }
    mark_tables(report, &mut shapes);
    shapes
}

/// Marks the heads of tables, their rows, and the short lines above that are their captions.
fn mark_tables(report: &Report, shapes: &mut [LineShape]) {
    let columns = |shape: &LineShape| {
        let chars = &report.chars()[shape.span.clone()];
        let tabs = chars.iter().filter(|c| **c == '\t').count();
        if shape.role == LineRole::Row {
            tabs + 1
        } else {
            0
        }
    };
    let mut before = 0;
    for line in 0..shapes.len() {
        let here = columns(&shapes[line]);
        if here > 0 && here == before {
            shapes[line].table = TableLine::Row;
        } else if here > 0 {
            shapes[line].table = TableLine::Head {
                follows_table: before > 0,
            };
            if line > 0 && is_caption(report, &shapes[line - 1]) {
                shapes[line - 1].table = TableLine::Caption;
            }
        }
        before = here;
    }
}

/// Tests whether a line above a table is its caption: 附表　主要经济指标完成情况. A sentence that
/// leads to the table is none.
fn is_caption(report: &Report, shape: &LineShape) -> bool {
    const LONGEST_CAPTION: usize = 40;
    let words = report.words(&shape.span);
    let is_plain = shape.role == LineRole::Paragraph && shape.label_end == shape.span.start;
    let is_short = words.chars().count() <= LONGEST_CAPTION;
    is_plain && is_short && words.trim() == words && !words.ends_with(['。', '：', ':', '；', '，'])
}

/// A stretch of a line in markup, or the index of the variable that stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MarkupPart {
    Markup(String),
    Variable(usize),
}

/// Returns a line in markup, cut at the variables, which are in order and apart.
pub(super) fn markup(
    report: &Report,
    shape: &LineShape,
    variables: &[VariableSpan],
) -> Vec<MarkupPart> {
    let block = block(shape, &|span| {
        let mut runs = Vec::new();
        let mut at = span.start;
        for (index, variable) in variables.iter().enumerate() {
            let is_inside = variable.span.start >= span.start && variable.span.end <= span.end;
            if !is_inside {
                continue;
            }
            runs.push(Inline::Text(report.words(&(at..variable.span.start))));
            runs.push(Inline::Text(format!("{INDEX_OPEN}{index}{INDEX_CLOSE}")));
            at = variable.span.end;
        }
        runs.push(Inline::Text(report.words(&(at..span.end))));
        runs
    });
    let mut parts = Vec::new();
    let line = match shape.table {
        TableLine::None => keep_typed_number(block.to_string()),
        TableLine::Head { .. } => table_line(shape.table, block, &alignments(report, shape)),
        part => table_line(part, block, &[]),
    };
    let line = line.replace('{', "\\{");
    let mut stretches = line.split(INDEX_OPEN);
    parts.extend(
        stretches
            .next()
            .map(|first| MarkupPart::Markup(first.to_owned())),
    );
    for stretch in stretches {
        let (index, words) = stretch.split_once(INDEX_CLOSE).unwrap_or(("", stretch));
        parts.extend(index.parse().ok().map(MarkupPart::Variable));
        parts.push(MarkupPart::Markup(words.to_owned()));
    }
    parts
}

/// Returns how the columns below a head are set: those that hold numbers only to the right.
fn alignments(report: &Report, head: &LineShape) -> Vec<Align> {
    let is_number = |cell: &str| {
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        let plain = cell
            .chars()
            .all(|c| c.is_ascii_digit() || "+-－−.,%％".contains(c));
        cell.is_empty() || digits > 0 && plain
    };
    let first = report
        .lines()
        .partition_point(|line| line.span.start <= head.span.start);
    let rows = report.lines()[first..]
        .iter()
        .take_while(|line| line.role == LineRole::Row);
    let mut columns: Vec<bool> = Vec::new();
    for row in rows {
        let words = report.words(&row.span);
        let cells = words.split('\t').map(is_number);
        if columns.is_empty() {
            columns = cells.collect();
        } else {
            columns
                .iter_mut()
                .zip(cells)
                .for_each(|(column, number)| *column &= number);
        }
    }
    let align = |number: bool| if number { Align::Right } else { Align::Left };
    columns.into_iter().map(align).collect()
}

/// Returns a line of a table as markup: its caption, its head with the rule below, or a row.
fn table_line(part: TableLine, block: Block, columns: &[Align]) -> String {
    let words = match block {
        Block::Paragraph(paragraph) => paragraph
            .lead
            .runs()
            .to_vec()
            .into_iter()
            .chain(paragraph.text.runs().to_vec())
            .collect(),
        _ => Vec::new(),
    };
    if part == TableLine::Caption {
        return format!("% {}", Text::new(words));
    }
    let mut cells = vec![Vec::new()];
    for run in words {
        let Inline::Text(text) = run else { continue };
        for (n, stretch) in text.split('\t').enumerate() {
            if n > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut() {
                cell.push(Inline::Text(stretch.to_owned()));
            }
        }
    }
    let header: Vec<Text> = cells.into_iter().map(Text::new).collect();
    let columns = (0..header.len()).map(|n| columns.get(n).copied().unwrap_or_default());
    let columns = columns.collect();
    let table = Table {
        caption: Text::default(),
        header,
        columns,
        rows: Vec::new(),
    };
    let head = Block::Table(table).to_string();
    match part {
        // A blank line keeps two tables apart.
        TableLine::Head {
            follows_table: true,
        } => format!("\n{head}"),
        TableLine::Head { .. } => head,
        _ => head.lines().next().unwrap_or_default().to_owned(),
    }
}

impl LineShape {
    /// Returns the span of a heading's words, or of a point's lead.
    pub(super) fn lead(&self) -> Range<usize> {
        self.label_end..self.lead_end
    }

    fn label_span(&self) -> Range<usize> {
        self.span.start..self.label_end
    }
}

fn shape(report: &Report, line: usize) -> LineShape {
    let span = report.lines()[line].span.clone();
    let role = report.lines()[line].role;
    let mut shape = LineShape {
        role,
        depth: None,
        label: Label::Plain,
        label_end: span.start,
        lead_end: span.start,
        ordinals: Vec::new(),
        table: TableLine::None,
        span: span.clone(),
    };
    if role == LineRole::Row {
        return shape;
    }
    let headings = report.headings();
    let first = headings.partition_point(|heading| heading.line < line);
    for heading in headings[first..]
        .iter()
        .take_while(|heading| heading.line == line)
    {
        let label = report.words(&heading.label);
        if heading.span.start > span.start {
            if let (LabelStyle::Point, Some(series)) = (heading.style, series_of(&label)) {
                shape.ordinals.push((heading.label.clone(), series));
            }
            continue;
        }
        if !matches!(role, LineRole::Heading | LineRole::Paragraph) {
            continue;
        }
        if heading.style != LabelStyle::Plain {
            shape.label_end = heading.label.end;
            shape.label = series_of(&label).map_or_else(|| verbatim(label), Label::Series);
        }
        shape.lead_end = stop_after(report, heading.span.end, span.end).max(shape.label_end);
        if !matches!(heading.style, LabelStyle::Point | LabelStyle::Dash) {
            let depth = u8::try_from(heading.depth).unwrap_or(Heading::DEEPEST);
            shape.depth = Some(depth.clamp(1, Heading::DEEPEST));
        }
    }
    shape
}

fn verbatim(label: String) -> Label {
    if label.is_empty() {
        Label::Plain
    } else {
        Label::Verbatim(label)
    }
}

/// Returns the end of a heading with the stop that belongs to it.
fn stop_after(report: &Report, end: usize, line_end: usize) -> usize {
    let next = report.chars()[end..line_end].first();
    let is_stop = next.is_some_and(|c| "。；：，、！？;:,!?.".contains(*c));
    end + usize::from(is_stop)
}

/// Returns the series a label is of, named by its first member: 三是 is of 一是.
pub(super) fn series_of(label: &str) -> Option<Series> {
    type IsNumeral = fn(char) -> bool;
    let tests: [(IsNumeral, &str); 3] = [
        (|c| "一二三四五六七八九十百零".contains(c), "一"),
        (|c| c.is_ascii_digit(), "1"),
        (|c| ('①'..='⑳').contains(&c), "①"),
    ];
    tests.into_iter().find_map(|(test, first)| {
        let start = label.find(test)?;
        let end = label[start..]
            .find(|c| !test(c))
            .map_or(label.len(), |at| start + at);
        let series = Series::parse(&format!("{}{first}{}", &label[..start], &label[end..]))?;
        (series.prefix == label[..start]).then_some(series)
    })
}

/// Keeps a counted number only where counting gives the report's; returns whether one was dropped.
fn keep_counted_labels(report: &Report, shapes: &mut [LineShape]) -> bool {
    let mut dropped = false;
    let document = document(report, shapes);
    for (shape, line) in shapes.iter_mut().zip(number(&document)) {
        let label = report.words(&shape.label_span());
        if let Label::Series(series) = &shape.label {
            if line.label != label {
                shape.label = Label::Verbatim(label);
                dropped = true;
            } else if shape.depth.is_some() && *series == Series::of_level(line.level) {
                shape.label = Label::Auto;
            }
        }
        let rest = || report.words(&(shape.label_end..shape.span.end));
        if !shape.ordinals.is_empty() && block_words(&line.block) != rest() {
            shape.ordinals.clear();
            dropped = true;
        }
    }
    dropped
}

/// Returns the words of a block whose numbers are counted.
fn block_words(block: &Block) -> String {
    let texts: Vec<&Text> = match block {
        Block::Heading(heading) => vec![&heading.text]
            .into_iter()
            .chain(&heading.run_in)
            .collect(),
        Block::Paragraph(paragraph) => vec![&paragraph.lead, &paragraph.text],
        Block::Title(text)
        | Block::Dateline(text)
        | Block::Speaker(text)
        | Block::Salutation(text)
        | Block::Signature(text)
        | Block::Date(text) => vec![text],
        _ => Vec::new(),
    };
    let mut words = String::new();
    for run in texts.into_iter().flat_map(Text::runs) {
        if let Inline::Text(text) = run {
            words.push_str(text);
        }
    }
    words
}

fn document(report: &Report, shapes: &[LineShape]) -> Document {
    let plain = |span: &Range<usize>| vec![Inline::Text(report.words(span))];
    Document {
        blocks: shapes.iter().map(|shape| block(shape, &plain)).collect(),
    }
}

/// Returns the block of a line; `runs` gives the runs of a stretch that has no ordinal in it.
fn block(shape: &LineShape, runs: &dyn Fn(&Range<usize>) -> Vec<Inline>) -> Block {
    let text = |span: Range<usize>| {
        let mut all = Vec::new();
        let mut at = span.start;
        let inside = |ordinal: &&(Range<usize>, Series)| {
            ordinal.0.start >= span.start && ordinal.0.end <= span.end
        };
        for (ordinal, series) in shape.ordinals.iter().filter(inside) {
            all.extend(runs(&(at..ordinal.start)));
            all.push(Inline::Ordinal(series.clone()));
            at = ordinal.end;
        }
        all.extend(runs(&(at..span.end)));
        Text::new(all)
    };
    let whole = || text(shape.span.clone());
    let lead = text(shape.label_end..shape.lead_end);
    let rest = shape.lead_end..shape.span.end;
    match (shape.role, shape.depth) {
        (LineRole::Title, _) => Block::Title(whole()),
        (LineRole::Dateline, _) => Block::Dateline(whole()),
        (LineRole::Speaker, _) => Block::Speaker(whole()),
        (LineRole::Salutation, _) => Block::Salutation(whole()),
        (LineRole::Signature, _) => Block::Signature(whole()),
        (LineRole::Date, _) => Block::Date(whole()),
        (_, Some(depth)) => {
            let run_in = (!rest.is_empty()).then(|| text(rest));
            Block::Heading(Heading {
                depth,
                label: shape.label.clone(),
                text: lead,
                run_in,
            })
        }
        (_, None) if shape.lead_end == shape.span.end => {
            // A point that is all lead is set like any paragraph.
            let label = shape.label.clone();
            Block::Paragraph(Paragraph {
                label,
                lead: Text::default(),
                text: lead,
            })
        }
        (_, None) => Block::Paragraph(Paragraph {
            label: shape.label.clone(),
            lead,
            text: text(rest),
        }),
    }
}

//! Lines: a report's lines to markup whose numbers are counted again, with slots replaced by their variables.

use std::ops::Range;

use crate::document::{Block, Document, Heading, Inline, Label, Paragraph, Series, Text, number};
use crate::read::{LabelStyle, LineRole, Report};

/// A span of the report that a variable stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VariableSpan {
    /// Its characters in [`Report::chars`].
    pub(super) span: Range<usize>,
    /// What prints it: `税收`, `税收.同比`.
    pub(super) path: String,
}

impl VariableSpan {
    /// The field.
    pub(super) fn field(&self) -> &str {
        self.path.split('.').next().unwrap_or_default()
    }

    /// The part of its value, with the dot; empty for the value itself.
    pub(super) fn part(&self) -> &str {
        &self.path[self.field().len()..]
    }
}

/// What stands around the number of a piece while a line is put together: no report holds these.
const HOLDS: char = '\u{FDD2}';
const HELD: char = '\u{FDD3}';

/// What the parts of one line are: `span.start` label `label_end` lead `lead_end` rest `span.end`.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) span: Range<usize>,
    pub(super) role: LineRole,
    /// The depth of the numbered or plain heading the line begins with.
    pub(super) depth: Option<u8>,
    label: Label,
    label_end: usize,
    lead_end: usize,
    /// Ordinals inside the line: where they stand, and the series they count along.
    ordinals: Vec<(Range<usize>, Series)>,
}

/// The shapes of a report's lines. A number is counted if counting gives what the report has; otherwise it stays as
/// it is written there.
pub(super) fn shapes(report: &Report) -> Vec<Shape> {
    let mut shapes: Vec<Shape> =
        (0..report.lines().len()).map(|line| shape(report, line)).collect();
    // What has become verbatim no longer counts, so its fellows may be wrong now.
    if settle(report, &mut shapes) {
        settle(report, &mut shapes);
    }
    let document = document(report, &shapes);
    for (shape, line) in shapes.iter_mut().zip(number(&document)) {
        if line.label != report.words(&shape.label()) {
            shape.label = verbatim(report.words(&shape.label()));
        }
    }
    shapes
}

/// A stretch of a line in markup, or the number of the piece that stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MarkupPart {
    Words(String),
    VariableSpan(usize),
}

/// A line in markup, cut at the pieces, which are in order and apart.
pub(super) fn markup(report: &Report, shape: &Shape, pieces: &[VariableSpan]) -> Vec<MarkupPart> {
    let block = block(shape, &|span| {
        let mut runs = Vec::new();
        let mut at = span.start;
        let inside =
            |piece: &VariableSpan| piece.span.start >= span.start && piece.span.end <= span.end;
        for (n, piece) in pieces.iter().enumerate().filter(|(_, piece)| inside(piece)) {
            runs.push(Inline::Text(report.words(&(at..piece.span.start))));
            runs.push(Inline::Text(format!("{HOLDS}{n}{HELD}")));
            at = piece.span.end;
        }
        runs.push(Inline::Text(report.words(&(at..span.end))));
        runs
    });
    let mut bits = Vec::new();
    for (n, stretch) in block.to_string().replace('{', "\\{").split(HOLDS).enumerate() {
        let held = (n > 0).then(|| stretch.split_once(HELD)).flatten();
        let words = held.map_or(stretch, |(_, words)| words);
        bits.extend(held.and_then(|(piece, _)| piece.parse().ok()).map(MarkupPart::VariableSpan));
        bits.push(MarkupPart::Words(words.to_owned()));
    }
    bits
}

impl Shape {
    /// The words of a heading, or the lead of a point.
    pub(super) fn lead(&self) -> Range<usize> {
        self.label_end..self.lead_end
    }

    fn label(&self) -> Range<usize> {
        self.span.start..self.label_end
    }
}

fn shape(report: &Report, line: usize) -> Shape {
    let span = report.lines()[line].span.clone();
    let role = report.lines()[line].role;
    let (label_end, lead_end) = (span.start, span.start);
    let mut shape = Shape {
        role,
        depth: None,
        label: Label::Plain,
        label_end,
        lead_end,
        ordinals: Vec::new(),
        span: span.clone(),
    };
    let headings = report.headings();
    let first = headings.partition_point(|heading| heading.line < line);
    for heading in headings[first..].iter().take_while(|heading| heading.line == line) {
        let label = report.words(&heading.label);
        if heading.span.start > span.start {
            if let (LabelStyle::Point, Some(series)) = (heading.style, first_of(&label)) {
                shape.ordinals.push((heading.label.clone(), series));
            }
            continue;
        }
        if !matches!(role, LineRole::Heading | LineRole::Paragraph) {
            continue;
        }
        if heading.style != LabelStyle::Plain {
            shape.label_end = heading.label.end;
            shape.label = first_of(&label).map_or_else(|| verbatim(label), Label::Series);
        }
        shape.lead_end = stop_after(report, heading.span.end, span.end).max(shape.label_end);
        let is_item = matches!(heading.style, LabelStyle::Point | LabelStyle::Dash);
        let depth =
            u8::try_from(heading.depth).unwrap_or(Heading::DEEPEST).clamp(1, Heading::DEEPEST);
        shape.depth = (!is_item).then_some(depth);
    }
    shape
}

fn verbatim(label: String) -> Label {
    if label.is_empty() { Label::Plain } else { Label::Verbatim(label) }
}

/// The end of a heading with the stop that belongs to it.
fn stop_after(report: &Report, end: usize, line_end: usize) -> usize {
    let stop =
        report.chars()[end..line_end].first().is_some_and(|c| "。；：，、！？;:,!?.".contains(*c));
    end + usize::from(stop)
}

/// The series a label is of, named by its first member: 三是 is of 一是.
pub(super) fn first_of(label: &str) -> Option<Series> {
    type IsNumeral = fn(char) -> bool;
    let tests: [(IsNumeral, &str); 3] = [
        (|c| "一二三四五六七八九十百零".contains(c), "一"),
        (|c| c.is_ascii_digit(), "1"),
        (|c| ('①'..='⑳').contains(&c), "①"),
    ];
    tests.into_iter().find_map(|(test, first)| {
        let start = label.find(test)?;
        let end = label[start..].find(|c| !test(c)).map_or(label.len(), |at| start + at);
        let series = Series::parse(&format!("{}{first}{}", &label[..start], &label[end..]))?;
        (series.prefix == label[..start]).then_some(series)
    })
}

/// Keeps a counted number only where counting gives the report's own; whether one had to go.
fn settle(report: &Report, shapes: &mut [Shape]) -> bool {
    let mut gone = false;
    let document = document(report, shapes);
    for (shape, line) in shapes.iter_mut().zip(number(&document)) {
        let label = report.words(&shape.label());
        if let Label::Series(series) = &shape.label {
            if line.label != label {
                shape.label = Label::Verbatim(label);
                gone = true;
            } else if shape.depth.is_some() && *series == Series::of_level(line.level) {
                shape.label = Label::Auto;
            }
        }
        if !shape.ordinals.is_empty()
            && said(&line.block) != report.words(&(shape.label_end..shape.span.end))
        {
            shape.ordinals.clear();
            gone = true;
        }
    }
    gone
}

/// The words of a block whose numbers are counted.
fn said(block: &Block) -> String {
    let texts: Vec<&Text> = match block {
        Block::Heading(heading) => vec![&heading.text].into_iter().chain(&heading.run_in).collect(),
        Block::Paragraph(paragraph) => vec![&paragraph.lead, &paragraph.text],
        Block::Title(text)
        | Block::Dateline(text)
        | Block::Speaker(text)
        | Block::Salutation(text) => vec![text],
        Block::Signature(text) | Block::Date(text) => vec![text],
        _ => Vec::new(),
    };
    let runs = texts.into_iter().flat_map(Text::runs);
    runs.map(|run| if let Inline::Text(words) = run { words.as_str() } else { "" }).collect()
}

fn document(report: &Report, shapes: &[Shape]) -> Document {
    let plain = |span: &Range<usize>| vec![Inline::Text(report.words(span))];
    Document { blocks: shapes.iter().map(|shape| block(shape, &plain)).collect() }
}

/// The block of a line; `runs` gives the runs of a stretch that has no ordinal in it.
fn block(shape: &Shape, runs: &dyn Fn(&Range<usize>) -> Vec<Inline>) -> Block {
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
            Block::Heading(Heading { depth, label: shape.label.clone(), text: lead, run_in })
        }
        (_, None) if shape.lead_end == shape.span.end => {
            // A point that is all lead is set like any paragraph.
            let label = shape.label.clone();
            Block::Paragraph(Paragraph { label, lead: Text::default(), text: lead })
        }
        (_, None) => {
            Block::Paragraph(Paragraph { label: shape.label.clone(), lead, text: text(rest) })
        }
    }
}

//! Body: the lines of a document to document.xml, stencils with the words between.

use std::fmt::Write;

use super::super::text_width::EM;
use super::super::title_breaks;
use super::closing::Indent;
use super::fragments::{Fragments, RunKind};
use super::sections;
use super::sections::{Extras, Item, PageSection, is_head};
use super::xml::{R, TAB, W, push};
use super::{chart, columns, contents, table};
use crate::document::{
    Block, CLAIM_WORD, HOLE_WORD, Heading, Inline, NumberedLine, Orientation, Plot, Table, Text,
    plots,
};
use crate::layout::{Alignment, Layout, Length, StyleRole};
use crate::ooxml::DECLARATION;
use crate::write::text::texts;

/// Most reports are shorter, as XML.
const ROOM: usize = 128 << 10;

/// A document being written.
pub(super) struct BodyWriter<'a> {
    layout: &'a Layout,
    stencils: &'a Fragments,
    /// `document.xml` so far.
    pub(super) xml: String,
    /// The fields of the holes and the words of the open claims, in the order of their comments.
    pub(super) holes: Vec<String>,
    /// Whether a page stands across.
    pub(super) across: bool,
    /// What the charts show, in order.
    pub(super) plots: Vec<Plot>,
    /// How many headings have been marked for the contents.
    marked: usize,
}

/// A run being written.
#[derive(Clone, Copy)]
struct RunWriter {
    /// Where it begins in the XML.
    start: usize,
    /// Whether it must say more than a bare run.
    full: bool,
}

/// Writes numbered lines.
pub(super) fn write<'a>(
    layout: &'a Layout,
    stencils: &'a Fragments,
    lines: &[NumberedLine],
) -> BodyWriter<'a> {
    let sections = sections::sections(layout, lines);
    let across = sections.iter().any(|section| section.way == Orientation::Landscape);
    let xml = String::with_capacity(ROOM);
    let mut body = BodyWriter {
        layout,
        stencils,
        xml,
        holes: Vec::new(),
        across,
        plots: Vec::new(),
        marked: 0,
    };
    body.xml.extend([DECLARATION, "<w:document ", W, " ", R, "><w:body>"]);
    contents::write(&mut body, &sections);
    for (n, section) in sections.iter().enumerate() {
        let last = n + 1 == sections.len();
        body.section(section, (!last).then(|| stencils.section(section.way, n == 0)));
    }
    let way = sections.last().map_or(Orientation::Portrait, |section| section.way);
    body.xml.extend([stencils.section(way, sections.len() < 2), "</w:body></w:document>"]);
    body
}

impl<'a> BodyWriter<'a> {
    fn section(&mut self, section: &PageSection, close: Option<&str>) {
        let mut items = section.items.iter().peekable();
        let mut behind_table = false;
        while let Some(item) = items.next() {
            let close = close.filter(|_| items.peek().is_none());
            let Block::Table(grid) = item.line.block.as_ref() else {
                match item.line.block.as_ref() {
                    Block::Chart(table) => self.charts(table, section.way, close),
                    _ => self.item(item, close),
                }
                behind_table = false;
                continue;
            };
            if behind_table && grid.caption.is_empty() {
                self.carrier(None);
            }
            table::write(self, grid, section.way);
            if items.peek().is_none() {
                self.carrier(close);
            }
            behind_table = true;
        }
    }

    /// The caption of a table, and its plots one under the other.
    fn charts(&mut self, table: &Table, way: Orientation, close: Option<&str>) {
        if !table.caption.is_empty() {
            self.paragraph(StyleRole::Caption, &table.caption);
        }
        let width = columns::room(self.layout, way);
        for plot in plots(table) {
            let drawing = chart::drawing(&plot, self.plots.len() + 1, width);
            let [start, middle, end] = &self.stencils.figure;
            self.xml.extend([start, middle, "<w:r>", &drawing, "</w:r>", end]);
            self.plots.push(plot);
        }
        if close.is_some() {
            self.carrier(close);
        }
    }

    /// A line without words: Word wants one between two tables and behind the last.
    fn carrier(&mut self, section: Option<&str>) {
        let [start, middle, end] = &self.stencils.carrier;
        self.xml.extend([start, section.unwrap_or(""), middle, end]);
    }

    fn item(&mut self, item: &Item, close: Option<&str>) {
        let Item { line, role, extras } = item;
        let (role, plain) = (*role, &self.stencils.plain);
        if role == StyleRole::Title && !line.label.is_empty() {
            self.paragraph(StyleRole::Annex, &Text::from(line.label.as_str()));
        }
        self.open(role, extras, close);
        let mark =
            contents::level(self.layout, &item.line.block).map(|_| contents::marks(self.marked));
        self.marked += usize::from(mark.is_some());
        let [before, after] = mark.unwrap_or_default();
        self.xml.push_str(&before);
        let mut label = line.label.as_str();
        let set_off = match line.block.as_ref() {
            Block::Heading(Heading { text, run_in: Some(_), .. }) => {
                Some((text, StyleRole::heading(line.level)))
            }
            Block::Paragraph(paragraph) if !paragraph.lead.is_empty() => {
                Some((&paragraph.lead, StyleRole::Lead))
            }
            _ => None,
        };
        if let Some((lead, face)) = set_off {
            self.words(self.stencils.lead(face), std::mem::take(&mut label), Some(lead));
        }
        let rest = texts(line.block.as_ref()).skip(usize::from(set_off.is_some()));
        for text in rest {
            if is_head(role) {
                self.lines(&centred(self.layout, role, text));
            } else {
                self.words(plain, std::mem::take(&mut label), Some(text));
            }
        }
        self.xml.push_str(&after);
        self.close(role);
    }

    /// Lines of one paragraph.
    fn lines(&mut self, lines: &[Text]) {
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                self.xml.push_str(&self.stencils.line_break);
            }
            self.words(&self.stencils.plain, "", Some(line));
        }
    }

    /// Begins a paragraph; the last of a section closes it.
    fn open(&mut self, role: StyleRole, extras: &Extras, close: Option<&str>) {
        let stencils = self.stencils;
        if role == StyleRole::Body && close.is_none() && *extras == Extras::default() {
            // The style of paragraphs that name none.
            self.xml.push_str("<w:p>");
            return;
        }
        let [start, middle, _] = stencils.paragraph(role);
        self.xml.push_str(start);
        if extras.keep_next {
            self.xml.push_str(&stencils.keep_next);
        }
        let pitch = self.layout.pitch.0;
        match (extras.above, extras.open) {
            (None, false) => {}
            (Some(lines), false) => fill(&mut self.xml, &stencils.above, i32::from(lines) * pitch),
            (lines, true) => {
                let lines = lines.unwrap_or(self.layout.style(role).above);
                let [start, middle, end] = &stencils.above_and_below;
                let _ = write!(self.xml, "{start}{}{middle}{pitch}{end}", i32::from(lines) * pitch);
            }
        }
        match extras.indent {
            Some(Indent::Left(left)) => fill(&mut self.xml, &stencils.left, left.0),
            Some(Indent::Right(right)) => fill(&mut self.xml, &stencils.right, right.0),
            Some(Indent::Hanging { left, hanging }) => {
                let [start, middle, end] = &stencils.hanging;
                let _ = write!(self.xml, "{start}{}{middle}{}{end}", left.0, hanging.0);
            }
            None => {}
        }
        if let Some(align) = extras.align {
            self.xml.push_str(stencils.align(align));
        }
        if let Some(level) = extras.outline {
            fill(&mut self.xml, &stencils.outline, level.into());
        }
        self.xml.extend([close.unwrap_or(""), middle]);
    }

    fn close(&mut self, role: StyleRole) {
        self.xml.push_str(&self.stencils.paragraph(role)[2]);
    }

    /// A paragraph of a role, with nothing but its words.
    pub(super) fn paragraph(&mut self, role: StyleRole, text: &Text) {
        self.open(role, &Extras::default(), None);
        self.words(&self.stencils.plain, "", Some(text));
        self.close(role);
    }

    /// The paragraph of a cell; the header is set as its style says, and breaks by sense.
    pub(super) fn cell(
        &mut self,
        text: &Text,
        width: Length,
        align: Option<Alignment>,
        keep_next: bool,
    ) {
        let role = if align.is_none() { StyleRole::TableHead } else { StyleRole::TableCell };
        self.open(role, &Extras { keep_next, align, ..Extras::default() }, None);
        let start = self.xml.len();
        if role == StyleRole::TableHead {
            self.lines(&broken(self.layout, role, text, columns::inside(width)));
        } else {
            self.words(&self.stencils.plain, "", Some(text));
        }
        // As in the text writer, a tab would look like the next cell.
        if self.xml[start..].contains(TAB) {
            let cell = self.xml.split_off(start).replace(TAB, " ");
            self.xml.push_str(&cell);
        }
        self.close(role);
    }

    /// A label and a text in runs of one kind; holes in runs of their own.
    fn words(&mut self, kind: &'a RunKind, label: &str, text: Option<&Text>) {
        let mut run = None;
        self.say(kind, &mut run, label);
        for inline in text.into_iter().flat_map(Text::runs) {
            match inline {
                Inline::Text(words) => self.say(kind, &mut run, words),
                Inline::Hole(field) => {
                    self.end(kind, run.take());
                    self.hole(&self.stencils.hole, HOLE_WORD, field);
                }
                Inline::Claim(words) => {
                    self.end(kind, run.take());
                    self.hole(&self.stencils.claim, CLAIM_WORD, words);
                }
                // Numbering has turned these into words.
                Inline::Ordinal(_) | Inline::Count => {}
            }
        }
        self.end(kind, run);
    }

    /// Adds words to a run, which begins with the first.
    fn say(&mut self, kind: &RunKind, run: &mut Option<RunWriter>, words: &str) {
        if words.is_empty() {
            return;
        }
        let run = run.get_or_insert_with(|| {
            let start = self.xml.len();
            self.xml.push_str(&kind.bare);
            RunWriter { start, full: false }
        });
        run.full |=
            push(&mut self.xml, words) || words.starts_with(is_space) || words.ends_with(is_space);
    }

    fn end(&mut self, kind: &RunKind, run: Option<RunWriter>) {
        let Some(RunWriter { start, full }) = run else { return };
        if full {
            self.xml.replace_range(start..start + kind.bare.len(), &kind.full);
        }
        self.xml.push_str(&kind.end);
    }

    /// 【待填：字段】 or 【待核实：表述】 in a run of its own colour, with a comment.
    fn hole(&mut self, run: &[String; 2], opener: &str, field: &str) {
        let stencils = self.stencils;
        let id = i32::try_from(self.holes.len()).unwrap_or(i32::MAX);
        fill(&mut self.xml, &stencils.comment_start, id);
        self.xml.extend([&run[0], opener]);
        push(&mut self.xml, field);
        self.xml.extend(["】", &run[1]]);
        let [start, middle, end] = &stencils.comment_end;
        let _ = write!(self.xml, "{start}{id}{middle}{id}{end}");
        self.holes.push(field.to_owned());
    }

    /// The layout and the stencils, for what writes itself.
    pub(super) fn means(&self) -> (&'a Layout, &'a Fragments) {
        (self.layout, self.stencils)
    }
}

/// The lines of a title and what is set like it, a quarter of a character free on either side.
pub(super) fn centred(layout: &Layout, role: StyleRole, text: &Text) -> Vec<Text> {
    let half = Length(layout.advance(layout.style(role)).0 / 2);
    broken(layout, role, text, layout.measure() - half)
}

/// Lines broken by sense.
fn broken(layout: &Layout, role: StyleRole, text: &Text, room: Length) -> Vec<Text> {
    let advance = layout.advance(layout.style(role)).0.max(1).unsigned_abs();
    title_breaks::split(text, room.0.max(0).unsigned_abs().saturating_mul(EM) / advance)
}

/// What XML would drop at the ends of words, or what becomes such a space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// A stencil with a number in it.
pub(super) fn fill(xml: &mut String, stencil: &[String; 2], number: i32) {
    let _ = write!(xml, "{}{number}{}", stencil[0], stencil[1]);
}

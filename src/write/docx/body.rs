//! Writes the numbered lines of a document as the body of `document.xml`, section by section.

use super::fragments::Fragments;
use super::sections::{self, LineSetting, PageSection, is_head};
use super::writer::BodyWriter;
use super::xml::{R, W};
use super::{chart, columns, contents, table};
use crate::document::{Block, Heading, NumberedLine, Orientation, Table, Text, plots};
use crate::layout::{Layout, StyleRole};
use crate::ooxml::DECLARATION;
use crate::write::text::texts;
use crate::write::title_breaks;

/// Writes numbered lines.
pub(super) fn write<'a>(
    layout: &'a Layout,
    fragments: &'a Fragments,
    lines: &[NumberedLine],
) -> BodyWriter<'a> {
    let sections = sections::sections(layout, lines);
    let mut body = BodyWriter::new(layout, fragments);
    body.across = sections
        .iter()
        .any(|section| section.way == Orientation::Landscape);
    body.xml
        .extend([DECLARATION, "<w:document ", W, " ", R, "><w:body>"]);
    contents::write(&mut body, &sections);
    let mut last_way = Orientation::Portrait;
    for (n, section) in sections.iter().enumerate() {
        // All sections but the last are closed by their last paragraph.
        let is_last = n + 1 == sections.len();
        let close = if is_last {
            ""
        } else {
            fragments.section(section.way, n == 0)
        };
        body.section(section, close);
        last_way = section.way;
    }
    let last = fragments.section(last_way, sections.len() < 2);
    body.xml.extend([last, "</w:body></w:document>"]);
    body
}

impl BodyWriter<'_> {
    /// Writes a section; `close` is the properties of its pages, for its last paragraph.
    fn section(&mut self, section: &PageSection, close: &str) {
        let mut behind_table = false;
        for (n, item) in section.items.iter().enumerate() {
            let is_last = n + 1 == section.items.len();
            let close = if is_last { close } else { "" };
            match item.line.block.as_ref() {
                Block::Table(grid) => {
                    if behind_table && grid.caption.is_empty() {
                        self.carrier("");
                    }
                    table::write(self, grid, section.way);
                    if is_last {
                        self.carrier(close);
                    }
                    behind_table = true;
                    continue;
                }
                Block::Chart(table) => self.charts(table, section.way, close),
                _ => self.line(item, close),
            }
            behind_table = false;
        }
    }

    /// The caption of a table, and its plots one under the other.
    fn charts(&mut self, table: &Table, way: Orientation, close: &str) {
        if !table.caption.is_empty() {
            self.paragraph(StyleRole::Caption, &table.caption);
        }
        let width = columns::room(self.layout, way);
        for plot in plots(table) {
            let drawing = chart::drawing(&plot, self.plots.len() + 1, width);
            let [start, middle, end] = &self.fragments.figure;
            self.xml
                .extend([start, middle, "<w:r>", &drawing, "</w:r>", end]);
            self.plots.push(plot);
        }
        if !close.is_empty() {
            self.carrier(close);
        }
    }

    fn line(&mut self, item: &LineSetting, close: &str) {
        let LineSetting { line, role, extras } = item;
        let role = *role;
        if role == StyleRole::Title && !line.label.is_empty() {
            self.paragraph(StyleRole::Annex, &Text::from(line.label.as_str()));
        }
        self.open(role, extras, close);
        let is_listed = contents::level(self.layout, &item.line.block).is_some();
        let [before, after] = if is_listed {
            contents::marks(self.marked)
        } else {
            <_>::default()
        };
        self.marked += usize::from(is_listed);
        self.xml.push_str(&before);
        if is_head(role) {
            for text in texts(line.block.as_ref()) {
                self.lines(&title_breaks::centred(self.layout, role, text));
            }
        } else {
            self.line_words(line);
        }
        self.xml.push_str(&after);
        self.close(role);
    }

    /// The label and words of a line, its run-in heading or 段首句 in another face.
    fn line_words(&mut self, line: &NumberedLine) {
        let mut label = line.label.as_str();
        let mut texts = texts(line.block.as_ref());
        let set_off = match line.block.as_ref() {
            Block::Heading(Heading {
                run_in: Some(_), ..
            }) => Some(StyleRole::heading(line.level)),
            Block::Paragraph(paragraph) if !paragraph.lead.is_empty() => Some(StyleRole::Lead),
            _ => None,
        };
        if let Some(face) = set_off {
            self.words(self.fragments.lead(face), label, texts.next());
            label = "";
        }
        for text in texts {
            self.words(&self.fragments.plain, label, Some(text));
            label = "";
        }
    }
}

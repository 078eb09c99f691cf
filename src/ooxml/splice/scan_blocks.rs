//! Opens what holds words while a part is scanned: paragraphs, runs, tables, controls, fields.

use std::ops::Range;

use super::scanner::{Frame, OpenControl, ScannedField, Scanner};
use super::story::{
    ContainerKind, Guard, StoryBlock, StoryContainer, StoryParagraph, StoryRow, StoryRun,
    StoryTable,
};
use crate::ooxml::limits::{Limit, MOST_BLOCKS};
use crate::ooxml::{Element, PackageError, PackageResult};

impl Scanner {
    pub(super) fn count_block(&mut self) -> PackageResult<()> {
        self.block_count += 1;
        if self.block_count > MOST_BLOCKS {
            return Err(PackageError::TooBig(Limit::Blocks(MOST_BLOCKS)));
        }
        Ok(())
    }

    pub(super) fn open_paragraph(&mut self, span: &Range<usize>) {
        let is_second = self.second_forms > 0;
        // Word makes contents anew, so nothing there is worth changing.
        let in_field = self.fields.iter().any(|field| field.name() == "TOC");
        let host = self.paragraphs.last().filter(|(is_second, _)| !is_second);
        let paragraph = StoryParagraph {
            bytes: span.clone(),
            open_end: span.end,
            row: self.rows.last().copied(),
            host: host.map(|(_, at)| *at),
            host_run: self.runs.last().map_or(0, |(_, at)| *at),
            container: self.containers.last().copied().unwrap_or(0),
            note: self.note.clone(),
            is_contents: in_field || self.controls.iter().any(|control| control.is_contents),
            ..StoryParagraph::default()
        };
        let story = &mut self.story;
        let into = if is_second {
            &mut story.second_forms
        } else {
            &mut story.paragraphs
        };
        into.push(paragraph);
        let at = into.len() - 1;
        if !is_second {
            self.add_block(StoryBlock::Paragraph(at));
        }
        self.paragraphs.push((is_second, at));
    }

    pub(super) fn add_block(&mut self, block: StoryBlock) {
        if self.second_forms == 0
            && let Some(at) = self.containers.last()
        {
            self.story.containers[*at].blocks.push(block);
        }
    }

    pub(super) fn open_container(&mut self, kind: ContainerKind) {
        self.story.containers.push(StoryContainer {
            kind,
            blocks: Vec::new(),
        });
        self.containers.push(self.story.containers.len() - 1);
    }

    pub(super) fn open_run(&mut self, span: &Range<usize>) -> Frame {
        let guard = self.guard();
        let is_inserted = self.inserted > 0;
        let Some(paragraph) = self.paragraph() else {
            return Frame::Other;
        };
        paragraph.runs.push(StoryRun {
            bytes: span.clone(),
            content: span.end..span.end,
            is_plain: true,
            guard,
            is_inserted,
            ..StoryRun::default()
        });
        let at = paragraph.runs.len() - 1;
        self.runs.push((self.paragraphs.len(), at));
        Frame::Run
    }

    /// What forbids to change words here.
    pub(super) fn guard(&self) -> Option<Guard> {
        if self.fields.iter().any(|field| !field.is_typed()) {
            return Some(Guard::Field);
        }
        self.controls.iter().find_map(|control| control.guard)
    }

    pub(super) fn open_table(&mut self, span: &Range<usize>) -> PackageResult<Frame> {
        self.count_block()?;
        let table = StoryTable {
            bytes: span.clone(),
            rows: Vec::new(),
        };
        self.story.tables.push(table);
        let at = self.story.tables.len() - 1;
        self.add_block(StoryBlock::Table(at));
        self.tables.push(at);
        Ok(Frame::Table)
    }

    pub(super) fn open_row(&mut self, span: &Range<usize>) -> Frame {
        let Some(table) = self.tables.last().copied() else {
            return Frame::Other;
        };
        self.story.rows.push(StoryRow {
            bytes: span.clone(),
            table,
            ..StoryRow::default()
        });
        let at = self.story.rows.len() - 1;
        self.story.tables[table].rows.push(at);
        self.rows.push(at);
        Frame::Row
    }

    pub(super) fn run_properties(&mut self, span: &Range<usize>) -> Frame {
        match self.frames.last() {
            Some(Frame::Run) => Frame::RunProperties(span.start),
            Some(Frame::ParagraphProperties(_)) => Frame::MarkProperties(span.start),
            _ => Frame::Other,
        }
    }

    pub(super) fn uncopied(&mut self, element: &Element, span: &Range<usize>) -> Frame {
        let is_section = element.name == "sectPr";
        let in_properties = matches!(
            self.frames.last(),
            Some(
                Frame::ParagraphProperties(_) | Frame::MarkProperties(_) | Frame::RunProperties(_)
            )
        );
        if !in_properties {
            return Frame::Other;
        }
        if let Some(paragraph) = self.paragraph() {
            paragraph.ends_section |= is_section;
            paragraph.is_tracked |= !is_section;
        }
        Frame::Uncopied(span.start)
    }

    pub(super) fn tracked(&mut self, element: &Element, span: &Range<usize>) -> Frame {
        if let Some(paragraph) = self.paragraph() {
            paragraph.is_tracked = true;
        }
        if matches!(
            self.frames.last(),
            Some(Frame::MarkProperties(_) | Frame::RunProperties(_))
        ) {
            return Frame::Uncopied(span.start);
        }
        match element.name {
            "del" | "moveFrom" => self.silence(),
            "ins" | "moveTo" => {
                self.inserted += 1;
                Frame::Inserted
            }
            _ => Frame::Other,
        }
    }

    pub(super) fn silence(&mut self) -> Frame {
        self.silent += 1;
        Frame::Silent
    }

    pub(super) fn control_content(&mut self) -> Frame {
        let control = match self.frames.last() {
            Some(Frame::Control(control)) => *control,
            _ => OpenControl::default(),
        };
        self.controls.push(control);
        self.open_container(ContainerKind::Control);
        Frame::Container
    }

    pub(super) fn field_char(&mut self, element: &Element, span: &Range<usize>) {
        if let Some(run) = self.run() {
            run.is_plain = false;
        }
        match element.get("fldCharType").as_deref() {
            Some("begin") => {
                self.story.field_ends.push((span.start, true));
                self.fields.push(ScannedField::default());
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.has_result = true;
                }
                let is_contents = self.fields.iter().any(|field| field.name() == "TOC");
                if let Some(paragraph) = self.paragraph() {
                    paragraph.is_contents |= is_contents;
                }
            }
            Some("end") => {
                self.story.field_ends.push((span.start, false));
                self.fields.pop();
            }
            _ => {}
        }
        // The run may hold words behind the mark: `<w:fldChar/><w:t>`.
        let guard = self.guard();
        if let Some(run) = self.run() {
            run.guard = run.guard.or(guard);
        }
    }
}

//! Takes words, signs, properties and marks while a part is scanned.

use std::ops::Range;

use super::scanner::{Frame, Scanner};
use super::story::{
    Guard, RangeMark, SegmentForm, StoryReference, TextSegment, TextTag, UNMARKED_CLOSE,
    UNMARKED_OPEN,
};
use crate::ooxml::Element;
use crate::ooxml::word::symbol;

impl Scanner {
    pub(super) fn open_text(&mut self, element: &Element, span: &Range<usize>) -> Frame {
        if !matches!(self.frames.last(), Some(Frame::Run)) {
            return Frame::Other;
        }
        let name_end = span.start + 1 + element.qualified_name().len();
        let keeps_spaces = element.get("space").as_deref() == Some("preserve");
        let close = span.end..span.end;
        let tag = TextTag {
            name_end,
            open: span.clone(),
            close,
            keeps_spaces,
        };
        let first_segment = self
            .paragraph()
            .map_or(0, |paragraph| paragraph.segments.len());
        Frame::Text { tag, first_segment }
    }

    /// An element of a run that shows as one character.
    pub(super) fn sign(&mut self, element: &Element, span: &Range<usize>) -> Frame {
        if !matches!(self.frames.last(), Some(Frame::Run)) {
            return Frame::Other;
        }
        let shown = match element.name {
            "tab" | "ptab" => Some('\t'),
            "br" | "cr" => {
                let turns_page = matches!(element.get("type").as_deref(), Some("page" | "column"));
                (!turns_page).then_some('\n')
            }
            "noBreakHyphen" => Some('-'),
            _ => symbol(element),
        };
        let count = self
            .paragraph()
            .map_or(0, |paragraph| paragraph.segments.len());
        match shown {
            Some(shown) => self.add_segment(&shown.to_string(), span.clone(), SegmentForm::Element),
            None => {
                if let Some(run) = self.run() {
                    run.is_plain = false;
                }
            }
        }
        Frame::Sign(count)
    }

    /// An element that says something about what is around it.
    pub(super) fn property(&mut self, element: &Element) {
        let name = element.name;
        match self.frames.last_mut() {
            Some(Frame::ParagraphProperties(_)) => {
                let style = (name == "pStyle").then(|| element.value().unwrap_or_default());
                if let Some(paragraph) = self.paragraph() {
                    paragraph.is_numbered |= name == "numPr";
                    if let Some(style) = style {
                        paragraph.style = Some(style.into_owned());
                    }
                }
            }
            // 单击此处输入文字 is a prompt, which the first typed letter replaces. Programs that
            // fill a control often leave its mark; their words are not in the style of prompts.
            Some(Frame::RunProperties(_)) if name == "rStyle" => {
                let style = element.value().unwrap_or_default();
                let in_prompt = self.controls.last().is_some_and(|one| one.is_placeholder);
                let is_prompt = in_prompt && self.prompts.contains(&*style);
                if let Some(run) = self.run() {
                    run.is_prompt = is_prompt;
                }
            }
            Some(Frame::RunProperties(_)) if name == "vanish" && element.is_on() => {
                if let Some(run) = self.run() {
                    run.is_hidden = true;
                }
            }
            Some(Frame::Run) => {
                let is_noise = name == "lastRenderedPageBreak";
                let is_object = matches!(name, "drawing" | "pict" | "object" | "ruby");
                if let Some(paragraph) = self.paragraph() {
                    paragraph.has_object |= is_object;
                }
                if !is_noise && let Some(run) = self.run() {
                    run.is_plain = false;
                }
            }
            _ => {}
        }
        match name {
            "showingPlcHdr" | "dataBinding" | "lock" | "docPartGallery" => self.control(element),
            "vMerge" => {
                if let Some(row) = self.rows.last() {
                    let row = &mut self.story.rows[*row];
                    let starts = element.value().as_deref() == Some("restart");
                    row.starts_merged |= starts;
                    row.continues_merged |= !starts;
                }
            }
            _ => {}
        }
    }

    /// Something a control says about itself: its frame is the one below its properties.
    pub(super) fn control(&mut self, element: &Element) {
        let open = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Control(control) => Some(control),
            _ => None,
        });
        let Some(control) = open else { return };
        match element.name {
            "showingPlcHdr" => control.is_placeholder = element.is_on(),
            "dataBinding" => control.guard = Some(Guard::Bound),
            "lock" => {
                let value = element.value();
                if matches!(value.as_deref(), Some("contentLocked" | "sdtContentLocked")) {
                    control.guard = control.guard.or(Some(Guard::Locked));
                }
            }
            _ => {
                control.is_contents |= element.value().as_deref() == Some("Table of Contents");
            }
        }
    }

    pub(super) fn reference(&mut self, element: &Element, span: &Range<usize>) -> Frame {
        let (Some(run), Some((false, paragraph))) = (self.open_run_at(), self.paragraphs.last())
        else {
            return Frame::Other;
        };
        self.story.references.push(StoryReference {
            kind: element.name.to_owned(),
            id: element.get("id").unwrap_or_default().into_owned(),
            bytes: span.clone(),
            paragraph: *paragraph,
            run,
        });
        Frame::Reference(self.story.references.len() - 1)
    }

    pub(super) fn range_mark(&mut self, element: &Element, span: &Range<usize>) -> Frame {
        let name = element.name;
        let (family, is_start) = match (name.strip_suffix("Start"), name.strip_suffix("End")) {
            (Some(family), _) => (family, true),
            (_, Some(family)) => (family, false),
            _ => return Frame::Other,
        };
        // What is written twice for old programs is one range.
        let is_mark = matches!(family, "bookmark" | "perm") || family.ends_with("Range");
        if !is_mark || self.second_forms > 0 {
            return Frame::Other;
        }
        self.story.range_marks.push(RangeMark {
            bytes: span.clone(),
            family: family.to_owned(),
            id: element.get("id").unwrap_or_default().into_owned(),
            is_start,
        });
        Frame::RangeMark(self.story.range_marks.len() - 1)
    }

    pub(super) fn text(&mut self, xml: &str, words: &str, span: Range<usize>) {
        if matches!(self.frames.last(), Some(Frame::FieldCode)) {
            if let Some(field) = self.fields.iter_mut().rev().find(|field| !field.has_result) {
                field.code.push_str(words);
            }
            return;
        }
        let Some(Frame::Text { tag, .. }) = self.frames.last() else {
            return;
        };
        let tag = tag.clone();
        let raw = &xml[span.clone()];
        if raw.starts_with('&') {
            self.add_segment(words, span, SegmentForm::Entity(tag));
        } else if raw.starts_with(UNMARKED_OPEN) {
            let inside = span.start + UNMARKED_OPEN.len()..span.end - UNMARKED_CLOSE.len();
            self.add_segment(words, inside, SegmentForm::Unmarked(tag));
        } else if raw.contains(['\n', '\r']) {
            // A line break among the words is one of the file's, and so are the spaces around it.
            let mut at = span.start;
            for line in raw.split(['\n', '\r']) {
                let inside = line.trim();
                let start = at + (line.len() - line.trim_start().len());
                at += line.len() + 1;
                if !inside.is_empty() {
                    let bytes = start..start + inside.len();
                    self.add_segment(inside, bytes, SegmentForm::Verbatim(tag.clone()));
                }
            }
        } else {
            self.add_segment(words, span, SegmentForm::Verbatim(tag));
        }
    }

    pub(super) fn add_segment(&mut self, words: &str, bytes: Range<usize>, form: SegmentForm) {
        let Some(run) = self.open_run_at() else {
            return;
        };
        let is_prompt = self.run().is_some_and(|run| run.is_prompt);
        let is_silent = self.silent > 0 || is_prompt;
        let is_hidden = self.run().is_some_and(|run| run.is_hidden);
        let Some(paragraph) = self.paragraph() else {
            return;
        };
        if is_prompt {
            paragraph.prompt += words;
        }
        if is_silent {
            return;
        }
        // Kept apart: nobody reads it on paper, but it leaks from the file.
        if is_hidden {
            paragraph.hidden += words;
            return;
        }
        let start = paragraph.length;
        paragraph.length += words.chars().count();
        paragraph.text += words;
        let chars = start..paragraph.length;
        if !chars.is_empty() {
            paragraph.segments.push(TextSegment {
                chars,
                bytes,
                form,
                run,
            });
        }
    }
}

//! Scans a part into a story: one walk over its elements, every place in bytes.

use std::collections::HashSet;
use std::ops::Range;

use super::scanner::{Frame, OpenControl, ScannedField, Scanner};
use super::story::{ContainerKind, SegmentForm, Story, StoryBlock, StoryKind};
use crate::ooxml::{Element, PackageResult, XmlEvent, XmlReader};

/// Scans a part; `prompts` are the styles of what empty controls show.
///
/// # Errors
/// When it is no XML, or is beyond the limits.
pub(super) fn scan(
    part: String,
    kind: StoryKind,
    xml: String,
    prompts: &HashSet<String>,
) -> PackageResult<Story> {
    let mut reader = XmlReader::new(&xml);
    let mut scanner = Scanner::new(kind, prompts.clone());
    while let Some(event) = reader.next_event()? {
        let span = reader.span();
        match event {
            XmlEvent::Open(element) => scanner.open(&element, span)?,
            XmlEvent::Close(_) => scanner.close(span),
            XmlEvent::Text(words) => scanner.text(&xml, &words, span),
        }
    }
    let mut story = scanner.story;
    (story.part, story.xml) = (part, xml);
    Ok(story)
}
impl Scanner {
    /// Whether an element is of the vocabulary of Word: of the namespace of the part's root.
    fn is_word(&mut self, element: &Element) -> bool {
        let depth = self.frames.len();
        let own = prefix_of(element);
        if depth == 0 {
            let declared = declarations(element).find(|(prefix, _)| *prefix == own);
            declared
                .map_or("", |(_, uri)| uri)
                .clone_into(&mut self.story.namespace);
            // Even where the root forgot to declare its prefix.
            self.prefixes.push((0, own.to_owned(), true));
        }
        for (prefix, uri) in declarations(element) {
            let is_word = uri == self.story.namespace;
            self.prefixes.push((depth, prefix.to_owned(), is_word));
        }
        let declared = self.prefixes.iter().rfind(|(_, prefix, _)| prefix == own);
        declared.is_some_and(|(_, _, is_word)| *is_word)
    }

    fn open(&mut self, element: &Element, span: Range<usize>) -> PackageResult<()> {
        let is_word = self.is_word(element);
        let frame = if is_word {
            self.frame(element, &span)?
        } else {
            self.foreign(element)
        };
        if let Some(id) = element
            .get("id")
            .filter(|_| is_word)
            .and_then(|id| id.parse().ok())
        {
            self.story.greatest_id = self.story.greatest_id.max(id);
        }
        self.frames.push(frame);
        Ok(())
    }

    /// An element of another vocabulary: an object, or what is drawn for old programs.
    fn foreign(&mut self, element: &Element) -> Frame {
        match element.name {
            "AlternateContent" | "Choice" | "Fallback" => self.alternative(element),
            name => {
                let is_object = matches!(
                    name,
                    "oMath" | "inline" | "anchor" | "shape" | "rect" | "line"
                );
                if is_object && let Some(paragraph) = self.paragraph() {
                    paragraph.has_object = true;
                }
                if let Some(run) = self.run() {
                    run.is_plain = false;
                }
                Frame::Other
            }
        }
    }

    fn alternative(&mut self, element: &Element) -> Frame {
        if let Some(run) = self.run() {
            run.is_plain = false;
        }
        match element.name {
            "AlternateContent" => Frame::Alternatives {
                first: self.story.paragraphs.len(),
                second: self.story.second_forms.len(),
            },
            "Fallback" => {
                self.second_forms += 1;
                Frame::SecondForm
            }
            _ => Frame::Other,
        }
    }

    fn frame(&mut self, element: &Element, span: &Range<usize>) -> PackageResult<Frame> {
        let frame = match element.name {
            "p" => {
                self.count_block()?;
                self.open_paragraph(span);
                Frame::Paragraph
            }
            // Inside `w:pPrChange` stands a former one.
            "pPr" if matches!(self.frames.last(), Some(Frame::Paragraph)) => {
                Frame::ParagraphProperties(span.start)
            }
            "rPr" => self.run_properties(span),
            "sectPr" | "pPrChange" | "rPrChange" | "numberingChange" => {
                self.uncopied(element, span)
            }
            "r" => self.open_run(span),
            "tbl" => self.open_table(span)?,
            "tr" => self.open_row(span),
            "tc" => {
                self.count_block()?;
                self.open_container(ContainerKind::Closed);
                Frame::Cell(self.story.paragraphs.len())
            }
            "txbxContent" => {
                self.open_container(ContainerKind::Closed);
                Frame::Container
            }
            "footnote" | "endnote" => {
                self.note = element.get("id").map(Into::into);
                self.open_container(ContainerKind::Closed);
                Frame::Note
            }
            "sdt" => {
                let container = self.containers.last().copied();
                let is_inline = self.paragraph().map(|paragraph| paragraph.container) == container;
                if !is_inline {
                    self.add_block(StoryBlock::Control);
                }
                Frame::Control(OpenControl::default())
            }
            "sdtContent" => self.control_content(),
            "del" | "ins" | "moveFrom" | "moveTo" | "cellDel" | "cellIns" => {
                self.tracked(element, span)
            }
            // Readings above words (拼音指南) are no words of the text.
            "rt" => self.silence(),
            "fldSimple" => {
                let code = element.get("instr").unwrap_or_default().into_owned();
                self.fields.push(ScannedField {
                    code,
                    has_result: true,
                });
                Frame::SimpleField
            }
            "fldChar" => {
                self.field_char(element, span);
                Frame::Other
            }
            "instrText" => Frame::FieldCode,
            "t" => self.open_text(element, span),
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "sym" => self.sign(element, span),
            "commentReference" | "footnoteReference" | "endnoteReference" => {
                self.property(element);
                self.reference(element, span)
            }
            _ => {
                self.property(element);
                self.range_mark(element, span)
            }
        };
        Ok(frame)
    }
    fn close(&mut self, span: Range<usize>) {
        let depth = self.frames.len().saturating_sub(1);
        while self
            .prefixes
            .last()
            .is_some_and(|(declared, _, _)| *declared >= depth.max(1))
        {
            self.prefixes.pop();
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        match frame {
            Frame::Paragraph => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.bytes.end = span.end;
                    paragraph.close_start = span.start.max(paragraph.bytes.start);
                    if paragraph.open_end == span.end {
                        paragraph.close_start = span.end;
                    }
                }
                self.paragraphs.pop();
            }
            Frame::ParagraphProperties(start) => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.properties = Some(start..span.end);
                }
            }
            Frame::MarkProperties(start) => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.mark_properties = Some(start..span.end);
                }
            }
            Frame::Uncopied(start) => self.close_uncopied(start..span.end),
            Frame::Run => {
                if let Some(run) = self.run() {
                    run.bytes.end = span.end;
                    run.content.end = if run.content.start == span.end {
                        span.end
                    } else {
                        span.start
                    };
                }
                self.runs.pop();
            }
            Frame::RunProperties(start) => {
                if let Some(run) = self.run() {
                    run.properties = Some(start..span.end);
                    run.content.start = span.end;
                }
            }
            Frame::Text { first_segment, .. } => self.close_text(first_segment, &span),
            Frame::Table => {
                if let Some(table) = self.tables.pop() {
                    self.story.tables[table].bytes.end = span.end;
                }
            }
            Frame::Row => {
                if let Some(row) = self.rows.pop() {
                    self.story.rows[row].bytes.end = span.end;
                }
            }
            Frame::Cell(first) => {
                self.containers.pop();
                let cell = first..self.story.paragraphs.len();
                if let Some(row) = self.rows.last() {
                    self.story.rows[*row].cells.push(cell);
                }
            }
            Frame::Container => self.close_container(),
            Frame::Note => {
                self.containers.pop();
                self.note = None;
            }
            Frame::Silent => self.silent -= 1,
            Frame::Inserted => self.inserted -= 1,
            Frame::SimpleField => _ = self.fields.pop(),
            Frame::SecondForm => self.second_forms -= 1,
            Frame::Alternatives { first, second } if self.second_forms == 0 => {
                self.pair(first, second);
            }
            Frame::Alternatives { .. } | Frame::Control(_) | Frame::FieldCode => {}
            Frame::RangeMark(at) => self.story.range_marks[at].bytes.end = span.end,
            Frame::Reference(at) => self.story.references[at].bytes.end = span.end,
            Frame::Sign(at) => {
                let segment = self
                    .paragraph()
                    .and_then(|paragraph| paragraph.segments.get_mut(at));
                if let Some(segment) = segment {
                    segment.bytes.end = span.end;
                }
            }
            Frame::Other => {}
        }
    }

    fn close_uncopied(&mut self, bytes: Range<usize>) {
        if matches!(self.frames.last(), Some(Frame::RunProperties(_))) {
            if let Some(run) = self.run() {
                run.uncopied.push(bytes);
            }
        } else if let Some(paragraph) = self.paragraph() {
            paragraph.uncopied.push(bytes);
        }
    }

    fn close_text(&mut self, first_segment: usize, span: &Range<usize>) {
        let Some(paragraph) = self.paragraph() else {
            return;
        };
        for segment in paragraph.segments.iter_mut().skip(first_segment) {
            match &mut segment.form {
                SegmentForm::Verbatim(tag)
                | SegmentForm::Entity(tag)
                | SegmentForm::Unmarked(tag) => {
                    tag.close = span.clone();
                }
                SegmentForm::Element => {}
            }
        }
    }

    fn close_container(&mut self) {
        let Some(at) = self.containers.pop() else {
            return;
        };
        if self.story.containers[at].kind == ContainerKind::Control {
            self.controls.pop();
        }
    }

    /// Pairs the paragraphs of a text box with those of its second form.
    fn pair(&mut self, first: usize, second: usize) {
        let story = &mut self.story;
        let seconds: Vec<&str> = story.second_forms[second..]
            .iter()
            .map(|paragraph| paragraph.text.as_str())
            .collect();
        if seconds.iter().all(|text| text.is_empty()) {
            return;
        }
        let firsts = &mut story.paragraphs[first..];
        let is_alike = firsts.len() == seconds.len()
            && firsts
                .iter()
                .zip(&seconds)
                .all(|(paragraph, text)| paragraph.text == **text);
        for (at, paragraph) in firsts.iter_mut().enumerate() {
            if is_alike {
                paragraph.twins.push(second + at);
            } else {
                paragraph.has_odd_twin = true;
            }
        }
    }
}

/// The namespaces an element declares, by their prefixes.
fn declarations<'p>(element: &Element<'p>) -> impl Iterator<Item = (&'p str, &'p str)> + use<'p> {
    element
        .attributes()
        .filter_map(|(key, uri)| match key.strip_prefix("xmlns") {
            Some("") => Some(("", uri)),
            Some(prefix) => prefix.strip_prefix(':').map(|prefix| (prefix, uri)),
            None => None,
        })
}

fn prefix_of<'p>(element: &Element<'p>) -> &'p str {
    element
        .qualified_name()
        .split_once(':')
        .map_or("", |(prefix, _)| prefix)
}

//! Keeps what is open while a part is scanned: paragraphs, runs, tables, fields, controls.

use std::collections::HashSet;

use super::story::{
    ContainerKind, Guard, Story, StoryContainer, StoryKind, StoryParagraph, StoryRun, TextTag,
};

/// What an open element is to the scan.
pub(super) enum Frame {
    Other,
    /// A paragraph, and whether it is one of a second form.
    Paragraph,
    ParagraphProperties(usize),
    /// `w:rPr` of a paragraph's mark.
    MarkProperties(usize),
    /// What a copy leaves out of the properties around it.
    Uncopied(usize),
    Run,
    RunProperties(usize),
    Text {
        tag: TextTag,
        first_segment: usize,
    },
    /// An element of a run that is one character: its segment.
    Sign(usize),
    RangeMark(usize),
    Reference(usize),
    Table,
    Row,
    Cell(usize),
    /// What holds blocks besides cells.
    Container,
    Control(OpenControl),
    /// Deleted words, or what is shown twice.
    Silent,
    Inserted,
    SimpleField,
    FieldCode,
    Alternatives {
        first: usize,
        second: usize,
    },
    SecondForm,
    Note,
}

/// A control whose content has not come.
#[derive(Clone, Copy, Default)]
pub(super) struct OpenControl {
    pub(super) guard: Option<Guard>,
    pub(super) is_placeholder: bool,
    pub(super) is_contents: bool,
}

/// A field that is open.
#[derive(Default)]
pub(super) struct ScannedField {
    pub(super) code: String,
    pub(super) has_result: bool,
}

impl ScannedField {
    pub(super) fn name(&self) -> String {
        self.code
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase()
    }

    /// Fields whose results are typed by hand, not computed.
    pub(super) fn is_typed(&self) -> bool {
        matches!(
            self.name().as_str(),
            "HYPERLINK" | "FORMTEXT" | "QUOTE" | "MACROBUTTON"
        )
    }
}

pub(super) struct Scanner {
    pub(super) story: Story,
    pub(super) frames: Vec<Frame>,
    /// The paragraphs, rows, tables, containers that are open. A paragraph's flag tells whether it
    /// is one of a second form.
    pub(super) paragraphs: Vec<(bool, usize)>,
    /// The runs that are open, each with the count of paragraphs open around it.
    pub(super) runs: Vec<(usize, usize)>,
    pub(super) rows: Vec<usize>,
    pub(super) tables: Vec<usize>,
    pub(super) containers: Vec<usize>,
    pub(super) controls: Vec<OpenControl>,
    pub(super) fields: Vec<ScannedField>,
    pub(super) silent: usize,
    pub(super) inserted: usize,
    pub(super) second_forms: usize,
    pub(super) note: Option<String>,
    /// The prefixes of the vocabulary, with the depth each was declared at, and whether it is one.
    pub(super) prefixes: Vec<(usize, String, bool)>,
    pub(super) block_count: usize,
    /// The styles of what empty controls show.
    pub(super) prompts: HashSet<String>,
}

impl Scanner {
    pub(super) fn new(kind: StoryKind, prompts: HashSet<String>) -> Self {
        let container = if kind == StoryKind::Body {
            ContainerKind::Body
        } else {
            ContainerKind::Closed
        };
        let story = Story {
            part: String::new(),
            kind,
            xml: String::new(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            rows: Vec::new(),
            containers: vec![StoryContainer {
                kind: container,
                blocks: Vec::new(),
            }],
            second_forms: Vec::new(),
            range_marks: Vec::new(),
            references: Vec::new(),
            field_ends: Vec::new(),
            namespace: String::new(),
            greatest_id: 0,
        };
        Self {
            story,
            frames: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            rows: Vec::new(),
            tables: Vec::new(),
            containers: vec![0],
            controls: Vec::new(),
            fields: Vec::new(),
            silent: 0,
            inserted: 0,
            second_forms: 0,
            note: None,
            prefixes: Vec::new(),
            block_count: 0,
            prompts,
        }
    }

    pub(super) fn paragraph(&mut self) -> Option<&mut StoryParagraph> {
        let (is_second, at) = *self.paragraphs.last()?;
        let story = &mut self.story;
        if is_second {
            story.second_forms.get_mut(at)
        } else {
            story.paragraphs.get_mut(at)
        }
    }

    pub(super) fn run(&mut self) -> Option<&mut StoryRun> {
        let at = self.open_run_at()?;
        self.paragraph()?.runs.get_mut(at)
    }

    /// The run that is open in the innermost paragraph.
    pub(super) fn open_run_at(&self) -> Option<usize> {
        let (depth, at) = *self.runs.last()?;
        (depth == self.paragraphs.len()).then_some(at)
    }
}

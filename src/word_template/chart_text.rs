//! Finds the charts whose names are rows of tags, and checks them.
//!
//! An author types a row into the cell of a name, `{{名称}}｜{{投资}}`. Word, WPS and
//! `LibreOffice` all take words there. The cells of values take nothing but numbers in the last,
//! which keeps no alternative text of a chart either.

use std::ops::Range;

use super::flat_text::FlatLine;
use super::tag_blocks::is_in_list;

use crate::diagnostic::Message;
use crate::error::Result;
use crate::ooxml::chart::{ChartFault, ChartFrame, ChartPart, chart_frames};
use crate::ooxml::{Package, word_fault};
use crate::splice::{Story, WordSource};
use crate::template::TagKind;

/// What stands between two cells.
const GAP: char = '｜';
/// The helper that repeats rows.
const LIST: &str = "each";

/// A chart with tags, or with something about its tags to say.
pub(super) struct ChartTemplate {
    /// Where it is drawn: the story, and the paragraph there.
    pub(super) story: usize,
    pub(super) paragraph: usize,
    pub(super) frame: ChartFrame,
    /// The name of its part.
    pub(super) name: String,
    pub(super) part: Option<ChartPart>,
    /// The names of its series and its names as lines of a table, then its titles, then the lines
    /// of its alternative text.
    pub(super) lines: Vec<FlatLine>,
    /// How many of the lines are the table; none where it has no tags.
    pub(super) table_lines: usize,
    /// How many are titles.
    pub(super) title_lines: usize,
    /// The places of the signs between the cells of the first line.
    head_gaps: Vec<usize>,
    /// The number of its first line, behind all paragraphs, from 0.
    pub(super) first: usize,
    /// What is wrong, each with the line.
    pub(super) faults: Vec<(usize, Message)>,
}

/// A row of the table, as the author typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedRow {
    pub(super) line: usize,
    pub(super) chars: Range<usize>,

    /// The places of the signs between its cells.
    pub(super) gaps: Vec<usize>,
}

/// What stands in the table: rows, and tags between them.
pub(super) enum TablePiece {
    Row(TypedRow),
    /// A tag: its line, and which of the line's tags it is.
    Tag(usize, usize),
}

/// Finds the charts of a file; `first` is the number of the line behind all paragraphs.
///
/// # Errors
/// When the file is damaged or beyond the limits.
pub(super) fn charts(
    word: &WordSource,
    lines: &[&[FlatLine]],
    mut first: usize,
) -> Result<Vec<ChartTemplate>> {
    let mut found = Vec::new();
    for (at, (story, lines)) in word.stories().iter().zip(lines).enumerate() {
        let frames = chart_frames(&story.xml).map_err(word_fault)?;
        if frames.is_empty() {
            continue;
        }
        let mut package = Package::open(word.bytes()).map_err(word_fault)?;
        let relations = package.relations(&story.part).map_err(word_fault)?;
        for frame in frames {
            let named = relations.iter().find(|one| one.id == frame.relation);
            let Some(name) = named.map(|named| named.part.clone()) else {
                continue;
            };
            let part = ChartPart::read(&mut package, &name).ok().flatten();
            let mut chart = ChartTemplate::of(frame, name, part, first);
            (chart.story, chart.paragraph) = (at, host_of(story, chart.frame.at));
            chart.check(lines);
            // One that has nothing but faults has a line, too.
            first += chart.lines.len().max(1);
            found.push(chart);
        }
    }
    Ok(found)
}

/// The innermost paragraph around a place.
fn host_of(story: &Story, at: usize) -> usize {
    let holds = |bytes: &Range<usize>| bytes.contains(&at);
    let host = story.paragraphs.iter().rposition(|one| holds(&one.bytes));
    host.unwrap_or(0)
}

impl ChartTemplate {
    fn of(frame: ChartFrame, name: String, part: Option<ChartPart>, first: usize) -> Self {
        let mut lines = Vec::new();
        let mut head = String::new();
        let mut head_gaps = Vec::new();
        for series in part.iter().flat_map(ChartPart::series) {
            head_gaps.push(head.chars().count());
            head.push(GAP);
            head += &series.name();
        }
        lines.push(FlatLine::of_text(&head));
        let names = part.as_ref().map(ChartPart::names).unwrap_or_default();
        lines.extend(names.iter().map(|name| FlatLine::of_text(name)));
        if lines
            .iter()
            .all(|line| line.tags.is_empty() && line.is_whole)
        {
            lines.clear();
        }
        let table_lines = lines.len();
        for title in part.iter().flat_map(ChartPart::titles) {
            lines.push(FlatLine::of_text(title));
        }
        let title_lines = lines.len() - table_lines;
        lines.extend(frame.description.lines().map(FlatLine::of_text));
        Self {
            story: 0,
            paragraph: 0,
            frame,
            name,
            part,
            lines,
            table_lines,
            title_lines,
            head_gaps,
            first,
            faults: Vec::new(),
        }
    }

    /// Returns whether the answers give its data.
    pub(super) fn is_bound(&self) -> bool {
        self.table_lines > 0
    }

    /// Returns whether it has any tag.
    pub(super) fn has_tags(&self) -> bool {
        self.lines.iter().any(|line| !line.tags.is_empty())
    }

    /// Returns what the user knows it by.
    pub(super) fn label(&self) -> &str {
        if self.frame.name.is_empty() {
            &self.name
        } else {
            &self.frame.name
        }
    }

    fn check(&mut self, story: &[FlatLine]) {
        let mut messages = Vec::new();
        if self.has_tags() && is_in_list(story, self.paragraph) {
            messages.push((0, Message::plain("word-template.chart.repeated")));
        }
        let faults = self.part.as_ref().map(ChartPart::faults);
        if self.is_bound() && (self.frame.is_extended || faults.is_none()) {
            messages.push((0, kind_message("chartex")));
        } else if self.is_bound() {
            for fault in faults.unwrap_or_default() {
                messages.push((0, message_of(fault)));
            }
            self.check_rows(&mut messages);
        } else if let Some(words) = self.tagged_data() {
            let message = Message::new("word-template.chart.in-data", [("words", words)]);
            messages.push((0, message));
        }
        messages.dedup();
        self.faults = messages;
    }

    /// Words with a tag among the names and in the cells of the chart, which nothing fills.
    fn tagged_data(&self) -> Option<String> {
        let words = self.part.as_ref()?.data_words();
        let is_tagged = |words: &String| !FlatLine::of_text(words).tags.is_empty();
        words.into_iter().find(is_tagged)
    }

    fn check_rows(&self, messages: &mut Vec<(usize, Message)>) {
        let mut rows = Vec::new();
        for piece in self.pieces() {
            if let TablePiece::Row(row) = piece {
                rows.push(row);
            }
        }
        let wanted = self.head_gaps.len();
        for row in rows.iter().filter(|row| row.gaps.len() != wanted) {
            let args = [("cells", row.gaps.len() + 1), ("wanted", wanted + 1)];
            messages.push((row.line, Message::new("word-template.chart.cells", args)));
        }
    }

    /// The rows of the table, and the tags that stand between rows: those of a list
    /// begin and end rows even where they stand in one line.
    pub(super) fn pieces(&self) -> Vec<TablePiece> {
        let mut pieces = Vec::new();
        // For each block that is open whether it is a list.
        let mut open: Vec<bool> = Vec::new();
        if let Some(head) = self.lines[..self.table_lines].first() {
            pieces.push(TablePiece::Row(TypedRow {
                chars: 0..head.text.chars().count(),
                gaps: self.head_gaps.clone(),
                ..TypedRow::default()
            }));
        }
        let names = self.lines[..self.table_lines].iter().enumerate().skip(1);
        for (at, line) in names {
            let length = line.text.chars().count();
            let prints = line.tags.iter().any(|tag| tag.kind == TagKind::Print);
            let words = line.words_between(length);
            let is_bare = !prints && words.iter().all(|chars| line.is_blank(chars));
            let mut start = 0;
            for (n, tag) in line.tags.iter().enumerate() {
                let is_list = match tag.kind {
                    TagKind::Open => {
                        open.push(tag.inner.trim_start_matches(['#', ' ']).starts_with(LIST));
                        open.last() == Some(&true)
                    }
                    TagKind::Close => open.pop().unwrap_or_default(),
                    TagKind::Else | TagKind::Comment | TagKind::Print => false,
                };
                if is_list || (is_bare && tag.kind != TagKind::Comment) {
                    let row = TypedRow::of(at, line, start..tag.chars.start);
                    pieces.extend(row.map(TablePiece::Row));
                    pieces.push(TablePiece::Tag(at, n));
                    start = tag.chars.end;
                }
            }
            let row = TypedRow::of(at, line, start..length);
            pieces.extend(row.map(TablePiece::Row));
        }
        pieces
    }
}

impl TypedRow {
    /// Returns the row between two places of a line; None where there are no words.
    fn of(at: usize, line: &FlatLine, chars: Range<usize>) -> Option<Self> {
        let is_tagged = |place: &usize| line.tags.iter().any(|tag| tag.chars.contains(place));
        let is_only_comments = line
            .tags
            .iter()
            .all(|tag| tag.kind == TagKind::Comment || !chars.contains(&tag.chars.start));
        let mut gaps = Vec::new();
        let mut has_words = !is_only_comments;
        for (place, c) in line.text.chars().enumerate() {
            if !chars.contains(&place) || is_tagged(&place) {
                continue;
            }
            has_words |= !c.is_whitespace();
            if is_gap(c) {
                gaps.push(place);
            }
        }
        has_words.then_some(Self {
            line: at,
            chars,
            gaps,
        })
    }
}

/// Whether a sign stands between two cells.
fn is_gap(c: char) -> bool {
    matches!(c, GAP | '|' | '\t')
}

/// What is said of a chart whose data cannot be changed.
pub(super) fn message_of(fault: &ChartFault) -> Message {
    match fault {
        ChartFault::Kind(kind) => kind_message(kind),
        ChartFault::TypedLabels => Message::plain("word-template.chart.labels"),
        ChartFault::Range(formula) => {
            Message::new("word-template.chart.range", [("formula", formula)])
        }
        ChartFault::Workbook => Message::plain("word-template.chart.workbook"),
        ChartFault::Computed(cell) => {
            Message::new("word-template.chart.computed", [("cell", cell)])
        }
        ChartFault::Occupied(cell) => {
            Message::new("word-template.chart.occupied", [("cell", cell)])
        }
        ChartFault::Heads => Message::plain("word-template.chart.heads"),
    }
}

fn kind_message(kind: &str) -> Message {
    Message::new("word-template.chart.kind", [("kind", kind)])
}

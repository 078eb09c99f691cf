//! Opens a Word file as a template and checks it against a schema, paragraph by paragraph.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::announced_counts::{AnnouncedCount, announced_counts};
use super::block_tree::BlockTree;
use super::chart_data::add_chart;
use super::chart_text::{ChartTemplate, charts};
use super::flat_text::FlatLine;
use super::marked_source::{self, MarkedSource};
use super::tag_blocks::{self, TagPlaces};
use super::typed_numbers::{self, NumberSeries};
use crate::diagnostic::{Diagnostic, Diagnostics, Lang, Location, Message};
use crate::error::Result;
use crate::schema::Schema;
use crate::splice::{Reviser, Story, StoryKind, WordChanges, WordSource};
use crate::template::{Template, number_length};

/// A heading is no longer than this, in characters.
const LONGEST_HEADING: usize = 40;

/// A Word file whose author typed tags into it.
pub struct WordTemplate<'f> {
    pub(super) file: Arc<str>,
    pub(super) word: WordSource<'f>,
    pub(super) parts: Vec<StoryTemplate>,
    pub(super) charts: Vec<ChartTemplate>,
    /// All paragraphs as lines, those of headers, footers and notes behind those of the document,
    /// and what charts say behind all.
    source: String,
    pub(super) marked: MarkedSource,
}

/// What the template knows of a story.
pub(super) struct StoryTemplate {
    pub(super) lines: Vec<FlatLine>,
    pub(super) tree: BlockTree,
    pub(super) places: TagPlaces,
    pub(super) series: NumberSeries,
    pub(super) counts: Vec<AnnouncedCount>,
    /// The paragraphs with tags.
    pub(super) tagged: BTreeSet<usize>,
    /// The number of its first paragraph over all parts, from 0.
    pub(super) first: usize,
}

impl<'f> WordTemplate<'f> {
    /// Opens the bytes of a Word file; `file` is what messages call it.
    ///
    /// # Errors
    /// When it is no Word file, has macros, is damaged, has a password, or is beyond the limits.
    pub fn open(file: &str, bytes: &'f [u8]) -> Result<Self> {
        let word = WordSource::open(bytes)?;
        word.require_plain()?;
        let mut parts = Vec::new();
        let mut source = String::new();
        let mut marked = MarkedSource::default();
        let mut first = 0;
        for story in word.stories() {
            let part = StoryTemplate::of(story, first);
            for line in &part.lines {
                source.push_str(&line.text);
                source.push('\n');
            }
            let (tree, lines, places) = (&part.tree, &part.lines, &part.places);
            if !part.tagged.is_empty() {
                marked.start_story(parts.len());
                marked_source::add_story(&mut marked, story, tree, lines, places, first);
            }
            first += story.paragraphs.len();
            parts.push(part);
        }
        let lines: Vec<&[FlatLine]> = parts.iter().map(|part| &*part.lines).collect();
        let charts = charts(&word, &lines, first)?;
        for (at, chart) in charts.iter().enumerate() {
            for line in &chart.lines {
                source.push_str(&line.text);
                source.push('\n');
            }
            if chart.lines.is_empty() {
                source.push('\n');
            }
            if chart.has_tags() {
                add_chart(&mut marked, chart, parts.len() + at);
            }
        }
        Ok(Self {
            file: file.into(),
            word,
            parts,
            charts,
            source,
            marked,
        })
    }

    /// Returns the paragraphs as lines of handlebars: line 3 is the third paragraph.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Returns whether any tag stands in the file.
    #[must_use]
    pub fn has_tags(&self) -> bool {
        let in_words = self.parts.iter().any(|part| !part.tagged.is_empty());
        in_words || self.charts.iter().any(ChartTemplate::has_tags)
    }

    /// Returns how many charts have no tags in their alternative text and so keep their data.
    #[must_use]
    pub fn unbound_charts(&self) -> usize {
        let unbound = self.charts.iter().filter(|chart| !chart.is_bound());
        unbound.count()
    }

    /// Returns everything wrong with the template for a schema, at once. The line of a place is the
    /// number of its paragraph, tables counted with the rest; its section is the heading above it.
    #[must_use]
    pub fn faults(&self, schema: &Schema) -> Diagnostics {
        let mut faults = Template::faults(&self.file, &self.source, schema);
        faults.extend(self.own_faults());
        faults.sort_by_place();
        self.with_sections(faults)
    }

    /// What is wrong with the tags as they stand in paragraphs and cells.
    pub(super) fn own_faults(&self) -> Diagnostics {
        let mut faults = Diagnostics::new();
        for (part, story) in self.parts.iter().zip(self.word.stories()) {
            for (at, line) in part.lines.iter().enumerate() {
                let whole = self.location(part.first + at, 1, line.text.chars().count().max(1));
                if !line.is_whole {
                    let fault =
                        Diagnostic::error(Some(whole.clone()), Message::plain("template.open-tag"));
                    faults.push(fault.hint(Message::plain("word-template.open-tag.hint")));
                }
                if !FlatLine::of_text(&story.paragraphs[at].prompt)
                    .tags
                    .is_empty()
                {
                    let message = Message::plain("word-template.in-prompt");
                    let fault = Diagnostic::error(Some(whole.clone()), message);
                    faults.push(fault.hint(Message::plain("word-template.in-prompt.hint")));
                }
                if !line.tags.is_empty() && story.paragraphs[at].is_tracked {
                    let message = Message::plain("word-template.tracked");
                    let fault = Diagnostic::error(Some(whole), message);
                    faults.push(fault.hint(Message::plain("word-template.tracked.hint")));
                }
            }
            for (paragraph, n) in &part.places.crossing {
                let tag = &part.lines[*paragraph].tags[*n];
                let (column, width) = (tag.chars.start + 1, tag.chars.len());
                let place = self.location(part.first + paragraph, column, width);
                let message = Message::new("word-template.crossing", [("tag", &tag.inner)]);
                let fault = Diagnostic::error(Some(place), message);
                faults.push(fault.hint(Message::plain("word-template.crossing.hint")));
            }
        }
        for chart in &self.charts {
            for (line, message) in &chart.faults {
                faults.push(self.chart_fault(chart, *line, message.clone()));
            }
            let broken = chart.lines.iter().enumerate();
            for (at, _) in broken.filter(|(_, line)| !line.is_whole) {
                let message = Message::plain("template.open-tag");
                faults.push(self.chart_fault(chart, at, message));
            }
        }
        faults
    }

    /// A fault of a chart, at one of its lines.
    pub(super) fn chart_fault(
        &self,
        chart: &ChartTemplate,
        line: usize,
        message: Message,
    ) -> Diagnostic {
        let text = chart.lines.get(line).map_or("", |line| &line.text);
        let place = self.location(chart.first + line, 1, text.chars().count().max(1));
        let hint = Message::plain("word-template.chart.hint");
        Diagnostic::error(Some(place), message).hint(hint)
    }

    /// The chart of a line.
    fn chart_of(&self, line: usize) -> Option<&ChartTemplate> {
        let at = line.checked_sub(1)?;
        let mut charts = self.charts.iter();
        charts.find(|chart| (chart.first..chart.first + chart.lines.len().max(1)).contains(&at))
    }

    pub(super) fn location(&self, paragraph: usize, column: usize, width: usize) -> Location {
        Location {
            file: self.file.clone(),
            line: paragraph + 1,
            column,
            width,
        }
    }

    /// Adds to each fault the heading it stands under, or the part if that is not the document.
    pub(super) fn with_sections(&self, faults: Diagnostics) -> Diagnostics {
        let mut placed = Diagnostics::new();
        for mut fault in faults.into_vec() {
            let line = fault.location.as_ref().filter(|at| at.file == self.file);
            if let Some((story, paragraph)) = line.and_then(|at| self.paragraph_of(at.line)) {
                fault.section = self.section(story, paragraph);
            } else if let Some(chart) = fault
                .location
                .as_ref()
                .and_then(|at| self.chart_of(at.line))
            {
                fault.section = Some(chart.label().to_owned());
            }
            placed.push(fault);
        }
        placed
    }

    /// The story and the paragraph of a line.
    pub(super) fn paragraph_of(&self, line: usize) -> Option<(usize, usize)> {
        let at = line.checked_sub(1)?;
        let story = self.parts.iter().rposition(|part| part.first <= at)?;
        let paragraph = at - self.parts[story].first;
        (paragraph < self.parts[story].lines.len()).then_some((story, paragraph))
    }

    fn section(&self, story: usize, paragraph: usize) -> Option<String> {
        let of = &self.word.stories()[story];
        if of.kind != StoryKind::Body {
            return Some(of.part.clone());
        }
        let heading = of.paragraphs[..=paragraph].iter().rfind(|one| {
            let words = one.text.trim();
            let is_short = (1..=LONGEST_HEADING).contains(&words.chars().count());
            let is_styled = one.style.as_deref().is_some_and(is_heading_style);
            is_short && (is_styled || one.is_numbered || number_length(words) > 0)
        });
        heading.map(|heading| heading.text.trim().to_owned())
    }

    /// Returns the file with each fault as a comment over the words it is about.
    ///
    /// # Errors
    /// When comments cannot be added to the file.
    pub fn annotated(&self, faults: &Diagnostics, by: &Reviser, lang: Lang) -> Result<Vec<u8>> {
        let mut changes = WordChanges::new(&self.word);
        changes.remove_comments(&by.author)?;
        for fault in faults {
            let Some(at) = fault.location.as_ref().filter(|at| at.file == self.file) else {
                continue;
            };
            let in_chart = self
                .chart_of(at.line)
                .map(|chart| (chart.story, chart.paragraph));
            let Some((story, paragraph)) = self.paragraph_of(at.line).or(in_chart) else {
                continue;
            };
            let mut text = fault.message.text(lang);
            if let Some(hint) = &fault.hint {
                text.push('\n');
                text.push_str(&hint.text(lang));
            }
            let start = at.column.saturating_sub(1);
            changes.comment(story, paragraph, start..start + at.width, by, &text)?;
        }
        changes.finish()
    }
}

/// Whether a style is one of headings: Word numbers its own from 1, WPS likewise.
fn is_heading_style(id: &str) -> bool {
    let id = id.to_ascii_lowercase();
    id.starts_with("heading") || id.contains("标题") || matches!(id.as_str(), "1" | "2" | "3" | "4")
}

impl StoryTemplate {
    fn of(story: &Story, first: usize) -> Self {
        let lines: Vec<FlatLine> = story.paragraphs.iter().map(FlatLine::of).collect();
        let mut tagged = BTreeSet::new();
        for (at, line) in lines.iter().enumerate() {
            if !line.tags.is_empty() {
                tagged.insert(at);
            }
        }
        let tree = BlockTree::of(story);
        let places = tag_blocks::places(story, &tree, &lines);
        let series = if tagged.is_empty() {
            NumberSeries::default()
        } else {
            let texts = lines.iter().map(|line| line.text.as_str());
            let mut series = typed_numbers::series(texts);
            series.by_record = tag_blocks::by_record(&lines, &series);
            series
        };
        let counts = announced_counts(&lines, &series);
        Self {
            lines,
            tree,
            places,
            series,
            counts,
            tagged,
            first,
        }
    }
}

//! Counts the numbers of a document: 一、（一）1.（1） by depth, 一是 along a run of points.
//!
//! Numbers are never stored where they can be counted, so a part may go and the rest closes up.

use std::borrow::Cow;
use std::collections::HashMap;

use super::block::{Block, Document, Heading, Paragraph, Table};
use super::chart::plots;
use super::label::{Label, Ordinal, Series};
use super::text::{Inline, Text};
use crate::numeral;

/// A block as it is written: its number counted, its texts words and holes only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedLine<'a> {
    /// What stands before the words; empty when nothing does.
    pub label: String,
    /// For headings, the level in the official faces: 1 黑体, 2 楷体, 3 and 4 仿宋. Headings
    /// without a number do not use up a level. 0 for every other block.
    pub level: u8,
    /// The block, with [`Inline::Ordinal`] and [`Inline::Count`] replaced by the words they count
    /// to; a chart with nothing to plot is its table.
    pub block: Cow<'a, Block>,
}

/// Counts every number of the document.
///
/// ```
/// use nigao::document::{Document, number};
/// let document: Document = "现在，我讲[几]点意见。\n## 快\n## 好\n### 更好".parse().unwrap();
/// let lines = number(&document);
/// let labels: Vec<_> = lines.iter().map(|line| line.label.as_str()).collect();
/// assert_eq!(labels, ["", "一、", "二、", "（一）"]);
/// ```
#[must_use]
pub fn number(document: &Document) -> Vec<NumberedLine<'_>> {
    let mut headings = Headings::default();
    let mut points = PointCounter::default();
    let blocks = &document.blocks;
    let announced = announced_counts(blocks);
    let mut annexes = Annexes::of(blocks);
    let mut lines = Vec::with_capacity(blocks.len());
    // A chart whose rows have all gone leaves nothing, not even its caption.
    let is_bare = |block: &Block| matches!(block, Block::Chart(table) if table.rows.is_empty());
    for (at, block) in blocks.iter().enumerate() {
        if is_bare(block) {
            continue;
        }
        let (label, level) = match block {
            Block::Heading(heading) => {
                points.clear();
                headings.next(heading)
            }
            Block::Paragraph(paragraph) => (points.next(&paragraph.label), 0),
            Block::Attachment(_) => (annexes.named(blocks, at), 0),
            Block::Title(_) => (annexes.title(blocks, at), 0),
            Block::Table(_) | Block::Chart(_) => (String::new(), 0),
            _ => {
                points.clear();
                (String::new(), 0)
            }
        };
        lines.push(NumberedLine {
            label,
            level,
            block: counted(block, announced[at]),
        });
    }
    lines
}

/// The counts of the headings that stand open.
#[derive(Default)]
struct Headings(Vec<(u8, OpenSeries)>);

struct OpenSeries {
    /// None for a heading without number.
    series: Option<Series>,
    count: usize,
}

impl Headings {
    /// Closes what is deeper, counts the heading among its fellows, and gives its label and level.
    fn next(&mut self, heading: &Heading) -> (String, u8) {
        while self
            .0
            .last()
            .is_some_and(|(depth, _)| *depth > heading.depth)
        {
            self.0.pop();
        }
        let fellow = self
            .0
            .pop_if(|(depth, _)| *depth == heading.depth)
            .map(|(_, open)| open);
        let numbered = self
            .0
            .iter()
            .filter(|(_, open)| open.series.is_some())
            .count();
        let level = u8::try_from(numbered + 1).unwrap_or(u8::MAX);
        let (label, open) = match &heading.label {
            Label::Plain => (
                String::new(),
                OpenSeries {
                    series: None,
                    count: 0,
                },
            ),
            Label::Verbatim(label) => {
                let series = Series {
                    prefix: label.clone(),
                    ordinal: Ordinal::Arabic,
                    suffix: String::new(),
                };
                (
                    label.clone(),
                    OpenSeries {
                        series: Some(series),
                        count: 0,
                    },
                )
            }
            Label::Auto => count_on(fellow, Series::of_level(level)),
            Label::Series(series) => count_on(fellow, series.clone()),
        };
        self.0.push((heading.depth, open));
        (label, level)
    }
}

/// The next number of a series: after a fellow of the same series one more, else the first.
fn count_on(fellow: Option<OpenSeries>, series: Series) -> (String, OpenSeries) {
    let count = match fellow {
        Some(open) if open.series.as_ref() == Some(&series) => open.count + 1,
        _ => 1,
    };
    (
        series.label(count),
        OpenSeries {
            series: Some(series),
            count,
        },
    )
}

/// Counts points: a series goes on until ordinary text or a heading, and starts anew under each
/// outer point.
#[derive(Default)]
struct PointCounter(Vec<(Series, usize)>);

impl PointCounter {
    fn clear(&mut self) {
        self.0.clear();
    }

    fn next(&mut self, label: &Label) -> String {
        match label {
            Label::Series(series) => self.count(series),
            Label::Verbatim(label) => label.clone(),
            Label::Plain | Label::Auto => {
                self.clear();
                String::new()
            }
        }
    }

    fn count(&mut self, series: &Series) -> String {
        if let Some(at) = self.0.iter().rposition(|(open, _)| open == series) {
            self.0.truncate(at + 1);
        } else {
            self.0.push((series.clone(), 0));
        }
        let count = self.0.last_mut().map_or(0, |(_, count)| {
            *count += 1;
            *count
        });
        series.label(count)
    }
}

/// The counts of annexes, named and then shown.
struct Annexes {
    /// How many the document names.
    named: usize,
    /// How many of a run of names have come.
    run: usize,
    /// How many titles of annexes have come.
    titles: usize,
}

impl Annexes {
    fn of(blocks: &[Block]) -> Self {
        let named = blocks
            .iter()
            .filter(|block| matches!(block, Block::Attachment(_)))
            .count();
        Self {
            named,
            run: 0,
            titles: 0,
        }
    }

    /// `附件：`, or with fellows `附件：1.` and below it `　　　2.` (GB/T 9704 7.3.4).
    fn named(&mut self, blocks: &[Block], at: usize) -> String {
        let before = matches!(blocks[..at], [.., Block::Attachment(_)]);
        self.run = if before { self.run + 1 } else { 1 };
        match (self.run, blocks.get(at + 1)) {
            (1, Some(Block::Attachment(_))) => "附件：1.".to_owned(),
            (1, _) => "附件：".to_owned(),
            (n, _) => format!("　　　{n}."),
        }
    }

    /// Over the title of an annex `附件`, with fellows `附件1`: as many as the 附件说明 names.
    fn title(&mut self, blocks: &[Block], at: usize) -> String {
        if !matches!(blocks[..at], [.., Block::Page(_)]) {
            return String::new();
        }
        self.titles += 1;
        match self.named {
            1 if self.titles == 1 => "附件".to_owned(),
            named if self.titles <= named => format!("附件{}", self.titles),
            _ => String::new(),
        }
    }
}

/// For each block, what `[几]` in it counts: the run of fellow headings that follows, else the
/// points that follow.
fn announced_counts(blocks: &[Block]) -> Vec<usize> {
    let mut counts = vec![0; blocks.len()];
    // Backwards: `runs[d]` is how many headings of depth d follow before a shallower one.
    let mut runs: HashMap<u8, usize> = HashMap::new();
    let mut next_depth = None;
    let mut points = 0;
    for (at, block) in blocks.iter().enumerate().rev() {
        counts[at] = match next_depth {
            _ if points > 0 => points,
            Some(depth) => runs.get(&depth).copied().unwrap_or(0),
            None => 0,
        };
        match block {
            Block::Heading(heading) => {
                runs.retain(|depth, _| *depth <= heading.depth);
                *runs.entry(heading.depth).or_default() += 1;
                next_depth = Some(heading.depth);
                points = 0;
            }
            Block::Paragraph(Paragraph {
                label: Label::Series(_),
                ..
            }) => points += 1,
            Block::Paragraph(_) => points = 0,
            _ => {}
        }
    }
    counts
}

/// The block with its counted words, or itself if it has none.
///
/// A chart is always looked at: without a plot it becomes its table.
fn counted(block: &Block, announced: usize) -> Cow<'_, Block> {
    let is_counted = |run: &Inline| matches!(run, Inline::Ordinal(_) | Inline::Count);
    let has_counted = |text: &Text| text.runs().iter().any(is_counted);
    if matches!(block, Block::Chart(_)) || block.texts().into_iter().any(has_counted) {
        Cow::Owned(resolve(block, announced))
    } else {
        Cow::Borrowed(block)
    }
}

fn resolve(block: &Block, announced: usize) -> Block {
    let mut words = Words {
        counter: PointCounter::default(),
        announced,
    };
    match block {
        Block::Title(text) => Block::Title(words.of(text)),
        Block::Dateline(text) => Block::Dateline(words.of(text)),
        Block::Speaker(text) => Block::Speaker(words.of(text)),
        Block::Salutation(text) => Block::Salutation(words.of(text)),
        Block::Attachment(text) => Block::Attachment(words.of(text)),
        Block::Signature(text) => Block::Signature(words.of(text)),
        Block::Date(text) => Block::Date(words.of(text)),
        Block::Page(orientation) => Block::Page(*orientation),
        Block::Heading(h) => {
            words.count_inline([Some(&h.text), h.run_in.as_ref()]);
            Block::Heading(Heading {
                depth: h.depth,
                label: h.label.clone(),
                text: words.of(&h.text),
                run_in: h.run_in.as_ref().map(|text| words.of(text)),
            })
        }
        Block::Paragraph(p) => {
            words.count_inline([Some(&p.lead), Some(&p.text)]);
            Block::Paragraph(Paragraph {
                label: p.label.clone(),
                lead: words.of(&p.lead),
                text: words.of(&p.text),
            })
        }
        Block::Table(table) => Block::Table(words.of_table(table)),
        Block::Chart(table) => {
            let table = words.of_table(table);
            if plots(&table).is_empty() {
                Block::Table(table)
            } else {
                Block::Chart(table)
            }
        }
    }
}

/// Turns runs into words, counting along one line.
struct Words {
    counter: PointCounter,
    announced: usize,
}

impl Words {
    /// Ordinals in the same line are what `[几]` announces before anything that follows.
    fn count_inline<'a>(&mut self, texts: [Option<&'a Text>; 2]) {
        let mut series: Option<&'a Series> = None;
        let mut count = 0;
        for text in texts.into_iter().flatten() {
            for run in text.runs() {
                if let Inline::Ordinal(found) = run {
                    count += usize::from(*series.get_or_insert(found) == found);
                }
            }
        }
        if count > 0 {
            self.announced = count;
        }
    }

    fn of_table(&mut self, table: &Table) -> Table {
        let mut counted = Table {
            caption: self.of(&table.caption),
            header: self.of_row(&table.header),
            columns: table.columns.clone(),
            rows: Vec::with_capacity(table.rows.len()),
        };
        for row in &table.rows {
            counted.rows.push(self.of_row(row));
        }
        counted
    }

    fn of_row(&mut self, cells: &[Text]) -> Vec<Text> {
        cells.iter().map(|cell| self.of(cell)).collect()
    }

    fn of(&mut self, text: &Text) -> Text {
        let mut words = Text::default();
        for run in text.runs() {
            words.push(match run {
                Inline::Ordinal(series) => Inline::Text(self.counter.count(series)),
                Inline::Count => Inline::Text(numeral::counting(self.announced as u64)),
                run => run.clone(),
            });
        }
        words
    }
}

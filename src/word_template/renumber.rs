//! Closes up numbers typed by hand where parts go or repeat, and the counts that announce them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::announced_counts::AnnouncedCount;
use super::block_tree::BlockId;
use super::filled::{FilledBlock, Piece};
use super::typed_numbers::NumberSeries;
use crate::splice::Story;

/// A count whose whole series is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EmptySeries {
    pub(super) paragraph: usize,
    /// In characters of the paragraph.
    pub(super) numeral: Range<usize>,
}

/// Numbers the blocks of a filled story anew.
pub(super) fn renumber(
    story: &Story,
    series: &NumberSeries,
    counts: &[AnnouncedCount],
    blocks: &mut [FilledBlock],
) -> Vec<EmptySeries> {
    if series.numbers.is_empty() {
        return Vec::new();
    }
    let mut paragraphs = Vec::new();
    collect(blocks, &mut paragraphs);
    let mut counter = Counter::new(series);
    for (at, (paragraph, pieces)) in paragraphs.iter_mut().enumerate() {
        let all = series.numbers.iter().enumerate();
        let own = all.filter(|(_, number)| number.paragraph == *paragraph);
        let mut new = Vec::new();
        for (n, number) in own {
            // A turn of a list in the paragraph may say it more than once.
            let said = pieces
                .iter()
                .filter(|piece| keeps(piece, &number.numeral))
                .count();
            for _ in 0..said {
                let count = counter.next(n, at);
                new.push((number.numeral.clone(), number.print(count)));
            }
        }
        for (numeral, words) in new {
            let words =
                words.filter(|words| story.paragraphs[*paragraph].words(numeral.clone()) != *words);
            if let Some(words) = words {
                change(pieces, &numeral, words);
            }
        }
    }
    counter.finish();
    recount(&mut paragraphs, counts, series, &counter.runs)
}

/// The paragraphs of blocks in order: each with its index and its pieces.
fn collect<'b>(blocks: &'b mut [FilledBlock], paragraphs: &mut Vec<(usize, &'b mut Vec<Piece>)>) {
    for block in blocks {
        if let BlockId::Paragraph(at) = block.id {
            paragraphs.push((at, &mut block.pieces));
        }
        collect(&mut block.inside, paragraphs);
    }
}

fn keeps(piece: &Piece, chars: &Range<usize>) -> bool {
    matches!(piece, Piece::Kept(kept) if kept.start <= chars.start && chars.end <= kept.end)
}

/// Puts other words in the place of some characters the first time they are kept.
fn change(pieces: &mut Vec<Piece>, chars: &Range<usize>, words: String) {
    let Some(at) = pieces.iter().position(|piece| keeps(piece, chars)) else {
        return;
    };
    let Piece::Kept(kept) = pieces[at].clone() else {
        return;
    };
    let before = Piece::Kept(kept.start..chars.start);
    let behind = Piece::Kept(chars.end..kept.end);
    let new = [before, Piece::Changed(chars.clone(), words), behind];
    let is_some = |piece: &Piece| !matches!(piece, Piece::Kept(kept) if kept.is_empty());
    pieces.splice(at..=at, new.into_iter().filter(is_some));
}

/// One counting of a series, from one to where it ends or begins anew.
struct SeriesRun {
    series: usize,
    count: u64,
    /// Which paragraph of the filled story it begins in.
    first: usize,
    /// Which of all numbers was counted last.
    last: usize,
}

struct Counter<'n> {
    series: &'n NumberSeries,
    counts: BTreeMap<usize, SeriesRun>,
    runs: Vec<SeriesRun>,
}

impl<'n> Counter<'n> {
    fn new(series: &'n NumberSeries) -> Self {
        Self {
            series,
            counts: BTreeMap::new(),
            runs: Vec::new(),
        }
    }

    /// Counts a number of a series; the series inside it begin anew.
    fn next(&mut self, number: usize, paragraph: usize) -> u64 {
        let series = self.series.numbers[number].series;
        // What is not behind the last number in the template is in another record.
        let is_anew = |run: &SeriesRun| self.series.by_record[series] && run.last >= number;
        if self.counts.get(&series).is_some_and(is_anew) {
            self.runs.extend(self.counts.remove(&series));
        }
        let inner: Vec<usize> = self
            .counts
            .keys()
            .copied()
            .filter(|other| self.is_inside(*other, series))
            .collect();
        for other in inner {
            self.runs.extend(self.counts.remove(&other));
        }
        let fresh = SeriesRun {
            series,
            count: 0,
            first: paragraph,
            last: number,
        };
        let run = self.counts.entry(series).or_insert(fresh);
        run.last = number;
        run.count += 1;
        run.count
    }

    fn is_inside(&self, series: usize, outer: usize) -> bool {
        let mut around = self.series.outer[series];
        while let Some(one) = around {
            if one == outer {
                return true;
            }
            around = self.series.outer[one];
        }
        false
    }

    fn finish(&mut self) {
        self.runs
            .extend(std::mem::take(&mut self.counts).into_values());
    }
}

/// Changes the counts that announce series. Returns those that announce nothing any more: 三个方面
/// cannot be made 零个方面, and what else the sentence should say the template does not tell.
fn recount(
    paragraphs: &mut [(usize, &mut Vec<Piece>)],
    counts: &[AnnouncedCount],
    series: &NumberSeries,
    runs: &[SeriesRun],
) -> Vec<EmptySeries> {
    let mut empty = Vec::new();
    for count in counts {
        let mut said = Vec::new();
        for (at, (paragraph, pieces)) in paragraphs.iter().enumerate() {
            let is_kept = pieces.iter().any(|piece| keeps(piece, &count.numeral));
            if *paragraph == count.paragraph && is_kept {
                said.push(at);
            }
        }
        for (n, at) in said.iter().enumerate() {
            // In a list each record announces its own.
            let end = said.get(n + 1).copied().unwrap_or(paragraphs.len());
            let near =
                |run: &&SeriesRun| run.series == count.series && (*at..end).contains(&run.first);
            let members = runs.iter().find(near).map_or(0, |run| run.count);
            if members == 0 {
                empty.push(EmptySeries {
                    paragraph: count.paragraph,
                    numeral: count.numeral.clone(),
                });
            } else if members != series.members[count.series] {
                change(paragraphs[*at].1, &count.numeral, count.print(members));
            }
        }
    }
    empty
}

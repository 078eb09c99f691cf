//! Closes up numbers typed by hand where parts go or repeat, and the counts that announce them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::block_tree::BlockId;
use super::filled::{FilledBlock, Piece};
use super::typed_numbers::NumberSeries;
use crate::lexicon::count_leading;
use crate::numeral;
use crate::splice::Story;

/// How many paragraphs before a series its count may be announced.
const FARTHEST: usize = 3;
/// What is counted where a count announces a series: 三个方面、四项重点工作、两点意见.
const COUNTED: [&str; 31] = [
    "方面", "工作", "任务", "意见", "问题", "措施", "建议", "举措", "特点", "要求", "重点", "短板",
    "抓手", "行动", "工程", "体会", "打算", "希望", "目标", "突破", "坚持", "环节", "关系", "能力",
    "实事", "大事", "原则", "做法", "经验", "事项", "内容",
];
/// What stands between the number and what is counted.
const MEASURES: [char; 8] = ['个', '项', '点', '件', '条', '大', '类', '种'];
/// The most characters between the measure and what is counted: 三项重点民生工作.
const LONGEST_GAP: usize = 6;

/// Numbers the blocks of a filled story anew.
pub(super) fn renumber(story: &Story, series: &NumberSeries, blocks: &mut [FilledBlock]) {
    if series.numbers.is_empty() {
        return;
    }
    let mut paragraphs = Vec::new();
    collect(blocks, &mut paragraphs);
    let mut counter = Counter::new(series);
    for (at, (paragraph, pieces)) in paragraphs.iter_mut().enumerate() {
        let own = series
            .numbers
            .iter()
            .filter(|number| number.paragraph == *paragraph);
        let mut new = Vec::new();
        for number in own {
            // A turn of a list in the paragraph may say it more than once.
            let said = pieces
                .iter()
                .filter(|piece| keeps(piece, &number.numeral))
                .count();
            for _ in 0..said {
                let count = counter.next(number.series, at);
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
    for run in counter.runs {
        let members = series.members[run.series];
        if run.count != members {
            announce(story, &mut paragraphs, run.first, members, run.count);
        }
    }
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

    /// Counts a member of a series; the series inside it begin anew.
    fn next(&mut self, series: usize, paragraph: usize) -> u64 {
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
        };
        let run = self.counts.entry(series).or_insert(fresh);
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

/// Changes the count that announces a series, if one does: the nearest before its first member.
fn announce(
    story: &Story,
    paragraphs: &mut [(usize, &mut Vec<Piece>)],
    first: usize,
    members: u64,
    count: u64,
) {
    for at in (first.saturating_sub(FARTHEST)..=first).rev() {
        let (paragraph, pieces) = &mut paragraphs[at];
        let text: Vec<char> = story.paragraphs[*paragraph].text.chars().collect();
        let mut found = announced(&text, members);
        found.retain(|chars| pieces.iter().any(|piece| keeps(piece, chars)));
        if let Some(chars) = found.pop() {
            change(pieces, &chars, numeral::counting(count));
            return;
        }
    }
}

/// The places where a text says that so many things follow.
fn announced(text: &[char], members: u64) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let is_numeral = |c: char| numeral::is_hanzi_numeral(c) || c == '两';
    let mut at = 0;
    while at < text.len() {
        let length = count_leading(&text[at..], is_numeral);
        if length == 0 {
            at += 1;
            continue;
        }
        let chars = at..at + length;
        at = chars.end;
        let words: String = text[chars.clone()].iter().collect();
        let number = if words == "两" {
            Some(2)
        } else {
            numeral::parse_hanzi(&words)
        };
        let is_ordinal = chars.start > 0 && text[chars.start - 1] == '第';
        if number == Some(members) && !is_ordinal && counts_things(&text[chars.end..]) {
            found.push(chars);
        }
    }
    found
}

fn counts_things(behind: &[char]) -> bool {
    let Some((measure, rest)) = behind.split_first().filter(|(c, _)| MEASURES.contains(c)) else {
        return behind.starts_with(&['方', '面']);
    };
    let near: String = rest.iter().take(LONGEST_GAP + 2).collect();
    let clause = near
        .split(['，', '。', '；', '：', '、'])
        .next()
        .unwrap_or_default();
    // 三个百分点, 三个月 and 三大产业 announce nothing.
    let is_rate = *measure == '个' && clause.starts_with("百分");
    !is_rate && COUNTED.iter().any(|word| clause.contains(word))
}

#[cfg(test)]
mod tests {
    use super::announced;

    #[test]
    fn counts_that_announce_are_told_from_others() {
        for (text, members, wanted) in [
            ("要抓好以下三个方面工作：", 3, vec![5..6]),
            ("讲两点意见。", 2, vec![1..2]),
            ("突出抓好四项重点任务：", 4, vec![4..5]),
            ("提高三个百分点，持续三个月", 3, vec![]),
            ("第三个方面", 3, vec![]),
            ("三个方面", 2, vec![]),
            ("发展三大产业", 3, vec![]),
        ] {
            let text: Vec<char> = text.chars().collect();
            assert_eq!(announced(&text, members), wanted);
        }
    }
}

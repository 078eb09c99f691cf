//! Lines: a title too long for one line to lines broken by sense, in a trapezoid or rhombus (GB/T 9704 7.3.1).

mod pieces;

use super::text::run;
use super::text_width;
use super::title_breaks::pieces::{BreakClass, NEVER, TitlePiece, cost, pieces};
use crate::document::{Inline, Text};

/// More lines than this no title has; what is longer is left to Word.
const MOST_LINES: usize = 4;
/// More pieces than this are not tried.
const MOST_PIECES: usize = 64;

/// A piece with its width in thousandths of an em and what a break before it costs.
struct MeasuredPiece {
    run: Inline,
    width: u32,
    cost: u32,
}

/// The lines of a text in a room so wide, in thousandths of an em: one if it fits, or if there is no good way.
///
/// A hole is a word. Lines together are the text.
pub(super) fn split(text: &Text, room: u32) -> Vec<Text> {
    let total = text_width::of_text(text);
    if total <= room || room == 0 {
        return vec![text.clone()];
    }
    let units = units(text);
    if units.len() > MOST_PIECES {
        return vec![text.clone()];
    }
    let fewest = usize::try_from(total.div_ceil(room)).unwrap_or(usize::MAX).max(2);
    let best = (fewest..=MOST_LINES.min(fewest.saturating_add(1)))
        .filter_map(|lines| {
            best(&units, lines, room)
                .map(|(cost, breaks)| (cost + if lines > fewest { 12 } else { 0 }, breaks))
        })
        .min();
    let Some((_, breaks)) = best else { return vec![text.clone()] };
    let mut lines = vec![Text::default()];
    for (at, unit) in units.into_iter().enumerate() {
        if breaks.contains(&at) {
            lines.push(Text::default());
        }
        if let Some(line) = lines.last_mut() {
            line.push(unit.run);
        }
    }
    lines
}

fn units(text: &Text) -> Vec<MeasuredPiece> {
    let words: Vec<String> = text.runs().iter().map(run).collect();
    let mut parts: Vec<(TitlePiece, Inline)> = Vec::new();
    for (inline, words) in text.runs().iter().zip(&words) {
        if let Inline::Hole(_) | Inline::Claim(_) = inline {
            parts.push((TitlePiece { words, class: BreakClass::Hole }, inline.clone()));
        } else {
            parts.extend(
                pieces(words)
                    .into_iter()
                    .map(|piece| (piece, Inline::Text(piece.words.to_owned()))),
            );
        }
    }
    let mut before: Option<TitlePiece> = None;
    parts
        .into_iter()
        .map(|(piece, run)| {
            let cost = before.replace(piece).map_or(NEVER, |before| cost(&before, &piece));
            MeasuredPiece { run, width: text_width::of(piece.words), cost }
        })
        .collect()
}

/// The cheapest way to break units into so many lines: its cost and the units that begin a line.
fn best(units: &[MeasuredPiece], lines: usize, room: u32) -> Option<(u32, Vec<usize>)> {
    let mut search = Search { units, room, breaks: Vec::new(), best: None };
    search.from(0, lines, 0);
    search.best
}

struct Search<'a> {
    units: &'a [MeasuredPiece],
    room: u32,
    breaks: Vec<usize>,
    best: Option<(u32, Vec<usize>)>,
}

impl Search<'_> {
    /// Tries every end of the line that begins with `start`.
    fn from(&mut self, start: usize, lines: usize, spent: u32) {
        if lines == 1 {
            if let Some(shape) = self.shape() {
                let cost = spent + shape;
                if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
                    self.best = Some((cost, self.breaks.clone()));
                }
            }
            return;
        }
        let mut width = 0;
        for end in start + 1..self.units.len() {
            width += self.units[end - 1].width;
            if width > self.room {
                return;
            }
            let cost = self.units[end].cost;
            if cost < NEVER {
                self.breaks.push(end);
                self.from(end, lines - 1, spent + cost);
                self.breaks.pop();
            }
        }
    }

    /// What the outline of the lines costs; None if a line is wider than the room.
    fn shape(&self) -> Option<u32> {
        let ends = self.breaks.iter().copied().chain([self.units.len()]);
        let mut start = 0;
        let widths: Vec<u32> = ends
            .map(|end| {
                let width = self.units[start..end].iter().map(|unit| unit.width).sum();
                start = end;
                width
            })
            .collect();
        let longest = *widths.iter().max()?;
        (longest <= self.room).then(|| outline(&widths, longest))
    }
}

/// An hourglass is bad, a rectangle dull, a stump ugly; steps of one to four characters please.
fn outline(widths: &[u32], longest: u32) -> u32 {
    let hourglasses: u32 =
        widths.windows(3).filter(|w| w[1] < w[0] && w[1] < w[2]).map(|_| 60).sum();
    let stumps: u32 = widths.iter().filter(|width| **width * 3 < longest).map(|_| 20).sum();
    let steps: u32 = widths
        .windows(2)
        .map(|w| match w[0].abs_diff(w[1]) / 500 {
            0 | 1 => 3,
            step @ 2..=8 => step / 4,
            step => step - 6,
        })
        .sum();
    hourglasses + stumps + steps
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::document::Text;
    use crate::write::text::words;

    #[test]
    fn long_titles_break_by_sense() {
        for (room, title) in [
            (19, "云溪镇人民政府工作报告"),
            (19, "在全县农村工作会议|暨乡村振兴推进会议上的讲话"),
            (
                19,
                "关于青禾县2025年国民经济和社会发展计划|执行情况与2026年国民经济和社会发展|计划草案的报告",
            ),
            (27, "——2026年1月5日在云溪镇|第十九届人民代表大会第六次会议上"),
        ] {
            let lines = split(&Text::from(title.replace('|', "")), room * 1000 + 500);
            let found: Vec<String> = lines.iter().map(words).collect();
            assert_eq!(found.join("|"), title);
        }
    }
}

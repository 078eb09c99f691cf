//! Breaks a title too long for one line by sense, in a trapezoid or rhombus (GB/T 9704 7.3.1).

mod pieces;

use pieces::{BreakClass, NEVER, TitlePiece, cost, pieces};

use super::text::run;
use super::text_width::{self, EM};
use crate::document::{Inline, Text};
use crate::layout::{Layout, Length, StyleRole};

/// The most lines of a title; what is longer is left to Word.
const MOST_LINES: usize = 4;
/// The most pieces of a title whose breaks are searched: the search tries all of them.
const MOST_PIECES: usize = 64;
/// The cost of one line more than needed.
const EXTRA_LINE: u32 = 12;

/// A piece, its width, and the cost of a break before it.
struct MeasuredPiece {
    run: Inline,
    /// In thousandths of an em.
    width: u32,
    cost: u32,
}

/// The lines of a title and of what is set like it, a quarter of a character free on either side.
pub(super) fn centred(layout: &Layout, role: StyleRole, text: &Text) -> Vec<Text> {
    let half = Length(layout.advance(layout.style(role)).0 / 2);
    lines(layout, role, text, layout.measure() - half)
}

/// The lines of a text in the face of a role, broken by sense.
pub(super) fn lines(layout: &Layout, role: StyleRole, text: &Text, room: Length) -> Vec<Text> {
    let advance = layout.advance(layout.style(role)).0.max(1).unsigned_abs();
    let room = room.0.max(0).unsigned_abs();
    split(text, room.saturating_mul(EM) / advance)
}

/// Splits a text into lines no wider than `room`, in thousandths of an em.
///
/// It stays whole if it fits or if there is no good break. A hole is a word. The lines joined are
/// the text.
fn split(text: &Text, room: u32) -> Vec<Text> {
    let total = text_width::of_text(text);
    if total <= room || room == 0 {
        return vec![text.clone()];
    }
    let pieces = measured(text);
    if pieces.len() > MOST_PIECES {
        return vec![text.clone()];
    }
    let fewest = usize::try_from(total.div_ceil(room))
        .unwrap_or(usize::MAX)
        .max(2);
    let most = MOST_LINES.min(fewest.saturating_add(1));
    let mut cheapest: Option<(u32, Vec<usize>)> = None;
    for lines in fewest..=most {
        let Some((mut cost, breaks)) = best(&pieces, lines, room) else {
            continue;
        };
        if lines > fewest {
            cost += EXTRA_LINE;
        }
        let found = (cost, breaks);
        if cheapest.as_ref().is_none_or(|cheapest| found < *cheapest) {
            cheapest = Some(found);
        }
    }
    let Some((_, breaks)) = cheapest else {
        return vec![text.clone()];
    };
    let mut lines = vec![Text::default()];
    for (at, piece) in pieces.into_iter().enumerate() {
        if breaks.contains(&at) {
            lines.push(Text::default());
        }
        if let Some(line) = lines.last_mut() {
            line.push(piece.run);
        }
    }
    lines
}

fn measured(text: &Text) -> Vec<MeasuredPiece> {
    let mut measured = Vec::new();
    let mut class_before = None;
    let mut push = |piece: TitlePiece, run: Inline| {
        let cost = class_before.map_or(NEVER, |before| cost(before, piece.class));
        class_before = Some(piece.class);
        measured.push(MeasuredPiece {
            run,
            width: text_width::of(piece.words),
            cost,
        });
    };
    for inline in text.runs() {
        let words = run(inline);
        if let Inline::Hole(_) | Inline::Claim(_) = inline {
            push(
                TitlePiece {
                    words: &words,
                    class: BreakClass::Hole,
                },
                inline.clone(),
            );
            continue;
        }
        for piece in pieces(&words) {
            push(piece, Inline::Text(piece.words.to_owned()));
        }
    }
    measured
}

/// The cheapest way to break pieces into so many lines: its cost and the pieces that begin a line.
fn best(pieces: &[MeasuredPiece], lines: usize, room: u32) -> Option<(u32, Vec<usize>)> {
    let mut search = Search {
        pieces,
        room,
        breaks: Vec::new(),
        best: None,
    };
    search.from(0, lines, 0);
    search.best
}

struct Search<'a> {
    pieces: &'a [MeasuredPiece],
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
        for end in start + 1..self.pieces.len() {
            width += self.pieces[end - 1].width;
            if width > self.room {
                return;
            }
            let cost = self.pieces[end].cost;
            if cost < NEVER {
                self.breaks.push(end);
                self.from(end, lines - 1, spent + cost);
                self.breaks.pop();
            }
        }
    }

    /// The cost of the lines' outline; None if a line is wider than the room.
    fn shape(&self) -> Option<u32> {
        let mut widths = Vec::with_capacity(self.breaks.len() + 1);
        let mut start = 0;
        for &end in self.breaks.iter().chain([&self.pieces.len()]) {
            let line = &self.pieces[start..end];
            widths.push(line.iter().map(|piece| piece.width).sum());
            start = end;
        }
        let longest = *widths.iter().max()?;
        (longest <= self.room).then(|| outline_cost(&widths, longest))
    }
}

/// An hourglass is bad, a rectangle dull, a stump ugly; steps of one to four characters please.
///
/// The weights were set on titles of real reports: 关于…的报告 must not end in a line 的报告, and a
/// dateline of two lines must not be cut in even halves where 在…会议上 gives a step.
fn outline_cost(widths: &[u32], longest: u32) -> u32 {
    let mut cost = 0;
    for lines in widths.windows(3) {
        if lines[1] < lines[0] && lines[1] < lines[2] {
            cost += 60;
        }
    }
    for width in widths {
        if width * 3 < longest {
            cost += 20;
        }
    }
    for lines in widths.windows(2) {
        let half_characters = lines[0].abs_diff(lines[1]) / 500;
        cost += match half_characters {
            0 | 1 => 3,
            step @ 2..=8 => step / 4,
            step => step - 6,
        };
    }
    cost
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
            (
                27,
                "——2026年1月5日在云溪镇|第十九届人民代表大会第六次会议上",
            ),
        ] {
            let lines = split(&Text::from(title.replace('|', "")), room * 1000 + 500);
            let found: Vec<String> = lines.iter().map(words).collect();
            assert_eq!(found.join("|"), title);
        }
    }
}

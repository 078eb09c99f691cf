//! Builds the outline: the headings of a report, each with its number, its end and its depth.
//!
//! A number opens a heading when it continues a series, or starts one that is continued later.
//! The open series form a stack, and a heading is as deep as the stack is high: the style of a
//! number says nothing about its depth.

mod ahead;
mod candidate;
mod heading_end;
mod plain;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub use self::candidate::LabelStyle;
pub(crate) use self::candidate::is_table_row;

use self::ahead::{Ahead, SeriesForm, goes_on};
use self::candidate::{Candidate, LAST, division_rank, is_division};
use self::heading_end::{first_stop, gap, is_titled, opener, trailing};
use self::plain::{PartTitle, Rank};
use super::clean::Clean;
use super::front_matter;
use crate::lexicon::string;

/// Whether one of two Arabic numbers has several parts: 1.1 does not go on 1.
fn is_decimal(open: &AwaitedNumber, candidate: &Candidate) -> bool {
    open.form.is_ascii_digit() || candidate.form.is_ascii_digit()
}

/// The form of 第一条, whose numbers run through all chapters.
const ARTICLE: char = '条';
/// What marks unnumbered titles under numbered headings.
const UNDER: char = '-';
/// How far back a paragraph is read to learn what its points are about, in characters.
const LOOK_BACK: usize = 240;
/// The longest line that is a heading and nothing else, in characters.
const TITLE: usize = 60;
/// The longest heading, in characters; what has no stop till then has none.
const LONGEST: usize = 240;

/// A heading of the report, in characters of the cleaned text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineHeading {
    /// From its number to its last character, without the stop after it.
    pub span: Range<usize>,
    /// Its number with the mark that belongs to it; empty for [`LabelStyle::Plain`].
    pub label: Range<usize>,
    /// 1 for the outermost.
    pub depth: usize,
    /// How it is numbered.
    pub style: LabelStyle,
    /// The line it stands in.
    pub line: usize,
}

/// Finds the headings; `head` is the number of lines before the report's text starts: title,
/// dateline, address; `levels` are lines that the file's format makes headings.
pub(crate) fn find(clean: &Clean, head: usize, levels: &[(usize, u8)]) -> Vec<OutlineHeading> {
    let candidates: Vec<Candidate> = candidate::find(clean)
        .into_iter()
        .filter(|candidate| candidate.line >= head)
        .collect();
    let goes_on = goes_on(&candidates);
    let ahead = Ahead::of(&candidates);
    let parts = plain::find(clean, head, &candidates, levels);
    let mut outline = Outline {
        clean,
        ahead: &ahead,
        in_parts: parts.iter().any(|part| part.rank == Rank::PartTitle),
        stack: Vec::new(),
        closed: HashMap::new(),
        begun: HashSet::new(),
        headings: Vec::new(),
    };
    let mut parts = parts.into_iter().peekable();
    for (n, candidate) in candidates.iter().enumerate() {
        while let Some(part) = parts.next_if(|part| part.span.start <= candidate.label.start) {
            outline.part(part, n);
        }
        outline.offer(candidate, n, goes_on[n]);
    }
    parts.for_each(|part| outline.part(part, candidates.len()));
    let mut headings = outline.headings;
    // 二、工作安排（一）抓产业。 is two headings.
    for at in 1..headings.len() {
        let next = headings[at].span.start;
        let heading = &mut headings[at - 1];
        if heading.span.end > next {
            heading.span.end = heading
                .label
                .end
                .max(next - trailing(&clean.folded[heading.label.end.min(next)..next]));
        }
    }
    headings
}

/// A series whose next number is awaited.
struct AwaitedNumber {
    style: LabelStyle,
    form: char,
    last: u32,
    line: usize,
    /// Whether its last number starts its line.
    leads: bool,
}

impl AwaitedNumber {
    /// Whether its next number is the next of its form from the `n`th candidate on.
    fn goes_on(&self, ahead: &Ahead, n: usize) -> bool {
        ahead.continues((self.style, self.form), self.last, n)
    }
}

struct Outline<'a> {
    clean: &'a Clean,
    ahead: &'a Ahead,
    /// Whether unnumbered titles part the report.
    in_parts: bool,
    stack: Vec<AwaitedNumber>,
    /// The last number and the depth of each form, till a heading less deep is met: a series may
    /// be taken up again.
    closed: HashMap<SeriesForm, (u32, usize)>,
    /// The forms met so far.
    begun: HashSet<SeriesForm>,
    headings: Vec<OutlineHeading>,
}

impl Outline<'_> {
    /// An unnumbered title closes everything down to its level, or down to the numbered heading
    /// it stands under; a part's title between 一、 and 二、 stands under 一、. `n` is the next
    /// candidate.
    fn part(&mut self, PartTitle { span, line, rank }: PartTitle, n: usize) {
        let numbered = |open: &AwaitedNumber| {
            !matches!(open.style, LabelStyle::Point | LabelStyle::Dash) && open.form != UNDER
        };
        let inside = self
            .stack
            .first()
            .is_some_and(|open| open.style == LabelStyle::Cn && open.goes_on(self.ahead, n));
        let (keep, form) = match rank {
            Rank::Level(level) => (usize::from(level.max(1)) - 1, ' '),
            Rank::PartTitle if !inside => (0, ' '),
            Rank::PartTitle | Rank::Under => (
                self.stack.iter().take_while(|open| numbered(open)).count(),
                UNDER,
            ),
        };
        self.stack.truncate(keep);
        self.stack.push(AwaitedNumber {
            style: LabelStyle::Plain,
            form,
            last: 1,
            line,
            leads: true,
        });
        self.headings.push(OutlineHeading {
            label: span.start..span.start,
            span,
            depth: self.stack.len(),
            style: LabelStyle::Plain,
            line,
        });
    }

    /// Accepts the candidate if it goes on an open series, starts one, or takes up one that was
    /// closed too early.
    fn offer(&mut self, candidate: &Candidate, n: usize, goes_on: bool) {
        let &Candidate {
            style,
            form,
            value,
            line,
            leads,
            ..
        } = candidate;
        let open = AwaitedNumber {
            style,
            form,
            last: value,
            line,
            leads,
        };
        if let Some(at) = self.awaited(candidate) {
            self.stack.truncate(at);
        } else if let Some(depth) = self.taken_up(candidate) {
            self.stack.truncate(depth - 1);
        } else if self.starts(candidate, goes_on) {
            self.make_room(candidate, n);
            if style == LabelStyle::Cn && value > 1 && self.in_parts && self.headings.is_empty() {
                // The part that 四、 went on was cut off with its title.
                self.stack.push(AwaitedNumber {
                    style: LabelStyle::Plain,
                    form: ' ',
                    last: 1,
                    line,
                    leads: true,
                });
            }
        } else {
            return;
        }
        self.begun.insert((style, form));
        self.stack.push(open);
        self.push(candidate.label.clone(), style, line);
        let depth = self.stack.len();
        // 第三条 follows 第二条 across chapters.
        self.closed
            .retain(|form, (_, other)| *other <= depth || form.1 == ARTICLE);
        if style != LabelStyle::Dash {
            self.closed.insert((style, form), (value, depth));
        }
    }

    /// The depth of the number before, where a line goes on a series that something in between
    /// has closed.
    fn taken_up(&self, candidate: &Candidate) -> Option<usize> {
        let numbered = matches!(
            candidate.style,
            LabelStyle::Cn | LabelStyle::CnParen | LabelStyle::Arabic
        );
        let &(last, depth) = self
            .closed
            .get(&(candidate.style, candidate.form))
            .filter(|_| numbered)?;
        let fits = candidate.leads && candidate.value == last + 1 && depth <= self.stack.len() + 1;
        fits.then_some(depth)
    }

    /// The open series this is the next number of; one number may have been lost where a line
    /// starts.
    fn awaited(&self, candidate: &Candidate) -> Option<usize> {
        let fits = |open: &AwaitedNumber| {
            open.style == candidate.style
                && (open.form == candidate.form
                    || candidate.style == LabelStyle::Arabic && !is_decimal(open, candidate))
                && match candidate.style {
                    LabelStyle::Dash => true,
                    LabelStyle::Ordinal if candidate.value == LAST => open.last >= 2,
                    _ => {
                        candidate.value == open.last + 1
                            || candidate.leads
                                && candidate.style != LabelStyle::Point
                                && (candidate.value == open.last + 2
                                    || candidate.value == open.last && self.own_line(candidate))
                    }
                }
        };
        self.stack.iter().rposition(fits)
    }

    /// Whether the candidate may start a series.
    fn starts(&self, candidate: &Candidate, goes_on: bool) -> bool {
        let alone = candidate.leads && self.own_line(candidate);
        match candidate.style {
            LabelStyle::Dash => !self.is_dateline(candidate),
            LabelStyle::Point => {
                candidate.value == 1 && (goes_on || candidate.leads || self.is_cut_off(candidate))
            }
            LabelStyle::Ordinal => {
                candidate.value == 1 && (goes_on || self.counts(candidate))
                    || is_division(candidate.form) && alone
                    || self.runs_on(candidate)
            }
            LabelStyle::Cn | LabelStyle::CnParen => {
                let first = self.headings.is_empty();
                let midway = !self.begun.contains(&(candidate.style, candidate.form))
                    && (goes_on || alone || first);
                candidate.value == 1
                    && (goes_on || candidate.leads || candidate.style == LabelStyle::Cn)
                    || candidate.leads && (midway || goes_on && candidate.value == 2)
            }
            LabelStyle::Arabic | LabelStyle::ArabicParen => {
                let last = candidate.leads && candidate.line + 1 == self.clean.lines.len();
                // 4 / 4.1 / 4.1.1 in a text cut out of a longer one.
                let excerpt = candidate.form == '0' && alone && self.headings.is_empty();
                (candidate.value == 1 || excerpt) && (goes_on || alone || last)
            }
            LabelStyle::Plain => false,
        }
    }

    /// Whether an article goes on the one before it in another chapter.
    fn runs_on(&self, candidate: &Candidate) -> bool {
        let last = self.closed.get(&(candidate.style, candidate.form));
        candidate.leads
            && candidate.form == ARTICLE
            && last.is_some_and(|(last, _)| candidate.value == last + 1)
    }

    /// 第一， at the start of a line; 首先， may just say who speaks first.
    fn counts(&self, candidate: &Candidate) -> bool {
        candidate.leads && self.clean.folded.get(candidate.label.start) == Some(&'第')
    }

    /// Whether the text breaks off right behind the candidate's sentence: its series may have
    /// gone on.
    fn is_cut_off(&self, candidate: &Candidate) -> bool {
        let before = self.clean.folded.get(candidate.label.start.wrapping_sub(1));
        candidate.line + 1 == self.clean.lines.len() && matches!(before, Some('。' | ':' | '!'))
    }

    /// Whether the heading has its line to itself: a short line without a stop inside.
    fn own_line(&self, candidate: &Candidate) -> bool {
        let line = &self.clean.lines[candidate.line];
        let text = &self.clean.folded[line.clone()];
        text.len() > candidate.label.len() + 1
            && text.len() <= TITLE
            && !text[..text.len() - 1].contains(&'。')
    }

    /// Whether a dash opens the dateline, up to the wide gap before a salutation that lost its
    /// line.
    fn is_dateline(&self, candidate: &Candidate) -> bool {
        let line = &self.clean.lines[candidate.line];
        let text = &self.clean.folded[candidate.label.end..line.end];
        let wide_gap = text
            .windows(2)
            .take(TITLE)
            .position(|pair| pair == [' ', ' ']);
        front_matter::is_dateline(&string(&text[..wide_gap.unwrap_or(text.len()).min(TITLE)]))
    }

    /// Closes the series a new one cannot stand under.
    fn make_room(&mut self, candidate: &Candidate, n: usize) {
        let keep = match candidate.style {
            // 一、 is never under another number but a part's.
            LabelStyle::Cn => self.stack.iter().position(|open| {
                // 4.1 over Ⅰ. and Ⅱ.: numbers without a stop are over any other.
                let decimal = open.form.is_ascii_digit();
                open.style != LabelStyle::Plain && !is_division(open.form) && !decimal
            }),
            // 第一节 is under 第一章 and nothing else.
            LabelStyle::Ordinal if division_rank(candidate.form).is_some() => {
                let rank = division_rank(candidate.form);
                self.stack.iter().position(|open| {
                    let over = division_rank(open.form).is_some_and(|other| Some(other) < rank);
                    open.style != LabelStyle::Plain && open.form != '部' && !over
                })
            }
            // 2.1 is under 2, not under the letters a) and b) that 2 has had.
            LabelStyle::Arabic if matches!(candidate.form, '1'..='9') => self
                .stack
                .iter()
                .rposition(|open| matches!(open.form, '0'..='8') && open.form < candidate.form)
                .map(|parent| parent + 1)
                .filter(|kept| *kept < self.stack.len()),
            // A numbered line is not under points that ran through a paragraph before it.
            LabelStyle::CnParen | LabelStyle::Arabic if candidate.leads => {
                self.stack.iter().position(|open| {
                    matches!(open.style, LabelStyle::Point | LabelStyle::Ordinal)
                        && !is_division(open.form)
                })
            }
            LabelStyle::Point | LabelStyle::Ordinal if self.closes_part(candidate) => {
                // What goes on later is not closed: the problem is 三农问题.
                let kept = self
                    .stack
                    .iter()
                    .rposition(|open| open.goes_on(self.ahead, n))
                    .map_or(0, |at| at + 1);
                Some(kept.max(1)).filter(|kept| *kept < self.stack.len())
            }
            _ => None,
        };
        let past = self
            .stack
            .iter()
            .position(|open| self.is_past(open, candidate));
        let same = self
            .stack
            .iter()
            .position(|open| open.style == candidate.style && open.form == candidate.form);
        if let Some(length) = keep.into_iter().chain(past).chain(same).min() {
            self.stack.truncate(length);
        }
    }

    /// Whether an open series ended with its paragraph: numbers inside a line, and dashes with
    /// text of their own, have nothing under them in later lines.
    fn is_past(&self, open: &AwaitedNumber, candidate: &Candidate) -> bool {
        let inline = !open.leads
            && !matches!(
                open.style,
                LabelStyle::Plain | LabelStyle::Cn | LabelStyle::CnParen | LabelStyle::Dash
            );
        let dash = open.style == LabelStyle::Dash
            && candidate.style != LabelStyle::Dash
            && self.clean.lines[open.line].len() > TITLE;
        open.line != candidate.line && (inline || dash)
    }

    /// Whether the candidate stands in a paragraph that looks back on the whole part: its
    /// problems, in its own words.
    fn closes_part(&self, candidate: &Candidate) -> bool {
        const PROBLEMS: [&str; 8] = [
            "问题", "困难", "不足", "差距", "短板", "挑战", "矛盾", "薄弱",
        ];
        const TURNS: [&str; 9] = [
            "同时", "清醒", "看到", "认识到", "也要", "仍", "还存在", "还有", "存在",
        ];
        let line = &self.clean.lines[candidate.line];
        let headed = self
            .headings
            .last()
            .is_some_and(|heading| heading.line == candidate.line);
        let start = line
            .start
            .max(candidate.label.start.saturating_sub(LOOK_BACK));
        let before: String = self.clean.folded[start..candidate.label.start]
            .iter()
            .collect();
        let before = match (before.is_empty(), candidate.line.checked_sub(1)) {
            (true, Some(previous))
                if self
                    .headings
                    .last()
                    .is_none_or(|heading| heading.line < previous) =>
            {
                let previous = &self.clean.folded[self.clean.lines[previous].clone()];
                previous[previous.len().saturating_sub(LOOK_BACK)..]
                    .iter()
                    .collect()
            }
            _ => before,
        };
        !headed
            && PROBLEMS.iter().any(|word| before.contains(word))
            && TURNS.iter().any(|word| before.contains(word))
    }

    fn push(&mut self, label: Range<usize>, style: LabelStyle, line: usize) {
        let end = self.end(&label, style, line);
        self.headings.push(OutlineHeading {
            span: label.start..end,
            label,
            depth: self.stack.len(),
            style,
            line,
        });
    }

    /// Where a heading ends: a point at the first stop or comma, others at the first full stop or
    /// semicolon; a heading that has its line to itself may hold a colon.
    fn end(&self, label: &Range<usize>, style: LabelStyle, line: usize) -> usize {
        let line = &self.clean.lines[line];
        let text = &self.clean.folded[label.end..line.end];
        let text = &text[..text.len().min(LONGEST)];
        let titled = style != LabelStyle::Point && label.start == line.start && is_titled(text);
        // 一是，扛牢责任。
        let pause = usize::from(
            style == LabelStyle::Point && text.len() > 1 && matches!(text[0], ',' | ':'),
        );
        let stop = if titled {
            None
        } else {
            first_stop(&text[pause..], style == LabelStyle::Point)
        };
        let end = stop.map_or(line.end - label.end, |end| pause + end);
        let text = &text[..end.min(text.len())];
        let end = label.end + gap(text).or_else(|| opener(text)).unwrap_or(end);
        end - trailing(&self.clean.folded[label.end..end])
    }
}

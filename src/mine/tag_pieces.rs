//! Cuts a tag where the format of its words changes, so that each piece keeps its own.
//!
//! Only cuts that hold for every value are made: 增长6.1% is its verb and its rate whatever the
//! answer, while 云溪镇 is not always 简称 and 级. What a piece leaves out stays as words.

use std::ops::Range;

use super::proposal::TagChange;
use crate::figure::Figure;
use crate::schema::FieldKind;
use crate::splice::{Story, StoryParagraph};

/// A piece of the words of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagPiece {
    /// Its characters among those words.
    pub(super) chars: Range<usize>,
    /// The tag that prints it; `None` where the words stay.
    pub(super) tag: Option<String>,
}

/// What the words of a tag are of.
pub(super) struct TagSource<'p> {
    /// The whole tag, as it is printed.
    pub(super) tag: &'p str,
    pub(super) field: &'p str,
    pub(super) kind: &'p FieldKind,
    /// With its dot.
    pub(super) part: &'p str,
    pub(super) change: Option<&'p TagChange>,
}

/// Words of a length in characters, and the part that prints them; none for words that stay.
type TagStep = (usize, Option<&'static str>);

impl TagSource<'_> {
    /// Returns every piece that the tag can be cut into, the whole among them.
    pub(super) fn pieces(&self, words: &str) -> Vec<TagPiece> {
        let length = words.chars().count();
        let mut pieces = vec![TagPiece {
            chars: 0..length,
            tag: Some(self.tag.to_owned()),
        }];
        if self.change.is_some() {
            self.add_change(self.tag, None, words, &mut pieces);
        } else if self.part == ".同比" {
            let [rise, fall] = if is_rate(self.kind) {
                ["提高", "回落"]
            } else {
                ["增长", "下降"]
            };
            let change = format!("{{{{升降 \"{rise}\" \"{fall}\" {}.增速}}}}", self.field);
            let verb = (!is_rate(self.kind)).then(|| format!("{{{{{}.走势}}}}", self.field));
            self.add_change(&change, verb, words, &mut pieces);
        } else {
            for steps in self.steps(words) {
                self.add_steps(&steps, &mut pieces);
            }
        }
        pieces
    }

    /// Adds the verb, the rate, its number and its unit.
    fn add_change(
        &self,
        change: &str,
        own_verb: Option<String>,
        words: &str,
        pieces: &mut Vec<TagPiece>,
    ) {
        let Some(number) = self.number_in(words) else {
            return;
        };
        let length = words.chars().count();
        let only = |piece: &str| {
            let open = change.strip_suffix("}}").unwrap_or(change);
            format!("{open} 只=\"{piece}\"}}}}")
        };
        let verb = own_verb.unwrap_or_else(|| only("动词"));
        // A verb shared with the change before is printed where the two differ.
        let before = if number.start == 0 { verb.as_str() } else { "" };
        let only_number = format!("{before}{}", only("数"));
        for (chars, tag) in [
            (0..number.start, verb.clone()),
            (number.start..length, only("幅度")),
            (number.clone(), only_number),
            (number.end..length, only("单位")),
        ] {
            if !chars.is_empty() && chars.len() < length {
                pieces.push(TagPiece {
                    chars,
                    tag: Some(tag),
                });
            }
        }
    }

    /// Where the number of a change stands: behind its verb, which may have digits of its own.
    fn number_in(&self, words: &str) -> Option<Range<usize>> {
        let verbs = self.change.map(|change| [&change.rise, &change.fall]);
        let mut verbs = verbs.into_iter().flatten();
        let verb = verbs.find(|verb| !verb.is_empty() && words.starts_with(verb.as_str()));
        let skipped = verb.map_or(0, |verb| verb.chars().count());
        let chars: Vec<char> = words.chars().collect();
        let is_digit = |at: &usize| chars[*at].is_ascii_digit();
        let start = (skipped..chars.len()).find(is_digit)?;
        let is_number = |c: &&char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let length = chars[start..].iter().take_while(is_number).count();
        Some(start..start + length)
    }

    /// The ways to write the words as parts and words that always stand between them.
    fn steps(&self, words: &str) -> Vec<Vec<TagStep>> {
        let length = words.chars().count();
        let part = self.part.rsplit('.').next().unwrap_or_default();
        let is_year_part = matches!(part, "上年" | "次年" | "年份");
        match self.kind {
            FieldKind::Figure { unit, .. } if part.is_empty() => {
                let Ok(figure) = Figure::parse_in(words, unit.as_ref()) else {
                    return Vec::new();
                };
                let (number, unit) = (figure.number(), figure.unit.as_ref());
                let Some(unit) = unit.filter(|unit| words == format!("{number}{}", unit.name()))
                else {
                    return Vec::new();
                };
                let units = unit.name().chars().count();
                vec![vec![(length - units, Some(".数")), (units, Some(".单位"))]]
            }
            FieldKind::Figure { .. } if part == "增速" => {
                let unit = if is_rate(self.kind) {
                    "个百分点"
                } else {
                    "%"
                };
                let units = unit.chars().count();
                let steps = vec![(length.saturating_sub(units), Some("数")), (units, None)];
                words.ends_with(unit).then_some(steps).into_iter().collect()
            }
            FieldKind::Figure { .. } if part == "完成" => {
                let rate = words.strip_prefix("完成年度计划的");
                let rate = rate.map(|rate| rate.chars().count());
                let steps = rate.map(|rate| vec![(length - rate, None), (rate, Some("率"))]);
                steps.into_iter().collect()
            }
            FieldKind::Session if part.is_empty() => session(words),
            FieldKind::Year { .. } if part.is_empty() || is_year_part => year(words, ".数"),
            FieldKind::Date | FieldKind::Month if is_year_part => year(words, ".数"),
            FieldKind::Date | FieldKind::Month => date(words, part),
            _ => Vec::new(),
        }
    }

    fn add_steps(&self, steps: &[TagStep], pieces: &mut Vec<TagPiece>) {
        let mut at = 0;
        // A part of a date is no part of 月日, but stands beside it.
        let is_date = matches!(self.kind, FieldKind::Date | FieldKind::Month);
        let part = if is_date && !self.part.contains("年份") {
            ""
        } else {
            self.part
        };
        for (length, step) in steps {
            let chars = at..at + length;
            at = chars.end;
            let tag = step.map(|step| format!("{{{{{}{part}{step}}}}}", self.field));
            let piece = TagPiece { chars, tag };
            if !piece.chars.is_empty() && !pieces.contains(&piece) {
                pieces.push(piece);
            }
        }
    }
}

fn is_rate(kind: &FieldKind) -> bool {
    let FieldKind::Figure { unit, .. } = kind else {
        return false;
    };
    unit.as_ref().is_some_and(crate::figure::Unit::is_rate)
}

/// A year: its digits, and 年 behind them.
fn year(words: &str, number: &'static str) -> Vec<Vec<TagStep>> {
    let digits = words.strip_suffix('年').unwrap_or_default();
    let is_year = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let steps = vec![(4, Some(number)), (1, None)];
    is_year.then_some(steps).into_iter().collect()
}

/// A date or a piece of one: by its year, month and day, by two of them, by the digits of the year.
fn date(words: &str, part: &str) -> Vec<Vec<TagStep>> {
    let mut lengths = [0; 3];
    let mut rest = words;
    for (length, sign) in lengths.iter_mut().zip(['年', '月', '日']) {
        let Some((digits, behind)) = rest.split_once(sign) else {
            continue;
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        *length = digits.len() + 1;
        rest = behind;
    }
    if !rest.is_empty() || !["", "年", "年月", "月日"].contains(&part) {
        return Vec::new();
    }
    let [year, month, day] = lengths;
    let names = [Some(".年"), Some(".月"), Some(".日")];
    let steps = |pieces: &[TagStep]| pieces.to_vec();
    let mut ways = vec![steps(&[
        (year, names[0]),
        (month, names[1]),
        (day, names[2]),
    ])];
    if year > 0 {
        let digits = (year - 1, Some(".年份.数"));
        ways.push(steps(&[digits, (1, None)]));
    }
    if year > 0 && month > 0 {
        ways.push(steps(&[(year + month, Some(".年月"))]));
    }
    if month > 0 && day > 0 {
        let before = (year, names[0]);
        ways.push(steps(&[before, (month + day, Some(".月日"))]));
    }
    ways
}

/// A session by its term and meeting, whole or by their numbers: 第十九届人民代表大会第六次会议.
fn session(words: &str) -> Vec<Vec<TagStep>> {
    let inside = |words: &str, end| {
        let number = words.strip_prefix('第')?.strip_suffix(end)?;
        Some(number.chars().count())
    };
    let Some((term, rest)) = words.split_once("人民代表大会") else {
        return Vec::new();
    };
    let meeting = rest
        .strip_suffix("会议")
        .and_then(|words| inside(words, '次'));
    let Some((term, meeting)) = inside(term, '届').zip(meeting) else {
        return Vec::new();
    };
    let (congress, held): (TagStep, TagStep) = ((6, None), (2, None));
    vec![
        vec![
            (term + 2, Some(".届")),
            congress,
            (meeting + 2, Some(".次")),
            held,
        ],
        vec![
            (1, None),
            (term, Some(".届号")),
            (1, None),
            congress,
            (1, None),
            (meeting, Some(".次号")),
            (1, None),
            held,
        ],
    ]
}

/// A piece as it is put into the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlacedPiece {
    /// Characters of the paragraph.
    pub(super) chars: Range<usize>,
    pub(super) tag: Option<String>,
    /// Those of them whose format most have; the others go.
    pub(super) keeps: Range<usize>,
    /// Whether all of them have it.
    pub(super) is_alike: bool,
}

/// Chooses pieces for words that begin at a character of a paragraph: as few as keep the formats.
pub(super) fn cut(
    story: &Story,
    paragraph: &StoryParagraph,
    start: usize,
    pieces: &[TagPiece],
) -> Vec<PlacedPiece> {
    let length = pieces.iter().map(|piece| piece.chars.end).max();
    let all = start..start + length.unwrap_or_default();
    let formats = formats(story, paragraph, &all);
    let place = |piece: &TagPiece| {
        let chars = start + piece.chars.start..start + piece.chars.end;
        let keeps = most(&formats, &chars);
        let is_alike = keeps == chars;
        let tag = piece.tag.clone();
        PlacedPiece {
            chars,
            tag,
            keeps,
            is_alike,
        }
    };
    let mut placed: Vec<PlacedPiece> = Vec::new();
    let mut at = all.start;
    while at < all.end {
        let here = pieces.iter().map(place);
        let here = here.filter(|piece| piece.chars.start == at);
        // The longest of one format; else the shortest.
        let best = here.max_by_key(|piece| {
            let length = piece.chars.len();
            (
                piece.is_alike,
                if piece.is_alike {
                    length
                } else {
                    usize::MAX - length
                },
            )
        });
        let Some(best) = best else {
            // They do not meet: the whole stays whole.
            return pieces.first().map(place).into_iter().collect();
        };
        at = best.chars.end;
        placed.push(best);
    }
    placed
}

/// The stretches of some characters that look alike.
fn formats(story: &Story, paragraph: &StoryParagraph, chars: &Range<usize>) -> Vec<Range<usize>> {
    let mut formats: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for at in chars.clone() {
        let format = Some(shown(paragraph.format_at(&story.xml, at)));
        match formats.last_mut() {
            Some(open) if last == format => open.end = at + 1,
            _ => formats.push(at..at + 1),
        }
        last = format;
    }
    formats
}

/// The longest stretch among some characters.
fn most(formats: &[Range<usize>], chars: &Range<usize>) -> Range<usize> {
    let within = formats.iter().map(|format| {
        let start = format.start.max(chars.start);
        start..format.end.min(chars.end).max(start)
    });
    // Of two as long the first.
    let most = within.rev().max_by_key(Range::len);
    most.unwrap_or_else(|| chars.clone())
}

/// The properties of a run that show: not its language, nor which keyboard typed it.
fn shown(properties: &str) -> Vec<String> {
    let mut shown = Vec::new();
    for element in properties.split('<').skip(1) {
        let element = element.split('>').next().unwrap_or_default();
        let mut words = element.trim_end_matches('/').split_whitespace();
        let name = words.next().unwrap_or_default();
        let local = name.rsplit(':').next().unwrap_or_default();
        if name.starts_with('/') || matches!(local, "rPr" | "lang" | "noProof") {
            continue;
        }
        let attributes: Vec<&str> = words.filter(|word| !word.contains("hint=")).collect();
        if local != "rFonts" || !attributes.is_empty() {
            shown.push(format!("{local} {}", attributes.join(" ")));
        }
    }
    shown
}

//! Finds full names of places that are not of the paper's place, its parents, or a partner's.

use std::ops::Range;

use super::elsewhere::elsewhere;
use crate::diagnostic::{Message, Severity};
use crate::gazetteer::Code;
use crate::lexicon::{Word, is_hanzi, split};
use crate::review::findings::{FindingDraft, Findings};
use crate::review::mentions::{PlaceMention, are_siblings, parents};
use crate::review::paper::Paper;
use crate::review::rule::{CardContext, Rule, RuleCard, RuleTier};
use crate::review::word_finder::{WordFinder, WordFinders};

pub(super) static RULES: [&Rule; 1] = [&PLACE];

static PLACE: Rule = Rule {
    code: "left-over.place",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "政府工作报告照搬外县、串入外县县名的通报与报道",
    title: "review.title.left-over-place",
    hit: RuleCard::beside(
        "政府工作报告\n各位代表：\n一年来，安化县人民政府认真履行职责，全县经济平稳运行。",
        CardContext::Place("平乐县"),
    ),
    miss: RuleCard::beside(
        "政府工作报告\n各位代表：\n一年来，我们组织企业赴安化县考察黑茶产业，与安化县人民政府签订合作协议。",
        CardContext::Place("平乐县"),
    ),
};

/// How far on either side words tell why a paper names another place, in characters.
const AROUND: usize = 40;
/// A name that so many places bear tells nothing.
const COMMON: usize = 4;

/// How a paper uses the name of another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlaceUse {
    /// As its own: 安化县人民政府, 建设新安化县.
    Own,
    /// As that of a partner, a market, a model, a way there.
    Partner,
    /// In no way that tells.
    Plain,
}

pub(super) fn find(paper: &Paper, finders: &WordFinders, findings: &mut Findings) {
    if paper.home.codes.is_empty() {
        return;
    }
    for (n, mention) in paper.places.iter().enumerate() {
        if is_home(paper, mention) || paper.in_title_marks(mention.span.start) {
            continue;
        }
        // 湖南省|安化县 is told once, by the inner name.
        let next = paper.places.get(n + 1);
        let goes_on = next.is_some_and(|next| next.span.start == mention.span.end);
        let used = use_of(paper, finders, mention);
        if goes_on && used != PlaceUse::Own || used == PlaceUse::Partner {
            continue;
        }
        if let Some(severity) = weight(paper, mention, used) {
            let name = mention.name.clone();
            findings.add_once(name, draft(paper, mention, severity));
        }
    }
}

/// Whether a name is the paper's own place, holds it or lies in it, or contains its name.
fn is_home(paper: &Paper, mention: &PlaceMention) -> bool {
    let short = paper.home.short().unwrap_or_default();
    let contains = !short.is_empty() && mention.name.contains(&short);
    paper.home.is_kin(&mention.codes) || contains
}

/// How much a foreign name weighs; none where nothing tells that it is one.
///
/// A township of the paper's own county that the table does not have any more may have a namesake
/// elsewhere; a province or a city is named for a hundred reasons.
fn weight(paper: &Paper, mention: &PlaceMention, used: PlaceUse) -> Option<Severity> {
    let sibling = |code: &Code| paper.home.codes.iter().any(|own| are_siblings(*own, *code));
    let is_sibling = mention.codes.iter().any(sibling);
    let is_common = mention.codes.len() >= COMMON;
    match (used, mention.rank()) {
        (PlaceUse::Own, 9) if is_common => Some(Severity::Warning),
        (PlaceUse::Own, _) => Some(Severity::Error),
        (_, 2 | 4) => None,
        (_, 9) if is_common || is_sibling => None,
        (_, _) if is_sibling => Some(Severity::Advice),
        _ => Some(Severity::Warning),
    }
}

fn draft(paper: &Paper, mention: &PlaceMention, severity: Severity) -> FindingDraft {
    // Of several places of the name the nearest is meant.
    let is_near = |code: &&Code| {
        paper
            .home
            .codes
            .iter()
            .any(|own| are_siblings(*own, **code))
    };
    let theirs = mention.codes.iter().find(is_near);
    let theirs = theirs
        .or(mention.codes.first())
        .map_or_else(String::new, |code| parents(*code));
    let span = mention.span.clone();
    let ours = paper.home.in_full();
    let message = elsewhere(&mention.name, theirs, ours);
    FindingDraft::new(&PLACE, span, message)
        .weighing(severity)
        .hint(Message::plain("review.left-over.place.hint"))
}

/// Tells from the words around a name how the paper uses it.
fn use_of(paper: &Paper, finders: &WordFinders, mention: &PlaceMention) -> PlaceUse {
    let text = paper.text;
    let Range { start, end } = mention.span.clone();
    let sentence = paper.sentence(start);
    let around = start.saturating_sub(AROUND).max(sentence.start)..(end + AROUND).min(sentence.end);
    let before = &text[around.start..start];
    let behind = &text[end..around.end];
    let listed = before.last() == Some(&'、') || behind.first() == Some(&'、');
    if listed || is_part_of_name(text, end) {
        return PlaceUse::Partner;
    }
    let framed = finders.frames_after.at(text, end).is_some()
        || finders.frames_before.before(text, start) && !is_plain_verb(before);
    let is_named_before = |other: &PlaceMention| {
        other.name == mention.name && (sentence.start..start).contains(&other.span.start)
    };
    // 贯彻二十大和全会精神，落实安化县委的部署: words of another clause make no partner of a body,
    // unless the sentence named the place before.
    let near = if framed && !paper.places.iter().any(is_named_before) {
        clause_around(text, &around, &mention.span)
    } else {
        around
    };
    let has_partner = |range| names_partner(text, range, &finders.partners);
    if has_partner(near.start..start) || has_partner(end..near.end) {
        return PlaceUse::Partner;
    }
    if framed {
        PlaceUse::Own
    } else {
        PlaceUse::Plain
    }
}

/// The clause a name stands in, as much of it as lies in a stretch.
fn clause_around(text: &[char], around: &Range<usize>, name: &Range<usize>) -> Range<usize> {
    let ends = |c: &char| matches!(c, ',' | ';' | ':' | '。' | '\n');
    let before = text[around.start..name.start].iter().rposition(ends);
    let behind = text[name.end..around.end].iter().position(ends);
    let start = before.map_or(around.start, |at| around.start + at + 1);
    let end = behind.map_or(around.end, |at| name.end + at);
    start..end
}

/// Whether a word of a list begins in a stretch as that splits: 各位|列席 names no 位列.
fn names_partner(text: &[char], range: Range<usize>, partners: &WordFinder) -> bool {
    const NEAR: usize = 8;
    let mut at = range.start;
    while at < range.end {
        let Some(length) = partners.at(&text[..range.end], at) else {
            at += 1;
            continue;
        };
        let hanzi = |c: &&char| is_hanzi(**c);
        let back = text[..at].iter().rev().take(NEAR).take_while(hanzi);
        let ahead = text[at..].iter().take(NEAR).take_while(hanzi);
        let words = split(text, at - back.count(), at + ahead.count());
        let ends_with = |word: &Word| length > 1 || word.end == at + length;
        if words.iter().any(|word| word.start == at && ends_with(word)) {
            return true;
        }
        at += 1;
    }
    false
}

/// 向安化县, 全安化县: of the words before a name these need more to tell that it is the paper's.
fn is_plain_verb(before: &[char]) -> bool {
    matches!(before.last(), Some('向' | '全'))
}

/// Whether a name goes on to that of a road, a river, a firm: 上海路, 安化县城关一小.
fn is_part_of_name(text: &[char], end: usize) -> bool {
    const GENERIC: &str = "路街道线站港桥河江湖山湾岛站店厂村湾渠库寺庙塔籍";
    text.get(end).is_some_and(|c| GENERIC.contains(*c))
}

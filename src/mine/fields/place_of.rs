//! Whose report: the places a report names to the one it is of, and the one above that.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::most_frequent;
use crate::gazetteer;
use crate::lexicon::{WordSet, word_set};
use crate::place::Place;

/// The words by which a report calls its own place: 全镇, 镇政府, 我镇.
const LEVELS: [&str; 8] = ["街道", "镇", "乡", "县", "市", "区", "州", "省"];

/// The place a report is of: of the level it calls its own, the one named most often, by its full or its short name.
pub(super) fn of_whom(words: &[String], text: &[char], level: Option<&str>) -> Option<Place> {
    let ended = level.map_or_else(HashSet::new, |level| ended(words, text, level));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for words in words {
        *counts.entry(words).or_default() += 1;
    }
    let fits = |place: &Place| {
        place.government().is_some() && level.is_none_or(|level| place.word() == level)
    };
    let mut best: Option<(usize, Place)> = None;
    let mut seen = HashSet::new();
    for word in words.iter().filter(|word| seen.insert(word.as_str())) {
        let Some(place) = named(word, level, &ended).filter(fits) else { continue };
        let count = |name: &str| counts.get(name).copied().unwrap_or(0);
        let total = count(place.name()) + count(&place.short());
        if best.as_ref().is_none_or(|(most, _)| total > *most) {
            best = Some((total, place));
        }
    }
    best.map(|(_, place)| place)
}

/// The names that stand somewhere in the text with the level behind them.
fn ended<'a>(words: &'a [String], text: &[char], level: &str) -> HashSet<&'a str> {
    const LONGEST: usize = 12;
    let names: HashMap<Vec<char>, &str> =
        words.iter().map(|word| (word.chars().collect(), word.as_str())).collect();
    let level: Vec<char> = level.chars().collect();
    let closings = (0..text.len())
        .filter(|&at| level.first() == Some(&text[at]) && text[at..].starts_with(&level));
    closings
        .flat_map(|at| (1..=at.min(LONGEST)).map(move |length| &text[at - length..at]))
        .filter_map(|name| names.get(name).copied())
        .collect()
}

/// The place of a name: as it stands, or with the ending it has elsewhere in the report.
fn named(word: &str, level: Option<&str>, ended: &HashSet<&str>) -> Option<Place> {
    let full = || Place::parse(&format!("{word}{}", level?)).ok().filter(|_| ended.contains(word));
    let place = Place::parse(word).ok().or_else(full)?;
    (place.short() == word || place.name() == word).then_some(place)
}

/// The level a report calls its own, where it does so often enough.
pub(super) fn level(text: &[char]) -> Option<&'static str> {
    static CALLED: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&LEVELS.join(" ")));
    static ORGANS: LazyLock<WordSet> = word_set!("政府 人民政府 长");
    let mut counts: HashMap<&[char], usize> = HashMap::new();
    for (at, length) in (0..text.len()).filter_map(|at| Some((at, CALLED.at(text, at)?))) {
        let own = at > 0 && matches!(text[at - 1], '全' | '我');
        let organ = ORGANS.at(text, at + length).is_some();
        *counts.entry(&text[at..at + length]).or_default() +=
            2 * usize::from(own) + usize::from(organ);
    }
    let count = |level: &str| counts.get(&*level.chars().collect::<Vec<_>>()).copied().unwrap_or(0);
    let best = LEVELS.into_iter().max_by_key(|level| count(level))?;
    (count(best) > 3).then_some(best)
}

/// The place named most often among those of a higher level.
pub(super) fn above(main: &Place, words: &[String]) -> Option<Place> {
    let often = |name: &String| words.iter().filter(|other| *other == name).count() > 2;
    let higher = |words: &String| {
        // A short name may be a word like any other: only one that comes again and again is a place's.
        let stem = || {
            ["县", "市", "区"]
                .iter()
                .find_map(|end| known(&format!("{words}{end}")))
                .filter(|_| often(words))
        };
        let place = Place::parse(words).ok().or_else(stem)?;
        (place.level() < main.level() && place.short() != main.short())
            .then(|| place.name().to_owned())
    };
    Place::parse(&most_frequent(words.iter().filter_map(higher))?).ok()
}

fn known(name: &str) -> Option<Place> {
    if gazetteer::find(name).is_empty() { None } else { Place::parse(name).ok() }
}

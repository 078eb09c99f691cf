//! Determines which place a report is about, and the place above it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::gazetteer;
use crate::lexicon::{WordSet, word_set};
use crate::place::Place;

/// The words by which a report calls its own place: 全镇, 镇政府, 我镇.
const LEVELS: [&str; 8] = ["街道", "镇", "乡", "县", "市", "区", "州", "省"];
/// The longest name of a place that is looked for before its level, in chars.
const LONGEST_NAME: usize = 12;
/// How often a report must call its level its own: a neighbour's 镇政府 is named once or twice.
const LEAST_CALLS: usize = 4;

/// Returns the place a report is of: of the level it calls its own, the one named most often, by
/// its full or its short name. `words` are the places it names.
pub(super) fn subject(words: &[String], text: &[char], level: Option<&str>) -> Option<Place> {
    let with_level = level.map_or_else(HashSet::new, |level| names_with(words, text, level));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for words in words {
        *counts.entry(words).or_default() += 1;
    }
    let mut best: Option<(usize, Place)> = None;
    let mut seen = HashSet::new();
    for word in words {
        if !seen.insert(word.as_str()) {
            continue;
        }
        let Some(place) = place_named(word, level, &with_level) else {
            continue;
        };
        if place.government().is_none() || level.is_some_and(|level| place.word() != level) {
            continue;
        }
        let count = |name: &str| counts.get(name).copied().unwrap_or(0);
        let total = count(place.name()) + count(&place.short());
        if best.as_ref().is_none_or(|(most, _)| total > *most) {
            best = Some((total, place));
        }
    }
    best.map(|(_, place)| place)
}

/// Returns the names that stand somewhere in the text with the level behind them.
fn names_with<'a>(words: &'a [String], text: &[char], level: &str) -> HashSet<&'a str> {
    let names: HashMap<Vec<char>, &str> = words
        .iter()
        .map(|word| (word.chars().collect(), word.as_str()))
        .collect();
    let level: Vec<char> = level.chars().collect();
    let mut found = HashSet::new();
    for at in 0..text.len() {
        if !text[at..].starts_with(&level) {
            continue;
        }
        for length in 1..=at.min(LONGEST_NAME) {
            found.extend(names.get(&text[at - length..at]).copied());
        }
    }
    found
}

/// Returns the place of a name: as it stands, or with the level it has elsewhere in the report.
fn place_named(word: &str, level: Option<&str>, with_level: &HashSet<&str>) -> Option<Place> {
    let in_full = || {
        let full = format!("{word}{}", level?);
        Place::parse(&full)
            .ok()
            .filter(|_| with_level.contains(word))
    };
    let place = Place::parse(word).ok().or_else(in_full)?;
    (place.short() == word || place.name() == word).then_some(place)
}

/// Returns the level a report calls its own, where it does so often enough: 全镇 and 我镇 count
/// twice, 镇政府 and 镇长 once.
pub(super) fn level(text: &[char]) -> Option<&'static str> {
    static CALLED: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&LEVELS.join(" ")));
    static ORGANS: LazyLock<WordSet> = word_set!("政府 人民政府 长");
    let mut counts: HashMap<&[char], usize> = HashMap::new();
    for at in 0..text.len() {
        let Some(length) = CALLED.at(text, at) else {
            continue;
        };
        let is_own = at > 0 && matches!(text[at - 1], '全' | '我');
        let is_organ = ORGANS.at(text, at + length).is_some();
        let calls = 2 * usize::from(is_own) + usize::from(is_organ);
        *counts.entry(&text[at..at + length]).or_default() += calls;
    }
    let count = |level: &str| {
        let level: Vec<char> = level.chars().collect();
        counts.get(&level[..]).copied().unwrap_or(0)
    };
    let best = LEVELS.into_iter().max_by_key(|level| count(level))?;
    (count(best) >= LEAST_CALLS).then_some(best)
}

/// Returns the place named most often among those of a higher level.
pub(super) fn parent_of(own: &Place, words: &[String]) -> Option<Place> {
    let mut mentions: HashMap<&str, usize> = HashMap::new();
    for word in words {
        *mentions.entry(word).or_default() += 1;
    }
    // How often each place is named, and where it is first.
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    for (at, word) in words.iter().enumerate() {
        let parsed = Place::parse(word).ok();
        let Some(place) = parsed.or_else(|| by_short_name(word, mentions[word.as_str()])) else {
            continue;
        };
        if place.level() >= own.level() || place.short() == own.short() {
            continue;
        }
        counts.entry(place.name().to_owned()).or_insert((0, at)).0 += 1;
    }
    // Of equals the first.
    let best = |(_, (count, at)): &(String, (usize, usize))| (*count, std::cmp::Reverse(*at));
    let (name, _) = counts.into_iter().max_by_key(best)?;
    Place::parse(&name).ok()
}

/// Returns the place of a short name that comes again and again: 青禾 of 青禾县. A short name that
/// comes once or twice may be a word like any other.
fn by_short_name(word: &str, mentions: usize) -> Option<Place> {
    const LEAST_MENTIONS: usize = 3;
    if mentions < LEAST_MENTIONS {
        return None;
    }
    let known = |name: String| {
        if gazetteer::find(&name).is_empty() {
            None
        } else {
            Place::parse(&name).ok()
        }
    };
    ["县", "市", "区"]
        .iter()
        .find_map(|level| known(format!("{word}{level}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_of_the_place_of_its_level_named_most() {
        let words = |names: &str| names.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let text: Vec<char> = "全镇上下，我镇各村，云溪镇".chars().collect();
        let level = level(&text);
        assert_eq!(level, Some("镇"));
        for (names, wanted) in [
            ("青禾县 云溪镇 青禾县", Some("云溪镇")),
            ("石桥镇 云溪 云溪", Some("云溪镇")),
            ("青禾县", None),
        ] {
            let found = subject(&words(names), &text, level);
            assert_eq!(found.as_ref().map(Place::name), wanted, "{names}");
        }
    }

    #[test]
    fn the_place_above_is_of_a_higher_level() {
        let own = Place::parse("云溪镇").unwrap();
        for (names, wanted) in [("青禾县 石桥镇 石桥镇", Some("青禾县")), ("石桥镇", None)]
        {
            let words: Vec<String> = names.split(' ').map(str::to_owned).collect();
            let found = parent_of(&own, &words);
            assert_eq!(found.as_ref().map(Place::name), wanted, "{names}");
        }
    }
}

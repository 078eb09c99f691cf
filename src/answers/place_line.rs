//! Parses a place with the places it is part of: 青禾县云溪镇, 江州市 青禾县 云溪镇.

use super::parts::{LEVEL, NAME, PARENT};
use crate::gazetteer::{self, Code};
use crate::lexicon::is_hanzi;
use crate::place::{Level, Place};
use crate::yaml::{Node, Value};

/// The longest line that is split into several names of places, in bytes.
const LONGEST_PLACE_LINE: usize = 300;

/// Parses a place to its name, with the parents typed before it, and with the level of a 市 that is
/// no prefecture.
pub(crate) fn parse(typed: &str) -> Node {
    let typed = without_spaces(typed.trim());
    let (parents, name) = split(&typed);
    let level = if parents.is_none() {
        level_of(name)
    } else {
        None
    };
    if parents.is_none() && level.is_none() {
        return Node::of_words(name);
    }
    let mut map = Node::of(Value::Map(Vec::new()));
    map.set(NAME, Node::of_words(name));
    if let Some(level) = level {
        map.set(LEVEL, Node::of_words(level.to_string()));
    }
    if let Some(parents) = parents {
        map.set(PARENT, parse(parents));
    }
    map
}

/// Joins a name typed hanzi by hanzi: 云 溪 镇.
fn without_spaces(typed: &str) -> String {
    let is_single = |part: &str| part.chars().count() == 1 && part.starts_with(is_hanzi);
    if typed.split_whitespace().all(is_single) {
        return typed.split_whitespace().collect();
    }
    typed.to_owned()
}

/// Splits 青禾县云溪镇 into 青禾县 and 云溪镇: where a name of a higher level ends and two chars or
/// more begin the name of a lower one.
///
/// Must not break 大旗山镇, which is no 山镇 in a 大旗. A space splits names anywhere.
fn split(typed: &str) -> (Option<&str>, &str) {
    if typed.len() > LONGEST_PLACE_LINE {
        return (None, typed);
    }
    if let Some((before, name)) = typed.rsplit_once([' ', '　', '·', '/', '>', '›']) {
        return (
            Some(before.trim()).filter(|before| !before.is_empty()),
            name.trim(),
        );
    }
    for (at, _) in typed.char_indices().rev() {
        let (before, name) = typed.split_at(at);
        let (Ok(high), Ok(low)) = (Place::parse(before), Place::parse(name)) else {
            continue;
        };
        let stem = name
            .chars()
            .count()
            .saturating_sub(low.word().chars().count());
        if stem >= 2 && is_above(&high, &low) {
            return (Some(before), name);
        }
    }
    (None, typed)
}

/// Whether a place can be part of another; a 市 may stand below a 市.
fn is_above(high: &Place, low: &Place) -> bool {
    high.level() < low.level() || high.name().ends_with('市') && low.name().ends_with('市')
}

/// Returns the level of the only unit of a name, where its ending suggests another: 高平市 is a
/// county-level city.
fn level_of(name: &str) -> Option<Level> {
    let level = match only_unit(name)?.number() {
        0..100 => Level::Province,
        100..10_000 => Level::Prefecture,
        10_000..1_000_000 => Level::County,
        _ => return None,
    };
    let guessed = Place::parse(name)
        .ok()
        .filter(|place| place.level() != level)?;
    guessed.with_level(level).ok().map(|place| place.level())
}

/// Returns the unit of a name; `None` where several units share it.
pub(crate) fn only_unit(name: &str) -> Option<Code> {
    match units(name)[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// Returns the units of a name.
///
/// A prefecture without counties (东莞市) is listed as its own county, too; it is one unit.
pub(crate) fn units(name: &str) -> Vec<Code> {
    let mut codes = gazetteer::find(name);
    codes.retain(|code| code.parents().first() != Some(&name));
    codes
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn parents_are_split_off_where_a_name_of_two_chars_is_left() {
        let cases = [
            ("青禾县云溪镇", (Some("青禾县"), "云溪镇")),
            ("江州市青禾县云溪镇", (Some("江州市青禾县"), "云溪镇")),
            ("青禾县 云溪镇", (Some("青禾县"), "云溪镇")),
            ("大旗山镇", (None, "大旗山镇")),
            ("云溪镇", (None, "云溪镇")),
        ];
        for (typed, parts) in cases {
            assert_eq!(split(typed), parts, "{typed}");
        }
    }
}

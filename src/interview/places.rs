//! Completes names of places, and finds the level and the parents that a name must have.

use super::parts;
use crate::gazetteer;
use crate::gazetteer::Code;
use crate::place::{Level, Place};
use crate::yaml::{Node, Value};

/// How many places are suggested at once.
const MOST_SUGGESTIONS: usize = 8;

/// Returns places whose names begin as typed, each after its parents: `江州市 青禾县 云溪镇`.
pub(super) fn beginning(typed: &str) -> Vec<String> {
    let (before, start) = typed.rsplit_once([' ', '　']).unwrap_or(("", typed));
    if start.trim().is_empty() {
        return Vec::new();
    }
    let units = gazetteer::starting_with(start.trim(), MOST_SUGGESTIONS).into_iter();
    let named = units.flat_map(|(name, codes)| {
        codes.into_iter().map(move |code| format!("{} {name}", above(code)).trim().to_owned())
    });
    named.filter(|name| name.contains(before.trim())).take(MOST_SUGGESTIONS).collect()
}

/// Returns the parents of the units of a name (`江州市 青禾县`) that contain what is typed.
pub(super) fn parents(name: &str, typed: &str) -> Vec<String> {
    let mut found: Vec<String> =
        units(name).into_iter().map(above).filter(|above| !above.is_empty()).collect();
    found.dedup();
    found.retain(|above| above.contains(typed.trim()));
    found
}

/// Returns the parents of the only unit of a name; `None` where several units share it.
pub(super) fn parent(name: &str) -> Option<Node> {
    let parents = only(name)?.parents();
    parents.into_iter().rev().fold(None, |above, name| {
        let Some(above) = above else { return Some(Node::of_words(name)) };
        let mut place = Node::of(Value::Map(Vec::new()));
        place.set(parts::NAME, Node::of_words(name));
        place.set(parts::PARENT, above);
        Some(place)
    })
}

/// Returns the level of the only unit of a name, where its ending suggests another: 高平市 is a
/// county-level city.
pub(super) fn level(name: &str) -> Option<Level> {
    let level = match only(name)?.number() {
        0..100 => Level::Province,
        100..10_000 => Level::Prefecture,
        10_000..1_000_000 => Level::County,
        _ => return None,
    };
    let told = Place::parse(name).ok().filter(|place| place.level() != level)?;
    told.with_level(level).ok().map(|place| place.level())
}

fn only(name: &str) -> Option<Code> {
    match units(name)[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// Returns the units of a name.
///
/// A prefecture without counties (东莞市) is listed as its own county, too; it is one unit.
fn units(name: &str) -> Vec<Code> {
    let mut codes = gazetteer::find(name);
    codes.retain(|code| code.parents().first() != Some(&name));
    codes
}

/// Returns the parents of a unit, the highest first: 江州市 青禾县.
fn above(code: Code) -> String {
    code.parents().into_iter().rev().collect::<Vec<_>>().join(" ")
}

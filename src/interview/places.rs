//! Completes names of places, and finds the parents that a name must have.

use super::parts;
use crate::answers::place_line::{only_unit, units};
use crate::gazetteer::{self, Code};
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
        codes
            .into_iter()
            .map(move |code| format!("{} {name}", above(code)).trim().to_owned())
    });
    named
        .filter(|name| name.contains(before.trim()))
        .take(MOST_SUGGESTIONS)
        .collect()
}

/// Returns the parents of the units of a name (`江州市 青禾县`) that contain what is typed.
pub(super) fn parents(name: &str, typed: &str) -> Vec<String> {
    let mut found: Vec<String> = units(name)
        .into_iter()
        .map(above)
        .filter(|above| !above.is_empty())
        .collect();
    found.dedup();
    found.retain(|above| above.contains(typed.trim()));
    found
}

/// Returns the parents of the only unit of a name; `None` where several units share it.
pub(super) fn parent(name: &str) -> Option<Node> {
    let parents = only_unit(name)?.parents();
    parents.into_iter().rev().fold(None, |above, name| {
        let Some(above) = above else {
            return Some(Node::of_words(name));
        };
        let mut place = Node::of(Value::Map(Vec::new()));
        place.set(parts::NAME, Node::of_words(name));
        place.set(parts::PARENT, above);
        Some(place)
    })
}

/// Returns the parents of a unit, the highest first: 江州市 青禾县.
fn above(code: Code) -> String {
    code.parents()
        .into_iter()
        .rev()
        .collect::<Vec<_>>()
        .join(" ")
}

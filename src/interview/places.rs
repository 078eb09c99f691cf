//! Places: what is typed of a name to the units that may be meant, and a name to the level and parents it must have.

use super::parts;
use crate::gazetteer;
use crate::gazetteer::Code;
use crate::place::{Level, Place};
use crate::yaml::{Node, Value};

/// How many places are suggested at once.
const SUGGESTED: usize = 8;

/// Suggests how a line could go on. It owns what it needs, so a line editor can keep it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completer(Source);

/// Where suggestions come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Source {
    #[default]
    Nothing,
    /// The names of places.
    Places,
    /// The parents of the places of a name.
    Parents(String),
}

impl Completer {
    pub(super) fn places() -> Self {
        Self(Source::Places)
    }

    pub(super) fn parents(name: &str) -> Self {
        Self(Source::Parents(name.to_owned()))
    }

    /// Returns the lines a line begun like this may become.
    #[must_use]
    pub fn complete(&self, typed: &str) -> Vec<String> {
        match &self.0 {
            Source::Nothing => Vec::new(),
            Source::Places => beginning(typed),
            Source::Parents(name) => {
                let parents = parents(name, typed);
                // The only one is the default already.
                if parents.len() > 1 { parents } else { Vec::new() }
            }
        }
    }
}

/// Places whose names begin as typed, each after what it is part of, as it would be typed: `江州市 青禾县 云溪镇`.
pub(super) fn beginning(typed: &str) -> Vec<String> {
    let (before, start) = typed.rsplit_once([' ', '　']).unwrap_or(("", typed));
    if start.trim().is_empty() {
        return Vec::new();
    }
    let units = gazetteer::starting_with(start.trim(), SUGGESTED).into_iter();
    let named = units.flat_map(|(name, codes)| {
        codes.into_iter().map(move |code| format!("{} {name}", above(code)).trim().to_owned())
    });
    named.filter(|name| name.contains(before.trim())).take(SUGGESTED).collect()
}

/// What the units of a name are part of, as it would be typed: `江州市 青禾县`; only those that contain what is typed.
pub(super) fn parents(name: &str, typed: &str) -> Vec<String> {
    let mut found: Vec<String> =
        units(name).into_iter().map(above).filter(|above| !above.is_empty()).collect();
    found.dedup();
    found.retain(|above| above.contains(typed.trim()));
    found
}

/// What the only unit of a name is part of; none where several bear the name.
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

/// The level of the only unit of a name, where its ending tells another: 高平市 is of a county's.
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

/// The units of a name; a prefecture without counties is listed as its own county, too, and is one.
fn units(name: &str) -> Vec<Code> {
    let codes = gazetteer::find(name).into_iter();
    codes.filter(|code| code.parents().first() != Some(&name)).collect()
}

/// 江州市 青禾县
fn above(code: Code) -> String {
    code.parents().into_iter().rev().collect::<Vec<_>>().join(" ")
}

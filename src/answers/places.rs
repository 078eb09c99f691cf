//! Checks places: the name, its level, and the place it is part of.

use super::parts::{LEVEL, NAME, PARENT};
use super::values::Values;
use super::{no_answer, spelling};
use crate::diagnostic::{Location, Message};
use crate::place::{Level, Place};
use crate::yaml::{Node, Value};

impl Values<'_> {
    pub(super) fn place(&mut self, node: &Node, levels: &[Level]) -> Option<Place> {
        let place = self.place_of(node)?;
        if !levels.is_empty() && !levels.contains(&place.level()) {
            let names: Vec<_> = levels.iter().map(ToString::to_string).collect();
            let hint = Message::new("place.level.hint", [("levels", names.join("、"))]);
            self.fault(
                &node.location,
                "place.level",
                &[("value", place.name())],
                Some(hint),
            );
        }
        Some(place)
    }

    fn place_of(&mut self, node: &Node) -> Option<Place> {
        let expanded = spelling::expand(self.field, node);
        let node = expanded.as_ref().unwrap_or(node);
        let Value::Map(entries) = &node.value else {
            let words = self.words(node)?;
            return self.place_named(&words, &node.location);
        };
        self.keys(entries, &[NAME, LEVEL, PARENT]);
        let Some(name) = node.get(NAME).filter(|name| !name.is_empty()) else {
            self.fault(&node.location, "place.name", &[], None);
            return None;
        };
        let words = self.words(name)?;
        let mut place = self.place_named(&words, &name.location)?;
        if let Some(level) = node.get(LEVEL).filter(|level| !level.is_empty()) {
            place = self.at_level(place, level)?;
        }
        let is_given = |parent: &&Node| {
            !parent.is_empty() && !parent.scalar().is_some_and(no_answer::is_nothing)
        };
        match node.get(PARENT).filter(is_given) {
            Some(parent) => Some(place.within(self.place_of(parent)?)),
            None => Some(place),
        }
    }

    fn at_level(&mut self, place: Place, node: &Node) -> Option<Place> {
        let words = self.words(node)?;
        let Ok(level) = Level::parse(&words) else {
            self.fault(
                &node.location,
                "place.unknown-level",
                &[("value", &words)],
                None,
            );
            return None;
        };
        let name = place.name().to_owned();
        let placed = place.with_level(level).ok();
        if placed.is_none() {
            self.fault(
                &node.location,
                "place.mismatch",
                &[("value", &name), ("level", &words)],
                None,
            );
        }
        placed
    }

    fn place_named(&mut self, words: &str, location: &Location) -> Option<Place> {
        let place = Place::parse(words).ok().filter(|place| !is_stand_in(place));
        if place.is_none() {
            self.fault(
                location,
                "place.unreadable",
                &[("value", words)],
                Some(Message::plain("place.unreadable.hint")),
            );
        }
        place
    }
}

/// Whether a name stands in for one: 本镇, 我县, ××镇.
fn is_stand_in(place: &Place) -> bool {
    const STAND_INS: [&str; 14] = [
        "本", "我", "我们", "全", "该", "各", "某", "某某", "X", "x", "XX", "xx", "×", "××",
    ];
    let name = place.name();
    STAND_INS.contains(&name.strip_suffix(place.word()).unwrap_or(name))
}

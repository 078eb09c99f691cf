//! Naming: the words around a slot to the name of the field it becomes, each name given once.

mod figure;
mod phrase;
mod place;

use std::collections::HashMap;

pub(super) use super::field_names::figure::{Change, FigureContext, change, figure, members};
pub(super) use super::field_names::phrase::{before_amount, tail, thing, trimmed};
pub(super) use super::field_names::place::{is_place, place};

/// The longest name, in characters.
const LONGEST: usize = 16;

/// Gives names, each only once.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// How often each was asked for.
    taken: HashMap<String, usize>,
}

impl Names {
    /// Whether nothing has this name yet.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }

    /// The name itself, or the first of other names for the same that is free, or the name with a number behind it.
    pub(super) fn unique(&mut self, name: &str, others: &[String]) -> String {
        let name = identifier(name);
        let mut known =
            std::iter::once(name.clone()).chain(others.iter().map(|other| identifier(other)));
        let free = known.find(|name| self.is_free(name)).unwrap_or_else(|| self.numbered(&name));
        self.taken.insert(free.clone(), 1);
        free
    }

    fn numbered(&mut self, name: &str) -> String {
        loop {
            let count = self.taken.entry(name.to_owned()).or_insert(1);
            *count += 1;
            let numbered = format!("{name}_{count}");
            if self.is_free(&numbered) {
                return numbered;
            }
        }
    }
}

/// Hanzi, letters and digits of the words, not beginning with a digit.
fn identifier(words: &str) -> String {
    let kept: String = words.chars().filter(|c| c.is_alphanumeric()).take(LONGEST).collect();
    match kept.chars().next() {
        None => "数据".to_owned(),
        Some(first) if !first.is_alphabetic() => format!("数{kept}"),
        Some(_) => kept,
    }
}

//! Reads the word lists of review, which a unit extends by a file of its own.
//!
//! A list is a text: a word a line, behind white space what belongs to it; `#` begins a comment.
//! `!词` in a unit's list takes a word off.

use std::collections::HashMap;

/// The lists of a unit, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewWords {
    own: HashMap<String, String>,
}

/// A word of a list and what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListedWord {
    pub(super) word: String,
    pub(super) more: Vec<String>,
}

/// The lists shipped, by name.
const SHIPPED: [(&str, &str); 8] = [
    ("abolished", include_str!("../../data/review/abolished.txt")),
    ("absolute", include_str!("../../data/absolute_words.txt")),
    ("confused", include_str!("../../data/review/confused.txt")),
    (
        "frames-after",
        include_str!("../../data/review/frames-after.txt"),
    ),
    (
        "frames-before",
        include_str!("../../data/review/frames-before.txt"),
    ),
    ("partners", include_str!("../../data/review/partners.txt")),
    (
        "placeholders",
        include_str!("../../data/review/placeholders.txt"),
    ),
    ("requests", include_str!("../../data/review/requests.txt")),
];

impl ReviewWords {
    /// Adds lines to a list.
    pub fn extend(&mut self, list: &str, lines: &str) {
        let own = self.own.entry(list.to_owned()).or_default();
        own.push_str(lines);
        own.push('\n');
    }

    /// Whether there is a list of a name.
    #[must_use]
    pub fn is_list(name: &str) -> bool {
        SHIPPED.iter().any(|(known, _)| *known == name)
    }

    /// Returns the names of the lists.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        SHIPPED.iter().map(|(name, _)| *name).collect()
    }

    /// Returns a list, the shipped words first.
    pub(super) fn list(&self, name: &str) -> Vec<ListedWord> {
        let shipped = SHIPPED.iter().find(|(known, _)| *known == name);
        let mut words = parse(shipped.map_or("", |(_, text)| text));
        let own = self.own.get(name).map_or("", String::as_str);
        for listed in parse(own) {
            match listed.word.strip_prefix('!') {
                Some(dropped) => words.retain(|known| known.word != dropped),
                None => words.push(listed),
            }
        }
        words
    }
}

fn parse(text: &str) -> Vec<ListedWord> {
    let mut words = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
    {
        let mut parts = line.split_whitespace().map(str::to_owned);
        if let Some(word) = parts.next() {
            words.push(ListedWord {
                word,
                more: parts.collect(),
            });
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_adds_words_and_takes_some_off() {
        let mut words = ReviewWords::default();
        let shipped = words.list("abolished");
        assert!(shipped.len() > 10 && shipped.iter().all(|listed| !listed.word.starts_with('#')));
        words.extend(
            "abolished",
            &format!("!{}\n云溪镇经管站 2019 镇农业综合服务中心", shipped[0].word),
        );
        let own = words.list("abolished");
        assert_eq!(own.len(), shipped.len());
        assert_eq!(own.last().unwrap().more, ["2019", "镇农业综合服务中心"]);
    }
}

//! Gives names, each only once.

use std::collections::HashMap;

use crate::schema::is_reserved;

/// The longest name, in chars.
const LONGEST_NAME: usize = 16;
/// The name of what no words name.
const NAMELESS: &str = "数据";

/// The names given so far.
#[derive(Debug, Default)]
pub(in crate::mine) struct Names {
    /// How often each was asked for.
    taken: HashMap<String, usize>,
}

impl Names {
    /// Returns the name itself, or the first of other names for the same that is free, or the name
    /// with a number behind it.
    pub(in crate::mine) fn unique(&mut self, name: &str, others: &[String]) -> String {
        let name = identifier(name);
        let mut free = None;
        if self.is_free(&name) {
            free = Some(name.clone());
        }
        for other in others {
            if free.is_none() {
                free = Some(identifier(other)).filter(|other| self.is_free(other));
            }
        }
        let free = free.unwrap_or_else(|| self.numbered(&name));
        self.taken.insert(free.clone(), 1);
        free
    }

    fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
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

/// Returns the hanzi, letters and digits of words as a field's name: not beginning with a digit,
/// and no word of the template language: `or %` and `else2月` must not be fields called `or`,
/// `else时间`.
fn identifier(words: &str) -> String {
    let kept: String = words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(LONGEST_NAME)
        .collect();
    match kept.chars().next() {
        None => NAMELESS.to_owned(),
        Some(first) if !first.is_alphabetic() || is_reserved(&kept) => format!("数{kept}"),
        Some(_) => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_name_is_given_once() {
        let mut names = Names::default();
        let others = ["目标".to_owned()];
        let given = [names.unique("税收", &others), names.unique("税收", &others)];
        assert_eq!(given, ["税收", "目标"]);
        assert_eq!(names.unique("税收", &others), "税收_2");
        assert_eq!(names.unique("2024", &[]), "数2024");
        assert_eq!(names.unique("——", &[]), "数据");
    }
}

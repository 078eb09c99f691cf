//! Remembers the names of all files before the first is written, and finds those that are alike.
//!
//! Two names are alike if some system takes them for one: whatever their letters' case, and
//! however their characters are composed. Of each name only a digest is kept.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// A digest of a name: 16 bytes of SHA-256.
pub type NameKey = [u8; 16];

/// The names of all records.
#[derive(Debug, Default)]
pub struct NameBook {
    /// The key of each record's name, by its number less one; none where it has no name.
    keys: Vec<Option<NameKey>>,
    first: HashMap<NameKey, usize>,
    /// By the number of a record, the number of another with the same name.
    clashes: HashMap<usize, usize>,
}

impl NameBook {
    /// Adds the name of the next record; `None` if it has none.
    pub fn add(&mut self, name: Option<&str>) {
        let number = self.keys.len() + 1;
        let key = name.map(key);
        self.keys.push(key);
        let Some(key) = key else { return };
        let first = *self.first.entry(key).or_insert(number);
        if first != number {
            self.clashes.insert(number, first);
            // The first is at fault as much as the others: nobody can say which was meant.
            self.clashes.entry(first).or_insert(number);
        }
    }

    /// Returns the number of another record with the same name.
    #[must_use]
    pub fn clash(&self, number: usize) -> Option<usize> {
        self.clashes.get(&number).copied()
    }

    /// Returns whether a record had this name when the names were collected: a file may change
    /// between two readings.
    #[must_use]
    pub fn is_same(&self, number: usize, name: Option<&str>) -> bool {
        let known = number.checked_sub(1).and_then(|at| self.keys.get(at));
        known.is_some_and(|known| *known == name.map(key))
    }

    /// Returns how many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Returns whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

fn key(name: &str) -> NameKey {
    // Upper case and back folds what lower case alone keeps apart: ß and ss, ς and σ.
    let folded: String = name.nfc().collect::<String>().to_uppercase().to_lowercase();
    let folded: String = folded.nfc().collect();
    digest_of(&folded)
}

/// Returns the digest of a name as it is.
#[must_use]
pub fn digest_of(name: &str) -> NameKey {
    let digest = Sha256::digest(name.as_bytes());
    let mut key = NameKey::default();
    key.copy_from_slice(&digest[..16]);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_takes_for_one_clash() {
        let mut book = NameBook::default();
        let names = [
            "云溪镇.docx", "ABC.docx", "x", "abc.DOCX", "e\u{301}", "\u{e9}", "ß", "SS",
        ];
        for name in names {
            book.add(Some(name));
        }
        book.add(None);
        book.add(None);
        let clashes: Vec<Option<usize>> = (1..=10).map(|number| book.clash(number)).collect();
        let wanted = [
            None,
            Some(4),
            None,
            Some(2),
            Some(6),
            Some(5),
            Some(8),
            Some(7),
            None,
            None,
        ];
        assert_eq!(clashes, wanted);
        assert!(book.is_same(2, Some("abc.docx")) && !book.is_same(2, Some("x")));
        assert!(book.is_same(9, None) && !book.is_same(11, None));
    }
}

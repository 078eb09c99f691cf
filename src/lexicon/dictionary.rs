//! Looks up the words, and the names of places, that a text goes on with.
//!
//! Two tables made by the data builder: common words in an open-addressing hash table, names in a
//! finite state transducer behind a bitmap of how names begin. Splitting words is most of the
//! time a report takes to mine, and most positions of a text begin neither.

use fst::Map;
use fst::raw::{Fst, Output};

use super::is_hanzi;
use crate::gazetteer;

/// Common words and short names of places; made by the data builder.
const WORDS: &[u8] = include_bytes!("../../data/words.bin");
/// A bit for each name of two characters and for the first three of each longer one; made by the
/// same.
const NAME_STARTS: &[u8] = include_bytes!("../../data/places.index");
const FIRST: usize = 0x4E00;
const HANZI: usize = 0x5200;
/// How many slots the table of words has.
const SLOTS: usize = (WORDS.len() - HANZI) / 4;
/// The longest word, in characters.
const LONGEST: usize = 5;
/// How many bits of a slot hold a word's value; the rest tells words apart.
const VALUE_BITS: u32 = 10;

/// Calls `found` with the length, in characters, and value of every word that `text` starts with.
/// A word in ten million is taken for another that hashes alike.
pub(super) fn each_word(text: &[char], mut found: impl FnMut(usize, u32)) {
    let (singles, slots) = WORDS.split_at(HANZI);
    let mut hash = 0;
    for (n, c) in text
        .iter()
        .take(LONGEST)
        .take_while(|c| is_hanzi(**c))
        .enumerate()
    {
        hash = mix(hash, *c);
        let value = if n == 0 {
            // A character of extension A stands before the table and is no word.
            let at = (*c as usize).checked_sub(FIRST);
            at.and_then(|at| singles.get(at))
                .map_or(0, |value| u32::from(*value))
        } else {
            slot(slots, hash)
        };
        if value > 0 {
            found(n + 1, value);
        }
    }
}

/// The value of the word of this hash: words lie in the first free slot from where their hash
/// points.
fn slot(slots: &[u8], hash: u64) -> u32 {
    let mut at = usize::try_from(hash >> 48).unwrap_or(0) % SLOTS;
    loop {
        let bytes = slots
            .get(at * 4..at * 4 + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .unwrap_or_default();
        let entry = u32::from_le_bytes(bytes);
        if entry == 0 {
            return 0;
        }
        if entry >> VALUE_BITS == tag(hash) {
            return entry & ((1 << VALUE_BITS) - 1);
        }
        at = (at + 1) % SLOTS;
    }
}

fn mix(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(23)
}

#[allow(clippy::cast_possible_truncation)]
fn tag(hash: u64) -> u32 {
    (hash as u32) >> VALUE_BITS
}

/// Calls `found` with the length, in characters, and the value in the table of every name that
/// `text` starts with.
pub(super) fn each_name(text: &[char], found: impl FnMut(usize, u64)) {
    let [first, second, ..] = text else { return };
    let two = mix(mix(0, *first), *second);
    let three = text.get(2).is_some_and(|third| may_start(mix(two, *third)));
    if three || may_start(two) {
        look_up(text, found);
    }
}

/// Returns the length, in characters, of the longest name of a place that `text` starts with;
/// townships of one character and 镇 are too like common words.
pub(crate) fn longest_name(text: &[char]) -> Option<usize> {
    let mut longest = None;
    each_name(text, |length, first| {
        if length > 2 || gazetteer::is_upper(first) {
            longest = Some(length);
        }
    });
    longest
}

fn may_start(hash: u64) -> bool {
    let bit = usize::try_from(hash >> 32).unwrap_or(0) % (NAME_STARTS.len() * 8);
    NAME_STARTS[bit / 8] & (1 << (bit % 8)) != 0
}

/// Walks the compressed table of names, byte by byte, as far as it goes.
fn look_up(text: &[char], mut found: impl FnMut(usize, u64)) {
    let Some(table) = gazetteer::table() else {
        return;
    };
    let fst: &Fst<&'static [u8]> = Map::as_fst(table);
    let mut node = fst.root();
    let mut output = Output::zero();
    for (n, c) in text.iter().enumerate() {
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            let Some(at) = node.find_input(byte) else {
                return;
            };
            let transition = node.transition(at);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
        }
        if node.is_final() {
            found(n + 1, output.cat(node.final_output()).value());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::each_word;

    #[test]
    fn a_character_of_extension_a_is_no_word() {
        let mut found = Vec::new();
        each_word(&['䶮', '年'], |length, _| found.push(length));
        assert!(!found.contains(&1), "{found:?}");
    }
}

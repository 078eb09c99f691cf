//! Words: a clause to the words it is made of, by the cheapest way through common words and names of places; and lists
//! of words to be found in a text.

use std::collections::HashMap;
use std::sync::LazyLock;

use fst::Map;
use fst::raw::{Fst, Output};

use crate::names;

static COMMON: LazyLock<Option<Map<&[u8]>>> =
    LazyLock::new(|| Map::new(include_bytes!("../data/words.fst").as_slice()).ok());
static STEMS: LazyLock<Option<Map<&[u8]>>> =
    LazyLock::new(|| Map::new(include_bytes!("../data/stems.fst").as_slice()).ok());

/// Costs, in half natural units of −ln(probability).
const UNKNOWN: u32 = 30;
const UPPER_NAME: u32 = 26;
const NAME: u32 = 32;
const STEM: u32 = 27;
const DOUBTFUL_STEM: u32 = 33;
/// What the table adds to the cost of a word that is no noun.
const VERB: u64 = 64;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A common word, the rarer the higher its cost.
    Common {
        /// −ln of its frequency, in half units: 20 for a word of every page, 28 for a rare one.
        cost: u8,
        /// Whether it is a noun or adjective; verbs and particles never stand in names.
        noun: bool,
    },
    /// The full name of a place: 石排镇.
    Name,
    /// The short name of a province, prefecture or county: 东莞; doubtful where it is a common word too.
    Stem {
        /// 和平 is also peace.
        doubtful: bool,
    },
    /// A character that is part of no word.
    Unknown,
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its first character.
    pub(crate) start: usize,
    /// The character after its last.
    pub(crate) end: usize,
    pub(crate) kind: Kind,
}

/// The words of `text[start..end]`, which should hold no punctuation.
pub(crate) fn split(text: &[char], start: usize, end: usize) -> Vec<Word> {
    let length = end - start;
    // For each place between characters: the cost of the best way there and the last word on it.
    let mut best: Vec<(u32, usize, Kind)> = vec![(u32::MAX, 0, Kind::Unknown); length + 1];
    best[0].0 = 0;
    for from in 0..length {
        let cost = best[from].0;
        let mut offer = |to: usize, more: u32, kind: Kind| {
            if cost + more < best[to].0 {
                best[to] = (cost + more, from, kind);
            }
        };
        offer(from + 1, UNKNOWN, Kind::Unknown);
        let rest = &text[start + from..end];
        each_prefix(COMMON.as_ref(), rest, |length, value| {
            let (cost, noun) = ((value % VERB) as u8, value < VERB);
            offer(from + length, u32::from(cost), Kind::Common { cost, noun });
        });
        if !is_hanzi(rest[0]) {
            continue;
        }
        each_prefix(names::table(), rest, |length, first| {
            // 全镇, 新乡: townships of one character and 镇 are too like common words.
            if names::is_upper(first) {
                offer(from + length, UPPER_NAME, Kind::Name);
            } else if length > 2 {
                offer(from + length, NAME, Kind::Name);
            }
        });
        each_prefix(STEMS.as_ref(), rest, |length, value| {
            let doubtful = value > 0;
            offer(from + length, if doubtful { DOUBTFUL_STEM } else { STEM }, Kind::Stem { doubtful });
        });
    }
    let mut words = Vec::new();
    let mut to = length;
    while to > 0 {
        let (_, from, kind) = best[to];
        words.push(Word { start: start + from, end: start + to, kind });
        to = from;
    }
    words.reverse();
    words
}

/// Calls `found` with the length, in characters, and value of every key that is a prefix of `text`.
fn each_prefix(map: Option<&Map<&'static [u8]>>, text: &[char], mut found: impl FnMut(usize, u64)) {
    let Some(map) = map else { return };
    let fst: &Fst<&'static [u8]> = map.as_fst();
    let mut node = fst.root();
    let mut output = Output::zero();
    for (n, c) in text.iter().enumerate() {
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            let Some(at) = node.find_input(byte) else { return };
            let transition = node.transition(at);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
        }
        if node.is_final() {
            found(n + 1, output.cat(node.final_output()).value());
        }
    }
}

/// Whether a character is a hanzi of the basic block.
pub(crate) fn is_hanzi(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Some words, found at or before a place of a text without trying each.
#[derive(Debug)]
pub(crate) struct List {
    starting: HashMap<char, Vec<Vec<char>>>,
    ending: HashMap<char, Vec<Vec<char>>>,
    /// The characters words start or end with: most places of a text are passed over at the cost of one bit.
    starts: Characters,
    ends: Characters,
}

/// A set of characters of the basic plane, a bit each.
#[derive(Debug)]
struct Characters(Box<[u64]>);

impl Characters {
    fn of<'a>(characters: impl Iterator<Item = &'a char>) -> Self {
        let mut bits = vec![0; 1024].into_boxed_slice();
        for at in characters.filter_map(|c| usize::try_from(u32::from(*c)).ok()) {
            if let Some(word) = bits.get_mut(at / 64) {
                *word |= 1 << (at % 64);
            }
        }
        Self(bits)
    }

    fn has(&self, c: char) -> bool {
        let at = c as usize;
        self.0.get(at / 64).is_none_or(|word| word & (1 << (at % 64)) != 0)
    }
}

impl List {
    /// The words of a string, parted by white space; `␣` in a word stands for a space.
    pub(crate) fn new(words: &str) -> Self {
        let (mut starting, mut ending): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = Default::default();
        let words = words.split_whitespace().map(|word| word.replace('␣', " ").chars().collect::<Vec<char>>());
        for word in words.filter(|word| !word.is_empty()) {
            starting.entry(word[0]).or_default().push(word.clone());
            ending.entry(word[word.len() - 1]).or_default().push(word);
        }
        for words in starting.values_mut().chain(ending.values_mut()) {
            words.sort_by_key(|word: &Vec<char>| std::cmp::Reverse(word.len()));
        }
        let (starts, ends) = (Characters::of(starting.keys()), Characters::of(ending.keys()));
        Self { starting, ending, starts, ends }
    }

    /// The length of the longest word that stands at `at`.
    pub(crate) fn at(&self, text: &[char], at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let first = rest.first().filter(|first| self.starts.has(**first))?;
        self.starting.get(first)?.iter().find(|word| rest.starts_with(word)).map(Vec::len)
    }

    /// Whether a word ends right before `at`.
    pub(crate) fn before(&self, text: &[char], at: usize) -> bool {
        let Some([.., last]) = text.get(..at) else { return false };
        self.ends.has(*last)
            && self.ending.get(last).is_some_and(|words| words.iter().any(|word| text[..at].ends_with(word)))
    }

    /// Whether these characters are one of the words.
    pub(crate) fn is(&self, chars: &[char]) -> bool {
        self.at(chars, 0) == Some(chars.len())
    }

    /// How many words stand in a text, each place counted once.
    pub(crate) fn count(&self, text: &[char]) -> usize {
        (0..text.len()).filter(|&at| self.at(text, at).is_some()).count()
    }
}

/// A list of words made at its first use.
macro_rules! list {
    ($words:expr) => {
        std::sync::LazyLock::new(|| $crate::words::List::new($words))
    };
}
pub(crate) use list;

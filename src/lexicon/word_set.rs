//! Finds words of a list at a position of a text, or at either end of a phrase.
//!
//! A bitmap of first and last characters makes a miss cost one look-up: most positions of a text
//! miss.

use std::collections::HashMap;

/// A list of words, found at or right before a position of a text.
#[derive(Debug)]
pub(crate) struct WordSet {
    starting: HashMap<char, Vec<Vec<char>>>,
    ending: HashMap<char, Vec<Vec<char>>>,
    /// The characters that words start or end with.
    starts: CharSet,
    ends: CharSet,
}

/// A set of characters of the basic plane, a bit each.
#[derive(Debug)]
pub(crate) struct CharSet(Box<[u64]>);

impl CharSet {
    /// Reads a list: characters parted by white space, comments on lines of their own behind `#`.
    pub(crate) fn new(list: &str) -> Self {
        let characters: Vec<char> = lines(list)
            .flat_map(str::chars)
            .filter(|c| !c.is_whitespace())
            .collect();
        Self::of(characters.iter())
    }

    /// The set of these characters.
    pub(crate) fn of<'a>(characters: impl Iterator<Item = &'a char>) -> Self {
        let mut bits = vec![0; 1024].into_boxed_slice();
        for at in characters.filter_map(|c| usize::try_from(u32::from(*c)).ok()) {
            if let Some(word) = bits.get_mut(at / 64) {
                *word |= 1 << (at % 64);
            }
        }
        Self(bits)
    }

    /// Whether a character is in the set; one beyond the basic plane may be.
    pub(crate) fn has(&self, c: char) -> bool {
        let at = c as usize;
        self.0
            .get(at / 64)
            .is_none_or(|word| word & (1 << (at % 64)) != 0)
    }
}

impl WordSet {
    /// Reads a list: words parted by white space, comments on lines of their own behind `#`; `␣`
    /// in a word stands for a space.
    pub(crate) fn new(list: &str) -> Self {
        let mut starting: HashMap<char, Vec<Vec<char>>> = HashMap::new();
        let mut ending: HashMap<char, Vec<Vec<char>>> = HashMap::new();
        for word in lines(list).flat_map(str::split_whitespace) {
            let word: Vec<char> = word.replace('␣', " ").chars().collect();
            if let [first, ..] = *word {
                starting.entry(first).or_default().push(word.clone());
            }
            if let [.., last] = *word {
                ending.entry(last).or_default().push(word);
            }
        }
        for words in starting.values_mut().chain(ending.values_mut()) {
            words.sort_by_key(|word: &Vec<char>| std::cmp::Reverse(word.len()));
        }
        let (starts, ends) = (CharSet::of(starting.keys()), CharSet::of(ending.keys()));
        Self {
            starting,
            ending,
            starts,
            ends,
        }
    }

    /// The length of the longest word that stands at `at`.
    pub(crate) fn at(&self, text: &[char], at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let first = rest.first().filter(|first| self.starts.has(**first))?;
        self.starting
            .get(first)?
            .iter()
            .find(|word| rest.starts_with(word))
            .map(Vec::len)
    }

    /// Whether a word ends right before `at`.
    pub(crate) fn before(&self, text: &[char], at: usize) -> bool {
        let Some([.., last]) = text.get(..at) else {
            return false;
        };
        self.ends.has(*last)
            && self
                .ending
                .get(last)
                .is_some_and(|words| words.iter().any(|word| text[..at].ends_with(word)))
    }

    /// Whether these characters are one of the words.
    pub(crate) fn is(&self, chars: &[char]) -> bool {
        self.at(chars, 0) == Some(chars.len())
    }

    /// How many words stand in a text, each place counted once.
    pub(crate) fn count(&self, text: &[char]) -> usize {
        (0..text.len())
            .filter(|&at| self.at(text, at).is_some())
            .count()
    }
}

/// The lines of a list that are no comments.
fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

/// Some words, found at the beginning or the end of a phrase; of several the longest.
#[derive(Debug)]
pub(crate) struct AffixSet {
    starting: HashMap<char, Vec<&'static str>>,
    ending: HashMap<char, Vec<&'static str>>,
    starts: CharSet,
    ends: CharSet,
}

impl AffixSet {
    /// The set of these words.
    pub(crate) fn of(words: &[&'static str]) -> Self {
        let (mut starting, mut ending): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) =
            Default::default();
        for word in words {
            word.chars()
                .next()
                .into_iter()
                .for_each(|first| starting.entry(first).or_default().push(*word));
            word.chars()
                .last()
                .into_iter()
                .for_each(|last| ending.entry(last).or_default().push(*word));
        }
        for words in starting.values_mut().chain(ending.values_mut()) {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        let (starts, ends) = (CharSet::of(starting.keys()), CharSet::of(ending.keys()));
        Self {
            starting,
            ending,
            starts,
            ends,
        }
    }

    /// What is left of a phrase without the word it starts with.
    pub(crate) fn strip_start<'a>(&self, phrase: &'a str) -> Option<&'a str> {
        let first = phrase
            .chars()
            .next()
            .filter(|first| self.starts.has(*first))?;
        self.starting
            .get(&first)?
            .iter()
            .find_map(|word| phrase.strip_prefix(word))
    }

    /// What is left of a phrase without the word it ends with.
    pub(crate) fn strip_end<'a>(&self, phrase: &'a str) -> Option<&'a str> {
        let last = phrase.chars().last().filter(|last| self.ends.has(*last))?;
        self.ending
            .get(&last)?
            .iter()
            .find_map(|word| phrase.strip_suffix(word))
    }

    /// Whether a phrase is one of the words.
    pub(crate) fn has(&self, phrase: &str) -> bool {
        let first = phrase
            .chars()
            .next()
            .filter(|first| self.starts.has(*first));
        first
            .and_then(|first| self.starting.get(&first))
            .is_some_and(|words| words.contains(&phrase))
    }
}

/// A list of words written beside the rule that uses it, made at its first use.
macro_rules! word_set {
    ($words:expr) => {
        std::sync::LazyLock::new(|| $crate::lexicon::WordSet::new($words))
    };
}
pub(crate) use word_set;

/// A list of words from `data/lexicon/`, made at its first use.
macro_rules! word_list {
    ($name:literal) => {
        $crate::lexicon::word_set!(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/data/lexicon/",
            $name,
            ".txt"
        )))
    };
}
pub(crate) use word_list;

/// A list of characters from `data/lexicon/`, made at its first use.
macro_rules! char_list {
    ($name:literal) => {
        std::sync::LazyLock::new(|| {
            $crate::lexicon::CharSet::new(include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/data/lexicon/",
                $name,
                ".txt"
            )))
        })
    };
}
pub(crate) use char_list;

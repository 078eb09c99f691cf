//! Finds words of a list at a position of a text, or at either end of a phrase.
//!
//! A bitmap of first and last characters makes a miss cost one look-up: most positions of a text
//! miss.

/// A list of words, found at or right before a position of a text.
#[derive(Debug)]
pub(crate) struct WordSet {
    starting: CharGroups<Box<[char]>>,
    ending: CharGroups<Box<[char]>>,
}

/// Words by the character they start or end with, those of one character in the order they came.
#[derive(Debug)]
struct CharGroups<W> {
    /// A bit for each character of a group; characters share bits, so it only rules out.
    filter: [u64; FILTER_BITS / 64],
    /// The groups, in the order of their characters.
    groups: Vec<(char, Vec<W>)>,
}

/// How many bits a filter has: lists begin with some dozens of characters.
const FILTER_BITS: usize = 2048;

impl<W> CharGroups<W> {
    /// Groups words, each given with its character.
    fn new(words: impl Iterator<Item = (char, W)>) -> Self {
        let mut filter = [0; FILTER_BITS / 64];
        let mut groups: Vec<(char, Vec<W>)> = Vec::new();
        for (c, word) in words {
            let bit = c as usize % FILTER_BITS;
            filter[bit / 64] |= 1 << (bit % 64);
            match groups.binary_search_by_key(&c, |(c, _)| *c) {
                Ok(at) => groups[at].1.push(word),
                Err(at) => groups.insert(at, (c, vec![word])),
            }
        }
        Self { filter, groups }
    }

    /// The words of a character.
    fn of(&self, c: char) -> &[W] {
        let bit = c as usize % FILTER_BITS;
        if self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
            return &[];
        }
        match self.groups.binary_search_by_key(&c, |(c, _)| *c) {
            Ok(at) => &self.groups[at].1,
            Err(_) => &[],
        }
    }
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
        let mut words: Vec<Box<[char]>> = Vec::new();
        for word in lines(list).flat_map(str::split_whitespace) {
            words.push(word.replace('␣', " ").chars().collect());
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let by_first = words.iter().map(|word| (word[0], word.clone()));
        let by_last = words
            .iter()
            .map(|word| (word[word.len() - 1], word.clone()));
        Self {
            starting: CharGroups::new(by_first),
            ending: CharGroups::new(by_last),
        }
    }

    /// The length of the longest word that stands at `at`.
    pub(crate) fn at(&self, text: &[char], at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let mut words = self.starting.of(*rest.first()?).iter();
        words
            .find(|word| rest.starts_with(word))
            .map(|word| word.len())
    }

    /// Whether a word ends right before `at`.
    pub(crate) fn before(&self, text: &[char], at: usize) -> bool {
        let Some(before @ [.., last]) = text.get(..at) else {
            return false;
        };
        let mut words = self.ending.of(*last).iter();
        words.any(|word| before.ends_with(word))
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
    starting: CharGroups<&'static str>,
    ending: CharGroups<&'static str>,
}

impl AffixSet {
    /// The set of these words.
    pub(crate) fn of(words: &[&'static str]) -> Self {
        let mut words = words.to_vec();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let first = |word: &&'static str| Some((word.chars().next()?, *word));
        let last = |word: &&'static str| Some((word.chars().next_back()?, *word));
        Self {
            starting: CharGroups::new(words.iter().filter_map(first)),
            ending: CharGroups::new(words.iter().filter_map(last)),
        }
    }

    /// What is left of a phrase without the word it starts with.
    pub(crate) fn strip_start<'a>(&self, phrase: &'a str) -> Option<&'a str> {
        let mut words = self.starting.of(phrase.chars().next()?).iter();
        words.find_map(|word| phrase.strip_prefix(word))
    }

    /// What is left of a phrase without the word it ends with.
    pub(crate) fn strip_end<'a>(&self, phrase: &'a str) -> Option<&'a str> {
        let mut words = self.ending.of(phrase.chars().next_back()?).iter();
        words.find_map(|word| phrase.strip_suffix(word))
    }

    /// Whether a phrase is one of the words.
    pub(crate) fn has(&self, phrase: &str) -> bool {
        let first = phrase.chars().next();
        first.is_some_and(|first| self.starting.of(first).contains(&phrase))
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

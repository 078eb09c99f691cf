//! Changes seeds as a fuzzer does, but the same way in every run.

/// A source of numbers that look like chance and are the same for the same seed.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn of(words: &str, round: u64) -> Self {
        // FNV-1a spreads names that differ in a letter.
        let mut state = 0xcbf2_9ce4_8422_2325_u64;
        for byte in words.bytes().chain(round.to_le_bytes()) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(state | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below a bound; 0 where there is none.
    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).expect("a length");
        usize::try_from(self.next() % bound).expect("a length")
    }
}

/// Changes a seed: some steps, each a cut, a copy, a swap, a word of the dictionary, a byte.
pub(super) fn mutated(
    seed: &[u8],
    others: &[Vec<u8>],
    words: &[Vec<u8>],
    chance: &mut Chance,
) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _step in 0..=chance.below(4) {
        let (one, two) = (chance.below(bytes.len() + 1), chance.below(bytes.len() + 1));
        let (start, end) = (one.min(two), one.max(two));
        match chance.below(8) {
            0 => drop(bytes.drain(start..end)),
            1 if bytes.len() < 20_000 => {
                let copy = bytes[start..end].to_vec();
                bytes.splice(end..end, copy);
            }
            2 if !others.is_empty() => {
                let other = &others[chance.below(others.len())];
                let from = chance.below(other.len());
                let to = (from + 1 + chance.below(200)).min(other.len());
                bytes.splice(start..start, other[from..to].iter().copied());
            }
            3 if start < bytes.len() => bytes[start] ^= 1 << chance.below(8),
            4 => bytes.truncate(end),
            _ if !words.is_empty() => {
                let word = &words[chance.below(words.len())];
                bytes.splice(start..start, word.iter().copied());
            }
            _ => bytes.reverse(),
        }
    }
    bytes
}

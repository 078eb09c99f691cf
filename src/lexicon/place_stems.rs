//! Tells how like the stem of a place's name a run of characters is, by the names of all villages.
//!
//! A bigram model of the stems of some 600,000 villages and townships (白马, 犁头尖, 商东), made
//! by the data builder: no word list can hold the names of places, but how they are made is
//! regular. Its costs have the unit of [`super::split`], so the two compare: 兰塘 is dear as two
//! words and cheap as a name, 推进 the other way round.

/// How many characters there are; then the characters, how rare each is, how little each
/// character says about its successor, where its successors start, the successors, their costs.
const TABLE: &[u8] = include_bytes!("../../data/stems.bin");
/// The places of the marks for the beginning and the end of a stem among the characters.
const BEGINNING: usize = 0;
const END: usize = 1;
/// The cost of a character that stands in no stem.
const STRANGE: u32 = 30;

/// −ln of the probability that a place is called so, in half units.
pub(crate) fn stem_cost(stem: &[char]) -> u32 {
    let table = StemTable::of(TABLE);
    let mut cost = 0;
    let mut behind = Some(BEGINNING);
    for c in stem {
        let next = table.place_of(*c);
        cost += table.step(behind, next);
        behind = next;
    }
    cost + table.step(behind, Some(END))
}

/// The table cut into its parts.
struct StemTable<'a> {
    count: usize,
    characters: &'a [u8],
    rarity: &'a [u8],
    back_off: &'a [u8],
    starts: &'a [u8],
    successors: &'a [u8],
    costs: &'a [u8],
}

impl<'a> StemTable<'a> {
    fn of(table: &'a [u8]) -> Self {
        let count = usize::from(short(table, 0));
        let (characters, rest) = table[2..].split_at(count * 2);
        let (rarity, rest) = rest.split_at(count);
        let (back_off, rest) = rest.split_at(count);
        let (starts, rest) = rest.split_at((count + 1) * 4);
        let (successors, costs) = rest.split_at(rest.len() / 3 * 2);
        Self {
            count,
            characters,
            rarity,
            back_off,
            starts,
            successors,
            costs,
        }
    }

    fn place_of(&self, c: char) -> Option<usize> {
        let code = u16::try_from(u32::from(c)).ok()?;
        search(END + 1..self.count, |at| short(self.characters, at), code)
    }

    /// The cost of going from one character to the next.
    fn step(&self, behind: Option<usize>, next: Option<usize>) -> u32 {
        let Some(next) = next else { return STRANGE };
        let rarity = u32::from(self.rarity[next]);
        let Some(behind) = behind else { return rarity };
        let successors = self.start(behind)..self.start(behind + 1);
        let listed = u16::try_from(next)
            .ok()
            .and_then(|code| search(successors, |at| short(self.successors, at), code));
        match listed {
            Some(at) => u32::from(self.costs[at]),
            None => u32::from(self.back_off[behind]) + rarity,
        }
    }

    fn start(&self, place: usize) -> usize {
        let bytes = self
            .starts
            .get(place * 4..place * 4 + 4)
            .and_then(|b| b.try_into().ok());
        usize::try_from(u32::from_le_bytes(bytes.unwrap_or_default())).unwrap_or(0)
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes
        .get(at * 2..at * 2 + 2)
        .map_or(0, |pair| u16::from_le_bytes([pair[0], pair[1]]))
}

/// The place in a rising table where a value stands.
fn search(
    range: std::ops::Range<usize>,
    value: impl Fn(usize) -> u16,
    wanted: u16,
) -> Option<usize> {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = usize::midpoint(low, high);
        match value(middle).cmp(&wanted) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return Some(middle),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{WordKind, split};
    use super::*;

    /// Pairs that one or two villages have are left out of the table, so a rare name (桑涧) is
    /// dearer than a common one; it has to be cheaper than its characters as words.
    #[test]
    fn stems_of_villages_are_cheaper_than_words_of_reports() {
        let cost = |stem: &str| stem_cost(&stem.chars().collect::<Vec<_>>());
        for stem in ["白马", "叶湾", "兰塘", "石门"] {
            assert!(cost(stem) <= 26, "{stem} {}", cost(stem));
        }
        for stem in ["桑涧", "朱冲", "梓坞", "商东", "岩下", "柳塘"] {
            let chars: Vec<char> = stem.chars().collect();
            let words: u32 = split(&chars, 0, chars.len())
                .iter()
                .map(|word| match word.kind {
                    WordKind::Common { cost, .. } => u32::from(cost),
                    _ => 26,
                })
                .sum();
            assert!(cost(stem) < words, "{stem} {} {words}", cost(stem));
        }
        for word in ["推进", "任务", "人员", "重点", "治理"] {
            assert!(cost(word) > 30, "{word} {}", cost(word));
        }
        assert!(cost("𠀀") > STRANGE, "{}", cost("𠀀"));
    }
}

//! Finds the administrative units of China that bear a name, or begin with one.
//!
//! From province to township, by the National Bureau of Statistics' division of 30 June 2023; see
//! `data/README.md` for source and licence. The table is searched compressed: nothing is unpacked.

use std::sync::LazyLock;

use fst::automaton::{Automaton, Str};
use fst::{IntoStreamer, Map, Streamer};

/// Name → where its codes start in [`CODES`].
static PLACES: LazyLock<Option<Map<&[u8]>>> =
    LazyLock::new(|| Map::new(include_bytes!("../data/places.fst").as_slice()).ok());

/// The codes of all units, four bytes each, the units of one name together.
const CODES: &[u8] = include_bytes!("../data/places.codes");
/// `code\tname` of provinces, prefectures and counties, in the order of their codes as text.
const UPPER: &str = include_str!("../data/upper.tsv");
static PARENTS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    UPPER
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// A unit of China's division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(u32);

impl Code {
    /// The statistical code: 2 digits for a province, 4 for a prefecture, 6 for a county, 9 for a
    /// township.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// The prefecture it lies in, or the unit itself where it is none below that.
    pub(crate) fn prefecture(self) -> Self {
        match self.0 {
            number @ 0..=9999 => Self(number),
            number @ 10_000..=999_999 => Self(number / 100),
            number => Self(number / 100_000),
        }
    }

    /// The name of a province, prefecture or county.
    pub(crate) fn name(self) -> Option<&'static str> {
        upper(&self.0.to_string())
    }

    /// The units it lies in, the nearest first: county, prefecture, province. What has no name of
    /// its own (市辖区, 省直辖) is left out.
    ///
    /// ```
    /// use nigao::gazetteer::find;
    /// let parents: Vec<_> = find("石排镇").iter().flat_map(|code| code.parents()).collect();
    /// assert_eq!(parents, ["东莞市", "广东省"]);
    /// ```
    #[must_use]
    pub fn parents(self) -> Vec<&'static str> {
        let text = self.0.to_string();
        let above = [6, 4, 2].into_iter().filter(|&length| length < text.len());
        let mut names: Vec<_> = above.filter_map(|length| upper(&text[..length])).collect();
        // A prefecture without counties stands in for its county, too.
        names.dedup();
        names
    }
}

fn upper(code: &str) -> Option<&'static str> {
    let at = PARENTS.binary_search_by_key(&code, |(code, _)| code).ok()?;
    Some(PARENTS[at].1)
}

/// The names of all provinces, prefectures and counties, in the order of their codes.
pub(crate) fn upper_names() -> impl Iterator<Item = &'static str> {
    PARENTS.iter().map(|(_, name)| *name)
}

/// The names of all provinces, in the order of their codes.
pub(crate) fn province_names() -> impl Iterator<Item = &'static str> {
    let provinces = PARENTS.iter().filter(|(code, _)| code.len() == 2);
    provinces.map(|(_, name)| *name)
}

/// The units of exactly this name, in the order of their codes; there are thirty 城关镇 and more.
///
/// ```
/// use nigao::gazetteer::find;
/// assert_eq!(find("晋城市").len(), 1);
/// assert!(find("云溪镇").len() < find("城关镇").len());
/// assert!(find("城").is_empty());
/// ```
#[must_use]
pub fn find(name: &str) -> Vec<Code> {
    let Some(places) = PLACES.as_ref() else {
        return Vec::new();
    };
    places
        .get(name)
        .map_or_else(Vec::new, |first| codes(first, name))
}

/// The codes of a name; they stand together in rising order, so they end where the next is not
/// greater or another name begins.
fn codes(first: u64, name: &str) -> Vec<Code> {
    let next = next_start(name);
    let start = usize::try_from(first)
        .unwrap_or(usize::MAX)
        .saturating_mul(4);
    let end = next.saturating_mul(4).min(CODES.len());
    let bytes = CODES.get(start..end).unwrap_or_default();
    bytes
        .chunks_exact(4)
        .filter_map(|bytes| bytes.try_into().ok())
        .map(|b| Code(u32::from_le_bytes(b)))
        .collect()
}

/// Where the codes of the name after this one start.
fn next_start(name: &str) -> usize {
    let after = PLACES.as_ref().and_then(|places| {
        places
            .range()
            .gt(name)
            .into_stream()
            .next()
            .map(|(_, value)| value)
    });
    after
        .and_then(|value| usize::try_from(value).ok())
        .unwrap_or(CODES.len() / 4)
}

/// The first `limit` names that begin with `start`, in the order of their characters, each with
/// its units.
///
/// ```
/// use nigao::gazetteer::starting_with;
/// let names: Vec<_> = starting_with("晋城", 5).into_iter().map(|(name, _)| name).collect();
/// assert_eq!(names, ["晋城市", "晋城街道"]);
/// ```
#[must_use]
pub fn starting_with(start: &str, limit: usize) -> Vec<(String, Vec<Code>)> {
    let Some(places) = PLACES.as_ref() else {
        return Vec::new();
    };
    let mut stream = places.search(Str::new(start).starts_with()).into_stream();
    let mut found = Vec::new();
    while found.len() < limit {
        let Some((name, first)) = stream.next() else {
            break;
        };
        let name = String::from_utf8_lossy(name).into_owned();
        found.push((name.clone(), codes(first, &name)));
    }
    found
}

/// Whether the first unit behind a value of [`table`] is a province, prefecture or county.
pub(crate) fn is_upper(first: u64) -> bool {
    let start = usize::try_from(first)
        .unwrap_or(usize::MAX)
        .saturating_mul(4);
    let bytes = CODES
        .get(start..start.saturating_add(4))
        .and_then(|bytes| bytes.try_into().ok());
    bytes.is_some_and(|bytes| u32::from_le_bytes(bytes) < 1_000_000)
}

/// The table itself, for scanning a text.
pub(crate) fn table() -> Option<&'static Map<&'static [u8]>> {
    PLACES.as_ref()
}

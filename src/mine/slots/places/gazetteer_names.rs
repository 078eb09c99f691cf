//! Finds names of the table of units, and the short forms of what the text named in full.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use std::sync::LazyLock;

use crate::lexicon::{
    CharSet, Word, WordKind, WordSet, count_trailing, is_hanzi, split, word_list, word_set,
};

use super::super::scan::{ends_with_one, one_of};
use super::clauses::ClauseIndex;
use super::found::FoundPlaces;
use super::likeness::name_margin;
use super::vocabulary::{FUNCTION, OFFICES, SURNAMES, VERBS, is_generic};

/// Names longer than this are not looked for again, in characters.
const LONGEST: usize = 24;
/// Generic endings a short form goes without.
const ENDINGS: &[&str] = &[
    "自治区", "自治州", "自治县", "自治旗", "联合旗", "左旗", "右旗", "前旗", "后旗", "中旗",
    "街道", "社区", "苏木", "嘎查", "公社", "大队", "专区", "省", "市", "县", "区", "旗", "州",
    "盟", "镇", "乡", "村",
];
/// Names of the table that are words of every report.
static NO_NAMES: LazyLock<WordSet> = word_list!("zone-words");

/// Adds names and short names of the table.
pub(super) fn from_table(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let full: HashSet<String> = clauses
        .words
        .iter()
        .filter(|word| word.kind == WordKind::Name)
        .filter_map(|word| short(clauses.chars(word)))
        .collect();
    for (n, word) in clauses.words.iter().enumerate() {
        let span = word.start..word.end;
        if clauses.in_title(word.start) {
            continue;
        }
        let keep = match word.kind {
            WordKind::Name => {
                !NO_NAMES.is(clauses.chars(word))
                    && !counts_before(clauses, n)
                    && (!reads_otherwise(clauses.chars(word)) || stands_as_unit(clauses, n))
            }
            WordKind::Stem { .. } if is_quarter(clauses, found, word) => false,
            WordKind::Stem { doubtful: false } if !opens_like_word(clauses.text[word.start]) => {
                !starts_person(clauses, n)
                    && !in_longer_name(clauses, n)
                    && !is_counted(clauses, word.start)
            }
            WordKind::Stem { .. } => {
                full.contains(&clauses.string(word)) || asks_for_place(clauses.text, &span)
            }
            _ => false,
        };
        if keep {
            // 建设美丽新|云溪: what the text names in full needs nothing before it.
            let known = full.contains(&clauses.string(word));
            let start = longer_start(clauses, n).filter(|_| !known);
            found.add(start.unwrap_or(span.start)..span.end);
        }
    }
    doubtful(clauses, found);
}

/// 白银、金昌, 黑龙江尚志: a doubtful name counts beside another, joined or right behind it.
fn doubtful(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let text = clauses.text;
    let joins = |at: Option<usize>| {
        at.and_then(|at| text.get(at))
            .is_some_and(|c| matches!(c, '、' | '—'))
    };
    for word in clauses
        .words
        .iter()
        .filter(|word| word.kind == WordKind::Stem { doubtful: true })
    {
        let behind = word.start.checked_sub(1);
        let left = behind.is_some_and(|at| found.has(at))
            || joins(behind) && word.start > 1 && found.has(word.start - 2);
        let right = joins(Some(word.end)) && found.has(word.end + 1);
        if (left || right) && !is_quarter(clauses, found, word) && !clauses.in_title(word.start) {
            found.add(word.start..word.end);
        }
    }
}

/// 和政, 在平: short names that open with a particle are doubtful.
fn opens_like_word(c: char) -> bool {
    "和与及对在从到至把将为以等是有".contains(c)
}

/// 白|马村, 商|东河, 青|石嘴镇: where a name begins whose end is the short name of a unit.
///
/// Must not take 到马村, 新建沙河: the character before is a particle or part of a word.
fn longer_start(clauses: &ClauseIndex, n: usize) -> Option<usize> {
    const SURE: i32 = 6;
    let word = &clauses.words[n];
    let generic = word.end - 1;
    let closes = match word.kind {
        WordKind::Stem { .. } => word.end - word.start == 2,
        WordKind::Name => word.end - word.start == 3,
        _ => false,
    };
    if !closes || !is_generic(&clauses.text[generic..word.end]) || clauses.opens_clause(n) {
        return None;
    }
    let before = &clauses.words[n - 1];
    let c = clauses.text[before.start];
    let single = before.end - before.start == 1 && !FUNCTION.has(c) && !VERBS.has(c) && c != '新';
    let is_named = name_margin(clauses, before.start, generic) >= SURE;
    (single && (is_named || is_branch(clauses, n))).then_some(before.start)
}

/// 西|淠河, 大|沙河: whether a side or a size before the name `n` of a water makes another name of
/// it. The character stands behind no other word of one character, as in 向西|沙河 or 城西|沙河.
fn is_branch(clauses: &ClauseIndex, n: usize) -> bool {
    let (before, word) = (&clauses.words[n - 1], &clauses.words[n]);
    let is_side = "东西南北上下前后大小".contains(clauses.text[before.start]);
    let is_water = "河江湖溪沟渠".contains(clauses.text[word.end - 1]);
    let is_free = clauses.opens_clause(n - 1) || {
        let behind = &clauses.words[n - 2];
        behind.end - behind.start > 1 && matches!(behind.kind, WordKind::Common { .. })
    };
    is_side && is_water && is_free
}

/// 呈贡|东城: a part of the town before it.
fn is_quarter(clauses: &ClauseIndex, found: &FoundPlaces, word: &Word) -> bool {
    let behind = word.start.checked_sub(1).is_some_and(|at| found.has(at));
    behind && matches!(clauses.chars(word), ['东' | '西' | '南' | '北', '城'])
}

/// 2个坡头, 两镇|原水厂: what is counted is no name, whatever it is elsewhere.
fn is_counted(clauses: &ClauseIndex, at: usize) -> bool {
    let counts =
        |number: char| number.is_ascii_digit() || "一二三四五六七八九十两几多余".contains(number);
    let is_unit = "省市县区镇乡村旗州".contains(clauses.text[at]);
    match clauses.text[..at] {
        [.., number, '个'] => counts(number),
        [.., number] => is_unit && (counts(number) || "全各本我该".contains(number)),
        [] => false,
    }
}

/// 南挖工庄河: a character of no word right before belongs to the name, which is then another.
fn in_longer_name(clauses: &ClauseIndex, n: usize) -> bool {
    if clauses.opens_clause(n) {
        return false;
    }
    let (before, word) = (&clauses.words[n - 1], &clauses.words[n]);
    let c = clauses.text[before.start];
    let single = before.end - before.start == 1;
    // 三江源; 利济南路, 清河南路: the character before and the road behind make another name.
    let road = one_of(clauses.text, word.end, &["路", "街", "大道", "大街", "桥"]).is_some();
    let sense =
        matches!(before.kind, WordKind::Common { noun: true, .. }) && !"省市县区镇乡村".contains(c);
    before.kind == WordKind::Unknown
        || single && ("一二三四五六七八九".contains(c) || road && sense)
}

/// 于城镇, 向城镇, 同乐乡: names that are a particle or verb and a common word as well.
fn reads_otherwise(name: &[char]) -> bool {
    let [first, rest @ ..] = name else {
        return false;
    };
    (FUNCTION.has(*first) || VERBS.has(*first) || "大小新老中好多".contains(*first))
        && is_word(rest)
}

/// Whether a name stands where only a unit can: at the head of a clause, behind its county,
/// before its office.
fn stands_as_unit(clauses: &ClauseIndex, n: usize) -> bool {
    let word = &clauses.words[n];
    let chained = n > 0
        && matches!(
            clauses.words[n - 1].kind,
            WordKind::Name | WordKind::Stem { .. }
        );
    clauses.opens_clause(n)
        || chained
        || one_of(clauses.text, word.end, &["党", "人民政府", "政府"]).is_some()
}

/// A numeral right before a unit's name means the name is a common word (两新区).
fn counts_before(clauses: &ClauseIndex, n: usize) -> bool {
    let word = &clauses.words[n];
    let common = clauses.text[word.end - 1] == '区';
    let before = word
        .start
        .checked_sub(1)
        .map_or('\n', |at| clauses.text[at]);
    // 全|州城镇
    common && "两二三四五六七八九十个全各".contains(before) || "全各每".contains(before)
}

/// 乡长 方|石泉, 石泉同志: whether the word before or behind makes the name of a person of it.
fn starts_person(clauses: &ClauseIndex, n: usize) -> bool {
    let start = clauses.words[n].start;
    let surname = start
        .checked_sub(1)
        .is_some_and(|at| SURNAMES.has(clauses.text[at]));
    let gap = count_trailing(&clauses.text[..start.saturating_sub(1)], |c| c == ' ');
    let office = surname && OFFICES.before(clauses.text, start - 1 - gap);
    if office {
        return true;
    }
    one_of(
        clauses.text,
        clauses.words[n].end,
        &["同志", "先生", "女士"],
    )
    .is_some()
}

/// Words that ask for a place on their right or left.
fn asks_for_place(text: &[char], span: &Range<usize>) -> bool {
    one_of(
        text,
        span.end,
        &["籍", "等地", "人民", "儿女", "经济社会", "境内", "段", "、"],
    )
    .is_some()
        && ends_with_one(
            text,
            span.start,
            &[
                "赴", "到", "在", "至", "、", "平安", "美丽", "和谐", "建设", "支持",
            ],
        )
}

/// A name without its generic ending, at least two characters.
fn short(name: &[char]) -> Option<String> {
    let name: String = name.iter().collect();
    let stem = ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending))?;
    (stem.chars().count() >= 2).then(|| stem.to_owned())
}

/// Whether characters are one frequent word, which the short form of a name must not be: 建设村
/// does not make 建设 a place. What may be named (和平区) is in the table, and is looked at
/// there.
fn is_word(chars: &[char]) -> bool {
    let words = split(chars, 0, chars.len());
    matches!(words[..], [Word { kind: WordKind::Common { cost, .. }, .. }] if cost < 27)
}

/// Adds every other place where a name already found, or its short form, stands.
pub(super) fn spread(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let text = clauses.text;
    let mut names: HashMap<Vec<char>, bool> = HashMap::new();
    // A name in the title of a document is not a slot there, but the text knows it.
    let titled = clauses
        .words
        .iter()
        .filter(|word| word.kind == WordKind::Name && clauses.in_title(word.start));
    let spans: Vec<_> = found
        .iter()
        .chain(titled.map(|word| word.start..word.end))
        .collect();
    for span in spans {
        let name = &text[span];
        if !name.iter().all(|c| is_hanzi(*c)) || name.len() < 2 {
            continue;
        }
        names.insert(name.to_vec(), false);
        if let Some(stem) = short(name).map(|stem| stem.chars().collect::<Vec<char>>())
            && !is_word(&stem)
        {
            names.entry(stem).or_insert(true);
        }
    }
    frequent(clauses, &mut names);
    // For each first character, the lengths its names have, one bit each.
    let mut lengths: HashMap<char, u32> = HashMap::new();
    for name in names.keys().filter(|name| name.len() < LONGEST) {
        *lengths.entry(name[0]).or_default() |= 1 << name.len();
    }
    let firsts = CharSet::of(lengths.keys());
    let mut at = 0;
    while at < text.len() {
        if !firsts.has(text[at]) {
            at += 1;
            continue;
        }
        let fits = |length: &usize| {
            let name = text.get(at..at + length).unwrap_or_default();
            names
                .get(name)
                .is_some_and(|stem| stands_alone(clauses, at..at + length, *stem))
        };
        let known = lengths
            .get(&text[at])
            .copied()
            .filter(|_| !found.has(at))
            .unwrap_or(0);
        let length = (2..LONGEST)
            .rev()
            .filter(|length| known & (1 << length) != 0)
            .find(fits);
        if let Some(length) = length {
            found.add(at..at + length);
        }
        at += length.unwrap_or(1);
    }
}

/// Whether a name known from elsewhere stands here in its own right.
fn stands_alone(clauses: &ClauseIndex, span: Range<usize>, stem: bool) -> bool {
    let (starts, ends) = (
        clauses.is_boundary(span.start),
        clauses.is_boundary(span.end),
    );
    let ends = ends || !stem && is_bank(clauses, &span);
    if clauses.in_title(span.start) || !starts || !ends {
        return false;
    }
    let common = clauses.word(span.start).is_some_and(|(_, word)| {
        word.start == span.start
            && word.end == span.end
            && matches!(word.kind, WordKind::Common { cost, .. } if cost < 27)
    });
    let named = !stem && (span.len() > 2 || opens_as_unit(clauses, &span));
    !common || named || asks_for_place(clauses.text, &span)
}

/// 巩乃斯河|畔: whether the last character of a name, which the dictionary takes into the next
/// word, is the water or the mountain the name closes with.
fn is_bank(clauses: &ClauseIndex, span: &Range<usize>) -> bool {
    let word = clauses.word(span.end).map(|(_, word)| word);
    let is_split = word.is_some_and(|word| word.start + 1 == span.end && word.end == span.end + 1);
    is_split && span.len() > 2 && "河江湖海山岭".contains(clauses.text[span.end - 1])
}

/// ，兴县|新建: whether a name of two characters that is a word, too, stands at the head of a
/// clause as what its last character says. Such names are known from the title alone.
///
/// Must not take 兴县富民, where it is that word.
fn opens_as_unit(clauses: &ClauseIndex, span: &Range<usize>) -> bool {
    let text = clauses.text;
    let before = span.start.checked_sub(1);
    let opens = before.is_none_or(|at| !is_hanzi(text[at]) || "在到对".contains(text[at]));
    let is_unit = span.len() == 2 && "县市区镇乡旗村".contains(text[span.end - 1]);
    let goes_on = text
        .get(span.end)
        .is_some_and(|c| "富强兴惠立".contains(*c));
    opens && is_unit && !goes_on
}

/// Adds short names never given in full: two characters of no word, often where a place is asked
/// for.
fn frequent(clauses: &ClauseIndex, names: &mut HashMap<Vec<char>, bool>) {
    static AFTER: LazyLock<WordSet> = word_set!("人民 经济 发展 儿女 籍 社会 的明天 大地 走上");
    static BEFORE: LazyLock<WordSet> = word_list!("place-wishes");
    let text = clauses.text;
    let mut votes: HashMap<&[char], usize> = HashMap::new();
    for pair in clauses.words.windows(2) {
        let [a, b] = pair else { continue };
        let span = a.start..b.end;
        let unknown =
            |word: &Word| word.end - word.start == 1 && !matches!(word.kind, WordKind::Stem { .. });
        let rare = matches!(a.kind, WordKind::Unknown) || matches!(b.kind, WordKind::Unknown);
        if a.end == b.start
            && unknown(a)
            && unknown(b)
            && rare
            && (AFTER.at(text, span.end).is_some() || BEFORE.before(text, span.start))
        {
            *votes.entry(&text[span]).or_default() += 1;
        }
    }
    names.extend(
        votes
            .into_iter()
            .filter(|(_, count)| *count >= 3)
            .map(|(name, _)| (name.to_vec(), true)),
    );
}

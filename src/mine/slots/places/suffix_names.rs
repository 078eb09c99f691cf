//! Finds names that close with a generic word, by what is before it: 和兴路, 孙沿村, 石崇工业园.
//!
//! Where a name begins is written nowhere. Each beginning up to six characters back is scored:
//! characters of no word speak for a name, verbs and common nouns against it; a string that
//! returns whole behind other words is a name; and a name follows punctuation, a verb or another
//! place.

use std::collections::HashMap;
use std::ops::Range;

use std::sync::LazyLock;

use crate::lexicon::{Word, WordKind, WordSet, is_hanzi, word_set};

use super::super::scan::one_of;
use super::clauses::ClauseIndex;
use super::found::FoundPlaces;
use super::scores::{inside, outside, returns};
use super::vocabulary::{
    FEATURES, FUNCTION, KINDS, MANY, MODIFIERS, NAMED, NAMING, OFFICES, PARTICLES, SITES, SURNAMES,
    SuffixClass, UNITS, VERBS, WORKS, begins_word, units_office,
};

/// What may follow 村 though it begins with the same word: 泽村|村民.
static VILLAGERS: LazyLock<WordSet> = word_set!("村民 村支 村委 村两委 村党 村干部 村集体 村组");
/// How good a beginning must be.
const ENOUGH: i32 = 5;
/// How good it must be where the generic word is part of 路段: 渝航路段, not 拥堵路段.
const STRETCH: i32 = 6;

/// Adds the names with generic endings.
pub(super) fn find(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let closings: Vec<(usize, SuffixClass)> = (0..clauses.words.len())
        .filter_map(|n| Some((n, class(clauses, n)?)))
        .collect();
    let counts = count(clauses, &closings);
    for &(n, class) in &closings {
        let word = &clauses.words[n];
        if clauses.in_title(word.start) || class == SuffixClass::Unit && found.has(word.start) {
            continue;
        }
        if let Some(span) = name(clauses, found, &counts, n, class) {
            let end = road_end(clauses.text, span.end);
            found.add(span.start..end);
        }
    }
    // A list may name what it lists only in its last item, so it is walked both ways.
    for &(n, _) in closings.iter().chain(closings.iter().rev()) {
        found.add(listed(clauses, found, n).unwrap_or(0..0));
    }
}

/// 工业大道|南: where the name of a road ends that a quarter follows, before punctuation.
fn road_end(text: &[char], end: usize) -> usize {
    let quarter = text.get(end).is_some_and(|c| "东西南北中".contains(*c));
    let closes = text.get(end + 1).is_none_or(|c| !is_hanzi(*c));
    end + usize::from(quarter && closes && text[..end].ends_with(&['大', '道']))
}

fn class(clauses: &ClauseIndex, n: usize) -> Option<SuffixClass> {
    let word = &clauses.words[n];
    if matches!(word.kind, WordKind::Name | WordKind::Stem { .. }) || clauses.opens_clause(n) {
        return None;
    }
    let chars = clauses.chars(word);
    if chars == ['街', '道'] && clauses.text.get(word.end) == Some(&'路') {
        // 五雷街|道路
        return None;
    }
    if clauses.text[..word.end].ends_with(&['高', '铁', '路']) {
        // 高铁|路上
        return None;
    }
    let class = match () {
        () if UNITS.is(chars) => SuffixClass::Unit,
        () if FEATURES.is(chars) => SuffixClass::Feature,
        () if SITES.is(chars) => SuffixClass::Site,
        () => return None,
    };
    let next = clauses.text.get(word.end).copied().unwrap_or('\n');
    let compound =
        matches!(chars, [generic] if begins_word(*generic, next) && !units_office(*generic, next));
    let is_village = chars == ['村'] && VILLAGERS.at(clauses.text, word.end).is_some();
    // 渝航路|段: what stands before must be a name all the more (see STRETCH).
    let is_stretch = chars == ['路'] && next == '段';
    let compound = compound && !is_village && !is_stretch;
    let basin = one_of(clauses.text, word.end, &["流域"]).is_some();
    // 五甲塘湿地|公园: the later word closes the name.
    let goes_on = class == SuffixClass::Site
        && clauses
            .words
            .get(n + 1)
            .is_some_and(|next| next.start == word.end && SITES.is(clauses.chars(next)));
    ((basin || !compound) && !goes_on).then_some(class)
}

type Counts<'a> = HashMap<&'a [char], u32>;

/// How often each string that ends in a generic word occurs.
fn count<'a>(clauses: &ClauseIndex<'a>, closings: &[(usize, SuffixClass)]) -> Counts<'a> {
    let mut counts = Counts::new();
    for &(n, class) in closings {
        for start in beginnings(clauses, generic_start(clauses, n, class), class) {
            *counts
                .entry(&clauses.text[start..clauses.words[n].end])
                .or_default() += 1;
        }
    }
    counts
}

/// Where the generic word `n` starts, with the words it takes before it.
fn generic_start(clauses: &ClauseIndex, n: usize, class: SuffixClass) -> usize {
    let mut first = n;
    while class != SuffixClass::Unit
        && n - first < 4
        && !clauses.opens_clause(first)
        && MODIFIERS.is(clauses.chars(&clauses.words[first - 1]))
    {
        first -= 1;
    }
    clauses.words[first].start
}

/// Whether a span stands in quotation marks around a few characters: “两园一湖”.
fn in_short_quotes(text: &[char], start: usize, end: usize) -> bool {
    let open = text[..start]
        .iter()
        .rev()
        .take(9)
        .take_while(|c| **c != '”' && **c != '\n')
        .any(|c| *c == '“');
    open && text[end..]
        .iter()
        .take(9)
        .take_while(|c| **c != '“' && **c != '\n')
        .any(|c| *c == '”')
}

/// The places a name that closes at `end` may begin at, the nearest first.
fn beginnings(
    clauses: &ClauseIndex,
    end: usize,
    class: SuffixClass,
) -> impl Iterator<Item = usize> {
    let longest = if class == SuffixClass::Site { 6 } else { 4 };
    let hanzi = clauses.text[..end]
        .iter()
        .rev()
        .take(longest)
        .take_while(|c| is_hanzi(**c))
        .count();
    (1..=hanzi).map(move |length| end - length)
}

/// The name that the generic word `n` closes, if what stands before it is one.
fn name(
    clauses: &ClauseIndex,
    found: &FoundPlaces,
    counts: &Counts,
    n: usize,
    class: SuffixClass,
) -> Option<Range<usize>> {
    let end = clauses.words[n].end;
    if let Some(start) =
        named_by_word(clauses, found, n, class).or_else(|| chained(clauses, found, n))
    {
        return Some(start..end);
    }
    let generic = generic_start(clauses, n, class);
    let (_, last) = generic.checked_sub(1).and_then(|at| clauses.word(at))?;
    let before = clauses.text[generic - 1];
    let verb = if class == SuffixClass::Unit {
        VERBS.has(before)
    } else {
        WORKS.contains(before)
    };
    let odd = verb || "一二两三四五六七八九十".contains(before);
    if end - generic == 1 && odd && last.end - last.start == 1
        || in_short_quotes(clauses.text, generic, end) && class != SuffixClass::Site
    {
        return None;
    }
    if let Some(span) = found
        .span(generic - 1)
        .filter(|span| extends(clauses, span, class, generic))
    {
        return Some(span.start..end);
    }
    let mut best: Option<(i32, usize)> = None;
    let mut rarer = u32::MAX;
    for start in beginnings(clauses, generic, class) {
        if let Some(place) = found.span(start).filter(|_| class == SuffixClass::Unit) {
            // 石排镇|东坡村; 龙泉苑社区 has no room for a name behind 龙泉.
            if generic >= place.end + 2 {
                break;
            }
            if place.start < start {
                continue;
            }
        }
        let stem = &clauses.text[start..generic];
        if stem.len() < 2
            || ends_road(clauses, found, start)
            || counts_units(stem)
            || is_verb_phrase(stem)
        {
            continue;
        }
        let count = counts.get(&clauses.text[start..end]).copied().unwrap_or(0);
        let within = inside(clauses, found, start, generic, class);
        let score = within
            + outside(clauses, found, start)
            + if within > -2 {
                returns(count, rarer)
            } else {
                0
            };
        rarer = count;
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, start));
        }
    }
    let is_stretch = clauses.text[..end].ends_with(&['路']) && clauses.text.get(end) == Some(&'段');
    let enough = if is_stretch { STRETCH } else { ENOUGH };
    let (_, start) = best.filter(|(score, _)| *score >= enough)?;
    let start = after_stem(clauses, found, start, generic);
    if is_person(clauses.text, start, end) {
        return None;
    }
    if clauses.string(&clauses.words[n]) == "组"
        && !(start > 0 && (found.has(start - 1) || clauses.text[start - 1] == '、'))
    {
        return None;
    }
    // 红石山燕岭古采石场: a site on a mountain or lake bears its name.
    let feature = start
        .checked_sub(1)
        .and_then(|at| found.span(at))
        .filter(|other| "山岭峰湖河江岛".contains(clauses.text[other.end - 1]));
    Some(
        feature
            .filter(|_| class == SuffixClass::Site)
            .map_or(start, |other| other.start)..end,
    )
}

/// 沧州|渤海新区: a name behind the short name of a unit is cut off from it.
fn after_stem(clauses: &ClauseIndex, found: &FoundPlaces, start: usize, generic: usize) -> usize {
    let stem = |word: &Word| word.start == start && matches!(word.kind, WordKind::Stem { .. });
    let Some((_, word)) = clauses
        .word(start)
        .filter(|(_, word)| stem(word) && generic > word.end + 1)
    else {
        return start;
    };
    let named = |next: &Word| {
        let single = next.end - next.start == 1 && !FUNCTION.has(clauses.text[next.start]);
        next.end <= generic && (single || !matches!(next.kind, WordKind::Common { .. }))
    };
    let cut = found.has(word.end) || clauses.word(word.end).is_some_and(|(_, next)| named(next));
    if cut { word.end } else { start }
}

/// 记者王长山, 刘云山同志: a surname, and an office before or a form of address behind.
fn is_person(text: &[char], start: usize, end: usize) -> bool {
    (2..=3).contains(&(end - start))
        && SURNAMES.has(text[start])
        && (OFFICES.before(text, start)
            || one_of(
                text,
                end,
                &["同志", "先生", "女士", "等同志", "主持", "任", "当选"],
            )
            .is_some())
}

/// Whether the generic word at `generic` makes one longer name of the place before it: 麻阳|村,
/// 汀江|大桥; not 石排镇|大道.
fn extends(
    clauses: &ClauseIndex,
    place: &Range<usize>,
    class: SuffixClass,
    generic: usize,
) -> bool {
    let last = clauses.text[place.end - 1];
    let stem = clauses.word(place.start).is_some_and(|(_, word)| {
        matches!(word.kind, WordKind::Stem { .. }) && (word.start..word.end) == *place
    });
    let end_of_road = place.start > 0 && matches!(clauses.text[place.start - 1], '至' | '到');
    // 南沿沟|村: named after the valley it lies in; the river's own towns are not (黄河|乡镇).
    let lies_in = place.len() < 5 && "沟庄湾坪坝岭塘坎坳冲坡岗洼畈埠桥河溪山".contains(last);
    match class {
        SuffixClass::Unit => stem || lies_in && "村乡镇寨屯".contains(clauses.text[generic]),
        _ => !end_of_road && (stem || "山岭峰湖河江岛港海口湾溪门桥城".contains(last)),
    }
}

/// 龙岩至龙川铁路: the railway is not named after its end.
fn ends_road(clauses: &ClauseIndex, found: &FoundPlaces, start: usize) -> bool {
    start > 1 && matches!(clauses.text[start - 1], '至' | '到') && found.has(start - 2)
}

/// 三县|市, 五地|市: a number and kinds of units.
fn counts_units(chars: &[char]) -> bool {
    chars
        .iter()
        .all(|c| "一二三四五六七八九十两几多各全省市县区乡镇村州地旗盟街路巷".contains(*c))
}

/// 开好|镇: a verb and how it turns out.
fn is_verb_phrase(chars: &[char]) -> bool {
    const RESULTS: &str = "好了过完成到住准实牢稳紧细深透";
    matches!(chars, [verb, result] if VERBS.has(*verb) && RESULTS.contains(*result))
}

/// A common word that makes a good name where nothing else could be meant: 人民路; 石排镇东坡村.
fn named_by_word(
    clauses: &ClauseIndex,
    found: &FoundPlaces,
    n: usize,
    class: SuffixClass,
) -> Option<usize> {
    let word = &clauses.words[n - 1];
    let (stem, generic) = (clauses.string(word), clauses.string(&clauses.words[n]));
    let park = matches!(generic.as_str(), "公园" | "广场" | "大桥" | "水库");
    let kind = park
        && matches!(
            stem.as_str(),
            "建设"
                | "文化"
                | "体育"
                | "健康"
                | "科技"
                | "市民"
                | "文明"
                | "工业"
                | "创业"
                | "创新"
                | "车站"
        );
    if NAMED.is(clauses.chars(&clauses.words[n])) && NAMING.is(clauses.chars(word)) && !kind {
        return Some(word.start);
    }
    // 人民|东|路: the quarter of a road stands between its name and the generic word.
    if matches!(generic.as_str(), "路" | "街")
        && matches!(stem.as_str(), "东" | "西" | "南" | "北" | "中")
        && !clauses.opens_clause(n - 1)
        && NAMING.is(clauses.chars(&clauses.words[n - 2]))
    {
        return Some(clauses.words[n - 2].start);
    }
    if generic.chars().count() == 1 && family(clauses.text, word.end) {
        return Some(word.end - 2);
    }
    let chained = word.start > 0 && found.has(word.start - 1) && word.end - word.start == 2;
    let plain = class == SuffixClass::Unit
        && matches!(generic.as_str(), "村" | "社区" | "镇" | "乡" | "街道");
    (chained && plain && !KINDS.is(clauses.chars(word))).then_some(word.start)
}

/// 李家|沟, 焦家|庄: a family's name before what its place is.
fn family(text: &[char], end: usize) -> bool {
    matches!(text[..end], [.., name, '家'] if SURNAMES.has(name))
}

/// 铁冲乡|前营村, 天津|蓟县: what stands between a unit and the word for a lesser one is its
/// name, unless it is a word for its kind or holds a verb.
fn chained(clauses: &ClauseIndex, found: &FoundPlaces, n: usize) -> Option<usize> {
    let generic = &clauses.words[n];
    let lengths = match clauses.chars(generic) {
        ['村'] => 1..=4,
        ['屯' | '寨'] | ['社', '区'] | ['嘎', '查'] => 2..=4,
        ['县'] => 1..=1,
        ['河' | '江' | '湖' | '沟' | '溪'] => 1..=3,
        _ => return None,
    };
    let start = lengths
        .map(|length| generic.start.saturating_sub(length))
        .find(|start| {
            start
                .checked_sub(1)
                .and_then(|at| found.span(at))
                .is_some_and(|unit| unit.end == *start && is_unit(clauses, &unit))
        })?;
    let part = &clauses.text[start..generic.start];
    // 则克台镇|隔河相望
    let is_verb = matches!(part, [verb] if VERBS.has(*verb) || "隔沿跨临傍近靠".contains(*verb));
    let (mut at, mut named) = (start, !is_verb && part.iter().all(|c| is_hanzi(*c)));
    while named && at < generic.start {
        let (_, word) = clauses.word(at)?;
        let chars = &clauses.text[word.start.max(start)..word.end.min(generic.start)];
        let verb = matches!(word.kind, WordKind::Common { noun: false, .. }) && chars.len() > 1;
        named = !verb
            && !KINDS.is(chars)
            && !chars.iter().any(|c| PARTICLES.contains(*c) || MANY.has(*c));
        at = word.end;
    }
    named.then_some(start)
}

/// Whether a place is a unit of the state or its short name, not a river.
fn is_unit(clauses: &ClauseIndex, place: &Range<usize>) -> bool {
    let stem = clauses
        .word(place.start)
        .is_some_and(|(_, word)| matches!(word.kind, WordKind::Stem { .. }));
    stem || "省市县区旗州盟镇乡道".contains(clauses.text[place.end - 1])
}

/// 破塘村、城郊村、观前村: a common word is a name among names of its kind.
fn listed(clauses: &ClauseIndex, found: &FoundPlaces, n: usize) -> Option<Range<usize>> {
    let (word, stem) = (&clauses.words[n], &clauses.words[n - 1]);
    let generic = clauses.chars(word);
    let same = |at: Option<usize>| {
        at.and_then(|at| found.span(at))
            .is_some_and(|span| clauses.text[span].ends_with(generic))
    };
    let before =
        stem.start > 1 && clauses.text[stem.start - 1] == '、' && same(stem.start.checked_sub(2));
    let after = clauses.text.get(word.end) == Some(&'、') && same(Some(word.end + 1));
    let fits = clauses.opens_clause(n - 1) && stem.end - stem.start == 2 && (before || after);
    fits.then_some(stem.start..word.end)
}

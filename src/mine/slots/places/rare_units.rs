//! Finds units of kinds the dictionary does not know as words: 查干苏木, 东风公社, 一四三团.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexicon::{WordKind, WordSet, is_hanzi, stem_cost, word_set};

use super::super::scan::{one_of, run};
use super::clauses::ClauseIndex;
use super::enumerations::name_start;
use super::found::FoundPlaces;
use super::vocabulary::{MANY, PARTICLES, is_generic};

/// Kinds of units that few places have.
static RARE_UNITS: LazyLock<WordSet> = word_set!("苏木 嘎查 公社 大队 专区");
/// What a text says that has divisions and regiments for places.
const CORPS: [&[char]; 4] = [&['兵', '团'], &['团', '场'], &['垦', '区'], &['农', '场']];
/// How many divisions a text names that says nothing else of them: 三师、一师、十二师和六师.
const SEVERAL: usize = 3;
/// The longest stem of such a unit, in characters.
const LONGEST_STEM: usize = 4;

/// Adds units whose kind the dictionary does not know as a word: 查干苏木, 乌兰嘎查, 红岩大队,
/// 东风公社.
///
/// A common word is a name where villages like to be called so (新华公社), and right behind its
/// county (温江县|公平公社). Must not take 人民公社 or 交警大队, whose stem is a common word, nor
/// 全苏木.
pub(super) fn named(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let text = clauses.text;
    for at in 2..text.len() {
        let Some(length) = RARE_UNITS.at(text, at) else {
            continue;
        };
        let kind = &text[at..at + length];
        let start = found
            .span(at - 1)
            .filter(|place| place.end == at && place.len() <= LONGEST_STEM)
            .map(|place| place.start)
            .or_else(|| chained(clauses, found, at, kind))
            .or_else(|| free(clauses, at));
        if let Some(start) = start {
            found.add(start..at + length);
        }
    }
}

/// Where a unit's name begins right behind the unit it is part of: 建宁县|桐元大队. What every
/// county has is none (青禾县|交警大队), and nothing is named 人民.
fn chained(clauses: &ClauseIndex, found: &FoundPlaces, at: usize, kind: &[char]) -> Option<usize> {
    let text = clauses.text;
    // 温江|县|公平公社: of a county that is none any more the table has the short name alone.
    let is_behind = |start: &usize| {
        let ends = |end: usize| {
            let unit = end.checked_sub(1).and_then(|last| found.span(last));
            unit.is_some_and(|unit| unit.end == end)
        };
        let is_kind = |at: usize| "省市县区旗州盟镇乡".contains(text[at]);
        ends(*start) && !is_kind(*start) || *start > 0 && is_kind(start - 1) && ends(start - 1)
    };
    let start = (2..=LONGEST_STEM)
        .filter_map(|length| at.checked_sub(length))
        .find(is_behind)?;
    let stem = &text[start..at];
    let joins = "和与及或同跟".contains(stem[0]);
    let is_plain = !joins && stem.iter().all(|c| is_hanzi(*c) && !PARTICLES.contains(*c));
    let is_named = match kind {
        ['大', '队'] => !is_of_words(clauses, start, at),
        _ => stem != ['人', '民'],
    };
    (is_plain && is_named).then_some(start)
}

/// Whether characters are common words of more than one character and nothing else: 交警, 综合执法.
fn is_of_words(clauses: &ClauseIndex, start: usize, end: usize) -> bool {
    let is_common = |at: usize| {
        clauses.word(at).is_some_and(|(_, word)| {
            word.end - word.start > 1 && matches!(word.kind, WordKind::Common { .. })
        })
    };
    (start..end).all(is_common)
}

/// Where the name of a unit begins that stands behind other words.
fn free(clauses: &ClauseIndex, at: usize) -> Option<usize> {
    /// What the stem of a name costs that many villages have: 胜利 21, but 生产 24, 治安 26.
    const POPULAR: u32 = 23;
    let text = clauses.text;
    let mut start = name_start(clauses, at).max(at.saturating_sub(LONGEST_STEM));
    let word = &text[at - 2..at];
    let is_popular = word != ['人', '民'] && stem_cost(word) <= POPULAR;
    if at - start < 2 && is_popular {
        start = at - 2;
    }
    let stem = &text[start..at];
    let pointed = stem.iter().any(|c| MANY.has(*c) || PARTICLES.contains(*c));
    let is_named = is_popular && stem.len() == 2 || !pointed;
    let fits = stem.len() >= 2 && is_named && stem.iter().all(|c| is_hanzi(*c));
    fits.then(|| behind_and(clauses, start))
}

/// 在|伊和乌素嘎查: a 和 that one character of no name stands before joins nothing; it is a
/// syllable of the name.
fn behind_and(clauses: &ClauseIndex, start: usize) -> usize {
    let text = clauses.text;
    let Some(first) = start.checked_sub(2) else {
        return start;
    };
    let is_syllable = clauses.word(first).is_some_and(|(_, word)| {
        word.end - word.start == 1 && !is_generic(&text[first..=first]) && !MANY.has(text[first])
    });
    let opens = first
        .checked_sub(1)
        .is_none_or(|at| !is_hanzi(text[at]) || "在与和到从对向至由".contains(text[at]));
    if text[start - 1] == '和' && is_syllable && opens {
        first
    } else {
        start
    }
}

/// Adds the divisions and regiments that are places: 第八师, 一四三团, 八五二农场; in a text of the
/// corps 农六师, 二师 and 二十四团 too.
///
/// Regiments are spelled digit by digit; 三个团 and 十二团场 count. Units named one after another
/// are parted, unless the report's own name joins them.
pub(super) fn numbered(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let text = clauses.text;
    let in_corps = CORPS
        .iter()
        .any(|word| text.windows(word.len()).any(|window| window == *word))
        || divisions(text) >= SEVERAL;
    let own: HashSet<&[char]> = found.iter().map(|span| &text[span]).collect();
    let mut at = 0;
    while at < text.len() {
        let apart = at == 0 || !is_numeral(text[at - 1]) && text[at - 1] != '第';
        if !apart || !may_begin(text[at]) {
            at += 1;
            continue;
        }
        let division = division(text, at, in_corps);
        let regiment = regiment(text, at + division, in_corps || division > 0);
        let end = at + division + regiment;
        if own.contains(&text[at..end]) {
            found.add(at..end);
        } else {
            found.add(at..at + division);
            found.add(at + division..end);
        }
        at = end.max(at + 1);
    }
}

/// Whether the name of a division or a regiment may begin with a character.
fn may_begin(c: char) -> bool {
    is_numeral(c) || matches!(c, '第' | '农')
}

fn is_digit(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '〇' | '○' | '零'
    )
}

fn is_numeral(c: char) -> bool {
    is_digit(c) || c == '十'
}

/// The length of a division's name at `at`: 第八师, 农六师, and 二师 where the text is of the
/// corps.
fn division(text: &[char], at: usize, in_corps: bool) -> usize {
    let mark = one_of(text, at, &["农业第", "第", "农"]).unwrap_or(0);
    let number = run(text, at + mark, is_numeral);
    let end = at + mark + number;
    let behind = regiment(text, end + 1, true);
    // 第一师范学校; 三师兄; 一师一优课.
    let is_word = behind == 0
        && text
            .get(end + 1)
            .is_some_and(|c| "范生资傅徒父兄姐弟德者长一".contains(*c));
    let is_division = (1..=3).contains(&number) && text.get(end) == Some(&'师') && !is_word;
    // 二师|二十四团: the regiment behind says what the division is.
    let is_sure = mark > 0 || in_corps || behind > 0;
    if is_division && is_sure {
        mark + number + 1
    } else {
        0
    }
}

/// How many names like 十二师 a text has.
fn divisions(text: &[char]) -> usize {
    let begins = |at: &usize| may_begin(text[*at]) && (*at == 0 || !is_numeral(text[at - 1]));
    (0..text.len())
        .filter(begins)
        .filter(|at| division(text, *at, true) > 0)
        .take(SEVERAL)
        .count()
}

/// The length of a regiment's or a farm's name at `at`.
fn regiment(text: &[char], at: usize, in_corps: bool) -> usize {
    let spelled = run(text, at, is_digit);
    let counted = run(text, at, is_numeral);
    let unit =
        |number: usize, units: &[&str]| one_of(text, at + number, units).map(|unit| number + unit);
    let farms = ["团场", "团", "农场", "牧场"];
    let by_digit = unit(spelled, &farms).filter(|_| (2..=3).contains(&spelled));
    // 二十四团 is a regiment, 十二团场 may count.
    let by_ten = unit(counted, &["团"])
        .filter(|_| in_corps && (2..=3).contains(&counted))
        .filter(|length| {
            !text[at..]
                .get(*length)
                .is_some_and(|c| "场体组队员".contains(*c))
        });
    by_digit.or(by_ten).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mine::slots::taken::Taken;

    #[test]
    fn units_of_rare_kinds_have_names() {
        for (text, units) in [
            ("新华公社和红旗大队", &["新华公社", "红旗大队"][..]),
            ("乌兰嘎查改造棚圈", &["乌兰嘎查"]),
            ("第八师一四三团支援我镇", &["第八师", "一四三团"]),
            ("兵团农六师和二师二十四团", &["农六师", "二师", "二十四团"]),
            ("三师兄和十二团体，一师一优课", &[]),
            (
                "在伊和乌素嘎查，与呼和宝力格苏木",
                &["伊和乌素嘎查", "呼和宝力格苏木"],
            ),
            ("八五二农场与第六师结对", &["八五二农场", "第六师"]),
            ("实行人民公社制度，治安大队、交警大队和全苏木", &[]),
            ("三个团十二名教师，第三师范学校", &[]),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let taken = Taken::new(chars.len());
            let clauses = ClauseIndex::of(&chars, &taken);
            let mut found = FoundPlaces::new(chars.len());
            named(&clauses, &mut found);
            numbered(&clauses, &mut found);
            let names: Vec<String> = found
                .spans()
                .into_iter()
                .map(|span| chars[span].iter().collect())
                .collect();
            assert_eq!(names, units, "{text}");
        }
    }
}

//! Finds units of kinds the dictionary does not know as words: 查干苏木, 东风公社, 一四三团.

use std::sync::LazyLock;

use crate::lexicon::{WordSet, is_hanzi, stem_cost, word_set};

use super::super::scan::{one_of, run};
use super::clauses::ClauseIndex;
use super::enumerations::name_start;
use super::found::FoundPlaces;
use super::vocabulary::{MANY, PARTICLES};

/// Kinds of units that few places have.
static RARE_UNITS: LazyLock<WordSet> = word_set!("苏木 嘎查 公社 大队");

/// Adds units whose kind the dictionary does not know as a word: 查干苏木, 乌兰嘎查, 红岩大队,
/// 东风公社.
///
/// A common word is a name where villages like to be called so (新华公社). Must not take 人民公社
/// or 交警大队, whose stem is a common word, nor 全苏木.
pub(super) fn named(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    const LONGEST_STEM: usize = 4;
    /// What the stem of a name costs that many villages have: 胜利 21, but 生产 24, 治安 26.
    const POPULAR: u32 = 23;
    let text = clauses.text;
    for at in 2..text.len() {
        let Some(length) = RARE_UNITS.at(text, at) else {
            continue;
        };
        let mut start = name_start(clauses, at).max(at.saturating_sub(LONGEST_STEM));
        let word = &text[at - 2..at];
        let is_popular = word != ['人', '民'] && stem_cost(word) <= POPULAR;
        if at - start < 2 && is_popular {
            start = at - 2;
        }
        let stem = &text[start..at];
        let pointed = stem.iter().any(|c| MANY.has(*c) || PARTICLES.contains(*c));
        let is_named = is_popular && stem.len() == 2 || !pointed;
        if stem.len() >= 2 && is_named && stem.iter().all(|c| is_hanzi(*c)) {
            found.add(start..at + length);
        }
    }
}

/// Adds the divisions and regiments that are places: 第八师一四三团, 八五二农场.
///
/// Their numbers are spelled digit by digit; 三个团 and 十二团场 count.
pub(super) fn numbered(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let text = clauses.text;
    let is_digit = |c: char| "一二三四五六七八九〇○零".contains(c);
    let mut at = 0;
    while at < text.len() {
        let division = if text[at] == '第' {
            let number = run(text, at + 1, |c| is_digit(c) || c == '十');
            let end = at + 1 + number;
            let is_division =
                number > 0 && text.get(end) == Some(&'师') && text.get(end + 1) != Some(&'范');
            if is_division { number + 2 } else { 0 }
        } else {
            0
        };
        let number = run(text, at + division, is_digit);
        let unit = one_of(
            text,
            at + division + number,
            &["团场", "团", "农场", "牧场"],
        );
        let regiment = match unit {
            Some(unit) if (2..=3).contains(&number) => number + unit,
            _ => 0,
        };
        let length = division + regiment;
        let apart = at == 0 || !is_digit(text[at - 1]) && text[at - 1] != '第';
        if apart && length > 0 {
            found.add(at..at + length);
        }
        at += length.max(1);
    }
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
            ("第八师一四三团支援我镇", &["第八师一四三团"]),
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

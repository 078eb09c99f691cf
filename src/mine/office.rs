//! Finds what office a report is of, where its title names no place: 市发展和改革委员会.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::parsed_report::ParsedReport;
use crate::lexicon::{is_hanzi, string};
use crate::read::LineRole;

/// How far into its body a report says whose it is, in chars.
const OPENING: usize = 300;
/// The chars of an office's name.
const NAME_CHARS: RangeInclusive<usize> = 4..=24;
/// The chars of the name of whom a speaker speaks for: 我代表国务院.
const SPOKEN_FOR_CHARS: RangeInclusive<usize> = 3..=24;
/// What names of offices end with, the longer before those they end with.
const OFFICES: [&str; 17] = [
    "委员会", "管委会", "办公室", "指挥部", "服务中心", "法院", "检察院", "医院", "公司", "学校",
    "分局", "大队", "支队", "局", "厅", "委", "站",
];
/// What may stand between the beginning of a clause and an office's name.
const OPENINGS: [&str; 7] = ["现在，", "我代表", "受", "根据", "由", "今年，", "一年来，"];

/// Returns what a report is signed and opened with: its office in the signature, the line of its
/// speaker, the dateline, and the clauses of its opening.
///
/// Must not take 市人民政府, which is a government of any place.
pub(super) fn evidence(parsed: &ParsedReport) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut read = 0;
    for line in parsed.report.lines() {
        let is_front = matches!(
            line.role,
            LineRole::Signature | LineRole::Speaker | LineRole::Dateline | LineRole::Title
        );
        let is_opening = line.role == LineRole::Paragraph && read < OPENING;
        if is_opening {
            read += line.span.len();
        }
        if is_front || is_opening {
            let words = string(&parsed.report.folded()[line.span.clone()]);
            let is_stop = |c: char| !is_hanzi(c);
            names.extend(words.split(is_stop).filter_map(office));
        }
    }
    names
}

/// Returns the name of the office that a clause begins with.
fn office(clause: &str) -> Option<String> {
    let whole = clause;
    let mut clause = clause;
    while let Some(rest) = OPENINGS
        .iter()
        .find_map(|opening| clause.strip_prefix(opening))
    {
        clause = rest;
    }
    let is_any = |name: &str| {
        let words = ["政府", "党委", "常委会", "主席团", "领导", "下"];
        words.iter().any(|word| name.contains(word))
    };
    // 我代表国务院，向大会报告
    let is_spoken_for = |name: &str| SPOKEN_FOR_CHARS.contains(&name.chars().count());
    let spoken_for = whole
        .strip_prefix('我')
        .and_then(|_| whole.split_once("代表"));
    if let Some((_, name)) = spoken_for.filter(|(_, name)| is_spoken_for(name) && !is_any(name)) {
        return Some(name.to_owned());
    }
    let ends = OFFICES
        .iter()
        .filter_map(|end| Some(clause.find(end)? + end.len()));
    let name = &clause[..ends.max()?];
    let is_name = NAME_CHARS.contains(&name.chars().count());
    (is_name && !is_any(name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_begins_with_an_office_or_with_none() {
        for (clause, wanted) in [
            ("市发展和改革委员会主任", Some("市发展和改革委员会")),
            ("我代表县农业农村局", Some("县农业农村局")),
            ("我谨代表省地质学会", Some("省地质学会")),
            ("我代表镇人民政府", None),
            ("云州市公安局交警支队认真履职", Some("云州市公安局交警支队")),
            ("在市委市政府领导下", None),
            ("县人民政府", None),
            ("林致远", None),
        ] {
            assert_eq!(office(clause).as_deref(), wanted, "{clause}");
        }
    }
}

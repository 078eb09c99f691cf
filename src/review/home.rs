//! Finds the place a paper is of: named by the user, by its title, its dateline, its signature, or
//! by being named most often.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::mentions::{PlaceMention, are_kin, digits, in_full, place_mentions};
use super::options::ReviewOptions;
use super::unit_names::units_called;
use super::words_at::stands_at;
use crate::gazetteer::Code;
use crate::lexicon::{WordSet, is_hanzi, string, word_set};
use crate::place::Place;
use crate::read::{LineRole, Report, fold};

/// The place a paper is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Home {
    /// Its name, if the paper or the user says it, with the words for its level and bodies.
    pub(super) place: Option<Place>,
    /// The units of the table it may be; none where the table does not know it.
    pub(super) codes: Vec<Code>,
}

impl Home {
    /// Its name without the word for its level: 平乐.
    pub(super) fn short(&self) -> Option<String> {
        self.place.as_ref().map(Place::short)
    }

    /// Whether one of the units may be it, may hold it or lie in it.
    pub(super) fn is_kin(&self, codes: &[Code]) -> bool {
        codes
            .iter()
            .any(|code| self.codes.iter().any(|own| are_kin(*own, *code)))
    }

    /// Its name behind those of the units it lies in, where that is certain.
    pub(super) fn in_full(&self) -> String {
        let name = self.place.as_ref().map_or("", Place::name);
        match self.codes[..] {
            [code] if units_called(name).contains(&code) => in_full(code, name),
            // Of a paper that does not say its place the city it must lie in is known.
            [code, ..] if name.is_empty() => in_full(code, code.name().unwrap_or_default()),
            _ => name.to_owned(),
        }
    }
}

/// What stands behind the name of the place a line is about.
static OFFICES: LazyLock<WordSet> = word_set!(
    "人民政府 人民代表大会 第 政府 党委 党工委 办事处 委员会 人大 纪委 领导班子 管委会 2 二〇 工作"
);
/// Words for levels that close a name, as they may stand before an office.
const LEVELS: &str = "省市区县旗州盟镇乡木道";
/// Words for levels inside a chain of names: 青禾县|云溪镇.
const UPPER_LEVELS: &str = "省市区县旗州盟";
/// What may stand right before a name and is no part of it.
const OPENERS: [&str; 12] = [
    "中国共产党", "中共", "关于", "在", "向", "于", "我代表", "全", "我", "本", "各", "对",
];
/// The longest chain of names, in characters.
const LONGEST: usize = 24;
/// A place that no head names is named so often, at least.
const OFTEN: usize = 3;

/// Finds the place a paper is of.
pub(super) fn find(report: &Report, places: &[PlaceMention], options: &ReviewOptions) -> Home {
    if let Some(given) = &options.place {
        return named_by_user(given, places);
    }
    let text = report.folded();
    for line in report.lines() {
        use LineRole::{Dateline, Signature, Speaker, Title};
        let is_head = matches!(line.role, Title | Dateline | Speaker | Signature);
        if is_head && let Some(place) = named_in_head(text, &line.span) {
            let codes = units(place.name(), places);
            return Home {
                codes,
                place: Some(place),
            };
        }
    }
    most_named(places)
}

/// A place as the user wrote it, its parents before it: 广西平乐县.
fn named_by_user(given: &str, places: &[PlaceMention]) -> Home {
    let chars: Vec<char> = given
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect();
    let known = place_mentions(&chars)
        .pop()
        .filter(|last| last.span.end == chars.len());
    let start = known.map_or(0, |known| known.span.start);
    let name = string(&chars[start..]);
    let mut codes = units_called(&name);
    // The parents the user named decide between units of one name.
    let before = string(&chars[..start]);
    let fits = |code: &Code| {
        let parents = code.parents();
        parents
            .iter()
            .any(|parent| before.contains(&parent.chars().take(2).collect::<String>()))
    };
    if start > 0 && codes.iter().any(fits) {
        codes.retain(fits);
    } else {
        codes = units(&name, places);
    }
    Home {
        place: Place::parse(&name).ok(),
        codes,
    }
}

/// The place before an office in a line of the head.
///
/// Made for 云溪镇人民政府工作报告 and ——2026年1月5日在青禾县云溪镇第十九届…会议上; must not take
/// 在全县经济工作会议上 for a place called 全县.
fn named_in_head(text: &[char], line: &Range<usize>) -> Option<Place> {
    for end in line.start + 2..line.end {
        let closes = LEVELS.contains(text[end - 1]);
        let office = text[end].is_ascii_digit() || OFFICES.at(text, end).is_some();
        if !closes || !office {
            continue;
        }
        let start = name_start(text, line.start, end);
        let name = string(&text[start..end]);
        if let Ok(place) = Place::parse(&name)
            && end - start >= 2
        {
            return Some(place);
        }
    }
    None
}

/// Where the name that ends at a place starts: behind what opens the phrase and behind its parents.
#[allow(
    clippy::mut_range_bound,
    reason = "each opener is looked for from where it stands"
)]
fn name_start(text: &[char], line_start: usize, end: usize) -> usize {
    let hanzi = |c: &&char| is_hanzi(**c);
    let run = text[line_start..end]
        .iter()
        .rev()
        .take(LONGEST)
        .take_while(hanzi)
        .count();
    let mut start = end - run;
    for opener in OPENERS {
        for at in start..end.saturating_sub(1) {
            if stands_at(text, at, opener) {
                let behind = at + opener.chars().count();
                start = if behind + 1 < end { behind } else { start };
            }
        }
    }
    let known = place_mentions(&text[start..end])
        .pop()
        .filter(|last| last.span.end == end - start);
    if let Some(known) = known {
        return start + known.span.start;
    }
    // At least two characters of a name stay behind the parent's word: not 市|区, 县|城镇.
    let last_name = end.saturating_sub(2);
    let cut = (start + 2..last_name)
        .rev()
        .find(|at| UPPER_LEVELS.contains(text[at - 1]));
    cut.unwrap_or(start)
}

/// The units a name may mean in a text: those that have kin named there, if any has; of a name
/// that several units bear, or of a township, none without kin.
///
/// Townships merge and are renamed: 城关镇 of a county that has none any more is no other county's.
fn units(name: &str, places: &[PlaceMention]) -> Vec<Code> {
    let codes = units_called(name);
    let mut support: Vec<(usize, Code)> = Vec::new();
    for code in &codes {
        let others = places.iter().filter(|place| place.name != name);
        let kin = others.filter(|place| place.codes.iter().any(|other| are_kin(*other, *code)));
        support.push((kin.count(), *code));
    }
    let most = support.iter().map(|(count, _)| *count).max().unwrap_or(0);
    if most > 0 {
        support.retain(|(count, _)| *count == most);
        return support.into_iter().map(|(_, code)| code).collect();
    }
    if let [only] = codes[..]
        && digits(only) < 9
    {
        return codes;
    }
    region(places).map_or_else(Vec::new, |region| region.codes.clone())
}

/// The county or city named most, where the paper's own place is in no table.
fn region(places: &[PlaceMention]) -> Option<&PlaceMention> {
    let mut counts: HashMap<&str, (usize, &PlaceMention)> = HashMap::new();
    for place in places
        .iter()
        .filter(|place| (4..=6).contains(&place.rank()))
    {
        counts.entry(&place.name).or_insert((0, place)).0 += 1;
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|(count, place)| (std::cmp::Reverse(*count), place.span.start));
    match counts[..] {
        [(count, place), ..] if count >= OFTEN => Some(place),
        _ => None,
    }
}

/// The unit named most often, where no line of the head names one, and at least twice as often as
/// the next.
fn most_named(places: &[PlaceMention]) -> Home {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        // A paper that speaks of Hong Kong throughout is the State Council's.
        if !place.name.ends_with("特别行政区") {
            counts.entry(&place.name).or_insert((0, at)).0 += 1;
        }
    }
    let mut counts: Vec<(usize, usize)> = counts.into_values().collect();
    counts.sort_by_key(|(count, at)| (std::cmp::Reverse(*count), *at));
    let next = counts.get(1).map_or(0, |(count, _)| *count);
    let Some((count, at)) = counts.first().copied() else {
        return Home::default();
    };
    if count < OFTEN || count < next * 2 {
        return Home::default();
    }
    // The place named most need not be the paper's own, which is called 全县 throughout; what is
    // sure is the city it lies in.
    let mut codes = units(&places[at].name, places);
    if let [only] = codes[..] {
        codes = vec![only.prefecture()];
    }
    Home {
        codes,
        ..Home::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home_of(text: &str) -> (Option<String>, String) {
        let report = Report::read(text);
        let places = place_mentions(report.folded());
        let home = find(&report, &places, &ReviewOptions::default());
        (
            home.place.as_ref().map(|place| place.name().to_owned()),
            home.in_full(),
        )
    }

    #[test]
    fn the_head_names_the_place() {
        for (text, name) in [
            (
                "云溪镇人民政府工作报告\n各位代表：\n现在报告工作。",
                "云溪镇",
            ),
            (
                "平乐县2025年政府工作报告\n各位代表：\n现在报告工作。",
                "平乐县",
            ),
            (
                "政府工作报告\n——2026年1月5日在青禾县云溪镇第九届人民代表大会第六次会议上\n各位代表：\n好。",
                "云溪镇",
            ),
            (
                "政府工作报告\n（2026年1月5日在江州市第九届人民代表大会第六次会议上）\n各位代表：\n好。",
                "江州市",
            ),
            (
                "桥东街道办事处2025年工作总结\n一、工作回顾\n好。",
                "桥东街道",
            ),
            ("中共平乐县委员会工作报告\n同志们：\n好。", "平乐县"),
        ] {
            assert_eq!(home_of(text).0.as_deref(), Some(name), "{text}");
        }
        assert_eq!(
            home_of("在全县经济工作会议上的讲话\n同志们：\n好。").0,
            None
        );
    }

    #[test]
    fn parents_named_in_the_text_tell_units_of_one_name_apart() {
        let text = "沙子镇人民政府工作报告\n各位代表：\n在平乐县委的领导下，成绩不小。";
        assert!(home_of(text).1.contains("平乐县"), "{:?}", home_of(text));
    }
}

//! Any year from 2021 to 2031: plans and their phases are right, and 今年, 去年 and 明年 mean what
//! the date makes them mean.

use nigao::answers::Fact;
use nigao::calendar::Year;
use nigao::document::Document;
use nigao::write;

use super::made_up::{MadeUp, Trend};
use super::stage::Stage;
use super::{each_stage, lint};

const YEARS: std::ops::RangeInclusive<i32> = 2021..=2031;
const PLANS: &[(i32, &str)] = &[
    (2021, "十四五"),
    (2026, "十五五"),
    (2031, "十六五"),
    (2036, "十七五"),
];
const PHASES: [&str; 5] = ["开局之年", "第二年", "承上启下之年", "第四年", "收官之年"];

/// The plan a year stands in and which year of it that is.
fn plan(year: i32) -> (&'static str, &'static str) {
    let (first, name) = PLANS
        .iter()
        .rev()
        .find(|(first, _)| *first <= year)
        .unwrap();
    (name, PHASES[usize::try_from(year - first).unwrap()])
}

/// Every year written in digits, with where it stands.
fn years(text: &str) -> Vec<(usize, i32)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('年') {
        let digits: String = text[..at]
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .collect();
        let digits: String = digits.chars().rev().collect();
        if digits.len() == 4 {
            found.push((at, digits.parse().unwrap()));
        }
    }
    found
}

/// Phases told of another year than they belong to; the year is the last one named before, else the
/// one reported on.
fn phases(text: &str, reported: i32) -> Vec<String> {
    let years = years(text);
    let mut found = Vec::new();
    for (at, _) in text.match_indices("”规划") {
        let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let named = years
            .iter()
            .rev()
            .find(|(place, _)| (line..at).contains(place))
            .map(|(_, year)| *year);
        let told = &text[..at];
        let sentence: String = text[at..]
            .chars()
            .take_while(|c| !"，。；".contains(*c))
            .collect();
        let phase = PHASES.iter().any(|word| sentence.contains(word));
        // A plan named with neither year nor phase is this year's or, in the tasks, the next
        // year's.
        if named.is_none() && !phase && told.ends_with(plan(reported + 1).0) {
            continue;
        }
        let named = named.unwrap_or(reported);
        let (plan, right) = plan(named);
        if !told.ends_with(plan) {
            found.push(format!(
                "{named} is in {plan}: {}",
                told.chars().rev().take(6).collect::<String>()
            ));
        }
        if phase && !sentence.contains(right) {
            found.push(format!("{named} is the {right}: {sentence}"));
        }
    }
    found
}

/// Words that hang on the day of the paper and do not fit it.
fn relative(stage: &Stage, document: &Document, text: &str) -> Vec<String> {
    let held = stage
        .schema
        .fields
        .iter()
        .find_map(|field| match stage.sample.get(&field.name) {
            Some(Fact::Date(date)) if matches!(field.name.as_str(), "会议日期" | "成文日期") => {
                Some(*date)
            }
            _ => None,
        });
    let next_year = held.is_some_and(|date| date.to_string() > format!("{}-12-31", stage.year().0));
    let signed_either_way = stage.schema.kind == "述职报告";
    let banned: &[&str] = match (signed_either_way, next_year) {
        (true, _) => &["今年", "去年", "明年", "次年"],
        (false, true) => &["明年", "次年"],
        (false, false) => &["次年"],
    };
    let mut found: Vec<String> = banned
        .iter()
        .filter(|word| text.contains(**word))
        .map(|word| (*word).to_owned())
        .collect();
    if next_year {
        found.extend(
            review(document)
                .filter(|line| line.contains("今年"))
                .map(|line| format!("今年 in the review: {line}")),
        );
    }
    found
}

/// The lines that stand under a heading 回顾.
fn review(document: &Document) -> impl Iterator<Item = String> {
    let mut under = false;
    let lines = write::text::write(document);
    let lines: Vec<String> = lines
        .lines()
        .filter(|line| {
            let heading = line.chars().count() < 40 && !line.ends_with('。');
            if heading
                && (line.contains("回顾")
                    || line.contains("安排")
                    || line.contains("思路")
                    || line.contains("任务"))
            {
                under = line.contains("回顾");
            }
            under
        })
        .map(str::to_owned)
        .collect();
    lines.into_iter()
}

#[test]
fn each_genre_reads_right_in_each_year() {
    each_stage(|stage| {
        let mut found = Vec::new();
        for year in YEARS {
            let answers = MadeUp::of(stage, Year(year), Trend::Up);
            let document = match stage.play(&answers) {
                Ok(document) => document,
                Err(faults) => return faults,
            };
            let text = write::text::write(&document);
            let mut faults = [
                lint::document(&document),
                phases(&text, year),
                relative(stage, &document, &text),
            ]
            .concat();
            let known = |named: i32| {
                (year - 1..=year + 1).contains(&named)
                    || stage.dated(named - (year - stage.year().0))
            };
            faults.extend(
                years(&text)
                    .into_iter()
                    .filter(|(_, named)| !known(*named))
                    .map(|(_, named)| format!("says {named}年")),
            );
            found.extend(faults.into_iter().map(|words| format!("{year}: {words}")));
        }
        found
    });
}

#[test]
fn wrong_phases_are_found() {
    assert_eq!(
        phases("2025年是“十四五”规划的收官之年。", 2025),
        Vec::<String>::new()
    );
    assert_eq!(
        phases("2026年是“十五五”规划的开局之年，“十四五”规划的", 2025).len(),
        1
    );
    assert_eq!(phases("2026年是“十五五”规划的收官之年。", 2025).len(), 1);
    assert_eq!(
        phases("这半年，正处在“十五五”规划实施的第二年。", 2026).len(),
        1
    );
}

//! Invariant 9, whole: every combination of a genre's optional parts, and lists of 0, 1, 2
//! and 7, leave
//! no trace.

use nigao::schema::{Field, FieldKind};

use super::made_up::{MadeUp, RECORDS, Trend, list};
use super::stage::Stage;
use super::{each_stage, lint};

/// The most combinations that are all drafted.
const MOST: usize = 1 << 12;

/// A field that may be answered in several ways that change what is written; the fullest first, the
/// barest last.
struct Part {
    field: String,
    answers: Vec<Option<String>>,
}

fn parts(stage: &Stage) -> Vec<Part> {
    let full = MadeUp::full(stage);
    let part = |field: &Field| {
        let given = full.get(&field.name);
        let mut answers = match &field.kind {
            FieldKind::Flag | FieldKind::Claim { .. } => {
                vec![Some("是".to_owned()), Some("否".to_owned())]
            }
            FieldKind::Choice { options } => options.iter().cloned().map(Some).collect(),
            FieldKind::List { fields, .. } if fields.iter().any(|field| field.optional) => {
                vec![given, Some(list(fields, RECORDS, false))]
            }
            _ => vec![given],
        };
        answers.extend(field.optional.then_some(None));
        Part {
            field: field.name.clone(),
            answers,
        }
    };
    stage
        .schema
        .fields
        .iter()
        .map(part)
        .filter(|part| part.answers.len() > 1)
        .collect()
}

/// Every combination; where those are too many, the rows that would show a fault of two parts.
///
/// Two parts that one section of the template prints are tried in each way against all else given
/// and against nothing given, because their words meet. Parts of different sections meet only in
/// what is counted, so mixed rows are enough for them.
fn combinations(stage: &Stage, parts: &[Part]) -> Vec<Vec<usize>> {
    let mut all = Some(1_usize);
    for part in parts {
        all = all.and_then(|all| all.checked_mul(part.answers.len()));
    }
    if let Some(all) = all.filter(|all| *all <= MOST) {
        return (0..all).map(|n| digits(n, parts)).collect();
    }
    let mut rows = neighbours(stage, parts);
    rows.extend(mixed(parts));
    rows.sort();
    rows.dedup();
    rows
}

/// A number written in the numbers of answers.
fn digits(mut n: usize, parts: &[Part]) -> Vec<usize> {
    let digit = |part: &Part| {
        let digit = n % part.answers.len();
        n /= part.answers.len();
        digit
    };
    parts.iter().map(digit).collect()
}

/// Each pair of parts of one section in each way, on the fullest and on the barest ground; a part
/// with itself is the part alone.
fn neighbours(stage: &Stage, parts: &[Part]) -> Vec<Vec<usize>> {
    let source = stage.genre.template().unwrap();
    let sections = sections(source.source());
    let meet = |first: &Part, second: &Part| {
        sections
            .iter()
            .any(|words| words.contains(&first.field) && words.contains(&second.field))
    };
    let fullest = vec![0; parts.len()];
    let barest: Vec<usize> = parts.iter().map(|part| part.answers.len() - 1).collect();
    let mut rows = Vec::new();
    for (a, first) in parts.iter().enumerate() {
        for (b, second) in parts.iter().enumerate().skip(a) {
            if a != b && !meet(first, second) {
                continue;
            }
            for n in 0..first.answers.len() * second.answers.len() {
                for ground in [&fullest, &barest] {
                    let mut row = ground.clone();
                    row[b] = n / first.answers.len();
                    row[a] = n % first.answers.len();
                    rows.push(row);
                }
            }
        }
    }
    rows
}

/// The text of a template from each heading to the next; its title and signature are sections too.
fn sections(source: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    for line in source.lines() {
        if line.starts_with('#') {
            sections.push(String::new());
        }
        sections.last_mut().unwrap().push_str(line);
    }
    sections
}

/// Rows with each answer drawn from a fixed series. A given pair of answers of parts with three
/// answers each is missed by all of them once in 10^10.
fn mixed(parts: &[Part]) -> Vec<Vec<usize>> {
    // The multiplier and increment of Knuth's MMIX generator; its high bits are the random ones.
    let mut state = 9_u64;
    let mut draw = |answers: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % answers
    };
    (0..200)
        .map(|_| parts.iter().map(|part| draw(part.answers.len())).collect())
        .collect()
}

/// What is wrong with the draft of these answers.
fn faults(stage: &Stage, answers: &MadeUp) -> Vec<String> {
    stage
        .play(answers)
        .map_or_else(|faults| faults, |document| lint::document(&document))
}

/// The findings, each with the first combination that shows it.
fn once(found: Vec<(String, String)>) -> Vec<String> {
    let mut seen = std::collections::BTreeMap::new();
    for (words, what) in found {
        seen.entry(words).or_insert(what);
    }
    seen.into_iter()
        .map(|(words, what)| format!("{words} [{what}]"))
        .collect()
}

#[test]
fn invariant_9_parts_come_and_go_without_trace() {
    each_stage(|stage| {
        let (parts, full) = (parts(stage), MadeUp::full(stage));
        let mut found = Vec::new();
        for row in combinations(stage, &parts) {
            let mut answers = full.clone();
            for (part, chosen) in parts.iter().zip(&row) {
                answers.set(&part.field, part.answers[*chosen].clone());
            }
            let without = || {
                parts
                    .iter()
                    .zip(&row)
                    .filter(|(_, chosen)| **chosen > 0)
                    .map(|(part, _)| part.field.as_str())
            };
            found.extend(
                faults(stage, &answers)
                    .into_iter()
                    .map(|words| (words, without().collect::<Vec<_>>().join(" "))),
            );
        }
        once(found)
    });
}

#[test]
fn invariant_9_lists_of_none_one_two_and_seven() {
    each_stage(|stage| {
        let lists: Vec<(&Field, Vec<usize>)> =
            stage.schema.fields.iter().filter_map(lengths).collect();
        let full = MadeUp::full(stage);
        let mut found = Vec::new();
        for (a, (first, lengths)) in lists.iter().enumerate() {
            for (second, others) in &lists[a..] {
                for (n, m) in lengths
                    .iter()
                    .flat_map(|n| others.iter().map(move |m| (*n, *m)))
                {
                    let answers = full
                        .clone()
                        .with(&first.name, records(first, n))
                        .with(&second.name, records(second, m));
                    let what = format!("{} {n}, {} {m}", first.name, second.name);
                    found.extend(
                        faults(stage, &answers)
                            .into_iter()
                            .map(|words| (words, what.clone())),
                    );
                }
            }
        }
        once(found)
    });
}

/// A list and how many records are tried in it.
fn lengths(field: &Field) -> Option<(&Field, Vec<usize>)> {
    let FieldKind::List { min, max, .. } = &field.kind else {
        return None;
    };
    let fits = |n: &usize| (field.optional || n >= min) && max.is_none_or(|max| *n <= max);
    Some((field, [0, 1, 2, 7].into_iter().filter(fits).collect()))
}

fn records(field: &Field, records: usize) -> String {
    let FieldKind::List { fields, .. } = &field.kind else {
        return String::new();
    };
    list(fields, records, true)
}

#[test]
fn figures_that_rise_fall_or_stay() {
    each_stage(|stage| {
        let trends = [Trend::Up, Trend::Down, Trend::Flat].into_iter();
        trends
            .flat_map(|trend| faults(stage, &MadeUp::of(stage, stage.year(), trend)))
            .collect()
    });
}

//! Sections: every section of the sixteen reports the genres were made after has its place in a
//! template.

use std::collections::{BTreeMap, BTreeSet};

use nigao::catalog::Catalog;
use serde::Deserialize;

use crate::golden;

/// A report of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    #[serde(rename = "report")]
    name: String,
    genre: String,
    /// How many of its outermost headings are numbered or titled, where somebody counted them.
    numbered: Option<usize>,
    /// What a section is for, and the words of the template that do the same.
    sections: BTreeMap<String, String>,
}

fn table() -> Vec<Report> {
    let text = std::fs::read_to_string(golden::folder("genres").join("sections.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

#[test]
fn every_section_of_every_report_has_its_place() {
    let (reports, catalog) = (table(), Catalog::shipped());
    assert_eq!(reports.len(), 16);
    let mut missing = Vec::new();
    for report in &reports {
        let genre = catalog.genre(&report.genre).unwrap();
        let source = genre.template().unwrap().source().to_owned();
        let comment = |line: &&str| !line.starts_with("{{!--");
        let source: String = source
            .lines()
            .filter(comment)
            .collect::<Vec<_>>()
            .join("\n");
        let absent = report
            .sections
            .iter()
            .filter(|(_, words)| !source.contains(words.as_str()));
        missing.extend(absent.map(|(role, words)| format!("{}: {role} ({words})", report.name)));
        let places: BTreeSet<&String> = report.sections.values().collect();
        assert_eq!(
            places.len(),
            report.sections.len(),
            "{}: two sections in one place",
            report.name
        );
        assert!(
            report.sections.len() >= report.numbered.unwrap_or(1),
            "{} has more sections",
            report.name
        );
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_genre_was_made_after_a_report() {
    let reports = table();
    for genre in Catalog::shipped().genres().unwrap() {
        assert!(
            reports.iter().any(|report| report.genre == genre.name),
            "{} is made after none",
            genre.name
        );
    }
}

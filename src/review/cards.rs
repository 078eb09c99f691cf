//! Holds every rule to its cards: the one that breaks it and the one that does not.

use super::{CardContext, ReviewOptions, Reviewer, RuleCard, compare, rules};
use crate::read::Report;
use crate::yaml;

/// The codes of the rules that find something in a card.
fn found(card: &RuleCard) -> Vec<&'static str> {
    let mut options = ReviewOptions::default();
    let report = Report::read(card.text);
    match card.beside {
        CardContext::Nothing => {}
        CardContext::Place(place) => options.place = Some(place.to_owned()),
        CardContext::Source(source) => {
            options
                .sources
                .push(("旧稿.txt".to_owned(), Report::read(source)));
        }
        CardContext::Answers(answers) => {
            let (answers, faults) = yaml::read("填报.yaml", answers).recovered();
            assert!(faults.is_empty(), "{faults}");
            options.add_answers(&answers);
        }
        CardContext::Together(other) => {
            let other = Report::read(other);
            let papers = [("另一份.txt", &other), ("这一份.txt", &report)];
            let findings = compare(&papers, &options).remove(1);
            return findings.iter().map(|finding| finding.rule.code).collect();
        }
        CardContext::CarriedOver(sentence) => options.carried_over.push(sentence.to_owned()),
        CardContext::Privacy => options.privacy = true,
    }
    let review = Reviewer::new(options).review(&report);
    review
        .findings
        .iter()
        .map(|finding| finding.rule.code)
        .collect()
}

#[test]
fn each_rule_finds_its_card_and_leaves_its_double_alone() {
    let mut faults = Vec::new();
    for rule in rules() {
        let (hits, misses) = (found(&rule.hit), found(&rule.miss));
        if !hits.contains(&rule.code) {
            faults.push(format!("{rule} does not find its card, but {hits:?}"));
        }
        if misses.contains(&rule.code) {
            faults.push(format!("{rule} finds the card it must not"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn codes_are_families_and_faults_and_none_stands_twice() {
    let mut codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    assert!(
        codes.iter().all(|code| code.split('.').count() == 2),
        "{codes:?}"
    );
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all);
}

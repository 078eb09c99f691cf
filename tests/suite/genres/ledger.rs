//! The ledger: one 台账 drafts a town's work report, duty report and speech, and a figure reads the
//! same in all three.

use std::collections::{BTreeMap, HashSet};

use nigao::answers::{Answers, Mode};
use nigao::answers::{Fact, Facts};
use nigao::catalog::Catalog;
use nigao::write;

use super::lint;
use super::stage::Stage;
use super::told;
use crate::harness::root;

/// The papers of the town: a genre and the answers that are its own.
const PAPERS: &[(&str, &str)] = &[
    ("township-work-report", "工作报告.yaml"),
    ("head-duty-report", "述职报告.yaml"),
    ("plenary-speech", "讲话.yaml"),
];

fn answers(file: &str) -> Answers {
    let path = root().join("samples/township").join(file);
    Answers::read(file, &std::fs::read_to_string(path).unwrap())
}

/// A paper drafted from the ledger and its own answers.
struct Paper {
    name: &'static str,
    facts: Facts,
    text: String,
}

fn papers() -> Vec<Paper> {
    let catalog = Catalog::shipped();
    let genres = catalog.genres().unwrap();
    let fields: HashSet<String> = genres
        .iter()
        .flat_map(|genre| genre.schema().recovered().0.fields)
        .map(|field| field.name)
        .collect();
    let elsewhere = |field: &str| fields.contains(field);
    let draft = |(name, own): &(&'static str, &str)| {
        let stage = Stage::of(&catalog.genre(name).unwrap());
        let both = answers("台账.yaml").then(answers(own));
        let checked = nigao::answers::check(
            &stage.schema,
            &both,
            Mode {
                holes: false,
                elsewhere: &elsewhere,
            },
        );
        let facts = checked
            .value
            .unwrap_or_else(|| panic!("{name}: {:?}", told(&checked.diagnostics)));
        let document = stage
            .draft_facts(&facts)
            .unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert_eq!(lint::document(&document), Vec::<String>::new(), "{name}");
        Paper {
            name,
            facts,
            text: write::text::write(&document),
        }
    };
    PAPERS.iter().map(draft).collect()
}

/// What the ledger's figures are called and how each paper understands them.
fn shared(papers: &[Paper]) -> BTreeMap<String, Vec<(&'static str, Fact)>> {
    let mut shared: BTreeMap<String, Vec<(&'static str, Fact)>> = BTreeMap::new();
    for entry in answers("台账.yaml").entries() {
        for paper in papers {
            if let Some(fact) = paper.facts.get(&entry.key) {
                shared
                    .entry(entry.key.clone())
                    .or_default()
                    .push((paper.name, fact.clone()));
            }
        }
    }
    shared
}

#[test]
fn one_ledger_drafts_three_papers_with_the_same_figures() {
    let papers = papers();
    let shared = shared(&papers);
    let text = |name: &str| {
        papers
            .iter()
            .find(|paper| paper.name == name)
            .map(|paper| paper.text.as_str())
            .unwrap()
    };
    let mut compared = 0;
    for (field, facts) in &shared {
        assert!(
            facts.iter().all(|(_, fact)| *fact == facts[0].1),
            "{field} is understood in different ways: {facts:?}"
        );
        let Fact::Figure(measure) = &facts[0].1 else {
            continue;
        };
        let printed = measure.current.to_string();
        let silent: Vec<_> = facts
            .iter()
            .filter(|(name, _)| !text(name).contains(&printed))
            .collect();
        assert!(
            silent.is_empty(),
            "{field} {printed} is not said in {silent:?}"
        );
        compared += usize::from(facts.len() > 1);
    }
    assert!(
        compared >= 20,
        "only {compared} figures stand in more than one paper"
    );
}

#[test]
fn a_ledger_holds_only_what_more_than_one_paper_asks() {
    let papers = papers();
    let alone = shared(&papers)
        .into_iter()
        .filter(|(_, facts)| facts.len() < 2)
        .map(|(field, _)| field);
    assert_eq!(alone.collect::<Vec<_>>(), Vec::<String>::new());
}

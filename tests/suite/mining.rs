//! Mining: law 3, what was mined from a report drafts that report again, on samples, seeds and any text.

use nigao::draft::draft;
use nigao::mine::{Mined, mine};
use nigao::read::Report;
use nigao::schema::{self, Answers, Mode};
use nigao::template::Template;
use nigao::write;
use proptest::prelude::*;

/// What a mined genre drafts with its own answers, or why it does not.
fn drafted(mined: &Mined) -> Result<String, String> {
    let told = |faults: &[nigao::diagnostic::Diagnostic]| format!("{faults:#?}\n{}", mined.template);
    let (schema, faults) = schema::read("schema.yaml", &mined.schema, &[]);
    if !faults.is_empty() {
        return Err(format!("{faults:#?}\n{}", mined.schema));
    }
    let template = Template::parse("t.hbs", &mined.template).map_err(|faults| told(&faults))?;
    let faults = template.agree(&schema);
    if !faults.is_empty() {
        return Err(told(&faults));
    }
    let template = template.bind(&schema).map_err(|faults| told(&faults))?;
    let checked = schema::check(&schema, &Answers::read("answers.yaml", &mined.answers), Mode::default());
    let facts = checked.facts.ok_or_else(|| format!("{}\n{}", told(&checked.diagnostics), mined.answers))?;
    let document = draft(&template, &facts, false).map_err(|faults| told(&faults))?;
    Ok(write::text::write(&document))
}

fn comes_back(source: &str) -> Result<(), String> {
    let report = Report::read(source);
    let expected = report.text();
    let found = drafted(&mine(&report))?;
    let found = found.strip_suffix('\n').unwrap_or(&found);
    if found == expected {
        return Ok(());
    }
    let line = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    Err(format!("{line:#?}\n--- found {} lines, expected {}", found.lines().count(), expected.lines().count()))
}

#[test]
fn law_3_seed_reports_come_back() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(files) = std::fs::read_dir(&seeds) else {
        println!("skipped: no seed reports at {}", seeds.display());
        return;
    };
    for file in files {
        let path = file.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        comes_back(&source).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_3_any_text_comes_back(source in "(云溪镇|青禾县|云溪|2024年|2025年|2024年1月5日|生产总值|73\\.1亿元|，同比增长7\\.5%|增长|一、|二、|三、|（一）|（二）|1\\.|2\\.|一是|二是|三是|——|第一，|。|；|：|\n|各位代表：|\\{\\{|\\}\\}|#|\\[一是\\]|\\*\\*|\\\\|【待填：x】|__|12个|项目| |　|\t|\\PC){0,40}") {
        if let Err(why) = comes_back(&source) {
            prop_assert!(false, "{why}");
        }
    }
}

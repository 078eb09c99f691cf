//! Any text as a report: what was mined from it drafts it again, character for character (invariant 3).
#![no_main]

use libfuzzer_sys::fuzz_target;
use nigao::answers::{Answers, Mode};
use nigao::draft::draft;
use nigao::mine::mine;
use nigao::read::Report;
use nigao::schema;
use nigao::template::Template;
use nigao::write::text;

fuzz_target!(|source: &str| {
    let report = Report::read(source);
    let mined = mine(&report);
    let (schema, faults) = schema::read("schema.yaml", &mined.schema, &[]).recovered();
    assert!(faults.is_empty(), "{faults:#?}\n{}", mined.schema);
    let template = Template::parse("t.hbs", &mined.template).expect("a mined template reads");
    let faults = template.agree(&schema);
    assert!(faults.is_empty(), "{faults:#?}\n{}", mined.template);
    let template = template.bind(&schema).expect("its fields are there");
    let checked = nigao::answers::check(
        &schema,
        &Answers::read("a.yaml", &mined.answers[0]),
        Mode::default(),
    );
    let facts = checked
        .value
        .unwrap_or_else(|| panic!("{:#?}\n{}", checked.diagnostics, mined.answers[0]));
    let drafted = text::write(&draft(&template, &facts, false).expect("it drafts"));
    assert_eq!(
        drafted.strip_suffix('\n').unwrap_or(&drafted),
        report.text(),
        "{}",
        mined.template
    );
});

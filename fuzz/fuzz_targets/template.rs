//! Any text as a template: compiled, laid beside a shipped schema and drafted with no answers, or refused with reasons.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nigao::answers::{Answers, Mode};
use nigao::catalog::Catalog;
use nigao::draft::draft;
use nigao::schema;
use nigao::schema::Schema;
use nigao::template::{Template, outline};

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let catalog = Catalog::shipped();
    catalog
        .genre("township-work-report")
        .expect("a shipped genre")
        .schema()
        .recovered()
        .0
});

fuzz_target!(|source: &str| {
    let _ = outline(source);
    let _ = Template::faults("t.hbs", source, &SCHEMA);
    let Ok(template) = Template::parse("t.hbs", source) else {
        return;
    };
    let Ok(bound) = template.bind(&SCHEMA) else {
        return;
    };
    let checked = nigao::answers::check(&SCHEMA, &Answers::read("a.yaml", "{}"), Mode::default());
    if let Some(facts) = checked.value {
        let _ = draft(&bound, &facts, false);
    }
});

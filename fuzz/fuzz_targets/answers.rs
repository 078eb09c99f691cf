//! Any text as answers: checked against a shipped schema, refused with reasons or turned into facts.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nigao::answers::{Answers, Mode};
use nigao::catalog::Catalog;
use nigao::schema;
use nigao::schema::Schema;

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
    let checked = nigao::answers::check(&SCHEMA, &Answers::read("a.yaml", source), Mode::default());
    let refused = checked.value.is_none();
    assert!(
        !refused || !checked.diagnostics.is_empty(),
        "refused without a reason"
    );
    let _ = schema::read("s.yaml", source, &[]);
});

//! Any text as markup: what parses prints to what parses to the same (invariant 2), and numbers are counted without panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nigao::document::{Document, number};
use nigao::write::text;

fuzz_target!(|source: &str| {
    let Ok(document) = source.parse::<Document>() else {
        return;
    };
    let _ = number(&document);
    let _ = text::write(&document);
    let printed = document.to_string();
    assert_eq!(
        printed.parse::<Document>().as_ref(),
        Ok(&document),
        "{printed}"
    );
});

//! Writing: a document as text and as a Word file, which say the same.

use nigao::document::Document;
use nigao::write::docx::{Meta, Press};
use nigao::write::{Layout, text};

/// Every document of `tests/golden/write`, by name.
pub(crate) fn documents() -> Vec<(String, Document)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/write");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("the golden documents")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "md"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("UTF-8").parse().expect("markup"))
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let press = Press::new(&Layout::default()).unwrap();
    for (name, document) in documents() {
        let file = press.write(&document, &Meta::default()).unwrap();
        let again = Press::new(&Layout::default()).unwrap().write(&document, &Meta::default()).unwrap();
        assert!(file == again, "{name}");
        assert!(!text::write(&document).is_empty());
        let out = concat!(env!("CARGO_MANIFEST_DIR"), "/target/oracles/out");
        std::fs::create_dir_all(out).unwrap();
        std::fs::write(format!("{out}/{name}.docx"), file).unwrap();
    }
}

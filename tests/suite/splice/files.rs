//! Word files to splice: the samples in every layout, the documents of the golden tests, and bodies
//! that other programs write.

use std::io::{Cursor, Read as _, Write as _};

use nigao::answers::{Answers, Mode};
use nigao::catalog::Catalog;
use nigao::document::Document;
use nigao::draft::draft;
use nigao::layout::Layout;
use nigao::write::docx::{Meta, write};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::word::{BODIES, document, word};

/// Every Word file the suite makes, by name.
pub(crate) fn all() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for layout in Layout::NAMES {
        files.extend(samples(&Layout::named(layout).expect("a shipped layout")));
    }
    for (name, document) in crate::write::documents() {
        for layout in Layout::NAMES {
            let layout = Layout::named(layout).expect("a shipped layout");
            let file = write(&document, &layout, &Meta::default()).expect("a file");
            files.push((name.clone(), file));
        }
    }
    for (at, (body, _)) in BODIES.iter().enumerate() {
        files.push((
            format!("body {at}"),
            word(&[("word/document.xml", &document(body))]),
        ));
    }
    files
}

/// The samples of all shipped genres in a layout.
pub(crate) fn samples(layout: &Layout) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for genre in Catalog::shipped().genres().expect("the shipped genres") {
        files.push((genre.name.clone(), sample(&genre, layout)));
    }
    files
}

fn sample(genre: &nigao::catalog::Genre, layout: &Layout) -> Vec<u8> {
    let (schema, _) = genre.schema().recovered();
    let template = genre
        .template()
        .expect("a template")
        .bind(&schema)
        .expect("bound");
    let (file, answers) = genre.sample().expect("a sample");
    let answers = Answers::read(&file, &answers);
    let facts = nigao::answers::check(&schema, &answers, Mode::default())
        .value
        .expect("facts");
    let document: Document = draft(&template, &facts, false).expect("a draft");
    write(&document, layout, &Meta::default()).expect("a file")
}

/// The file with one part changed.
pub(crate) fn with_part(file: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut entry = old.by_index(at).expect("a part");
        let name = entry.name().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        if name == part {
            bytes = change(String::from_utf8(bytes).expect("UTF-8")).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        new.write_all(&bytes).expect("its bytes");
    }
    new.finish().expect("a zip").into_inner()
}

/// The file with nigao's tracked changes rejected, by plain replacement of their elements.
pub(crate) fn rejected(file: &[u8]) -> Vec<u8> {
    let source = nigao::splice::WordSource::open(file).expect("a Word file");
    let parts = source.stories().iter().map(|story| story.part.clone());
    parts.fold(file.to_vec(), |file, part| rejected_in(&file, &part))
}

fn rejected_in(file: &[u8], part: &str) -> Vec<u8> {
    with_part(file, part, |mut xml| {
        let mark = r#"w:author="nigao""#;
        while let Some(at) = xml.find(mark) {
            let start = xml[..at].rfind('<').expect("its tag");
            let open_end = at + xml[at..].find('>').expect("its end") + 1;
            let name: String = xml[start + 1..].chars().take_while(|c| *c != ' ').collect();
            let before = &xml[..start];
            let in_row = before.rfind("<w:trPr>") > before.rfind("</w:trPr>");
            if in_row && name.ends_with("ins") {
                // An inserted row goes whole.
                let row = xml[..start]
                    .rfind("<w:tr>")
                    .max(xml[..start].rfind("<w:tr "));
                let end = start + xml[start..].find("</w:tr>").expect("its end") + 7;
                xml.replace_range(row.expect("its row")..end, "");
                continue;
            }
            let close = format!("</{name}>");
            let close_at = open_end + xml[open_end..].find(&close).expect("its closing");
            let inside = if name.ends_with("del") {
                xml[open_end..close_at].replace("delText", "t")
            } else {
                String::new()
            };
            xml.replace_range(start..close_at + close.len(), &inside);
        }
        xml
    })
}

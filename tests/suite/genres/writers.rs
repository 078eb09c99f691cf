//! Both writers: every genre as text and as a Word file that says the same words, and as long as
//! its kind is in real life.

use std::io::{Cursor, Read};

use nigao::document::Document;
use nigao::layout::Layout;
use nigao::write;
use nigao::write::docx::{DocxWriter, Meta};

use super::made_up::MadeUp;
use super::stage::Stage;
use super::{each_stage, lint};

/// How many characters papers of a genre have, from the barest to the fullest. Work reports of
/// counties and above run to 8,200–11,400 in real life, of townships to 3,200–8,400.
fn usual(stage: &Stage) -> std::ops::RangeInclusive<usize> {
    match (stage.genre.name.as_str(), stage.schema.kind.as_str()) {
        ("congress-presidium-report", _) => 3_000..=5_000,
        (_, "工作报告") => 4_000..=9_500,
        (_, "讲话") => 3_000..=5_000,
        (_, "述职报告") => 1_500..=3_100,
        (_, "汇报") => 2_000..=4_000,
        (_, "调查报告") => 3_000..=6_000,
        (name, kind) => panic!("{name} is a {kind}"),
    }
}

/// The words between the tags of the body, and those a chart is described in.
fn words_of(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    let said = xml.replace(" descr=\"", "><w:t>").replace("&#10;", "");
    let texts = said
        .split("<w:t")
        .skip(1)
        .filter(|rest| rest.starts_with(['>', ' ']));
    let text = texts.filter_map(|rest| rest.split_once('>')?.1.split(['<', '"']).next());
    let plain = text.collect::<String>();
    plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn text_and_word_file_say_the_same() {
    each_stage(|stage| {
        let press = DocxWriter::new(&Layout::default()).unwrap();
        let document = stage.play(&MadeUp::full(stage)).unwrap();
        let file = press.write(&document, &Meta::default()).unwrap();
        let (docx, text) = (
            squeezed(&words_of(&file)),
            squeezed(&write::text::write(&document)),
        );
        let differ = docx
            .chars()
            .zip(text.chars())
            .position(|(a, b)| a != b)
            .or((docx.len() != text.len()).then_some(0));
        differ
            .map(|at| format!("at {at}: {} / {}", part(&docx, at), part(&text, at)))
            .into_iter()
            .collect()
    });
}

fn part(words: &str, at: usize) -> String {
    words.chars().skip(at.saturating_sub(8)).take(24).collect()
}

#[test]
fn drafts_are_as_long_as_papers_of_their_kind() {
    each_stage(|stage| {
        let usual = usual(stage);
        let (fullest, barest) = (sampled(stage), stage.play(&stage.barest()).unwrap());
        let lengths = [
            ("with everything", lint::length(&fullest)),
            ("without anything optional", lint::length(&barest)),
        ];
        let off = lengths
            .into_iter()
            .filter(|(_, length)| !usual.contains(length));
        off.map(|(what, length)| format!("{length} characters {what}, usual are {usual:?}"))
            .collect()
    });
}

fn sampled(stage: &Stage) -> Document {
    let (file, text) = stage.genre.sample().unwrap();
    stage
        .draft(&nigao::answers::Answers::read(&file, &text))
        .unwrap()
}

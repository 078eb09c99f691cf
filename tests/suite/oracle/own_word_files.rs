//! Word templates that other programs made: filled, edited and saved by `LibreOffice`, refilled.

use std::path::{Path, PathBuf};
use std::process::Command;

use nigao::answers::{self, Answers, Facts, Mode};
use nigao::diagnostic::Lang;
use nigao::mine::{decisions::Decisions, propose};
use nigao::read::{Report, Source};
use nigao::refill::{RefillKind, refill};
use nigao::schema::{self, Schema};
use nigao::splice::{WordChanges, WordSource};
use nigao::word_template::{FillOptions, WordTemplate};

use super::other_programs::{faults, files};
use super::tools::{self, Tool};
use crate::refill::{Bench, all_lines, open};
use crate::splice::{files::with_part, raw_parts, texts};

/// A schema of one field.
const FIELDS: &str = "title: 例\nkind: 讲话\nsummary: 例\nfields:\n- {name: 备注, kind: text}\n";
const TAG: &str = "{{备注}}";

fn folder(name: &str) -> PathBuf {
    let folder = tools::folder().join("own").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn facts(schema: &Schema, words: &str) -> Facts {
    let answers = Answers::read("a.yaml", &format!("备注: '{words}'\n"));
    answers::check(schema, &answers, Mode::default())
        .value
        .expect("facts")
}

fn fill(file: &[u8], words: &str) -> Vec<u8> {
    let (schema, _) = schema::read("s.yaml", FIELDS, &[]).recovered();
    let template = WordTemplate::open("t.docx", file).expect("a Word file");
    let bound = template
        .bind(&schema)
        .unwrap_or_else(|faults| panic!("{faults}"));
    let filled = bound.fill(&facts(&schema, words), &FillOptions::default());
    filled.unwrap_or_else(|faults| panic!("{faults}")).bytes
}

#[test]
#[ignore = "needs the programs that tests/oracles/setup.sh installs"]
fn files_of_other_programs_without_tags_come_back_byte_for_byte() {
    let files = files();
    assert!(files.len() >= 60, "only {} files", files.len());
    for path in files {
        let file = std::fs::read(&path).expect("the file");
        assert!(fill(&file, "快报") == file, "{}", path.display());
    }
}

/// A file with a tag in place of some words, the words, and which paragraph they stand in. Words
/// of a field or a tracked paragraph are left alone.
fn tagged(file: &[u8]) -> Option<(Vec<u8>, String, usize)> {
    let source = WordSource::open(file).expect("a Word file");
    for (at, paragraph) in source.stories()[0].paragraphs.iter().enumerate() {
        let is_plain = !paragraph.is_tracked && !paragraph.text.contains(['\n', '\t']);
        if paragraph.length < 6 || !is_plain {
            continue;
        }
        let chars = 2..paragraph.length - 2;
        let words = paragraph.words(chars.clone());
        let is_answer = words.trim() == words && !words.contains('\'');
        let mut changes = WordChanges::new(&source);
        if is_answer && changes.replace(0, at, chars, TAG).is_ok() {
            return Some((changes.finish().expect("a file"), words, at));
        }
    }
    None
}

/// One field changed: no other part changes, nor any byte outside its paragraph; no validator finds
/// what it did not find before; a page is drawn as it was but for the line.
#[test]
#[ignore = "needs the programs that tests/oracles/setup.sh installs"]
fn one_field_of_files_of_other_programs_changes_its_runs_alone() {
    let validator = Tool::OpenXmlSdk.find();
    let soffice = Tool::Soffice.find();
    Tool::Poppler.find();
    let folder = folder("one-field");
    let (mut drawn, mut count) = (Vec::new(), 0);
    for (n, path) in files().into_iter().enumerate() {
        let name = path.display().to_string();
        let file = std::fs::read(&path).expect("the file");
        let Some((template, words, at)) = tagged(&file) else {
            continue;
        };
        count += 1;
        let same = fill(&template, &words);
        assert_eq!(texts(&same), texts(&file), "{name}");
        // As long as before, so that no line breaks anew.
        let other: String = words
            .chars()
            .map(|c| if c.is_alphanumeric() { '新' } else { c })
            .collect();
        let filled = fill(&template, &other);
        let (before, after) = (raw_parts(&template), raw_parts(&filled));
        for (part, bytes) in &before {
            assert!(
                part == "word/document.xml" || bytes == &after[part],
                "{name}: {part}"
            );
        }
        let (old, new) = (WordSource::open(&template), WordSource::open(&filled));
        let (old, new) = (old.expect("a file"), new.expect("a file"));
        let (old, new) = (&old.stories()[0], &new.stories()[0]);
        let place = &old.paragraphs[at].bytes;
        assert_eq!(old.xml[..place.start], new.xml[..place.start], "{name}");
        let rest = &old.xml[place.end..];
        assert!(new.xml.ends_with(rest), "{name}");
        let (one, another) = (
            folder.join(format!("{n}-before.docx")),
            folder.join(format!("{n}-after.docx")),
        );
        std::fs::write(&one, &same).expect("room on the disk");
        std::fs::write(&another, &filled).expect("room on the disk");
        let (known, found) = (faults(&validator, &path), faults(&validator, &another));
        let added: Vec<&String> = found.difference(&known).collect();
        assert!(added.is_empty(), "{name}: {added:?}");
        drawn.push((name, one, another, other));
    }
    assert!(count >= 60, "only {count} files have words to change");
    let mut paths: Vec<&Path> = Vec::new();
    for (_, one, another, _) in &drawn {
        paths.extend([one.as_path(), another.as_path()]);
    }
    tools::draw(&soffice, &folder, &paths);
    for (name, one, another, words) in &drawn {
        let (one, another) = (drawn_lines(one), drawn_lines(another));
        assert_eq!(one.len(), another.len(), "{name}");
        for (before, after) in one.iter().zip(&another) {
            // A long value goes over several lines.
            let is_changed = after.contains('新') && words.contains('新');
            assert!(before == after || is_changed, "{name}\n{before}\n{after}");
        }
    }
}

/// The lines of all pages with their places, as poppler finds them.
fn drawn_lines(word: &Path) -> Vec<String> {
    let poppler = Tool::Poppler.find().with_file_name("pdftotext");
    let pdf = word.with_extension("pdf");
    let said = Command::new(poppler)
        .args(["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()])
        .output()
        .expect("pdftotext");
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    // The spaces between columns are poppler's, by what else stands on the page.
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(words).collect()
}

/// A secretary's file, made by another program, through a year: mined in place, filled, edited and
/// saved by another program, refilled.
#[test]
#[ignore = "needs the programs that tests/oracles/setup.sh installs"]
fn a_secretarys_file_goes_through_a_year() {
    let soffice = Tool::Soffice.find();
    let validator = Tool::OpenXmlSdk.find();
    let folder = folder("year");
    let last = folder.join("last.docx");
    let script = tools::root().join("tests/oracles/secretary.js");
    let made = Command::new("node")
        .args([script.as_os_str(), last.as_os_str()])
        .env("NODE_PATH", tools::folder().join("node_modules"))
        .status();
    assert!(made.expect("node").success());
    let file = std::fs::read(&last).expect("the file");
    let report = Report::of(&Source::parse(&file, false, None).expect("a report"));
    let proposal = propose(std::slice::from_ref(&report));
    let proposal = proposal.decided(&Decisions::of(&proposal));
    let (genre, word) = (
        proposal.genre(),
        proposal.in_place(&file).expect("a template"),
    );
    assert!(word.unplaced.is_empty(), "{:?}", word.unplaced);
    assert_eq!(word.left, ["石政〔2025〕3号"]);
    let bench = Bench::own("secretary", word.bytes, &genre.schema, &genre.answers[0]);
    let same = bench.draft(&bench.answers).expect("its answers");
    assert_eq!(texts(&same), texts(&file));

    let next_year = bench
        .answers
        .replace("年份: 2024", "年份: 2025")
        .replace("18.6亿元, 增速: 6.2%", "19.9亿元, 增速: -1.1%")
        .replace("2025年1月8日", "2026年1月9日");
    let corrected = next_year
        .replace("19.9亿元, 增速: -1.1%", "20.3亿元, 增速: 1.3%")
        .replace("12个", "13个");
    let draft = bench.draft(&next_year).expect("its answers");
    let corrected = bench.draft(&corrected).expect("its answers");
    let text = all_lines(&draft).concat();
    assert!(text.contains("19.9亿元，同比下降1.1%") && text.contains("石桥镇2025年工作总结"));

    // Edited: a sentence rewritten, a paragraph put in, another program's save.
    let edited = with_part(&draft, "word/document.xml", |xml| {
        let xml = xml.replace("坚持稳中求进", "坚持稳中求进、以进促稳");
        let at = xml.find("主要有三个方面").expect("the words");
        let end = at + xml[at..].find("</w:p>").expect("its end") + 6;
        let own = "<w:p><w:r><w:t>手加的一段，谁也不动。</w:t></w:r></w:p>";
        format!("{}{own}{}", &xml[..end], &xml[end..])
    });
    let hand = folder.join("hand.docx");
    std::fs::write(&hand, edited).expect("room on the disk");
    tools::save_anew(&soffice, &folder.join("saved"), &[&hand]);
    let saved_path = folder.join("saved/hand.docx");
    let saved = std::fs::read(&saved_path).expect("the saved file");
    let renewed = refill(&saved, &draft, &corrected, Lang::Zh).expect("a file");
    let found = open(&renewed.items);
    assert!(found.is_empty(), "{found:#?}");
    let text = all_lines(&renewed.bytes).concat();
    for words in [
        "以进促稳", "手加的一段", "20.3亿元，同比增长1.3%", "重点项目13个",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    for gone in ["19.9亿元", "1.1%", "重点项目12个"] {
        assert!(!text.contains(gone), "{gone}\n{text}");
    }
    let after = folder.join("renewed.docx");
    std::fs::write(&after, &renewed.bytes).expect("room on the disk");
    let (known, new) = (faults(&validator, &saved_path), faults(&validator, &after));
    let added: Vec<&String> = new.difference(&known).collect();
    assert!(added.is_empty(), "{added:?}");
    // A figure of the hand's own is a conflict, and nothing of it is lost.
    let own = with_words(&saved, "19.9亿元", "近20亿元");
    let renewed = refill(&own, &draft, &corrected, Lang::Zh).expect("a file");
    let found = open(&renewed.items);
    assert!(!found.is_empty(), "a figure was changed by both");
    assert!(
        found.iter().all(|item| item.kind == RefillKind::Conflict),
        "{found:#?}"
    );
    assert!(all_lines(&renewed.bytes).concat().contains("近20亿元"));
}

/// A file with other words wherever some stand in its document, however they are cut into runs.
fn with_words(file: &[u8], old: &str, new: &str) -> Vec<u8> {
    let source = WordSource::open(file).expect("a Word file");
    let mut changes = WordChanges::new(&source);
    for (at, paragraph) in source.stories()[0].paragraphs.iter().enumerate() {
        if let Some(byte) = paragraph.text.find(old) {
            let start = paragraph.text[..byte].chars().count();
            let chars = start..start + old.chars().count();
            changes.replace(0, at, chars, new).expect("plain words");
        }
    }
    changes.finish().expect("a file")
}

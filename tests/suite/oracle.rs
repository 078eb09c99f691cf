//! Checks Word files and workbooks with programs nigao does not use: two validators, python-docx,
//! `LibreOffice` and poppler.
//!
//! `tests/oracles/setup.sh` installs them and the fonts. Without them these tests cannot run, so
//! they are ignored unless asked for: `cargo test --test suite oracle:: -- --ignored`.

mod cells;
mod other_programs;
mod own_word_files;
mod page;
mod refilled;
mod tools;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use nigao::answers::{Answers, Mode};
use nigao::catalog::Catalog;
use nigao::document::Document;
use nigao::draft::draft;
use nigao::layout::Layout;
use nigao::write::docx::{DocxWriter, DraftStamp, Meta};
use nigao::write::text;
use page::Page;
use tools::Tool;

use crate::write::documents;

/// A Word file and what its writer says it says.
struct Written {
    name: String,
    path: PathBuf,
    text: String,
}

/// Every sample, every golden document in every shipped layout, and a page of nothing but hanzi.
static WRITTEN: LazyLock<Vec<Written>> = LazyLock::new(|| {
    let mut documents: Vec<(String, Document)> = samples();
    documents.extend(self::documents());
    documents.push((
        "hanzi".to_owned(),
        "永".repeat(1500).parse().expect("a paragraph"),
    ));
    let folder = tools::folder().join("out");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut written = Vec::new();
    for layout in Layout::NAMES {
        let press =
            DocxWriter::new(&Layout::named(layout).expect("a shipped layout")).expect("a press");
        for (name, document) in &documents {
            let name = format!("{name}.{layout}");
            let path = folder.join(format!("{name}.docx"));
            std::fs::write(&path, press.write(document, &meta()).expect("a file"))
                .expect("room on the disk");
            written.push(Written {
                name,
                path,
                text: text::write(document),
            });
        }
    }
    written
});

fn meta() -> Meta {
    let notes = [(
        "职务".to_owned(),
        "您现在的职务是什么？（责任单位：党政办）\n照任职文件写".to_owned(),
    )]
    .into();
    Meta {
        title: None,
        author: "云溪镇人民政府 <拟稿 & 校核>".to_owned(),
        date: "2026-01-05".parse().ok(),
        notes,
        stamp: Some(DraftStamp::of("headless", &Document::default())),
    }
}

fn samples() -> Vec<(String, Document)> {
    let genres = Catalog::shipped().genres().expect("the shipped genres");
    let sample = |genre: &nigao::catalog::Genre| {
        let (schema, _) = genre.schema().recovered();
        let template = genre.template().ok()?.bind(&schema).ok()?;
        let (file, answers) = genre.sample().ok()?;
        let facts =
            nigao::answers::check(&schema, &Answers::read(&file, &answers), Mode::default())
                .value?;
        Some((genre.name.clone(), draft(&template, &facts, false).ok()?))
    };
    genres
        .iter()
        .map(|genre| sample(genre).unwrap_or_else(|| panic!("{} drafts no sample", genre.name)))
        .collect()
}

/// The files in the default layout.
fn in_default_layout() -> impl Iterator<Item = &'static Written> {
    WRITTEN
        .iter()
        .filter(|written| written.name.ends_with(Layout::NAMES[0]))
}

/// A file and its pages.
type Drawn = (&'static Written, Vec<Page>);

/// The pages of the files in the default layout, drawn once.
static PAGES: LazyLock<Vec<Drawn>> = LazyLock::new(|| {
    let soffice = Tool::Soffice.find();
    Tool::Poppler.find();
    Tool::Fonts.find();
    let files: Vec<&Path> = in_default_layout()
        .map(|written| written.path.as_path())
        .collect();
    tools::convert(&soffice, &files);
    in_default_layout()
        .map(|written| (written, page::read(&written.path.with_extension("pdf"))))
        .collect()
});

#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn microsofts_sdk_finds_no_error() {
    let validator = Tool::OpenXmlSdk.find();
    // A run takes a third of a second: every document once, the layouts by turns.
    let count = WRITTEN.len() / Layout::NAMES.len();
    for n in 0..count {
        let written = &WRITTEN[n + count * (n % Layout::NAMES.len())];
        let found = tools::output(&validator, &[&written.path]);
        assert!(found.contains("\"ok\": true"), "{}: {found}", written.name);
    }
}

#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn ooxml_integrity_finds_nothing() {
    let python = Tool::Python.find();
    let checker = python.with_file_name("ooxml-integrity");
    let files: Vec<&Path> = std::iter::once(Path::new("check"))
        .chain(WRITTEN.iter().map(|w| w.path.as_path()))
        .collect();
    let found = tools::output(&checker, &files);
    let clean = found
        .lines()
        .filter(|line| line.ends_with("0 error(s), 0 warning(s), 0 info  - clean"))
        .count();
    assert_eq!(clean, WRITTEN.len(), "{found}");
}

#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn python_reads_what_the_text_writer_writes() {
    let python = Tool::Python.find();
    let script = tools::root().join("tests/oracles/lines.py");
    let files: Vec<&Path> = std::iter::once(script.as_path())
        .chain(in_default_layout().map(|w| w.path.as_path()))
        .collect();
    let read = tools::output(&python, &files);
    let mut texts = read.split("\u{c}\n");
    for written in in_default_layout() {
        assert_eq!(
            texts.next(),
            Some(written.text.as_str()),
            "{}",
            written.name
        );
    }
}

#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn a_page_of_hanzi_holds_22_lines_of_28() {
    let pages = &*PAGES;
    let (_, pages) = pages
        .iter()
        .find(|(written, _)| written.name.starts_with("hanzi."))
        .expect("the page of hanzi");
    let lengths: Vec<usize> = pages[0]
        .lines()
        .iter()
        .map(|line| line.words.chars().count())
        .collect();
    let mut wanted = vec![28; 22];
    wanted[0] = 26; // two characters in
    assert_eq!(lengths, wanted);
    let ink = pages[0].ink();
    for (side, found, wanted) in [("left", ink.left, 28.0), ("right", 210.0 - ink.right, 26.0)] {
        assert!((found - wanted).abs() <= 1.0, "{side} margin {found:.2} mm");
    }
    // 21 lines and the height of one hanzi, somewhere between 37 mm and 262 mm: programs differ in
    // where the type stands in its line.
    let (pitch, em) = (225.0 / 22.0, 16.0 * page::MM);
    assert!(
        (ink.bottom - ink.top - 21.0 * pitch - em).abs() <= 1.0,
        "{:.2} mm of ink",
        ink.bottom - ink.top
    );
    assert!(
        ink.top >= 36.0 && ink.bottom <= 263.0,
        "ink from {:.2} to {:.2} mm",
        ink.top,
        ink.bottom
    );
}

#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn page_numbers_stand_seven_millimetres_under_the_text() {
    let documents = &*PAGES;
    for (written, pages) in documents {
        for (page, n) in pages.iter().zip(1..).filter(|(page, _)| page.is_upright()) {
            let number = page
                .number()
                .unwrap_or_else(|| panic!("{} page {n} has no number", written.name));
            assert_eq!(
                number.words.replace(' ', ""),
                format!("—{n}—"),
                "{}",
                written.name
            );
            let one = 14.0 * page::MM;
            let (found, wanted) = if n % 2 == 1 {
                (number.right, 210.0 - 26.0 - one)
            } else {
                (number.left, 28.0 + one)
            };
            assert!(
                (found - wanted).abs() <= 1.0,
                "{} page {n}: {found:.2}, not {wanted:.2}",
                written.name
            );
            if written.name.starts_with("report.") && n <= 2 {
                let below = page.middle_of_ink(number) - (37.0 + 225.0);
                assert!(
                    (below - 7.0).abs() <= 0.3,
                    "{} page {n}: {below:.2} mm",
                    written.name
                );
            }
        }
    }
}

#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn pages_are_set_in_the_faces_of_the_layout() {
    let documents = &*PAGES;
    // What stands in for 仿宋, 楷体, 黑体, 宋体 and 小标宋, and Times New Roman.
    let known = [
        "FandolFang", "FandolKai", "FandolHei", "FandolSong", "LiberationSerif",
    ];
    for (written, _) in documents
        .iter()
        .filter(|(written, _)| !written.name.starts_with("draft."))
    {
        let faces = page::faces(&written.path.with_extension("pdf"));
        let strange: Vec<_> = faces
            .iter()
            .filter(|face| !known.iter().any(|k| face.starts_with(k)))
            .collect();
        assert!(strange.is_empty(), "{}: {strange:?}", written.name);
        assert!(
            written.name.starts_with("hanzi.")
                || known
                    .iter()
                    .all(|k| faces.iter().any(|face| face.starts_with(k))),
            "{}: only {faces:?}",
            written.name
        );
    }
}

/// What is opened when somebody edits the data of a chart.
#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn the_workbooks_of_charts_are_workbooks() {
    let validator = Tool::OpenXmlSdk.find();
    let written = in_default_layout()
        .find(|written| written.name.starts_with("chart."))
        .expect("the charts");
    let file = std::fs::File::open(&written.path).expect("the file");
    let mut archive = zip::ZipArchive::new(file).expect("a zip");
    let names: Vec<String> = archive
        .file_names()
        .filter(|name| name.contains("/embeddings/"))
        .map(str::to_owned)
        .collect();
    assert_eq!(names.len(), 5);
    for name in names {
        let path = tools::folder()
            .join("out")
            .join(name.rsplit('/').next().expect("a name"));
        let mut book = std::fs::File::create(&path).expect("room on the disk");
        std::io::copy(&mut archive.by_name(&name).expect("a workbook"), &mut book).expect("a copy");
        drop(book);
        let found = tools::output(&validator, &[&path]);
        assert!(found.contains("\"ok\": true"), "{name}: {found}");
    }
}

#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn charts_are_drawn_as_wide_as_the_text() {
    let documents = &*PAGES;
    let (_, pages) = documents
        .iter()
        .find(|(written, _)| written.name.starts_with("chart."))
        .expect("the charts");
    let lines: Vec<_> = pages[0].lines().iter().chain(pages[1].lines()).collect();
    for words in [
        "亿元", "14.2", "8.5", "-6.3", "同比（%）", "万元", "元", "43860", "%", "固定资产投资",
    ] {
        assert!(
            lines
                .iter()
                .any(|line| line.words.replace(' ', "").contains(words)),
            "no {words} in {lines:?}"
        );
    }
    let ink = pages[0].ink();
    assert!(
        ink.left >= 27.0 && 210.0 - ink.right >= 25.0,
        "ink from {:.1} to {:.1} mm",
        ink.left,
        ink.right
    );
    assert!(
        ink.right - ink.left > 140.0,
        "only {:.1} mm wide",
        ink.right - ink.left
    );
}

/// The headings a table of contents lists, each with the number of its page.
fn contents(body: &str) -> Vec<(String, String)> {
    let words = |entry: &str| -> Vec<String> {
        let texts = entry
            .split("</w:t>")
            .filter_map(|run| run.rsplit_once("<w:t").and_then(|(_, t)| t.split_once('>')));
        texts.map(|(_, words)| words.replace(' ', "")).collect()
    };
    let entries = body
        .split("<w:hyperlink")
        .skip(1)
        .filter_map(|entry| entry.split("</w:hyperlink>").next());
    entries
        .map(words)
        .filter_map(|words| Some((words.first()?.clone(), words.last()?.clone())))
        .collect()
}

#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn the_contents_say_the_pages_headings_stand_on() {
    let soffice = Tool::Soffice.find();
    Tool::Poppler.find();
    let press = DocxWriter::new(&Layout::read("own.yaml", "contents: 2").expect("a layout"))
        .expect("a press");
    let mut files = Vec::new();
    for (name, document) in samples().into_iter().chain(self::documents()) {
        let path = tools::folder().join(format!("out/{name}.contents.docx"));
        let file = press.write(&document, &meta()).expect("a file");
        let listed = contents(&crate::write::part(&file, "word/document.xml"));
        std::fs::write(&path, file).expect("room on the disk");
        files.push((name, path, listed));
    }
    tools::convert(
        &soffice,
        &files
            .iter()
            .map(|(_, path, _)| path.as_path())
            .collect::<Vec<_>>(),
    );
    let mut wrong = Vec::new();
    for (name, path, listed) in files.iter().filter(|(_, _, listed)| !listed.is_empty()) {
        let pages = page::read(&path.with_extension("pdf"));
        // The pages of the contents have no number.
        let mut numbered = pages
            .iter()
            .filter(|page| page.number().is_some())
            .peekable();
        for (heading, number) in listed {
            let said = |page: &Page| {
                page.lines()
                    .iter()
                    .map(|l| l.words.replace(' ', ""))
                    .collect::<String>()
            };
            while numbered
                .peek()
                .is_some_and(|page| !said(page).contains(heading))
            {
                numbered.next();
            }
            let page = numbered
                .peek()
                .unwrap_or_else(|| panic!("{name}: {heading} is on no page"));
            let found = page.number().map(|n| n.words.replace(['—', ' '], ""));
            if found.as_ref() != Some(number) {
                wrong.push(format!("{name}: {heading} on {found:?}, not {number}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs the programs and fonts that tests/oracles/setup.sh installs"]
fn signatures_and_dates_begin_two_characters_apart() {
    let documents = &*PAGES;
    let (_, pages) = documents
        .iter()
        .find(|(written, _)| written.name.starts_with("report."))
        .expect("the report");
    let lines = || pages.iter().flat_map(Page::lines);
    let signature = lines()
        .find(|line| line.words == "云溪镇人民政府")
        .expect("the signature");
    let date = lines()
        .rfind(|line| line.words.replace(' ', "") == "2026年1月5日")
        .expect("the date");
    let two = 2.0 * 15.75 * page::MM;
    assert!(
        (date.left - signature.left - two).abs() < 0.1,
        "{} {}",
        signature.left,
        date.left
    );
    assert!(
        (210.0 - 26.0 - date.right - two).abs() < 1.0,
        "the date ends at {:.2}",
        date.right
    );
}

#[test]
#[ignore = "needs soffice and poppler: tests/oracles/setup.sh"]
fn no_row_loses_words_however_tall() {
    let soffice = Tool::Soffice.find();
    let pdftotext = Tool::Poppler.find().with_file_name("pdftotext");
    let folder = tools::folder().join("out");
    std::fs::create_dir_all(&folder).expect("a folder");
    let press = DocxWriter::new(&Layout::default()).expect("a press");
    let hanzi = |n: u32| {
        (0..n)
            .filter_map(|at| char::from_u32(0x4E00 + at))
            .collect::<String>()
    };
    let mut files = Vec::new();
    // Rows that fit half a page, a page less its header, and more than a page; behind another row,
    // as the last, upright and across.
    for way in ["===", "=== 横向"] {
        for n in [200, 450, 500, 700, 940, 970, 985, 1010, 1025, 2300] {
            let words = hanzi(n);
            let markup = format!(
                "# 表\n{way}\n% 项目表\n| 名称 | 备注 |\n|---|---|\n| 甲 | 在建 |\n| 乙 | {words} |\n| 丙 | 在建 |\n"
            );
            let document: Document = markup.parse().expect("markup");
            let path = folder.join(format!("row-{}-{n}.docx", way.len()));
            std::fs::write(&path, press.write(&document, &meta()).expect("a file")).expect("room");
            files.push((path, words));
        }
    }
    let paths: Vec<&Path> = files.iter().map(|(path, _)| path.as_path()).collect();
    tools::convert(&soffice, &paths);
    for (path, words) in &files {
        let pdf = path.with_extension("pdf");
        let text = tools::output(&pdftotext, &[&pdf, Path::new("-")]);
        let lost = words.chars().filter(|c| !text.contains(*c)).count();
        assert_eq!(lost, 0, "{} loses {lost} characters", path.display());
    }
}

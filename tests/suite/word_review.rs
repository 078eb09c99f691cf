//! Reviews of Word files: how they are set, and what somebody marked in them.

use nigao::document::Document;
use nigao::layout::Layout;
use nigao::read::{Report, Source};
use nigao::review::{ReviewFinding, ReviewOptions, Reviewer};
use nigao::splice::{WordChanges, WordSource};
use nigao::write::docx::{self, Meta};

use super::harness::Desk;
use super::rules::drafted_document;

fn word(document: &Document, layout: &Layout) -> Vec<u8> {
    docx::write(document, layout, &Meta::default()).expect("a file")
}

fn found(file: &[u8], layout: Layout) -> (Report, Vec<ReviewFinding>) {
    let report = Report::of(&Source::parse(file, false, None).expect("a report"));
    let options = ReviewOptions {
        layout,
        only: vec!["layout".to_owned(), "holes".to_owned()],
        ..ReviewOptions::default()
    };
    let review = Reviewer::new(options).review_word(&report, file);
    let findings = review.expect("a Word file").findings;
    (report, findings)
}

fn codes(findings: &[ReviewFinding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.code).collect()
}

#[test]
fn what_was_drafted_in_a_layout_is_set_as_the_layout_says() {
    let genres = nigao::catalog::Catalog::shipped().genres().expect("genres");
    for genre in genres {
        let (document, _) = drafted_document(&genre.name);
        for name in Layout::NAMES {
            let layout = Layout::named(name).expect("shipped");
            let file = word(&document, &layout);
            let (_, findings) = found(&file, layout);
            assert!(findings.is_empty(), "{} {name}: {findings:#?}", genre.name);
        }
    }
}

#[test]
fn another_layout_is_told_once_for_each_thing_that_differs() {
    let (document, _) = drafted_document("township-work-report");
    let large = Layout::named("speech-large").expect("shipped");
    let (_, findings) = found(&word(&document, &large), Layout::default());
    let mut told = codes(&findings);
    let all = told.len();
    assert!(all > 0 && told.iter().all(|code| code.starts_with("layout.")));
    told.sort_unstable();
    assert!(told.contains(&"layout.size"), "{told:?}");
    let body = findings.iter().find(|one| one.also.len() > 5);
    assert!(body.is_some(), "the places of the body are told together");
}

/// A file of a paragraph whose words in the middle are set otherwise.
fn with_run(before: &str, words: &str, property: &str, after: &str) -> Vec<u8> {
    let markup = format!("# 工作汇报\n{before}{words}{after}\n");
    let document: Document = markup.parse().expect("markup");
    let file = word(&document, &Layout::default());
    let source = WordSource::open(&file).expect("a Word file");
    let part = &source.stories()[0].xml;
    let at = part.find(before).expect("the words");
    let start = part[..at].rfind("<w:r>").expect("a run");
    let end = at + part[at..].find("</w:r>").expect("its end") + "</w:r>".len();
    let run = |words: &str, property: &str| {
        format!("<w:r><w:rPr>{property}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let runs = format!(
        "{}{}{}",
        run(before, ""),
        run(words, property),
        run(after, "")
    );
    let mut changes = WordChanges::new(&source);
    changes.story(0).put(start..end, runs);
    changes.finish().expect("a file")
}

#[test]
fn marks_are_told_over_the_words_they_are_on() {
    let (before, after) = (
        "全年完成投资",
        "，增长8.5%，各项工作都有新的进展，群众得到了看得见的实惠和方便。",
    );
    for (property, code) in [
        (
            r#"<w:highlight w:val="yellow"/>"#,
            Some("holes.highlighted"),
        ),
        (r#"<w:highlight w:val="none"/>"#, None),
        (r#"<w:color w:val="FF0000"/>"#, Some("layout.colour")),
        (r#"<w:color w:val="000000"/>"#, None),
        (r#"<w:color w:val="auto"/>"#, None),
        (r#"<w:color w:val="333333"/>"#, None),
        (
            r#"<w:rStyle w:val="Hyperlink"/><w:color w:val="0000FF"/>"#,
            None,
        ),
        ("<w:b/><w:bCs/>", None),
    ] {
        let file = with_run(before, "3.2亿元", property, after);
        let (report, findings) = found(&file, Layout::default());
        let wanted: Vec<&str> = code.into_iter().collect();
        assert_eq!(codes(&findings), wanted, "{property}");
        for finding in findings {
            let words: String = report.source()[finding.span].iter().collect();
            assert_eq!(words, "3.2亿元", "{property}");
        }
    }
}

#[test]
fn hidden_words_are_told_and_judged_by_no_rule() {
    let file = with_run(
        "全年完成投资", "亿元__某某", "<w:vanish/>", "3.2亿元，增长8.5%。",
    );
    let (report, findings) = found(&file, Layout::default());
    assert!(!report.text().contains("某某"));
    assert_eq!(codes(&findings), ["holes.hidden"]);
}

#[test]
fn a_hole_that_is_highlighted_is_told_once() {
    let property = r#"<w:highlight w:val="yellow"/>"#;
    let file = with_run("这项工作由", "某某", property, "同志负责，增长8.5%。");
    let (_, findings) = found(&file, Layout::default());
    assert_eq!(codes(&findings), ["holes.placeholder"]);
}

#[test]
fn the_command_reads_the_file_and_compares_it_with_the_layout_named() {
    let (document, _) = drafted_document("head-duty-report");
    let large = Layout::named("speech-large").expect("shipped");
    let desk = Desk::new();
    std::fs::write(desk.path("稿.docx"), word(&document, &large)).expect("written");
    let run = desk.run(&["review", "稿.docx", "--only", "layout"]).code(0);
    assert!(run.out.contains("［layout.size］"), "{}", run.out);
    assert!(!run.out.contains("版面"), "{}", run.out);
    let args = [
        "review", "稿.docx", "--only", "layout", "--layout", "speech-large",
    ];
    let run = desk.run(&args).code(0);
    assert!(!run.out.contains("［layout."), "{}", run.out);
}

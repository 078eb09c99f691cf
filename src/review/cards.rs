//! Holds every rule to its cards: the one that breaks it and the one that does not.

use super::{CardContext, ReviewOptions, Reviewer, RuleCard, WordMark, compare, rules};
use crate::layout::Layout;
use crate::ooxml::splice::{WordChanges, WordSource};
use crate::read::{Report, Source};
use crate::write::docx;
use crate::yaml;

/// The codes of the rules that find something in a card.
fn found(card: &RuleCard) -> Vec<&'static str> {
    let mut options = ReviewOptions::default();
    let report = Report::read(card.text);
    match card.beside {
        CardContext::Nothing => {}
        CardContext::Place(place) => options.place = Some(place.to_owned()),
        CardContext::Source(source) => {
            options
                .sources
                .push(("旧稿.txt".to_owned(), Report::read(source)));
        }
        CardContext::Answers(answers) => {
            let (answers, faults) = yaml::read("填报.yaml", answers).recovered();
            assert!(faults.is_empty(), "{faults}");
            options.add_answers(&answers);
        }
        CardContext::Together(other) => {
            let other = Report::read(other);
            let papers = [("另一份.txt", &other), ("这一份.txt", &report)];
            let findings = compare(&papers, &options).remove(1);
            return findings.iter().map(|finding| finding.rule.code).collect();
        }
        CardContext::CarriedOver(sentence) => options.carried_over.push(sentence.to_owned()),
        CardContext::Privacy => options.privacy = true,
        CardContext::Layout(layout) => return found_in(&word_file(card.text, layout)),
        CardContext::Marked(words, mark) => {
            let file = word_file(card.text, "base: gbt9704");
            return found_in(&marked(&file, words, mark));
        }
    }
    let review = Reviewer::new(options).review(&report);
    review
        .findings
        .iter()
        .map(|finding| finding.rule.code)
        .collect()
}

/// The codes of the rules that find something in a Word file.
fn found_in(file: &[u8]) -> Vec<&'static str> {
    let report = Report::of(&Source::parse(file, false, None).expect("a report"));
    let reviewer = Reviewer::new(ReviewOptions::default());
    let review = reviewer.review_word(&report, file).expect("a Word file");
    let findings = review.findings.iter();
    findings.map(|finding| finding.rule.code).collect()
}

/// A document in Word.
fn word_file(markup: &str, layout: &str) -> Vec<u8> {
    let document = markup.parse().expect("markup");
    let layout = Layout::read("版式.yaml", layout).expect("a layout");
    docx::write(&document, &layout, &docx::Meta::default()).expect("docx")
}

/// The same file with a paragraph marked.
fn marked(file: &[u8], words: &str, mark: WordMark) -> Vec<u8> {
    let source = WordSource::open(file).expect("a Word file");
    let part = &source.stories()[0].xml;
    let at = part.find(words).expect("the words");
    let start = part[..at].rfind("<w:r>").expect("their run");
    let end = at + part[at..].find("</w:r>").expect("its end") + "</w:r>".len();
    let property = match mark {
        WordMark::Highlighted => r#"<w:highlight w:val="yellow"/>"#,
        WordMark::Hidden => "<w:vanish/>",
        WordMark::Red => r#"<w:color w:val="FF0000"/>"#,
        WordMark::Bold | WordMark::Inserted => "<w:b/>",
    };
    let set = format!("<w:r><w:rPr>{property}</w:rPr>");
    let mut run = part[start..end].replacen("<w:r>", &set, 1);
    if mark == WordMark::Inserted {
        run = format!(r#"<w:ins w:id="9" w:author="林致远">{run}</w:ins>"#);
    }
    let mut changes = WordChanges::new(&source);
    changes.story(0).put(start..end, run);
    changes.finish().expect("a file")
}

#[test]
fn each_rule_finds_its_card_and_leaves_its_double_alone() {
    let mut faults = Vec::new();
    for rule in rules() {
        let (hits, misses) = (found(&rule.hit), found(&rule.miss));
        if !hits.contains(&rule.code) {
            faults.push(format!("{rule} does not find its card, but {hits:?}"));
        }
        if misses.contains(&rule.code) {
            faults.push(format!("{rule} finds the card it must not"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn codes_are_families_and_faults_and_none_stands_twice() {
    let mut codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    assert!(
        codes.iter().all(|code| code.split('.').count() == 2),
        "{codes:?}"
    );
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all);
}

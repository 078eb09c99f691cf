//! Reviews what was drafted and says what a careful colleague would.

use nigao::answers::Answers;
use nigao::document::Document;
use nigao::drafting::own_review_options;
use nigao::read::{Report, Source};
use nigao::review::Reviewer;
use nigao::write;

use super::lang::{lang, translate, translate_with};
use super::terminal::{Terminal, clean};

/// So many findings are told; `nigao review` tells them all.
const MOST_TOLD: usize = 12;

/// Tells what a review of a draft finds. Its holes are told already, and its claims were confirmed.
pub(super) fn tell(document: &Document, answers: &Answers, has_holes: bool, terminal: &Terminal) {
    if terminal.is_json() {
        return;
    }
    let options = own_review_options(answers, has_holes);
    let report = Report::of(&Source {
        text: write::text::write(document),
        paragraphs: true,
        ..Source::default()
    });
    let findings = Reviewer::new(options).review(&report).findings;
    if findings.is_empty() {
        return;
    }
    let mut told = translate_with("cli.fill.review", [("n", findings.len())]);
    told.push('\n');
    for finding in findings.iter().take(MOST_TOLD) {
        let place = finding.place(&report);
        let args = [
            ("line", place.line.to_string()),
            ("what", finding.message.text(lang())),
            ("rule", finding.rule.code.to_owned()),
        ];
        told += &clean(&translate_with("cli.fill.review-one", args));
        told.push('\n');
    }
    if findings.len() > MOST_TOLD {
        told += &translate("cli.fill.review-more");
        told.push('\n');
    }
    terminal.note(&told);
}

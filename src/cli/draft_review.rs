//! Reviews what was drafted and says what a careful colleague would.

use nigao::answers::Answers;
use nigao::document::Document;
use nigao::drafting::own_review_options;
use nigao::read::{Report, Source};
use nigao::review::{Reviewer, UnitFile};
use nigao::schema::Schema;
use nigao::write;

use super::lang::{lang, translate, translate_with};
use super::terminal::{Terminal, clean};

/// So many findings are told; `nigao review` tells them all.
const MOST_TOLD: usize = 12;

/// What was drafted, and what it was drafted from.
pub(super) struct DraftedPaper<'a> {
    pub(super) document: &'a Document,
    pub(super) schema: &'a Schema,
    pub(super) answers: &'a Answers,
    /// What the unit accepts.
    pub(super) unit: &'a UnitFile,
    pub(super) has_holes: bool,
}

/// Tells what a review of a draft finds. Its holes are told already, and its claims were confirmed.
pub(super) fn tell(drafted: &DraftedPaper, terminal: &Terminal) {
    if terminal.is_json() {
        return;
    }
    let mut options = own_review_options(drafted.answers, drafted.has_holes);
    options
        .carried_over
        .clone_from(&drafted.schema.carried_over);
    drafted.unit.apply(&mut options);
    let report = Report::of(&Source {
        text: write::text::write(drafted.document),
        paragraphs: true,
        ..Source::default()
    });
    let mut findings = Reviewer::new(options).review(&report).findings;
    drafted.unit.drop_accepted(&report, &mut findings);
    // A mined template says a hundred sentences again: they are told in one line.
    let before = findings.len();
    findings.retain(|finding| finding.rule.code != "copying.carried-over");
    let carried_over = before - findings.len();
    let mut told = String::new();
    if carried_over > 0 {
        let key = if drafted.has_holes {
            "cli.fill.carried-over-draft"
        } else {
            "cli.fill.carried-over"
        };
        told += &translate_with(key, [("n", carried_over)]);
        told.push('\n');
    }
    if !findings.is_empty() {
        told += &translate_with("cli.fill.review", [("n", findings.len())]);
        told.push('\n');
    }
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

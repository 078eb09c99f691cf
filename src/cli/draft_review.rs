//! Reviews what was drafted and says what a careful colleague would.

use nigao::answers::Answers;
use nigao::diagnostic::Diagnostic;
use nigao::document::Document;
use nigao::drafting::{carried_over_advice, own_review_options, take_carried_over};
use nigao::read::{Report, Source};
use nigao::review::{Reviewer, UnitFile};
use nigao::schema::Schema;
use nigao::write;

use super::lang::{lang, translate, translate_with};
use super::report;
use super::sources::Sources;
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

/// Tells what a review of a draft finds; as data only what it says again as the year before, for
/// `nigao review --json` has the rest.
pub(super) fn tell(drafted: &DraftedPaper, terminal: &Terminal) {
    let tell_carried_over = |advice: Option<Diagnostic>| {
        report::diagnostics(advice.as_slice(), &Sources::default(), terminal);
    };
    let (document, schema) = (drafted.document, drafted.schema);
    if terminal.is_json() {
        tell_carried_over(carried_over_advice(document, schema, drafted.unit));
        return;
    }
    let mut options = own_review_options(schema, drafted.answers, drafted.has_holes);
    drafted.unit.apply(&mut options);
    let report = Report::of(&Source {
        text: write::text::write(document),
        paragraphs: true,
        ..Source::default()
    });
    let mut findings = Reviewer::new(options).review(&report).findings;
    drafted.unit.drop_accepted(&report, &mut findings);
    tell_carried_over(take_carried_over(&mut findings));
    let mut told = String::new();
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

//! Comments on the sentences of a draft that its genre took over from an earlier report.

use crate::diagnostic::Lang;
use crate::error::Result;
use crate::read::{Report, Source};
use crate::review::{ReviewOptions, Reviewer, UnitFile, annotate};
use crate::schema::Schema;

/// The rule that tells them.
const RULE: &str = "copying.carried-over";

/// Puts a comment at each sentence that was said the year before and that nobody has accepted: in
/// the schema by deleting its line, or in the unit's file. The file comes back as it is where there
/// is none.
///
/// # Errors
/// When the bytes are no Word file.
pub fn comment_carried_over(
    file: Vec<u8>,
    schema: &Schema,
    unit: &UnitFile,
    lang: Lang,
) -> Result<Vec<u8>> {
    if schema.carried_over.is_empty() {
        return Ok(file);
    }
    let mut options = ReviewOptions::default();
    unit.apply(&mut options);
    options.only = vec![RULE.to_owned()];
    options.carried_over.clone_from(&schema.carried_over);
    let report = Report::of(&Source::parse(&file, false, None)?);
    let mut findings = Reviewer::new(options).review(&report).findings;
    unit.drop_accepted(&report, &mut findings);
    if findings.is_empty() {
        return Ok(file);
    }
    Ok(annotate(&file, &report, &findings, lang)?.bytes)
}

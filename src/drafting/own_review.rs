//! Reviews a report as it was drafted here, which needs less than the paper of a stranger.

use crate::answers::Answers;
use crate::review::ReviewOptions;
use crate::schema::Schema;

/// Returns what a reviewer knows of a draft. Its holes are told already, and its claims were
/// confirmed.
#[must_use]
pub fn own_review_options(schema: &Schema, answers: &Answers, has_holes: bool) -> ReviewOptions {
    let mut options = ReviewOptions {
        claims_confirmed: true,
        carried_over: schema.carried_over.clone(),
        ..ReviewOptions::default()
    };
    options.add_answers(&answers.to_node());
    // Advice on style is for authors: the words are the template's.
    options.skip = ["words.long-sentence", "punctuation.list-comma"]
        .map(str::to_owned)
        .to_vec();
    if has_holes {
        options.skip.push("holes".to_owned());
    }
    options
}

//! Tells what the page shows as the answer to each question, by the paths that name its inputs.

use nigao::interview::{AnswerForm, Interview, Path, Step};

/// The two words that answer a flag or a claim, in any language of the page.
pub(super) const YES: &str = "是";
/// See [`YES`].
pub(super) const NO: &str = "否";

/// The part of an answer that says who or what paper it is from.
pub(super) const SOURCE: &str = "来源";
/// The parts of an answer that are said of it: where it is from, how it was counted.
pub(super) const EVIDENCE: [&str; 2] = [SOURCE, "口径"];

/// The answer to a question as it stands in its input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ShownAnswer {
    /// The words in the input, or the option that is chosen.
    pub(super) words: String,
    /// Whether it is given; else it is offered, or there is none.
    pub(super) is_given: bool,
}

/// Returns the part of the evidence that a path leads to; `None` for a path to an answer.
pub(super) fn evidence_at(path: &Path) -> Option<&'static str> {
    let [Step::Key(_), Step::Key(last)] = &path.0[..] else {
        return None;
    };
    EVIDENCE.into_iter().find(|key| key == last)
}

/// Says something of an answer, or takes it back.
pub(super) fn set_evidence(interview: &mut Interview, path: &Path, words: &str) {
    let mut evidence = interview.evidence_of(path.root());
    let words = Some(words.to_owned()).filter(|words| !words.is_empty());
    if evidence_at(path) == Some(SOURCE) {
        evidence.source = words;
    } else {
        evidence.basis = words;
    }
    interview.set_evidence(path.root(), evidence);
}

/// Returns the answer that is shown at a path.
pub(super) fn shown(interview: &Interview, path: &Path) -> ShownAnswer {
    if let Some(part) = evidence_at(path) {
        let evidence = interview.evidence_of(path.root());
        let words = if part == SOURCE {
            evidence.source
        } else {
            evidence.basis
        };
        let is_given = words.is_some();
        let words = words.unwrap_or_default();
        return ShownAnswer { words, is_given };
    }
    let is_given = interview.has_answer_at(path);
    let question = interview.question_at(path);
    let (form, words) = match question {
        Some(question) => (question.form, question.default.unwrap_or_default()),
        None => return ShownAnswer::default(),
    };
    if matches!(form, AnswerForm::Flag | AnswerForm::Claim) && !words.is_empty() {
        return ShownAnswer {
            words: yes_or_no(interview, path, &words),
            is_given,
        };
    }
    match rate_beside(path).filter(|rate| !is_given && interview.has_answer_at(rate)) {
        Some(rate) => shown(interview, &rate),
        None => ShownAnswer { words, is_given },
    }
}

/// The rate is typed where last year's value is asked, and shown there again.
fn rate_beside(path: &Path) -> Option<Path> {
    let is_last = path.0.len() > 1 && path.0.last() == Some(&Step::Key("上年".to_owned()));
    is_last.then(|| path.up().key("增速"))
}

/// Returns the path that an answer shown at a path is kept at.
pub(super) fn kept_at(interview: &Interview, path: &Path) -> Path {
    let rate = rate_beside(path)
        .filter(|rate| !interview.has_answer_at(path) && interview.has_answer_at(rate));
    rate.unwrap_or_else(|| path.clone())
}

/// Whoever wrote 属实 or √ into the file meant 是.
fn yes_or_no(interview: &Interview, path: &Path, words: &str) -> String {
    let text = |typed: &str| {
        interview
            .consider_at(path, typed)
            .map(|readback| readback.text)
            .ok()
    };
    match text(words) {
        // What cannot be read is shown as not answered.
        None => String::new(),
        read if read == text(YES) => YES.to_owned(),
        _ => NO.to_owned(),
    }
}

//! Applies what a form sent to the interview: only what its user changed, one answer at a time.

use std::collections::BTreeMap;

use nigao::interview::{AnswerForm, Interview, Path, Step};

use super::shown::{evidence_at, kept_at, set_evidence, shown};

/// What was sent with a form for the answers.
#[derive(Debug, Default)]
pub(super) struct SentForm {
    /// Each input's path and words, in the order of the page.
    pub(super) inputs: Vec<(Path, String)>,
    /// Whether what is offered counts as answered: the user has gone through the page.
    pub(super) takes_offers: bool,
}

/// What came of applying a form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Applied {
    /// What was refused, by path.
    pub(super) refused: BTreeMap<String, String>,
    /// The paths whose answer was changed elsewhere while the form was open.
    pub(super) clashes: Vec<String>,
    /// What was typed where nothing is asked, by path: there is no such question, or not any more.
    pub(super) unasked: BTreeMap<String, String>,
    /// What was typed into a record that was taken out of its list elsewhere, by path.
    pub(super) gone: BTreeMap<String, String>,
    /// Whether the answers were saved.
    pub(super) is_saved: bool,
}

impl Applied {
    /// Whether everything that was sent was taken.
    pub(super) fn is_whole(&self) -> bool {
        self.refused.is_empty() && self.unasked.is_empty() && self.gone.is_empty()
    }

    fn clash(&mut self, path: &Path, words: String) {
        self.clashes.push(path.dotted());
        self.refused.insert(path.dotted(), words);
    }
}

/// Applies a form to an interview. `before` is the interview as the form shows it, so that what
/// another tab or another program wrote meanwhile is not taken for an answer of this one.
pub(super) fn apply(interview: &mut Interview, before: &Interview, form: &SentForm) -> Applied {
    let mut applied = Applied::default();
    for (path, words) in &form.inputs {
        let words = tidied(words);
        if !is_question(before, path) {
            applied.unasked.insert(path.dotted(), words);
            continue;
        }
        if list_of_new_record(before, path).is_some() {
            add_to_list(interview, before, path, form, &mut applied);
            continue;
        }
        let old = shown(before, path);
        let takes_offer = form.takes_offers
            && !old.is_given
            && !words.is_empty()
            && !is_part_of_open(interview, path);
        if words == old.words && !takes_offer {
            continue;
        }
        let now = shown(interview, path);
        if now.words == words && now.is_given {
            continue;
        }
        // A part may be offered only since its field was answered a moment ago: the parent of a
        // place, which is no change of anybody else.
        let is_elsewhere = now != old && now.is_given;
        if is_elsewhere && !is_part_of_changed(path, form, before) {
            applied.clash(path, words);
            continue;
        }
        if !is_record_there(interview, path) {
            applied.gone.insert(path.dotted(), words);
            continue;
        }
        let is_typed = words != old.words;
        if !give(interview, path, &words, &mut applied) && is_typed {
            applied.unasked.insert(path.dotted(), words);
        }
    }
    applied
}

/// Applies a form of a page so old that what it showed is not known any more: what stands in the
/// answers is never overwritten, for nobody can say that its user has seen it.
pub(super) fn apply_blindly(interview: &mut Interview, form: &SentForm) -> Applied {
    let mut applied = Applied::default();
    for (path, words) in &form.inputs {
        let words = tidied(words);
        let now = shown(interview, path);
        if words.is_empty() || now.words == words {
            continue;
        }
        let is_in_list = path.0.iter().any(|step| matches!(step, Step::Record(_)));
        if !is_question(interview, path) {
            applied.unasked.insert(path.dotted(), words);
        } else if is_in_list && !is_record_there(interview, path) {
            applied.gone.insert(path.dotted(), words);
        } else if is_in_list || now.is_given {
            applied.clash(path, words);
        } else if !give(interview, path, &words, &mut applied) {
            applied.unasked.insert(path.dotted(), words);
        }
    }
    applied
}

/// Whether a path leads to a question, or to what is said of an answer.
fn is_question(interview: &Interview, path: &Path) -> bool {
    let path = match evidence_at(path) {
        Some(_) => &Path::field(path.root()),
        None => path,
    };
    // The record behind the last is the empty row.
    let rows = |list: &Path| count(interview, list) + 1;
    interview.question_at(path).is_some()
        && record_in(path).is_none_or(|(list, at)| at < rows(&list))
}

/// Whether the record that a path leads into is there, where it leads into one.
fn is_record_there(interview: &Interview, path: &Path) -> bool {
    record_in(path).is_none_or(|(list, at)| at < count(interview, &list))
}

/// Returns the list that a path leads into, and the number of the record.
fn record_in(path: &Path) -> Option<(Path, usize)> {
    let mut steps = path.0.iter().enumerate();
    steps.find_map(|(at, step)| match step {
        Step::Record(record) => Some((Path(path.0[..at].to_vec()), *record)),
        Step::Key(_) => None,
    })
}

/// Whether a path leads to a part of an answer that is not there: last year's figure is offered
/// beside this year's, and says nothing without it.
fn is_part_of_open(interview: &Interview, path: &Path) -> bool {
    let whole = path.up();
    interview.parts_of(&whole).contains(path)
        && !interview.has_answer_at(&kept_at(interview, &whole))
}

/// Whether the field of a part was changed by the same form, so that its parts changed with it.
fn is_part_of_changed(path: &Path, form: &SentForm, before: &Interview) -> bool {
    let whole = path.up();
    let sent = form.inputs.iter().find(|(other, _)| *other == whole);
    sent.is_some_and(|(_, words)| tidied(words) != shown(before, &whole).words)
}

/// Gives an answer, or takes it back where nothing is left of it; false where nobody asks for it.
fn give(interview: &mut Interview, path: &Path, words: &str, applied: &mut Applied) -> bool {
    if evidence_at(path).is_some() {
        // What is said of an answer waits until there is one.
        if interview.has_answer_at(&Path::field(path.root())) || words.is_empty() {
            set_evidence(interview, path, words);
        } else {
            applied.refused.insert(path.dotted(), words.to_owned());
        }
        return true;
    }
    if words.is_empty() {
        clear(interview, path);
        return true;
    }
    if !interview.ask(path) {
        return false;
    }
    // A line that repeats what is offered stands for it, as at the terminal.
    let is_offer = interview
        .question()
        .is_some_and(|q| q.default.as_deref() == Some(words));
    if interview.answer(if is_offer { "" } else { words }).is_err() {
        applied.refused.insert(path.dotted(), words.to_owned());
    }
    true
}

/// Takes an answer back; the other parts of a figure or a place stay.
fn clear(interview: &mut Interview, path: &Path) {
    let kept = kept_at(interview, path);
    let parts = interview.parts_of(&kept);
    let has_parts = parts
        .iter()
        .any(|part| interview.has_answer_at(&kept_at(interview, part)));
    let main = ["本年", "名称"].map(|key| kept.key(key));
    let main = main
        .into_iter()
        .find(|main| has_parts && interview.has_answer_at(main));
    if interview.ask(&main.unwrap_or(kept)) {
        interview.skip();
    }
}

/// Returns the list that a path leads into, if the form did not show its record yet.
fn list_of_new_record(before: &Interview, path: &Path) -> Option<Path> {
    let (list, record) = record_in(path)?;
    let question = before.question_at(&list)?;
    let AnswerForm::List(records) = question.form else {
        return None;
    };
    (record >= records.len()).then_some(list)
}

/// Adds to a list what stands in its empty row. Several lines are several records, and the cells
/// of a line pasted from a sheet are the fields of one.
fn add_to_list(
    interview: &mut Interview,
    before: &Interview,
    path: &Path,
    form: &SentForm,
    applied: &mut Applied,
) {
    let Some(list) = list_of_new_record(before, path) else {
        return;
    };
    let words = &words_at(form, path);
    let lines: Vec<&str> = words
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        return;
    }
    let shown_count = count(before, &list);
    let first = before.record_paths(&list, shown_count).into_iter().next();
    let own = row_of(interview, &list, shown_count, first.as_ref(), form);
    if first.as_ref() != Some(path) {
        // A later field of the new row: its record is there by now, or its first field is open. A
        // figure has steps of its own below the field: 回收.计划.
        let now = count(interview, &list);
        let newest = if now > shown_count { now - 1 } else { now };
        let mut whole = list.then(Step::Record(own.unwrap_or(newest)));
        whole.0.extend_from_slice(&path.0[whole.0.len()..]);
        if !give(interview, &whole, words, applied) {
            applied.unasked.insert(path.dotted(), words.clone());
        }
        return;
    }
    if own.is_some() {
        return;
    }
    let mut refused = Vec::new();
    for line in lines {
        if !refused.is_empty() || !add_record(interview, &list, line) {
            refused.push(line);
        }
    }
    if !refused.is_empty() {
        applied.refused.insert(path.dotted(), refused.join("\n"));
    }
}

/// Returns what a form sends for a path.
fn words_at(form: &SentForm, path: &Path) -> String {
    let sent = form.inputs.iter().find(|(other, _)| other == path);
    sent.map(|(_, words)| tidied(words)).unwrap_or_default()
}

/// Returns the record that the new row of a form has become already: its script saves a row as it
/// is left, and the form that is sent next may have been rendered before that. A row is known by
/// its first field.
fn row_of(
    interview: &Interview,
    list: &Path,
    shown_count: usize,
    first: Option<&Path>,
    form: &SentForm,
) -> Option<usize> {
    let words = words_at(form, first?);
    if words.is_empty() || words.contains('\n') {
        return None;
    }
    let is_it = |record: &usize| {
        let paths = interview.record_paths(list, *record);
        let Some(path) = paths.first() else {
            return false;
        };
        let kept = shown(interview, path).words;
        let readback = interview.consider_at(path, &words);
        kept == words || readback.is_ok_and(|readback| readback.text == kept)
    };
    (shown_count..count(interview, list)).find(is_it)
}

/// Adds a record by a line whose cells are divided by tabs; false if one of them is refused, and
/// nothing is added.
fn add_record(interview: &mut Interview, list: &Path, line: &str) -> bool {
    let mut with = interview.clone();
    let record = count(&with, list);
    for (at, cell) in line.split('\t').map(str::trim).enumerate() {
        let is_taken = if at == 0 {
            with.ask(list) && with.add() && with.answer(cell).is_ok()
        } else {
            let paths = with.record_paths(list, record);
            match paths.get(at) {
                Some(_) if cell.is_empty() => true,
                Some(path) => with.ask(path) && with.answer(cell).is_ok(),
                None => cell.is_empty(),
            }
        };
        if !is_taken {
            return false;
        }
    }
    *interview = with;
    true
}

/// Returns how many records a list shows.
fn count(interview: &Interview, list: &Path) -> usize {
    match interview.question_at(list).map(|question| question.form) {
        Some(AnswerForm::List(records)) => records.len(),
        _ => 0,
    }
}

/// What a button can do to an answer, mostly to the records of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListDeed {
    Remove,
    Up,
    Down,
    /// There are none, and that is the answer.
    Finish,
    /// Last year's words are said again; those of other fields, too.
    Repeat,
}

impl ListDeed {
    /// Parses the word a button sends.
    pub(super) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "remove" => Self::Remove,
            "up" => Self::Up,
            "down" => Self::Down,
            "none" => Self::Finish,
            "again" => Self::Repeat,
            _ => return None,
        })
    }

    /// Returns the id of what is gone to when it is done: the same button of the record where it
    /// is now, so that somebody without a mouse can press it again.
    pub(super) fn goes_to(self, interview: &Interview, path: &Path) -> String {
        let Some((list, record)) = record_in(path) else {
            return format!("f-{}", path.root());
        };
        let last = count(interview, &list).checked_sub(1);
        let Some(last) = last else {
            return format!("f-{}", path.root());
        };
        let (deed, record) = match self {
            Self::Up if record > 1 => ("up", record - 1),
            Self::Up => ("down", 0),
            Self::Down if record + 1 < last => ("down", record + 1),
            Self::Down => ("up", last),
            _ => ("remove", record.min(last)),
        };
        format!("b-{deed}-{}", list.then(Step::Record(record)).dotted())
    }

    /// Does it to the record a path leads to, or to the list; false where there is none.
    pub(super) fn follow(self, interview: &mut Interview, path: &Path) -> bool {
        let (list, record) = match path.0.last() {
            Some(Step::Record(record)) => (path.up(), *record),
            _ => (path.clone(), 0),
        };
        if !interview.ask(&list) {
            return false;
        }
        match self {
            Self::Remove => interview.remove(record).is_some(),
            Self::Up => record > 0 && interview.reorder(record, record - 1),
            Self::Down => interview.reorder(record, record + 1),
            Self::Finish => interview.done().is_ok(),
            Self::Repeat => interview.repeat_last_year(path.root()),
        }
    }
}

/// Returns words without margins and blank lines, as the terminal joins paragraphs.
fn tidied(words: &str) -> String {
    let lines = words
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

//! Renders the inputs of a question: lines, paragraphs, options, records.

use std::collections::BTreeMap;

use maud::{Markup, html};
use nigao::interview::{AnswerForm, Interview, Path, Question, Step};
use nigao::schema::FieldKind;

use super::shown::{EVIDENCE, NO, SOURCE, ShownAnswer, YES, shown};
use super::words::PageWords;

/// From so many chars a line is shown in a box of several lines.
const LONG_LINE_CHARS: usize = 36;
/// The most lines that are suggested at once: what is read at a glance.
const MOST_COMPLETIONS: usize = 12;

/// What the inputs of a page are rendered from.
pub(super) struct InputPage<'p, 'a> {
    pub(super) interview: &'p Interview<'a>,
    pub(super) refused: &'p BTreeMap<String, String>,
    pub(super) words: PageWords,
}

impl InputPage<'_, '_> {
    /// Renders the inputs of a field: its own, and those of its parts.
    pub(super) fn field(&self, path: &Path) -> Markup {
        let Some(question) = self.interview.question_at(path) else {
            return html! {};
        };
        if let AnswerForm::List(records) = &question.form {
            return self.list(path, records);
        }
        let parts = self.interview.parts_of(path);
        html! {
            div class="inputs" {
                (self.input(&question))
                @for part in &parts {
                    @if let Some(question) = self.interview.question_at(part) { (self.input(&question)) }
                }
            }
        }
    }

    /// Renders the inputs of what an answer says of itself, folded while it says nothing.
    pub(super) fn evidence(&self, path: &Path) -> Markup {
        let question = self.interview.question_at(path);
        let has_sources = question.is_some_and(|question| {
            matches!(
                question.field.kind,
                FieldKind::Figure { .. } | FieldKind::Text { .. }
            )
        });
        let known = self.interview.evidence_of(path.root());
        let is_told = known.source.is_some() || known.basis.is_some();
        html! {
            @if has_sources {
                details class="evidence" open[is_told] {
                    summary { (self.words.say("web.evidence")) }
                    div class="inputs" {
                        @for key in EVIDENCE {
                            @let name = path.key(key).dotted();
                            label class="in" {
                                span { (self.words.say(if key == SOURCE { "web.evidence.source" } else { "web.evidence.basis" })) }
                                input id=(format!("i-{name}")) name=(name) type="text" data-path=(name) autocomplete="off"
                                    value=(self.value(&path.key(key)).words);
                            }
                        }
                    }
                }
            }
        }
    }

    /// Returns what stands in an input: what was refused, else the answer.
    fn value(&self, path: &Path) -> ShownAnswer {
        let answer = shown(self.interview, path);
        match self.refused.get(&path.dotted()) {
            Some(words) => ShownAnswer {
                words: words.clone(),
                is_given: true,
            },
            None => answer,
        }
    }

    fn input(&self, question: &Question) -> Markup {
        let name = question.path.dotted();
        let value = self.value(&question.path);
        let label = question.label(self.words.0);
        let is_refused = self.refused.contains_key(&name);
        let look = if is_refused {
            "in refused"
        } else if !value.is_given && !value.words.is_empty() {
            "in offered"
        } else {
            "in"
        };
        let wide = format!("{look} wide");
        let echo = format!("e-{name}");
        let id = format!("i-{name}");
        match &question.form {
            AnswerForm::Choice(options) => self.options(question, &value, options),
            AnswerForm::Flag => {
                let options = [
                    (YES, self.words.say("interview.yes")),
                    (NO, self.words.say("interview.no")),
                ];
                self.radios(&name, &label, &value, &options)
            }
            AnswerForm::Claim => {
                let options = [
                    (YES, self.words.say("ask.claim.confirm")),
                    (NO, self.words.say("ask.claim.decline")),
                    ("", self.words.say("ask.claim.open")),
                ];
                self.radios(&name, &label, &value, &options)
            }
            AnswerForm::Paragraphs => html! {
                label class=(wide) {
                    span { (label) }
                    textarea id=(id) name=(name) rows=(rows_of(&value.words)) data-path=(name)
                        aria-describedby=(echo) autocomplete="off" { "\n" (value.words) }
                }
            },
            _ if is_long(question, &value.words) => html! {
                label class=(wide) {
                    span { (label) }
                    textarea id=(id) name=(name) rows="2" data-path=(name) data-line="1"
                        aria-describedby=(echo) autocomplete="off" { "\n" (value.words) }
                }
            },
            _ => {
                let is_place = matches!(question.field.kind, FieldKind::Place { .. });
                html! {
                    label class=(look) {
                        span { (label) }
                        input id=(id) name=(name) type="text" value=(value.words) data-path=(name)
                            aria-describedby=(echo) autocomplete="off"
                            list=[is_place.then(|| format!("l-{name}"))];
                        @if is_place {
                            datalist id=(format!("l-{name}")) {
                                @for words in completions(self.interview, &question.path, &value.words) {
                                    option value=(words) {}
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn options(&self, question: &Question, value: &ShownAnswer, options: &[String]) -> Markup {
        let mut shown: Vec<(&str, String)> = options
            .iter()
            .map(|option| (option.as_str(), option.clone()))
            .collect();
        let open = if question.optional {
            "ask.leave-out"
        } else {
            "web.open"
        };
        shown.push(("", self.words.say(open)));
        self.radios(
            &question.path.dotted(),
            &question.label(self.words.0),
            value,
            &shown,
        )
    }

    fn radios(
        &self,
        name: &str,
        label: &str,
        value: &ShownAnswer,
        options: &[(&str, String)],
    ) -> Markup {
        let is_open = options.iter().all(|(word, _)| *word != value.words);
        html! {
            fieldset class=(if value.is_given { "in options" } else { "in options offered" }) {
                legend { (label) }
                @for (word, words) in options {
                    label {
                        input type="radio" name=(name) value=(word) data-path=(name)
                            checked[*word == value.words || is_open && word.is_empty()];
                        " " (words)
                    }
                }
            }
        }
    }

    /// Renders the records of a list, each with its buttons, and an empty row for the next.
    fn list(&self, list: &Path, records: &[String]) -> Markup {
        let next = self.interview.record_paths(list, records.len());
        // One input has its buttons beside it, several have them below.
        let row = if next.len() > 1 {
            "record-row tall"
        } else {
            "record-row"
        };
        html! {
            @for at in 0..records.len() {
                @let record = list.then(Step::Record(at));
                fieldset class="record" {
                    legend { (at + 1) }
                    div class=(row) {
                        div class="inputs" {
                            @for path in self.interview.record_paths(list, at) { (self.in_record(&path)) }
                        }
                        (self.record_buttons(&record, at, records.len()))
                    }
                }
            }
            fieldset class="record new" id=(format!("n-{}", list.dotted())) {
                legend { (records.len() + 1) }
                div class=(row) {
                div class="inputs" {
                    @for (at, path) in next.iter().enumerate() { (self.in_new_record(path, at)) }
                }
                div class="record-buttons" {
                    button name="@do" value="stay" class="small" data-add=(list.dotted()) { (self.words.say("ask.list.add")) }
                    @if records.is_empty() {
                        button name="@do" value=(format!("none {}", list.dotted())) class="small" {
                            (self.words.say("web.list.none"))
                        }
                    }
                }
                }
            }
        }
    }

    fn in_record(&self, path: &Path) -> Markup {
        html! {
            @if let Some(question) = self.interview.question_at(path) { (self.input(&question)) }
            @for part in self.interview.parts_of(path) {
                @if let Some(question) = self.interview.question_at(&part) { (self.input(&question)) }
            }
        }
    }

    /// The first input of a new record takes several lines, each a record.
    fn in_new_record(&self, path: &Path, at: usize) -> Markup {
        let Some(question) = self.interview.question_at(path) else {
            return html! {};
        };
        let is_line = question.form == AnswerForm::Line || question.form == AnswerForm::Paragraphs;
        if at > 0 || !is_line {
            return self.in_record(path);
        }
        let name = path.dotted();
        let words = self.refused.get(&name).cloned().unwrap_or_default();
        html! {
            label class=(if words.is_empty() { "in wide" } else { "in wide refused" }) {
                span { (question.label(self.words.0)) }
                textarea id=(format!("i-{name}")) name=(name) rows="1" autocomplete="off" data-path=(name)
                    placeholder=(self.words.say("web.list.paste")) { "\n" (words) }
            }
        }
    }

    fn record_buttons(&self, record: &Path, at: usize, count: usize) -> Markup {
        let name = record.dotted();
        let button = |deed: &str, key: &'static str, is_off: bool| {
            html! {
                button name="@do" value=(format!("{deed} {name}")) class="small" disabled[is_off]
                    id=(format!("b-{deed}-{name}")) {
                    (self.words.say(key))
                }
            }
        };
        html! {
            div class="record-buttons" {
                (button("up", "web.list.up", at == 0))
                (button("down", "web.list.down", at + 1 == count))
                (button("remove", "web.list.remove", false))
            }
        }
    }
}

/// Returns what a line that is begun may become: places, and what a place is part of.
pub(super) fn completions(interview: &Interview, path: &Path, typed: &str) -> Vec<String> {
    let mut lines = interview.completer_at(path).complete(typed);
    lines.truncate(MOST_COMPLETIONS);
    lines
}

/// Whether a line is too long to be read in a box of one line.
fn is_long(question: &Question, words: &str) -> bool {
    let is_text = matches!(question.field.kind, FieldKind::Text { .. });
    let example = question.example().unwrap_or_default();
    let longest = words.chars().count().max(example.chars().count());
    is_text && longest > LONG_LINE_CHARS
}

/// How many lines a box of paragraphs shows at first.
fn rows_of(words: &str) -> usize {
    words
        .lines()
        .map(|line| line.chars().count() / LONG_LINE_CHARS + 1)
        .sum::<usize>()
        .clamp(4, 16)
}

//! Renders a reviewed report: its text line by line, what was found beside each line.

use std::ops::Range;

use maud::{Markup, html};
use nigao::diagnostic::{Message, Severity};
use nigao::review::ReviewFinding;

use super::app::App;
use super::shell::key_field;
use super::uploads::ReviewedUpload;
use super::words::PageWords;

/// The weights of findings, the heaviest first, with the words for them.
pub(super) const WEIGHTS: [(Severity, &str, &str); 3] = [
    (Severity::Error, "error", "web.review.errors"),
    (Severity::Warning, "warning", "web.review.warnings"),
    (Severity::Advice, "advice", "web.review.advice"),
];

/// A reviewed report as a page.
pub(super) struct ReviewNotes<'p> {
    pub(super) app: &'p App,
    pub(super) paper: &'p ReviewedUpload,
    /// The address of the page.
    pub(super) address: &'p str,
    /// The weight that is looked at; all where there is none.
    pub(super) only: Option<Severity>,
}

impl ReviewNotes<'_> {
    fn words(&self) -> PageWords {
        self.app.words
    }

    /// Returns the findings that are shown, with their numbers, in the order of the text.
    fn shown(&self) -> Vec<(usize, &ReviewFinding)> {
        let mut shown = Vec::new();
        for (number, finding) in self.paper.findings.iter().enumerate() {
            let is_wanted = self.only.is_none_or(|only| only == finding.severity);
            if is_wanted && !self.paper.accepted[number] {
                shown.push((number, finding));
            }
        }
        shown.sort_by_key(|(_, finding)| finding.span.start);
        shown
    }

    /// Renders the ways to look at fewer findings: all, or those of one weight.
    pub(super) fn filter(&self) -> Markup {
        let words = self.words();
        let open = self.paper.open();
        let link = |only: Option<Severity>, address: String, label: String| {
            let is_here = only == self.only;
            html! { a href=(address) aria-current=[is_here.then_some("true")] { (label) } " " }
        };
        html! {
            nav class="filter" aria-label=(words.say("web.review.filter")) {
                (link(None, self.address.to_owned(), words.tell("web.review.all", [("n", open.len())])))
                @for (severity, name, key) in WEIGHTS {
                    @let n = open.iter().filter(|finding| finding.severity == severity).count();
                    @if n > 0 || self.only == Some(severity) {
                        (link(Some(severity), format!("{}?show={name}", self.address), words.tell(key, [("n", n)])))
                    }
                }
                @if !open.is_empty() { span class="about by-key" hidden { (words.say("web.review.keys")) } }
            }
        }
    }

    /// Renders the text, each line with its findings beside it.
    pub(super) fn text(&self) -> Markup {
        let source = self.paper.report.source();
        let shown = self.shown();
        let mut marks = marks_of(&shown);
        marks.sort_by_key(|(span, _, _)| span.start);
        let mut start = 0;
        let mut lines = Vec::new();
        for line in source.split(|c| *c == '\n') {
            let span = start..start + line.len();
            let here = |finding: &ReviewFinding| {
                (span.start..=span.end).contains(&finding.span.start.min(source.len()))
            };
            let notes: Vec<_> = shown.iter().filter(|(_, finding)| here(finding)).collect();
            lines.push(html! {
                div class="line" {
                    @if !notes.is_empty() {
                        div class="margin" { @for (number, finding) in notes { (self.note(*number, finding)) } }
                    }
                    p class="p-text" { (marked(source, &span, &marks)) }
                }
            });
            start = span.end + 1;
        }
        html! { article class="sheet reviewed" id="paper" { @for line in &lines { (line) } } }
    }

    /// Renders a finding: what is wrong, what to do, and the way to accept it.
    fn note(&self, number: usize, finding: &ReviewFinding) -> Markup {
        let words = self.words();
        let name = finding.severity.to_string();
        html! {
            section class=(format!("note {name}")) id=(format!("r-{number}")) tabindex="-1"
                data-note=(number) data-severity=(name) {
                p class=(if finding.severity == Severity::Error { "fault" } else { "doubt" }) {
                    (finding.message.text(words.0))
                }
                @if let Some(hint) = &finding.hint { p class="about" { (hint.text(words.0)) } }
                @if let Some(fix) = finding.fixes.first() {
                    p class="about" { (words.tell("web.review.fix", [("words", &fix.words)])) }
                }
                @if !finding.also.is_empty() {
                    p class="about" { (words.tell("web.review.also", [("n", finding.also.len())])) }
                }
                (self.button(number, "accept", "web.review.accept"))
            }
        }
    }

    fn button(&self, number: usize, deed: &str, key: &'static str) -> Markup {
        let show = WEIGHTS
            .iter()
            .find(|(severity, ..)| Some(*severity) == self.only);
        html! {
            form method="post" action=(self.address) {
                (key_field(self.app))
                @if let Some((_, name, _)) = show { input type="hidden" name="show" value=(name); }
                button class="small" name="@do" value=(format!("{deed} {number}")) { (self.words().say(key)) }
            }
        }
    }

    /// Lists what was accepted here, each with the way back.
    pub(super) fn accepted(&self) -> Markup {
        let words = self.words();
        let pairs = self.paper.accepted.iter().enumerate();
        let accepted: Vec<usize> = pairs
            .filter(|(_, is)| **is)
            .map(|(number, _)| number)
            .collect();
        html! {
            @if self.paper.accepted_before > 0 {
                p class="about" { (words.tell("cli.review.accepted", [("n", self.paper.accepted_before)])) }
            }
            @if !accepted.is_empty() {
                details class="accepted" {
                    summary { (words.tell("web.review.accepted", [("n", accepted.len())])) }
                    @for number in accepted {
                        div class="note" {
                            p { (self.paper.findings[number].message.text(words.0)) }
                            (self.button(number, "reopen", "web.review.reopen"))
                        }
                    }
                }
            }
        }
    }

    /// Says what was not checked, and what it would take.
    pub(super) fn unchecked(&self) -> Markup {
        html! {
            @if !self.paper.unchecked.is_empty() {
                section class="field" {
                    h2 { (self.words().say("web.review.unchecked")) }
                    @for one in &self.paper.unchecked { p class="about" { (self.in_page_words(one)) } }
                }
            }
        }
    }

    /// Says what was not checked without naming options of the command line.
    fn in_page_words(&self, message: &Message) -> String {
        let words = self.words();
        match message.key() {
            "review.unchecked.place" => words.say("web.review.unchecked.place"),
            "review.unchecked.answers" => words.say("web.review.unchecked.answers"),
            "review.unchecked.sources" => words.say("web.review.unchecked.sources"),
            _ => message.text(words.0),
        }
    }
}

/// The stretches that findings are about, each with its finding's number; the first of a finding
/// is the one that is gone to.
fn marks_of(shown: &[(usize, &ReviewFinding)]) -> Vec<(Range<usize>, usize, bool)> {
    let mut marks = Vec::new();
    for (number, finding) in shown {
        marks.push((finding.span.clone(), *number, true));
        for span in &finding.also {
            marks.push((span.clone(), *number, false));
        }
    }
    marks
}

/// Renders a line with the words of each finding marked and linked to its note.
fn marked(source: &[char], line: &Range<usize>, marks: &[(Range<usize>, usize, bool)]) -> Markup {
    let words = |from: usize, to: usize| source[from..to].iter().collect::<String>();
    let mut pieces: Vec<Markup> = Vec::new();
    let mut at = line.start;
    for (span, number, is_first) in marks {
        let (start, end) = (span.start.max(line.start), span.end.min(line.end));
        // Of two findings about the same words the first is marked; the other has its note.
        if start < at || start >= end {
            continue;
        }
        pieces.push(html! { (words(at, start)) });
        let begins_here = *is_first && span.start == start;
        pieces.push(html! {
            a class="hole" href=(format!("#r-{number}")) id=[begins_here.then(|| format!("w-{number}"))] { (words(start, end)) }
        });
        at = end;
    }
    pieces.push(html! { (words(at, line.end)) });
    html! { @for piece in &pieces { (piece) } }
}

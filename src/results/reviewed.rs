//! Describes reviews as data, their words in both languages, as the rules are.

use serde_json::{Value, json};

use crate::diagnostic::{Lang, Message};
use crate::read::Report;
use crate::review::{CardContext, Review, ReviewFinding, RuleCard};

/// A report with what its review found.
#[derive(Clone, Copy, Debug)]
pub struct ReviewedReport<'r> {
    /// Its file as the user named it.
    pub file: &'r str,
    /// The report.
    pub report: &'r Report,
    /// What was found.
    pub review: &'r Review,
    /// How many findings had been accepted.
    pub accepted: usize,
}

/// Returns the result of `review`: the findings of all reports, spans in chars of the decoded text.
#[must_use]
pub fn reviewed(reports: &[ReviewedReport]) -> Value {
    let papers: Vec<Value> = reports.iter().map(reviewed_paper).collect();
    Value::from_iter([("papers", papers)])
}

/// Returns the result of `review --rules`: all rules with their cards.
#[must_use]
pub fn rules(lang: Lang) -> Value {
    let mut all = Vec::new();
    for rule in crate::review::rules() {
        all.push(json!({
            "rule": rule.code,
            "severity": rule.severity.to_string(),
            "tier": rule.tier.name(),
            "source": rule.source,
            "title": words(&Message::plain(rule.title)),
            "finds": card_line(&rule.hit, lang),
            "leaves_alone": card_line(&rule.miss, lang),
        }));
    }
    json!({ "rules": all })
}

/// Returns a rule's card on one line: its text, and what is known beside it.
#[must_use]
pub fn card_line(card: &RuleCard, lang: Lang) -> String {
    let text = card.text.replace('\n', " ⏎ ");
    let beside = match card.beside {
        CardContext::Nothing | CardContext::Privacy => return text,
        CardContext::Place(place) => format!("--place {place}"),
        CardContext::Source(source) => format!("--source {}", source.replace('\n', " ⏎ ")),
        CardContext::Answers(answers) => format!("--answers {}", answers.replace('\n', " ⏎ ")),
        CardContext::CarriedOver(sentence) => format!("carried_over: {sentence}"),
        CardContext::Layout(layout) => {
            Message::new("cli.review.card-layout", [("layout", layout)]).text(lang)
        }
        CardContext::Marked(words, mark) => {
            let mark = Message::plain(mark.key()).text(lang);
            let args = [("words", words.to_owned()), ("mark", mark)];
            Message::new("cli.review.card-marked", args).text(lang)
        }
        CardContext::Together(other) => format!("--together {}", other.replace('\n', " ⏎ ")),
    };
    format!("{text}  ({beside})")
}

/// Returns the entry of a report in the result of `review`.
#[must_use]
pub fn reviewed_paper(paper: &ReviewedReport) -> Value {
    let findings = &paper.review.findings;
    let findings: Vec<Value> = findings
        .iter()
        .map(|found| finding(paper.report, found))
        .collect();
    let unchecked: Vec<Value> = paper.review.unchecked.iter().map(words).collect();
    json!({
        "file": paper.file,
        "findings": findings,
        "accepted": paper.accepted,
        "unchecked": unchecked,
    })
}

fn finding(report: &Report, found: &ReviewFinding) -> Value {
    let place = found.place(report);
    let also: Vec<[usize; 2]> = found
        .also
        .iter()
        .map(|span| [span.start, span.end])
        .collect();
    let mut fixes = Vec::new();
    for fix in &found.fixes {
        fixes.push(json!({ "span": [fix.span.start, fix.span.end], "words": fix.words }));
    }
    json!({
        "rule": found.rule.code,
        "severity": found.severity.to_string(),
        "tier": found.rule.tier.name(),
        "line": place.line,
        "column": place.column,
        "width": place.width,
        "section": place.section,
        "span": [found.span.start, found.span.end],
        "also": also,
        "snippet": place.snippet,
        "message": words(&found.message),
        "hint": found.hint.as_ref().map(words),
        "fixes": fixes,
    })
}

fn words(message: &Message) -> Value {
    json!({ "zh": message.text(Lang::Zh), "en": message.text(Lang::En) })
}

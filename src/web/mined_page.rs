//! Makes a genre of an earlier report: the fields found are shown in its text, to be decided about.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Path as UrlPath, State};
use axum::response::Response;
use maud::{Markup, html};
use nigao::diagnostic::Severity;
use nigao::mine::decisions::{Decision, Decisions, FieldSummary, ProposedKind};
use nigao::mine::inspect::inspect;
use nigao::mine::propose;
use nigao::output;
use nigao::read::{Report, Source};

use super::app::App;
use super::drafts::Drafts;
use super::fields::FormFields;
use super::mined_reports::MinedReport;
use super::refusal::Refusal;
use super::shell::{PageShell, go_to, key_field};

/// Takes a report.
pub(super) async fn upload(
    State(app): State<Arc<App>>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut files = fields.files.into_iter();
    let Some(file) = files.next() else {
        return Ok(go_to("/"));
    };
    let markdown = file.name.to_lowercase().ends_with(".md");
    let source = Source::parse(&file.bytes, markdown, None);
    let source = source.map_err(|error| Refusal::stopped(&error.in_file(&file.name), app.words))?;
    let report = Report::of(&source);
    let proposal = propose(std::slice::from_ref(&report));
    let stem = Path::new(&file.name)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let mined = MinedReport {
        name: genre_name(&stem),
        found: inspect(&report),
        decisions: Decisions::of(&proposal),
        report,
        proposal,
        notices: Vec::new(),
    };
    let number = app.mined().add(mined);
    Ok(go_to(&format!("/m/{number}")))
}

/// Returns words as the name of a genre: letters, hanzi, digits, lines.
fn genre_name(words: &str) -> String {
    let may_stand = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let parts = words
        .split(|c: char| !may_stand(c))
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// Shows a report with what was found in it.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    UrlPath(number): UrlPath<usize>,
) -> Result<Response, Refusal> {
    let mut reports = app.mined();
    let mined = reports
        .get(number)
        .ok_or_else(|| Refusal::not_found(app.words))?;
    let notices = std::mem::take(&mut mined.notices);
    let words = app.words;
    let title = words.tell("web.mined.title", [("name", &mined.name)]);
    let fields = mined.proposal.summaries();
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let faults = mined.decisions.check(&mined.proposal);
    let fault_of = |name: &str| {
        let found = faults.iter().find(|fault| fault.about == name);
        found.map(|fault| {
            let hint = fault
                .hint
                .as_ref()
                .map(|hint| hint.text(words.0))
                .unwrap_or_default();
            format!("{} {hint}", fault.message.text(words.0))
        })
    };
    let shell = PageShell {
        app: &app,
        title: &title,
        tools: html! {},
        notices: &notices,
    };
    Ok(shell.page(&html! {
        div class="mined" {
            main id="main" class="questions" {
                form method="post" action=(format!("/m/{number}")) id="decisions" {
                    button class="hidden" name="@do" value="stay" tabindex="-1" aria-hidden="true" {}
                    (key_field(&app))
                    p class="about" { (words.tell("web.mined.how", [("n", fields.len())])) }
                    (decision_table(&fields, &names, &mined.decisions, &fault_of, &app))
                    div class="turn" {
                        label { (words.say("web.mined.name")) " " input type="text" name="@name" value=(mined.name); }
                        button name="@do" value="stay" { (words.say("web.stay")) }
                        button name="@do" value="make" class="primary" { (words.say("web.mined.make")) }
                    }
                }
            }
            aside class="paper" id="paper" { (marked_text(mined)) }
        }
    }))
}

/// Renders what can be decided about each field, heading by heading.
fn decision_table(
    fields: &[FieldSummary],
    names: &[&str],
    decisions: &Decisions,
    fault_of: &dyn Fn(&str) -> Option<String>,
    app: &App,
) -> Markup {
    let words = app.words;
    html! {
        @for (at, field) in fields.iter().enumerate() {
            @if at == 0 || fields[at - 1].group != field.group { h2 { (field.group) } }
            @let decision = decisions.decision(&field.name);
            @let (new_name, kind) = match decision {
                Decision::Keep { name, kind } => (name.clone(), *kind),
                _ => (None, None),
            };
            section class="field" id=(format!("m-{}", field.name)) data-mined=(field.name) {
                p { strong { (field.answer) } " " span class="about" { (field.kind) " · " (field.around) } }
                div class="inputs" {
                    label class="in" { span { (words.say("web.mined.called")) }
                        input type="text" name=(format!("name {}", field.name)) value=(new_name.unwrap_or_else(|| field.name.clone()));
                    }
                    label class="in" { span { (words.say("web.mined.decision")) }
                        select name=(format!("do {}", field.name)) {
                            option value="采用" selected[matches!(decision, Decision::Keep { .. })] { (words.say("mine.act.keep")) }
                            option value="不用" selected[*decision == Decision::Reject] { (words.say("mine.act.reject")) }
                            @for other in names.iter().filter(|other| **other != field.name) {
                                option value=(format!("并入 {other}")) selected[*decision == Decision::Merge((*other).to_owned())] {
                                    (words.tell("web.mined.same-as", [("name", other)]))
                                }
                            }
                        }
                    }
                    label class="in" { span { (words.say("web.mined.kind")) }
                        select name=(format!("kind {}", field.name)) {
                            option value="" { (field.kind) }
                            @for other in ProposedKind::ALL {
                                @if other.word() != field.kind {
                                    option value=(other.word()) selected[kind == Some(other)] { (other.word()) }
                                }
                            }
                        }
                    }
                }
                div class="echo" { @if let Some(fault) = fault_of(&field.name) { p class="fault" { (fault) } } }
            }
        }
    }
}

/// Renders the report's text, each blank linked to its field, what is left out struck.
fn marked_text(mined: &MinedReport) -> Markup {
    let source = mined.report.source();
    let words = |from: usize, to: usize| source[from.min(to)..to].iter().collect::<String>();
    let mut pieces: Vec<Markup> = Vec::new();
    let mut marks: Vec<(usize, usize, Option<&str>)> = Vec::new();
    for slot in &mined.found.slots {
        marks.push((slot.start, slot.end, slot.field.as_deref()));
    }
    let mut noise = mined.found.noise.clone();
    noise.sort_unstable();
    let mut at = 0;
    let plain = |from: usize, to: usize| {
        let text = words(from, to);
        let is_noise = noise
            .iter()
            .any(|(start, end)| *start <= from && to <= *end);
        html! { @if is_noise && !text.trim().is_empty() { del { (text) } } @else { (text) } }
    };
    let mut cuts: Vec<usize> = noise
        .iter()
        .flat_map(|(start, end)| [*start, *end])
        .collect();
    cuts.sort_unstable();
    let up_to = |from: usize, to: usize, pieces: &mut Vec<Markup>| {
        let mut from = from;
        for cut in cuts
            .iter()
            .copied()
            .filter(|cut| *cut > from && *cut < to)
            .collect::<Vec<_>>()
        {
            pieces.push(plain(from, cut));
            from = cut;
        }
        pieces.push(plain(from, to));
    };
    for (start, end, field) in marks {
        if start < at || end > source.len() {
            continue;
        }
        up_to(at, start, &mut pieces);
        pieces.push(match field {
            Some(field) => {
                html! { a class="v" href=(format!("#m-{field}")) { (words(start, end)) } }
            }
            None => html! { span class="p-plain" { (words(start, end)) } },
        });
        at = end;
    }
    up_to(at, source.len(), &mut pieces);
    html! { article class="sheet source" { @for piece in &pieces { (piece) } } }
}

/// Takes the decisions, and makes the genre when that is wanted.
pub(super) async fn decide(
    State(app): State<Arc<App>>,
    UrlPath(number): UrlPath<usize>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut reports = app.mined();
    let mined = reports
        .get(number)
        .ok_or_else(|| Refusal::not_found(app.words))?;
    mined.name = genre_name(fields.get("@name").unwrap_or(&mined.name));
    for field in mined.proposal.summaries() {
        let said = |what: &str| fields.get(&format!("{what} {}", field.name)).map(str::trim);
        let Some(word) = said("do") else { continue };
        let Ok(mut decision) = word.parse::<Decision>() else {
            continue;
        };
        if let Decision::Keep { name, kind } = &mut decision {
            *name = said("name")
                .filter(|name| *name != field.name)
                .map(str::to_owned);
            let word = said("kind").unwrap_or_default();
            *kind = ProposedKind::ALL
                .into_iter()
                .find(|kind| kind.word() == word);
        }
        mined.decisions.decide(&field.name, decision);
    }
    let faults = mined.decisions.check(&mined.proposal);
    let first = faults
        .iter()
        .find(|fault| fault.severity == Severity::Error);
    if let Some(fault) = first {
        mined.notices.push(app.words.say("web.mined.faults"));
        return Ok(go_to(&format!("/m/{number}#m-{}", fault.about)));
    }
    if fields.get("@do") != Some("make") {
        return Ok(go_to(&format!("/m/{number}")));
    }
    if mined.name.is_empty() || nigao::file_name::is_device(&mined.name) {
        let args = [("name", mined.name.clone())];
        mined
            .notices
            .push(app.words.tell("cli.mine.bad-name", args));
        return Ok(go_to(&format!("/m/{number}")));
    }
    match make(mined, &mut app.drafts(), &app) {
        Ok(id) => Ok(go_to(&format!("/d/{id}"))),
        Err(error) => {
            mined.notices.push(error.explain(app.words.0));
            Ok(go_to(&format!("/m/{number}")))
        }
    }
}

/// Writes the genre and the report's own answers into the folder, and begins next year's draft.
fn make(mined: &MinedReport, drafts: &mut Drafts, app: &App) -> nigao::error::Result<String> {
    let name = &mined.name;
    let decided = mined
        .proposal
        .clone()
        .titled(name)
        .decided(&mined.decisions);
    let genre = decided.genre();
    let answers = genre.answers.first().cloned().unwrap_or_default();
    let last = format!(
        "{}.yaml",
        app.words.tell("web.mined.last", [("name", name)])
    );
    let files = [
        (
            Path::new("templates").join(format!("{name}.hbs")),
            genre.template,
        ),
        (
            Path::new("schemas").join(format!("{name}.yaml")),
            genre.schema,
        ),
        (
            Path::new("samples").join(name).join("answers.yaml"),
            answers.clone(),
        ),
        (PathBuf::from(&last), answers),
    ];
    output::write_files(&drafts.path(""), &files, false)?;
    drafts.add_own_genres()?;
    Ok(drafts.begin(name, name, Some(last)))
}

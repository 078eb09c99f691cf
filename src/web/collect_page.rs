//! Gives forms out, takes back what comes, and lets the user choose between contradictions.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Path as UrlPath, State};
use axum::response::Response;
use maud::{Markup, html};
use nigao::answers::Answers;
use nigao::diagnostic::Code;
use nigao::drafting::{may_be_form, read_form, share_workbook};
use nigao::forms::{
    self, Collected, ReturnedForm, Share, ShareBy, ShareProgress, ShareState, sheet,
};
use nigao::output;
use nigao::schema::Schema;
use nigao::yaml::Node;
use nigao::yaml::print::flow;

use super::app::App;
use super::downloads::attachment;
use super::drafts::Drafts;
use super::fields::FormFields;
use super::refusal::Refusal;
use super::sending::{found, opened, save};
use super::shell::{PageShell, go_to, key_field};
use super::sitting::Sitting;

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The most forms that are kept to choose between.
const MOST_FORMS: usize = 200;

/// A field that forms contradict each other in.
struct Contradiction {
    field: String,
    /// The file of each form that answers it, and the answer.
    answers: Vec<(String, Node)>,
}

/// Shows what was given out and what came back.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (draft, kit) = found(&mut drafts, &id, &app)?;
    let sitting = opened(&kit, &mut drafts, &id, &app)?;
    if let Some(draft) = drafts.draft(&id) {
        draft.notices.clear();
    }
    let shares = forms::shares(&kit.schema, ShareBy::Department);
    let collected = forms::collect(
        &kit.schema,
        &shares,
        &draft.returned,
        &sitting.interview.answers(),
    );
    let contradictions = contradictions(&kit.schema, &draft.returned, &collected, &draft.chosen);
    let words = app.words;
    let title = words.tell("web.collect.title", [("title", &kit.schema.title)]);
    let tools = html! { a href=(format!("/d/{id}")) { (words.say("web.collect.back")) } };
    let shell = PageShell {
        app: &app,
        title: &title,
        tools,
        notices: &draft.notices,
    };
    Ok(shell.page(&html! {
        main id="main" class="check" {
            section aria-labelledby="shares" {
                h2 id="shares" { (words.say("web.collect.shares")) }
                table class="shares" {
                    @for (at, share) in shares.iter().enumerate() {
                        @let progress = collected.progress.iter().find(|known| known.share == share.title() || known.share == share.name);
                        tr data-share=(share.title()) {
                            th scope="row" { (share.title()) }
                            td { (words.tell("collect.fields", [("n", share.schema.fields.len())])) }
                            td { @if let Some(progress) = progress { (state(progress, !draft.returned.is_empty(), &app)) } }
                            td { a href=(format!("/d/{id}/form/{}", at + 1)) { (words.say("web.collect.form")) } }
                        }
                    }
                }
                form method="post" action=(format!("/d/{id}/forms")) {
                    (key_field(&app))
                    button { (words.say("web.collect.all-forms")) }
                }
            }
            section aria-labelledby="returns" {
                h2 id="returns" { (words.say("web.collect.returns")) }
                form method="post" action=(format!("/upload/{id}/returns")) enctype="multipart/form-data" class="drop" {
                    (key_field(&app))
                    label { (words.say("web.collect.drop")) input type="file" name="files" multiple accept=".xlsx,.xls,.et,.ods,.csv,.yaml,.yml"; }
                    button class="primary" { (words.say("web.collect.take")) }
                }
            }
            (choices(&contradictions, &sitting, &id, &app))
        }
    }))
}

/// Says what came back of a share.
fn state(progress: &ShareProgress, any_back: bool, app: &App) -> Markup {
    let words = app.words;
    let files = progress.files.join("、");
    html! {
        @match progress.state {
            // Before anything came back, that is nobody's fault.
            ShareState::Missing => span class=(if any_back { "fault" } else { "about" }) { (words.say("collect.not-returned")) },
            ShareState::Blank => (words.tell("collect.blank", [("files", &files)])),
            ShareState::Returned if progress.open.is_empty() => (words.tell("collect.complete", [("files", &files)])),
            ShareState::Returned => (words.tell("collect.open", [("files", &files), ("fields", &progress.open.join("、"))])),
        }
    }
}

/// Offers each contradicting answer to be chosen.
fn choices(contradictions: &[Contradiction], sitting: &Sitting, id: &str, app: &App) -> Markup {
    let words = app.words;
    // As the answer is read back, not as it stands in a file.
    let said = |field: &str, node: &Node| {
        let mut answers = sitting.interview.answers().to_node();
        answers.set(field, node.clone());
        let rows = sitting.before(&Answers::of(answers)).review(words.0);
        let row = rows.into_iter().find(|row| row.field == field);
        let said = row.map(|row| row.words).filter(|words| !words.is_empty());
        said.unwrap_or_else(|| flow(node))
    };
    html! {
        @if !contradictions.is_empty() {
            section aria-labelledby="choices" {
                h2 id="choices" { (words.say("web.collect.choose")) }
                @for one in contradictions {
                    form method="post" action=(format!("/d/{id}/choose")) class="record" data-choose=(one.field) {
                        (key_field(app))
                        input type="hidden" name="field" value=(one.field);
                        h3 { (one.field) }
                        @for (file, node) in &one.answers {
                            button name="file" value=(file) { (said(&one.field, node)) }
                            " " span class="about" { (file) } " "
                        }
                    }
                }
            }
        }
    }
}

/// Returns the fields that forms contradict each other in and nobody has chosen for.
fn contradictions(
    schema: &Schema,
    forms: &[ReturnedForm],
    collected: &Collected,
    chosen: &[String],
) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> = Vec::new();
    for fault in collected
        .faults
        .iter()
        .filter(|fault| fault.code() == Code::CollectConflict)
    {
        let Some(place) = &fault.location else {
            continue;
        };
        let entries = forms.iter().flat_map(|form| form.answers.entries());
        let mut at_place =
            entries.filter(|entry| entry.node.location == *place || entry.location == *place);
        let Some(field) = at_place.next().map(|entry| entry.key.clone()) else {
            continue;
        };
        if schema.field(&field).is_none() || found.iter().any(|known| known.field == field) {
            continue;
        }
        let mut answers = Vec::new();
        for form in forms {
            let entry = form
                .answers
                .entries()
                .iter()
                .find(|entry| entry.key == field);
            let entry = entry.filter(|entry| !entry.node.is_empty());
            answers.extend(entry.map(|entry| (form.file.clone(), entry.node.clone())));
        }
        if !chosen.contains(&field) {
            found.push(Contradiction { field, answers });
        }
    }
    found
}

/// Downloads the form of one share.
pub(super) async fn form(
    State(app): State<Arc<App>>,
    UrlPath((id, at)): UrlPath<(String, usize)>,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (_, kit) = found(&mut drafts, &id, &app)?;
    let shares = forms::shares(&kit.schema, ShareBy::Department);
    let share = at.checked_sub(1).and_then(|at| shares.get(at));
    let share = share.ok_or_else(|| Refusal::not_found(app.words))?;
    let bytes = share_workbook(&sheet::table(share, None));
    let bytes = bytes.map_err(|error| Refusal::stopped(&error, app.words))?;
    Ok(attachment(
        &format!("{}.xlsx", share.file_name()),
        WORKBOOK,
        bytes,
    ))
}

/// Writes the forms of all shares into a folder beside the answers; those there are stay.
pub(super) async fn write_forms(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
    _: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (draft, kit) = found(&mut drafts, &id, &app)?;
    let stopped = |error| Refusal::stopped(&error, app.words);
    let stem = draft.stem();
    let name = app.words.tell("web.collect.folder", [("name", stem)]);
    let folder = drafts.path(&name);
    std::fs::create_dir_all(&folder)
        .map_err(|error| stopped(nigao::error::Error::io(&folder, error)))?;
    let mut count = 0;
    for share in forms::shares(&kit.schema, ShareBy::Department) {
        let path: PathBuf = folder.join(format!("{}.xlsx", share.file_name()));
        if !path.exists() {
            let bytes = share_workbook(&sheet::table(&share, None)).map_err(stopped)?;
            output::write_file(&path, &bytes, false).map_err(stopped)?;
            count += 1;
        }
    }
    let args = [("folder", name), ("n", count.to_string())];
    let said = app.words.tell("web.collect.written", args);
    note(&mut drafts, &id, said);
    Ok(go_to(&format!("/d/{id}/collect")))
}

/// Takes forms that came back, and merges them into the answers.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (mut draft, kit) = found(&mut drafts, &id, &app)?;
    let shares = forms::shares(&kit.schema, ShareBy::Department);
    if fields.files.is_empty() {
        return Err(Refusal::no_file(app.words));
    }
    let mut left = Vec::new();
    for file in fields.files {
        match read_returned(&file.name, file.bytes, &kit.schema, &shares, &app) {
            Ok(form) => {
                // A form that comes again takes the place of the first.
                let returned = Arc::make_mut(&mut draft.returned);
                returned.retain(|known| known.file != form.file);
                if returned.len() < MOST_FORMS {
                    returned.push(form);
                } else {
                    left.push(form.file);
                }
            }
            Err(why) => note(&mut drafts, &id, why),
        }
    }
    if !left.is_empty() {
        let said = app.words.too_many_files(MOST_FORMS, &left);
        note(&mut drafts, &id, said);
    }
    let mut sitting = opened(&kit, &mut drafts, &id, &app)?;
    let before = sitting.interview.answers();
    let collected = forms::collect(&kit.schema, &shares, &draft.returned, &before);
    sitting.interview = sitting.before(&collected.answers);
    if let Some(known) = drafts.draft(&id) {
        known.returned = draft.returned;
    }
    save(&app, &mut drafts, &id, &mut sitting);
    Ok(go_to(&format!("/d/{id}/collect")))
}

fn read_returned(
    name: &str,
    bytes: Vec<u8>,
    schema: &Schema,
    shares: &[Share],
    app: &App,
) -> Result<ReturnedForm, String> {
    let unread = |why: String| {
        app.words.tell(
            "cli.collect.unread",
            [("file", name.to_owned()), ("why", why)],
        )
    };
    if !may_be_form(name) {
        return Err(app.words.tell("cli.collect.foreign", [("file", name)]));
    }
    let read = read_form(name, bytes, schema, shares)
        .map_err(|error| unread(error.explain(app.words.0)))?;
    let form = read
        .map(|read| read.form)
        .ok_or_else(|| unread(String::new()))?;
    if form.shares.is_empty() {
        return Err(app.words.tell("collect.unrecognized", [("files", name)]));
    }
    Ok(form)
}

/// Chooses between answers that contradict each other.
pub(super) async fn choose(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (draft, kit) = found(&mut drafts, &id, &app)?;
    let field = fields.get("field").unwrap_or_default();
    let form = draft
        .returned
        .iter()
        .find(|form| Some(form.file.as_str()) == fields.get("file"));
    let entry = form.and_then(|form| {
        form.answers
            .entries()
            .iter()
            .find(|entry| entry.key == field)
    });
    let entry = entry.ok_or_else(|| Refusal::bad_form(app.words))?;
    let mut sitting = opened(&kit, &mut drafts, &id, &app)?;
    let mut node = sitting.interview.answers().to_node();
    node.set(field, entry.node.clone());
    sitting.interview = sitting.before(&Answers::of(node));
    if save(&app, &mut drafts, &id, &mut sitting)
        && let Some(draft) = drafts.draft(&id)
    {
        draft.chosen.push(field.to_owned());
    }
    Ok(go_to(&format!("/d/{id}/collect")))
}

fn note(drafts: &mut Drafts, id: &str, words: String) {
    if let Some(draft) = drafts.draft(id) {
        draft.notices.push(words);
    }
}

//! Shows all faults on top, each linked to its field, then every answer, then what can be written.

use std::sync::Arc;

use axum::extract::{Path as UrlPath, State};
use axum::response::Response;
use maud::{Markup, html};
use nigao::answers::{Answers, Mode};
use nigao::diagnostic::Diagnostic;
use nigao::interview::{FieldState, ReviewRow};

use super::app::App;
use super::drafts::Drafts;
use super::fields::FormFields;
use super::progress::{groups_of, tools};
use super::refusal::Refusal;
use super::sending::{found, opened};
use super::shell::{PageShell, go_to, key_field};
use super::sitting::Sitting;
use super::words::PageWords;

/// Shows the check of a draft.
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
    let others = siblings(&mut drafts, &id, &draft.genre);
    let page = CheckPage {
        app: &app,
        id: &id,
        rows: sitting.interview.review(app.words.0),
        groups: groups_of(&kit.schema, &sitting.interview),
        sitting: &sitting,
    };
    let title = draft.stem();
    let paper = format!("/d/{id}/g/1#paper");
    // The Word file is written with what the unit accepts, as the terminal writes it.
    let mut notices = draft.notices.clone();
    notices.extend(drafts.unit(app.words).faults);
    let shell = PageShell {
        app: &app,
        title,
        tools: tools(&id, &page.rows, &paper, app.words),
        notices: &notices,
    };
    let remarks = page.remarks(&drafts);
    Ok(shell.page(&html! {
        main id="main" class="check" {
            (page.open())
            (remarks)
            (page.writing())
            (page.last_year(&others, draft.last.as_deref()))
            (page.table())
        }
    }))
}

/// Returns the other drafts of a genre in the folder: their files.
fn siblings(drafts: &mut Drafts, id: &str, genre: &str) -> Vec<String> {
    let mut files = Vec::new();
    for (other, draft) in drafts.list() {
        if other != id && draft.genre == genre {
            files.push(draft.file);
        }
    }
    files
}

/// Chooses last year's answers of a draft.
pub(super) async fn choose_last(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (draft, _) = found(&mut drafts, &id, &app)?;
    let wanted = fields.get("last").unwrap_or_default();
    let known = siblings(&mut drafts, &id, &draft.genre);
    let chosen = known.into_iter().find(|file| file == wanted);
    if chosen.is_none() && !wanted.is_empty() {
        return Err(Refusal::gone(wanted, app.words));
    }
    drafts.set_last(&id, chosen, app.words);
    Ok(go_to(&format!("/d/{id}")))
}

struct CheckPage<'p, 'a> {
    app: &'p App,
    id: &'p str,
    rows: Vec<ReviewRow>,
    groups: Vec<String>,
    sitting: &'p Sitting<'a>,
}

impl CheckPage<'_, '_> {
    /// Returns the address of a field's question.
    fn address(&self, field: &str) -> String {
        let group = self.sitting.interview.group_of(field);
        let at = self
            .groups
            .iter()
            .position(|known| *known == group)
            .unwrap_or(0);
        format!("/d/{}/g/{}#f-{field}", self.id, at + 1)
    }

    /// Lists what is wrong, each with why, then what is open.
    fn open(&self) -> Markup {
        let words = self.app.words;
        let is_wrong = |row: &&ReviewRow| matches!(row.state, FieldState::Wrong(_));
        let wrong: Vec<&ReviewRow> = self.rows.iter().filter(is_wrong).collect();
        let is_hole = |row: &&ReviewRow| row.state == FieldState::Hole;
        let holes: Vec<&ReviewRow> = self.rows.iter().filter(is_hole).collect();
        html! {
            section class="faults" aria-labelledby="open" {
                @let open = wrong.len() + holes.len();
                h2 id="open" {
                    @if open == 0 { (words.say("web.check.whole")) }
                    @else { (words.tell("web.check.open", [("n", open)])) }
                }
                @for (class, rows) in [("wrong", &wrong), ("holes", &holes)] {
                    @if !rows.is_empty() {
                        ul class=(class) {
                            @for row in rows {
                                li data-open=(row.field) {
                                    a href=(self.address(&row.field)) { (row.field) }
                                    " " (self.why(row))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn why(&self, row: &ReviewRow) -> Markup {
        let words = self.app.words;
        let department = self
            .sitting
            .kit
            .schema
            .field(&row.field)
            .and_then(|f| f.department.clone());
        match &row.state {
            FieldState::Wrong(faults) => html! {
                span class="fault" { (told(faults, words)) }
            },
            _ => {
                html! { span class="about" { (department.unwrap_or_default()) } }
            }
        }
    }

    /// Lists what a check says of the file as it is, each remark with its field.
    fn remarks(&self, drafts: &Drafts) -> Markup {
        let words = self.app.words;
        let answers = &self.sitting.file.given;
        let mode = Mode {
            holes: true,
            elsewhere: &|field| drafts.has_field(field),
        };
        let checked = nigao::answers::check(&self.sitting.kit.schema, answers, mode);
        let wrong = |field: &Option<String>| {
            let row = self
                .rows
                .iter()
                .find(|row| Some(&row.field) == field.as_ref());
            row.is_some_and(|row| matches!(row.state, FieldState::Wrong(_)))
        };
        let mut remarks = Vec::new();
        for found in &checked.diagnostics {
            let field = field_of(found, answers);
            if !wrong(&field) {
                remarks.push((field, found));
            }
        }
        html! {
            @if !remarks.is_empty() {
                section class="remarks" aria-labelledby="remarks" {
                    h2 id="remarks" { (words.say("web.check.remarks")) }
                    ul {
                        @for (field, found) in &remarks {
                            li class=(found.severity.to_string()) {
                                @if let Some(field) = field { a href=(self.address(field)) { (field) } " " }
                                (words.fault(found))
                            }
                        }
                    }
                }
            }
        }
    }

    /// Offers what can be written.
    fn writing(&self) -> Markup {
        let words = self.app.words;
        let get = |format: &str| format!("/d/{}/get/{format}", self.id);
        html! {
            section class="writing" aria-labelledby="writing" {
                h2 id="writing" { (words.say("web.check.writing")) }
                p class="turn" {
                    a class="primary" href=(get("docx")) { (words.say("web.word")) }
                    a href=(get("txt")) { (words.say("web.get.text")) }
                    a href=(get("yaml")) { (words.say("web.get.answers")) }
                    a href=(get("evidence")) { (words.say("web.get.evidence")) }
                }
                div class="turn" {
                    form method="post" action=(format!("/d/{}/save/docx", self.id)) {
                        (key_field(self.app))
                        button { (words.say("web.save-beside")) }
                    }
                    form method="post" action=(format!("/d/{}/review", self.id)) {
                        (key_field(self.app))
                        button title=(words.say("web.review.draft-why")) { (words.say("web.review.draft")) }
                    }
                    a href=(format!("/d/{}/collect", self.id)) { (words.say("web.collect")) }
                }
            }
        }
    }

    /// Offers the answers files that may be last year's.
    fn last_year(&self, others: &[String], chosen: Option<&str>) -> Markup {
        let words = self.app.words;
        html! {
            @if !others.is_empty() {
                form method="post" action=(format!("/d/{}/last", self.id)) class="last-year" {
                    (key_field(self.app))
                    label { (words.say("web.last")) " "
                        select name="last" {
                            option value="" { (words.say("web.last.none")) }
                            @for file in others {
                                option value=(file) selected[Some(file.as_str()) == chosen] { (file) }
                            }
                        }
                    }
                    button { (words.say("web.last.use")) }
                }
            }
        }
    }

    /// Shows every answer by group, each with the way to its question.
    fn table(&self) -> Markup {
        let words = self.app.words;
        html! {
            section class="all" aria-labelledby="all" {
                h2 id="all" { (words.say("web.check.all")) }
                @for group in &self.groups {
                    @let rows: Vec<&ReviewRow> = self.rows.iter().filter(|row| row.group.as_deref().unwrap_or_default() == group).collect();
                    @if !rows.is_empty() {
                        h3 { (group) }
                        table {
                            @for row in rows {
                                tr {
                                    th scope="row" { (row.field) }
                                    td { (self.answer(row)) }
                                    td { a href=(self.address(&row.field)) { (words.say("web.change")) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn answer(&self, row: &ReviewRow) -> String {
        let words = self.app.words;
        match &row.state {
            FieldState::Answered => row.words.clone(),
            FieldState::Default => words.tell("ask.state.default", [("words", &row.words)]),
            FieldState::LeftOut => words.say("ask.state.left-out"),
            FieldState::Hole => words.say("ask.state.hole"),
            FieldState::Wrong(faults) => {
                let why = faults
                    .first()
                    .map(|fault| words.fault(fault))
                    .unwrap_or_default();
                words.tell(
                    "ask.state.wrong",
                    [("words", row.words.as_str()), ("why", &why)],
                )
            }
        }
    }
}

/// Returns what is wrong with a field in words; what several records lack is said once.
fn told(faults: &[Diagnostic], words: PageWords) -> String {
    let mut told: Vec<String> = Vec::new();
    for fault in faults {
        let fault = words.fault(fault);
        if !told.contains(&fault) {
            told.push(fault);
        }
    }
    told.join(" ")
}

/// Returns the field of the answers that a diagnostic stands in: the last that begins at its line
/// or above.
fn field_of(found: &Diagnostic, answers: &Answers) -> Option<String> {
    let line = found.location.as_ref()?.line;
    let above = answers
        .entries()
        .iter()
        .filter(|entry| entry.location.line <= line);
    let nearest = above.max_by_key(|entry| entry.location.line)?;
    Some(nearest.key.clone())
}

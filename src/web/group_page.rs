//! Shows one group of questions as a form, and takes what was sent with it.

use std::cell::OnceCell;
use std::sync::Arc;

use axum::extract::{Path as UrlPath, State};
use axum::response::Response;
use maud::{Markup, html};
use nigao::drafting::preview;
use nigao::interview::{AnswerForm, FieldState, Path, Question, ReviewRow};
use nigao::schema::FieldKind;

use super::app::App;
use super::apply::{ListDeed, SentForm};
use super::drafts::DraftState;
use super::fields::FormFields;
use super::inputs::InputPage;
use super::paper::paper;
use super::progress::{doubts, groups_of, state_of, tools};
use super::refusal::Refusal;
use super::sending::{REVISION, found, is_as_shown, opened, save, take};
use super::shell::{PageShell, go_to, key_field};
use super::shown::shown;
use super::sitting::Sitting;
use super::words::PageWords;

/// The name of the buttons.
const DO: &str = "@do";
/// The buttons that lead on from a group, or stay there.
const WAYS_ON: [&str; 4] = ["stay", "next", "back", "check"];

/// Leads to the first group that has something open.
pub(super) async fn first(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (_, kit) = found(&mut drafts, &id, &app)?;
    let sitting = opened(&kit, &mut drafts, &id, &app)?;
    let progress = sitting.interview.groups();
    let open = progress.iter().find(|group| group.done < group.of);
    let name = open.map(|group| group.name.as_str()).unwrap_or_default();
    let groups = groups_of(&kit.schema, &sitting.interview);
    let at = groups.iter().position(|known| known == name).unwrap_or(0);
    Ok(go_to(&format!("/d/{id}/g/{}", at + 1)))
}

/// Shows a group.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    UrlPath((id, group)): UrlPath<(String, usize)>,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (draft, kit) = found(&mut drafts, &id, &app)?;
    let sitting = opened(&kit, &mut drafts, &id, &app)?;
    let groups = groups_of(&kit.schema, &sitting.interview);
    let at = group.checked_sub(1).filter(|at| *at < groups.len());
    let at = at.ok_or_else(|| Refusal::not_found(app.words))?;
    if let Some(draft) = drafts.draft(&id) {
        draft.remember(sitting.revision, &sitting.interview.answers());
        draft.notices.clear();
    }
    let mut notices = draft.notices.clone();
    if let (Some(file), None) = (&draft.last, &sitting.last) {
        notices.push(app.words.tell("web.last.unread", [("file", file)]));
    }
    let page = GroupPage {
        app: &app,
        id: &id,
        draft: &draft,
        notices,
        sitting: &sitting,
        rows: sitting.interview.review(app.words.0),
        groups: &groups,
        at,
        text: OnceCell::new(),
    };
    Ok(page.render())
}

/// Takes the answers of a group and leads on.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    UrlPath((id, group)): UrlPath<(String, usize)>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (draft, kit) = found(&mut drafts, &id, &app)?;
    let mut sitting = opened(&kit, &mut drafts, &id, &app)?;
    let button = fields.get(DO).unwrap_or("stay").to_owned();
    let form = SentForm {
        inputs: paths_of(&fields),
        takes_offers: button == "next",
    };
    let groups = groups_of(&kit.schema, &sitting.interview);
    let name = group.checked_sub(1).and_then(|at| groups.get(at));
    let name = name.ok_or_else(|| Refusal::not_found(app.words))?;
    let (deed, path) = button.split_once(' ').unwrap_or((&button, ""));
    let deed = ListDeed::parse(deed).zip(Path::parse_dotted(path));
    if deed.is_none() && !WAYS_ON.contains(&button.as_str()) {
        return Err(Refusal::bad_form(app.words));
    }
    // A record is named by its place, which is another's where the list was changed elsewhere.
    let is_stale = deed
        .as_ref()
        .is_some_and(|(_, path)| !is_as_shown(&draft, &fields, &sitting, path.root()));
    let shown_fields = sitting.interview.fields_in(name);
    let applied = take(&app, &mut drafts, &id, &mut sitting, &fields, &form);
    // What is asked only since these answers has not been seen yet.
    let fields = sitting.interview.fields_in(name);
    let unseen = fields.iter().find(|field| !shown_fields.contains(field));
    // The groups that something is asked in, by their numbers.
    let mut asked = Vec::new();
    for (at, name) in groups_of(&kit.schema, &sitting.interview)
        .iter()
        .enumerate()
    {
        if !sitting.interview.fields_in(name).is_empty() {
            asked.push(at + 1);
        }
    }
    let is_whole = applied.is_whole() && applied.is_saved;
    if let Some((deed, path)) = deed {
        if !is_stale && deed.follow(&mut sitting.interview, &path) {
            save(&app, &mut drafts, &id, &mut sitting);
        } else if let Some(draft) = drafts.draft(&id) {
            let args = [("field", path.root())];
            draft.notices.push(app.words.tell("web.list.changed", args));
        }
        let place = deed.goes_to(&sitting.interview, &path);
        return Ok(go_to(&format!("/d/{id}/g/{group}#{place}")));
    }
    Ok(go_to(&match button.as_str() {
        "next" if is_whole && unseen.is_some() => {
            format!(
                "/d/{id}/g/{group}#f-{}",
                unseen.cloned().unwrap_or_default()
            )
        }
        "next" if is_whole => match asked.iter().find(|at| **at > group) {
            Some(next) => format!("/d/{id}/g/{next}"),
            None => format!("/d/{id}/check"),
        },
        "back" if is_whole && group > 1 => {
            let before = asked.iter().rfind(|at| **at < group);
            format!("/d/{id}/g/{}", before.unwrap_or(&1))
        }
        "check" => format!("/d/{id}/check"),
        _ => {
            let first = applied
                .refused
                .keys()
                .next()
                .map(|path| format!("#i-{path}"));
            format!("/d/{id}/g/{group}{}", first.unwrap_or_default())
        }
    }))
}

/// Returns the inputs of a form for the answers, in its order.
fn paths_of(fields: &FormFields) -> Vec<(Path, String)> {
    let mut inputs = Vec::new();
    for (name, words) in fields
        .values
        .iter()
        .filter(|(name, _)| !name.starts_with('@'))
    {
        inputs.extend(Path::parse_dotted(name).map(|path| (path, words.clone())));
    }
    inputs
}

/// One group as a page.
struct GroupPage<'p, 'a> {
    app: &'p App,
    id: &'p str,
    draft: &'p DraftState,
    notices: Vec<String>,
    sitting: &'p Sitting<'a>,
    rows: Vec<ReviewRow>,
    groups: &'p [String],
    at: usize,
    /// The text of the draft, once it is needed.
    text: OnceCell<String>,
}

impl GroupPage<'_, '_> {
    fn words(&self) -> PageWords {
        self.app.words
    }

    fn render(&self) -> Response {
        let words = self.words();
        let title = self.draft.stem();
        let interview = &self.sitting.interview;
        let shell = PageShell {
            app: self.app,
            title,
            tools: tools(self.id, &self.rows, "#paper", words),
            notices: &self.notices,
        };
        let group = &self.groups[self.at];
        let fields = interview.fields_in(group);
        let action = format!("/d/{}/g/{}", self.id, self.at + 1);
        shell.page(&html! {
            div class="columns" {
                nav class="groups" aria-label=(words.say("web.groups")) { (self.group_links()) }
                main id="main" class="questions" {
                    form method="post" action=(action) id="answers" data-draft=(self.id)
                        data-revision=(self.sitting.revision) data-asked=(fields.join(" ")) {
                        // The first button of a form is the one that Enter presses.
                        button class="hidden" name=(DO) value="stay" tabindex="-1" aria-hidden="true" {}
                        (key_field(self.app))
                        input type="hidden" name=(REVISION) value=(self.sitting.revision);
                        h2 { (self.group_name(group)) }
                        @for field in &fields { (self.field(field)) }
                        @if fields.is_empty() { p class="about" { (words.say("web.group-off")) } }
                        div class="turn" {
                            @if self.at > 0 {
                                button name=(DO) value="back" { (words.say("web.back")) }
                            }
                            button name=(DO) value="stay" { (words.say("web.stay")) }
                            button name=(DO) value="next" class="primary" { (words.say("web.next")) }
                        }
                        // Shown by the script where the screen is narrow.
                        div class="step" hidden {
                            button type="button" { (words.say("web.step-back")) }
                            span class="step-at about" {}
                            button type="button" class="primary" { (words.say("web.step-next")) }
                        }
                    }
                }
                aside class="paper" id="paper" aria-label=(words.say("web.paper")) {
                    (paper(&self.rows, interview, self.sitting.kit, self.id, words))
                }
            }
        })
    }

    /// Returns the text of the draft, which only claims are looked up in.
    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let (interview, kit) = (&self.sitting.interview, self.sitting.kit);
            let template = kit.template.as_ref();
            let text =
                template.and_then(|template| preview::text(interview, &kit.schema, template));
            text.unwrap_or_default()
        })
    }

    fn group_name(&self, group: &str) -> String {
        if group.is_empty() {
            self.words().say("web.no-group")
        } else {
            group.to_owned()
        }
    }

    fn group_links(&self) -> Markup {
        let progress = self.sitting.interview.progress_of(&self.rows);
        html! {
            ol {
                @for (at, group) in self.groups.iter().enumerate() {
                    @let state = state_of(&progress, group);
                    li {
                        a href=(format!("/d/{}/g/{}", self.id, at + 1)) data-group=(group)
                            aria-current=[(at == self.at).then_some("page")] {
                            span { (self.group_name(group)) } span class="state" { (state) }
                        }
                    }
                }
            }
        }
    }

    fn field(&self, name: &str) -> Markup {
        let path = Path::field(name);
        let Some(question) = self.sitting.interview.question_at(&path) else {
            return html! {};
        };
        let row = self.rows.iter().find(|row| row.field == name);
        let is_wrong = row.is_some_and(|row| matches!(row.state, FieldState::Wrong(_)));
        let inputs = InputPage {
            interview: &self.sitting.interview,
            refused: &self.draft.refused,
            words: self.words(),
        };
        html! {
            section class=(if is_wrong { "field wrong" } else { "field" }) id=(format!("f-{name}")) data-field=(name) {
                h3 { (question.field.question) }
                (self.about(&question))
                (inputs.field(&path))
                (inputs.evidence(&path))
                div class="echo" id=(format!("e-{name}")) role="status" { (self.echo(&question, row)) }
            }
        }
    }

    /// What to know before the answer: the department, an example, last year's answer.
    fn about(&self, question: &Question) -> Markup {
        let words = self.words();
        let mut marks: Vec<String> = question.field.department.clone().into_iter().collect();
        if question.optional {
            marks.push(words.say("ask.optional"));
        }
        let interview = &self.sitting.interview;
        if question.last_year.is_none()
            && let Some(example) = interview.example(question)
        {
            marks.push(words.tell("ask.example", [("example", example)]));
        }
        let sentence = match &question.field.kind {
            FieldKind::Claim { words } => preview::sentence(self.text(), words),
            _ => None,
        };
        html! {
            @if !marks.is_empty() { p class="about" { (marks.join(" · ")) } }
            @if let Some(help) = &question.field.help { p class="about" { (help) } }
            @if let Some(last) = &question.last_year {
                p class="about" {
                    (words.tell("ask.last-year", [("words", last)]))
                    @let name = &question.field.name;
                    @if interview.can_repeat(name) && !interview.has_answer_at(&question.path) {
                        " " button name=(DO) value=(format!("again {name}")) class="small" {
                            (words.say("web.again"))
                        }
                    }
                }
            }
            @if let Some(sentence) = sentence {
                p class="about" { (words.tell("ask.claim.sentence", [("words", sentence)])) }
            }
        }
    }

    /// How the answer was understood, and what is wrong or odd about it.
    fn echo(&self, question: &Question, row: Option<&ReviewRow>) -> Markup {
        let words = self.words();
        let interview = &self.sitting.interview;
        let name = &question.field.name;
        let mut faults = Vec::new();
        for (path, typed) in &self.draft.refused {
            let path = Path::parse_dotted(path).filter(|path| path.root() == name);
            let Some(Err(found)) = path.map(|path| interview.consider_at(&path, typed)) else {
                continue;
            };
            faults.extend(found.first().map(|fault| words.fault(fault)));
        }
        let row = row.filter(|_| faults.is_empty());
        if let Some(FieldState::Wrong(found)) = row.map(|row| &row.state) {
            faults.extend(found.first().map(|fault| words.fault(fault)));
        }
        let is_answered = row.is_some_and(|row| row.state == FieldState::Answered);
        let answer = shown(interview, &question.path);
        let is_typed = !matches!(question.form, AnswerForm::List(_)) && is_answered;
        let readback = is_typed.then(|| interview.consider_at(&question.path, &answer.words));
        html! {
            @for fault in &faults { p class="fault" { (fault) } }
            @if let Some(row) = row.filter(|row| is_answered && row.words != answer.words) {
                p class="readback" { "→ " (row.words) }
            }
            @if let Some(Ok(readback)) = readback { (doubts(&readback, words)) }
            @if !answer.is_given && !answer.words.is_empty() && faults.is_empty() {
                p class="about" { (words.say("web.offered")) }
            }
        }
    }
}

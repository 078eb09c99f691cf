//! Makes a genre of an earlier report: the fields found are shown in its text, to be decided about.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Path as UrlPath, State};
use axum::response::Response;
use maud::{Markup, html};
use nigao::catalog::mined_files;
use nigao::diagnostic::Severity;
use nigao::mine::decisions::{Decision, DecisionFault, Decisions, FieldSummary, ProposedKind};
use nigao::mine::inspect::inspect;
use nigao::mine::{Mined, Need, propose};
use nigao::output;
use nigao::splice::{WordSource, first_tracked};

use super::app::App;
use super::drafts::Drafts;
use super::fields::{FormFields, UploadedFile};
use super::read_uploads::ReadUploads;
use super::refusal::Refusal;
use super::shell::{PageShell, go_to, key_field};
use super::sitting::name_after;
use super::uploads::MinedReport;

/// The most files that are mined together.
const MOST_FILES: usize = 60;

/// Takes reports, one or several of one genre.
pub(super) async fn upload(
    State(app): State<Arc<App>>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut notices = Vec::new();
    let mut files = fields.files;
    let left: Vec<String> = files
        .drain(MOST_FILES.min(files.len())..)
        .map(|file| file.name)
        .collect();
    if !left.is_empty() {
        notices.push(app.words.too_many_files(MOST_FILES, &left));
    }
    let word = match &files[..] {
        [only] => word_template_of(only, &mut notices, &app)?,
        _ => None,
    };
    let read = ReadUploads::read(files, app.words)?;
    notices.extend(read.notices);
    let (reports, mut names) = (read.reports, read.names);
    let proposal = propose(&reports);
    let shown = proposal.sample().min(reports.len() - 1);
    let (report, file) = (reports[shown].clone(), names.swap_remove(shown));
    let stem = Path::new(&file).file_stem().unwrap_or_default();
    let mined = MinedReport {
        name: genre_name(&stem.to_string_lossy()),
        found: inspect(&report),
        count: reports.len(),
        decisions: Decisions::of(&proposal),
        file,
        report,
        proposal,
        word,
        is_in_place: false,
        notices,
    };
    let chars = mined.report.source().len() * mined.count;
    let number = app.mined().add(mined, chars);
    Ok(go_to(&format!("/m/{number}")))
}

/// Returns the bytes of a Word file that can become the template itself; one with tracked changes
/// says two things at once, and cannot.
fn word_template_of(
    file: &UploadedFile,
    notices: &mut Vec<String>,
    app: &App,
) -> Result<Option<Vec<u8>>, Refusal> {
    if !file.name.to_lowercase().ends_with(".docx") {
        return Ok(None);
    }
    let tracked = WordSource::open(&file.bytes).and_then(|source| first_tracked(&source));
    let tracked =
        tracked.map_err(|error| Refusal::stopped(&error.in_file(&file.name), app.words))?;
    let Some((paragraph, words)) = tracked else {
        return Ok(Some(file.bytes.clone()));
    };
    let args = [("paragraph", paragraph.to_string()), ("words", words)];
    notices.push(app.words.tell("web.mined.tracked", args));
    Ok(None)
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
    let form = DecisionForm::of(mined, &app);
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
                    p class="about" { (form.how()) }
                    (form.sections())
                    (form.fields())
                    @if mined.word.is_some() {
                        p { label {
                            input type="checkbox" name="@in-place" value="1" checked[mined.is_in_place];
                            " " (words.say("web.mined.in-place"))
                        } }
                    }
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

/// What can be decided, as a form.
struct DecisionForm<'p> {
    app: &'p App,
    mined: &'p MinedReport,
    fields: Vec<FieldSummary>,
    faults: Vec<DecisionFault>,
}

impl<'p> DecisionForm<'p> {
    fn of(mined: &'p MinedReport, app: &'p App) -> Self {
        Self {
            app,
            mined,
            fields: mined.proposal.summaries(),
            faults: mined.decisions.check(&mined.proposal),
        }
    }

    /// Says what was found, and in how many reports.
    fn how(&self) -> String {
        let (n, count) = (self.fields.len(), self.mined.count);
        if count < 2 {
            return self.app.words.tell("web.mined.how", [("n", n)]);
        }
        let args = [
            ("n", n.to_string()),
            ("count", count.to_string()),
            ("file", self.mined.file.clone()),
        ];
        self.app.words.tell("web.mined.how-many", args)
    }

    /// Renders which sections the genre has; of a single report it has them all.
    fn sections(&self) -> Markup {
        let words = self.app.words;
        let needs = [
            (Need::Required, "web.mined.need.required"),
            (Need::Optional, "web.mined.need.optional"),
            (Need::Out, "web.mined.need.out"),
        ];
        let found = self.mined.proposal.sections();
        let count = |name: &str| {
            let section = found.iter().find(|(known, _)| known == name);
            section.map_or(0, |(_, reports)| reports.iter().filter(|has| **has).count())
        };
        html! {
            @if self.mined.count > 1 && !self.mined.decisions.sections.is_empty() {
                details class="sections" open {
                    summary { (words.say("web.mined.sections")) }
                    @for (name, need) in &self.mined.decisions.sections {
                        label class="in" data-section=(name) {
                            span { strong { (name) } " " (words.tell("web.mined.found-in", [("count", self.mined.count), ("n", count(name))])) }
                            select name=(format!("need {name}")) {
                                @for (other, key) in needs {
                                    option value=(other) selected[other == *need] { (words.say(key)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Renders what can be decided about each field, heading by heading; what is hardly worth
    /// asking is folded.
    fn fields(&self) -> Markup {
        let mut groups: Vec<&str> = Vec::new();
        for field in &self.fields {
            if !groups.contains(&field.group.as_str()) {
                groups.push(&field.group);
            }
        }
        let is_kept = |field: &&&FieldSummary| {
            *self.mined.decisions.decision(&field.name) != Decision::Reject
                || self.fault_of(&field.name).is_some()
        };
        html! {
            datalist id="mined-names" { @for field in &self.fields { option value=(field.name) {} } }
            @for group in groups {
                @let own: Vec<&FieldSummary> = self.fields.iter().filter(|field| field.group == group).collect();
                @let kept: Vec<_> = own.iter().filter(is_kept).collect();
                h2 { (group) " " span class="state" { (kept.len()) } }
                @for field in &kept { (self.field(field)) }
                @if kept.len() < own.len() {
                    details class="unlikely" {
                        summary { (self.app.words.tell("web.mined.unlikely", [("n", own.len() - kept.len())])) }
                        @for field in own.iter().filter(|field| !is_kept(field)) { (self.field(field)) }
                    }
                }
            }
        }
    }

    fn fault_of(&self, name: &str) -> Option<String> {
        let fault = self.faults.iter().find(|fault| fault.about == name)?;
        let words = self.app.words;
        let message = fault.message.text(words.0);
        // Hints of a plan say what to write into it; the page has inputs for that.
        let hint = fault.hint.as_ref().map(|hint| match hint.key() {
            "plan.taken.hint" => words.say("web.mined.taken"),
            "plan.merge-gone.hint" => words.say("web.mined.merge-gone"),
            _ => hint.text(words.0),
        });
        Some(match hint {
            Some(hint) => words.joined(&message, &hint),
            None => message,
        })
    }

    fn field(&self, field: &FieldSummary) -> Markup {
        let words = self.app.words;
        let decision = self.mined.decisions.decision(&field.name);
        let (new_name, kind) = match decision {
            Decision::Keep { name, kind } => (name.clone(), *kind),
            _ => (None, None),
        };
        let same = match decision {
            Decision::Merge(other) => other.as_str(),
            _ => "",
        };
        html! {
            section class="field" id=(format!("m-{}", field.name)) data-mined=(field.name) {
                p { strong { (field.answer) } " " span class="about" { (field.kind) @if !field.around.is_empty() { " · " (field.around) } } }
                div class="inputs" {
                    label class="in" { span { (words.say("web.mined.called")) }
                        input type="text" name=(format!("name {}", field.name)) value=(new_name.unwrap_or_else(|| field.name.clone()));
                    }
                    label class="in" { span { (words.say("web.mined.decision")) }
                        select name=(format!("do {}", field.name)) {
                            option value="采用" selected[matches!(decision, Decision::Keep { .. })] { (words.say("mine.act.keep")) }
                            option value="不用" selected[*decision == Decision::Reject] { (words.say("mine.act.reject")) }
                        }
                    }
                    label class="in" { span { (words.say("web.mined.same-as")) }
                        input type="text" name=(format!("same {}", field.name)) value=(same) list="mined-names" autocomplete="off";
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
                div class="echo" { @if let Some(fault) = self.fault_of(&field.name) { p class="fault" { (fault) } } }
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
    mined.is_in_place = fields.get("@in-place").is_some();
    for field in mined.proposal.summaries() {
        let said = |what: &str| fields.get(&format!("{what} {}", field.name)).map(str::trim);
        let Some(word) = said("do") else { continue };
        let Ok(mut decision) = word.parse::<Decision>() else {
            continue;
        };
        if let Some(other) = said("same").filter(|other| !other.is_empty()) {
            decision = Decision::Merge(other.to_owned());
        }
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
    let sections: Vec<String> = mined
        .decisions
        .sections
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    for section in sections {
        let need = fields.get(&format!("need {section}"));
        if let Some(need) = need.and_then(|need| need.parse::<Need>().ok()) {
            mined.decisions.decide_section(&section, need);
        }
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
    let made = make(mined, &mut app.drafts(), &app);
    match made {
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
    let word = mined.word.as_ref().filter(|_| mined.is_in_place);
    let word = word.map(|word| decided.in_place(word)).transpose()?;
    let genre = decided.genre();
    let answers = genre.answers.get(decided.sample());
    let answers = answers.cloned().unwrap_or_default();
    let last = format!(
        "{}.yaml",
        app.words.tell("web.mined.last", [("name", name)])
    );
    let only = Mined {
        answers: vec![answers.clone()],
        ..genre
    };
    let mut files = mined_files(name, only, [name.as_str()], 0);
    files.push((PathBuf::from(&last), answers.into_bytes()));
    if let Some(word) = &word {
        let path = Path::new("templates").join(format!("{name}.docx"));
        files.push((path, word.bytes.clone()));
    }
    output::write_files(&drafts.path(""), &files, false)?;
    drafts.add_own_genres()?;
    let next = name_after(&*drafts.kit(name)?, drafts, name, &last);
    let id = drafts.begin(name, &next, Some(last), app.words);
    if let (Some(word), Some(draft)) = (&word, drafts.draft(&id)) {
        for (message, rows) in word.remarks() {
            let lines: Vec<String> = std::iter::once(message.text(app.words.0))
                .chain(rows)
                .collect();
            draft.notices.push(lines.join("\n"));
        }
    }
    Ok(id)
}

//! Opens the draft of a request, and saves what was sent for it.

use std::path::Path as FilePath;
use std::sync::Arc;

use axum::http::StatusCode;
use nigao::answers::Answers;
use nigao::interview::{Interview, Path};
use nigao::yaml::Node;

use super::app::App;
use super::apply::{Applied, SentForm, apply, apply_blindly};
use super::drafts::{DraftState, Drafts, GenreKit};
use super::fields::FormFields;
use super::refusal::Refusal;
use super::shown::{evidence_at, set_evidence, shown};
use super::sitting::{Sitting, Unopened};

/// The name of the field with the revision a form shows.
pub(super) const REVISION: &str = "@revision";
/// The most chars of what was typed that are said when it could not be taken.
const MOST_SAID: usize = 200;

/// Returns a draft's state and the genre it is of, or says that there is no such draft.
pub(super) fn found(
    drafts: &mut Drafts,
    id: &str,
    app: &App,
) -> Result<(DraftState, Arc<GenreKit>), Refusal> {
    let missing = || Refusal::not_found(app.words);
    let draft = drafts.draft(id).ok_or_else(missing)?.clone();
    let kit = drafts.kit(&draft.genre).map_err(|_| missing())?;
    Ok((draft, kit))
}

/// Opens a draft, or says why it cannot be opened.
pub(super) fn opened<'a>(
    kit: &'a GenreKit,
    drafts: &mut Drafts,
    id: &str,
    app: &App,
) -> Result<Sitting<'a>, Refusal> {
    let missing = || Refusal::not_found(app.words);
    let draft = drafts.draft(id).ok_or_else(missing)?.clone();
    let sitting = Sitting::open(kit, drafts, &draft, app.words).map_err(|unopened| {
        let words = match unopened {
            Unopened::Gone => return Refusal::gone(&draft.file, app.words),
            Unopened::Stopped(error) => error.explain(app.words.0),
            Unopened::Broken(faults) => {
                let mut lines = vec![app.words.tell("web.broken", [("file", &draft.file)])];
                for fault in &faults {
                    let line = fault
                        .location
                        .as_ref()
                        .map_or(1, |place| place.line)
                        .to_string();
                    let args = [("line", line), ("why", app.words.fault(fault))];
                    lines.push(app.words.tell("web.broken-line", args));
                }
                lines.join("\n")
            }
        };
        Refusal::new(StatusCode::CONFLICT, words, app.words)
    })?;
    drafts.keep(id, &sitting.file, sitting.last.clone());
    Ok(sitting)
}

/// Returns the answers that the page of a form showed; `None` where that is not known any more. A
/// form that names no state is taken to show what stands now.
fn known_state(draft: &DraftState, fields: &FormFields, now: &Answers) -> Option<Answers> {
    match fields.get(REVISION) {
        Some(revision) => draft.state(revision.parse().ok()?),
        None => Some(now.clone()),
    }
}

/// Whether the answer to a field is the one that the page of a form showed.
pub(super) fn is_as_shown(
    draft: &DraftState,
    fields: &FormFields,
    sitting: &Sitting,
    field: &str,
) -> bool {
    let now = sitting.interview.answers();
    let Some(known) = known_state(draft, fields, &now) else {
        return false;
    };
    match (known.to_node().get(field), now.to_node().get(field)) {
        (Some(known), Some(now)) => known.same(now),
        (known, now) => known.is_none_or(Node::is_empty) && now.is_none_or(Node::is_empty),
    }
}

/// Applies a form, saves, and keeps what was refused.
pub(super) fn take(
    app: &App,
    drafts: &mut Drafts,
    id: &str,
    sitting: &mut Sitting,
    fields: &FormFields,
    form: &SentForm,
) -> Applied {
    let draft = drafts.draft(id).cloned().unwrap_or_default();
    let now = sitting.interview.answers();
    let known = known_state(&draft, fields, &now);
    let before = sitting.before(known.as_ref().unwrap_or(&now));
    let mut applied = match known {
        Some(_) => apply(&mut sitting.interview, &before, form),
        None => apply_blindly(&mut sitting.interview, form),
    };
    let waiting = take_waiting(&draft, &mut sitting.interview);
    if let Some(draft) = drafts.draft(id) {
        let sent = form.inputs.iter().map(|(path, _)| path.dotted());
        for path in sent.chain(waiting) {
            draft.refused.remove(&path);
        }
        draft.refused.extend(applied.refused.clone());
        for path in &applied.clashes {
            let words = Path::parse_dotted(path).map(|path| shown(&sitting.interview, &path).words);
            let args = [
                ("field", path.clone()),
                ("words", words.unwrap_or_default()),
            ];
            draft.notices.push(app.words.tell("web.clash", args));
        }
        for (key, lost) in [
            ("web.unasked", &applied.unasked),
            ("web.gone-row", &applied.gone),
        ] {
            for (path, words) in lost {
                let short = |words: &str| words.chars().take(MOST_SAID).collect::<String>();
                let args = [("field", short(path)), ("words", short(words))];
                draft.notices.push(app.words.tell(key, args));
            }
        }
    }
    applied.is_saved = save(app, drafts, id, sitting);
    // What could not be written is shown again as it was typed.
    if let Some(draft) = drafts.draft(id).filter(|_| !applied.is_saved) {
        for (path, words) in &form.inputs {
            if *words != shown(&before, path).words {
                draft.refused.insert(path.dotted(), words.clone());
            }
        }
    }
    applied
}

/// Takes what was said of an answer before the answer itself was there, and returns its paths.
fn take_waiting(draft: &DraftState, interview: &mut Interview) -> Vec<String> {
    let mut taken = Vec::new();
    for (dotted, words) in &draft.refused {
        let path = Path::parse_dotted(dotted).filter(|path| evidence_at(path).is_some());
        let Some(path) = path else { continue };
        if interview.has_answer_at(&Path::field(path.root())) {
            set_evidence(interview, &path, words);
            taken.push(dotted.clone());
        }
    }
    taken
}

/// Saves; what could not be saved is said on the next page.
pub(super) fn save(app: &App, drafts: &mut Drafts, id: &str, sitting: &mut Sitting) -> bool {
    let said = match sitting.save() {
        Ok(said) => said,
        Err(error) => {
            if let Some(draft) = drafts.draft(id) {
                draft.notices.push(app.words.unsaved(&error));
            }
            return false;
        }
    };
    if let Some(draft) = drafts.draft(id) {
        draft.notices.extend(said);
        let file = FilePath::new(&sitting.file.file);
        if let Some(name) = file.file_name() {
            draft.file = name.to_string_lossy().into_owned();
        }
        draft.remember(sitting.revision, &sitting.interview.answers());
    }
    drafts.keep(id, &sitting.file, sitting.last.clone());
    true
}

//! Writes the report as the page was filled in: for download, or into the folder.

use std::path::Path;
use std::sync::Arc;

use axum::extract::{Path as UrlPath, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use nigao::answers::{Mode, edit};
use nigao::draft::trace;
use nigao::drafting::{FinishedReport, SourcedSentence, evidence_table};
use nigao::layout::Layout;
use nigao::output;
use nigao::write::docx::{self, Meta};

use super::app::App;
use super::drafts::{DraftState, Drafts, GenreKit};
use super::fields::FormFields;
use super::refusal::Refusal;
use super::sending::{found, opened};
use super::shell::go_to;
use super::sitting::Sitting;
use super::words::PageWords;

pub(super) const WORD: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Downloads a draft in a format.
pub(super) async fn download(
    State(app): State<Arc<App>>,
    UrlPath((id, format)): UrlPath<(String, String)>,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (draft, kit) = found(&mut drafts, &id, &app)?;
    let sitting = opened(&kit, &mut drafts, &id, &app)?;
    let stem = draft.stem();
    if format == "yaml" {
        let text = edit::update("", &sitting.interview.answers(), &kit.schema);
        return Ok(attachment(
            &draft.file,
            "application/yaml; charset=utf-8",
            text.into_bytes(),
        ));
    }
    let Some(finished) = finished(&kit, &drafts, &sitting, app.words) else {
        return Ok(refused(&app, &mut drafts, &id));
    };
    match format.as_str() {
        "docx" => {
            let bytes = finished.word_file(
                &kit.schema,
                &Layout::default(),
                &drafts.unit(app.words).unit,
            );
            let bytes = bytes.map_err(|error| Refusal::stopped(&error, app.words))?;
            Ok(attachment(&format!("{stem}.docx"), WORD, bytes))
        }
        "txt" => {
            let text = finished.text();
            let text = text.map_err(|error| Refusal::stopped(&error, app.words))?;
            Ok(attachment(
                &format!("{stem}.txt"),
                "text/plain; charset=utf-8",
                text.into_bytes(),
            ))
        }
        "evidence" => {
            let bytes = evidence_file(&kit, &sitting, &finished, app.words);
            let bytes = bytes.ok_or_else(|| Refusal::not_found(app.words))?;
            let name = app.words.tell("web.evidence-file", [("name", stem)]);
            Ok(attachment(&name, WORD, bytes))
        }
        _ => Err(Refusal::not_found(app.words)),
    }
}

/// Writes the table of evidence as a Word file, as `nigao trace` does.
fn evidence_file(
    kit: &GenreKit,
    sitting: &Sitting,
    finished: &FinishedReport,
    words: PageWords,
) -> Option<Vec<u8>> {
    let template = kit.template.as_ref()?;
    let traced = trace(template, &finished.facts, finished.has_holes).ok()?;
    let mut sentences = Vec::with_capacity(traced.len());
    for sentence in &traced {
        let answers = &sitting.file.given;
        sentences.push(SourcedSentence::of(sentence, &kit.schema, answers, words.0));
    }
    let document = evidence_table(&kit.schema.title, &sentences, words.0);
    let meta = Meta::of(&kit.schema, &finished.facts);
    docx::write(&document, &Layout::default(), &meta).ok()
}

/// Writes the Word file beside the answers, under a name that no file has yet.
pub(super) async fn save(
    State(app): State<Arc<App>>,
    UrlPath((id, format)): UrlPath<(String, String)>,
    _: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (draft, kit) = found(&mut drafts, &id, &app)?;
    if format != "docx" {
        return Err(Refusal::not_found(app.words));
    }
    let sitting = opened(&kit, &mut drafts, &id, &app)?;
    let Some(finished) = finished(&kit, &drafts, &sitting, app.words) else {
        return Ok(refused(&app, &mut drafts, &id));
    };
    let stopped = |error| Refusal::stopped(&error, app.words);
    let bytes = finished
        .word_file(
            &kit.schema,
            &Layout::default(),
            &drafts.unit(app.words).unit,
        )
        .map_err(stopped)?;
    let name = free_name(&drafts, &draft);
    output::write_file(&drafts.path(&name), &bytes, false).map_err(stopped)?;
    let said = app.words.tell("web.written", [("file", name)]);
    if let Some(draft) = drafts.draft(&id) {
        draft.notices.push(said);
    }
    Ok(go_to(&format!("/d/{id}/check")))
}

/// Drafts the report; what is open stays a hole. `None` if answers are wrong.
pub(super) fn finished(
    kit: &GenreKit,
    drafts: &Drafts,
    sitting: &Sitting,
    words: PageWords,
) -> Option<FinishedReport> {
    let has_holes = !sitting.interview.missing().is_empty();
    let answers = &sitting.file.given;
    let mode = Mode {
        holes: has_holes,
        elsewhere: &|field: &str| drafts.has_field(field),
    };
    FinishedReport::of(&kit.genre, &kit.schema, answers, mode, words.0).ok()
}

/// Leads to the page that says what is wrong.
pub(super) fn refused(app: &App, drafts: &mut Drafts, id: &str) -> Response {
    if let Some(draft) = drafts.draft(id) {
        draft.notices.push(app.words.say("web.no-report"));
    }
    go_to(&format!("/d/{id}/check"))
}

fn free_name(drafts: &Drafts, draft: &DraftState) -> String {
    let stem = Path::new(&draft.file)
        .with_extension("")
        .display()
        .to_string();
    let mut name = format!("{stem}.docx");
    let mut count = 2_u32;
    while drafts.path(&name).exists() && count < u32::MAX {
        name = format!("{stem}-{count}.docx");
        count += 1;
    }
    name
}

/// Answers with a file. Its name is given as RFC 5987 has it, so that no name ends the header.
pub(super) fn attachment(name: &str, kind: &str, bytes: Vec<u8>) -> Response {
    let mut escaped = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped += &format!("%{byte:02X}");
        }
    }
    let disposition = format!("attachment; filename*=UTF-8''{escaped}");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_ends_the_header() {
        for (name, said) in [
            (
                "报告.docx",
                "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.docx",
            ),
            (
                "a\r\nX: 1\".docx",
                "attachment; filename*=UTF-8''a%0D%0AX%3A%201%22.docx",
            ),
        ] {
            let response = attachment(name, WORD, Vec::new());
            let header = &response.headers()[header::CONTENT_DISPOSITION];
            assert_eq!(header.to_str().unwrap(), said);
        }
    }
}

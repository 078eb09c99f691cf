//! Describes answers and drafts as data: what a check counted, what is open in a draft.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::answers::Answers;
use crate::diagnostic::{Diagnostic, Lang, Message, Severity};
use crate::document::{Document, record_of};
use crate::schema::{Field, FieldKind, FieldTable, Schema};
use crate::write;

/// Returns the result of `check`: what was checked, `genre` or `answers`, and how much was found.
#[must_use]
pub fn checked(genre: &str, what: &str, found: &[Diagnostic]) -> Value {
    let count = |severity| found.iter().filter(|d| d.severity == severity).count();
    json!({
        "genre": genre,
        "checked": what,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "advice": count(Severity::Advice),
    })
}

/// Returns what the result of `roll` says of answers beside their text.
#[must_use]
pub fn rolled(genre: &str, schema: &Schema, answers: &Answers) -> Value {
    let answered = answers.entries().len();
    json!({
        "genre": genre,
        "answered": answered,
        "open": schema.fields.len().saturating_sub(answered),
    })
}

/// A draft and where its bytes went.
#[derive(Clone, Copy, Debug)]
pub struct DraftResult<'d> {
    /// The name of the genre.
    pub genre: &'d str,
    /// Its fields.
    pub schema: &'d Schema,
    /// The draft.
    pub document: &'d Document,
    /// `docx`, `txt` or `md`.
    pub format: &'d str,
    /// How many bytes the draft has in that format.
    pub bytes: usize,
    /// The file it was written to.
    pub file: Option<&'d str>,
    /// The draft itself, where it was written to no file.
    pub text: Option<&'d str>,
    /// The Word file in base64, where it was written to no file.
    pub docx_base64: Option<&'d str>,
}

impl DraftResult<'_> {
    /// Returns the result of `fill`: where the draft is, else itself, and what is open in it.
    #[must_use]
    pub fn to_json(&self, lang: Lang) -> Value {
        let mut open = Vec::new();
        for answer in open_answers(self.document, self.schema, lang) {
            open.push(json!({"field": answer.label, "question": answer.question}));
        }
        let mut claims = Vec::new();
        for field in open_claims(self.document, self.schema) {
            claims.push(json!({"field": field.name, "question": field.note()}));
        }
        json!({
            "genre": self.genre,
            "format": self.format,
            "file": self.file,
            "bytes": self.bytes,
            "characters": write::text::characters(self.document),
            "text": self.text,
            "docx_base64": self.docx_base64,
            "open": open,
            "claims": claims,
        })
    }
}

/// An answer that a draft lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The field, or one of a record with the list and the record's number.
    pub label: String,
    /// Its question.
    pub question: String,
}

/// Returns the answers a draft lacks, in the order they are asked.
#[must_use]
pub fn open_answers(document: &Document, schema: &Schema, lang: Lang) -> Vec<OpenQuestion> {
    let mut open: Vec<(usize, OpenQuestion)> = Vec::new();
    let mut labels = HashSet::new();
    for hole in document.holes() {
        let name = hole.split('.').next().unwrap_or(hole);
        let asked = schema.fields.place(name);
        let (label, note) = match record_of(hole) {
            Some((list, number, inner)) => {
                let args = [
                    ("list", list),
                    ("number", number.to_string()),
                    ("name", inner),
                ];
                let field = hole
                    .rsplit('.')
                    .find(|part| note(&schema.fields, part).is_some());
                let note = field.and_then(|field| note(&schema.fields, field));
                (
                    Message::new("results.open-in-record", args).text(lang),
                    note,
                )
            }
            None => (name.to_owned(), note(&schema.fields, name)),
        };
        if labels.insert(label.clone()) {
            let question = note.unwrap_or_default();
            open.push((
                asked.unwrap_or(usize::MAX),
                OpenQuestion { label, question },
            ));
        }
    }
    open.sort_by_key(|(asked, _)| *asked);
    open.into_iter().map(|(_, answer)| answer).collect()
}

/// Returns the claims that a draft prints as open, in the order of the schema.
#[must_use]
pub fn open_claims<'s>(document: &Document, schema: &'s Schema) -> Vec<&'s Field> {
    let open = document.claims();
    let is_open = |field: &&Field| match &field.kind {
        FieldKind::Claim { words } => open.contains(&words.as_str()),
        _ => false,
    };
    schema.fields.iter().filter(is_open).collect()
}

/// Returns the question of a field, or of a field in the records of a list.
fn note(fields: &FieldTable, name: &str) -> Option<String> {
    let found = fields.get(name).map(Field::note);
    found.or_else(|| {
        fields.iter().find_map(|field| match &field.kind {
            FieldKind::List { fields, .. } => note(fields, name),
            _ => None,
        })
    })
}

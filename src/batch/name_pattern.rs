//! Names the file of each record by a pattern: `out/{地名}-{年份}.docx`.
//!
//! A name is made of answers, which are anybody's: what they put into it is checked as a name of
//! a file, and can never lead out of the folder that the pattern names.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::record::Record;
use crate::answers::{Answers, Fact, Mode, check_field};
use crate::diagnostic::{Diagnostic, Message};
use crate::error::{Error, Result};
use crate::file_name::{is_device, is_portable};
use crate::nearest::nearest;
use crate::schema::{FieldKind, Schema};

/// The names of a pattern that stand for no answer: the record's number, what it is called, the
/// name of its own file.
const NUMBER: &str = "序号";
const ID: &str = "id";
const STEM: &str = "文件名";

/// A pattern for the names of files, read once.
#[derive(Clone, Debug)]
pub struct NamePattern {
    /// The folder before the first part with a name in it.
    folder: PathBuf,
    /// What follows, a list for each part of the path.
    parts: Vec<Vec<NamePiece>>,
}

/// A piece of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
enum NamePiece {
    Words(String),
    /// The answer at a path.
    Answer(Vec<String>),
    Number,
    Id,
    Stem,
}

impl NamePattern {
    /// Parses a pattern for a genre.
    ///
    /// # Errors
    /// A brace that is not closed, a name that is no field of one value, and a pattern without any
    /// name, which would call all records alike.
    ///
    /// ```
    /// use nigao::{batch::NamePattern, catalog::Catalog};
    /// let genre = Catalog::shipped().genre("township-work-report").unwrap();
    /// let schema = genre.schema().into_result().unwrap();
    /// let pattern = NamePattern::parse("out/{地名}-{年份}.docx", &schema).unwrap();
    /// assert_eq!(pattern.folder(), std::path::Path::new("out"));
    /// assert!(NamePattern::parse("out/{地明}.docx", &schema).is_err());
    /// ```
    pub fn parse(pattern: &str, schema: &Schema) -> Result<Self> {
        let mut folder = PathBuf::new();
        let mut parts: Vec<Vec<NamePiece>> = Vec::new();
        let is_mark = |c: char| c == '/' || (cfg!(windows) && c == '\\');
        // An absolute pattern begins with an empty part.
        if pattern.starts_with(is_mark) {
            folder.push("/");
        }
        for part in pattern.split(is_mark).filter(|part| !part.is_empty()) {
            let pieces = pieces(part, schema)?;
            let is_plain = pieces
                .iter()
                .all(|piece| matches!(piece, NamePiece::Words(_)));
            if parts.is_empty() && is_plain {
                folder.push(part);
            } else {
                parts.push(pieces);
            }
        }
        let leads_up = |pieces: &Vec<NamePiece>| matches!(&pieces[..], [NamePiece::Words(words)] if words == ".." || words == ".");
        if parts.is_empty() {
            return Err(Error::new(Message::new(
                "batch.pattern-same",
                [("pattern", pattern)],
            )));
        }
        if parts.iter().any(leads_up) {
            return Err(Error::new(Message::new(
                "batch.pattern-up",
                [("pattern", pattern)],
            )));
        }
        Ok(Self { folder, parts })
    }

    /// Returns the folder that all files are in or below; empty for the current one.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the path of a record's file below the folder, its parts joined by `/`.
    ///
    /// # Errors
    /// An answer that is not there or wrong, and a name that some system does not take.
    pub fn name(
        &self,
        record: &Record,
        answers: &Answers,
        schema: &Schema,
    ) -> std::result::Result<String, Diagnostic> {
        // What cannot be read has no name, nor has a record that leaves all of it to the ledger:
        // it would take the file of the record that the name is meant for.
        if record.answers.faults().has_errors() || !self.is_own(record) {
            return Err(self.nameless(record));
        }
        let mut path = String::new();
        for pieces in &self.parts {
            let mut name = String::new();
            for piece in pieces {
                name += &words(piece, record, answers, schema)?;
            }
            let name: String = name.nfc().collect();
            // A name that begins with a dot is hidden, and may be all ending.
            if !is_portable(&name) || name.starts_with([' ', '.']) || name.contains(is_deceptive) {
                return Err(bad_name(record, &name));
            }
            if !path.is_empty() {
                path.push('/');
            }
            path += &name;
        }
        Ok(path)
    }
}

impl NamePattern {
    /// Returns whether at least one piece of the name comes from the record itself.
    fn is_own(&self, record: &Record) -> bool {
        let is_own = |piece: &NamePiece| match piece {
            NamePiece::Words(_) => false,
            NamePiece::Answer(path) => {
                let entries = record.answers.entries().iter();
                let mut given = entries.filter(|entry| !entry.node.is_empty());
                given.any(|entry| path.first() == Some(&entry.key))
            }
            NamePiece::Number | NamePiece::Id | NamePiece::Stem => true,
        };
        self.parts.iter().flatten().any(is_own)
    }

    /// Returns that a record says nothing of its name: the first answer that the name needs.
    fn nameless(&self, record: &Record) -> Diagnostic {
        let answer = self.parts.iter().flatten().find_map(|piece| match piece {
            NamePiece::Answer(path) => Some(path.join(".")),
            _ => None,
        });
        missing(record, &answer.unwrap_or_default())
    }
}

/// Returns that an answer which a name needs is missing.
fn missing(record: &Record, name: &str) -> Diagnostic {
    let at = Some(record.origin.clone());
    let fault = Diagnostic::error(at, Message::new("batch.name-missing", [("name", name)]));
    fault.hint(Message::plain("batch.name-missing.hint"))
}

/// Returns whether a character makes a name look like another: marks of direction, and characters
/// without width.
fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{fffd}')
}

fn bad_name(record: &Record, name: &str) -> Diagnostic {
    /// How much of a name a message repeats, in chars.
    const SHOWN: usize = 60;
    let shown: String = name
        .chars()
        .take(SHOWN)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    let args = [("name", shown)];
    let at = Some(record.origin.clone());
    let message = if is_device(name) {
        Message::new("batch.name-device", args)
    } else if name.len() > 255 {
        Message::new("batch.name-long", args)
    } else {
        Message::new("batch.name-signs", args)
    };
    Diagnostic::error(at, message).hint(Message::plain("batch.name.hint"))
}

/// Parts a part of a path into words and names.
fn pieces(part: &str, schema: &Schema) -> Result<Vec<NamePiece>> {
    let mut pieces = Vec::new();
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(Error::new(Message::new(
                "batch.pattern-brace",
                [("part", part)],
            )));
        };
        if !before.is_empty() {
            pieces.push(NamePiece::Words(before.to_owned()));
        }
        pieces.push(piece(name.trim(), schema)?);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(NamePiece::Words(rest.to_owned()));
    }
    Ok(pieces)
}

fn piece(name: &str, schema: &Schema) -> Result<NamePiece> {
    let path: Vec<String> = name.split('.').map(|name| name.trim().to_owned()).collect();
    let first = path.first().map_or("", String::as_str);
    let Some(field) = schema.field(first) else {
        return match name {
            NUMBER => Ok(NamePiece::Number),
            ID => Ok(NamePiece::Id),
            STEM => Ok(NamePiece::Stem),
            _ => {
                let names = schema.fields.iter().map(|field| field.name.as_str());
                let message = match nearest(first, names) {
                    Some(near) => {
                        Message::new("batch.pattern-near", [("name", name), ("near", near)])
                    }
                    None => Message::new("batch.pattern-field", [("name", name)]),
                };
                Err(Error::new(message))
            }
        };
    };
    if matches!(field.kind, FieldKind::List { .. } | FieldKind::Claim { .. }) && path.len() == 1 {
        return Err(Error::new(Message::new(
            "batch.pattern-kind",
            [("name", name)],
        )));
    }
    Ok(NamePiece::Answer(path))
}

/// Returns the words that a piece stands for in the name of a record.
fn words(
    piece: &NamePiece,
    record: &Record,
    answers: &Answers,
    schema: &Schema,
) -> std::result::Result<String, Diagnostic> {
    match piece {
        NamePiece::Words(words) => Ok(words.clone()),
        NamePiece::Number => Ok(record.number.to_string()),
        NamePiece::Stem => record.stem.clone().ok_or_else(|| missing(record, STEM)),
        NamePiece::Id => match &record.id {
            Some(serde_json::Value::String(id)) => Ok(id.clone()),
            Some(id) => Ok(id.to_string()),
            None => Err(missing(record, ID)),
        },
        NamePiece::Answer(path) => {
            answer_words(path, answers, schema).ok_or_else(|| missing(record, &path.join(".")))
        }
    }
}

/// Returns the words of an answer as they stand in a name; none where it is missing or wrong.
fn answer_words(path: &[String], answers: &Answers, schema: &Schema) -> Option<String> {
    let name = path.first()?;
    let field = schema.field(name)?;
    let entry = answers.entries().iter().rfind(|entry| entry.key == *name);
    let node = entry
        .map(|entry| &entry.node)
        .filter(|node| !node.is_empty());
    let mut node = node.or(field.default.as_ref())?;
    if let [_, inner @ ..] = path
        && !inner.is_empty()
    {
        for name in inner {
            node = match name.parse::<usize>() {
                Ok(number) => node.items().get(number.checked_sub(1)?)?,
                Err(_) => node.get(name)?,
            };
        }
        return node
            .scalar()
            .filter(|words| !words.is_empty())
            .map(str::to_owned);
    }
    let fact = check_field(field, node, Mode::default());
    if fact.diagnostics.has_errors() {
        return None;
    }
    Some(match fact.value? {
        Fact::Place(place) => place.name().to_owned(),
        // 2026 sorts and types better in a name than 2026年.
        Fact::Year(year) => year.0.to_string(),
        Fact::Date(date) => date.format("%Y-%m-%d").to_string(),
        Fact::Text(words) | Fact::Choice(words) => words,
        _ => node.scalar()?.to_owned(),
    })
}

//! Describes genres as data: all of them in a line each, one with its fields and its skeleton.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Genre};
use crate::error::Result;
use crate::schema::Schema;
use crate::template::{Condition, OutlineEntry};

/// Returns the result of `list`: the genres without their fields.
///
/// ```
/// use nigao::catalog::Catalog;
/// let listed = nigao::results::genres(&Catalog::shipped()).unwrap();
/// assert!(listed["genres"].as_array().unwrap().len() > 5);
/// ```
///
/// # Errors
/// A folder of genres that cannot be read.
pub fn genres(catalog: &Catalog) -> Result<Value> {
    let genres = catalog.genres()?;
    let rows: Vec<Value> = genres.iter().map(row).collect();
    Ok(json!({ "genres": rows }))
}

fn row(genre: &Genre) -> Value {
    let heading = genre.heading();
    json!({
        "name": genre.name,
        "title": heading.title,
        "kind": heading.kind,
        "summary": heading.summary,
        "levels": heading.levels,
    })
}

/// Returns the result of `show`: the genre's field table with its name and its skeleton.
#[must_use]
pub fn genre(name: &str, schema: &Schema, skeleton: &[OutlineEntry]) -> Value {
    let mut genre = schema.to_json();
    genre["name"] = name.into();
    genre["skeleton"] = skeleton.iter().map(entry).collect();
    genre
}

fn entry(entry: &OutlineEntry) -> Value {
    let within = entry.within.iter().map(|condition| {
        let (kind, what) = match condition {
            Condition::If(what) => ("if", what),
            Condition::Unless(what) => ("unless", what),
            Condition::Each(what) => ("each", what),
        };
        json!({"kind": kind, "what": what})
    });
    json!({
        "depth": entry.depth,
        "label": entry.label,
        "words": entry.words,
        "within": within.collect::<Value>(),
    })
}

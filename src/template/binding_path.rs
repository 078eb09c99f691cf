//! Reads the paths of tags, `../../税收.同比`, and what they lead to.

use handlebars::Path;
use handlebars::template::Parameter;
use rust_decimal::Decimal;

use crate::diagnostic::Location;
use crate::schema::{Field, FieldKind, FieldPart, FieldTable};

/// Whether a literal is a number, with or without its unit.
pub(super) fn is_number(literal: &str, unit: &str) -> bool {
    let number = literal.strip_suffix(unit).unwrap_or(literal);
    number.trim().parse::<Decimal>().is_ok()
}

/// The records of a list field.
pub(super) fn list(found: FieldPart<'_>) -> Option<&FieldTable> {
    match found {
        FieldPart::Field(Field {
            kind: FieldKind::List { fields, .. },
            ..
        }) => Some(fields),
        _ => None,
    }
}

/// Splits `../../税收.同比` into the number of lists up and the names.
pub(super) fn split(path: &str) -> (usize, Vec<&str>) {
    let mut rest = path;
    let mut ups = 0;
    while let Some(inner) = rest.strip_prefix("../") {
        rest = inner;
        ups += 1;
    }
    let rest = rest
        .strip_prefix("this.")
        .or(rest.strip_prefix("./"))
        .unwrap_or(rest);
    (
        ups,
        rest.split(['.', '/'])
            .filter(|name| !name.is_empty() && *name != "this")
            .collect(),
    )
}

/// The path of a parameter as written.
pub(super) fn raw(parameter: &Parameter) -> Option<&str> {
    match parameter {
        Parameter::Name(name) => Some(name),
        Parameter::Path(Path::Relative((_, raw)) | Path::Local((_, _, raw))) => Some(raw),
        _ => None,
    }
}

/// The path of a printed value, with the line and column it is printed at in its raw text:
/// `6:17:备注`.
///
/// handlebars resolves a path by its segments, and hands the raw text to the helper for missing
/// values, which has no other way to know where it is called.
pub(super) fn located(raw: &str, at: &Location, otherwise: &Parameter) -> Parameter {
    match Path::parse(raw) {
        Ok(Path::Relative((segments, raw))) => {
            let raw = format!("{}:{}:{raw}", at.line, at.column);
            Parameter::Path(Path::Relative((segments, raw)))
        }
        Ok(local) => Parameter::Path(local),
        Err(_) => otherwise.clone(),
    }
}

/// Whether a value may be several paragraphs.
pub(super) fn has_paragraphs(found: FieldPart) -> bool {
    matches!(
        found,
        FieldPart::Field(Field {
            kind: FieldKind::Text { paragraphs: true },
            ..
        })
    )
}

pub(super) fn path(raw: &str, otherwise: Parameter) -> Parameter {
    Path::parse(raw).map_or(otherwise, Parameter::Path)
}

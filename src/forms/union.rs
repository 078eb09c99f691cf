//! Joins the schemas of several reports, so that an office is asked for each figure once.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::figure::Basis;
use crate::schema::{Field, FieldKind, Schema};

/// Returns one schema with every field of all, each once, and warns of fields that cannot be
/// asked as one.
///
/// A field that two reports share is asked so that both can be drafted: with all values either
/// compares it with, and required where either requires it.
#[must_use]
pub fn union(schemas: &[Schema]) -> (Schema, Diagnostics) {
    let mut warnings = Diagnostics::new();
    let Some((first, rest)) = schemas.split_first() else {
        return (Schema::default(), warnings);
    };
    let mut joined = first.clone();
    for schema in rest {
        joined.title += &format!("、{}", schema.title);
        for field in &schema.fields {
            let is_joined = joined
                .fields
                .change(&field.name, |known| join(known, field));
            if is_joined.is_none() {
                joined.fields.push(field.clone());
            }
            if is_joined == Some(false) {
                let args = [("field", &field.name), ("title", &schema.title)];
                let message = Message::new("collect.different", args);
                warnings.push(Diagnostic::warning(None, message));
            }
        }
    }
    (joined, warnings)
}

/// Widens a field by another of its name; returns whether one answer can serve both.
fn join(known: &mut Field, other: &Field) -> bool {
    if !join_kinds(&mut known.kind, &other.kind) {
        return false;
    }
    known.optional &= other.optional;
    known.help = known.help.take().or_else(|| other.help.clone());
    known.department = known.department.take().or_else(|| other.department.clone());
    let figure = known.example_figure.take();
    known.example_figure = figure.or_else(|| other.example_figure.clone());
    known.example = known.example.take().or_else(|| other.example.clone());
    let default = known.default.take();
    known.default = default.filter(|node| other.default.as_ref().is_some_and(|o| o.same(node)));
    if known.when != other.when {
        // Asked in one report always, in the other sometimes: always. Under two conditions: it
        // may be left out.
        known.optional |= known.when.is_some() && other.when.is_some();
        known.when = None;
    }
    true
}

fn join_kinds(known: &mut FieldKind, other: &FieldKind) -> bool {
    match (known, other) {
        (
            FieldKind::Figure {
                unit,
                basis,
                compare,
                since,
                range,
                ratio,
            },
            FieldKind::Figure {
                unit: other_unit,
                basis: other_basis,
                compare: other_compare,
                since: other_since,
                range: other_range,
                ratio: other_ratio,
            },
        ) => {
            let has_clashing_since =
                since.is_some() && other_since.is_some() && since != other_since;
            if unit != other_unit || ratio != other_ratio || has_clashing_since {
                return false;
            }
            if *other_basis == Basis::Constant {
                *basis = Basis::Constant;
            }
            *since = since.take().or_else(|| other_since.clone());
            compare.extend(other_compare);
            compare.sort_unstable();
            compare.dedup();
            range.0 = wider(range.0, other_range.0, Decimal::min);
            range.1 = wider(range.1, other_range.1, Decimal::max);
            true
        }
        (
            FieldKind::List { fields, min, max },
            FieldKind::List {
                fields: others,
                min: least,
                max: most,
            },
        ) => {
            for other in others {
                match fields.change(&other.name, |field| join(field, other)) {
                    Some(true) => {}
                    Some(false) => return false,
                    None => fields.push(other.clone()),
                }
            }
            *min = (*min).max(*least);
            *max = match (*max, *most) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            true
        }
        (FieldKind::Choice { options }, FieldKind::Choice { options: others }) => options == others,
        (FieldKind::Text { paragraphs }, FieldKind::Text { paragraphs: other }) => {
            *paragraphs &= other;
            true
        }
        (FieldKind::Claim { words }, FieldKind::Claim { words: other }) => words == other,
        (known, other) => known.name() == other.name(),
    }
}

/// Returns the end of a range that holds both; no end where one of them has none.
fn wider(
    one: Option<Decimal>,
    other: Option<Decimal>,
    pick: impl Fn(Decimal, Decimal) -> Decimal,
) -> Option<Decimal> {
    Some(pick(one?, other?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(fields: &str) -> Schema {
        let source = format!("{{title: 例, kind: 讲话, summary: 例, fields: [{fields}]}}");
        let (schema, faults) = crate::schema::read("s.yaml", &source, &[]).recovered();
        assert!(faults.is_empty(), "{faults:?}");
        schema
    }

    #[test]
    fn shared_fields_are_asked_once_and_for_all_that_either_report_needs() {
        let one = schema(
            "{name: 税收, kind: figure, unit: 亿元, compare: [上年], optional: true}, {name: 荣誉, kind: text}",
        );
        let other = schema(
            "{name: 人口, kind: figure, unit: 人}, {name: 税收, kind: figure, unit: 亿元, compare: [计划]}",
        );
        let (joined, warnings) = union(&[one, other]);
        assert!(warnings.is_empty());
        let names: Vec<&str> = joined.fields.iter().map(|field| &*field.name).collect();
        assert_eq!(names, ["税收", "荣誉", "人口"]);
        assert!(!joined.fields[0].optional, "the second report requires it");
        let FieldKind::Figure { compare, .. } = &joined.fields[0].kind else {
            panic!()
        };
        assert_eq!(
            compare.iter().map(|c| c.key()).collect::<Vec<_>>(),
            ["上年", "计划"]
        );
    }

    #[test]
    fn fields_that_cannot_be_asked_as_one_are_reported() {
        for (one, other) in [
            (
                "{name: 税收, kind: figure, unit: 亿元}",
                "{name: 税收, kind: text}",
            ),
            (
                "{name: 税收, kind: figure, unit: 亿元}",
                "{name: 税收, kind: figure, unit: 人}",
            ),
            (
                "{name: 类, kind: choice, options: [甲, 乙]}",
                "{name: 类, kind: choice, options: [甲]}",
            ),
        ] {
            let (joined, warnings) = union(&[schema(one), schema(other)]);
            assert_eq!(
                (joined.fields.len(), warnings.len()),
                (1, 1),
                "{one} {other}"
            );
        }
    }
}

//! What holds among the fields of a genre is stated: fields whose questions or names speak of
//! others have a relation to them.

use nigao::schema::{Field, FieldKind, Relation};

use super::each_genre;

/// Words behind a name that make another thing of it: a target is no part of what it is set for.
const NO_PARTS: [&str; 4] = ["目标", "计划", "次年", "增速"];

#[test]
fn what_questions_and_names_suggest_is_stated() {
    each_genre(|genre| {
        let (schema, _) = genre.schema().recovered();
        let mut found = unstated(&schema.fields);
        for field in &schema.fields {
            if let FieldKind::List { fields, .. } = &field.kind {
                found.extend(unstated(fields));
            }
        }
        found
    });
}

/// The relations of a table, or of a record, that its questions and names suggest and nobody
/// states.
fn unstated(fields: &[Field]) -> Vec<String> {
    let mut related: Vec<&str> = Vec::new();
    for field in fields {
        for relation in &field.relations {
            related.push(&field.name);
            related.extend(relation.fields());
        }
    }
    let is_related = |field: &Field| related.contains(&field.name.as_str());
    let mut found = Vec::new();
    let has_year = fields
        .iter()
        .any(|field| matches!(field.kind, FieldKind::Year { .. }));
    for field in fields {
        if field.question.starts_with("其中") && field.relations.is_empty() && is_figure(field) {
            found.push(format!(
                "{} asks “{}” of nothing",
                field.name, field.question
            ));
        }
        let is_day = matches!(field.kind, FieldKind::Date | FieldKind::Month);
        if is_day && has_year && !is_related(field) {
            found.push(format!("{} lies before, after or in no other", field.name));
        }
        if is_share(field) && field.relations.is_empty() && !is_bounded(field) {
            found.push(format!(
                "{} is a share of nothing and has no range",
                field.name
            ));
        }
        let is_said_whole = field
            .help
            .as_ref()
            .is_some_and(|help| help.contains("等于100%"));
        let is_whole = |relation: &Relation| matches!(relation, Relation::WholeWith(_));
        if is_said_whole && !field.relations.iter().any(is_whole) {
            found.push(format!("{} makes 100% with nothing stated", field.name));
        }
        for other in fields {
            let rest = other
                .name
                .strip_prefix(field.name.as_str())
                .unwrap_or_default();
            let is_part = !rest.is_empty() && !NO_PARTS.iter().any(|word| rest.contains(word));
            if is_part && same_unit(field, other) && !(is_related(field) && is_related(other)) {
                found.push(format!(
                    "{} and {} have nothing to do with each other",
                    field.name, other.name
                ));
            }
        }
    }
    found
}

fn is_figure(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Figure { .. })
}

/// Whether a field is asked for what part of a whole something is.
fn is_share(field: &Field) -> bool {
    let FieldKind::Figure {
        unit: Some(unit), ..
    } = &field.kind
    else {
        return false;
    };
    let asked = format!("{}{}", field.name, field.question);
    unit.is_rate() && ["占", "比重"].iter().any(|word| asked.contains(word))
}

/// Whether a share can be no more than all.
fn is_bounded(field: &Field) -> bool {
    let FieldKind::Figure {
        range: (_, Some(most)),
        ..
    } = &field.kind
    else {
        return false;
    };
    most.to_string() == "100"
}

fn same_unit(one: &Field, other: &Field) -> bool {
    match (&one.kind, &other.kind) {
        (
            FieldKind::Figure {
                unit: Some(one), ..
            },
            FieldKind::Figure {
                unit: Some(other), ..
            },
        ) => one == other,
        _ => false,
    }
}

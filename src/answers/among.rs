//! Checks an answer among the others of its table: relations between fields, and doubts.

use super::check::{Mode, check_field};
use super::facts::{Fact, Facts};
use super::{plausibility, relations};
use crate::diagnostic::Diagnostics;
use crate::schema::{Field, Schema};
use crate::yaml::Node;

/// Checks what an answer has to do with the others of the table: relations broken, and doubts.
#[must_use]
pub(crate) fn check_among(
    schema: &Schema,
    field: &Field,
    fact: &Fact,
    others: &Node,
) -> Diagnostics {
    let mut related: Vec<&str> = plausibility::BASES.to_vec();
    for other in &schema.fields {
        for relation in &other.relations {
            let names = relation.fields();
            if other.name == field.name || names.contains(&field.name.as_str()) {
                related.push(&other.name);
                related.extend(names);
            }
        }
    }
    let mut facts = Facts::default();
    for other in &schema.fields {
        if other.name == field.name {
            facts.push(&field.name, fact.clone());
        } else if related.contains(&other.name.as_str())
            && let Some(node) = others.get(&other.name).filter(|node| !node.is_empty())
            && let Some(fact) = check_field(
                other,
                node,
                Mode {
                    holes: true,
                    ..Mode::default()
                },
            )
            .value
        {
            facts.push(&other.name, fact);
        }
    }
    let mut found = relations::check(&schema.fields, &facts, Some(&field.name), |_| None);
    found.extend(plausibility::table(
        schema,
        &facts,
        Some(&field.name),
        |_| None,
    ));
    found
}

/// Returns the answer to a field that follows from the others of the table: 三次产业比.
#[must_use]
pub(crate) fn computed_answer(schema: &Schema, field: &Field, others: &Node) -> Option<Node> {
    let mut facts = Facts::default();
    for relation in &field.relations {
        for name in relation.fields() {
            let other = schema.field(name)?;
            let fact = check_field(other, others.get(name)?, Mode::default()).value?;
            facts.push(name, fact);
        }
    }
    match relations::computed(field, &facts)? {
        Fact::Figure(measure) => Some(Node::of_words(measure.current.to_string())),
        _ => None,
    }
}

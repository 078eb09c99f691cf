//! Finds which fields are asked by the answers so far: whose condition holds, or is open.

use std::collections::{HashMap, HashSet};

use super::check::{Mode, check_field, fits};
use super::facts::Fact;
use crate::schema::Field;
use crate::yaml::Node;

/// Returns the names of the fields of a table or a record that are asked: whose condition holds, or
/// cannot be told yet.
///
/// A condition looks at a field that stands before, so one pass is enough, however long the chain.
#[must_use]
pub fn asked_fields<'f>(fields: &'f [Field], record: &Node) -> HashSet<&'f str> {
    let mut answers: HashMap<&str, &Node> = HashMap::new();
    for entry in record.entries() {
        answers.entry(&entry.key).or_insert(&entry.node);
    }
    let mut conditions = HashSet::new();
    for field in fields {
        conditions.extend(field.when.as_ref().map(|when| when.field.as_str()));
    }
    let mut facts: HashMap<&str, Option<Fact>> = HashMap::new();
    let mut asked = HashSet::new();
    for field in fields {
        let name = field.name.as_str();
        let is_asked = match &field.when {
            None => true,
            Some(when) => {
                let decides = asked.contains(when.field.as_str());
                let fact = facts.get(when.field.as_str()).and_then(Option::as_ref);
                decides && fits(when, fact)
            }
        };
        if is_asked {
            asked.insert(name);
        }
        if conditions.contains(name) {
            facts.insert(name, fact_of(field, answers.get(name).copied()));
        }
    }
    asked
}

/// Whether one field of a table or a record is asked, as [`asked_fields`] finds of all.
#[must_use]
pub fn is_asked(fields: &[Field], record: &Node, field: &Field) -> bool {
    field.when.is_none() || asked_fields(fields, record).contains(field.name.as_str())
}

/// Returns what a condition sees of a field: a hole where it is still to be answered.
fn fact_of(field: &Field, answer: Option<&Node>) -> Option<Fact> {
    match answer
        .filter(|node| !node.is_empty())
        .or(field.default.as_ref())
    {
        Some(node) => {
            check_field(
                field,
                node,
                Mode {
                    holes: true,
                    ..Mode::default()
                },
            )
            .value
        }
        None => (!field.optional).then_some(Fact::Hole),
    }
}

#[cfg(test)]
mod tests {
    use super::asked_fields;
    use crate::{schema, yaml};

    #[test]
    fn a_field_is_asked_when_every_condition_before_it_holds() {
        let flag = |name: &str, when: &str| {
            format!("- {{name: {name}, kind: flag, question: 问, optional: true, when: {when}}}\n")
        };
        let source = "title: 例\nkind: 讲话\nsummary: 例\nfields:\n\
            - {name: 甲, kind: flag, question: 问}\n"
            .to_owned()
            + &flag("乙", "甲")
            + &flag("丙", "乙");
        let (schema, _) = schema::read("s.yaml", &source, &[]).recovered();
        for (answers, asked) in [
            ("{}", "甲乙"),
            ("{甲: 否}", "甲"),
            ("{甲: 否, 乙: 是}", "甲"),
            ("{甲: 是}", "甲乙"),
            ("{甲: 是, 乙: 是}", "甲乙丙"),
            ("{甲: 是, 乙: 否}", "甲乙"),
        ] {
            let (record, _) = yaml::read("a.yaml", answers).recovered();
            let found = asked_fields(&schema.fields, &record);
            for name in ["甲", "乙", "丙"] {
                assert_eq!(
                    found.contains(name),
                    asked.contains(name),
                    "{answers}: {name}"
                );
            }
        }
    }
}

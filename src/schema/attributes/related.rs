//! Reads what must hold among fields, and checks that it can.

use super::SchemaReader;
use crate::diagnostic::Message;
use crate::figure::Unit;
use crate::schema::{FieldKind, FieldTable, Relation};
use crate::yaml::{Entry, Node};

impl SchemaReader<'_> {
    /// Reads the relations of a field: `at_most: 排查隐患`, `sum_of: [甲, 乙]`.
    pub(super) fn relations(&mut self, node: &Node) -> Vec<Relation> {
        let mut relations = Vec::new();
        for Entry {
            key, node: value, ..
        } in node.entries()
        {
            // `~` takes back what the vocabulary says.
            if !Relation::KEYS.contains(&key.as_str()) || value.is_empty() {
                continue;
            }
            match Relation::new(key, Self::list(node, key)) {
                Some(relation) => relations.push(relation),
                None => {
                    self.fault(
                        &value.location,
                        Message::new("schema.relation", [("key", key)]),
                    );
                }
            }
        }
        relations
    }

    /// A relation must look at fields of the same table, of a kind that can be compared.
    pub(super) fn related(&mut self, fields: &FieldTable) {
        for field in fields {
            if let FieldKind::List { fields, .. } = &field.kind {
                self.related(fields);
            }
            for relation in &field.relations {
                let own = [field.name.as_str()];
                let is_share = matches!(relation, Relation::WholeWith(_) | Relation::PartWith(_));
                let names = relation.fields();
                if let Relation::AtMost(path) = relation
                    && !path.ends_with(".计划")
                    && path.contains('.')
                {
                    let args = [
                        ("name", field.name.as_str()),
                        ("key", relation.key()),
                        ("field", path),
                    ];
                    self.fault(&field.location, Message::new("schema.relation-field", args));
                }
                // A share relates to shares, and is one itself.
                for name in names.iter().chain(own.iter().filter(|_| is_share)) {
                    let other = fields.get(name);
                    if !other.is_some_and(|other| can_relate(relation, &other.kind)) {
                        let args = [
                            ("name", field.name.as_str()),
                            ("key", relation.key()),
                            ("field", *name),
                        ];
                        self.fault(&field.location, Message::new("schema.relation-field", args));
                    }
                }
            }
        }
    }

    /// A condition must look at a flag or a choice that is asked before it.
    pub(super) fn conditions(&mut self, fields: &FieldTable) {
        for (at, field) in fields.iter().enumerate() {
            if let FieldKind::List { fields, .. } = &field.kind {
                self.conditions(fields);
            }
            let Some(when) = &field.when else { continue };
            let earlier = fields.place(&when.field).filter(|place| *place < at);
            let fits = earlier.is_some_and(|earlier| match (&fields[earlier].kind, &when.value) {
                (_, None) => true,
                (FieldKind::Choice { options }, Some(value)) => options.contains(value),
                (FieldKind::Flag, Some(value)) => value == "是" || value == "否",
                _ => false,
            });
            if !fits {
                let message = Message::new(
                    "schema.when-field",
                    [("name", &field.name), ("field", &when.field)],
                );
                self.fault(&field.location, message);
            }
        }
    }
}

/// Whether a relation can look at a field of a kind.
fn can_relate(relation: &Relation, kind: &FieldKind) -> bool {
    let is_time = matches!(
        kind,
        FieldKind::Date | FieldKind::Month | FieldKind::Year { .. }
    );
    match relation {
        Relation::InYear(_) => matches!(kind, FieldKind::Year { .. }),
        Relation::NotBefore(_) | Relation::NotAfter(_) => is_time,
        Relation::WholeWith(_) | Relation::PartWith(_) => match kind {
            FieldKind::Figure { unit, .. } => unit.as_ref().is_some_and(Unit::is_rate),
            _ => false,
        },
        _ => matches!(kind, FieldKind::Figure { .. }),
    }
}

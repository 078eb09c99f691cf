//! Describes a genre's fields as JSON: what a program has to know before it asks or answers.

use serde_json::{Map, Value, json};

use super::print::attributes;
use super::{Field, FieldKind, Schema};

impl Schema {
    /// Returns the field table as data: `{title, kind, summary, levels, fields}`.
    ///
    /// ```
    /// let (schema, _) = nigao::schema::read("s.yaml", "
    /// title: 通知
    /// kind: 讲话
    /// summary: 一例
    /// fields:
    /// - {name: 税收, kind: figure, question: 全年税收？, unit: 万元}
    /// ", &[]).recovered();
    /// let json = schema.to_json();
    /// assert_eq!(json["fields"][0]["unit"], "万元");
    /// assert_eq!(json["fields"][0]["need"], "required");
    /// ```
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "title": self.title,
            "kind": self.kind,
            "summary": self.summary,
            "levels": self.levels,
            "fields": fields(&self.fields),
        })
    }
}

fn fields(fields: &[Field]) -> Value {
    fields.iter().map(Field::to_json).collect()
}

impl Field {
    /// Returns the field as data: its attributes as a schema file has them, all values as words,
    /// and under `need` whether it is `required`, `optional`, `conditional` or a `claim`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut json = Map::new();
        for (name, node) in attributes(self) {
            json.insert(name.to_owned(), node.to_json());
        }
        json.insert("need".to_owned(), self.need().into());
        if let FieldKind::List { fields: inner, .. } = &self.kind {
            json.insert("fields".to_owned(), fields(inner));
        }
        Value::Object(json)
    }

    fn need(&self) -> &'static str {
        if self.kind.is_claim() {
            "claim"
        } else if self.optional || self.default.is_some() {
            "optional"
        } else if self.when.is_some() {
            "conditional"
        } else {
            "required"
        }
    }
}

//! Writes the blank answers file (填报表) of a schema, every key under its question.
//!
//! A form is YAML that reads back as answers without a fault of syntax, so a user may fill in as
//! little as they like and check what is there. Unit, example and 责任单位 stand in comments.

use crate::diagnostic::{Lang, Message};
use crate::figure::Basis;
use crate::schema::{Compare, Field, FieldKind, Schema, When};
use crate::yaml::print::flow;

/// Returns a blank answers file whose comments are in `lang`.
///
/// `name` is the name of the genre, for the command the first comment gives. Keys left blank are
/// not answered.
///
/// ```
/// # use nigao::{answers::Answers, diagnostic::Lang, forms, schema};
/// let source = "{title: 例, kind: 讲话, summary: 例, \
///     fields: [{name: 年份, kind: year, question: 哪一年？, example: 2025}]}";
/// let (schema, _) = schema::read("s.yaml", source, &[]).recovered();
/// let form = forms::form(&schema, "example", Lang::Zh);
/// assert!(form.ends_with("# 哪一年？\n# 例：2025\n年份:\n"));
/// assert_eq!(Answers::read("form.yaml", &form).entries().len(), 1);
/// ```
#[must_use]
pub fn form(schema: &Schema, name: &str, lang: Lang) -> String {
    let mut form = FormBuilder {
        schema,
        lang,
        text: String::new(),
    };
    form.note(&Message::new("form.title", [("title", &schema.title)]));
    form.note(&Message::new("form.how", [("name", name)]));
    form.fields();
    form.text
}

/// Returns the fields of a blank answers file, without the comments above them.
pub(super) fn form_fields(schema: &Schema, lang: Lang) -> String {
    let mut form = FormBuilder {
        schema,
        lang,
        text: String::new(),
    };
    form.fields();
    form.text
}

struct FormBuilder<'a> {
    schema: &'a Schema,
    lang: Lang,
    text: String,
}

impl FormBuilder<'_> {
    /// Adds every field, a heading above the first of each group.
    fn fields(&mut self) {
        let mut group = None;
        for field in &self.schema.fields {
            if field.group != group {
                group.clone_from(&field.group);
                let heading = group.clone().unwrap_or_default();
                self.text += &format!("\n# ━━━━ {heading} ━━━━\n");
            }
            self.field(field);
        }
    }

    fn note(&mut self, message: &Message) {
        self.comment(&message.text(self.lang));
    }

    fn comment(&mut self, words: &str) {
        for line in words.lines() {
            self.text += &format!("# {}\n", line.trim_end());
        }
    }

    fn field(&mut self, field: &Field) {
        self.text.push('\n');
        let marks = self.marks(field);
        self.comment(&format!("{}{marks}", field.question));
        if let Some(help) = &field.help {
            self.comment(help);
        }
        if let Some(when) = &field.when {
            self.condition(when);
        }
        self.example_and_source(field);
        self.text += &format!("{}:\n", field.name);
        if let FieldKind::List { fields, .. } = &field.kind {
            self.record(field, fields);
        }
        for part in part_keys(field) {
            let since = field.since();
            if part == Compare::Last.key() && since != part {
                self.text += &format!("  {part}:    # {since}\n");
            } else {
                self.text += &format!("  {part}:\n");
            }
        }
    }

    /// Adds the condition under which a field is asked: `“有园区”填“是”才填`.
    fn condition(&mut self, when: &When) {
        let asked = self.schema.field(&when.field);
        let is_flag = asked.is_some_and(|field| matches!(field.kind, FieldKind::Flag));
        let value = when.value.as_deref().or(is_flag.then_some("是"));
        let message = match value {
            Some(value) => Message::new(
                "form.when",
                [("field", when.field.as_str()), ("value", value)],
            ),
            None => Message::new("form.when-given", [("field", &when.field)]),
        };
        self.note(&message);
    }

    /// Returns what the key may hold in short: `（选填；单位：亿元；可比价）`.
    fn marks(&self, field: &Field) -> String {
        let mut marks = Vec::new();
        let text = |key| Message::plain(key).text(self.lang);
        if field.optional {
            marks.push(text("form.optional"));
        }
        match &field.kind {
            FieldKind::Figure { unit, basis, .. } => {
                if let Some(unit) = unit {
                    marks.push(Message::new("form.unit", [("unit", unit)]).text(self.lang));
                }
                if *basis == Basis::Constant {
                    marks.push(text("form.constant"));
                }
            }
            FieldKind::Choice { options } => marks.push(options.join(" / ")),
            FieldKind::Flag => marks.push("是 / 否".to_owned()),
            FieldKind::Claim { .. } => {
                marks = vec![text("form.claim"), "是 / 否".to_owned()];
            }
            _ => {}
        }
        if marks.is_empty() {
            return String::new();
        }
        Message::new("form.marks", [("marks", marks.join(&text("form.and")))]).text(self.lang)
    }

    /// Adds the example, the default and the 责任单位.
    fn example_and_source(&mut self, field: &Field) {
        // The example of a list stands in its record, a line for each field.
        let is_list = matches!(field.kind, FieldKind::List { .. });
        if let Some(example) = field.example.as_ref().filter(|_| !is_list) {
            self.note(&Message::new("form.example", [("example", flow(example))]));
        }
        if let Some(default) = &field.default {
            self.note(&Message::new("form.default", [("default", flow(default))]));
        }
        if let Some(department) = &field.department {
            self.note(&Message::new(
                "form.department",
                [("department", department)],
            ));
        }
    }

    /// Adds a record as a comment, to be copied as often as needed.
    fn record(&mut self, list: &Field, fields: &[Field]) {
        let example = list
            .example
            .as_ref()
            .and_then(|example| example.items().first());
        for (at, field) in fields.iter().enumerate() {
            let bullet = if at == 0 { "-" } else { " " };
            let in_record = example.and_then(|record| record.get(&field.name));
            let value = in_record
                .or(field.example.as_ref())
                .map(flow)
                .unwrap_or_default();
            let marks = self.marks(field);
            self.comment(&format!(
                "{bullet} {}: {value}    # {}{marks}",
                field.name, field.question
            ));
        }
    }
}

/// Returns the keys of an answer that is a map: those of its example, else what a figure compares.
fn part_keys(field: &Field) -> Vec<&str> {
    if let Some(example) = &field.example
        && !example.entries().is_empty()
    {
        return example
            .entries()
            .iter()
            .map(|entry| entry.key.as_str())
            .collect();
    }
    let FieldKind::Figure { compare, .. } = &field.kind else {
        return Vec::new();
    };
    if compare.is_empty() {
        return Vec::new();
    }
    let mut keys = vec!["本年"];
    for (compared, key) in Compare::ALL {
        if compare.contains(&compared) {
            keys.push(key);
        }
    }
    keys
}

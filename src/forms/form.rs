//! Form: a schema to a blank answers file (填报表), every key under its question, unit, example and 责任单位.

use crate::diagnostic::{Lang, Message};
use crate::figure::Basis;
use crate::schema::{Compare, Field, FieldKind, Schema, When};
use crate::yaml::Node;
use crate::yaml::print::flow;

/// A blank answers file, with comments in a language; `name` is the genre's name, for the command that uses it.
///
/// It reads back as answers without a fault of syntax; what is left blank is not answered.
///
/// ```
/// # use nigao::{answers::Answers, diagnostic::Lang, forms, schema};
/// let source = "{title: 例, kind: 讲话, summary: 例, fields: [{name: 年份, kind: year, question: 哪一年？, example: 2025}]}";
/// let (schema, _) = schema::read("s.yaml", source, &[]);
/// let form = forms::form(&schema, "example", Lang::Zh);
/// assert!(form.ends_with("# 哪一年？\n# 例：2025\n年份:\n"));
/// assert_eq!(Answers::read("form.yaml", &form).entries().len(), 1);
/// ```
#[must_use]
pub fn form(schema: &Schema, name: &str, lang: Lang) -> String {
    let mut form = FormBuilder { schema, lang, text: String::new() };
    form.note(&Message::new("form.title", [("title", &schema.title)]));
    form.note(&Message::new("form.how", [("name", name)]));
    let mut group = None;
    for field in &schema.fields {
        if field.group != group {
            group.clone_from(&field.group);
            let heading = group.clone().unwrap_or_default();
            form.text += &format!("\n# ━━━━ {heading} ━━━━\n");
        }
        form.field(field);
    }
    form.text
}

struct FormBuilder<'a> {
    schema: &'a Schema,
    lang: Lang,
    text: String,
}

impl FormBuilder<'_> {
    fn note(&mut self, message: &Message) {
        self.comment(&message.text(self.lang));
    }

    fn comment(&mut self, words: &str) {
        for line in words.lines().map(str::trim_end) {
            self.text += &format!("# {line}\n");
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
            self.when(when);
        }
        self.below(field);
        let key = &field.name;
        self.text += &format!("{key}:\n");
        if let FieldKind::List { fields, .. } = &field.kind {
            self.record(field, fields);
        }
        for part in parts(field) {
            let since =
                Some(field.since()).filter(|since| part == Compare::Last.key() && *since != part);
            self.text += &since.map_or_else(
                || format!("  {part}:\n"),
                |since| format!("  {part}:    # {since}\n"),
            );
        }
    }

    /// On what it hangs that a field is asked.
    fn when(&mut self, when: &When) {
        let flag = self
            .schema
            .field(&when.field)
            .is_some_and(|field| matches!(field.kind, FieldKind::Flag));
        let value = when.value.as_deref().or(flag.then_some("是"));
        self.note(&match value {
            Some(value) => {
                Message::new("form.when", [("field", when.field.as_str()), ("value", value)])
            }
            None => Message::new("form.when-given", [("field", &when.field)]),
        });
    }

    /// `（选填；单位：亿元；可比价）`, what the key may hold in short.
    fn marks(&self, field: &Field) -> String {
        let mut marks = Vec::new();
        let say = |key| Message::plain(key).text(self.lang);
        if field.optional {
            marks.push(say("form.optional"));
        }
        match &field.kind {
            FieldKind::Figure { unit, basis, .. } => {
                marks.extend(
                    unit.as_ref()
                        .map(|unit| Message::new("form.unit", [("unit", unit)]).text(self.lang)),
                );
                marks.extend((*basis == Basis::Constant).then(|| say("form.constant")));
            }
            FieldKind::Choice { options } => marks.push(options.join(" / ")),
            FieldKind::Flag => marks.push("是 / 否".to_owned()),
            FieldKind::Claim { .. } => {
                marks = vec![say("form.claim"), "是 / 否".to_owned()];
            }
            _ => {}
        }
        if marks.is_empty() {
            return String::new();
        }
        Message::new("form.marks", [("marks", marks.join(&say("form.and")))]).text(self.lang)
    }

    /// The example, the default and who answers.
    fn below(&mut self, field: &Field) {
        let list = matches!(field.kind, FieldKind::List { .. });
        if let Some(example) = field.example.as_ref().filter(|_| !list) {
            self.note(&Message::new("form.example", [("example", flow(example))]));
        }
        if let Some(default) = &field.default {
            self.note(&Message::new("form.default", [("default", flow(default))]));
        }
        if let Some(department) = &field.department {
            self.note(&Message::new("form.department", [("department", department)]));
        }
    }

    /// A record as a comment, to be copied as often as needed.
    fn record(&mut self, list: &Field, fields: &[Field]) {
        let example = list.example.as_ref().and_then(|example| example.items().first());
        for (at, field) in fields.iter().enumerate() {
            let bullet = if at == 0 { "-" } else { " " };
            let value =
                example.and_then(|record| record.get(&field.name)).or(field.example.as_ref());
            let value = value.map(flow).unwrap_or_default();
            let marks = self.marks(field);
            self.comment(&format!(
                "{bullet} {}: {value}    # {}{marks}",
                field.name, field.question
            ));
        }
    }
}

/// The keys of an answer that is a map: those of its example, else what a figure is compared with.
fn parts(field: &Field) -> Vec<&str> {
    let example = field.example.as_ref().map_or(&[][..], Node::entries);
    let figure = match &field.kind {
        FieldKind::Figure { compare, .. } if !compare.is_empty() => {
            let wanted = Compare::ALL.iter().filter(|(compared, _)| compare.contains(compared));
            ["本年"].into_iter().chain(wanted.map(|(_, key)| *key)).collect()
        }
        _ => Vec::new(),
    };
    match example {
        [] => figure,
        entries => entries.iter().map(|entry| entry.key.as_str()).collect(),
    }
}

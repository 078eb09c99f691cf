//! Prints a field table as the YAML file that reads back as that table.
//!
//! Every attribute a kind has is printed, defaults included: the vocabulary may know a field of
//! the same name as something else, and what the table leaves out would be taken from there.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::{Compare, Field, FieldKind, Relation, Schema, When};
use crate::yaml::print::{flow, item};
use crate::yaml::{Node, Value};

impl Schema {
    /// Prints the schema file.
    ///
    /// ```
    /// use nigao::schema::{Field, FieldKind, FieldTable, Schema, read};
    /// let field = Field::new("概况", FieldKind::Text { paragraphs: true }, "概况怎么写？");
    /// let table = Schema {
    ///     title: "乡镇简报".to_owned(),
    ///     kind: "汇报".to_owned(),
    ///     summary: "一例".to_owned(),
    ///     levels: Vec::new(),
    ///     fields: FieldTable::from_iter([field]),
    ///     carried_over: Vec::new(),
    /// };
    /// let file = table.to_yaml();
    /// let field = "- name: 概况\n  kind: text\n  question: 概况怎么写？\n  paragraphs: true\n";
    /// assert!(file.ends_with(field));
    /// let (again, faults) = read("s.yaml", &file, &[]).recovered();
    /// assert!(faults.is_empty());
    /// assert_eq!(again.to_yaml(), file);
    /// ```
    #[must_use]
    pub fn to_yaml(&self) -> String {
        let mut out = String::new();
        for (key, words) in [
            ("title", &self.title),
            ("kind", &self.kind),
            ("summary", &self.summary),
        ] {
            let _ = writeln!(out, "{key}: {}", flow(&Node::of_words(words.as_str())));
        }
        if !self.levels.is_empty() {
            let _ = writeln!(out, "levels: {}", flow(&words_list(&self.levels)));
        }
        if self.fields.is_empty() {
            out.push_str("fields: []\n");
        } else {
            out.push_str("fields:\n");
        }
        for field in &self.fields {
            print_field(field, "", &mut out);
        }
        if !self.carried_over.is_empty() {
            out.push_str("\n# 以下各句与来稿一字不差，出稿时逐句提示；核对无误的，删去该行。\n");
            out.push_str("carried_over:\n");
        }
        for sentence in &self.carried_over {
            out += &item(&Node::of_words(sentence.as_str()));
        }
        out
    }
}

/// Prints a field, each line behind `indent`.
fn print_field(field: &Field, indent: &str, out: &mut String) {
    let mut mark = "- ";
    let mut all = attributes(field);
    // No unit is one, too: the vocabulary's 亿元 would be printed behind a bare number.
    if let FieldKind::Figure { unit: None, .. } = field.kind {
        all.push(("unit", Node::of(Value::Empty)));
    }
    let related = field.relations.iter();
    all.extend(related.map(|relation| (relation.key(), relation_node(relation))));
    for (key, node) in all {
        let _ = writeln!(out, "{indent}{mark}{key}: {}", flow(&node));
        mark = "  ";
    }
    if let FieldKind::List { fields, .. } = &field.kind {
        let _ = writeln!(out, "{indent}  fields:");
        for inner in fields {
            print_field(inner, &format!("{indent}  "), out);
        }
    }
}

/// Returns the attributes of a field in the order authors write them, without a list's fields.
pub(super) fn attributes(field: &Field) -> Vec<(&'static str, Node)> {
    let words = |words: &str| Node::of_words(words);
    let mut all = vec![
        ("name", words(&field.name)),
        ("kind", words(field.kind.name())),
    ];
    // A claim is put as a question by its words alone, and may always be left out.
    let is_claim = field.kind.is_claim();
    if !is_claim {
        all.push(("question", words(&field.question)));
    }
    let said = [
        ("help", &field.help),
        ("group", &field.group),
        ("department", &field.department),
    ];
    for (key, value) in said {
        all.extend(value.as_deref().map(|value| (key, words(value))));
    }
    all.extend(kind_attributes(&field.kind));
    if field.optional && !is_claim {
        all.push(("optional", words("true")));
    }
    all.extend(field.default.clone().map(|default| ("default", default)));
    all.extend(field.when.as_ref().map(|when| ("when", condition(when))));
    all.extend(
        field
            .keep
            .map(|keep| ("keep", words(if keep { "true" } else { "false" }))),
    );
    all.extend(field.example.clone().map(|example| ("example", example)));
    all
}

/// Returns the field or the fields a relation is to.
fn relation_node(relation: &Relation) -> Node {
    match relation {
        Relation::AtMost(field)
        | Relation::PartOf(field)
        | Relation::NotBefore(field)
        | Relation::NotAfter(field) => Node::of_words(field.as_str()),
        Relation::SumOf(fields)
        | Relation::RatioOf(fields)
        | Relation::WholeWith(fields)
        | Relation::PartWith(fields)
        | Relation::InYear(fields) => words_list(fields),
    }
}

/// Returns what a kind has besides, in the order authors write it.
fn kind_attributes(kind: &FieldKind) -> Vec<(&'static str, Node)> {
    let words = |words: String| Node::of_words(words);
    match kind {
        FieldKind::Place { levels } => {
            let levels: Vec<String> = levels.iter().map(ToString::to_string).collect();
            vec![("levels", words_list(&levels))]
        }
        FieldKind::Year {
            least: None,
            most: None,
        }
        | FieldKind::Date
        | FieldKind::Month
        | FieldKind::Session
        | FieldKind::Flag => Vec::new(),
        FieldKind::Year { least, most } => vec![("range", pair(*least, *most))],
        FieldKind::Figure {
            unit,
            basis,
            compare,
            since,
            range,
            ratio,
        } => {
            let mut all = Vec::new();
            all.extend(unit.as_ref().map(|unit| ("unit", words(unit.to_string()))));
            all.push(("basis", words(basis.to_string())));
            let mut compared: Vec<Node> = Vec::new();
            for compare in compare {
                let key = compare.key();
                compared.push(match since {
                    Some(since) if *compare == Compare::Last => one_entry(key, since),
                    _ => words(key.to_owned()),
                });
            }
            all.push(("compare", Node::of(Value::List(compared))));
            all.push(("range", pair::<Decimal>(range.0, range.1)));
            if *ratio {
                all.push(("ratio", words("true".to_owned())));
            }
            all
        }
        FieldKind::Text { paragraphs } => {
            let only = paragraphs.then(|| ("paragraphs", words("true".to_owned())));
            only.into_iter().collect()
        }
        FieldKind::Choice { options } => vec![("options", words_list(options))],
        FieldKind::Claim { words: claim } => vec![("words", words(claim.clone()))],
        FieldKind::List { min, max, .. } => {
            let mut all = Vec::new();
            if *min > 0 {
                all.push(("min", words(min.to_string())));
            }
            all.extend(max.map(|max| ("max", words(max.to_string()))));
            all
        }
    }
}

/// Returns `有园区`, or `{类型: 换届}` where the condition asks for one choice.
fn condition(when: &When) -> Node {
    match &when.value {
        Some(value) => one_entry(&when.field, value),
        None => Node::of_words(when.field.as_str()),
    }
}

fn one_entry(key: &str, value: &str) -> Node {
    let mut map = Node::of(Value::Empty);
    map.set(key, Node::of_words(value));
    map
}

fn words_list(items: &[String]) -> Node {
    Node::of(Value::List(
        items
            .iter()
            .map(|item| Node::of_words(item.as_str()))
            .collect(),
    ))
}

/// Returns `[0, ~]`: two ends, either of which may be open.
fn pair<T: ToString>(least: Option<T>, most: Option<T>) -> Node {
    let end = |end: Option<T>| match end {
        Some(end) => Node::of_words(end.to_string()),
        None => Node::of(Value::Empty),
    };
    Node::of(Value::List(vec![end(least), end(most)]))
}

//! Parses schema files: every unknown, missing or misplaced attribute is reported at once.

mod related;

use std::collections::HashMap;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::reserved::{has_form, is_reserved};
use super::{Compare, Field, FieldKind, FieldTable, Schema, When};
use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Location, Message};
use crate::figure::{Basis, Figure, Unit};
use crate::nearest::nearest;
use crate::place::Level;
use crate::yaml;
use crate::yaml::{Entry, Node, Value};

const OF_SCHEMA: &[&str] = &[
    "title", "kind", "summary", "levels", "fields", "carried_over",
];
const OF_FIELD: &[&str] = &[
    "name", "kind", "question", "help", "example", "group", "department", "optional", "default",
    "when", "keep",
];
/// What a claim has, which is optional by nature and has neither example nor default.
const OF_CLAIM: &[&str] = &[
    "name", "kind", "words", "help", "group", "department", "when",
];
/// Those of them that are words for the writer.
const WORDS: &[&str] = &["name", "question", "help", "group", "department"];
/// What each kind has besides.
const OF_KIND: &[(&str, &[&str])] = &[
    ("place", &["levels"]),
    ("date", &["not_before", "not_after", "in_year"]),
    ("month", &["not_before", "not_after", "in_year"]),
    ("year", &["range", "not_before", "not_after"]),
    ("session", &[]),
    (
        "figure",
        &[
            "unit", "basis", "compare", "range", "ratio", "at_most", "part_of", "sum_of",
            "ratio_of", "whole_with", "part_with",
        ],
    ),
    ("text", &["paragraphs"]),
    ("choice", &["options"]),
    ("flag", &[]),
    ("claim", &["words"]),
    ("list", &["fields", "min", "max"]),
];

/// Reads a schema file; bare names in it are taken from the vocabulary. Faults come in the order of
/// the file.
#[must_use]
pub fn read(file: &str, source: &str, vocabulary: &[Field]) -> Checked<Schema> {
    let (root, faults) = yaml::read(file, source).recovered();
    let mut reader = SchemaReader {
        faults,
        vocabulary,
        known_fields: vocabulary
            .iter()
            .map(|field| (&*field.name, field))
            .collect(),
        in_record: false,
    };
    reader.known(&root, OF_SCHEMA);
    let schema = Schema {
        title: reader.words(&root, "title").unwrap_or_default(),
        kind: reader.words(&root, "kind").unwrap_or_default(),
        summary: reader.words(&root, "summary").unwrap_or_default(),
        levels: SchemaReader::list(&root, "levels"),
        fields: reader.fields(&root),
        carried_over: SchemaReader::list(&root, "carried_over"),
    };
    reader.conditions(&schema.fields);
    reader.related(&schema.fields);
    reader.faults.sort_by_place();
    Checked::new(schema, reader.faults)
}

/// Reads fields and keeps what is wrong with them.
struct SchemaReader<'a> {
    faults: Diagnostics,
    vocabulary: &'a [Field],
    /// The fields of the vocabulary by name.
    known_fields: HashMap<&'a str, &'a Field>,
    /// Whether the fields of a record are being read.
    in_record: bool,
}

impl SchemaReader<'_> {
    fn fault(&mut self, location: &Location, message: Message) {
        self.faults
            .push(Diagnostic::error(Some(location.clone()), message));
    }

    /// Refuses every key that is none of the names.
    fn known(&mut self, node: &Node, names: &[&str]) {
        for Entry { key, location, .. } in node.entries() {
            if !names.contains(&key.as_str()) {
                let fault = Diagnostic::error(
                    Some(location.clone()),
                    Message::new("schema.unknown-attribute", [("name", key)]),
                );
                self.faults.push(match nearest(key, names.iter().copied()) {
                    Some(near) => fault.hint(Message::new("check.nearest", [("name", near)])),
                    None => fault.hint(Message::new(
                        "schema.attributes",
                        [("names", names.join(" "))],
                    )),
                });
            }
        }
    }

    /// The words of an attribute.
    fn words(&mut self, node: &Node, key: &str) -> Option<String> {
        let value = node.get(key)?;
        if value.is_empty() {
            return None;
        }
        if value.scalar().is_none() {
            self.fault(
                &value.location,
                Message::new("schema.words", [("name", key)]),
            );
        }
        value.scalar().map(str::to_owned)
    }

    fn flag(&mut self, node: &Node, key: &str) -> bool {
        match self.words(node, key).as_deref() {
            Some("true") => true,
            None | Some("false") => false,
            Some(other) => {
                let location = node.get(key).unwrap_or(node).location.clone();
                self.fault(
                    &location,
                    Message::new("schema.flag", [("name", key), ("value", other)]),
                );
                false
            }
        }
    }

    fn list(node: &Node, key: &str) -> Vec<String> {
        let Some(value) = node.get(key) else {
            return Vec::new();
        };
        if let Some(one) = value.scalar() {
            return vec![one.to_owned()];
        }
        value
            .items()
            .iter()
            .filter_map(|item| item.scalar().map(str::to_owned))
            .collect()
    }

    /// A number of an attribute, or a fault.
    fn number<N: FromStr>(&mut self, node: &Node, key: &str) -> Option<N> {
        let words = self.words(node, key)?;
        self.parse_number(&words, &node.get(key).unwrap_or(node).location)
    }

    fn parse_number<N: FromStr>(&mut self, words: &str, location: &Location) -> Option<N> {
        let number = words.parse().ok();
        if number.is_none() {
            self.fault(location, Message::new("schema.number", [("value", words)]));
        }
        number
    }

    /// `[least, most]`, either `~`.
    fn range<N: FromStr>(&mut self, node: &Node) -> (Option<N>, Option<N>) {
        let Some(value) = node.get("range") else {
            return (None, None);
        };
        let [least, most] = value.items() else {
            self.fault(&value.location, Message::plain("schema.range"));
            return (None, None);
        };
        let mut end = |node: &Node| {
            node.scalar()
                .and_then(|words| self.parse_number(words, &node.location))
        };
        (end(least), end(most))
    }

    fn fields(&mut self, node: &Node) -> FieldTable {
        let Some(list) = node.get("fields") else {
            self.fault(&node.location, Message::plain("schema.no-fields"));
            return FieldTable::default();
        };
        if !matches!(list.value, Value::List(_)) {
            self.fault(&list.location, Message::plain("schema.no-fields"));
        }
        let mut fields = FieldTable::default();
        for item in list.items() {
            let Some(field) = self.field(item) else {
                continue;
            };
            if fields.get(&field.name).is_none() {
                fields.push(field);
            } else {
                self.fault(
                    &item.location,
                    Message::new("schema.twice", [("name", field.name)]),
                );
            }
        }
        fields
    }

    /// A field: a bare name of the vocabulary, a vocabulary field with changes, or all its own.
    fn field(&mut self, node: &Node) -> Option<Field> {
        if let Some(name) = node.scalar() {
            let found = self.known_fields.get(name).map(|f| Field {
                location: node.location.clone(),
                ..(*f).clone()
            });
            if found.is_none() {
                let fault = Diagnostic::error(
                    Some(node.location.clone()),
                    Message::new("schema.not-in-vocabulary", [("name", name)]),
                );
                let near = nearest(
                    name,
                    self.vocabulary.iter().map(|field| field.name.as_str()),
                );
                self.faults.push(match near {
                    Some(near) => fault.hint(Message::new("check.nearest", [("name", near)])),
                    None => fault,
                });
            }
            return found;
        }
        let Some(name) = self.words(node, "name") else {
            self.fault(&node.location, Message::plain("schema.no-name"));
            return None;
        };
        if !has_form(&name) {
            self.fault(
                &node.location,
                Message::new("schema.bad-name", [("name", &name)]),
            );
            return None;
        }
        if is_reserved(&name) {
            let message = Message::new("schema.reserved-name", [("name", &name)]);
            self.fault(&node.location, message);
            return None;
        }
        let base = self.known_fields.get(&*name);
        let told = base.map(|base| over(&base.source, node));
        let node = told.as_ref().unwrap_or(node);
        let kind = self.kind(node, &name)?;
        let question = match &kind {
            FieldKind::Claim { words } => words.clone(),
            _ => self
                .words(node, "question")
                .unwrap_or_else(|| format!("{name}？")),
        };
        Some(Field {
            question,
            help: self.words(node, "help"),
            example_figure: example_figure(&kind, node),
            example: node.get("example").cloned(),
            group: self.words(node, "group"),
            department: self.words(node, "department"),
            optional: kind.is_claim() || self.flag(node, "optional"),
            default: node.get("default").cloned(),
            when: self.when(node),
            keep: node.get("keep").map(|_| self.flag(node, "keep")),
            relations: self.relations(node),
            location: node.location.clone(),
            source: node.clone(),
            name,
            kind,
        })
    }

    fn kind(&mut self, node: &Node, name: &str) -> Option<FieldKind> {
        let Some(word) = self.words(node, "kind") else {
            self.fault(
                &node.location,
                Message::new("schema.no-kind", [("name", name)]),
            );
            return None;
        };
        let Some((_, own)) = OF_KIND.iter().find(|(kind, _)| *kind == word) else {
            let names: Vec<_> = OF_KIND.iter().map(|(kind, _)| *kind).collect();
            let args = [("kind", word), ("names", names.join(" "))];
            self.fault(&node.location, Message::new("schema.unknown-kind", args));
            return None;
        };
        if word == "claim" {
            self.known(node, OF_CLAIM);
            return self.claim(node);
        }
        self.known(node, &[OF_FIELD, own].concat());
        Some(match word.as_str() {
            "place" => FieldKind::Place {
                levels: self.levels(node),
            },
            "date" => FieldKind::Date,
            "month" => FieldKind::Month,
            "year" => {
                let (least, most) = self.range(node);
                FieldKind::Year { least, most }
            }
            "session" => FieldKind::Session,
            "figure" => self.figure(node),
            "text" => FieldKind::Text {
                paragraphs: self.flag(node, "paragraphs"),
            },
            "choice" => self.choice(node),
            "flag" => FieldKind::Flag,
            _ => {
                let outer = std::mem::replace(&mut self.in_record, true);
                let fields = self.fields(node);
                self.in_record = outer;
                FieldKind::List {
                    fields,
                    min: self.number(node, "min").unwrap_or(0),
                    max: self.number(node, "max"),
                }
            }
        })
    }

    /// A statement: its words stand in a sentence as they are, so they hold no mark of the
    /// template's or of a hole's.
    fn claim(&mut self, node: &Node) -> Option<FieldKind> {
        let Some(words) = self.words(node, "words") else {
            self.fault(&node.location, Message::plain("schema.no-words"));
            return None;
        };
        let location = node.get("words").unwrap_or(node).location.clone();
        if let Some(mark) = words.chars().find(|c| CLAIM_MARKS.contains(*c)) {
            let args = [("mark", mark.to_string()), ("words", words.clone())];
            self.fault(&location, Message::new("schema.claim-mark", args));
            return None;
        }
        if self.in_record {
            self.fault(&node.location, Message::plain("schema.claim-in-list"));
            return None;
        }
        let words = words.trim_end_matches(['。', '；', '，', '！']).to_owned();
        Some(FieldKind::Claim { words })
    }

    fn levels(&mut self, node: &Node) -> Vec<Level> {
        let words = Self::list(node, "levels");
        let mut levels = Vec::new();
        for word in words {
            match Level::parse(&word) {
                Ok(level) if levels.contains(&level) => {}
                Ok(level) => levels.push(level),
                Err(_) => {
                    self.fault(
                        &node.location,
                        Message::new("schema.level", [("level", word)]),
                    );
                }
            }
        }
        levels
    }

    fn figure(&mut self, node: &Node) -> FieldKind {
        let unit = self.words(node, "unit").and_then(|word| {
            let unit = Unit::parse(&word).ok();
            if unit.is_none() {
                self.fault(
                    &node.location,
                    Message::new("schema.unit", [("unit", word)]),
                );
            }
            unit
        });
        let basis = match self.words(node, "basis").as_deref() {
            None | Some("现价") => Basis::Current,
            Some("可比价") => Basis::Constant,
            Some(other) => {
                self.fault(
                    &node.location,
                    Message::new("schema.basis", [("basis", other)]),
                );
                Basis::Current
            }
        };
        let (compare, since) = self.compare(node);
        let range: (Option<Decimal>, Option<Decimal>) = self.range(node);
        FieldKind::Figure {
            unit,
            basis,
            compare,
            since,
            range,
            ratio: self.flag(node, "ratio"),
        }
    }

    /// `[上年, 计划]`; `[{上年: 五年前}]` says what 上年 is.
    fn compare(&mut self, node: &Node) -> (Vec<Compare>, Option<String>) {
        let (mut compare, mut since) = (Vec::new(), None);
        let value = node.get("compare");
        let one = value
            .filter(|value| value.scalar().is_some())
            .map(std::slice::from_ref);
        for item in one.or(value.map(Node::items)).unwrap_or_default() {
            let (word, label) = match item.entries() {
                [Entry { key, node, .. }] => (key.as_str(), node.scalar()),
                _ => (item.scalar().unwrap_or_default(), None),
            };
            match Compare::ALL.iter().find(|(_, key)| *key == word) {
                Some((found, _)) => compare.push(*found),
                None => {
                    self.fault(
                        &item.location,
                        Message::new("schema.compare", [("compare", word)]),
                    );
                }
            }
            since = since.or(label
                .filter(|_| word == Compare::Last.key())
                .map(str::to_owned));
        }
        (compare, since)
    }

    fn choice(&mut self, node: &Node) -> FieldKind {
        let options = Self::list(node, "options");
        if options.is_empty() {
            self.fault(&node.location, Message::plain("schema.no-options"));
        }
        FieldKind::Choice { options }
    }

    fn when(&mut self, node: &Node) -> Option<When> {
        let value = node.get("when")?;
        match (&value.value, value.entries()) {
            (Value::Scalar(field), _) => Some(When {
                field: field.trim().to_owned(),
                value: None,
            }),
            (_, [Entry { key, node, .. }]) => Some(When {
                field: key.clone(),
                value: node.scalar().map(str::to_owned),
            }),
            _ => {
                self.fault(&value.location, Message::plain("schema.when"));
                None
            }
        }
    }
}

/// What the vocabulary says of a field and, in its place, what the schema says. Of another kind
/// only the words about it are taken over: whether and how it is answered is not what that kind
/// says.
fn over(base: &Node, own: &Node) -> Node {
    let kind = |node: &Node| node.get("kind").and_then(Node::scalar).map(str::to_owned);
    let same = kind(own).is_none_or(|word| kind(base) == Some(word));
    let kept = |entry: &&Entry| {
        own.get(&entry.key).is_none() && (same || WORDS.contains(&entry.key.as_str()))
    };
    let entries = own
        .entries()
        .iter()
        .chain(base.entries().iter().filter(kept))
        .cloned();
    Node {
        location: own.location.clone(),
        value: Value::Map(entries.collect()),
    }
}

/// What the words of a claim may not hold: marks of the template, of holes, line breaks.
const CLAIM_MARKS: &str = "{}【】\n";
/// Returns this year's value of the example of a field of figures.
fn example_figure(kind: &FieldKind, node: &Node) -> Option<Figure> {
    let FieldKind::Figure { unit, .. } = kind else {
        return None;
    };
    let example = node.get("example")?;
    let this_year = || example.get("本年").and_then(Node::scalar);
    let words = example.scalar().or_else(this_year)?;
    Figure::parse_in(words, unit.as_ref()).ok()
}

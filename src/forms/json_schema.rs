//! JSON Schema: a schema to the JSON Schema 2020-12 of its answers, for editors that complete and check as one types.
//!
//! It never refuses what [`crate::answers::check`] accepts. It refuses what can be told from the shape of one answer; what
//! needs arithmetic or the calendar (2月30日, a rate that contradicts its values) only the check sees.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::answers::{NO, YES};
use crate::calendar::YEARS;
use crate::diagnostic::{Lang, Message};
use crate::figure::{Basis, Unit};
use crate::schema::{Compare, Field, FieldKind, Schema, When};
use crate::yaml::Node;

/// The JSON Schema of a genre's answers, as an editor reads them: YAML in JSON's types.
///
/// ```
/// # use nigao::schema;
/// let source = "{title: 例, kind: 讲话, summary: 例, fields: [{name: 年份, kind: year, question: 哪一年？}]}";
/// let json = nigao::forms::json_schema(&schema::read("s.yaml", source, &[]).0);
/// assert_eq!(json["properties"]["年份"]["description"], "哪一年？");
/// assert_eq!(json["required"][0], "年份");
/// ```
#[must_use]
pub fn json_schema(schema: &Schema) -> Value {
    let mut json = record(&schema.fields);
    let head = [
        ("$schema", json!("https://json-schema.org/draft/2020-12/schema")),
        ("title", json!(schema.title)),
        ("description", json!(schema.summary)),
    ];
    let mut all = Map::from_iter(head.map(|(key, value)| (key.to_owned(), value)));
    all.append(&mut json);
    all.insert("$defs".to_owned(), json!({ "place": place() }));
    Value::Object(all)
}

/// A table of fields, or a record of a list.
fn record(fields: &[Field]) -> Map<String, Value> {
    let properties: Map<String, Value> =
        fields.iter().map(|field| (field.name.clone(), property(field))).collect();
    let needed = fields.iter().filter(|field| !may_be_blank(field) && field.when.is_none());
    let required: Vec<&str> = needed.map(|field| field.name.as_str()).collect();
    let conditional: Vec<Value> =
        fields.iter().filter_map(|field| when_asked(field, fields)).collect();
    let mut json = Map::new();
    json.insert("type".to_owned(), json!("object"));
    json.insert("properties".to_owned(), Value::Object(properties));
    json.insert("required".to_owned(), json!(required));
    json.insert("additionalProperties".to_owned(), json!(false));
    if !conditional.is_empty() {
        json.insert("allOf".to_owned(), json!(conditional));
    }
    json
}

fn may_be_blank(field: &Field) -> bool {
    field.optional || field.default.is_some()
}

/// What holds for a field that is asked only sometimes, when it is asked; otherwise nothing is wrong with it.
fn when_asked(field: &Field, fields: &[Field]) -> Option<Value> {
    let condition = holds(field.when.as_ref()?, fields)?;
    let name = &field.name;
    let required: &[&str] = if may_be_blank(field) { &[] } else { &[name] };
    Some(
        json!({ "if": condition, "then": { "properties": { name: answer(field) }, "required": required } }),
    )
}

/// When a field is asked, as a schema; `None` where that cannot be told from the file alone.
fn holds(when: &When, fields: &[Field]) -> Option<Value> {
    let field = crate::schema::find(fields, &when.field).filter(|field| field.when.is_none())?;
    let found = match (&field.kind, &when.value) {
        (FieldKind::Claim { .. }, None) => json!({ "enum": flag(true) }),
        (FieldKind::Flag, value) => json!({ "enum": flag(value.as_deref() != Some("否")) }),
        (FieldKind::Choice { .. }, Some(value)) => json!({ "enum": [value] }),
        (FieldKind::List { .. }, _) | (_, Some(_)) => return None,
        _ => json!({ "not": blank() }),
    };
    let name = &when.field;
    Some(json!({ "properties": { name: found }, "required": [name] }))
}

/// A field as an editor shows it, and its answer where it is always asked.
fn property(field: &Field) -> Value {
    let mut json = if field.when.is_some() { json!({}) } else { answer(field) };
    let from = field
        .department
        .as_ref()
        .map(|department| Message::new("form.department", [("department", department)]));
    let about =
        [Some(field.question.clone()), field.help.clone(), from.map(|from| from.text(Lang::Zh))];
    json["description"] = json!(about.into_iter().flatten().collect::<Vec<_>>().join("\n"));
    if let Some(example) = &field.example {
        json["examples"] = json!([plain(example)]);
    }
    json
}

/// One answer: its shape, and whether it may be blank.
fn answer(field: &Field) -> Value {
    if may_be_blank(field) { or_blank(&shape(field)) } else { shape(field) }
}

fn shape(field: &Field) -> Value {
    match &field.kind {
        FieldKind::Place { .. } => json!({ "$ref": "#/$defs/place" }),
        FieldKind::Date => {
            json!({ "type": ["string", "integer"], "pattern": "[-/.年月－／．]|^\\s*[0-9０-９]{8}\\s*$" })
        }
        FieldKind::Year { least, most } => bounded(
            json!({ "type": ["string", "integer"], "pattern": "^\\s*[0-9０-９零〇一二三四五六七八九]{4}\\s*年?\\s*$" }),
            least.unwrap_or(*YEARS.start()),
            most.unwrap_or(*YEARS.end()),
        ),
        FieldKind::Session => json!({ "anyOf": [
            { "type": "string", "pattern": "届|[-－]" },
            { "type": "object", "required": ["届", "次"], "additionalProperties": false,
              "properties": { "届": words(), "次": words() } },
        ] }),
        FieldKind::Figure { .. } => figure(&field.kind),
        FieldKind::Text { .. } => words(),
        FieldKind::Choice { options } => {
            json!({ "enum": options.iter().flat_map(|option| typed(option)).collect::<Vec<_>>() })
        }
        FieldKind::Flag | FieldKind::Claim { .. } => {
            let words = [flag(true), flag(false)].concat();
            json!({ "enum": words })
        }
        FieldKind::List { fields, min, max } => list(fields, *min, *max),
    }
}

/// A scalar that says something.
fn words() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": "\\S" })
}

/// What is no answer.
fn blank() -> Value {
    json!({ "enum": [null, ""] })
}

fn or_blank(shape: &Value) -> Value {
    json!({ "anyOf": [shape, blank()] })
}

fn place() -> Value {
    json!({ "anyOf": [
        { "type": "string", "pattern": "\\S" },
        { "type": "object", "required": ["名称"], "additionalProperties": false, "properties": {
            "名称": { "type": "string", "pattern": "\\S" },
            "级别": { "type": ["string", "null"] },
            "上级": or_blank(&json!({ "$ref": "#/$defs/place" })),
        } },
    ] })
}

/// A number is in the field's unit, so its range can be told; a text must be made of the signs figures of that unit
/// are made of. What is compared makes it a map.
fn figure(kind: &FieldKind) -> Value {
    let FieldKind::Figure { unit, basis, compare, range, ratio, .. } = kind else { return words() };
    let pattern = if *ratio { "[:：∶]".to_owned() } else { signs(unit.as_ref()) };
    let mut one = json!({ "type": if *ratio { json!("string") } else { json!(["string", "number"]) }, "pattern": pattern });
    let value = one.clone();
    let number = |end: Option<Decimal>| {
        end.and_then(|end| end.to_string().parse::<serde_json::Number>().ok())
    };
    for (key, end) in [("minimum", number(range.0)), ("maximum", number(range.1))] {
        if let Some(end) = end {
            one[key] = json!(end);
        }
    }
    let rate = json!({ "type": ["string", "number"], "pattern": "[0-9０-９]|持平" });
    let mut map = json!({ "type": "object", "required": ["本年"], "additionalProperties": false,
        "properties": { "本年": one, "增速": or_blank(&rate) } });
    for (_, key) in Compare::ALL {
        map["properties"][key] = or_blank(&value);
    }
    let given =
        |key: &str, shape: &Value| json!({ "required": [key], "properties": { key: shape } });
    let needs = compare.iter().map(|compared| match (compared, basis) {
        (Compare::Last, Basis::Constant) => given("增速", &rate),
        (Compare::Last, Basis::Current) => {
            json!({ "anyOf": [given("上年", &value), given("增速", &rate)] })
        }
        (other, _) => given(other.key(), &value),
    });
    let needs: Vec<Value> = needs.collect();
    if needs.is_empty() {
        return json!({ "anyOf": [one, map] });
    }
    map["allOf"] = json!(needs);
    map
}

/// A pattern for texts with a numeral, made of nothing but the signs of numbers and of units that convert.
fn signs(unit: Option<&Unit>) -> String {
    let Some(unit) = unit else { return format!("[0-9０-９{HANZI}]") };
    let mut signs: BTreeSet<char> = MARKS
        .chars()
        .chain(unit.kin().into_iter().chain([unit.name()]).flat_map(str::chars))
        .collect();
    if unit.is_rate() {
        signs.extend("分之".chars());
    }
    let wide = |c: &char| char::from_u32(u32::from(*c) + 0xFEE0).filter(|_| c.is_ascii_graphic());
    let wide: Vec<char> = signs.iter().filter_map(wide).collect();
    signs.extend(wide);
    let class: String = signs
        .into_iter()
        .flat_map(|c| if r"\]^-[".contains(c) { vec!['\\', c] } else { vec![c] })
        .collect();
    format!("^[\\s0-9０-９{HANZI}{class}]*[0-9０-９{HANZI}][\\s0-9０-９{HANZI}{class}]*$")
}

/// The hanzi numbers are written in.
const HANZI: &str = "零〇一二两三四五六七八九十百千万亿";
/// What stands around the digits of a figure, and in the words before and after it (约, 不低于, 余, 以上…).
const MARKS: &str = ".,+-~:−–‑—～〜∶，。不低于少超过高到足突破大约将近接至逾达余多以上下内之左右";

fn list(fields: &[Field], min: usize, max: Option<usize>) -> Value {
    let full = Value::Object(record(fields));
    let alone = |rest: &[Field]| {
        rest.iter().all(|field| field.optional || field.default.is_some() || field.when.is_some())
    };
    let items = match fields {
        [first, rest @ ..] if alone(rest) && !matches!(first.kind, FieldKind::List { .. }) => {
            json!({ "anyOf": [full, shape(first)] })
        }
        _ => full,
    };
    let mut list = json!({ "type": "array", "items": items, "minItems": min });
    if let Some(max) = max {
        list["maxItems"] = json!(max);
    }
    list
}

/// The answers of one side of a flag, in every type an editor may take them for.
fn flag(side: bool) -> Vec<Value> {
    let known = if side { YES } else { NO };
    let upper = known.iter().map(|word| word.to_uppercase());
    let words: BTreeSet<String> =
        known.iter().map(|word| (*word).to_owned()).chain(upper).collect();
    words.iter().flat_map(|word| typed(word)).chain([json!(side)]).collect()
}

/// Words as text, and as the number an editor takes them for.
fn typed(words: &str) -> Vec<Value> {
    let number = words.parse::<serde_json::Number>().ok().map(Value::Number);
    [json!(words)].into_iter().chain(number).collect()
}

fn bounded(mut shape: Value, least: i32, most: i32) -> Value {
    shape["minimum"] = json!(least);
    shape["maximum"] = json!(most);
    shape
}

/// A typed value as an editor would insert it.
fn plain(node: &Node) -> Value {
    use crate::yaml::Value as Typed;
    match &node.value {
        Typed::Empty => Value::Null,
        Typed::Scalar(words) => json!(words.trim()),
        Typed::List(items) => items.iter().map(plain).collect(),
        Typed::Map(entries) => {
            entries.iter().map(|entry| (entry.key.clone(), plain(&entry.node))).collect()
        }
    }
}

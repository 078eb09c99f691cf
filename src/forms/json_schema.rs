//! Writes the JSON Schema (2020-12) of a genre's answers, for editors that check while typing.
//!
//! It never refuses what [`crate::answers::check`] accepts. It refuses what the shape of one
//! answer shows; what needs arithmetic or the calendar (2月30日, a rate that contradicts its
//! values) only the check sees.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::answers::no_answer::NOTHING;
use crate::answers::parts::OF_FIGURE;
use crate::answers::{NO, TWO_WAYS, YES, denies, figure_labels};
use crate::calendar::YEARS;
use crate::diagnostic::{Lang, Message};
use crate::figure::{Basis, Unit};
use crate::schema::{Compare, Field, FieldKind, FieldTable, Schema, When};
use crate::yaml::Node;

/// The hanzi numbers are written in.
const HANZI: &str = "零〇一二两三四五六七八九十百千万亿";
/// What stands around the digits of a figure, and in the words before and after it
/// (约, 不低于, 余, 以上…).
const MARKS: &str =
    ".,+-~:−–‑—～〜∶，。不低于少超过高到足突破大约将近接至逾达余多以上下内之左右个整";
/// What stands in a figure with what it is compared with, or in a rate as it is spoken:
/// 5.65亿元 增速12.1%, 增长8%.
const LINE: &str = "[\\s，、；,;（(：:%％‰增降减升涨跌回滑平番去上计目累今当本全实完达共总]";

/// Returns the JSON Schema of a genre's answers as an editor reads them: YAML in JSON's types.
///
/// ```
/// # use nigao::schema;
/// let source = "{title: 例, kind: 讲话, summary: 例, \
///     fields: [{name: 年份, kind: year, question: 哪一年？}]}";
/// let json = nigao::forms::json_schema(&schema::read("s.yaml", source, &[]).recovered().0);
/// assert_eq!(json["properties"]["年份"]["description"], "哪一年？");
/// assert_eq!(json["required"][0], "年份");
/// ```
#[must_use]
pub fn json_schema(schema: &Schema) -> Value {
    let mut json = Map::new();
    json.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    json.insert("title".to_owned(), json!(schema.title));
    json.insert("description".to_owned(), json!(schema.summary));
    json.append(&mut record(&schema.fields));
    json.insert("$defs".to_owned(), json!({ "place": place() }));
    Value::Object(json)
}

/// Returns the object of a table of fields, or of a record of a list.
fn record(fields: &FieldTable) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut conditional = Vec::new();
    for field in fields {
        properties.insert(field.name.clone(), property(field));
        if !may_be_blank(field) && field.when.is_none() {
            required.push(field.name.as_str());
        }
        conditional.extend(when_asked(field, fields));
    }
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

/// Returns what holds for a conditional field while its condition holds; otherwise anything does.
fn when_asked(field: &Field, fields: &FieldTable) -> Option<Value> {
    let condition = holds(field.when.as_ref()?, fields)?;
    let name = &field.name;
    let required: &[&str] = if may_be_blank(field) { &[] } else { &[name] };
    let asked = json!({ "properties": { name: answer(field) }, "required": required });
    Some(json!({ "if": condition, "then": asked }))
}

/// Returns a condition as a schema; `None` where the file alone cannot tell whether it holds.
fn holds(when: &When, fields: &FieldTable) -> Option<Value> {
    let field = fields
        .get(&when.field)
        .filter(|field| field.when.is_none())?;
    let found = match (&field.kind, &when.value) {
        (FieldKind::Claim { words }, None) => json!({ "enum": claim(words, true) }),
        (FieldKind::Flag, value) => json!({ "enum": flag(value.as_deref() != Some("否")) }),
        (FieldKind::Choice { .. }, Some(value)) => json!({ "enum": [value] }),
        (FieldKind::List { .. }, _) | (_, Some(_)) => return None,
        _ => json!({ "not": blank() }),
    };
    let name = &when.field;
    Some(json!({ "properties": { name: found }, "required": [name] }))
}

/// Returns a field as an editor shows it, with the shape of its answer where it is always asked.
fn property(field: &Field) -> Value {
    let mut json = if field.when.is_some() {
        json!({})
    } else {
        answer(field)
    };
    let mut description = field.question.clone();
    if let Some(help) = &field.help {
        description += &format!("\n{help}");
    }
    if let Some(department) = &field.department {
        let from = Message::new("form.department", [("department", department)]);
        description += &format!("\n{}", from.text(Lang::Zh));
    }
    json["description"] = json!(description);
    if let Some(example) = &field.example {
        json["examples"] = json!([plain(example)]);
    }
    json
}

/// Returns the shape of an answer, with what it may say of itself, blank included where it may be.
fn answer(field: &Field) -> Value {
    let shape = shape(field);
    let with_evidence = json!({
        "type": "object", "required": ["值"], "additionalProperties": false,
        "properties": { "值": shape, "来源": words(), "口径": words() },
    });
    let answer = json!({ "anyOf": [shape, with_evidence] });
    if may_be_blank(field) {
        or_blank(&answer)
    } else {
        answer
    }
}

fn shape(field: &Field) -> Value {
    match &field.kind {
        FieldKind::Place { .. } => json!({ "$ref": "#/$defs/place" }),
        FieldKind::Date => {
            let pattern = "[-/.年月－／．]|^\\s*[0-9０-９]{8}\\s*$";
            json!({ "type": ["string", "integer"], "pattern": pattern })
        }
        FieldKind::Month => json!({ "type": ["string", "integer"] }),
        FieldKind::Year { least, most } => {
            let pattern = "^\\s*[0-9０-９零〇一二三四五六七八九]{4}\\s*年?\\s*$";
            let first = least.unwrap_or(*YEARS.start());
            let last = most.unwrap_or(*YEARS.end());
            json!({
                "type": ["string", "integer"], "pattern": pattern,
                "minimum": first, "maximum": last,
            })
        }
        FieldKind::Session => json!({ "anyOf": [
            { "type": "string", "pattern": "届|[-－]" },
            { "type": "object", "required": ["届", "次"], "additionalProperties": false,
              "properties": { "届": words(), "次": words(), "来源": words(), "口径": words() } },
            in_braces(&["届", "次"], &[]),
        ] }),
        FieldKind::Figure { .. } => figure(field),
        FieldKind::Text { .. } => words(),
        FieldKind::Choice { options } => {
            let options: Vec<Value> = options.iter().flat_map(|option| typed(option)).collect();
            json!({ "enum": options })
        }
        FieldKind::Flag => {
            let either = [flag(true), flag(false)].concat();
            json!({ "enum": either })
        }
        FieldKind::Claim { words } => {
            let either = [claim(words, true), claim(words, false)].concat();
            json!({ "enum": either })
        }
        FieldKind::List { fields, min, max } => list(fields, *min, *max),
    }
}

/// Returns the shape of any scalar that is not blank.
fn words() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": "\\S" })
}

/// Returns the shape of a blank, which is no answer, and of the words for nothing: 无, 没有, /, —.
fn blank() -> Value {
    let words = NOTHING.join("|");
    let nothing = format!("^\\s*((?i:{words})|[-—–―─/\\\\／﹣－]+)[。.;,；，．]*\\s*$");
    json!({ "anyOf": [{ "enum": [null, ""] }, { "type": "string", "pattern": nothing }] })
}

/// Returns the shape of pairs that YAML takes for keys without values: `{本年：16.2，上年：15.4}`.
///
/// `parts` are the keys that YAML sees, `others` more words that name them.
fn in_braces(parts: &[&str], others: &[&str]) -> Value {
    let mut known: Vec<&str> = parts.to_vec();
    known.extend(["来源", "口径"]);
    let named = [&known[..], others].concat().join("|");
    json!({
        "type": "object", "minProperties": 1,
        "not": { "propertyNames": { "enum": known } },
        "propertyNames": { "pattern": format!("^({named})|[0-9０-９{HANZI}]") },
    })
}

fn or_blank(shape: &Value) -> Value {
    json!({ "anyOf": [shape, blank()] })
}

fn place() -> Value {
    let name = json!({ "type": "string", "pattern": "\\S" });
    let parts = json!({
        "名称": name,
        "级别": { "type": ["string", "null"] },
        "上级": or_blank(&json!({ "$ref": "#/$defs/place" })),
        "来源": words(),
        "口径": words(),
    });
    let map = json!({
        "type": "object", "required": ["名称"], "additionalProperties": false, "properties": parts,
    });
    let loose = json!({
        "type": "object", "minProperties": 1,
        "not": { "propertyNames": { "enum": ["名称", "级别", "上级", "来源", "口径"] } },
        "propertyNames": { "pattern": "^(名称|级别|上级|来源|口径)([:：=＝\\s]|$)" },
    });
    json!({ "anyOf": [name, map, loose] })
}

/// Returns the shape of a figure, a map where it is compared.
///
/// A number is in the field's unit, so its range can be told; a text consists of the signs that
/// figures of that unit are made of.
fn figure(field: &Field) -> Value {
    let FieldKind::Figure {
        unit,
        basis,
        compare,
        range,
        ratio,
        ..
    } = &field.kind
    else {
        return words();
    };
    let value = if *ratio {
        json!({ "type": "string", "pattern": "[:：∶]" })
    } else {
        json!({ "type": ["string", "number"], "pattern": figure_pattern(unit.as_ref()) })
    };
    let mut this_year = value.clone();
    // 0 of an optional figure that begins above it says that there is none.
    let least = range.0.map(|least| {
        if field.optional {
            least.min(Decimal::ZERO)
        } else {
            least
        }
    });
    for (key, end) in [("minimum", least), ("maximum", range.1)] {
        if let Some(end) = end.and_then(json_number) {
            this_year[key] = json!(end);
        }
    }
    let rate = json!({ "type": ["string", "number"], "pattern": "[0-9０-９]|持平" });
    let mut map = json!({
        "type": "object", "required": ["本年"], "additionalProperties": false,
        "properties": {
            "本年": this_year, "增速": or_blank(&rate), "来源": words(), "口径": words(),
        },
    });
    // Under 上年 growth may stand, and a line may stand under 本年.
    let line = json!({ "type": "string", "allOf": [
        { "pattern": LINE }, { "pattern": format!("[0-9０-９{HANZI}]") },
    ] });
    let loose = in_braces(&OF_FIGURE, &figure_labels::label_words());
    for (_, key) in Compare::ALL {
        map["properties"][key] = or_blank(&json!({ "anyOf": [value, line] }));
    }
    if *ratio && compare.is_empty() {
        return json!({ "anyOf": [this_year, map] });
    }
    if compare.is_empty() {
        map["properties"]["本年"] = json!({ "anyOf": [this_year, line] });
        return json!({ "anyOf": [this_year, map, line, loose] });
    }
    let given =
        |key: &str, shape: &Value| json!({ "required": [key], "properties": { key: shape } });
    let growth = json!({ "anyOf": [value, line] });
    let mut needs = Vec::new();
    for compared in compare {
        needs.push(match (compared, basis) {
            (Compare::Last, Basis::Constant) => given("增速", &rate),
            (Compare::Last, Basis::Current) => {
                json!({ "anyOf": [given("上年", &growth), given("增速", &rate)] })
            }
            (other, _) => given(other.key(), &value),
        });
    }
    map["allOf"] = json!(needs);
    let with_line = json!({
        "type": "object", "required": ["本年"], "properties": { "本年": line },
        "propertyNames": { "enum": ["本年", "来源", "口径"] },
    });
    json!({ "anyOf": [map, line, with_line, loose] })
}

fn json_number(value: Decimal) -> Option<serde_json::Number> {
    value.to_string().parse().ok()
}

/// Returns a pattern for texts with a numeral between the signs of numbers and of units that
/// convert to `unit`.
fn figure_pattern(unit: Option<&Unit>) -> String {
    let Some(unit) = unit else {
        return format!("[0-9０-９{HANZI}]");
    };
    let mut signs: BTreeSet<char> = MARKS.chars().collect();
    signs.extend(unit.name().chars());
    for kin in unit.kin() {
        signs.extend(kin.chars());
    }
    if unit.is_rate() {
        signs.extend("分之".chars());
    }
    for sign in signs.clone() {
        if sign.is_ascii_graphic() {
            // The full-width form of an ASCII character is this far from it.
            signs.extend(char::from_u32(u32::from(sign) + 0xFEE0));
        }
    }
    let mut class = String::new();
    for sign in signs {
        if r"\]^-[".contains(sign) {
            class.push('\\');
        }
        class.push(sign);
    }
    format!("^[\\s0-9０-９{HANZI}{class}]*[0-9０-９{HANZI}][\\s0-9０-９{HANZI}{class}]*$")
}

fn list(fields: &FieldTable, min: usize, max: Option<usize>) -> Value {
    let full = Value::Object(record(fields));
    let may_be_absent = |field: &Field| may_be_blank(field) || field.when.is_some();
    let items = match &fields[..] {
        // Bare words stand for the first field of a record whose other fields may be absent.
        [first, rest @ ..]
            if rest.iter().all(may_be_absent) && !matches!(first.kind, FieldKind::List { .. }) =>
        {
            json!({ "anyOf": [full, shape(first)] })
        }
        _ => full,
    };
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let items = json!({ "anyOf": [items, in_braces(&names, &[])] });
    let mut list = json!({ "type": "array", "items": items, "minItems": min });
    if let Some(max) = max {
        list["maxItems"] = json!(max);
    }
    let takes_words =
        matches!(fields.first(), Some(first) if !matches!(first.kind, FieldKind::List { .. }));
    // Words stand for records, separated by ；or by line breaks.
    let one = Value::Object(record(fields));
    if takes_words {
        json!({ "anyOf": [list, one, words()] })
    } else {
        json!({ "anyOf": [list, one] })
    }
}

/// Returns the answers of one side of a flag, in every type an editor may take them for.
fn flag(side: bool) -> Vec<Value> {
    let known = if side { YES } else { NO };
    let mut words = BTreeSet::new();
    for word in known {
        words.insert((*word).to_owned());
        words.insert(word.to_uppercase());
    }
    let mut answers: Vec<Value> = words.iter().flat_map(|word| typed(word)).collect();
    answers.push(json!(side));
    answers
}

/// Returns the answers of one side of a claim: of one that denies, none that may mean either.
fn claim(words: &str, side: bool) -> Vec<Value> {
    let mut answers = flag(side);
    if denies(words) {
        let two_ways: Vec<Value> = TWO_WAYS.iter().flat_map(|word| typed(word)).collect();
        answers.retain(|answer| !two_ways.contains(answer));
    }
    answers
}

/// Returns words as text, and as the number an editor takes them for.
fn typed(words: &str) -> Vec<Value> {
    let mut values = vec![json!(words)];
    if let Ok(number) = words.parse::<serde_json::Number>() {
        values.push(Value::Number(number));
    }
    values
}

/// Returns a typed value as an editor would insert it.
fn plain(node: &Node) -> Value {
    use crate::yaml::Value as Typed;
    match &node.value {
        Typed::Empty => Value::Null,
        Typed::Scalar(words) => json!(words.trim()),
        Typed::List(items) => items.iter().map(plain).collect(),
        Typed::Map(entries) => {
            let pairs = entries
                .iter()
                .map(|entry| (entry.key.clone(), plain(&entry.node)));
            Value::Object(pairs.collect())
        }
    }
}

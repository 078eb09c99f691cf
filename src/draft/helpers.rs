//! Implements the helpers of the template language and records values that are missing.
//!
//! handlebars takes a helper as a shared object, so a helper that records something holds the
//! [`RenderLog`] of its draft.

use std::sync::Arc;

use handlebars::{
    BlockContext, Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output,
    RenderContext, RenderError, Renderable, ScopedJson,
};
use serde_json::{Value, json};

use super::conditions;
use super::output::BoundedOutput;
use super::printed::PrintedValue;
use super::render_log::RenderLog;
use super::traced_value::{TRACED, TracedHelper};
use crate::document::HOLE_OPEN;
use crate::numeral;
use crate::template::JOINED;

/// Registers the helpers with a registry.
pub(super) fn register(registry: &mut Handlebars<'static>, log: &Arc<RenderLog>) {
    conditions::register(registry);
    registry.register_helper("each", Box::new(EachHelper(log.clone())));
    registry.register_helper("并", Box::new(join_clauses));
    registry.register_helper("列", Box::new(TextHelper(enumerate)));
    registry.register_helper("数", Box::new(TextHelper(count)));
    registry.register_helper("序", Box::new(position));
    registry.register_helper(TRACED, Box::new(TracedHelper(log.clone())));
    registry.register_helper(JOINED, Box::new(JoinedHelper(log.clone())));
    registry.register_helper("升降", Box::new(ChangeHelper(log.clone())));
    registry.register_helper("helperMissing", Box::new(MissingHelper(log.clone())));
}

/// Renders a missing value as a hole; the caller of the draft decides whether that is a fault.
struct MissingHelper(Arc<RenderLog>);

impl HelperDef for MissingHelper {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        _: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let missing = PrintedValue::new(helper.name(), state);
        out.write(&registry.get_escape_fn()(&self.0.add_hole(missing)))?;
        Ok(())
    }
}

/// Prints several paragraphs as one: in a sentence, a heading or a cell of a table a line break
/// would end it.
struct JoinedHelper(Arc<RenderLog>);

impl HelperDef for JoinedHelper {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        _: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let Some(param) = helper.param(0) else {
            return Ok(());
        };
        let escape = registry.get_escape_fn();
        let Some(words) = param.value().as_str() else {
            let raw = param.relative_path().map_or("", String::as_str);
            let missing = PrintedValue::new(raw, state);
            out.write(&escape(&self.0.add_hole(missing)))?;
            return Ok(());
        };
        let mut joined = String::with_capacity(words.len());
        for paragraph in words.lines().map(str::trim) {
            // A paragraph that ends a sentence needs no sign of ours.
            if !joined.is_empty() && !joined.ends_with(ENDS_OF_SENTENCES) {
                joined.push('；');
            }
            joined.push_str(paragraph);
        }
        out.write(&escape(&joined))?;
        Ok(())
    }
}

/// Signs after which the next paragraph follows without another.
const ENDS_OF_SENTENCES: [char; 9] = ['。', '！', '？', '；', '：', '…', '，', '、', '”'];

/// `{{#each 项目}}…{{else}}…{{/each}}`, with a bound on the turns of all lists together.
struct EachHelper(Arc<RenderLog>);

impl HelperDef for EachHelper {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let Some(param) = helper.param(0) else {
            return Ok(());
        };
        let Some(body) = helper.template() else {
            return Ok(());
        };
        let turns = match param.value() {
            Value::Array(records) => records.len(),
            // A list not answered yet: one turn, in which every field is a hole.
            Value::String(hole) if hole.starts_with(HOLE_OPEN) => 1,
            _ => 0,
        };
        if turns == 0 {
            let Some(inverse) = helper.inverse() else {
                return Ok(());
            };
            return inverse.render(registry, context, state, out);
        }
        let base = param.context_path();
        for turn in 0..turns {
            self.0.count_turn()?;
            let mut block = BlockContext::new();
            // For a list not answered the path has no records: the number 0 stands for all.
            if let (Some(base), Value::String(_)) = (base, param.value()) {
                block.set_local_var("open-list", json!(base.join(".")));
            }
            match (base, param.value()) {
                (Some(base), Value::Array(_)) => {
                    block.base_path_mut().clone_from(base);
                    block.base_path_mut().push(turn.to_string());
                }
                (_, Value::Array(records)) => block.set_base_value(records[turn].clone()),
                _ => block.set_base_value(json!({})),
            }
            block.set_local_var("first", json!(turn == 0));
            block.set_local_var("last", json!(turn + 1 == turns));
            block.set_local_var("index", json!(turn));
            state.push_block(block);
            let rendered = body.render(registry, context, state, out);
            state.pop_block();
            rendered?;
        }
        Ok(())
    }
}

/// `{{#并 "；" "。"}}`: joins the lines inside that are not empty by the first sign and ends them
/// by the second. What follows the closing tag goes on in the same paragraph.
fn join_clauses<'reg, 'rc>(
    helper: &Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
    state: &mut RenderContext<'reg, 'rc>,
    out: &mut dyn Output,
) -> HelperResult {
    let Some(body) = helper.template() else {
        return Ok(());
    };
    let mut inner = BoundedOutput::default();
    body.render(registry, context, state, &mut inner)?;
    let markup = inner.into_string();
    let sign = |n| {
        helper
            .param(n)
            .and_then(|param| param.value().as_str())
            .unwrap_or_default()
    };
    // Written clause by clause, so that the bound of the output holds for long signs, too.
    let mut is_first = true;
    for clause in markup.lines().map(str::trim) {
        if clause.is_empty() {
            continue;
        }
        if !is_first {
            out.write(sign(0))?;
        }
        out.write(clause)?;
        is_first = false;
    }
    if !is_first {
        out.write(sign(1))?;
    }
    Ok(())
}

/// A helper that computes words from its parameters.
struct TextHelper(fn(&Helper) -> String);

impl HelperDef for TextHelper {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(Value::String((self.0)(helper))))
    }
}

/// `{{列 项目 "名称"}}`: 甲、乙和丙.
fn enumerate(helper: &Helper) -> String {
    let list = helper.param(0).map(handlebars::PathAndJson::value);
    let key = helper.param(1).and_then(|param| param.value().as_str());
    let records = match list {
        Some(Value::Array(records)) => records,
        Some(Value::String(hole)) => return hole.clone(),
        _ => return String::new(),
    };
    let names: Vec<String> = records
        .iter()
        .filter_map(|record| named(record, key))
        .collect();
    match &names[..] {
        [] => String::new(),
        [name] => name.clone(),
        [rest @ .., last] => format!("{}和{last}", rest.join("、")),
    }
}

/// The words of a record's field, or of its first field.
fn named(record: &Value, key: Option<&str>) -> Option<String> {
    let fields = record.as_object()?;
    let value = match key {
        Some(key) => fields.get(key)?,
        None => fields.values().next()?,
    };
    let words = value
        .as_object()
        .and_then(|parts| parts.get("文"))
        .unwrap_or(value);
    words
        .as_str()
        .map(str::to_owned)
        .filter(|words| !words.is_empty())
}

/// `{{数 项目}}`: the number of records, as Chinese counts things (两, not 二).
fn count(helper: &Helper) -> String {
    match helper.param(0).map(handlebars::PathAndJson::value) {
        Some(Value::Array(records)) => numeral::counting(records.len() as u64),
        Some(Value::String(hole)) => hole.clone(),
        Some(other) if other.is_truthy(false) => numeral::counting(1),
        _ => numeral::counting(0),
    }
}

/// `{{序}}`: the turn of the list, from 1.
fn position(
    _: &Helper,
    _: &Handlebars,
    _: &Context,
    state: &mut RenderContext,
    out: &mut dyn Output,
) -> HelperResult {
    let index = state
        .block()
        .and_then(|block| block.get_local_var("index"))
        .and_then(Value::as_u64)
        .unwrap_or(0);
    out.write(&(index + 1).to_string())?;
    Ok(())
}

/// `{{升降 "增长" "下降" 税收.增速}}`: 增长7.5%, 下降2.1%, or 持平 for zero.
///
/// A fourth parameter is the change said before it, in 分别增长4.9%和6.7%: the verb is left out
/// where both go the same way, so that 分别增长4.9%和下降0.6% keeps each its sign. `持平` gives the
/// words for zero, and `单位` what stands behind the number in place of its unit, where a list
/// writes that once: 分别提升[0.6]和1.9个百分点. `只` prints one piece of it, so that a Word file
/// can set each in a format of its own; of zero there is but the word.
struct ChangeHelper(Arc<RenderLog>);

impl HelperDef for ChangeHelper {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let words = change_words(helper).unwrap_or_else(|| {
            let raw = helper.param(2).and_then(|param| param.relative_path());
            let missing = PrintedValue::new(raw.map_or("", String::as_str), state);
            self.0.add_hole(missing)
        });
        Ok(ScopedJson::Derived(Value::String(words)))
    }
}

/// Returns the words of a change; `None` where it has no value.
fn change_words(helper: &Helper) -> Option<String> {
    let param = |n: usize| helper.param(n).and_then(|param| param.value().as_str());
    let (rise, fall) = (param(0).unwrap_or_default(), param(1).unwrap_or_default());
    let option = |name: &str| {
        helper
            .hash_get(name)
            .and_then(|value| value.value().as_str())
    };
    let value = param(2)?;
    let direction = Direction::of(value);
    let size = value.trim_start_matches(MINUS_SIGNS);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let (number, own_unit) = size.split_at(size.len() - size.trim_start_matches(is_number).len());
    let unit = option(UNIT_OPTION).unwrap_or(own_unit);
    let (word, number, unit) = match direction {
        Direction::Flat => (option(FLAT_OPTION).unwrap_or("持平"), "", ""),
        _ if param(3).map(Direction::of) == Some(direction) => ("", number, unit),
        Direction::Up => (rise, number, unit),
        Direction::Down => (fall, number, unit),
    };
    Some(match option(ONLY_OPTION) {
        Some("动词") => word.to_owned(),
        Some("幅度") => format!("{number}{unit}"),
        Some("数") => number.to_owned(),
        Some("单位") => unit.to_owned(),
        _ => format!("{word}{number}{unit}"),
    })
}

/// The option of a change that says what is printed for zero.
const FLAT_OPTION: &str = "持平";
/// The option of a change that says what is printed for its unit.
const UNIT_OPTION: &str = "单位";
/// The option of a change that says which piece of it is printed.
const ONLY_OPTION: &str = "只";
const MINUS_SIGNS: [char; 3] = ['-', '－', '−'];

/// Where a signed number points.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
    Flat,
}

impl Direction {
    /// Returns the direction of a number as it is printed: -2.1%, 0%. A hole points up, for no
    /// better reason than that most numbers do.
    fn of(words: &str) -> Self {
        let digits = || words.chars().filter(char::is_ascii_digit);
        if digits().count() > 0 && digits().all(|digit| digit == '0') {
            return Self::Flat;
        }
        if words.starts_with(MINUS_SIGNS) {
            Self::Down
        } else {
            Self::Up
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema::is_reserved;

    #[test]
    fn no_field_can_have_the_name_of_a_registered_helper() {
        let mut registry = Handlebars::new();
        register(&mut registry, &Arc::default());
        let registered = format!("{registry:?}");
        let helpers = registered
            .split_once("helpers: [")
            .and_then(|(_, rest)| rest.split_once(']'));
        let names: Vec<&str> = helpers
            .unwrap()
            .0
            .split(", ")
            .map(|name| name.trim_matches('"'))
            .collect();
        assert!(names.len() > 20, "{registered}");
        for name in names {
            assert!(is_reserved(name) || name.starts_with('@'), "{name}");
        }
    }

    #[test]
    fn changes_are_said_with_the_word_of_their_sign() {
        let mut registry = Handlebars::new();
        super::register(&mut registry, &std::sync::Arc::default());
        let alone = "{{升降 \"递增\" \"递减\" 甲}}";
        let after = "{{升降 \"增长\" \"下降\" 乙 甲}}";
        let flat = "{{升降 \"比上年增长\" \"比上年下降\" 甲 持平=\"与上年持平\"}}";
        let shared = "{{升降 \"提升\" \"下降\" 甲 单位=\"\"}}";
        let word = "{{升降 \"提升\" \"下降\" 甲 只=\"动词\"}}";
        let size = "{{升降 \"提升\" \"下降\" 甲 只=\"幅度\"}}";
        let digits = "{{升降 \"提升\" \"下降\" 甲 只=\"数\"}}";
        let unit = "{{升降 \"提升\" \"下降\" 甲 只=\"单位\"}}";
        for (template, first, second, wanted) in [
            (alone, "7.5%", "", "递增7.5%"),
            (alone, "-2.1%", "", "递减2.1%"),
            (alone, "0%", "", "持平"),
            (alone, "0.0个百分点", "", "持平"),
            (after, "4.9%", "6.7%", "6.7%"),
            (after, "4.9%", "-0.6%", "下降0.6%"),
            (after, "-4.9%", "6.7%", "增长6.7%"),
            (after, "-4.9%", "-6.7%", "6.7%"),
            (after, "0%", "6.7%", "增长6.7%"),
            (flat, "0%", "", "与上年持平"),
            (flat, "-1.2%", "", "比上年下降1.2%"),
            (shared, "0.6个百分点", "", "提升0.6"),
            (shared, "-0.6个百分点", "", "下降0.6"),
            (word, "-0.6个百分点", "", "下降"),
            (word, "0%", "", "持平"),
            (size, "-0.6个百分点", "", "0.6个百分点"),
            (size, "0%", "", ""),
            (digits, "-0.6个百分点", "", "0.6"),
            (digits, "0%", "", ""),
            (unit, "-0.6个百分点", "", "个百分点"),
            (unit, "0%", "", ""),
        ] {
            let values = json!({ "甲": first, "乙": second });
            let found = registry.render_template(template, &values).unwrap();
            assert_eq!(found, wanted, "{template} {first} {second}");
        }
    }
}

//! Helpers: the words a template may use besides handlebars' own, and the watch over what is missing.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use handlebars::{
    BlockContext, Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output,
    RenderContext, RenderError, RenderErrorReason, Renderable, ScopedJson,
};
use serde_json::{Value, json};

use super::{MOST_TURNS, context};
use crate::document::HOLE_OPEN;
use crate::numeral;

/// What the error of a runaway loop says.
pub(super) const TOO_MANY: &str = "too many turns";

/// Makes the helpers known to handlebars.
pub(super) fn register(registry: &mut Handlebars<'static>) {
    registry.register_helper("each", Box::new(each));
    registry.register_helper("is", Box::new(is));
    registry.register_helper("并", Box::new(join_clauses));
    registry.register_helper("列", Box::new(TextHelper(enumerate)));
    registry.register_helper("数", Box::new(TextHelper(count)));
    registry.register_helper("序", Box::new(position));
    registry.register_helper("升降", Box::new(TextHelper(change_words)));
    registry.register_helper("helperMissing", Box::new(missing));
}

thread_local! {
    /// What the draft under way has printed without having it.
    static MISSING: RefCell<Option<Rc<RefCell<Vec<String>>>>> = const { RefCell::new(None) };
    /// How many turns of lists it has left.
    static TURNS: Cell<usize> = const { Cell::new(0) };
}

/// Renders with a fresh count of turns, gathering what is missing.
pub(super) fn watch<T>(missing: &Rc<RefCell<Vec<String>>>, render: impl FnOnce() -> T) -> T {
    MISSING.set(Some(missing.clone()));
    TURNS.set(MOST_TURNS);
    let result = render();
    MISSING.set(None);
    result
}

fn reason(words: &str) -> RenderError {
    RenderErrorReason::Other(words.to_owned()).into()
}

/// A value that is not there is drawn as a hole; whether that may be is for the caller of the draft to say.
fn missing(
    helper: &Helper,
    registry: &Handlebars,
    _: &Context,
    _: &mut RenderContext,
    out: &mut dyn Output,
) -> HelperResult {
    let path = helper.name().trim_end_matches(".文").trim_start_matches("../").to_owned();
    out.write(&registry.get_escape_fn()(&context::hole(&path)))?;
    note_missing(path);
    Ok(())
}

/// Notes a path that was printed and led to nothing.
fn note_missing(path: String) {
    MISSING.with_borrow(|missing| {
        if let Some(missing) = missing {
            missing.borrow_mut().push(path);
        }
    });
}

/// `{{#each 项目}}…{{else}}…{{/each}}`, with a bound on the turns of all lists together.
fn each<'reg, 'rc>(
    helper: &Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
    state: &mut RenderContext<'reg, 'rc>,
    out: &mut dyn Output,
) -> HelperResult {
    let Some(param) = helper.param(0) else { return Ok(()) };
    let Some(body) = helper.template() else { return Ok(()) };
    let turns = match param.value() {
        Value::Array(records) => records.len(),
        // A list not answered yet: one turn, in which every field is a hole.
        Value::String(hole) if hole.starts_with(HOLE_OPEN) => 1,
        _ => 0,
    };
    if turns == 0 {
        return helper
            .inverse()
            .map_or(Ok(()), |inverse| inverse.render(registry, context, state, out));
    }
    let base = param.context_path().cloned();
    for turn in 0..turns {
        let left = TURNS.get().checked_sub(1).ok_or_else(|| reason(TOO_MANY))?;
        TURNS.set(left);
        let mut block = BlockContext::new();
        match (&base, param.value()) {
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

/// `{{#is 类型 "换届"}}…{{else}}…{{/is}}`; a choice not made yet is every choice.
fn is<'reg, 'rc>(
    helper: &Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
    state: &mut RenderContext<'reg, 'rc>,
    out: &mut dyn Output,
) -> HelperResult {
    let value = |n| helper.param(n).and_then(|param| param.value().as_str()).unwrap_or_default();
    let holds = value(0) == value(1) || value(0).starts_with(HOLE_OPEN);
    let branch = if holds { helper.template() } else { helper.inverse() };
    branch.map_or(Ok(()), |branch| branch.render(registry, context, state, out))
}

/// `{{#并 "；" "。"}}`: the lines inside that are not empty, joined by the first and ended by the second. What follows
/// the closing tag goes on in the same paragraph.
fn join_clauses<'reg, 'rc>(
    helper: &Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
    state: &mut RenderContext<'reg, 'rc>,
    out: &mut dyn Output,
) -> HelperResult {
    let Some(body) = helper.template() else { return Ok(()) };
    let mut inner = super::Bounded::default();
    body.render(registry, context, state, &mut inner)?;
    let sign = |n| helper.param(n).and_then(|param| param.value().as_str()).unwrap_or_default();
    let clauses: Vec<&str> =
        inner.0.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if !clauses.is_empty() {
        out.write(&clauses.join(sign(0)))?;
        out.write(sign(1))?;
    }
    Ok(())
}

/// A helper that makes words of its parameters.
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
    let names: Vec<String> = records.iter().filter_map(|record| named(record, key)).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}和{last}", rest.join("、")),
        None => String::new(),
    }
}

/// The words of a record's field, or of its first field.
fn named(record: &Value, key: Option<&str>) -> Option<String> {
    let fields = record.as_object()?;
    let value = match key {
        Some(key) => fields.get(key)?,
        None => fields.values().next()?,
    };
    let words = value.as_object().and_then(|parts| parts.get("文")).unwrap_or(value);
    words.as_str().map(str::to_owned).filter(|words| !words.is_empty())
}

/// `{{数 项目}}`: how many, as counted.
fn count(helper: &Helper) -> String {
    match helper.param(0).map(handlebars::PathAndJson::value) {
        Some(Value::Array(records)) => numeral::counting(records.len() as u64),
        Some(Value::String(hole)) => hole.clone(),
        Some(other) if other.is_truthy(false) => numeral::counting(1),
        _ => numeral::counting(0),
    }
}

/// `{{序}}`: which turn of the list this is, from 1.
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
/// where both go the same way, so that 分别增长4.9%和下降0.6% keeps each its sign.
fn change_words(helper: &Helper) -> String {
    let param = |n: usize| helper.param(n).and_then(|param| param.value().as_str());
    let (rise, fall) = (param(0).unwrap_or_default(), param(1).unwrap_or_default());
    let Some(value) = param(2) else { return missing_param(helper, 2) };
    let direction = Direction::of(value);
    let size = value.trim_start_matches(MINUS_SIGNS);
    match direction {
        Direction::Flat => "持平".to_owned(),
        _ if param(3).map(Direction::of) == Some(direction) => size.to_owned(),
        Direction::Up => format!("{rise}{size}"),
        Direction::Down => format!("{fall}{size}"),
    }
}

/// Returns a hole for a parameter without a value, and notes that it is missing.
fn missing_param(helper: &Helper, n: usize) -> String {
    let path = helper.param(n).and_then(|param| param.relative_path()).cloned();
    let path = path.unwrap_or_default().trim_end_matches(".文").to_owned();
    let hole = context::hole(&path);
    note_missing(path);
    hole
}

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
        if words.starts_with(MINUS_SIGNS) { Self::Down } else { Self::Up }
    }
}

#[cfg(test)]
mod tests {
    use handlebars::Handlebars;
    use serde_json::json;

    #[test]
    fn changes_are_said_with_the_word_of_their_sign() {
        let mut registry = Handlebars::new();
        super::register(&mut registry);
        let alone = "{{升降 \"递增\" \"递减\" 甲}}";
        let after = "{{升降 \"增长\" \"下降\" 乙 甲}}";
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
        ] {
            let values = json!({ "甲": first, "乙": second });
            let found = registry.render_template(template, &values).unwrap();
            assert_eq!(found, wanted, "{template} {first} {second}");
        }
    }
}

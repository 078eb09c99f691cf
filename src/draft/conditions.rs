//! Evaluates the conditions of a template in three values, so that an open answer decides nothing.
//!
//! In a draft with holes the answer that a condition tests may be open. A field by itself counts as
//! answered then, so that the draft shows every part. A comparison of an open answer is neither
//! true nor false: of its branches the one that prints the answer is kept, for the hole in it;
//! where none does, one hole stands in place of all.

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output, PathAndJson,
    RenderContext, RenderError, Renderable, ScopedJson,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::context;
use super::output::BoundedOutput;
use crate::document::{HOLE_CLOSE, HOLE_OPEN, HOLE_WORD};

/// Opens the result of a comparison whose side is open as a whole, such as a choice.
const OPEN_WHOLE: char = '\u{FDD3}';
/// Opens the result of a comparison that looks at a part of an open answer: 税收.走势.
const OPEN_PART: char = '\u{FDD4}';
/// Opens a hole that stands for the branches of a block; two of one name side by side are one.
const OPEN_BRANCHES: char = '\u{FDD5}';

/// Makes the conditions known to handlebars, in place of its own.
pub(super) fn register(registry: &mut Handlebars<'static>) {
    registry.register_helper(
        "if",
        Box::new(ConditionBlock {
            positive: true,
            condition: given,
        }),
    );
    registry.register_helper(
        "unless",
        Box::new(ConditionBlock {
            positive: false,
            condition: given,
        }),
    );
    registry.register_helper(
        "is",
        Box::new(ConditionBlock {
            positive: true,
            condition: equal,
        }),
    );
    registry.register_helper("eq", Box::new(ConditionExpression(equal)));
    registry.register_helper(
        "ne",
        Box::new(ConditionExpression(|helper, scope| {
            not(equal(helper, scope))
        })),
    );
    registry.register_helper(
        "not",
        Box::new(ConditionExpression(|helper, scope| {
            not(given(helper, scope))
        })),
    );
    registry.register_helper(
        "and",
        Box::new(ConditionExpression(|helper, _| all(helper))),
    );
    registry.register_helper("or", Box::new(ConditionExpression(|helper, _| any(helper))));
}

/// What a condition comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Truth {
    Yes,
    No,
    /// It hangs on an answer that is open: its name, and whether the whole answer was looked at.
    Open(String, bool),
    /// A field by itself that is open: it counts as answered, but does not decide between branches.
    Given(String),
}

/// Where a helper looks values up.
struct Scope<'a, 'reg, 'rc> {
    context: &'rc Context,
    state: &'a RenderContext<'reg, 'rc>,
}

type ConditionFn = for<'a, 'reg, 'rc> fn(&Helper<'rc>, &Scope<'a, 'reg, 'rc>) -> Truth;

/// The name between an opening mark and [`HOLE_CLOSE`].
fn marked(value: &Value, open: char) -> Option<String> {
    let name = value.as_str()?.strip_prefix(open)?;
    Some(name.trim_end_matches(HOLE_CLOSE).to_owned())
}

/// Whether one value holds as a condition.
fn truth(value: &Value) -> Truth {
    if let Some(name) = marked(value, OPEN_WHOLE) {
        Truth::Open(name, true)
    } else if let Some(name) = marked(value, OPEN_PART) {
        Truth::Open(name, false)
    } else if let Some(name) = marked(value, HOLE_OPEN) {
        Truth::Given(name)
    } else if value.is_truthy(false) {
        Truth::Yes
    } else {
        Truth::No
    }
}

fn given(helper: &Helper, _: &Scope) -> Truth {
    helper
        .param(0)
        .map_or(Truth::No, |param| truth(param.value()))
}

fn not(truth: Truth) -> Truth {
    match truth {
        Truth::Yes | Truth::Given(_) => Truth::No,
        Truth::No => Truth::Yes,
        open @ Truth::Open(..) => open,
    }
}

fn all(helper: &Helper) -> Truth {
    let mut whole = Truth::Yes;
    for param in helper.params() {
        match truth(param.value()) {
            Truth::No => return Truth::No,
            open @ Truth::Open(..) if !matches!(whole, Truth::Open(..)) => whole = open,
            _ => {}
        }
    }
    whole
}

fn any(helper: &Helper) -> Truth {
    let mut whole = Truth::No;
    for param in helper.params() {
        match truth(param.value()) {
            Truth::Yes | Truth::Given(_) => return Truth::Yes,
            open @ Truth::Open(..) if whole == Truth::No => whole = open,
            _ => {}
        }
    }
    whole
}

/// Whether two values are equal: texts as texts, numbers as numbers.
///
/// What is missing equals nothing, not even another missing value: “{{#if (eq 竣工项目
/// 开工项目)}}都 已竣工” must not be printed of two figures nobody has given.
fn equal<'rc>(helper: &Helper<'rc>, scope: &Scope<'_, '_, 'rc>) -> Truth {
    let (Some(one), Some(other)) = (helper.param(0), helper.param(1)) else {
        return Truth::No;
    };
    if let Some(open) = open_side(one, scope).or_else(|| open_side(other, scope)) {
        return open;
    }
    let (Some(one), Some(other)) = (ComparedSide::of(one, scope), ComparedSide::of(other, scope))
    else {
        return Truth::No;
    };
    if one.equals(&other) {
        Truth::Yes
    } else {
        Truth::No
    }
}

/// A side of a comparison.
struct ComparedSide {
    /// As printed.
    words: String,
    /// The value of a year or figure, and the unit printed behind it.
    quantity: Option<(Decimal, String)>,
    /// Whether it was written as a number: `(eq 人数 120)`.
    is_number: bool,
}

impl ComparedSide {
    fn of<'rc>(side: &PathAndJson<'rc>, scope: &Scope<'_, '_, 'rc>) -> Option<Self> {
        let value = side.value();
        let words = match value {
            Value::Null => return None,
            Value::String(words) => words.clone(),
            other => other.to_string(),
        };
        let is_number = value.is_number();
        // The binder has written 人数.文 for 人数; its number and unit stand beside it.
        let outer = side
            .relative_path()
            .and_then(|path| path.strip_suffix(".文"));
        let is_bare = side
            .relative_path()
            .is_some_and(|path| path.ends_with(".数"));
        let bare = words.parse().ok().filter(|_| is_bare);
        let bare = bare.map(|number| (number, String::new()));
        let quantity = outer.map_or(bare, |outer| {
            let part = |name: &str| {
                let part = scope
                    .state
                    .evaluate(scope.context, &format!("{outer}.{name}"))
                    .ok()?;
                part.as_json().as_str().map(str::to_owned)
            };
            let number: Decimal = part(context::COMPARED[0])?.parse().ok()?;
            // A year has no 单位, but is printed with 年.
            let unit = part(context::COMPARED[1]).unwrap_or_else(|| "年".to_owned());
            Some((number, unit))
        });
        Some(Self {
            words,
            quantity,
            is_number,
        })
    }

    fn equals(&self, other: &Self) -> bool {
        if self.words == other.words {
            return true;
        }
        match (&self.quantity, &other.quantity) {
            (Some(one), Some(other)) => one == other,
            (Some((number, unit)), None) => other.number_in(unit) == Some(*number),
            (None, Some((number, unit))) => self.number_in(unit) == Some(*number),
            // 年份.数 against 2025; two texts are equal only as texts.
            (None, None) if self.is_number || other.is_number => self
                .number_in("")
                .is_some_and(|number| other.number_in("") == Some(number)),
            (None, None) => false,
        }
    }

    /// The number it is written as, with or without the unit: 120, "120", "120人".
    fn number_in(&self, unit: &str) -> Option<Decimal> {
        let number = self.words.strip_suffix(unit).unwrap_or(&self.words);
        number.trim().parse().ok()
    }
}

/// The open answer that a side of a comparison is, or is a part of.
fn open_side<'rc>(side: &PathAndJson<'rc>, scope: &Scope<'_, '_, 'rc>) -> Option<Truth> {
    if let Some(name) = marked(side.value(), HOLE_OPEN) {
        return Some(Truth::Open(name, true));
    }
    if !side.value().is_null() {
        return None;
    }
    // 税收.走势 of a figure not given: the hole is at 税收.
    let mut path = side.relative_path()?.as_str();
    while let Some((outer, _)) = path
        .rsplit_once('.')
        .filter(|(outer, _)| !outer.ends_with('.'))
    {
        path = outer;
        let value = scope.state.evaluate(scope.context, path).ok()?;
        if let Some(name) = marked(value.as_json(), HOLE_OPEN) {
            return Some(Truth::Open(name, false));
        }
    }
    None
}

/// `(eq a b)` and the like, whose value is looked at by the block around it.
struct ConditionExpression(ConditionFn);

impl HelperDef for ConditionExpression {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let value = match (self.0)(helper, &Scope { context, state }) {
            Truth::Yes | Truth::Given(_) => json!(true),
            Truth::No => json!(false),
            Truth::Open(name, true) => json!(format!("{OPEN_WHOLE}{name}{HOLE_CLOSE}")),
            Truth::Open(name, false) => json!(format!("{OPEN_PART}{name}{HOLE_CLOSE}")),
        };
        Ok(ScopedJson::Derived(value))
    }
}

/// `{{#if …}}`, `{{#unless …}}`, `{{#is … "…"}}`.
struct ConditionBlock {
    positive: bool,
    condition: ConditionFn,
}

impl HelperDef for ConditionBlock {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let truth = (self.condition)(helper, &Scope { context, state });
        let (first, second) = if self.positive {
            (helper.template(), helper.inverse())
        } else {
            (helper.inverse(), helper.template())
        };
        let mut render = |branch: Option<&'rc handlebars::Template>, out: &mut dyn Output| {
            branch.map_or(Ok(()), |branch| {
                branch.render(registry, context, state, out)
            })
        };
        match truth {
            Truth::Yes => render(first, out),
            Truth::No => render(second, out),
            // A part that is printed or not, by a question still open: shown, so that its holes are
            // seen.
            Truth::Given(_) if second.is_none() => render(first, out),
            Truth::Given(_) if first.is_none() => Ok(()),
            Truth::Given(name) => {
                let (mut one, mut other) = (BoundedOutput::default(), BoundedOutput::default());
                render(first, &mut one)?;
                render(second, &mut other)?;
                Ok(out.write(&one_branch(&name, true, one.markup(), other.markup()))?)
            }
            Truth::Open(name, whole) => {
                let (mut one, mut other) = (BoundedOutput::default(), BoundedOutput::default());
                render(first, &mut one)?;
                render(second, &mut other)?;
                let alone = first.is_none() || second.is_none();
                Ok(out.write(&one_branch(
                    &name,
                    whole || !alone,
                    one.markup(),
                    other.markup(),
                ))?)
            }
        }
    }
}

/// What stands for two branches that an open answer decides between: the one that has its hole,
/// else one hole, or nothing where the answer's own hole stands elsewhere.
fn one_branch(name: &str, needs_hole: bool, one: &str, other: &str) -> String {
    let branch = [one, other]
        .into_iter()
        .find(|branch| has_hole(branch, name));
    // A hole between two rows would tear the table.
    let row = || {
        [one, other]
            .into_iter()
            .find(|branch| branch.trim_start().starts_with('|'))
    };
    if let Some(branch) = branch.or_else(row) {
        return branch.to_owned();
    }
    if !needs_hole {
        return String::new();
    }
    let line = if one.ends_with('\n') || other.ends_with('\n') {
        "\n"
    } else {
        ""
    };
    format!("{OPEN_BRANCHES}{name}{HOLE_CLOSE}{line}")
}

/// Whether markup has a hole of this field or of a part of it.
fn has_hole(markup: &str, name: &str) -> bool {
    let hole = format!("{HOLE_WORD}{name}");
    let ends = |rest: &str| rest.starts_with(['】', '.']);
    markup.split(hole.as_str()).skip(1).any(ends)
        || markup.contains(&format!("{OPEN_BRANCHES}{name}{HOLE_CLOSE}"))
}

/// The markup with its holes for branches as holes like others; where one of the same name stands
/// just before, it stands for both.
pub(super) fn merge_branches(markup: &str, escape: impl Fn(&str) -> String) -> String {
    let mut parts = markup.split(OPEN_BRANCHES);
    let mut merged = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(HOLE_CLOSE).unwrap_or((part, ""));
        let hole = escape(&context::hole(name));
        if !merged.ends_with(&hole) && !merged.ends_with(&format!("{hole}\n")) {
            merged.push_str(&hole);
            merged.push_str(rest);
        } else if merged.ends_with('\n') {
            merged.push_str(rest.strip_prefix('\n').unwrap_or(rest));
        } else {
            merged.push_str(rest);
        }
    }
    merged
}

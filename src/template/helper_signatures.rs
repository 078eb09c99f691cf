//! Lists the helpers of the template language with their parameters.

use handlebars::template::Parameter;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Location, Message};
use crate::nearest::nearest;

/// A helper, the number of its parameters, and which of them are texts in quotes.
pub(super) struct HelperSignature {
    name: &'static str,
    least: usize,
    most: usize,
    texts: &'static [usize],
    /// What may be set by name, to a text in quotes, and which texts those are where not any:
    /// 持平="与上年持平", 只="动词".
    options: &'static [(&'static str, &'static [&'static str])],
    /// How it is written.
    pub(super) form: &'static str,
}

/// Those that open a block.
const BLOCKS: &[HelperSignature] = &[
    signature("if", [1, 1], &[], "{{#if 字段}}"),
    signature("unless", [1, 1], &[], "{{#unless 字段}}"),
    signature("each", [1, 1], &[], "{{#each 清单}}"),
    signature("is", [2, 2], &[1], "{{#is 字段 \"选项\"}}"),
    signature("并", [2, 2], &[0, 1], "{{#并 \"；\" \"。\"}}"),
];

/// Those that stand alone.
const INLINE: &[HelperSignature] = &[
    signature("列", [1, 2], &[1], "{{列 清单 \"名称\"}}"),
    signature("数", [1, 1], &[], "{{数 清单}}"),
    signature("序", [0, 0], &[], "{{序}}"),
    HelperSignature {
        options: &[
            ("持平", &[]),
            ("单位", &[]),
            ("只", &["动词", "幅度", "数", "单位"]),
        ],
        ..signature(
            "升降",
            [3, 4],
            &[0, 1],
            "{{升降 \"增长\" \"下降\" 字段.增速}}",
        )
    },
];

/// Those that put conditions together, in parentheses.
const LOGIC: &[HelperSignature] = &[
    signature("and", [1, usize::MAX], &[], "(and 甲 乙)"),
    signature("or", [1, usize::MAX], &[], "(or 甲 乙)"),
    signature("not", [1, 1], &[], "(not 甲)"),
    signature("eq", [2, 2], &[], "(eq 甲 乙)"),
    signature("ne", [2, 2], &[], "(ne 甲 乙)"),
];

const fn signature(
    name: &'static str,
    count: [usize; 2],
    texts: &'static [usize],
    form: &'static str,
) -> HelperSignature {
    HelperSignature {
        name,
        least: count[0],
        most: count[1],
        texts,
        options: &[],
        form,
    }
}

/// The helper that opens a block by this name.
pub(super) fn block(name: &str) -> Option<&'static HelperSignature> {
    BLOCKS.iter().find(|signature| signature.name == name)
}

/// The helper that a misspelt block was most likely meant to be.
pub(super) fn nearest_block(name: &str) -> Option<&'static str> {
    nearest(name, BLOCKS.iter().map(|signature| signature.name))
}

/// The fault of a tag that calls no helper there is.
pub(super) fn unknown_helper(name: &str, location: Location) -> Diagnostic {
    let message = Message::new("template.unknown-helper", [("name", name)]);
    let hint = match nearest(name, names()) {
        Some(near) => Message::new("check.nearest", [("name", near)]),
        None => {
            let names: Vec<&str> = names().collect();
            Message::new("template.helpers", [("names", names.join(" "))])
        }
    };
    Diagnostic::error(Some(location), message).hint(hint)
}

/// The helper of this name that stands alone.
pub(super) fn inline(name: &str) -> Option<&'static HelperSignature> {
    INLINE.iter().find(|signature| signature.name == name)
}

/// The helper of this name that puts conditions together.
pub(super) fn logic(name: &str) -> Option<&'static HelperSignature> {
    LOGIC.iter().find(|signature| signature.name == name)
}

/// The names of all helpers.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BLOCKS
        .iter()
        .chain(INLINE)
        .chain(LOGIC)
        .map(|signature| signature.name)
}

impl HelperSignature {
    /// Whether an option is one of its own, set to a text in quotes that it takes.
    pub(super) fn has_option(&self, name: &str, value: &Parameter) -> bool {
        let option = self.options.iter().find(|(own, _)| *own == name);
        let taken = option.zip(text(value));
        taken.is_some_and(|((_, texts), text)| texts.is_empty() || texts.contains(&text))
    }

    /// Whether these parameters are what it takes.
    pub(super) fn fits(&self, params: &[Parameter]) -> bool {
        let is_literal = |at: &usize| params.get(*at).is_none_or(|param| literal(param).is_some());
        (self.least..=self.most).contains(&params.len()) && self.texts.iter().all(is_literal)
    }
}

/// A text in quotes or a number, as words.
pub(super) fn literal(parameter: &Parameter) -> Option<String> {
    match parameter {
        Parameter::Literal(Value::String(words)) => Some(words.clone()),
        Parameter::Literal(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    }
}

/// The text of a parameter in quotes.
pub(super) fn text(parameter: &Parameter) -> Option<&str> {
    match parameter {
        Parameter::Literal(value) => value.as_str(),
        _ => None,
    }
}

//! Defines variables: the spans of a report that tags print.

use std::ops::Range;

/// A span of the report that a variable prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VariableSpan {
    /// Its chars in [`Report::chars`](crate::read::Report::chars).
    pub(super) span: Range<usize>,
    /// The name of the field.
    pub(super) field: String,
    /// The part of the field's value that stands there: 同比, 次年; empty for the value itself.
    pub(super) part: &'static str,
    /// How a change is said, where the span holds one that no part prints as it stands.
    pub(super) change: Option<SaidChange>,
}

/// The words of a change: a draft takes those of the number's sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SaidChange {
    /// 上升, 增长近
    pub(super) rise: String,
    /// 下降, 下降近
    pub(super) fall: String,
    /// The change said before it in one list, whose verb it shares while both go the same way: the
    /// name of its field and the part. 分别增长4.9%和[6.7%].
    pub(super) after: Option<(String, &'static str)>,
    /// What is said of no change, where that is not 持平: 与上年基本持平.
    pub(super) flat: Option<String>,
    /// What the number has behind it, where its unit stands behind a later one: 提高1.1「个」、
    /// 0.7个百分点.
    pub(super) unit: Option<String>,
}

impl SaidChange {
    /// Returns a change of two verbs.
    pub(super) fn of(rise: String, fall: String) -> Self {
        Self {
            rise,
            fall,
            after: None,
            flat: None,
            unit: None,
        }
    }
}

impl VariableSpan {
    pub(super) fn new(span: Range<usize>, field: &str, part: &'static str) -> Self {
        Self {
            span,
            field: field.to_owned(),
            part,
            change: None,
        }
    }

    /// Returns the part as it follows the field's name in a tag: `.同比`, or nothing.
    pub(super) fn dotted_part(&self) -> String {
        dotted(self.part)
    }
}

/// Returns a part as it follows a field's name in a tag.
pub(super) fn dotted(part: &str) -> String {
    if part.is_empty() {
        String::new()
    } else {
        format!(".{part}")
    }
}

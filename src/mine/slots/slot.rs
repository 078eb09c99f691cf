//! Names what a slot is: a span of a report and its kind.

use std::ops::Range;

use serde::Serialize;

/// A span a writer would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its characters in [`crate::read::Report::chars`].
    pub span: Range<usize>,
    /// What it is.
    pub kind: SlotKind,
}

/// What a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SlotKind {
    /// 地名
    Place,
    /// 日期
    Date,
    /// 数字
    Figure,
}

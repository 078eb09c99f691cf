//! Names the parts an answer may have, as they are written in files: 本年, 上年, 名称, 上级.

/// 名称 of a place.
pub(crate) const NAME: &str = "名称";
/// 上级 of a place.
pub(crate) const PARENT: &str = "上级";
/// 级别 of a place.
pub(crate) const LEVEL: &str = "级别";
/// 本年 of a figure.
pub(crate) const CURRENT: &str = "本年";
/// 增速 of a figure.
pub(crate) const RATE: &str = "增速";
/// 上年 of a figure.
pub(crate) const LAST: &str = "上年";
/// 计划 of a figure.
pub(crate) const PLAN: &str = "计划";
/// 累计 of a figure.
pub(crate) const TOTAL: &str = "累计";
/// Every part of every kind.
pub(crate) const ALL: [&str; 7] = [NAME, PARENT, CURRENT, RATE, LAST, PLAN, TOTAL];
/// The parts of a figure.
pub(crate) const OF_FIGURE: [&str; 5] = [CURRENT, RATE, LAST, PLAN, TOTAL];

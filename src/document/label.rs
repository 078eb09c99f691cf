//! Declares how headings and points are numbered, and counts in a form such as 一是 or （1）.

use crate::numeral;

/// How a heading or point is numbered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// By the heading's depth: 一、 then （一） then 1. then （1） (GB/T 9704 7.3.3).
    Auto,
    /// No number.
    Plain,
    /// Counted in a form of its own: `[一是]`, `[1、]`, `[第一，]`.
    Series(Series),
    /// These very characters: `[——]`, `[=三、]`.
    Verbatim(String),
}

/// A form of number, named by its first member: `一是` counts 一是, 二是, 三是…
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Series {
    /// What stands before the ordinal.
    pub prefix: String,
    /// How the ordinal is written.
    pub ordinal: Ordinal,
    /// What stands after the ordinal.
    pub suffix: String,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ordinal {
    /// 一 二 三 … 十一
    Hanzi,
    /// 1 2 3
    Arabic,
    /// ① to ⑳, then (21)
    Circled,
}

impl Series {
    /// Reads a pattern such as `一是`, `（一）`, `1.`, `①`; `None` when it holds no first ordinal.
    ///
    /// ```
    /// # use nigao::document::Series;
    /// let points = Series::parse("一是").unwrap();
    /// assert_eq!(points.label(3), "三是");
    /// assert_eq!(points.to_string(), "一是");
    /// assert!(Series::parse("——").is_none());
    /// ```
    #[must_use]
    pub fn parse(pattern: &str) -> Option<Self> {
        let (at, first) = pattern
            .char_indices()
            .find(|(_, c)| matches!(c, '一' | '1' | '①'))?;
        let ordinal = match first {
            '一' => Ordinal::Hanzi,
            '1' => Ordinal::Arabic,
            _ => Ordinal::Circled,
        };
        let suffix = pattern[at + first.len_utf8()..].to_owned();
        Some(Self {
            prefix: pattern[..at].to_owned(),
            ordinal,
            suffix,
        })
    }

    /// The label of the `n`th member, counted from 1.
    #[must_use]
    pub fn label(&self, n: usize) -> String {
        format!("{}{}{}", self.prefix, self.ordinal.print(n), self.suffix)
    }

    /// The form a heading of this level takes by itself; level 1 is the outermost numbered one.
    #[must_use]
    pub fn of_level(level: u8) -> Self {
        let pattern = ["一、", "（一）", "1.", "（1）", "①"][usize::from(level.clamp(1, 5)) - 1];
        Self::parse(pattern).unwrap_or_else(|| unreachable!("{pattern} has an ordinal"))
    }
}

impl std::fmt::Display for Series {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.label(1))
    }
}

impl Ordinal {
    fn print(self, n: usize) -> String {
        match self {
            Self::Hanzi => numeral::hanzi(n as u64),
            Self::Arabic => n.to_string(),
            Self::Circled => u32::try_from(n)
                .ok()
                .filter(|n| (1..=20).contains(n))
                .and_then(|n| char::from_u32('①' as u32 + n - 1))
                .map_or_else(|| format!("({n})"), String::from),
        }
    }
}

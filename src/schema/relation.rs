//! Defines what holds among the fields of a table: one figure is part of another, one day is not
//! before another.

/// What holds between a field and others of its table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Relation {
    /// `at_most`: the figure is no greater than another, or than what was planned of one.
    /// 其中已整改 is at most 排查, 实事办结 at most 实事办结.计划.
    AtMost(String),
    /// `part_of`: the figures that are parts of the same whole are together no greater than it.
    PartOf(String),
    /// `sum_of`: the figure is the sum of others.
    SumOf(Vec<String>),
    /// `ratio_of`: the ratio, or the rate in %, follows from the values of others.
    ///
    /// A ratio such as 22.3:40:37.7 has a value for each of its parts; a rate has two, the part
    /// and the whole.
    RatioOf(Vec<String>),
    /// `whole_with`: the percentage and others are together 100%. 青年, 中年 and 老年占比.
    WholeWith(Vec<String>),
    /// `part_with`: the percentage and others are together at most 100%. 变好 and 变差占比.
    PartWith(Vec<String>),
    /// `not_before`: the day, month or year is not before another.
    NotBefore(String),
    /// `not_after`: the day, month or year is not after another.
    NotAfter(String),
    /// `in_year`: the day is in one of these years: 年份, 年份.次年.
    InYear(Vec<String>),
}

impl Relation {
    /// The attributes of a schema for the relations.
    pub const KEYS: [&'static str; 9] = [
        "at_most", "part_of", "sum_of", "ratio_of", "whole_with", "part_with", "not_before",
        "not_after", "in_year",
    ];

    /// Returns the attribute of the relation in a schema.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::AtMost(_) => "at_most",
            Self::PartOf(_) => "part_of",
            Self::SumOf(_) => "sum_of",
            Self::RatioOf(_) => "ratio_of",
            Self::WholeWith(_) => "whole_with",
            Self::PartWith(_) => "part_with",
            Self::NotBefore(_) => "not_before",
            Self::NotAfter(_) => "not_after",
            Self::InYear(_) => "in_year",
        }
    }

    /// Builds the relation of an attribute; `None` for an attribute that is none, or for more or
    /// fewer fields than it takes.
    #[must_use]
    pub fn new(key: &str, fields: Vec<String>) -> Option<Self> {
        let one = || match &fields[..] {
            [field] => Some(field.clone()),
            _ => None,
        };
        match key {
            "at_most" => one().map(Self::AtMost),
            "part_of" => one().map(Self::PartOf),
            "not_before" => one().map(Self::NotBefore),
            "not_after" => one().map(Self::NotAfter),
            "sum_of" if fields.len() > 1 => Some(Self::SumOf(fields)),
            "ratio_of" if fields.len() > 1 => Some(Self::RatioOf(fields)),
            "whole_with" if !fields.is_empty() => Some(Self::WholeWith(fields)),
            "part_with" if !fields.is_empty() => Some(Self::PartWith(fields)),
            "in_year" if !fields.is_empty() => Some(Self::InYear(fields)),
            _ => None,
        }
    }

    /// Returns the names of the other fields: 年份 of 年份.次年.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::AtMost(path) => vec![root(path)],
            Self::PartOf(field) => vec![field],
            Self::NotBefore(field) | Self::NotAfter(field) => vec![field],
            Self::SumOf(fields)
            | Self::RatioOf(fields)
            | Self::WholeWith(fields)
            | Self::PartWith(fields) => fields.iter().map(String::as_str).collect(),
            Self::InYear(fields) => fields.iter().map(|field| root(field)).collect(),
        }
    }
}

/// Returns the field of a path: 年份 of 年份.次年.
fn root(path: &str) -> &str {
    path.split_once('.').map_or(path, |(root, _)| root)
}

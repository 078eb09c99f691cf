//! Lists the kinds of field, with what each kind alone can say.

use rust_decimal::Decimal;

use super::FieldTable;
use crate::figure::{Basis, Unit};
use crate::place::Level;

/// What a field takes.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// 地名: an administrative unit.
    Place {
        /// The levels accepted; empty for any.
        levels: Vec<Level>,
    },
    /// 日期: a day.
    Date,
    /// 年月: a month; the day of an answer is dropped.
    Month,
    /// 年份: a year.
    Year {
        /// The first year accepted.
        least: Option<i32>,
        /// The last year accepted.
        most: Option<i32>,
    },
    /// 届次: a session of a congress.
    Session,
    /// 数字: an amount, perhaps with what it is compared with.
    Figure {
        /// The unit it is printed in.
        unit: Option<Unit>,
        /// Whether its rate may be computed.
        basis: Basis,
        /// What is asked beside this year's value.
        compare: Vec<Compare>,
        /// What 上年 is where it is not last year: 五年前.
        since: Option<String>,
        /// The least and the greatest value, in `unit`.
        range: (Option<Decimal>, Option<Decimal>),
        /// Whether it is a ratio such as 4:84.7:11.3.
        ratio: bool,
    },
    /// Words.
    Text {
        /// Whether there may be several paragraphs.
        paragraphs: bool,
    },
    /// One of a few.
    Choice {
        /// The few.
        options: Vec<String>,
    },
    /// 是 or 否.
    Flag,
    /// 表述: a statement that is printed only when somebody confirmed it.
    Claim {
        /// What is read out: a clause, or a sentence without its end mark.
        words: String,
    },
    /// Records.
    List {
        /// What each record has.
        fields: FieldTable,
        /// The least number of records.
        min: usize,
        /// The greatest number of records.
        max: Option<usize>,
    },
}

/// What a figure is asked to be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compare {
    /// 上年
    Last,
    /// 计划
    Plan,
    /// 累计
    Total,
}

impl Compare {
    /// All of them with their keys in an answer.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Last, "上年"),
        (Self::Plan, "计划"),
        (Self::Total, "累计"),
    ];

    /// The key in an answer: 上年, 计划 or 累计.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

impl FieldKind {
    /// Whether this is a statement to be confirmed.
    #[must_use]
    pub fn is_claim(&self) -> bool {
        matches!(self, Self::Claim { .. })
    }

    /// The word for the kind in a schema.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Place { .. } => "place",
            Self::Date => "date",
            Self::Month => "month",
            Self::Year { .. } => "year",
            Self::Session => "session",
            Self::Figure { .. } => "figure",
            Self::Text { .. } => "text",
            Self::Choice { .. } => "choice",
            Self::Flag => "flag",
            Self::Claim { .. } => "claim",
            Self::List { .. } => "list",
        }
    }
}

//! Plans: a year to the five-year plan it falls in, its name and how far it has come.

use super::Year;
use crate::numeral::hanzi;

/// A five-year plan (五年规划), from 一五 (1953–1957) on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiveYearPlan(u32);

impl FiveYearPlan {
    /// The plan a year falls in; none before 1953 and in 1963–1965, between 二五 and 三五.
    ///
    /// ```
    /// # use nigao::calendar::{FiveYearPlan, Year};
    /// let plan = FiveYearPlan::of(Year(2025)).unwrap();
    /// assert_eq!((plan.name().as_str(), plan.phase(Year(2025))), ("十四五", Some("收官之年")));
    /// assert_eq!(plan.next().name(), "十五五");
    /// ```
    #[must_use]
    pub fn of(Year(year): Year) -> Option<Self> {
        let ordinal = match year {
            1953..=1962 => (year - 1953) / 5 + 1,
            // The third plan was put off three years; the years since run without a gap.
            1966.. => (year - 1966) / 5 + 3,
            _ => return None,
        };
        u32::try_from(ordinal).ok().map(Self)
    }

    /// 十四五
    #[must_use]
    pub fn name(self) -> String {
        format!("{}五", hanzi(self.0.into()))
    }

    /// 规划首年
    #[must_use]
    pub fn first(self) -> Year {
        let ordinal = i32::try_from(self.0).unwrap_or(i32::MAX);
        let start = if ordinal < 3 { 1948 } else { 1951 };
        Year(ordinal.saturating_mul(5).saturating_add(start))
    }

    /// 规划末年
    #[must_use]
    pub fn last(self) -> Year {
        Year(self.first().0.saturating_add(4))
    }

    /// 规划进程: what a year is to the plan; none for a year outside it.
    #[must_use]
    pub fn phase(self, year: Year) -> Option<&'static str> {
        let at = usize::try_from(year.0.checked_sub(self.first().0)?).ok()?;
        ["开局之年", "第二年", "承上启下之年", "第四年", "收官之年"].get(at).copied()
    }

    /// 下一规划
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

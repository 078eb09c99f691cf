//! Finds the five-year plan a year falls in, its name and how far it has come.

use super::year::Year;
use crate::numeral::hanzi;

/// A five-year plan (五年规划), from 一五 (1953–1957) on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiveYearPlan(u32);

impl FiveYearPlan {
    /// Finds the plan a year falls in; `None` before 1953 and in 1963–1965, between 二五 and 三五.
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

    /// Returns its name: 十四五.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}五", hanzi(self.0.into()))
    }

    /// 规划首年: returns its first year.
    #[must_use]
    pub fn first(self) -> Year {
        let ordinal = i32::try_from(self.0).unwrap_or(i32::MAX);
        let start = if ordinal < 3 { 1948 } else { 1951 };
        Year(ordinal.saturating_mul(5).saturating_add(start))
    }

    /// 规划末年: returns its last year.
    #[must_use]
    pub fn last(self) -> Year {
        Year(self.first().0.saturating_add(4))
    }

    /// 规划进程: returns what a year is to the plan; `None` for a year outside it.
    #[must_use]
    pub fn phase(self, year: Year) -> Option<&'static str> {
        const PHASES: [&str; 5] = ["开局之年", "第二年", "承上启下之年", "第四年", "收官之年"];
        let since = year.0.checked_sub(self.first().0)?;
        let phase = PHASES.get(usize::try_from(since).ok()?)?;
        Some(phase)
    }

    /// 下一规划: returns the plan after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::{FiveYearPlan, Year};

    #[test]
    fn plans_run_from_1953_with_one_gap() {
        let cases = [
            (1952, None, None),
            (1953, Some("一五"), Some("开局之年")),
            (1962, Some("二五"), Some("收官之年")),
            (1963, None, None),
            (1966, Some("三五"), Some("开局之年")),
            (2023, Some("十四五"), Some("承上启下之年")),
            (2025, Some("十四五"), Some("收官之年")),
            (2026, Some("十五五"), Some("开局之年")),
        ];
        for (year, name, phase) in cases {
            let plan = FiveYearPlan::of(Year(year));
            assert_eq!(plan.map(FiveYearPlan::name).as_deref(), name, "{year}");
            assert_eq!(
                plan.and_then(|plan| plan.phase(Year(year))),
                phase,
                "{year}"
            );
        }
    }
}

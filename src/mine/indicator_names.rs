//! Knows the indicators of official reports by all their names: 规上工业增加值 is
//! 规模以上工业增加值.
//!
//! The names are data (`data/indicators.txt`): a line an indicator, the name it is best known by
//! first.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/indicators.txt");
/// What a field's name says besides the indicator, the longer before those they end in.
const SUFFIXES: [&str; 7] = ["增速目标", "增速", "降幅", "增量", "目标", "占比", "总量"];

/// Every name of an indicator, with the name it is best known by.
static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut aliases = line.split_whitespace();
        let Some(best) = aliases.next() else { continue };
        names.insert(best, best);
        for alias in aliases {
            names.insert(alias, best);
        }
    }
    names
});

/// Returns the name an indicator is best known by, with what the field says of it:
/// 规上工业增加值增速 is 规模以上工业增加值增速. Any other name is returned as it is.
pub(super) fn best_known(name: &str) -> String {
    let suffix = SUFFIXES
        .into_iter()
        .find(|suffix| name.ends_with(suffix))
        .unwrap_or_default();
    let base = &name[..name.len() - suffix.len()];
    match NAMES.get(base) {
        Some(best) => format!("{best}{suffix}"),
        None => name.to_owned(),
    }
}

/// Tests whether words are one of the names of an indicator, no more.
pub(super) fn is_indicator_name(words: &str) -> bool {
    NAMES.contains_key(words)
}

/// Tests whether a field's name is that of an indicator.
pub(super) fn is_indicator(name: &str) -> bool {
    let known = best_known(name);
    NAMES.values().any(|best| known.starts_with(best))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indicator_has_one_name() {
        for (name, wanted) in [
            ("地区生产总值", "生产总值"),
            ("规上工业增加值增速", "规模以上工业增加值增速"),
            ("GDP增速目标", "生产总值增速目标"),
            ("农民人均纯收入", "农村居民人均可支配收入"),
            ("茶园面积", "茶园面积"),
        ] {
            assert_eq!(best_known(name), wanted, "{name}");
        }
    }

    #[test]
    fn no_name_is_of_two_indicators() {
        let mut seen = std::collections::HashSet::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            for name in line.split_whitespace() {
                assert!(seen.insert(name), "{name} stands twice");
            }
        }
    }
}

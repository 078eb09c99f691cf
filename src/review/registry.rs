//! Lists all rules, by family.

use super::rule::Rule;
use super::{
    carried_over, claims, copying, dates, figures, holes, layout, left_over, numerals, privacy,
    punctuation, structure, together, word_marks, words,
};

/// Returns all rules in the order of their families.
///
/// ```
/// let rules = nigao::review::rules();
/// assert!(rules.iter().any(|rule| rule.code == "left-over.place"));
/// ```
#[must_use]
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = Vec::new();
    for family in left_over::RULES.iter().chain(figures::RULES) {
        rules.extend(family.iter().copied());
    }
    rules.extend(holes::RULES);
    rules.extend(word_marks::RULES);
    rules.extend(structure::RULES);
    rules.extend(dates::RULES);
    rules.extend(punctuation::RULES);
    rules.extend(numerals::RULES);
    rules.extend(words::RULES);
    rules.extend(layout::RULES);
    rules.extend(copying::RULES);
    rules.extend(carried_over::RULES);
    rules.extend(claims::RULES);
    rules.extend(together::RULES);
    rules.extend(privacy::RULES);
    rules
}

//! Lists the names a field cannot have, because a template would read them as something else.
//!
//! `{{or}}` calls a helper, whatever field is called so, and `{{else时间}}` is an `{{else}}`. A
//! test beside the helpers compares the list with what handlebars has registered.

/// The helpers of a template, handlebars' and ours.
const HELPERS: &[&str] = &[
    "if", "unless", "each", "with", "lookup", "raw", "log", "eq", "ne", "gt", "gte", "lt", "lte",
    "and", "or", "not", "len", "is", "并", "列", "数", "序", "升降", "helperMissing",
];
/// Words of the grammar, in the place of a name.
const GRAMMAR: &[&str] = &["this", "as", "true", "false", "null", "inline"];
/// The grammar takes this for a word even in front of others.
const ELSE: &str = "else";

/// Whether a template could not print a field of this name.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    HELPERS.contains(&name) || GRAMMAR.contains(&name) || name.starts_with(ELSE)
}

/// Whether a field can have the name: hanzi, letters, digits and `_`, not beginning with a digit,
/// and no word of the template language.
///
/// ```
/// use nigao::schema::is_field_name;
/// assert!(is_field_name("地区生产总值"));
/// assert!(!is_field_name("2025年"));
/// assert!(!is_field_name("或 者"));
/// // A template reads these as helpers.
/// assert!(!is_field_name("or") && !is_field_name("序"));
/// ```
#[must_use]
pub fn is_field_name(name: &str) -> bool {
    has_form(name) && !is_reserved(name)
}

/// Whether a name has the form of a field's: the first half of [`is_field_name`].
pub(super) fn has_form(name: &str) -> bool {
    let first = name.chars().next();
    first.is_some_and(|c| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

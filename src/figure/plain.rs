//! Tells the spelling that nearly all figures have: digits and the unit of the field, 15.4亿元.
//!
//! Every other spelling is left to [`super::parse`], which reads this one to the same figure, but
//! asks twenty questions first. A ledger has a hundred figures, each looked at several times.

use super::amount::Figure;
use super::number::number;
use super::unit::Unit;

/// Characters of a unit that would be read as part of the number, or as words beside it: 余 in
/// 5余亩, 比 in 5比3.
const SIGNS: &str = "余多比至到成以之左右上下内整圆圓两兩万亿萬億";

/// Whether a figure is digits, perhaps with a point in them, and the unit of its field or none.
///
/// Must leave 1,234, which may be two values, 5. and 3至5, and units whose characters mean
/// something in a figure.
pub(crate) fn is_plain(text: &str, unit: Option<&Unit>) -> bool {
    plain_number(text, unit).is_some()
}

/// Reads a figure in this spelling; `None` for every other, and for a number too long.
pub(super) fn plain_figure(text: &str, unit: Option<&Unit>) -> Option<Figure> {
    let value = number(plain_number(text, unit)?).ok()?;
    Some(Figure::new(value, unit.cloned()))
}

/// Returns the number of a figure in this spelling.
fn plain_number<'a>(text: &'a str, unit: Option<&Unit>) -> Option<&'a str> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, typed) = text.split_at(end);
    let is_own = typed.is_empty() || unit.is_some_and(|unit| typed == unit.name() && is_safe(unit));
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let is_number = !whole.is_empty() && !decimals.is_empty() && !decimals.contains('.');
    (is_own && is_number).then_some(number)
}

/// Whether no character of a unit means something in a figure.
fn is_safe(unit: &Unit) -> bool {
    !unit.root().is_empty() && !unit.root().contains(|c: char| SIGNS.contains(c))
}

//! Reads ranges, each end a figure of its own: 增长「3%」—「5%」.

use super::context::SlotContext;
use super::exact_figure::{exact_unit, number_and_unit};
use super::field_set::FieldSet;
use super::figure_slot::{FigureSlot, Way, figure_field};

/// What joins the ends of a range.
const LINKS: [&str; 8] = ["——", "—", "～", "~", "–", "-", "至", "到"];

/// Tests whether words are a range: 3%—5%, 20至30.
pub(super) fn is_range(words: &str) -> bool {
    ends(words).is_some()
}

/// Returns the lower end of a range, what joins the two, and the upper end.
fn ends(words: &str) -> Option<(&str, &str, &str)> {
    LINKS.iter().find_map(|link| {
        let (low, high) = words.split_once(link)?;
        let is_number = |end: &str| end.starts_with(|c: char| c.is_ascii_digit());
        (is_number(low) && is_number(high)).then_some((low, *link, high))
    })
}

/// Asks for the ends of a range by themselves and none below zero, so that the verb before them is
/// right whatever is answered; returns whether that could be done.
pub(super) fn add_range(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: &str,
) -> bool {
    let Some((low, link, high)) = ends(&slot.words) else {
        return false;
    };
    let (_, unit) = number_and_unit(high);
    let is_bare = number_and_unit(low).1.is_empty();
    let whole = if is_bare {
        format!("{low}{unit}")
    } else {
        low.to_owned()
    };
    if exact_unit(&whole).is_none() || exact_unit(&whole) != exact_unit(high) {
        return false;
    }
    let first = slot.span.start..slot.span.start + low.chars().count();
    let second = first.end + link.chars().count()..slot.span.end;
    let mut add = |end: &str, value: &str| {
        let name = format!("{name}{end}");
        figure_field(context, set, slot, &name, value, Way::One)
    };
    let (Some(least), Some(most)) = (add("下限", &whole), add("上限", high)) else {
        return false;
    };
    set.print(first, least, if is_bare { "数" } else { "" });
    set.print(second, most, "");
    set.bound(least, most);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_a_number_at_both_ends() {
        for (words, wanted) in [
            ("3%—5%", Some(("3%", "—", "5%"))),
            ("20至30公里", Some(("20", "至", "30公里"))),
            ("5-8个", Some(("5", "-", "8个"))),
            ("-3.2%", None),
            ("12家", None),
        ] {
            assert_eq!(ends(words), wanted, "{words}");
        }
    }
}

//! Computes the indents that put signatures, dates and annexes where GB/T 9704 wants them.

use crate::document::{Block, NumberedLine};
use crate::layout::{Layout, Length, StyleRole};
use crate::write::text::{texts, words};
use crate::write::text_width::{self, EM};

/// The distance of a line from its margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Indent {
    /// From the left, the line set left.
    Left(Length),
    /// From the right, the line set right.
    Right(Length),
    /// The first line two characters in, the others under its words.
    Hanging { left: Length, hanging: Length },
}

/// Returns the indent of each line that needs one.
pub(super) fn indents(layout: &Layout, lines: &[&NumberedLine]) -> Vec<Option<Indent>> {
    let mut indents = vec![None; lines.len()];
    let mut first_signature = 0;
    for (at, line) in lines.iter().enumerate() {
        match line.block.as_ref() {
            Block::Signature(_) => indents[at] = Some(Indent::Right(characters(layout, 2 * EM))),
            Block::Date(_) => {
                let signed = &lines[first_signature..=at];
                let widths: Vec<Length> = signed.iter().map(|line| width(layout, line)).collect();
                let placed = if layout.seal {
                    sealed(layout, &widths)
                } else {
                    unsealed(layout, &widths)
                };
                for (indent, placed) in indents[first_signature..].iter_mut().zip(placed) {
                    *indent = Some(placed);
                }
            }
            Block::Attachment(_) => indents[at] = Some(attachment(layout, line)),
            _ => {}
        }
        if !matches!(*line.block, Block::Signature(_)) {
            first_signature = at + 1;
        }
    }
    indents
}

/// The date four characters off the right margin, the signatures above centred on it, so that a
/// seal covers both (GB/T 9704 7.3.5.1).
fn sealed(layout: &Layout, widths: &[Length]) -> Vec<Indent> {
    let off = characters(layout, 4 * EM).0;
    let date = widths.last().map_or(0, |date| date.0);
    let centred = |width: &Length| Indent::Right(Length((off + (date - width.0) / 2).max(0)));
    widths.iter().map(centred).collect()
}

/// The signatures two characters off the right margin, the date beginning two characters behind
/// their beginning; a date longer than they stands two characters off instead, and they move
/// (GB/T 9704 7.3.5.2).
///
/// Both are measured from the left, so that their beginnings agree to the twip.
fn unsealed(layout: &Layout, widths: &[Length]) -> Vec<Indent> {
    let Some((date, signatures)) = widths.split_last() else {
        return Vec::new();
    };
    let two = characters(layout, 2 * EM).0;
    let Some(longest) = signatures.iter().map(|width| width.0).max() else {
        return vec![Indent::Right(Length(two))];
    };
    let room = layout.measure().0;
    let start = (room
        - two
        - if date.0 > longest {
            date.0 + two
        } else {
            longest
        })
    .max(0);
    let mut places = vec![Indent::Left(Length(start)); signatures.len()];
    places.push(Indent::Left(Length(start + two)));
    places
}

/// `附件：1.` two characters in, further lines under the beginning of the name (GB/T 9704 7.3.4).
fn attachment(layout: &Layout, line: &NumberedLine) -> Indent {
    let label = characters(layout, text_width::of(&line.label));
    Indent::Hanging {
        left: characters(layout, 2 * EM) + label,
        hanging: label,
    }
}

/// A width in thousandths of an em as it comes out in the body's type.
fn characters(layout: &Layout, ems: u32) -> Length {
    let advance = layout.advance(layout.style(StyleRole::Body)).0;
    Length(
        (i64::from(ems) * i64::from(advance) / i64::from(EM))
            .try_into()
            .unwrap_or(0),
    )
}

/// How wide a line comes out.
fn width(layout: &Layout, line: &NumberedLine) -> Length {
    let words: String = texts(line.block.as_ref()).map(words).collect();
    let style = layout.style(StyleRole::Signature);
    let tracking = layout.tracking(style).0;
    let ems = i64::from(text_width::of(&words)) * i64::from(style.size.length().0) / i64::from(EM);
    let tracked = i64::from(tracking) * i64::try_from(words.chars().count()).unwrap_or(0);
    Length((ems + tracked).try_into().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{Indent, indents};
    use crate::document::{Document, number};
    use crate::layout::{Layout, Length};

    /// The indents of a signature and its date.
    fn placed(seal: bool, signature: &str, date: &str) -> Vec<Option<Indent>> {
        let mut layout = Layout::default();
        layout.seal = seal;
        let document: Document = format!(">> {signature}\n>>> {date}").parse().unwrap();
        let lines = number(&document);
        indents(&layout, &lines.iter().collect::<Vec<_>>())
    }

    #[test]
    fn without_a_seal_the_date_begins_two_characters_behind_the_signature() {
        // 28.07 characters of room, two off the right, nine of signature.
        let places = placed(false, "云溪镇人民代表大会", "2026年1月5日");
        let Some(Indent::Left(start)) = places[0] else {
            panic!("{places:?}")
        };
        assert_eq!(start.0, 8845 - 2 * 315 - 9 * 315);
        assert_eq!(places[1], Some(Indent::Left(Length(start.0 + 2 * 315))));
    }

    #[test]
    fn a_date_longer_than_the_signature_stands_two_characters_off() {
        let places = placed(false, "县政府", "二〇二六年一月五日");
        let date = 8845 - 2 * 315 - 9 * 315;
        assert_eq!(
            places,
            [
                Some(Indent::Left(Length(date - 2 * 315))),
                Some(Indent::Left(Length(date)))
            ]
        );
    }

    #[test]
    fn under_a_seal_the_signature_is_centred_on_the_date() {
        let places = placed(true, "云溪镇政府", "二〇二六年一月五日");
        // Four characters off; nine of date over five of signature leave two on either side.
        let off = |count: i32| Some(Indent::Right(Length(count * 315)));
        assert_eq!(places, [off(6), off(4)]);
    }
}

//! Place: signatures, dates and annexes to the indents that put them where GB/T 9704 wants them.

use crate::document::{Block, Line};
use crate::write::layout::{Layout, Length, Role};
use crate::write::measure::{self, EM};
use crate::write::text::{texts, words};

/// How far a line stands off its margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Indent {
    /// From the left, the line set left.
    Left(Length),
    /// From the right, the line set right.
    Right(Length),
    /// The first line two characters in, the others under its words.
    Hanging { left: Length, hanging: Length },
}

/// The indent of each line that needs one of its own.
pub(super) fn places(layout: &Layout, lines: &[&Line]) -> Vec<Option<Indent>> {
    let mut places = vec![None; lines.len()];
    let mut first_signature = 0;
    for (at, line) in lines.iter().enumerate() {
        match &line.block {
            Block::Signature(_) => places[at] = Some(Indent::Right(characters(layout, 2 * EM))),
            Block::Date(_) => {
                let widths: Vec<Length> = lines[first_signature..=at].iter().map(|line| width(layout, line)).collect();
                let signed = if layout.seal { sealed(layout, &widths) } else { unsealed(layout, &widths) };
                for (place, indent) in places[first_signature..].iter_mut().zip(signed) {
                    *place = Some(indent);
                }
            }
            Block::Attachment(_) => places[at] = Some(attachment(layout, line)),
            _ => {}
        }
        if !matches!(line.block, Block::Signature(_)) {
            first_signature = at + 1;
        }
    }
    places
}

/// The date four characters off the right margin, the signatures above centred on it, so that a seal covers both
/// (GB/T 9704 7.3.5.1).
fn sealed(layout: &Layout, widths: &[Length]) -> Vec<Indent> {
    let off = characters(layout, 4 * EM).0;
    let date = widths.last().map_or(0, |date| date.0);
    widths.iter().map(|width| Indent::Right(Length((off + (date - width.0) / 2).max(0)))).collect()
}

/// The signatures two characters off the right margin, the date beginning two characters behind their beginning; a date
/// longer than they stands two characters off instead, and they move (GB/T 9704 7.3.5.2).
///
/// Both stand at a distance from the left, so that their beginnings agree to a hair.
fn unsealed(layout: &Layout, widths: &[Length]) -> Vec<Indent> {
    let Some((date, signatures)) = widths.split_last() else { return Vec::new() };
    let two = characters(layout, 2 * EM).0;
    let Some(longest) = signatures.iter().map(|width| width.0).max() else { return vec![Indent::Right(Length(two))] };
    let room = layout.measure().0;
    let start = (room - two - if date.0 > longest { date.0 + two } else { longest }).max(0);
    let mut places = vec![Indent::Left(Length(start)); signatures.len()];
    places.push(Indent::Left(Length(start + two)));
    places
}

/// `附件：1.` two characters in, further lines of the name under its beginning (GB/T 9704 7.3.4).
fn attachment(layout: &Layout, line: &Line) -> Indent {
    let label = characters(layout, measure::of(&line.label));
    Indent::Hanging { left: characters(layout, 2 * EM) + label, hanging: label }
}

/// A width in thousandths of an em as it comes out in the body's type.
fn characters(layout: &Layout, ems: u32) -> Length {
    let advance = layout.advance(layout.style(Role::Body)).0;
    Length((i64::from(ems) * i64::from(advance) / i64::from(EM)).try_into().unwrap_or(0))
}

/// How wide a line comes out.
fn width(layout: &Layout, line: &Line) -> Length {
    let words: String = texts(&line.block).map(words).collect();
    let style = layout.style(Role::Signature);
    let tracking = layout.tracking(style).0;
    let ems = i64::from(measure::of(&words)) * i64::from(style.size.length().0) / i64::from(EM);
    let tracked = i64::from(tracking) * i64::try_from(words.chars().count()).unwrap_or(0);
    Length((ems + tracked).try_into().unwrap_or(0))
}

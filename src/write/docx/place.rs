//! Place: signatures, dates and annexes to the indents that put them where GB/T 9704 wants them.

use crate::document::{Block, Line};
use crate::write::layout::{Layout, Length, Role};
use crate::write::measure::{self, EM};
use crate::write::text::{texts, words};

/// How far a line stands off its margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Indent {
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
                let signatures: Vec<Length> =
                    lines[first_signature..at].iter().map(|line| width(layout, line)).collect();
                let (rights, date) = signed(layout, &signatures, width(layout, line));
                for (place, right) in places[first_signature..at].iter_mut().zip(rights) {
                    *place = Some(Indent::Right(right));
                }
                places[at] = Some(Indent::Right(date));
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

/// How far signatures and the date under them stand off the right margin.
///
/// With a seal the date stands four characters off and the signatures are centred on it (GB/T 9704 7.3.5.1). Without,
/// the signature stands two characters off and the date begins two characters behind its beginning; a date longer than
/// the signature stands two characters off instead, and the signature moves (7.3.5.2).
fn signed(layout: &Layout, signatures: &[Length], date: Length) -> (Vec<Length>, Length) {
    let two = characters(layout, 2 * EM);
    let longest = signatures.iter().copied().max();
    if layout.seal {
        let off = two + two;
        let centred = |width: &Length| Length((off.0 + (date.0 - width.0) / 2).max(0));
        return (signatures.iter().map(centred).collect(), off);
    }
    match longest {
        Some(longest) if longest >= date => (vec![two; signatures.len()], longest - date),
        _ => (signatures.iter().map(|width| two + two + date - *width).collect(), two),
    }
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

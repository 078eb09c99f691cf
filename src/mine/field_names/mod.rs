//! Names the field a slot becomes, by the words around it; each name is given once.

mod figure;
mod names;
mod phrase;
mod place;
mod words;

pub(super) use figure::{ClauseChange, FigureContext, change, figure, members};
pub(super) use names::Names;
pub(super) use phrase::{before_amount, tail, thing, trimmed};
pub(super) use place::{is_place, place};
pub(super) use words::Change;

//! Names the field a slot becomes, by the words around it; each name is given once.

mod clause_change;
mod figure;
mod members;
mod names;
mod phrase;
mod place;
mod words;

pub(super) use clause_change::{ClauseChange, change, change_of};
pub(super) use figure::{FigureContext, clause_noun, figure};
pub(super) use members::{members, pair};
pub(super) use names::Names;
pub(super) use phrase::{before_amount, tail, thing, trimmed};
pub(super) use place::{is_place, place};
pub(super) use words::Change;

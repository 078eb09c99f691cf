//! Names the field a slot becomes, by the words around it; each name is given once.

mod clause_change;
mod figure;
mod figure_context;
mod measure_names;
mod members;
mod names;
mod phrase;
mod place;
mod words;

pub(super) use clause_change::{ClauseChange, change, change_of, compared_of_nothing, moved_way};
pub(super) use figure::{clause_noun, figure, quantity, without_action};
pub(super) use figure_context::FigureContext;
pub(super) use measure_names::{bare_measure, is_thing_of_size};
pub(super) use members::{members, together};
pub(super) use names::Names;
pub(super) use phrase::{before_amount, tail, thing, trimmed};
pub(super) use place::{is_place, is_worked_on, place};
pub(super) use words::Change;

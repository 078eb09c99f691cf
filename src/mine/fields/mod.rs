//! Turns a report's slots into fields, the same thing once, and into the variables that print them.

mod comparisons;
mod context;
mod dates;
mod exact_figure;
mod field_set;
mod figure_lists;
mod figure_slot;
mod figures;
mod five_year_plans;
mod found_field;
mod places;
mod ranges;
mod rank_moves;
mod ranks;
mod references;
mod said_changes;
mod sessions;
mod speaker;
mod standstills;
mod streaks;
mod subject_place;
mod tables;
mod thresholds;
mod value_ties;

pub(super) use context::short_heading;
pub(super) use found_field::{FoundField, excerpt, figure_kind};

use super::slots::Slot;
use super::to_markup::LineShape;
use super::variable::VariableSpan;
use crate::read::Report;
use context::SlotContext;
use field_set::FieldSet;

/// Returns the fields of a report in its order, general ones first, and the variables that print
/// them.
pub(super) fn find(
    report: &Report,
    shapes: &[LineShape],
    slots: &[Slot],
) -> (Vec<FoundField>, Vec<VariableSpan>) {
    let context = SlotContext::new(report, shapes, slots);
    let mut set = FieldSet::default();
    places::add_fields(&context, &mut set);
    dates::add_fields(&context, &mut set);
    streaks::add_fields(&context, &mut set);
    figures::add_fields(&context, &mut set);
    standstills::add_fields(&context, &mut set);
    tables::add_fields(&context, &mut set);
    sessions::add_fields(&context, &mut set);
    five_year_plans::add_fields(&context, &mut set);
    speaker::add_fields(&context, &mut set);
    rank_moves::add_fields(&context, &mut set);
    ranks::add_fields(&context, &mut set);
    set.into_report_order()
}

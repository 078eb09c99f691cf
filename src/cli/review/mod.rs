//! Reviews papers and says what a careful colleague would: `nigao review`.

mod command;
mod options;
mod outputs;
mod printing;
mod reviewed_paper;
mod rule_list;
mod sarif;
mod text;

pub(super) use command::ReviewCommand;
pub(super) use options::read_unit;

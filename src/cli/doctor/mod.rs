//! Examines whether the machine has what drafting needs: `nigao doctor`.

mod browser;
mod command;
mod encoding;
mod faces;
mod finding;
mod folder;

pub(super) use command::Doctor;

//! Works on many reports at once: finds them, spreads them over all cores, keeps their order.
//!
//! A folder stands for the reports directly in it. One report that cannot be read stops nothing:
//! it is told, and the exit code says that not all is well. Ctrl-C ends between two reports.

mod each_file;
mod interrupt;
mod progress;
mod report_files;

pub(crate) use each_file::{FileEnd, each_file, tell_advice, unread};
pub(crate) use interrupt::Interrupt;
pub(crate) use progress::bar;
pub(crate) use report_files::ReportFiles;

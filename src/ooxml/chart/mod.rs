//! Changes the data of charts: what they show, and the workbooks that Word opens to edit them.
//!
//! A chart holds its data twice: cached in its own part, which is what is drawn, and in a workbook
//! behind it, which replaces the cache as soon as somebody opens it. Both are changed or neither.

mod data_range;
mod data_source;
mod fault;
mod frame;
mod part;
mod workbook;

pub(crate) use fault::ChartFault;
pub(crate) use frame::{ChartFrame, chart_frames};
pub(crate) use part::{ChartData, ChartPart, SeriesData};

//! Reads records from files and streams of every form, one after another, in bounded memory.

mod csv_rows;
mod folder;
mod json_lines;
mod json_node;
mod lines;
mod opening;
mod table;
mod table_records;
mod workbook_rows;
mod yaml_documents;

pub use opening::{Records, open, stream};
pub use table::ColumnRules;

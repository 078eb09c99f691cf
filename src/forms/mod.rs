//! Makes blank forms and sheets from a schema, and merges what departments send back.

pub mod collect;
mod form;
mod json_schema;
pub mod sheet;

pub use form::form;
pub use json_schema::json_schema;

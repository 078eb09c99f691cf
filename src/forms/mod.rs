//! Makes blank forms and sheets from a schema, and merges what departments send back.

mod collect;
mod form;
mod json_schema;
mod share;
pub mod sheet;

pub use collect::{Collected, ReturnedForm, ShareProgress, collect};
pub use form::form;
pub use json_schema::json_schema;
pub use share::{Share, ShareBy, share_form, shares};

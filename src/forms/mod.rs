//! Makes blank forms and sheets from a schema, and merges what departments send back.

mod collect;
mod form;
mod json_schema;
mod notice;
mod recognize;
mod share;
pub mod sheet;
mod union;

pub use collect::{Collected, ReturnedForm, ShareProgress, ShareState, collect, overridden};
pub use form::form;
pub use json_schema::json_schema;
pub use notice::{Sender, notice};
pub use recognize::{office_of_form, recognize};
pub use share::{Share, ShareBy, share_form, shares};
pub use union::union;

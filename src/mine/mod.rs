//! Mining: reports to what a writer would change in them, and from there to templates, schemas and answers.

pub mod inspect;
pub mod slots;

mod fields;
mod genre;
mod lines;
mod naming;

pub use genre::{Mined, mine};

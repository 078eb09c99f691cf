//! Mining: reports to what a writer would change in them, and from there to templates, schemas and answers.

pub mod inspect;
pub mod slots;

mod align;
mod fields;
mod frames;
mod genre;
mod lines;
mod naming;
mod roles;
mod sections;
mod skeleton;

pub use genre::{Mined, mine};
pub use skeleton::{Skeleton, skeleton};

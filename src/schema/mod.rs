//! Reads a schema: a table of fields, each with its kind, from YAML, with every fault at once.

mod attributes;
mod field;
mod kind;
mod parts;
mod reserved;
mod relation;
mod print;

pub use attributes::read;
pub use field::{Field, Schema, When, find};
pub use kind::{Compare, FieldKind};
pub use parts::{FieldPart, is_sure, part};
pub use reserved::{is_field_name, is_reserved};
pub use relation::Relation;

//! Reads a schema: a table of fields, each with its kind, from YAML, with every fault at once.

mod attributes;
mod field;
mod json;
mod kind;
mod parts;
mod print;
mod relation;
mod reserved;
mod table;

pub use attributes::read;
pub use field::{Field, Schema, When};
pub use kind::{Compare, FieldKind};
pub use parts::{FieldPart, is_sure, part};
pub use relation::Relation;
pub use reserved::{is_field_name, is_reserved};
pub use table::FieldTable;

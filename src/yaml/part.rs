//! Moves what was read of a part of a file, such as one document of many, to its lines.

use super::node::{Node, Value};
use crate::diagnostic::Location;

/// Moves a value down by the lines that stand before its part of the file.
pub(crate) fn move_down(node: &mut Node, above: usize) {
    let lower = |at: &mut Location| at.line += above;
    lower(&mut node.location);
    match &mut node.value {
        Value::List(items) => {
            for item in items {
                move_down(item, above);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                lower(&mut entry.location);
                move_down(&mut entry.node, above);
            }
        }
        Value::Empty | Value::Scalar(_) => {}
    }
}

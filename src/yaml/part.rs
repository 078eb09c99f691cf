//! Reads a part of a file, such as one document of many, with the lines of the whole.

use super::tree::{Node, Value, read};
use crate::diagnostic::{Checked, Location};

/// Reads a part of a file that has `above` lines before it, as [`read`] reads a whole one.
#[must_use]
pub fn read_below(file: &str, source: &str, above: usize) -> Checked<Node> {
    let mut checked = read(file, source);
    if above == 0 {
        return checked;
    }
    if let Some(node) = &mut checked.value {
        move_down(node, above);
    }
    for fault in checked.diagnostics.iter_mut() {
        if let Some(at) = &mut fault.location {
            at.line += above;
        }
    }
    checked
}

fn move_down(node: &mut Node, above: usize) {
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

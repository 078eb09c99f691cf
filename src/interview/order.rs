//! Puts the fields in the order they are asked, and in the groups they are asked in.

use crate::schema::{Field, Schema};

/// The group of claims in the interview, whatever section of the report they are in.
const CLAIMS: &str = "待核实的表述";

/// Returns the fields in the order they are asked: claims come together at the end, department by
/// department.
pub(super) fn asking_order(schema: &Schema) -> Vec<&Field> {
    let is_claim = |field: &&Field| field.kind.is_claim();
    let (claims, mut order): (Vec<&Field>, Vec<&Field>) = schema.fields.iter().partition(is_claim);
    let mut departments: Vec<&Option<String>> = Vec::new();
    for claim in &claims {
        if !departments.contains(&&claim.department) {
            departments.push(&claim.department);
        }
    }
    for department in departments {
        order.extend(
            claims
                .iter()
                .filter(|claim| claim.department == *department),
        );
    }
    order
}

/// Returns the group a field is asked in.
pub(super) fn group_of(field: &Field) -> Option<String> {
    if field.kind.is_claim() {
        Some(CLAIMS.to_owned())
    } else {
        field.group.clone()
    }
}

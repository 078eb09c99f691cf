//! Tells the parts a field is asked in: 本年, 上年 and 计划 of a figure, a place and its parent.

use crate::answers::figure_line;
use crate::schema::{Field, FieldKind};
use crate::yaml::{Node, Value};

pub(super) use crate::answers::parts::{ALL, CURRENT, LAST, NAME, PARENT, RATE};

/// Returns the parts asked after the first, in order.
///
/// A rate that may not be computed (可比价) is asked for, else last year's value.
pub(super) fn asked(field: &Field) -> Vec<&'static str> {
    match &field.kind {
        FieldKind::Figure { .. } => figure_line::asked(field),
        // Not every report speaks of the place's parent; the example tells.
        FieldKind::Place { .. }
            if field
                .example
                .as_ref()
                .is_some_and(|example| example.get(PARENT).is_some()) =>
        {
            vec![PARENT]
        }
        _ => Vec::new(),
    }
}

/// Returns the parts to ask after one of them, or after the first line, which may have given some.
pub(super) fn after(field: &Field, part: Option<&str>, line: Option<&Node>) -> Vec<&'static str> {
    let asked = asked(field);
    let from = part.map_or(0, |part| {
        asked
            .iter()
            .position(|other| *other == part)
            .map_or(asked.len(), |at| at + 1)
    });
    let several = line.filter(|line| matches!(line.value, Value::Map(_)));
    let open = |part: &&str| several.is_none_or(|line| !is_given(field, line, part));
    asked[from..].iter().copied().filter(open).collect()
}

/// Returns the key that a bare answer to the field stands for.
pub(super) fn main(field: &Field) -> Option<&'static str> {
    match field.kind {
        FieldKind::Figure { .. } => Some(CURRENT),
        FieldKind::Place { .. } => Some(NAME),
        _ => None,
    }
}

/// Returns the value of a part in an answer.
pub(super) fn get<'a>(field: &Field, answer: &'a Node, part: &str) -> Option<&'a Node> {
    let bare = main(field) == Some(part) && answer.scalar().is_some();
    if bare { Some(answer) } else { answer.get(part) }.filter(|node| !node.is_empty())
}

/// Whether a part is given, in whatever way: growth by 上年 or by 增速.
pub(super) fn is_given(field: &Field, answer: &Node, part: &str) -> bool {
    let has = |part| get(field, answer, part).is_some();
    match part {
        LAST => has(LAST) || has(RATE),
        part => has(part),
    }
}

/// Returns an answer with one part set; a bare answer becomes a map.
pub(super) fn with(field: &Field, answer: Option<&Node>, part: &str, value: Node) -> Node {
    let mut map = match (answer, main(field)) {
        (Some(answer), Some(key))
            if !matches!(answer.value, Value::Map(_)) && !answer.is_empty() =>
        {
            let mut map = Node::of(Value::Map(Vec::new()));
            map.set(key, answer.clone());
            map
        }
        (Some(answer), _) => answer.clone(),
        (None, _) => Node::of(Value::Map(Vec::new())),
    };
    map.set(part, value);
    map
}

/// Returns an old answer with the parts of a new one in their place.
pub(super) fn merged(field: &Field, old: Option<&Node>, new: Node) -> Node {
    let Some(old) = old.filter(|old| matches!(old.value, Value::Map(_))) else {
        return new;
    };
    let Some(key) = main(field) else { return new };
    // Another place has other parents: 石桥镇（赣榆区） changed to 云台镇 is not in 赣榆区.
    if key == NAME
        && get(field, old, NAME).map(Node::scalar) != get(field, &new, NAME).map(Node::scalar)
    {
        return new;
    }
    let Value::Map(entries) = &new.value else {
        return with(field, Some(old), key, new);
    };
    let mut all = old.clone();
    for entry in entries {
        all = with(field, Some(&all), &entry.key, entry.node.clone());
    }
    all
}

//! Holds the fields of a schema or of a record, in order, and finds them by name.

use std::collections::HashMap;
use std::ops::Deref;

use super::Field;

/// The fields of a table or of a record, in the order they are asked.
///
/// Reads like a slice. Fields come in and change through its methods alone, so that what finds them
/// by name is never out of step with them.
///
/// ```
/// use nigao::schema::{Field, FieldKind, FieldTable};
/// let field = |name: &str| Field::new(name, FieldKind::Flag, "有没有？");
/// let table = FieldTable::from_iter(["换届", "园区"].map(field));
/// assert_eq!(table.get("园区").unwrap().name, table[1].name);
/// assert!(table.get("灾情").is_none());
/// ```
#[derive(Clone, Debug, Default)]
pub struct FieldTable {
    fields: Vec<Field>,
    /// Where each name stands first.
    places: HashMap<String, usize>,
}

impl FieldTable {
    /// Returns the field of a name: of several the first.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.place(name).map(|at| &self.fields[at])
    }

    /// Returns the number of fields before the one of a name.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// Adds a field at the end.
    pub fn push(&mut self, field: Field) {
        let next = self.fields.len();
        self.places.entry(field.name.clone()).or_insert(next);
        self.fields.push(field);
    }

    /// Changes the field of a name in all but its name; `None` where there is no such field.
    pub fn change<T>(&mut self, name: &str, change: impl FnOnce(&mut Field) -> T) -> Option<T> {
        let at = self.place(name)?;
        let changed = change(&mut self.fields[at]);
        name.clone_into(&mut self.fields[at].name);
        Some(changed)
    }
}

impl Deref for FieldTable {
    type Target = [Field];

    fn deref(&self) -> &[Field] {
        &self.fields
    }
}

impl Extend<Field> for FieldTable {
    fn extend<I: IntoIterator<Item = Field>>(&mut self, fields: I) {
        for field in fields {
            self.push(field);
        }
    }
}

impl FromIterator<Field> for FieldTable {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut table = Self::default();
        table.extend(fields);
        table
    }
}

impl IntoIterator for FieldTable {
    type Item = Field;
    type IntoIter = std::vec::IntoIter<Field>;

    fn into_iter(self) -> Self::IntoIter {
        self.fields.into_iter()
    }
}

impl<'a> IntoIterator for &'a FieldTable {
    type Item = &'a Field;
    type IntoIter = std::slice::Iter<'a, Field>;

    fn into_iter(self) -> Self::IntoIter {
        self.fields.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::FieldKind;

    fn field(name: &str, question: &str) -> Field {
        Field::new(name, FieldKind::Flag, question)
    }

    /// The questions in order, and what each name finds.
    fn questions(table: &FieldTable) -> (Vec<&str>, Vec<&str>) {
        let found = |field: &Field| table.get(&field.name).map(|found| &*found.question);
        (
            table.iter().map(|field| &*field.question).collect(),
            table.iter().filter_map(found).collect(),
        )
    }

    #[test]
    fn fields_keep_their_order_and_each_name_finds_its_own() {
        let mut table = FieldTable::default();
        assert!(table.get("").is_none() && table.is_empty());
        let names: Vec<String> = (0..1000)
            .map(|n| format!("项{}", n * 7919 % 1000))
            .collect();
        for name in &names {
            assert!(table.get(name).is_none(), "{name} is not there yet");
            table.push(field(name, name));
            assert_eq!(table.get(name).map(|found| &found.question), Some(name));
        }
        let (asked, found) = questions(&table);
        assert_eq!(asked, names);
        assert_eq!(found, names);
        assert_eq!(table.place(&names[999]), Some(999));
        assert!(table.clone().into_iter().map(|field| field.name).eq(names));
    }

    #[test]
    fn of_two_fields_of_one_name_the_first_is_found_and_both_are_kept() {
        let fields = [field("甲", "一"), field("乙", "二"), field("甲", "三")];
        let table = FieldTable::from_iter(fields);
        let (asked, found) = questions(&table);
        assert_eq!(asked, ["一", "二", "三"]);
        assert_eq!(found, ["一", "二", "一"]);
        assert_eq!((table.place("甲"), table.place("丙")), (Some(0), None));
    }

    #[test]
    fn a_field_that_is_changed_is_still_found_by_its_name() {
        let mut table = FieldTable::from_iter([field("甲", "一"), field("乙", "二")]);
        let changed = table.change("乙", |known| {
            *known = field("丙", "改了");
            known.question.len()
        });
        assert_eq!(changed, Some("改了".len()));
        assert_eq!(table.change("丙", |_| ()), None);
        let (asked, found) = questions(&table);
        assert_eq!(asked, ["一", "改了"]);
        assert_eq!(found, asked);
    }
}

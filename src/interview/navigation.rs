//! Moves from one question to the next, back, to a group or to a field.

use super::order::group_of;
use super::parts;
use super::path::{Path, PathTarget};
use super::state::Interview;
use crate::answers::{Answers, Mode, asked_fields, check_field, lacks_this_year};
use crate::schema::{Field, FieldKind};
use crate::yaml::{Node, Value};

impl Interview<'_> {
    /// Asks everything from the first field, answered or not.
    pub fn from_the_start(&mut self) {
        self.again = self
            .schema
            .fields
            .iter()
            .map(|field| field.name.clone())
            .collect();
        self.go(self.pending(None));
    }

    /// Goes on at the first open field after what these answers give.
    ///
    /// Answers given in order leave out the optional fields before the last one; those are not
    /// asked again. Answers rolled over from last year are open from the top: what comes after
    /// the first required field that is open was never asked.
    pub fn go_on_after(&mut self, given: &Answers) {
        let is_given = |field: &Field| {
            given
                .entries()
                .iter()
                .any(|entry| entry.key == field.name && !entry.node.is_empty())
        };
        let fields = &self.order;
        let Some(last) = fields.iter().rposition(|field| is_given(field)) else {
            return;
        };
        let asked = asked_fields(&self.schema.fields, &self.answers);
        let is_open = |field: &&Field| {
            !field.optional
                && asked.contains(field.name.as_str())
                && field.default.is_none()
                && !self.is_answered(&field.name)
        };
        let first_open = fields.iter().position(is_open).unwrap_or(last);
        let mut left_out = Vec::new();
        for field in &fields[..last.min(first_open)] {
            if field.optional && !self.is_answered(&field.name) {
                left_out.push(field.name.clone());
            }
        }
        self.passed.extend(left_out);
        self.at = self.pending(None);
    }

    /// Asks nothing more, unless it is wanted.
    pub fn to_the_end(&mut self) {
        self.passed = self
            .schema
            .fields
            .iter()
            .map(|field| field.name.clone())
            .collect();
        self.go(None);
    }

    /// Asks what is still missing, passed over or not. What may be left out is not asked again.
    pub fn what_is_open(&mut self) {
        self.passed.clear();
        for field in &self.schema.fields {
            let answer = self
                .answers
                .get(&field.name)
                .filter(|answer| !answer.is_empty());
            if field.optional && answer.is_none_or(|answer| lacks_this_year(field, answer)) {
                self.passed.insert(field.name.clone());
            }
        }
        self.go(self.pending(None));
    }

    /// Returns whether the question that is asked has an answer already.
    #[must_use]
    pub fn has_answer(&self) -> bool {
        self.at
            .as_ref()
            .is_some_and(|path| self.has_answer_at(path))
    }

    /// Returns whether the question at a path has an answer already.
    #[must_use]
    pub fn has_answer_at(&self, path: &Path) -> bool {
        let Some(target) = path.target(&self.schema.fields) else {
            return false;
        };
        let whole = if target.part.is_some() {
            path.up()
        } else {
            path.clone()
        };
        let bare = self.in_bare_record(&whole, &self.answers);
        let Some(answer) = whole.get(&self.answers).or(bare.as_ref()) else {
            return false;
        };
        match target.part.or(parts::main(target.field)) {
            Some(part) => parts::get(target.field, answer, part).is_some(),
            None => !answer.is_empty(),
        }
    }

    /// Leaves the answer that is there and goes on.
    pub fn keep_answer(&mut self) {
        let Some(path) = self.at.clone() else { return };
        self.step(&path, &[]);
    }

    /// Fields whose condition looks at a changed field are asked again, their old answers offered.
    pub(super) fn ask_dependents(&mut self, changed: &str) {
        let mut changed = vec![changed.to_owned()];
        while let Some(name) = changed.pop() {
            for field in &self.schema.fields {
                if field.when.as_ref().is_some_and(|when| when.field == name) {
                    self.passed.remove(&field.name);
                    self.again.insert(field.name.clone());
                    changed.push(field.name.clone());
                }
            }
        }
    }

    /// Passes the question without an answer: what is required becomes a hole. An old answer stays
    /// on offer.
    pub fn skip(&mut self) {
        let Some(path) = self.at.clone() else { return };
        let Some(target) = path.target(&self.schema.fields) else {
            return;
        };
        self.passed.insert(path.root().to_owned());
        // Last year's value that waits for this year's is no answer to be taken back.
        let is_half_done = path
            .get(&self.answers)
            .is_some_and(|answer| lacks_this_year(target.field, answer));
        if !matches!(target.field.kind, FieldKind::List { .. })
            && !is_half_done
            && let Some(old) = path.remove(&mut self.answers)
            && !old.is_empty()
        {
            path.set(&mut self.offered, old);
        }
        // Of what is not known, the parts are not asked either.
        let rest = target.part.map_or_else(Vec::new, |part| {
            parts::after(target.field, Some(part), None)
        });
        self.step(&path, &rest);
    }

    /// Goes back to the question before, even one answered in an earlier sitting; false at the
    /// first. On the way forward it is asked again, with its answer on offer.
    pub fn back(&mut self) -> bool {
        let Some(before) = self.trail.pop().or_else(|| self.field_before()) else {
            return false;
        };
        let before = self.opening(before);
        let left = self.at.replace(before).map(|left| left.root().to_owned());
        self.again
            .extend(left.filter(|left| self.at.as_ref().is_none_or(|at| at.root() != left)));
        true
    }

    /// Returns the opening question of the field that a question is a part of, if the field is
    /// complete: of a figure that was read back as a whole, this year's value is mostly the wrong
    /// one, not the last part. Within a field, the step back is a part.
    fn opening(&mut self, before: Path) -> Path {
        let is_same_field = |path: &Path| self.at.as_ref().is_some_and(|at| at.is_within(path));
        let is_part = before
            .target(&self.schema.fields)
            .is_some_and(|target| target.part.is_some());
        let whole = before.up();
        if !is_part || is_same_field(&whole) {
            return before;
        }
        while self.trail.last().is_some_and(|path| path.is_within(&whole)) {
            self.trail.pop();
        }
        whole
    }

    fn field_before(&self) -> Option<Path> {
        let here = self.at.as_ref()?.root();
        let before = self.asked().take_while(|field| field.name != here).last()?;
        Some(Path::field(&before.name))
    }

    /// Goes to the first question of a group and asks all of the group; false if it has none now.
    pub fn jump(&mut self, group: &str) -> bool {
        let within = |field: &&Field| group_of(field).unwrap_or_default() == group;
        let names: Vec<String> = self
            .asked()
            .filter(within)
            .map(|field| field.name.clone())
            .collect();
        let there = names.first().is_some_and(|first| self.change(first));
        self.again.extend(names);
        there
    }

    /// Goes to a field's question; false if it is not asked now.
    pub fn change(&mut self, field: &str) -> bool {
        let there = self.asked().any(|asked| asked.name == field);
        if there {
            self.go(Some(Path::field(field)));
        }
        there
    }

    /// Goes to the question at a path, a part or a field of a record too; false if the schema has
    /// no such question or the field is not asked now.
    pub fn ask(&mut self, path: &Path) -> bool {
        let there = path.target(&self.schema.fields).is_some()
            && self.asked().any(|asked| asked.name == path.root());
        if there {
            self.line = None;
            self.spell_out_at(path);
            self.go(Some(path.clone()));
        }
        there
    }

    /// Goes to a question, or to the end.
    pub(super) fn go(&mut self, path: Option<Path>) {
        if let Some(old) = self.at.take() {
            self.trail.push(old);
        }
        self.at = path;
    }

    /// Goes on from a question that was answered or passed; `rest` are the parts of its field still
    /// to be asked.
    pub(super) fn step(&mut self, path: &Path, rest: &[&'static str]) {
        let next = self.next(path, rest);
        if next.as_ref().is_none_or(|next| next.root() != path.root()) {
            self.again.remove(path.root());
            if !self.is_answered(path.root()) {
                self.passed.insert(path.root().to_owned());
            }
        }
        let next = next.or_else(|| self.pending(Some(path.root())));
        self.go(next);
    }

    /// Returns the next question of the same field, of the same record, or of the list around it.
    fn next(&self, path: &Path, rest: &[&'static str]) -> Option<Path> {
        let PathTarget { field, table, part } = path.target(&self.schema.fields)?;
        let whole = if part.is_some() {
            path.up()
        } else {
            path.clone()
        };
        if let Some(part) = rest.first() {
            return Some(whole.key(part));
        }
        let record = whole.up();
        if record.0.is_empty() {
            return None;
        }
        let empty = Node::of(Value::Map(Vec::new()));
        let answers = record.get(&self.answers).unwrap_or(&empty);
        let mut after = table
            .iter()
            .skip_while(|other| other.name != field.name)
            .skip(1);
        let asked = asked_fields(table, answers);
        let next = after.find(|field| asked.contains(field.name.as_str()));
        Some(next.map_or_else(|| record.up(), |field| record.key(&field.name)))
    }

    /// Returns the next field of the table to be asked after one, from the top again if need be.
    pub(super) fn pending(&self, after: Option<&str>) -> Option<Path> {
        let start = after
            .and_then(|name| self.order.iter().position(|field| field.name == name))
            .map_or(0, |at| at + 1);
        let asked_names = asked_fields(&self.schema.fields, &self.answers);
        let open = |field: &&&Field| {
            let asked = self.again.contains(&field.name)
                || !self.passed.contains(&field.name) && !self.is_answered(&field.name);
            asked && asked_names.contains(field.name.as_str())
        };
        let (before, behind) = self.order.split_at(start);
        behind
            .iter()
            .chain(before)
            .find(open)
            .map(|field| Path::field(&field.name))
    }

    /// Whether a field of the table has a complete answer.
    fn is_answered(&self, name: &str) -> bool {
        let Some(field) = self.schema.field(name) else {
            return true;
        };
        let Some(answer) = self.answers.get(name).filter(|node| !node.is_empty()) else {
            return false;
        };
        check_field(field, answer, Mode::default())
            .into_result()
            .is_ok()
    }
}

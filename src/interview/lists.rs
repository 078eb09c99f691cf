//! Edits lists: adds records, changes, moves and removes them, each asked like a small table.

use super::path::{Path, PathTarget, Step};
use super::question::{self, AnswerForm};
use super::readback::Readback;
use super::state::Interview;
use crate::answers::{is_asked, records, spelling};
use crate::diagnostic::Diagnostics;
use crate::schema::{Field, FieldKind};
use crate::yaml::{Node, Value};

impl Interview<'_> {
    /// Returns the list that is asked about, if one is.
    fn list(&self) -> Option<(Path, PathTarget<'_>)> {
        let path = self.at.clone()?;
        let target = path.target(&self.schema.fields)?;
        matches!(target.field.kind, FieldKind::List { .. }).then_some((path, target))
    }

    /// Names each record of a list by its first answer.
    pub(super) fn records(&self, path: &Path) -> Vec<String> {
        self.items(path).iter().map(question::name).collect()
    }

    /// Returns the records given; where there is no answer yet, those offered.
    fn items(&self, path: &Path) -> &[Node] {
        let given = path.get(&self.answers).filter(|node| !node.is_empty());
        given
            .or_else(|| path.get(&self.offered))
            .map_or(&[], Node::items)
    }

    /// Turns the records that are offered into the answer, before they are changed.
    fn adopt(&mut self, path: &Path) {
        let items = self.items(path).to_vec();
        path.set(&mut self.answers, Node::of(Value::List(items)));
    }

    /// Asks for a new record at the end of the list. False where no list is asked about.
    pub fn add(&mut self) -> bool {
        let at = self.list().map(|(path, _)| self.items(&path).len());
        at.is_some_and(|at| self.open(at))
    }

    /// Whether a new record begins with a line, so that it can be typed at the list itself.
    #[must_use]
    pub fn takes_lines(&self) -> bool {
        let mut probe = self.clone();
        probe.add()
            && probe
                .question()
                .is_some_and(|question| question.form == AnswerForm::Line)
    }

    /// Adds a record by its first answer.
    ///
    /// # Errors
    /// What is wrong with it; nothing is added.
    pub fn add_with(&mut self, typed: &str) -> Result<Readback, Diagnostics> {
        let mut with = self.clone();
        with.add();
        let echo = with.answer(typed)?;
        *self = with;
        Ok(echo)
    }

    /// Asks the fields of a record again. False where there is no such record.
    pub fn edit(&mut self, record: usize) -> bool {
        let there = self
            .list()
            .is_some_and(|(path, _)| record < self.records(&path).len());
        there && self.open(record)
    }

    /// Asks the first question of a record.
    fn open(&mut self, record: usize) -> bool {
        let Some((path, target)) = self.list() else {
            return false;
        };
        let FieldKind::List { fields, .. } = target.field.kind.clone() else {
            return false;
        };
        self.adopt(&path);
        let path = path.then(Step::Record(record));
        self.spell_out(&path, &fields);
        let empty = Node::of(Value::Map(Vec::new()));
        let answers = path.get(&self.answers).unwrap_or(&empty);
        let first = fields
            .iter()
            .find(|field| is_asked(&fields, answers, field))
            .map(|field| path.key(&field.name));
        let there = first.is_some();
        if there {
            self.go(first);
        }
        there
    }

    /// Returns the answer to a field of a record that is given as bare words:
    /// `- 绿色食品` answers 主导产业.1.名称.
    pub(super) fn in_bare_record(&self, path: &Path, root: &Node) -> Option<Node> {
        let (record, fields) = self.record_around(path)?;
        let words = record.get(root).filter(|node| node.scalar().is_some())?;
        let Some(Step::Key(key)) = path.0.get(record.0.len()) else {
            return None;
        };
        if path.0.len() > record.0.len() + 1 {
            return None;
        }
        let spelled = spelling::record(fields, words);
        let is_first = fields.first().is_some_and(|first| first.name == *key);
        match spelled.scalar() {
            Some(_) => is_first.then_some(spelled),
            None => spelled.get(key).cloned(),
        }
    }

    /// Turns the record that a path leads into from bare words to a map, before it is changed.
    pub(super) fn spell_out_at(&mut self, path: &Path) {
        let found = self
            .record_around(path)
            .map(|(record, fields)| (record, fields.to_vec()));
        if let Some((record, fields)) = found {
            self.spell_out(&record, &fields);
        }
    }

    /// Returns the record that a path leads into, and its fields.
    fn record_around(&self, path: &Path) -> Option<(Path, &[Field])> {
        let at = path
            .0
            .iter()
            .rposition(|step| matches!(step, Step::Record(_)))?;
        let target = Path(path.0[..at].to_vec()).target(&self.schema.fields)?;
        let FieldKind::List { fields, .. } = &target.field.kind else {
            return None;
        };
        Some((Path(path.0[..=at].to_vec()), fields))
    }

    /// A record given as bare words becomes a map, which its other fields can be put in.
    fn spell_out(&mut self, path: &Path, fields: &[Field]) {
        let bare = path
            .get(&self.answers)
            .filter(|node| node.scalar().is_some());
        let (Some(words), Some(first)) = (bare, fields.first()) else {
            return;
        };
        let mut record = spelling::record(fields, words);
        if record.scalar().is_some() {
            let mut map = Node::of(Value::Map(Vec::new()));
            map.set(&first.name, record);
            record = map;
        }
        path.set(&mut self.answers, record);
    }

    /// Returns the records that a line or a paste at a list holds: a line each, or 1.甲 2.乙.
    #[must_use]
    pub fn records_of(&self, typed: &str) -> Vec<String> {
        let takes_words = self
            .list()
            .is_some_and(|(_, target)| match &target.field.kind {
                FieldKind::List { fields, .. } => fields.first().is_some_and(|first| {
                    matches!(first.kind, FieldKind::Text { paragraphs: false })
                }),
                _ => false,
            });
        if takes_words {
            return records::of_record(typed);
        }
        let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    }

    /// Returns the items of a line typed at a list whose records have one field, if it may be
    /// several records: 茶叶、食品加工、竹制品.
    #[must_use]
    pub fn enumerated(&self, line: &str) -> Option<Vec<String>> {
        let (_, target) = self.list()?;
        let FieldKind::List { fields, .. } = &target.field.kind else {
            return None;
        };
        let items = records::enumerated(line).filter(|_| fields.len() == 1)?;
        Some(items.into_iter().map(str::to_owned).collect())
    }

    /// Removes a record and returns its answers; `None` where there is no such record.
    pub fn remove(&mut self, record: usize) -> Option<Node> {
        let (path, _) = self.list()?;
        self.adopt(&path);
        let removed = path.then(Step::Record(record)).remove(&mut self.answers)?;
        self.forget_ways_into(&path);
        Some(removed)
    }

    /// Moves a record within the list. False where there is no such record.
    pub fn reorder(&mut self, from: usize, to: usize) -> bool {
        let Some((path, _)) = self.list() else {
            return false;
        };
        let mut items = self.items(&path).to_vec();
        if from >= items.len() || to >= items.len() {
            return false;
        }
        let record = items.remove(from);
        items.insert(to, record);
        path.set(&mut self.answers, Node::of(Value::List(items)));
        self.forget_ways_into(&path);
        true
    }

    /// Drops the questions inside records that moved: there is no way back to them.
    fn forget_ways_into(&mut self, list: &Path) {
        self.trail
            .retain(|path| path == list || !path.is_within(list));
    }

    /// Finishes the list as it is; without records the answer is an empty list.
    ///
    /// # Errors
    /// What is wrong with it, its count too.
    pub fn done(&mut self) -> Result<Readback, Diagnostics> {
        let Some((path, target)) = self.list() else {
            return Ok(Readback::default());
        };
        let field = target.field.clone();
        let list = Node::of(Value::List(self.items(&path).to_vec()));
        let echo = self.judged(&field, &list)?;
        path.set(&mut self.answers, list);
        self.step(&path, &[]);
        Ok(echo)
    }
}

//! Store: every answer to the answers file, at once and whole, the writer's comments and order kept.

use std::path::Path;

use nigao::diagnostic::Diagnostic;
use nigao::schema::yaml::{Entry, Node, Value};
use nigao::schema::{Answers, Schema, edit};

use super::super::files;
use super::super::outcome::Outcome;

/// The answers file of an interview.
pub(super) struct Store {
    /// Its name.
    pub(super) file: String,
    /// What it is begun with.
    form: String,
    /// The answers that other files give.
    ledger: Node,
    /// The answers as they were saved.
    saved: Node,
}

impl Store {
    /// The store, and every answer so far: those of the ledgers, then those of the file, if it is there.
    ///
    /// # Errors
    /// Files that cannot be read; the faults of those that can.
    pub(super) fn open(file: &str, ledgers: &[String], form: String) -> Outcome<(Self, Answers, Vec<Diagnostic>)> {
        let mut answers = Answers::of(Node::of(Value::Empty));
        for ledger in ledgers {
            answers = answers.then(Answers::read(ledger, &files::read(ledger)?));
        }
        let ledger = answers.to_node();
        if Path::new(file).exists() {
            answers = answers.then(Answers::read(file, &files::read(file)?));
        }
        let faults = answers.faults().to_vec();
        let store = Self { file: file.to_owned(), form, ledger, saved: answers.to_node() };
        Ok((store, answers, faults))
    }

    /// The answers that other files give.
    pub(super) fn ledger(&self) -> Answers {
        Answers::of(self.ledger.clone())
    }

    /// Saves what changed. The file is read again first, so what was written into it meanwhile is kept.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub(super) fn save(&mut self, answers: &Answers, schema: &Schema) -> Outcome<()> {
        let node = answers.to_node();
        let changed = |entry: &&Entry| self.saved.get(&entry.key).is_none_or(|old| !old.same(&entry.node));
        let mut changes: Vec<(String, Node)> =
            node.entries().iter().filter(changed).map(|entry| (entry.key.clone(), entry.node.clone())).collect();
        let gone = self.saved.entries().iter().filter(|entry| node.get(&entry.key).is_none() && !entry.node.is_empty());
        changes.extend(gone.map(|entry| (entry.key.clone(), Node::of(Value::Empty))));
        if changes.is_empty() {
            return Ok(());
        }
        let path = Path::new(&self.file);
        let text = if path.exists() { files::read(&self.file)? } else { self.form.clone() };
        let mut own = Answers::read(&self.file, &text).to_node();
        for (key, value) in changes {
            let elsewhere = self.ledger.get(&key).is_some_and(|old| old.same(&value));
            if !elsewhere || own.get(&key).is_some() {
                own.set(&key, value);
            }
        }
        files::write_file(path, edit::update(&text, &Answers::of(own), schema).as_bytes(), true)?;
        self.saved = node;
        Ok(())
    }
}

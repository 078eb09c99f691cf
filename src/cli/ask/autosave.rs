//! Store: every answer to the answers file, at once and whole, the writer's comments and order kept.

use std::path::Path;

use nigao::answers::Answers;
use nigao::answers::edit;
use nigao::diagnostic::Diagnostics;
use nigao::schema::Schema;
use nigao::yaml::{Entry, Node, Value};

use super::super::files;
use super::super::outcome::Outcome;

/// The answers file of an interview.
pub(super) struct Autosave {
    /// Its name.
    pub(super) file: String,
    /// The answers it had at the start.
    pub(super) own: Answers,
    /// What it is begun with.
    form: String,
    /// The answers that other files give.
    ledger: Node,
    /// The answers as they were saved.
    saved: Node,
}

impl Autosave {
    /// The store, and every answer so far: those of the ledgers, then those of the file, if it is there.
    ///
    /// # Errors
    /// Files that cannot be read; the faults of those that can.
    pub(super) fn open(
        file: &str,
        ledgers: &[String],
        form: String,
    ) -> Outcome<(Self, Answers, Diagnostics)> {
        let mut answers = Answers::of(Node::of(Value::Empty));
        for ledger in ledgers {
            answers = answers.then(Answers::read(ledger, &files::read(ledger)?));
        }
        let ledger = answers.to_node();
        let own = if Path::new(file).exists() { files::read(file)? } else { String::new() };
        let own = Answers::read(file, &own);
        answers = answers.then(own.clone());
        let faults = answers.faults().to_vec();
        let store = Self { file: file.to_owned(), form, ledger, own, saved: answers.to_node() };
        Ok((store, answers, faults))
    }

    /// The answers that other files give.
    pub(super) fn ledger(&self) -> Answers {
        Answers::of(self.ledger.clone())
    }

    /// Saves what changed. The file is read again first, so what was written into it meanwhile is kept; one that cannot
    /// be read any more is left alone, and the answers go to a new file beside it.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub(super) fn save(&mut self, answers: &Answers, schema: &Schema) -> Outcome<Option<Aside>> {
        let node = answers.to_node();
        let there = Path::new(&self.file).exists();
        if there && self.changes(&node).is_empty() {
            return Ok(None);
        }
        let new = |entry: &&Entry| {
            !entry.node.is_empty()
                && self.ledger.get(&entry.key).is_none_or(|old| !old.same(&entry.node))
        };
        // A new file has all answers, those it was begun with too.
        let all: Vec<(String, Node)> = node
            .entries()
            .iter()
            .filter(new)
            .map(|entry| (entry.key.clone(), entry.node.clone()))
            .collect();
        if !there && all.is_empty() {
            return Ok(None);
        }
        let text = if there { Some(files::read(&self.file)?) } else { None };
        let fault = text
            .as_ref()
            .and_then(|text| Answers::read(&self.file, text).faults().first().cloned());
        match (text, fault) {
            (Some(text), None) => self.write(&text, self.changes(&node), schema)?,
            (text, fault) => {
                let line = fault.and_then(|fault| fault.location).map_or(1, |place| place.line);
                let aside = text.map(|_| Aside { file: self.file.clone(), line });
                if aside.is_some() {
                    self.file = beside(&self.file);
                }
                self.write(&self.form.clone(), all, schema)?;
                self.saved = node;
                return Ok(aside);
            }
        }
        self.saved = node;
        Ok(None)
    }

    /// What is not as it was saved; what was taken away is empty.
    fn changes(&self, node: &Node) -> Vec<(String, Node)> {
        let changed =
            |entry: &&Entry| self.saved.get(&entry.key).is_none_or(|old| !old.same(&entry.node));
        let new = node
            .entries()
            .iter()
            .filter(changed)
            .map(|entry| (entry.key.clone(), entry.node.clone()));
        let gone = self
            .saved
            .entries()
            .iter()
            .filter(|entry| node.get(&entry.key).is_none() && !entry.node.is_empty());
        new.chain(gone.map(|entry| (entry.key.clone(), Node::of(Value::Empty)))).collect()
    }

    /// Writes a text with these changes; what the ledgers say already is not said again.
    fn write(&self, text: &str, changes: Vec<(String, Node)>, schema: &Schema) -> Outcome<()> {
        let mut own = Answers::read(&self.file, text).to_node();
        for (key, value) in changes {
            let elsewhere = self.ledger.get(&key).is_some_and(|old| old.same(&value));
            if !elsewhere || own.get(&key).is_some() {
                own.set(&key, value);
            }
        }
        files::write_file(
            Path::new(&self.file),
            edit::update(text, &Answers::of(own), schema).as_bytes(),
            true,
        )
    }
}

/// The answers file that could not be read any more, and where.
pub(super) struct Aside {
    /// Its name.
    pub(super) file: String,
    /// The line of its first fault.
    pub(super) line: usize,
}

/// A name nothing stands under yet: 填报-2.yaml.
fn beside(file: &str) -> String {
    let path = Path::new(file);
    let (stem, ending) = (path.with_extension(""), path.extension().unwrap_or_default());
    let name = |n| format!("{}-{n}.{}", stem.display(), ending.to_string_lossy());
    (2..u32::MAX).map(name).find(|name| !Path::new(name).exists()).unwrap_or_else(|| name(u32::MAX))
}

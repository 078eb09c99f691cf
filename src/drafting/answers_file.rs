//! Saves each answer to the answers file at once, and keeps the user's comments and order.

use std::path::Path;

use crate::answers::{Answers, edit};
use crate::diagnostic::Diagnostics;
use crate::error::Result;
use crate::schema::Schema;
use crate::yaml::{Node, Value};
use crate::{input, output, read};

/// The largest answers file that is read, in bytes. YAML is read to 8 MiB.
const MOST_BYTES: u64 = 16 << 20;

/// The answers file of an interview.
#[derive(Debug)]
pub struct AnswersFile {
    /// The name of the file.
    pub file: String,
    /// The answers in the file at the start.
    pub given: Answers,
    /// The blank form a new file begins with.
    form: String,
    /// The answers of the other files.
    ledger: Node,
    /// All answers as they were saved last.
    saved: Node,
}

impl AnswersFile {
    /// Opens the answers file and reads every answer so far: those of the ledgers, then those of
    /// the file, if it exists.
    ///
    /// # Errors
    /// Files that cannot be read. Faults in their text are returned.
    pub fn open(
        file: &str,
        ledgers: &[String],
        form: String,
    ) -> Result<(Self, Answers, Diagnostics)> {
        let mut answers = Answers::of(Node::of(Value::Empty));
        for ledger in ledgers {
            answers = answers.then(Answers::read(ledger, &read_text(ledger)?));
        }
        let ledger = answers.to_node();
        let text = if Path::new(file).exists() {
            read_text(file)?
        } else {
            String::new()
        };
        let given = Answers::read(file, &text);
        answers = answers.then(given.clone());
        let faults = answers.faults().clone();
        let opened = Self {
            file: file.to_owned(),
            form,
            ledger,
            given,
            saved: answers.to_node(),
        };
        Ok((opened, answers, faults))
    }

    /// Returns the answers of the other files.
    #[must_use]
    pub fn ledger(&self) -> Answers {
        Answers::of(self.ledger.clone())
    }

    /// Saves what changed. The file is read again first, so what another program wrote into it
    /// meanwhile is kept. If it cannot be parsed any more, it is left alone, and the answers go to
    /// a new file beside it.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub fn save(&mut self, answers: &Answers, schema: &Schema) -> Result<Option<Aside>> {
        let node = answers.to_node();
        let there = Path::new(&self.file).exists();
        if there && self.changes(&node).is_empty() {
            return Ok(None);
        }
        let all = self.new_answers(&node);
        if !there && all.is_empty() {
            return Ok(None);
        }
        let text = if there {
            Some(read_text(&self.file)?)
        } else {
            None
        };
        let fault = text
            .as_ref()
            .and_then(|text| Answers::read(&self.file, text).faults().first().cloned());
        match (text, fault) {
            (Some(text), None) => self.write(&text, self.changes(&node), schema)?,
            (text, fault) => {
                let line = fault
                    .and_then(|fault| fault.location)
                    .map_or(1, |place| place.line);
                let aside = text.map(|_| Aside {
                    file: self.file.clone(),
                    line,
                });
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

    /// Returns the answers that the ledgers do not give. A new file gets all of them, those from
    /// the start too.
    fn new_answers(&self, node: &Node) -> Vec<(String, Node)> {
        let mut new = Vec::new();
        for entry in node.entries() {
            let known = self.ledger.get(&entry.key);
            if !entry.node.is_empty() && known.is_none_or(|known| !known.same(&entry.node)) {
                new.push((entry.key.clone(), entry.node.clone()));
            }
        }
        new
    }

    /// Returns the answers that differ from those saved last; a removed answer is empty.
    fn changes(&self, node: &Node) -> Vec<(String, Node)> {
        let mut changes = Vec::new();
        for entry in node.entries() {
            let old = self.saved.get(&entry.key);
            if old.is_none_or(|old| !old.same(&entry.node)) {
                changes.push((entry.key.clone(), entry.node.clone()));
            }
        }
        for entry in self.saved.entries() {
            if node.get(&entry.key).is_none() && !entry.node.is_empty() {
                changes.push((entry.key.clone(), Node::of(Value::Empty)));
            }
        }
        changes
    }

    /// Writes a text with these changes; answers that the ledgers give are not repeated.
    fn write(&self, text: &str, changes: Vec<(String, Node)>, schema: &Schema) -> Result<()> {
        let mut own = Answers::read(&self.file, text).to_node();
        for (key, value) in changes {
            let elsewhere = self.ledger.get(&key).is_some_and(|old| old.same(&value));
            if !elsewhere || own.get(&key).is_some() {
                own.set(&key, value);
            }
        }
        output::write_file(
            Path::new(&self.file),
            edit::update(text, &Answers::of(own), schema).as_bytes(),
            true,
        )
    }
}

/// The answers file that could not be parsed any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The name of the file.
    pub file: String,
    /// The line of its first fault.
    pub line: usize,
}

/// Returns a name that no file has yet: `填报-2.yaml`.
fn beside(file: &str) -> String {
    let path = Path::new(file);
    let (stem, ending) = (
        path.with_extension(""),
        path.extension().unwrap_or_default(),
    );
    let name = |n| format!("{}-{n}.{}", stem.display(), ending.to_string_lossy());
    (2..u32::MAX)
        .map(name)
        .find(|name| !Path::new(name).exists())
        .unwrap_or_else(|| name(u32::MAX))
}

/// Reads the text of an answers file, in whatever encoding it shows to be in.
fn read_text(file: &str) -> Result<String> {
    let path = Path::new(file);
    let bytes = input::read_file(path, MOST_BYTES)?;
    read::text_of(bytes).map_err(|error| error.in_file(path))
}

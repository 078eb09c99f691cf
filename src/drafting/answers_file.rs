//! Saves each answer to the answers file at once, and keeps the user's comments and order.

use std::path::Path;
use std::sync::Arc;

use crate::answers::{Answers, edit};
use crate::diagnostic::Diagnostics;
use crate::error::Result;
use crate::schema::Schema;
use crate::yaml::{Node, Value};
use crate::{input, output, read};

/// The largest answers file that is read, in bytes. YAML is read to 8 MiB.
const MOST_BYTES: u64 = 16 << 20;

/// The answers file of an interview. It is cheap to clone.
#[derive(Clone, Debug)]
pub struct AnswersFile {
    /// The name of the file.
    pub file: String,
    /// The answers in the file at the start, or when it was read again.
    pub given: Arc<Answers>,
    /// The text that is known to stand in the file, with its answers.
    known: KnownText,
    /// The blank form a new file begins with.
    form: Arc<str>,
    /// The answers of the other files.
    ledger: Arc<Node>,
    /// All answers as they were saved last.
    saved: Arc<Node>,
}

/// A text with the answers that were parsed out of it, so that it is parsed once.
#[derive(Clone, Debug)]
struct KnownText {
    text: Arc<str>,
    answers: Arc<Answers>,
}

impl KnownText {
    fn of(file: &str, text: String) -> Self {
        let answers = Arc::new(Answers::read(file, &text));
        let text = text.into();
        Self { text, answers }
    }
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
        let known = KnownText::of(file, text_there(file)?.unwrap_or_default());
        answers = answers.then(Answers::clone(&known.answers));
        let faults = answers.faults().clone();
        let opened = Self {
            file: file.to_owned(),
            form: form.into(),
            ledger: Arc::new(ledger),
            given: known.answers.clone(),
            known,
            saved: Arc::new(answers.to_node()),
        };
        Ok((opened, answers, faults))
    }

    /// Reads the file again, and takes what stands there as saved. A text that has not changed is
    /// not parsed again.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn read_again(&mut self) -> Result<()> {
        let text = text_there(&self.file)?.unwrap_or_default();
        if *text != *self.known.text {
            self.known = KnownText::of(&self.file, text);
        }
        if !Arc::ptr_eq(&self.given, &self.known.answers) {
            self.given = self.known.answers.clone();
            self.saved = Arc::new(self.answers().to_node());
        }
        Ok(())
    }

    /// Returns every answer so far: those of the ledgers, then those of the file.
    #[must_use]
    pub fn answers(&self) -> Answers {
        self.ledger().then(Answers::clone(&self.given))
    }

    /// Returns the answers of the other files.
    #[must_use]
    pub fn ledger(&self) -> Answers {
        Answers::of(Node::clone(&self.ledger))
    }

    /// Saves what changed. The file is read again first, so what another program wrote into it
    /// meanwhile is kept. If it cannot be parsed any more, it is left alone, and the answers go to
    /// a new file beside it.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub fn save(&mut self, answers: &Answers, schema: &Schema) -> Result<Option<Aside>> {
        let node = answers.to_node();
        let is_there = Path::new(&self.file).exists();
        let changes = self.changes(&node);
        if is_there && changes.is_empty() {
            return Ok(None);
        }
        let all = self.new_answers(&node);
        if !is_there && all.is_empty() {
            return Ok(None);
        }
        let there = match text_there(&self.file)? {
            Some(text) if *text == *self.known.text => Some(self.known.clone()),
            Some(text) => Some(KnownText::of(&self.file, text)),
            None => None,
        };
        let fault = there
            .as_ref()
            .and_then(|known| known.answers.faults().first());
        let aside = fault.map(|fault| Aside {
            file: self.file.clone(),
            line: fault.location.as_ref().map_or(1, |place| place.line),
        });
        match there.filter(|_| aside.is_none()) {
            Some(known) => self.write(&known, changes, schema)?,
            None => {
                if aside.is_some() {
                    self.file = beside(&self.file);
                }
                let form = KnownText::of(&self.file, self.form.to_string());
                self.write(&form, all, schema)?;
            }
        }
        self.saved = Arc::new(node);
        Ok(aside)
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
    fn write(
        &mut self,
        before: &KnownText,
        changes: Vec<(String, Node)>,
        schema: &Schema,
    ) -> Result<()> {
        let mut own = before.answers.to_node();
        for (key, value) in changes {
            let elsewhere = self.ledger.get(&key).is_some_and(|old| old.same(&value));
            if !elsewhere || own.get(&key).is_some() {
                own.set(&key, value);
            }
        }
        let text = edit::update(&before.text, &Answers::of(own), schema);
        output::write_file(Path::new(&self.file), text.as_bytes(), true)?;
        self.known = KnownText::of(&self.file, text);
        Ok(())
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

/// Reads the text of an answers file that may not be there yet.
fn text_there(file: &str) -> Result<Option<String>> {
    Path::new(file)
        .exists()
        .then(|| read_text(file))
        .transpose()
}

/// Reads the text of an answers file, in whatever encoding it shows to be in.
fn read_text(file: &str) -> Result<String> {
    let path = Path::new(file);
    let bytes = input::read_file(path, MOST_BYTES)?;
    read::text_of(bytes).map_err(|error| error.in_file(path))
}

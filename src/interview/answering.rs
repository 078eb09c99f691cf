//! Turns a typed line into an answer, and judges it.

use super::parse_line;
use super::parts;
use super::path::{Path, PathTarget};
use super::readback::{self, Readback};
use super::state::{Interview, is_wrong};
use crate::answers::date_line::DateContext;
use crate::answers::plausibility::DOUBT;
use crate::answers::records::enumerated;
use crate::answers::{Fact, Mode, check_among, check_field, says_nothing};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Message};
use crate::schema::{Field, FieldKind};
use crate::yaml::Node;

/// The answer to a whole field, and what the typed line gave of it.
type Reading = (Node, Option<Node>);

/// Whether a remark is a question to ask before the answer is taken.
fn is_doubt(remark: &Diagnostic) -> bool {
    remark.message.key().starts_with(DOUBT) || remark.code() == Code::CheckOneOrSeveral
}

/// Questions a record of one field that may be several: 茶叶、食品加工、竹制品.
fn doubtful_record(field: &Field, node: &Node) -> Option<Diagnostic> {
    let words = node.scalar()?;
    let n = enumerated(words)?.len().to_string();
    let args = [("field", field.name.as_str()), ("n", &n), ("value", words)];
    Some(Diagnostic::warning(
        None,
        Message::new("check.one-or-several", args),
    ))
}

impl Interview<'_> {
    /// Checks an answer without giving it, for a prompt that validates as it is typed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn consider(&self, typed: &str) -> Result<Readback, Diagnostics> {
        self.at.as_ref().map_or_else(
            || Ok(Readback::default()),
            |path| self.consider_at(path, typed),
        )
    }

    /// Checks an answer to the question at a path without giving it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn consider_at(&self, path: &Path, typed: &str) -> Result<Readback, Diagnostics> {
        let Some(target) = path.target(&self.schema.fields) else {
            return Ok(Readback::default());
        };
        match self.reading(typed, path, target)? {
            Some((node, _)) => self.judged_at(path, target, &node),
            None => Ok(Readback::default()),
        }
    }

    /// Answers the question. An empty line takes the default, or leaves out what is optional.
    ///
    /// # Errors
    /// What is wrong with the answer; the question stays.
    pub fn answer(&mut self, typed: &str) -> Result<Readback, Diagnostics> {
        let Some(path) = self.at.clone() else {
            return Ok(Readback::default());
        };
        let schema = self.schema;
        let Some(target) = path.target(&schema.fields) else {
            return Ok(Readback::default());
        };
        let Some((node, line)) = self.reading(typed, &path, target)? else {
            if !typed.trim().is_empty() {
                // 无 takes back what was answered before.
                path.remove(&mut self.answers);
                path.remove(&mut self.offered);
            }
            self.passed.insert(path.root().to_owned());
            self.step(&path, &[]);
            return Ok(Readback::default());
        };
        let echo = self.judged_at(&path, target, &node)?;
        self.raised.extend(echo.doubts.iter().cloned());
        // A text is kept as it was tidied: its marks are gone for good.
        let is_text = matches!(target.field.kind, FieldKind::Text { .. });
        let node = if is_text {
            Node::of_words(echo.text.as_str())
        } else {
            node
        };
        let whole = if target.part.is_some() {
            path.up()
        } else {
            path.clone()
        };
        let changed = whole.get(&self.answers).is_none_or(|old| !old.same(&node));
        whole.set(&mut self.answers, node);
        if changed && whole.0.len() == 1 {
            self.ask_dependents(&target.field.name);
        }
        if target.part.is_none() {
            self.line = line;
        }
        self.step(
            &path,
            &parts::after(target.field, target.part, self.line.as_ref()),
        );
        Ok(echo)
    }

    /// Keeps what is written of a longer text so far; the question stays.
    pub fn keep(&mut self, typed: &str) {
        if let (Some(path), false) = (&self.at, typed.trim().is_empty()) {
            path.set(&mut self.answers, Node::of_words(typed.trim()));
        }
    }

    /// Parses a line to the answer to its whole field; `None` leaves the field out.
    fn reading(
        &self,
        typed: &str,
        path: &Path,
        target: PathTarget,
    ) -> Result<Option<Reading>, Diagnostics> {
        let PathTarget { field, part, .. } = target;
        let whole = if part.is_some() {
            path.up()
        } else {
            path.clone()
        };
        let old = whole.get(&self.answers).filter(|node| !node.is_empty());
        if typed.trim().is_empty() {
            let answer = self.untyped(path, field, old, part)?;
            return Ok(answer.map(|answer| (answer, None)));
        }
        let is_parent = part == Some(parts::PARENT);
        if says_nothing(field, &Node::of_words(typed)) && (field.optional || is_parent) {
            return Ok(old.filter(|_| is_parent).map(|old| (old.clone(), None)));
        }
        let Some(part) = part else {
            let line = parse_line::answer(field, typed, self.around());
            return Ok(Some((parts::merged(field, old, line.clone()), Some(line))));
        };
        let (key, node) = parse_line::part(field, part, typed);
        let mut answer = parts::with(field, old, key, node);
        if key == parts::RATE && part == "上年" {
            answer.remove("上年");
        }
        Ok(Some((answer, None)))
    }

    /// Returns the answer an empty line stands for: the default, or nothing where that is allowed.
    fn untyped(
        &self,
        path: &Path,
        field: &Field,
        old: Option<&Node>,
        part: Option<&str>,
    ) -> Result<Option<Node>, Diagnostics> {
        let default = self.default_node(path);
        let key = part.or(parts::main(field));
        let has = |node: &&Node| key.is_none_or(|key| parts::get(field, node, key).is_some());
        match (default.as_ref().filter(has), part) {
            (Some(node), None) => Ok(Some(node.clone())),
            (Some(node), Some(part)) => {
                let value = parts::get(field, node, part).cloned();
                Ok(value.map(|value| parts::with(field, old, part, value)))
            }
            (None, Some(parts::PARENT)) => Ok(old.cloned()),
            (None, None) if field.optional => Ok(None),
            (None, _) => {
                let message = Message::new("interview.empty", [("field", &field.name)]);
                let fault = Diagnostic::error(None, message);
                Err(fault.hint(Message::plain("interview.empty.hint")).into())
            }
        }
    }

    /// Returns what a typed date is understood by.
    fn around(&self) -> DateContext {
        let mut years = self
            .schema
            .fields
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Year { .. }));
        let year = years.find_map(|field| self.fact(field));
        DateContext {
            year: if let Some(Fact::Year(year)) = year {
                Some(year.0)
            } else {
                None
            },
            today: self.today,
        }
    }

    /// Checks an answer, by itself and beside the others, and returns how it was understood.
    fn judged_at(
        &self,
        path: &Path,
        target: PathTarget,
        node: &Node,
    ) -> Result<Readback, Diagnostics> {
        let PathTarget { field, table, part } = target;
        let mut readback = self.judged(field, node)?;
        let whole = if part.is_some() {
            path.up()
        } else {
            path.clone()
        };
        let is_of_table = whole.0.len() == 1;
        if is_of_table
            && let Some(fact) = check_field(
                field,
                node,
                Mode {
                    holes: true,
                    ..Mode::default()
                },
            )
            .value
        {
            let among = check_among(self.schema, field, &fact, &self.answers);
            if is_wrong(&among) {
                return Err(among);
            }
            readback.remarks.extend(among);
        }
        if !is_of_table && table.len() == 1 {
            readback.remarks.extend(doubtful_record(field, node));
        }
        let (doubts, remarks): (Diagnostics, Diagnostics) =
            readback.remarks.into_iter().partition(is_doubt);
        readback.remarks = remarks;
        for doubt in doubts {
            if !self.raised.contains(&doubt.message) {
                readback.doubts.push(doubt.message);
            }
        }
        Ok(readback)
    }

    /// Checks an answer by itself, and returns how it was understood.
    pub(super) fn judged(&self, field: &Field, node: &Node) -> Result<Readback, Diagnostics> {
        let checked = check_field(
            field,
            node,
            Mode {
                holes: true,
                ..Mode::default()
            },
        );
        let remarks = checked.diagnostics;
        match checked.value {
            Some(fact) if !is_wrong(&remarks) => Ok(Readback {
                remarks,
                ..readback::of(field, &fact, self.lang)
            }),
            _ => Err(remarks),
        }
    }
}

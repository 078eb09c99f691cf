//! Puts the next question together, with its default and the progress of the interview.

use super::order::group_of;
use super::parts;
use super::path::{Path, PathTarget, Step};
use super::question::{self, AnswerForm, Progress, Question};
use super::readback;
use super::state::Interview;
use crate::answers::{Mode, asked_fields, check_field};
use crate::schema::{Field, FieldKind};
use crate::yaml::{Node, Value};

impl Interview<'_> {
    /// Returns the question that is asked now; `None` when everything was asked.
    #[must_use]
    pub fn question(&self) -> Option<Question<'_>> {
        self.question_at(self.at.as_ref()?)
    }

    /// Returns the question at a path, whichever is asked now; `None` if the schema has no such
    /// field or part. A page that shows a whole group asks them all at once.
    #[must_use]
    pub fn question_at(&self, path: &Path) -> Option<Question<'_>> {
        let PathTarget {
            field,
            table: _,
            part,
        } = path.target(&self.schema.fields)?;
        let asked = parts::asked(field);
        let own = parts::main(field).filter(|_| !asked.is_empty());
        let part = part.or(own);
        let last_year = self.last_year.get(&field.name).filter(|node| {
            path.0.len() == 1
                && !node.is_empty()
                && !matches!(&node.value, Value::List(records) if records.is_empty())
        });
        let default = self.default_node(path).map(|node| match part {
            Some(part) => parts::get(field, &node, part)
                .map(question::typed)
                .unwrap_or_default(),
            None => question::typed(&node),
        });
        let default = default.filter(|words| !words.is_empty());
        Some(Question {
            form: self.form(field, path, part),
            optional: field.optional || part == Some(parts::PARENT),
            last_year: last_year
                .filter(|node| default.as_ref() != Some(&question::typed(node)))
                .map(|node| {
                    let fact = check_field(
                        field,
                        node,
                        Mode {
                            holes: true,
                            ..Mode::default()
                        },
                    )
                    .value;
                    fact.map_or_else(
                        || question::typed(node),
                        |fact| readback::of(field, &fact, self.lang).text,
                    )
                }),
            path: path.clone(),
            default,
            part,
            field,
        })
    }

    fn form(&self, field: &Field, path: &Path, part: Option<&str>) -> AnswerForm {
        match &field.kind {
            FieldKind::Text { paragraphs: true } => AnswerForm::Paragraphs,
            FieldKind::Choice { options } => AnswerForm::Choice(options.clone()),
            FieldKind::Flag => AnswerForm::Flag,
            FieldKind::Claim { .. } => AnswerForm::Claim,
            FieldKind::List { .. } if part.is_none() => AnswerForm::List(self.records(path)),
            _ => AnswerForm::Line,
        }
    }

    /// Returns the paths of the questions after the first of a field that is asked in parts: 上年,
    /// 上级.
    #[must_use]
    pub fn parts_of(&self, path: &Path) -> Vec<Path> {
        let Some(target) = path.target(&self.schema.fields) else {
            return Vec::new();
        };
        if target.part.is_some() {
            return Vec::new();
        }
        parts::asked(target.field)
            .into_iter()
            .map(|part| path.key(part))
            .collect()
    }

    /// Returns the paths of the questions of a record that are asked by its answers so far; of a
    /// record that is not there yet, those of a new one.
    #[must_use]
    pub fn record_paths(&self, list: &Path, record: usize) -> Vec<Path> {
        let Some(PathTarget {
            field, part: None, ..
        }) = list.target(&self.schema.fields)
        else {
            return Vec::new();
        };
        let FieldKind::List { fields, .. } = &field.kind else {
            return Vec::new();
        };
        let path = list.then(Step::Record(record));
        let empty = Node::of(Value::Map(Vec::new()));
        let answers = path
            .get(&self.answers)
            .or_else(|| path.get(&self.offered))
            .unwrap_or(&empty);
        let asked = asked_fields(fields, answers);
        let names = fields.iter().map(|field| &field.name);
        names
            .filter(|name| asked.contains(name.as_str()))
            .map(|name| path.key(name))
            .collect()
    }

    /// Returns the names of the fields of a group that are asked, in order.
    #[must_use]
    pub fn fields_in(&self, group: &str) -> Vec<String> {
        let within = |field: &&Field| group_of(field).unwrap_or_default() == group;
        self.asked()
            .filter(within)
            .map(|field| field.name.clone())
            .collect()
    }

    /// Returns the group a field is asked in; empty for a field in none.
    #[must_use]
    pub fn group_of(&self, field: &str) -> String {
        self.schema
            .field(field)
            .and_then(group_of)
            .unwrap_or_default()
    }

    /// Returns an example of what is typed: a whole answer, or the first answer of a record.
    #[must_use]
    pub fn example(&self, question: &Question) -> Option<String> {
        match question.form {
            AnswerForm::List(_) => {
                let next = self.records(&question.path).len();
                let first = self.record_paths(&question.path, next).into_iter().next()?;
                self.question_at(&first)?.example()
            }
            AnswerForm::Line | AnswerForm::Paragraphs => question.example(),
            AnswerForm::Choice(_) | AnswerForm::Flag | AnswerForm::Claim => None,
        }
    }

    /// Returns how far the interview is at the question at a path.
    #[must_use]
    pub fn progress_at(&self, path: &Path) -> Progress {
        let asked: Vec<&Field> = self.asked().collect();
        let at = asked
            .iter()
            .position(|field| field.name == path.root())
            .map_or(0, |at| at + 1);
        let group = self.schema.field(path.root()).and_then(group_of);
        let (before, rest) = asked.split_at(at.min(asked.len()));
        let in_this = |field: &&&Field| group_of(field) == group;
        let count = |fields: &[&Field]| fields.iter().filter(in_this).count();
        let in_group = (count(before), count(before) + count(rest));
        Progress {
            at,
            of: asked.len(),
            group,
            in_group,
        }
    }
}

//! Puts the next question together, with its default and the progress of the interview.

use super::order::group_of;
use super::parts;
use super::path::{Path, PathTarget};
use super::question::{self, AnswerForm, Progress, Question};
use super::readback;
use super::state::Interview;
use crate::answers::{Mode, check_field};
use crate::schema::{Field, FieldKind};
use crate::yaml::Value;

impl Interview<'_> {
    /// Returns the question that is asked now; `None` when everything was asked.
    #[must_use]
    pub fn question(&self) -> Option<Question<'_>> {
        let path = self.at.as_ref()?;
        let PathTarget { field, table: _, part } = path.target(&self.schema.fields)?;
        let asked = parts::asked(field);
        let own = parts::main(field).filter(|_| !asked.is_empty());
        let part = part.or(own);
        let last_year = self.last_year.get(&field.name).filter(|node| {
            path.0.len() == 1
                && !node.is_empty()
                && !matches!(&node.value, Value::List(records) if records.is_empty())
        });
        let default = self.default_node().map(|node| match part {
            Some(part) => parts::get(field, &node, part).map(question::typed).unwrap_or_default(),
            None => question::typed(&node),
        });
        let default = default.filter(|words| !words.is_empty());
        Some(Question {
            form: self.form(field, path, part),
            optional: field.optional || part == Some(parts::PARENT),
            last_year: last_year
                .filter(|node| default.as_ref() != Some(&question::typed(node)))
                .map(|node| {
                    let fact =
                        check_field(field, node, Mode { holes: true, ..Mode::default() }).value;
                    fact.map_or_else(
                        || question::typed(node),
                        |fact| readback::of(field, &fact, self.lang).text,
                    )
                }),
            progress: self.progress(path, field),
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

    fn progress(&self, path: &Path, field: &Field) -> Progress {
        let asked: Vec<&Field> = self.asked().collect();
        let at = asked.iter().position(|field| field.name == path.root()).map_or(0, |at| at + 1);
        let group = group_of(self.schema.field(path.root()).unwrap_or(field));
        let (before, rest) = asked.split_at(at.min(asked.len()));
        let in_this = |field: &&&Field| group_of(field) == group;
        let count = |fields: &[&Field]| fields.iter().filter(in_this).count();
        let in_group = (count(before), count(before) + count(rest));
        Progress { at, of: asked.len(), group, in_group, record: question::record(path) }
    }
}

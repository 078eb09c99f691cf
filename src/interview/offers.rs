//! Finds what an empty line stands for, and what a line that is begun may become.

use chrono::Datelike;

use super::completer::Completer;
use super::path::{Path, PathTarget};
use super::state::Interview;
use super::{parts, places};
use crate::answers::date_line::LAST_MONTH_OF_REPORTS;
use crate::answers::{Fact, Mode, bare, check_field, computed_answer};
use crate::schema::{Field, FieldKind};
use crate::yaml::Node;

impl Interview<'_> {
    /// Returns what a line that is begun may become: places, and what a place is part of.
    #[must_use]
    pub fn complete(&self, typed: &str) -> Vec<String> {
        self.completer().complete(typed)
    }

    /// Returns what suggests answers to the question.
    #[must_use]
    pub fn completer(&self) -> Completer {
        self.at
            .as_ref()
            .map(|path| self.completer_at(path))
            .unwrap_or_default()
    }

    /// Returns what suggests answers to the question at a path.
    #[must_use]
    pub fn completer_at(&self, path: &Path) -> Completer {
        match path.target(&self.schema.fields) {
            Some(PathTarget {
                field,
                part: Some(parts::PARENT),
                ..
            }) => {
                let place = path.up();
                let answer = place.get(&self.answers);
                let name = answer.and_then(|answer| parts::get(field, answer, parts::NAME));
                name.and_then(Node::scalar)
                    .map_or_else(Completer::default, Completer::parents_of)
            }
            Some(PathTarget { field, .. }) if matches!(field.kind, FieldKind::Place { .. }) => {
                Completer::places()
            }
            _ => Completer::default(),
        }
    }

    /// Returns whether last year's words of a field can be said again as they are: words and lists
    /// of them. A figure, a day or a claim of last year is not this year's.
    #[must_use]
    pub fn can_repeat(&self, field: &str) -> bool {
        self.repeatable(field).is_some()
    }

    /// Answers a field with last year's words, to be changed from there; false where there are
    /// none.
    pub fn repeat_last_year(&mut self, field: &str) -> bool {
        let Some(words) = self.repeatable(field) else {
            return false;
        };
        self.answers.set(field, words);
        self.ask_dependents(field);
        true
    }

    fn repeatable(&self, name: &str) -> Option<Node> {
        let field = self.schema.field(name)?;
        let is_said = matches!(field.kind, FieldKind::Text { .. } | FieldKind::List { .. });
        let last = self.last_year.get(name).filter(|_| is_said)?;
        // Who said it last year has not said it this year.
        Some(bare(last).into_owned()).filter(|words| !words.is_empty())
    }

    /// Returns the whole answer that an empty line stands for: the one given, the one offered, or
    /// the default of the field.
    pub(super) fn default_node(&self, path: &Path) -> Option<Node> {
        let PathTarget { field, part, .. } = path.target(&self.schema.fields)?;
        let whole = if part.is_some() {
            path.up()
        } else {
            path.clone()
        };
        let given = |root| {
            let node = whole
                .get(root)
                .cloned()
                .or_else(|| self.in_bare_record(&whole, root));
            node.filter(|node| !node.is_empty())
        };
        let (answer, offered) = (given(&self.answers), given(&self.offered));
        match (answer, offered, part) {
            // What last year gives for 上年 stays on offer beside a new 本年.
            (Some(answer), Some(offered), Some(part))
                if part != parts::PARENT && parts::get(field, &answer, part).is_none() =>
            {
                Some(offered)
            }
            // Last year's parent is that of last year's place.
            (Some(answer), Some(offered), Some(parts::PARENT))
                if parts::get(field, &answer, parts::NAME).map(Node::scalar)
                    == parts::get(field, &offered, parts::NAME).map(Node::scalar)
                    && parts::get(field, &answer, parts::PARENT).is_none() =>
            {
                Some(offered)
            }
            // A name that only one place bears tells what it is part of.
            (Some(answer), _, Some(parts::PARENT))
                if parts::get(field, &answer, parts::PARENT).is_none() =>
            {
                let parent = parts::get(field, &answer, parts::NAME)
                    .and_then(Node::scalar)
                    .and_then(places::parent);
                Some(parent.map_or(answer.clone(), |parent| {
                    parts::with(field, Some(&answer), parts::PARENT, parent)
                }))
            }
            (Some(answer), ..) => Some(answer),
            (None, Some(offered), _) => Some(offered),
            (None, None, _) => self.default_of(field),
        }
    }

    /// Returns the default of a field, what follows from other answers (三次产业比), or the year
    /// that is likely reported on.
    fn default_of(&self, field: &Field) -> Option<Node> {
        if field.default.is_some() {
            return field.default.clone();
        }
        let computed = computed_answer(self.schema, field, &self.answers);
        computed.or_else(|| self.likely_year(field))
    }

    /// Guesses the year reported on by the day of the meeting or by today: until April it is the
    /// year before.
    fn likely_year(&self, field: &Field) -> Option<Node> {
        let first = |kind: fn(&FieldKind) -> bool| {
            self.schema.fields.iter().find(|field| kind(&field.kind))
        };
        let year = first(|kind| matches!(kind, FieldKind::Year { .. }))
            .filter(|year| year.name == field.name)?;
        let day = first(|kind| matches!(kind, FieldKind::Date)).and_then(|day| self.fact(day));
        let day = if let Some(Fact::Date(day)) = day {
            day
        } else {
            self.today?
        };
        let likely = if day.month() <= LAST_MONTH_OF_REPORTS {
            day.year() - 1
        } else {
            day.year()
        };
        let node = Node::of_words(likely.to_string());
        check_field(year, &node, Mode::default())
            .value
            .map(|_| node)
    }
}

//! Holds what a reviewer knows beside the paper, and which rules are wanted.

use super::rule::Rule;
use super::word_lists::ReviewWords;
use crate::layout::Layout;
use crate::read::Report;
#[cfg(doc)]
use crate::schema::Schema;
use crate::yaml::{Node, Value};

/// What a reviewer knows beside the paper.
#[derive(Clone, Debug, Default)]
pub struct ReviewOptions {
    /// The place the paper is of, where the user names it: 平乐县, 广西平乐县.
    pub place: Option<String>,
    /// Earlier papers the paper may have been made from, each with its file's name.
    pub sources: Vec<(String, Report)>,
    /// The words of the answers the paper was drafted from; none where there are no answers.
    pub answers: Option<Vec<String>>,
    /// Names of rules and families to keep to; all where empty.
    pub only: Vec<String>,
    /// Names of rules and families to leave out.
    pub skip: Vec<String>,
    /// Whether private data and 密级 are looked for.
    pub privacy: bool,
    /// Whether the paper was drafted here and its claims were confirmed.
    pub claims_confirmed: bool,
    /// The sentences of an earlier report that its template says again ([`Schema::carried_over`]).
    pub carried_over: Vec<String>,
    /// The layout a Word file is compared with; GB/T 9704 where nobody says another.
    pub layout: Layout,
    /// The word lists, with what the unit added.
    pub words: ReviewWords,
}

impl ReviewOptions {
    /// Whether a rule is wanted.
    #[must_use]
    pub fn wants(&self, rule: &Rule) -> bool {
        let named = |names: &[String]| names.iter().any(|name| rule.is_called(name));
        (self.only.is_empty() || named(&self.only)) && !named(&self.skip)
    }

    /// Adds the words of an answers file.
    pub fn add_answers(&mut self, answers: &Node) {
        let words = self.answers.get_or_insert_with(Vec::new);
        scalars(answers, words);
    }
}

/// Takes the scalars out of a tree, those of lists and maps with them.
fn scalars(node: &Node, words: &mut Vec<String>) {
    match &node.value {
        Value::Scalar(scalar) => words.push(scalar.clone()),
        Value::List(items) => items.iter().for_each(|item| scalars(item, words)),
        Value::Map(entries) => entries.iter().for_each(|entry| scalars(&entry.node, words)),
        Value::Empty => {}
    }
}

//! Collection: a schema to shares for those who supply the figures, and what they return to one set of answers.

use crate::answers::{Answers, Mode, check_field, is_asked};
use crate::diagnostic::{Diagnostic, Lang, Message, Severity};
use crate::schema::{Field, Schema};
use crate::yaml::{Entry, Node, Value};

/// How a schema is shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By 责任单位.
    Department,
    /// By group.
    Group,
}

/// What one department, or one group, is asked.
#[derive(Clone, Debug)]
pub struct Share {
    /// The department's name; empty for fields that have none.
    pub name: String,
    /// Its fields, under the genre's title.
    pub schema: Schema,
}

/// A paper that came back.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its file.
    pub file: String,
    /// The share it answers, if it can be told.
    pub share: Option<String>,
    /// What it says.
    pub answers: Answers,
}

/// How far a share is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The share's name.
    pub share: String,
    /// Whether a paper of it came back with anything in it.
    pub returned: bool,
    /// The fields still open.
    pub open: Vec<String>,
    /// How many fields it is asked.
    pub of: usize,
}

/// What came of a collection.
#[derive(Clone, Debug)]
pub struct Collected {
    /// The answers that are agreed on.
    pub answers: Answers,
    /// Where papers contradict each other, and what is wrong with their form.
    pub faults: Vec<Diagnostic>,
    /// How far each share is, in order.
    pub tallies: Vec<Tally>,
}

/// The shares of a schema, in the order their first fields are asked.
#[must_use]
pub fn shares(schema: &Schema, by: By) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for field in &schema.fields {
        let name = match by {
            By::Department => field.department.clone(),
            By::Group => field.group.clone(),
        };
        let name = name.unwrap_or_default();
        match shares.iter_mut().find(|share| share.name == name) {
            Some(share) => share.schema.fields.push(field.clone()),
            None => {
                let schema = Schema { fields: vec![field.clone()], ..schema.clone() };
                shares.push(Share { name, schema });
            }
        }
    }
    shares
}

/// The blank answers file of a share, under a line that says whose it is.
#[must_use]
pub fn form(share: &Share, lang: Lang) -> String {
    let title = Message::new(
        "collect.title",
        [("title", share.schema.title.as_str()), ("share", &share.name)],
    );
    let form = super::form(&share.schema, "", lang);
    let body = form.split_once("\n\n").map_or("", |(_, body)| body);
    format!("# {}\n# {}\n\n{body}", title.text(lang), Message::plain("collect.how").text(lang))
}

/// One set of answers from the papers that came back. A field they contradict each other in is left open.
#[must_use]
pub fn collect(schema: &Schema, shares: &[Share], papers: &[Paper]) -> Collected {
    let mut faults: Vec<Diagnostic> =
        papers.iter().flat_map(|paper| paper.answers.faults().to_vec()).collect();
    let mut root = Node::of(Value::Map(Vec::new()));
    for (key, entries) in by_key(papers) {
        let against = entries
            .iter()
            .skip(1)
            .find(|(_, entry)| !agree(schema.field(key), entries[0].1, entry));
        match against {
            Some(second) => faults.push(conflict(&entries[0], second)),
            None => root.set(key, entries[0].1.node.clone()),
        }
    }
    let tallies = shares.iter().map(|share| tally(schema, share, papers, &root)).collect();
    Collected { answers: Answers::of(root), faults, tallies }
}

/// The answers of all papers by field, in the order they were met.
fn by_key(papers: &[Paper]) -> Vec<(&str, Vec<(&Paper, &Entry)>)> {
    let mut order: Vec<(&str, Vec<(&Paper, &Entry)>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for paper in papers {
        for entry in paper.answers.entries().iter().filter(|entry| !entry.node.is_empty()) {
            let at = *places.entry(entry.key.as_str()).or_insert(order.len());
            if at == order.len() {
                order.push((entry.key.as_str(), Vec::new()));
            }
            order[at].1.push((paper, entry));
        }
    }
    order
}

/// Whether two answers come to the same: 5.65亿 and 56500万元.
fn agree(field: Option<&Field>, one: &Entry, other: &Entry) -> bool {
    let fact =
        |entry: &Entry| check_field(field?, &entry.node, Mode { holes: true, ..Mode::default() }).0;
    one.node.same(&other.node) || fact(one).is_some_and(|one| Some(one) == fact(other))
}

fn conflict((first, one): &(&Paper, &Entry), (_, other): &(&Paper, &Entry)) -> Diagnostic {
    let said = |entry: &Entry| crate::yaml::print::flow(&entry.node);
    let args = [
        ("field", other.key.clone()),
        ("here", said(other)),
        ("there", said(one)),
        ("file", format!("{}:{}", first.file, one.node.location.line)),
    ];
    let fault = Diagnostic::error(
        Some(other.node.location.clone()),
        Message::new("collect.conflict", args),
    );
    fault.hint(Message::plain("collect.conflict.hint"))
}

/// Whether anything was filled in.
fn says_something(paper: &Paper) -> bool {
    paper.answers.entries().iter().any(|entry| !entry.node.is_empty())
}

fn tally(schema: &Schema, share: &Share, papers: &[Paper], root: &Node) -> Tally {
    let asked = |field: &&Field| is_asked(&schema.fields, root, field);
    let open = |field: &&&Field| match root.get(&field.name) {
        Some(answer) => check_field(field, answer, Mode::default())
            .1
            .iter()
            .any(|fault| fault.severity == Severity::Error),
        None => !field.optional && field.default.is_none(),
    };
    let fields: Vec<&Field> = share.schema.fields.iter().filter(asked).collect();
    Tally {
        share: share.name.clone(),
        returned: papers
            .iter()
            .any(|paper| paper.share.as_ref() == Some(&share.name) && says_something(paper)),
        open: fields.iter().filter(open).map(|field| field.name.clone()).collect(),
        of: fields.len(),
    }
}

//! The interview: a schema and the answers so far to one question at a time; knows no terminal.
//!
//! ```
//! use nigao::diagnostic::Lang;
//! use nigao::interview::Interview;
//! use nigao::{answers::Answers, schema};
//! let (schema, _) = schema::read("s.yaml", "
//! title: 例
//! kind: 讲话
//! summary: 例
//! fields:
//! - {name: 财政收入, kind: figure, unit: 万元, compare: [上年], question: 全年财政收入多少？}
//! - {name: 寄语, kind: text, optional: true, question: 有什么话要说？}
//! ", &[]);
//! let mut interview = Interview::new(&schema, &Answers::read("a.yaml", ""), Lang::Zh);
//! assert_eq!(interview.question().unwrap().label(Lang::Zh), "本年（万元）");
//! interview.answer("5.65亿").unwrap();
//! assert_eq!(interview.question().unwrap().label(Lang::Zh), "上年，或增速（万元）");
//! assert_eq!(interview.answer("5.04亿").unwrap().text, "56500万元，上年50400万元，同比增长12.1%");
//! interview.back();
//! assert_eq!(interview.answer("10%").unwrap().text, "56500万元，同比增长10%");
//! ```

mod lists;
mod navigation;
mod parse_line;
mod parts;
mod path;
mod places;
mod question;
mod readback;
mod review;

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::answers::Fact;
use crate::answers::{Answers, Mode, check_field, is_asked};
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Lang, Message, Severity};
use crate::schema::{Field, FieldKind, Schema};
use crate::yaml::{Node, Value};

pub use path::{Path, Step};
pub use question::{AnswerForm, Progress, Question};
pub use readback::{Growth, Readback};
pub use review::{GroupProgress, ReviewRow, State};

use path::Spot;

/// An interview: where it stands, and every answer so far.
///
/// Answers are kept as typed; each is checked by the same code as a file of answers.
#[derive(Clone, Debug)]
pub struct Interview<'a> {
    schema: &'a Schema,
    /// The fields in the order they are asked: claims come last, department by department.
    order: Vec<&'a Field>,
    lang: Lang,
    answers: Node,
    /// Answers that are offered, not given: last year's, and those taken back.
    offered: Node,
    /// Last year's answers, to be shown.
    last_year: Node,
    /// The day it is held, for years and dates that are not typed in full.
    today: Option<Date>,
    /// The question that is asked; none at the end.
    at: Option<Path>,
    /// The questions asked before it.
    trail: Vec<Path>,
    /// What the last line typed for a whole field said; its parts need not be asked.
    line: Option<Node>,
    /// Fields passed without an answer.
    passed: BTreeSet<String>,
    /// Fields to be asked though they are answered.
    again: BTreeSet<String>,
}

/// The fields in the order they are asked: claims are asked together at the end, by whom they are asked of.
fn asking_order(schema: &Schema) -> Vec<&Field> {
    let (claims, mut order): (Vec<&Field>, Vec<&Field>) =
        schema.fields.iter().partition(|field| field.kind.is_claim());
    let mut departments: Vec<&Option<String>> = Vec::new();
    for claim in &claims {
        if !departments.contains(&&claim.department) {
            departments.push(&claim.department);
        }
    }
    for department in departments {
        order.extend(claims.iter().filter(|claim| claim.department == *department));
    }
    order
}

/// The group of claims in the interview, whatever section they stand in.
const CLAIMS: &str = "待核实的表述";

/// The group a field is asked in.
fn group_of(field: &Field) -> Option<String> {
    if field.kind.is_claim() { Some(CLAIMS.to_owned()) } else { field.group.clone() }
}

/// Meetings of the first four months report on the year before.
const LAST_MONTH_OF_REPORTS: u32 = 4;

/// The answer to a whole field, and what the line said of it.
type Reading = (Node, Option<Node>);

fn is_wrong(faults: &[Diagnostic]) -> bool {
    faults.iter().any(|fault| fault.severity == Severity::Error)
}

impl<'a> Interview<'a> {
    /// An interview that asks what these answers leave open. `lang` is the language echoes are given in.
    #[must_use]
    pub fn new(schema: &'a Schema, answers: &Answers, lang: Lang) -> Self {
        let empty = || Node::of(Value::Map(Vec::new()));
        let mut interview = Self {
            schema,
            order: asking_order(schema),
            lang,
            answers: answers.to_node(),
            offered: empty(),
            last_year: empty(),
            today: None,
            at: None,
            trail: Vec::new(),
            line: None,
            passed: BTreeSet::new(),
            again: BTreeSet::new(),
        };
        interview.at = interview.pending(None);
        interview
    }

    /// Held on this day: the year reported on is offered by it, and dates typed without a year are near it.
    #[must_use]
    pub fn on(self, today: Date) -> Self {
        Self { today: Some(today), ..self }
    }

    /// With what last year's answers give for this year, to be offered, and last year's themselves, to be shown.
    #[must_use]
    pub fn after_last_year(self, rolled: &Answers, last_year: &Answers) -> Self {
        Self { offered: rolled.to_node(), last_year: last_year.to_node(), ..self }
    }

    /// The fields that are asked, by the answers so far.
    fn asked(&self) -> impl Iterator<Item = &'a Field> {
        let order = self.order.clone().into_iter();
        order.filter(|field| is_asked(&self.schema.fields, &self.answers, field))
    }

    /// Every answer so far.
    #[must_use]
    pub fn answers(&self) -> Answers {
        Answers::of(self.answers.clone())
    }

    /// What is asked now; none when everything was asked.
    #[must_use]
    pub fn question(&self) -> Option<Question<'_>> {
        let path = self.at.as_ref()?;
        let Spot { field, table: _, part } = path.spot(&self.schema.fields)?;
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
                    let fact = check_field(field, node, Mode { holes: true, ..Mode::default() }).0;
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
        let count =
            |fields: &[&Field]| fields.iter().filter(|field| group_of(field) == group).count();
        let in_group = (count(before), count(before) + count(rest));
        Progress { at, of: asked.len(), group, in_group, record: question::record(path) }
    }

    /// What a line that is begun may become: places, and what a place is part of.
    #[must_use]
    pub fn complete(&self, typed: &str) -> Vec<String> {
        let spot = self.at.as_ref().and_then(|path| Some((path, path.spot(&self.schema.fields)?)));
        match spot {
            Some((path, Spot { field, part: Some(parts::PARENT), .. })) => {
                let name = path
                    .up()
                    .get(&self.answers)
                    .and_then(|answer| parts::get(field, answer, parts::NAME));
                let all = name
                    .and_then(Node::scalar)
                    .map_or_else(Vec::new, |name| places::parents(name, typed));
                // The only one is the default already.
                if all.len() > 1 { all } else { Vec::new() }
            }
            Some((_, spot)) if matches!(spot.field.kind, FieldKind::Place { .. }) => {
                places::beginning(typed)
            }
            _ => Vec::new(),
        }
    }

    /// The answer that an empty line stands for, whole: the one given, the one offered, the field's own default.
    fn default_node(&self) -> Option<Node> {
        let path = self.at.as_ref()?;
        let Spot { field, part, .. } = path.spot(&self.schema.fields)?;
        let whole = if part.is_some() { path.up() } else { path.clone() };
        let given = |root| whole.get(root).filter(|node| !node.is_empty()).cloned();
        let (answer, offered) = (given(&self.answers), given(&self.offered));
        match (answer, offered, part) {
            // What last year gives for 上年 stays on offer beside a new 本年.
            (Some(answer), Some(offered), Some(part))
                if parts::get(field, &answer, part).is_none() =>
            {
                Some(offered)
            }
            // A name that only one place bears tells what it is part of.
            (Some(answer), None, Some(parts::PARENT))
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
            (None, None, _) => field.default.clone().or_else(|| self.likely_year(field)),
        }
    }

    /// The year a report is on, by the day of the meeting or today: until April, the year before.
    fn likely_year(&self, field: &Field) -> Option<Node> {
        let first = |kind: fn(&FieldKind) -> bool| {
            self.schema.fields.iter().find(|field| kind(&field.kind))
        };
        let year = first(|kind| matches!(kind, FieldKind::Year { .. }))
            .filter(|year| year.name == field.name)?;
        let day = first(|kind| matches!(kind, FieldKind::Date)).and_then(|day| self.fact(day));
        let day = if let Some(Fact::Date(day)) = day { day } else { self.today? };
        let likely = if day.month() <= LAST_MONTH_OF_REPORTS { day.year() - 1 } else { day.year() };
        let node = Node::of_words(likely.to_string());
        check_field(year, &node, Mode::default()).0.map(|_| node)
    }

    /// The fact a field of the table is answered with.
    fn fact(&self, field: &Field) -> Option<Fact> {
        check_field(field, self.answers.get(&field.name)?, Mode::default()).0
    }

    /// What an answer would come to, without giving it: the check for a prompt.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn consider(&self, typed: &str) -> Result<Readback, Vec<Diagnostic>> {
        let Some(path) = &self.at else { return Ok(Readback::default()) };
        let Some(spot) = path.spot(&self.schema.fields) else { return Ok(Readback::default()) };
        match self.reading(typed, path, spot)? {
            Some((node, _)) => self.judged(spot.field, &node),
            None => Ok(Readback::default()),
        }
    }

    /// Answers the question. An empty line takes the default, or leaves out what is optional.
    ///
    /// # Errors
    /// What is wrong with the answer; the question stays.
    pub fn answer(&mut self, typed: &str) -> Result<Readback, Vec<Diagnostic>> {
        let Some(path) = self.at.clone() else { return Ok(Readback::default()) };
        let schema = self.schema;
        let Some(spot) = path.spot(&schema.fields) else { return Ok(Readback::default()) };
        let Some((node, line)) = self.reading(typed, &path, spot)? else {
            self.passed.insert(path.root().to_owned());
            self.step(&path, &[]);
            return Ok(Readback::default());
        };
        let echo = self.judged(spot.field, &node)?;
        let whole = if spot.part.is_some() { path.up() } else { path.clone() };
        let changed = whole.get(&self.answers).is_none_or(|old| !old.same(&node));
        whole.set(&mut self.answers, node);
        if changed && whole.0.len() == 1 {
            self.ask_dependents(&spot.field.name);
        }
        if spot.part.is_none() {
            self.line = line;
        }
        self.step(&path, &parts::after(spot.field, spot.part, self.line.as_ref()));
        Ok(echo)
    }

    /// Keeps what is written of a longer text so far; the question stays.
    pub fn keep(&mut self, typed: &str) {
        if let (Some(path), false) = (&self.at, typed.trim().is_empty()) {
            path.set(&mut self.answers, Node::of_words(typed.trim()));
        }
    }

    /// The answer to the whole field that a line stands for, with what the line says itself; none to leave it out.
    fn reading(
        &self,
        typed: &str,
        path: &Path,
        spot: Spot,
    ) -> Result<Option<Reading>, Vec<Diagnostic>> {
        let Spot { field, part, .. } = spot;
        let whole = if part.is_some() { path.up() } else { path.clone() };
        let old = whole.get(&self.answers).filter(|node| !node.is_empty());
        if typed.trim().is_empty() {
            let answer = self.untyped(field, old, part)?;
            return Ok(answer.map(|answer| (answer, None)));
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

    /// The answer an empty line stands for: the default, or nothing where that is allowed.
    fn untyped(
        &self,
        field: &Field,
        old: Option<&Node>,
        part: Option<&str>,
    ) -> Result<Option<Node>, Vec<Diagnostic>> {
        let default = self.default_node();
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
                Err(vec![
                    Diagnostic::error(None, message).hint(Message::plain("interview.empty.hint")),
                ])
            }
        }
    }

    fn around(&self) -> parse_line::LineContext {
        let mut years =
            self.schema.fields.iter().filter(|field| matches!(field.kind, FieldKind::Year { .. }));
        let year = years.find_map(|field| self.fact(field));
        parse_line::LineContext {
            year: if let Some(Fact::Year(year)) = year { Some(year.0) } else { None },
            today: self.today,
        }
    }

    /// An answer checked, and how it was understood.
    fn judged(&self, field: &Field, node: &Node) -> Result<Readback, Vec<Diagnostic>> {
        let (fact, remarks) = check_field(field, node, Mode { holes: true, ..Mode::default() });
        match fact {
            Some(fact) if !is_wrong(&remarks) => {
                Ok(Readback { remarks, ..readback::of(field, &fact, self.lang) })
            }
            _ => Err(remarks),
        }
    }
}

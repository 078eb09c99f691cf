//! Defines a field table and its fields.

use super::kind::{Compare, FieldKind};
use super::relation::Relation;
use super::table::FieldTable;
use crate::diagnostic::Location;
use crate::figure::Figure;
use crate::yaml::{Node, Value};

/// A genre's field table (字段表).
///
/// ```
/// let schema = nigao::schema::read("s.yaml", "
/// title: 通知
/// kind: 讲话
/// summary: 一例
/// fields:
/// - {name: 税收, kind: figure, question: 全年税收？, unit: 万元, compare: [上年]}
/// ", &[]).into_result()?;
/// assert_eq!(schema.field("税收").unwrap().question, "全年税收？");
/// # Ok::<(), nigao::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The genre's Chinese name.
    pub title: String,
    /// The group it is listed in: 工作报告, 述职报告, 讲话, 汇报, 调查报告.
    pub kind: String,
    /// One line for a listing.
    pub summary: String,
    /// Levels of place the genre is made for, as names end: 镇, 乡, 县…; empty for any.
    pub levels: Vec<String>,
    /// The fields, in the order they are asked.
    pub fields: FieldTable,
    /// Sentences an earlier report said of its year, `{{…}}` standing for what was printed in them:
    /// 全年{{…}}没有发生较大以上安全事故。 A draft points each out until its line is deleted.
    pub carried_over: Vec<String>,
}

impl Schema {
    /// Stands in a sentence carried over for what the earlier report printed there.
    pub const PRINTED: &str = "{{…}}";
}

/// One thing a writer is asked.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name, unique in its table.
    pub name: String,
    /// What kind of value it takes.
    pub kind: FieldKind,
    /// What is asked; of a claim, its words.
    pub question: String,
    /// What to mind when answering.
    pub help: Option<String>,
    /// A valid answer.
    pub example: Option<Node>,
    /// The heading it is asked under.
    pub group: Option<String>,
    /// 责任单位: who supplies it.
    pub department: Option<String>,
    /// Whether it may be left out.
    pub optional: bool,
    /// The answer when none is given.
    pub default: Option<Node>,
    /// When it is asked at all.
    pub when: Option<When>,
    /// Whether last year's answer holds this year; where it is not said the kind decides, see
    /// [`crate::answers::roll`].
    pub keep: Option<bool>,
    /// What holds between it and other fields of its table.
    pub relations: Vec<Relation>,
    /// Where the schema defines it.
    pub location: Location,
    /// What the example of a figure is, read once: every answer is compared with it.
    pub(crate) example_figure: Option<Figure>,
    /// As it was written, for a schema that takes it over with changes.
    pub(super) source: Node,
}

/// A condition on another field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The field it looks at.
    pub field: String,
    /// The choice it must have; `None`: it must be answered and not 否.
    pub value: Option<String>,
}

impl Schema {
    /// The field of a name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.get(name)
    }
}

impl Field {
    /// Creates a field that stands in no file: asked always, required, with nothing but a question.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: FieldKind, question: impl Into<String>) -> Self {
        let nowhere = Node::of(Value::Empty);
        Self {
            name: name.into(),
            kind,
            question: question.into(),
            help: None,
            example: None,
            example_figure: None,
            group: None,
            department: None,
            optional: false,
            default: None,
            when: None,
            keep: None,
            relations: Vec::new(),
            location: nowhere.location.clone(),
            source: nowhere,
        }
    }

    /// The question and who answers it, for a comment at a hole; of a claim, that it is to be
    /// confirmed.
    #[must_use]
    pub fn note(&self) -> String {
        let asked = match &self.kind {
            FieldKind::Claim { words } => format!("待核实：{words}"),
            _ => self.question.clone(),
        };
        match &self.department {
            Some(department) => format!("{asked}（责任单位：{department}）"),
            None => asked,
        }
    }

    /// What the key 上年 of a figure stands for: 上年, or what the schema calls it, as 五年前.
    #[must_use]
    pub fn since(&self) -> &str {
        match &self.kind {
            FieldKind::Figure {
                since: Some(since), ..
            } => since,
            _ => Compare::Last.key(),
        }
    }
}

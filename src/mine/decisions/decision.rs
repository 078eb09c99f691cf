//! Defines decisions, and the words they are written in: 采用, 不用, 改名 新名字, 并入 别的字段.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::super::emit::answer_node;
use super::super::proposal::{Need, Proposal, ProposedField};
use crate::schema::FieldKind;
use crate::yaml::{Node, Value};

/// The longest answer shown to the one who decides, in chars.
const LONGEST_ANSWER: usize = 30;

/// The decisions about a proposal.
///
/// ```
/// use nigao::mine::{decisions::Decisions, propose};
/// use nigao::read::Report;
/// let proposal = propose(&[Report::read("各位代表：\n新增就业岗位320个，修路12公里。")]);
/// let mut decisions = Decisions::of(&proposal);
/// decisions.decide("新增就业岗位", "改名 新增就业".parse().unwrap());
/// decisions.decide("修路", "不用".parse().unwrap());
/// assert!(decisions.check(&proposal).is_empty());
/// let genre = proposal.decided(&decisions).genre();
/// assert_eq!(genre.template, "! 各位代表：\n新增就业岗位{{新增就业}}，修路12公里。\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// For each section, by its name, whether it is part of the genre.
    pub sections: Vec<(String, Need)>,
    /// For each field, by the name it was proposed under, what becomes of it.
    pub fields: Vec<(String, Decision)>,
}

/// What becomes of a proposed field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decision {
    /// 采用, with another name (改名) or of another kind (改为) where one is given.
    Keep {
        /// Its new name.
        name: Option<String>,
        /// Its new kind.
        kind: Option<ProposedKind>,
    },
    /// 不用: the words stay as they are.
    Reject,
    /// 并入: another field is printed in its place.
    Merge(String),
}

/// The kinds a proposed field can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposedKind {
    /// 地名
    Place,
    /// 日期
    Date,
    /// 年份
    Year,
    /// 数字
    Figure,
    /// 文字
    Text,
}

impl ProposedKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Place,
        Self::Date,
        Self::Year,
        Self::Figure,
        Self::Text,
    ];

    /// Returns its Chinese name.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.names().0
    }

    /// Returns the schema's word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.names().1
    }

    /// Returns the kind of a field, if it is one a field can be made.
    pub(super) fn of(kind: &FieldKind) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|known| known.name() == kind.name())
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Place => ("地名", "place"),
            Self::Date => ("日期", "date"),
            Self::Year => ("年份", "year"),
            Self::Figure => ("数字", "figure"),
            Self::Text => ("文字", "text"),
        }
    }
}

impl Decision {
    /// 采用
    pub const KEEP: Self = Self::Keep {
        name: None,
        kind: None,
    };
}

/// A proposed field as it is shown to the one who decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSummary {
    /// Its name.
    pub name: String,
    /// The heading it is asked under.
    pub group: String,
    /// The Chinese name of its kind.
    pub kind: &'static str,
    /// What the first report that has it says.
    pub answer: String,
    /// The words it stands in, where one report has it.
    pub around: String,
}

impl Proposal {
    /// Returns the fields there are to decide about, in the order they are asked.
    #[must_use]
    pub fn summaries(&self) -> Vec<FieldSummary> {
        self.decidable().map(FieldSummary::of).collect()
    }
}

impl FieldSummary {
    pub(super) fn of(field: &ProposedField) -> Self {
        let first = field.answers.iter().flatten().next();
        let answer = first
            .map(|answer| in_words(&answer_node(answer)))
            .unwrap_or_default();
        Self {
            name: field.name.clone(),
            group: field.group.clone(),
            kind: ProposedKind::of(&field.kind)
                .map_or_else(|| fixed_kind(&field.kind), ProposedKind::word),
            answer: answer.chars().take(LONGEST_ANSWER).collect(),
            around: field.help.clone().unwrap_or_default(),
        }
    }
}

/// An answer as it is read: 青禾县 云溪镇, 73.1亿元 增速7.5%, 茶叶、竹制品.
fn in_words(node: &Node) -> String {
    match &node.value {
        Value::Empty => String::new(),
        Value::Scalar(words) => words.trim().to_owned(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(in_words).collect();
            items.join("、")
        }
        Value::Map(entries) => {
            let mut words = Vec::new();
            for entry in entries {
                let value = in_words(&entry.node);
                match entry.key.as_str() {
                    // What a place is part of stands before it.
                    "上级" => words.insert(0, value),
                    "本年" | "名称" | "句首" | "内容" => words.push(value),
                    key => words.push(format!("{key}{value}")),
                }
            }
            words.join(" ")
        }
    }
}

/// What is no decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDecision;

impl FromStr for Decision {
    type Err = NoDecision;

    /// Reads 采用 · 不用 · 并入 别的字段 · 改名 新名字 · 改为 文字; 改名 and 改为 may stand
    /// together with a comma between them.
    fn from_str(words: &str) -> Result<Self, NoDecision> {
        let words = words.trim();
        match words {
            "采用" => return Ok(Self::KEEP),
            "不用" => return Ok(Self::Reject),
            _ => {}
        }
        if let Some(other) = behind("并入", words) {
            return Ok(Self::Merge(other));
        }
        let (mut name, mut kind) = (None, None);
        for part in words.split(['，', ',', '、']).map(str::trim) {
            if let Some(new) = behind("改名", part).filter(|_| name.is_none()) {
                name = Some(new);
                continue;
            }
            let word = behind("改为", part)
                .filter(|_| kind.is_none())
                .ok_or(NoDecision)?;
            let is_called = |kind: &ProposedKind| kind.word() == word || kind.name() == word;
            kind = Some(
                ProposedKind::ALL
                    .into_iter()
                    .find(is_called)
                    .ok_or(NoDecision)?,
            );
        }
        Ok(Self::Keep { name, kind })
    }
}

/// Returns what stands behind a keyword, with or without a colon between them.
fn behind(keyword: &str, words: &str) -> Option<String> {
    let rest = words
        .strip_prefix(keyword)?
        .trim_start_matches([' ', '　', '：', ':'])
        .trim();
    if rest.is_empty() {
        None
    } else {
        Some(rest.to_owned())
    }
}

impl Display for Decision {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reject => f.write_str("不用"),
            Self::Merge(other) => write!(f, "并入 {other}"),
            Self::Keep {
                name: None,
                kind: None,
            } => f.write_str("采用"),
            Self::Keep {
                name: Some(name),
                kind: None,
            } => write!(f, "改名 {name}"),
            Self::Keep {
                name: None,
                kind: Some(kind),
            } => write!(f, "改为 {}", kind.word()),
            Self::Keep {
                name: Some(name),
                kind: Some(kind),
            } => {
                write!(f, "改名 {name}，改为 {}", kind.word())
            }
        }
    }
}

impl Display for Need {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Required => "必有",
            Self::Optional => "可选",
            Self::Out => "不要",
        })
    }
}

impl FromStr for Need {
    type Err = NoDecision;

    fn from_str(words: &str) -> Result<Self, NoDecision> {
        let mut all = [Self::Required, Self::Optional, Self::Out].into_iter();
        all.find(|need| need.to_string() == words.trim())
            .ok_or(NoDecision)
    }
}

impl Decisions {
    /// Returns the decisions that take a proposal as it is.
    #[must_use]
    pub fn of(proposal: &Proposal) -> Self {
        let printed = proposal
            .sections
            .iter()
            .filter(|section| !section.lines.is_empty());
        let sections = printed
            .map(|section| (section.name.clone(), section.need))
            .collect();
        let mut fields = Vec::new();
        for field in proposal.decidable() {
            let usual = if field.is_suggested {
                Decision::KEEP
            } else {
                Decision::Reject
            };
            fields.push((field.name.clone(), usual));
        }
        Self { sections, fields }
    }

    /// Returns what is decided about a field: 采用 where nothing is.
    #[must_use]
    pub fn decision(&self, field: &str) -> &Decision {
        let made = self.fields.iter().find(|(name, _)| name == field);
        made.map_or(&Decision::KEEP, |(_, decision)| decision)
    }

    /// Decides about a field; returns what was decided before.
    pub fn decide(&mut self, field: &str, decision: Decision) -> Option<Decision> {
        let (_, decided) = self.fields.iter_mut().find(|(name, _)| name == field)?;
        Some(std::mem::replace(decided, decision))
    }

    /// Decides about a section; returns what was decided before.
    pub fn decide_section(&mut self, section: &str, need: Need) -> Option<Need> {
        let (_, decided) = self.sections.iter_mut().find(|(name, _)| name == section)?;
        Some(std::mem::replace(decided, need))
    }
}
/// Returns the word for a kind that no field is changed to.
fn fixed_kind(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Session => "届次",
        _ => "列表",
    }
}

//! Plan: what a writer decides about a proposal, field by field and section by section, as words and as a value.

mod apply;
mod file;
mod rules;

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::print;
use super::proposal::{Need, Proposal, ProposedField};

pub use super::decisions::rules::DecisionFault;

/// The decisions about a proposal.
///
/// ```
/// use nigao::mine::{decisions::Decisions, propose};
/// use nigao::read::Report;
/// let proposal = propose(&[Report::read("各位代表：\n新增就业岗位320个，修路12公里。")]);
/// let mut plan = Decisions::of(&proposal);
/// plan.decide("新增就业岗位", "改名 新增就业".parse().unwrap());
/// plan.decide("修路", "不用".parse().unwrap());
/// assert!(plan.check(&proposal).is_empty());
/// assert_eq!(proposal.decided(&plan).genre().template, "! 各位代表：\n新增就业岗位{{新增就业}}，修路12公里。\n");
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
pub enum Decision {
    /// 采用, with another name (改名) or of another kind (改为) where one is given.
    Keep {
        /// Its new name.
        name: Option<String>,
        /// Its new kind.
        kind: Option<ProposedKind>,
    },
    /// 不用: the words stay as they stand.
    Reject,
    /// 并入: another field says it too.
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
    pub const ALL: [Self; 5] = [Self::Place, Self::Date, Self::Year, Self::Figure, Self::Text];

    /// Its Chinese name.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.names().0
    }

    /// The schema's word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.names().1
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
    pub const KEEP: Self = Self::Keep { name: None, kind: None };
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
    /// The fields there are to decide about, in the order they are asked.
    #[must_use]
    pub fn seen(&self) -> Vec<FieldSummary> {
        self.decidable().map(FieldSummary::of).collect()
    }

    /// The same under a title of its own.
    #[must_use]
    pub fn titled(self, title: &str) -> Self {
        Self { title: title.to_owned(), ..self }
    }
}

impl FieldSummary {
    fn of(field: &ProposedField) -> Self {
        const LONGEST: usize = 30;
        let kind = ProposedKind::ALL.iter().find(|kind| kind.name() == field.kind);
        let answer = field.answers.iter().flatten().next().map(print::value).unwrap_or_default();
        Self {
            name: field.name.clone(),
            group: field.group.clone(),
            kind: kind.map_or("列表", |kind| kind.word()),
            answer: answer.chars().filter(|c| *c != '"').take(LONGEST).collect(),
            around: field.help.clone().unwrap_or_default(),
        }
    }
}

/// What is no decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDecision;

impl FromStr for Decision {
    type Err = NoDecision;

    /// 采用 · 不用 · 并入 别的字段 · 改名 新名字 · 改为 文字; 改名 and 改为 together parted by a comma.
    fn from_str(words: &str) -> Result<Self, NoDecision> {
        let words = words.trim();
        let behind = |word: &str, words: &str| {
            let rest = words.strip_prefix(word)?.trim_start_matches([' ', '　', '：', ':']).trim();
            (!rest.is_empty()).then(|| rest.to_owned())
        };
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
            } else {
                let word = behind("改为", part).filter(|_| kind.is_none()).ok_or(NoDecision)?;
                let known = |kind: &ProposedKind| kind.word() == word || kind.name() == word;
                kind = Some(ProposedKind::ALL.into_iter().find(known).ok_or(NoDecision)?);
            }
        }
        Ok(Self::Keep { name, kind })
    }
}

impl Display for Decision {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reject => f.write_str("不用"),
            Self::Merge(other) => write!(f, "并入 {other}"),
            Self::Keep { name: None, kind: None } => f.write_str("采用"),
            Self::Keep { name, kind } => {
                let name = name.as_ref().map(|name| format!("改名 {name}"));
                let kind = kind.map(|kind| format!("改为 {}", kind.word()));
                f.write_str(&[name, kind].into_iter().flatten().collect::<Vec<_>>().join("，"))
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
        [Self::Required, Self::Optional, Self::Out]
            .into_iter()
            .find(|need| need.to_string() == words.trim())
            .ok_or(NoDecision)
    }
}

impl Decisions {
    /// The plan that takes a proposal as it is.
    #[must_use]
    pub fn of(proposal: &Proposal) -> Self {
        Self {
            sections: proposal
                .sections
                .iter()
                .filter(|section| !section.lines.is_empty())
                .map(|section| (section.name.clone(), section.need))
                .collect(),
            fields: proposal
                .decidable()
                .map(|field| (field.name.clone(), Decision::KEEP))
                .collect(),
        }
    }

    /// What is decided about a field: 采用 where nothing is.
    #[must_use]
    pub fn decision(&self, field: &str) -> &Decision {
        self.fields
            .iter()
            .find(|(name, _)| name == field)
            .map_or(&Decision::KEEP, |(_, decision)| decision)
    }

    /// Decides about a field; gives back what was decided before.
    pub fn decide(&mut self, field: &str, decision: Decision) -> Option<Decision> {
        let (_, decided) = self.fields.iter_mut().find(|(name, _)| name == field)?;
        Some(std::mem::replace(decided, decision))
    }

    /// Decides about a section; gives back what was decided before.
    pub fn need(&mut self, section: &str, need: Need) -> Option<Need> {
        let (_, decided) = self.sections.iter_mut().find(|(name, _)| name == section)?;
        Some(std::mem::replace(decided, need))
    }
}

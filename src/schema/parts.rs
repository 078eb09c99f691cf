//! Resolves what stands after the dot in a template, `{{年份.次年.规划}}`, for each kind of value.

use super::{Compare, Field, FieldKind, FieldTable};

/// What a path in a template leads to.
#[derive(Clone, Copy, Debug)]
pub enum FieldPart<'a> {
    /// A field's value.
    Field(&'a Field),
    /// A year inside another value.
    Year,
    /// A place inside another value.
    Place,
    /// Words.
    Words,
    /// A record of a list, or the whole table.
    Record(&'a FieldTable),
}

const PLACE: &[&str] = &[
    "简称", "级", "全域", "我", "党委", "党组织", "政府", "政府全称", "主官", "人大", "人大机构",
    "政协", "代表大会", "下级",
];
const YEAR: &[&str] = &["数", "规划", "规划进程", "规划首年", "规划末年", "下一规划"];
const YEARS: &[&str] = &["上年", "次年"];
const DATE: &[&str] = &["年", "月", "日", "月日", "年月"];
const MONTH: &[&str] = &["年", "月", "年月"];
const SESSION: &[&str] = &["届", "次", "届数", "次数", "届号", "次号", "上次"];
const FIGURE: &[&str] = &[
    "数", "单位", "上年", "计划", "累计", "增速", "增速数", "同比", "走势", "幅度", "增量",
    "完成率", "完成", "翻番", "转向",
];

/// What the part of a value is, or `None` when that kind has no such part.
///
/// ```
/// # use nigao::schema::{read, part, FieldPart};
/// let source = "{title: 例, kind: 讲话, summary: 例, fields: [{name: 年份, kind: year}]}";
/// let (schema, _) = read("s.yaml", source, &[]).recovered();
/// let year = part(FieldPart::Record(&schema.fields), "年份").unwrap();
/// assert!(matches!(part(year, "次年"), Some(FieldPart::Year)));
/// assert!(part(year, "同比").is_none());
/// ```
#[must_use]
pub fn part<'a>(of: FieldPart<'a>, name: &str) -> Option<FieldPart<'a>> {
    let words = |names: &[&str]| names.contains(&name).then_some(FieldPart::Words);
    match of {
        FieldPart::Record(fields) => fields.get(name).map(FieldPart::Field),
        FieldPart::Words => None,
        FieldPart::Year => year(name),
        FieldPart::Place => place(name),
        FieldPart::Field(field) => match &field.kind {
            FieldKind::Place { .. } => place(name),
            FieldKind::Year { .. } => year(name),
            FieldKind::Date | FieldKind::Month if name == "年份" => Some(FieldPart::Year),
            FieldKind::Date => words(DATE),
            FieldKind::Month => words(MONTH),
            FieldKind::Session => words(SESSION),
            FieldKind::Figure { .. } => words(FIGURE),
            _ => None,
        },
    }
}

/// Whether a part has a value whenever all that the schema asks is answered.
///
/// A part of a figure hangs on what `compare` asks; 幅度, 翻番 and 转向 hang on the figures
/// themselves, 上次 on the session.
#[must_use]
pub fn is_sure(field: &Field, part: &str) -> bool {
    match &field.kind {
        FieldKind::Figure { compare, .. } => match part {
            "上年" | "增速" | "增速数" | "同比" | "走势" | "增量" => {
                compare.contains(&Compare::Last)
            }
            "计划" | "完成率" | "完成" => compare.contains(&Compare::Plan),
            "累计" => compare.contains(&Compare::Total),
            _ => !matches!(part, "幅度" | "翻番" | "转向"),
        },
        FieldKind::Session => part != "上次",
        _ => true,
    }
}

fn year(name: &str) -> Option<FieldPart<'static>> {
    if YEARS.contains(&name) {
        return Some(FieldPart::Year);
    }
    YEAR.contains(&name).then_some(FieldPart::Words)
}

fn place(name: &str) -> Option<FieldPart<'static>> {
    if name == "上级" {
        return Some(FieldPart::Place);
    }
    PLACE.contains(&name).then_some(FieldPart::Words)
}

impl FieldPart<'_> {
    /// Whether the value has parts, so that printing it prints its 文.
    #[must_use]
    pub fn is_compound(self) -> bool {
        match self {
            Self::Year | Self::Place => true,
            Self::Words | Self::Record(_) => false,
            Self::Field(field) => {
                use super::FieldKind::{Date, Figure, Month, Place, Session, Year};
                matches!(
                    field.kind,
                    Place { .. } | Date | Month | Year { .. } | Session | Figure { .. }
                )
            }
        }
    }

    /// The names that may follow, for a hint.
    #[must_use]
    pub fn names(self) -> Vec<String> {
        let own = |names: &[&[&str]]| names.concat().into_iter().map(str::to_owned).collect();
        match self {
            Self::Record(fields) => fields.iter().map(|field| field.name.clone()).collect(),
            Self::Words => Vec::new(),
            Self::Year => own(&[YEAR, YEARS]),
            Self::Place => own(&[PLACE, &["上级"]]),
            Self::Field(field) => match field.kind {
                FieldKind::Place { .. } => own(&[PLACE, &["上级"]]),
                FieldKind::Year { .. } => own(&[YEAR, YEARS]),
                FieldKind::Date => own(&[DATE, &["年份"]]),
                FieldKind::Month => own(&[MONTH, &["年份"]]),
                FieldKind::Session => own(&[SESSION]),
                FieldKind::Figure { .. } => own(&[FIGURE]),
                _ => Vec::new(),
            },
        }
    }
}

//! Proposes a field table for the tags of a Word template that has none.
//!
//! The kind of a field is guessed from what its tags say of it: a part that only one kind has, a
//! helper, a block, else the name. The proposal is for an author to go through.

use std::collections::BTreeSet;

use super::template::WordTemplate;
use crate::figure::Basis;
use crate::schema::{Compare, Field, FieldKind, Schema, is_field_name};
use crate::template::TagKind;

/// Parts that only one kind of value has.
const FIGURE_PARTS: [&str; 13] = [
    "上年", "计划", "累计", "增速", "同比", "走势", "幅度", "增量", "完成率", "完成", "翻番",
    "转向", "单位",
];
const YEAR_PARTS: [&str; 6] = [
    "次年", "规划", "规划进程", "规划首年", "规划末年", "下一规划",
];
const PLACE_PARTS: [&str; 15] = [
    "简称", "级", "全域", "我", "党委", "党组织", "政府", "政府全称", "主官", "人大", "人大机构",
    "政协", "代表大会", "下级", "上级",
];
const SESSION_PARTS: [&str; 7] = ["届", "次", "届数", "次数", "届号", "次号", "上次"];
const DATE_PARTS: [&str; 4] = ["日", "月日", "年月", "年份"];
/// The helpers that stand alone, by what their first field is.
const LIST_HELPERS: [&str; 2] = ["列", "数"];
const CHANGE_HELPER: &str = "升降";

impl WordTemplate<'_> {
    /// Returns a field table that the tags fit, in the order in which they name the fields.
    #[must_use]
    pub fn proposed_schema(&self, title: &str) -> Schema {
        let mut guesses = Guesses::default();
        let of_charts = self.charts.iter().flat_map(|chart| &chart.lines);
        for line in self
            .parts
            .iter()
            .flat_map(|part| &part.lines)
            .chain(of_charts)
        {
            for tag in &line.tags {
                guesses.tag(tag.kind, &tag.inner);
            }
        }
        Schema {
            title: title.to_owned(),
            kind: "工作报告".to_owned(),
            summary: "由 Word 模板提出".to_owned(),
            levels: Vec::new(),
            fields: guesses
                .fields
                .into_iter()
                .map(GuessedField::into_field)
                .collect(),
            carried_over: Vec::new(),
        }
    }
}

/// What is known of a field.
#[derive(Debug, Default)]
struct GuessedField {
    name: String,
    parts: BTreeSet<String>,
    /// Whether its value is printed, and whether a condition tests it.
    is_printed: bool,
    is_tested: bool,
    is_list: bool,
    inside: Vec<GuessedField>,
}

#[derive(Default)]
struct Guesses {
    fields: Vec<GuessedField>,
    /// The blocks that are open: the path of a list, or nothing for a condition.
    open: Vec<Option<Vec<String>>>,
}

impl Guesses {
    fn tag(&mut self, kind: TagKind, inner: &str) {
        let words: Vec<&str> = inner
            .trim_start_matches(['#', '~'])
            .split_whitespace()
            .collect();
        match (kind, &words[..]) {
            (TagKind::Open, ["each", list, ..]) => {
                let path = self.path_of(list);
                if let Some(field) = self.field(&path) {
                    field.is_list = true;
                }
                self.open.push(Some(path));
            }
            (TagKind::Open, [_, tested @ ..]) => {
                self.conditions(tested);
                self.open.push(None);
            }
            (TagKind::Open, []) => self.open.push(None),
            (TagKind::Close, _) => _ = self.open.pop(),
            (TagKind::Else, [_, _, tested @ ..]) => self.conditions(tested),
            (TagKind::Print, [helper, list, ..]) if LIST_HELPERS.contains(helper) => {
                let path = self.path_of(list);
                if let Some(field) = self.field(&path) {
                    field.is_list = true;
                }
                let key = words.get(2).map(|key| key.trim_matches('"').to_owned());
                if let Some(key) = key {
                    let path = [path, vec![key]].concat();
                    self.field(&path)
                        .into_iter()
                        .for_each(|field| field.is_printed = true);
                }
            }
            (TagKind::Print, [CHANGE_HELPER, _, _, values @ ..]) => {
                // 持平="…" is an option and no field.
                for value in values.iter().filter(|value| !value.contains('=')) {
                    self.value(value, true);
                }
            }
            (TagKind::Print, [value]) => self.value(value, true),
            _ => {}
        }
    }

    fn conditions(&mut self, tested: &[&str]) {
        for word in tested {
            let word = word.trim_matches(['(', ')']);
            let is_helper = matches!(word, "and" | "or" | "not" | "eq" | "ne");
            if !is_helper && !word.starts_with('"') && word.parse::<f64>().is_err() {
                self.value(word, false);
            }
        }
    }

    /// A field, or a part of one, that is printed or tested.
    fn value(&mut self, word: &str, is_printed: bool) {
        if word.starts_with('@') || matches!(word, "this" | "序") {
            return;
        }
        let ups = word.matches("../").count();
        let word = word.trim_start_matches("../");
        let mut names = word.split('.');
        let Some(name) = names.next().filter(|name| is_field_name(name)) else {
            return;
        };
        let path = self.within(ups, name);
        let Some(field) = self.field(&path) else {
            return;
        };
        field.is_printed |= is_printed;
        field.is_tested |= !is_printed;
        field.parts.extend(names.map(str::to_owned));
    }

    fn path_of(&self, word: &str) -> Vec<String> {
        let ups = word.matches("../").count();
        self.within(ups, word.trim_start_matches("../"))
    }

    fn within(&self, ups: usize, name: &str) -> Vec<String> {
        let lists: Vec<&Vec<String>> = self.open.iter().flatten().collect();
        let around = lists
            .len()
            .checked_sub(ups + 1)
            .and_then(|at| lists.get(at));
        let mut path = around.map_or_else(Vec::new, |list| (*list).clone());
        path.push(name.to_owned());
        path
    }

    /// The field of a path, made where there is none.
    fn field(&mut self, path: &[String]) -> Option<&mut GuessedField> {
        let (last, lists) = path.split_last()?;
        let mut fields = &mut self.fields;
        for list in lists {
            let field = found_or_made(fields, list);
            field.is_list = true;
            fields = &mut field.inside;
        }
        Some(found_or_made(fields, last))
    }
}

fn found_or_made<'f>(fields: &'f mut Vec<GuessedField>, name: &str) -> &'f mut GuessedField {
    let at = fields
        .iter()
        .position(|field| field.name == name)
        .unwrap_or_else(|| {
            fields.push(GuessedField {
                name: name.to_owned(),
                ..GuessedField::default()
            });
            fields.len() - 1
        });
    &mut fields[at]
}

impl GuessedField {
    fn into_field(self) -> Field {
        let kind = self.kind();
        let question = match &kind {
            FieldKind::Flag => format!("{}？（是或否）", self.name),
            FieldKind::List { .. } => format!("有哪些{}？", self.name),
            FieldKind::Figure { .. } => format!("{}是多少？", self.name),
            _ => format!("{}填什么？", self.name),
        };
        let is_optional = self.is_tested && self.is_printed;
        let mut field = Field::new(self.name, kind, question);
        field.optional = is_optional;
        field
    }

    fn kind(&self) -> FieldKind {
        let has = |parts: &[&str]| parts.iter().any(|part| self.parts.contains(*part));
        let name = self.name.as_str();
        if self.is_list {
            let fields = self
                .inside
                .iter()
                .map(Self::copied)
                .map(Self::into_field)
                .collect();
            return FieldKind::List {
                fields,
                min: 0,
                max: None,
            };
        }
        if has(&YEAR_PARTS) {
            return FieldKind::Year {
                least: None,
                most: None,
            };
        }
        if has(&FIGURE_PARTS) {
            let is_compared = has(&[
                "上年", "增速", "同比", "走势", "幅度", "增量", "翻番", "转向",
            ]);
            let compare = if is_compared {
                vec![Compare::Last]
            } else {
                Vec::new()
            };
            return FieldKind::Figure {
                unit: None,
                basis: Basis::Current,
                compare,
                since: None,
                range: (None, None),
                ratio: false,
            };
        }
        if has(&PLACE_PARTS) || name == "地名" {
            return FieldKind::Place { levels: Vec::new() };
        }
        if has(&SESSION_PARTS) || name == "届次" {
            return FieldKind::Session;
        }
        if has(&DATE_PARTS) || name.ends_with("日期") {
            return FieldKind::Date;
        }
        if name.ends_with("年份") || name.ends_with("年度") {
            return FieldKind::Year {
                least: None,
                most: None,
            };
        }
        if self.is_tested && !self.is_printed {
            return FieldKind::Flag;
        }
        FieldKind::Text { paragraphs: false }
    }

    fn copied(&self) -> Self {
        Self {
            name: self.name.clone(),
            parts: self.parts.clone(),
            inside: self.inside.iter().map(Self::copied).collect(),
            ..*self
        }
    }
}

//! Naming: the words around a slot to the name of the field it becomes.

use std::collections::HashMap;

use crate::read::Report;

/// The longest name, in characters.
const LONGEST: usize = 12;
/// Words that say that something is so much, not what it is: they end a name's left side.
const SAYING: &[&str] = &[
    "同比增长", "同比下降", "比上年增长", "预计实现", "累计实现", "实现", "累计完成", "完成", "累计", "达到", "达",
    "突破", "超过", "约为", "总计", "共计", "合计", "共有", "共", "现有", "拥有", "分别为", "分别是", "为", "是", "有",
    "至", "到", "在", "近", "约", "超", "逾", "不足", "仅", "的", "了", "比", "占", "稳定", "保持", "控制", "提高",
    "提升", "增加", "增长", "下降", "减少", "同比", "分别", "等", "由", "从", "以上", "以下",
];
/// Words that open a clause before its subject.
const OPENING: &[&str] = &[
    "全镇", "全乡", "全县", "全市", "全区", "全州", "全省", "全街道", "全村", "我镇", "我乡", "我县", "我市", "我区",
    "我州", "全年", "今年", "去年", "年内", "目前", "其中", "一年来", "上半年", "下半年", "截至", "截止", "预计",
    "力争", "确保", "先后", "已", "共", "累计", "新", "并", "和", "及", "与", "对", "将", "把", "使", "又", "还",
    "同时", "通过", "实现", "完成", "实施", "地", "成功", "引进了", "引进", "发放", "落实", "查处", "侦破", "投入",
    "获得", "有", "市的",
];

/// Gives names, each only once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashMap<String, usize>,
}

impl Names {
    /// Whether nothing has this name yet.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }

    /// The name itself, or with the first free number behind it.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let name = identifier(name);
        loop {
            let count = self.taken.entry(name.clone()).or_insert(0);
            *count += 1;
            let unique = if *count == 1 { name.clone() } else { format!("{name}_{count}") };
            if *count == 1 || !self.taken.contains_key(&unique) {
                self.taken.entry(unique.clone()).or_insert(1);
                return unique;
            }
        }
    }
}

/// Hanzi, letters and digits of the words, not beginning with a digit.
fn identifier(words: &str) -> String {
    let kept: String = words.chars().filter(|c| c.is_alphanumeric() || *c == '_').take(LONGEST).collect();
    match kept.chars().next() {
        None => "数据".to_owned(),
        Some(first) if !first.is_alphabetic() => format!("数{kept}"),
        Some(_) => kept,
    }
}

/// What the words before and behind a figure call it: 全镇实现生产总值[73.1亿元] → 生产总值, 引进[12个]项目 → 引进项目.
pub(super) fn figure(report: &Report, start: usize, end: usize, clause: usize) -> String {
    let left = subject(&report.words(&(clause..start)));
    let right = object(&report.chars()[end..]);
    let counted = report
        .words(&(start..end))
        .ends_with(['个', '件', '项', '名', '家', '处', '所', '座', '次', '场', '条', '户', '人']);
    match (left.is_empty(), counted && !right.is_empty()) {
        (false, true) if left.chars().count() <= 6 => format!("{left}{right}"),
        (false, _) => left,
        (true, _) => right,
    }
}

/// The subject of a clause: less what opens it and what says that it is so much.
fn subject(clause: &str) -> String {
    let mut words = clause.trim();
    while let Some(rest) = SAYING.iter().find_map(|word| words.strip_suffix(word)) {
        words = rest.trim_end();
    }
    while let Some(rest) = OPENING.iter().find_map(|word| words.strip_prefix(word)) {
        words = rest.trim_start();
    }
    let count = words.chars().count();
    words.chars().skip(count.saturating_sub(LONGEST)).collect()
}

/// The thing counted: the hanzi behind a figure, at most four.
fn object(after: &[char]) -> String {
    let hanzi = |c: &&char| ('\u{4e00}'..='\u{9fff}').contains(*c) && !"，。、的和与及等，在为以已".contains(**c);
    after.iter().take_while(hanzi).take(4).collect()
}

//! Finds ranks: 综合考核位列全市「第3位」.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::field_names;
use super::context::SlotContext;
use super::field_set::FieldSet;
use super::figure_lists;
use crate::lexicon::{WordSet, count_leading, string, word_set};

/// Words that say a rank before it: 位列, 居, 获.
static RANKING: LazyLock<WordSet> =
    word_set!("居 列 排 位 名 获 进 跃 夺 第 市 县 省 区 州 国 镇 乡 旗 盟 全");
/// How far before a rank its clause may begin, in chars.
const LONGEST_CLAUSE: usize = 24;
/// How far before a rank a list may begin of what has ranks, in chars.
const LONGEST_LIST: usize = 60;

/// Adds a field of words for each rank: it is another every year, and nobody may say it unasked.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let text = context.report.folded();
    let mut list = RankList::default();
    for rank in find(text) {
        let about = list.next(context, set, &rank);
        if !set.is_free(&rank) || context.is_escaped(rank.start) {
            continue;
        }
        let name = format!("{}位次", about.unwrap_or_default());
        set.print_words(context, &name, &rank, || vec![name.clone()]);
    }
}

/// Ranks of one list and what they are of: 甲、乙增速分别居全市第3位、第5位.
#[derive(Default)]
struct RankList {
    /// Where its last rank ends.
    end: usize,
    /// What its next ranks are of, in order.
    members: VecDeque<String>,
}

impl RankList {
    /// Returns what the next rank of the report is of.
    fn next(
        &mut self,
        context: &SlotContext,
        set: &FieldSet,
        rank: &Range<usize>,
    ) -> Option<String> {
        if self.end == 0 || self.end + 1 != rank.start {
            self.members = members(context, rank).into();
        }
        self.end = rank.end;
        let clauses = context.clauses(rank);
        let of_list = self.members.pop_front();
        let earlier = || {
            let noun = || figure_lists::earlier_noun(context, rank, &clauses.before);
            last_figure(context, set, rank.start).or_else(noun)
        };
        // 进出口总额突破万亿元、增速居全国第5位
        if let Some(measure) = bare_measure(&clauses.before) {
            let of = earlier().unwrap_or_default();
            return of_list.or(Some(format!("{}{measure}", of.trim_end_matches(measure))));
        }
        let noun = field_names::clause_noun(&clauses.before);
        of_list
            .or(noun.filter(|noun| !noun.starts_with('第')))
            .or_else(earlier)
    }
}

/// Returns what the figure before a rank is called, in the same sentence: 产业集群7个、居全国第1位.
fn last_figure(context: &SlotContext, set: &FieldSet, rank: usize) -> Option<String> {
    let (end, name) = set.printed_before(rank)?;
    let between = &context.report.folded()[end..rank];
    let is_end = |c: &char| "。；！？;!?\n".contains(*c);
    // A clause between the two is what the rank is about.
    let stops = between.iter().filter(|c| matches!(c, '、' | ',' | '，'));
    let is_near = stops.count() < 2 && !between.iter().any(is_end);
    let of = field_names::without_action(name.strip_suffix("位次").unwrap_or(name));
    (is_near && !field_names::is_place(name)).then(|| of.to_owned())
}

/// Returns the measure of a rank's clause that says no more: 增速「居全国」.
fn bare_measure(before: &str) -> Option<&'static str> {
    let said = before.trim();
    let at = said.find(['居', '列', '排', '位', '跃', '稳'])?;
    field_names::bare_measure(&said[..at])
}

/// Returns the members of the list before 分别 in a rank's clause; none without 分别.
fn members(context: &SlotContext, rank: &Range<usize>) -> Vec<String> {
    let clause = string(context.back_to(rank.start, LONGEST_LIST, "。；，：！？,;:!?\n"));
    match clause.split_once("分别") {
        Some((list, _)) => field_names::members(list),
        None => Vec::new(),
    }
}

/// Returns the ranks of a text that end their clause: 列全市「第一」, but not 第一书记, 第一位代表.
fn find(text: &[char]) -> Vec<Range<usize>> {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 1..text.len() {
        if text[at] != '第' {
            continue;
        }
        let number = count_leading(&text[at + 1..], is_number);
        let mut end = at + 1 + number;
        end += usize::from(matches!(text.get(end), Some('位' | '名')));
        let next = text.get(end).copied().unwrap_or('\n');
        let ends = "。，；、和！,;!)）”\n".contains(next);
        let goes_on =
            |last: &Range<usize>| last.end + 1 == at && matches!(text[last.end], '、' | '和');
        let is_listed = found.last().is_some_and(goes_on);
        if number > 0 && ends && (is_listed || is_introduced(text, at)) {
            found.push(at..end);
        }
    }
    found
}

/// Tests whether the clause before a rank says that it is one: 居全市.
fn is_introduced(text: &[char], at: usize) -> bool {
    let floor = at.saturating_sub(LONGEST_CLAUSE);
    let is_stop = |c: &char| "。；，：！？,;:!?\n".contains(*c);
    let start = text[floor..at].iter().rposition(is_stop);
    let clause = &text[start.map_or(floor, |stop| floor + stop + 1)..at];
    let says = |verb: &str| string(clause).contains(verb);
    RANKING.before(text, at)
        && ["居", "列", "排", "位", "获", "进入", "跃", "夺", "摘得"]
            .iter()
            .any(|verb| says(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_end_a_clause_that_ranks() {
        for (text, wanted) in [
            ("综合考核位列全市第3位，", Some("第3位")),
            ("增速居全市第一。", Some("第一")),
            ("营商环境评价列全市第二名，", Some("第二名")),
            ("各村第一书记，", None),
            ("坚持生命至上、安全第一，", None),
            ("第一、二产业", None),
            ("排名上升，第一位代表", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found = find(&chars)
                .first()
                .map(|span| string(&chars[span.clone()]));
            assert_eq!(found.as_deref(), wanted, "{text}");
        }
    }
}

//! Finds ranks: 综合考核位列全市「第3位」.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::field_names;
use super::context::{SlotContext, is_clause_end};
use super::field_set::FieldSet;
use super::figure_lists;
use crate::lexicon::{WordSet, count_leading, string, word_set};

/// Words that say a rank before it: 位列, 居, 获; 保持全市第一.
static RANKING: LazyLock<WordSet> =
    word_set!("居 列 排 位 名 获 进 入 跃 夺 第 市 县 省 区 州 国 镇 乡 旗 盟 全");
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
        // 增速位次连续前移、居全省第九位
        let about = about.unwrap_or_default();
        let name = format!("{}位次", about.trim_end_matches("位次"));
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
            let noun = || noun().map(|noun| before_number(&noun).to_owned());
            last_figure(context, set, rank.start).or_else(noun)
        };
        // 进出口总额突破万亿元、增速居全国第5位
        if let Some(measure) = bare_measure(&clauses.before) {
            let of = earlier().unwrap_or_default();
            return of_list.or(Some(format!("{}{measure}", of.trim_end_matches(measure))));
        }
        let noun = field_names::clause_noun(without_region(&clauses.before));
        let noun = noun.map(|noun| before_number(&noun).to_owned());
        of_list
            .or(noun
                .filter(|noun| noun.chars().count() > 1)
                .filter(|noun| !noun.starts_with('第')))
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
    let said = without_region(before.trim());
    let at = said.find(['居', '列', '排', '位', '跃', '稳']);
    let measure = without_region(&said[..at.unwrap_or(said.len())]).trim_end_matches('在');
    if measure == "总量" {
        return Some("总量");
    }
    field_names::bare_measure(measure)
}

/// Returns a clause without the region it ranks in: 增幅「全市」.
fn without_region(clause: &str) -> &str {
    let mut chars = clause.char_indices().rev();
    let (Some((_, level)), Some((at, '全'))) = (chars.next(), chars.next()) else {
        return clause;
    };
    if "省市县区州国镇乡旗盟".contains(level) {
        &clause[..at]
    } else {
        clause
    }
}

/// Returns what a noun says before a number in it: 生产总值「418.52亿元」.
fn before_number(noun: &str) -> &str {
    let at = noun.find(|c: char| c.is_ascii_digit());
    &noun[..at.unwrap_or(noun.len())]
}

/// Returns the members of the list before 分别 in a rank's clause; none without 分别.
fn members(context: &SlotContext, rank: &Range<usize>) -> Vec<String> {
    let clause = string(context.back_to(rank.start, LONGEST_LIST, is_clause_end));
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
        if text[at..].starts_with(&['首', '位']) || text[at..].starts_with(&['榜', '首']) {
            if is_introduced(text, at) && ends_clause(text, at + 2) {
                found.push(at..at + 2);
            }
            continue;
        }
        if !matches!(text[at], '第' | '前') {
            continue;
        }
        let number = count_leading(&text[at + 1..], is_number);
        let mut end = at + 1 + number;
        let counter = matches!(text.get(end), Some('位' | '名' | '强'));
        end += usize::from(counter);
        // 前三季度 is no rank, 前3位 is.
        let number = if text[at] == '前' && !counter {
            0
        } else {
            number
        };
        let goes_on =
            |last: &Range<usize>| last.end + 1 == at && matches!(text[last.end], '、' | '和');
        let is_listed = found.last().is_some_and(goes_on);
        if number > 0 && ends_clause(text, end) && (is_listed || is_introduced(text, at)) {
            found.push(at..end);
        }
    }
    found
}

fn ends_clause(text: &[char], end: usize) -> bool {
    let next = text.get(end).copied().unwrap_or('\n');
    "。，；、和！,;!)）”\n".contains(next)
}

/// Verbs of a clause that says a rank.
const VERBS: [&str; 14] = [
    "居", "列", "排", "位", "获", "进", "跃", "夺", "摘得", "保持", "蝉联", "领跑", "登", "占据",
];

/// Tests whether the clause before a rank says that it is one: 居全市.
fn is_introduced(text: &[char], at: usize) -> bool {
    let floor = at.saturating_sub(LONGEST_CLAUSE);
    let is_stop = |c: &char| "。；，：！？,;:!?\n".contains(*c);
    let start = text[floor..at].iter().rposition(is_stop);
    let clause = &text[start.map_or(floor, |stop| floor + stop + 1)..at];
    let says = |verb: &str| string(clause).contains(verb);
    // 总量、增幅全市第一; but not 全市第一、二产业
    let is_ordinal = text.get(at + 2) == Some(&'、') && text.get(at + 3) != Some(&'第');
    let is_of_all = at > 1 && text[at - 2] == '全' && !is_ordinal;
    let is_of_region = RANKING.before(text, at) || text[at - 1] == ')';
    is_of_region && (is_of_all || VERBS.iter().any(|verb| says(verb)))
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
            ("连续5年保持全市第一。", Some("第一")),
            ("人均收入排名全市前3位。", Some("前3位")),
            ("成功进入全省前十强，", Some("前十强")),
            ("增速居全市首位，", Some("首位")),
            ("外贸总量、增幅全市第一；", Some("第一")),
            ("列各县(市区)第一。", Some("第一")),
            ("全市第一、二产业", None),
            ("把安全放在首位。", None),
            ("居全市前列，前三季度", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found = find(&chars)
                .first()
                .map(|span| string(&chars[span.clone()]));
            assert_eq!(found.as_deref(), wanted, "{text}");
        }
    }
}

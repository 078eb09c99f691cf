//! Finds ranks: 综合考核位列全市「第3位」.

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

/// Adds a field of words for each rank: it is another every year, and nobody may say it unasked.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let text = context.report.folded();
    for rank in find(text) {
        if !set.is_free(&rank) || context.is_escaped(rank.start) {
            continue;
        }
        let clauses = context.clauses(&rank);
        let about = field_names::clause_noun(&clauses.before)
            .or_else(|| figure_lists::earlier_noun(context, &rank, &clauses.before));
        let name = format!("{}位次", about.unwrap_or_default());
        set.print_words(context, &name, &rank, || vec![name.clone()]);
    }
}

/// Returns the ranks of a text that end their clause: 列全市「第一」, but not 第一书记, 第一位代表.
fn find(text: &[char]) -> Vec<Range<usize>> {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let mut found = Vec::new();
    for at in 1..text.len() {
        if text[at] != '第' {
            continue;
        }
        let number = count_leading(&text[at + 1..], is_number);
        let mut end = at + 1 + number;
        end += usize::from(matches!(text.get(end), Some('位' | '名')));
        let next = text.get(end).copied().unwrap_or('\n');
        let ends = "。，；、！,;!)）”\n".contains(next);
        if number > 0 && ends && is_introduced(text, at) {
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

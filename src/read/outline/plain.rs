//! Unnumbered part titles: cleaned lines to those that title what follows, such as 2024年工作回顾.

use super::super::clean::Clean;
use crate::words::{List, list};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::candidate::Candidate;

/// The longest title of a part, in characters.
const LONGEST: usize = 32;
/// What the parts of a report are about.
static TOPICS: LazyLock<List> = list!(
    "回顾 安排 打算 计划 任务 目标 展望 总结 建议 思路 举措 措施 要求 设想 部署 成绩 成效 问题 自身建设 情况 \
     重点工作 主要工作 工作总体 体会 方向 前言 引言 结束语 结语 意见 工作重点 奋斗"
);

/// The lines, from `head` on, that title a part: short, without stop and number, about what parts are about, and with
/// text below; or, with their levels, those the file's format makes headings.
pub(super) fn find(clean: &Clean, head: usize, candidates: &[Candidate], levels: &[(usize, u8)]) -> Vec<(usize, u8)> {
    let leading = candidates.iter().filter(|candidate| candidate.leads);
    let numbered: HashSet<usize> = leading.map(|candidate| candidate.line).collect();
    let given: HashMap<usize, u8> = levels.iter().copied().collect();
    let level = |line: usize| {
        given.get(&line).copied().or_else(|| is_title(&clean.folded[clean.lines[line].clone()]).then_some(1))
    };
    (head..clean.lines.len().saturating_sub(1))
        .filter(|&line| !numbered.contains(&line))
        .filter_map(|line| level(line).map(|level| (line, level)))
        .collect()
}

fn is_title(text: &[char]) -> bool {
    if !(4..=LONGEST).contains(&text.len()) || text.iter().any(|c| "。;:!?,".contains(*c)) {
        return false;
    }
    let words: String = text.iter().collect();
    TOPICS.count(text) > 0 && !words.contains('|') && !words.contains('\t')
}

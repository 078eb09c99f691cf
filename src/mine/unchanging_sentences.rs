//! Finds the sentences of a review and of the problems that hold no field: next year's draft says
//! them word for word.
//!
//! 全年没有发生较大以上安全事故 was true of one year. A person has to read whether it is of the
//! next. So has a clause of that kind beside figures: 整改隐患46处，全年没有发生较大以上事故. And a
//! problem that is named again may have been solved: 旅游旺季人车拥堵，接待能力跟不上.

use std::ops::Range;

use super::fields::FoundField;
use super::parsed_report::ParsedReport;
use super::proposal::UnchangingSentence;
use super::section_roles::SectionRole;
use super::sections::sections;
use super::sentences::{Sentence, sentences};
use super::variable::VariableSpan;
use crate::schema::Schema;
use crate::template::AbsoluteWords;

/// The shortest sentence that says something of its year, in chars: not 主要做法是：.
const SHORTEST_SENTENCE: usize = 10;
/// The shortest that states something absolute, in chars: 没有发生事故。, but not 全部到位。.
const SHORTEST_ABSOLUTE: usize = 6;
/// Formulas that are said every year.
const FORMULAS: [&str; 12] = [
    "各位代表", "现将", "一年来，", "主要做了以下", "同志们", "在此，我", "在这里，我", "对这些",
    "对此，", "对上述", "对以上", "对存在的",
];
/// Closings that are said every year.
const CLOSINGS: [&str; 2] = ["请予审议", "批评指正"];

/// Returns the sentences on what was and what is wanting, in order, that ask nothing of their own.
pub(super) fn find(parsed: &ParsedReport) -> Vec<UnchangingSentence> {
    let mut found = Vec::new();
    let sections = sections(parsed);
    // A short paper has no headings, and says all of it before the first.
    let is_of_one_piece = sections.iter().all(|section| section.depth == 0);
    for section in sections {
        let says_what_was = match section.role {
            SectionRole::Review | SectionRole::Problems | SectionRole::Other => true,
            SectionRole::Opening => is_of_one_piece,
            _ => false,
        };
        for line in section.lines {
            for sentence in sentences(parsed, line) {
                if !says_what_was {
                    found.extend(clauses(parsed, &sentence, |_, words| is_of_one_time(words)));
                    continue;
                }
                let words = parsed.report.words(&sentence.span).trim().to_owned();
                let is_short = words.chars().count() < SHORTEST_SENTENCE;
                let is_formula = FORMULAS.iter().any(|formula| words.starts_with(formula));
                // 主要做法是： announces and says nothing of its year; a tab parts table cells.
                let is_formula = is_formula
                    || CLOSINGS.iter().any(|closing| words.contains(closing))
                    || words.ends_with('：')
                    || words.contains('\t');
                let is_short = is_short && !is_of_year(&words) && !is_absolute(&words);
                if !asks_nothing(parsed, sentence.variables.clone()) {
                    found.extend(absolute_clauses(parsed, &sentence));
                } else if !is_short && !is_formula {
                    let pattern = pattern(parsed, &sentence);
                    found.push(UnchangingSentence { words, pattern });
                }
            }
        }
    }
    found
}

/// Tests whether variables print nothing but what is asked for the whole report: the place and the
/// year turn in 2025年，云溪镇没有发生较大以上安全事故, and the claim stays.
fn asks_nothing(parsed: &ParsedReport, variables: Range<usize>) -> bool {
    let is_general = |variable: &VariableSpan| {
        let field = parsed.field(&variable.field);
        // 2025年是“十四五”规划收官之年 says another thing each year by itself.
        let says_plan = variable.part.starts_with("规划");
        field.is_none_or(FoundField::is_general) && !says_plan
    };
    parsed.variables[variables].iter().all(is_general)
}

/// Returns the clauses of a sentence that state something absolute and ask nothing.
fn absolute_clauses(parsed: &ParsedReport, sentence: &Sentence) -> Vec<UnchangingSentence> {
    clauses(parsed, sentence, |clause, words| {
        if asks_nothing(parsed, clause.variables.clone()) {
            is_absolute(words) || is_of_year(words)
        } else {
            is_first_time(&pattern(parsed, clause))
        }
    })
}

/// Tests whether words state something that nobody may say without having checked it.
fn is_absolute(words: &str) -> bool {
    words.chars().count() >= SHORTEST_ABSOLUTE && AbsoluteWords::shipped().is_in(words)
}

/// Returns the clauses of a sentence that are to be told of.
fn clauses(
    parsed: &ParsedReport,
    sentence: &Sentence,
    is_told: impl Fn(&Sentence, &str) -> bool,
) -> Vec<UnchangingSentence> {
    let number = sentence.point.as_ref();
    let whole = number.map_or(sentence.span.start, |number| number.end)..sentence.span.end;
    let mut clauses = Vec::new();
    let mut start = whole.start;
    for (n, c) in parsed.report.chars()[whole.clone()].iter().enumerate() {
        let end = whole.start + n + 1;
        if !matches!(c, '，' | ',') && end != whole.end {
            continue;
        }
        let clause = Sentence::of(parsed, start..end);
        start = end;
        let words = parsed.report.words(&clause.span).trim().to_owned();
        if is_told(&clause, &words) {
            let pattern = pattern(parsed, &clause);
            clauses.push(UnchangingSentence { words, pattern });
        }
    }
    clauses
}

/// Tests whether a clause of a plan is about what comes once: 办好第十五届全国运动会,
/// 庆祝建县80周年, 推进第二批试点.
///
/// Must not take 第三产业, 第一时间, 第二课堂, which are there every year.
fn is_of_one_time(words: &str) -> bool {
    let is_number = |c: char| "0123456789〇零一二三四五六七八九十百".contains(c);
    let mut rests = words.split('第').skip(1);
    let is_numbered = rests.any(|rest| {
        let behind = rest.trim_start_matches(is_number);
        behind.len() < rest.len() && behind.starts_with(['届', '批', '轮', '次'])
    });
    let has_jubilee = words
        .split_once("周年")
        .is_some_and(|(before, _)| before.ends_with(is_number));
    is_numbered || has_jubilee || words.contains("中全会")
}

/// Tests whether a clause says of its year what the figures beside it may not say of the next:
/// 与上年基本持平, 创历史新高, 实现连续五年负增长, 由全市第九位升至第四位, 超额完成年度目标,
/// 获评全国文明镇.
fn is_of_year(words: &str) -> bool {
    const SAYINGS: [&str; 20] = [
        "居全", "列全", "位居", "持平", "负增长", "由负转正", "由正转负", "扭亏为盈", "排名全",
        "翻番", "翻了一番", "翻一番", "居首", "超额完成", "全面完成", "圆满完成", "获评", "荣获",
        "被评为", "被授予",
    ];
    let ranks =
        words.contains(['由', '从']) && words.contains('第') && words.contains(['位', '名']);
    ranks || is_first_time(words) || SAYINGS.iter().any(|saying| words.contains(saying))
}

/// Tests whether words say that something was so for the first time, the best so far or the n-th
/// time, which it cannot be again, whatever figures stand beside it: 首次突破2万元.
///
/// Must not take 第三次会议, a session, nor 首批 alone, which may be a name.
fn is_first_time(words: &str) -> bool {
    const SAYINGS: [&str; 12] = [
        "首次", "首个", "首家", "首创", "率先", "历史新高", "历史新低", "历史最好", "历史最高",
        "填补了", "零的突破", "历史性突破",
    ];
    let counts_times = || {
        let mut rests = words.split('第').skip(1);
        rests.any(|rest| {
            let behind = rest.trim_start_matches(|c| "0123456789一二三四五六七八九十".contains(c));
            let is_counted = behind.len() < rest.len();
            is_counted && behind.starts_with('次') && !behind.contains('会')
        })
    };
    SAYINGS.iter().any(|saying| words.contains(saying)) || counts_times()
}

/// Returns a sentence to be told of, with marks where a variable is printed.
pub(super) fn told(
    parsed: &ParsedReport,
    sentence: &Sentence,
    is_printed: impl Fn(&VariableSpan) -> bool,
) -> UnchangingSentence {
    UnchangingSentence {
        words: parsed.report.words(&sentence.span).trim().to_owned(),
        pattern: pattern_of(parsed, sentence, is_printed),
    }
}

fn pattern(parsed: &ParsedReport, sentence: &Sentence) -> String {
    pattern_of(parsed, sentence, |_| true)
}

/// Returns a sentence's words with marks for the variables that every draft prints anew.
fn pattern_of(
    parsed: &ParsedReport,
    sentence: &Sentence,
    is_printed: impl Fn(&VariableSpan) -> bool,
) -> String {
    let mut words = String::new();
    // A point that moves up is the same sentence.
    let number = sentence.point.as_ref();
    let mut at = number.map_or(sentence.span.start, |number| number.end);
    let variables = parsed.variables[sentence.variables.clone()].iter();
    for variable in variables.filter(|variable| is_printed(variable)) {
        words += &parsed.report.words(&(at..variable.span.start.max(at)));
        words += Schema::PRINTED;
        at = variable.span.end;
    }
    words += &parsed.report.words(&(at..sentence.span.end));
    words.trim().to_owned()
}

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
    for section in sections(parsed) {
        let says_what_was = matches!(
            section.role,
            SectionRole::Review | SectionRole::Problems | SectionRole::Other
        );
        if !says_what_was {
            continue;
        }
        for line in section.lines {
            for sentence in sentences(parsed, line) {
                let words = parsed.report.words(&sentence.span).trim().to_owned();
                let is_short = words.chars().count() < SHORTEST_SENTENCE;
                let is_formula = FORMULAS.iter().any(|formula| words.starts_with(formula));
                // 主要做法是： announces and says nothing of its year; a tab parts table cells.
                let is_formula = is_formula
                    || CLOSINGS.iter().any(|closing| words.contains(closing))
                    || words.ends_with('：')
                    || words.contains('\t');
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
        let is_long = words.chars().count() >= SHORTEST_SENTENCE;
        let is_absolute = is_long && AbsoluteWords::shipped().is_in(&words);
        if asks_nothing(parsed, clause.variables.clone()) && (is_absolute || is_of_year(&words)) {
            let pattern = pattern(parsed, &clause);
            clauses.push(UnchangingSentence { words, pattern });
        }
    }
    clauses
}

/// Tests whether a clause says of its year what the figures beside it may not say of the next:
/// 与上年基本持平, 创历史新高, 实现连续五年负增长, 由全市第9位升至第4位.
fn is_of_year(words: &str) -> bool {
    const SAYINGS: [&str; 11] = [
        "居全", "列全", "位居", "持平", "历史新高", "历史新低", "负增长", "由负转正", "由正转负",
        "扭亏为盈", "首次突破",
    ];
    let ranks = words.contains('由') && words.contains('第') && words.contains('位');
    ranks || SAYINGS.iter().any(|saying| words.contains(saying))
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

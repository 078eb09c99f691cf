//! Checks the sums of tables: columns against a row 合计, rows against a column 合计.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cells::{TABLE, TableCellText, half, is_summed, number, shown};
use super::indicator::{StatedIndicator, best_name};
use super::subtotals;
use crate::diagnostic::{Message, Severity};
use crate::lexicon::string;
use crate::review::figure_scan::{FoundFigure, known_unit};
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{Rule, RuleCard, RuleTier};

pub(super) static RULES: [&Rule; 3] = [&TABLE, &ROW, &TEXT];

static ROW: Rule = Rule {
    code: "figures.row",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "合计等于各项之和；别的行都合得上，只有这一行合不上",
    title: "review.title.figures-row",
    hit: RuleCard::of(
        "工作汇报\n村名\t合计\t水田（亩）\t旱地（亩）\n上村\t500\t320\t180\n下村\t480\t280\t200\n东村\t650\t400\t260",
    ),
    miss: RuleCard::of(
        "工作汇报\n村名\t总户数\t低保户\t脱贫户\n上村\t500\t32\t18\n下村\t480\t28\t20\n东村\t650\t40\t26",
    ),
};

static TEXT: Rule = Rule {
    code: "figures.table-text",
    severity: Severity::Warning,
    tier: RuleTier::Statistics,
    source: "正文与附表的数一致",
    title: "review.title.figures-table-text",
    hit: RuleCard::of(
        "工作汇报\n全镇固定资产投资15.4亿元，增长8.5%。\n指标\t完成\t增长（%）\n固定资产投资（亿元）\t16.2\t8.5\n工业总产值（亿元）\t3.2\t7.1\n社会消费品零售总额（亿元）\t5.1\t6.0",
    ),
    miss: RuleCard::of(
        "工作汇报\n全镇固定资产投资15.4亿元，增长8.5%。\n指标\t完成\t增长（%）\n固定资产投资（万元）\t154032\t8.5\n工业总产值（亿元）\t3.2\t7.1\n社会消费品零售总额（亿元）\t5.1\t6.0",
    ),
};

/// What a total is called in the first column, or in the head of the last.
const TOTALS: [&str; 6] = ["合计", "总计", "合 计", "总 计", "全镇合计", "全县合计"];
pub(super) fn find(paper: &Paper, stated: &[StatedIndicator], findings: &mut Findings) {
    let mut judge = |rows: &[Vec<TableCellText>]| {
        columns(rows, findings);
        row_sums(rows, findings);
        against_text(paper, rows, stated, findings);
    };
    let mut rows: Vec<Vec<TableCellText>> = Vec::new();
    for line in paper.report.lines() {
        let cells = cells(paper, &line.span);
        let goes_on = rows.last().is_none_or(|last| last.len() == cells.len());
        if cells.len() < 2 || !goes_on {
            judge(&rows);
            rows.clear();
        }
        if cells.len() >= 2 {
            rows.push(cells);
        }
    }
    judge(&rows);
}

/// The cells of a row parted by tabs or bars.
fn cells(paper: &Paper, line: &Range<usize>) -> Vec<TableCellText> {
    let raw = &paper.raw[line.clone()];
    let bars = raw.iter().filter(|c| **c == '|').count() > 2;
    let parts = |c: &char| *c == '\t' || bars && *c == '|';
    if !raw.iter().any(parts) {
        return Vec::new();
    }
    let mut cells = Vec::new();
    let mut start = line.start;
    for piece in raw.split(parts) {
        let words = string(&paper.text[start..start + piece.len()]);
        let span = start..start + piece.len();
        cells.push(TableCellText {
            span,
            words: words.trim().to_owned(),
        });
        start += piece.len() + 1;
    }
    if bars {
        cells.retain(|cell| !cell.words.is_empty());
    }
    cells
}

/// Totals at the foot or the head of a table against the columns.
fn columns(rows: &[Vec<TableCellText>], findings: &mut Findings) {
    const FEWEST_ROWS: usize = 4;
    if rows.len() < FEWEST_ROWS {
        return;
    }
    let head = &rows[0];
    // A row of numbers is no head: what its columns are is not known.
    if head.iter().any(|cell| number(&cell.words).is_some()) {
        return;
    }
    let is_total = |row: &Vec<TableCellText>| {
        row.first()
            .is_some_and(|cell| TOTALS.contains(&cell.words.as_str()))
    };
    let totals: Vec<usize> = (1..rows.len()).filter(|at| is_total(&rows[*at])).collect();
    let has_blocks = rows.iter().any(|row| {
        row.first()
            .is_some_and(|cell| cell.words.contains("小计") || cell.words.contains("其中"))
    });
    let [total] = totals[..] else { return };
    let is_edge = total == 1 || total + 1 == rows.len();
    if !is_edge {
        return;
    }
    if has_blocks {
        return subtotals::judge(rows, total, findings);
    }
    for column in 1..head.len() {
        let title = &head[column].words;
        if !is_summed(title) {
            continue;
        }
        let others = (1..rows.len()).filter(|at| *at != total);
        let mut sum = Decimal::ZERO;
        let mut slack = Decimal::ZERO;
        let mut all = true;
        for at in others {
            let words = &rows[at][column].words;
            let value = number(words);
            all &= value.is_some()
                || words.is_empty()
                || matches!(words.as_str(), "-" | "—" | "/" | "0");
            let value = value.unwrap_or_default();
            slack += Decimal::try_from_i128_with_scale(5, value.scale() + 1).unwrap_or_default();
            sum += value;
        }
        let cell = &rows[total][column];
        let Some(said) = number(&cell.words).filter(|_| all && !sum.is_zero()) else {
            continue;
        };
        // Whole numbers add up exactly.
        let slack = if sum.scale() == 0 {
            Decimal::ZERO
        } else {
            slack
        };
        if (said - sum).abs() > slack {
            let args = [
                ("column", shown(title)),
                ("said", cell.words.clone()),
                ("sum", sum.normalize().to_string()),
            ];
            let message = Message::new("review.figures.table", args);
            findings.add(FindingDraft::new(&TABLE, cell.span.clone(), message));
        }
    }
}

/// Totals in the second or the last column against the rows. That a column is the sum of the others
/// is known from the rows that add up; a row that does not is wrong.
fn row_sums(rows: &[Vec<TableCellText>], findings: &mut Findings) {
    const FEWEST_PARTS: usize = 2;
    const FEWEST_RIGHT: usize = 2;
    let [head, body @ ..] = rows else { return };
    let is_total = |column: &usize| {
        let title = bare(&head[*column].words);
        TOTALS.contains(&title) || matches!(title, "小计" | "总数")
    };
    let edges = [1, head.len() - 1];
    let Some(total) = edges.into_iter().find(is_total) else {
        return;
    };
    let unit = unit_of(&head[total].words);
    let is_part = |column: &usize| {
        let title = &head[*column].words;
        let same_unit = unit.is_none() || unit_of(title).is_none() || unit_of(title) == unit;
        *column != total && same_unit && is_summed(title)
    };
    let parts: Vec<usize> = (1..head.len()).filter(is_part).collect();
    if parts.len() < FEWEST_PARTS {
        return;
    }
    let mut right = 0;
    let mut wrong = Vec::new();
    for row in body {
        let values: Option<Vec<Decimal>> = parts.iter().map(|at| number(&row[*at].words)).collect();
        let (Some(values), Some(said)) = (values, number(&row[total].words)) else {
            continue;
        };
        let sum: Decimal = values.iter().sum();
        let slack: Decimal = if sum.scale() == 0 {
            Decimal::ZERO
        } else {
            values.iter().map(half).sum()
        };
        if (said - sum).abs() > slack {
            wrong.push((row, sum));
        } else if !sum.is_zero() {
            right += 1;
        }
    }
    if right < FEWEST_RIGHT || right < wrong.len() * 2 {
        return;
    }
    for (row, sum) in wrong {
        let cell = &row[total];
        let args = [
            ("row", shown(&row[0].words)),
            ("said", cell.words.clone()),
            ("sum", sum.normalize().to_string()),
        ];
        let message = Message::with("review.figures.row", args.to_vec());
        findings.add(FindingDraft::new(&ROW, cell.span.clone(), message));
    }
}

/// What a table says was done, in its heads.
const DONE: [&str; 4] = ["完成", "实绩", "实际", "实现"];

/// An indicator of the text whose row has its value in no cell.
fn against_text(
    paper: &Paper,
    rows: &[Vec<TableCellText>],
    stated: &[StatedIndicator],
    findings: &mut Findings,
) {
    let [head, body @ ..] = rows else { return };
    let is_of_this_year = head
        .iter()
        .any(|cell| DONE.iter().any(|word| cell.words.contains(word)));
    if !is_of_this_year {
        return;
    }
    for row in body {
        let Some(name) = best_name(bare(&row[0].words)) else {
            continue;
        };
        let unit = unit_of(&row[0].words)
            .or_else(|| head.iter().skip(1).find_map(|cell| unit_of(&cell.words)));
        let values: Vec<Decimal> = row.iter().filter_map(|cell| number(&cell.words)).collect();
        let (Some(unit), false) = (unit, values.is_empty()) else {
            continue;
        };
        let same = stated.iter().filter(|one| one.name == name);
        for one in same {
            let Some(in_cells) = values_in(&values, unit, &one.figure) else {
                continue;
            };
            let fits = |value: &Decimal| (*value - one.figure.value).abs() <= one.figure.half();
            if in_cells.iter().any(fits) {
                continue;
            }
            let args = [
                ("name", shown(&row[0].words)),
                ("value", paper.words(&one.figure.span)),
            ];
            let message = Message::new("review.figures.table-text", args);
            findings.add(FindingDraft::new(&TEXT, row[0].span.clone(), message));
        }
    }
}

/// Numbers of a unit in the unit of a figure; none where the units do not convert.
fn values_in(values: &[Decimal], unit: &str, figure: &FoundFigure) -> Option<Vec<Decimal>> {
    let unit = known_unit(unit)?;
    let mut converted = Vec::new();
    for value in values {
        let cell = FoundFigure {
            span: 0..0,
            value: *value,
            unit,
            is_rough: false,
        };
        converted.push(cell.in_unit_of(figure)?);
    }
    Some(converted)
}

/// Words without what stands in brackets behind them: 固定资产投资（亿元）.
fn bare(words: &str) -> &str {
    words
        .split_once(['(', '（'])
        .map_or(words, |(name, _)| name)
        .trim()
}

/// The unit in brackets behind words.
fn unit_of(words: &str) -> Option<&str> {
    let (_, rest) = words.split_once(['(', '（'])?;
    let unit = rest.trim_end_matches([')', '）']).trim();
    (!unit.is_empty()).then_some(unit)
}

//! Checks the sums of tables: columns against a row 合计, rows against a column 合计.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diagnostic::{Message, Severity};
use crate::lexicon::string;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{Rule, RuleCard, RuleTier};

pub(super) static RULES: [&Rule; 1] = [&TABLE];

static TABLE: Rule = Rule {
    code: "figures.table",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "合计等于各项之和，在四舍五入允许的范围内",
    title: "review.title.figures-table",
    hit: RuleCard::of(
        "工作汇报\n村名\t户数（户）\t耕地（亩）\n上村\t320\t1500\n下村\t280\t1700\n合计\t600\t3300",
    ),
    miss: RuleCard::of(
        "工作汇报\n村名\t户数（户）\t增长（%）\n上村\t320\t5.1\n下村\t280\t4.7\n合计\t600\t4.9",
    ),
};

/// What a total is called in the first column, or in the head of the last.
const TOTALS: [&str; 6] = ["合计", "总计", "合 计", "总 计", "全镇合计", "全县合计"];
/// Heads of columns that no sum is of.
const NOT_SUMMED: [&str; 12] = [
    "%", "率", "比", "均", "价", "序号", "排名", "名次", "占", "增速", "指数", "年份",
];

/// A cell of a table.
#[derive(Clone, Debug)]
struct TableCellText {
    span: Range<usize>,
    words: String,
}

pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    let mut rows: Vec<Vec<TableCellText>> = Vec::new();
    for line in paper.report.lines() {
        let cells = cells(paper, &line.span);
        let goes_on = rows.last().is_none_or(|last| last.len() == cells.len());
        if cells.len() < 2 || !goes_on {
            judge(&rows, findings);
            rows.clear();
        }
        if cells.len() >= 2 {
            rows.push(cells);
        }
    }
    judge(&rows, findings);
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

fn judge(rows: &[Vec<TableCellText>], findings: &mut Findings) {
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
    let subtotals = rows.iter().any(|row| {
        row.first()
            .is_some_and(|cell| cell.words.contains("小计") || cell.words.contains("其中"))
    });
    let [total] = totals[..] else { return };
    let is_edge = total == 1 || total + 1 == rows.len();
    if subtotals || !is_edge {
        return;
    }
    for column in 1..head.len() {
        let title = &head[column].words;
        if NOT_SUMMED.iter().any(|word| title.contains(word)) {
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
                ("column", title.clone()),
                ("said", cell.words.clone()),
                ("sum", sum.normalize().to_string()),
            ];
            let message = Message::new("review.figures.table", args);
            findings.add(FindingDraft::new(&TABLE, cell.span.clone(), message));
        }
    }
}

/// A cell that is a number and nothing else.
fn number(words: &str) -> Option<Decimal> {
    let plain: String = words.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    Decimal::from_str_exact(&plain).ok()
}

//! Checks the sums of tables in blocks: 小计 against the rows of each, the total against all.
//!
//! What a 小计 is of, the rows above it or below, is not written; the blocks that add up tell it.
//! Where none does nothing is judged. A row that begins with 其中 is a part of the row above it.

use rust_decimal::Decimal;

use super::cells::{TABLE, TableCellText, half, is_summed, number, shown};
use crate::diagnostic::Message;
use crate::review::findings::{FindingDraft, Findings};

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowKind {
    Plain,
    Subtotal,
    Total,
    /// A part of a row that is summed itself.
    Among,
}

/// A sum that a table has a cell for: the row of that cell and the rows it is of.
#[derive(Debug)]
struct BlockSum {
    at: usize,
    of: Vec<usize>,
}

/// Judges a table that has 小计 or 其中 among its rows; `total` is its first or its last row.
pub(super) fn judge(rows: &[Vec<TableCellText>], total: usize, findings: &mut Findings) {
    let kinds: Vec<RowKind> = (0..rows.len())
        .map(|at| kind_of(&rows[at], at == total))
        .collect();
    let mut best: Option<(usize, Vec<Fault>)> = None;
    for is_above in [true, false] {
        let (right, faults) = weigh(rows, &block_sums(&kinds, total, is_above));
        let known = best.as_ref().map_or(0, |(known, _)| *known);
        if right > known {
            best = Some((right, faults));
        }
    }
    let Some((right, faults)) = best else { return };
    if right < faults.len() {
        return;
    }
    for fault in faults {
        let cell = &rows[fault.row][fault.column];
        let args = [
            ("column", shown(&rows[0][fault.column].words)),
            ("said", cell.words.clone()),
            ("sum", fault.sum.normalize().to_string()),
        ];
        let message = Message::new("review.figures.table", args);
        findings.add(FindingDraft::new(&TABLE, cell.span.clone(), message));
    }
}

fn kind_of(row: &[TableCellText], is_total: bool) -> RowKind {
    let name = row.first().map_or("", |cell| cell.words.as_str());
    if is_total {
        RowKind::Total
    } else if name.starts_with("其中") {
        RowKind::Among
    } else if name.contains("小计") {
        RowKind::Subtotal
    } else {
        RowKind::Plain
    }
}

/// The sums of a table whose subtotals stand above their rows, or below them.
fn block_sums(kinds: &[RowKind], total: usize, is_above: bool) -> Vec<BlockSum> {
    let mut sums = Vec::new();
    let mut of_total = Vec::new();
    let mut block = Vec::new();
    let mut open: Option<usize> = None;
    for (at, kind) in kinds.iter().enumerate().skip(1) {
        match kind {
            RowKind::Plain => block.push(at),
            RowKind::Subtotal if is_above => {
                close(&mut sums, &mut of_total, open, &mut block);
                open = Some(at);
            }
            RowKind::Subtotal => close(&mut sums, &mut of_total, Some(at), &mut block),
            RowKind::Total | RowKind::Among => {}
        }
    }
    close(&mut sums, &mut of_total, open, &mut block);
    sums.push(BlockSum {
        at: total,
        of: of_total,
    });
    sums
}

/// Ends a block: its rows are summed by its subtotal, or by the total where it has none.
fn close(
    sums: &mut Vec<BlockSum>,
    of_total: &mut Vec<usize>,
    subtotal: Option<usize>,
    block: &mut Vec<usize>,
) {
    let rows = std::mem::take(block);
    match subtotal {
        Some(at) => {
            of_total.push(at);
            sums.push(BlockSum { at, of: rows });
        }
        None => of_total.extend(rows),
    }
}

/// A cell that is not the sum of its rows.
struct Fault {
    row: usize,
    column: usize,
    sum: Decimal,
}

/// How many sums are right, and which are wrong.
fn weigh(rows: &[Vec<TableCellText>], sums: &[BlockSum]) -> (usize, Vec<Fault>) {
    const FEWEST_PARTS: usize = 2;
    let mut right = 0;
    let mut faults = Vec::new();
    for column in (1..rows[0].len()).filter(|column| is_summed(&rows[0][*column].words)) {
        for block in sums.iter().filter(|block| block.of.len() >= FEWEST_PARTS) {
            let values = block.of.iter().map(|at| number(&rows[*at][column].words));
            let Some(values) = values.collect::<Option<Vec<Decimal>>>() else {
                continue;
            };
            let Some(said) = number(&rows[block.at][column].words) else {
                continue;
            };
            let sum: Decimal = values.iter().sum();
            let slack: Decimal = values.iter().map(half).sum();
            // Whole numbers add up exactly.
            let slack = if sum.scale() == 0 {
                Decimal::ZERO
            } else {
                slack
            };
            if (said - sum).abs() > slack {
                let row = block.at;
                faults.push(Fault { row, column, sum });
            } else if !sum.is_zero() {
                right += 1;
            }
        }
    }
    (right, faults)
}

#[cfg(test)]
mod tests {
    use crate::read::Report;
    use crate::review::{ReviewOptions, Reviewer};

    fn faults(table: &str) -> Vec<String> {
        let report = Report::read(&format!("工作汇报\n情况见下表。\n{table}"));
        let review = Reviewer::new(ReviewOptions::default()).review(&report);
        let told = review
            .findings
            .iter()
            .filter(|one| one.rule.code == "figures.table");
        told.map(|one| report.source()[one.span.clone()].iter().collect())
            .collect()
    }

    #[test]
    fn subtotals_are_of_the_rows_above_or_below() {
        let head = "片区\t户数（户）\t耕地（亩）\n";
        let below = "上村\t320\t1500\n下村\t280\t1700\n小计\t600\t3200\n东村\t100\t900\n西村\t150\t800\n小计\t250\t1700\n合计\t850\t4900";
        assert!(faults(&format!("{head}{below}")).is_empty());
        let wrong = below.replace("250\t1700", "260\t1700");
        assert_eq!(faults(&format!("{head}{wrong}")), ["260", "850"]);
        let above = "合计\t850\t4900\n北片小计\t600\t3200\n上村\t320\t1500\n下村\t280\t1700\n南片小计\t250\t1700\n东村\t100\t900\n西村\t150\t850";
        assert_eq!(faults(&format!("{head}{above}")), ["1700"]);
    }

    #[test]
    fn a_part_of_a_row_is_not_summed_again() {
        let head = "类别\t本年（万元）\t上年（万元）\n";
        let rows = "税收收入\t320\t300\n其中：增值税\t120\t110\n非税收入\t80\t70\n合计\t400\t370";
        assert!(faults(&format!("{head}{rows}")).is_empty());
        let wrong = rows.replace("合计\t400", "合计\t420");
        assert_eq!(faults(&format!("{head}{wrong}")), ["420"]);
        // No column adds up: what the rows are of is not known.
        let unknown = rows.replace("合计\t400\t370", "合计\t520\t480");
        assert!(faults(&format!("{head}{unknown}")).is_empty());
    }
}

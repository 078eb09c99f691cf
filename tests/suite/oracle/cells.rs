//! Reads generated workbooks, and compares each cell with what `LibreOffice` shows in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use nigao::read;
use nigao::read::spreadsheet::{CellAddress, builtin};

use super::tools::{self, Tool};
use crate::cells::number_format::{Difference, difference};

/// Not the seed of the table in tests/oracles/cells, so that other formats are made.
const SEED: &str = "11";
/// How many formats are made beside those that are listed.
const FORMATS: &str = "300";

/// The kinds of workbooks, each with the column of the table that has what it shows. An .ods holds
/// the words that its cells showed when it was saved.
const KINDS: [(&str, usize); 3] = [("xlsx", 0), ("xls", 1), ("ods", 0)];

/// A value under a format, and what `LibreOffice` shows of it.
struct Pair<'a> {
    value: &'a str,
    code: Cow<'a, str>,
    id: &'a str,
    shown: &'a str,
}

/// What became of the cells of a workbook.
#[derive(Debug, Default)]
struct Tally {
    same: u32,
    /// Cells with a fault, which names the cell.
    refused: u32,
    /// Cells that `LibreOffice` shows otherwise than Excel.
    known: BTreeMap<Difference, u32>,
    wrong: Vec<String>,
}

#[test]
#[ignore = "needs the programs that tests/oracles/setup.sh installs"]
fn every_cell_is_read_as_it_is_shown_or_refused_with_its_address() {
    Tool::Soffice.find();
    let folder = tools::folder().join("cells");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let table = folder.join("shown.tsv");
    let script = tools::root().join("tests/oracles/cells/pairs.py");
    let status = Command::new("python3")
        .args([&script, &table])
        .args([SEED, FORMATS])
        .arg(&folder)
        .status()
        .expect("python3 starts");
    assert!(status.success(), "pairs.py: {status}");
    let table = std::fs::read_to_string(table).expect("the table");
    for calendar in ["1900", "1904"] {
        for (kind, column) in KINDS {
            let pairs: Vec<Pair> = table
                .lines()
                .filter_map(|line| pair(line, calendar, kind, column))
                .collect();
            let tally = compare(
                &folder.join(format!("pairs{calendar}.{kind}")),
                kind,
                &pairs,
            );
            let Tally {
                same,
                refused,
                known,
                wrong,
            } = &tally;
            println!("{calendar}.{kind}: same {same}, refused {refused}, {known:?}");
            assert!(
                wrong.is_empty(),
                "{calendar}.{kind}: {} are wrong:\n{}",
                wrong.len(),
                wrong.join("\n")
            );
            let count = u32::try_from(pairs.len()).expect("some thousands");
            assert!(*same * 10 >= count * 7, "{same} of {count}");
            assert!(*refused * 20 <= count, "{refused} of {count}");
        }
    }
}

/// Returns the pair of a line, if it is of the calendar, with what the column of a kind shows.
fn pair<'a>(line: &'a str, calendar: &str, kind: &str, column: usize) -> Option<Pair<'a>> {
    let row: Vec<&str> = line.split('\t').collect();
    let [value, code, id, its_calendar, ref shown @ ..] = row[..] else {
        panic!("{line}")
    };
    let code = match id.parse() {
        Ok(id) => builtin(id).expect("a format known by number"),
        Err(_) => code,
    };
    // Saving as .xls gives the words of the system's language for those of the code.
    let code = match kind {
        "xls" => code.replace("上午/下午", "AM/PM").into(),
        _ => code.into(),
    };
    (its_calendar == calendar).then_some(Pair {
        value,
        code,
        id,
        shown: shown[column],
    })
}

/// Compares the first column of a workbook with what is shown, a row a pair.
fn compare(book: &Path, kind: &str, pairs: &[Pair]) -> Tally {
    let workbook = read::workbook(&std::fs::read(book).expect("the workbook")).expect("readable");
    let sheet = &workbook.sheets[0];
    let mut tally = Tally::default();
    for (row, pair) in pairs.iter().enumerate() {
        let row = u32::try_from(row).expect("some thousands");
        let cell = sheet.cell(CellAddress { row, column: 0 });
        if cell.is_some_and(|cell| cell.fault.is_some()) {
            tally.refused += 1;
            continue;
        }
        let ours = cell.map_or("", |cell| &cell.text);
        // A cell is read without the blanks around its words.
        let theirs = pair.shown.trim();
        if ours == theirs {
            tally.same += 1;
            continue;
        }
        let reason = |code, theirs| difference(pair.value, code, pair.id, theirs, ours);
        let found = reason(&pair.code, pair.shown)
            .or_else(|| reason(&pair.code, theirs))
            // A code that .xls has no words for is saved as General.
            .or_else(|| (kind == "xls").then(|| reason("General", theirs)).flatten());
        match found {
            Some(difference) => *tally.known.entry(difference).or_insert(0) += 1,
            None => tally.wrong.push(format!(
                "A{}: {} in {} ({}): {theirs:?}, read {ours:?}",
                row + 1,
                pair.value,
                pair.code,
                pair.id
            )),
        }
    }
    tally
}

//! Opens files that may hold several reports, and picks among those: `--pick 2,4,6`.
//!
//! A collection is never mixed silently: `mine` and `inspect` refuse it until the user has picked.

use std::path::Path;
use std::str::FromStr;

use nigao::diagnostic::Message;
use nigao::read::{Report, Source};

use super::super::lang::translate_with as tell;
use super::super::outcome::{Failure, Outcome};
use super::super::terminal::{Terminal, clean};

/// The longest first line shown of a report, in chars.
const LONGEST_TITLE: usize = 30;
/// The words that pick every report.
const ALL: [&str; 2] = ["all", "全部"];

/// Which reports of a collection are wanted.
#[derive(Clone, Debug)]
pub(crate) enum Picked {
    All,
    /// Their numbers, from 1.
    Numbers(Vec<usize>),
}

impl FromStr for Picked {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        if ALL.contains(&words.trim()) {
            return Ok(Self::All);
        }
        let mut numbers = Vec::new();
        for word in words.split([',', '，', '、']) {
            let wrong = |_| tell("mine.bad-pick", [("words", word)]);
            numbers.push(word.trim().parse().map_err(wrong)?);
        }
        Ok(Self::Numbers(numbers))
    }
}

impl Picked {
    /// Returns whether a report, by its index, is wanted.
    pub(super) fn has(&self, index: usize) -> bool {
        match self {
            Self::All => true,
            Self::Numbers(numbers) => numbers.contains(&(index + 1)),
        }
    }

    /// Refuses numbers that none of `count` reports has.
    pub(super) fn check(&self, count: usize) -> Outcome<()> {
        let Self::Numbers(numbers) = self else {
            return Ok(());
        };
        let wrong = numbers.iter().find(|number| !(1..=count).contains(*number));
        let Some(wrong) = wrong else { return Ok(()) };
        let args = [("number", wrong.to_string()), ("all", count.to_string())];
        Err(Failure::Usage(
            Message::new("mine.no-such-report", args),
            None,
        ))
    }
}

/// Refuses a collection of which nothing was picked, after listing the reports it holds.
pub(super) fn refuse_unpicked(path: &Path, parts: &[Report], terminal: &Terminal) -> Failure {
    let args = [
        ("file", path.display().to_string()),
        ("n", parts.len().to_string()),
    ];
    let mut list = format!("{}\n", tell("mine.collection", args));
    for (at, report) in parts.iter().enumerate() {
        let text = report.text();
        let title: String = text
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(LONGEST_TITLE)
            .collect();
        list += &clean(&format!("  {}. {title}\n", at + 1));
    }
    terminal.note(&list);
    unpicked(path, parts.len())
}

fn unpicked(path: &Path, count: usize) -> Failure {
    let args = [("file", path.display().to_string())];
    Failure::usage(
        Message::new("mine.unpicked", args),
        Message::new("mine.unpicked.hint", [("n", count)]),
    )
}

/// Refuses a file of several reports where each file is taken for one.
pub(in crate::cli) fn refuse_collection(path: &Path, source: &Source) -> Outcome<()> {
    match source.clone().split().len() {
        0 | 1 => Ok(()),
        count => Err(unpicked(path, count)),
    }
}

/// Returns the one report of a file that is wanted: the file itself, or the picked one of a
/// collection.
pub(in crate::cli) fn pick_one(
    path: &Path,
    source: Source,
    pick: Option<&Picked>,
    terminal: &Terminal,
) -> Outcome<Source> {
    let Some(pick) = pick else {
        let parts = source.clone().split();
        if parts.len() > 1 {
            let parts: Vec<Report> = parts.iter().map(Report::of).collect();
            return Err(refuse_unpicked(path, &parts, terminal));
        }
        return Ok(source);
    };
    let Picked::Numbers(_) = pick else {
        return Ok(source);
    };
    let parts = source.split();
    pick.check(parts.len())?;
    let mut wanted = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        if pick.has(at) {
            wanted.push(part);
        }
    }
    match <[Source; 1]>::try_from(wanted) {
        Ok([only]) => Ok(only),
        Err(_) => Err(Failure::Usage(Message::plain("mine.pick-one"), None)),
    }
}

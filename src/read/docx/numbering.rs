//! Numbering: the lists of a Word file to the number each paragraph shows.

use std::collections::HashMap;

use super::xml::{Element, Node, walk};
use crate::error::Result;
use crate::numeral::hanzi;

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Counter {
    /// Abstract list → its levels.
    levels: HashMap<String, Vec<Level>>,
    /// List → abstract list.
    lists: HashMap<String, String>,
    /// List and level → a start of its own.
    starts: HashMap<(String, usize), u64>,
    /// Abstract list → how far each level has counted.
    counts: HashMap<String, [u64; LEVELS]>,
    /// Lists that have begun.
    begun: std::collections::HashSet<String>,
}

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    /// `（%1）`
    pattern: String,
    start: u64,
}

impl Counter {
    /// The number the next paragraph of a list shows, and what parts it from the words: nothing where it ends in a
    /// mark, else a space. Bullets of symbol fonts show nothing.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(kind) = self.lists.get(list).cloned() else { return String::new() };
        let Some(levels) = self.levels.get(&kind) else { return String::new() };
        let counts = self.counts.entry(kind).or_default();
        if self.begun.insert(list.to_owned()) {
            for (at, count) in counts.iter_mut().enumerate() {
                *count = self.starts.get(&(list.to_owned(), at)).map_or(*count, |start| start.saturating_sub(1));
            }
        }
        for (at, count) in counts[..=level].iter_mut().enumerate() {
            let start = levels.get(at).map_or(1, |level| level.start);
            let counted = *count + u64::from(at == level);
            *count = if *count == 0 { start.max(1) } else { counted };
        }
        counts[level + 1..].fill(0);
        show(levels, counts, level)
    }
}

fn show(levels: &[Level], counts: &[u64; LEVELS], level: usize) -> String {
    let Some(own) = levels.get(level) else { return String::new() };
    if own.format == "bullet" || own.format == "none" {
        let printable = |c: char| !('\u{e000}'..='\u{f8ff}').contains(&c) && !c.is_ascii_alphabetic();
        return if own.pattern.chars().all(printable) { own.pattern.clone() } else { String::new() };
    }
    let mut label = own.pattern.clone();
    for (at, count) in counts.iter().enumerate() {
        let format = levels.get(at).map_or("decimal", |level| level.format.as_str());
        label = label.replace(&format!("%{}", at + 1), &print(format, *count));
    }
    if label.ends_with(|c: char| c.is_ascii_alphanumeric()) { label + " " } else { label }
}

/// A count in a format of `w:numFmt`.
fn print(format: &str, count: u64) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting"
        | "ideographDigital"
        | "japaneseDigitalTenThousand" => hanzi(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(count),
        "decimalZero" => format!("{count:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            count.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect()
        }
        "upperLetter" => letter(count, 'A'),
        "lowerLetter" => letter(count, 'a'),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        _ => count.to_string(),
    }
}

fn circled(count: u64) -> String {
    let circle = u32::try_from(count).ok().filter(|n| (1..=20).contains(n)).and_then(|n| char::from_u32(0x245F + n));
    circle.map_or_else(|| count.to_string(), String::from)
}

fn letter(count: u64, first: char) -> String {
    let at = u32::try_from(count.saturating_sub(1) % 26).unwrap_or(0);
    char::from_u32(u32::from(first) + at).map_or_else(String::new, String::from)
}

fn roman(mut count: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 3999 {
        return count.to_string();
    }
    let mut signs = String::new();
    for (value, sign) in SIGNS {
        while count >= value {
            signs += sign;
            count -= value;
        }
    }
    signs
}

/// Reads `word/numbering.xml`; an empty part has no lists.
pub(super) fn read(part: &str) -> Result<Counter> {
    let mut reader = Numbering::default();
    walk(part, |node| match node {
        Node::Open(element) => reader.open(&element),
        Node::Close(name) => reader.close(&name),
        Node::Text(_) => {}
    })?;
    Ok(reader.counter)
}

/// Where a walk through the numbering stands.
#[derive(Default)]
struct Numbering {
    counter: Counter,
    kind: Option<String>,
    list: Option<String>,
    level: usize,
}

impl Numbering {
    fn open(&mut self, element: &Element) {
        let value = element.value().unwrap_or_default().to_owned();
        match element.name.as_str() {
            "abstractNum" => self.kind = element.get("abstractNumId").map(str::to_owned),
            "num" => self.list = element.get("numId").map(str::to_owned),
            "abstractNumId" => {
                if let Some(list) = &self.list {
                    self.counter.lists.insert(list.clone(), value);
                }
            }
            "lvl" | "lvlOverride" => {
                self.level = element.get("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1);
            }
            "startOverride" => {
                if let (Some(list), Ok(start)) = (&self.list, value.parse()) {
                    self.counter.starts.insert((list.clone(), self.level), start);
                }
            }
            "start" | "numFmt" | "lvlText" => self.set(&element.name, value),
            _ => {}
        }
    }

    fn set(&mut self, what: &str, value: String) {
        let Some(kind) = self.kind.as_ref().filter(|_| self.list.is_none()) else { return };
        let levels = self.counter.levels.entry(kind.clone()).or_insert_with(|| vec![Level::default(); LEVELS]);
        let level = &mut levels[self.level];
        match what {
            "start" => level.start = value.parse().unwrap_or(1),
            "numFmt" => level.format = value,
            _ => level.pattern = value,
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "abstractNum" => self.kind = None,
            "num" => self.list = None,
            _ => {}
        }
    }
}

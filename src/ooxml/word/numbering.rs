//! Counts the lists of a Word file, to give each paragraph the number it shows.

use std::collections::{HashMap, HashSet};

use super::number_format::print;
use super::tracked::next_current;
use crate::ooxml::limits::{LONGEST_NAME_BYTES, Limit};
use crate::ooxml::{Element, PackageError, PackageResult, XmlEvent, XmlReader};

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct ListCounter {
    /// Abstract list → its levels.
    levels: HashMap<String, Vec<ListLevel>>,
    /// List → abstract list.
    lists: HashMap<String, String>,
    /// Abstract list → the style whose list it takes over, and style → the list it gives.
    links: HashMap<String, String>,
    linked: HashMap<String, String>,
    /// List and level → a start that replaces the level's.
    starts: HashMap<(String, usize), u64>,
    /// List and level → a level that replaces the abstract list's.
    overrides: HashMap<(String, usize), ListLevel>,
    /// Abstract list → how far each level has counted.
    counts: HashMap<String, [u64; LEVELS]>,
    /// Lists that have begun.
    begun: HashSet<String>,
}

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct ListLevel {
    /// `w:numFmt`
    format: String,
    /// `（%1）`
    pattern: String,
    start: u64,
    /// The level below which it starts anew, from 1; 0 for never. Without it the one above.
    restart: Option<usize>,
    /// Whether the numbers of higher levels in it are Arabic, whatever their format.
    legal: bool,
    /// Whether nothing parts it from the words.
    tight: bool,
    /// The style whose paragraphs have this level.
    style: Option<String>,
}

impl ListCounter {
    /// Returns the level of a list that is linked to one of a paragraph's styles, the nearest
    /// style first (ECMA-376-1 17.9.23).
    pub(super) fn linked_level<'a>(
        &self,
        list: &str,
        mut styles: impl Iterator<Item = &'a str>,
    ) -> Option<usize> {
        let levels = self.levels.get(self.source_of(list)?)?;
        styles.find_map(|style| {
            levels
                .iter()
                .position(|level| level.style.as_deref() == Some(style))
        })
    }

    /// The abstract list that gives a list its levels.
    fn source_of(&self, list: &str) -> Option<&String> {
        let kind = self.lists.get(list)?;
        let linked = self
            .links
            .get(kind)
            .and_then(|style| self.linked.get(style));
        Some(linked.unwrap_or(kind))
    }

    /// Returns the number the next paragraph of a list shows, and what parts it from the words:
    /// nothing where it ends in a mark, else a space. Bullets of symbol fonts show nothing.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(kind) = self.lists.get(list) else {
            return String::new();
        };
        let source = self
            .source_of(list)
            .and_then(|source| self.levels.get(source));
        let Some(levels) = source else {
            return String::new();
        };
        let mut shown: Vec<&ListLevel> = levels.iter().collect();
        for (at, level) in shown.iter_mut().enumerate() {
            if let Some(replacing) = self.overrides.get(&(list.to_owned(), at)) {
                *level = replacing;
            }
        }
        let counts = self.counts.entry(kind.clone()).or_default();
        if self.begun.insert(list.to_owned()) {
            for (at, count) in counts.iter_mut().enumerate() {
                if let Some(start) = self.starts.get(&(list.to_owned(), at)) {
                    *count = start.saturating_sub(1);
                }
            }
        }
        count(counts, &shown, level);
        label(&shown, counts, level)
    }
}

/// Counts a paragraph of a level: levels above it have begun with it, levels below it start anew.
fn count(counts: &mut [u64; LEVELS], levels: &[&ListLevel], level: usize) {
    for (at, count) in counts[..=level].iter_mut().enumerate() {
        if *count == 0 {
            *count = levels.get(at).map_or(1, |level| level.start).max(1);
        } else if at == level {
            *count = count.saturating_add(1);
        }
    }
    for (at, count) in counts.iter_mut().enumerate().skip(level + 1) {
        let restart = levels.get(at).and_then(|level| level.restart).unwrap_or(at);
        if level < restart {
            *count = 0;
        }
    }
}

/// The number of a level as the page shows it.
fn label(levels: &[&ListLevel], counts: &[u64; LEVELS], level: usize) -> String {
    let Some(shown) = levels.get(level) else {
        return String::new();
    };
    // Words without a number stay; the pattern of a number that is not shown goes with it.
    if shown.format == "none" && shown.pattern.contains('%') {
        return String::new();
    }
    if shown.format == "bullet" || shown.format == "none" {
        let is_sign = |c: char| !('\u{e000}'..='\u{f8ff}').contains(&c) && !c.is_ascii_alphabetic();
        let is_shown = shown.pattern.chars().all(is_sign);
        return if is_shown {
            shown.pattern.clone()
        } else {
            String::new()
        };
    }
    let mut label = shown.pattern.clone();
    for (at, count) in counts.iter().enumerate() {
        let format = levels
            .get(at)
            .map_or("decimal", |level| level.format.as_str());
        let format = if shown.legal { "decimal" } else { format };
        label = label.replace(&format!("%{}", at + 1), &print(format, *count));
    }
    if label.ends_with(|c: char| c.is_ascii_alphanumeric()) && !shown.tight {
        label.push(' ');
    }
    label
}

/// Reads `word/numbering.xml`; an empty part has no lists.
///
/// # Errors
/// When it is no XML, or is beyond the limits.
pub(super) fn read(part: &str) -> PackageResult<ListCounter> {
    let mut numbering = Numbering::default();
    let mut reader = XmlReader::new(part);
    while let Some(event) = next_current(&mut reader)? {
        match event {
            // The second form of a number format for old programs.
            XmlEvent::Open(element) if element.name == "Fallback" => reader.skip_element()?,
            XmlEvent::Open(element) => numbering.open(&element)?,
            XmlEvent::Close(name) => numbering.close(name),
            XmlEvent::Text(_) => {}
        }
    }
    Ok(numbering.counter)
}

/// The numbering being read.
#[derive(Default)]
struct Numbering {
    counter: ListCounter,
    kind: Option<String>,
    list: Option<String>,
    level: usize,
}

impl Numbering {
    fn open(&mut self, element: &Element) -> PackageResult<()> {
        let value = element.value().unwrap_or_default().into_owned();
        // Each paragraph of a list repeats the pattern of its label.
        if value.len() > LONGEST_NAME_BYTES {
            return Err(PackageError::TooBig(Limit::Name(LONGEST_NAME_BYTES)));
        }
        match element.name {
            "abstractNum" => self.kind = element.get("abstractNumId").map(Into::into),
            "num" => self.list = element.get("numId").map(Into::into),
            "abstractNumId" => {
                if let Some(list) = &self.list {
                    self.counter.lists.insert(list.clone(), value);
                }
            }
            "lvl" | "lvlOverride" => {
                self.level = element
                    .get("ilvl")
                    .and_then(|level| level.parse().ok())
                    .unwrap_or(0)
                    .min(LEVELS - 1);
            }
            "startOverride" => {
                if let (Some(list), Ok(start)) = (&self.list, value.parse()) {
                    self.counter
                        .starts
                        .insert((list.clone(), self.level), start);
                }
            }
            "numStyleLink" => self.link(value, |counter| &mut counter.links, false),
            "styleLink" => self.link(value, |counter| &mut counter.linked, true),
            "start" | "numFmt" | "lvlText" | "lvlRestart" | "isLgl" | "suff" | "pStyle" => {
                self.set(element, value);
            }
            _ => {}
        }
        Ok(())
    }

    /// Notes which style a list takes its levels from, or which style it gives them to.
    fn link(
        &mut self,
        style: String,
        links: impl Fn(&mut ListCounter) -> &mut HashMap<String, String>,
        gives: bool,
    ) {
        let Some(kind) = self.kind.clone() else {
            return;
        };
        let (from, to) = if gives { (style, kind) } else { (kind, style) };
        links(&mut self.counter).insert(from, to);
    }

    fn set(&mut self, element: &Element, value: String) {
        let level = match (&self.list, &self.kind) {
            (Some(list), _) => self
                .counter
                .overrides
                .entry((list.clone(), self.level))
                .or_default(),
            (None, Some(kind)) => {
                let levels = self
                    .counter
                    .levels
                    .entry(kind.clone())
                    .or_insert_with(|| vec![ListLevel::default(); LEVELS]);
                &mut levels[self.level]
            }
            (None, None) => return,
        };
        match element.name {
            "start" => level.start = value.parse().unwrap_or(1),
            "numFmt" if value == "custom" => {
                level.format = element.get("format").unwrap_or_default().into_owned();
            }
            "numFmt" => level.format = value,
            "pStyle" => level.style = Some(value),
            "lvlRestart" => level.restart = value.parse().ok(),
            "isLgl" => level.legal = element.is_on(),
            "suff" => level.tight = value == "nothing",
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

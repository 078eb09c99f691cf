//! Reads where a chart has data and writes other data there: points of its cache, and cells.

use std::ops::Range;

use rust_decimal::Decimal;

use super::data_range::DataRange;
use super::workbook::{CellWrite, WrittenContent};
use crate::ooxml::escaped;
use crate::ooxml::xml_tree::PartElement;

/// Where a part has data: a reference with its cache, or words of its own.
#[derive(Debug)]
pub(super) struct DataSource {
    /// The element that holds the data: `c:strRef`, `c:numLit`, `c:v`.
    pub(super) bytes: Range<usize>,
    pub(super) kind: String,
    pub(super) prefix: String,
    /// What stands in `c:f`, and where.
    pub(super) formula: Option<(String, Range<usize>)>,
    /// The element with the points: `c:numCache`, or the literal itself.
    pub(super) cache: Option<Range<usize>>,
    pub(super) format: String,
    pub(super) words: Vec<String>,
}

impl DataSource {
    pub(super) fn of(node: &PartElement) -> Self {
        let formula = node.child("f");
        let cache = match node.name {
            "strLit" | "numLit" => Some(node),
            _ => node
                .children
                .iter()
                .find(|child| matches!(child.name, "strCache" | "numCache")),
        };
        let mut words = Vec::new();
        for point in cache.map_or_else(Vec::new, |cache| cache.all("pt")) {
            words.push(
                point
                    .child("v")
                    .map_or_else(String::new, |v| v.text.clone()),
            );
        }
        if node.name == "v" {
            words.push(node.text.clone());
        }
        let format = cache.and_then(|cache| cache.child("formatCode"));
        Self {
            bytes: node.bytes.clone(),
            kind: node.name.to_owned(),
            prefix: node.prefix.to_owned(),
            formula: formula.map(|f| (f.text.clone(), f.inner.clone())),
            cache: cache.map(|cache| cache.bytes.clone()),
            format: format.map_or_else(String::new, |format| format.text.clone()),
            words,
        }
    }

    pub(super) fn put_words(
        &self,
        words: &[String],
        changes: &mut Vec<(Range<usize>, String)>,
        cells: &mut Vec<CellWrite>,
    ) {
        if self.kind == "v" {
            let prefix = &self.prefix;
            let words = words.first().map_or("", String::as_str);
            if self.words.first().is_none_or(|old| old != words) {
                let xml = format!("<{prefix}v>{}</{prefix}v>", escaped(words));
                changes.push((self.bytes.clone(), xml));
            }
            return;
        }
        let is_number = |words: &String| words.trim().parse::<Decimal>().is_ok();
        let are_numbers = self.kind.starts_with("num");
        if are_numbers && !words.iter().all(is_number) {
            // Names that were numbers, such as years, and are words now.
            let points: Vec<_> = words.iter().map(|words| Some(words.clone())).collect();
            let xml = self.whole(&points);
            changes.push((self.bytes.clone(), xml));
        } else {
            let points: Vec<_> = words
                .iter()
                .map(|words| Some(words.trim().to_owned()))
                .collect();
            self.put_points(&points, changes);
        }
        let content = |words: &String| {
            let number = words.trim().parse().ok().filter(|_| are_numbers);
            number.map_or_else(
                || WrittenContent::Words(words.clone()),
                WrittenContent::Number,
            )
        };
        self.put_cells(words.iter().map(content).collect(), cells);
    }

    pub(super) fn put_values(
        &self,
        values: &[Option<Decimal>],
        changes: &mut Vec<(Range<usize>, String)>,
        cells: &mut Vec<CellWrite>,
    ) {
        let shown = |value: &Option<Decimal>| value.map(|value| value.normalize().to_string());
        let points: Vec<_> = values.iter().map(shown).collect();
        self.put_points(&points, changes);
        let content =
            |value: &Option<Decimal>| value.map_or(WrittenContent::Nothing, WrittenContent::Number);
        self.put_cells(values.iter().map(content).collect(), cells);
    }

    fn put_points(&self, points: &[Option<String>], changes: &mut Vec<(Range<usize>, String)>) {
        let prefix = &self.prefix;
        if let Some((formula, at)) = &self.formula
            && let Some(range) = DataRange::parse(formula)
        {
            let moved = range.formula(u32::try_from(points.len()).unwrap_or(u32::MAX));
            // A range that is as long as it was keeps its spelling.
            if range.length as usize != points.len().max(1) {
                changes.push((at.clone(), escaped(&moved)));
            }
        }
        let Some(cache) = &self.cache else { return };
        let is_same = self.words.len() == points.len()
            && self.words.iter().zip(points).all(|(old, new)| {
                let number = |words: &str| words.parse::<Decimal>().ok();
                let is_equal = |new: &String| {
                    old == new || (number(old).is_some() && number(old) == number(new))
                };
                new.as_ref().is_some_and(is_equal)
            });
        if is_same {
            return;
        }
        let name = match self.kind.as_str() {
            "strRef" => "strCache",
            "numRef" => "numCache",
            literal => literal,
        };
        let inner = self.points_xml(points, name != "strCache" && name != "strLit");
        let xml = format!("<{prefix}{name}>{inner}</{prefix}{name}>");
        changes.push((cache.clone(), xml));
    }

    /// The whole reference as one of words, where it was one of numbers.
    fn whole(&self, points: &[Option<String>]) -> String {
        let prefix = &self.prefix;
        let inner = self.points_xml(points, false);
        let Some((formula, _)) = &self.formula else {
            return format!("<{prefix}strLit>{inner}</{prefix}strLit>");
        };
        let length = u32::try_from(points.len()).unwrap_or(u32::MAX);
        let formula = DataRange::parse(formula)
            .map_or_else(|| formula.clone(), |range| range.formula(length));
        format!(
            "<{prefix}strRef><{prefix}f>{}</{prefix}f>\
             <{prefix}strCache>{inner}</{prefix}strCache></{prefix}strRef>",
            escaped(&formula)
        )
    }

    fn points_xml(&self, points: &[Option<String>], has_format: bool) -> String {
        let prefix = &self.prefix;
        let mut xml = String::new();
        if has_format && !self.format.is_empty() {
            let format = escaped(&self.format);
            xml += &format!("<{prefix}formatCode>{format}</{prefix}formatCode>");
        }
        xml += &format!(r#"<{prefix}ptCount val="{}"/>"#, points.len());
        for (at, point) in points.iter().enumerate() {
            if let Some(words) = point {
                let words = escaped(words);
                xml += &format!(
                    r#"<{prefix}pt idx="{at}"><{prefix}v>{words}</{prefix}v></{prefix}pt>"#
                );
            }
        }
        xml
    }

    fn put_cells(&self, contents: Vec<WrittenContent>, cells: &mut Vec<CellWrite>) {
        let formula = self.formula.as_ref();
        if let Some(range) = formula.and_then(|(formula, _)| DataRange::parse(formula)) {
            let write = CellWrite { range, contents };
            // Series share their names.
            if !cells.contains(&write) {
                cells.push(write);
            }
        }
    }
}

//! Reads `nigao.yaml`, in which a unit keeps its place, its words and the findings it accepts.
//!
//! ```yaml
//! place: 云溪镇
//! skip: [words.long-sentence]
//! layout: gbt9704
//! words:
//!   abolished: |
//!     云溪镇经管站 2019 镇农业综合服务中心
//! accepted:
//! - {rule: left-over.place, words: 与安化县人民政府签订合作协议}
//! ```
//!
//! A finding is accepted by its rule and the words of its sentence, so that it stays accepted when
//! the paragraph moves; marks and spaces do not count.

use std::ops::Range;

use super::finding::ReviewFinding;
use super::options::ReviewOptions;
use super::registry::rules;
use super::word_lists::ReviewWords;
use crate::answers::{Answers, edit};
use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Location, Message};
use crate::error::Result;
use crate::input;
use crate::layout::Layout;
use crate::read::{Report, fold, text_of};
use crate::schema::Schema;
use crate::yaml::{self, Node, Value};

/// The name of the file, looked for beside the papers.
pub const UNIT_FILE: &str = "nigao.yaml";

/// The longest layout file, in bytes.
const MOST_LAYOUT_BYTES: u64 = 16 << 20;

/// What a unit keeps for all its papers.
#[derive(Clone, Debug, Default)]
pub struct UnitFile {
    /// The place its papers are of.
    pub place: Option<String>,
    /// Rules to keep to and to leave out.
    pub only: Vec<String>,
    /// See `only`.
    pub skip: Vec<String>,
    /// Lines for the word lists: the list's name and what is added.
    pub words: Vec<(String, String)>,
    /// The layout its Word files are compared with.
    pub layout: Option<UnitLayout>,
    /// The findings accepted.
    pub accepted: Vec<AcceptedFinding>,
}

/// How a unit names the layout of its Word files.
#[derive(Clone, Debug, PartialEq)]
pub enum UnitLayout {
    /// A shipped layout, or what the unit's file says itself.
    Known(Box<Layout>),
    /// A layout file, or an earlier Word file, beside the unit's file: the caller reads it.
    File(String),
}

/// A finding that somebody looked at and accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedFinding {
    /// The code of its rule.
    pub rule: String,
    /// The words of its sentence, or of a part of it.
    pub words: String,
}

impl UnitFile {
    /// Reads a unit's file; what it cannot use is reported with line and column.
    #[must_use]
    pub fn read(file: &str, source: &str) -> Checked<Self> {
        let (root, mut faults) = yaml::read(file, source).recovered();
        let mut unit = Self::default();
        for entry in root.entries() {
            let node = &entry.node;
            match entry.key.as_str() {
                "place" | "地名" => unit.place = node.scalar().map(str::to_owned),
                "only" | "只查" => unit.only = rule_names(node, &mut faults),
                "skip" | "不查" => unit.skip = rule_names(node, &mut faults),
                "words" | "词表" => unit.words = word_lines(node, &mut faults),
                "layout" | "版式" => unit.layout = unit_layout(node, &mut faults),
                "accepted" | "认可" => unit.accepted = accepted(node, &mut faults),
                _ => {
                    let args = [("key", &entry.key)];
                    let message = Message::new("review.unit.key", args);
                    faults.push(Diagnostic::warning(Some(entry.location.clone()), message));
                }
            }
        }
        Checked::new(unit, faults)
    }

    /// Adds to options what the unit keeps; what the user said on the command line wins.
    pub fn apply(&self, options: &mut ReviewOptions) {
        options.place = options.place.take().or_else(|| self.place.clone());
        if options.only.is_empty() {
            options.only.clone_from(&self.only);
        }
        options.skip.extend(self.skip.iter().cloned());
        if let Some(UnitLayout::Known(layout)) = &self.layout {
            options.layout = Layout::clone(layout);
        }
        for (list, lines) in &self.words {
            options.words.extend(list, lines);
        }
    }

    /// Takes accepted findings out of a list and returns how many there were.
    pub fn drop_accepted(&self, report: &Report, findings: &mut Vec<ReviewFinding>) -> usize {
        let before = findings.len();
        let keys: Vec<(&str, String)> = self
            .accepted
            .iter()
            .map(|one| (one.rule.as_str(), normal(one.words.chars())))
            .collect();
        // Thousands of findings may stand in one line, whose marks are read once.
        let mut marks = LineMarks::default();
        findings.retain(|finding| {
            let start = finding.span.start.min(report.source().len());
            if !marks.line.contains(&start) {
                marks = LineMarks::at(report.source(), start);
            }
            !marks.accept(finding) && !is_kept(&keys, report, finding)
        });
        before - findings.len()
    }

    /// Takes the layout of the file that the unit names for it: an earlier Word file, or a layout
    /// file. Returns what is wrong with a layout file; it is not taken then.
    ///
    /// # Errors
    /// A Word file that is damaged, or bytes that are neither.
    pub fn take_layout(&mut self, name: &str, bytes: &[u8]) -> Result<Diagnostics> {
        let layout = if bytes.starts_with(b"PK") {
            Layout::from_reference(bytes).map_err(|error| error.in_file(name))?
        } else {
            let bytes = input::read_stream(bytes, MOST_LAYOUT_BYTES);
            let text = bytes.and_then(text_of);
            let text = text.map_err(|error| error.in_file(name))?;
            match Layout::read(name, &text) {
                Ok(layout) => layout,
                Err(faults) => return Ok(faults),
            }
        };
        self.layout = Some(UnitLayout::Known(Box::new(layout)));
        Ok(Diagnostics::new())
    }
}

impl AcceptedFinding {
    /// The entry that accepts a finding.
    #[must_use]
    pub fn of(report: &Report, finding: &ReviewFinding) -> Self {
        let words: String = sentence(report, finding).iter().collect();
        Self {
            rule: finding.rule.code.to_owned(),
            words: words.trim().to_owned(),
        }
    }

    /// Its line in the list of a unit's file.
    #[must_use]
    pub fn line(&self) -> String {
        yaml::print::item(&self.node())
    }

    fn node(&self) -> Node {
        let mut node = Node::default();
        node.set("rule", Node::of_words(&self.rule));
        node.set("words", Node::of_words(&self.words));
        node
    }
}

/// Returns the text of a unit's file with these findings accepted and no others; its comments and
/// everything else stay. `None` for a text that cannot be parsed.
///
/// ```
/// use nigao::review::{AcceptedFinding, with_accepted};
/// let finding = AcceptedFinding {
///     rule: "left-over.place".to_owned(),
///     words: "与安化县结对".to_owned(),
/// };
/// let text = with_accepted("place: 云溪镇  # 我们镇\n", &[finding]).unwrap();
/// assert!(text.starts_with("place: 云溪镇  # 我们镇\n"));
/// assert!(text.contains("rule: left-over.place"));
/// ```
#[must_use]
pub fn with_accepted(source: &str, accepted: &[AcceptedFinding]) -> Option<String> {
    let (mut root, faults) = yaml::read("", source).recovered();
    if faults.has_errors() {
        return None;
    }
    let is_chinese = root.get("认可").is_some();
    let key = if is_chinese { "认可" } else { "accepted" };
    let items = accepted.iter().map(AcceptedFinding::node).collect();
    root.set(key, Node::of(Value::List(items)));
    Some(edit::update(source, &Answers::of(root), &Schema::default()))
}

/// Whether one of the rules that are kept, with words of its sentence, accepts a finding.
fn is_kept(keys: &[(&str, String)], report: &Report, finding: &ReviewFinding) -> bool {
    let mut called = Vec::new();
    for (rule, words) in keys {
        if finding.rule.is_called(rule) && !words.is_empty() {
            called.push(words);
        }
    }
    if called.is_empty() {
        return false;
    }
    let sentence = normal(sentence(report, finding).iter().copied());
    called.into_iter().any(|words| sentence.contains(words))
}

/// The sentence a finding stands in.
fn sentence<'a>(report: &'a Report, finding: &ReviewFinding) -> &'a [char] {
    let source = report.source();
    let ends = |c: &char| matches!(c, '。' | '！' | '？' | '；' | '\n' | '!' | '?' | ';');
    let start = finding.span.start.min(source.len());
    let end = finding.span.end.clamp(start, source.len());
    let from = source[..start]
        .iter()
        .rposition(ends)
        .map_or(0, |at| at + 1);
    let to = source[end..]
        .iter()
        .position(ends)
        .map_or(source.len(), |at| end + at);
    &source[from..to]
}

/// Words without marks and spaces, as they are matched.
fn normal(words: impl Iterator<Item = char>) -> String {
    words.map(fold).filter(|c| c.is_alphanumeric()).collect()
}

/// The rules that a line accepts by marks of its own: `<!-- 认可 left-over.place -->`.
#[derive(Default)]
struct LineMarks {
    /// Where the line is, its line break included.
    line: Range<usize>,
    names: Vec<String>,
}

impl LineMarks {
    /// Reads the marks of the line that a char stands in.
    fn at(source: &[char], at: usize) -> Self {
        let is_break = |c: &char| *c == '\n';
        let from = source[..at]
            .iter()
            .rposition(is_break)
            .map_or(0, |at| at + 1);
        let rest = &source[from..];
        let length = rest.iter().position(is_break).unwrap_or(rest.len());
        let words: String = rest[..length].iter().collect();
        let mut names = Vec::new();
        for mark in words.split("<!--").skip(1) {
            let mark = mark.split("-->").next().unwrap_or_default().trim();
            let named = mark
                .strip_prefix("认可")
                .or_else(|| mark.strip_prefix("accept"));
            let named = named.unwrap_or_default().split([' ', ',', '，', '、']);
            names.extend(named.map(str::to_owned));
        }
        Self {
            line: from..from + length + 1,
            names,
        }
    }

    fn accept(&self, finding: &ReviewFinding) -> bool {
        self.names.iter().any(|name| finding.rule.is_called(name))
    }
}

fn scalars(node: &Node) -> Vec<(String, Location)> {
    match &node.value {
        Value::Scalar(words) => {
            let names = words
                .split([',', '，', '、', ' '])
                .filter(|name| !name.is_empty());
            names
                .map(|name| (name.to_owned(), node.location.clone()))
                .collect()
        }
        Value::List(items) => items.iter().flat_map(scalars).collect(),
        Value::Empty | Value::Map(_) => Vec::new(),
    }
}

fn rule_names(node: &Node, faults: &mut Diagnostics) -> Vec<String> {
    let mut names = Vec::new();
    for (name, location) in scalars(node) {
        if rules().iter().any(|rule| rule.is_called(&name)) {
            names.push(name);
        } else {
            let message = Message::new("review.unit.rule", [("rule", &name)]);
            faults.push(Diagnostic::warning(Some(location), message));
        }
    }
    names
}

/// A layout by name, in place, or in a file of its own.
fn unit_layout(node: &Node, faults: &mut Diagnostics) -> Option<UnitLayout> {
    if let Some(name) = node.scalar() {
        let known = Layout::named(name).map(Box::new).map(UnitLayout::Known);
        return known.or_else(|| Some(UnitLayout::File(name.to_owned())));
    }
    match Layout::of(node.clone()) {
        Ok(layout) => Some(UnitLayout::Known(Box::new(layout))),
        Err(found) => {
            faults.extend(found);
            None
        }
    }
}

fn word_lines(node: &Node, faults: &mut Diagnostics) -> Vec<(String, String)> {
    let mut lists = Vec::new();
    for entry in node.entries() {
        if !ReviewWords::is_list(&entry.key) {
            let args = [
                ("list", entry.key.clone()),
                ("lists", ReviewWords::names().join(", ")),
            ];
            let message = Message::new("review.unit.list", args);
            faults.push(Diagnostic::warning(Some(entry.location.clone()), message));
            continue;
        }
        let lines = match &entry.node.value {
            Value::Scalar(lines) => lines.clone(),
            Value::List(items) => {
                let lines: Vec<&str> = items.iter().filter_map(Node::scalar).collect();
                lines.join("\n")
            }
            Value::Empty | Value::Map(_) => String::new(),
        };
        lists.push((entry.key.clone(), lines));
    }
    lists
}

fn accepted(node: &Node, faults: &mut Diagnostics) -> Vec<AcceptedFinding> {
    let mut accepted = Vec::new();
    for item in node.items() {
        let part = |names: [&str; 2]| {
            let node = names.into_iter().find_map(|name| item.get(name));
            node.and_then(Node::scalar).map(str::to_owned)
        };
        match (part(["rule", "规则"]), part(["words", "原文"])) {
            (Some(rule), Some(words)) => accepted.push(AcceptedFinding { rule, words }),
            _ => {
                let message = Message::plain("review.unit.accepted");
                faults.push(Diagnostic::warning(Some(item.location.clone()), message));
            }
        }
    }
    accepted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Reviewer;

    const PAPER: &str =
        "平乐县政府工作报告\n各位代表：\n成绩不小。安化县人民政府认真履职，效果好。";

    #[test]
    fn what_is_accepted_stays_so_when_the_paragraph_moves() {
        let report = Report::read(PAPER);
        let reviewer = Reviewer::new(ReviewOptions::default());
        let mut findings = reviewer.review(&report).findings;
        assert_eq!(findings.len(), 1);
        let line = AcceptedFinding::of(&report, &findings[0]).line();
        let (unit, faults) =
            UnitFile::read("nigao.yaml", &format!("accepted:\n{line}")).recovered();
        assert!(faults.is_empty(), "{faults}");
        assert_eq!(unit.drop_accepted(&report, &mut findings), 1);
        let moved = PAPER.replace("成绩不小。", "又加了一段。\n") + "\n还有一段。";
        let moved = Report::read(&moved);
        let mut findings = reviewer.review(&moved).findings;
        assert_eq!(unit.drop_accepted(&moved, &mut findings), 1);
        let other = Report::read(&PAPER.replace("效果好", "效果很好"));
        let mut findings = reviewer.review(&other).findings;
        assert_eq!(unit.drop_accepted(&other, &mut findings), 0);
    }

    #[test]
    fn a_mark_in_the_line_accepts_too() {
        let text = PAPER.replace("效果好。", "效果好。<!-- 认可 left-over.place -->");
        let report = Report::read(&text);
        let mut findings = Reviewer::new(ReviewOptions::default())
            .review(&report)
            .findings;
        assert_eq!(UnitFile::default().drop_accepted(&report, &mut findings), 1);
        assert!(findings.is_empty(), "{findings:?}");
    }

    #[test]
    fn a_unit_names_its_layout_or_says_it() {
        let layout_of = |source: &str| UnitFile::read("nigao.yaml", source).recovered();
        let (named, faults) = layout_of("layout: speech-large\n");
        assert!(faults.is_empty(), "{faults}");
        let mut options = ReviewOptions::default();
        named.apply(&mut options);
        assert_eq!(Some(options.layout), Layout::named("speech-large"));
        let (said, faults) = layout_of("版式: {line: 30pt}\n");
        assert!(faults.is_empty(), "{faults}");
        assert!(matches!(said.layout, Some(UnitLayout::Known(_))));
        let (file, _) = layout_of("layout: 去年的报告.docx\n");
        let name = "去年的报告.docx".to_owned();
        assert_eq!(file.layout, Some(UnitLayout::File(name)));
        let (wrong, faults) = layout_of("layout: {lines: 30pt}\n");
        assert!(wrong.layout.is_none() && faults.len() == 1, "{faults}");
    }

    #[test]
    fn what_a_unit_cannot_mean_is_told() {
        let source = "place: 云溪镇\nskip: [punctuation, 没有的]\nwords: {没有: 甲}\naccepted: [{rule: 甲}]\n别的: 1\n";
        let (unit, faults) = UnitFile::read("nigao.yaml", source).recovered();
        assert_eq!(
            (unit.place.as_deref(), unit.skip),
            (Some("云溪镇"), vec!["punctuation".to_owned()])
        );
        assert_eq!(faults.len(), 4, "{faults}");
    }
}

//! Reads YAML into a located tree: each scalar as typed, with its line and column.
//!
//! What a YAML library would make of `no`, `007`, `1_000` or `2026-1-5` is nobody's intention in an
//! answers file: the field's kind decides. Anchors, aliases and tags are refused, sizes and depths
//! bounded, so hostile files are only wrong, never costly. A map in braces whose keys have no colon
//! YAML sees, `{本年：16.2，上年：15.4}`, comes back as its words.

use std::collections::HashMap;
use std::sync::Arc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use super::as_typed::{self, PreparedSource};
use super::lines::lines;
use super::node::{Entry, Node, Value, start};
use super::slip;
use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Location, Message};

/// The longest file that is read, in bytes.
pub(super) const LONGEST: usize = 8 << 20;
/// The deepest nesting that is read.
pub(super) const DEEPEST: usize = 16;

/// Reads a file; what is wrong with it comes beside what could be read all the same.
///
/// A fault in one top-level entry does not hide the faults of the others: entries are then read one
/// by one.
///
/// ```
/// let node = nigao::yaml::read("a.yaml", "年份: 2025\n代号: 007").into_result()?;
/// assert_eq!(node.get("代号").unwrap().scalar(), Some("007"));
/// # Ok::<(), nigao::diagnostic::Diagnostics>(())
/// ```
#[must_use]
pub fn read(file: &str, source: &str) -> Checked<Node> {
    let file: Arc<str> = file.into();
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if source.len() > LONGEST {
        let message = Message::new("yaml.too-long", [("most", format!("{} MB", LONGEST >> 20))]);
        return Checked::new(empty(&file), Diagnostic::error(Some(start(&file)), message));
    }
    let source = as_typed::prepare(&file, source);
    let mut checked = match build(&file, &source, &source.text, 0) {
        Ok((node, faults)) => Checked::new(node, faults),
        Err(first) => by_entry(&file, &source, first),
    };
    checked.diagnostics.extend(source.faults);
    checked
}

fn empty(file: &Arc<str>) -> Node {
    Node {
        location: start(file),
        value: Value::Empty,
    }
}

/// Reads each top-level entry by itself.
fn by_entry(file: &Arc<str>, source: &PreparedSource, first: Diagnostic) -> Checked<Node> {
    let mut entries = Vec::new();
    let mut faults = Diagnostics::new();
    for (line, chunk) in chunks(&source.text) {
        match build(file, source, chunk, line) {
            Ok((node, found)) => {
                faults.extend(found);
                match node.value {
                    Value::Map(read) => entries.extend(read),
                    Value::Empty => {}
                    _ => {
                        let why = "not a key with a value";
                        faults.push(syntax(node.location, source, chunk, line, why));
                    }
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        faults.push(indented_first(file, source).unwrap_or(first));
    }
    Checked::new(
        Node {
            location: start(file),
            value: Value::Map(entries),
        },
        faults,
    )
}

/// Pieces that start with an unindented line, each with the number of lines before it.
fn chunks(source: &str) -> Vec<(usize, &str)> {
    let mut starts = vec![(0, 0)];
    let mut at = 0;
    for (line, words) in lines(source).enumerate() {
        let indented = words.starts_with([' ', '\t', '#', '-', '\r', '\n', ']', '}']);
        if line > 0 && !indented {
            starts.push((line, at));
        }
        at += words.len();
    }
    let ends = starts
        .iter()
        .skip(1)
        .map(|(_, at)| *at)
        .chain([source.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|((line, start), end)| (*line, &source[*start..end]))
        .collect()
}

/// A container that is still open.
enum OpenContainer {
    List(Location, Vec<Node>),
    Map(OpenMap),
}

/// A map that is still open.
struct OpenMap {
    location: Location,
    entries: Vec<Entry>,
    /// The key whose value comes next.
    key: Option<(String, Location)>,
    /// The keys so far, with their lines.
    seen: HashMap<String, usize>,
    /// Where it starts, in bytes, if it stands in braces.
    braces: Option<usize>,
    /// Whether a key had no colon behind it: `{本年：16.2，上年：15.4}`.
    has_bare_key: bool,
    /// How many faults there were before it.
    faults_before: usize,
}

impl OpenMap {
    fn new(location: Location, braces: Option<usize>, faults_before: usize) -> Self {
        let (entries, seen) = (Vec::new(), HashMap::new());
        Self {
            location,
            entries,
            key: None,
            seen,
            braces,
            has_bare_key: false,
            faults_before,
        }
    }

    /// Returns the map, or what stands in its braces as words, if YAML sees no pairs in it;
    /// `before` is the source up to its end.
    ///
    /// A key without a colon would pass for a question nobody has answered yet.
    fn close(self, before: &str, faults: &mut Diagnostics) -> Node {
        let value = match self.braces.filter(|_| self.has_bare_key) {
            Some(start) => {
                faults.truncate(self.faults_before);
                Value::Scalar(
                    before[start..]
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" "),
                )
            }
            None => Value::Map(self.entries),
        };
        Node {
            location: self.location,
            value,
        }
    }
}

/// Builds the tree of a piece of source that has `above` lines before it; fails at the first fault
/// of syntax.
fn build(
    file: &Arc<str>,
    whole: &PreparedSource,
    source: &str,
    above: usize,
) -> Result<(Node, Diagnostics), Diagnostic> {
    let mut faults = Diagnostics::new();
    let mut stack: Vec<OpenContainer> = Vec::new();
    let mut root = None;
    let mut cursor = Cursor::new(source);
    for event in Parser::new_from_str(source) {
        let (event, span) = event.map_err(|error| {
            let mark = *error.marker();
            let location = locate(file, whole, Span::empty(mark), above);
            syntax(location, whole, source, above, error.info())
        })?;
        let location = locate(file, whole, span, above);
        let refuse = |key| Diagnostic::error(Some(location.clone()), Message::plain(key));
        let done = match event {
            Event::Alias(_)
            | Event::Scalar(_, _, 1.., _)
            | Event::SequenceStart(1.., _)
            | Event::MappingStart(1.., _) => {
                return Err(refuse("yaml.anchor").hint(Message::plain("yaml.anchor.hint")));
            }
            Event::DocumentStart(_) if root.is_some() => return Err(refuse("yaml.two-documents")),
            Event::SequenceStart(..) | Event::MappingStart(..) if stack.len() == DEEPEST => {
                return Err(refuse("yaml.too-deep"));
            }
            Event::SequenceStart(..) => {
                stack.push(OpenContainer::List(location, Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                let start = cursor.go_to(span.start);
                let braces = source[start..].starts_with('{').then_some(start);
                stack.push(OpenContainer::Map(OpenMap::new(
                    location,
                    braces,
                    faults.len(),
                )));
                None
            }
            Event::Scalar(words, style, ..) => {
                if let Some(OpenContainer::Map(map)) = stack.last_mut()
                    && map.key.is_none()
                    && map.braces.is_some()
                {
                    let rest = source[cursor.go_to(span.end)..].trim_start();
                    map.has_bare_key |= !rest.starts_with(':');
                }
                let is_long = span.start.line() != span.end.line();
                let folded = match style {
                    ScalarStyle::Plain | ScalarStyle::Folded if is_long => {
                        let start = cursor.go_to(span.start);
                        Some(folded(&source[start..cursor.go_to(span.end)]))
                    }
                    _ => None,
                };
                Some(Node {
                    location,
                    value: scalar(folded.as_deref().unwrap_or(&*words), style),
                })
            }
            Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                Some(OpenContainer::List(location, items)) => Some(Node {
                    location,
                    value: Value::List(items),
                }),
                Some(OpenContainer::Map(map)) => {
                    Some(map.close(&source[..cursor.go_to(span.end)], &mut faults))
                }
                None => None,
            },
            _ => None,
        };
        if let Some(node) = done {
            match stack.last_mut() {
                None => root = Some(node),
                Some(open) => place(open, node, &mut faults),
            }
        }
    }
    Ok((root.unwrap_or_else(|| empty(file)), faults))
}

/// A place in a source that only moves on, so that finding all places takes one walk.
struct Cursor<'a> {
    source: &'a str,
    /// The line, from 1.
    line: usize,
    /// The column, in chars from 0.
    column: usize,
    /// The bytes before it.
    at: usize,
}

impl<'a> Cursor<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            line: 1,
            column: 0,
            at: 0,
        }
    }

    /// Returns the bytes before a place that the parser names.
    fn go_to(&mut self, mark: Marker) -> usize {
        let is_before = |line: usize, column: usize| (line, column) < (mark.line(), mark.col());
        let mut chars = self.source[self.at..].chars();
        while is_before(self.line, self.column) {
            let Some(c) = chars.next() else { break };
            self.at += c.len_utf8();
            self.column += 1;
            let rest = chars.as_str();
            if c == '\n' || c == '\r' && !rest.starts_with('\n') {
                self.line += 1;
                self.column = 0;
            }
        }
        self.at
    }
}

/// Returns where a span stands in what was typed.
fn locate(file: &Arc<str>, whole: &PreparedSource, span: Span, above: usize) -> Location {
    let (from, to) = (span.start, span.end);
    let line = from.line() + above;
    let column = whole.typed_column(line, from.col() + 1);
    let end = whole.typed_column(line, to.col() + 1);
    let width = if from.line() == to.line() {
        end.saturating_sub(column).max(1)
    } else {
        1
    };
    Location {
        file: file.clone(),
        line,
        column,
        width,
    }
}

/// Joins the lines of a value: between hanzi nothing stands for the end of a line, where YAML puts
/// a blank.
///
/// A short line without a mark at its end is an item, not a sentence that goes on, and stays a line
/// of its own: whatever takes one paragraph says that it joins them.
fn folded(raw: &str) -> String {
    /// How long a line is, in chars, that is wrapped rather than an item.
    const LONGEST_ITEM: usize = 20;
    let is_wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
    let mut words = String::new();
    let mut is_after_blank = false;
    let mut is_item = false;
    for line in raw.lines().map(str::trim) {
        if line.is_empty() {
            is_after_blank = !words.is_empty();
            continue;
        }
        let before = words.chars().next_back();
        if is_after_blank || is_item {
            words.push('\n');
        } else if !words.is_empty() {
            let is_tight = is_wide(before) && is_wide(line.chars().next());
            words.push_str(if is_tight { "" } else { " " });
        }
        words.push_str(line);
        is_after_blank = false;
        let is_ended = line.ends_with(|c: char| "，、；：。！？,;:.!?…".contains(c));
        is_item =
            !is_ended && line.chars().count() <= LONGEST_ITEM && is_wide(line.chars().next_back());
    }
    words
}

fn scalar(words: &str, style: ScalarStyle) -> Value {
    let nothing = style == ScalarStyle::Plain && matches!(words, "" | "~" | "null");
    if nothing {
        Value::Empty
    } else {
        Value::Scalar(words.to_owned())
    }
}

/// Puts a finished node where it belongs: into a list, as a key, or as the value of the key before
/// it.
fn place(open: &mut OpenContainer, node: Node, faults: &mut Diagnostics) {
    let map = match open {
        OpenContainer::List(_, items) => return items.push(node),
        OpenContainer::Map(map) => map,
    };
    if let Some((key, location)) = map.key.take() {
        map.entries.push(Entry {
            key,
            location,
            node,
        });
        return;
    }
    let Value::Scalar(words) = &node.value else {
        faults.push(Diagnostic::error(
            Some(node.location.clone()),
            Message::plain("yaml.key"),
        ));
        map.key = Some((String::new(), node.location));
        return;
    };
    if let Some(line) = map.seen.insert(words.clone(), node.location.line) {
        let args = [("field", words.clone()), ("line", line.to_string())];
        let message = Message::new("yaml.duplicate", args);
        let fault = Diagnostic::error(Some(node.location.clone()), message);
        faults.push(fault.hint(Message::plain("yaml.duplicate.hint")));
    }
    map.key = Some((words.clone(), node.location));
}

/// Returns a fault of syntax at the line somebody mistyped: the parser may give up far below it.
///
/// `source` is a piece of the whole with `above` lines before it.
fn syntax(
    location: Location,
    whole: &PreparedSource,
    source: &str,
    above: usize,
    why: &str,
) -> Diagnostic {
    let (line, column) = (location.line - above, location.column);
    let fault = |at, hint| {
        Diagnostic::error(Some(at), Message::new("yaml.syntax", [("why", why)]))
            .hint(Message::plain(hint))
    };
    match slip::find(source, line, column, why) {
        slip::Slip::Here(hint) => fault(location, hint),
        slip::Slip::At { line, words, hint } => {
            let line = line + above;
            let column = |at| whole.typed_column(line, at);
            let (start, end) = (column(words.start + 1), column(words.end + 1));
            let at = Location {
                file: location.file,
                line,
                column: start,
                width: end.saturating_sub(start).max(1),
            };
            fault(at, hint)
        }
    }
}

/// Returns the fault of a file whose entries can all be read alone, but not together, for its first
/// line is indented.
fn indented_first(file: &Arc<str>, source: &PreparedSource) -> Option<Diagnostic> {
    let is_blank = |line: &str| line.trim().is_empty() || line.starts_with('#');
    let (index, line) = lines(&source.text)
        .enumerate()
        .find(|(_, line)| !is_blank(line))?;
    let words = line.trim();
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let at = Location {
        file: file.clone(),
        line: index + 1,
        column: source.typed_column(index + 1, indent + 1),
        width: words.chars().count(),
    };
    let message = Message::new("yaml.syntax", [("why", "the first line is indented")]);
    let fault = Diagnostic::error(Some(at), message);
    (indent > 0).then(|| fault.hint(Message::plain("yaml.hint.indent")))
}

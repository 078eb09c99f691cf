//! Edits an answers file in place: only lines whose answer changed are written anew.
//!
//! No YAML library keeps comments, so nothing is read and written back: the lines of an answer that
//! changed are replaced, an answer that is new is put where the schema has it, and every comment
//! stays.

use std::collections::{HashMap, HashSet};

use super::Answers;
use crate::schema::Schema;
use crate::yaml;
use crate::yaml::{Entry, Node, Value, comments, print};

/// The text of an answers file brought up to these answers.
///
/// Order, blank lines and comments are the writer's. An answer taken away leaves its key without a
/// value.
///
/// ```
/// use nigao::{answers::{Answers, edit}, schema::Schema};
/// let file = "# 统计站 电话 1234\n税收: 5亿元  # 快报数\n";
/// let answers = Answers::read("a.yaml", "税收: 5.65亿元");
/// let updated = edit::update(file, &answers, &Schema::default());
/// assert_eq!(updated, "# 统计站 电话 1234\n税收: 5.65亿元  # 快报数\n");
/// ```
#[must_use]
pub fn update(source: &str, answers: &Answers, schema: &Schema) -> String {
    let bom = if source.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    let body = source.trim_start_matches('\u{feff}');
    let unix = body.replace("\r\n", "\n");
    let text = in_place(&unix, answers.entries(), schema)
        .filter(|text| says(text, answers.entries()))
        .unwrap_or_else(|| anew(&unix, answers.entries(), schema));
    let text = if body.contains("\r\n") {
        text.replace('\n', "\r\n")
    } else {
        text
    };
    format!("{bom}{text}")
}

/// Whether a file says these answers and no more.
fn says(text: &str, answers: &[Entry]) -> bool {
    let (root, faults) = yaml::read("", text).recovered();
    let said = |entry: &Entry| {
        root.get(&entry.key)
            .is_some_and(|node| node.same(&entry.node))
    };
    let wanted = |entry: &Entry| {
        entry.node.is_empty() || answers.iter().any(|answer| answer.key == entry.key)
    };
    !faults.has_errors() && answers.iter().all(said) && root.entries().iter().all(wanted)
}

/// A stretch of the file: an entry with its lines, and the blank lines and comments after it.
struct EntrySpan {
    key: String,
    lines: String,
    after: String,
}

/// The file with the lines of changed answers replaced; none where its form does not allow it.
fn in_place(source: &str, answers: &[Entry], schema: &Schema) -> Option<String> {
    let (root, faults) = yaml::read("", source).recovered();
    let lines: Vec<&str> = yaml::lines(source).collect();
    let old = root.entries();
    let mut starts: Vec<usize> = old.iter().map(|entry| entry.location.line - 1).collect();
    let block = old.iter().all(|entry| entry.location.column == 1)
        && starts.windows(2).all(|pair| pair[0] < pair[1]);
    if faults.has_errors() || !block || !matches!(root.value, Value::Map(_) | Value::Empty) {
        return None;
    }
    starts.push(lines.len());
    let mut stretches = vec![head(&lines[..starts[0]], old.first(), schema)];
    let given: HashMap<&str, &Node> = answers
        .iter()
        .rev()
        .map(|answer| (answer.key.as_str(), &answer.node))
        .collect();
    let answered: HashSet<&str> = old.iter().map(|entry| entry.key.as_str()).collect();
    for (entry, bounds) in old.iter().zip(starts.windows(2)) {
        let (own, after) =
            lines[bounds[0]..bounds[1]].split_at(extent(&lines[bounds[0]..bounds[1]]));
        let new = given.get(entry.key.as_str()).copied();
        let lines = match new {
            Some(new) if new.same(&entry.node) => own.concat(),
            None if entry.node.is_empty() => own.concat(),
            Some(new) => rewritten(entry, new, own, bounds[0]),
            None => rewritten(entry, &Node::of(Value::Empty), own, bounds[0]),
        };
        stretches.push(EntrySpan {
            key: entry.key.clone(),
            lines: whole(lines),
            after: after.concat(),
        });
    }
    for answer in answers {
        if !answered.contains(answer.key.as_str()) {
            insert(&mut stretches, answer, schema);
        }
    }
    Some(
        stretches
            .into_iter()
            .map(|stretch| stretch.lines + &stretch.after)
            .collect(),
    )
}

/// What stands above the first entry. The name of its group goes with the entry, the rest with the
/// file.
fn head(lines: &[&str], first: Option<&Entry>, schema: &Schema) -> EntrySpan {
    let group = first.and_then(|first| schema.field(&first.key)?.group.as_deref());
    let is_heading = |line: &&&str| {
        group.is_some_and(|group| line.strip_prefix('#').map(str::trim) == Some(group))
    };
    let own = lines.len() - lines.iter().rev().take(1).filter(is_heading).count();
    EntrySpan {
        key: String::new(),
        lines: whole(lines[..own].concat()),
        after: lines[own..].concat(),
    }
}

/// Text that ends with a line break, if there is any text.
fn whole(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with(['\n', '\r']) {
        text.push('\n');
    }
    text
}

/// How many lines belong to an entry: all but the blank lines, comments and end mark after it.
fn extent(lines: &[&str]) -> usize {
    let loose =
        |line: &&str| line.trim().is_empty() || line.starts_with('#') || line.starts_with("...");
    lines
        .iter()
        .rposition(|line| !loose(line))
        .map_or(1, |last| last + 1)
}

/// An entry's new lines: records that did not change keep theirs, and every comment stays.
fn rewritten(entry: &Entry, new: &Node, lines: &[&str], first: usize) -> String {
    if let (Value::List(old), Value::List(items)) = (&entry.node.value, &new.value)
        && let Some(chunks) = chunks(old, lines, first)
        && !items.is_empty()
    {
        return lines[..chunks[0].0].concat() + &records(old, items, &chunks, lines);
    }
    let (mut above, beside) = comments(lines);
    let text = print::entry(&entry.key, new);
    let Some((line, rest)) = text.split_once('\n').filter(|_| !text.contains(": |-\n")) else {
        above.extend(beside);
        return above.concat() + &text;
    };
    let beside = beside.map_or_else(String::new, |comment| format!("  {}", comment.trim_end()));
    format!("{}{line}{beside}\n{rest}", above.concat())
}

/// The lines of each record, `from..to`, where every record begins a line of its own.
fn chunks(old: &[Node], lines: &[&str], first: usize) -> Option<Vec<(usize, usize)>> {
    let starts: Vec<usize> = old
        .iter()
        .map(|item| item.location.line - 1 - first)
        .collect();
    let rising = starts.windows(2).all(|pair| pair[0] < pair[1]);
    let dashed = starts.iter().all(|at| {
        lines
            .get(*at)
            .is_some_and(|line| line.trim_start().starts_with("- "))
    });
    if starts.is_empty() || !rising || !dashed {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    Some(starts.iter().copied().zip(ends).collect())
}

/// A list's new lines: those of a record that is the same, new ones for the others, in the indent
/// of the old.
fn records(old: &[Node], items: &[Node], chunks: &[(usize, usize)], lines: &[&str]) -> String {
    let indent = lines[chunks[0].0].len() - lines[chunks[0].0].trim_start().len();
    let indent = &lines[chunks[0].0][..indent];
    let mut used = HashSet::new();
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        let same = (0..old.len()).find(|i| !used.contains(i) && old[*i].same(item));
        if let Some(i) = same {
            used.insert(i);
            text += &whole(lines[chunks[i].0..chunks[i].1].concat());
            continue;
        }
        let changed = at < old.len() && !items.iter().any(|item| item.same(&old[at]));
        if changed {
            let (above, beside) = comments(&lines[chunks[at].0..chunks[at].1]);
            text.extend(above.into_iter().chain(beside));
        }
        text.extend(
            print::item(item)
                .lines()
                .map(|line| format!("{indent}{line}\n")),
        );
    }
    text
}

/// Puts a new answer where its schema has it: after the nearest field before it that is in the
/// file. What the schema does not know goes to the end.
fn insert(stretches: &mut Vec<EntrySpan>, answer: &Entry, schema: &Schema) {
    let group = |key: &str| schema.field(key)?.group.as_deref();
    let at = match schema.fields.place(&answer.key) {
        Some(own) => {
            let is_before = |stretch: &EntrySpan| {
                schema
                    .fields
                    .place(&stretch.key)
                    .is_some_and(|rank| rank < own)
            };
            stretches.iter().rposition(is_before).unwrap_or(0)
        }
        None => stretches.len() - 1,
    };
    let mut lines = print::entry(&answer.key, &answer.node);
    let heading = group(&answer.key).filter(|own| {
        stretches
            .iter()
            .all(|stretch| group(&stretch.key) != Some(own))
    });
    if let Some(heading) = heading {
        let gap = if at > 0 { "\n" } else { "" };
        lines = format!("{gap}# {heading}\n{lines}");
    }
    // What stands between two entries stays before the second, but the heading of a group before
    // all of the group.
    let between = &mut stretches[at].after;
    let below = between
        .lines()
        .last()
        .and_then(|line| line.strip_prefix('#'))
        .map(str::trim)
        == group(&answer.key);
    let mut after = if below {
        String::new()
    } else {
        std::mem::take(between)
    };
    if at == 0 && !after.is_empty() {
        after.insert(0, '\n');
    }
    stretches.insert(
        at + 1,
        EntrySpan {
            key: answer.key.clone(),
            lines,
            after,
        },
    );
}

/// A file written anew, for forms that lines cannot be replaced in: its comments, then the answers.
fn anew(source: &str, answers: &[Entry], schema: &Schema) -> String {
    let lines: Vec<&str> = yaml::lines(source).collect();
    let (above, beside) = comments(&lines);
    let head = above.into_iter().chain(beside).collect();
    let mut stretches = vec![EntrySpan {
        key: String::new(),
        lines: head,
        after: String::new(),
    }];
    for answer in answers {
        insert(&mut stretches, answer, schema);
    }
    stretches
        .into_iter()
        .map(|stretch| stretch.lines + &stretch.after)
        .collect()
}

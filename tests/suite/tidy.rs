//! Tidy: the rules of the house, held over its source: who imports whom, how long a file may be, who owns a crate.

use std::path::Path;

use super::harness::{files, root};

/// The rooms of the library, in the order data runs: a room imports only rooms of the columns before its own.
const COLUMNS: [&[&str]; 11] = [
    &["diagnostic", "numeral", "gazetteer", "nearest"],
    &["error", "lexicon"],
    &["figure", "place", "calendar", "yaml"],
    &["document"],
    &["schema", "ooxml"],
    &["answers", "template"],
    &["forms", "layout"],
    &["read"],
    &["write"],
    &["mine", "draft", "interview", "catalog"],
    &["review"],
];
/// Rooms that never meet, whatever their columns: reading and writing, learning and using, asking and drafting.
const NEVER: [(&str, &str); 3] = [("read", "write"), ("mine", "draft"), ("interview", "draft")];
/// The crates that only some rooms may know.
const OWNERS: [(&str, &[&str]); 12] = [
    ("handlebars", &["template", "draft"]),
    ("saphyr_parser", &["yaml"]),
    ("serde_yaml", &["yaml"]),
    ("docx_rs", &["write"]),
    ("zip", &["ooxml"]),
    ("quick_xml", &["ooxml"]),
    ("chardetng", &["read"]),
    ("encoding_rs", &["read", "ooxml"]),
    ("clap", &["cli"]),
    ("inquire", &["cli"]),
    ("indicatif", &["cli"]),
    ("terminal_size", &["cli"]),
];

/// A source file: its path below `src/`, and its text without comments and its own tests.
struct Source {
    path: String,
    code: String,
}

impl Source {
    /// The room it belongs to: its first folder, or its own name.
    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// How many modules deep it is below the crate.
    fn depth(&self) -> usize {
        self.path.trim_end_matches("/mod.rs").split('/').count()
    }

    /// The rooms it names, by `crate::` or by enough of `super::`.
    fn imports(&self) -> Vec<&str> {
        let up = "super::".repeat(self.depth());
        let mut found = Vec::new();
        for start in ["crate::", up.as_str()] {
            for rest in self.code.split(start).skip(1) {
                let list = rest
                    .strip_prefix('{')
                    .and_then(|list| list.split_once("};"))
                    .map_or(rest, |(list, _)| list);
                let names =
                    if list.len() < rest.len() { list.split(',').collect() } else { vec![rest] };
                found.extend(names.into_iter().map(|name| word(name.trim())));
            }
        }
        found.retain(|name| !name.is_empty() && !name.starts_with('_') && *name != "super");
        found
    }
}

/// The name at the front of some code.
fn word(code: &str) -> &str {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// The lines of a file before its own tests.
fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]").next().unwrap_or_default()
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let code = |text: &str| {
        let lines = without_tests(text).lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let source = |path: &Path| {
        let text = std::fs::read_to_string(path).expect("a source");
        let path = path.strip_prefix(&folder).expect("inside").to_string_lossy().replace('\\', "/");
        Source { path, code: code(&text) }
    };
    files(&folder, "rs").iter().map(|path| source(path)).collect()
}

fn column(room: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| column.contains(&room))
}

/// Fails with all findings at once.
#[track_caller]
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn rooms_import_only_rooms_before_them() {
    let mut findings = Vec::new();
    for source in sources() {
        let room = source.room();
        if ["lib", "main", "cli"].contains(&room) {
            continue;
        }
        let Some(own) = column(room) else {
            findings.push(format!("{}: the room has no column yet", source.path));
            continue;
        };
        for import in source.imports().into_iter().filter(|import| *import != room) {
            let never = NEVER.iter().any(|pair| *pair == (room, import) || *pair == (import, room));
            if never || column(import).is_none_or(|theirs| theirs >= own) {
                findings.push(format!("{}: {room} may not import {import}", source.path));
            }
        }
    }
    none(&findings);
}

#[test]
fn the_command_line_sees_the_public_api_alone() {
    let own: Vec<String> =
        sources().iter().filter_map(|s| s.path.strip_prefix("cli/").map(str::to_owned)).collect();
    let known = |name: &str| {
        own.iter().any(|file| word(file) == name) || name.starts_with(char::is_uppercase)
    };
    let findings: Vec<String> = sources()
        .iter()
        .filter(|source| source.room() == "cli")
        .flat_map(|source| {
            source
                .code
                .split("crate::")
                .skip(1)
                .map(word)
                .map(|name| (source.path.clone(), name.to_owned()))
                .collect::<Vec<_>>()
        })
        .filter(|(_, name)| name != "cli" && !known(name))
        .map(|(path, name)| format!("{path}: crate::{name}"))
        .collect();
    none(&findings);
}

#[test]
fn every_crate_has_its_owner() {
    let mut findings = Vec::new();
    for source in sources() {
        for (name, owners) in OWNERS {
            let named = source.code.contains(&format!("use {name}"))
                || source.code.contains(&format!("{name}::"));
            if named && !owners.contains(&source.room()) {
                findings.push(format!(
                    "{}: {name} belongs to {}",
                    source.path,
                    owners.join(" and ")
                ));
            }
        }
    }
    none(&findings);
}

#[test]
fn every_file_opens_with_one_sentence() {
    let mut findings = Vec::new();
    for folder in ["src", "tests", "benches", "fuzz", "examples"]
        .map(|name| root().join(name))
        .iter()
        .filter(|f| f.is_dir())
    {
        for path in files(folder, "rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            let head =
                text.lines().take_while(|line| line.starts_with("//! ")).map(|line| &line[4..]);
            let sentence = head.collect::<Vec<_>>().join(" ");
            if !sentence.ends_with(['.', '?', '!']) {
                findings.push(format!("{}: {sentence:?}", path.display()));
            }
        }
    }
    none(&findings);
}

/// The most lines a source file may have, its tests aside: what can be read in one sitting.
const MOST_LINES: usize = 500;

#[test]
fn files_are_read_in_one_sitting() {
    let mut findings = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let text = std::fs::read_to_string(&path).expect("a source");
        let lines = without_tests(&text).lines().count();
        if lines > MOST_LINES {
            findings.push(format!("{}: {lines} lines", path.display()));
        }
    }
    none(&findings);
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "dbg!("];
    let mut findings = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let text = std::fs::read_to_string(&path).expect("a source");
        let found = text
            .lines()
            .enumerate()
            .filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)));
        findings.extend(
            found.map(|(at, line)| format!("{}:{}: {}", path.display(), at + 1, line.trim())),
        );
    }
    none(&findings);
}

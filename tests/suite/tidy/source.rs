//! Reads the program's source as text: which files import which, and which types they declare.
//!
//! No parser: rustfmt sets every file alike, so `use` trees and declarations are found by their
//! first words.

use std::collections::{BTreeMap, BTreeSet};

use super::super::harness::{files, root};

/// A source file without its comments and its tests.
pub(super) struct Source {
    /// The path below `src/`, with forward slashes.
    pub(super) path: String,
    code: String,
}

/// All sources of the program, by path.
pub(super) fn sources() -> BTreeMap<String, Source> {
    let folder = root().join("src");
    let mut sources = BTreeMap::new();
    for file in files(&folder, "rs") {
        let text = std::fs::read_to_string(&file).expect("a source");
        let path = file.strip_prefix(&folder).expect("a path below src/");
        let path = path.to_string_lossy().replace('\\', "/");
        let code = without_comments(without_tests(&text));
        sources.insert(path.clone(), Source { path, code });
    }
    sources
}

/// The lines of a file before its own tests.
pub(super) fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]").next().unwrap_or_default()
}

fn without_comments(text: &str) -> String {
    let mut code = String::new();
    for line in text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        code.push_str(line);
        code.push('\n');
    }
    code
}

impl Source {
    /// The module it belongs to: its first folder, or its own name.
    pub(super) fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// Its own path as a module: `write/docx/body.rs` is `["write", "docx", "body"]`.
    fn module_path(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs");
        let path = path.strip_suffix("/mod").unwrap_or(path);
        if ["lib", "main"].contains(&path) {
            Vec::new()
        } else {
            path.split('/').collect()
        }
    }

    /// Whether it is a `mod.rs` that declares nothing but modules and re-exports.
    pub(super) fn is_facade(&self) -> bool {
        let items = [
            "struct", "enum", "trait", "type", "union", "fn", "impl", "const", "static",
        ];
        let declares = |line: &str| {
            let item = without_visibility(line)
                .split([' ', '<'])
                .next()
                .unwrap_or_default();
            items.contains(&item)
        };
        self.path.ends_with("mod.rs") && !self.code.lines().any(declares)
    }

    /// The names of the types it declares at its top level.
    pub(super) fn types(&self) -> Vec<String> {
        let mut names = Vec::new();
        for line in self.code.lines() {
            let mut words = without_visibility(line).split(' ');
            let keyword = words.next().unwrap_or_default();
            if ["struct", "enum", "trait", "type", "union"].contains(&keyword) {
                names.push(word(words.next().unwrap_or_default()).to_owned());
            }
        }
        names
    }

    pub(super) fn uses_crate(&self, name: &str) -> bool {
        let path = format!("{name}::");
        self.code
            .match_indices(&path)
            .any(|(at, _)| !is_name(self.code[..at].chars().next_back()))
    }

    /// The files it imports, by `use` or by a path in its code.
    pub(super) fn imports(&self, sources: &BTreeMap<String, Source>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for path in self.paths() {
            let resolved = self.resolve(&path);
            let file = resolved.and_then(|path| file_of(&path, sources));
            found.extend(file.filter(|file| *file != self.path));
        }
        found
    }

    /// Every path it writes: those of its `use` trees, and those that begin with `crate`, `super`.
    fn paths(&self) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        for (at, _) in self.code.match_indices("use ") {
            let tree = self.code[at + 4..].split(';').next().unwrap_or_default();
            if !is_name(self.code[..at].chars().next_back()) {
                expand(tree, &[], &mut paths);
            }
        }
        for start in ["crate::", "super::"] {
            for (at, _) in self.code.match_indices(start) {
                let before = &self.code[..at];
                // `pub(in crate::mine)` says who may see a thing, not what it needs.
                let is_visibility = before.ends_with("(in ");
                if is_visibility || is_name(before.chars().next_back()) || before.ends_with("::") {
                    continue;
                }
                let rest = &self.code[at..];
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
                let end = end.unwrap_or(rest.len());
                // A `use` tree is expanded above: cut at its brace, it would be the parent.
                if rest[end..].starts_with('{') {
                    continue;
                }
                let path = rest[..end].trim_end_matches(':');
                paths.push(path.split("::").map(str::to_owned).collect());
            }
        }
        paths
    }

    /// A path from the root of the crate; `None` for a path into another crate.
    fn resolve(&self, path: &[String]) -> Option<Vec<String>> {
        let mut base: Vec<String> = self.module_path().iter().map(|s| (*s).to_owned()).collect();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => {
                base.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            // A child module; other crates are found to have no file.
            _ => {}
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }
}

/// The file a path leads into: that of the longest front of it that is a module.
fn file_of(path: &[String], sources: &BTreeMap<String, Source>) -> Option<String> {
    for length in (1..=path.len()).rev() {
        let module = path[..length].join("/");
        for name in [format!("{module}.rs"), format!("{module}/mod.rs")] {
            if sources.contains_key(&name) {
                return Some(name);
            }
        }
    }
    None
}

/// Lists the paths of a `use` tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expand(tree: &str, front: &[String], paths: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let tree = tree.split(" as ").next().unwrap_or_default();
        let mut path = front.to_vec();
        path.extend(tree.split("::").map(|part| part.trim().to_owned()));
        paths.push(path);
        return;
    };
    let mut front = front.to_vec();
    front.extend(
        tree[..open]
            .split("::")
            .filter(|part| !part.is_empty())
            .map(str::to_owned),
    );
    let inside = tree[open + 1..].trim_end_matches('}');
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in inside.char_indices().chain([(inside.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = inside[start..at].trim();
                if !part.is_empty() {
                    expand(part, &front, paths);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// A line without `pub`, `pub(crate)` and the like.
fn without_visibility(line: &str) -> &str {
    let Some(rest) = line.strip_prefix("pub") else {
        return line;
    };
    match rest.strip_prefix('(') {
        Some(rest) => rest.split_once(") ").map_or(line, |(_, rest)| rest),
        None => rest.trim_start(),
    }
}

/// The name at the front of some code.
fn word(code: &str) -> &str {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or_default()
}

fn is_name(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

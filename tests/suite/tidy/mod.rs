//! Holds the rules of the codebase over its source: who imports whom, what each file says first,
//! which names are taken, who uses a crate.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use super::harness::{files, root};
use source::{sources, without_tests};

/// The modules of the library from the ground up: a module imports only modules above it here.
const MODULES: [&str; 35] = [
    "diagnostic", "error", "envelope", "file_name", "held", "input", "output", "numeral",
    "gazetteer", "nearest", "lexicon", "line_break", "calendar", "figure", "place", "yaml",
    "ooxml", "document", "schema", "answers", "forms", "template", "layout", "read", "mine",
    "draft", "word_template", "write", "refill", "review", "interview", "catalog", "drafting",
    "batch", "results",
];
/// Modules that never meet, wherever they stand in the table: learning and drafting share only
/// what is below both.
const NEVER: [(&str, &str); 4] = [
    ("read", "write"),
    ("mine", "draft"),
    ("mine", "write"),
    ("interview", "draft"),
];
/// The crates that only some modules may use.
const OWNERS: [(&str, &[&str]); 33] = [
    ("axum", &["web"]),
    ("getrandom", &["web"]),
    ("hyper", &["web"]),
    ("hyper_util", &["web"]),
    ("maud", &["web"]),
    ("open", &["web"]),
    ("rmcp", &["mcp"]),
    ("tokio", &["mcp", "web"]),
    ("base64", &["cli"]),
    ("rayon", &["batch", "cli"]),
    ("sha2", &["batch", "write"]),
    ("signal_hook", &["cli"]),
    ("cfb", &["ooxml"]),
    ("handlebars", &["template", "draft"]),
    ("saphyr_parser", &["yaml"]),
    ("serde_yaml", &["yaml"]),
    ("docx_rs", &["write"]),
    ("similar", &["refill"]),
    ("zip", &["ooxml"]),
    ("quick_xml", &["ooxml"]),
    ("chardetng", &["read"]),
    ("encoding_rs", &["read", "ooxml"]),
    ("clap", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("fontdb", &["cli"]),
    ("inquire", &["cli"]),
    ("indicatif", &["cli"]),
    ("terminal_size", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("anstyle", &["cli"]),
    ("rustyline", &["cli"]),
    ("shlex", &["cli"]),
    ("textwrap", &["cli"]),
];
/// The most lines a source file may have, its tests aside: what can be read in one sitting.
const MOST_LINES: usize = 500;
/// The most columns a line of source may have; a hanzi takes two.
const MOST_COLUMNS: usize = 100;

/// Fails with all findings at once.
#[track_caller]
fn none(findings: &[String]) {
    assert!(
        findings.is_empty(),
        "{} findings:\n{}",
        findings.len(),
        findings.join("\n")
    );
}

fn rank(module: &str) -> Option<usize> {
    MODULES.iter().position(|name| *name == module)
}

fn never_meet(one: &str, other: &str) -> bool {
    NEVER.contains(&(one, other)) || NEVER.contains(&(other, one))
}

#[test]
fn modules_import_only_modules_above_them() {
    let sources = sources();
    let mut findings = Vec::new();
    for source in sources.values() {
        let module = source.module();
        if ["lib", "main", "cli", "mcp", "web"].contains(&module) {
            continue;
        }
        let Some(own) = rank(module) else {
            findings.push(format!(
                "{}: {module} is missing in the table of modules",
                source.path
            ));
            continue;
        };
        for imported in source.imports(&sources) {
            let theirs = sources[&imported].module();
            if theirs == module || theirs == "lib" {
                continue;
            }
            if never_meet(module, theirs) || rank(theirs).is_none_or(|theirs| theirs >= own) {
                findings.push(format!("{}: {module} may not import {theirs}", source.path));
            }
        }
    }
    none(&findings);
}

/// A facade, a `mod.rs` that only re-exports, is looked through: it stands for all its files.
#[test]
fn files_never_import_in_a_circle() {
    let sources = sources();
    let mut graph: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in sources.values().filter(|source| !source.is_facade()) {
        let mut imports = source.imports(&sources);
        imports.retain(|path| !sources[path].is_facade());
        graph.insert(&source.path, imports);
    }
    // A file that imports nothing left, or that nothing left imports, is part of no circle.
    loop {
        let before = graph.len();
        let left: BTreeSet<String> = graph.keys().map(|path| (*path).to_owned()).collect();
        graph.retain(|_, imports| !imports.is_disjoint(&left));
        let imported: BTreeSet<String> = graph.values().flatten().cloned().collect();
        graph.retain(|path, _| imported.contains(*path));
        if graph.len() == before {
            break;
        }
    }
    let mut findings = Vec::new();
    for (path, imports) in &graph {
        for import in imports
            .iter()
            .filter(|import| graph.contains_key(import.as_str()))
        {
            findings.push(format!("{path} imports {import}"));
        }
    }
    none(&findings);
}

/// The faces of the program: none reaches into the library or into another, but for the commands
/// that start the page and the server of tools.
#[test]
fn the_faces_see_the_public_api_alone() {
    let sources = sources();
    let mut findings = Vec::new();
    for source in sources
        .values()
        .filter(|source| ["cli", "mcp", "web"].contains(&source.module()))
    {
        for imported in source.imports(&sources) {
            let starts_face = matches!(
                (source.path.as_str(), sources[&imported].module()),
                ("cli/serve.rs", "web") | ("cli/mcp.rs", "mcp")
            );
            if sources[&imported].module() != source.module() && !starts_face {
                findings.push(format!("{}: {imported}", source.path));
            }
        }
    }
    none(&findings);
}

#[test]
fn every_crate_has_its_owner() {
    let mut findings = Vec::new();
    for source in sources().values() {
        for (name, owners) in OWNERS {
            if source.uses_crate(name) && !owners.contains(&source.module()) {
                let owners = owners.join(" and ");
                findings.push(format!("{}: {name} belongs to {owners}", source.path));
            }
        }
    }
    none(&findings);
}

/// "Parses…", "Returns…": a third-person verb says what a file does before it says how.
#[test]
fn every_module_doc_begins_with_a_verb() {
    let mut findings = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let text = std::fs::read_to_string(&path).expect("a source");
        let first = text.lines().next().unwrap_or_default();
        let doc = first.strip_prefix("//! ").unwrap_or_default();
        let verb = doc.split(' ').next().unwrap_or_default();
        let is_verb = verb.ends_with('s')
            && verb.starts_with(|c: char| c.is_ascii_uppercase())
            && verb.chars().skip(1).all(|c| c.is_ascii_lowercase());
        if !is_verb && !path.ends_with("src/lib.rs") {
            findings.push(format!("{}: {first}", path.display()));
        }
    }
    none(&findings);
}

#[test]
fn no_type_name_is_declared_twice() {
    let mut declared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources().values() {
        for name in source.types() {
            declared.entry(name).or_default().push(source.path.clone());
        }
    }
    declared.retain(|_, paths| paths.len() > 1);
    let findings: Vec<String> = declared
        .iter()
        .map(|(name, paths)| format!("{name}: {}", paths.join(", ")))
        .collect();
    none(&findings);
}

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

/// rustfmt wraps code; comments are wrapped by hand. String literals that cannot be wrapped are
/// left to rustfmt.
#[test]
fn comments_are_at_most_100_columns_wide() {
    let mut findings = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        for path in files(&root().join(folder), "rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            for (at, line) in text.lines().enumerate() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                if line.trim_start().starts_with("//") && width > MOST_COLUMNS {
                    findings.push(format!("{}:{}: {width} columns", path.display(), at + 1));
                }
            }
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
        for (at, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                findings.push(format!("{}:{}: {}", path.display(), at + 1, line.trim()));
            }
        }
    }
    none(&findings);
}

/// A page that names a file of the code is believed for years.
#[test]
fn pages_name_files_that_exist() {
    let mut known = BTreeSet::new();
    for folder in ["src", "tests", "data", "benches", "examples", "packaging"] {
        for path in files(&root().join(folder), "rs") {
            let path = path.strip_prefix(root()).expect("inside the project");
            known.insert(path.display().to_string().replace('\\', "/"));
        }
    }
    let mut pages = files(&root().join("docs"), "md");
    for page in ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"] {
        pages.push(root().join(page));
    }
    let mut findings = Vec::new();
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page");
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_file = quoted.ends_with(".rs") && !quoted.contains([' ', '*']);
            let ending = format!("/{quoted}");
            if is_file
                && !known
                    .iter()
                    .any(|path| path == quoted || path.ends_with(&ending))
            {
                findings.push(format!("{}: no file {quoted}", page.display()));
            }
        }
    }
    none(&findings);
}

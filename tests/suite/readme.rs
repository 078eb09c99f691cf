//! The READMEs and the page on file formats as a test: every command in them runs, and prints what
//! the page says.
//!
//! With `GOLDEN=write` the page says what was printed; read the difference before keeping it.

#![cfg(unix)]

use std::path::Path;

use nigao::catalog::Catalog;

use super::harness::{Desk, root};

/// A fenced block: the words after its fence, the file it stands for, its lines.
struct Block {
    language: String,
    file: String,
    lines: Vec<String>,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(info), None) => {
                let (language, file) = info.split_once(' ').unwrap_or((info, ""));
                open = Some(Block {
                    language: language.to_owned(),
                    file: file.to_owned(),
                    lines: Vec::new(),
                });
            }
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.lines.push(line.to_owned());
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    blocks
}

/// Commands with what they print: `$ command`, then its output until the next.
fn commands(block: &Block) -> Vec<(String, Vec<String>)> {
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    for line in &block.lines {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), Vec::new())),
            (None, Some((_, output))) => output.push(line.clone()),
            (None, None) => panic!("output before a command: {line}"),
        }
    }
    commands
}

/// Whether lines are as the page has them, where a line `…` stands for any lines and `…` in a line
/// for any words.
fn alike(expected: &[String], printed: &[&str]) -> bool {
    match (expected.split_first(), printed.split_first()) {
        (None, None) => true,
        (Some((any, rest)), _) if any == "…" => {
            (0..=printed.len()).any(|skip| alike(rest, &printed[skip..]))
        }
        (Some((line, rest)), Some((first, others))) => {
            line_alike(line, first) && alike(rest, others)
        }
        _ => false,
    }
}

fn line_alike(expected: &str, printed: &str) -> bool {
    let parts: Vec<&str> = expected.split('…').collect();
    let [first, middle @ .., last] = parts.as_slice() else {
        return expected == printed;
    };
    let Some(mut rest) = printed.strip_prefix(first) else {
        return false;
    };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

/// A desk with the samples of the repository on it.
fn desk(locale: &str) -> Desk {
    let desk = Desk::new().env("LANG", locale);
    std::os::unix::fs::symlink(root().join("samples"), desk.path("samples")).expect("a link");
    desk
}

fn try_page(name: &str, locale: &str, least: usize) {
    let path = root().join(name);
    let mut page = std::fs::read_to_string(&path).expect("the page");
    let mut desk = desk(locale);
    let mut ran = 0;
    for block in blocks(&page) {
        match block.language.as_str() {
            _ if !block.file.is_empty() => {
                desk = desk.file(&block.file, block.lines.join("\n") + "\n");
            }
            "console" => {
                for (command, output) in commands(&block) {
                    let run = desk.shell(&format!("{{ {command}\n}} 2>&1"));
                    let printed: Vec<&str> = run.out.lines().collect();
                    if std::env::var_os("GOLDEN").is_some_and(|word| word == "write")
                        && !alike(&output, &printed)
                    {
                        let [old, new] = [output.join("\n"), printed.join("\n")];
                        page = page.replace(
                            &format!("$ {command}\n{old}\n"),
                            &format!("$ {command}\n{new}\n"),
                        );
                        std::fs::write(&path, &page).expect("the page");
                        continue;
                    }
                    assert!(
                        alike(&output, &printed),
                        "{name}: $ {command}\n{}\nis not\n{}",
                        run.out,
                        output.join("\n")
                    );
                    ran += 1;
                }
            }
            "sh" => ran += block.lines.iter().filter(|line| plain(&desk, line)).count(),
            _ => {}
        }
    }
    assert!(
        ran >= least,
        "only {ran} commands were found in {name}, or they were made anew"
    );
}

/// Runs a command that shows no output; `cargo test` is running this very test, and what builds or
/// installs is not done twice.
fn plain(desk: &Desk, line: &str) -> bool {
    let Some(args) = line.strip_prefix("cargo run --release -- ") else {
        assert!(
            ["cargo test", "cargo bench", "cargo install"]
                .iter()
                .any(|known| line.starts_with(known)),
            "{line}"
        );
        return false;
    };
    desk.shell(&format!("nigao {args}")).code(0);
    true
}

#[test]
fn the_english_page() {
    try_page("README.md", "en_US.UTF-8", 7);
}

#[test]
fn the_chinese_page() {
    try_page("README.zh-CN.md", "zh_CN.UTF-8", 7);
}

#[test]
fn the_page_on_file_formats() {
    try_page("docs/file-format.md", "zh_CN.UTF-8", 5);
}

#[test]
fn the_page_on_refilling() {
    try_page("docs/refill.md", "zh_CN.UTF-8", 6);
}

#[test]
fn both_pages_have_every_genre_in_their_table() {
    for name in ["README.md", "README.zh-CN.md"] {
        let page = std::fs::read_to_string(root().join(name)).expect("the page");
        for genre in Catalog::shipped().genres().expect("the genres") {
            let schema = genre.schema().recovered().0;
            let row = format!("| `{}` | {} | {} |", genre.name, schema.title, schema.kind);
            assert!(page.contains(&row), "{name} has no row {row}");
        }
        let rows = page
            .lines()
            .filter(|line| line.starts_with("| `") && line.matches('|').count() == 4)
            .count();
        assert_eq!(
            rows,
            Catalog::shipped().genres().expect("the genres").len(),
            "{name}"
        );
    }
}

#[test]
fn pages_link_to_what_is_there() {
    for name in [
        "README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md",
    ] {
        let page = std::fs::read_to_string(root().join(name)).expect("the page");
        for link in page
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let there = link.starts_with("https://")
                || link.starts_with('#')
                || Path::new(root()).join(link).exists();
            assert!(there, "{name} links to {link}");
        }
    }
}

#[test]
fn what_is_left_out_of_a_page_may_be_anything() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(alike(&lines("a\n…\nd"), &["a", "b", "c", "d"]));
    assert!(alike(
        &lines("Wrote … characters."),
        &["Wrote x: 12 characters."]
    ));
    assert!(!alike(&lines("a\nc"), &["a", "b", "c"]));
    assert!(!alike(
        &lines("Wrote … words."),
        &["Wrote x: 12 characters."]
    ));
}

/// The first command of the page says `cargo run` without naming a program.
#[test]
fn cargo_run_runs_the_program() {
    for page in ["README.md", "README.zh-CN.md"] {
        let page = std::fs::read_to_string(root().join(page)).expect("the page");
        assert!(page.contains("\ncargo run --release -- fill "));
    }
    let mut cargo = std::process::Command::new(env!("CARGO"));
    let metadata = cargo
        .args([
            "metadata", "--no-deps", "--offline", "--format-version", "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo");
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let nigao = packages.iter().find(|one| one["name"] == "nigao");
    assert_eq!(nigao.expect("nigao")["default_run"], "nigao");
}

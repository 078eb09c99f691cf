//! Growth: what a Word file of many characters, and of many rows, costs in time and memory, each
//! in a process of its own: `cargo bench --bench long`.

use std::env;
use std::fs;
use std::process::Command;
use std::time::Instant;

use nigao::document::Document;
use nigao::layout::Layout;
use nigao::write::docx::{DocxWriter, Meta};

/// What is made, and how much of it.
const SIZES: [(&str, usize); 6] = [
    ("characters", 50_000),
    ("characters", 500_000),
    ("characters", 5_000_000),
    ("rows", 1_000),
    ("rows", 10_000),
    ("rows", 100_000),
];

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    if let [kind, count] = &args[..]
        && let Ok(count) = count.parse()
    {
        return measure(kind, count);
    }
    println!("| what | read, ms | write, ms | file, KB | peak, MB |\n|---|--:|--:|--:|--:|");
    let program = env::current_exe().expect("this program");
    for (kind, count) in SIZES {
        let mut command = Command::new(&program);
        let status = command.args([kind, &count.to_string()]).status();
        assert!(status.expect("it runs").success());
    }
}

fn measure(kind: &str, count: usize) {
    let markup = if kind == "rows" {
        table(count)
    } else {
        text(count)
    };
    let began = Instant::now();
    let document: Document = markup.parse().expect("a document");
    let read = began.elapsed().as_millis();
    let began = Instant::now();
    let writer = DocxWriter::new(&Layout::default()).expect("a layout");
    let file = writer
        .write(&document, &Meta::default())
        .expect("a Word file");
    let (write, size) = (began.elapsed().as_millis(), file.len() / 1000);
    println!(
        "| {count} {kind} | {read} | {write} | {size} | {} |",
        peak()
    );
}

/// Returns markup of so many characters: paragraphs of a report whose hanzi are exchanged from one
/// to the next, because a text that repeats itself deflates as no real one does.
fn text(count: usize) -> String {
    const REPORT: &str = include_str!("../samples/reports/云溪镇2025.txt");
    let hanzi: Vec<char> = REPORT.chars().filter(|c| *c >= '一').collect();
    let mut markup = String::from("# 报告\n");
    let mut written = 0;
    let mut seed = 1_usize;
    while written < count {
        for _ in 0..200 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            markup.push(hanzi[(seed >> 33) % hanzi.len()]);
        }
        markup.push_str("。\n");
        written += 201;
    }
    markup
}

/// Returns markup of a table of so many rows.
fn table(count: usize) -> String {
    let mut markup =
        String::from("# 附表\n% 各村指标\n| 村 | 户数 | 人数 | 收入（元） |\n|---|--:|--:|--:|\n");
    for row in 0..count {
        let numbers = (row % 900, row % 3100, 9000 + row * 7 % 20_000);
        markup += &format!(
            "| 第{row}村 | {} | {} | {} |\n",
            numbers.0, numbers.1, numbers.2
        );
    }
    markup
}

/// Returns the most memory that this process has had, in MB, where Linux tells it.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let words = line.unwrap_or_default().split_whitespace().next();
    words
        .and_then(|words| words.parse::<u64>().ok())
        .unwrap_or(0)
        / 1000
}

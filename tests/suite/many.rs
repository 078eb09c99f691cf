//! Many reports at once: `inspect`, `review` and `mine` over files and folders. The order of the
//! command line is kept, one that cannot be read stops nothing, and threads change nothing.

use std::path::Path;

use serde_json::{Value, json};

use super::harness::{Desk, Run, files};

/// A report whose words are its own by its number.
fn report(number: usize) -> String {
    format!(
        "云溪镇人民政府工作报告\n各位代表：\n一、{year}年工作回顾\n\
         一年来，全镇实现工业总产值{number}.3亿元，增长8.5%。新建公路{number}公里。\n\
         二、{next}年工作安排\n一是计划完成固定资产投资3.2亿元。三是新建学校。\n",
        year = 2000 + number,
        next = 2001 + number,
    )
}

/// A folder of good reports, one that cannot be read among them, and things that are no reports.
fn desk() -> Desk {
    let mut desk = Desk::new();
    for number in 10..16 {
        desk = desk.file(&format!("报告/{number}.txt"), report(number));
    }
    desk.file("报告/12坏.docx", "no archive")
        .file("报告/~$10.docx", "owner")
        .file("报告/.隐.txt", "hidden")
        .file("报告/数据.xlsx", "cells")
        .file("报告/更早/9.txt", report(9))
}

fn value(run: &Run) -> Value {
    assert_eq!(run.err, "", "the envelope says everything");
    serde_json::from_str(&run.out).unwrap_or_else(|why| panic!("{why}: {}", run.out))
}

fn names(entries: &Value) -> Vec<&str> {
    let entries = entries.as_array().expect("entries");
    entries.iter().filter_map(|e| e["file"].as_str()).collect()
}

const IN_ORDER: [&str; 7] = [
    "报告/10.txt", "报告/11.txt", "报告/12.txt", "报告/12坏.docx", "报告/13.txt", "报告/14.txt",
    "报告/15.txt",
];

#[test]
fn a_folder_is_inspected_file_by_file_in_order() {
    let desk = desk();
    let all = value(&desk.run(&["inspect", "报告", "--json"]).code(1));
    assert_eq!(all["ok"], false);
    let entries = &all["result"]["reports"];
    assert_eq!(names(entries), IN_ORDER);
    for entry in entries.as_array().unwrap() {
        let file = entry["file"].as_str().unwrap();
        let alone = value(&desk.run(&["inspect", file, "--json"]));
        if file.ends_with(".docx") {
            assert_eq!(entry["fault"]["place"]["file"], file);
            assert_eq!(entry["fault"], alone["diagnostics"][0]);
            assert!(entry["headings"].is_null());
        } else {
            assert_eq!(*entry, alone["result"], "{file}");
        }
    }
    let keys: Vec<&str> = all["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["key"].as_str())
        .collect();
    assert_eq!(keys, ["cli.many.left-out", "read.no-archive"]);
    let run = desk.run(&["inspect", "报告"]).code(1);
    let told: Vec<&str> = run
        .out
        .lines()
        .filter(|line| line.starts_with("报告/"))
        .collect();
    let good: Vec<&str> = IN_ORDER
        .into_iter()
        .filter(|name| name.ends_with("txt"))
        .collect();
    assert_eq!(told, good);
    run.says(&["12坏.docx", "数据.xlsx", "更早"]);
}

#[test]
fn the_order_is_that_of_the_command_line() {
    let desk = desk();
    let args = ["报告/15.txt", "报告/更早", "报告/10.txt", "报告/15.txt"];
    for command in ["inspect", "review"] {
        let run = desk.run(&[&[command][..], &args, &["--json"]].concat());
        let all = value(&run);
        let entries = if command == "inspect" {
            &all["result"]["reports"]
        } else {
            &all["result"]["papers"]
        };
        let expected = [
            "报告/15.txt", "报告/更早/9.txt", "报告/10.txt", "报告/15.txt",
        ];
        assert_eq!(names(entries), expected, "{command}");
    }
}

#[test]
fn a_folder_is_reviewed_as_its_files_are() {
    let desk = desk().file(
        "报告/nigao.yaml",
        "place: 云溪镇\nskip: [structure.point-gap]\n",
    );
    let all = value(&desk.run(&["review", "报告", "--json"]).code(1));
    let entries = &all["result"]["papers"];
    assert_eq!(names(entries), IN_ORDER);
    for entry in entries.as_array().unwrap() {
        let file = entry["file"].as_str().unwrap();
        let alone = value(&desk.run(&["review", file, "--json"]));
        if file.ends_with(".docx") {
            assert_eq!(entry["fault"], alone["diagnostics"][0]);
        } else {
            assert_eq!(*entry, alone["result"]["papers"][0], "{file}");
        }
    }
    desk.run(&["review", "报告", "--fail-on", "never"]).code(1);
    desk.run(&["review", "报告/10.txt", "报告/11.txt", "--fail-on", "never"])
        .code(0);
}

/// Findings are in the log and in the list whether papers are kept to be compared or not.
#[test]
fn the_log_and_the_list_hold_every_paper() {
    let desk = desk();
    let args = ["review", "报告/10.txt", "报告/11.txt", "--fail-on", "never"];
    for more in [&[][..], &["--together"]] {
        let run = desk.run(&[&args[..], more, &["--sarif"]].concat()).code(0);
        let log: Value = serde_json::from_str(&run.out).expect("a log");
        let results = log["runs"][0]["results"].as_array().expect("results");
        let places: Vec<&Value> = results
            .iter()
            .filter(|one| one["ruleId"] == "structure.point-gap")
            .map(|one| &one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
            .collect();
        assert_eq!(places, ["报告/10.txt", "报告/11.txt"]);
        let run = desk.run(&[&args[..], more].concat()).code(0);
        let unchecked = run.out.matches("structure.point-gap").count();
        assert_eq!(unchecked, 2, "{}", run.out);
    }
}

#[test]
fn any_number_of_threads_gives_the_same_words() {
    let mut runs = Vec::new();
    for threads in ["1", "2", "7"] {
        let desk = desk().env("RAYON_NUM_THREADS", threads);
        let mut words = Vec::new();
        for args in [
            &["inspect", "报告"][..],
            &["inspect", "报告", "--json"],
            &["review", "报告"],
            &["review", "报告", "--json"],
            &["mine", "报告", "-o", "一", "--name", "镇"],
            &["mine", "报告", "-o", "各", "--each"],
        ] {
            let run = desk.run(args).code(1);
            words.push((run.out, run.err));
        }
        let mut written = Vec::new();
        for folder in ["一", "各"] {
            for ending in ["hbs", "yaml"] {
                for file in files(&desk.path(folder), ending) {
                    let text = std::fs::read_to_string(&file).expect("a file");
                    let name = file.strip_prefix(desk.path("")).unwrap().to_owned();
                    written.push((name, text));
                }
            }
        }
        runs.push((words, written));
    }
    assert!(runs.iter().all(|run| *run == runs[0]));
}

fn tree(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for ending in ["hbs", "yaml"] {
        for file in files(folder, ending) {
            let name = file.strip_prefix(folder).unwrap().display().to_string();
            all.push((name, std::fs::read_to_string(&file).expect("a file")));
        }
    }
    all
}

#[test]
fn a_folder_is_mined_into_one_genre_as_its_files_are() {
    let desk = desk();
    desk.run(&["mine", "报告", "-o", "夹", "--name", "镇"])
        .code(1)
        .says(&["12坏.docx"]);
    let named = ["10", "11", "12", "13", "14", "15"].map(|n| format!("报告/{n}.txt"));
    let mut args = vec!["mine"];
    args.extend(named.iter().map(String::as_str));
    args.extend(["-o", "列", "--name", "镇"]);
    desk.run(&args).code(0);
    assert_eq!(tree(&desk.path("夹")), tree(&desk.path("列")));
    assert!(tree(&desk.path("夹")).len() >= 8, "answers of six reports");
    // A file that cannot be read is told and the others are done, whether it was named or not.
    args.insert(3, "报告/12坏.docx");
    let at = args.len() - 3;
    args[at] = "坏";
    desk.run(&args).code(1).says(&["12坏.docx"]);
    assert_eq!(tree(&desk.path("坏")), tree(&desk.path("夹")));
    // Without a name the genre has that of the folder.
    desk.run(&["mine", "报告", "-o", "无名"]).code(1);
    assert!(desk.path("无名/templates/报告.hbs").is_file());
}

#[test]
fn a_genre_of_each_file_only_when_asked() {
    let desk = desk();
    let run = desk
        .run(&["mine", "报告", "-o", "各", "--each", "--json"])
        .code(1);
    let all = value(&run);
    let entries = all["result"]["genres"].as_array().expect("genres");
    assert_eq!(entries.len(), 7);
    assert_eq!(entries[3]["file"], "报告/12坏.docx");
    for (at, number) in [(0, 10), (2, 12), (6, 15)] {
        assert_eq!(entries[at]["name"], json!(number.to_string()));
        let file = format!("报告/{number}.txt");
        let name = number.to_string();
        desk.run(&["mine", &file, "-o", "单", "--name", &name])
            .code(0);
    }
    let each = tree(&desk.path("各"));
    for (name, text) in tree(&desk.path("单")) {
        assert!(each.contains(&(name.clone(), text)), "{name}");
    }
    // What is there is seen before anything is written.
    let run = desk.run(&["mine", "报告/15.txt", "报告/更早", "-o", "各", "--each"]);
    run.code(3).says(&["15.hbs"]);
    assert!(!desk.path("各/templates/9.hbs").exists());
}

#[test]
fn two_files_that_would_make_one_genre_are_named() {
    let desk = Desk::new()
        .file("甲/Abc.txt", report(10))
        .file("乙/aBC.txt", report(11));
    desk.run(&["mine", "甲", "乙", "-o", "各", "--each"])
        .code(2)
        .says(&["甲/Abc.txt", "乙/aBC.txt"]);
    assert!(!desk.path("各").exists());
    desk.run(&["mine", "甲", "-o", "各", "--each", "--name", "x"])
        .code(2);
}

#[test]
fn a_folder_without_reports_is_refused() {
    let desk = Desk::new().file("空/表.xlsx", "x").file("空/~$a.docx", "x");
    for args in [
        &["inspect", "空"][..],
        &["review", "空"],
        &["mine", "空", "-o", "x"],
        &["mine", "空", "-o", "x", "--each"],
    ] {
        desk.run(args).code(2).says(&["没有报告", ".docx"]);
    }
}

#[test]
fn all_files_bad_is_told_of_each() {
    let desk = Desk::new().file("坏/a.docx", "x").file("坏/b.docx", "x");
    for args in [
        &["inspect", "坏"][..],
        &["review", "坏"],
        &["mine", "坏", "-o", "x"],
        &["mine", "坏", "-o", "x", "--each"],
    ] {
        desk.run(args).code(1).says(&["坏/a.docx", "坏/b.docx"]);
    }
    assert!(!desk.path("x/templates").exists());
    let missing = ["inspect", "没有一.txt", "没有二.txt"];
    desk.run(&missing)
        .code(1)
        .says(&["没有一.txt", "没有二.txt"]);
    desk.run(&["inspect", "没有一.txt"]).code(3);
}

#[test]
fn a_collection_among_many_is_told_and_not_mixed() {
    let collection = format!(
        "第一篇 工作报告\n{}第二篇 工作报告\n{}",
        report(10),
        report(11)
    );
    let desk = Desk::new()
        .file("夹/合集.txt", collection)
        .file("夹/单.txt", report(12));
    desk.run(&["inspect", "夹"])
        .code(1)
        .says(&["合集.txt", "--pick"]);
    desk.run(&["mine", "夹", "-o", "各", "--each"])
        .code(1)
        .says(&["合集.txt", "--pick"]);
    assert!(desk.path("各/templates/单.hbs").is_file());
    desk.run(&["mine", "夹", "-o", "一", "--name", "x"])
        .code(2)
        .says(&["--pick"]);
    let reviewed = value(&desk.run(&["review", "夹", "--json"]).code(0));
    let expected = ["夹/单.txt", "夹/合集.txt#1", "夹/合集.txt#2"];
    assert_eq!(names(&reviewed["result"]["papers"]), expected);
}

/// Ctrl-C between two files: what was told is whole, and the exit code says that not all was.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_between_two_files() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};
    let mut desk = Desk::new();
    for number in 0..1000 {
        desk = desk.file(&format!("夹/{number:04}.txt"), report(number).repeat(20));
    }
    let mut child = Command::new(super::harness::PROGRAM)
        .args(["inspect", "夹", "--lang", "zh"])
        .current_dir(desk.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut out = BufReader::new(child.stdout.take().expect("stdout"));
    let mut first = String::new();
    out.read_line(&mut first).expect("a line");
    // The pipe is full long before the last file, so the program cannot have ended.
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.is_ok_and(|status| status.success()));
    let mut rest = String::new();
    out.read_to_string(&mut rest).expect("text");
    let mut told = String::new();
    child
        .stderr
        .take()
        .expect("stderr")
        .read_to_string(&mut told)
        .expect("text");
    assert_eq!(child.wait().expect("the end").code(), Some(1), "{told}");
    let seen = 1 + rest.lines().filter(|line| line.starts_with("夹/")).count();
    assert!(seen < 1000, "{seen}");
    assert!(told.contains("按要求停下"), "{told}");
}

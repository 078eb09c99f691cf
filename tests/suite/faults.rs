//! Faults of the machine: a full disk, a folder that may not be written to, files that go while
//! they are wanted, a program that is killed. What was there is whole, what is new is whole or not
//! there, and the user is told.
#![cfg(unix)]

use std::io::Cursor;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::Duration;

use nigao::read::{Source, workbook};

use super::fuzzed::doors::packed;
use super::harness::{Desk, PROGRAM, root};

const GENRE: &str = "township-work-report";

fn desk() -> Desk {
    let sample = root().join("samples").join(GENRE).join("answers.yaml");
    Desk::new().file("答案.yaml", std::fs::read(sample).expect("the sample"))
}

/// Commands that write a file, each with what it writes.
const WRITERS: [(&str, &str); 6] = [
    ("fill township-work-report 答案.yaml -o 新.docx", "新.docx"),
    ("fill township-work-report 答案.yaml -o 新.txt", "新.txt"),
    ("roll township-work-report 答案.yaml -o 新.yaml", "新.yaml"),
    ("form township-work-report -o 新.yaml", "新.yaml"),
    ("trace township-work-report 答案.yaml -o 新.docx", "新.docx"),
    ("mine 报告.txt -o 新 --name 镇", "新"),
];

const REPORT: &str = "云溪镇人民政府工作报告\n各位代表：\n一、2025年工作回顾\n实现产值7.3亿元。\n";

/// A disk with no room: the system refuses every byte beyond the first few thousand.
#[test]
fn a_full_disk_leaves_nothing_half_written() {
    for (line, new) in WRITERS {
        for old in [None, Some("旧")] {
            if old.is_some() && new == "新" {
                continue;
            }
            let mut desk = desk().file("报告.txt", REPORT);
            if let Some(old) = old {
                desk = desk.file(new, old);
            }
            let before = desk.names();
            let force = if old.is_some() { "--force" } else { "" };
            // Without its signal a file that grows too long is an error of the write, as a disk
            // that is full is.
            let run = desk.shell(&format!(
                "trap '' XFSZ; ulimit -f 0; exec nigao {line} {force}"
            ));
            assert_eq!(run.code, 3, "{line}: {}{}", run.out, run.err);
            assert!(!run.err.is_empty(), "{line}");
            assert_eq!(desk.names(), before, "{line}");
            if let Some(old) = old {
                assert_eq!(desk.read(new), old, "{line}");
            }
        }
    }
}

#[test]
fn devices_that_take_nothing_are_told() {
    let desk = desk().file("报告.txt", REPORT);
    for line in [
        "nigao fill township-work-report 答案.yaml --format txt -o /dev/full",
        "nigao fill township-work-report 答案.yaml > /dev/full",
        "nigao list > /dev/full",
        "nigao inspect 报告.txt --json > /dev/full",
        "nigao review 报告.txt 报告.txt > /dev/full",
        "nigao capabilities --json > /dev/full",
    ] {
        let run = desk.shell(line);
        assert_eq!(run.code, 3, "{line}: {}", run.err);
    }
}

/// A folder that its user may not write to. Who may everything gives that up first.
#[test]
fn a_read_only_folder_is_told_and_stays_as_it_is() {
    let desk = desk().file("报告.txt", REPORT);
    let mode = |mode| std::fs::set_permissions(desk.path(""), PermissionsExt::from_mode(mode));
    mode(0o555).expect("a read-only folder");
    let is_root = desk.shell("[ $(id -u) = 0 ]").code == 0;
    let as_user = if is_root {
        "setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all"
    } else {
        ""
    };
    let before = desk.names();
    // The program may lie in a folder that others cannot enter; then its copy is run.
    let copy = tempfile::tempdir().expect("a folder");
    let program = copy.path().join("nigao");
    std::fs::copy(PROGRAM, &program).expect("a copy of the program");
    std::fs::set_permissions(copy.path(), PermissionsExt::from_mode(0o755)).expect("open");
    for (line, _) in WRITERS {
        let run = desk.shell(&format!("{as_user} {} {line}", program.display()));
        assert_eq!(run.code, 3, "{line}: {}{}", run.out, run.err);
        assert!(run.err.contains("没有权限"), "{line}: {}", run.err);
    }
    mode(0o755).expect("an open folder");
    assert_eq!(desk.names(), before);
}

#[test]
fn a_folder_where_a_file_should_go_is_told() {
    let desk = desk()
        .file("新.docx/a", "x")
        .file("新.yaml/a", "x")
        .file("新.txt/a", "x");
    for (line, _) in WRITERS.iter().take(5) {
        for force in ["", "--force"] {
            let run = desk.shell(&format!("nigao {line} {force}"));
            assert_eq!(run.code, 3, "{line}: {}{}", run.out, run.err);
        }
    }
    assert_eq!(desk.read("新.docx/a"), "x");
    let run = desk.run(&["check", GENRE, "新.docx"]).code(3);
    run.says(&["新.docx"]);
}

/// Files that go after the folder was listed: each is told, and those that are left are done.
#[test]
fn files_that_vanish_stop_nothing() {
    let mut desk = Desk::new();
    for number in 1..=120 {
        desk = desk.file(&format!("夹/{number:03}.txt"), REPORT);
    }
    let pipe = desk.path("夹/000.txt");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()));
    let child = Command::new(PROGRAM)
        .args(["review", "夹", "--json", "--lang", "zh"])
        .current_dir(desk.path(""))
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    // Opening the pipe waits for its reader: by then the folder was listed, and what comes after
    // the files at hand waits until the pipe is read.
    let mut writer = std::fs::OpenOptions::new()
        .write(true)
        .open(&pipe)
        .expect("a reader");
    for number in 100..=120 {
        std::fs::remove_file(desk.path(&format!("夹/{number:03}.txt"))).expect("a file");
    }
    std::io::Write::write_all(&mut writer, REPORT.as_bytes()).expect("a reader");
    drop(writer);
    let output = child.wait_with_output().expect("the end");
    assert_eq!(output.status.code(), Some(1));
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an envelope");
    let papers = all["result"]["papers"].as_array().expect("papers");
    assert_eq!(papers.len(), 121);
    let gone: Vec<bool> = papers
        .iter()
        .map(|paper| !paper["fault"].is_null())
        .collect();
    assert!(gone[..100].iter().all(|gone| !gone) && gone[100..].iter().all(|gone| *gone));
}

/// A single file that is written anew again and again is the old or the new at every kill.
#[test]
fn a_file_that_is_replaced_is_never_half_new() {
    let desk = desk();
    desk.run(&["fill", GENRE, "答案.yaml", "-o", "稿.docx"])
        .code(0);
    let new = [
        "fill", GENRE, "答案.yaml", "--set", "地名=青禾镇", "--draft", "-o",
    ];
    desk.run(&[&new[..], &["新.docx"]].concat()).code(0);
    let bytes = |name: &str| std::fs::read(desk.path(name)).expect("a file");
    let either = [bytes("稿.docx"), bytes("新.docx")];
    assert!(either[0] != either[1]);
    for round in 0..25_u64 {
        let mut child = Command::new(PROGRAM)
            .args(new)
            .args(["稿.docx", "--force"])
            .current_dir(desk.path(""))
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        std::thread::sleep(Duration::from_millis(round * 7));
        let _ = child.kill();
        let _ = child.wait();
        assert!(either.contains(&bytes("稿.docx")), "{round}");
    }
}

/// Archives of no bytes, cut anywhere, or with a byte changed: read or refused, never a panic.
#[test]
fn cut_and_bitten_archives_are_read_or_refused() {
    let desk = desk();
    desk.run(&["fill", GENRE, "答案.yaml", "-o", "稿.docx"])
        .code(0);
    desk.run(&["collect", "export", GENRE, "-o", "下发", "--xlsx"]);
    let word = std::fs::read(desk.path("稿.docx")).expect("the report");
    let book = packed(&[("xl/workbook.xml", b"<workbook/>"), ("a", &[7; 3000])]);
    let step = word.len() / 150 + 1;
    for cut in (0..word.len()).step_by(step) {
        assert!(
            Source::parse(&word[..cut], false, None).is_err() || cut < 4,
            "{cut}"
        );
        let mut bitten = word.clone();
        bitten[cut] ^= 0xff;
        let _ = Source::parse(&bitten, false, None);
    }
    for cut in 0..book.len() {
        let _ = workbook(&book[..cut]);
    }
    let desk = desk
        .file("空.docx", "")
        .file("断.docx", &word[..word.len() / 2]);
    for name in ["空.docx", "断.docx"] {
        let run = desk.run(&["review", name]);
        assert!([0, 3].contains(&run.code), "{name}: {}", run.err);
        assert!(run.code == 0 || !run.err.is_empty());
    }
    desk.run(&["inspect", "断.docx"]).code(3).says(&["断.docx"]);
}

/// Archives that grow a thousandfold, in one part or in many: refused before they have grown.
#[test]
fn bombs_are_refused_before_they_have_grown() {
    let zeros = vec![b' '; 1 << 20];
    let head = b"<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>".to_vec();
    let mut long = head.clone();
    for _ in 0..80 {
        long.extend(&zeros);
    }
    let one = packed(&[("word/document.xml", &long)]);
    let names: Vec<String> = (0..2000).map(|n| format!("word/media/{n}.png")).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![("word/document.xml", &head)];
    parts.extend(names.iter().map(|name| (name.as_str(), &zeros[..65536])));
    let many = packed(&parts);
    let in_one = packed(&[("word/document.xml", &one)]);
    for (name, bomb) in [("one", one), ("many", many), ("nested", in_one)] {
        assert!(bomb.len() < 1 << 20, "{name}: {}", bomb.len());
        let desk = Desk::new().file("弹.docx", &bomb);
        // Half a gigabyte of memory is all there is.
        let run = desk.shell("ulimit -v 524288; exec nigao inspect 弹.docx");
        assert_eq!(run.code, 3, "{name}: {}", run.err);
        assert!(run.err.contains("弹.docx"), "{name}: {}", run.err);
        assert!(workbook(&bomb).is_err(), "{name}");
    }
}

/// Records of which one in a hundred is bad: the others are there, and each fault has its record.
#[test]
fn one_bad_record_in_a_hundred_costs_itself_alone() {
    use std::fmt::Write;
    let mut records = String::new();
    for number in 0..600 {
        let place = if number % 100 == 37 {
            "["
        } else {
            r#"{"名称": "云溪镇", "上级": "青禾县"}"#
        };
        writeln!(records, "{{\"id\": {number}, \"地名\": {place}}}").expect("a line");
    }
    let desk = desk().file("记录.jsonl", records);
    let run = desk
        .run(&[
            "fill", GENRE, "答案.yaml", "--records", "记录.jsonl", "-o", "出/{序号}.txt", "--json",
        ])
        .code(1);
    let all: serde_json::Value = serde_json::from_str(&run.out).expect("an envelope");
    assert_eq!(all["result"]["records"], 600);
    assert_eq!(all["result"]["written"], 594);
    assert_eq!(all["result"]["faulty"], 6);
    let faults = desk.read("出/faults.jsonl");
    let mut bad: Vec<u64> = Vec::new();
    for line in Cursor::new(faults).into_inner().lines() {
        let fault: serde_json::Value = serde_json::from_str(line).expect("a fault");
        bad.extend(fault["record"].as_u64());
    }
    bad.dedup();
    assert_eq!(bad, [38, 138, 238, 338, 438, 538]);
}

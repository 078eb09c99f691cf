//! Batches: many records of every form to files, to one file, to lines; what is wrong with one
//! stops none, and a run that was killed goes on.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::harness::{Desk, PROGRAM, Run, root};

const SCHEMA: &str = "
title: 通报
kind: 汇报
summary: 一例
fields:
- {name: 地名, kind: place, question: 哪里？}
- {name: 年份, kind: year, question: 哪年？}
- {name: 标题, kind: text, question: 标题？, optional: true}
- {name: 生产总值, kind: figure, question: 多少？, unit: 亿元, basis: 可比价, compare: [], optional: true}
- {name: 项目, kind: list, question: 哪些？, optional: true, min: 0, fields: [{name: 名称, kind: text, question: 叫什么？}, {name: 投资, kind: figure, question: 多少？, unit: 亿元}]}
";
const TEMPLATE: &str = "# {{地名}}通报\n{{年份}}，{{地名}}{{#if 标题}}{{标题}}{{/if}}\
    {{#if 生产总值}}生产总值{{生产总值}}，{{生产总值.同比}}{{/if}}。\n\
    {{#each 项目}}\n- [一是] {{名称}}投资{{投资}}。\n{{/each}}\n";

/// A desk with a small genre of its own.
fn desk() -> Desk {
    Desk::new()
        .file("own/templates/通报.hbs", TEMPLATE)
        .file("own/schemas/通报.yaml", SCHEMA)
}

/// Runs a batch of the small genre.
fn fill(desk: &Desk, args: &[&str]) -> Run {
    desk.run(&[&["fill", "通报", "--templates", "own"], args].concat())
}

/// The files in a folder with their bytes, without those that nigao keeps for itself.
fn outputs(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>());
    for entry in entries.unwrap_or_default() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            for (inner, bytes) in outputs(&entry.path()) {
                found.insert(format!("{name}/{inner}"), bytes);
            }
        } else if !name.starts_with('.') && name != "faults.jsonl" {
            found.insert(name, std::fs::read(entry.path()).expect("the file"));
        }
    }
    found
}

fn names(desk: &Desk, folder: &str) -> Vec<String> {
    outputs(&desk.path(folder)).into_keys().collect()
}

/// The lines of a file of faults.
fn faults(desk: &Desk, file: &str) -> Vec<Value> {
    let line = |line: &str| serde_json::from_str(line).expect("a line of JSON");
    desk.read(file).lines().map(line).collect()
}

/// The key of each fault with the number of its record.
fn keys(faults: &[Value]) -> Vec<(u64, &str)> {
    let pair = |fault: &'_ Value| {
        fault["record"]
            .as_u64()
            .zip(fault["key"].as_str().map(str::len))
    };
    assert!(
        faults.iter().all(|fault| pair(fault).is_some()),
        "{faults:?}"
    );
    faults
        .iter()
        .map(|f| (f["record"].as_u64().unwrap(), f["key"].as_str().unwrap()))
        .collect()
}

const JSONL: &str = "{\"地名\": \"云溪镇\", \"年份\": 2025, \"生产总值\": {\"本年\": \"38.70亿元\", \"增速\": \"6.10%\"}, \"项目\": [{\"名称\": \"物流园\", \"投资\": \"1.2亿元\"}]}\n\
    {\"地名\": \"松岭镇\", \"年份\": 2025}\n";

#[test]
fn every_form_of_records_gives_the_same_files() {
    let yaml = "--- # 一\n地名: 云溪镇\n年份: 2025\n生产总值: {本年: 38.70亿元, 增速: 6.10%}\n项目:\n- {名称: 物流园, 投资: 1.2亿元}\n---\n# 只有注释\n---\n地名: 松岭镇\n年份: 2025\n";
    let table = "序号,地名,年份,生产总值,生产总值.增速,项目.1.名称,项目.1.投资\n\
        1,云溪镇,2025,38.70亿元,6.10%,物流园,1.2亿元\n2,,,,,,\n,松岭镇,2025,,,,\n";
    let (gb18030, _, _) = encoding_rs::GB18030.encode(table);
    let desk = desk()
        .file("r.jsonl", JSONL)
        .file(
            "bom.jsonl",
            format!("\u{feff}{}", JSONL.replace('\n', "\r\n\r\n")),
        )
        .file("r.yaml", yaml)
        .file("r.csv", format!("某县基本情况,,,,,,\n{table}"))
        .file("gb.csv", gb18030)
        .file("semicolons.csv", table.replace(',', ";"))
        .file("tabs.tsv", table.replace(',', "\t"))
        .file(
            "quoted.csv",
            table.replace("云溪镇", "\"云溪镇\"").replace('\n', "\r\n"),
        )
        .file(
            "folder/1.yaml",
            yaml.split("---")
                .nth(1)
                .unwrap()
                .trim_start_matches(" # 一"),
        )
        .file("folder/2.json", "{\"地名\": \"松岭镇\", \"年份\": 2025}")
        .file("folder/~$2.yaml", "x")
        .file("folder/说明.txt", "x");
    let sources = [
        "r.jsonl", "bom.jsonl", "r.yaml", "r.csv", "gb.csv", "semicolons.csv", "tabs.tsv",
        "quoted.csv", "folder",
    ];
    let mut wanted = None;
    for source in sources {
        let pattern = format!("out-{source}/{{地名}}-{{年份}}.docx");
        let run = fill(&desk, &["--records", source, "-o", &pattern]);
        assert_eq!(run.code, 0, "{source}: {}", run.err);
        let files = outputs(&desk.path(&format!("out-{source}")));
        let names: Vec<&String> = files.keys().collect();
        assert_eq!(names, ["云溪镇-2025.docx", "松岭镇-2025.docx"], "{source}");
        assert!(
            *wanted.get_or_insert_with(|| files.clone()) == files,
            "{source}"
        );
    }
    let text = fill(&desk, &["--records", "r.csv", "-o", "t/{地名}.txt"]).code(0);
    assert!(text.err.contains('2'), "{}", text.err);
    let report = desk.read("t/云溪镇.txt");
    assert!(
        report.contains("38.70亿元") && report.contains("6.10%"),
        "{report}"
    );
    assert!(report.contains("物流园投资1.2亿元"), "{report}");
}

#[test]
fn cells_of_a_workbook_are_what_they_show() {
    use nigao::write::xlsx::{CellContent, file};
    let words = |words: &str| CellContent::Text(words.into());
    let rows = [
        vec![
            words("地名"),
            words("年份"),
            words("生产总值.本年"),
            words("生产总值.增速"),
        ],
        vec![
            words("云溪镇"),
            CellContent::Number("2025".parse().unwrap()),
            words("38.7亿元"),
            words("6.1%"),
        ],
        vec![CellContent::Empty, CellContent::Empty],
        vec![
            words("松岭镇"),
            CellContent::Number("2025".parse().unwrap()),
        ],
    ];
    let desk = desk().file("r.xlsx", file(&rows, &[]).expect("a workbook"));
    fill(&desk, &["--records", "r.xlsx", "-o", "{地名}.txt"]).code(0);
    assert!(desk.read("云溪镇.txt").contains("生产总值38.7亿元"));
    assert!(desk.read("松岭镇.txt").contains("2025年"));
}

#[test]
fn one_bad_record_stops_nothing_and_is_told_in_order() {
    let records = "{\"id\": \"甲\", \"地名\": \"云溪镇\", \"年份\": 2025}\n\
        {\"id\": 7, \"地名\": \"云溪\", \"年份\": 2025}\n\
        {\"地名\": \"松岭镇\"}\n\
        not json\n\
        [1]\n\
        {\"地名\": \"白石镇\", \"年份\": 2025, \"年分\": 1}\n\
        {\"地名\": \"青山镇\", \"年份\": 2025, \"生产总值\": \"7公里\"}\n\
        {\"地名\": \"河口镇\", \"年份\": 2025}\n";
    let desk = desk().file("r.jsonl", records);
    let run = fill(&desk, &["--records", "r.jsonl", "-o", "out/{地名}.docx"]).code(1);
    assert_eq!(
        names(&desk, "out"),
        ["云溪镇.docx", "河口镇.docx"],
        "{}",
        run.err
    );
    assert!(run.err.contains("out/faults.jsonl"), "{}", run.err);
    let found = faults(&desk, "out/faults.jsonl");
    assert_eq!(
        keys(&found),
        [
            (2, "place.unreadable"),
            (3, "check.missing"),
            (4, "batch.json"),
            (5, "batch.no-object"),
            (6, "check.unknown-field"),
            (7, "figure.dimension"),
        ]
    );
    assert_eq!(found[0]["id"], 7);
    assert_eq!(
        (&found[0]["row"], &found[0]["column"]),
        (&2.into(), &17.into())
    );
    assert_eq!(found[0]["field"], "地名");
    assert!(found[0]["words"]["zh"].is_string() && found[0]["words"]["en"].is_string());
    // Mended, nothing is left of the faults.
    let desk = desk.file("r.jsonl", "{\"地名\": \"河口镇\", \"年份\": 2025}\n");
    fill(
        &desk,
        &["--records", "r.jsonl", "-o", "out/{地名}.docx", "--force"],
    )
    .code(0);
    assert!(!desk.path("out/faults.jsonl").exists());
}

#[test]
fn faults_in_a_table_name_the_row_and_the_column() {
    let table = "地名,年份,标题\n云溪镇,2025,甲\n松岭镇,二〇二五年,\"多\n行\"\n白石镇,年底,\n";
    let desk = desk().file("r.csv", table);
    fill(&desk, &["--records", "r.csv", "-o", "out/{地名}.txt"]).code(1);
    let found = faults(&desk, "out/faults.jsonl");
    let fault = found
        .iter()
        .find(|fault| fault["severity"] == "error")
        .expect("the fault");
    assert_eq!(
        (&fault["row"], &fault["column"], &fault["record"]),
        (&5.into(), &2.into(), &3.into())
    );
    assert_eq!(fault["key"], "year.shape");
}

#[test]
fn what_is_wrong_with_a_head_is_told_once_before_anything_is_written() {
    let cases: [(&str, &[&str]); 5] = [
        ("地明,年份\n云溪镇,2025\n松岭镇,2025\n", &["地明", "地名"]),
        ("地名,年份,生产总值.增度\n云溪镇,2025,\n", &["增度", "增速"]),
        ("地名,年份,项目.1.名\n云溪镇,2025,\n", &["“名”"]),
        ("地名,年份,地名\n云溪镇,2025,松岭镇\n", &["地名", "第 1 列"]),
        ("甲,乙\n1,2\n", &["甲"]),
    ];
    for (table, words) in cases {
        let desk = desk().file("r.csv", table);
        let run = fill(&desk, &["--records", "r.csv", "-o", "out/{地名}.txt"])
            .code(1)
            .says(words);
        assert_eq!(
            run.err.matches("地明").count().min(2),
            run.err.matches("地明").count()
        );
        assert!(!desk.path("out").exists(), "{table}");
    }
    let desk = desk().file("r.csv", "地名,年份,备注\n云溪镇,2025,甲\n");
    fill(
        &desk,
        &["--records", "r.csv", "-o", "out/{地名}.txt", "--only-known"],
    )
    .code(0)
    .says(&["备注"]);
}

#[test]
fn names_lead_nowhere_and_hide_nothing() {
    let hostile = [
        "../外", "/etc/x", "a/b", "a\\\\b", "CON", "nul.txt", "a:b", "a*", "尾.", "\\u202e倒",
        "\\u0007", "..",
    ];
    let mut records = String::new();
    for name in hostile {
        records += &format!("{{\"地名\": \"云溪镇\", \"年份\": 2025, \"标题\": \"{name}\"}}\n");
    }
    records += &format!(
        "{{\"地名\": \"云溪镇\", \"年份\": 2025, \"标题\": \"{}\"}}\n",
        "长".repeat(90)
    );
    records += "{\"地名\": \"云溪镇\", \"年份\": 2025, \"标题\": \"好\"}\n";
    let desk = desk().file("r.jsonl", records);
    let run = fill(&desk, &["--records", "r.jsonl", "-o", "in/out/{标题}"]);
    assert_eq!(run.code, 2, "an ending is needed: {}", run.err);
    let run = fill(&desk, &["--records", "r.jsonl", "-o", "in/out/{标题}.txt"]);
    let found = faults(&desk, "in/out/faults.jsonl");
    // A dot at the end is inside the name once the ending follows.
    // What turns words round is dropped from every answer.
    assert_eq!(
        names(&desk, "in"),
        ["out/倒.txt", "out/好.txt", "out/尾..txt"],
        "{}",
        run.err
    );
    let faulty: std::collections::BTreeSet<u64> = found
        .iter()
        .map(|fault| fault["record"].as_u64().unwrap())
        .collect();
    assert_eq!(faulty.len(), hostile.len() - 1, "{faulty:?}");
}

#[test]
fn records_of_one_name_are_both_told_and_neither_written() {
    let records = "{\"地名\": \"云溪镇\", \"年份\": 2025, \"标题\": \"Abc\"}\n\
        {\"地名\": \"云溪镇\", \"年份\": 2025, \"标题\": \"好\"}\n\
        {\"地名\": \"云溪镇\", \"年份\": 2025, \"标题\": \"aBC\"}\n";
    let desk = desk().file("r.jsonl", records);
    fill(&desk, &["--records", "r.jsonl", "-o", "out/{标题}.txt"])
        .code(1)
        .says(&["第 3 条", "第 1 条"]);
    assert_eq!(names(&desk, "out"), ["好.txt"]);
    assert_eq!(
        keys(&faults(&desk, "out/faults.jsonl")),
        [(1, "batch.clash"), (3, "batch.clash")]
    );
}

#[test]
fn a_record_without_a_name_of_its_own_does_not_take_another_ones() {
    let desk = desk().file("台账.yaml", "地名: 云溪镇\n年份: 2025\n").file(
        "r.jsonl",
        "{\"标题\": \"甲\"}\nx\n{\"地名\": \"云溪镇\", \"标题\": \"乙\"}\n",
    );
    fill(
        &desk,
        &["台账.yaml", "--records", "r.jsonl", "-o", "out/{地名}.txt"],
    )
    .code(1);
    assert!(desk.read("out/云溪镇.txt").contains('乙'));
    let found = faults(&desk, "out/faults.jsonl");
    assert_eq!(keys(&found), [(1, "batch.name-missing"), (2, "batch.json")]);
}

#[test]
fn patterns_are_checked_before_anything_is_read() {
    let desk = desk().file("r.jsonl", JSONL);
    let cases: [(&str, &[&str]); 6] = [
        ("out/a.docx", &["out/a.docx"]),
        ("out/{地明}.docx", &["地明", "地名"]),
        ("out/{地名.docx", &["{"]),
        ("out/{项目}.docx", &["项目"]),
        ("out/{地名}/../{年份}.docx", &[".."]),
        ("out/{地名}.pdf", &[".docx"]),
    ];
    for (pattern, words) in cases {
        fill(&desk, &["--records", "r.jsonl", "-o", pattern])
            .code(2)
            .says(words);
    }
    fill(&desk, &["--records", "r.jsonl"])
        .code(2)
        .says(&["--merge-into"]);
    fill(&desk, &["--records", "没有.jsonl", "-o", "{地名}.txt"])
        .code(3)
        .says(&["没有.jsonl"]);
    fill(&desk, &["--records", "own", "--resume", "-o", "-"]).code(2);
    assert!(!desk.path("out").exists());
}

#[test]
fn folders_may_come_from_answers_and_no_link_leads_out() {
    let desk = desk().file("r.jsonl", JSONL);
    fill(
        &desk,
        &["--records", "r.jsonl", "-o", "out/{年份}/{地名}.txt"],
    )
    .code(0);
    assert_eq!(names(&desk, "out"), ["2025/云溪镇.txt", "2025/松岭镇.txt"]);
    #[cfg(unix)]
    {
        std::fs::create_dir_all(desk.path("链")).unwrap();
        std::fs::create_dir_all(desk.path("外")).unwrap();
        std::os::unix::fs::symlink(desk.path("外"), desk.path("链/2025")).unwrap();
        fill(
            &desk,
            &["--records", "r.jsonl", "-o", "链/{年份}/{地名}.txt"],
        )
        .code(3);
        assert!(names(&desk, "外").is_empty());
        std::os::unix::fs::symlink(desk.path("外/x.txt"), desk.path("链/云溪镇.txt")).unwrap();
        fill(
            &desk,
            &["--records", "r.jsonl", "-o", "链/{地名}.txt", "--force"],
        )
        .code(1);
        assert!(names(&desk, "外").is_empty());
    }
}

#[test]
fn what_exists_stays_and_what_is_resumed_is_not_written_again() {
    let desk = desk()
        .file("r.jsonl", JSONL)
        .file("out/云溪镇.txt", "别人的");
    let args = ["--records", "r.jsonl", "-o", "out/{地名}.txt"];
    fill(&desk, &args).code(1).says(&["云溪镇.txt", "--force"]);
    assert_eq!(desk.read("out/云溪镇.txt"), "别人的");
    // A file that no run wrote is not taken over by resuming either.
    fill(&desk, &[&args[..], &["--resume"]].concat()).code(1);
    std::fs::remove_file(desk.path("out/云溪镇.txt")).unwrap();
    fill(&desk, &[&args[..], &["--resume"]].concat())
        .code(0)
        .says(&["写出 1 份", "沿用 1 份"]);
    // A hand's edit of what is kept stays; a record that changed is written anew.
    std::fs::write(desk.path("out/松岭镇.txt"), "手改").unwrap();
    let desk = desk.file("r.jsonl", JSONL.replace("物流园", "科技园"));
    fill(&desk, &[&args[..], &["--resume"]].concat())
        .code(0)
        .says(&["写出 1 份", "沿用 1 份"]);
    assert_eq!(desk.read("out/松岭镇.txt"), "手改");
    assert!(desk.read("out/云溪镇.txt").contains("科技园"));
    // Another template makes other files.
    let desk = desk.file(
        "own/templates/通报.hbs",
        TEMPLATE.replace("通报", "情况通报"),
    );
    fill(&desk, &[&args[..], &["--resume"]].concat())
        .code(0)
        .says(&["写出 2 份"]);
}

#[test]
fn a_trial_names_the_files_and_writes_none() {
    let desk = desk().file("r.jsonl", format!("{JSONL}{{\"地名\": \"无级\"}}\n"));
    let args = ["--records", "r.jsonl", "-o", "out/{地名}.docx", "--dry-run"];
    let run = fill(&desk, &args).code(1);
    assert_eq!(run.out, "out/云溪镇.docx\nout/松岭镇.docx\n");
    assert!(!desk.path("out").exists());
    fill(&desk, &[&args[..], &["--faults", "f.jsonl"]].concat()).code(1);
    assert!(!faults(&desk, "f.jsonl").is_empty());
}

#[test]
fn all_reports_go_into_one_file_each_numbered_by_itself() {
    let desk = desk().file("r.jsonl", JSONL);
    fill(&desk, &["--records", "r.jsonl", "--merge-into", "全.docx"])
        .code(0)
        .says(&["2"]);
    let source = nigao::read::Source::open(&desk.path("全.docx"), None).expect("the file");
    assert!(source.text.contains("云溪镇通报") && source.text.contains("松岭镇通报"));
    fill(&desk, &["--records", "r.jsonl", "--merge-into", "全.docx"]).code(3);
    fill(&desk, &["--records", "r.jsonl", "--merge-into", "全.txt"]).code(0);
    let text = desk.read("全.txt");
    assert_eq!(text.matches('\u{c}').count(), 1, "{text}");
    fill(
        &desk,
        &[
            "--records", "r.jsonl", "--merge-into", "x.docx", "-o", "y.docx",
        ],
    )
    .code(2);
}

#[test]
fn the_filter_answers_every_record_with_a_line() {
    let desk = desk();
    let input =
        format!("{{\"id\": {{\"k\": [1]}}, \"地名\": \"云溪镇\", \"年份\": 2025}}\nx\n{JSONL}");
    let args = [
        "fill", "通报", "--templates", "own", "--records", "-", "-o", "-",
    ];
    let run = desk.run_with(&args, input.as_bytes()).code(1);
    let lines: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["id"], serde_json::json!({"k": [1]}));
    assert_eq!(lines[1]["id"], 2);
    assert_eq!(
        (&lines[0]["ok"], &lines[1]["ok"]),
        (&true.into(), &false.into())
    );
    assert_eq!(lines[1]["faults"][0]["key"], "batch.json");
    assert!(lines[2]["text"].as_str().unwrap().contains("物流园"));
    let run = desk
        .run_with(
            &[&args[..], &["--format", "docx"]].concat(),
            JSONL.as_bytes(),
        )
        .code(0);
    let line: Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    assert!(line["docx_base64"].as_str().unwrap().starts_with("UEsD"));
    assert_eq!(desk.run_with(&args, b"").code(0).out, "");
}

/// A program that gives one record and waits for its answer is not kept waiting.
#[test]
fn the_filter_does_not_wait_for_more_before_it_answers() {
    use std::io::{BufRead, BufReader, Write};
    let desk = desk();
    let mut child = Command::new(PROGRAM)
        .args([
            "fill", "通报", "--templates", "own", "--records", "-", "-o", "-",
        ])
        .current_dir(desk.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for record in JSONL.lines() {
        writeln!(input, "{record}").unwrap();
        input.flush().unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.contains("\"ok\":true"), "{line}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_reader_that_went_away_ends_the_filter_quietly() {
    let desk = desk().file("r.jsonl", JSONL.repeat(500));
    let line = "nigao fill 通报 --templates own --records r.jsonl -o - | head -1 | wc -l";
    let run = desk.shell(line);
    assert_eq!((run.out.trim(), run.err.as_str()), ("1", ""));
}

/// A thousand records, every hundredth bad.
fn thousand() -> String {
    let mut records = String::new();
    for n in 1..=1000 {
        let year = if n % 100 == 0 {
            "年底".to_owned()
        } else {
            "2025".to_owned()
        };
        records +=
            &format!("{{\"地名\": \"云溪镇\", \"年份\": \"{year}\", \"标题\": \"第{n}份\"}}\n");
    }
    records
}

#[test]
fn any_number_of_threads_gives_the_same_bytes_and_the_same_report() {
    let desk = desk().file("r.jsonl", thousand());
    let mut wanted: Option<(BTreeMap<String, Vec<u8>>, String, String)> = None;
    for jobs in ["1", "2", "7"] {
        let pattern = format!("out{jobs}/{{标题}}.docx");
        let args = ["--records", "r.jsonl", "-o", &pattern, "--jobs", jobs];
        fill(&desk, &args).code(1);
        let found = desk.read(&format!("out{jobs}/faults.jsonl"));
        let journal = desk.read(&format!("out{jobs}/.nigao-batch.jsonl"));
        let made = (outputs(&desk.path(&format!("out{jobs}"))), found, journal);
        assert_eq!(made.0.len(), 990);
        let numbers: Vec<u64> = keys(&faults(&desk, &format!("out{jobs}/faults.jsonl")))
            .iter()
            .map(|f| f.0)
            .collect();
        assert_eq!(numbers, (1..=10).map(|n| n * 100).collect::<Vec<u64>>());
        assert!(
            *wanted.get_or_insert_with(|| made.clone()) == made,
            "{jobs}"
        );
    }
}

/// Killed at any moment, a run leaves whole files alone, and goes on to the same set of files.
#[cfg(unix)]
#[test]
fn a_killed_run_leaves_whole_files_and_goes_on() {
    let desk = desk().file("r.jsonl", thousand());
    fill(&desk, &["--records", "r.jsonl", "-o", "whole/{标题}.docx"]).code(1);
    let whole = outputs(&desk.path("whole"));
    for delay in [5, 40, 90, 150, 230, 400] {
        let mut child = Command::new(PROGRAM)
            .args(["fill", "通报", "--templates", "own", "--records", "r.jsonl"])
            .args(["-o", "out/{标题}.docx", "--resume"])
            .current_dir(desk.path("."))
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(delay));
        let _ = child.kill();
        let _ = child.wait();
        for (name, bytes) in outputs(&desk.path("out")) {
            assert!(whole.get(&name) == Some(&bytes), "{name} is not whole");
        }
    }
    fill(
        &desk,
        &["--records", "r.jsonl", "-o", "out/{标题}.docx", "--resume"],
    )
    .code(1);
    assert!(outputs(&desk.path("out")) == whole);
    let strays: Vec<String> = std::fs::read_dir(desk.path("out"))
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".nigao-") && name != ".nigao-batch.jsonl")
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}

/// What a killed run left in the folders of its files goes; what a journal names elsewhere stays.
#[test]
fn torn_files_go_from_the_folders_of_the_run_alone() {
    let args = [
        "--records", "r.jsonl", "-o", "out/{年份}/{地名}.txt", "--resume",
    ];
    let desk = desk().file("r.jsonl", JSONL);
    fill(&desk, &args).code(0);
    let journal = desk.read("out/.nigao-batch.jsonl");
    let foreign = "{\"begin\": \"../其他/a.txt\"}\n{\"begin\": \"/tmp/a.txt\"}\n";
    let desk = desk
        .file("out/.nigao-batch.jsonl", format!("{journal}{foreign}"))
        .file("out/.nigao-1", "x")
        .file("out/2025/.nigao-2", "x")
        .file("其他/.nigao-3", "x");
    fill(&desk, &args).code(0).says(&["沿用 2 份"]);
    assert!(!desk.path("out/.nigao-1").exists() && !desk.path("out/2025/.nigao-2").exists());
    assert!(desk.path("其他/.nigao-3").exists());
}

/// A genre whose template is a Word file of its own gives that file, filled, one or many at a time.
#[test]
fn a_word_template_is_filled_for_every_record() {
    use super::word_template::{file, p};
    let body = p("{{地名}}通报") + &p("{{年份}}{{#if 标题}}，{{标题}}{{/if}}");
    let unused = "{{#if 生产总值}}{{生产总值}}{{/if}}{{#each 项目}}{{名称}}{{投资}}{{/each}}";
    let desk = desk()
        .file("own/templates/通报.docx", file(&(body + &p(unused))))
        .file("r.jsonl", JSONL)
        .file("one.yaml", "地名: 松岭镇\n年份: 2025\n");
    let args = ["--records", "r.jsonl", "-o", "out/{地名}.docx"];
    fill(&desk, &args).code(0);
    fill(&desk, &["one.yaml", "-o", "one.docx"]).code(0);
    let bytes = |name: &str| std::fs::read(desk.path(name)).expect("the file");
    assert!(bytes("out/松岭镇.docx") == bytes("one.docx"));
    // Another Word file makes other files.
    let kept = [&args[..], &["--resume"]].concat();
    fill(&desk, &kept).code(0).says(&["沿用 2 份"]);
    let other = p("{{地名}}情况通报{{年份}}{{#if 标题}}{{标题}}{{/if}}") + &p(unused);
    let desk = desk.file("own/templates/通报.docx", file(&other));
    fill(&desk, &kept).code(0).says(&["写出 2 份"]);
    // Several such files are not one; their words may be.
    let merge = |to| fill(&desk, &["--records", "r.jsonl", "--merge-into", to]);
    merge("all.docx").code(2).says(&["Word", ".txt"]);
    merge("all.txt").code(0);
    // What is wrong with the Word file is told once, before anything is written.
    let desk = desk.file("own/templates/通报.docx", file(&p("{{地明}}")));
    fill(&desk, &["--records", "r.jsonl", "-o", "new/{地名}.docx"])
        .code(1)
        .says(&["地明"]);
    assert!(!desk.path("new").exists());
}

/// Not even `--force` writes a report, a merged file or the faults over what the batch reads.
#[test]
fn what_a_batch_reads_is_never_written_over() {
    let rows = "id,地名,年份,标题\nr,云溪镇,2025,一\nb,松岭镇,2025,二\n";
    let desk = desk().file("r.txt", rows).file("l.yaml", "年份: 2025\n");
    let records = ["--records", "r.txt", "--force"];
    let run = |more: &[&str]| fill(&desk, &[&records[..], more].concat());
    run(&["-o", "{id}.txt"]).code(1).says(&["r.txt"]);
    assert_eq!(desk.read("r.txt"), rows);
    assert!(desk.path("b.txt").exists());
    run(&["--merge-into", "r.txt"]).code(2).says(&["r.txt"]);
    run(&["-o", "out/{id}.txt", "--faults", "r.txt"]).code(2);
    assert_eq!(desk.read("r.txt"), rows);
}

/// What comes through a pipe is read once and kept, because records are read twice.
#[cfg(unix)]
#[test]
fn records_come_through_a_pipe() {
    let desk = desk().file("r.jsonl", thousand());
    let line = "mkfifo p.jsonl; cat r.jsonl >p.jsonl & \
        nigao fill 通报 --templates own --records p.jsonl -o 'out/{标题}.txt'";
    let run = desk.shell(line);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(outputs(&desk.path("out")).len(), 990);
}

/// Ctrl-C ends a run between two files, with its report.
#[cfg(unix)]
#[test]
fn an_interrupted_run_is_complete_up_to_there() {
    let desk = desk().file("r.jsonl", thousand().repeat(4).replace("第1份", "第一份"));
    let line = "nigao fill 通报 --templates own --records r.jsonl -o 'out/{标题}{序号}.docx' & \
        pid=$!; sleep 0.6; kill -TERM $pid; wait $pid";
    let run = desk.shell(line);
    assert!([0, 1].contains(&run.code), "{}: {}", run.code, run.err);
    let made = outputs(&desk.path("out"));
    assert!(made.values().all(|bytes| bytes.starts_with(b"PK")));
    let journal = desk.read("out/.nigao-batch.jsonl");
    assert_eq!(
        journal
            .lines()
            .filter(|line| line.contains("\"done\""))
            .count(),
        made.len()
    );
}

#[test]
fn bombs_and_odd_bytes_are_faults_of_their_records() {
    let deep = format!("{{\"地名\": {}{}}}\n", "[".repeat(4000), "]".repeat(4000));
    let long = format!("{{\"地名\": \"{}\"}}\n", "长".repeat(1 << 20));
    let mut bytes = [deep, long].concat().into_bytes();
    bytes.extend(b"\xff\xfe\x00\n");
    bytes.extend("{\"地名\": \"云溪镇\", \"年份\": 1e999999999}\n".bytes());
    bytes.extend("{\"地名\": \"松岭镇\", \"年份\": 2025}\n".bytes());
    let desk = desk()
        .file("r.jsonl", bytes)
        .file("空.jsonl", "")
        .file("空.csv", "");
    fill(&desk, &["--records", "r.jsonl", "-o", "out/{地名}.docx"]).code(1);
    assert_eq!(names(&desk, "out"), ["松岭镇.docx"]);
    let found = faults(&desk, "out/faults.jsonl");
    let records: std::collections::BTreeSet<u64> = found
        .iter()
        .map(|fault| fault["record"].as_u64().unwrap())
        .collect();
    assert_eq!(records, [1, 2, 3, 4].into());
    fill(&desk, &["--records", "空.jsonl", "-o", "e/{地名}.docx"]).code(0);
    fill(&desk, &["--records", "空.csv", "-o", "f/{地名}.docx"])
        .code(1)
        .says(&["空.csv"]);
}

#[test]
fn a_batch_answers_in_the_envelope_of_fill() {
    let desk = desk().file("r.jsonl", JSONL);
    let run = fill(
        &desk,
        &["--records", "r.jsonl", "-o", "out/{地名}.docx", "--json"],
    )
    .code(0);
    let json: Value = serde_json::from_str(&run.out).expect("an envelope");
    let text = std::fs::read_to_string(root().join("docs/json/fill.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert!(
        jsonschema::draft202012::is_valid(&schema, &json),
        "{}",
        run.out
    );
    assert_eq!(
        json["result"]["files"],
        serde_json::json!(["云溪镇.docx", "松岭镇.docx"])
    );
}

//! Envelopes: one JSON value on stdout for every command and every fault, of the frozen schemas in
//! `docs/json`; what the program says of itself is what its help says.

use std::collections::BTreeSet;

use serde_json::Value;

use super::harness::{Desk, Run, root};

const GENRE: &str = "township-work-report";
const REPORT: &str = "云溪镇政府工作报告\n各位代表：\n一、2025年工作回顾\n\
                      一年来，全镇实现工业总产值7.3亿元，增长8.5%。\n二、2026年工作安排\n\
                      全镇计划完成固定资产投资3.2亿元。\n";

fn desk() -> Desk {
    let sample = root().join("samples").join(GENRE).join("answers.yaml");
    let answers = std::fs::read_to_string(sample).expect("the sample");
    Desk::new()
        .file("答案.yaml", answers)
        .file("报告.txt", REPORT)
        // What a review finds, fixes and hints included.
        .file(
            "有错.txt",
            "平乐县政府工作报告\n各位代表：\n(一)抓项目。\n（三）抓产业，支出以经下降。\n",
        )
}

/// The envelope of a run, held against the schema that belongs to its command.
#[track_caller]
fn envelope(run: &Run) -> Value {
    let json: Value = serde_json::from_str(&run.out)
        .unwrap_or_else(|why| panic!("{why}:\n{}\n{}", run.out, run.err));
    assert_eq!(run.err, "", "the envelope says everything");
    assert_eq!(run.out.trim_end().lines().count(), 1, "{}", run.out);
    let name = json["schema"].as_str().expect("a schema");
    let file = match name.split('/').collect::<Vec<_>>()[..] {
        ["nigao", command, "1"] => format!("{command}.json"),
        ["nigao", "1"] => "no-command.json".to_owned(),
        _ => panic!("{name}"),
    };
    let path = root().join("docs/json").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{name}: {why}"));
    let schema: Value = serde_json::from_str(&text).expect("a JSON Schema");
    assert!(jsonschema::meta::is_valid(&schema), "{name}");
    let validator = jsonschema::draft202012::new(&schema).expect("a JSON Schema");
    let faults: Vec<String> = validator
        .iter_errors(&json)
        .map(|fault| format!("{fault} at {}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{name}: {faults:#?}\n{}", run.out);
    assert_eq!(json["ok"] == true, run.code == 0, "{}", run.out);
    json
}

#[test]
fn every_command_that_works_answers_in_its_envelope() {
    let desk = desk();
    let reply = "年份: 2025\n";
    let desk = desk.file("回收/党政办.yaml", reply);
    let cases: [&[&str]; 26] = [
        &["list"],
        &["show", GENRE],
        &["check", GENRE],
        &["check", GENRE, "答案.yaml"],
        &["fill", GENRE, "答案.yaml"],
        &["fill", GENRE, "答案.yaml", "--format", "docx"],
        &["fill", GENRE, "--draft"],
        &["fill", GENRE, "答案.yaml", "-o", "报告.docx"],
        &[
            "refill", "报告.docx", "--now", "答案.yaml", "-o", "次稿.docx",
        ],
        &[
            "refill", "报告.docx", "--was", "答案.yaml", "--pull", "收回.yaml",
        ],
        &["diff", "报告.docx", "次稿.docx"],
        &[
            "diff", "报告.docx", "次稿.docx", "--was", "答案.yaml", "-o", "修订.docx",
        ],
        &["trace", GENRE, "答案.yaml"],
        &["trace", GENRE, "答案.yaml", "-o", "对照.docx"],
        &["roll", GENRE, "答案.yaml"],
        &["roll", GENRE, "答案.yaml", "-o", "明年.yaml"],
        &["collect", "export", GENRE, "-o", "下发"],
        &["collect", "import", GENRE, "回收"],
        &["mine", "报告.txt", "-o", "挖掘", "--name", "own"],
        &["mine", "报告.txt", "-o", "挖掘二", "--plan", "plan.yaml"],
        &["inspect", "报告.txt"],
        &["review", "报告.txt"],
        &["review", "有错.txt", "--fail-on", "never"],
        &["review", "--rules"],
        &["doctor"],
        &["capabilities"],
    ];
    for args in cases {
        let run = desk.run(&[args, &["--json"]].concat()).code(0);
        let json = envelope(&run);
        assert!(json["result"].is_object(), "{args:?}: {}", run.out);
        let words: Vec<&str> = args.iter().take(2).copied().collect();
        let command = json["command"].as_str().expect("a command");
        assert!(words.join(" ").starts_with(command), "{args:?}: {command}");
    }
}

#[test]
fn what_is_written_is_the_same_with_and_without_an_envelope() {
    let desk = desk();
    desk.run(&["fill", GENRE, "答案.yaml", "-o", "一.docx"])
        .code(0);
    desk.run(&["fill", GENRE, "答案.yaml", "-o", "二.docx", "--json"])
        .code(0);
    let bytes = |name: &str| std::fs::read(desk.path(name)).expect("the report");
    assert_eq!(bytes("一.docx"), bytes("二.docx"));
    let text = desk.run(&["fill", GENRE, "答案.yaml"]).code(0).out;
    let json = envelope(&desk.run(&["fill", GENRE, "答案.yaml", "--json"]));
    assert_eq!(json["result"]["text"], text.as_str());
}

#[test]
fn every_fault_is_an_envelope_with_its_exit_code() {
    let desk = desk()
        .file("错.yaml", "地明: 云溪镇\n年份: [1")
        .file("不是.docx", "no zip")
        .file("有了.txt", "x");
    let cases: [(&[&str], i32, &str); 14] = [
        (&["--json"], 2, "cli.usage.unknown-argument"),
        (&["lsit", "--json"], 2, "cli.usage.unknown-verb"),
        (
            &["list", "--json", "--nonsense"],
            2,
            "cli.usage.unknown-argument",
        ),
        (
            &["schema", GENRE, "--json"],
            2,
            "cli.usage.unknown-argument",
        ),
        (&["show", "--json"], 2, "cli.genre.which"),
        (&["show", "没有", "--json"], 2, "catalog.unknown"),
        (&["fill", "--json"], 2, "cli.usage.missing"),
        (
            &["fill", GENRE, "没有.yaml", "--json"],
            3,
            "cli.io.not-found",
        ),
        (
            &["fill", GENRE, "错.yaml", "--json"],
            1,
            "check.unknown-field",
        ),
        (&["check", GENRE, "错.yaml", "--json"], 1, "yaml.syntax"),
        (
            &["fill", GENRE, "答案.yaml", "-o", "有了.txt", "--json"],
            3,
            "cli.io.exists",
        ),
        (&["inspect", "不是.docx", "--json"], 3, "read."),
        (&["inspect", "没有.txt", "--json"], 3, "cli.io.not-found"),
        (
            &["mine", "报告.txt", "-o", "m", "--json", "--review"],
            2,
            "cli.usage.conflict",
        ),
    ];
    for (args, code, key) in cases {
        let run = desk.run(args);
        assert_eq!(run.code, code, "{args:?}: {}{}", run.out, run.err);
        let json = envelope(&run);
        let found = json["diagnostics"].as_array().expect("diagnostics");
        let is_key = |fault: &Value| fault["key"].as_str().is_some_and(|k| k.starts_with(key));
        assert!(found.iter().any(is_key), "{args:?}: {}", run.out);
        assert!(
            found
                .iter()
                .all(|fault| !fault["words"]["zh"].as_str().unwrap().is_empty())
        );
    }
}

#[test]
fn a_fault_is_data_in_the_languages_asked_for() {
    let desk = desk().file("错.yaml", "年份: 2025\n地明: 云溪镇\n");
    let run = desk
        .run(&["check", GENRE, "错.yaml", "--json", "--lang", "both"])
        .code(1);
    let json = envelope(&run);
    let is_unknown = |fault: &&Value| fault["code"] == "check.unknown-field";
    let fault = json["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .find(is_unknown)
        .expect("the fault");
    assert_eq!(fault["args"]["field"], "地明");
    assert_eq!(fault["place"]["file"], "错.yaml");
    assert_eq!(
        (&fault["place"]["line"], &fault["place"]["column"]),
        (&2.into(), &1.into())
    );
    assert_eq!(fault["words"]["zh"], "没有“地明”这个字段");
    assert_eq!(fault["words"]["en"], "there is no field “地明”");
    assert_eq!(fault["hint"]["args"]["name"], "地名");
    let english = envelope(&desk.run(&["check", GENRE, "错.yaml", "--json", "--lang=en"]));
    let words = english["diagnostics"][0]["words"].as_object().unwrap();
    assert_eq!(words.keys().collect::<Vec<_>>(), ["en"]);
    desk.run(&["list", "--lang", "both"])
        .code(2)
        .says(&["--json"]);
}

/// The options and arguments in the help of a command, and those it says it has.
fn in_help(help: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in help.lines().filter(|line| line.starts_with("  ")) {
        let words = line.trim_start();
        let option = words
            .split([' ', ',', '='])
            .find(|word| word.starts_with("--"));
        let leads = words.starts_with('-');
        found.extend(
            option
                .filter(|_| leads)
                .map(|word| word.trim_end_matches(']').to_owned()),
        );
    }
    found
}

#[test]
fn what_the_program_says_it_can_do_is_what_its_help_says() {
    let desk = Desk::new();
    let json = envelope(
        &desk
            .run(&["capabilities", "--json", "--lang", "en"])
            .code(0),
    );
    let commands = json["result"]["commands"].as_array().expect("commands");
    let mut names = BTreeSet::new();
    for command in commands {
        let name = command["name"].as_str().expect("a name");
        names.insert(name.split(' ').next().unwrap_or_default().to_owned());
        let words: Vec<&str> = name.split(' ').collect();
        let help = desk
            .run(&[&words[..], &["--help", "--lang", "en"]].concat())
            .code(0)
            .out;
        let mut said = BTreeSet::new();
        for option in command["options"].as_array().expect("options") {
            let long = format!("--{}", option["long"].as_str().expect("a long name"));
            let about = option["help"].as_str().expect("help");
            let first = about.split_whitespace().next().unwrap_or_default();
            assert!(help.contains(first), "{name} {long}: {about}");
            said.insert(long);
        }
        assert_eq!(said, in_help(&help), "{name}");
        for argument in command["arguments"].as_array().expect("arguments") {
            let value = argument["value"].as_str().expect("the name of a value");
            assert!(help.contains(value), "{name}: {value} in\n{help}");
        }
        // What says it answers in JSON has a frozen schema, and no other.
        let file = root()
            .join("docs/json")
            .join(format!("{}.json", name.replace(' ', "-")));
        assert_eq!(command["json"] == true, file.is_file(), "{name}");
    }
    let help = desk.run(&["--help", "--lang", "en"]).code(0).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    let listed = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let listed: BTreeSet<String> = listed
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(names, listed);
}

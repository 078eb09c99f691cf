//! What an agent is for: tasks solved through the tools alone, every figure a person's.

use std::path::Path;

use serde_json::{Value, json};

use super::client::Client;
use super::{GENRE, NEW, desk};
use crate::harness::{Desk, files, root};

/// A person who answers what is asked, by field, from a sample.
struct Person(serde_json::Map<String, Value>);

impl Person {
    fn of(genre: &str) -> Self {
        let sample = root().join("samples").join(genre).join("answers.yaml");
        let text = std::fs::read_to_string(sample).expect("the sample");
        let answers: Value = serde_yaml::from_str(&text).expect("YAML");
        Self(answers.as_object().expect("a map").clone())
    }
}

/// The fields that a check says are missing.
fn missing(envelope: &Value) -> Vec<String> {
    let found = envelope["diagnostics"].as_array().expect("diagnostics");
    let fields = found
        .iter()
        .filter(|one| one["severity"] == "error")
        .filter_map(|one| one["args"]["field"].as_str());
    fields.map(str::to_owned).collect()
}

/// For every shipped genre: check says what is missing, the person answers it, and the draft
/// holds nothing else.
#[test]
fn every_genre_is_drafted_by_asking_a_person_for_what_check_names() {
    let desk = Desk::new();
    let mut client = Client::start(&desk, NEW);
    let listed = client.call("list_genres", json!({})).done();
    let genres = listed["result"]["genres"].as_array().expect("genres");
    assert!(genres.len() >= 12);
    for genre in genres {
        let genre = genre["name"].as_str().unwrap();
        let person = Person::of(genre);
        let mut answers = serde_json::Map::new();
        for _round in 0..20 {
            let arguments =
                json!({"genre": genre, "answers": Value::from(answers.clone()).to_string()});
            let checked = client.call("check", arguments).done();
            let fields = missing(&checked);
            if fields.is_empty() {
                break;
            }
            let before = answers.len();
            for field in fields {
                let asked = field.split('.').next().unwrap_or_default();
                if let Some(said) = person.0.get(asked) {
                    answers.insert(asked.to_owned(), said.clone());
                }
            }
            assert!(answers.len() > before, "{genre}: {checked}");
        }
        let arguments = json!({"genre": genre, "answers": Value::from(answers).to_string()});
        let filled = client.call("fill", arguments).done();
        assert_eq!(filled["result"]["open"], json!([]), "{genre}");
        assert!(
            filled["result"]["characters"].as_u64().unwrap() > 300,
            "{genre}"
        );
    }
}

/// No genre has an answer of its own: without answers nothing is drafted, and a draft with holes
/// holds no figure that nobody gave.
#[test]
fn a_hole_stays_a_hole() {
    let desk = Desk::new();
    let mut client = Client::start(&desk, NEW);
    let listed = client.call("list_genres", json!({})).done();
    for genre in listed["result"]["genres"].as_array().expect("genres") {
        let genre = genre["name"].as_str().unwrap();
        let refused = client.call("fill", json!({"genre": genre}));
        assert!(refused.is_error, "{genre}");
        assert_eq!(refused.envelope["result"], Value::Null);
        let keys = refused.keys();
        assert!(keys.contains(&"check.missing"), "{genre}: {keys:?}");
        let draft = client
            .call("fill", json!({"genre": genre, "draft": true}))
            .done();
        let open = draft["result"]["open"].as_array().expect("open").len();
        assert!(open > 0, "{genre}");
        let same = desk.run(&["fill", genre, "--draft", "--json"]).code(0);
        let printed: Value = serde_json::from_str(&same.out).unwrap();
        assert_eq!(
            printed["result"]["text"], draft["result"]["text"],
            "{genre}"
        );
    }
}

#[test]
fn what_the_person_said_is_printed_as_said() {
    let desk = desk();
    let mut client = Client::start(&desk, NEW);
    let arguments = json!({
        "genre": GENRE, "answer_files": ["答案.yaml"], "answers": "地名: 青禾镇\n", "draft": true
    });
    let text = client.call("fill", arguments).done()["result"]["text"].to_string();
    assert!(text.contains("青禾镇"));
}

/// Earlier reports become a genre, the genre drafts, the draft is reviewed.
#[test]
fn from_an_earlier_report_to_a_reviewed_draft() {
    let report = "云溪镇人民政府工作报告\n各位代表：\n一、2025年工作回顾\n\
                  一年来，全镇实现工业总产值7.3亿元，增长8.5%。\n二、2026年工作安排\n\
                  全镇计划完成固定资产投资3.2亿元。\n";
    let desk = Desk::new().file("去年/报告.txt", report);
    let mut client = Client::start(&desk, NEW);
    let arguments = json!({"reports": ["去年/报告.txt"], "output": "文种", "name": "镇报告"});
    let mined = client.call("mine", arguments.clone()).done();
    for file in mined["result"]["files"].as_array().expect("files") {
        assert!(desk.path(file.as_str().unwrap()).is_file(), "{file}");
    }
    client.call("mine", arguments).refused("cli.io.exists");
    let own = json!({"genre": "镇报告", "templates": "文种"});
    let shown = client.call("genre_schema", own).done();
    assert!(!shown["result"]["fields"].as_array().unwrap().is_empty());
    let arguments = json!({
        "genre": "镇报告", "templates": "文种",
        "answer_files": ["文种/samples/镇报告/answers.yaml"], "output": "稿.txt",
    });
    client.call("fill", arguments).done();
    assert_eq!(desk.read("稿.txt"), report);
    let arguments = json!({"reports": ["稿.txt", "去年/报告.txt"], "place": "云溪镇"});
    let reviewed = client.call("review", arguments).done();
    assert_eq!(reviewed["result"]["papers"].as_array().unwrap().len(), 2);
    let arguments = json!({"reports": ["稿.txt"], "sources": ["去年/报告.txt"]});
    client.call("review", arguments).done();
}

/// What a unit accepts stands in its file beside the reports, and the tools read that, too.
#[test]
fn a_review_says_where_and_knows_the_unit() {
    let report = "云溪镇人民政府工作报告\n各位代表：\n一、回顾\n一是修路。三是架桥。\n";
    let desk = Desk::new()
        .file("报告.txt", report)
        .file("认可/报告.txt", report)
        .file("认可/nigao.yaml", "skip: [structure.point-gap]\n");
    let mut client = Client::start(&desk, NEW);
    let answer = client.call("review", json!({"reports": ["报告.txt", "认可/报告.txt"]}));
    assert!(!answer.is_error, "a finding is a result");
    let papers = answer.envelope["result"]["papers"].as_array().unwrap();
    let rules = |paper: &Value| -> Vec<String> {
        let findings = paper["findings"].as_array().expect("findings");
        let rules = findings.iter().filter_map(|f| f["rule"].as_str());
        rules.map(str::to_owned).collect()
    };
    assert_eq!(rules(&papers[0]), ["structure.point-gap"]);
    assert_eq!(papers[0]["findings"][0]["line"], 4);
    assert!(rules(&papers[1]).is_empty());
}

/// The tools change nothing but what they say they write.
#[test]
fn read_only_tools_leave_the_folder_as_it_is() {
    let desk = desk().file(
        "报告.txt",
        "云溪镇政府工作报告\n各位代表：\n一、回顾\n产值7.3亿元。\n",
    );
    let listing = |folder: &Path| {
        let mut all = Vec::new();
        for ending in ["yaml", "txt", "docx", "hbs"] {
            for file in files(folder, ending) {
                all.push((file.clone(), std::fs::read(file).expect("a file")));
            }
        }
        all
    };
    let before = listing(&desk.path(""));
    let mut client = Client::start(&desk, NEW);
    let answers = json!({"genre": GENRE, "answer_files": ["答案.yaml"]});
    for (tool, arguments) in [
        ("list_genres", json!({})),
        ("genre_schema", json!({"genre": GENRE})),
        ("check", answers.clone()),
        ("roll", answers),
        ("inspect", json!({"report": "报告.txt"})),
        ("review", json!({"reports": ["报告.txt"]})),
    ] {
        client.call(tool, arguments).done();
    }
    assert_eq!(listing(&desk.path("")), before);
}

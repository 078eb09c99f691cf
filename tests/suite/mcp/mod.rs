//! Tools for agents: a scripted client drives the server in several versions of the protocol, and
//! tries to get out of its folder, to break it, and to have it invent.

mod client;
mod hostile;
mod journeys;
mod skill;

use serde_json::{Value, json};

use super::harness::{Desk, root};
use client::Client;

const GENRE: &str = "township-work-report";
const OLD: &str = "2025-06-18";
const NEW: &str = "2025-11-25";
/// The version in which every request stands alone.
const STATELESS: &str = "2026-07-28";

/// A desk with the sample of a genre as `答案.yaml`.
fn desk() -> Desk {
    let sample = root().join("samples").join(GENRE).join("answers.yaml");
    Desk::new().file("答案.yaml", std::fs::read(sample).expect("the sample"))
}

fn tools(client: &mut Client) -> Vec<Value> {
    let listed = client.ask("tools/list", json!({}));
    let tools = listed["result"]["tools"].as_array();
    tools.unwrap_or_else(|| panic!("{listed}")).clone()
}

#[test]
fn the_tools_are_listed_alike_in_every_version() {
    let desk = desk();
    let mut lists = Vec::new();
    for version in ["2024-11-05", "2025-03-26", OLD, NEW] {
        let mut client = Client::start(&desk, version);
        lists.push(tools(&mut client));
        assert_eq!(client.end(), Some(0), "{version}");
    }
    lists.push(tools(&mut Client::stateless(&desk, STATELESS)));
    assert!(lists.iter().all(|list| *list == lists[0]));
    let names: Vec<&str> = lists[0]
        .iter()
        .filter_map(|tool| tool["name"].as_str())
        .collect();
    assert_eq!(
        names,
        [
            "list_genres", "genre_schema", "check", "fill", "inspect", "mine", "review", "roll"
        ]
    );
    for tool in &lists[0] {
        let name = tool["name"].as_str().unwrap();
        let hints = &tool["annotations"];
        assert_eq!(
            hints["readOnlyHint"] == true,
            !["fill", "mine"].contains(&name),
            "{name}"
        );
        assert_eq!(hints["destructiveHint"], false, "{name}");
        assert_eq!(hints["openWorldHint"], false, "{name}");
        let schema = &tool["inputSchema"];
        assert!(jsonschema::meta::is_valid(schema), "{name}");
        assert_eq!(schema["type"], "object");
        assert_eq!(schema["additionalProperties"], false);
        for (argument, schema) in schema["properties"].as_object().unwrap() {
            let help = schema["description"].as_str().unwrap_or_default();
            assert!(!help.is_empty(), "{name}.{argument}");
        }
    }
}

#[test]
fn the_server_tells_an_agent_to_ask_the_human() {
    let desk = desk();
    let mut client = Client::start(&desk, NEW);
    let params = json!({
        "protocolVersion": NEW,
        "capabilities": {},
        "clientInfo": {"name": "again", "version": "1"},
    });
    let said = client.ask("initialize", params);
    let words = said["result"]["instructions"].as_str().unwrap_or_default();
    assert!(
        words.contains("由人给出") && words.contains("不要估算"),
        "{said}"
    );
    assert_eq!(said["result"]["serverInfo"]["name"], "nigao");
}

/// The tools whose command has `--json`, called so that both do the same.
#[test]
fn a_tool_answers_with_the_envelope_of_its_command() {
    let desk = desk().file(
        "报告.txt",
        "云溪镇政府工作报告\n各位代表：\n一、回顾\n产值7.3亿元。\n",
    );
    let faulty = "地明: 云溪镇\n年份: 2025\n";
    let desk = desk.file("错.yaml", faulty);
    let cases: [(&str, Value, &[&str]); 9] = [
        ("list_genres", json!({}), &["list"]),
        ("genre_schema", json!({"genre": GENRE}), &["show", GENRE]),
        (
            "check",
            json!({"genre": GENRE, "answer_files": ["答案.yaml"]}),
            &["check", GENRE, "答案.yaml"],
        ),
        (
            "check",
            json!({"genre": GENRE, "answer_files": ["错.yaml"]}),
            &["check", GENRE, "错.yaml"],
        ),
        (
            "fill",
            json!({"genre": GENRE, "answer_files": ["答案.yaml"]}),
            &["fill", GENRE, "答案.yaml"],
        ),
        (
            "fill",
            json!({"genre": GENRE, "answer_files": ["错.yaml"]}),
            &["fill", GENRE, "错.yaml"],
        ),
        (
            "inspect",
            json!({"report": "报告.txt"}),
            &["inspect", "报告.txt"],
        ),
        (
            "review",
            json!({"reports": ["报告.txt"]}),
            &["review", "报告.txt"],
        ),
        (
            "roll",
            json!({"genre": GENRE, "answer_files": ["答案.yaml"]}),
            &["roll", GENRE, "答案.yaml"],
        ),
    ];
    for version in [OLD, NEW] {
        let mut client = Client::start(&desk, version);
        for (tool, arguments, words) in &cases {
            let answer = client.call(tool, arguments.clone());
            let run = desk.run(&[words, &["--json"][..]].concat());
            let printed: Value = serde_json::from_str(&run.out).expect("an envelope");
            assert_eq!(answer.envelope, printed, "{tool} {arguments}");
        }
        assert_eq!(client.end(), Some(0));
    }
}

#[test]
fn a_word_file_is_the_one_the_command_writes() {
    let desk = desk();
    let mut client = Client::stateless(&desk, STATELESS);
    let arguments = json!({"genre": GENRE, "answer_files": ["答案.yaml"], "output": "稿/一.docx"});
    let envelope = client.call("fill", arguments).done();
    assert_eq!(envelope["result"]["file"], "稿/一.docx");
    desk.run(&["fill", GENRE, "答案.yaml", "-o", "二.docx"])
        .code(0);
    let bytes = |name: &str| std::fs::read(desk.path(name)).expect("the report");
    assert_eq!(bytes("稿/一.docx"), bytes("二.docx"));
}

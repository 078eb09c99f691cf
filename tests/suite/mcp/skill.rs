//! The skill: what it tells an agent exists, and it asks for every figure.

use serde_json::Value;

use super::client::Client;
use super::{NEW, desk, tools};
use crate::harness::root;

fn skill() -> (Value, String) {
    let path = root().join("skills/nigao/SKILL.md");
    let text = std::fs::read_to_string(path).expect("the skill");
    let (head, body) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .expect("a head");
    (serde_yaml::from_str(head).expect("YAML"), body.to_owned())
}

#[test]
fn its_head_is_one_that_agents_read() {
    let (head, _) = skill();
    assert_eq!(head["name"], "nigao", "the name of its folder");
    let description = head["description"].as_str().expect("a description");
    assert!((50..1024).contains(&description.chars().count()));
}

#[test]
fn it_names_every_tool_and_only_commands_there_are() {
    let (_, body) = skill();
    let desk = desk();
    for tool in tools(&mut Client::start(&desk, NEW)) {
        let name = format!("`{}`", tool["name"].as_str().unwrap());
        assert!(body.contains(&name), "{name}");
    }
    let run = desk.run(&["capabilities", "--json"]).code(0);
    let known: Value = serde_json::from_str(&run.out).unwrap();
    let commands = known["result"]["commands"].as_array().unwrap();
    // What can be typed stands in backticks or begins a line of a block.
    let typed = body.split(['`', '\n']);
    let mut seen = 0;
    for words in typed.filter_map(|line| line.strip_prefix("nigao ")) {
        let name = words.split(' ').next().unwrap_or_default();
        let is_known = commands.iter().any(|command| command["name"] == name);
        // The title of the skill is the product's name in two languages.
        assert!(is_known || !name.is_ascii(), "nigao {name}");
        seen += usize::from(is_known);
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn it_asks_the_person_for_every_figure() {
    let (_, body) = skill();
    for words in [
        "comes from the person", "Never estimate", "leave the field out",
    ] {
        assert!(body.contains(words), "{words}");
    }
}

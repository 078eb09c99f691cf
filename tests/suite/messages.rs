//! Messages: every key in both languages with the same arguments, every key used, every use with a
//! key.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::harness::{files, root};

/// The sentences of one key, by language.
type Sentences = BTreeMap<String, String>;

fn messages() -> BTreeMap<String, Sentences> {
    let mut all = BTreeMap::new();
    for file in files(&root().join("src/messages"), "yml") {
        let text = std::fs::read_to_string(&file).expect("the messages");
        let table: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(&text).expect("YAML");
        for (key, value) in table.into_iter().filter(|(key, _)| key != "_version") {
            let sentences =
                serde_yaml::from_value(value).unwrap_or_else(|why| panic!("{key}: {why}"));
            assert!(
                all.insert(key.clone(), sentences).is_none(),
                "{key} is there twice"
            );
        }
    }
    all
}

/// The `%{names}` of a sentence.
fn arguments(sentence: &str) -> BTreeSet<&str> {
    sentence
        .split("%{")
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}

/// Every source file with its text, its own tests left out.
fn sources() -> Vec<(String, String)> {
    let read = |path: &Path| {
        let text = std::fs::read_to_string(path).expect("a source");
        let code = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .to_owned();
        (
            path.strip_prefix(root())
                .expect("inside")
                .display()
                .to_string(),
            code,
        )
    };
    files(&root().join("src"), "rs")
        .iter()
        .map(|path| read(path))
        .collect()
}

/// The string literals of code that could be keys: lower case, in a room that has messages.
fn keys_in<'a>(code: &'a str, rooms: &BTreeSet<&str>) -> Vec<&'a str> {
    let shaped = |word: &&str| {
        let room = word.split('.').next().unwrap_or_default();
        let key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-';
        let file = [".yaml", ".yml", ".xml", ".rels", ".docx", ".txt", ".hbs"]
            .iter()
            .any(|end| word.ends_with(end));
        word.contains('.')
            && !word.ends_with('.')
            && word.chars().all(key)
            && rooms.contains(room)
            && !file
    };
    // Codes of rules are names of their own, whatever their family is called.
    let is_told = |line: &&str| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.starts_with("code: ")
    };
    let code = code.lines().filter(is_told);
    code.flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(shaped)
        .collect()
}

#[test]
fn every_message_speaks_both_languages_with_the_same_arguments() {
    for (key, sentences) in messages() {
        let languages: Vec<&str> = sentences.keys().map(String::as_str).collect();
        assert_eq!(languages, ["en", "zh"], "{key}");
        assert!(
            sentences
                .values()
                .all(|sentence| !sentence.trim().is_empty()),
            "{key} says nothing"
        );
        let (en, mut zh) = (arguments(&sentences["en"]), arguments(&sentences["zh"]));
        // The reason a library gives is English; Chinese may do without it.
        zh.extend(en.get("why"));
        assert_eq!(en, zh, "{key}");
    }
}

#[test]
fn every_key_is_used_and_every_use_has_a_key() {
    let messages = messages();
    let rooms: BTreeSet<&str> = messages
        .keys()
        .filter_map(|key| key.split('.').next())
        .collect();
    let mut used = BTreeSet::new();
    for (file, code) in sources() {
        for key in keys_in(&code, &rooms) {
            assert!(
                messages.contains_key(key),
                "{file} says {key}, which is no message"
            );
            used.insert(key.to_owned());
        }
    }
    let idle: Vec<&String> = messages.keys().filter(|key| !used.contains(*key)).collect();
    assert!(idle.is_empty(), "nothing says {idle:?}");
}

#[test]
fn a_message_is_given_the_arguments_its_sentence_names() {
    let messages = messages();
    let mut seen = 0;
    for (file, code) in sources() {
        for call in ["Message::new(", "tell(", "translate_with("] {
            for rest in code.split(call).skip(1) {
                let Some((key, given)) = literal_call(rest) else {
                    continue;
                };
                let Some(sentences) = messages.get(key) else {
                    continue;
                };
                assert_eq!(given, arguments(&sentences["en"]), "{file}: {key}");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "only {seen} calls were understood");
}

/// The key of a call and the names in its `[("name", value), …]`, when both are written out.
fn literal_call(rest: &str) -> Option<(&str, BTreeSet<&str>)> {
    let (key, rest) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    let list = rest
        .trim_start_matches([',', ' ', '\n'])
        .strip_prefix('[')?;
    let mut depth = 1;
    let end = list.char_indices().find(|(_, c)| {
        depth += match c {
            '[' => 1,
            ']' => -1,
            _ => 0,
        };
        depth == 0
    })?;
    let list = &list[..end.0];
    let parts: Vec<&str> = list.split("(\"").collect();
    let pairs = parts[1..].iter().filter_map(|pair| pair.split_once('"'));
    let names = pairs
        .filter(|(_, rest)| rest.starts_with(", "))
        .map(|(name, _)| name);
    Some((
        key,
        names
            .filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
            .collect(),
    ))
}

/// The keys of diagnostics' codes.
fn codes() -> BTreeSet<String> {
    let path = root().join("src/diagnostic/code.rs");
    let text = std::fs::read_to_string(path).expect("the codes");
    let keys = text
        .lines()
        .filter_map(|line| line.trim().split_once(" = \"")?.1.strip_suffix("\","));
    keys.map(str::to_owned).collect()
}

#[test]
fn every_code_is_a_message_and_every_diagnostic_has_a_code() {
    let (messages, codes) = (messages(), codes());
    assert!(codes.len() > 150, "only {} codes were found", codes.len());
    for code in &codes {
        assert!(messages.contains_key(code), "{code} has no message");
    }
    for (file, code) in sources() {
        for kind in [
            "Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::advice(",
        ] {
            for call in code.split(kind).skip(1) {
                let statement = call.split(';').next().unwrap_or_default();
                let message = statement.split(".hint(").next().unwrap_or_default();
                let Some((_, argument)) = message.split_once("Message::") else {
                    continue;
                };
                let Some(key) = argument.split('"').nth(1) else {
                    continue;
                };
                let given = argument.starts_with("new(\"")
                    || argument.starts_with("with(\"")
                    || argument.starts_with("plain(\"");
                assert!(!given || codes.contains(key), "{file}: {key} has no code");
            }
        }
    }
}

//! Awkward answers: all done, nothing done, everything falling, ranked last, one record, zero,
//! nothing confirmed. What must not stand in the draft then is in `tests/awkward/GENRE.yaml`.
//!
//! A case lays `set` over the genre's sample (null removes an answer; `claims: none` leaves every
//! claim open); no phrase of `never` may stand in the draft, every phrase of `must` has to.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use nigao::answers::{Answers, Mode};
use nigao::draft::draft;
use nigao::schema::FieldKind;
use nigao::write;
use nigao::yaml::{self, Node, Value};

use super::genres::lint;
use super::genres::made_up::{MadeUp, Trend};
use super::genres::stage::Stage;
use super::genres::{each_stage, told};

/// The sample's answers.
fn sample(stage: &Stage) -> Node {
    let (file, text) = stage.genre.sample().unwrap();
    Answers::read(&file, &text).to_node()
}

/// The claims of a genre: each its name and its words.
fn claims(stage: &Stage) -> Vec<(&str, &str)> {
    let claim = |field: &'_ nigao::schema::Field| matches!(field.kind, FieldKind::Claim { .. });
    let fields = stage.schema.fields.iter().filter(|field| claim(field));
    fields
        .map(|field| (field.name.as_str(), field.question.as_str()))
        .collect()
}

/// Every claim answered alike: 是, 否 or nothing.
fn with_claims(stage: &Stage, mut answers: Node, word: Option<&str>) -> Node {
    for (name, _) in claims(stage) {
        match word {
            Some(word) => answers.set(name, Node::of_words(word)),
            None => drop(answers.remove(name)),
        }
    }
    answers
}

fn words(node: &Node, key: &str) -> Vec<String> {
    let items = node.get(key).map_or(&[][..], Node::items);
    // As written: a full-width space at the end is part of the phrase.
    let phrase = |item: &Node| match &item.value {
        Value::Scalar(words) => words.clone(),
        other => panic!("{key}: {other:?} is no phrase"),
    };
    items.iter().map(phrase).collect()
}

/// What is wrong with the draft of one case.
fn case(stage: &Stage, case: &Node) -> Vec<String> {
    let name = case
        .get("case")
        .and_then(Node::scalar)
        .unwrap_or("a case without a name");
    for entry in case.entries() {
        let known = ["case", "set", "never", "must", "claims"].contains(&entry.key.as_str());
        assert!(known, "{name}: {}", entry.key);
    }
    let mut answers = sample(stage);
    if case.get("claims").and_then(Node::scalar) == Some("none") {
        answers = with_claims(stage, answers, None);
    }
    for entry in case.get("set").map_or(&[][..], Node::entries) {
        match entry.node.value {
            Value::Empty => drop(answers.remove(&entry.key)),
            _ => answers.set(&entry.key, entry.node.clone()),
        }
    }
    let mut found = Vec::new();
    match stage.draft(&Answers::of(answers)) {
        Ok(document) => {
            let text = write::text::write(&document);
            let never = words(case, "never")
                .into_iter()
                .filter(|phrase| text.contains(phrase));
            found.extend(never.map(|phrase| format!("says “{phrase}”")));
            let must = words(case, "must")
                .into_iter()
                .filter(|phrase| !text.contains(phrase));
            found.extend(must.map(|phrase| format!("does not say “{phrase}”")));
            found.extend(lint::document(&document));
        }
        Err(faults) => found.extend(faults),
    }
    found
        .into_iter()
        .map(|words| format!("[{name}] {words}"))
        .collect()
}

#[test]
fn awkward_answers_are_not_praised() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/awkward");
    each_stage(|stage| {
        let file = folder.join(format!("{}.yaml", stage.genre.name));
        let text = std::fs::read_to_string(&file).unwrap();
        let (cases, faults) = yaml::read(&file.display().to_string(), &text).recovered();
        assert!(faults.is_empty(), "{:?}", told(&faults));
        assert!(cases.items().len() > 4, "{}: too few cases", file.display());
        cases
            .items()
            .iter()
            .flat_map(|node| case(stage, node))
            .collect()
    });
}

#[test]
fn drafts_read_well_with_all_claims_and_with_none() {
    each_stage(|stage| {
        let mut found = Vec::new();
        for word in [Some("是"), Some("否"), None] {
            let answers = Answers::of(with_claims(stage, sample(stage), word));
            let wrong = match stage.draft(&answers) {
                Ok(document) => lint::document(&document),
                Err(faults) => faults,
            };
            found.extend(
                wrong
                    .into_iter()
                    .map(|words| format!("claims {word:?}: {words}")),
            );
        }
        found
    });
}

/// The answers claims are tried with: the sample, and made-up ones in which every condition holds.
fn grounds(stage: &Stage) -> [Node; 2] {
    let full = MadeUp::full(stage).yaml();
    [
        sample(stage),
        Answers::read("made-up.yaml", &full).to_node(),
    ]
}

#[test]
fn invariant_11_a_final_copy_asserts_only_what_its_answers_carry() {
    let genres = AtomicUsize::new(0);
    each_stage(|stage| {
        genres.fetch_add(usize::from(!claims(stage).is_empty()), Ordering::Relaxed);
        let text = |answers: Node| match stage.draft(&Answers::of(answers)) {
            Ok(document) => write::text::write(&document),
            Err(faults) => panic!("{}: {faults:?}", stage.genre.name),
        };
        let mut found = Vec::new();
        let mut printed: Vec<&str> = Vec::new();
        for ground in grounds(stage) {
            let with = |word| with_claims(stage, ground.clone(), word);
            let (all, none) = (text(with(Some("是"))), text(with(Some("否"))));
            assert_eq!(
                none,
                text(with(None)),
                "{}: open is not as declined",
                stage.genre.name
            );
            for (name, words) in claims(stage) {
                let mut without = with(Some("是"));
                without.set(name, Node::of_words("否"));
                if none.contains(words) || text(without).contains(words) {
                    found.push(format!("{name}: “{words}” is printed though declined"));
                }
                let mut alone = with(Some("否"));
                alone.set(name, Node::of_words("是"));
                if all.contains(words) && text(alone).contains(words) {
                    printed.push(name);
                }
            }
        }
        let never = claims(stage)
            .into_iter()
            .filter(|(name, _)| !printed.contains(name));
        found.extend(never.map(|(name, words)| format!("{name}: “{words}” is never printed")));
        found
    });
    assert!(genres.into_inner() >= 9, "hardly a genre has claims");
}

#[test]
fn open_claims_are_marked_in_a_draft_with_holes() {
    each_stage(|stage| {
        let mut marked: Vec<String> = Vec::new();
        for ground in grounds(stage) {
            let answers = Answers::of(with_claims(stage, ground, None));
            let mode = Mode {
                holes: true,
                ..Mode::default()
            };
            let facts = nigao::answers::check(&stage.schema, &answers, mode)
                .value
                .unwrap();
            let document = draft(&stage.template, &facts, true).unwrap();
            marked.extend(document.claims().into_iter().map(str::to_owned));
        }
        let missing = claims(stage).into_iter();
        let missing = missing.filter(|(_, words)| !marked.iter().any(|open| open == words));
        missing
            .map(|(name, _)| format!("{name} is not marked as to be confirmed"))
            .collect()
    });
}

#[test]
fn shipped_templates_say_nothing_absolute_of_their_own() {
    each_stage(|stage| told(&stage.genre.absolute_words()));
}

/// The parts of a phrase list for every genre: `tests/awkward/every-genre.yaml`.
fn phrases(key: &str) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/awkward/every-genre.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    let (lists, faults) = yaml::read(&file.display().to_string(), &text).recovered();
    assert!(faults.is_empty(), "{:?}", told(&faults));
    let phrases = words(&lists, key);
    assert!(phrases.len() > 5, "{key}: too few phrases");
    phrases
}

#[test]
fn nothing_is_praised_while_everything_falls() {
    let (falling, always) = (phrases("falling"), phrases("always"));
    each_stage(|stage| {
        let mut found = Vec::new();
        // Made-up answers say nothing, so every word of the draft is the template's.
        for trend in [Trend::Down, Trend::Flat, Trend::Up] {
            let answers = MadeUp::of(stage, stage.year(), trend).yaml();
            let answers = Answers::read("made-up.yaml", &answers).to_node();
            let answers = with_claims(stage, answers, None);
            let text = match stage.draft(&Answers::of(answers)) {
                Ok(document) => write::text::write(&document),
                Err(faults) => panic!("{}: {faults:?}", stage.genre.name),
            };
            let mut never: Vec<&String> = always.iter().collect();
            if trend != Trend::Up {
                never.extend(&falling);
            }
            let said = never.into_iter().filter(|phrase| text.contains(*phrase));
            found.extend(said.map(|phrase| format!("{trend:?}: says “{phrase}”")));
        }
        found
    });
}

/// Whether a text says that there were none: 0个, but not 10个 or 3.0个.
fn says_zero(text: &str, zero: &str) -> bool {
    text.match_indices(zero)
        .any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.'))
}

#[test]
fn zero_is_refused_or_left_out() {
    each_stage(|stage| {
        let mut found = Vec::new();
        let full = sample(stage);
        for field in &stage.schema.fields {
            let FieldKind::Figure {
                unit: Some(unit),
                compare,
                range,
                ..
            } = &field.kind
            else {
                continue;
            };
            // A rate of 0% is a rate, and a figure that fell to 0 is compared.
            if !compare.is_empty() || unit.to_string() == "%" || full.get(&field.name).is_none() {
                continue;
            }
            // 0.0 is no other number than 0.
            let zero = format!("0.0{unit}");
            let mut answers = full.clone();
            answers.set(&field.name, Node::of_words(&zero));
            let Ok(document) = stage.draft(&Answers::of(answers)) else {
                continue;
            };
            let text = write::text::write(&document);
            if says_zero(&text, &zero) {
                found.push(format!("{}: prints {zero}", field.name));
            }
            found.extend(lint::document(&document));
            let begins_above = range.0.is_some_and(|least| !least.is_zero());
            if field.optional && begins_above {
                let mut without = full.clone();
                without.remove(&field.name);
                let without = stage.draft(&Answers::of(without));
                let same = without.is_ok_and(|without| write::text::write(&without) == text);
                if !same {
                    found.push(format!("{}: 0 is not as none", field.name));
                }
            }
        }
        found
    });
}

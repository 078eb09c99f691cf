//! One template, any level: 镇, 乡, 街道, 县, 市, 区, 旗 and 州 each read right, with and without
//! the place above.

use nigao::document::Document;
use nigao::place::Place;
use nigao::schema::FieldKind;
use nigao::write;

use super::made_up::MadeUp;
use super::stage::Stage;
use super::{each_stage, lint};

/// A word of a level, a place of it, and the word of the level above.
const PLACES: &[(&str, &str, &str, &str)] = &[
    ("镇", "云溪镇", "青禾县", "县"),
    ("乡", "梧坪乡", "宁皋县", "县"),
    ("街道", "松浦街道", "云滨区", "区"),
    ("县", "青禾县", "云陵市", "市"),
    ("区", "云滨区", "云陵市", "市"),
    ("旗", "乌兰旗", "云陵市", "市"),
    ("市", "云陵市", "北岭省", "省"),
    ("市", "清河市", "云陵市", "市"),
    ("州", "岚江州", "岳南省", "省"),
];
/// The words levels are known by.
const LEVELS: &[&str] = &[
    "省", "州", "盟", "市", "区", "旗", "县", "乡", "镇", "街道", "村",
];

/// What only a place of one level is called, or has.
fn bodies(level: &str) -> Vec<String> {
    let forms = [
        "全*", "我*", "*委", "*党委", "*党工委", "*政府", "*人民政府", "*长", "*人大", "*政协",
    ];
    forms.iter().map(|form| form.replace('*', level)).collect()
}

/// Bodies a level does not have, though the word is its own.
fn never(level: &str) -> &'static [&'static str] {
    match level {
        "镇" => &[
            "镇委、", "镇委的", "镇政协", "乡政府", "镇人大常委会", "镇县", "副副",
        ],
        "乡" => &[
            "乡委、", "乡委的", "乡政协", "镇政府", "乡人大常委会", "副副",
        ],
        "街道" => &[
            "街道委", "街道党委", "街道政府", "街道长", "街道人大主席", "街道人大常委会",
            "街道人大会", "街道政协", "村务", "乡镇长",
        ],
        "县" => &["县党委", "县人大主席团", "县党工委"],
        "区" => &["区党委", "区人大主席团", "区党工委"],
        "旗" => &["旗党委", "旗人大主席团", "旗党工委"],
        "市" => &["市党委", "市人大主席团", "市党工委"],
        "州" => &["州党委", "州人大主席团", "州党工委"],
        _ => &[],
    }
}

/// What the draft of a place says that belongs to a place of another level.
fn strangers(document: &Document, own: &str, above: Option<&str>) -> Vec<String> {
    let text = write::text::write(document);
    let others = LEVELS
        .iter()
        .filter(|level| **level != own && Some(**level) != above);
    let bodies = others
        .flat_map(|level| bodies(level))
        .chain(never(own).iter().map(|word| (*word).to_owned()));
    let hits = bodies.filter_map(|body| Some((text.find(&body)?, body)));
    let hits = hits.filter(|(at, _)| {
        !COMMON
            .iter()
            .any(|common| around(&text, *at).contains(common))
    });
    hits.map(|(at, body)| format!("{body}: {}", around(&text, at)))
        .collect()
}

/// Words in which the word of a level means something else; 乡镇人大 are those of 乡 and 镇 alike.
const COMMON: &[&str] = &["村长", "园区政府", "乡镇人大"];

fn around(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(8).collect();
    before
        .into_iter()
        .rev()
        .chain(text[at..].chars().take(10))
        .collect()
}

#[test]
fn each_genre_reads_right_at_each_level_it_can_have() {
    each_stage(|stage| {
        let mut found = Vec::new();
        for (word, name, above, upper) in PLACES {
            if !stage.schema.levels.iter().any(|level| level == word)
                || !accepts(stage, name, above)
            {
                continue;
            }
            let full = MadeUp::full(stage);
            let with = full
                .clone()
                .with("地名", format!("{{名称: {name}, 上级: {above}}}"));
            found.extend(
                faults(stage, &with, word, Some(upper))
                    .into_iter()
                    .map(|words| format!("{name}: {words}")),
            );
            let alone = faults(stage, &full.with("地名", *name), word, None);
            // Where a genre speaks of the place above it must ask for it.
            let alone = alone.into_iter().filter(|words| !words.contains("上级"));
            found.extend(alone.map(|words| format!("{name} alone: {words}")));
        }
        assert!(
            !stage.schema.levels.is_empty(),
            "{} is for no level",
            stage.genre.name
        );
        found
    });
}

/// Whether a genre for a 市 takes this one: 清河市 below 云陵市 is a county.
fn accepts(stage: &Stage, name: &str, above: &str) -> bool {
    let place = Place::parse(name)
        .unwrap()
        .within(Place::parse(above).unwrap());
    match &stage.schema.field("地名").unwrap().kind {
        FieldKind::Place { levels } => levels.contains(&place.level()),
        other => panic!("地名 is {other:?}"),
    }
}

fn faults(stage: &Stage, answers: &MadeUp, own: &str, above: Option<&str>) -> Vec<String> {
    match stage.play(answers) {
        Ok(document) => [lint::document(&document), strangers(&document, own, above)].concat(),
        Err(faults) => faults,
    }
}

#[test]
fn a_genre_takes_places_of_its_levels_and_no_others() {
    each_stage(|stage| {
        let named = |word: &str| stage.schema.levels.iter().any(|level| level == word);
        let untried = stage
            .schema
            .levels
            .iter()
            .filter(|level| PLACES.iter().all(|(word, ..)| word != level));
        let untried = untried.map(|level| format!("no place of level {level}"));
        let kin = |word: &str| ["镇", "乡"].contains(&word) && (named("镇") || named("乡"));
        let foreign = PLACES.iter().filter(|(word, name, above, _)| {
            !named(word) && !kin(word) && accepts(stage, name, above)
        });
        untried
            .chain(foreign.map(|(_, name, ..)| format!("takes {name}")))
            .collect()
    });
}

#[test]
fn words_of_another_level_are_found() {
    let document: Document = "全县干部群众在县委领导下，镇长带头。".parse().unwrap();
    assert_eq!(strangers(&document, "镇", Some("县")), Vec::<String>::new());
    assert_eq!(strangers(&document, "镇", None).len(), 2);
    assert_eq!(strangers(&document, "县", Some("市")).len(), 1);
}

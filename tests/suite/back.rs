//! Own drafts back: what a shipped genre drafted from its sample is mined again, from text and from
//! a Word file, with its words, its figures, its dates and places and its sections.

use std::sync::LazyLock;

use nigao::answers::{Answers, Mode};
use nigao::answers::{Fact, Facts};
use nigao::calendar::print_date;
use nigao::catalog::Catalog;
use nigao::document::{Block, Document, Inline, Label, Text};
use nigao::draft::draft;
use nigao::layout::Layout;
use nigao::mine::inspect::inspect;
use nigao::mine::{Mined, mine};
use nigao::read::{Report, Source};
use nigao::schema;
use nigao::template::Template;
use nigao::write::docx::{DocxWriter, Meta};
use nigao::write::text;

use super::mining::drafted;

/// A sample as its genre drafts it, and what comes back.
struct Own {
    genre: String,
    facts: Facts,
    document: Document,
    /// The draft read as a text file and as a Word file.
    read: [Report; 2],
    mined: Mined,
}

static OWN: LazyLock<Vec<Own>> = LazyLock::new(|| {
    let press = DocxWriter::new(&Layout::default()).unwrap();
    let own = |genre: &nigao::catalog::Genre| {
        let (schema, _) = genre.schema().recovered();
        let (file, answers) = genre.sample().unwrap();
        let facts =
            nigao::answers::check(&schema, &Answers::read(&file, &answers), Mode::default())
                .value
                .unwrap();
        let document = draft(
            &genre.template().unwrap().bind(&schema).unwrap(),
            &facts,
            false,
        )
        .unwrap();
        let word = Source::parse(
            &press.write(&document, &Meta::default()).unwrap(),
            false,
            None,
        )
        .unwrap();
        let read = [Report::read(&text::write(&document)), Report::of(&word)];
        Own {
            genre: genre.name.clone(),
            facts,
            document,
            mined: mine(&read[0]),
            read,
        }
    };
    Catalog::shipped()
        .genres()
        .unwrap()
        .iter()
        .map(own)
        .collect()
});

/// What a mined genre knows of the report it is from.
fn facts(mined: &Mined) -> Facts {
    let (schema, _) = schema::read("schema.yaml", &mined.schema, &[]).recovered();
    nigao::answers::check(
        &schema,
        &Answers::read("answers.yaml", &mined.answers[0]),
        Mode::default(),
    )
    .value
    .unwrap()
}

#[test]
fn invariant_3_own_drafts_come_back_from_text_and_from_word() {
    for own in OWN.iter() {
        for report in &own.read {
            let back =
                drafted(&mine(report), 0).unwrap_or_else(|why| panic!("{}: {why}", own.genre));
            assert_eq!(back.trim_end_matches('\n'), report.text(), "{}", own.genre);
        }
        // A line's margins are the layout's; all else is in the text file as it is in the Word
        // file.
        let words = |text: String| {
            text.lines()
                .map(|line| line.trim().to_owned())
                .collect::<Vec<_>>()
        };
        let [text, word] = &own.read;
        assert_eq!(words(word.text()), words(text.text()), "{}", own.genre);
        assert_eq!(
            words(text.text()),
            words(text::write(&own.document)),
            "{}",
            own.genre
        );
    }
}

#[test]
fn invariant_6_slots_of_own_drafts_are_their_words() {
    for report in OWN.iter().flat_map(|own| &own.read) {
        let found = inspect(report);
        assert_eq!(found.noise, [], "no draft of ours holds noise");
        assert!(
            found
                .slots
                .windows(2)
                .all(|pair| pair[0].end <= pair[1].start)
        );
        for slot in found.slots {
            assert_eq!(
                report.source()[slot.start..slot.end]
                    .iter()
                    .collect::<String>(),
                slot.text
            );
        }
    }
}

/// The words of a text without the stop at its end.
fn words(text: &Text) -> String {
    let runs = text.runs().iter().map(|run| {
        if let Inline::Text(words) = run {
            words.as_str()
        } else {
            ""
        }
    });
    runs.collect::<String>()
        .trim_end_matches(['。', '：', '，', '；', '！', '？'])
        .to_owned()
}

/// The headings of a document with their depths, and the lines around the text with their roles.
fn sections(document: &Document) -> Vec<String> {
    let section = |block: &Block| match block {
        Block::Heading(heading) => Some(format!(
            "{} {}",
            "#".repeat(heading.depth.into()),
            words(&heading.text)
        )),
        Block::Title(text) => Some(format!("标题 {}", words(text))),
        Block::Dateline(text) => Some(format!("题注 {}", words(text))),
        Block::Speaker(text) => Some(format!("主讲人 {}", words(text))),
        Block::Salutation(text) => Some(format!("称谓 {}", words(text))),
        Block::Signature(text) => Some(format!("署名 {}", words(text))),
        Block::Date(text) => Some(format!("成文日期 {}", words(text))),
        _ => None,
    };
    document.blocks.iter().filter_map(section).collect()
}

/// Whether a text begins with a number counted along it.
fn counts(text: &Text) -> bool {
    matches!(text.runs().first(), Some(Inline::Ordinal(_)))
}

/// What stands below its heading as a list: points and what is set off, the captions of tables, the
/// names of annexes.
fn listed(document: &Document) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Paragraph(point)
            if point.label != Label::Plain || !point.lead.is_empty() || counts(&point.text) =>
        {
            Some(format!("{}{}", words(&point.lead), words(&point.text)))
        }
        Block::Table(table) | Block::Chart(table) => Some(words(&table.caption)),
        Block::Attachment(name) => Some(words(name)),
        _ => None,
    };
    document.blocks.iter().filter_map(text).collect()
}

/// All sections come back in their order, at their depth; more come back only of what is numbered
/// inside a section.
#[test]
fn sections_of_own_drafts_come_back() {
    for own in OWN.iter() {
        for report in &own.read {
            let mined = mine(report);
            let (schema, _) = schema::read("schema.yaml", &mined.schema, &[]).recovered();
            let template = Template::parse("t.hbs", &mined.template)
                .unwrap()
                .bind(&schema)
                .unwrap();
            let again = sections(&draft(&template, &facts(&mined), false).unwrap());
            let wanted = sections(&own.document);
            let mut rest = wanted.iter().peekable();
            let more: Vec<&String> = again
                .iter()
                .filter(|found| rest.next_if_eq(found).is_none())
                .collect();
            assert_eq!(
                rest.next(),
                None,
                "{}: lost or out of its place: {again:#?}",
                own.genre
            );
            let listed = listed(&own.document);
            // A number typed by hand stands before the words: 第一，
            let is_listed = |found: &str| {
                let words = found.trim_start_matches(['#', ' ']);
                listed
                    .iter()
                    .any(|point| point.find(words).is_some_and(|at| at <= "第一，".len()))
            };
            let wrong: Vec<_> = more.into_iter().filter(|found| !is_listed(found)).collect();
            assert!(wrong.is_empty(), "{}: no sections: {wrong:#?}", own.genre);
        }
    }
}

/// What is asked stands under the sections of the report it is from, by their headings.
#[test]
fn fields_of_own_drafts_are_grouped_by_their_sections() {
    for own in OWN.iter() {
        let (schema, _) = schema::read("schema.yaml", &own.mined.schema, &[]).recovered();
        let text = own.read[0].text();
        let mut groups: Vec<&str> = schema
            .fields
            .iter()
            .filter_map(|field| field.group.as_deref())
            .collect();
        groups.dedup();
        assert_eq!(groups[0], "基本情况", "{}", own.genre);
        let headings: Vec<String> = own.read[0]
            .headings()
            .iter()
            .map(|h| own.read[0].words(&h.span))
            .collect();
        for group in &groups[1..] {
            let named =
                *group == "基本情况" || headings.iter().any(|heading| heading.contains(group));
            assert!(named, "{}: {group} is no heading of\n{text}", own.genre);
        }
        let places: Vec<usize> = groups[1..]
            .iter()
            .filter_map(|group| headings.iter().position(|h| h.contains(group)))
            .collect();
        assert!(places.is_sorted(), "{}: {groups:?}", own.genre);
    }
}

/// Every fact with its field, those of records included.
fn each<'a>(facts: &'a Facts, tell: &mut dyn FnMut(&'a str, &'a Fact)) {
    for (field, fact) in facts.iter() {
        tell(field, fact);
        if let Fact::List(records) = fact {
            for record in records {
                each(record, tell);
            }
        }
    }
}

/// The figures among facts: the field, this year's value, and how it changed.
fn figures(facts: &Facts) -> Vec<(&str, String, Option<String>)> {
    let mut found = Vec::new();
    each(facts, &mut |field, fact| {
        if let Fact::Figure(measure) = fact {
            found.push((field, measure.current.to_string(), measure.growth_words()));
        }
    });
    found
}

/// Whether a text tells a figure: 5个 does not stand in 15个.
fn tells(text: &str, figure: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    text.match_indices(figure)
        .any(|(at, _)| !text[..at].ends_with(digit))
}

/// At least 95 in 100 are fields of a figure's kind again, with their value and, where it is told,
/// their rate.
#[test]
fn figures_of_own_drafts_come_back_as_fields() {
    let (mut all, mut lost) = (0, Vec::new());
    for own in OWN.iter() {
        let (text, mined) = (own.read[0].text(), facts(&own.mined));
        let mined = figures(&mined);
        for (field, value, change) in figures(&own.facts)
            .into_iter()
            .filter(|(_, value, _)| tells(&text, value))
        {
            let told = change.filter(|change| text.contains(&format!("{value}，同比{change}")));
            all += 1;
            let back = mined
                .iter()
                .any(|(_, v, c)| *v == value && (told.is_none() || *c == told));
            if !back {
                lost.push(format!("{}: {field} {value} {told:?}", own.genre));
            }
        }
    }
    let share = 1.0 - lost.len() as f64 / f64::from(all);
    println!("{share:.3} of {all} figures come back");
    assert!(share >= 0.95, "only {share:.3} of {all}: {lost:#?}");
}

/// The place, its days and its years are asked again: the place as a place, a day as a date, a year
/// as one that rolls.
#[test]
fn places_and_dates_of_own_drafts_come_back() {
    for own in OWN.iter() {
        let (text, mined) = (own.read[0].text(), facts(&own.mined));
        let mut found = Vec::new();
        each(&mined, &mut |_, fact| found.push(fact));
        let year = found.iter().find_map(|fact| {
            if let Fact::Year(year) = fact {
                Some(*year)
            } else {
                None
            }
        });
        let mut lost = Vec::new();
        each(&own.facts, &mut |field, fact| {
            let back = match fact {
                Fact::Place(place) if text.contains(place.name()) => found
                    .iter()
                    .any(|fact| matches!(fact, Fact::Place(found) if found.name() == place.name())),
                Fact::Date(day) if text.contains(&print_date(*day)) => {
                    // 5月11日至7月3日 is one time, answered in words.
                    found.contains(&fact)
                        || found
                            .iter()
                            .any(|fact| matches!(fact, Fact::Text(words) if words.contains(&print_date(*day))))
                }
                Fact::Year(own) => year.is_some_and(|year| (own.0 - year.0).abs() < 2),
                _ => true,
            };
            if !back {
                lost.push(format!("{}: {field}", own.genre));
            }
        });
        assert!(lost.is_empty(), "{lost:?}\n{}", own.mined.answers[0]);
    }
}

//! What filling a writer's own Word file costs: the sample work report mined in place, 20 KB.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use nigao::answers::{Answers, Facts, Mode};
use nigao::catalog::Catalog;
use nigao::draft::draft;
use nigao::layout::Layout;
use nigao::mine::{decisions::Decisions, propose};
use nigao::read::{Report, Source};
use nigao::schema::{self, Schema};
use nigao::word_template::{FillOptions, WordTemplate};
use nigao::write::docx::{DocxWriter, Meta};

const GENRE: &str = "head-duty-report";

fn main() {
    divan::main();
}

/// A Word template, its fields, and answers that fill it otherwise than it was mined.
struct Mined {
    file: Vec<u8>,
    schema: Schema,
    facts: Facts,
}

fn mined() -> Mined {
    let genre = Catalog::shipped().genre(GENRE).expect("the genre");
    let (fields, _) = genre.schema().recovered();
    let template = genre.template().expect("its template");
    let template = template.bind(&fields).expect("its fields");
    let (name, sample) = genre.sample().expect("its sample");
    let facts = checked(&fields, &name, &sample);
    let report = draft(&template, &facts, false).expect("a draft");
    let writer = DocxWriter::new(&Layout::default()).expect("a layout");
    let last = writer.write(&report, &Meta::default()).expect("a file");

    let report = Report::of(&Source::parse(&last, false, None).expect("a report"));
    let proposal = propose(std::slice::from_ref(&report));
    let proposal = proposal.decided(&Decisions::of(&proposal));
    let genre = proposal.genre();
    let (schema, _) = schema::read("s.yaml", &genre.schema, &[]).recovered();
    let file = proposal.in_place(&last).expect("a template").bytes;
    let answers = genre.answers[0].replace("2025", "2026");
    let facts = checked(&schema, "a.yaml", &answers);
    Mined {
        file,
        schema,
        facts,
    }
}

fn checked(schema: &Schema, name: &str, answers: &str) -> Facts {
    let answers = Answers::read(name, answers);
    let checked = nigao::answers::check(schema, &answers, Mode::default());
    checked.value.expect("facts")
}

/// As a batch does it: opened and bound once, then filled record after record.
#[divan::bench]
fn fill(bencher: Bencher) {
    let mined = mined();
    let opened = WordTemplate::open("t.docx", &mined.file).expect("a Word file");
    let bound = opened.bind(&mined.schema).expect("its fields");
    let options = FillOptions::default();
    bencher
        .counter(ItemsCount::new(1_u32))
        .bench(|| bound.fill(black_box(&mined.facts), &options));
}

/// As the command line does it.
#[divan::bench]
fn open_bind_and_fill(bencher: Bencher) {
    let mined = mined();
    let options = FillOptions::default();
    bencher.counter(ItemsCount::new(1_u32)).bench(|| {
        let opened = WordTemplate::open("t.docx", black_box(&mined.file)).expect("a Word file");
        let bound = opened.bind(&mined.schema).expect("its fields");
        bound.fill(&mined.facts, &options)
    });
}

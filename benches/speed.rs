//! Speed: what checking, drafting, writing text, inspecting and a cold start of the program cost on
//! the sample reports.

use std::process::{Command, Stdio};

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use nigao::answers::Facts;
use nigao::answers::{Answers, Mode};
use nigao::catalog::{Catalog, Genre};
use nigao::document::{Document, number};
use nigao::draft::draft;
use nigao::mine::inspect::inspect;
use nigao::mine::mine;
use nigao::read::Report;
use nigao::review::{ReviewOptions, Reviewer};
use nigao::schema::Schema;
use nigao::template::{Bound, Template};
use nigao::write;

const GENRE: &str = "township-work-report";

fn main() {
    divan::main();
}

/// Everything up to a document, each step once.
struct Made {
    genre: Genre,
    schema: Schema,
    sample: String,
    facts: Facts,
    template: Bound,
    document: Document,
}

fn made() -> Made {
    let genre = Catalog::shipped().genre(GENRE).expect("the genre");
    let (schema, _) = genre.schema().recovered();
    let sample = genre.sample().expect("the sample").1.into_owned();
    let facts = nigao::answers::check(&schema, &Answers::read("a.yaml", &sample), Mode::default())
        .value
        .expect("facts");
    let template = genre
        .template()
        .expect("the template")
        .bind(&schema)
        .expect("they agree");
    let document = draft(&template, &facts, false).expect("a draft");
    Made {
        genre,
        schema,
        sample,
        facts,
        template,
        document,
    }
}

#[divan::bench]
fn read_the_schema(bencher: Bencher) {
    let made = made();
    bencher.bench(|| black_box(&made.genre).schema());
}

#[divan::bench]
fn compile_the_template(bencher: Bencher) {
    let made = made();
    let source = made
        .genre
        .template()
        .expect("the template")
        .source()
        .to_owned();
    bencher.bench(|| {
        Template::parse("t.hbs", black_box(&source))
            .expect("a template")
            .bind(&made.schema)
    });
}

#[divan::bench]
fn check_the_answers(bencher: Bencher) {
    let made = made();
    bencher.bench(|| {
        nigao::answers::check(
            &made.schema,
            &Answers::read("a.yaml", black_box(&made.sample)),
            Mode::default(),
        )
    });
}

#[divan::bench]
fn draft_the_document(bencher: Bencher) {
    let made = made();
    bencher.bench(|| draft(black_box(&made.template), &made.facts, false));
}

#[divan::bench]
fn count_the_numbers(bencher: Bencher) {
    let made = made();
    bencher.bench(|| number(black_box(&made.document)));
}

#[divan::bench]
fn write_the_text(bencher: Bencher) {
    let made = made();
    bencher.bench(|| write::text::write(black_box(&made.document)));
}

/// Noise, outline and slots of a report read into memory.
fn inspected(report: &str) -> usize {
    inspect(&Report::read(report)).slots.len()
}

static REPORT: &str = include_str!("../samples/reports/云溪镇2025.txt");

/// How many reports a second one core, and two, take apart.
#[divan::bench(threads = [1, 2])]
fn inspect_a_report(bencher: Bencher) {
    bencher
        .counter(ItemsCount::new(1_u8))
        .bench(|| inspected(black_box(REPORT)));
}

/// Longer reports take their time in proportion, whatever they hold.
#[divan::bench(args = ["report", "一", "镇", "0123456789", "（", "张家、李家、", "一\t二\n", "_"], sample_count = 3, sample_size = 1)]
fn inspect_a_megabyte(bencher: Bencher, of: &str) {
    let piece = if of == "report" { REPORT } else { of };
    let text = piece.repeat(1_000_000 / piece.len() + 1);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| inspected(black_box(&text)));
}

/// Mining takes its time in proportion, too: many lines, rows of a table, points and fields.
#[divan::bench(args = ["（一）抓产业。推进建设。\n", "茶园\t3\t5%\n", "一是抓产业。二是抓项目。", "青禾县政府修路3公里。"], sample_count = 3, sample_size = 1)]
fn mine_a_hundred_thousand(bencher: Bencher, piece: &str) {
    let text = piece.repeat(100_000 / piece.chars().count());
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| mine(&Report::read(black_box(&text))));
}

/// The program from its start to its end, as a shell would run it.
#[divan::bench(args = ["--help", "list", "check", "fill to text", "fill to docx"])]
fn cold_start(bencher: Bencher, what: &str) {
    let answers = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/samples/township-work-report/answers.yaml"
    );
    let args: &[&str] = match what {
        "check" => &["check", GENRE, answers],
        "fill to text" => &["fill", GENRE, answers],
        "fill to docx" => &["fill", GENRE, answers, "--format", "docx"],
        other => &[other],
    };
    bencher.bench(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nigao"));
        let status = command
            .args(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(status.expect("the program").success());
    });
}

/// A report of ten thousand characters: the samples one after another.
fn long_report() -> String {
    let mut words = String::new();
    for genre in Catalog::shipped().genres().expect("the genres") {
        let (schema, _) = genre.schema().recovered();
        let (file, text) = genre.sample().expect("the sample");
        let checked = nigao::answers::check(&schema, &Answers::read(&file, &text), Mode::default());
        let template = genre.template().expect("the template");
        let template = template.bind(&schema).expect("they agree");
        let facts = checked.value.expect("facts");
        words += &write::text::write(&draft(&template, &facts, false).expect("a draft"));
    }
    let end = words
        .char_indices()
        .nth(10_000)
        .map_or(words.len(), |(at, _)| at);
    words.truncate(end);
    words
}

/// What `nigao review` does with each report of many; on one thread and on two.
#[divan::bench(threads = [1, 2])]
fn review_ten_thousand_characters(bencher: Bencher) {
    let text = long_report();
    let reviewer = Reviewer::new(ReviewOptions::default());
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench(|| reviewer.review(&Report::read(black_box(&text))));
}

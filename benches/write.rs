//! What writing costs: the sample work report as text and as a Word file, beside merely deflating
//! its document.xml.

use std::io::Read;
use std::sync::LazyLock;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use nigao::answers::{Answers, Mode};
use nigao::catalog::Catalog;
use nigao::document::Document;
use nigao::draft::draft;
use nigao::layout::Layout;
use nigao::write::docx::{DocxWriter, LEVEL, Meta};
use nigao::write::text;

fn main() {
    divan::main();
}

/// The sample of the township's work report.
static REPORT: LazyLock<Document> = LazyLock::new(|| drafted("否"));

/// The same with its three charts, each with a workbook.
static CHARTED: LazyLock<Document> = LazyLock::new(|| drafted("是"));

fn drafted(charts: &str) -> Document {
    let genre = Catalog::shipped()
        .genre("township-work-report")
        .expect("the genre");
    let (schema, _) = genre.schema().recovered();
    let template = genre
        .template()
        .expect("its template")
        .bind(&schema)
        .expect("its fields");
    let (file, answers) = genre.sample().expect("its sample");
    let answers = answers.replace("指标图: 否", &format!("指标图: {charts}"));
    let facts = nigao::answers::check(&schema, &Answers::read(&file, &answers), Mode::default())
        .value
        .expect("facts");
    draft(&template, &facts, false).expect("a draft")
}

static PRESS: LazyLock<DocxWriter> =
    LazyLock::new(|| DocxWriter::new(&Layout::default()).expect("a press"));

static DOCUMENT_XML: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let file = PRESS.write(&REPORT, &Meta::default()).expect("a file");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
    let mut xml = Vec::new();
    zip.by_name("word/document.xml")
        .expect("the document")
        .read_to_end(&mut xml)
        .expect("its bytes");
    xml
});

#[divan::bench]
fn as_text(bencher: Bencher) {
    let report = &*REPORT;
    bencher
        .counter(ItemsCount::new(1_u8))
        .bench(|| text::write(black_box(report)));
}

#[divan::bench]
fn as_docx(bencher: Bencher) {
    let (press, report, meta) = (&*PRESS, &*REPORT, Meta::default());
    bencher
        .counter(ItemsCount::new(1_u8))
        .bench(|| press.write(black_box(report), &meta));
}

#[divan::bench]
fn as_docx_with_charts(bencher: Bencher) {
    let (press, report, meta) = (&*PRESS, &*CHARTED, Meta::default());
    bencher
        .counter(ItemsCount::new(1_u8))
        .bench(|| press.write(black_box(report), &meta));
}

/// The floor: nothing but the compression of what must be compressed, at the same level.
#[divan::bench]
fn deflate_of_document_xml(bencher: Bencher) {
    let xml = &*DOCUMENT_XML;
    bencher.counter(ItemsCount::new(1_u8)).bench(|| {
        let mut deflate =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(LEVEL));
        std::io::Write::write_all(&mut deflate, black_box(xml)).expect("memory");
        deflate.finish()
    });
}

/// What a layout costs once.
#[divan::bench]
fn a_press(bencher: Bencher) {
    let layout = Layout::default();
    bencher
        .counter(ItemsCount::new(1_u8))
        .bench(|| DocxWriter::new(black_box(&layout)));
}

//! What must hold of any input at each door: fuzz targets and suite call the same functions.
//!
//! A function takes whatever came in and fails by panic. It sees the public API alone, because the
//! fuzz targets are a crate of their own.

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use nigao::answers::{self, Answers, Mode};
use nigao::batch::{self, ColumnRules, Filler, RecordFormat, ReportFormat};
use nigao::calendar::{Session, Year, parse_date, parse_month, print_date};
use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::Lang;
use nigao::document::{Document, number};
use nigao::draft::draft;
use nigao::error::Error;
use nigao::figure::{Figure, parse_rate};
use nigao::layout::Layout;
use nigao::mine::inspect::inspect;
use nigao::mine::mine as mine_report;
use nigao::place::Place;
use nigao::read::{Report, Source, workbook};
use nigao::review::{ReviewOptions, Reviewer, annotate, fix_text, fix_word};
use nigao::schema::{self, Schema};
use nigao::splice::{WordChanges, WordSource};
use nigao::template::{Template, outline};
use nigao::write::text;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Panics at an input that breaks a rule.
type Door = fn(&[u8]);

/// Every door by its name.
pub(crate) const DOORS: [(&str, Door); 11] = [
    ("read", read),
    ("docx", docx),
    ("xlsx", xlsx),
    ("answers", answers_file),
    ("template", template),
    ("markup", markup),
    ("values", values),
    ("mine", mine),
    ("splice", splice),
    ("review", review),
    ("records", records),
];

/// Gives an input to a door.
pub(crate) fn run(door: &str, bytes: &[u8]) {
    let known = DOORS.iter().find(|(name, _)| *name == door);
    known.expect("a door").1(bytes);
}

static GENRE: LazyLock<Genre> = LazyLock::new(|| {
    Catalog::shipped()
        .genre("township-work-report")
        .expect("a shipped genre")
});
static SCHEMA: LazyLock<Schema> = LazyLock::new(|| GENRE.schema().recovered().0);
static FILLER: LazyLock<Filler> = LazyLock::new(|| {
    Filler::new(&GENRE, ReportFormat::Text, &Layout::default(), true).expect("a sound genre")
});
static REVIEWER: LazyLock<Reviewer> = LazyLock::new(|| {
    Reviewer::new(ReviewOptions {
        privacy: true,
        ..ReviewOptions::default()
    })
});

/// A file as text: noise and slots are in order and apart, every span has its own words
/// (invariants 1, 6).
pub(crate) fn read(bytes: &[u8]) {
    let Ok(source) = Source::parse(bytes, bytes.first() == Some(&b'#'), None) else {
        return;
    };
    for part in source.split() {
        holds_together(&Report::of(&part));
    }
}

fn holds_together(report: &Report) {
    let found = inspect(report);
    let are_apart = |pair: &[(usize, usize)]| pair[0].1 <= pair[1].0;
    assert!(found.noise.windows(2).all(are_apart), "noise overlaps");
    let slots: Vec<(usize, usize)> = found.slots.iter().map(|s| (s.start, s.end)).collect();
    assert!(slots.windows(2).all(are_apart), "slots overlap");
    let headings = found.headings.windows(2);
    let in_order = headings.map(|pair| pair[0].start <= pair[1].start);
    assert!(in_order.min().unwrap_or(true), "headings out of order");
    for slot in &found.slots {
        let words: String = report.source()[slot.start..slot.end].iter().collect();
        assert_eq!(words, slot.text);
        let is_noise = |(start, end): &(usize, usize)| slot.start < *end && *start < slot.end;
        assert!(!found.noise.iter().any(is_noise), "a slot in noise");
    }
}

/// Packs the parts of an Office file.
pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// Returns a Word file: the input if it is an archive, else the input as the body of one.
fn word(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let head =
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
        xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:body>";
    let document = [&head[..], bytes, b"</w:body></w:document>"].concat();
    let types = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
        <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
        <Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
    let relations = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
        <Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>";
    packed(&[
        ("[Content_Types].xml", &types[..]),
        ("_rels/.rels", &relations[..]),
        ("word/document.xml", &document),
    ])
}

/// A Word file: read or refused; comments change none of its words, corrections leave a Word file.
pub(crate) fn docx(bytes: &[u8]) {
    let file = word(bytes);
    let Ok(source) = Source::parse(&file, false, None) else {
        return;
    };
    let report = Report::of(&source);
    holds_together(&report);
    let review = REVIEWER.review(&report);
    let Ok(remarked) = annotate(&file, &report, &review.findings, Lang::Zh) else {
        return;
    };
    let after = Source::parse(&remarked.bytes, false, None).expect("a Word file with comments");
    assert_eq!(after.text, source.text, "comments changed the words");
    let fixed = match fix_word(&file, &report, &review.findings) {
        Ok(fixed) => fixed,
        Err(error) => return is_undecodable(&error),
    };
    Source::parse(&fixed.bytes, false, None).expect("a corrected Word file");
}

/// Bytes that are no characters are read as replacement characters; a part that has such may not be
/// written anew, because what it held would be lost.
fn is_undecodable(error: &Error) {
    assert_eq!(error.message().key(), "splice.undecodable");
}

/// A workbook: read or refused.
pub(crate) fn xlsx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF]) {
        let _ = workbook(bytes);
        return;
    }
    let space = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
    let head = format!("<worksheet {space}><sheetData>");
    let sheet = [head.as_bytes(), bytes, b"</sheetData></worksheet>"].concat();
    let styles = format!(
        "<styleSheet {space}><numFmts count='1'><numFmt numFmtId='164' formatCode='0.00&quot;亿元&quot;'/></numFmts>\
         <cellXfs count='5'><xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='49'/></cellXfs></styleSheet>"
    );
    let strings = format!(
        "<sst {space}><si><t>生产总值</t></si><si><r><t>增</t></r><r><t>速</t></r></si></sst>"
    );
    let book = format!(
        "<workbook {space} xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
         <sheets><sheet name='表' sheetId='1' r:id='r1'/></sheets></workbook>"
    );
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r1' Type='{kind}/worksheet' Target='worksheets/sheet1.xml'/>\
         <Relationship Id='r2' Type='{kind}/styles' Target='styles.xml'/>\
         <Relationship Id='r3' Type='{kind}/sharedStrings' Target='sharedStrings.xml'/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r' Type='{kind}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
    );
    let _ = workbook(&packed(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]));
}

/// Text as answers and as a schema: refused with reasons or turned into facts (invariant 4).
pub(crate) fn answers_file(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    let answers = Answers::read("a.yaml", &source);
    for holes in [false, true] {
        let mode = Mode {
            holes,
            ..Mode::default()
        };
        let checked = answers::check(&SCHEMA, &answers, mode);
        let is_refused = checked.value.is_none();
        assert_eq!(
            is_refused,
            checked.diagnostics.has_errors(),
            "{}",
            checked.diagnostics
        );
    }
    let rolled = answers::roll(&SCHEMA, &answers);
    let _ = answers::check(&SCHEMA, &rolled, Mode::default());
    let _ = schema::read("s.yaml", &source, &[]);
}

/// Text as a template: compiled, laid beside a schema, drafted with no answers (invariants 5, 8).
pub(crate) fn template(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    let _ = outline(&source);
    let _ = Template::faults("t.hbs", &source, &SCHEMA);
    let Ok(template) = Template::parse("t.hbs", &source) else {
        return;
    };
    let Ok(bound) = template.bind(&SCHEMA) else {
        return;
    };
    let mode = Mode {
        holes: true,
        ..Mode::default()
    };
    let nothing = Answers::read("a.yaml", "{}");
    let checked = answers::check(&SCHEMA, &nothing, mode);
    let facts = checked.value.expect("with holes nothing is required");
    if let Ok(document) = draft(&bound, &facts, true) {
        prints_again(&document);
    }
}

/// Text as markup: what parses prints to what parses to the same (invariant 2).
pub(crate) fn markup(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    if let Ok(document) = source.parse::<Document>() {
        let _ = number(&document);
        let _ = text::write(&document);
        prints_again(&document);
    }
}

fn prints_again(document: &Document) {
    let printed = document.to_string();
    let again = printed.parse::<Document>();
    assert_eq!(again.as_ref(), Ok(document), "{printed}");
}

/// Words as a figure, a rate, a date, a month, a year, a session, a place: what is understood is
/// printed in words that mean the same.
pub(crate) fn values(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes);
    let words = words.trim_end_matches('\n');
    if let Ok(figure) = words.parse::<Figure>() {
        let printed = figure.to_string();
        let again = printed.parse::<Figure>();
        let same = again.map(|again| (again.to_string(), again.value()));
        assert_eq!(same, Ok((printed.clone(), figure.value())), "{words:?}");
    }
    let _ = parse_rate(words);
    if let Ok(date) = parse_date(words, Some(2026)) {
        let printed = print_date(date);
        assert_eq!(parse_date(&printed, None), Ok(date), "{words:?}");
    }
    let _ = parse_month(words, Some(2026));
    if let Ok(year) = words.parse::<Year>() {
        assert_eq!(year.to_string().parse::<Year>(), Ok(year), "{words:?}");
    }
    if let Ok(session) = words.parse::<Session>() {
        let printed = session.to_string();
        assert_eq!(printed.parse::<Session>(), Ok(session), "{words:?}");
    }
    if let Ok(place) = Place::parse(words) {
        let again = Place::parse(place.name()).expect("its own name");
        assert_eq!(again.level(), place.level(), "{words:?}");
    }
}

/// Text as a report: what is mined drafts it again, character for character (invariant 3).
pub(crate) fn mine(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // A character that was lost is told when a file is read, and is refused in an answer.
    if text.contains('\u{fffd}') {
        return;
    }
    let report = Report::read(&text);
    let mined = mine_report(&report);
    let (schema, faults) = schema::read("schema.yaml", &mined.schema, &[]).recovered();
    assert!(faults.is_empty(), "{faults:#?}\n{}", mined.schema);
    let template = Template::parse("t.hbs", &mined.template).expect("a mined template reads");
    let faults = template.agree(&schema);
    assert!(faults.is_empty(), "{faults:#?}\n{}", mined.template);
    let template = template.bind(&schema).expect("its fields are there");
    let answers = Answers::read("a.yaml", &mined.answers[0]);
    let checked = answers::check(&schema, &answers, Mode::default());
    let Some(facts) = checked.value else {
        panic!("{:#?}\n{}", checked.diagnostics, mined.answers[0]);
    };
    let drafted = text::write(&draft(&template, &facts, false).expect("it drafts"));
    let drafted = drafted.strip_suffix('\n').unwrap_or(&drafted);
    assert_eq!(drafted, report.text(), "{}", mined.template);
}

/// A Word file to be changed: no splice, no change; one changes the words it was to (invariant 13).
pub(crate) fn splice(bytes: &[u8]) {
    let file = word(bytes);
    let Ok(source) = WordSource::open(&file) else {
        return;
    };
    let unchanged = WordChanges::new(&source).finish().expect("no change");
    assert!(unchanged == file, "no splice changed something");
    let paragraphs = &source.stories()[0].paragraphs;
    for (at, paragraph) in paragraphs.iter().enumerate().take(4) {
        let third = paragraph.length / 3;
        let chars = third..(third * 2).max(third);
        let mut changes = WordChanges::new(&source);
        if changes
            .replace(0, at, chars.clone(), "新词 & <云溪>")
            .is_err()
        {
            continue;
        }
        let changed = match changes.finish() {
            Ok(changed) => changed,
            Err(error) => return is_undecodable(&error),
        };
        let changed = WordSource::open(&changed).expect("a Word file");
        let old: Vec<char> = paragraph.text.chars().collect();
        let (front, back) = (&old[..chars.start], &old[chars.end..]);
        let mut expected: String = front.iter().collect();
        expected += "新词 & <云溪>";
        expected.extend(back);
        let now = &changed.stories()[0].paragraphs;
        assert_eq!(now[at].text, expected);
        assert_eq!(now.len(), paragraphs.len());
    }
}

/// Text to be reviewed: findings are in order and in the text, fixes change what they say.
pub(crate) fn review(bytes: &[u8]) {
    let report = Report::read(&String::from_utf8_lossy(bytes));
    let review = REVIEWER.review(&report);
    let length = report.source().len();
    let starts: Vec<usize> = review.findings.iter().map(|f| f.span.start).collect();
    assert!(starts.is_sorted(), "findings out of order");
    for finding in &review.findings {
        let spans = finding.also.iter().chain([&finding.span]);
        for span in spans.chain(finding.fixes.iter().map(|fix| &fix.span)) {
            assert!(
                span.start <= span.end && span.end <= length,
                "{}",
                finding.rule.code
            );
        }
        let place = finding.place(&report);
        assert!(
            place.line >= 1 && place.column >= 1,
            "{}",
            finding.rule.code
        );
        assert!(!finding.message.text(Lang::Zh).is_empty());
    }
    let _ = fix_text(&report, &review.findings);
}

/// Records in every form that a stream has: each is drafted or has reasons, none stops the next.
pub(crate) fn records(bytes: &[u8]) {
    for format in [
        RecordFormat::JsonLines,
        RecordFormat::Yaml,
        RecordFormat::Csv,
    ] {
        let stream = Cursor::new(bytes.to_vec());
        let rules = ColumnRules {
            only_known: false,
            elsewhere: &|_| false,
        };
        let Ok((records, _)) = batch::stream("r", stream, format, &SCHEMA, rules) else {
            continue;
        };
        let mut count = 0;
        for record in records.map_while(Result::ok) {
            count += 1;
            let filled = FILLER.fill(&record.read().answers);
            let is_refused = filled.value.is_none();
            assert_eq!(
                is_refused,
                filled.diagnostics.has_errors(),
                "{}",
                filled.diagnostics
            );
            assert!(count <= bytes.len() + 1, "more records than bytes");
        }
    }
}

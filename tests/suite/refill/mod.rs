//! Refilling: what a hand did stays, what new answers change comes, whatever the two did together.

mod command;
pub(crate) mod generated;
pub(crate) mod own_templates;
mod own_word_file;

use nigao::answers::{Answers, Mode};
use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::Lang;
use nigao::draft::draft;
use nigao::layout::Layout;
use nigao::refill::{RefillItem, RefillKind, refill};
use nigao::schema::Schema;
use nigao::splice::WordSource;
use nigao::template::Bound;
use nigao::word_template::{FillOptions, WordTemplate};
use nigao::write::docx::{DocxWriter, DraftStamp, Meta};

/// A genre ready to draft Word files with holes.
pub(crate) struct Bench {
    pub(crate) name: String,
    /// The sample's answers.
    pub(crate) answers: String,
    schema: Schema,
    form: Form,
}

/// What drafts are made of.
enum Form {
    /// A text template and a layout.
    Text(Box<(Bound, DocxWriter)>),
    /// A writer's own Word file.
    Own(Vec<u8>),
}

impl Bench {
    pub(crate) fn of(genre: &Genre) -> Self {
        let (schema, _) = genre.schema().recovered();
        let template = genre
            .template()
            .expect("a template")
            .bind(&schema)
            .expect("bound");
        let (_, answers) = genre.sample().expect("a sample");
        let writer = DocxWriter::new(&Layout::default()).expect("a writer");
        Self {
            name: genre.name.clone(),
            answers: answers.into_owned(),
            schema,
            form: Form::Text(Box::new((template, writer))),
        }
    }

    /// The shipped genres.
    pub(crate) fn all() -> Vec<Self> {
        let genres = Catalog::shipped().genres().expect("the shipped genres");
        genres.iter().map(Self::of).collect()
    }

    /// The same, and Word templates of writers' own.
    pub(crate) fn all_and_own() -> Vec<Self> {
        let mut all = Self::all();
        all.extend(own_templates::all());
        all
    }

    /// The Word file that answers draft; None where they do not pass the check.
    pub(crate) fn draft(&self, answers: &str) -> Option<Vec<u8>> {
        let mode = Mode {
            holes: true,
            ..Mode::default()
        };
        let answers = Answers::read("a.yaml", answers);
        let facts = nigao::answers::check(&self.schema, &answers, mode).value?;
        let (template, writer) = match &self.form {
            Form::Text(text) => &**text,
            Form::Own(file) => {
                let template = WordTemplate::open("t.docx", file).expect("a Word file");
                let bound = template.bind(&self.schema).expect("bound");
                let options = FillOptions::of_program(true, Lang::Zh);
                return Some(bound.fill(&facts, &options).ok()?.bytes);
            }
        };
        let document = draft(template, &facts, true).ok()?;
        let stamp = Some(DraftStamp::of(&self.name, &document));
        let meta = Meta {
            stamp,
            ..Meta::default()
        };
        Some(writer.write(&document, &meta).expect("a file"))
    }
}

/// The paragraphs of a document that have words.
pub(crate) fn lines(file: &[u8]) -> Vec<String> {
    let source = WordSource::open(file).expect("a Word file");
    let paragraphs = source.stories()[0].paragraphs.iter();
    let texts = paragraphs.map(|paragraph| paragraph.text.replace('\n', ""));
    texts.filter(|text| !text.trim().is_empty()).collect()
}

/// The same, of all parts.
pub(crate) fn all_lines(file: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    for text in crate::splice::texts(file).concat() {
        let line = text.replace('\n', "");
        if !line.trim().is_empty() {
            lines.push(line);
        }
    }
    lines
}

pub(crate) fn open(items: &[RefillItem]) -> Vec<&RefillItem> {
    items.iter().filter(|item| item.kind.is_open()).collect()
}

/// Without a hand, a draft becomes the new one.
#[test]
fn a_draft_that_nobody_edited_becomes_the_new_one() {
    for bench in Bench::all_and_own() {
        let base = bench.draft(&bench.answers).expect("the sample");
        let same = refill(&base, &base, &base, Lang::Zh).expect("a file");
        assert_eq!(same.bytes, base, "{}: nothing changed, and yet", bench.name);
        assert!(same.items.is_empty());
        for changed in generated::changed_answers(&bench, 8) {
            let next = bench.draft(&changed).expect("checked");
            let renewed = refill(&base, &base, &next, Lang::Zh).expect("a file");
            let open = open(&renewed.items);
            // A chart that comes or goes is for a person.
            let only_parts = open.iter().all(|item| item.place.is_none());
            assert!(only_parts, "{}: {open:#?}", bench.name);
            assert_eq!(
                all_lines(&renewed.bytes),
                all_lines(&next),
                "{}",
                bench.name
            );
        }
    }
}

/// The cases of a sentence, a paragraph, a row and a hole, each by itself.
#[test]
fn hands_and_answers_meet() {
    let bench = Bench::of(
        &Catalog::shipped()
            .genre("township-work-report")
            .expect("a genre"),
    );
    let base = bench.draft(&bench.answers).expect("the sample");
    let changed = bench
        .answers
        .replace("本年: 36.8亿元, 增速: 6.1%", "本年: 37.2亿元, 增速: 6.4%");
    assert_ne!(changed, bench.answers);
    let next = bench.draft(&changed).expect("checked");
    let edit = |change: &dyn Fn(&str) -> Option<String>| {
        let source = WordSource::open(&base).expect("a Word file");
        let mut changes = nigao::splice::WordChanges::new(&source);
        for (at, paragraph) in source.stories()[0].paragraphs.iter().enumerate() {
            if let Some(text) = change(&paragraph.text) {
                changes
                    .replace(0, at, 0..paragraph.length, &text)
                    .expect("words");
            }
        }
        changes.finish().expect("a file")
    };
    let has = |text: &str| text.contains("36.8亿元") && text.contains("6.1%");
    // Rewritten around the figures: the figures move.
    let edited = edit(&|text| has(text).then(|| text.replace("36.8亿元", "36.8亿元，来之不易")));
    let renewed = refill(&edited, &base, &next, Lang::Zh).expect("a file");
    let text = lines(&renewed.bytes).concat();
    assert!(
        text.contains("37.2亿元，来之不易") && !text.contains("36.8亿元"),
        "{text}"
    );
    assert!(open(&renewed.items).is_empty(), "{:#?}", renewed.items);
    // The figure itself was changed by hand: its words stay, the new ones are in a comment.
    let edited = edit(&|text| has(text).then(|| text.replace("36.8亿元", "近40亿元")));
    let renewed = refill(&edited, &base, &next, Lang::Zh).expect("a file");
    let text = lines(&renewed.bytes).concat();
    assert!(text.contains("近40亿元") && !text.contains("37.2亿元"));
    let open = open(&renewed.items);
    assert!(!open.is_empty() && open.iter().all(|item| item.kind == RefillKind::Conflict));
    assert!(open[0].new.contains("37.2亿元"));
    let comments = crate::write::part(&renewed.bytes, "word/comments.xml");
    assert!(
        comments.contains("37.2亿元") && comments.contains("您改过"),
        "{comments}"
    );
}

/// What the answers take away stays where somebody has put a comment or a picture on it.
#[test]
fn what_a_hand_added_beside_the_words_is_not_dropped_with_them() {
    let bench = Bench::of(
        &Catalog::shipped()
            .genre("township-work-report")
            .expect("a genre"),
    );
    let base = bench.draft(&bench.answers).expect("the sample");
    let next = bench
        .draft(&bench.answers.replace("文旅: 是", "文旅: 否"))
        .expect("checked");
    let source = WordSource::open(&base).expect("a Word file");
    let is_dropped = |text: &str| text.contains("旅游综合收入");
    let paragraphs = &source.stories()[0].paragraphs;
    let at = paragraphs
        .iter()
        .position(|one| is_dropped(&one.text))
        .expect("the paragraph");
    let words = paragraphs[at].text.clone();

    let mut changes = nigao::splice::WordChanges::new(&source);
    changes
        .comment(0, at, 0..4, &crate::splice::reviser("领导"), "这段要保留")
        .expect("a place");
    let commented = changes.finish().expect("a file");
    let mut changes = nigao::splice::WordChanges::new(&source);
    let bytes = paragraphs[at].bytes.clone();
    let pictured = source.stories()[0].xml[bytes.clone()].replacen(
        "</w:p>",
        "<w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>",
        1,
    );
    changes.story(0).put(bytes, pictured);
    let pictured = changes.finish().expect("a file");
    for edited in [commented, pictured] {
        let renewed = refill(&edited, &base, &next, Lang::Zh).expect("a file");
        assert!(lines(&renewed.bytes).contains(&words));
        let kept = open(&renewed.items);
        assert_eq!(kept.len(), 1, "{kept:#?}");
        assert_eq!(kept[0].kind, RefillKind::KeptByHand);
    }
    let renewed = refill(&base, &base, &next, Lang::Zh).expect("a file");
    assert!(!lines(&renewed.bytes).contains(&words));
}

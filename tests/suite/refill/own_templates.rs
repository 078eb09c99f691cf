//! Word templates of writers' own, to refill drafts of: with headers, text boxes, notes, tables.

use nigao::answers::Mode;
use nigao::diagnostic::Lang;
use nigao::layout::Layout;
use nigao::mine::{decisions::Decisions, propose};
use nigao::read::{Report, Source};
use nigao::refill::{RefillKind, refill};
use nigao::schema;

use super::{Bench, all_lines, open};
use crate::splice::files;
use crate::word::{document, word};
use crate::word_template::{ANSWERS, FIELDS, p, table};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A file with a header for first pages, one for others, and a footnote.
pub(crate) fn letter(body: &str, header: &str, note: &str) -> Vec<u8> {
    let part = |root: &str, inner: &str| format!("<w:{root} xmlns:w='w'>{inner}</w:{root}>");
    let relation = |id: u8, kind: &str, target: &str| {
        format!(r#"<Relationship Id="r{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let relations = [
        relation(1, "header", "header1.xml"),
        relation(2, "header", "header2.xml"),
        relation(3, "footnotes", "footnotes.xml"),
    ];
    let note = format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, p(note));
    word(&[
        ("word/document.xml", &document(body)),
        (
            "word/_rels/document.xml.rels",
            &format!("<Relationships>{}</Relationships>", relations.concat()),
        ),
        ("word/header1.xml", &part("hdr", &p(header))),
        ("word/header2.xml", &part("hdr", &p(header))),
        ("word/footnotes.xml", &part("footnotes", &note)),
    ])
}

/// A paragraph whose text box, in both its forms, holds words.
pub(crate) fn boxed(words: &str) -> String {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", p(words));
    format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback><w:pict>{inner}\
         </w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>框外的话，不长。</w:t></w:r></w:p>"
    )
}

/// Everything a template may hold, typed by hand.
fn typed() -> Bench {
    let body = [
        boxed("{{地名}}{{年份}}第一号"),
        p("{{地名}}{{年份}}工作简报（第一期）"),
        p("今年抓了三个方面工作："),
        p(
            "一、工业。产值{{产值}}，{{#if 税收}}税收{{税收}}，{{/if}}同比{{产值.同比}}。项目按期推进。",
        ),
        p("{{#if 备注}}"),
        p("二、备注是{{备注}}，这一段答了才有。"),
        p("{{/if}}"),
        p("三、建设项目{{数 项目}}个，都列在下面这张表里。"),
        table(&[
            &["项目", "投资"],
            &[
                "{{#each 项目}}{{名称}}",
                "{{#if 投资}}{{投资}}{{else}}未定{{/if}}{{/each}}",
            ],
            &["合计", "见附件"],
        ]),
        p("{{概况}}"),
        p("{{地名.党委}}将继续努力，把各项工作做得更好。"),
    ];
    let answers = format!(
        "{ANSWERS}税收: 900万元\n备注: 快报数\n概况: |\n  第一段说的是今年的经过。\n  第二段说的是明年的打算。\n\
         项目:\n- {{名称: 水厂, 投资: 300万元}}\n- {{名称: 学校}}\n- {{名称: 卫生院, 投资: 85万元}}\n"
    );
    let fields = FIELDS.replace("paragraphs: true, optional: true", "paragraphs: true");
    let file = letter(
        &body.concat(),
        "{{地名}}{{年份}}简报",
        "税收{{税收}}为{{备注}}。",
    );
    Bench::own("typed", file, &fields, &answers)
}

/// A table of figures, an automatic number, words cut into many runs, a merged cell.
fn cut() -> Bench {
    let runs: String = "全镇实现产值{{产值}}，同比{{产值.同比}}，税收{{税收}}。"
        .chars()
        .map(|c| {
            format!(
                r#"<w:r w:rsidR="00A{}"><w:t>{c}</w:t></w:r>"#,
                u32::from(c) % 10
            )
        })
        .collect();
    let numbered = |words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let merged = table(&[
        &["指标", "{{年份}}"],
        &["产值", "{{产值}}"],
        &["其中税收", "{{税收}}"],
    ])
    .replacen(
        "<w:tcPr/>",
        r#"<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>"#,
        1,
    );
    let body = [
        p("关于{{地名}}{{年份}}经济运行情况的报告"),
        numbered("{{年份}}经济运行基本情况"),
        format!("<w:p>{runs}</w:p>"),
        merged,
        numbered("{{年份.次年}}工作打算和安排"),
        p("{{#if 有项目}}"),
        p("{{年份.次年}}要抓好项目建设，一个一个落实到位。"),
        p("{{/if}}"),
        p("{{#if 备注}}注：{{备注}}。{{/if}}以上数据均为快报数，请以年报为准。"),
    ];
    let answers = format!("{ANSWERS}税收: 900万元\n备注: 税收含耕地占用税\n有项目: 是\n");
    Bench::own(
        "cut",
        letter(&body.concat(), "{{年份}}第1期", "见{{年份}}年报"),
        FIELDS,
        &answers,
    )
}

/// A sample's draft mined in place.
fn mined() -> Bench {
    let layout = Layout::named(Layout::NAMES[0]).expect("a shipped layout");
    let (_, file) = files::samples(&layout)
        .into_iter()
        .find(|(name, _)| name == "township-work-report")
        .expect("a sample");
    let report = Report::of(&Source::parse(&file, false, None).expect("a report"));
    let proposal = propose(std::slice::from_ref(&report));
    let proposal = proposal.decided(&Decisions::of(&proposal));
    let genre = proposal.genre();
    let word = proposal.in_place(&file).expect("a template");
    Bench::own("mined", word.bytes, &genre.schema, &genre.answers[0])
}

pub(crate) fn all() -> Vec<Bench> {
    vec![typed(), cut(), mined()]
}

impl Bench {
    /// A Word template of a writer's own, with a schema as YAML and answers.
    pub(crate) fn own(name: &str, file: Vec<u8>, fields: &str, answers: &str) -> Self {
        let (schema, faults) = schema::read("s.yaml", fields, &[]).recovered();
        assert!(!faults.has_errors(), "{name}: {faults}");
        let bench = Self {
            name: name.to_owned(),
            answers: answers.to_owned(),
            schema,
            form: super::Form::Own(file),
        };
        let checked = nigao::answers::check(
            &bench.schema,
            &nigao::answers::Answers::read("a.yaml", answers),
            Mode::default(),
        );
        assert!(checked.value.is_some(), "{name}: {}", checked.diagnostics);
        bench
    }
}

/// A corrected figure reaches every place it stands at, also beside the document.
#[test]
fn figures_change_in_headers_boxes_notes_and_tables() {
    let bench = typed();
    let base = bench.draft(&bench.answers).expect("the answers");
    let corrected = bench
        .answers
        .replace("云溪镇", "石桥镇")
        .replace("900万元", "950万元")
        .replace("85万元", "88万元");
    let next = bench.draft(&corrected).expect("the answers");
    let renewed = refill(&base, &base, &next, Lang::Zh).expect("a file");
    assert!(open(&renewed.items).is_empty(), "{:#?}", renewed.items);
    assert_eq!(all_lines(&renewed.bytes), all_lines(&next));
    let text = all_lines(&renewed.bytes).concat();
    assert!(
        !text.contains("云溪镇") && !text.contains("900万元"),
        "{text}"
    );
}

/// A header that the hand rewrote keeps its words, and the new ones are listed.
#[test]
fn a_hand_in_a_header_is_kept() {
    let bench = typed();
    let base = bench.draft(&bench.answers).expect("the answers");
    let next = bench
        .draft(&bench.answers.replace("2025", "2026"))
        .expect("the answers");
    let edited = files::with_part(&base, "word/header1.xml", |xml| {
        xml.replace("云溪镇2025年简报", "内部资料 严禁外传")
    });
    let renewed = refill(&edited, &base, &next, Lang::Zh).expect("a file");
    let header = crate::write::part(&renewed.bytes, "word/header1.xml");
    assert!(header.contains("内部资料 严禁外传"), "{header}");
    let other = crate::write::part(&renewed.bytes, "word/header2.xml");
    assert!(other.contains("云溪镇2026年简报"), "{other}");
    let open = open(&renewed.items);
    assert_eq!(open.len(), 1, "{open:#?}");
    assert_eq!(open[0].kind, RefillKind::DeletedByHand);
    assert_eq!(open[0].new, "云溪镇2026年简报");
}

/// A hole that is answered loses its colour and its comment, in copied rows, too.
#[test]
fn answered_holes_lose_their_marks() {
    let file = letter(
        &[
            p("税收{{税收}}。"),
            table(&[&["{{#each 项目}}{{名称}}", "{{投资}}{{/each}}"]]),
        ]
        .concat(),
        "无",
        "无",
    );
    let fields = FIELDS.replace("unit: 万元, optional: true}", "unit: 万元}");
    let fields = fields.replace(
        "name: 项目\n  kind: list\n  optional: true",
        "name: 项目\n  kind: list",
    );
    let answers = format!("{ANSWERS}项目: [{{名称: 水厂}}, {{名称: 学校}}, {{名称: 桥}}]\n");
    let bench = Bench {
        form: super::Form::Own(file),
        ..typed()
    };
    let (schema, _) = schema::read("s.yaml", &fields, &[]).recovered();
    let bench = Bench { schema, ..bench };
    let base = bench.draft(&answers).expect("the answers");
    let comments = crate::write::part(&base, "word/comments.xml");
    assert_eq!(comments.matches("<w:comment ").count(), 4, "{comments}");
    let answered = answers
        .replace("水厂", "水厂, 投资: 3万元")
        .replace("学校", "学校, 投资: 4万元")
        .replace("桥", "桥, 投资: 5万元");
    let next = bench
        .draft(&format!("{answered}税收: 6万元\n"))
        .expect("the answers");
    let renewed = refill(&base, &base, &next, Lang::Zh).expect("a file");
    assert_eq!(all_lines(&renewed.bytes), all_lines(&next));
    let xml = crate::write::part(&renewed.bytes, "word/document.xml");
    assert!(
        !xml.contains("highlight") && !xml.contains("commentReference"),
        "{xml}"
    );
    let comments = crate::write::part(&renewed.bytes, "word/comments.xml");
    assert!(!comments.contains("<w:comment "), "{comments}");
}

//! Compares how a Word file is set with a layout: what a standard lays down, and what is usual.
//!
//! What the standard lays down (规定) is a warning, what it calls usual (一般) is advice, and where
//! the file does not say how something is set, nothing is said either. Each is told once, with all
//! the places.

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{CardContext, Rule, RuleCard, RuleTier, WordMark};
use super::word_paper::WordPaper;
use crate::diagnostic::{Message, Severity};
use crate::layout::{Layout, Length, NumberForm, StyleRole, substitutes};
use crate::ooxml::{XmlEvent, XmlReader};
use crate::read::LineRole;

/// The rules of this family.
pub(super) static RULES: [&Rule; 8] = [
    &PAPER, &MARGINS, &INDENT, &COLOUR, &NUMBER, &FACE, &SIZE, &PITCH,
];

/// A paper of a heading and a paragraph of several lines.
const SHORT_PAPER: &str = "# 工作汇报\n## 抓项目\n一年来，我们把项目建设作为经济工作的总抓手，逐个上门对接，逐项破解难题，办成了一批多年想办而没有办成的事。";
/// A paper of more than a page.
const LONG_PAPER: &str = "# 工作汇报\n## 项目\n路通。\n## 民生\n水通。\n## 农业\n丰收。\n## 工业\n增产。\n## 旅游\n客多。\n## 教育\n进步。\n## 卫生\n改善。\n## 文化\n活跃。\n## 治安\n平稳。\n## 环境\n变美。\n## 水利\n修好。\n## 林业\n变绿。\n## 作风\n转变。";

static PAPER: Rule = Rule {
    code: "layout.paper",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 5.1：A4型纸（规定）",
    title: "review.title.layout-paper",
    hit: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Layout("page: {width: 216mm, height: 279mm}"),
    ),
    miss: RuleCard::beside(SHORT_PAPER, CardContext::Layout("base: gbt9704")),
};

static MARGINS: Rule = Rule {
    code: "layout.margins",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 5.2.1：天头37mm±1mm，订口28mm±1mm，版心156mm×225mm（规定）",
    title: "review.title.layout-margins",
    hit: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Layout("page: {top: 25.4mm, bottom: 25.4mm, left: 31.8mm, right: 31.8mm}"),
    ),
    miss: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Layout("page: {top: 37.4mm, left: 28.3mm}"),
    ),
};

static INDENT: Rule = Rule {
    code: "layout.indent",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 7.3.3：每个自然段左空二字，回行顶格（规定）",
    title: "review.title.layout-indent",
    hit: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Layout("styles: {body: {indent: 0}}"),
    ),
    miss: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Layout("styles: {title: {indent: 0}}"),
    ),
};

static COLOUR: Rule = Rule {
    code: "layout.colour",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 5.2.4：如无特殊说明，公文中文字的颜色均为黑色（规定）",
    title: "review.title.layout-colour",
    hit: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Marked(
            "一年来，我们把项目建设作为经济工作的总抓手，逐个上门对接，逐项破解难题，办成了一批多年想办而没有办成的事。",
            WordMark::Red,
        ),
    ),
    miss: RuleCard::beside(
        "# 工作汇报\n云溪镇人民政府文件\n## 抓项目\n项目建得快。",
        CardContext::Marked("云溪镇人民政府文件", WordMark::Red),
    ),
};

static NUMBER: Rule = Rule {
    code: "layout.page-number",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 7.5：页码编排在版心下边缘之下（规定）",
    title: "review.title.layout-page-number",
    hit: RuleCard::beside(LONG_PAPER, CardContext::Layout("number: none")),
    miss: RuleCard::beside(SHORT_PAPER, CardContext::Layout("number: none")),
};

static FACE: Rule = Rule {
    code: "layout.face",
    severity: Severity::Advice,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 5.2.2、7.3.1、7.3.3：标题小标宋，正文仿宋，一级标题黑体，二级标题楷体（一般）",
    title: "review.title.layout-face",
    hit: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Layout("styles: {heading-1: {face: 楷体}}"),
    ),
    miss: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Layout("styles: {body: {face: 仿宋}, heading-1: {face: 方正黑体_GBK}}"),
    ),
};

static SIZE: Rule = Rule {
    code: "layout.size",
    severity: Severity::Advice,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 5.2.2、7.3.1：标题2号，正文3号（一般）",
    title: "review.title.layout-size",
    hit: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Layout("styles: {body: {size: 小四}}"),
    ),
    miss: RuleCard::beside(
        SHORT_PAPER,
        CardContext::Layout("styles: {table-cell: {size: 5号}}"),
    ),
};

static PITCH: Rule = Rule {
    code: "layout.pitch",
    severity: Severity::Advice,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 5.2.3：每面排22行（一般）",
    title: "review.title.layout-pitch",
    hit: RuleCard::beside(SHORT_PAPER, CardContext::Layout("line: 22pt")),
    miss: RuleCard::beside(SHORT_PAPER, CardContext::Layout("line: 28pt")),
};

/// How far the head and the binding may be off, in millimetres, and what is lost in twips.
const MARGIN_SLACK: f64 = 1.1;
/// How far the text's width and height may be off, in millimetres.
const TEXT_SLACK: f64 = 2.1;
/// How far a pitch may be off: 28 磅 and 29 磅 both give 22 lines.
const PITCH_SLACK: Length = Length(20);

/// Runs the rules of this family against a layout.
pub(super) fn find(paper: &Paper, word: &WordPaper, layout: &Layout, findings: &mut Findings) {
    page(paper, word, layout, findings);
    page_numbers(paper, word, layout, findings);
    styles(word, layout, findings);
    colours(paper, word, findings);
}

/// Where what is said of the whole file points: its title, or else its first line.
fn head(paper: &Paper) -> Option<std::ops::Range<usize>> {
    let title = paper.line_of(LineRole::Title);
    let line = title.or_else(|| paper.report.lines().first())?;
    Some(line.span.clone())
}

fn page(paper: &Paper, word: &WordPaper, layout: &Layout, findings: &mut Findings) {
    let (Some(page), Some(head)) = (&word.looks.page, head(paper)) else {
        return;
    };
    let (own, wanted) = (page, &layout.page);
    let is_off = |own: Length, wanted: Length, slack: f64| (own.mm() - wanted.mm()).abs() > slack;
    let sheet = [(own.width, wanted.width), (own.height, wanted.height)];
    if sheet
        .iter()
        .any(|(own, wanted)| is_off(*own, *wanted, TEXT_SLACK))
    {
        let args = [
            ("own", format!("{}×{}", mm(own.width), mm(own.height))),
            (
                "wanted",
                format!("{}×{}", mm(wanted.width), mm(wanted.height)),
            ),
        ];
        let message = Message::new("review.layout.paper", args);
        findings.add_once("", FindingDraft::new(&PAPER, head, message));
        return;
    }
    let text = |page: &crate::layout::Page| {
        let width = page.width - page.left - page.right;
        let height = page.height - page.top - page.bottom;
        (width, height)
    };
    let ((width, height), (wide, high)) = (text(own), text(wanted));
    let off = is_off(own.top, wanted.top, MARGIN_SLACK)
        || is_off(own.left, wanted.left, MARGIN_SLACK)
        || is_off(width, wide, TEXT_SLACK)
        || is_off(height, high, TEXT_SLACK);
    if off {
        let said = |page: &crate::layout::Page| {
            [page.top, page.bottom, page.left, page.right]
                .map(mm)
                .join("、")
        };
        let args = [("own", said(own)), ("wanted", said(wanted))];
        let message = Message::new("review.layout.margins", args);
        findings.add_once("", FindingDraft::new(&MARGINS, head, message));
    }
}

/// A length in whole millimetres, or with a digit where it has one.
fn mm(length: Length) -> String {
    let rounded = format!("{:.1}", length.mm());
    rounded.trim_end_matches(".0").to_owned()
}

/// A paper of more than a page without page numbers.
fn page_numbers(paper: &Paper, word: &WordPaper, layout: &Layout, findings: &mut Findings) {
    const LINES: usize = 22;
    const CHARACTERS: usize = 28;
    let lines = paper.report.lines().iter();
    let rows: usize = lines
        .map(|line| line.span.len().div_ceil(CHARACTERS).max(1))
        .sum();
    let is_wanted = layout.numbers.form != NumberForm::None;
    if !is_wanted || word.looks.has_page_numbers || rows <= LINES {
        return;
    }
    if let Some(head) = head(paper) {
        let message = Message::plain("review.layout.page-number");
        findings.add_once("", FindingDraft::new(&NUMBER, head, message));
    }
}

/// What each role is called in a finding.
const ROLES: [(StyleRole, &str); 6] = [
    (StyleRole::Title, "标题"),
    (StyleRole::Body, "正文"),
    (StyleRole::Heading1, "一级标题"),
    (StyleRole::Heading2, "二级标题"),
    (StyleRole::Heading3, "三级标题"),
    (StyleRole::Heading4, "四级标题"),
];

fn styles(word: &WordPaper, layout: &Layout, findings: &mut Findings) {
    for (looks, span) in word.paragraphs() {
        let named = ROLES.iter().find(|(role, _)| Some(*role) == looks.role);
        let Some((role, name)) = named else { continue };
        let wanted = layout.style(*role);
        let mut tell = |rule: &'static Rule, key: &'static str, own: String, wanted: String| {
            let what = format!("{name}{own}");
            let args = [
                ("role", (*name).to_owned()),
                ("own", own),
                ("wanted", wanted),
            ];
            let message = Message::with(key, args.to_vec());
            findings.add_once(what, FindingDraft::new(rule, span.clone(), message));
        };
        if let Some(face) = &looks.face
            && !is_alike(face, &wanted.face)
        {
            tell(
                &FACE,
                "review.layout.face",
                face.clone(),
                wanted.face.clone(),
            );
        }
        if let Some(size) = looks.size
            && size != wanted.size
        {
            let sizes = (size.to_string(), wanted.size.to_string());
            tell(&SIZE, "review.layout.size", sizes.0, sizes.1);
        }
        if *role != StyleRole::Body {
            continue;
        }
        if wanted.indent > 0 && !looks.stands_in {
            tell(
                &INDENT,
                "review.layout.indent",
                String::new(),
                wanted.indent.to_string(),
            );
        }
        let pitch = wanted.pitch.unwrap_or(layout.pitch);
        if let Some(own) = looks.pitch
            && (own.0 - pitch.0).abs() > PITCH_SLACK.0
        {
            let points = |pitch: Length| format!("{:.1}", f64::from(pitch.0) / 20.0);
            tell(&PITCH, "review.layout.pitch", points(own), points(pitch));
        }
    }
}

/// Whether a face is another, takes its place, or is of the same family by its name.
fn is_alike(face: &str, wanted: &str) -> bool {
    const FAMILIES: [&[&str]; 5] = [
        &["小标宋", "XiaoBiaoSong", "中宋"],
        &["仿宋", "FangSong"],
        &["楷", "KaiTi"],
        &["黑体", "SimHei"],
        &["宋", "SimSun"],
    ];
    let family = |face: &str| {
        FAMILIES
            .iter()
            .position(|names| names.iter().any(|name| face.contains(name)))
    };
    let is_same = family(face).is_some() && family(face) == family(wanted);
    face == wanted || substitutes(wanted).contains(&face) || is_same
}

/// Words of the text in another colour than black. A short line all in one colour is a letterhead.
fn colours(paper: &Paper, word: &WordPaper, findings: &mut Findings) {
    const SHORT: usize = 45;
    let body = word.body();
    for (n, paragraph) in body.paragraphs.iter().enumerate() {
        let formats = paragraph.formats(&body.xml);
        for range in &formats {
            let whole = range.len() == paragraph.length && paragraph.length <= SHORT;
            let colour = colour(paragraph.format_at(&body.xml, range.start));
            let (false, Some(colour)) = (whole, colour) else {
                continue;
            };
            let Some(span) = word.span(n, range) else {
                continue;
            };
            let is_blank = paper.words(&span).trim().is_empty();
            if !is_blank {
                let message = Message::new("review.layout.colour", [("colour", &colour)]);
                findings.add_once(colour, FindingDraft::new(&COLOUR, span, message));
            }
        }
    }
}

/// The colour that the properties of a run set, unless it is as good as black.
///
/// A run of a style of its own, as a link has, is left to that style.
fn colour(properties: &str) -> Option<String> {
    const DARK: u8 = 0x60;
    let mut reader = XmlReader::new(properties);
    let mut found = None;
    while let Ok(Some(event)) = reader.next_event() {
        let XmlEvent::Open(element) = event else {
            continue;
        };
        match element.name {
            "rStyle" => return None,
            "color" => found = element.value().map(|value| value.to_uppercase()),
            _ => {}
        }
    }
    let colour = found?;
    let part = |at: usize| u8::from_str_radix(colour.get(at..at + 2)?, 16).ok();
    let parts = [part(0)?, part(2)?, part(4)?];
    parts.iter().any(|part| *part >= DARK).then_some(colour)
}

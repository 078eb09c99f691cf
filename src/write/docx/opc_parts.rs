//! Writes the parts of the package that hold none of the document's words: lists, settings, fonts.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::xml::W;
use super::{footer, styles};
use crate::layout::{Layout, substitutes};
use crate::ooxml::{DECLARATION, escaped};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const CHARTS: &str = "application/vnd.openxmlformats-officedocument.drawingml";
/// The types of all workbooks, whatever their names.
const WORKBOOKS: &str = concat!(
    r#"<Default Extension="xlsx""#,
    r#" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>"#
);

/// A part the document refers to.
#[derive(Clone)]
pub(super) struct PackagePart {
    /// Its place: `word/styles.xml`.
    pub(super) path: Cow<'static, str>,
    /// The id of its relationship to the document.
    id: Cow<'static, str>,
    /// The last word of the types of its relationship and its content.
    kind: &'static str,
}

const fn part(path: &'static str, id: &'static str, kind: &'static str) -> PackagePart {
    PackagePart {
        path: Cow::Borrowed(path),
        id: Cow::Borrowed(id),
        kind,
    }
}

impl PackagePart {
    fn content_type(&self) -> String {
        let family = if self.kind == CHART { CHARTS } else { WORD };
        format!("{family}.{}+xml", self.kind)
    }
}

const CHART: &str = "chart";
/// The part that says which draft a file is.
pub(super) const STAMP: &str = "docProps/custom.xml";
/// The part that lists what the package holds.
pub(super) const RELATIONS: &str = "_rels/.rels";

/// The part of the `n`th chart, from 1.
pub(super) fn chart(n: usize) -> PackagePart {
    PackagePart {
        path: format!("word/charts/chart{n}.xml").into(),
        id: chart_id(n).into(),
        kind: CHART,
    }
}

/// The id of the relationship to the `n`th chart.
pub(super) fn chart_id(n: usize) -> String {
    format!("rIdChart{n}")
}

/// The paths of the `n`th chart's relationships and workbook, and the content of the former.
pub(super) fn workbook(n: usize) -> ([String; 2], String) {
    let relation = format!(
        concat!(
            r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship"#,
            r#" Id="{WORKBOOK}" Type="{OFFICE}/package""#,
            r#" Target="../embeddings/workbook{n}.xlsx"/></Relationships>"#
        ),
        DECLARATION = DECLARATION,
        PACKAGE = PACKAGE,
        WORKBOOK = WORKBOOK,
        OFFICE = OFFICE,
        n = n
    );
    (
        [
            format!("word/charts/_rels/chart{n}.xml.rels"),
            format!("word/embeddings/workbook{n}.xlsx"),
        ],
        relation,
    )
}

/// The id of a chart's relationship to its workbook.
pub(super) const WORKBOOK: &str = "rIdBook";

static FIXED: [PackagePart; 5] = [
    part("word/styles.xml", "rIdStyles", "styles"),
    part("word/settings.xml", "rIdSettings", "settings"),
    part("word/fontTable.xml", "rIdFonts", "fontTable"),
    part("word/footer1.xml", "rIdOdd", "footer"),
    part("word/footer2.xml", "rIdEven", "footer"),
];

/// The part a document with holes has.
pub(super) const COMMENTS: PackagePart = part("word/comments.xml", "rIdComments", "comments");

/// The parts a document with landscape pages has: their footers, of odd pages and even.
pub(super) const ACROSS: [PackagePart; 2] = [
    part("word/footer3.xml", "rIdOddAcross", "footer"),
    part("word/footer4.xml", "rIdEvenAcross", "footer"),
];

/// The parts that are the same in all reports of a layout.
pub(super) fn fixed(layout: &Layout) -> Vec<(Cow<'static, str>, String)> {
    let [odd, even] = footer::upright(layout);
    let contents = [
        styles::part(layout),
        settings(),
        font_table(layout),
        odd,
        even,
    ];
    let mut parts = Vec::with_capacity(FIXED.len() + 1);
    for (part, content) in FIXED.iter().zip(contents) {
        parts.push((part.path.clone(), content));
    }
    parts
}

/// The parts that list the others: their types, and how the document refers to them. `is_stamped`
/// tells whether the file says which draft it is.
pub(super) fn lists(extras: &[PackagePart], is_stamped: bool) -> [(&'static str, String); 2] {
    let parts = || FIXED.iter().chain(extras);
    let books = if extras.iter().any(|part| part.kind == CHART) {
        WORKBOOKS
    } else {
        ""
    };
    [
        (
            "[Content_Types].xml",
            content_types(books, is_stamped, parts()),
        ),
        ("word/_rels/document.xml.rels", document_relations(parts())),
    ]
}

/// `[Content_Types].xml`.
fn content_types<'a>(
    books: &str,
    is_stamped: bool,
    parts: impl Iterator<Item = &'a PackagePart>,
) -> String {
    let mut xml = format!(
        concat!(
            r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels""#,
            r#" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
            r#"<Default Extension="xml" ContentType="application/xml"/>{books}"#,
            r#"<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>"#,
            r#"<Override PartName="/docProps/core.xml""#,
            r#" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#
        ),
        DECLARATION = DECLARATION,
        PACKAGE = PACKAGE,
        books = books,
        WORD = WORD
    );
    if is_stamped {
        xml += concat!(
            r#"<Override PartName="/docProps/custom.xml" ContentType=""#,
            r#"application/vnd.openxmlformats-officedocument.custom-properties+xml"/>"#
        );
    }
    for part in parts {
        xml += &format!(
            r#"<Override PartName="/{}" ContentType="{}"/>"#,
            part.path,
            part.content_type()
        );
    }
    xml + "</Types>"
}

/// `_rels/.rels`.
pub(super) fn package_relations(is_stamped: bool) -> String {
    let stamp = if is_stamped {
        format!(r#"<Relationship Id="rId3" Type="{OFFICE}/custom-properties" Target="{STAMP}"/>"#)
    } else {
        String::new()
    };
    format!(
        concat!(
            r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship"#,
            r#" Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>"#,
            r#"<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties""#,
            r#" Target="docProps/core.xml"/>{stamp}</Relationships>"#
        ),
        stamp = stamp,
        DECLARATION = DECLARATION,
        PACKAGE = PACKAGE,
        OFFICE = OFFICE
    )
}

/// `word/_rels/document.xml.rels`.
fn document_relations<'a>(parts: impl Iterator<Item = &'a PackagePart>) -> String {
    let mut xml = format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">"#);
    for PackagePart { path, id, kind } in parts {
        let target = path.trim_start_matches("word/");
        xml += &format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#);
    }
    xml + "</Relationships>"
}

/// `word/settings.xml`: odd and even pages differ; punctuation may be squeezed at line ends.
fn settings() -> String {
    format!(
        concat!(
            r#"{DECLARATION}<w:settings {W}><w:zoom w:percent="100"/>"#,
            r#"<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>"#,
            r#"<w:drawingGridVerticalSpacing w:val="156"/>"#,
            r#"<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>"#,
            r#"<w:compatSetting w:name="compatibilityMode""#,
            r#" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
            r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#
        ),
        DECLARATION = DECLARATION,
        W = W
    )
}

/// `word/fontTable.xml`: the Chinese faces of the layout, with a substitute where one is not
/// installed.
fn font_table(layout: &Layout) -> String {
    let mut xml = format!("{DECLARATION}<w:fonts {W}>");
    for face in layout.chinese_faces() {
        let substitute = match substitutes(face).first() {
            Some(other) => format!(r#"<w:altName w:val="{other}"/>"#),
            None => String::new(),
        };
        xml += &format!(
            r#"<w:font w:name="{}">{substitute}<w:charset w:val="86"/></w:font>"#,
            escaped(face)
        );
    }
    xml + "</w:fonts>"
}

/// `docProps/core.xml`.
pub(super) fn core(title: &str, author: &str, date: Option<NaiveDate>) -> String {
    let stamp = |name| {
        date.map_or_else(String::new, |date| {
            format!(
                r#"<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:{name}>"#
            )
        })
    };
    format!(
        concat!(
            r#"{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties""#,
            r#" xmlns:dc="http://purl.org/dc/elements/1.1/""#,
            r#" xmlns:dcterms="http://purl.org/dc/terms/""#,
            r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title>"#,
            "<dc:creator>{}</dc:creator><cp:lastModifiedBy>{}</cp:lastModifiedBy>{}{}",
            "<dc:language>zh-CN</dc:language></cp:coreProperties>"
        ),
        escaped(title),
        escaped(author),
        escaped(author),
        stamp("created"),
        stamp("modified"),
        DECLARATION = DECLARATION,
        PACKAGE = PACKAGE
    )
}

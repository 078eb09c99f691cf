//! Parts: a layout to the parts of the package that hold none of the document's words.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::xml::W;
use super::{footer, styles};
use crate::layout::{Layout, StyleRole};
use crate::ooxml::{
    DECLARATION, OFFICE_RELATIONS, PACKAGE_RELATIONS, content_types, escaped, relations,
};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const CHARTS: &str = "application/vnd.openxmlformats-officedocument.drawingml";
/// The type of all workbooks, by the end of their names.
const WORKBOOKS: (&str, &str) =
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
const CORE_PROPERTIES: &str = "application/vnd.openxmlformats-package.core-properties+xml";

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
    PackagePart { path: Cow::Borrowed(path), id: Cow::Borrowed(id), kind }
}

impl PackagePart {
    fn content_type(&self) -> String {
        let family = if self.kind == CHART { CHARTS } else { WORD };
        format!("{family}.{}+xml", self.kind)
    }
}

const CHART: &str = "chart";

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

/// How the `n`th chart refers to its workbook, and the workbook's place: paths and the first one's
/// content.
pub(super) fn workbook(n: usize) -> ([String; 2], String) {
    let target = format!("../embeddings/workbook{n}.xlsx");
    let relation = relations([(WORKBOOK, format!("{OFFICE_RELATIONS}/package"), &*target)]);
    let paths = [
        format!("word/charts/_rels/chart{n}.xml.rels"),
        format!("word/embeddings/workbook{n}.xlsx"),
    ];
    (paths, relation)
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

/// The parts a document with pages across has: their footers, of odd pages and even.
pub(super) const ACROSS: [PackagePart; 2] = [
    part("word/footer3.xml", "rIdOddAcross", "footer"),
    part("word/footer4.xml", "rIdEvenAcross", "footer"),
];

/// The parts that are the same in all reports of a layout.
pub(super) fn fixed(layout: &Layout) -> Vec<(Cow<'static, str>, String)> {
    let [odd, even] = footer::upright(layout);
    let contents = [styles::part(layout), settings(), font_table(layout), odd, even];
    let mut parts: Vec<_> = FIXED.iter().map(|part| part.path.clone()).zip(contents).collect();
    parts.push(("_rels/.rels".into(), package_relations()));
    parts
}

/// The parts that list the others: their types, and how the document refers to them.
pub(super) fn lists(extras: &[PackagePart]) -> [(&'static str, String); 2] {
    let has_charts = extras.iter().any(|part| part.kind == CHART);
    let defaults: &[(&str, &str)] = if has_charts { &[WORKBOOKS] } else { &[] };
    let mut types = vec![
        ("word/document.xml", format!("{WORD}.document.main+xml")),
        ("docProps/core.xml", CORE_PROPERTIES.to_owned()),
    ];
    let mut related = Vec::new();
    for part in FIXED.iter().chain(extras) {
        types.push((&*part.path, part.content_type()));
        let target = part.path.trim_start_matches("word/");
        related.push((&*part.id, format!("{OFFICE_RELATIONS}/{}", part.kind), target));
    }
    [
        ("[Content_Types].xml", content_types(defaults, types)),
        ("word/_rels/document.xml.rels", relations(related)),
    ]
}

/// `_rels/.rels`.
fn package_relations() -> String {
    let properties = format!("{PACKAGE_RELATIONS}/metadata/core-properties");
    relations([
        ("rId1", format!("{OFFICE_RELATIONS}/officeDocument"), "word/document.xml"),
        ("rId2", properties, "docProps/core.xml"),
    ])
}

/// `word/settings.xml`: odd and even pages differ; punctuation may be squeezed at the end of a line.
fn settings() -> String {
    format!(
        r#"{DECLARATION}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="156"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#
    )
}

/// `word/fontTable.xml`: the faces of the layout, with what to take where one is not installed.
fn font_table(layout: &Layout) -> String {
    let mut faces: Vec<&str> =
        StyleRole::ALL.iter().map(|role| layout.style(*role).face.as_str()).collect();
    faces.sort_unstable();
    faces.dedup();
    let mut xml = format!("{DECLARATION}<w:fonts {W}>");
    for face in faces {
        let stand_in = match face {
            "仿宋_GB2312" => r#"<w:altName w:val="仿宋"/>"#,
            "楷体_GB2312" => r#"<w:altName w:val="楷体"/>"#,
            "方正小标宋简体" => r#"<w:altName w:val="方正小标宋_GBK"/>"#,
            "黑体" => r#"<w:altName w:val="SimHei"/>"#,
            "宋体" => r#"<w:altName w:val="SimSun"/>"#,
            _ => "",
        };
        xml += &format!(
            r#"<w:font w:name="{}">{stand_in}<w:charset w:val="86"/></w:font>"#,
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
        r#"{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><cp:lastModifiedBy>{}</cp:lastModifiedBy>{}{}<dc:language>zh-CN</dc:language></cp:coreProperties>"#,
        escaped(title),
        escaped(author),
        escaped(author),
        stamp("created"),
        stamp("modified"),
    )
}

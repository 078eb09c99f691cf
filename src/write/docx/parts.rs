//! Parts: a layout to the parts of the package that hold none of the document's words.

use chrono::NaiveDate;

use super::xml::{DECLARATION, R, W, attribute};
use crate::write::layout::{Layout, NumberForm, Role};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A part another part of the package knows by its relationship.
pub(super) struct Part {
    /// Its place: `word/styles.xml`.
    pub(super) path: &'static str,
    /// Its relationship to the document: an id and the last word of its type.
    pub(super) relation: (&'static str, &'static str),
    /// The last word of its content type.
    pub(super) kind: &'static str,
}

/// The parts every document has besides its own words.
pub(super) const FIXED: [Part; 5] = [
    Part { path: "word/styles.xml", relation: ("rIdStyles", "styles"), kind: "styles" },
    Part { path: "word/settings.xml", relation: ("rIdSettings", "settings"), kind: "settings" },
    Part { path: "word/fontTable.xml", relation: ("rIdFonts", "fontTable"), kind: "fontTable" },
    Part { path: "word/footer1.xml", relation: ("rIdOdd", "footer"), kind: "footer" },
    Part { path: "word/footer2.xml", relation: ("rIdEven", "footer"), kind: "footer" },
];

/// The part a document with holes has.
pub(super) const COMMENTS: Part =
    Part { path: "word/comments.xml", relation: ("rIdComments", "comments"), kind: "comments" };

/// `[Content_Types].xml`.
pub(super) fn content_types<'a>(parts: impl Iterator<Item = &'a Part>) -> String {
    let mut xml = format!(
        r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#
    );
    for Part { path, kind, .. } in parts {
        xml += &format!(r#"<Override PartName="/{path}" ContentType="{WORD}.{kind}+xml"/>"#);
    }
    xml + "</Types>"
}

/// `_rels/.rels`.
pub(super) fn package_relations() -> String {
    format!(
        r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#
    )
}

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relations<'a>(parts: impl Iterator<Item = &'a Part>) -> String {
    let mut xml = format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">"#);
    for Part { path, relation: (id, kind), .. } in parts {
        let target = path.trim_start_matches("word/");
        xml += &format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#);
    }
    xml + "</Relationships>"
}

/// `word/settings.xml`: odd and even pages differ; punctuation may be squeezed at the end of a line.
pub(super) fn settings() -> String {
    format!(
        r#"{DECLARATION}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="156"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#
    )
}

/// `word/fontTable.xml`: the faces of the layout, with what to take where one is not installed.
pub(super) fn font_table(layout: &Layout) -> String {
    let mut faces: Vec<&str> = Role::ALL.iter().map(|role| layout.style(*role).face.as_str()).collect();
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
        xml += &format!(r#"<w:font w:name="{}">{stand_in}<w:charset w:val="86"/></w:font>"#, attribute(face));
    }
    xml + "</w:fonts>"
}

/// A footer: `— 1 —`, on odd pages right and on even pages left, one character in (GB/T 9704 7.5).
pub(super) fn footer(layout: &Layout, even: bool) -> String {
    let style = layout.style(Role::PageNumber);
    let one = style.size.length().0;
    let [before, after] = match layout.numbers.form {
        NumberForm::Dashes => ["— ", " —"],
        NumberForm::Plain | NumberForm::None => ["", ""],
    };
    let place = match (layout.numbers.form, even) {
        (NumberForm::Dashes, false) => format!(r#"<w:ind w:rightChars="100" w:right="{one}"/><w:jc w:val="right"/>"#),
        (NumberForm::Dashes, true) => format!(r#"<w:ind w:leftChars="100" w:left="{one}"/><w:jc w:val="left"/>"#),
        _ => r#"<w:jc w:val="center"/>"#.to_owned(),
    };
    let number = match layout.numbers.form {
        NumberForm::None => String::new(),
        _ => format!("{}{}{}", footer_run(&text(before)), PAGE, footer_run(&text(after))),
    };
    format!(
        r#"{DECLARATION}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:spacing w:before="0" w:after="0" w:line="{one}" w:lineRule="exact"/>{place}</w:pPr>{number}</w:p></w:ftr>"#
    )
}

fn text(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(r#"<w:t xml:space="preserve">{words}</w:t>"#) }
}

fn footer_run(content: &str) -> String {
    if content.is_empty() { String::new() } else { format!("<w:r>{content}</w:r>") }
}

/// The field Word counts pages with; one run a mark, since LibreOffice shows the code otherwise.
const PAGE: &str = concat!(
    r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>"#,
    r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
);

/// `docProps/core.xml`.
pub(super) fn core(title: &str, author: &str, date: Option<NaiveDate>) -> String {
    let stamp = |name| {
        date.map_or_else(String::new, |date| {
            format!(r#"<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:{name}>"#)
        })
    };
    format!(
        r#"{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><cp:lastModifiedBy>{}</cp:lastModifiedBy>{}{}<dc:language>zh-CN</dc:language></cp:coreProperties>"#,
        attribute(title),
        attribute(author),
        attribute(author),
        stamp("created"),
        stamp("modified"),
    )
}

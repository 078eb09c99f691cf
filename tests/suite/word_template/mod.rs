//! Word templates: tags however they are cut, blocks that take paragraphs and rows, bytes.

mod blocks;
mod charts;
mod commands;
mod files;
mod guide;
mod in_place;
mod split_tags;
mod tag_formats;

use nigao::answers::{self, Answers, Facts, Mode};
use nigao::diagnostic::{Diagnostics, Lang};
use nigao::schema::{self, Schema};
use nigao::word_template::{FillOptions, WordTemplate};

use crate::splice::{reviser, texts};
use crate::word::{document, word};

/// The fields of most tests.
pub(crate) const FIELDS: &str = "title: 例\nkind: 讲话\nsummary: 例\nfields:\n\
    - {name: 地名, kind: place}\n- {name: 年份, kind: year}\n\
    - {name: 产值, kind: figure, unit: 亿元, compare: [上年]}\n\
    - {name: 税收, kind: figure, unit: 万元, optional: true}\n\
    - {name: 备注, kind: text, optional: true}\n\
    - {name: 概况, kind: text, paragraphs: true, optional: true}\n\
    - {name: 类型, kind: choice, options: [例会, 换届], optional: true}\n\
    - {name: 有项目, kind: flag, default: 否}\n\
    - name: 项目\n  kind: list\n  optional: true\n  fields:\n  \
    - {name: 名称, kind: text}\n  - {name: 投资, kind: figure, unit: 万元, optional: true}\n";
pub(crate) const ANSWERS: &str = "地名: {名称: 云溪镇, 上级: 青川县}\n年份: 2025\n\
    产值: {本年: 12.5亿元, 上年: 10亿元}\n";

pub(crate) fn fields(table: &str) -> Schema {
    schema::read("s.yaml", table, &[]).recovered().0
}

pub(crate) fn facts(schema: &Schema, answers: &str, holes: bool) -> Facts {
    let answers = Answers::read("a.yaml", answers);
    let mode = Mode {
        holes,
        ..Mode::default()
    };
    let checked = answers::check(schema, &answers, mode);
    let found = checked.diagnostics;
    checked.value.unwrap_or_else(|| panic!("{found}"))
}

/// A paragraph of one run.
pub(crate) fn p(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>"#)
}

/// A table of rows of cells, each a paragraph or several, parted by `/`.
pub(crate) fn table(rows: &[&[&str]]) -> String {
    let mut xml = "<w:tbl><w:tblPr/><w:tblGrid/>".to_owned();
    for row in rows {
        xml += "<w:tr>";
        for cell in *row {
            let paragraphs: String = cell.split('／').map(p).collect();
            xml += &format!("<w:tc><w:tcPr/>{paragraphs}</w:tc>");
        }
        xml += "</w:tr>";
    }
    xml + "</w:tbl>"
}

pub(crate) fn file(body: &str) -> Vec<u8> {
    word(&[("word/document.xml", &document(body))])
}

/// Fills a file with the fields of the tests.
pub(crate) fn try_fill(file: &[u8], answers: &str, holes: bool) -> Result<Vec<u8>, Diagnostics> {
    let schema = fields(FIELDS);
    let template = WordTemplate::open("t.docx", file).expect("a Word file");
    let bound = template.bind(&schema)?;
    let options = FillOptions {
        holes,
        lang: Lang::Zh,
        by: reviser("nigao"),
    };
    Ok(bound.fill(&facts(&schema, answers, holes), &options)?.bytes)
}

/// The paragraphs of a body that is filled: those of the tests' answers and some more.
pub(crate) fn filled(body: &str, more: &str) -> Vec<String> {
    let file = file(body);
    let filled = try_fill(&file, &format!("{ANSWERS}{more}"), false);
    let filled = filled.unwrap_or_else(|faults| panic!("{faults}\n{body}"));
    texts(&filled).remove(0)
}

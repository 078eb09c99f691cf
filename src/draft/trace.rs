//! Traces every word of a draft to the answer it comes from, or to the template.
//!
//! The template is rendered with a mark around each printed value. The marks are noncharacters that
//! no answer can hold, so they pass through escaping, parsing and numbering untouched and are read
//! off the numbered lines.

use handlebars::Template;
use handlebars::template::{HelperTemplate, Parameter, Subexpression, TemplateElement};

use super::render;
use super::traced_value::{CLOSE, OPEN, TRACED, WORDS};
use crate::answers::Facts;
use crate::diagnostic::Diagnostics;
use crate::document::{Block, Document, Inline, NumberedLine, Table, Text, hole_words, number};
use crate::template::{Bound, JOINED};

/// Signs a sentence ends with.
const ENDS: [char; 3] = ['。', '！', '？'];
/// Signs that belong to the sentence before them.
const CLOSERS: [char; 5] = ['”', '’', '』', '）', '》'];
/// Stands between the cells of a row.
const CELL_GAP: &str = "　";

/// A sentence of a draft, or a line without an end mark, as parts by origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TracedSentence {
    /// The parts; together they are the sentence.
    pub parts: Vec<TracedPart>,
}

/// Words of one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracedPart {
    /// The words as printed.
    pub words: String,
    /// Where they come from.
    pub origin: Origin,
}

/// Where words of a draft come from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// The template, numbers counted included.
    Template,
    /// The answer at a path: 税收.同比, in a record with its number 项目.2.备注.
    Answer(String),
    /// Nothing yet: the answer at this path is open.
    Hole(String),
    /// A claim nobody has confirmed yet, by its words.
    OpenClaim(String),
}

impl TracedSentence {
    /// The words of the sentence.
    #[must_use]
    pub fn words(&self) -> String {
        self.parts.iter().map(|part| part.words.as_str()).collect()
    }
}

/// Drafts a document and returns its sentences with the origin of every word.
///
/// With `holes`, a missing value is a hole; otherwise it is a fault.
///
/// # Errors
/// As [`draft`](super::draft).
///
/// ```
/// use nigao::answers::{self, Answers, Mode};
/// use nigao::draft::{Origin, trace};
/// use nigao::{schema, template::Template};
/// let table = "{title: 例, kind: 讲话, summary: 例, fields: [{name: 税收, kind: figure}]}";
/// let (schema, _) = schema::read("s.yaml", table, &[]).recovered();
/// let template = Template::parse("t.hbs", "税收{{税收}}。成绩很好。").unwrap();
/// let bound = template.bind(&schema).unwrap();
/// let answers = Answers::read("a.yaml", "税收: 1100万元");
/// let facts = answers::check(&schema, &answers, Mode::default()).into_result().unwrap();
/// let sentences = trace(&bound, &facts, false).unwrap();
/// assert_eq!(sentences[0].parts[1].words, "1100万元");
/// assert_eq!(sentences[0].parts[1].origin, Origin::Answer("税收".to_owned()));
/// assert_eq!(sentences[1].words(), "成绩很好。");
/// assert_eq!(sentences[1].parts[0].origin, Origin::Template);
/// ```
pub fn trace(
    template: &Bound,
    facts: &Facts,
    holes: bool,
) -> Result<Vec<TracedSentence>, Diagnostics> {
    let document = marked(template, facts, holes)?;
    let mut sentences = Vec::new();
    for line in number(&document) {
        for parts in lines_of(&line) {
            split_sentences(parts, &mut sentences);
        }
    }
    Ok(sentences)
}

/// A block of a draft, what it is and the words of its lines by origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracedBlock {
    /// What it looks like on paper.
    pub look: BlockLook,
    /// Its texts: one line, for a heading run into its paragraph two, for a table its caption and
    /// then each cell, row by row, the header first.
    pub lines: Vec<Vec<TracedPart>>,
}

/// What a block looks like on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockLook {
    /// The title of the report or of an annex.
    Title,
    /// What stands under the title: date and place, the speaker.
    UnderTitle,
    /// Who is addressed.
    Salutation,
    /// A heading, with its level from 1; 0 where it has no number.
    Heading(u8),
    /// A paragraph or a point; its first line is the lead, which may be empty.
    Paragraph,
    /// A table of so many columns.
    Table(usize),
    /// The name of an annex.
    Attachment,
    /// The signature and the date at the end.
    Closing,
    /// A new page.
    Page,
}

/// Drafts a document and returns its blocks with the origin of every word, as a preview shows
/// them.
///
/// # Errors
/// As [`draft`](super::draft).
pub fn trace_blocks(
    template: &Bound,
    facts: &Facts,
    holes: bool,
) -> Result<Vec<TracedBlock>, Diagnostics> {
    let document = marked(template, facts, holes)?;
    Ok(number(&document).iter().map(traced_block).collect())
}

/// Drafts a document whose values stand between marks.
fn marked(template: &Bound, facts: &Facts, holes: bool) -> Result<Document, Diagnostics> {
    let mut tree = template.tree().clone();
    mark_values(&mut tree);
    render::draft_tree(template, &tree, facts, holes)
}

fn traced_block(line: &NumberedLine) -> TracedBlock {
    let look = match line.block.as_ref() {
        Block::Title(_) => BlockLook::Title,
        Block::Dateline(_) | Block::Speaker(_) => BlockLook::UnderTitle,
        Block::Salutation(_) => BlockLook::Salutation,
        Block::Heading(_) => BlockLook::Heading(line.level),
        Block::Paragraph(_) => BlockLook::Paragraph,
        Block::Table(table) | Block::Chart(table) => BlockLook::Table(table.header.len()),
        Block::Attachment(_) => BlockLook::Attachment,
        Block::Signature(_) | Block::Date(_) => BlockLook::Closing,
        Block::Page(_) => BlockLook::Page,
    };
    let mut lines = Vec::new();
    for text in line.block.texts() {
        let mut parts = Vec::new();
        if lines.is_empty() {
            push(&mut parts, &line.label, Origin::Template);
        }
        push_text(&mut parts, text);
        lines.push(parts);
    }
    TracedBlock { look, lines }
}

/// Rewrites every printed value to a call of the marking helper.
fn mark_values(tree: &mut Template) {
    for element in &mut tree.elements {
        match element {
            TemplateElement::Expression(tag) => mark_value(tag),
            TemplateElement::HelperBlock(block) => {
                let branches = [&mut block.template, &mut block.inverse];
                branches.into_iter().flatten().for_each(mark_values);
            }
            _ => {}
        }
    }
}

fn mark_value(tag: &mut HelperTemplate) {
    let is_value = matches!(&tag.name, Parameter::Path(handlebars::Path::Relative(_)));
    if is_value && tag.params.is_empty() && tag.hash.is_empty() {
        let path = std::mem::replace(&mut tag.name, Parameter::Name(TRACED.to_owned()));
        tag.params.push(path);
        return;
    }
    let Parameter::Name(name) = &tag.name else {
        return;
    };
    // 甲、乙和丙, 三, 增长7.5%: words a helper makes of an answer are that answer's.
    let answer = match name.as_str() {
        JOINED => {
            tag.name = Parameter::Name(TRACED.to_owned());
            return;
        }
        "列" | "数" => tag.params.first(),
        "升降" => tag.params.get(2),
        _ => None,
    };
    if let Some(answer) = answer.cloned() {
        let words = Subexpression::new(
            tag.name.clone(),
            std::mem::take(&mut tag.params),
            std::mem::take(&mut tag.hash),
        );
        tag.name = Parameter::Name(TRACED.to_owned());
        tag.params = vec![Parameter::Subexpression(words), answer];
    }
}

/// The lines of a block as parts: a table is its caption and a line a row.
fn lines_of(line: &NumberedLine) -> Vec<Vec<TracedPart>> {
    let table = match line.block.as_ref() {
        Block::Table(table) | Block::Chart(table) => table,
        Block::Page(_) => return Vec::new(),
        block => {
            let mut parts = Vec::new();
            push(&mut parts, &line.label, Origin::Template);
            for text in block.texts() {
                push_text(&mut parts, text);
            }
            return vec![parts];
        }
    };
    table_lines(table)
}

fn table_lines(table: &Table) -> Vec<Vec<TracedPart>> {
    let mut caption = Vec::new();
    push_text(&mut caption, &table.caption);
    let mut lines = vec![caption];
    for cells in std::iter::once(&table.header).chain(&table.rows) {
        let mut row = Vec::new();
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                push(&mut row, CELL_GAP, Origin::Template);
            }
            push_text(&mut row, cell);
        }
        lines.push(row);
    }
    lines
}

fn push(parts: &mut Vec<TracedPart>, words: &str, origin: Origin) {
    if words.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(last) if last.origin == origin => last.words.push_str(words),
        _ => parts.push(TracedPart {
            words: words.to_owned(),
            origin,
        }),
    }
}

fn push_text(parts: &mut Vec<TracedPart>, text: &Text) {
    for run in text.runs() {
        match run {
            Inline::Text(words) => push_marked(parts, words),
            Inline::Hole(path) => push(parts, &hole_words(path), Origin::Hole(path.clone())),
            Inline::Claim(words) => push(parts, words, Origin::OpenClaim(words.clone())),
            // Numbering has turned these into words.
            Inline::Ordinal(_) | Inline::Count => {}
        }
    }
}

/// Reads the marks off some words.
fn push_marked(parts: &mut Vec<TracedPart>, words: &str) {
    let mut rest = words;
    while let Some((before, marked)) = rest.split_once(OPEN) {
        push(parts, before, Origin::Template);
        let (value, after) = marked.split_once(CLOSE).unwrap_or((marked, ""));
        let (path, words) = value.split_once(WORDS).unwrap_or(("", value));
        push(parts, words, Origin::Answer(path.to_owned()));
        rest = after;
    }
    push(parts, rest, Origin::Template);
}

/// Splits a line behind the end of each sentence.
fn split_sentences(line: Vec<TracedPart>, sentences: &mut Vec<TracedSentence>) {
    let mut sentence = TracedSentence::default();
    let mut has_ended = false;
    for part in line {
        let mut start = 0;
        for (at, c) in part.words.char_indices() {
            if has_ended && !CLOSERS.contains(&c) && !ENDS.contains(&c) {
                push(
                    &mut sentence.parts,
                    &part.words[start..at],
                    part.origin.clone(),
                );
                sentences.push(std::mem::take(&mut sentence));
                start = at;
                has_ended = false;
            }
            has_ended |= ENDS.contains(&c);
        }
        push(&mut sentence.parts, &part.words[start..], part.origin);
    }
    if !sentence.parts.is_empty() {
        sentences.push(sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_behind_sentences() {
        for line in [
            "成绩很好。|问题不少。",
            "他说：“很好。”|大家同意。",
            "标题",
            "好！！|再来？|是",
            "增长7.5%。",
        ] {
            let mut sentences = Vec::new();
            let words = line.replace('|', "");
            let parts = vec![TracedPart {
                words,
                origin: Origin::Template,
            }];
            split_sentences(parts, &mut sentences);
            let found: Vec<String> = sentences.iter().map(TracedSentence::words).collect();
            assert_eq!(found.join("|"), line);
        }
    }
}

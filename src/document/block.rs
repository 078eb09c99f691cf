//! Declares the blocks of a document: lines by what they are, and tables.

use super::label::Label;
use super::text::Text;

/// A report: its blocks in reading order.
///
/// ```
/// use nigao::document::{Block, Document};
/// let markup = "# 工作报告\n## 全年工作回顾\n- [一是] **经济平稳。**增长7.5%。";
/// let document: Document = markup.parse().unwrap();
/// assert_eq!(document.blocks.len(), 3);
/// assert!(matches!(document.blocks[1], Block::Heading(ref h) if h.depth == 1));
/// assert_eq!(document.to_string().parse::<Document>().unwrap(), document);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
}

/// One line of a report, or one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// 标题 `# …`: of the report, or of an annex after a [`Block::Page`].
    Title(Text),
    /// 题注 `> …`: when and where the report is given, as it stands under the title.
    Dateline(Text),
    /// 主讲人 `@ …`: office and name under the dateline.
    Speaker(Text),
    /// 称谓 `! …`: who is addressed, with its colon.
    Salutation(Text),
    /// 层次标题 `## …` to `######### …`.
    Heading(Heading),
    /// A paragraph, or with a label a point: `…`, `- [一是] …`.
    Paragraph(Paragraph),
    /// `| … | … |`, with its caption `% …` above.
    Table(Table),
    /// The same with `%% …` above: a table drawn as charts ([`super::plots`]).
    Chart(Table),
    /// 附件说明 `& …`: the name of one annex; neighbours are numbered together.
    Attachment(Text),
    /// 署名 `>> …`.
    Signature(Text),
    /// 成文日期 `>>> …`.
    Date(Text),
    /// `===` or `=== 横向`: what follows starts on a new page, upright or across.
    Page(Orientation),
}

/// A heading of some depth, with a line of its own or run into its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 for the outermost, at most [`Heading::DEEPEST`].
    pub depth: u8,
    /// How it is numbered.
    pub label: Label,
    /// The words of the heading.
    pub text: Text,
    /// The rest of the paragraph, where the heading is its lead: `## **标题。**正文`.
    pub run_in: Option<Text>,
}

impl Heading {
    /// The deepest heading the markup can write.
    pub const DEEPEST: u8 = 8;
}

/// A paragraph; with a [`Label`] other than [`Label::Plain`] it is a point (要点).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// `Plain` for ordinary text, else the point's number; never [`Label::Auto`].
    pub label: Label,
    /// 段首句: the words set off in another face; often empty.
    pub lead: Text,
    /// What follows the lead.
    pub text: Text,
}

/// A table: a caption, a header row and rows of equally many cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The line above the table; may be empty.
    pub caption: Text,
    /// The header, which a writer repeats on each page.
    pub header: Vec<Text>,
    /// How each column is set; as many as the header has cells.
    pub columns: Vec<Align>,
    /// The rows, each with as many cells as the header.
    pub rows: Vec<Vec<Text>>,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// `---`
    #[default]
    Left,
    /// `:-:`
    Center,
    /// `--:`, for figures
    Right,
}

/// Which way a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// 纵向
    Portrait,
    /// 横向
    Landscape,
}

impl Document {
    /// The names of the holes in reading order, repeats included.
    #[must_use]
    pub fn holes(&self) -> Vec<&str> {
        let texts = self.blocks.iter().flat_map(Block::texts);
        texts.flat_map(Text::holes).collect()
    }

    /// The words of the claims nobody has confirmed yet, in reading order, repeats included.
    #[must_use]
    pub fn claims(&self) -> Vec<&str> {
        let texts = self.blocks.iter().flat_map(Block::texts);
        texts.flat_map(Text::claims).collect()
    }
}

impl Block {
    /// Every text of the block in reading order; of a table, row by row.
    #[must_use]
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Title(text)
            | Self::Dateline(text)
            | Self::Speaker(text)
            | Self::Salutation(text)
            | Self::Attachment(text)
            | Self::Signature(text)
            | Self::Date(text) => vec![text],
            Self::Heading(heading) => {
                let mut texts = vec![&heading.text];
                texts.extend(&heading.run_in);
                texts
            }
            Self::Paragraph(paragraph) => vec![&paragraph.lead, &paragraph.text],
            Self::Table(table) | Self::Chart(table) => {
                let mut texts = vec![&table.caption];
                texts.extend(&table.header);
                texts.extend(table.rows.iter().flatten());
                texts
            }
            Self::Page(_) => Vec::new(),
        }
    }
}

impl Paragraph {
    /// Ordinary text without number or lead.
    #[must_use]
    pub fn plain(text: impl Into<Text>) -> Self {
        Self {
            label: Label::Plain,
            lead: Text::default(),
            text: text.into(),
        }
    }
}

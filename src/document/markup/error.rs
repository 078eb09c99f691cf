//! Names what can be wrong with a line of markup, and the line.

/// A line that is no markup.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct MarkupError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub kind: MarkupErrorKind,
}

/// What can be wrong with a line of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MarkupErrorKind {
    /// More `#` than [`Heading::DEEPEST`](crate::document::Heading::DEEPEST) allows.
    #[error("heading too deep")]
    TooDeep,
    /// A row with more or fewer cells than the header.
    #[error("a table row has another number of cells than its header")]
    Cells,
    /// A header row without its `|---|` line.
    #[error("a table needs a line of dashes under its header")]
    Rule,
    /// `% caption` or `%% caption` without a table below it.
    #[error("a caption stands alone")]
    Caption,
    /// `===` with a word other than 横向.
    #[error("unknown page")]
    Page,
    /// `[…` without `]`.
    #[error("a number form is not closed by ]")]
    Label,
}

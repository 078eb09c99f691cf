//! Names the styles of the Word file, and holds the measures of theirs that others count with.
//!
//! It knows nothing but the layout's roles, so that fragments, tables and pagination need not read
//! `styles.xml` to refer to a style.

use crate::layout::{Length, StyleRole};

/// The style of tables.
pub(super) const TABLE: &str = "ReportTable";
/// The style of a line that holds nothing but the end of a section or table.
pub(super) const CARRIER: &str = "Carrier";
/// The style of a line that holds a chart: as high as the chart.
pub(super) const FIGURE: &str = "Figure";
/// The style of the words in a comment.
pub(super) const COMMENT: &str = "CommentText";
/// The blank left and right of a cell's words.
pub(super) const CELL_MARGIN: Length = Length(85);
/// The blank above and below a cell's words.
pub(super) const CELL_HEADROOM: Length = Length(40);
/// The blank above and below a chart, in twips.
pub(super) const FIGURE_GAP: i32 = 120;
/// The most levels of headings a table of contents lists.
pub(super) const CONTENTS_LEVELS: u8 = 4;

/// A role's paragraph style: its id in the file, its name in Word, its outline level from 0.
pub(super) fn paragraph_style(role: StyleRole) -> (&'static str, &'static str, Option<u8>) {
    match role {
        StyleRole::Body => ("Normal", "Normal", None),
        StyleRole::Title => ("Title", "Title", None),
        StyleRole::Dateline => ("Dateline", "题注行", None),
        StyleRole::Speaker => ("Speaker", "主讲人", None),
        StyleRole::Salutation => ("Salutation", "Salutation", None),
        StyleRole::Part => ("Part", "部分标题", Some(0)),
        StyleRole::Heading1 => ("Heading1", "heading 1", Some(0)),
        StyleRole::Heading2 => ("Heading2", "heading 2", Some(1)),
        StyleRole::Heading3 => ("Heading3", "heading 3", Some(2)),
        StyleRole::Heading4 => ("Heading4", "heading 4", Some(3)),
        StyleRole::Lead => ("Lead", "段首句", None),
        StyleRole::Annex => ("Annex", "附件", None),
        StyleRole::Contents => ("Contents", "目录", None),
        StyleRole::Caption => ("Caption", "caption", None),
        StyleRole::TableHead => ("TableHead", "表头", None),
        StyleRole::TableCell => ("TableCell", "表文", None),
        StyleRole::Attachment => ("Attachment", "附件说明", None),
        StyleRole::Signature => ("Signature", "Signature", None),
        StyleRole::Date => ("Date", "Date", None),
        StyleRole::PageNumber => ("PageNumber", "页码", None),
    }
}

/// The outline level, from 0, that a role's style has by itself.
pub(super) fn outline_level(role: StyleRole) -> Option<u8> {
    paragraph_style(role).2
}

/// The id of a role's paragraph style.
pub(super) fn paragraph_id(role: StyleRole) -> &'static str {
    paragraph_style(role).0
}

/// The id of the character style that sets a run in a role's face.
pub(super) fn run_id(role: StyleRole) -> &'static str {
    match role {
        StyleRole::Part | StyleRole::Heading1 => "Heading1Run",
        StyleRole::Heading2 => "Heading2Run",
        StyleRole::Heading3 => "Heading3Run",
        StyleRole::Heading4 => "Heading4Run",
        _ => "LeadRun",
    }
}

/// Headings stay with their text, a table's caption with its table, a signature with its date.
pub(super) fn keeps_next(role: StyleRole) -> bool {
    matches!(
        role,
        StyleRole::Title
            | StyleRole::Part
            | StyleRole::Heading1
            | StyleRole::Heading2
            | StyleRole::Heading3
            | StyleRole::Heading4
            | StyleRole::Caption
            | StyleRole::Signature
    )
}

//! Recognises what each paragraph of an earlier report is, by its words and where it stands.

use super::format::TextFormat;
use crate::layout::StyleRole;
use crate::ooxml::word::Justification;

/// The head of a report ends after so many paragraphs at the latest.
const HEAD_PARAGRAPHS: usize = 8;
/// A letterhead ends after so many paragraphs at the latest, blank ones counted.
const LETTERHEAD_PARAGRAPHS: usize = 16;
/// What stands before the year of a 发文字号 is no longer than this, in characters.
const LONGEST_AGENCY_CODE: usize = 12;
/// A heading or salutation is no longer than this, in characters.
const LONGEST_HEADING: usize = 45;

/// A paragraph of the report or of a table in it.
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts; each is looked at alone"
)]
pub(super) struct FormattedParagraph {
    /// Its number and words, without space around them.
    pub(super) text: String,
    pub(super) in_table: bool,
    /// Whether its words begin with space typed by hand.
    pub(super) is_spaced_in: bool,
    /// Whether a list numbers it.
    pub(super) is_numbered: bool,
    /// Whether most of it is red.
    pub(super) is_red: bool,
    pub(super) format: TextFormat,
}

/// Returns the role of each paragraph, as far as it can be told.
pub(super) fn roles(paragraphs: &[FormattedParagraph]) -> Vec<Option<StyleRole>> {
    let title = title(paragraphs);
    let mut in_head = title.is_some();
    let mut in_annexes = false;
    let mut roles = Vec::with_capacity(paragraphs.len());
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let text = paragraph.text.as_str();
        // 附件：1.…, 2.… number annexes, not headings.
        in_annexes |= !paragraph.in_table && text.starts_with("附件");
        let near_title = title.is_some_and(|title| at > title && at <= title + HEAD_PARAGRAPHS);
        let role = if text.is_empty() {
            None
        } else if paragraph.in_table {
            Some(StyleRole::TableCell)
        } else if title == Some(at) {
            Some(StyleRole::Title)
        } else if let Some(heading) = heading(paragraph).filter(|_| !in_annexes) {
            in_head = false;
            Some(heading)
        } else if let Some(role) = head_role(paragraph).filter(|_| in_head && near_title) {
            in_head = role != StyleRole::Salutation;
            Some(role)
        } else {
            in_head &= !near_title;
            (text.chars().count() > LONGEST_HEADING).then_some(StyleRole::Body)
        };
        roles.push(role);
    }
    roles
}

/// The paragraph of the largest type among the first, if it is short; the first of several.
///
/// A letterhead is no title: the red 发文机关标志 (云溪镇人民政府文件) and what stands over a
/// 发文字号 (云政发〔2024〕12号), such as 份号 and 密级.
fn title(paragraphs: &[FormattedParagraph]) -> Option<usize> {
    let front = &paragraphs[..paragraphs.len().min(LETTERHEAD_PARAGRAPHS)];
    let number = front
        .iter()
        .position(|paragraph| is_document_number(&paragraph.text));
    let after_letterhead = number.map_or(0, |number| number + 1);
    let mut title: Option<usize> = None;
    let head = paragraphs
        .iter()
        .enumerate()
        .skip(after_letterhead)
        .take(HEAD_PARAGRAPHS);
    for (at, paragraph) in head {
        let length = paragraph.text.chars().count();
        let is_short = (1..=2 * LONGEST_HEADING).contains(&length);
        if paragraph.in_table || paragraph.is_red || !is_short {
            continue;
        }
        let size = |at: usize| paragraphs[at].format.run.size;
        if title.is_none_or(|before| size(at) > size(before)) {
            title = Some(at);
        }
    }
    title
}

/// Whether a line holds a 发文字号: 云政发〔2024〕12号, with any brackets, alone or before the
/// signer.
fn is_document_number(text: &str) -> bool {
    for (open, close) in [
        ('〔', '〕'),
        ('[', ']'),
        ('［', '］'),
        ('（', '）'),
        ('(', ')'),
    ] {
        let Some((agency, rest)) = text.split_once(open) else {
            continue;
        };
        let Some((year, number)) = rest.split_once(close) else {
            continue;
        };
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let digits = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '第');
        let is_short = agency.chars().count() <= LONGEST_AGENCY_CODE;
        if is_year && is_short && digits.len() < number.len() && digits.starts_with('号') {
            return true;
        }
    }
    false
}

/// A heading: numbered by the official forms, or set in a heading's style.
fn heading(paragraph: &FormattedParagraph) -> Option<StyleRole> {
    let text = paragraph.text.as_str();
    if text.chars().count() > LONGEST_HEADING {
        return None;
    }
    let in_brackets = text
        .strip_prefix('（')
        .and_then(|rest| rest.split_once('）'));
    let in_brackets = in_brackets.map(|(number, _)| number);
    // 1.1 numbers by chapter and section, which is no official form.
    let before = |mark: char| {
        let (before, behind) = text.split_once(mark)?;
        (!behind.starts_with(|c: char| c.is_ascii_digit())).then_some(before)
    };
    match paragraph.format.paragraph.outline {
        _ if before('、').is_some_and(is_hanzi_number) => Some(StyleRole::Heading1),
        _ if in_brackets.is_some_and(is_hanzi_number) => Some(StyleRole::Heading2),
        _ if before('.').is_some_and(is_digits) => Some(StyleRole::Heading3),
        _ if before('．').is_some_and(is_digits) => Some(StyleRole::Heading3),
        _ if in_brackets.is_some_and(is_digits) => Some(StyleRole::Heading4),
        Some(level @ 0..=3) => Some(StyleRole::heading(level + 1)),
        _ => None,
    }
}

fn is_hanzi_number(part: &str) -> bool {
    (1..=3).contains(&part.chars().count())
        && part.chars().all(|c| "一二三四五六七八九十".contains(c))
}

fn is_digits(part: &str) -> bool {
    (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The role of a line between the title and the text.
fn head_role(paragraph: &FormattedParagraph) -> Option<StyleRole> {
    let text = paragraph.text.as_str();
    let is_dated = text.contains('年') && text.contains('日') || text.starts_with("——");
    if text.ends_with(['：', ':']) && text.chars().count() <= LONGEST_HEADING {
        return Some(StyleRole::Salutation);
    }
    match paragraph.format.paragraph.align {
        Some(Justification::Center) if is_dated => Some(StyleRole::Dateline),
        Some(Justification::Center) => Some(StyleRole::Speaker),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_document_number;

    #[test]
    fn numbers_of_documents_are_told_from_other_lines() {
        for text in [
            "云政发〔2024〕12号",
            "云政办函[2024]3号",
            "云溪镇党〔2024〕1号　　签发人：林致远",
            "〔2024〕第5号",
        ] {
            assert!(is_document_number(text), "{text}");
        }
        for text in [
            "云溪镇2024年工作小结", "（2024年1月5日）", "（2024）", "云溪镇人民政府文件",
        ] {
            assert!(!is_document_number(text), "{text}");
        }
    }
}

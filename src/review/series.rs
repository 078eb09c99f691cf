//! Finds the numbers that order a paper: at the beginnings of lines and inside paragraphs.

use std::ops::Range;

use super::paper::Paper;
use super::words_at::stands_at;
use crate::numeral::{hanzi, parse_hanzi};
use crate::read::{LineRole, fold, is_table_row};

/// A number that orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SeriesItem {
    pub(super) form: ItemForm,
    pub(super) value: u32,
    /// Its characters with its mark.
    pub(super) span: Range<usize>,
    /// The same in words.
    pub(super) words: String,
    /// The index of its line.
    pub(super) paragraph: usize,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ItemForm {
    /// 一、
    Cn,
    /// （一）
    CnParen,
    /// 1. or 1、
    Arabic,
    /// （1）
    ArabicParen,
    /// 一是
    Is,
    /// 一要
    Must,
    /// 第一，
    Ordinal,
}

impl ItemForm {
    /// The outer forms before the inner.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Cn => 0,
            Self::CnParen => 1,
            Self::Arabic => 2,
            Self::ArabicParen => 3,
            Self::Ordinal => 4,
            Self::Is | Self::Must => 5,
        }
    }

    /// A number in this form.
    pub(super) fn label(self, value: u32) -> String {
        let words = hanzi(value.into());
        match self {
            Self::Cn => format!("{words}、"),
            Self::CnParen => format!("（{words}）"),
            Self::Arabic => format!("{value}."),
            Self::ArabicParen => format!("（{value}）"),
            Self::Is => format!("{words}是"),
            Self::Must => format!("{words}要"),
            Self::Ordinal => format!("第{words}"),
        }
    }
}

impl ItemForm {
    /// A number in this form as it is matched.
    pub(super) fn matched_label(self, value: u32) -> String {
        self.label(value).chars().map(fold).collect()
    }
}

/// The numbers at the beginnings of lines, in order.
pub(super) fn leading_items(paper: &Paper) -> Vec<SeriesItem> {
    let mut items = Vec::new();
    for (n, line) in paper.report.lines().iter().enumerate() {
        let is_text = matches!(line.role, LineRole::Heading | LineRole::Paragraph);
        if !is_text || is_table_row(&paper.raw[line.span.clone()]) {
            continue;
        }
        let Some((form, value, length)) = leading(&paper.text[line.span.clone()]) else {
            continue;
        };
        let span = line.span.start..line.span.start + length;
        items.push(SeriesItem {
            form,
            value,
            words: paper.words(&span),
            span,
            paragraph: n,
        });
    }
    items
}

/// The number a line begins with: its form, value and length.
fn leading(text: &[char]) -> Option<(ItemForm, u32, usize)> {
    let numeral = |c: &&char| "一二三四五六七八九十百".contains(**c);
    let open = usize::from(text.first() == Some(&'('));
    let rest = &text[open..];
    let length = rest.iter().take(4).take_while(numeral).count();
    if length > 0 {
        let words: String = rest[..length].iter().collect();
        let value = u32::try_from(parse_hanzi(&words)?).ok()?;
        return match (open, rest.get(length)) {
            (0, Some('、')) => Some((ItemForm::Cn, value, length + 1)),
            (1, Some(')')) => Some((ItemForm::CnParen, value, length + 2)),
            _ => None,
        };
    }
    let length = rest
        .iter()
        .take(3)
        .take_while(|c| c.is_ascii_digit())
        .count();
    let digits: String = rest[..length].iter().collect();
    let value = digits
        .parse()
        .ok()
        .filter(|value| (1..=60).contains(value))?;
    let after = rest.get(length + 1).copied().unwrap_or('\n');
    match (open, rest.get(length)) {
        (0, Some('.' | '、')) if !after.is_ascii_digit() => {
            Some((ItemForm::Arabic, value, length + 1))
        }
        (1, Some(')')) => Some((ItemForm::ArabicParen, value, length + 2)),
        _ => None,
    }
}

/// The points inside and at the beginnings of paragraphs, in order: 一是, 一要, 第一，.
pub(super) fn running_items(paper: &Paper) -> Vec<SeriesItem> {
    let text = paper.text;
    let mut items = Vec::new();
    for (n, line) in paper.report.lines().iter().enumerate() {
        for at in line.span.clone() {
            let before = if at > line.span.start {
                text[at - 1]
            } else {
                '\n'
            };
            // Asked at every character.
            if !matches!(
                before,
                '\n' | '。' | ';' | ':' | ',' | '!' | ')' | '”' | ' '
            ) {
                continue;
            }
            let Some((form, value, length)) = point(text, at) else {
                continue;
            };
            let span = at..at + length;
            items.push(SeriesItem {
                form,
                value,
                words: paper.words(&span),
                span,
                paragraph: n,
            });
        }
    }
    items
}

/// The point at a place: its form, value and length.
///
/// Must not take 一是一、二是二, 三要素 or 第一产业 for points.
fn point(text: &[char], at: usize) -> Option<(ItemForm, u32, usize)> {
    let numeral = |c: &&char| "一二三四五六七八九十".contains(**c);
    let ordinal = usize::from(text[at] == '第');
    let length = text[at + ordinal..]
        .iter()
        .take(2)
        .take_while(numeral)
        .count();
    if length == 0 {
        return None;
    }
    let words: String = text[at + ordinal..at + ordinal + length].iter().collect();
    let value = u32::try_from(parse_hanzi(&words)?).ok()?;
    let end = at + ordinal + length;
    if ordinal == 1 {
        return (text.get(end) == Some(&',')).then_some((ItemForm::Ordinal, value, length + 2));
    }
    let form = match text.get(end) {
        Some('是') => ItemForm::Is,
        Some('要') => ItemForm::Must,
        _ => return None,
    };
    // 四是一些问题突出 is a point for all that a numeral follows.
    let same = stands_at(text, end + 1, &words) && length == 1;
    let repeats = same || stands_at(text, end, "要素");
    (!repeats).then_some((form, value, length + 1))
}

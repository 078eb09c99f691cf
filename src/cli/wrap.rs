//! Wraps and cuts text by display width.
//!
//! Lines break where UAX 14 allows it: between most Chinese characters, but neither before a
//! closing mark nor after an opening one.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The fewest columns left beside a hanging indent.
const NARROWEST_LINE: usize = 10;

/// Wraps each line of a text to so many columns; continuation lines are indented.
pub(crate) fn wrap(text: &str, columns: usize, hanging_indent: usize) -> String {
    let indent = " ".repeat(hanging_indent);
    let options = Options::new(columns.max(hanging_indent + NARROWEST_LINE))
        .subsequent_indent(&indent)
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        // Filled lines look better than balanced ones where almost every character can break.
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let mut wrapped = Vec::new();
    // textwrap would indent every line but the first of the whole text.
    for line in text.split('\n') {
        wrapped.extend(textwrap::wrap(line, &options));
    }
    wrapped.join("\n")
}

/// Cuts a text to so many columns, with `…` for what is cut off.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// Sets the tab-separated cells of neighbouring lines in columns: a table of a report as text.
pub(crate) fn align_tabs(text: &str) -> String {
    let mut aligned = Vec::new();
    let lines: Vec<&str> = text.split('\n').collect();
    for table in lines.chunk_by(|one, next| one.contains('\t') == next.contains('\t')) {
        let mut widths: Vec<usize> = Vec::new();
        for line in table {
            for (at, cell) in line.split('\t').enumerate() {
                widths.resize(widths.len().max(at + 1), 0);
                widths[at] = widths[at].max(cell.width());
            }
        }
        for line in table {
            let mut row = String::new();
            for (cell, width) in line.split('\t').zip(&widths) {
                row += cell;
                row += &" ".repeat(width - cell.width() + 2);
            }
            aligned.push(row.trim_end().to_owned());
        }
    }
    aligned.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_chinese_may() {
        let cases = [
            (
                "随时可以离开，下次接着填。",
                24,
                2,
                "随时可以离开，下次接着\n  填。",
            ),
            ("共 143 项", 6, 2, "共 143 项"),
            (
                "接着填：nigao ask 小结 -a 填报.yaml",
                19,
                2,
                "接着填：nigao ask\n  小结 -a 填报.yaml",
            ),
            ("甲\n乙", 10, 2, "甲\n乙"),
            ("  一\n\n  二", 10, 4, "  一\n\n  二"),
            ("abcdefghijklmnop", 10, 0, "abcdefghij\nklmnop"),
            (
                "见《一二三四》（五六）", 10, 0, "见《一二三\n四》（五\n六）",
            ),
            (
                "增长8.5%，对吗？（不对打 :b）",
                14,
                0,
                "增长8.5%，对\n吗？（不对\n打 :b）",
            ),
        ];
        for (text, columns, indent, wanted) in cases {
            assert_eq!(wrap(text, columns, indent), wanted);
        }
    }

    #[test]
    fn tables_are_set_in_columns_and_prose_is_left_alone() {
        let text = "表1\n指标\t本年\n生产总值\t8.2亿元\n\n完。\n甲\t乙";
        let wanted = "表1\n指标      本年\n生产总值  8.2亿元\n\n完。\n甲  乙";
        assert_eq!(align_tabs(text), wanted);
        assert_eq!(align_tabs("  一"), "  一");
    }

    #[test]
    fn cut_text_ends_in_an_ellipsis_within_the_columns() {
        assert_eq!(cut("一二三四", 8), "一二三四");
        assert_eq!(cut("一二三四五", 8), "一二三…");
        assert_eq!(cut("abc", 2), "a…");
    }
}

//! Tidies what users type and paste: marks at the ends, numbering, half-width marks, line breaks.
//!
//! The template ends its sentences and counts its points itself, so 。 and 一是 in an answer would
//! be printed twice. Whatever is changed is reported.

use super::widen::widened;
use crate::lexicon::is_hanzi;
use crate::numeral::is_hanzi_numeral;

/// What was changed about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TextChange {
    /// Marks at the end were dropped.
    EndMark(String),
    /// A number or a bullet at the front was dropped.
    Numbering(String),
    /// Half-width marks were widened.
    Widened,
    /// Spaces between single hanzi were dropped: 陈 明.
    Spaces,
    /// Several lines were joined to one paragraph; how many there were.
    Joined(usize),
}

impl TextChange {
    /// Whether it is a change of the same kind.
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// A text and what was changed about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tidied {
    pub(crate) text: String,
    pub(crate) changes: Vec<TextChange>,
}

/// Marks that the template sets behind a clause.
const END_MARKS: [char; 7] = ['。', '；', '，', '、', ';', ',', '.'];
const BULLETS: &str = "●•■◆▲★◎※▪➢·◇□▶►";
/// How long a line is, in chars, that stands for an item rather than for a wrapped sentence.
const LONGEST_ITEM: usize = 20;

/// Tidies a clause, which the template puts into a sentence.
///
/// What the example of the field has, the field takes: the changes that would alter it are not
/// made. Without an example nobody knows whether the field is a clause or a sentence, so its
/// numbers and its marks at the end stay.
pub(crate) fn clause(text: &str, example: Option<&str>) -> Tidied {
    let kept = match example {
        Some(example) => apply(example, &[]).changes,
        None => vec![
            TextChange::EndMark(String::new()),
            TextChange::Numbering(String::new()),
        ],
    };
    apply(text, &kept)
}

/// Tidies a text of several paragraphs, which keep their marks and numbers.
pub(crate) fn paragraphs(text: &str, example: Option<&str>) -> Tidied {
    let widen_example = example.is_some_and(|example| widened(example) != example);
    let mut tidied = Tidied::default();
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            continue;
        }
        let wide = if widen_example {
            line.to_owned()
        } else {
            widened(line)
        };
        if wide != line && tidied.changes.is_empty() {
            tidied.changes.push(TextChange::Widened);
        }
        lines.push(wide);
    }
    tidied.text = lines.join("\n");
    tidied
}

/// Makes one kind of change, where the text needs it.
type TidyStep = fn(&str) -> Option<(String, TextChange)>;

/// Makes every change but those of the kinds that are kept.
fn apply(text: &str, kept: &[TextChange]) -> Tidied {
    let mut tidied = Tidied {
        text: text.trim().to_owned(),
        changes: Vec::new(),
    };
    let lines = pieces(text).count();
    if lines > 1 {
        tidied.text = joined(text);
        tidied.changes.push(TextChange::Joined(lines));
    }
    let steps: [TidyStep; 4] = [without_numbering, widen, without_spaces, without_end_marks];
    for step in steps {
        if let Some((text, change)) = step(&tidied.text)
            && !kept.iter().any(|kept| kept.is_like(&change))
        {
            tidied.text = text;
            tidied.changes.push(change);
        }
    }
    tidied
}

/// Returns the lines of a text, and the cells of a row pasted from a sheet, that are not blank.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(['\n', '\r', '\t']).map(str::trim);
    pieces.filter(|piece| !piece.is_empty())
}

/// Joins the lines of a text to one paragraph.
///
/// Short lines without a mark at the end are items and get ；between them (一期：300万元 and
/// 二期：500万元); longer ones are a sentence that was wrapped, as a PDF gives it, and get nothing.
fn joined(text: &str) -> String {
    let mut joined = String::new();
    for line in pieces(text) {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let after = joined.chars().next_back();
        if after.is_some_and(|c| is_hanzi(c) || c.is_alphanumeric() || "％%”）》".contains(c))
        {
            if line.chars().count() <= LONGEST_ITEM {
                joined.push('；');
            } else if is_latin(after) && is_latin(line.chars().next()) {
                joined.push(' ');
            }
        }
        joined.push_str(line);
    }
    joined
}

/// Drops a number or a bullet at the front: 一是, 1., （1）, ●; and the stars around **先进**.
fn without_numbering(text: &str) -> Option<(String, TextChange)> {
    for stars in ["**", "__", "*"] {
        let inside = text
            .strip_prefix(stars)
            .and_then(|text| text.strip_suffix(stars));
        if let Some(inside) = inside.filter(|inside| !inside.is_empty() && !inside.contains(stars))
        {
            return Some((inside.to_owned(), TextChange::Numbering(stars.to_owned())));
        }
    }
    let length = numbering(text);
    let rest = text[length..].trim_start();
    if length == 0 || rest.is_empty() {
        return None;
    }
    Some((
        rest.to_owned(),
        TextChange::Numbering(text[..length].trim().to_owned()),
    ))
}

/// Returns the length of the number or bullet at the front, in bytes.
///
/// Must not break 1.5万亩茶园, 一、二期工程, 1、2号楼 and a text that counts on: 一是……；二是…….
pub(crate) fn numbering(text: &str) -> usize {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    let is_circled = matches!(first, '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛');
    // Symbol fonts have their bullets here.
    let is_symbol = ('\u{F020}'..='\u{F0FF}').contains(&first);
    if BULLETS.contains(first) || is_circled || is_symbol {
        return first.len_utf8();
    }
    if matches!(first, '-' | '*' | '—' | '–') {
        let marks = text.trim_start_matches(first);
        let is_bullet = marks.starts_with(char::is_whitespace) || marks.starts_with(is_hanzi);
        return if is_bullet {
            text.len() - marks.len()
        } else {
            0
        };
    }
    let (open, body) = match first {
        '（' | '(' => (true, &text[first.len_utf8()..]),
        '第' => (false, &text[first.len_utf8()..]),
        _ => (false, text),
    };
    let digits = body
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(body.len());
    let hanzi = body
        .find(|c| !"一二三四五六七八九十".contains(c))
        .unwrap_or(body.len());
    let number = digits.max(hanzi);
    if number == 0 || body[..number].chars().count() > 2 {
        return 0;
    }
    let after = &body[number..];
    let mark = ending_mark(first, open, hanzi > 0, after);
    let counts_on = |c: char| c.is_ascii_digit() || is_hanzi_numeral(c);
    if mark == 0 || !open && after[mark..].trim_start().starts_with(counts_on) {
        return 0;
    }
    if after.starts_with(['是', '要']) && counts_further(&after[mark..], &after[..mark]) {
        return 0;
    }
    text.len() - after.len() + mark
}

/// Returns the length of the mark that ends a number, in bytes; 0 where none does.
fn ending_mark(first: char, open: bool, hanzi: bool, after: &str) -> usize {
    let Some(mark) = after.chars().next() else {
        return 0;
    };
    let ends = match (open, first) {
        (true, _) => matches!(mark, '）' | ')'),
        (false, '第') => matches!(mark, '，' | ',' | '、' | '：' | ':'),
        (false, _) if hanzi => matches!(mark, '是' | '要' | '、'),
        (false, _) => matches!(mark, '.' | '．' | '、' | ')' | '）'),
    };
    if ends { mark.len_utf8() } else { 0 }
}

/// Whether a text goes on counting: 二是, 三要.
fn counts_further(text: &str, word: &str) -> bool {
    "二三四五六"
        .chars()
        .any(|digit| text.contains(&format!("{digit}{word}")))
}

/// Drops the marks at the end that the template sets: 。；，、
///
/// A stop inside a closing quotation mark goes, too (“抓落实。”), for the template sets one behind
/// it.
fn without_end_marks(text: &str) -> Option<(String, TextChange)> {
    let is_end = |c: char| END_MARKS.contains(&c) || c.is_whitespace();
    let bare = text.trim_end_matches(is_end);
    // 3. and etc. end in a dot of their own.
    let bare = match text[bare.len()..].trim_end() {
        "." if bare.ends_with(|c: char| c.is_ascii_alphanumeric()) => text.trim_end(),
        _ => bare,
    };
    if bare.len() < text.trim_end().len() && !bare.is_empty() {
        return Some((
            bare.to_owned(),
            TextChange::EndMark(text[bare.len()..].trim().to_owned()),
        ));
    }
    for quote in ['”', '’', '」'] {
        let Some(inside) = text.strip_suffix(quote) else {
            continue;
        };
        let bare = inside.trim_end_matches(['。', '；', '，']);
        if bare.len() < inside.len() {
            let dropped = inside[bare.len()..].to_owned();
            return Some((format!("{bare}{quote}"), TextChange::EndMark(dropped)));
        }
    }
    None
}

/// Drops the spaces of a name typed hanzi by hanzi: 陈 明, 云 溪 镇.
///
/// Must not fuse 茶叶 食品加工, which are two items.
fn without_spaces(text: &str) -> Option<(String, TextChange)> {
    let parts: Vec<&str> = text.split(' ').filter(|part| !part.is_empty()).collect();
    let is_single = |part: &&str| part.chars().count() == 1 && part.starts_with(is_hanzi);
    if parts.len() < 2 || !parts.iter().all(is_single) {
        return None;
    }
    Some((parts.concat(), TextChange::Spaces))
}

fn widen(text: &str) -> Option<(String, TextChange)> {
    let wide = widened(text);
    (wide != text).then_some((wide, TextChange::Widened))
}

#[cfg(test)]
mod tests {
    use super::{clause, paragraphs};

    #[test]
    fn a_clause_loses_what_the_template_sets() {
        let cases = [
            ("没有人员伤亡。", "没有人员伤亡"),
            ("产业、民生、作风三件事。", "产业、民生、作风三件事"),
            ("产业规模不大；", "产业规模不大"),
            ("强调“要抓落实。”", "强调“要抓落实”"),
            ("一是学习不够系统", "学习不够系统"),
            ("1.产业规模不大", "产业规模不大"),
            ("2、集镇有欠账", "集镇有欠账"),
            ("（3）个别干部担当不够", "个别干部担当不够"),
            ("(三) 个别干部", "个别干部"),
            ("● 抓产业", "抓产业"),
            ("①抓产业", "抓产业"),
            ("第一，抓产业", "抓产业"),
            ("建成茶园步道3公里,接待游客", "建成茶园步道3公里，接待游客"),
            ("完成3项;新建5处", "完成3项；新建5处"),
            ("同比增长5%,排名第一", "同比增长5%，排名第一"),
            ("青禾镇(街道)", "青禾镇（街道）"),
            ("称为\"云溪经验\"", "称为“云溪经验”"),
            ("陈 明", "陈明"),
            ("云 溪 镇", "云溪镇"),
            (
                "一期：300万元\n二期：500万元",
                "一期：300万元；二期：500万元",
            ),
        ];
        for (typed, tidy) in cases {
            let tidied = clause(typed, Some("招商引资有突破"));
            assert_eq!(tidied.text, tidy, "{typed}");
            assert!(!tidied.changes.is_empty(), "{typed}");
        }
    }

    #[test]
    fn what_belongs_to_the_words_stays() {
        let same = [
            "1.5万亩茶园",
            "一、二期工程同步推进",
            "1、2号楼",
            "一是学习不够；二是调研不深",
            "1,234.5万元",
            "三次产业比4:84.7:11.3",
            "8:30开会",
            "No.1",
            "茶叶 食品加工 竹制品",
            "第十九届",
            "A, B",
            "-5%",
            "攻坚克难……",
            "怎么办？",
            "一号工程",
            "十大行动",
        ];
        for typed in same {
            assert_eq!(clause(typed, Some("招商引资")).text, typed);
        }
    }

    #[test]
    fn the_example_shows_what_a_field_takes() {
        assert_eq!(
            clause("新路修通了。", Some("老路修好了。")).text,
            "新路修通了。"
        );
        assert_eq!(
            clause("一是学习不够", Some("一是调研不深")).text,
            "一是学习不够"
        );
    }

    #[test]
    fn tidying_twice_is_tidying_once() {
        for typed in [
            "● 1. 抓产业,抓民生。", "一是产业不强。；", "\"甲,乙\" (丙)", "甲\n乙\n\n丙。",
        ] {
            let once = clause(typed, Some("招商")).text;
            let twice = clause(&once, Some("招商")).text;
            let thrice = clause(&twice, Some("招商")).text;
            assert_eq!(twice, thrice, "{typed}");
        }
    }

    #[test]
    fn paragraphs_keep_their_marks() {
        let tidied = paragraphs("第一段,甲。\n\n 一是乙。", None);
        assert_eq!(tidied.text, "第一段，甲。\n一是乙。");
    }

    #[test]
    fn marks_of_other_programs_go() {
        let cases = [
            ("**先进**", "先进"),
            ("*先进*", "先进"),
            ("\u{F06C}先进", "先进"),
            ("先进\t标兵", "先进；标兵"),
        ];
        for (typed, text) in cases {
            assert_eq!(clause(typed, Some("全市先进")).text, text, "{typed}");
        }
    }
}

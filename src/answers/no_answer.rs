//! Tells words that give no answer (无, 待定, ？), and what programs leave in words: `#N/A`.

use crate::lexicon::is_hanzi;
use crate::numeral::half_width;

/// Words for nothing, in lower case; strokes and dashes alone are others.
pub(crate) const NOTHING: [&str; 20] = [
    "无", "暂无", "没有", "暂时没有", "没", "無", "空", "不涉及", "不适用", "无此项", "none",
    "n/a", "na", "nil", "null", "./", "nan", "nat", "<na>", "undefined",
];
/// Words that stand for an answer still to come or somewhere else; nobody wants them printed.
const STAND_INS: [&str; 24] = [
    "待定", "待填", "待补", "待补充", "待核", "待核实", "待确认", "未核实", "未确认", "核实中",
    "未定", "未填", "暂缺", "不详", "未知", "略", "同上", "同去年", "同上年", "见附件", "详见附件",
    "见附表", "详见附表", "tbd",
];
/// Marks that give nothing where they stand alone: ？, ……. Masks (____, ××) are blanks to be seen.
const MARKS: &str = "？?…。，、；;.,！!—–-─/\\ ";

/// Whether a text says that there is nothing to give: 无, 暂无, 没有, /, —, ./.
pub(crate) fn is_nothing(text: &str) -> bool {
    if begins_with_digit(text) {
        return false;
    }
    let narrow = half_width(text.trim());
    let bare = narrow.trim_end_matches(['。', '.', ';', ',']).trim();
    let is_dashes = !bare.is_empty() && bare.chars().all(|c| "-—–―─/\\／﹣".contains(c));
    is_dashes || is_among(&NOTHING, bare)
}

/// Whether a text begins as a number does, and no word for nothing: most answers.
fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word is one of a list in lower case.
fn is_among(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a text gives nothing to print: a word for nothing, perhaps with its reason (无（未评）),
/// one that stands in for an answer (待定, 同上, 【待填：荣誉】), or marks alone (？, ……).
///
/// Must not take 无锡市先进 for nothing.
pub(crate) fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || begins_with_digit(text) {
        return false;
    }
    let bare = match text.find(['（', '(']) {
        Some(at) if at > 0 && text.ends_with(['）', ')']) => text[..at].trim_end(),
        _ => text,
    };
    let plain = bare.trim_matches(|c| "【】[]〔〕（）()。".contains(c));
    let without_stroke = bare.trim_end_matches(['/', '／']);
    is_nothing(bare)
        || is_nothing(plain)
        || !without_stroke.is_empty() && is_nothing(without_stroke)
        || is_among(&STAND_INS, plain)
        || plain.starts_with("待填：")
        || text.chars().all(|c| MARKS.contains(c))
}

/// Whether a text stands in for an answer still to come: 待核实, 待定, 【待填】.
pub(crate) fn is_stand_in(text: &str) -> bool {
    !is_nothing(text) && says_nothing(text)
}

/// Whether a text is an error value of a workbook, pasted as words: `#N/A`, `#DIV/0!`, `####`.
pub(crate) fn is_error_value(text: &str) -> bool {
    const ERRORS: [&str; 11] = [
        "#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#GETTING_DATA", "#FMT",
    ];
    let text = text.trim();
    let is_filled = text.len() > 1 && text.chars().all(|c| c == '#');
    // LibreOffice numbers its own: Err:502.
    let number = text
        .strip_prefix("Err:")
        .or_else(|| text.strip_prefix("错误:"));
    let is_numbered = number.is_some_and(|number| number.parse::<u16>().is_ok());
    is_filled || is_numbered || ERRORS.iter().any(|error| error.eq_ignore_ascii_case(text))
}

/// Returns what a program left in a text: a tag or an entity of a web page, `<b>`, `&nbsp;`, or a
/// line break written out, `\n` beside hanzi, `_x000D_`.
pub(crate) fn code_mark(text: &str) -> Option<&str> {
    if let Some(at) = text.find("_x000D_").or_else(|| text.find("_x000A_")) {
        return Some(&text[at..at + "_x000D_".len()]);
    }
    for (at, _) in text.match_indices('\\') {
        let is_break = text[at + 1..].starts_with(['n', 'r', 't']);
        let is_beside = text[..at].ends_with(is_hanzi)
            || text
                .get(at + 2..)
                .is_some_and(|rest| rest.starts_with(is_hanzi));
        if is_break && is_beside {
            return Some(&text[at..at + 2]);
        }
    }
    let tags = ["{{", "${", "[object "];
    if let Some((at, tag)) = tags.iter().find_map(|tag| Some((text.find(tag)?, tag))) {
        return Some(&text[at..at + tag.len()]);
    }
    web_mark(text)
}

/// Returns what was left blank in a text: ____, ××, XX先进, 【待核】, or a ？ at its end.
///
/// Must not take the × of 3×5 for one, XXL, or the stars around **先进**, which are dropped before.
pub(crate) fn blank_mark(text: &str) -> Option<&str> {
    /// Marks that stand for a char to come, where two or more follow each other.
    const BLANKS: &str = "_＿×✕*＊□○◯Xx";
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    while let Some((at, mark)) = chars.get(start).copied() {
        let length = chars[start..]
            .iter()
            .take_while(|(_, c)| *c == mark)
            .count();
        let end = chars.get(start + length).map_or(text.len(), |(at, _)| *at);
        let is_in_word = matches!(mark, 'X' | 'x')
            && (text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
                || text[end..].starts_with(|c: char| c.is_ascii_alphanumeric()));
        if length > 1 && BLANKS.contains(mark) && !is_in_word {
            return Some(&text[at..end]);
        }
        start += length;
    }
    let opened = text.find("【待").or_else(|| text.find("[待"));
    let last = text.trim_end().char_indices().next_back();
    opened.map(|at| &text[at..]).or_else(|| {
        last.filter(|(_, c)| matches!(c, '？' | '?'))
            .map(|(at, _)| &text[at..])
    })
}

/// Whether a text is what a wrong encoding makes of Chinese: 锟斤拷, å…¨å¸‚.
pub(crate) fn is_garbled(text: &str) -> bool {
    let is_latin = |c: char| ('\u{C0}'..='\u{FF}').contains(&c) && !matches!(c, '×' | '÷');
    let mut latin = 0;
    for c in text.chars() {
        latin += usize::from(is_latin(c));
    }
    let has_no_words = !text.contains(|c: char| c.is_ascii_alphabetic() || is_hanzi(c));
    text.contains("锟斤") || text.contains("烫烫烫") || latin > 1 && has_no_words
}

/// Whether a text denies what is asked: 没有获得荣誉, 未评上.
pub(crate) fn denies_all(text: &str) -> bool {
    const DENIALS: [&str; 9] = [
        "没有", "没", "未", "尚未", "还未", "还没", "暂未", "暂无", "并无",
    ];
    DENIALS.iter().any(|denial| text.starts_with(denial))
}

/// Returns the first tag or entity of a web page.
fn web_mark(text: &str) -> Option<&str> {
    /// The longest name of a tag or an entity, in bytes.
    const LONGEST_NAME: usize = 12;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let (end, name) = match c {
            '&' => (';', rest.strip_prefix('#').unwrap_or(rest)),
            '<' => ('>', rest.strip_prefix('/').unwrap_or(rest)),
            _ => continue,
        };
        let Some(length) = name.find(|c: char| !c.is_ascii_alphanumeric()) else {
            continue;
        };
        let closes = match name[length..].chars().next() {
            Some(' ' | '/') if c == '<' => name[length..].find('>').map(|more| length + more),
            Some(next) if next == end => Some(length),
            _ => None,
        };
        // A&B; is two names: entities have two letters or more.
        let least = if c == '&' { 2 } else { 1 };
        let Some(close) = closes.filter(|_| (least..=LONGEST_NAME).contains(&length)) else {
            continue;
        };
        let stop = text.len() - name.len() + close + end.len_utf8();
        return Some(&text[at..stop]);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{code_mark, is_error_value, is_nothing, says_nothing};

    #[test]
    fn words_for_nothing() {
        for typed in [
            "无", "没有", "暂无", "/", "—", "——", "./.", "无。", " N/A ", "－", "不涉及",
        ] {
            assert!(is_nothing(typed), "{typed}");
        }
        for typed in ["", "0", "无人机", "没有人员伤亡", "-1", "1/2", "否"] {
            assert!(!is_nothing(typed), "{typed}");
        }
    }

    #[test]
    fn texts_that_give_nothing_to_print() {
        for typed in [
            "待定", "【待填：荣誉】", "同上", "见附件。", "无（未评）", "？", "……", "。", "---",
            "（暂缺）",
        ] {
            assert!(says_nothing(typed), "{typed}");
        }
        for typed in [
            "", "无锡市先进", "待定岗位招聘会", "全市先进（待公示）", "见附件处理法获奖",
            "（全市）先进", "1", "A",
        ] {
            assert!(!says_nothing(typed), "{typed}");
        }
    }

    #[test]
    fn what_a_program_left_is_found() {
        for typed in ["#N/A", " #REF! ", "#div/0!", "#####", "Err:502", "#FMT"] {
            assert!(is_error_value(typed), "{typed}");
        }
        for typed in ["#2机组", "#", "N/A", "全市#先进"] {
            assert!(!is_error_value(typed), "{typed}");
        }
        let marks = [
            ("先进&nbsp;集体", "&nbsp;"),
            ("<b>先进</b>", "<b>"),
            ("先进<br/>集体", "<br/>"),
            ("<span style=\"a\">先进", "<span style=\"a\">"),
            ("先进&#12289;集体", "&#12289;"),
            ("先进\\n集体", "\\n"),
            ("先进_x000D_", "_x000D_"),
        ];
        for (typed, mark) in marks {
            assert_eq!(code_mark(typed), Some(mark), "{typed}");
        }
        for typed in [
            "R&D投入", "A&B;", "5<10、20>15", "C:\\new", "a<b", "AT&T", "<《规划》>",
        ] {
            assert_eq!(code_mark(typed), None, "{typed}");
        }
    }
}

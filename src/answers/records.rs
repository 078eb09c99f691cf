//! Splits what was pasted into a list into its records.

use super::tidy::numbering;
use crate::numeral;

/// Splits a line or a paste into records: at line breaks, at 一是…二是…, else at ；.
///
/// Must not split 茶叶、食品加工、竹制品, of which nobody can tell whether it is one record.
pub(crate) fn of_line(typed: &str) -> Vec<String> {
    let records = of_record(typed);
    if records.len() > 1 {
        return records;
    }
    non_empty(typed.split(['；', ';']))
}

/// Splits one record that holds several: at line breaks, at 一是…二是… and other numbers, or in
/// brackets.
pub(crate) fn of_record(typed: &str) -> Vec<String> {
    let lines = non_empty(typed.lines());
    if lines.len() > 1 {
        return lines;
    }
    counted(typed).or_else(|| bracketed(typed)).unwrap_or(lines)
}

/// How records are counted on one line: what stands before a number, the numbers, and behind it.
const COUNTS: [(&str, Numbers, &str); 12] = [
    ("", Numbers::Hanzi, "是"),
    ("第", Numbers::Hanzi, "，"),
    ("（", Numbers::Hanzi, "）"),
    ("(", Numbers::Hanzi, ")"),
    ("（", Numbers::Arabic, "）"),
    ("(", Numbers::Arabic, ")"),
    ("", Numbers::Circled, ""),
    ("", Numbers::Arabic, "."),
    ("", Numbers::Arabic, "．"),
    ("", Numbers::Arabic, "、"),
    ("", Numbers::Arabic, "）"),
    ("", Numbers::Arabic, ")"),
];
/// The most records that are counted on one line.
const MOST_COUNTED: usize = 99;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Hanzi,
    Arabic,
    Circled,
}

impl Numbers {
    /// Writes the number of a record, from 0; `None` behind the last there is.
    fn written(self, at: usize) -> Option<String> {
        match self {
            Self::Arabic => Some((at + 1).to_string()),
            Self::Hanzi => Some(numeral::hanzi(at as u64 + 1)),
            Self::Circled => "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".chars().nth(at).map(String::from),
        }
    }
}

/// Splits 一是甲；二是乙。三是丙, 1.甲 2.乙 and ①甲②乙 at their numbers; `None` where they do not
/// count up from one.
///
/// Must not split 1.5万亩 and 2.8万亩, or 1、2号楼.
fn counted(typed: &str) -> Option<Vec<String>> {
    let typed = typed.trim_start();
    COUNTS
        .iter()
        .find_map(|(before, numbers, after)| counted_by(typed, before, *numbers, after))
}

fn counted_by(typed: &str, before: &str, numbers: Numbers, after: &str) -> Option<Vec<String>> {
    // Where each record and its words start.
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for at in 0..MOST_COUNTED {
        let Some(number) = numbers.written(at) else {
            break;
        };
        let mark = format!("{before}{number}{after}");
        let from = starts.last().map_or(0, |(_, words)| *words);
        let is_number = |found: usize| {
            let words = &typed[found + mark.len()..];
            let is_plain = numbers == Numbers::Arabic && before.is_empty();
            let ended =
                typed[..found].ends_with(|c: char| c.is_whitespace() || "；。，;".contains(c));
            !is_plain || (found == 0 || ended) && !words.starts_with(|c: char| c.is_ascii_digit())
        };
        let found = typed[from..]
            .match_indices(&mark)
            .map(|(found, _)| from + found)
            .find(|found| is_number(*found));
        let Some(found) = found else { break };
        starts.push((found, found + mark.len()));
    }
    if starts.len() < 2 || starts[0].0 != 0 {
        return None;
    }
    let mut records = Vec::new();
    for (index, (_, words)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(typed.len(), |(next, _)| *next);
        let record = typed[*words..end].trim_end_matches(['；', '。', ';', '，', ' ', '\u{3000}']);
        records.push(record.trim().to_owned());
    }
    records
        .iter()
        .all(|record| !record.is_empty())
        .then_some(records)
}

/// Returns the items of a list in brackets, which YAML knows and a cell or a prompt does not:
/// [甲, 乙].
fn bracketed(typed: &str) -> Option<Vec<String>> {
    let inside = typed.trim().strip_prefix('[')?.strip_suffix(']')?;
    if inside.contains(['[', ']', '{', '}', '"']) {
        return None;
    }
    let items = non_empty(inside.split([',', '，']));
    (!items.is_empty()).then_some(items)
}

/// Returns the items of a record that may be several: 茶叶、食品加工、竹制品, or 茶叶 食品加工.
///
/// Must not question 产业、民生、作风三件事, where the enumeration goes on in a phrase that counts
/// it, or 修路、架桥，方便出行, a sentence.
pub(crate) fn enumerated(typed: &str) -> Option<Vec<&str>> {
    /// The longest item of an enumeration, in chars.
    const LONGEST_ITEM: usize = 10;
    let typed = typed.trim().trim_end_matches(['。', '；', ';', '.']);
    if let Some((_, last)) = typed.rsplit_once('；') {
        let items: Vec<&str> = typed.split('；').map(str::trim).collect();
        return (!last.is_empty() && !items.contains(&"")).then_some(items);
    }
    if typed.contains(['，', '。', ',', '和', '及']) || numbering(typed) > 0 {
        return None;
    }
    let separators: &[char] = if typed.contains('、') {
        &['、']
    } else {
        &[' ', '\u{3000}', '/', '|', '\t']
    };
    let items: Vec<&str> = typed.split(separators).map(str::trim).collect();
    let is_item = |item: &&str| (2..=LONGEST_ITEM).contains(&item.chars().count());
    let last = items.last()?;
    let is_counted = last.ends_with('等') || counts(last);
    (items.len() > 1 && items.iter().all(is_item) && !is_counted).then_some(items)
}

/// Whether words count what stands before them: 作风三件事, 教育两手抓.
fn counts(words: &str) -> bool {
    let mut after_number = false;
    for c in words.chars() {
        if after_number && "个大项件类种手条方轮".contains(c) {
            return true;
        }
        after_number = "两二三四五六七八九十几".contains(c);
    }
    false
}

fn non_empty<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut records = Vec::new();
    for part in parts {
        let part = part.trim();
        if !part.is_empty() {
            records.push(part.to_owned());
        }
    }
    records
}

#[cfg(test)]
mod tests {
    use super::{COUNTS, Numbers, enumerated, of_line, of_record};

    #[test]
    fn a_paste_is_split_into_its_records() {
        let cases: [(&str, &[&str]); 13] = [
            (
                "产业不大\n集镇欠账\n\n干部担当不够",
                &["产业不大", "集镇欠账", "干部担当不够"],
            ),
            (
                "一是产业不大；二是集镇欠账。三是担当不够。",
                &["产业不大", "集镇欠账", "担当不够"],
            ),
            ("茶叶；食品加工", &["茶叶", "食品加工"]),
            ("茶叶、食品加工", &["茶叶、食品加工"]),
            ("一是产业不大", &["一是产业不大"]),
            ("1.产业不大 2.集镇欠账。", &["产业不大", "集镇欠账"]),
            ("（1）产业不大；（2）集镇欠账", &["产业不大", "集镇欠账"]),
            ("①产业不大②集镇欠账", &["产业不大", "集镇欠账"]),
            ("第一，产业不大；第二，集镇欠账", &["产业不大", "集镇欠账"]),
            ("[产业不大, 集镇欠账]", &["产业不大", "集镇欠账"]),
            ("[产业不大，集镇欠账]", &["产业不大", "集镇欠账"]),
            ("1.5万亩茶园、2.8万亩果园", &["1.5万亩茶园、2.8万亩果园"]),
            ("1、2号楼和2、3号楼", &["1、2号楼和2、3号楼"]),
        ];
        for (typed, records) in cases {
            assert_eq!(of_line(typed), records, "{typed}");
        }
        assert_eq!(of_record("茶叶；食品加工"), ["茶叶；食品加工"]);
    }

    #[test]
    fn a_long_list_is_split_to_its_last_record() {
        for numbers in [Numbers::Hanzi, Numbers::Arabic, Numbers::Circled] {
            for (_, form, after) in COUNTS.iter().filter(|(before, ..)| before.is_empty()) {
                if *form != numbers {
                    continue;
                }
                let names: Vec<String> = ('甲'..).take(20).map(|c| format!("{c}项目")).collect();
                let mut typed = String::new();
                for (at, name) in names.iter().enumerate() {
                    let number = numbers.written(at).expect("twenty numbers");
                    typed += &format!("{number}{after}{name}；");
                }
                assert_eq!(of_line(&typed), names, "{typed}");
            }
        }
    }

    #[test]
    fn a_plain_enumeration_may_be_several_records() {
        let items = enumerated("茶叶、食品加工、竹制品。");
        assert_eq!(items, Some(vec!["茶叶", "食品加工", "竹制品"]));
        assert_eq!(
            enumerated("茶叶、香菇、中药材种植").map(|items| items.len()),
            Some(3)
        );
        assert_eq!(enumerated("茶叶 食品加工"), Some(vec!["茶叶", "食品加工"]));
        assert_eq!(
            enumerated("产业不大，欠账多；担当不够。"),
            Some(vec!["产业不大，欠账多", "担当不够"])
        );
        for typed in [
            "产业、民生、作风三件事",
            "一手抓发展、一手抓安全两手抓",
            "茶叶",
            "修路、架桥，方便出行",
            "农林牧渔、工",
            "茶叶、香菇等",
            "1、茶叶",
        ] {
            assert_eq!(enumerated(typed), None, "{typed}");
        }
    }
}

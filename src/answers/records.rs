//! Splits what was pasted into a list into its records.

use super::tidy::numbering;

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

/// Splits one record that holds several: at line breaks, or at 一是…二是….
pub(crate) fn of_record(typed: &str) -> Vec<String> {
    let lines = non_empty(typed.lines());
    if lines.len() > 1 {
        return lines;
    }
    counted(typed).unwrap_or(lines)
}

/// Splits 一是甲；二是乙。三是丙 at its numbers; `None` where they do not count up from 一.
fn counted(typed: &str) -> Option<Vec<String>> {
    let mut starts = Vec::new();
    for digit in "一二三四五六七八九十".chars() {
        let from = starts.last().copied().unwrap_or(0);
        let Some(at) = typed[from..].find(&format!("{digit}是")) else {
            break;
        };
        starts.push(from + at);
    }
    if starts.len() < 2 || starts[0] != typed.len() - typed.trim_start().len() {
        return None;
    }
    let mut records = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(typed.len());
        let record = typed[*start..end].trim_end_matches(['；', '。', ';', '，', ' ', '\u{3000}']);
        records.push(record["一是".len()..].trim().to_owned());
    }
    Some(records)
}

/// Returns the items of a record that may be several: 茶叶、食品加工、竹制品.
///
/// Must not question 产业、民生、作风三件事, where the enumeration goes on in a phrase that counts
/// it, or 修路、架桥，方便出行, a sentence.
pub(crate) fn enumerated(typed: &str) -> Option<Vec<&str>> {
    /// The longest item of an enumeration, in chars.
    const LONGEST_ITEM: usize = 10;
    let typed = typed.trim().trim_end_matches(['。', '；', ';', '.']);
    if typed.contains(['，', '；', '。', ',', '和', '及']) || numbering(typed) > 0 {
        return None;
    }
    let items: Vec<&str> = typed.split('、').map(str::trim).collect();
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
    use super::{enumerated, of_line, of_record};

    #[test]
    fn a_paste_is_split_into_its_records() {
        let cases: [(&str, &[&str]); 5] = [
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
        ];
        for (typed, records) in cases {
            assert_eq!(of_line(typed), records, "{typed}");
        }
        assert_eq!(of_record("茶叶；食品加工"), ["茶叶；食品加工"]);
    }

    #[test]
    fn a_plain_enumeration_may_be_several_records() {
        let items = enumerated("茶叶、食品加工、竹制品。");
        assert_eq!(items, Some(vec!["茶叶", "食品加工", "竹制品"]));
        assert_eq!(
            enumerated("茶叶、香菇、中药材种植").map(|items| items.len()),
            Some(3)
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

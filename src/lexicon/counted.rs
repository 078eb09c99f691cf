//! Knows what a count announces: 三个方面, 四项重点工作, 两点意见, and no 三个月.

/// What is counted where a count announces a series.
const COUNTED: [&str; 32] = [
    "方面", "工作", "任务", "意见", "问题", "措施", "建议", "举措", "特点", "要求", "重点", "短板",
    "抓手", "行动", "工程", "体会", "想法", "打算", "希望", "目标", "突破", "坚持", "环节", "关系",
    "能力", "实事", "大事", "原则", "做法", "经验", "事项", "内容",
];
/// What stands between the number and what is counted.
const MEASURES: [char; 8] = ['个', '项', '点', '件', '条', '大', '类', '种'];
/// What is counted without a measure, too: 三方面.
const UNMEASURED: &str = "方面";
/// The most characters between the measure and what is counted: 三项重点民生工作.
const LONGEST_GAP: usize = 6;
/// What ends the clause of a count.
const ENDS: [char; 7] = ['，', '。', '；', '：', '、', ':', '\n'];

/// Returns how many of the characters behind a number are its measure and what it counts, the last
/// such word of the clause: 8 of 「个方面的重点工作。」 None where nothing is announced, as in
/// 三个百分点 and 三个月.
pub(crate) fn counted_length(behind: &[char]) -> Option<usize> {
    let first = behind.first()?;
    let is_measured = MEASURES.contains(first);
    if !is_measured && !starts_with(behind, UNMEASURED) {
        return None;
    }
    let rest = &behind[usize::from(is_measured)..];
    let clause = rest
        .iter()
        .take(LONGEST_GAP + UNMEASURED.chars().count())
        .take_while(|c| !ENDS.contains(c))
        .count();
    let clause = &rest[..clause];
    if *first == '个' && (starts_with(clause, "百分") || starts_with(clause, "月")) {
        return None;
    }
    let ends = (0..clause.len()).filter_map(|at| {
        let is_word = |word: &&&str| starts_with(&clause[at..], word);
        let word = COUNTED.iter().find(is_word)?;
        Some(at + word.chars().count())
    });
    ends.max().map(|end| end + usize::from(is_measured))
}

fn starts_with(text: &[char], words: &str) -> bool {
    let length = words.chars().count();
    text.len() >= length
        && text
            .iter()
            .zip(words.chars())
            .all(|(one, other)| *one == other)
}

#[cfg(test)]
mod tests {
    use super::counted_length;

    #[test]
    fn counts_that_announce_are_told_from_measures() {
        for (behind, length) in [
            ("点意见。", Some(3)),
            ("个方面工作：", Some(5)),
            ("个方面的重点工作。", Some(8)),
            ("方面工作，", Some(4)),
            ("项重点民生工作：", Some(7)),
            ("大突破", Some(3)),
            ("个月的工作", None),
            ("个百分点的目标", None),
            ("项，工作", None),
            ("亿元工程", None),
            ("个", None),
            ("", None),
        ] {
            let chars: Vec<char> = behind.chars().collect();
            assert_eq!(counted_length(&chars), length, "{behind}");
        }
    }
}

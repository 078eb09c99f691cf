//! Joins the lines of a centred paragraph where a break is only for looks.

/// Returns one line where the author only broke a long title by its sense.
///
/// Made for 云溪镇人民政府⏎工作报告, which is one title. What begins anew stays on a line of its
/// own and must not be joined: a dateline in dashes or parentheses, a day, an office with a name.
pub(super) fn joined(words: &str) -> String {
    let mut lines = words.split('\n').filter(|line| !line.trim().is_empty());
    let mut joined = lines.next().unwrap_or_default().to_owned();
    for line in lines.map(str::trim) {
        if begins_anew(line) {
            joined.push('\n');
        }
        joined += line;
    }
    joined
}

fn begins_anew(line: &str) -> bool {
    let is_day = ['年', '月', '日'].iter().all(|part| line.contains(*part));
    line.starts_with(['—', '-', '（', '(']) || is_day || line.contains(['\u{3000}', '\t'])
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn titles_are_joined_and_what_stands_below_is_not() {
        for (words, lines) in [
            ("云溪镇人民政府\n工作报告", "云溪镇人民政府工作报告"),
            (
                "工作报告\n\n——2026年1月5日在大会上",
                "工作报告\n——2026年1月5日在大会上",
            ),
            ("工作报告\n（2026年1月5日）", "工作报告\n（2026年1月5日）"),
            ("工作报告\n镇长　林致远", "工作报告\n镇长　林致远"),
            ("关于2025年\n工作的报告", "关于2025年工作的报告"),
            ("", ""),
        ] {
            assert_eq!(joined(words), lines);
        }
    }
}

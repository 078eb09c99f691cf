//! Names the files of drafts, so that every system allows the name and it says the right year.

use nigao::answers::Answers;
use nigao::file_name::is_device;
use nigao::schema::{FieldKind, Schema};

/// The longest name of an answers file, in chars.
const LONGEST_NAME: usize = 60;
/// Digits as people write years with them, each from nought to nine.
const DIGITS: [&str; 3] = ["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九"];
/// What can be the year of a report.
const YEARS: std::ops::RangeInclusive<usize> = 1949..=2100;

/// Returns a name as the stem of a file that every system allows.
pub(super) fn file_stem(wanted: &str) -> String {
    let may_stand = |c: &char| !c.is_control() && !"/\\:*?\"<>|".contains(*c);
    let stem: String = wanted.chars().filter(may_stand).collect();
    // A leading dot hides a file, and Windows drops dots and spaces at the end.
    let stem: String = stem
        .trim_matches(['.', ' '])
        .chars()
        .take(LONGEST_NAME)
        .collect();
    if stem.is_empty() || is_device(&stem) {
        "填报".to_owned()
    } else {
        stem
    }
}

/// Returns the name of next year's draft: this year's with its years one on, or with the new year
/// at its end where it names none.
pub(super) fn next_years(stem: &str, schema: &Schema, rolled: &Answers) -> String {
    let advanced = years_one_on(stem);
    if advanced != stem {
        return advanced;
    }
    let is_year = |field: &&nigao::schema::Field| matches!(field.kind, FieldKind::Year { .. });
    let years = schema.fields.iter().filter(is_year);
    let rolled = rolled.to_node();
    let mut years = years.filter_map(|field| rolled.get(&field.name)?.scalar().map(str::to_owned));
    match years.next() {
        Some(year) => format!("{}{year}", without_count(stem)),
        None => stem.to_owned(),
    }
}

/// Returns a name without the number that keeps it from another's: `报告-2`.
fn without_count(stem: &str) -> &str {
    let parts = stem.rsplit_once('-');
    let is_count = |count: &str| count.len() < 3 && count.parse::<u8>().is_ok();
    parts
        .filter(|(_, count)| is_count(count))
        .map_or(stem, |(name, _)| name)
}

/// Writes each year of a name one on, in its own digits. Of a day, `20250108`, its year is left:
/// next year's has another day.
fn years_one_on(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut words = String::new();
    let mut at = 0;
    while at < chars.len() {
        let digits = DIGITS.into_iter().find(|digits| digits.contains(chars[at]));
        let Some(digits) = digits else {
            words.push(chars[at]);
            at += 1;
            continue;
        };
        let run = chars[at..].iter().take_while(|c| digits.contains(**c));
        let run: Vec<char> = run.copied().collect();
        at += run.len();
        match next_year(&run, digits) {
            Some(year) => words += &year,
            None => words.extend(run),
        }
    }
    words
}

/// Returns the year after the one that a run of digits is or begins with; `None` where it is none.
fn next_year(run: &[char], digits: &str) -> Option<String> {
    if ![4, 6, 8].contains(&run.len()) {
        return None;
    }
    let value = |c: &char| digits.chars().position(|digit| digit == *c);
    let year = run[..4]
        .iter()
        .try_fold(0, |year, c| Some(year * 10 + value(c)?))?;
    if !YEARS.contains(&year) {
        return None;
    }
    let mut next = String::new();
    for digit in (year + 1).to_string().bytes() {
        next.extend(digits.chars().nth(usize::from(digit - b'0')));
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for (wanted, stem) in [
            ("乡镇政府工作报告2026", "乡镇政府工作报告2026"),
            ("../../etc/passwd", "etcpasswd"),
            ("州、市政府换届工作报告", "州、市政府换届工作报告"),
            (r"\\host\share", "hostshare"),
            ("C:a", "Ca"),
            ("a.yaml:b", "a.yamlb"),
            ("a\0b", "ab"),
            ("NUL", "填报"),
            ("com1", "填报"),
            ("..", "填报"),
            ("", "填报"),
        ] {
            assert_eq!(file_stem(wanted), stem, "{wanted:?}");
        }
        assert_eq!(file_stem(&"长".repeat(99)).chars().count(), LONGEST_NAME);
    }

    #[test]
    fn next_years_draft_has_next_years_name() {
        let fields = "fields:\n- {name: 届, kind: session}\n- {name: 年份, kind: year}\n";
        let text = format!("title: 例\nkind: 讲话\nsummary: 例\n{fields}");
        let schema = nigao::schema::read("s.yaml", &text, &[]).recovered().0;
        let rolled = Answers::read("a.yaml", "年份: 2026\n");
        let none = Answers::read("a.yaml", "");
        for (stem, next) in [
            ("乡镇政府工作报告2025", "乡镇政府工作报告2026"),
            ("云溪镇2025年工作报告", "云溪镇2026年工作报告"),
            ("二〇二五年述职", "二〇二六年述职"),
            ("二〇二九年述职", "二〇三〇年述职"),
            ("２０２５述职", "２０２６述职"),
            ("2021-2025五年", "2022-2026五年"),
            ("报告20250108", "报告2026"),
            ("报告202501", "报告2026"),
            // Numbers that are no years stay, and the year comes behind.
            ("乡镇政府工作报告", "乡镇政府工作报告2026"),
            ("乡镇政府工作报告-2", "乡镇政府工作报告2026"),
            ("第20次会议", "第20次会议2026"),
            ("文号20251", "文号202512026"),
        ] {
            assert_eq!(next_years(stem, &schema, &rolled), next, "{stem}");
        }
        // Where nobody knows the year, the name stays and gets a number when it is taken.
        assert_eq!(next_years("报告", &schema, &none), "报告");
    }
}

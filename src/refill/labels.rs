//! Reads and counts on the numbers that headings begin with: `三、`, `（三）`, `3.`.

use crate::numeral;

/// The number a line begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineNumber {
    pub(super) number: u64,
    /// What stands before and behind the number: two lines of one level have the same.
    pub(super) form: (String, String),
    is_hanzi: bool,
    /// The length of the whole in characters.
    pub(super) length: usize,
}

/// What stands around the numbers of headings (GB/T 9704).
const FORMS: [(&str, &str); 6] = [
    ("", "、"),
    ("（", "）"),
    ("", "."),
    ("", "．"),
    ("第", "部分"),
    ("", "是"),
];
/// No heading is counted further; also the longest number that is looked for, in characters.
const GREATEST: u64 = 99;
const LONGEST: usize = 3;

impl LineNumber {
    /// Reads the number at the front of a line.
    pub(super) fn read(line: &str) -> Option<Self> {
        for (before, behind) in FORMS {
            let Some(rest) = line.strip_prefix(before) else {
                continue;
            };
            let Some((digits, _)) = rest.split_once(behind) else {
                continue;
            };
            let is_short = !digits.is_empty() && digits.chars().count() <= LONGEST;
            let is_hanzi = is_short && digits.chars().all(numeral::is_hanzi_numeral);
            let number = match digits.parse() {
                Ok(number) if is_short => number,
                _ if is_hanzi => numeral::parse_hanzi(digits)?,
                _ => continue,
            };
            if number == 0 || number > GREATEST {
                continue;
            }
            let length = [before, digits, behind]
                .iter()
                .map(|part| part.chars().count())
                .sum();
            let form = (before.to_owned(), behind.to_owned());
            return Some(Self {
                number,
                form,
                is_hanzi,
                length,
            });
        }
        None
    }

    /// Returns it with another number.
    pub(super) fn with(&self, number: u64) -> String {
        let (before, behind) = &self.form;
        let number = if self.is_hanzi {
            numeral::hanzi(number)
        } else {
            number.to_string()
        };
        format!("{before}{number}{behind}")
    }

    /// Returns whether it counts at the level of another.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.form == other.form && self.is_hanzi == other.is_hanzi
    }
}

#[cfg(test)]
mod tests {
    use super::LineNumber;

    #[test]
    fn numbers_of_headings_are_read() {
        for (line, number, next) in [
            ("三、工作安排", Some(3), "四、"),
            ("（十）抓落实", Some(10), "（十一）"),
            ("12.加强队伍", Some(12), "13."),
            ("一是抓好春耕", Some(1), "二是"),
            ("2025年", None, ""),
            ("三农工作、水利工作", None, ""),
            ("", None, ""),
        ] {
            let read = LineNumber::read(line);
            assert_eq!(read.as_ref().map(|read| read.number), number, "{line}");
            if let Some(read) = read {
                assert_eq!(read.with(read.number + 1), next);
            }
        }
    }
}

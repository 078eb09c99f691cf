//! Writes Chinese numerals: `[DBNum1]` 一二三, `[DBNum2]` 壹贰叁, `[DBNum3]` １２３.

/// How digits and their places are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numerals {
    digits: [char; 10],
    /// 十 百 千
    places: [char; 3],
    /// Whether 12 is 十二 in a date; 壹拾贰 is never cut.
    is_cut: bool,
}

/// 万 亿 兆 and so on up, four places each.
const GROUPS: [char; 4] = ['万', '亿', '兆', '京'];

impl Numerals {
    /// The numerals of `DBNum1`, 2 or 3, told by its last character.
    pub(super) fn numbered(number: u8) -> Option<Self> {
        let plain = ['十', '百', '千'];
        match number {
            b'1' => Some(Self {
                digits: ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
                places: plain,
                is_cut: true,
            }),
            b'2' => Some(Self {
                digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
                places: ['拾', '佰', '仟'],
                is_cut: false,
            }),
            b'3' => Some(Self {
                digits: ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'],
                places: plain,
                is_cut: false,
            }),
            _ => None,
        }
    }

    /// Digits one by one: 2026 is 二〇二六. Other characters stay.
    pub(super) fn one_by_one(self, words: &str) -> String {
        let digit = |c: char| {
            c.to_digit(10)
                .map_or(c, |digit| self.digits[digit as usize])
        };
        words.chars().map(digit).collect()
    }

    /// A whole number with its places: 12345 is 一万二千三百四十五. None beyond what has names.
    pub(super) fn with_places(self, digits: &str) -> Option<String> {
        let digits: Vec<usize> = digits
            .chars()
            .filter_map(|c| c.to_digit(10))
            .map(|digit| digit as usize)
            .collect();
        if digits.len() > 4 * (GROUPS.len() + 1) {
            return None;
        }
        let mut words = String::new();
        let mut owes_zero = false;
        let mut is_group_told = false;
        for (at, digit) in digits.iter().enumerate() {
            let place = digits.len() - 1 - at;
            if *digit == 0 {
                owes_zero = !words.is_empty();
            } else {
                if owes_zero {
                    words.push(self.digits[0]);
                }
                owes_zero = false;
                is_group_told = true;
                words.push(self.digits[*digit]);
                if !place.is_multiple_of(4) {
                    words.push(self.places[place % 4 - 1]);
                }
            }
            if place.is_multiple_of(4) && place > 0 && is_group_told {
                words.push(GROUPS[place / 4 - 1]);
                is_group_told = false;
            }
        }
        if words.is_empty() {
            words.push(self.digits[0]);
        }
        Some(words)
    }

    /// The number of a month, a day, an hour: 14 is 十四, not 一十四; 08 in two digits is 〇八, and
    /// zero is one 〇.
    pub(super) fn in_date(self, number: u32, width: usize) -> String {
        if number == 0 {
            return self.digits[0].into();
        }
        let digits = number.to_string();
        let mut words = self.with_places(&digits).unwrap_or_default();
        if self.is_cut && (10..20).contains(&number) {
            words.remove(0);
        }
        if digits.len() < width {
            words.insert(0, self.digits[0]);
        }
        words
    }
}

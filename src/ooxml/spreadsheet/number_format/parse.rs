//! Parses the codes of number formats: `#,##0.0_);[Red]\-0;"—";@"户"`.

use super::decimal::CellNumber;
use super::locale::FormatLanguage;
use super::numerals::Numerals;
use super::unfollowed::Unfollowed;

/// A code longer than this many characters is no code Excel writes (its bound is 255).
const MOST_CHARS: usize = 1024;
/// How often a section may repeat a text.
const MOST_TEXTS: usize = 4;

/// What a code says of one kind of value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FormatSection {
    pub(super) condition: Option<FormatCondition>,
    pub(super) tokens: Vec<FormatToken>,
    pub(super) language: FormatLanguage,
    pub(super) numerals: Option<Numerals>,
    pub(super) system: Option<NumeralSystem>,
}

impl FormatSection {
    /// Whether it has words of its own, which may tell the sign.
    pub(super) fn tells_anything(&self) -> bool {
        let is_said = |words: &str| !words.trim().is_empty();
        self.tokens
            .iter()
            .any(|token| matches!(token, FormatToken::Literal(words) if is_said(words)))
    }
}

/// A date or time shown as the system is set, whatever the code says after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumeralSystem {
    /// `[$-F800]`, the long date.
    Date,
    /// `[$-F400]`, the time.
    Time,
}

/// Which values a section is for: `[>=100]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormatCondition {
    pub(super) comparison: Comparison,
    pub(super) limit: CellNumber,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    Different,
    AtLeast,
    Greater,
}

impl FormatCondition {
    pub(super) fn holds(&self, value: &CellNumber) -> bool {
        match self.comparison {
            Comparison::Less => *value < self.limit,
            Comparison::AtMost => *value <= self.limit,
            Comparison::Equal => *value == self.limit,
            Comparison::Different => *value != self.limit,
            Comparison::AtLeast => *value >= self.limit,
            Comparison::Greater => *value > self.limit,
        }
    }

    /// Whether no value of zero or more meets it: then the section itself tells the sign.
    pub(super) fn is_of_negatives(&self) -> bool {
        let (zero, limit) = (CellNumber::default(), &self.limit);
        match self.comparison {
            Comparison::Less => *limit <= zero,
            Comparison::AtMost | Comparison::Equal => *limit < zero,
            Comparison::Different | Comparison::AtLeast | Comparison::Greater => false,
        }
    }
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FormatToken {
    /// Words shown as they are.
    Literal(String),
    /// `_x`: a blank as wide as x.
    Blank,
    /// `0`, `#` or `?`.
    Place(DigitPlace),
    /// A digit from 1 to 9: shown as it is, or the denominator of a fraction.
    Figure(char),
    Point,
    Comma,
    Percent,
    Slash,
    /// `E+` or `E-`; whether a plus is shown.
    Exponent(bool),
    /// `@`
    Text,
    General,
    Date(DatePart),
}

/// A place for a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DigitPlace {
    /// `0`: a zero where there is no digit.
    Zero,
    /// `#`: nothing where there is no digit.
    Optional,
    /// `?`: a blank where there is no digit.
    Blank,
}

/// A piece of a date or time; numbers are how many digits at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatePart {
    Year(usize),
    Month(usize),
    /// From 3 to 5: `mmm` Jan, `mmmm` January, `mmmmm` J.
    MonthName(usize),
    Day(usize),
    /// `ddd` Thu, `dddd` Thursday: whether in full.
    DayName(bool),
    /// `aaa` 四, `aaaa` 星期四: whether in full.
    Weekday(bool),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Digits of a fraction of a second, with the point before them.
    Fraction(usize),
    /// `[h]`: all hours.
    Hours(usize),
    Minutes(usize),
    Seconds(usize),
    HalfDay(HalfDay),
}

/// How halves of the day are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HalfDay {
    /// `AM/PM`
    Latin,
    /// `A/P`
    Letter,
    /// `上午/下午`
    Chinese,
}

/// Parses a code to its sections, one to four.
pub(super) fn sections(code: &str) -> Result<Vec<FormatSection>, Unfollowed> {
    let chars: Vec<char> = code.chars().collect();
    if chars.len() > MOST_CHARS {
        return Err(Unfollowed);
    }
    let mut lexer = FormatLexer {
        chars: &chars,
        at: 0,
    };
    let mut sections = vec![FormatSection::default()];
    while let Some(c) = lexer.next() {
        if c == ';' {
            sections.push(FormatSection::default());
            continue;
        }
        let Some(section) = sections.last_mut() else {
            return Err(Unfollowed);
        };
        lexer.piece(c, section)?;
    }
    // Some writers end a code with a semicolon too many; Excel writes four sections at most.
    if sections.len() > 4 {
        return Err(Unfollowed);
    }
    for section in &mut sections {
        // A code of a thousand @ would make a thousand of every text.
        let texts = section
            .tokens
            .iter()
            .filter(|token| **token == FormatToken::Text)
            .count();
        if texts > MOST_TEXTS {
            return Err(Unfollowed);
        }
        tell_minutes(&mut section.tokens)?;
    }
    Ok(sections)
}

/// `m` is a month, but minutes right after hours or right before seconds: `h:mm`, `mm:ss`.
///
/// # Errors
/// For a month or minutes right after seconds, where Excel and `LibreOffice` differ.
fn tell_minutes(tokens: &mut [FormatToken]) -> Result<(), Unfollowed> {
    let mut before: Option<DatePart> = None;
    let mut month_at: Option<usize> = None;
    for at in 0..tokens.len() {
        let FormatToken::Date(part) = tokens[at] else {
            continue;
        };
        match part {
            DatePart::Month(width) => {
                if matches!(before, Some(DatePart::Hour(_) | DatePart::Hours(_))) {
                    tokens[at] = FormatToken::Date(DatePart::Minute(width));
                    before = Some(DatePart::Minute(width));
                } else if matches!(before, Some(DatePart::Second(_) | DatePart::Seconds(_))) {
                    return Err(Unfollowed);
                } else {
                    month_at = Some(at);
                    before = Some(part);
                }
            }
            DatePart::Second(_) | DatePart::Seconds(_) => {
                if let (Some(DatePart::Month(width)), Some(month)) = (before, month_at) {
                    tokens[month] = FormatToken::Date(DatePart::Minute(width));
                }
                before = Some(part);
            }
            DatePart::HalfDay(_) | DatePart::Fraction(_) => {}
            _ => before = Some(part),
        }
    }
    Ok(())
}

struct FormatLexer<'a> {
    chars: &'a [char],
    at: usize,
}

impl FormatLexer<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.chars.get(self.at).copied();
        self.at += 1;
        c
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Whether words stand at the last character taken, whatever their letters' case; takes them.
    fn takes(&mut self, words: &str) -> bool {
        let start = self.at - 1;
        let count = words.chars().count();
        let Some(there) = self.chars.get(start..start + count) else {
            return false;
        };
        let is_same = there
            .iter()
            .zip(words.chars())
            .all(|(a, b)| a.eq_ignore_ascii_case(&b));
        if is_same {
            self.at = start + count;
        }
        is_same
    }

    /// How often a letter stands from the last character taken, whatever its case; takes them.
    fn run(&mut self, letter: char) -> usize {
        let mut count = 1;
        while self.peek().is_some_and(|c| c.eq_ignore_ascii_case(&letter)) {
            self.at += 1;
            count += 1;
        }
        count
    }

    fn piece(&mut self, c: char, section: &mut FormatSection) -> Result<(), Unfollowed> {
        let token = match c {
            '"' => FormatToken::Literal(self.quoted()?),
            '\\' => FormatToken::Literal(self.next().ok_or(Unfollowed)?.into()),
            // A Chinese Excel takes ! for the backslash: 0!.0,"万". At the end it is itself.
            '!' => FormatToken::Literal(self.next().unwrap_or('!').into()),
            '_' => {
                self.next().ok_or(Unfollowed)?;
                FormatToken::Blank
            }
            // Fills the cell with the next character: how often depends on the column's width.
            '*' => {
                self.next().ok_or(Unfollowed)?;
                return Ok(());
            }
            '[' => return self.bracket(section),
            '0' => FormatToken::Place(DigitPlace::Zero),
            '#' => FormatToken::Place(DigitPlace::Optional),
            '?' => FormatToken::Place(DigitPlace::Blank),
            '1'..='9' => FormatToken::Figure(c),
            '.' => self.point(section),
            ',' => FormatToken::Comma,
            '%' => FormatToken::Percent,
            '/' => FormatToken::Slash,
            '@' => FormatToken::Text,
            'G' | 'g' if self.takes("General") || self.takes("G/通用格式") => {
                FormatToken::General
            }
            'A' | 'a' if self.takes("AM/PM") => {
                FormatToken::Date(DatePart::HalfDay(HalfDay::Latin))
            }
            'A' | 'a' if self.takes("A/P") => FormatToken::Date(DatePart::HalfDay(HalfDay::Letter)),
            '上' if self.takes("上午/下午") => {
                FormatToken::Date(DatePart::HalfDay(HalfDay::Chinese))
            }
            'E' | 'e' if matches!(self.peek(), Some('+' | '-')) && has_place(section) => {
                FormatToken::Exponent(self.next() == Some('+'))
            }
            c if c.is_ascii_alphabetic() => self.letters(c)?,
            c => FormatToken::Literal(c.into()),
        };
        section.tokens.push(token);
        Ok(())
    }

    /// Letters of dates; others mean nothing to Excel, which shows them as they are.
    fn letters(&mut self, c: char) -> Result<FormatToken, Unfollowed> {
        let letter = c.to_ascii_lowercase();
        if !matches!(
            letter,
            'y' | 'm' | 'd' | 'h' | 's' | 'a' | 'e' | 'g' | 'b' | 'n'
        ) {
            return Ok(FormatToken::Literal(c.into()));
        }
        let count = self.run(letter);
        Ok(FormatToken::Date(match (letter, count) {
            ('y', 1 | 2) => DatePart::Year(2),
            ('y', _) | ('e', 1 | 2 | 4) => DatePart::Year(4),
            ('m', 1 | 2) => DatePart::Month(count),
            ('m', 3..=5) => DatePart::MonthName(count),
            ('d', 1 | 2) => DatePart::Day(count),
            ('d', 3) => DatePart::DayName(false),
            ('d', 4) => DatePart::DayName(true),
            ('a', 3) => DatePart::Weekday(false),
            ('a', 4) => DatePart::Weekday(true),
            ('h', 1 | 2) => DatePart::Hour(count),
            ('s', 1 | 2) => DatePart::Second(count),
            // Eras (g), Buddhist years (b) and LibreOffice's names (N) are not followed.
            _ => return Err(Unfollowed),
        }))
    }

    /// A decimal point; after seconds, with zeros, a fraction of a second: `ss.00`.
    fn point(&mut self, section: &FormatSection) -> FormatToken {
        let is_after_seconds = matches!(
            section.tokens.last(),
            Some(FormatToken::Date(
                DatePart::Second(_) | DatePart::Seconds(_)
            ))
        );
        if is_after_seconds && self.peek() == Some('0') {
            self.at += 1;
            return FormatToken::Date(DatePart::Fraction(self.run('0')));
        }
        FormatToken::Point
    }

    fn quoted(&mut self) -> Result<String, Unfollowed> {
        let mut words = String::new();
        loop {
            match self.next().ok_or(Unfollowed)? {
                '"' => return Ok(words),
                c => words.push(c),
            }
        }
    }

    /// `[Red]`, `[>=100]`, `[$¥-804]`, `[DBNum1]`, `[h]`.
    fn bracket(&mut self, section: &mut FormatSection) -> Result<(), Unfollowed> {
        let mut words = String::new();
        loop {
            match self.next().ok_or(Unfollowed)? {
                ']' => break,
                c => words.push(c),
            }
        }
        if let Some(tag) = words.strip_prefix('$') {
            return locale_tag(tag, section);
        }
        if let Some(condition) = condition(&words) {
            if section.condition.replace(condition?).is_some() {
                return Err(Unfollowed);
            }
            return Ok(());
        }
        let words = words.to_ascii_lowercase();
        let elapsed = match words.as_str() {
            "h" | "hh" => DatePart::Hours(words.len()),
            "m" | "mm" => DatePart::Minutes(words.len()),
            "s" | "ss" => DatePart::Seconds(words.len()),
            "dbnum1" | "dbnum2" | "dbnum3" => {
                section.numerals = Numerals::numbered(words.as_bytes()[5]);
                return Ok(());
            }
            words if is_colour(words) => return Ok(()),
            _ => return Err(Unfollowed),
        };
        section.tokens.push(FormatToken::Date(elapsed));
        Ok(())
    }
}

fn has_place(section: &FormatSection) -> bool {
    section
        .tokens
        .iter()
        .any(|token| matches!(token, FormatToken::Place(_)))
}

fn is_colour(words: &str) -> bool {
    const NAMES: [&str; 16] = [
        "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "黑色", "蓝色",
        "青色", "绿色", "洋红", "红色", "白色", "黄色",
    ];
    let number = words
        .strip_prefix("color")
        .or_else(|| words.strip_prefix("颜色"));
    let number = number.and_then(|number| number.trim().parse::<u8>().ok());
    NAMES.contains(&words) || number.is_some_and(|number| (1..=56).contains(&number))
}

/// `$¥-804`: a sign of money, shown, and the language of names and numerals.
fn locale_tag(tag: &str, section: &mut FormatSection) -> Result<(), Unfollowed> {
    let (sign, language) = tag.split_once('-').unwrap_or((tag, ""));
    if !sign.is_empty() {
        section.tokens.push(FormatToken::Literal(sign.to_owned()));
    }
    match language.to_ascii_lowercase().as_str() {
        "" => {}
        "f800" | "x-sysdate" => section.system = Some(NumeralSystem::Date),
        "f400" | "x-systime" => section.system = Some(NumeralSystem::Time),
        language => {
            let (language, numerals) = FormatLanguage::of(language).ok_or(Unfollowed)?;
            section.language = language;
            section.numerals = numerals.or(section.numerals);
        }
    }
    Ok(())
}

/// A condition, if the words begin as one.
fn condition(words: &str) -> Option<Result<FormatCondition, Unfollowed>> {
    const SIGNS: [(&str, Comparison); 6] = [
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("<>", Comparison::Different),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("=", Comparison::Equal),
    ];
    let words = words.trim();
    let (limit, comparison) = SIGNS
        .iter()
        .find_map(|(sign, comparison)| Some((words.strip_prefix(sign)?, *comparison)))?;
    let limit = CellNumber::parse(limit).ok_or(Unfollowed);
    Some(limit.map(|limit| FormatCondition { comparison, limit }))
}

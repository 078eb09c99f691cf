//! Keeps decimals as spreadsheets do: fifteen significant digits, shifted and rounded exactly.

/// Excel keeps and shows at most this many significant digits; what follows is noise of binary
/// fractions: 5.65 is stored as 5.6500000000000004.
const SIGNIFICANT_DIGITS: usize = 15;

/// A number as `0.d1d2d3… × 10^exponent`, without zeros at either end; zero has no digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellNumber {
    negative: bool,
    /// Digits from 0 to 9.
    digits: Vec<u8>,
    /// How many of the digits stand before the point; negative where zeros follow the point.
    exponent: i32,
}

impl CellNumber {
    /// Parses the literal of a cell's value, `5.6500000000000004` or `1E-3`, and rounds it to the
    /// digits a spreadsheet keeps. Returns none for what is no finite number.
    #[must_use]
    pub fn parse(literal: &str) -> Option<Self> {
        let literal = literal.trim();
        let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
        if !literal.chars().all(is_plain) {
            return None;
        }
        Self::of(literal.parse().ok()?)
    }

    /// Takes a binary number as a spreadsheet shows it. Returns none for what is not finite.
    #[must_use]
    pub fn of(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self::from_f64(value))
    }

    /// Rounds a finite number to the digits a spreadsheet keeps.
    fn from_f64(value: f64) -> Self {
        let written = format!("{value:.*e}", SIGNIFICANT_DIGITS - 1);
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let digits = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0');
        let exponent = exponent.parse::<i32>().unwrap_or_default() + 1;
        Self::new(value < 0.0, digits.collect(), exponent)
    }

    /// Makes a number of digits, and drops the zeros at both ends.
    pub(super) fn new(negative: bool, mut digits: Vec<u8>, mut exponent: i32) -> Self {
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let leading = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..leading);
        exponent -= i32::try_from(leading).unwrap_or(i32::MAX);
        if digits.is_empty() {
            return Self::default();
        }
        Self {
            negative,
            digits,
            exponent,
        }
    }

    /// Whether it is less than zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The number without its sign.
    pub(super) fn abs(&self) -> Self {
        Self {
            negative: false,
            ..self.clone()
        }
    }

    /// The number times a power of ten.
    pub(super) fn shifted(&self, places: i32) -> Self {
        if self.is_zero() {
            return self.clone();
        }
        Self {
            exponent: self.exponent.saturating_add(places),
            ..self.clone()
        }
    }

    /// The power of ten of its first digit: 2 for 345, -2 for 0.05; zero for zero.
    pub(super) fn magnitude(&self) -> i32 {
        if self.is_zero() { 0 } else { self.exponent - 1 }
    }

    /// How many significant digits it has.
    pub(super) fn len(&self) -> usize {
        self.digits.len()
    }

    /// Rounds to a number of decimals, halves away from zero as spreadsheets do. A number that
    /// rounds to zero has no sign left: ask before.
    pub(super) fn rounded(&self, decimals: i32) -> Self {
        let kept = i64::from(self.exponent) + i64::from(decimals);
        let Ok(kept) = usize::try_from(kept) else {
            return Self::default();
        };
        if kept >= self.digits.len() {
            return self.clone();
        }
        let rounds_up = self.digits[kept] >= 5;
        let mut digits = self.digits[..kept].to_vec();
        let mut exponent = self.exponent;
        if rounds_up {
            let mut at = kept;
            loop {
                if at == 0 {
                    digits.insert(0, 1);
                    exponent += 1;
                    break;
                }
                at -= 1;
                if digits[at] < 9 {
                    digits[at] += 1;
                    break;
                }
                digits[at] = 0;
            }
        }
        Self::new(self.negative, digits, exponent)
    }

    /// The digits before the point, none for zero, and exactly so many after it, rounded.
    pub(super) fn split(&self, decimals: usize) -> (String, String) {
        let rounded = self.rounded(i32::try_from(decimals).unwrap_or(i32::MAX));
        let digit = |at: i32| {
            let digit = usize::try_from(at)
                .ok()
                .and_then(|at| rounded.digits.get(at));
            char::from(b'0' + digit.copied().unwrap_or_default())
        };
        let whole = (0..rounded.exponent.max(0)).map(digit).collect();
        let decimals = i32::try_from(decimals).unwrap_or(i32::MAX);
        let rest = (0..decimals).map(|at| digit(rounded.exponent.saturating_add(at)));
        let rest = rest.collect();
        (whole, rest)
    }

    /// The number times a factor, rounded down to a whole one, and whether what was cut off is at
    /// least a half. None beyond what can be counted in.
    pub(super) fn times(&self, factor: i128) -> Option<(i128, bool)> {
        let digits = self
            .digits
            .iter()
            .fold(0_i128, |sum, digit| sum * 10 + i128::from(*digit));
        let product = digits.checked_mul(factor)?;
        let places = self.exponent - i32::try_from(self.digits.len()).ok()?;
        if places >= 0 {
            let power = 10_i128.checked_pow(u32::try_from(places).ok()?)?;
            return Some((product.checked_mul(power)?, false));
        }
        match 10_i128.checked_pow(places.unsigned_abs()) {
            Some(power) => Some((product / power, (product % power) * 2 >= power)),
            None => Some((0, false)),
        }
    }

    /// The nearest binary fraction, for approximations only.
    pub(super) fn to_f64(&self) -> f64 {
        let digits: String = self
            .digits
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect();
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}0.{digits}0e{}", self.exponent)
            .parse()
            .unwrap_or_default()
    }
}

impl PartialOrd for CellNumber {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CellNumber {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let sign = |number: &Self| match (number.is_zero(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let size = self
            .exponent
            .cmp(&other.exponent)
            .then_with(|| self.digits.cmp(&other.digits));
        match (sign(self), sign(other)) {
            (-1, -1) => size.reverse(),
            (1, 1) => size,
            (one, two) => one.cmp(&two),
        }
    }
}

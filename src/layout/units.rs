//! Converts `37mm`, `28.95pt` and `3号` to the twips and half points Word counts in.

use std::fmt::{self, Display, Formatter};
use std::ops::{Add, Sub};
use std::str::FromStr;

/// A length in twips: 1/20 pt, 1/1440 inch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length(pub i32);

/// A size of type in half points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(pub u16);

/// A length or size that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitError;

/// 字号 by name and half points.
const SIZES: [(&str, u16); 16] = [
    ("初号", 84),
    ("小初", 72),
    ("1号", 52),
    ("小1", 48),
    ("2号", 44),
    ("小2", 36),
    ("3号", 32),
    ("小3", 30),
    ("4号", 28),
    ("小4", 24),
    ("5号", 21),
    ("小5", 18),
    ("6号", 15),
    ("小6", 13),
    ("7号", 11),
    ("8号", 10),
];

const TWIPS_PER_MM: f64 = 1440.0 / 25.4;
/// Longer than any paper, far from any overflow.
const LONGEST: f64 = 100_000.0;

impl Length {
    /// To the nearest twip.
    #[must_use]
    pub fn from_mm(mm: f64) -> Self {
        Self::from_twips(mm * TWIPS_PER_MM)
    }

    /// To the nearest twip.
    #[must_use]
    pub fn from_pt(pt: f64) -> Self {
        Self::from_twips(pt * 20.0)
    }

    #[allow(clippy::cast_possible_truncation)] // clamped to what fits
    fn from_twips(twips: f64) -> Self {
        Self(twips.clamp(-LONGEST, LONGEST).round() as i32)
    }

    /// In millimetres.
    #[must_use]
    pub fn mm(self) -> f64 {
        f64::from(self.0) / TWIPS_PER_MM
    }
}

impl Size {
    /// The height of the type, which is the width of a hanzi.
    #[must_use]
    pub fn length(self) -> Length {
        Length(i32::from(self.0) * 10)
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// `37mm`, `3.7cm`, `28.95pt`.
///
/// ```
/// use nigao::layout::{Length, Size};
/// assert_eq!("37mm".parse(), Ok(Length(2098)));
/// assert_eq!("28.95pt".parse(), Ok(Length(579)));
/// assert_eq!("三号".parse(), Ok(Size(32)));
/// assert_eq!("10.5pt".parse(), Ok(Size(21)));
/// assert!("37".parse::<Length>().is_err());
/// ```
impl FromStr for Length {
    type Err = UnitError;

    fn from_str(source: &str) -> Result<Self, UnitError> {
        let units = [
            ("mm", TWIPS_PER_MM),
            ("cm", 10.0 * TWIPS_PER_MM),
            ("pt", 20.0),
            ("毫米", TWIPS_PER_MM),
            ("磅", 20.0),
        ];
        let (number, factor) = units
            .iter()
            .find_map(|(unit, factor)| Some((source.strip_suffix(unit)?, factor)))
            .ok_or(UnitError)?;
        let number: f64 = number.trim().parse().map_err(|_| UnitError)?;
        if !(0.0..LONGEST).contains(&(number * factor)) {
            return Err(UnitError);
        }
        Ok(Self::from_twips(number * factor))
    }
}

impl FromStr for Size {
    type Err = UnitError;

    fn from_str(source: &str) -> Result<Self, UnitError> {
        let named: String = source
            .chars()
            .map(|c| {
                "一二三四五六七八"
                    .chars()
                    .zip('1'..)
                    .find(|(hanzi, _)| *hanzi == c)
                    .map_or(c, |(_, digit)| digit)
            })
            .collect();
        let named = named
            .strip_suffix('号')
            .filter(|name| name.starts_with('小'))
            .unwrap_or(&named);
        if let Some((_, size)) = SIZES.iter().find(|(name, _)| *name == named) {
            return Ok(Self(*size));
        }
        let half_points = source.parse::<Length>()?.0 / 10;
        u16::try_from(half_points)
            .ok()
            .filter(|size| (2..=400).contains(size))
            .map(Self)
            .ok_or(UnitError)
    }
}

impl Display for Size {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match SIZES.iter().find(|(_, size)| *size == self.0) {
            Some((name, _)) => f.write_str(name),
            None => write!(f, "{}pt", f32::from(self.0) / 2.0),
        }
    }
}

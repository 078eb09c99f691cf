//! Parses the unit after a number into its dimension and exact decimal factor.

use std::fmt::{self, Display, Formatter};

use rust_decimal::Decimal;

use super::counters::{self, stands_for};
use super::error::FigureError;
use crate::numeral::{half_width, is_hanzi_numeral};

/// A unit: 亿元 is 元 times 10⁸, 斤 is half of a 公斤, 户 is a counter.
///
/// Units of one dimension convert exactly. Every counter (个, 家, 件 …) and every word that is not
/// in the table is a dimension by itself; 名 and 人 are one, 人次 is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    name: String,
    /// Where the magnitude (万, 亿) ends and the unit proper begins, in bytes of `name`.
    root: usize,
    dimension: String,
    /// How many of the base unit it is, above the line and below it: 元/公顷 is 元/亩 over 15.
    factor: Decimal,
    per: Decimal,
}

/// The longest name of a unit, in chars.
const LONGEST_UNIT: usize = 12;

/// Powers of ten before a unit, longer words first.
pub(super) const MAGNITUDES: [(&str, u32); 12] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("十", 1),
];

/// Units that convert: name, dimension (its base unit), and how many of the base unit it is, as
/// mantissa and decimals.
const TABLE: [(&str, &str, i64, u32); 43] = [
    ("人", "人", 1, 0),
    ("名", "人", 1, 0),
    ("亩", "亩", 1, 0),
    ("公顷", "亩", 15, 0),
    ("平方公里", "亩", 1500, 0),
    ("平方千米", "亩", 1500, 0),
    ("平方米", "亩", 15, 4),
    ("㎡", "亩", 15, 4),
    ("米", "米", 1, 0),
    ("公里", "米", 1000, 0),
    ("千米", "米", 1000, 0),
    ("km", "米", 1000, 0),
    ("厘米", "米", 1, 2),
    ("毫米", "米", 1, 3),
    ("克", "公斤", 1, 3),
    ("毫克", "公斤", 1, 6),
    ("微克", "公斤", 1, 9),
    ("公斤", "公斤", 1, 0),
    ("千克", "公斤", 1, 0),
    ("kg", "公斤", 1, 0),
    ("斤", "公斤", 5, 1),
    ("吨", "公斤", 1000, 0),
    ("立方米", "立方米", 1, 0),
    ("升", "立方米", 1, 3),
    ("瓦", "千瓦", 1, 3),
    ("千瓦", "千瓦", 1, 0),
    ("兆瓦", "千瓦", 1000, 0),
    ("吉瓦", "千瓦", 1_000_000, 0),
    ("千瓦时", "千瓦时", 1, 0),
    ("兆瓦时", "千瓦时", 1000, 0),
    ("伏", "千伏", 1, 3),
    ("千伏", "千伏", 1, 0),
    ("千伏安", "千伏安", 1, 0),
    ("兆伏安", "千伏安", 1000, 0),
    ("小时", "小时", 1, 0),
    ("天", "天", 1, 0),
    ("日", "天", 1, 0),
    ("人民币", "元", 1, 0),
    ("元人民币", "元", 1, 0),
    ("%", "%", 1, 0),
    ("‰", "%", 1, 1),
    ("个百分点", "个百分点", 1, 0),
    ("百分点", "个百分点", 1, 0),
];

impl Unit {
    /// Parses a unit: 亿元, 万千瓦时, 公斤/亩, 户.
    ///
    /// # Errors
    /// [`FigureError::Unit`] for what can be no unit: empty, longer than twelve characters, with
    /// digits or punctuation.
    ///
    /// ```
    /// # use nigao::figure::Unit;
    /// let unit = Unit::parse("亿元").unwrap();
    /// assert_eq!((unit.name(), unit.magnitude(), unit.root()), ("亿元", "亿", "元"));
    /// assert_eq!(unit.dimension(), "元");
    /// assert!(unit.converts_to(&Unit::parse("万元").unwrap()));
    /// ```
    pub fn parse(name: &str) -> Result<Self, FigureError> {
        let fault = || FigureError::Unit {
            unit: name.to_owned(),
        };
        let half = half_width(name);
        let name = half.trim();
        let length = name.chars().count();
        if !(1..=LONGEST_UNIT).contains(&length) || !name.chars().all(is_unit_char) {
            return Err(fault());
        }
        match name.split_once('/') {
            Some((over, under)) => Self::quotient(over, under).ok_or_else(fault),
            None => Ok(Self::simple(name)),
        }
    }

    /// The name as it is printed: 亿元.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The magnitude before the unit proper: 亿 of 亿元, nothing of 公里.
    #[must_use]
    pub fn magnitude(&self) -> &str {
        &self.name[..self.root]
    }

    /// The unit proper: 元 of 亿元. Empty for a bare 亿.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.name[self.root..]
    }

    /// The dimension, as the name of its base unit.
    #[must_use]
    pub fn dimension(&self) -> &str {
        &self.dimension
    }

    /// Returns what a number in this unit is multiplied and divided by to be in the other; `None`
    /// for another dimension.
    pub(super) fn conversion(&self, to: &Self) -> Option<(Decimal, Decimal)> {
        if !self.converts_to(to) {
            return None;
        }
        Some((
            self.factor.checked_mul(to.per)?,
            self.per.checked_mul(to.factor)?,
        ))
    }

    /// Whether figures in this unit can be given in the other.
    #[must_use]
    pub fn converts_to(&self, other: &Self) -> bool {
        self.dimension == other.dimension
    }

    /// Whether it is % or ‰: such figures compare by their difference, in 个百分点.
    #[must_use]
    pub fn is_rate(&self) -> bool {
        self.dimension == "%"
    }

    /// Whether it counts things: 40个, 3万户.
    pub(crate) fn counts_things(&self) -> bool {
        counters::is_counter(self.root())
    }

    /// Returns the units that convert to this one or stand for it, or for a side of a quotient.
    pub(crate) fn kin(&self) -> Vec<&'static str> {
        let sides: Vec<&str> = self.dimension.split('/').collect();
        let mut names = Vec::new();
        for (name, dimension, ..) in TABLE {
            if sides.contains(&dimension) {
                names.push(name);
            }
        }
        names.extend(counters::kin(self.root()));
        names
    }

    /// Adds the field's unit proper to a bare magnitude: 亿 in a field of 万元 is 亿元.
    pub(super) fn with_root_of(&self, field: &Self) -> Option<Self> {
        if !self.root().is_empty() || field.is_rate() {
            return None;
        }
        Self::parse(&format!("{}{}", self.name, field.root())).ok()
    }

    /// Returns the unit of a field that this one stands for: 批 in a field of 批次, 万家 in one of
    /// 万户. `None` where they convert anyway, or count different things.
    pub(super) fn stands_for(&self, field: &Self) -> Option<Self> {
        let is_counter = self.dimension == self.root() && !self.root().is_empty();
        let stands =
            is_counter && !self.converts_to(field) && stands_for(self.root(), field.root());
        if !stands {
            return None;
        }
        Self::parse(&format!("{}{}", self.magnitude(), field.root())).ok()
    }

    /// Parses a unit without a stroke.
    fn simple(name: &str) -> Self {
        if let Some(unit) = Self::listed(name) {
            return unit;
        }
        for (word, power) in MAGNITUDES {
            let Some(root) = name.strip_prefix(word) else {
                continue;
            };
            let times = Decimal::from(10_u64.pow(power));
            let (dimension, factor) = match Self::listed(root) {
                Some(base) => (base.dimension, base.factor * times),
                None => (root.to_owned(), times),
            };
            return Self::of_dimension(name, word.len(), dimension, factor);
        }
        Self::of_dimension(name, 0, name.to_owned(), Decimal::ONE)
    }

    /// Looks a unit up in the table.
    fn listed(name: &str) -> Option<Self> {
        let (_, dimension, mantissa, decimals) = TABLE.iter().find(|row| row.0 == name)?;
        let name = if *dimension == "个百分点" {
            dimension
        } else {
            name
        };
        let factor = Decimal::new(*mantissa, *decimals);
        Some(Self::of_dimension(name, 0, (*dimension).to_owned(), factor))
    }

    fn of_dimension(name: &str, root: usize, dimension: String, factor: Decimal) -> Self {
        Self {
            name: name.to_owned(),
            root,
            dimension,
            factor,
            per: Decimal::ONE,
        }
    }

    /// Parses a quotient: 公斤/亩.
    fn quotient(over: &str, under: &str) -> Option<Self> {
        if over.is_empty() || under.is_empty() || under.contains('/') {
            return None;
        }
        let name = format!("{over}/{under}");
        let (over, under) = (Self::simple(over), Self::simple(under));
        let dimension = format!("{}/{}", over.dimension, under.dimension);
        Some(Self {
            name,
            root: over.root,
            dimension,
            factor: over.factor,
            per: under.factor,
        })
    }
}

/// Whether a unit can have the character: letters, hanzi and signs, but no numeral.
///
/// Made for 12个3, whose unit must not be 个3; must not break 万元, 百万吨 and 两, which are units
/// although they are numerals.
fn is_unit_char(c: char) -> bool {
    let numeral = is_hanzi_numeral(c) && !"两十百千万亿".contains(c);
    (c.is_alphabetic() && !numeral) || "%‰/²³℃㎡°".contains(c)
}

impl Display for Unit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn a_unit_has_a_magnitude_a_root_and_a_dimension() {
        let cases = [
            ("亿元", "亿", "元", "元"),
            ("万千瓦时", "万", "千瓦时", "千瓦时"),
            ("公里", "", "公里", "米"),
            ("千瓦", "", "千瓦", "千瓦"),
            ("户", "", "户", "户"),
            ("百分点", "", "个百分点", "个百分点"),
            ("公斤/亩", "", "公斤/亩", "公斤/亩"),
            ("亿", "亿", "", ""),
        ];
        for (name, magnitude, root, dimension) in cases {
            let unit = Unit::parse(name).unwrap();
            let parts = (unit.magnitude(), unit.root(), unit.dimension());
            assert_eq!(parts, (magnitude, root, dimension), "{name}");
        }
    }

    #[test]
    fn what_has_a_numeral_or_a_mark_is_no_unit() {
        for name in [
            "",
            "个3",
            "个三",
            "元。",
            "元/亩/年",
            "/",
            "一二三四五六七八九十一二三",
        ] {
            assert!(Unit::parse(name).is_err(), "{name}");
        }
    }
}

//! Units: the word after a number to its dimension and exact decimal factor.

use std::fmt::{self, Display, Formatter};

use rust_decimal::Decimal;

use super::FigureError;

/// A unit: 亿元 is 元 times 10⁸, 斤 is half of a 公斤, 户 is nothing but itself.
///
/// Units of one dimension convert exactly. Every counter (个, 家, 件 …) and every word not in the table is a dimension
/// of its own; 名 and 人 are one, 人次 is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    name: String,
    /// Where the magnitude (万, 亿) ends and the unit proper begins, in bytes of `name`.
    root: usize,
    dimension: String,
    /// How many of the base unit it is; with `per` below the line, for 元/公顷 is 元/亩 divided by 15.
    factor: Decimal,
    per: Decimal,
}

/// Powers of ten that stand before a unit, the longer first.
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

/// Units that convert: name, dimension (its base unit), and how many of the base it is, as mantissa and decimals.
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
    /// The unit of a name as a writer gives it: 亿元, 万千瓦时, 公斤/亩, 户.
    ///
    /// # Errors
    /// [`FigureError::Unit`] for what can be no unit: empty, longer than twelve characters, with digits or punctuation.
    ///
    /// ```
    /// # use nigao::figure::Unit;
    /// let unit = Unit::parse("亿元").unwrap();
    /// assert_eq!((unit.name(), unit.magnitude(), unit.root(), unit.dimension()), ("亿元", "亿", "元", "元"));
    /// assert!(unit.converts_to(&Unit::parse("万元").unwrap()));
    /// ```
    pub fn parse(name: &str) -> Result<Self, FigureError> {
        let fault = || FigureError::Unit { unit: name.to_owned() };
        let half = crate::numeral::half_width(name);
        let name = half.trim();
        let possible =
            !name.is_empty() && name.chars().count() <= 12 && name.chars().all(is_unit_char);
        if !possible {
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

    /// What a number in this unit is multiplied and divided by to be in the other; none of another dimension.
    pub(super) fn conversion(&self, to: &Self) -> Option<(Decimal, Decimal)> {
        let same = self.converts_to(to);
        same.then_some((self.factor.checked_mul(to.per)?, self.per.checked_mul(to.factor)?))
    }

    /// Whether figures in this unit can be given in the other.
    #[must_use]
    pub fn converts_to(&self, other: &Self) -> bool {
        self.dimension == other.dimension
    }

    /// % or ‰: figures that compare by their difference, in 个百分点.
    #[must_use]
    pub fn is_rate(&self) -> bool {
        self.dimension == "%"
    }

    /// The names of listed units that convert to this one, or to a side of it where it is a quotient.
    pub(crate) fn kin(&self) -> Vec<&'static str> {
        let sides: Vec<&str> = self.dimension.split('/').collect();
        TABLE.iter().filter(|row| sides.contains(&row.1)).map(|row| row.0).collect()
    }

    /// A bare 亿 before the field's unit proper: 亿 with 万元 is 亿元.
    pub(super) fn with_root_of(&self, field: &Self) -> Option<Self> {
        let bare = self.root().is_empty() && !field.is_rate();
        bare.then(|| Self::parse(&format!("{}{}", self.name, field.root())).ok())?
    }

    fn simple(name: &str) -> Self {
        if let Some(unit) = Self::listed(name) {
            return unit;
        }
        for (word, power) in MAGNITUDES {
            if let Some(root) = name.strip_prefix(word) {
                let base = Self::listed(root);
                let factor = base.as_ref().map_or(Decimal::ONE, |unit| unit.factor);
                let factor = factor * Decimal::from(10_u64.pow(power));
                let dimension = base.map_or(root.to_owned(), |unit| unit.dimension);
                return Self {
                    name: name.to_owned(),
                    root: word.len(),
                    dimension,
                    factor,
                    per: Decimal::ONE,
                };
            }
        }
        Self {
            name: name.to_owned(),
            root: 0,
            dimension: name.to_owned(),
            factor: Decimal::ONE,
            per: Decimal::ONE,
        }
    }

    fn listed(name: &str) -> Option<Self> {
        let (_, dimension, mantissa, decimals) = TABLE.iter().find(|row| row.0 == name)?;
        let name = if *dimension == "个百分点" { dimension } else { name };
        let factor = Decimal::new(*mantissa, *decimals);
        Some(Self {
            name: name.to_owned(),
            root: 0,
            dimension: (*dimension).to_owned(),
            factor,
            per: Decimal::ONE,
        })
    }

    /// 公斤/亩
    fn quotient(over: &str, under: &str) -> Option<Self> {
        if over.is_empty() || under.is_empty() || under.contains('/') {
            return None;
        }
        let name = format!("{over}/{under}");
        let (over, under) = (Self::simple(over), Self::simple(under));
        let dimension = format!("{}/{}", over.dimension, under.dimension);
        Some(Self { name, root: over.root, dimension, factor: over.factor, per: under.factor })
    }
}

/// Letters, hanzi and the signs of units, but no numeral: 12个3 must not have the unit 个3.
fn is_unit_char(c: char) -> bool {
    (c.is_alphabetic() && !"零〇一二三四五六七八九".contains(c)) || "%‰/²³℃㎡°".contains(c)
}

impl Display for Unit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

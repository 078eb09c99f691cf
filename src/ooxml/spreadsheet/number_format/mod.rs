//! Shows numbers under number formats such as `0"."0,"万元"` in the words Excel has for them.
//!
//! What Excel's documents and its files say is followed, for a Chinese Excel; a code that is not
//! understood in full is an error, never the bare number. Widths play no part: `_x` is one blank,
//! `*x` is nothing, and General has room for eleven characters.

mod builtin;
mod date;
mod date_system;
mod decimal;
mod digits;
mod fraction;
mod general;
mod locale;
mod numerals;
mod parse;
mod unfollowed;

pub use builtin::builtin;
pub(crate) use builtin::follows_system;
pub use date_system::DateSystem;
pub use decimal::CellNumber;
pub use unfollowed::Unfollowed;

use parse::{Comparison, FormatCondition, FormatSection, FormatToken};

/// A code, understood.
///
/// ```
/// use nigao::read::spreadsheet::{CellNumber, DateSystem, NumberFormat};
/// let format = NumberFormat::parse(r#"0"."0,"万元""#).unwrap();
/// let value = CellNumber::parse("170800000").unwrap();
/// assert_eq!(format.number(&value, DateSystem::From1900).unwrap(), "17080.0万元");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    sections: Vec<NumberSection>,
    /// The section for texts, if there is one.
    text: Option<FormatSection>,
}

/// A section for numbers, and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NumberSection {
    section: FormatSection,
    kind: SectionKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SectionKind {
    General,
    /// Digits, a fraction or a power of ten, or words alone.
    Number,
    Fraction,
    Date,
    /// `@`: a number is shown as General shows it.
    Text,
}

impl NumberFormat {
    /// Parses a code.
    ///
    /// # Errors
    /// When it holds anything that is not followed.
    pub fn parse(code: &str) -> Result<Self, Unfollowed> {
        let mut sections = parse::sections(code)?;
        let is_text = |section: &FormatSection| section.tokens.contains(&FormatToken::Text);
        let is_last_text = sections.last().is_some_and(is_text);
        let text = match sections.len() {
            4 => sections.pop(),
            1 => sections.last().filter(|section| is_text(section)).cloned(),
            _ if is_last_text => sections.pop(),
            _ => None,
        };
        let with_kind = |section| {
            let kind = kind(&section)?;
            Ok(NumberSection { section, kind })
        };
        let sections: Vec<NumberSection> = sections
            .into_iter()
            .map(with_kind)
            .collect::<Result<_, _>>()?;
        let is_text_among =
            sections.len() > 1 && sections.iter().any(|f| f.kind == SectionKind::Text);
        if is_text_among {
            return Err(Unfollowed);
        }
        Ok(Self { sections, text })
    }

    /// Whether a number is shown as a day or a time.
    #[must_use]
    pub fn is_date(&self) -> bool {
        self.sections
            .first()
            .is_some_and(|form| form.kind == SectionKind::Date)
    }

    /// Whether it is General alone, which leaves a number as it is.
    #[must_use]
    pub fn is_general(&self) -> bool {
        matches!(self.sections.as_slice(), [form] if form.section.tokens == [FormatToken::General])
    }

    /// The words a number is shown as.
    ///
    /// # Errors
    /// When the code cannot show it: Excel fills a cell with # for a day before its calendar.
    pub fn number(&self, value: &CellNumber, calendar: DateSystem) -> Result<String, Unfollowed> {
        let (form, tells_sign) = self.form_for(value)?;
        let Some(form) = form else {
            return Ok(general::shown(value));
        };
        let words = match form.kind {
            SectionKind::Date => return date::shown(value, &form.section, calendar),
            // Words beside @ are for texts only: 5 in `@"户"` is 5.
            SectionKind::Text => return Ok(general::shown(value)),
            // Whether `General;General` drops the sign is written nowhere.
            SectionKind::General if tells_sign && !form.section.tells_anything() => {
                return Err(Unfollowed);
            }
            SectionKind::General => general::in_section(&value.abs(), &form.section)?,
            SectionKind::Fraction => fraction::shown(&value.abs(), &form.section)?,
            SectionKind::Number => digits::shown(&value.abs(), &form.section)?,
        };
        // Words without any place for the number have no sign either.
        let is_words_only = form.kind == SectionKind::Number && !digits::has_places(&form.section);
        let has_sign = value.is_negative() && !tells_sign && !is_words_only;
        Ok(if has_sign { format!("-{words}") } else { words })
    }

    /// Whether a text is shown otherwise than it is written.
    #[must_use]
    pub fn changes_texts(&self) -> bool {
        self.text
            .as_ref()
            .is_some_and(|section| section.tokens != [FormatToken::Text])
    }

    /// The words a text is shown as: `@"户"` adds to it, an empty fourth section hides it.
    #[must_use]
    pub fn text(&self, words: &str) -> String {
        let Some(section) = &self.text else {
            return words.to_owned();
        };
        let pieces = section.tokens.iter().map(|token| match token {
            FormatToken::Text => words.to_owned(),
            FormatToken::Literal(literal) => literal.clone(),
            FormatToken::Blank => " ".to_owned(),
            FormatToken::Figure(c) => c.to_string(),
            FormatToken::Point => ".".to_owned(),
            FormatToken::Comma => ",".to_owned(),
            FormatToken::Percent => "%".to_owned(),
            FormatToken::Slash => "/".to_owned(),
            FormatToken::General => words.to_owned(),
            FormatToken::Place(_) | FormatToken::Exponent(_) | FormatToken::Date(_) => {
                String::new()
            }
        });
        pieces.collect()
    }

    /// The section for a value, and whether the section tells the sign itself. No section stands
    /// for General: a value that no condition lets in.
    ///
    /// # Errors
    /// For a negative number in a section like `[<-5]0`: some readers show its sign in a first
    /// section and not in a second one, and what Excel does is written nowhere.
    fn form_for(&self, value: &CellNumber) -> Result<(Option<&NumberSection>, bool), Unfollowed> {
        let conditions: Vec<Option<FormatCondition>> = self.conditions();
        let holds = |condition: &Option<FormatCondition>| {
            condition
                .as_ref()
                .is_none_or(|condition| condition.holds(value))
        };
        let Some(at) = conditions.iter().position(holds) else {
            return Ok((None, false));
        };
        let form = self.sections.get(at);
        let zero = CellNumber::default();
        let leaves_negatives = |condition: &FormatCondition| {
            condition.limit == zero
                && matches!(
                    condition.comparison,
                    Comparison::AtLeast | Comparison::Greater
                )
        };
        let tells_sign = match (at, &conditions[at]) {
            (_, Some(condition)) if condition.is_of_negatives() => {
                if condition.limit < zero {
                    return Err(Unfollowed);
                }
                true
            }
            (_, Some(_)) => false,
            // The rest: in `[>=0]a;b` only negative numbers are left.
            (1, None) => conditions[0].as_ref().is_some_and(leaves_negatives),
            (_, None) => false,
        };
        Ok((form, tells_sign))
    }

    /// The condition of each section, written or meant; none for the section of the rest.
    fn conditions(&self) -> Vec<Option<FormatCondition>> {
        let written = |at: usize| {
            self.sections
                .get(at)
                .and_then(|f| f.section.condition.clone())
        };
        let meant = |comparison| {
            Some(FormatCondition {
                comparison,
                limit: CellNumber::default(),
            })
        };
        match self.sections.len() {
            0 => Vec::new(),
            1 => vec![written(0)],
            2 => match (written(0), written(1)) {
                (None, None) => vec![meant(Comparison::AtLeast), None],
                (first @ Some(_), second) => vec![first, second],
                (None, second) => vec![meant(Comparison::Greater), second],
            },
            _ => {
                let first = written(0).or_else(|| meant(Comparison::Greater));
                let second = written(1).or_else(|| meant(Comparison::Less));
                vec![first, second, None]
            }
        }
    }
}

/// What a section shows, by the tokens in it.
fn kind(section: &FormatSection) -> Result<SectionKind, Unfollowed> {
    let has = |wanted: fn(&FormatToken) -> bool| section.tokens.iter().any(wanted);
    let has_places = has(|token| matches!(token, FormatToken::Place(_)));
    let has_text = has(|token| matches!(token, FormatToken::Text));
    let has_general = has(|token| matches!(token, FormatToken::General));
    let has_power = has(|token| matches!(token, FormatToken::Exponent(_)));
    let has_percent = has(|token| matches!(token, FormatToken::Percent));
    let is_counted = has_places || has_power || has_percent;
    if section.system.is_some() || has(|token| matches!(token, FormatToken::Date(_))) {
        if is_counted || has_text || has_general {
            return Err(Unfollowed);
        }
        date::check(&section.tokens)?;
        return Ok(SectionKind::Date);
    }
    match (has_general, has_text) {
        (true, true) => Err(Unfollowed),
        (true, false) if is_counted => Err(Unfollowed),
        (true, false) => Ok(SectionKind::General),
        (false, true) if is_counted => Err(Unfollowed),
        (false, true) => Ok(SectionKind::Text),
        (false, false) if fraction::is_one(&section.tokens) => Ok(SectionKind::Fraction),
        (false, false) => {
            digits::check(&section.tokens)?;
            Ok(SectionKind::Number)
        }
    }
}

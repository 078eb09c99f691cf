//! Parses sessions of a congress (19-6, 十九届六次) and prints them in full.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::year::number;
use crate::numeral::{half_width, hanzi};

/// A session of a people's congress: 第十九届人民代表大会第六次会议.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Session {
    term: u32,
    meeting: u32,
}

/// Why a text is no session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// Not written as a session.
    #[error("{text:?} is not written as a session")]
    Shape {
        /// What was typed.
        text: String,
    },
    /// More terms or meetings than any congress had.
    #[error("term {term}, meeting {meeting} is out of range")]
    Range {
        /// 届
        term: u32,
        /// 次
        meeting: u32,
    },
}

impl Session {
    /// The largest 届 taken for real.
    pub const TERMS: u32 = 99;
    /// The largest 次 taken for real.
    pub const MEETINGS: u32 = 30;

    /// Returns the session of 届 `term`, 次 `meeting`.
    ///
    /// # Errors
    /// Outside `1..=99` and `1..=30`.
    pub fn new(term: u32, meeting: u32) -> Result<Self, SessionError> {
        if (1..=Self::TERMS).contains(&term) && (1..=Self::MEETINGS).contains(&meeting) {
            Ok(Self { term, meeting })
        } else {
            Err(SessionError::Range { term, meeting })
        }
    }

    /// Parses a session from two texts: 19, 第十九届 or 十九, and 6, 第六次, 六 or 第六次会议.
    ///
    /// # Errors
    /// Texts that are no ordinals, or out of range.
    pub fn of_parts(term: &str, meeting: &str) -> Result<Self, SessionError> {
        let shape = || SessionError::Shape {
            text: format!("{term} {meeting}"),
        };
        let term_tails = ["人民代表大会", "人大", "届"];
        let term_number = ordinal(&half_width(term), &term_tails).ok_or_else(shape)?;
        let meeting_tails = ["会议", "全会", "次"];
        let meeting_number = ordinal(&half_width(meeting), &meeting_tails).ok_or_else(shape)?;
        Self::new(term_number, meeting_number)
    }

    /// 届数: returns the number of the term.
    #[must_use]
    pub fn term(self) -> u32 {
        self.term
    }

    /// 次数: returns the number of the meeting.
    #[must_use]
    pub fn meeting(self) -> u32 {
        self.meeting
    }

    /// 届: returns 第十九届.
    #[must_use]
    pub fn term_words(self) -> String {
        format!("第{}届", hanzi(self.term.into()))
    }

    /// 次: returns 第六次.
    #[must_use]
    pub fn meeting_words(self) -> String {
        format!("第{}次", hanzi(self.meeting.into()))
    }

    /// 上次: returns the meeting before; `None` before the first of a term.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::new(self.term, self.meeting - 1).ok()
    }

    /// 下次: returns the meeting after, in the same term.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::new(self.term, self.meeting + 1).ok()
    }
}

/// Parses an ordinal: takes each of `tails` off the end in turn, and 第 off the front.
fn ordinal(words: &str, tails: &[&str]) -> Option<u32> {
    let mut bare = words.trim();
    for tail in tails {
        bare = bare.strip_suffix(tail).unwrap_or(bare).trim_end();
    }
    number(bare.strip_prefix('第').unwrap_or(bare))
}

/// Parses 19-6, 第十九届第六次, 十九届六次, 19届6次 and the session in full.
impl FromStr for Session {
    type Err = SessionError;

    fn from_str(text: &str) -> Result<Self, SessionError> {
        let typed = half_width(text);
        let typed = typed.trim();
        let shape = || SessionError::Shape {
            text: text.to_owned(),
        };
        let (term, meeting) = typed.split_once(['-', '—', '–', '届']).ok_or_else(shape)?;
        let mut meeting = meeting.trim_start();
        for congress in ["人民代表大会", "人大"] {
            meeting = meeting.strip_prefix(congress).unwrap_or(meeting);
        }
        Self::of_parts(term, meeting).map_err(|error| match error {
            SessionError::Shape { .. } => shape(),
            range @ SessionError::Range { .. } => range,
        })
    }
}

impl Display for Session {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}人民代表大会{}会议",
            self.term_words(),
            self.meeting_words()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Session;

    #[test]
    fn a_session_has_many_spellings() {
        let spellings = [
            "19-6",
            "19—6",
            "十九届六次",
            "19届6次",
            "第十九届第六次",
            "十九届人大六次会议",
            "第十九届人民代表大会第六次会议",
            "１９－６",
        ];
        for typed in spellings {
            assert_eq!(typed.parse(), Session::new(19, 6), "{typed}");
        }
        for typed in ["19", "0-1", "100-1", "19-31", "六次", ""] {
            assert!(typed.parse::<Session>().is_err(), "{typed}");
        }
    }
}

//! Sessions: 19-6 and its like to 第十九届人民代表大会第六次会议.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::number;
use crate::numeral::{half_width, hanzi};

/// A session of a people's congress: 第十九届人民代表大会第六次会议.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Session {
    term: u32,
    meeting: u32,
}

/// Why a text is no session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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

    /// The session of 届 `term`, 次 `meeting`.
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

    /// The session of two texts: 19, 第十九届 or 十九, and 6, 第六次, 六 or 第六次会议.
    ///
    /// # Errors
    /// Texts that are no ordinals, or out of range.
    pub fn of_parts(term: &str, meeting: &str) -> Result<Self, SessionError> {
        let shape = || SessionError::Shape { text: format!("{term} {meeting}") };
        let ordinal =
            |text: &str, tails: &[&str]| ordinal(&half_width(text), tails).ok_or_else(shape);
        Self::new(
            ordinal(term, &["人民代表大会", "人大", "届"])?,
            ordinal(meeting, &["会议", "全会", "次"])?,
        )
    }

    /// 届数
    #[must_use]
    pub fn term(self) -> u32 {
        self.term
    }

    /// 次数
    #[must_use]
    pub fn meeting(self) -> u32 {
        self.meeting
    }

    /// 届: 第十九届
    #[must_use]
    pub fn term_words(self) -> String {
        format!("第{}届", hanzi(self.term.into()))
    }

    /// 次: 第六次
    #[must_use]
    pub fn meeting_words(self) -> String {
        format!("第{}次", hanzi(self.meeting.into()))
    }

    /// 上次: the meeting before, none before the first of a term.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::new(self.term, self.meeting - 1).ok()
    }

    /// 下次: the meeting after, in the same term.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::new(self.term, self.meeting + 1).ok()
    }
}

/// Takes 第 off the front and each of `tails` off the end, in turn.
fn ordinal(words: &str, tails: &[&str]) -> Option<u32> {
    let words = words.trim();
    let bare = tails
        .iter()
        .fold(words, |words, tail| words.strip_suffix(tail).unwrap_or(words).trim_end());
    number(bare.strip_prefix('第').unwrap_or(bare))
}

/// Reads 19-6, 第十九届第六次, 十九届六次, 19届6次 and the session in full.
impl FromStr for Session {
    type Err = SessionError;

    fn from_str(text: &str) -> Result<Self, SessionError> {
        let typed = half_width(text);
        let typed = typed.trim();
        let shape = || SessionError::Shape { text: text.to_owned() };
        let (term, meeting) = typed.split_once(['-', '—', '–', '届']).ok_or_else(shape)?;
        let meeting =
            ["人民代表大会", "人大"].iter().fold(meeting.trim_start(), |meeting, congress| {
                meeting.strip_prefix(congress).unwrap_or(meeting)
            });
        Self::of_parts(term, meeting).map_err(|error| match error {
            SessionError::Shape { .. } => shape(),
            range @ SessionError::Range { .. } => range,
        })
    }
}

impl Display for Session {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}人民代表大会{}会议", self.term_words(), self.meeting_words())
    }
}

//! Finds sessions of a congress, which count on every year: 第十七届人民代表大会第四次会议.

use std::ops::Range;

use super::super::proposal::MinedAnswer;
use super::context::SlotContext;
use super::field_set::FieldSet;
use crate::calendar::Session;
use crate::lexicon::{count_trailing, string};
use crate::numeral::parse_hanzi;
use crate::schema::FieldKind;

/// The longest words between 届 and 次, in chars: 人民代表大会常务委员会第.
const LONGEST_BODY: usize = 14;
/// The bodies that meet in sessions, the longer names first, and what their field is called.
const BODIES: [(&str, &str); 4] = [
    ("人民代表大会", "届次"),
    ("人大", "届次"),
    ("委员会", "政协届次"),
    ("政协", "政协届次"),
];

/// A session as it is written.
struct WrittenSession {
    /// From 第 or the first numeral to 次 or 会议.
    span: Range<usize>,
    term: WrittenOrdinal,
    meeting: WrittenOrdinal,
    session: Session,
    /// What the field of such a session is called.
    name: &'static str,
}

/// 第十七届, or 十七 of 十七届.
struct WrittenOrdinal {
    span: Range<usize>,
    number: u32,
    has_prefix: bool,
    is_arabic: bool,
}

/// Adds a field for each session the report names: first the one it is read at, of its dateline or
/// its first lines, then the others (县十七届人大三次会议以来).
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let mut known: Vec<(Session, &'static str, usize)> = Vec::new();
    for written in find(context.report.folded()) {
        if !set.is_free(&written.span) || context.is_escaped(written.span.start) {
            continue;
        }
        let (session, name) = (written.session, written.name);
        let same = known
            .iter()
            .find(|known| known.0 == session && known.1 == name);
        let field = match same {
            Some((.., field)) => *field,
            None => {
                let answer = format!("{}-{}", session.term(), session.meeting());
                let previous = known
                    .iter()
                    .any(|known| known.0.previous() == Some(session));
                let names = if previous {
                    format!("上次会议{name}")
                } else {
                    name.to_owned()
                };
                let answer = MinedAnswer::Words(answer);
                let field = set.add(context, &[names], FieldKind::Session, &written.span, answer);
                known.push((session, name, field));
                field
            }
        };
        print(context, set, &written, field);
    }
}

/// Prints a session whole where its words are those of the congress in full, else its two numbers.
fn print(context: &SlotContext, set: &mut FieldSet, written: &WrittenSession, field: usize) {
    if context.report.words(&written.span) == written.session.to_string() {
        return set.print(written.span.clone(), field, "");
    }
    let term = match (written.term.has_prefix, written.term.is_arabic) {
        (_, true) => "届数",
        (true, false) => "届",
        (false, false) => "届号",
    };
    let meeting = match (written.meeting.has_prefix, written.meeting.is_arabic) {
        (_, true) => "次数",
        (true, false) => "次",
        (false, false) => "次号",
    };
    for (ordinal, part, counter) in [
        (&written.term, term, "届"),
        (&written.meeting, meeting, "次"),
    ] {
        let mut span = ordinal.span.clone();
        if part == counter {
            span = span.start - 1..span.end + 1;
        }
        if context.report.words(&span) == printed(ordinal, part, counter) {
            set.print(span, field, part);
        }
    }
}

/// Returns what a part of the session prints.
fn printed(ordinal: &WrittenOrdinal, part: &str, counter: &str) -> String {
    let hanzi = crate::numeral::hanzi(ordinal.number.into());
    match part {
        part if part == counter => format!("第{hanzi}{counter}"),
        "届数" | "次数" => ordinal.number.to_string(),
        _ => hanzi,
    }
}

fn find(text: &[char]) -> Vec<WrittenSession> {
    let mut found: Vec<WrittenSession> = Vec::new();
    for at in 0..text.len() {
        if text[at] == '届' {
            found.extend(session_at(text, at));
        }
    }
    found
}

/// Returns the session whose 届 stands at a char. 二十届三中全会 names no body and is none;
/// 历届人大 has no number.
fn session_at(text: &[char], at: usize) -> Option<WrittenSession> {
    let term = ordinal_before(text, at)?;
    let rest = &text[at + 1..text.len().min(at + 1 + LONGEST_BODY)];
    let meets = rest.iter().position(|c| *c == '次')?;
    let body = string(&rest[..meets]);
    let (_, name) = BODIES
        .into_iter()
        .find(|(body_name, _)| body.contains(body_name))?;
    if !body.chars().all(char::is_alphanumeric) {
        return None;
    }
    let counter = at + 1 + meets;
    let meeting = ordinal_before(text, counter)?;
    let has_meeting_word = text[counter + 1..].starts_with(&['会', '议']);
    let end = if has_meeting_word {
        counter + 3
    } else {
        counter + 1
    };
    let session = Session::new(term.number, meeting.number).ok()?;
    let start = term.span.start - usize::from(term.has_prefix);
    Some(WrittenSession {
        span: start..end,
        term,
        meeting,
        session,
        name,
    })
}

/// Reads the number before a counter: 十七 of 第十七届.
fn ordinal_before(text: &[char], counter: usize) -> Option<WrittenOrdinal> {
    let is_arabic = counter > 0 && text[counter - 1].is_ascii_digit();
    let is_digit = |c: char| {
        if is_arabic {
            c.is_ascii_digit()
        } else {
            "零一二三四五六七八九十百".contains(c)
        }
    };
    let length = count_trailing(&text[..counter], is_digit);
    let span = counter - length..counter;
    let words = string(&text[span.clone()]);
    let number = if is_arabic {
        words.parse().ok()
    } else {
        parse_hanzi(&words)
    };
    let number = u32::try_from(number?).ok()?;
    let has_prefix = span.start > 0 && text[span.start - 1] == '第';
    Some(WrittenOrdinal {
        span,
        number,
        has_prefix,
        is_arabic,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_read_in_every_form() {
        for (text, wanted) in [
            (
                "在云溪镇第十九届人民代表大会第六次会议上",
                Some((19, 6, "届次")),
            ),
            ("县十七届人大三次会议以来", Some((17, 3, "届次"))),
            ("第17届人民代表大会第4次会议", Some((17, 4, "届次"))),
            ("政协第九届委员会第二次会议", Some((9, 2, "政协届次"))),
            ("党的二十届三中全会", None),
            ("历届人大会议", None),
            ("本届政府，人大代表第三次视察", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found = find(&chars);
            let found = found
                .first()
                .map(|s| (s.session.term(), s.session.meeting(), s.name));
            assert_eq!(found, wanted, "{text}");
        }
    }
}

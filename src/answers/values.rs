//! Parses the answer to one field into a fact of its kind, or reports what is wrong with it.

use chrono::NaiveDate;

use super::date_line::{DateContext, missing_year, other_weekday};
use super::evidence::bare;
use super::facts::{ClaimState, Fact};
use super::visible;
use super::{braces, figure_line, spelling};
use crate::calendar;
use crate::calendar::{DateError, Month, Session, Year};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message, Severity};
use crate::document::{LOST, is_printable};
use crate::nearest::nearest;
use crate::numeral::half_width;
use crate::schema::{Field, FieldKind};
use crate::yaml::{Entry, Node, Value};

/// Words for 是.
pub(crate) const YES: &[&str] = &[
    "是", "有", "对", "是的", "有的", "对的", "属实", "√", "✓", "✔", "☑", "true", "yes", "y", "1",
    "已核实", "核实无误", "已确认", "确认",
];
/// Words for 否.
pub(crate) const NO: &[&str] = &[
    "否", "无", "没有", "不", "不是", "没", "不对", "不属实", "×", "✗", "✘", "x", "☐", "false",
    "no", "n", "0",
];
/// Words that do not confirm a claim that denies: to 没有发生事故, 有 may mean that there was one.
pub(crate) const TWO_WAYS: [&str; 3] = ["有", "有的", "1"];
/// Words that decline it, but may be meant otherwise: 没有 may mean that none happened.
const DOUBTFUL_NO: [&str; 4] = ["没有", "没", "无", "0"];
/// What makes a statement a denial, 任前谈话一个不少 included: a question more does no harm.
const DENIALS: [char; 7] = ['没', '无', '未', '不', '零', '非', '免'];

/// Returns whether a claim denies something.
#[must_use]
pub fn denies(words: &str) -> bool {
    words.contains(DENIALS)
}

/// Returns whether words may confirm a claim that denies as well as decline it: to 没有发生事故,
/// 没有 may say that none happened.
///
/// In a file 没有 declines, with advice; a prompt can ask again.
#[must_use]
pub fn is_either_way(words: &str) -> bool {
    let typed = half_width(words.trim().trim_end_matches(['。', '.']));
    TWO_WAYS.contains(&&*typed) || DOUBTFUL_NO.contains(&&*typed)
}

/// Reads the answers of one field.
pub(super) struct Values<'a> {
    /// The field.
    pub(super) field: &'a Field,
    /// Whether parts of an answer may be left open.
    pub(super) holes: bool,
    /// What a day without a year is understood by.
    pub(super) dates: DateContext,
    /// Where faults go.
    pub(super) faults: &'a mut Diagnostics,
}

impl Values<'_> {
    /// The fact an answer gives.
    pub(super) fn read(&mut self, node: &Node) -> Option<Fact> {
        let node = bare(node);
        let node = node.as_ref();
        if self.is_ambiguous(node) {
            return None;
        }
        let ended = without_end_mark(&self.field.kind, node);
        let node = ended.as_ref().unwrap_or(node);
        let expanded = spelling::expand(self.field, node);
        let node = bare(expanded.as_ref().unwrap_or(node));
        let node = node.as_ref();
        if self.is_in_braces(node) {
            return None;
        }
        match &self.field.kind {
            FieldKind::Place { levels } => self.place(node, levels).map(Fact::Place),
            FieldKind::Date => self
                .words(node)
                .and_then(|words| self.date(&words, &node.location))
                .map(Fact::Date),
            FieldKind::Month => self
                .words(node)
                .and_then(|words| self.month(&words, &node.location))
                .map(Fact::Month),
            FieldKind::Year { least, most } => self.year(node, *least, *most).map(Fact::Year),
            FieldKind::Session => self.session(node).map(Fact::Session),
            FieldKind::Figure { .. } => self.measure(node).map(Fact::Figure),
            FieldKind::Text { paragraphs } => self.text(node, *paragraphs).map(Fact::Text),
            FieldKind::Choice { options } => self.choice(node, options).map(Fact::Choice),
            FieldKind::Flag => self.flag(node).map(Fact::Flag),
            FieldKind::Claim { words } => {
                if denies(words) && self.says_two_things(node, words) {
                    return None;
                }
                let confirmed = self.flag(node)?;
                let state = if confirmed {
                    ClaimState::Confirmed
                } else {
                    ClaimState::Declined
                };
                Some(Fact::Claim {
                    words: words.clone(),
                    state,
                })
            }
            FieldKind::List { .. } => None,
        }
    }

    pub(super) fn fault(
        &mut self,
        location: &Location,
        key: &'static str,
        args: &[(&'static str, &str)],
        hint: Option<Message>,
    ) {
        let field = self.field.name.clone();
        let mut all = vec![("field", field)];
        all.extend(
            args.iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        let fault = Diagnostic::error(Some(location.clone()), Message::with(key, all));
        self.faults.push(match hint {
            Some(hint) => fault.hint(hint),
            None => fault,
        });
    }

    pub(super) fn advise(
        &mut self,
        location: &Location,
        key: &'static str,
        args: &[(&'static str, &str)],
    ) {
        self.fault(location, key, args, None);
        if let Some(advice) = self.faults.last_mut() {
            advice.severity = Severity::Advice;
        }
    }

    /// Refuses a comma that may group thousands, be a decimal point, or separate two values.
    pub(super) fn is_ambiguous(&mut self, node: &Node) -> bool {
        let Some(words) = node.scalar() else {
            return false;
        };
        let bare = braces::inner(words).unwrap_or(words);
        let meant = figure_line::doubted_comma(self.field, bare).filter(|_| words.contains(','));
        let Some(meant) = meant else {
            return false;
        };
        let words = words.trim_matches(['{', '}']);
        let (one, two) = (words.replace(',', meant), words.replacen(',', " ", 1));
        let args = [("one", one.as_str()), ("two", &two)];
        let hint = Some(Message::new("figure.ambiguous.hint", args));
        self.fault(
            &node.location,
            "figure.ambiguous",
            &[("value", words)],
            hint,
        );
        true
    }

    /// Refuses words in braces that are no pairs of the field's parts.
    fn is_in_braces(&mut self, node: &Node) -> bool {
        let Some(words) = node.scalar() else {
            return false;
        };
        if braces::inner(words).is_none() {
            return false;
        }
        let hint = match &self.field.kind {
            FieldKind::Figure { .. } => "check.braces.figure",
            FieldKind::Place { .. } => "check.braces.place",
            FieldKind::Session => "session.hint",
            _ => "check.braces.hint",
        };
        let shown = shortened(words);
        self.fault(
            &node.location,
            "check.braces",
            &[("value", &shown)],
            Some(Message::plain(hint)),
        );
        true
    }

    /// The words of a scalar, if they are all fit to print.
    pub(super) fn words(&mut self, node: &Node) -> Option<String> {
        let Some(words) = node.scalar() else {
            let key = self.field.kind.name();
            let hint = self.example();
            self.fault(&node.location, "check.one-value", &[("kind", key)], hint);
            return None;
        };
        let words = visible::visible(words);
        if let Some(odd) = words
            .chars()
            .find(|c| !is_printable(*c) && !matches!(c, '\n' | '\r') || *c == LOST)
        {
            let code = format!("U+{:04X}", odd as u32);
            self.fault(
                &node.location,
                "check.control",
                &[("code", &code)],
                Some(Message::plain("check.control.hint")),
            );
            return None;
        }
        Some(words.into_owned())
    }

    pub(super) fn example(&self) -> Option<Message> {
        let example = self.field.example.as_ref()?.scalar()?;
        Some(Message::new("check.example", [("example", example)]))
    }

    /// The entries of a map, every key one of the names.
    pub(super) fn keys(&mut self, entries: &[Entry], names: &[&str]) {
        for Entry { key, location, .. } in entries {
            if !names.contains(&key.as_str()) {
                let hint = match nearest(key, names.iter().copied()) {
                    Some(near) => Message::new("check.nearest", [("name", near)]),
                    None => Message::new("check.keys", [("names", names.join("、"))]),
                };
                self.fault(location, "check.unknown-key", &[("key", key)], Some(hint));
            }
        }
    }

    fn date(&mut self, words: &str, location: &Location) -> Option<NaiveDate> {
        let year = missing_year(self.field, words, self.dates);
        match calendar::parse_date(words, year) {
            Ok(date) => {
                if year.is_some() {
                    let printed = calendar::print_date(date);
                    self.advise(location, "date.year-taken", &[("value", &printed)]);
                }
                self.compare_weekday(words, date, location);
                Some(date)
            }
            Err(error) => {
                self.date_fault(&error, words, location, "date.hint");
                None
            }
        }
    }

    /// Warns of a weekday that is not that of the day.
    fn compare_weekday(&mut self, words: &str, date: NaiveDate, location: &Location) {
        let Some(weekday) = other_weekday(words, date) else {
            return;
        };
        let printed = calendar::print_date(date);
        let args = [("value", words), ("date", &printed), ("weekday", &weekday)];
        let hint = Some(Message::plain("date.weekday.hint"));
        self.fault(location, "date.weekday", &args, hint);
        if let Some(warning) = self.faults.last_mut() {
            warning.severity = Severity::Warning;
        }
    }

    fn month(&mut self, words: &str, location: &Location) -> Option<Month> {
        let month = calendar::parse_month(words, None);
        if let Err(error) = &month {
            self.date_fault(error, words, location, "date.hint-month");
        }
        month.ok()
    }

    fn date_fault(
        &mut self,
        error: &DateError,
        words: &str,
        location: &Location,
        hint: &'static str,
    ) {
        let key = match error {
            DateError::Shape { .. } => "date.shape",
            DateError::Impossible { .. } => "date.impossible",
            DateError::Range { .. } => "date.range",
            DateError::NoYear { .. } => "date.no-year",
            DateError::NoDay { .. } => "date.no-day",
        };
        self.fault(
            location,
            key,
            &[("value", words)],
            Some(Message::plain(hint)),
        );
    }

    fn year(&mut self, node: &Node, least: Option<i32>, most: Option<i32>) -> Option<Year> {
        let words = self.words(node)?;
        let Ok(year) = words.parse::<Year>() else {
            self.fault(
                &node.location,
                "year.shape",
                &[("value", &words)],
                Some(Message::plain("year.hint")),
            );
            return None;
        };
        if least.is_some_and(|least| year.0 < least) || most.is_some_and(|most| year.0 > most) {
            let end = |end: Option<i32>| end.map_or_else(|| "…".to_owned(), |end| end.to_string());
            let args = [
                ("value", words.as_str()),
                ("least", &end(least)),
                ("most", &end(most)),
            ];
            self.fault(&node.location, "check.range", &args, None);
        }
        Some(year)
    }

    fn session(&mut self, node: &Node) -> Option<Session> {
        let words = match &node.value {
            Value::Map(entries) => {
                self.keys(entries, &["届", "次"]);
                let number = |key| node.get(key).and_then(Node::scalar).unwrap_or_default();
                format!("{}-{}", number("届"), number("次"))
            }
            _ => self.words(node)?,
        };
        let session = words.parse().ok();
        if session.is_none() {
            let value = words.trim_matches('-');
            self.fault(
                &node.location,
                "session.shape",
                &[("value", value)],
                Some(Message::plain("session.hint")),
            );
        }
        session
    }

    fn choice(&mut self, node: &Node, options: &[String]) -> Option<String> {
        let words = self.words(node)?;
        if options.contains(&words) {
            return Some(words);
        }
        let hint = match nearest(&words, options.iter().map(String::as_str)) {
            Some(near) => Message::new("check.nearest", [("name", near)]),
            None => Message::new("choice.options", [("options", options.join("、"))]),
        };
        self.fault(
            &node.location,
            "choice.unknown",
            &[("value", &words)],
            Some(hint),
        );
        None
    }

    /// Refuses 有 for a claim that denies, and says how 没有 is read.
    fn says_two_things(&mut self, node: &Node, claim: &str) -> bool {
        let typed = half_width(node.scalar().unwrap_or_default().trim()).into_owned();
        if TWO_WAYS.contains(&typed.as_str()) {
            let args = [("value", typed.as_str()), ("words", claim)];
            let hint = Message::plain("claim.two-ways.hint");
            self.fault(&node.location, "claim.two-ways", &args, Some(hint));
            return true;
        }
        if DOUBTFUL_NO.contains(&typed.as_str()) {
            let args = [
                ("field", self.field.name.clone()),
                ("value", typed),
                ("words", claim.to_owned()),
            ];
            let message = Message::new("claim.declined", args);
            let advice = Diagnostic::advice(Some(node.location.clone()), message);
            let hint = Message::plain("claim.declined.hint");
            self.faults.push(advice.hint(hint));
        }
        false
    }

    fn flag(&mut self, node: &Node) -> Option<bool> {
        let words = self.words(node)?;
        let plain = half_width(&words).to_lowercase();
        let flag = if YES.contains(&plain.as_str()) {
            Some(true)
        } else if NO.contains(&plain.as_str()) {
            Some(false)
        } else {
            None
        };
        if flag.is_none() {
            self.fault(
                &node.location,
                "flag.unknown",
                &[("value", &words)],
                Some(Message::plain("flag.hint")),
            );
        }
        flag
    }
}

/// Returns an answer that is no text without the mark that ends its sentence: 是。, 云溪镇，.
///
/// Figures strip their own, for `5.` is one cut off.
fn without_end_mark(kind: &FieldKind, node: &Node) -> Option<Node> {
    let keeps = matches!(
        kind,
        FieldKind::Text { .. } | FieldKind::Figure { .. } | FieldKind::List { .. }
    );
    let words = node.scalar().filter(|_| !keeps)?;
    let bare = words
        .trim()
        .trim_end_matches(['。', '；', '，', '、', '！', ';', ','])
        .trim_end();
    (bare.len() < words.trim_end().len() && !bare.is_empty()).then(|| Node {
        location: node.location.clone(),
        value: Value::Scalar(bare.to_owned()),
    })
}

/// Returns a text cut short for a message.
pub(super) fn shortened(text: &str) -> String {
    /// How much of a text a message repeats, in chars.
    const LONGEST: usize = 40;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

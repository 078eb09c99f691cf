//! Checks texts: tidies them, and tells what is no text for print: error values, blanks, denials.

use super::no_answer;
use super::tidy::{self, TextChange};
use super::values::{NO, Values, YES, shortened};
use crate::diagnostic::{Location, Message, Severity};
use crate::numeral::half_width;
use crate::yaml::Node;

impl Values<'_> {
    /// A text, tidied; what was changed about it is reported.
    pub(super) fn text(&mut self, node: &Node, paragraphs: bool) -> Option<String> {
        let words = self.words(node)?;
        let example = self.field.example.as_ref().and_then(Node::scalar);
        if self.is_of_a_program(&words, example, &node.location) {
            return None;
        }
        let tidied = if paragraphs {
            tidy::paragraphs(&words, example)
        } else {
            tidy::clause(&words, example)
        };
        for change in &tidied.changes {
            self.report_change(change, &tidied.text, &node.location);
        }
        let text = self.without_own_name(tidied.text, example, &node.location);
        self.is_no_answer(&text, example, &node.location);
        Some(text)
    }

    /// Drops the field's own name from the front: 荣誉：全市先进, as it is copied from a table.
    fn without_own_name(&mut self, text: String, example: Option<&str>, at: &Location) -> String {
        let name = self.field.name.as_str();
        let is_named = |text: &&str| {
            let rest = text.strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with(['：', ':']))
        };
        let rest = Some(text.as_str())
            .filter(is_named)
            .map(|text| &text[name.len()..]);
        let rest = rest.map_or("", |rest| rest.trim_start_matches(['：', ':', ' ']));
        if rest.is_empty() || example.is_some_and(|example| is_named(&example)) {
            return text;
        }
        let name = format!("{}：", self.field.name);
        self.advise(at, "tidy.own-name", &[("mark", &name)]);
        rest.to_owned()
    }

    /// Warns of a text that is no answer, though it would be printed: one with a blank in it
    /// (××先进), and one that denies what may be left out (没有获得荣誉).
    fn is_no_answer(&mut self, text: &str, example: Option<&str>, at: &Location) {
        let usual = example.unwrap_or_default();
        let blank = no_answer::blank_mark(text);
        let (key, value) = match blank.filter(|mark| !usual.contains(mark)) {
            Some(mark) => ("check.text-blank", mark),
            None if says_yes_or_no(text) && example.is_some() && !says_yes_or_no(usual) => {
                ("check.text-flag", text)
            }
            None if self.field.optional
                && no_answer::denies_all(text)
                && !no_answer::denies_all(usual)
                && example.is_some() =>
            {
                ("check.text-denies", text)
            }
            None => return,
        };
        let hint = match key {
            "check.text-blank" => "check.text-blank.hint",
            "check.text-flag" => "check.text-flag.hint",
            _ => "check.text-denies.hint",
        };
        let value = shortened(value);
        self.fault(at, key, &[("value", &value)], Some(Message::plain(hint)));
        if let Some(warning) = self.faults.last_mut() {
            warning.severity = Severity::Warning;
        }
    }

    /// Refuses an error value of a workbook, `#N/A`, and warns of code, `&nbsp;`.
    fn is_of_a_program(&mut self, words: &str, example: Option<&str>, at: &Location) -> bool {
        let is_error = no_answer::is_error_value(words);
        if is_error && !example.is_some_and(no_answer::is_error_value) {
            let hint = Message::plain("check.error-value.hint");
            self.fault(
                at,
                "check.error-value",
                &[("value", words.trim())],
                Some(hint),
            );
            return true;
        }
        if no_answer::is_garbled(words) && !example.is_some_and(no_answer::is_garbled) {
            let hint = Message::plain("check.garbled.hint");
            let shown = shortened(words);
            self.fault(at, "check.garbled", &[("value", &shown)], Some(hint));
            return true;
        }
        if let Some(mark) = no_answer::code_mark(words) {
            let hint = Message::plain("check.code-mark.hint");
            self.fault(at, "check.code-mark", &[("value", mark)], Some(hint));
            if let Some(warning) = self.faults.last_mut() {
                warning.severity = Severity::Warning;
            }
        }
        false
    }

    pub(super) fn report_change(&mut self, change: &TextChange, text: &str, location: &Location) {
        let shown = shortened(text);
        match change {
            TextChange::EndMark(mark) => self.advise(location, "tidy.end-mark", &[("mark", mark)]),
            TextChange::Numbering(mark) => {
                self.advise(location, "tidy.numbering", &[("mark", mark)]);
            }
            TextChange::Widened => self.advise(location, "tidy.widened", &[("text", &shown)]),
            TextChange::Spaces => self.advise(location, "tidy.spaces", &[("text", &shown)]),
            TextChange::Joined(lines) => {
                let args = [("n", lines.to_string()), ("text", shown)];
                let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
                self.advise(location, "tidy.joined", &args);
                if let Some(warning) = self.faults.last_mut() {
                    warning.severity = Severity::Warning;
                }
            }
        }
    }
}

/// Whether a text answers whether, not what: 有, √, TRUE, 1, as a cell that was ticked gives it.
fn says_yes_or_no(text: &str) -> bool {
    let plain = half_width(text).to_lowercase();
    YES.contains(&plain.as_str()) || NO.contains(&plain.as_str())
}

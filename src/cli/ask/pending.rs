//! Keeps what is typed at a question but not yet an answer.

/// The text of an answer that is still being written.
#[derive(Debug, Default)]
pub(super) struct PendingText {
    /// The line as it was when the menu was opened.
    pub(super) line: String,
    /// The paragraphs written so far.
    pub(super) above: Vec<String>,
    /// The paragraphs of an older answer that are still to be edited.
    pub(super) ahead: Vec<String>,
    /// The lines pasted into a list that are not records yet.
    pub(super) pasted: Vec<String>,
}

impl PendingText {
    /// Forgets everything: the question is given up.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Forgets the text: the question is answered. Lines pasted into a list stay, because the
    /// fields of one record are asked before the next.
    pub(super) fn clear_text(&mut self) {
        self.line.clear();
        self.above.clear();
        self.ahead.clear();
    }

    /// Returns whether no paragraph is being written.
    pub(super) fn has_no_paragraphs(&self) -> bool {
        self.above.is_empty() && self.ahead.is_empty()
    }

    /// Returns all that is written: the paragraphs above, the line that is begun, and those still
    /// to be edited.
    pub(super) fn everything(&self) -> String {
        let mut all: Vec<&str> = self.above.iter().map(String::as_str).collect();
        all.extend(Some(self.line.as_str()).filter(|line| !line.trim().is_empty()));
        all.extend(self.ahead.iter().map(String::as_str));
        all.join("\n")
    }

    /// Returns all paragraphs: those written and those still to be edited.
    pub(super) fn paragraphs(&self) -> String {
        let all: Vec<&str> = self
            .above
            .iter()
            .chain(&self.ahead)
            .map(String::as_str)
            .collect();
        all.join("\n")
    }
}

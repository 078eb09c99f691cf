//! Says the sentences of the page in the language of this run.

use nigao::diagnostic::{Diagnostic, Lang, Message};

/// The language of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageWords(pub(super) Lang);

/// Hints that name a line of the file or a switch of the command line. The page has the input, its
/// example and its own way to leave it open beside the fault.
const OF_THE_FILE: [&str; 5] = [
    "check.missing.hint", "check.missing.example", "check.nothing.hint", "draft.missing.hint",
    "figure.map.hint",
];

impl PageWords {
    /// Returns the text of a message without arguments.
    pub(super) fn say(self, key: &'static str) -> String {
        Message::plain(key).text(self.0)
    }

    /// Returns the text of a message with arguments.
    pub(super) fn tell<V: ToString, const N: usize>(
        self,
        key: &'static str,
        args: [(&'static str, V); N],
    ) -> String {
        Message::new(key, args).text(self.0)
    }

    /// Returns what is wrong and how to correct it, on one line, as the terminal says it.
    pub(super) fn fault(self, fault: &Diagnostic) -> String {
        let message = fault.message.text(self.0);
        let hint = fault.hint.as_ref();
        let Some(hint) = hint.filter(|hint| !OF_THE_FILE.contains(&hint.key())) else {
            return message;
        };
        // A question keeps its mark: no comma after it.
        let ends = message.ends_with(['。', '？', '！', '.', '?', '!']);
        let between = match (ends, self.0) {
            (false, _) => self.say("ask.comma"),
            (true, Lang::Zh) => String::new(),
            (true, Lang::En) => " ".to_owned(),
        };
        format!("{message}{between}{}", hint.text(self.0))
    }
}

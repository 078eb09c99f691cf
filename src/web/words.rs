//! Says the sentences of the page in the language of this run.

use nigao::diagnostic::{Diagnostic, Lang, Message};
use nigao::error::Error;

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
    /// Returns the language as a page names it.
    pub(super) fn lang(self) -> &'static str {
        match self.0 {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

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

    /// Says which files were not taken, for there were too many.
    pub(super) fn too_many_files(self, most: usize, left: &[String]) -> String {
        let args = [("most", most.to_string()), ("files", left.join("、"))];
        self.tell("web.too-many-files", args)
    }

    /// Says that something could not be saved, and why.
    pub(super) fn unsaved(self, error: &Error) -> String {
        self.tell("web.not-saved", [("why", error.explain(self.0))])
    }

    /// Returns what is wrong and how to correct it, on one line, as the terminal says it.
    pub(super) fn fault(self, fault: &Diagnostic) -> String {
        let message = fault.message.text(self.0);
        let hint = fault.hint.as_ref();
        match hint.filter(|hint| !OF_THE_FILE.contains(&hint.key())) {
            Some(hint) => self.joined(&message, &hint.text(self.0)),
            None => message,
        }
    }

    /// Joins what is wrong and how to correct it.
    pub(super) fn joined(self, message: &str, hint: &str) -> String {
        // A question keeps its mark: no comma after it.
        let ends = message.ends_with(['。', '？', '！', '.', '?', '!']);
        let between = match (ends, self.0) {
            (false, _) => self.say("ask.comma"),
            (true, Lang::Zh) => String::new(),
            (true, Lang::En) => " ".to_owned(),
        };
        format!("{message}{between}{hint}")
    }
}

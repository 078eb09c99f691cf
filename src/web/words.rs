//! Says the sentences of the page in the language of this run.

use nigao::diagnostic::{Diagnostic, Lang, Message};

/// The language of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageWords(pub(super) Lang);

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
        match &fault.hint {
            Some(hint) => format!("{message}{}{}", self.say("ask.comma"), hint.text(self.0)),
            None => message,
        }
    }
}

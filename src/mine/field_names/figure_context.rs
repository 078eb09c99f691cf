//! Holds the words around a figure, and tells what its change and its verb say.

use super::phrase::{is_empty, split, tail, trimmed};
use super::words::{ACTIONS, Change, SPENDING};

/// The words around a figure.
#[derive(Clone, Copy, Debug)]
pub(in crate::mine) struct FigureContext<'a> {
    /// The words from the last stop or slot to the figure.
    pub(in crate::mine) before: &'a str,
    /// The figure as written.
    pub(in crate::mine) figure: &'a str,
    /// The words from the figure to the next stop.
    pub(in crate::mine) after: &'a str,
    /// The words of the clause after that, in the same sentence.
    pub(in crate::mine) next: &'a str,
    /// What the figure before it in the sentence is called.
    pub(in crate::mine) last: Option<&'a str>,
    /// What the clause before its own is about, where that holds no figure.
    pub(in crate::mine) earlier: Option<&'a str>,
    /// The heading over it.
    pub(in crate::mine) heading: &'a str,
}

impl<'a> FigureContext<'a> {
    /// Returns what the words are about, or where they say nothing, what was named before them.
    pub(super) fn about(self, words: &str, longest: usize) -> String {
        let named = tail(trimmed(words), longest);
        if is_empty(&named) {
            self.named_before().unwrap_or_default().to_owned()
        } else {
            named
        }
    }

    /// Returns what was named before the figure in its sentence.
    pub(super) fn named_before(self) -> Option<&'a str> {
        self.last.or(self.earlier)
    }
}

/// Returns what the name of a change ends with: 增速, 减量.
pub(super) fn change_suffix(change: Change, figure: &str) -> &'static str {
    if change != Change::None && figure.ends_with('位') {
        return "位次变动";
    }
    let is_rate = figure.contains(['%', '％', '‰', '点', '倍', '成']);
    match (change, is_rate) {
        (Change::None, _) => "",
        (Change::Rise, true) => "增速",
        (Change::Rise, false) => "增量",
        (Change::Fall, true) => "降幅",
        (Change::Fall, false) => "减量",
        (Change::Share, _) => "占比",
    }
}

/// Tests whether a clause ends with what is done to the thing behind the figure:
/// 查处了「63宗」案件.
pub(super) fn is_action(subject: &str) -> bool {
    if subject.ends_with(['了', '着']) {
        return true;
    }
    let last = split(subject).last().map_or("", |word| word.words);
    [last, subject]
        .into_iter()
        .any(|word| ACTIONS.has(word) || SPENDING.has(word))
}

//! Suggests how a line could go on: names of places, and what a place is part of.

use super::places;

/// Suggests how a line could go on. It owns what it needs, so a line editor can keep it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completer(CompletionSource);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum CompletionSource {
    #[default]
    Nothing,
    Places,
    /// The parents of the places of a name.
    ParentsOf(String),
}

impl Completer {
    /// Suggests places.
    pub(super) fn places() -> Self {
        Self(CompletionSource::Places)
    }

    /// Suggests what the places of a name are part of.
    pub(super) fn parents_of(name: &str) -> Self {
        Self(CompletionSource::ParentsOf(name.to_owned()))
    }

    /// Returns the lines that a line begun like this may become.
    #[must_use]
    pub fn complete(&self, typed: &str) -> Vec<String> {
        match &self.0 {
            CompletionSource::Nothing => Vec::new(),
            CompletionSource::Places => places::beginning(typed),
            CompletionSource::ParentsOf(name) => {
                let parents = places::parents(name, typed);
                // The only one is the default already.
                if parents.len() > 1 {
                    parents
                } else {
                    Vec::new()
                }
            }
        }
    }
}

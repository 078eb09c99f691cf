//! Collects rendered markup up to a bound.

use std::io;

use handlebars::Output;

use super::limits::LONGEST_BYTES;

/// A string that refuses to grow beyond [`LONGEST_BYTES`].
#[derive(Default)]
pub(super) struct BoundedOutput(String);

impl BoundedOutput {
    /// The markup so far.
    pub(super) fn markup(&self) -> &str {
        &self.0
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

impl Output for BoundedOutput {
    fn write(&mut self, words: &str) -> io::Result<()> {
        if self.0.len() + words.len() > LONGEST_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.push_str(words);
        Ok(())
    }
}

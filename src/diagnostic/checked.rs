//! Gives every step that checks something one shape of result: a value, and all that is wrong with
//! it.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::fault::Diagnostic;

/// All faults found in one go.
///
/// It is an error, so that a caller can pass it on with `?`; its `Display` is a line a fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Returns a collection without faults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether one of them must be fixed before the work can go on.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Diagnostic::is_error)
    }

    /// Sorts them by file, line and column.
    pub fn sort_by_place(&mut self) {
        self.0.sort_by(Diagnostic::reading_order);
    }

    /// Returns them as a list.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}

impl Deref for Diagnostics {
    type Target = Vec<Diagnostic>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Diagnostics {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(faults: Vec<Diagnostic>) -> Self {
        Self(faults)
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(fault: Diagnostic) -> Self {
        Self(vec![fault])
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(faults: I) -> Self {
        Self(faults.into_iter().collect())
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, faults: I) {
        self.0.extend(faults);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// What came of a check: the value, if there is one, and everything that is wrong or odd.
///
/// A value may come with errors: a schema that was read in part is good enough to be checked
/// further, but not to be used, which [`Checked::into_result`] sees to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked<T> {
    /// The value, as far as there is one.
    pub value: Option<T>,
    /// What is wrong or odd, in the order of the files.
    pub diagnostics: Diagnostics,
}

impl<T> Checked<T> {
    /// Returns a value with what was found in it.
    pub fn new(value: T, diagnostics: impl Into<Diagnostics>) -> Self {
        Self {
            value: Some(value),
            diagnostics: diagnostics.into(),
        }
    }

    /// Returns faults that left no value.
    pub fn failed(diagnostics: impl Into<Diagnostics>) -> Self {
        Self {
            value: None,
            diagnostics: diagnostics.into(),
        }
    }

    /// Returns the value, if nothing is wrong with it; warnings and advice are dropped.
    ///
    /// # Errors
    /// Everything that was found, if an error is among it or there is no value.
    pub fn into_result(self) -> Result<T, Diagnostics> {
        match self.value {
            Some(value) if !self.diagnostics.has_errors() => Ok(value),
            _ => Err(self.diagnostics),
        }
    }
}

impl<T: Default> Checked<T> {
    /// Returns what could be read in spite of all faults, and the faults.
    #[must_use]
    pub fn recovered(self) -> (T, Diagnostics) {
        (self.value.unwrap_or_default(), self.diagnostics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Location, Message};

    fn unknown_key() -> Diagnostic {
        let location = Location {
            file: "a.yaml".into(),
            line: 3,
            column: 5,
            width: 1,
        };
        let message = Message::new("check.unknown-field", [("field", "地明")]);
        Diagnostic::error(Some(location), message)
    }

    #[test]
    fn a_fault_prints_its_place_weight_and_sentence() {
        assert_eq!(
            unknown_key().to_string(),
            "a.yaml:3:5: error: there is no field “地明”"
        );
        assert_eq!(unknown_key().code(), Code::CheckUnknownField);
    }

    #[test]
    fn only_errors_keep_a_value_back() {
        let warned = Diagnostic {
            severity: super::super::Severity::Warning,
            ..unknown_key()
        };
        assert_eq!(Checked::new(1, warned).into_result(), Ok(1));
        assert!(Checked::new(1, unknown_key()).into_result().is_err());
        assert!(
            Checked::<u8>::failed(Diagnostics::new())
                .into_result()
                .is_err()
        );
    }
}

//! Digests what a draft is made of, so that a run can be resumed without trusting what exists.

use sha2::{Digest, Sha256};

use super::record::Record;
use crate::answers::Answers;

/// A digest of everything that is the same for all records of a batch.
#[derive(Clone)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Digests the version of the program, and everything of the batch that decides the bytes of
    /// its files: genre, schema, template, layout, format.
    #[must_use]
    pub fn new(parts: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        add(&mut digest, env!("CARGO_PKG_VERSION").as_bytes());
        for part in parts {
            add(&mut digest, part);
        }
        Self(digest)
    }

    /// Returns it with something more that decides the bytes of all files.
    #[must_use]
    pub fn with(mut self, part: &[u8]) -> Self {
        add(&mut self.0, part);
        self
    }

    /// Returns the digest of a record's draft, in hexadecimal: of the batch and the record's
    /// answers, those of its ledger included.
    #[must_use]
    pub fn of(&self, record: &Record, answers: &Answers) -> String {
        let mut digest = self.0.clone();
        let words = answers.to_node().to_json().to_string();
        let id = record.id.as_ref().map(ToString::to_string);
        add(&mut digest, words.as_bytes());
        add(&mut digest, id.unwrap_or_default().as_bytes());
        let mut hex = String::with_capacity(64);
        for byte in digest.finalize() {
            hex += &format!("{byte:02x}");
        }
        hex
    }
}

/// Adds bytes with their length, so that two lists of parts never digest alike.
fn add(digest: &mut Sha256, bytes: &[u8]) {
    digest.update(bytes.len().to_le_bytes());
    digest.update(bytes);
}

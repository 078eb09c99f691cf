//! Makes the secrets of a run and compares them.

use nigao::diagnostic::Message;
use nigao::error::{Error, Result};

/// How many random bytes a secret has.
const SECRET_BYTES: usize = 32;

/// Returns a random secret in hexadecimal.
///
/// # Errors
/// A system without a source of random bytes.
pub(super) fn secret() -> Result<String> {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|_| Error::new(Message::plain("web.no-random")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Returns whether a secret is the right one. Every byte is looked at, so that the time taken
/// does not tell how much of a guess was right.
pub(super) fn is_secret(given: &str, right: &str) -> bool {
    let pairs = given.bytes().zip(right.bytes());
    let difference = pairs.fold(0, |difference, (one, other)| difference | (one ^ other));
    given.len() == right.len() && difference == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_only_the_whole_one_is_right() {
        let (one, other) = (secret().unwrap(), secret().unwrap());
        assert_eq!(one.len(), 2 * SECRET_BYTES);
        assert_ne!(one, other);
        assert!(is_secret(&one, &one));
        for wrong in ["", &one[1..], &other, &format!("{one}0")] {
            assert!(!is_secret(wrong, &one), "{wrong}");
        }
    }
}

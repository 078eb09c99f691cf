//! Serializes typed values as YAML, for callers whose answers do not come from a file.

use serde::Serialize;

use crate::diagnostic::Message;
use crate::error::{Error, Result};

/// Returns a value of the caller's own types as YAML.
///
/// # Errors
/// A value that YAML cannot hold, such as a map whose keys are maps.
///
/// ```
/// use std::collections::BTreeMap;
/// let answers = BTreeMap::from([("税收", "73.1亿元"), ("编号", "007")]);
/// let source = nigao::yaml::serialize(&answers).unwrap();
/// assert_eq!(source, "税收: 73.1亿元\n编号: '007'\n");
/// ```
pub fn serialize(value: &impl Serialize) -> Result<String> {
    serde_yaml::to_string(value)
        .map_err(|why| Error::new(Message::new("yaml.serialize", [("why", why.to_string())])))
}

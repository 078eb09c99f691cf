//! Reads what an answer says of itself beside its value: 来源 and 口径.
//!
//! `税收: {本年: 73.1亿元, 来源: 统计公报, 口径: 快报数}`, and for an answer that is no map
//! `{值: 全市先进, 来源: 市委通报}`. They are printed in the table of evidence only.

use std::borrow::Cow;

use crate::yaml::{Node, Value};

/// The key of the value, in an answer that is no map by itself.
const VALUE: &str = "值";
/// The key of the source.
const SOURCE: &str = "来源";
/// The key of the statistical definition.
const BASIS: &str = "口径";

/// The keys an answer may have beside its parts.
pub(super) const KEYS: [&str; 3] = [VALUE, SOURCE, BASIS];

/// What an answer says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerEvidence {
    /// 来源: who or what paper it is from.
    pub source: Option<String>,
    /// 口径: how it was counted.
    pub basis: Option<String>,
}

/// The evidence of an answer.
///
/// ```
/// use nigao::answers::{Answers, evidence};
/// let answers = Answers::read("a.yaml", "税收: {本年: 73.1亿元, 来源: 统计公报}");
/// let found = evidence(&answers.entries()[0].node);
/// assert_eq!(found.source.as_deref(), Some("统计公报"));
/// assert_eq!(found.basis, None);
/// ```
#[must_use]
pub fn evidence(answer: &Node) -> AnswerEvidence {
    let words = |key: &str| answer.get(key).and_then(Node::scalar).map(str::to_owned);
    AnswerEvidence {
        source: words(SOURCE),
        basis: words(BASIS),
    }
}

/// An answer, which says nothing of itself yet, with evidence beside it.
///
/// ```
/// use nigao::answers::{AnswerEvidence, with_evidence};
/// use nigao::yaml::{Node, print};
/// let told = AnswerEvidence { source: Some("市委通报".into()), basis: None };
/// let answer = with_evidence(&Node::of_words("全市先进"), &told);
/// assert_eq!(print::flow(&answer), "{值: 全市先进, 来源: 市委通报}");
/// ```
#[must_use]
pub fn with_evidence(answer: &Node, evidence: &AnswerEvidence) -> Node {
    let parts = [(SOURCE, &evidence.source), (BASIS, &evidence.basis)];
    let mut told = answer.clone();
    for (key, words) in parts {
        let Some(words) = words else { continue };
        if !matches!(told.value, Value::Map(_)) {
            let mut wrapped = Node::of(Value::Map(Vec::new()));
            wrapped.set(VALUE, told);
            told = wrapped;
        }
        told.set(key, Node::of_words(words.as_str()));
    }
    told
}

/// The answer without its evidence.
pub(crate) fn bare(answer: &Node) -> Cow<'_, Node> {
    let Value::Map(entries) = &answer.value else {
        return Cow::Borrowed(answer);
    };
    let is_evidence = |key: &str| key == SOURCE || key == BASIS;
    let has_value = entries.iter().any(|entry| entry.key == VALUE);
    if !has_value && !entries.iter().any(|entry| is_evidence(&entry.key)) {
        return Cow::Borrowed(answer);
    }
    let mut kept = Vec::new();
    for entry in entries {
        if !is_evidence(&entry.key) {
            kept.push(entry.clone());
        }
    }
    if let [only] = &kept[..]
        && only.key == VALUE
    {
        return Cow::Owned(only.node.clone());
    }
    Cow::Owned(Node {
        location: answer.location.clone(),
        value: Value::Map(kept),
    })
}

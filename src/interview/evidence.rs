//! Keeps what answers say of themselves (来源, 口径) beside the interview, which asks for values.

use super::sourced::SourcedAnswer;
use super::state::Interview;
use crate::answers::{AnswerEvidence, Answers, evidence, with_evidence};
use crate::yaml::Node;

impl Interview<'_> {
    /// Returns every answer so far, with its evidence.
    #[must_use]
    pub fn answers(&self) -> Answers {
        let mut answers = self.answers.clone();
        for one in &self.sourced {
            let Some(value) = answers.get(&one.field).filter(|node| !node.is_empty()) else {
                continue;
            };
            // As it was written, in its own order, where nothing of it has changed.
            let is_same = value.same(&one.value) && evidence(&one.given) == one.evidence;
            let node = if is_same {
                one.given.clone()
            } else {
                with_evidence(value, &one.evidence)
            };
            answers.set(&one.field, node);
        }
        Answers::of(answers)
    }

    /// Returns what the answer of a field says of itself.
    #[must_use]
    pub fn evidence_of(&self, field: &str) -> AnswerEvidence {
        let known = self.sourced.iter().find(|one| one.field == field);
        known.map(|one| one.evidence.clone()).unwrap_or_default()
    }

    /// Sets what the answer of a field says of itself; it is kept with the answer and goes with it.
    pub fn set_evidence(&mut self, field: &str, evidence: AnswerEvidence) {
        match self.sourced.iter_mut().find(|one| one.field == field) {
            Some(known) => known.evidence = evidence,
            None => self.sourced.push(SourcedAnswer {
                field: field.to_owned(),
                given: Node::default(),
                value: Node::default(),
                evidence,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;
    use crate::schema;

    const SCHEMA: &str = "
title: 例
kind: 讲话
summary: 例
fields:
- {name: 税收, kind: figure, unit: 亿元, compare: [上年], question: 多少？}
- {name: 称号, kind: text, question: 什么？}
- {name: 地名, kind: place, question: 哪里？}
";

    /// What the interview makes of answers after a change, printed on one line.
    fn after(answers: &str, change: impl Fn(&mut Interview)) -> String {
        let (schema, faults) = schema::read("s.yaml", SCHEMA, &[]).recovered();
        assert!(!faults.has_errors(), "{faults}");
        let answers = Answers::read("a.yaml", answers);
        let mut interview = Interview::new(&schema, &answers, Lang::Zh);
        change(&mut interview);
        crate::yaml::print::flow(&interview.answers().to_node())
    }

    fn source(words: &str) -> AnswerEvidence {
        AnswerEvidence {
            source: Some(words.to_owned()),
            basis: None,
        }
    }

    #[test]
    fn what_nobody_changed_stays_as_it_was_written() {
        for answers in [
            "{税收: {来源: 统计公报, 本年: 5亿元, 口径: 快报数}}",
            "{称号: {来源: 市委通报, 值: 全市先进}}",
            "{称号: {值: 全市先进}}",
            "{地名: {名称: 云溪镇, 上级: 青禾县, 来源: 民政局}}",
        ] {
            assert_eq!(after(answers, |_| {}), answers);
        }
    }

    #[test]
    fn a_new_value_keeps_its_evidence_and_takes_new_evidence() {
        let given = "称号: {值: 全市先进, 来源: 市委通报}";
        let answered = after(given, |interview| {
            assert!(interview.change("称号"));
            assert_eq!(
                interview.question().unwrap().default.as_deref(),
                Some("全市先进")
            );
            interview.answer("全省先进").unwrap();
        });
        assert_eq!(answered, "{称号: {值: 全省先进, 来源: 市委通报}}");
        let sourced = after("税收: 5亿元", |interview| {
            interview.set_evidence("税收", source("统计公报"));
        });
        assert_eq!(sourced, "{税收: {值: 5亿元, 来源: 统计公报}}");
        let sourced = after("税收: {本年: 5亿元, 上年: 4亿元}", |interview| {
            interview.set_evidence("税收", source("统计公报"));
        });
        assert_eq!(
            sourced,
            "{税收: {本年: 5亿元, 上年: 4亿元, 来源: 统计公报}}"
        );
        let bare = after(given, |interview| {
            interview.set_evidence("称号", AnswerEvidence::default());
        });
        assert_eq!(bare, "{称号: 全市先进}");
        // Without an answer there is nothing to say something of.
        let open = after("税收:", |interview| {
            interview.set_evidence("税收", source("统计公报"));
        });
        assert!(!open.contains("来源"), "{open}");
    }
}

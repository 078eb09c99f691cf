//! Lists the rules with their cards: `nigao review --rules`.

use nigao::diagnostic::Severity;
use nigao::review::{CardContext, RuleCard, rules};

use super::super::lang::{translate, translate_with};
use super::super::terminal::Terminal;

pub(super) fn list(terminal: &Terminal) -> String {
    let mut text = String::new();
    for rule in rules() {
        let weight = translate(match rule.severity {
            Severity::Error => "cli.severity.error",
            Severity::Warning => "cli.severity.warning",
            Severity::Advice => "cli.severity.advice",
        });
        let title = format!("{}  {weight}{}", rule.code, translate(rule.title));
        let source = [
            ("tier", translate(rule.tier.key())),
            ("source", rule.source.to_owned()),
        ];
        text += &format!("{}\n", terminal.heading(&title));
        text += &format!("  {}\n", translate_with("cli.review.rule-source", source));
        text += &format!(
            "  {}{}\n",
            translate("cli.review.rule-hit"),
            card(&rule.hit)
        );
        text += &format!(
            "  {}{}\n\n",
            translate("cli.review.rule-miss"),
            card(&rule.miss)
        );
    }
    text
}

/// A card on one line: its text, and what is known beside it.
pub(super) fn card(card: &RuleCard) -> String {
    let text = card.text.replace('\n', " ⏎ ");
    let beside = match card.beside {
        CardContext::Nothing | CardContext::Privacy => return text,
        CardContext::Place(place) => format!("--place {place}"),
        CardContext::Source(source) => format!("--source {}", source.replace('\n', " ⏎ ")),
        CardContext::Answers(answers) => format!("--answers {}", answers.replace('\n', " ⏎ ")),
        CardContext::CarriedOver(sentence) => format!("carried_over: {sentence}"),
        CardContext::Layout(layout) => {
            translate_with("cli.review.card-layout", [("layout", layout.to_owned())])
        }
        CardContext::Marked(words, mark) => {
            let args = [("words", words.to_owned()), ("mark", translate(mark.key()))];
            translate_with("cli.review.card-marked", args)
        }
        CardContext::Together(other) => format!("--together {}", other.replace('\n', " ⏎ ")),
    };
    format!("{text}  ({beside})")
}

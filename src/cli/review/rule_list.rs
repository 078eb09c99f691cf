//! Lists the rules with their cards: `nigao review --rules`.

use nigao::diagnostic::Severity;
use nigao::results::card_line;
use nigao::review::rules;

use super::super::lang::{lang, translate, translate_with};
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
            card_line(&rule.hit, lang())
        );
        text += &format!(
            "  {}{}\n\n",
            translate("cli.review.rule-miss"),
            card_line(&rule.miss, lang())
        );
    }
    text
}

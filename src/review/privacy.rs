//! Finds private data and marks of secrecy, where a user asks for them before a paper goes to a
//! net.

use std::ops::Range;

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{CardContext, Rule, RuleCard, RuleTier};
use super::words_at::stands_at;
use crate::calendar::Date;
use crate::diagnostic::{Message, Severity};
use crate::lexicon::{count_leading, string};

/// The rules of this family.
pub(super) static RULES: [&Rule; 3] = [&IDENTITY, &TELEPHONE, &SECRET];

static IDENTITY: Rule = Rule {
    code: "privacy.identity",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "《个人信息保护法》；GB 11643—1999 公民身份号码",
    title: "review.title.privacy-identity",
    hit: RuleCard::beside(
        "工作汇报\n受助人身份证号11010519491231002X。",
        CardContext::Privacy,
    ),
    miss: RuleCard::beside(
        "工作汇报\n项目代码110105194912310021，文号20250101。",
        CardContext::Privacy,
    ),
};

static TELEPHONE: Rule = Rule {
    code: "privacy.telephone",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "《个人信息保护法》",
    title: "review.title.privacy-telephone",
    hit: RuleCard::beside(
        "工作汇报\n联系人王某，电话13800138000。",
        CardContext::Privacy,
    ),
    miss: RuleCard::beside(
        "工作汇报\n服务热线12345，全年产粮13800138吨。",
        CardContext::Privacy,
    ),
};

static SECRET: Rule = Rule {
    code: "privacy.secret",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "《保守国家秘密法》；GB/T 9704—2012 7.2.2",
    title: "review.title.privacy-secret",
    hit: RuleCard::beside("机密★1年\n工作汇报\n情况如下。", CardContext::Privacy),
    miss: RuleCard::beside(
        "工作汇报\n开展保密检查，没有发现泄露秘密的情况。",
        CardContext::Privacy,
    ),
};

/// Runs the rules of this family.
pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    let text = paper.text;
    let mut at = 0;
    while at < text.len() {
        let length = count_leading(&text[at..], |c| c.is_ascii_digit());
        if length > 0 {
            number(paper, at, length, findings);
        }
        at += length.max(1);
    }
    for line in paper.report.lines() {
        secret(paper, &line.span, findings);
    }
}

/// A run of digits: seventeen and X or eighteen for a person, eleven for a mobile telephone.
fn number(paper: &Paper, at: usize, length: usize, findings: &mut Findings) {
    let text = paper.text;
    let before = at.checked_sub(1).map_or('\n', |at| text[at]);
    let with_x = length == 17 && matches!(text.get(at + 17), Some('X' | 'x'));
    if before.is_ascii_alphanumeric() || before == '.' {
        return;
    }
    if length == 18 || with_x {
        let span = at..at + 18;
        if is_identity(&text[span.clone()]) {
            let message = Message::plain("review.privacy.identity");
            findings.add(FindingDraft::new(&IDENTITY, span, message));
        }
    } else if length == 11 && text[at] == '1' && matches!(text[at + 1], '3'..='9') {
        let message = Message::plain("review.privacy.telephone");
        findings.add(FindingDraft::new(&TELEPHONE, at..at + 11, message));
    }
}

/// Whether a number has a day of birth and the check digit of ISO 7064 MOD 11-2.
fn is_identity(chars: &[char]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &str = "10X98765432";
    let part = |span: Range<usize>| string(&chars[span]).parse::<u32>().unwrap_or(0);
    let year = i32::try_from(part(6..10)).unwrap_or(0);
    let born = Date::from_ymd_opt(year, part(10..12), part(12..14));
    let digits = chars
        .iter()
        .zip(WEIGHTS)
        .map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight);
    let sum: u32 = digits.sum();
    let check = CHECKS.chars().nth(usize::try_from(sum % 11).unwrap_or(0));
    (1900..=2100).contains(&year) && born.is_some() && check == Some(chars[17].to_ascii_uppercase())
}

/// 机密★1年, or the word alone at the head of the page.
fn secret(paper: &Paper, line: &Range<usize>, findings: &mut Findings) {
    for mark in ["绝密", "机密", "秘密"] {
        let starts = stands_at(paper.text, line.start, mark);
        let starred = paper.text.get(line.start + 2) == Some(&'★');
        if starts && (starred || line.len() == 2) {
            let message = Message::new("review.privacy.secret", [("mark", mark)]);
            findings.add(FindingDraft::new(
                &SECRET,
                line.start..line.end.min(line.start + 8),
                message,
            ));
        }
    }
}

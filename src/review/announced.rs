//! Compares the number of points a paper announces with the points that follow.

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{Rule, RuleCard, RuleTier};
use super::series::SeriesItem;
use super::words_at::ends_before;
use crate::diagnostic::{Message, Severity};
use crate::lexicon::{count_trailing, counted_length, string};
use crate::numeral::parse_hanzi;

pub(super) static COUNT: Rule = Rule {
    code: "structure.count",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "提示的条数与下文一致",
    title: "review.title.structure-count",
    hit: RuleCard::of(
        "工作汇报\n下面，我讲四点意见。\n一、抓项目\n项目建得快。\n二、抓民生\n民生办得实。\n三、抓作风\n作风转得好。",
    ),
    miss: RuleCard::of(
        "工作汇报\n下面，我讲三点意见。\n一、抓项目\n项目建得快。\n二、抓民生\n民生办得实。\n三、抓作风\n作风转得好。",
    ),
};

/// What announces points, with the words behind the number: 讲|四点|意见, 以下|五个方面.
const ANNOUNCES: [&str; 12] = [
    "以下", "如下", "下面", "讲", "谈", "提", "强调", "抓好", "做好", "围绕", "从", "在",
];
/// The longest number of points, in characters: 十二.
const LONGEST_NUMBER: usize = 2;

/// 讲四点意见 where three follow.
pub(super) fn find(
    paper: &Paper,
    leading: &[SeriesItem],
    running: &[SeriesItem],
    findings: &mut Findings,
) {
    let is_numeral = |c: char| "两二三四五六七八九十".contains(c) || c.is_ascii_digit();
    for at in 1..paper.text.len() {
        if !is_numeral(paper.text[at - 1]) || is_numeral(paper.text[at]) {
            continue;
        }
        let Some(counted) = counted_length(&paper.text[at..]) else {
            continue;
        };
        let before = &paper.text[at.saturating_sub(LONGEST_NUMBER)..at];
        let length = count_trailing(before, is_numeral);
        let number = string(&paper.text[at - length..at]);
        let said = number.parse::<u64>().ok().or_else(|| parse_hanzi(&number));
        let start = at - length;
        let announces = |word: &&str| {
            ends_before(paper.text, start, word)
                || ends_before(paper.text, start.saturating_sub(1), word)
        };
        let Some(said) = said.filter(|said| (2..=12).contains(said)) else {
            continue;
        };
        let end = at + counted;
        let closes = matches!(paper.text.get(end), Some('。' | ':' | '\n'));
        if !ANNOUNCES.iter().any(&announces) || !closes {
            continue;
        }
        let found = follows(leading, end).or_else(|| follows(running, end));
        if let Some(found) = found
            && u64::from(found) != said
        {
            let span = start..end;
            let args = [
                ("words", paper.words(&span)),
                ("said", said.to_string()),
                ("found", found.to_string()),
            ];
            let message = Message::new("review.structure.count", args);
            findings.add(FindingDraft::new(&COUNT, span, message));
        }
    }
}

/// How many items the series has that begins right behind a place.
fn follows(items: &[SeriesItem], at: usize) -> Option<u32> {
    const NEAR: usize = 60;
    let first = items.iter().position(|item| item.span.start >= at)?;
    let opener = &items[first];
    if opener.value != 1 || opener.span.start > at + NEAR {
        return None;
    }
    let mut last = 1;
    for item in &items[first + 1..] {
        if item.form == opener.form {
            if item.value != last + 1 {
                break;
            }
            last = item.value;
        } else if item.form.rank() < opener.form.rank() {
            break;
        }
    }
    (last > 1).then_some(last)
}

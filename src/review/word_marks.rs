//! Finds words of a Word file that somebody marked: highlighted, hidden, of a tracked change.

use std::ops::Range;

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{CardContext, Rule, RuleCard, RuleTier, WordMark};
use super::word_paper::WordPaper;
use crate::diagnostic::{Message, Severity};

/// The rules on marked words.
pub(super) static RULES: [&Rule; 3] = [&HIGHLIGHTED, &HIDDEN, &TRACKED];

static HIGHLIGHTED: Rule = Rule {
    code: "holes.highlighted",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "突出显示的地方多是待核、待改的",
    title: "review.title.holes-highlighted",
    hit: RuleCard::beside(
        "# 工作汇报\n全年完成投资3.2亿元。\n全年引进项目5个。",
        CardContext::Marked("全年完成投资3.2亿元。", WordMark::Highlighted),
    ),
    miss: RuleCard::beside(
        "# 工作汇报\n全年完成投资3.2亿元。\n全年引进项目5个。",
        CardContext::Marked("全年完成投资3.2亿元。", WordMark::Bold),
    ),
};

static HIDDEN: Rule = Rule {
    code: "holes.hidden",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "隐藏的文字看不见，却随文件发出去",
    title: "review.title.holes-hidden",
    hit: RuleCard::beside(
        "# 工作汇报\n全年完成投资3.2亿元。\n此处数字待核。",
        CardContext::Marked("此处数字待核。", WordMark::Hidden),
    ),
    miss: RuleCard::beside(
        "# 工作汇报\n全年完成投资3.2亿元。\n数字都已核对。",
        CardContext::Marked("数字都已核对。", WordMark::Bold),
    ),
};

static TRACKED: Rule = Rule {
    code: "holes.tracked",
    severity: Severity::Advice,
    tier: RuleTier::Practice,
    source: "定稿前接受或拒绝全部修订，删去的字还在文件里",
    title: "review.title.holes-tracked",
    hit: RuleCard::beside(
        "# 工作汇报\n全年完成投资3.2亿元。\n全年引进项目5个。",
        CardContext::Marked("全年引进项目5个。", WordMark::Inserted),
    ),
    miss: RuleCard::beside(
        "# 工作汇报\n全年完成投资3.2亿元。\n全年引进项目5个。",
        CardContext::Marked("全年引进项目5个。", WordMark::Bold),
    ),
};

/// Runs the rules on marked words.
pub(super) fn find(paper: &Paper, word: &WordPaper, findings: &mut Findings) {
    const SHOWN: usize = 24;
    let body = word.body();
    for (n, paragraph) in body.paragraphs.iter().enumerate() {
        let look = paragraph.properties_xml(&body.xml);
        let is_marked = |at| {
            word.marked_styles
                .marks(look, paragraph.format_at(&body.xml, at))
        };
        for span in highlights(paragraph.formats(&body.xml), is_marked) {
            let Some(span) = word.span(n, &span) else {
                continue;
            };
            let words: String = paper.words(&span).chars().take(SHOWN).collect();
            let message = Message::new("review.holes.highlighted", [("words", words)]);
            findings.add(FindingDraft::new(&HIGHLIGHTED, span, message));
        }
        if paragraph.hidden.chars().any(char::is_alphanumeric)
            && let Some(span) = word.near(n)
        {
            let words: String = paragraph.hidden.trim().chars().take(SHOWN).collect();
            let message = Message::new("review.holes.hidden", [("words", words)]);
            findings.add_once(n.to_string(), FindingDraft::new(&HIDDEN, span, message));
        }
        if paragraph.is_tracked
            && let Some(span) = word.near(n)
        {
            let message = Message::plain("review.holes.tracked");
            findings.add_once("", FindingDraft::new(&TRACKED, span, message));
        }
    }
}

/// The stretches of characters that are marked: neighbours of other formats joined.
fn highlights(formats: Vec<Range<usize>>, is_marked: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in formats {
        if !is_marked(range.start) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => found.push(range),
        }
    }
    found
}

//! Finds the bodies of another level where a paper speaks of its own: a township's report that
//! speaks for the county's government.

use crate::diagnostic::{Message, Severity};
use crate::place::{Level, Place};
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{CardContext, Rule, RuleCard, RuleTier};

pub(super) static RULES: [&Rule; 1] = [&LEVEL];

static LEVEL: Rule = Rule {
    code: "left-over.level",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "《地方各级人民代表大会和地方各级人民政府组织法》：政府向本级人民代表大会报告工作",
    title: "review.title.left-over-level",
    hit: RuleCard::beside(
        "政府工作报告\n各位代表：\n现在，我代表县人民政府，向大会报告工作，请予审议。",
        CardContext::Place("云溪镇"),
    ),
    miss: RuleCard::beside(
        "政府工作报告\n各位代表：\n现在，我代表镇人民政府，向大会报告工作，请予审议。在县人民政府的领导下，成绩不小。",
        CardContext::Place("云溪镇"),
    ),
};

/// Before the words a paper speaks for: 我代表|县人民政府, 向|全县人民.
const SPEAKS_FOR: [&str; 4] = ["代表", "我谨代表", "受", "我受"];
/// The words for levels as they stand in the names of bodies and areas.
const LEVELS: [&str; 10] = ["省", "市", "县", "区", "旗", "州", "盟", "镇", "乡", "街道"];

pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    let Some(place) = &paper.home.place else {
        return;
    };
    for opener in SPEAKS_FOR {
        for at in paper.find_all(opener) {
            let start = at + opener.chars().count();
            if let Some((level, end)) = body_of_level(paper, start, "人民政府") {
                tell(paper, place, level, start..end, findings);
            }
        }
    }
    for at in paper.find_all("向全") {
        let start = at + 2;
        if let Some((level, end)) = body_of_level(paper, start, "人民") {
            tell(paper, place, level, start..end, findings);
        }
    }
}

/// The level whose body stands at a place.
fn body_of_level(paper: &Paper, at: usize, body: &str) -> Option<(&'static str, usize)> {
    for level in LEVELS {
        let words = format!("{level}{body}");
        if crate::review::words_at::stands_at(paper.text, at, &words) {
            return Some((level, at + words.chars().count()));
        }
    }
    None
}

fn tell(
    paper: &Paper,
    place: &Place,
    level: &str,
    span: std::ops::Range<usize>,
    findings: &mut Findings,
) {
    let word = place.word();
    let of_zone = word.chars().count() > 2 || place.level() == Level::Village;
    // A 自治区 is called 区, a 自治州 州.
    if of_zone || word.ends_with(level) || word.contains(level) {
        return;
    }
    let args = [
        ("words", paper.words(&span)),
        ("place", place.name().to_owned()),
        ("word", word.to_owned()),
    ];
    let draft = FindingDraft::new(&LEVEL, span, Message::new("review.left-over.level", args));
    findings.add_once(level, draft);
}

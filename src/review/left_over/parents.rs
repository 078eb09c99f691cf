//! Finds places named behind a parent that is not theirs: 湖北省张家界市.

use crate::diagnostic::{Message, Severity};
use crate::review::findings::{FindingDraft, Findings};
use crate::review::mentions::{PlaceMention, is_within, parents};
use crate::review::paper::Paper;
use crate::review::rule::{Rule, RuleCard, RuleTier};

pub(super) static RULES: [&Rule; 1] = [&PARENT];

static PARENT: Rule = Rule {
    code: "left-over.parent",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "国家统计局《统计用区划代码和城乡划分代码》（2023年）",
    title: "review.title.left-over-parent",
    hit: RuleCard::of("工作汇报\n我们组织骨干到湖北省张家界市考察旅游产业。"),
    miss: RuleCard::of(
        "工作汇报\n我们组织骨干到湖北省、张家界市考察，又去了湖南省张家界市武陵源区。",
    ),
};

pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    for pair in paper.places.windows(2) {
        let [outer, inner] = pair else { continue };
        let adjoins = outer.span.end == inner.span.start;
        if !adjoins || outer.rank() >= inner.rank() || fits(outer, inner) {
            continue;
        }
        let Some(code) = inner.codes.first() else {
            continue;
        };
        let args = [
            ("name", &inner.name),
            ("wrong", &outer.name),
            ("right", &parents(*code)),
        ];
        let message = Message::new("review.left-over.parent", args);
        let draft = FindingDraft::new(&PARENT, outer.span.start..inner.span.end, message);
        // Counties move between prefectures; provinces have kept theirs since the table began.
        let sure = outer.rank() == 2 && inner.rank() < 9;
        let severity = if sure {
            Severity::Error
        } else {
            Severity::Warning
        };
        findings.add_once(
            format!("{}{}", outer.name, inner.name),
            draft.weighing(severity),
        );
    }
}

/// Whether a unit of the inner name lies in one of the outer.
fn fits(outer: &PlaceMention, inner: &PlaceMention) -> bool {
    let lies_in =
        |code: &crate::gazetteer::Code| outer.codes.iter().any(|outer| is_within(*code, *outer));
    inner.codes.iter().any(lies_in)
}

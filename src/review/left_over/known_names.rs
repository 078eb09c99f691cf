//! Finds names that came along from an earlier paper, and names no answer holds.

use std::collections::BTreeSet;

use crate::diagnostic::{Message, Severity};
use crate::place::Place;
use crate::read::Report;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::home;
use crate::review::mentions::place_mentions;
use crate::review::names::{FoundName, NameKind, different, names};
use crate::review::options::ReviewOptions;
use crate::review::paper::Paper;
use crate::review::rule::{CardContext, Rule, RuleCard, RuleTier};
use crate::review::unit_names::units_called;

pub(super) static RULES: [&Rule; 3] = [&SOURCE_PLACE, &SOURCE_PERSON, &UNANSWERED];

static SOURCE_PLACE: Rule = Rule {
    code: "left-over.source-place",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "照着旧稿改稿时没有改净的名字",
    title: "review.title.left-over-source-place",
    hit: RuleCard::beside(
        "云溪镇政府工作报告\n各位代表：\n建设富裕美丽的新枫岭，修通了大坪村的路。",
        CardContext::Source(
            "枫岭镇政府工作报告\n各位代表：\n建设富裕美丽的新枫岭，修通了大坪村、枫树湾村的路。",
        ),
    ),
    miss: RuleCard::beside(
        "云溪镇政府工作报告\n各位代表：\n建设富裕美丽的新云溪，修通了竹园村的路。",
        CardContext::Source(
            "枫岭镇政府工作报告\n各位代表：\n建设富裕美丽的新枫岭，修通了大坪村、枫树湾村的路。",
        ),
    ),
};

static SOURCE_PERSON: Rule = Rule {
    code: "left-over.source-person",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "照着旧稿改稿时没有改净的名字",
    title: "review.title.left-over-source-person",
    hit: RuleCard::beside(
        "云溪镇政府工作报告\n镇长　林致远\n各位代表：\n现在报告工作。",
        CardContext::Source("枫岭镇政府工作报告\n镇长　林致远\n各位代表：\n现在报告工作。"),
    ),
    miss: RuleCard::beside(
        "云溪镇政府工作报告\n镇长　陈向东\n各位代表：\n现在报告工作。",
        CardContext::Source("枫岭镇政府工作报告\n镇长　林致远\n各位代表：\n现在报告工作。"),
    ),
};

static UNANSWERED: Rule = Rule {
    code: "left-over.unanswered",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "稿中的名字以填报数据为准",
    title: "review.title.left-over-unanswered",
    hit: RuleCard::beside(
        "云溪镇政府工作报告\n镇长　林致远\n各位代表：\n在大坪村召开现场会。",
        CardContext::Answers("地名: 云溪镇\n姓名: 陈向东\n村: 竹园村"),
    ),
    miss: RuleCard::beside(
        "云溪镇政府工作报告\n镇长　陈向东\n各位代表：\n在竹园村召开现场会。",
        CardContext::Answers("地名: 云溪镇\n姓名: 陈向东\n村: 竹园村"),
    ),
};

/// The names of an earlier paper, gathered once.
#[derive(Debug)]
pub(in crate::review) struct SourceNames {
    /// Its file.
    pub(in crate::review) file: String,
    /// The place it is of.
    place: Option<Place>,
    places: BTreeSet<String>,
    people: BTreeSet<String>,
}

impl SourceNames {
    pub(in crate::review) fn of(file: &str, report: &Report) -> Self {
        let found = names(report);
        let mentions = place_mentions(report.folded());
        let home = home::find(report, &mentions, &ReviewOptions::default());
        Self {
            file: file.to_owned(),
            place: home.place,
            places: different(&found, NameKind::Place),
            people: different(&found, NameKind::Person),
        }
    }
}

pub(super) fn find(
    paper: &Paper,
    options: &ReviewOptions,
    sources: &[SourceNames],
    findings: &mut Findings,
) {
    if sources.is_empty() && options.answers.is_none() {
        return;
    }
    let found = names(paper.report);
    for source in sources {
        home_of_source(paper, options, source, findings);
        for name in &found {
            came_along(paper, options, source, name, findings);
        }
    }
    if options.answers.is_some() {
        for name in &found {
            unanswered(paper, options, name, findings);
        }
    }
}

/// Whether an answer holds a name.
fn is_answered(options: &ReviewOptions, name: &str) -> bool {
    let answers = options.answers.as_deref().unwrap_or_default();
    answers.iter().any(|answer| answer.contains(name))
}

/// Whether a name is the paper's own place, or one of its parents or parts by the table.
fn is_own(paper: &Paper, name: &str) -> bool {
    let own = paper.home.place.as_ref();
    let named = own.is_some_and(|own| name.contains(own.name()) || own.name().contains(name));
    let short = paper
        .home
        .short()
        .is_some_and(|short| name.contains(&short));
    named || short || paper.home.is_kin(&units_called(name))
}

/// The earlier paper's own place, in full or short, wherever it stands.
fn home_of_source(
    paper: &Paper,
    options: &ReviewOptions,
    source: &SourceNames,
    findings: &mut Findings,
) {
    let Some(theirs) = &source.place else { return };
    if is_own(paper, theirs.name()) {
        return;
    }
    for name in [theirs.name().to_owned(), theirs.short()] {
        if is_answered(options, &name) {
            continue;
        }
        let length = name.chars().count();
        for at in paper.find_all(&name) {
            let args = [("name", name.clone()), ("source", source.file.clone())];
            let message = Message::new("review.left-over.source-home", args);
            let draft = FindingDraft::new(&SOURCE_PLACE, at..at + length, message);
            findings.add(draft.hint(Message::plain("review.left-over.place.hint")));
        }
    }
}

/// A village or a person of the earlier paper, whose place is another or whose answers differ.
fn came_along(
    paper: &Paper,
    options: &ReviewOptions,
    source: &SourceNames,
    name: &FoundName,
    findings: &mut Findings,
) {
    let other_place = match (&source.place, &paper.home.place) {
        (Some(theirs), Some(ours)) => theirs.name() != ours.name(),
        _ => false,
    };
    let known = match name.kind {
        NameKind::Place => &source.places,
        NameKind::Person => &source.people,
    };
    let suspicious = other_place || options.answers.is_some();
    if !suspicious || !known.contains(&name.name) || is_answered(options, &name.name) {
        return;
    }
    let (rule, key, severity) = match name.kind {
        NameKind::Person => (
            &SOURCE_PERSON,
            "review.left-over.source-person",
            Severity::Error,
        ),
        NameKind::Place if is_own(paper, &name.name) || !other_place => return,
        // Two towns of one county name it both.
        NameKind::Place if is_upper(&name.name) => return,
        NameKind::Place => (
            &SOURCE_PLACE,
            "review.left-over.source-place",
            Severity::Warning,
        ),
    };
    let args = [("name", name.name.clone()), ("source", source.file.clone())];
    let message = Message::with(key, args.to_vec());
    let draft = FindingDraft::new(rule, name.span.clone(), message).weighing(severity);
    findings.add_once(name.name.clone(), draft);
}

/// Whether a name is of a county or above.
fn is_upper(name: &str) -> bool {
    name.ends_with(['省', '市', '县', '区', '旗', '州', '盟']) && !name.ends_with("社区")
}

/// A village or a person no answer names.
fn unanswered(paper: &Paper, options: &ReviewOptions, name: &FoundName, findings: &mut Findings) {
    if is_answered(options, &name.name) || is_own(paper, &name.name) {
        return;
    }
    let key = match name.kind {
        NameKind::Person => "review.left-over.unanswered-person",
        // 互嵌式社区 is a kind of village, not one.
        NameKind::Place if is_upper(&name.name) || name.name.contains(['式', '型', '化']) => {
            return;
        }
        NameKind::Place => "review.left-over.unanswered-place",
    };
    let message = Message::with(key, vec![("name", name.name.clone())]);
    findings.add_once(
        name.name.clone(),
        FindingDraft::new(&UNANSWERED, name.span.clone(), message),
    );
}

//! Plans: what a writer decides about a proposal does just that, reads back as written, and is told
//! what is wrong.

use nigao::diagnostic::{Diagnostic, Lang, Severity};
use nigao::mine::decisions::{Decision, Decisions, ProposedKind};
use nigao::mine::{Need, Proposal, propose};
use nigao::read::Report;
use proptest::prelude::*;

use super::mining::{TOWNS, drafted};

const REPORT: &str = "云溪镇政府工作报告
各位代表：
一、2024年工作回顾
2024年，云溪镇实现生产总值73.1亿元，同比增长7.5%。
（一）民生福祉持续改善。新增就业岗位320个，修复石桥大道，发放补贴865万元。
（二）生态环境稳步向好。植树200亩，云溪面貌一新。
二、2025年工作安排
2025年，新增就业岗位350个。
谢谢大家！";

fn proposal() -> Proposal {
    propose(&[Report::read(REPORT)])
}

/// The template of the report when this is decided about its fields.
fn template(decided: &[(&str, &str)]) -> String {
    let proposal = proposal();
    let mut plan = Decisions::of(&proposal);
    for (field, decision) in decided {
        assert!(
            plan.decide(field, decision.parse().expect("a decision"))
                .is_some(),
            "no field {field} in {plan:?}"
        );
    }
    assert_eq!(plan.check(&proposal), [], "{plan:?}");
    let mined = proposal.decided(&plan).genre();
    drafted(&mined, 0).unwrap_or_else(|why| panic!("{why}"));
    mined.template
}

#[test]
fn decisions_do_what_they_say() {
    let taken = template(&[]);
    for words in [
        "新增就业岗位{{新增就业岗位}}",
        "{{年份}}，{{地名}}实现",
        "新增就业岗位{{新增就业岗位目标}}",
    ] {
        assert!(taken.contains(words), "{words}:\n{taken}");
    }
    let cases: [(&[(&str, &str)], &str); 6] = [
        (&[("新增就业岗位", "不用")], "新增就业岗位320个"),
        (&[("新增就业岗位", "改名 就业")], "新增就业岗位{{就业}}"),
        (
            &[("新增就业岗位目标", "并入 新增就业岗位")],
            "新增就业岗位{{新增就业岗位}}。",
        ),
        (
            &[("新增就业岗位", "改为 文字")],
            "新增就业岗位{{新增就业岗位}}",
        ),
        (
            &[("生产总值", "不用")],
            "实现生产总值73.1亿元，同比增长7.5%",
        ),
        (
            &[
                ("新增就业岗位", "改名 就业，改为 文字"),
                ("新增就业岗位目标", "改名 新增就业岗位"),
            ],
            "岗位{{新增就业岗位}}。",
        ),
    ];
    for (decided, words) in cases {
        let template = template(decided);
        assert!(
            template.contains(words),
            "{decided:?}: no {words} in\n{template}"
        );
    }
}

#[test]
fn sections_are_kept_asked_about_or_left_out() {
    let proposal = proposal();
    let mut plan = Decisions::of(&proposal);
    plan.decide_section("民生福祉持续改善", Need::Optional);
    plan.decide_section("生态环境稳步向好", Need::Out);
    let mined = proposal.decided(&plan).genre();
    assert!(
        mined
            .template
            .contains("{{#if 有民生福祉持续改善}}\n### **民生福祉持续改善。**"),
        "{}",
        mined.template
    );
    assert!(
        !format!("{}{}", mined.template, mined.schema).contains("植树"),
        "{}",
        mined.template
    );
    let text = drafted(&mined, 0).unwrap_or_else(|why| panic!("{why}"));
    assert!(
        text.contains("（一）民生福祉持续改善。") && !text.contains("生态"),
        "{text}"
    );
    let without = mined.answers[0].replace("有民生福祉持续改善: 是", "有民生福祉持续改善: 否");
    let text = drafted(
        &nigao::mine::Mined {
            answers: vec![without],
            ..mined
        },
        0,
    )
    .unwrap_or_else(|why| panic!("{why}"));
    assert!(!text.contains("民生"), "{text}");
}

#[test]
fn an_untouched_plan_changes_nothing_and_reads_back() {
    for proposal in [
        proposal(),
        propose(&TOWNS.map(Report::read)),
        propose(&[Report::read("")]),
    ] {
        let plan = Decisions::of(&proposal);
        for lang in [Lang::Zh, Lang::En] {
            let file = plan.file(&proposal, lang);
            let (read, faults) = Decisions::read("plan.yaml", &file, &proposal);
            assert_eq!((&read, faults.len()), (&plan, 0), "{faults:#?}\n{file}");
            assert_eq!(proposal.decided(&read).genre(), proposal.genre());
        }
    }
}

#[test]
fn decisions_outlive_the_report_they_were_made_for() {
    let proposal = proposal();
    let mut plan = Decisions::of(&proposal);
    plan.decide("新增就业岗位", "改名 就业".parse().expect("a decision"));
    let file = plan.file(&proposal, Lang::Zh);
    let next = REPORT
        .replace("植树200亩，", "")
        .replace("320个", "410个")
        .replace("2025年", "2026年")
        .replace("2024年", "2025年");
    let next = propose(&[Report::read(&next)]);
    let (plan, faults) = Decisions::read("plan.yaml", &file, &next);
    assert!(
        faults
            .iter()
            .all(|fault| fault.severity == Severity::Warning),
        "{faults:#?}"
    );
    let keys: Vec<&str> = faults.iter().map(|fault| fault.message.key()).collect();
    assert_eq!(keys, ["plan.unknown-field"], "植树 is gone");
    assert!(next.decided(&plan).genre().answers[0].contains("就业: 410个"));
}

/// Where a fault stands, and its code.
type Told = (usize, usize, &'static str);

/// A plan and what is wrong with it.
const FAULTS: [(&str, &[Told]); 9] = [
    (
        "字段:\n  新增就业岗位: 随便",
        &[(2, 11, "plan.no-decision")],
    ),
    (
        "部分:\n  民生福祉持续改善: 也许",
        &[(2, 13, "plan.no-need")],
    ),
    (
        "字段:\n  新增就业岗立: 不用",
        &[(2, 3, "plan.unknown-field")],
    ),
    ("字断:\n  新增就业岗位: 不用", &[(1, 1, "plan.unknown-key")]),
    (
        "字段:\n  新增就业岗位: 改名 2024",
        &[(2, 3, "plan.bad-name")],
    ),
    ("字段:\n  新增就业岗位: 改名 植树", &[(2, 3, "plan.taken")]),
    (
        "字段:\n  生产总值: 改为 文字\n  植树: 改为 日期",
        &[(2, 3, "plan.kind-parts"), (3, 3, "plan.kind")],
    ),
    (
        "字段:\n  植树: 并入 种草\n  补贴: 不用",
        &[(2, 3, "plan.merge-unknown"), (3, 3, "plan.unknown-field")],
    ),
    (
        "字段:\n  植树: 并入 新增就业岗位\n  新增就业岗位: 并入 植树",
        &[(2, 3, "plan.merge-gone"), (3, 3, "plan.merge-gone")],
    ),
];

#[test]
fn faults_of_a_plan_come_all_at_once_with_their_places() {
    let proposal = proposal();
    let told = |fault: &Diagnostic| {
        let place = fault.location.as_ref().expect("a place");
        (place.line, place.column, fault.message.key())
    };
    for (file, wanted) in FAULTS {
        let (_, faults) = Decisions::read("plan.yaml", file, &proposal);
        let found: Vec<_> = faults.iter().map(told).collect();
        // A name taken is told of both who want it.
        let found: Vec<_> = found
            .into_iter()
            .filter(|fault| wanted.contains(fault))
            .collect();
        assert_eq!(found, wanted, "{file}\n{faults:#?}");
    }
}

#[test]
fn decisions_read_back() {
    let kinds = ProposedKind::ALL.map(|kind| Decision::Keep {
        name: None,
        kind: Some(kind),
    });
    let named = Decision::Keep {
        name: Some("就业".into()),
        kind: Some(ProposedKind::Figure),
    };
    let all = [
        Decision::KEEP,
        Decision::Reject,
        Decision::Merge("植树".into()),
        named,
    ];
    for decision in all.into_iter().chain(kinds) {
        assert_eq!(decision.to_string().parse(), Ok(decision));
    }
    for need in [Need::Required, Need::Optional, Need::Out] {
        assert_eq!(need.to_string().parse(), Ok(need));
    }
    assert!("".parse::<Decision>().is_err() && "改名".parse::<Decision>().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Invariant 3 holds whatever fields are rejected: their words stand in their place.
    #[test]
    fn invariant_3_rejected_fields_leave_the_report_as_it_was(
        source in "(云溪镇|2024年|2025年5月|生产总值|73\\.1亿元|，同比增长7\\.5%|新增就业320人|一、|（一）|一是|# |\\*\\*|\\{\\{|\\[|\\\\|。|；|\n|修复石桥大道|__|项目){0,24}",
        rejected in any::<u32>(),
    ) {
        let report = Report::read(&source);
        let proposal = propose(std::slice::from_ref(&report));
        let mut plan = Decisions::of(&proposal);
        for (at, (_, decision)) in plan.fields.iter_mut().enumerate() {
            if rejected >> (at % 32) & 1 == 1 {
                *decision = Decision::Reject;
            }
        }
        let text = drafted(&proposal.decided(&plan).genre(), 0).map_err(TestCaseError::fail)?;
        prop_assert_eq!(text.strip_suffix('\n').unwrap_or(&text), report.text());
    }

    #[test]
    fn any_plan_reads(file in "((部分|字段|植树|新增就业岗位|采用|改名|并入|: | |\n|\\PC){0,20})") {
        let proposal = proposal();
        let (plan, _) = Decisions::read("plan.yaml", &file, &proposal);
        let _ = proposal.decided(&plan).genre();
    }
}

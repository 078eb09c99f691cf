//! Claims: what counts as a confirmation, in every spelling offices send.

use nigao::answers::{self, Answers, ClaimState, Fact, Mode};
use nigao::diagnostic::Code;
use nigao::schema::{self, Schema};

const TABLE: &str = "title: 例\nkind: 讲话\nsummary: 例\nfields:\n\
    - {name: 发放, kind: claim, words: 工资按时足额发放, group: 甲, department: 财政所}\n\
    - {name: 无事故, kind: claim, words: 全年没有发生事故, group: 甲, department: 应急办}\n";

fn table() -> Schema {
    let (schema, faults) = schema::read("s.yaml", TABLE, &[]).recovered();
    assert!(faults.is_empty(), "{faults}");
    schema
}

/// How one answer is read: 是, 否, 空 (left open) or 错 (refused), and whether something is said
/// of it.
fn read(field: &str, typed: &str) -> (&'static str, bool) {
    let file = Answers::read("a.yaml", &format!("{field}: {typed}\n"));
    let checked = answers::check(&table(), &file, Mode::default());
    let about = |d: &&nigao::diagnostic::Diagnostic| d.to_string().contains(field);
    let is_told = checked.diagnostics.iter().any(|d| about(&d));
    let Some(facts) = checked.value else {
        return ("错", is_told);
    };
    let is_open = |d: &nigao::diagnostic::Diagnostic| d.code() == Code::CheckClaimOpen;
    let open = checked.diagnostics.iter().filter(|d| is_open(d));
    let state = match facts.get(field) {
        Some(Fact::Claim { state, .. }) => *state,
        // What is not printed is no fact; the check says what is still open.
        None if open.into_iter().any(|d| d.to_string().contains(field)) => ClaimState::Open,
        None => ClaimState::Declined,
        other => panic!("{field}: {typed} is {other:?}"),
    };
    let read = match state {
        ClaimState::Confirmed => "是",
        ClaimState::Declined => "否",
        ClaimState::Open => "空",
    };
    (read, is_told)
}

#[test]
fn a_claim_is_confirmed_by_words_that_can_mean_nothing_else() {
    // The answer, then how it is read of a claim that affirms and of one that denies.
    for (typed, affirming, denying) in [
        ("是", "是", "是"),
        ("是。", "是", "是"),
        ("对", "是", "是"),
        ("属实", "是", "是"),
        ("已核实", "是", "是"),
        ("核实无误", "是", "是"),
        ("确认", "是", "是"),
        ("Yes", "是", "是"),
        ("TRUE", "是", "是"),
        ("√", "是", "是"),
        ("{值: 是, 来源: 应急局函}", "是", "是"),
        ("否", "否", "否"),
        ("不是", "否", "否"),
        ("不属实", "否", "否"),
        ("no", "否", "否"),
        // 没有 may be said of an accident that did not happen.
        ("没有", "否", "否"),
        ("无", "否", "否"),
        ("0", "否", "否"),
        // 有 may be said of one that did.
        ("有", "是", "错"),
        ("１", "是", "错"),
        ("{值: 有, 来源: 台账}", "是", "错"),
        ("", "空", "空"),
        ("待核实", "空", "空"),
        ("未核实", "空", "空"),
        ("待定", "空", "空"),
        ("？", "空", "空"),
        ("【待核实】", "空", "空"),
        // Whether this confirms, nobody can say.
        ("基本属实", "错", "错"),
        ("是（应急局）", "错", "错"),
        ("没有发生", "错", "错"),
        ("大概", "错", "错"),
        ("2", "错", "错"),
        ("[是]", "错", "错"),
    ] {
        assert_eq!(
            read("发放", typed).0,
            affirming,
            "{typed} of an affirmation"
        );
        assert_eq!(read("无事故", typed).0, denying, "{typed} of a denial");
    }
}

#[test]
fn a_doubtful_answer_to_a_denial_is_told() {
    for typed in ["没有", "没", "无", "0", "有", "1"] {
        assert!(read("无事故", typed).1, "{typed}: nothing is said");
    }
    for typed in ["是", "否", "不属实", "已核实"] {
        assert!(!read("无事故", typed).1, "{typed} needs no remark");
    }
    for typed in ["没有", "有", "0"] {
        assert!(!read("发放", typed).1, "{typed} is plain of an affirmation");
    }
}

#[test]
fn the_editor_takes_what_the_check_takes() {
    let json = nigao::forms::json_schema(&table()).to_string();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let validator = jsonschema::validator_for(&json).unwrap();
    for typed in ["是", "已核实", "否", "不属实", "有", "没有", "1", "大概"] {
        for field in ["发放", "无事故"] {
            let answers = serde_json::json!({ field: typed });
            let is_taken = read(field, typed).0 != "错";
            assert_eq!(validator.is_valid(&answers), is_taken, "{field}: {typed}");
        }
    }
}

//! The commands: `nigao refill`, `nigao diff`.

use crate::harness::Desk;

const GENRE: &str = "township-work-report";

/// A folder with answers, corrected answers, and the draft of the first.
fn desk() -> Desk {
    let sample = std::fs::read_to_string(
        crate::harness::root().join(format!("samples/{GENRE}/answers.yaml")),
    )
    .expect("the sample");
    let corrected = sample.replace("本年: 36.8亿元, 增速: 6.1%", "本年: 37.2亿元, 增速: 6.4%");
    let desk = Desk::new()
        .file("旧.yaml", &sample)
        .file("新.yaml", &corrected);
    desk.run(&["fill", GENRE, "旧.yaml", "-o", "稿.docx"])
        .code(0);
    desk
}

fn text(desk: &Desk, file: &str) -> String {
    desk.run(&["inspect", file, "--text"]).code(0).out
}

/// The draft with words replaced, as a hand would.
fn edit(desk: &Desk, old: &str, new: &str) {
    let bytes = std::fs::read(desk.path("稿.docx")).expect("the draft");
    let edited =
        crate::splice::files::with_part(&bytes, "word/document.xml", |xml| xml.replace(old, new));
    assert_ne!(edited.len(), 0);
    std::fs::write(desk.path("稿.docx"), edited).expect("the draft");
}

#[test]
fn corrected_figures_come_and_edits_stay() {
    let desk = desk();
    edit(&desk, "各位代表", "各位尊敬的代表");
    // The genre and the old answers are found by what the draft says of itself.
    let run = desk
        .run(&["refill", "稿.docx", "--now", "新.yaml", "-o", "次.docx"])
        .code(0);
    run.says(&["旧.yaml", "已改", "36.8亿元", "37.2亿元", "待定 0 处"]);
    let after = text(&desk, "次.docx");
    assert!(after.contains("各位尊敬的代表") && after.contains("37.2亿元"));
    assert!(!after.contains("36.8亿元"));
    // What it says of itself is renewed, so that it can be refilled in turn.
    let again = ["refill", "次.docx", "--now", "旧.yaml", "-o", "回.docx"];
    desk.run(&again).code(0).says(&["新.yaml"]);
    assert_eq!(text(&desk, "回.docx"), text(&desk, "稿.docx"));
    // Nothing is overwritten.
    desk.run(&again).code(3);
    let json = desk.run(&[
        "refill", "稿.docx", "--was", "旧.yaml", "--now", "新.yaml", "-o", "三.docx", "--json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json.code(0).out).expect("JSON");
    assert!(
        json["result"]["items"]
            .as_array()
            .is_some_and(|items| !items.is_empty()),
        "{json}"
    );
}

#[test]
fn what_is_missing_is_asked_for() {
    let desk = desk();
    std::fs::remove_file(desk.path("旧.yaml")).expect("the old answers");
    let run = desk.run(&["refill", "稿.docx", "--now", "新.yaml", "-o", "次.docx"]);
    run.code(2).says(&["--was", "稿.docx"]);
    desk.run(&[
        "refill", "稿.docx", "--was", "新.yaml", "--now", "新.yaml", "-o", "三.docx",
    ])
    .code(0)
    .says(&["写不出"]);
    desk.run(&["refill", "稿.docx"])
        .code(2)
        .says(&["-o", "--pull"]);
    let desk = desk.file(
        "别.docx",
        crate::word::word(&[("word/document.xml", &crate::word::document(""))]),
    );
    desk.run(&["refill", "别.docx", "--now", "新.yaml", "-o", "次.docx"])
        .code(2)
        .says(&["--template"]);
    desk.run(&["refill", "新.yaml", "--now", "新.yaml", "-o", "次.docx"])
        .code(3);
}

#[test]
fn values_changed_by_hand_are_taken_one_by_one() {
    let desk = desk();
    edit(&desk, "36.8亿元", "36.9亿元");
    edit(&desk, "1260万元", "1300万元");
    let shown = desk.run(&[
        "refill", "稿.docx", "--was", "旧.yaml", "--now", "旧.yaml", "-o", "同.docx",
    ]);
    shown.code(0).says(&["36.8亿元 → 36.9亿元", "--pull"]);
    let pull = ["refill", "稿.docx", "--was", "旧.yaml", "--pull", "收.yaml"];
    let run = desk.run_with(&pull, "y\nn\n".repeat(9).as_bytes()).code(0);
    assert!(run.err.contains("收.yaml"), "{}", run.err);
    let (old, new) = (desk.read("旧.yaml"), desk.read("收.yaml"));
    let differ = old
        .lines()
        .zip(new.lines())
        .filter(|(old, new)| old != new)
        .count();
    assert_eq!(
        (differ, old.lines().count()),
        (1, new.lines().count()),
        "{new}"
    );
    assert!(
        new.contains("36.9亿元") || new.contains("1300万元"),
        "{new}"
    );
}

#[test]
fn drafts_are_compared() {
    let desk = desk();
    desk.run(&["fill", GENRE, "新.yaml", "-o", "二.docx"])
        .code(0);
    let run = desk
        .run(&[
            "diff", "稿.docx", "二.docx", "--was", "旧.yaml", "-o", "修订.docx",
        ])
        .code(0);
    for words in ["36.8亿元 → 37.2亿元", "- ", "+ ", "37.2亿元"] {
        assert!(run.out.contains(words), "{}", run.out);
    }
    assert_eq!(text(&desk, "修订.docx"), text(&desk, "二.docx"));
    assert_eq!(
        desk.run(&["diff", "稿.docx", "稿.docx"]).code(0).out,
        "两稿一样\n"
    );
    let answers = desk
        .run(&["diff", "旧.yaml", "新.yaml", "--template", GENRE])
        .code(0);
    assert!(
        answers.out.contains("36.8亿元 → 37.2亿元"),
        "{}",
        answers.out
    );
    let json = desk.run(&["diff", "稿.docx", "二.docx", "--json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert!(
        json["result"]["sentences"]
            .as_array()
            .is_some_and(|found| !found.is_empty())
    );
    let desk = desk
        .file("甲.txt", "一、回顾\n增长8.5%。\n")
        .file("乙.txt", "一、回顾\n增长9%。\n");
    let text = desk.run(&["diff", "甲.txt", "乙.txt"]).code(0).out;
    assert_eq!(text, "第 2 段\n- 增长8.5%。\n+ 增长9%。\n");
    desk.run(&["diff", "甲.txt", "乙.txt", "-o", "丙.docx"])
        .code(2);
}

//! Finished reports checked on the page: findings beside the text, accepted for good, copies back.

use super::{Server, between};
use crate::harness::{Desk, root};

const REPORT: &str = "平乐县政府工作报告\n各位代表：\n成绩不小。安化县人民政府认真履职，【待填：姓名】负责。\n(一)抓项目。\n完成了任务。\n";

/// Uploads a report and returns the address of its review.
fn reviewed(server: &Server, name: &str, bytes: &[u8]) -> String {
    let sent = server.upload("/upload/review", &[(name, bytes)]);
    sent.header("location")
        .unwrap_or_else(|| panic!("{}", sent.text()))
}

/// The numbers of the findings that a page shows.
fn shown(page: &str) -> Vec<usize> {
    let parts = page.split("data-note=\"").skip(1);
    parts
        .map(|part| part.split('"').next().unwrap_or_default())
        .map(|number| number.parse().expect("a number"))
        .collect()
}

#[test]
fn findings_stand_beside_their_lines_and_may_be_filtered() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let place = reviewed(&server, "报告.txt", REPORT.as_bytes());
    let page = server.get(&place).text();
    let all = shown(&page);
    assert!(all.len() > 1 && page.contains("没有校的"), "{page}");
    for number in &all {
        assert!(page.contains(&format!("id=\"r-{number}\"")));
    }
    // The note of the other county stands after its own line and before the next.
    let (line, next) = (
        page.find("各位代表").expect("a line"),
        page.find("抓项目").expect("a line"),
    );
    let note = page.find("安化县").expect("marked");
    assert!(line < note && note < next, "{page}");
    let mut filtered = Vec::new();
    for name in ["error", "warning", "advice"] {
        let page = server.get(&format!("{place}?show={name}")).text();
        let part = shown(&page);
        assert_eq!(
            page.matches(&format!("class=\"note {name}\"")).count(),
            part.len()
        );
        filtered.extend(part);
    }
    filtered.sort_unstable();
    let mut sorted = all;
    sorted.sort_unstable();
    assert_eq!(filtered, sorted);
    assert_eq!(server.get("/r/99").status, 404);
}

#[test]
fn a_word_file_is_compared_with_the_layout_that_the_unit_keeps() {
    let desk = Desk::new().file("版式.yaml", "page: {left: 20mm, right: 34mm}\n");
    let answers = root().join("samples/head-duty-report/answers.yaml");
    let answers = answers.to_str().expect("a path");
    let draft = ["fill", "head-duty-report", answers, "-o", "稿.docx"];
    desk.run(&[&draft[..], &["--layout", "版式.yaml"]].concat())
        .code(0);
    let bytes = std::fs::read(desk.path("稿.docx")).expect("the draft");
    let server = Server::start(&desk, &[]);
    let page = || {
        let place = reviewed(&server, "稿.docx", &bytes);
        server.get(&place).text()
    };
    // The unit's file, whether the margins differ from its layout, and what is told of it.
    let cases = [
        ("", true, ""),
        ("layout: 版式.yaml\n", false, ""),
        ("layout: 稿.docx\n", false, ""),
        ("layout: 没有.yaml\n", true, "没有.yaml"),
        ("layout: 坏.yaml\n", true, "坏.yaml"),
    ];
    std::fs::write(desk.path("坏.yaml"), "pages: {}\n").expect("a slip");
    for (unit, differs, told) in cases {
        std::fs::write(desk.path("nigao.yaml"), unit).expect("the unit's file");
        let page = page();
        assert_eq!(page.contains("页边距"), differs, "{unit}");
        assert!(page.contains(told), "{unit}");
    }
}

#[test]
fn what_is_accepted_is_kept_in_the_units_file_and_can_be_taken_back() {
    let desk = Desk::new().file("nigao.yaml", "place: 平乐县  # 我们县\n");
    let server = Server::start(&desk, &[]);
    assert!(!server.get("/").text().contains("data-draft"), "no draft");
    let place = reviewed(&server, "报告.txt", REPORT.as_bytes());
    let before = shown(&server.get(&place).text());
    let deed = format!("accept {}", before[0]);
    let led = server.post(&place, &[("@do", &deed)]).header("location");
    assert!(led.expect("the page").starts_with(&place));
    let page = server.get(&place).text();
    assert_eq!(shown(&page).len(), before.len() - 1);
    let unit = desk.read("nigao.yaml");
    assert!(
        unit.starts_with("place: 平乐县  # 我们县\n") && unit.contains("rule:"),
        "{unit}"
    );
    // The next upload, and the terminal, know it.
    let again = reviewed(&server, "报告.txt", REPORT.as_bytes());
    let page = server.get(&again).text();
    assert_eq!(shown(&page).len(), before.len() - 1);
    assert!(page.contains("另有 1 处已经认可"), "{page}");
    let other = Desk::new()
        .file("报告.txt", REPORT)
        .file("nigao.yaml", &unit);
    let told = other
        .run(&["review", "报告.txt", "--fail-on", "never"])
        .code(0);
    assert!(told.out.contains("另有 1 处已经认可"), "{}", told.out);
    let deed = format!("reopen {}", before[0]);
    server.post(&place, &[("@do", &deed)]);
    assert_eq!(shown(&server.get(&place).text()), before);
    assert!(
        !desk.read("nigao.yaml").contains("rule:"),
        "{}",
        desk.read("nigao.yaml")
    );
    // A file that cannot be parsed is left alone, and the page says so.
    std::fs::write(desk.path("nigao.yaml"), "place: [平乐县\n").expect("a slip");
    server.post(&place, &[("@do", &format!("accept {}", before[0]))]);
    assert!(server.get(&place).text().contains("没有记进 nigao.yaml"));
    assert_eq!(desk.read("nigao.yaml"), "place: [平乐县\n");
    // Neither is one that cannot be read at all.
    let long = format!("# {}\n", "长".repeat(400_000));
    std::fs::write(desk.path("nigao.yaml"), &long).expect("a long file");
    server.post(&place, &[("@do", &format!("accept {}", before[0]))]);
    assert!(server.get(&place).text().contains("没有记进 nigao.yaml"));
    assert!(desk.read("nigao.yaml") == long, "it was written over");
    for wrong in ["accept 99", "accept x", "drop 0", ""] {
        let status = server.post(&place, &[("@do", wrong)]).status;
        assert!([400, 303].contains(&status), "{wrong}: {status}");
    }
}

/// The check says what is wrong with the unit's file, as `nigao fill` does.
#[test]
fn the_check_of_a_draft_tells_a_slip_in_the_units_file() {
    let desk = Desk::new().file("nigao.yaml", "place: 云溪镇\n别的: 1\n");
    let server = Server::start(&desk, &[]);
    let draft = server.begin("member-duty-report");
    let page = server.get(&format!("{draft}/check")).text();
    assert!(page.contains("nigao.yaml 第 2 行"), "{page}");
}

#[test]
fn copies_come_back_with_comments_or_corrected() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let text = reviewed(&server, "报告.txt", REPORT.as_bytes());
    assert_eq!(
        server.get(&format!("{text}/annotated")).status,
        404,
        "no Word file"
    );
    let fixed = server.get(&format!("{text}/fixed"));
    assert!(
        fixed.text().contains("成绩不小") && !fixed.text().contains("(一)"),
        "{}",
        fixed.text()
    );
    // A draft of ours is checked as it stands, and its copy has the findings as comments.
    let draft = server.begin("member-duty-report");
    server.post(
        &format!("{draft}/answer"),
        &[("path", "姓名"), ("typed", "林致远")],
    );
    let place = server
        .post(&format!("{draft}/review"), &[])
        .header("location")
        .expect("a review");
    let page = server.get(&place).text();
    assert!(
        page.contains("林致远") && page.contains(&format!("href=\"{draft}\"")),
        "{page}"
    );
    let copy = server.get(&format!("{place}/annotated"));
    assert!(copy.body.starts_with(b"PK"), "{}", copy.text());
    let name = copy.header("content-disposition").expect("a name");
    assert!(
        name.contains(&super::escaped("（批注）.docx", "")),
        "{name}"
    );
    std::fs::write(desk.path("批注.docx"), &copy.body).expect("room");
    desk.run(&["inspect", "批注.docx"]).code(0);
    assert!(between(&page, "<title>", "</title>").contains("校稿"));
}

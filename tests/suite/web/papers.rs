//! The papers around a draft: last year's report made a genre, forms given out and taken back, the
//! table of evidence.

use nigao::catalog::Catalog;
use nigao::forms::{ShareBy, shares, sheet};

use super::{Server, between};
use crate::harness::Desk;

const REPORT: &str = "云溪镇政府工作报告\n各位代表：\n一、2025年工作回顾\n2025年，云溪镇实现生产总值73.1亿元，\
同比增长7.5%。新增就业岗位320个，修路12公里。\n二、2026年工作安排\n抓好落实。\n";

#[test]
fn last_years_report_becomes_a_genre_and_this_years_draft() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let sent = server.upload("/upload/report", &[("云溪镇报告.txt", REPORT.as_bytes())]);
    let place = sent
        .header("location")
        .unwrap_or_else(|| panic!("{}", sent.text()));
    let page = server.get(&place).text();
    for shown in [
        "href=\"#m-生产总值\"", "data-mined=\"新增就业岗位\"", "value=\"云溪镇报告\"",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // A name that is taken is refused with the words of the terminal, and nothing is written.
    let twice = [
        ("do 修路", "采用"),
        ("name 修路", "生产总值"),
        ("@do", "make"),
    ];
    let back = server
        .post(&place, &twice)
        .header("location")
        .expect("the page again");
    assert!(back.starts_with(&format!("{place}#m-")), "{back}");
    assert!(server.get(&place).text().contains("class=\"fault\""));
    assert!(!desk.path("templates").exists());
    // Renamed, dropped, made.
    let decided = [
        ("do 修路", "不用"),
        ("name 修路", "修路"),
        ("do 新增就业岗位", "采用"),
        ("name 新增就业岗位", "新增就业"),
        ("@name", "镇报告"),
        ("@do", "make"),
    ];
    let draft = server
        .post(&place, &decided)
        .header("location")
        .expect("a draft");
    assert!(draft.starts_with("/d/"), "{draft}");
    let template = desk.read("templates/镇报告.hbs");
    assert!(
        template.contains("{{新增就业}}") && template.contains("修路12公里"),
        "{template}"
    );
    // This year's draft offers what follows from last year's, and shows last year's values.
    let page = server
        .get(&server.get(&draft).header("location").expect("a group"))
        .text();
    assert!(page.contains("镇报告"), "{page}");
    let all: String = (1..4)
        .map(|n| server.get(&format!("{draft}/g/{n}")).text())
        .collect();
    assert!(
        all.contains("去年填的") && all.contains("73.1亿元"),
        "{all}"
    );
    assert!(server.get("/").text().contains("data-genre=\"镇报告\""));
    // The draft of the new year bears it.
    assert!(all.contains("镇报告2026"), "{all}");
}

/// The sample of a genre as a Word file.
fn word_file(desk: &Desk, genre: &str) -> Vec<u8> {
    let root = crate::harness::root();
    let sample = root.join("samples").join(genre).join("answers.yaml");
    desk.run(&[
        "fill",
        genre,
        &sample.display().to_string(),
        "-o",
        "稿.docx",
    ])
    .code(0);
    let bytes = std::fs::read(desk.path("稿.docx")).expect("the Word file");
    std::fs::remove_file(desk.path("稿.docx")).expect("it is there");
    bytes
}

#[test]
fn a_word_file_becomes_the_template_itself() {
    let desk = Desk::new();
    let word = word_file(&desk, "service-survey-report");
    let server = Server::start(&desk, &[]);
    let offers = |files: &[(&str, &[u8])]| {
        let place = server.upload("/upload/report", files).header("location");
        let place = place.expect("the fields that were found");
        let page = server.get(&place).text();
        (place, page.contains("name=\"@in-place\""))
    };
    // A text has no look, and two files are no template.
    assert!(!offers(&[("甲.txt", REPORT.as_bytes())]).1);
    assert!(!offers(&[("甲.docx", &word), ("乙.docx", &word)]).1);
    let (place, is_offered) = offers(&[("调查2025.docx", &word)]);
    assert!(is_offered);
    let made = server.post(
        &place,
        &[("@name", "调查"), ("@in-place", "1"), ("@do", "make")],
    );
    let draft = made.header("location").expect("a draft");
    assert!(draft.starts_with("/d/"), "{draft}");
    let template = std::fs::read(desk.path("templates/调查.docx")).expect("a Word template");
    assert!(template.starts_with(b"PK"));
    let first = server.get(&draft).header("location").expect("a group");
    let page = server.get(&first).text();
    assert!(page.contains("Word 模板里标了"), "{page}");
    // With the report's own answers it says what it said, as the command line has it.
    let start = server.get("/").text();
    let mut drafts = start.split("data-draft=\"").skip(1);
    let last = drafts.find(|part| part.contains("（去年的稿子）"));
    let id = last.and_then(|part| part.split('"').next());
    let id = id.expect("last year's draft");
    let got = server.get(&format!("/d/{id}/get/docx"));
    assert_eq!(got.status, 200, "{}", got.text());
    let parts = |bytes: &[u8]| {
        let source = nigao::read::Source::parse(bytes, false, None).expect("a Word file");
        nigao::read::Report::of(&source).text().clone()
    };
    assert_eq!(parts(&got.body), parts(&word));
    // The command line takes the genre as it is.
    desk.run(&["check", "调查", "--templates", "."]).code(0);
}

#[test]
fn what_is_no_report_is_refused_with_a_reason() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    for (name, bytes) in [
        ("a.pdf", &b"%PDF-1.7 ..."[..]),
        ("a.docx", b"PK\x03\x04 torn"),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"),
    ] {
        let answer = server.upload("/upload/report", &[(name, bytes)]);
        assert_eq!(answer.status, 422, "{name}: {}", answer.text());
        assert!(answer.text().contains("class=\"fault\""), "{name}");
        // A clerk has WPS or Word: that is how a copy is made that can be read.
        let says_how = answer.text().contains("WPS") && answer.text().contains("存为");
        assert!(says_how || name == "a.docx", "{name}: {}", answer.text());
        assert!(!answer.text().contains("LibreOffice"), "{name}");
    }
    // A picture is none by its bytes, whatever its name says.
    let picture =
        b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    for path in ["/upload/report", "/upload/review"] {
        for name in ["图.gif", "图.txt"] {
            let answer = server.upload(path, &[(name, picture)]);
            assert_eq!(answer.status, 422, "{path} {name}: {}", answer.text());
            let page = answer.text();
            assert!(page.contains("不是文本文件"), "{path} {name}: {page}");
        }
    }
    // Of several, each that cannot be read is told; the others are mined.
    let files = [("图.txt", &picture[..]), ("稿.txt", REPORT.as_bytes())];
    let mined = server.upload("/upload/report", &files).header("location");
    let page = server.get(mined.as_deref().unwrap()).text();
    assert!(page.contains("图.txt：这不是文本文件"), "{page}");
    let files = [("图.txt", &picture[..]), ("二.txt", picture)];
    let refused = server.upload("/upload/report", &files).text();
    assert!(
        refused.contains("图.txt") && refused.contains("二.txt"),
        "{refused}"
    );
    let long = vec![b'a'; (16 << 20) + 1];
    assert_eq!(
        server.upload("/upload/report", &[("a.txt", &long)]).status,
        413
    );
}

#[test]
fn forms_go_out_and_what_comes_back_is_merged_and_chosen() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let draft = server.begin("township-work-report");
    let genre = Catalog::shipped()
        .genre("township-work-report")
        .expect("the genre");
    let schema = genre.schema().recovered().0;
    let shares = shares(&schema, ShareBy::Department);
    let page = server.get(&format!("{draft}/collect")).text();
    for share in &shares {
        assert!(
            page.contains(&format!("data-share=\"{}\"", share.title())),
            "{}",
            share.title()
        );
    }
    let form = server.get(&format!("{draft}/form/1"));
    assert!(form.body.starts_with(b"PK") && form.status == 200);
    server.post(&format!("{draft}/forms"), &[]);
    let folder = desk
        .names()
        .into_iter()
        .find(|name| name.ends_with("填报表"))
        .expect("a folder");
    let written = std::fs::read_dir(desk.path(&folder))
        .expect("the forms")
        .count();
    assert_eq!(written, shares.len());
    // A sheet comes back filled in, and a second one contradicts it.
    let share = shares
        .iter()
        .find(|share| share.schema.field("固定资产投资").is_some());
    let share = share.expect("a share");
    let filled = |value: &str| {
        let mut table = sheet::table(share, None);
        for row in &mut table.rows {
            if row[0] == "固定资产投资" && row[2].contains("本年") {
                row[7] = value.to_owned();
            }
        }
        sheet::to_csv(&table)
    };
    let back = |server: &Server, name: &str, value: &str| {
        let path = format!("/upload/{}/returns", draft.trim_start_matches("/d/"));
        let sent = server.upload(&path, &[(name, filled(value).as_bytes())]);
        assert_eq!(sent.status, 303, "{}", sent.text());
        server.get(&format!("{draft}/collect")).text()
    };
    let name = format!("{}.csv", share.file_name());
    let page = back(&server, &name, "15.4亿元");
    assert!(page.contains(&name), "{page}");
    let file = format!("{}.yaml", schema.title);
    assert!(
        desk.read(&file).contains("15.4亿元"),
        "{}",
        desk.read(&file)
    );
    let page = back(&server, &format!("又一份{name}"), "16亿元");
    assert!(page.contains("data-choose=\"固定资产投资\""), "{page}");
    let choice = [("field", "固定资产投资"), ("file", name.as_str())];
    server.post(&format!("{draft}/choose"), &choice);
    let page = server.get(&format!("{draft}/collect")).text();
    assert!(
        !page.contains("data-choose") && desk.read(&file).contains("15.4亿元"),
        "{page}"
    );
    // A file that is no form is named, and stops nothing.
    let path = format!("/upload/{}/returns", draft.trim_start_matches("/d/"));
    server.upload(&path, &[("说明.docx", b"PK")]);
    assert!(
        server
            .get(&format!("{draft}/collect"))
            .text()
            .contains("说明.docx")
    );
}

#[test]
fn the_table_of_evidence_is_the_one_of_the_command_line() {
    let desk = Desk::new();
    let genre = Catalog::shipped()
        .genre("member-duty-report")
        .expect("the genre");
    let (_, sample) = genre.sample().expect("a sample");
    let desk = desk.file("述职.yaml", sample.as_ref());
    let server = Server::start(&desk, &[]);
    let page = server.get("/").text();
    let id = between(&page, "data-draft=\"", "\"").to_owned();
    let got = server.get(&format!("/d/{id}/get/evidence"));
    assert!(got.body.starts_with(b"PK"), "{}", got.text());
    let mut args = vec![
        "trace", "member-duty-report", "述职.yaml", "-o", "佐证.docx",
    ];
    if server
        .get(&format!("/d/{id}/check"))
        .text()
        .contains("data-open")
    {
        args.push("--draft");
    }
    desk.run(&args).code(0);
    let wanted = std::fs::read(desk.path("佐证.docx")).expect("the table");
    assert!(
        got.body.len().abs_diff(wanted.len()) < 2_000,
        "{} {}",
        got.body.len(),
        wanted.len()
    );
}

/// Several years of one office's report: what they share is the genre, the newest makes the draft.
#[test]
fn several_reports_become_one_genre_and_say_where_each_section_is() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let report = |place: &str, value: &str, more: &str| {
        format!(
            "{place}政府工作报告\n各位代表：\n一、2025年工作回顾\n2025年，{place}实现生产总值{value}亿元，\
             同比增长7.5%。\n{more}二、2026年工作安排\n抓好落实。\n"
        )
    };
    let (one, other) = (
        report("云溪镇", "73.1", "三、存在的问题\n底子还薄。\n"),
        report("松岭镇", "51.4", ""),
    );
    let files = [
        ("云溪镇.txt", one.as_bytes()),
        ("松岭镇.txt", other.as_bytes()),
    ];
    let sent = server.upload("/upload/report", &files);
    let place = sent
        .header("location")
        .unwrap_or_else(|| panic!("{}", sent.text()));
    let page = server.get(&place).text();
    for shown in [
        "2 份稿子", "data-section=", "2 份里有 1 份写了", "2 份里有 2 份写了", "data-mined=",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let section = between(&page, "name=\"need ", "\"").to_owned();
    let need = format!("need {section}");
    let decided = [
        (need.as_str(), "可选"),
        ("@name", "镇报告"),
        ("@do", "make"),
    ];
    let made = server.post(&place, &decided);
    let draft = made.header("location").expect("a draft");
    assert!(draft.starts_with("/d/"), "{draft}");
    let template = desk.read("templates/镇报告.hbs");
    assert!(
        template.contains("{{#if "),
        "the section may go: {template}"
    );
    desk.run(&["check", "镇报告", "--templates", "."]).code(0);
}

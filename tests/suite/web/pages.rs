//! The pages: groups, lists, faults, offers of last year, two tabs, a broken file.

use super::{Server, between};
use crate::harness::Desk;

/// A small genre of the user's own, in a folder `库` beside the answers.
fn small() -> Desk {
    let schema = "
title: 小结
kind: 汇报
summary: 一例
fields:
- {name: 年份, kind: year, group: 基本情况, question: 哪一年的小结？, example: 2025}
- {name: 地名, kind: place, group: 基本情况, question: 哪个地方？, example: {名称: 云溪镇, 上级: 青禾县}}
- {name: 单位, kind: text, group: 基本情况, question: 哪个单位？, keep: true, department: 办公室}
- {name: 收入, kind: figure, unit: 万元, compare: [上年], group: 数字, question: 收入多少？, example: {本年: 120万元, 上年: 100万元}}
- {name: 有活动, kind: flag, default: 否, group: 活动, question: 办了活动吗？}
- {name: 活动, kind: list, when: 有活动, min: 1, group: 活动, question: 办了哪些活动？, fields: [{name: 名称, kind: text, question: 叫什么？, example: 开放日}, {name: 人数, kind: figure, unit: 人, optional: true, question: 多少人？}]}
- {name: 无事故, kind: claim, words: 全年没有发生事故, group: 活动, department: 应急办}
";
    let template = "# {{单位}}{{年份}}小结\n\n{{地名}}。\n\n## 收入\n\n收入{{收入}}，同比{{收入.同比}}。\n\n\
        {{#if 有活动}}\n## 活动\n\n{{#each 活动}}\n- [一是] {{名称}}{{#if 人数}}，{{人数}}参加{{/if}}。\n{{/each}}\n{{/if}}\n\n\
        {{#if 无事故}}\n{{无事故}}。\n{{/if}}\n";
    Desk::new()
        .file("库/schemas/小结.yaml", schema)
        .file("库/templates/小结.hbs", template)
}

fn begun(desk: &Desk) -> (Server, String) {
    let server = Server::start(desk, &["--templates", "库"]);
    let draft = server.begin("小结");
    (server, draft)
}

/// Sends a group's form with these fields and what a browser would send beside them.
fn send(server: &Server, address: &str, fields: &[(&str, &str)]) -> String {
    let page = server.get(address).text();
    let revision = between(&page, "name=\"@revision\" value=\"", "\"").to_owned();
    let mut all = vec![("@revision", revision.as_str())];
    all.extend_from_slice(fields);
    server
        .post(address, &all)
        .header("location")
        .expect("a page to go to")
}

#[test]
fn a_group_is_saved_by_its_form_and_leads_on() {
    let desk = small();
    let (server, draft) = begun(&desk);
    assert!(
        !desk.names().contains(&"小结.yaml".to_owned()),
        "no answer, no file"
    );
    let first = format!("{draft}/g/1");
    let fields = [
        ("年份", "2025"),
        ("地名", "青禾县 云溪镇"),
        ("单位", "办公室"),
        ("@do", "next"),
    ];
    assert_eq!(send(&server, &first, &fields), format!("{draft}/g/2"));
    let text = desk.read("小结.yaml");
    assert!(
        text.contains("年份: 2025") && text.contains("单位: 办公室"),
        "{text}"
    );
    let page = server.get(&first).text();
    assert!(
        page.contains("value=\"云溪镇\"") && page.contains("云溪镇（青禾县）"),
        "{page}"
    );
    // An input that is emptied is an answer taken back.
    send(&server, &first, &[("单位", ""), ("@do", "stay")]);
    assert!(
        desk.read("小结.yaml").contains("\n单位:\n"),
        "{}",
        desk.read("小结.yaml")
    );
}

#[test]
fn what_is_wrong_stays_in_its_input_with_the_terminals_words() {
    let desk = small();
    let (server, draft) = begun(&desk);
    let second = format!("{draft}/g/2");
    let place = send(
        &server,
        &second,
        &[("收入", "很多"), ("收入.上年", "100"), ("@do", "next")],
    );
    assert!(place.starts_with(&format!("{second}#i-收入")), "{place}");
    let page = server.get(&second).text();
    assert!(
        page.contains("value=\"很多\"") && page.contains("class=\"fault\""),
        "{page}"
    );
    // Mended, it is read back with the growth computed.
    send(
        &server,
        &second,
        &[("收入", "120"), ("收入.上年", "100万"), ("@do", "stay")],
    );
    let page = server.get(&second).text();
    assert!(
        page.contains("→ 120万元，上年100万元，同比增长20%"),
        "{page}"
    );
    // A slip of the unit is asked about, and does not stand in the way.
    send(&server, &second, &[("收入", "12000"), ("@do", "stay")]);
    let page = server.get(&second).text();
    assert!(
        page.contains("class=\"doubt\"") && page.contains("value=\"12000\""),
        "{page}"
    );
    // One part is taken back, the other stays.
    send(
        &server,
        &second,
        &[("收入", "120"), ("收入.上年", ""), ("@do", "stay")],
    );
    let page = server.get(&second).text();
    assert!(
        page.contains("value=\"120\"") && !page.contains("value=\"100"),
        "{page}"
    );
}

#[test]
fn lists_take_pasted_rows_and_are_turned_about() {
    let desk = small();
    let (server, draft) = begun(&desk);
    let third = format!("{draft}/g/3");
    send(&server, &third, &[("有活动", "是"), ("@do", "stay")]);
    let pasted = "开放日\t１２０人\n读书会\t30\n运动会";
    let place = send(&server, &third, &[("活动.1.名称", pasted), ("@do", "stay")]);
    assert!(!place.contains("#i-"), "{place}");
    let page = server.get(&third).text();
    for value in ["开放日", "读书会", "运动会"] {
        assert!(page.contains(value), "{value}: {page}");
    }
    // Without a mouse: the button of the record is gone to where the record is now.
    for (button, next) in [
        ("up 活动.3", "up-活动.2"),
        ("down 活动.2", "up-活动.3"),
        ("up 活动.3", "up-活动.2"),
        ("up 活动.2", "down-活动.1"),
        ("down 活动.1", "down-活动.2"),
        ("remove 活动.1", "remove-活动.1"),
    ] {
        let place = send(&server, &third, &[("@do", button)]);
        assert_eq!(place, format!("{third}#b-{next}"), "{button}");
        let page = server.get(&third).text();
        let shown = between(
            &page,
            &format!("value=\"{}\"", next.replacen('-', " ", 1)),
            ">",
        );
        assert!(
            !shown.contains("disabled") && shown.contains(&format!("id=\"b-{next}\"")),
            "{shown}"
        );
    }
    let text = desk.read("小结.yaml");
    let order: Vec<usize> = ["运动会", "读书会"]
        .iter()
        .map(|name| text.find(name).expect("a record"))
        .collect();
    assert!(
        order[0] < order[1] && !text.contains("- {名称: 开放日"),
        "{text}"
    );
    // A record typed into the empty row, with a later field.
    send(
        &server,
        &third,
        &[
            ("活动.3.名称", "义诊"),
            ("活动.3.人数", "50"),
            ("@do", "stay"),
        ],
    );
    assert!(
        desk.read("小结.yaml").contains("50"),
        "{}",
        desk.read("小结.yaml")
    );
    // A row whose first cell is right and whose second is wrong is not taken in part.
    let place = send(
        &server,
        &third,
        &[("活动.4.名称", "晚会\t很多人"), ("@do", "stay")],
    );
    assert!(place.contains("#i-活动.4.名称"), "{place}");
    assert!(!desk.read("小结.yaml").contains("晚会"));
}

/// The script saves a new row as it is left; the form that is sent next may have been rendered
/// before that. It is one row all the same, whichever came first and however much of it was saved.
#[test]
fn a_row_saved_by_the_script_and_sent_with_the_form_is_one_row() {
    let row = [("活动.1.名称", "义诊"), ("活动.1.人数", "50人")];
    for saved_before in 0..=row.len() {
        for saved_after in [0, row.len()] {
            let desk = small();
            let (server, draft) = begun(&desk);
            let third = format!("{draft}/g/3");
            send(&server, &third, &[("有活动", "是"), ("@do", "stay")]);
            let page = server.get(&third).text();
            let stale = between(&page, "name=\"@revision\" value=\"", "\"").to_owned();
            let save = |count: usize| {
                let mut revision = stale.clone();
                for (path, typed) in &row[..count] {
                    let fields = [
                        ("path", *path),
                        ("typed", *typed),
                        ("@revision", revision.as_str()),
                    ];
                    let reply = server.post(&format!("{draft}/answer"), &fields).text();
                    revision = between(&reply, "\"revision\":\"", "\"").to_owned();
                }
            };
            save(saved_before);
            let mut form = vec![("@revision", stale.as_str()), ("@do", "stay")];
            form.extend(row);
            server.post(&third, &form);
            save(saved_after);
            let text = desk.read("小结.yaml");
            let records = text.matches("{名称: 义诊, 人数: 50人}").count();
            let names = text.matches("义诊").count();
            assert_eq!(
                (records, names),
                (1, 1),
                "{saved_before} {saved_after}: {text}"
            );
        }
    }
    // Another row of another tab is not taken for it.
    let desk = small();
    let (server, draft) = begun(&desk);
    let third = format!("{draft}/g/3");
    send(&server, &third, &[("有活动", "是"), ("@do", "stay")]);
    let page = server.get(&third).text();
    let stale = between(&page, "name=\"@revision\" value=\"", "\"");
    send(&server, &third, &[("活动.1.名称", "晚会"), ("@do", "stay")]);
    let mut form = vec![("@revision", stale), ("@do", "stay")];
    form.extend(row);
    server.post(&third, &form);
    let text = desk.read("小结.yaml");
    assert!(
        text.contains("晚会") && text.contains("{名称: 义诊, 人数: 50人}"),
        "{text}"
    );
}

/// A record of one field may stand in the file as bare words.
#[test]
fn records_of_bare_words_are_shown_and_changed_one_by_one() {
    let desk = small().file(
        "小结.yaml",
        "年份: 2025\n有活动: 是\n活动:\n- 开放日  # 五月\n- 读书会\n",
    );
    let server = Server::start(&desk, &["--templates", "库"]);
    let page = server.get("/").text();
    let draft = format!("/d/{}", between(&page, "data-draft=\"", "\""));
    let third = format!("{draft}/g/3");
    let page = server.get(&third).text();
    assert!(
        page.contains("value=\"开放日\"") && page.contains("value=\"读书会\""),
        "{page}"
    );
    let fields = [
        ("活动.1.名称", "开放日"),
        ("活动.2.名称", "读书会"),
        ("@do", "stay"),
    ];
    send(&server, &third, &fields);
    let text = desk.read("小结.yaml");
    assert!(
        text.contains("- 开放日  # 五月\n- 读书会\n"),
        "nothing was changed: {text}"
    );
    send(
        &server,
        &third,
        &[
            ("活动.2.名称", "读书会"),
            ("活动.2.人数", "30"),
            ("@do", "stay"),
        ],
    );
    let text = desk.read("小结.yaml");
    assert!(
        text.contains("- 开放日  # 五月\n") && text.contains("读书会") && text.contains("30"),
        "{text}"
    );
}

#[test]
fn the_draft_beside_the_form_links_values_holes_and_claims_to_their_questions() {
    let desk = small();
    let (server, draft) = begun(&desk);
    send(
        &server,
        &format!("{draft}/g/2"),
        &[("收入", "120万元 上年100"), ("@do", "stay")],
    );
    let paper = server.get(&format!("{draft}/paper")).text();
    for link in [
        format!("<a class=\"v\" href=\"{draft}/g/2#f-收入\" data-field=\"收入\""),
        format!("<a class=\"hole\" href=\"{draft}/g/1#f-年份\" data-field=\"年份\""),
        "<a class=\"claim\"".to_owned(),
    ] {
        assert!(paper.contains(&link), "{link}\n{paper}");
    }
}

#[test]
fn the_check_lists_what_is_open_and_links_it() {
    let desk = small();
    let (server, draft) = begun(&desk);
    send(
        &server,
        &format!("{draft}/g/1"),
        &[("年份", "2025"), ("@do", "stay")],
    );
    let page = server.get(&format!("{draft}/check")).text();
    for open in ["地名", "单位", "收入"] {
        assert!(
            page.contains(&format!("data-open=\"{open}\"")),
            "{open}: {page}"
        );
    }
    assert!(
        !page.contains("data-open=\"年份\"") && page.contains("#f-收入\">收入</a>"),
        "{page}"
    );
    let text = server.get(&format!("{draft}/get/txt"));
    assert!(
        text.text().contains("2025年小结") && text.text().contains("待填"),
        "{}",
        text.text()
    );
    server.post(&format!("{draft}/save/docx"), &[]);
    server.post(&format!("{draft}/save/docx"), &[]);
    let names = desk.names();
    assert!(names.contains(&"小结.docx".to_owned()) && names.contains(&"小结-2.docx".to_owned()));
}

#[test]
fn next_years_draft_begins_from_last_years() {
    let desk = small();
    let (server, draft) = begun(&desk);
    let fields = [("年份", "2025"), ("单位", "办公室"), ("@do", "next")];
    send(&server, &format!("{draft}/g/1"), &fields);
    send(
        &server,
        &format!("{draft}/g/2"),
        &[("收入", "120万元"), ("@do", "next")],
    );
    let third = format!("{draft}/g/3");
    send(&server, &third, &[("有活动", "是"), ("@do", "stay")]);
    send(
        &server,
        &third,
        &[("活动.1.名称", "开放日\n读书会"), ("@do", "stay")],
    );
    let id = draft.trim_start_matches("/d/");
    let next = server
        .post("/start", &[("last", id)])
        .header("location")
        .expect("a draft");
    let page = server.get(&format!("{next}/g/1")).text();
    assert!(
        page.contains("value=\"2026\"") && page.contains("去年填的：2025年"),
        "{page}"
    );
    // What is asked only since an offer was taken is shown before anything else.
    let third = format!("{next}/g/3");
    let led = send(&server, &third, &[("有活动", "是"), ("@do", "next")]);
    assert_eq!(led, format!("{third}#f-活动"));
    // Words may be said again as they were; a year or a figure of last year is not this year's.
    for (group, field, again) in [
        (1, "单位", false),
        (1, "年份", false),
        (2, "收入", false),
        (3, "活动", true),
    ] {
        let page = server.get(&format!("{next}/g/{group}")).text();
        assert_eq!(
            page.contains(&format!("value=\"again {field}\"")),
            again,
            "{field}: {page}"
        );
    }
    send(&server, &format!("{next}/g/3"), &[("@do", "again 活动")]);
    send(&server, &format!("{next}/g/2"), &[("@do", "again 收入")]);
    let text = desk.read("小结2026.yaml");
    assert!(
        text.contains("- {名称: 开放日}\n- {名称: 读书会}") && !text.contains("收入: 120"),
        "{text}"
    );
    let page = server.get(&format!("{next}/g/2")).text();
    assert!(
        page.contains("value=\"120万元\""),
        "last year's value is offered: {page}"
    );
    // What is offered counts once the page was gone through, as Enter at the terminal.
    let fields = [("年份", "2026"), ("单位", "办公室"), ("@do", "next")];
    send(&server, &format!("{next}/g/1"), &fields);
    assert!(
        desk.read("小结2026.yaml").contains("年份: 2026"),
        "{}",
        desk.read("小结2026.yaml")
    );
    drop(server);
    // The next run knows it still.
    let server = Server::start(&desk, &["--templates", "库"]);
    let page = server.get(&format!("{next}/g/2")).text();
    assert!(page.contains("value=\"120万元\""), "{page}");
}

/// Last year's figure is offered beside an empty one of this year: it is no answer by itself, and
/// does not keep anybody on the page.
#[test]
fn last_years_figure_alone_is_left_open() {
    let desk = small();
    let (server, draft) = begun(&desk);
    let fields = [("年份", "2025"), ("单位", "办公室"), ("@do", "next")];
    send(&server, &format!("{draft}/g/1"), &fields);
    let fields = [("收入", "120万元"), ("@do", "next")];
    send(&server, &format!("{draft}/g/2"), &fields);
    let id = draft.trim_start_matches("/d/");
    let next = server.post("/start", &[("last", id)]).header("location");
    let next = next.expect("a draft");
    let fields = [("收入", ""), ("收入.上年", "120万元"), ("@do", "next")];
    let led = send(&server, &format!("{next}/g/2"), &fields);
    assert!(!led.contains("/g/2"), "{led}");
    // The script saves this year's alone, and last year's counts beside it as it stands there.
    let fields = [("path", "收入"), ("typed", "125万元")];
    let reply = server.post(&format!("{next}/answer"), &fields).text();
    assert!(
        reply.contains("同比增长4.2%") && reply.contains("\"given\":[\"收入.上年\"]"),
        "{reply}"
    );
    // Beside this year's it is taken.
    let fields = [
        ("收入", "130万元"),
        ("收入.上年", "120万元"),
        ("@do", "next"),
    ];
    send(&server, &format!("{next}/g/2"), &fields);
    let saved = desk.read("小结2026.yaml");
    assert!(
        saved.contains("收入: {本年: 130万元, 上年: 120万元}"),
        "{saved}"
    );
}

#[test]
fn two_tabs_are_told_of_each_other() {
    let desk = small();
    let (server, draft) = begun(&desk);
    let first = format!("{draft}/g/1");
    let page = server.get(&first).text();
    let old = between(&page, "name=\"@revision\" value=\"", "\"").to_owned();
    send(
        &server,
        &first,
        &[("年份", "2025"), ("单位", "办公室"), ("@do", "stay")],
    );
    // The older tab shows neither; it changes one of them and something else.
    let fields = [
        ("@revision", old.as_str()),
        ("年份", ""),
        ("单位", "党政办"),
        ("@do", "stay"),
    ];
    server.post(&first, &fields);
    let text = desk.read("小结.yaml");
    assert!(
        text.contains("年份: 2025") && text.contains("单位: 办公室"),
        "{text}"
    );
    let page = server.get(&first).text();
    assert!(
        page.contains("刚才在别处") && page.contains("value=\"党政办\""),
        "{page}"
    );
    // Told of it, the user may still mean it.
    send(&server, &first, &[("单位", "党政办"), ("@do", "stay")]);
    assert!(desk.read("小结.yaml").contains("单位: 党政办"));
}

#[test]
fn a_file_changed_outside_is_read_again_and_a_broken_one_left_alone() {
    let desk = small();
    let (server, draft) = begun(&desk);
    let first = format!("{draft}/g/1");
    send(&server, &first, &[("年份", "2025"), ("@do", "stay")]);
    let text = desk
        .read("小结.yaml")
        .replace("单位:", "单位: 水利站  # 新并入");
    std::fs::write(desk.path("小结.yaml"), text).expect("a change");
    assert!(server.get(&first).text().contains("value=\"水利站\""));
    send(&server, &first, &[("年份", "2026"), ("@do", "stay")]);
    let text = desk.read("小结.yaml");
    assert!(
        text.contains("单位: 水利站  # 新并入") && text.contains("年份: 2026"),
        "{text}"
    );
    std::fs::write(desk.path("小结.yaml"), "年份: [2025\n单位: \"\n").expect("a slip");
    let page = server.get(&first);
    assert_eq!(page.status, 409);
    let text = page.text();
    assert!(
        text.contains("小结.yaml 现在读不懂") && text.contains("第 "),
        "{text}"
    );
    assert_eq!(desk.read("小结.yaml"), "年份: [2025\n单位: \"\n");
}

#[test]
fn the_script_is_answered_as_it_saves_and_reads_back() {
    let desk = small();
    let (server, draft) = begun(&desk);
    let consider = server.post(
        &format!("{draft}/consider"),
        &[("path", "收入"), ("typed", "154000万")],
    );
    assert!(
        consider.text().contains("→ 154000万元"),
        "{}",
        consider.text()
    );
    assert!(
        !desk.names().contains(&"小结.yaml".to_owned()),
        "nothing is saved"
    );
    let answer = server.post(
        &format!("{draft}/answer"),
        &[("path", "地名"), ("typed", "云溪镇")],
    );
    assert!(
        answer.text().contains("\"saved\":true"),
        "{}",
        answer.text()
    );
    // Places that begin like this are suggested.
    let typed = [("path", "地名"), ("typed", "安化")];
    let begun = server.post(&format!("{draft}/consider"), &typed).text();
    assert!(begun.contains("益阳市 安化县"), "{begun}");
    let answer = server.post(
        &format!("{draft}/answer"),
        &[("path", "收入"), ("typed", "多")],
    );
    let text = answer.text();
    assert!(
        text.contains("\"saved\":false") && text.contains("\"wrong\":true"),
        "{text}"
    );
}

/// The source of a figure and how it was counted are asked beside it, and kept with it.
#[test]
fn what_is_said_of_an_answer_is_kept_with_it() {
    let desk = small();
    let (server, draft) = begun(&desk);
    let second = format!("{draft}/g/2");
    let page = server.get(&second).text();
    assert!(page.contains("name=\"收入.来源\"") && page.contains("name=\"收入.口径\""));
    // Before there is an answer it waits, and says so.
    let reply = server.post(
        &format!("{draft}/answer"),
        &[("path", "收入.来源"), ("typed", "统计公报")],
    );
    assert!(reply.text().contains("一起存") && reply.text().contains("\"saved\":false"));
    send(
        &server,
        &second,
        &[
            ("收入", "120万元"),
            ("收入.上年", "100万元"),
            ("@do", "stay"),
        ],
    );
    let text = desk.read("小结.yaml");
    assert!(text.contains("来源: 统计公报"), "{text}");
    let page = server.get(&second).text();
    assert!(page.contains("value=\"统计公报\"") && page.contains("→ 120万元，上年100万元"));
    // A new value keeps it; emptied, it goes.
    send(
        &server,
        &second,
        &[
            ("收入", "130万元"),
            ("收入.口径", "快报数"),
            ("@do", "stay"),
        ],
    );
    let text = desk.read("小结.yaml");
    assert!(
        text.contains("130万元") && text.contains("统计公报") && text.contains("口径: 快报数"),
        "{text}"
    );
    send(
        &server,
        &second,
        &[("收入.来源", ""), ("收入.口径", ""), ("@do", "stay")],
    );
    let text = desk.read("小结.yaml");
    assert!(
        text.contains("130万元") && !text.contains("来源:"),
        "{text}"
    );
    let evidence = server.get(&format!("{draft}/get/evidence"));
    assert_eq!(evidence.status, 200);
}

/// A part of the report that is not asked now is passed by on the way.
#[test]
fn the_way_on_passes_by_groups_that_nothing_is_asked_in() {
    let schema = "
title: 小结
kind: 汇报
summary: 一例
fields:
- {name: 有活动, kind: flag, default: 否, group: 一, question: 办了活动吗？}
- {name: 活动, kind: text, when: 有活动, group: 二, question: 办了什么？}
- {name: 收入, kind: text, group: 三, question: 收入怎样？}
";
    let desk = Desk::new().file("库/schemas/小结.yaml", schema).file(
        "库/templates/小结.hbs",
        "# 小结\n\n{{#if 有活动}}{{活动}}。{{/if}}{{收入}}。\n",
    );
    let (server, draft) = begun(&desk);
    let led = send(
        &server,
        &format!("{draft}/g/1"),
        &[("有活动", "否"), ("@do", "next")],
    );
    assert_eq!(led, format!("{draft}/g/3"));
    let led = send(&server, &led, &[("@do", "back")]);
    assert_eq!(led, format!("{draft}/g/1"));
    let led = send(&server, &led, &[("有活动", "是"), ("@do", "next")]);
    assert_eq!(led, format!("{draft}/g/2"));
}

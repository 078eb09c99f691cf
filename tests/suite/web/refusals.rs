//! Nothing is said to be done that was not: what cannot be taken is refused in words.

use super::{Answer, Server, between};
use crate::harness::Desk;

const GENRE: &str = "member-duty-report";
const FILE: &str = "班子成员述职报告.yaml";

fn begun(desk: &Desk) -> (Server, String) {
    let server = Server::start(desk, &[]);
    let draft = server.begin(GENRE);
    (server, draft)
}

/// Saves one answer as the script does.
fn answer(server: &Server, draft: &str, path: &str, typed: &str) -> Answer {
    let fields = [("path", path), ("typed", typed)];
    server.post(&format!("{draft}/answer"), &fields)
}

fn revision(server: &Server, address: &str) -> String {
    let page = server.get(address).text();
    between(&page, "name=\"@revision\" value=\"", "\"").to_owned()
}

/// A list of the genre, the group it is asked in, and what is behind the number of a record in the
/// name of its first input: `.名称`.
fn a_list(server: &Server, draft: &str) -> (String, String, String) {
    for group in 1..30 {
        let address = format!("{draft}/g/{group}");
        let page = server.get(&address).text();
        for part in page.split(" id=\"n-").skip(1) {
            let name = part.split('"').next().unwrap_or_default();
            let first = part.split(&format!(" name=\"{name}.1")).nth(1);
            let first = first.and_then(|rest| rest.split('"').next());
            if let Some(first) = first {
                return (address.clone(), name.to_owned(), first.to_owned());
            }
        }
    }
    panic!("no list");
}

#[test]
fn what_nobody_asks_is_not_said_to_be_saved() {
    let desk = Desk::new();
    let (server, draft) = begun(&desk);
    for path in [
        "没有这一项", "没有.上年", "没有.来源", "没有.1.名称", "姓名.3", "姓名.1.名称",
        "地名.没有", "@do", "", "…",
    ] {
        for typed in ["甲", ""] {
            let reply = answer(&server, &draft, path, typed).text();
            assert!(reply.contains("\"saved\":false"), "{path}: {reply}");
            assert!(reply.contains("没有存"), "{path}: {reply}");
        }
    }
    // A row that is none: the empty one comes right behind the last.
    let (group, list, part) = a_list(&server, &draft);
    let reply = answer(&server, &draft, &format!("{list}.7{part}"), "甲").text();
    assert!(reply.contains("\"saved\":false"), "{reply}");
    assert!(
        !desk.names().contains(&FILE.to_owned()),
        "nothing was written"
    );
    // In a form it is said, and what else it holds is taken.
    let fields = [("没有这一项", "甲"), ("姓名", "林致远"), ("@do", "next")];
    let led = server
        .post(&format!("{draft}/g/1"), &fields)
        .header("location");
    let led = led.expect("a page");
    assert!(led.starts_with(&format!("{draft}/g/1")), "{led}");
    let page = server.get(&format!("{draft}/g/1")).text();
    assert!(
        page.contains("“没有这一项”现在不用填，没有存：甲"),
        "{page}"
    );
    assert!(desk.read(FILE).contains("姓名: 林致远"));
    for (address, fields, status) in [
        (format!("{draft}/g/99"), vec![("姓名", "王")], 404),
        (format!("{draft}/g/0"), vec![("姓名", "王")], 404),
        (group, vec![("@do", "explode 姓名")], 400),
        (format!("{draft}/last"), vec![("last", "../x.yaml")], 409),
        (
            format!("{draft}/choose"),
            vec![("field", "姓名"), ("file", "x")],
            400,
        ),
        (format!("{draft}/save/exe"), vec![], 404),
        ("/start".to_owned(), vec![("genre", "没有")], 422),
        ("/upload/report".to_owned(), vec![], 422),
        ("/upload/review".to_owned(), vec![], 422),
        (
            format!("/upload{}/returns", draft.trim_start_matches("/d")),
            vec![],
            422,
        ),
        ("/r/1".to_owned(), vec![("@do", "accept 0")], 400),
        ("/m/1".to_owned(), vec![("@do", "make")], 404),
    ] {
        let refused = server.post(&address, &fields);
        assert_eq!(refused.status, status, "{address}");
        assert!(refused.text().contains("class=\"fault\""), "{address}");
        assert!(refused.text().contains("lang=\"zh-CN\""), "{address}");
    }
    assert!(!desk.read(FILE).contains('王'));
    // Who is at the page is told where the page lists the genres, not of a command.
    let unknown = server.post("/start", &[("genre", "没有")]).text();
    assert!(unknown.contains("“没有”这个文种"), "{unknown}");
    assert!(unknown.contains("新起一份"), "{unknown}");
    assert!(!unknown.contains("nigao list"), "{unknown}");
}

#[test]
fn records_are_not_removed_or_moved_by_the_place_they_had_before() {
    let desk = Desk::new();
    let (server, draft) = begun(&desk);
    let (group, list, part) = a_list(&server, &draft);
    let first = format!("{list}.1{part}");
    server.post(
        &group,
        &[(&first, "甲一事\n乙二事\n丙三事"), ("@do", "stay")],
    );
    let old = revision(&server, &group);
    let remove = |revision: &str, at: usize| {
        let button = format!("remove {list}.{at}");
        server.post(&group, &[("@revision", revision), ("@do", &button)]);
        desk.read(FILE)
    };
    assert!(!remove(&old, 1).contains("甲一事"));
    // The other tab shows three records still: its first is gone, and so is its third.
    let text = remove(&old, 1);
    assert!(text.contains("乙二事") && text.contains("丙三事"), "{text}");
    let page = server.get(&group).text();
    assert!(page.contains("没有照办"), "{page}");
    let third = format!("{list}.3{part}");
    let fields = [
        ("@revision", old.as_str()),
        (&third, "丙三事改"),
        ("@do", "stay"),
    ];
    server.post(&group, &fields);
    assert!(
        !desk.read(FILE).contains("丙三事改"),
        "no record is made twice"
    );
    let page = server.get(&group).text();
    assert!(page.contains("在别处删去了，没有存：丙三事改"), "{page}");
    // Seen as it is now, it is done; and there is no fourth.
    let new = revision(&server, &group);
    assert!(!remove(&new, 2).contains("丙三事"));
    let newer = revision(&server, &group);
    remove(&newer, 4);
    assert!(server.get(&group).text().contains("没有照办"));
}

#[test]
fn a_page_older_than_anybody_remembers_overwrites_nothing() {
    let desk = Desk::new();
    let (server, draft) = begun(&desk);
    let first = format!("{draft}/g/1");
    let (group, list, part) = a_list(&server, &draft);
    answer(&server, &draft, "姓名", "林致远");
    let old = revision(&server, &first);
    server.post(
        &group,
        &[
            (&format!("{list}.1{part}"), "甲一事\n乙二事"),
            ("@do", "stay"),
        ],
    );
    for n in 0..70 {
        answer(&server, &draft, "姓名", &format!("周{n}"));
    }
    // What the page shows is another's answer by now, and its user has not seen that.
    let record = format!("{list}.1{part}");
    let fields = [
        ("@revision", old.as_str()),
        ("姓名", "林致远"),
        ("性别", "女"),
        (&record, "甲一事改"),
        ("@do", "stay"),
    ];
    server.post(&first, &fields);
    let text = desk.read(FILE);
    assert!(
        text.contains("姓名: 周69") && text.contains("性别: 女"),
        "{text}"
    );
    assert!(
        !text.contains("甲一事改") && text.matches("甲一事").count() == 1,
        "{text}"
    );
    let page = server.get(&first).text();
    assert!(
        page.contains("刚才在别处") && page.contains("value=\"林致远\""),
        "{page}"
    );
    assert!(
        page.contains("value=\"周69\"") || page.contains("周69"),
        "both are shown: {page}"
    );
}

#[test]
fn a_file_that_is_gone_is_told_and_comes_back() {
    let desk = Desk::new();
    let (server, draft) = begun(&desk);
    answer(&server, &draft, "姓名", "林致远");
    let text = desk.read(FILE);
    std::fs::remove_file(desk.path(FILE)).expect("it is deleted");
    for refused in [
        answer(&server, &draft, "姓名", "周明远"),
        server.get(&format!("{draft}/g/1")),
        server.get(&format!("{draft}/check")),
        server.post(&format!("{draft}/save/docx"), &[]),
    ] {
        assert_eq!(refused.status, 409);
        assert!(refused.text().contains("不在了"), "{}", refused.text());
    }
    assert!(
        desk.names().iter().all(|name| !name.ends_with(".yaml")),
        "none is made"
    );
    // A folder of its name is no answers file, and is left alone.
    std::fs::create_dir(desk.path(FILE)).expect("a folder");
    assert_eq!(answer(&server, &draft, "姓名", "周明远").status, 409);
    std::fs::remove_dir(desk.path(FILE)).expect("it is empty");
    std::fs::write(desk.path(FILE), text).expect("it is put back");
    let reply = answer(&server, &draft, "姓名", "周明远").text();
    assert!(reply.contains("\"saved\":true"), "{reply}");
    // A new one may be begun in its place.
    std::fs::remove_file(desk.path(FILE)).expect("it is deleted");
    assert_eq!(server.begin(GENRE), draft);
    assert_eq!(server.get(&format!("{draft}/g/1")).status, 200);
}

#[test]
fn last_years_answers_that_cannot_be_read_are_told() {
    let desk = Desk::new();
    let (server, draft) = begun(&desk);
    answer(&server, &draft, "年份", "2025");
    let id = draft.trim_start_matches("/d/");
    let next = server.post("/start", &[("last", id)]).header("location");
    let next = next.expect("a draft");
    let page = server.get(&format!("{next}/g/1")).text();
    assert!(!page.contains("读不出来"), "{page}");
    std::fs::write(desk.path(FILE), "年份: [\n").expect("a slip");
    let page = server.get(&format!("{next}/g/1")).text();
    assert!(page.contains("读不出来") && page.contains(FILE), "{page}");
}

/// Nobody may write a file to `/proc`, whatever the account.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_nothing_is_served_with_a_word() {
    let desk = Desk::new();
    let server = Server::start(&desk, &["--dir", "/proc"]);
    assert!(server.said.contains("存不进这个文件夹"), "{}", server.said);
    let page = server.get("/").text();
    assert!(page.contains("存不进这个文件夹"), "{page}");
    let draft = server.begin(GENRE);
    let first = format!("{draft}/g/1");
    assert!(server.get(&first).text().contains("存不进这个文件夹"));
    let reply = answer(&server, &draft, "姓名", "林致远").text();
    assert!(reply.contains("\"failed\":true"), "{reply}");
    // Without script the page stays, with what was typed.
    let led = server.post(&first, &[("姓名", "林致远"), ("@do", "next")]);
    let led = led.header("location").expect("a page");
    assert!(led.starts_with(&first), "{led}");
    let page = server.get(&first).text();
    assert!(
        page.contains("没有存上") && page.contains("value=\"林致远\""),
        "{page}"
    );
}

/// An account whose own folder takes nothing is served all the same.
#[test]
fn without_a_place_for_its_mark_it_serves_and_says_so() {
    // A file stands where its folder would be.
    let desk = Desk::new().file(".run", "");
    let server = Server::start(&desk, &[]);
    assert!(server.said.contains("另开一个页面"), "{}", server.said);
}

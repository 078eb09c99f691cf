//! What people do with a page besides filling it in: back, reload, another tab, another program,
//! a power cut, a narrow window, a dark one.

use nigao::answers::Answers;

use crate::browser::{Browser, Script};
use crate::interview::{NEXT, STAY, begin, fill, fill_and_leave, inputs, named};
use crate::server::Server;

/// A short genre whose first group has lines to type.
const GENRE: &str = "member-duty-report";

/// The names of the empty lines of the page.
fn empty_lines(browser: &Browser) -> Vec<String> {
    let lines = inputs(browser).into_iter().filter(|(name, now)| {
        let is_line = format!(
            "return document.querySelector({:?}).type === 'text';",
            named(name)
        );
        now.is_empty() && browser.script(&is_line) == true
    });
    lines.map(|(name, _)| name).collect()
}

/// The answers in the only answers file of the folder.
fn saved(server: &Server) -> Answers {
    let names = server.names();
    let file = names
        .iter()
        .find(|name| name.ends_with(".yaml"))
        .expect("an answers file");
    Answers::read(file, &server.read(file))
}

/// What the file says at an input of the page.
fn saved_at(server: &Server, name: &str) -> Option<String> {
    let mut node = saved(server).to_node();
    for key in name
        .split('.')
        .filter(|key| !["本年", "名称"].contains(key))
    {
        node = node.get(key)?.clone();
    }
    node.scalar().map(str::to_owned)
}

#[test]
fn the_first_page_can_be_used_by_everybody_wide_narrow_and_dark() {
    let server = Server::new();
    for (name, script) in [("start", Script::On), ("start-dark", Script::OnInTheDark)] {
        let browser = Browser::open(&server.second_door(), script);
        for (size, width) in [("wide", 1366), ("narrow", 400)] {
            browser.resize(width, 768);
            browser.picture(&format!("{name}-{size}"));
            browser.assert_no_serious_fault(&format!("{name}, {size}"));
            let spill = "return document.documentElement.scrollWidth - window.innerWidth;";
            let spill = browser.script(spill).as_i64().unwrap_or(i64::MAX);
            assert!(spill <= 0, "{name}, {size}: {spill} pixels stick out");
        }
        begin(&browser, GENRE);
        for (size, width) in [("narrow", 400), ("wide", 1366)] {
            browser.resize(width, 768);
            browser.picture(&format!("{name}-group-{size}"));
            browser.assert_no_serious_fault(&format!("{name}, a group, {size}"));
        }
    }
}

#[test]
fn back_and_reload_lose_nothing() {
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::Off);
    begin(&browser, GENRE);
    let first = browser.place();
    let name = empty_lines(&browser)
        .first()
        .expect("a line to type")
        .clone();
    fill(&browser, &name, "云溪镇");
    browser.follow(NEXT);
    let after = browser.place();
    browser.back();
    browser.wait("#answers");
    browser.reload();
    browser.wait("#answers");
    let now = inputs(&browser)
        .into_iter()
        .find(|(known, _)| *known == name);
    if browser.place() == first && after != first {
        assert_eq!(now.map(|(_, words)| words).as_deref(), Some("云溪镇"));
    }
    assert!(
        saved(&server)
            .to_node()
            .entries()
            .iter()
            .any(|entry| !entry.node.is_empty())
    );
}

#[test]
fn a_program_that_is_killed_loses_at_most_the_answer_being_typed() {
    let mut server = Server::new();
    let browser = Browser::open(&server.door, Script::On);
    begin(&browser, GENRE);
    let name = empty_lines(&browser)
        .first()
        .expect("a line to type")
        .clone();
    fill_and_leave(&browser, &name, "云溪镇");
    let half = empty_lines(&browser).first().expect("another line").clone();
    fill(&browser, &half, "打到一");
    server.kill_and_start_again();
    let kept = saved(&server);
    assert_eq!(
        saved_at(&server, &name).as_deref(),
        Some("云溪镇"),
        "{kept:?}"
    );
    // The window of before says that the program is gone, and the new one goes on.
    drop(browser);
    let browser = Browser::open(&server.door, Script::On);
    browser.follow("li[data-draft] a");
    browser.wait("#answers");
    let address = browser.place();
    browser.go(&browser.absolute(&format!(
        "{}/g/1",
        address.split("/g/").next().unwrap_or_default()
    )));
    let now = inputs(&browser)
        .into_iter()
        .find(|(known, _)| *known == name);
    assert_eq!(now.map(|(_, words)| words).as_deref(), Some("云溪镇"));
}

#[test]
fn two_tabs_are_told_of_each_other_and_neither_overwrites() {
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::On);
    begin(&browser, GENRE);
    let place = browser.absolute(&browser.place());
    let name = empty_lines(&browser)
        .first()
        .expect("a line to type")
        .clone();
    browser.new_tab();
    browser.go(&place);
    fill_and_leave(&browser, &name, "云溪镇");
    browser.tab_at(0);
    fill(&browser, &name, "松岭镇");
    browser.tab();
    // What the other tab wrote stays, and this one says so, with both.
    browser.wait_until("document.getElementById('alarm').textContent.includes('云溪镇')");
    assert_eq!(saved_at(&server, &name).as_deref(), Some("云溪镇"));
    browser.picture("two-tabs");
}

#[test]
fn an_editor_may_change_the_file_while_the_page_is_open() {
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::Off);
    begin(&browser, GENRE);
    let lines = empty_lines(&browser);
    fill(&browser, &lines[0], "云溪镇");
    browser.follow(STAY);
    let names = server.names();
    let file = names
        .iter()
        .find(|name| name.ends_with(".yaml"))
        .expect("an answers file");
    let text = format!("{}\n# 我自己的备注\n", server.read(file));
    std::fs::write(server.folder.path().join(file), text).expect("the file");
    let other = empty_lines(&browser).first().expect("another line").clone();
    fill(&browser, &other, "林晓");
    browser.follow(STAY);
    let text = server.read(file);
    assert!(
        text.contains("# 我自己的备注") && text.contains("云溪镇"),
        "{text}"
    );
}

/// Whether the page asks other questions is seen when an answer is saved, and somebody who types
/// fast is in the next input by then.
#[test]
fn other_questions_come_without_disturbing_who_types() {
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::On);
    begin(&browser, "township-work-report");
    browser.wait("#answers");
    let name = "姓名";
    browser.click(&named(name));
    // A flag that brings another group of questions is answered under the hands of the typist.
    browser.script(
        "window.isTheSamePage = true;
        const flag = document.querySelector(\"#answers [name='换届'][value='是']\");
        flag.checked = true; flag.dispatchEvent(new Event('change', { bubbles: true }));",
    );
    for part in ["林", "致", "远"] {
        browser.press(part);
    }
    browser.wait_until("document.getElementById('saved').textContent !== ''");
    browser.press("山");
    let now = format!(
        "document.activeElement === document.querySelector({:?})",
        named(name)
    );
    browser.wait_until(&now);
    assert_eq!(
        browser.script("return document.activeElement.value"),
        "林致远山"
    );
    assert_eq!(browser.script("return window.isTheSamePage"), true);
    browser.tab();
    browser.wait_until("document.querySelectorAll('.refused').length === 0");
    // Whoever goes by a link instead of a button leaves an answer, too.
    browser.fill(&named("届次"), "19-6");
    browser.follow(".groups li:nth-child(3) a");
    browser.wait("#answers");
    let first = browser.place().replace("/g/3", "/g/1");
    browser.go(&browser.absolute(&first));
    let now = inputs(&browser)
        .into_iter()
        .find(|(known, _)| known == "届次");
    assert_eq!(now.map(|(_, words)| words).as_deref(), Some("19-6"));
}

/// The draft beside the questions shows what the open question prints, however far down it is.
#[test]
fn the_draft_follows_the_question() {
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::On);
    browser.resize(1366, 768);
    begin(&browser, "township-work-report");
    let group = browser.place().replace("/g/1", "/g/3");
    browser.go(&browser.absolute(&group));
    let fields = ["固定资产投资", "一般公共预算收入", "农村居民人均可支配收入"];
    for field in fields.into_iter().chain(fields.into_iter().rev()) {
        browser.click(&named(field));
        browser.wait_until(&format!(
            "(() => {{
                const value = document.querySelector(\".sheet [data-field='{field}']\");
                const paper = document.getElementById('paper').getBoundingClientRect();
                const at = value.getBoundingClientRect();
                return value.classList.contains('asked') && at.top >= paper.top && at.bottom <= paper.bottom;
            }})()"
        ));
    }
}

/// The window outlives the program: a button does not leave the page, which holds what was typed.
#[test]
fn a_button_keeps_the_page_where_the_program_is_gone() {
    let mut server = Server::new();
    let browser = Browser::open(&server.door, Script::On);
    begin(&browser, GENRE);
    let name = empty_lines(&browser).first().expect("a line").clone();
    fill(&browser, &name, "云溪镇");
    server.stop();
    browser.click(STAY);
    browser.wait_until("document.getElementById('alarm').textContent !== ''");
    let now = inputs(&browser)
        .into_iter()
        .find(|(known, _)| *known == name);
    assert_eq!(now.map(|(_, words)| words).as_deref(), Some("云溪镇"));
}

//! The papers around a draft: last year's report made a genre of one's own, forms given out and
//! taken back, a finished report checked.

use std::path::PathBuf;

use nigao::answers::{Answers, Mode};
use nigao::catalog::Catalog;
use nigao::diagnostic::Lang;
use nigao::drafting::FinishedReport;
use nigao::forms::{ShareBy, shares, sheet};
use nigao::layout::Layout;
use nigao::review::UnitFile;

use crate::browser::{Browser, Script};
use crate::interview::{NEXT, STAY, begin, fill, inputs};
use crate::sample::Sample;
use crate::server::{Server, program};

/// A folder with files to be uploaded, apart from the one that is served.
struct Papers(tempfile::TempDir);

impl Papers {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).expect("room for a file");
        path
    }

    /// The sample report of a genre as a Word file.
    fn word(&self, genre: &str, name: &str) -> PathBuf {
        let genre = Catalog::shipped().genre(genre).expect("the genre");
        let schema = genre.schema().recovered().0;
        let (file, text) = genre.sample().expect("a sample");
        let answers = nigao::answers::Answers::read(&file, &text);
        let report = FinishedReport::of(&genre, &schema, &answers, Mode::default(), Lang::Zh);
        let report = report.unwrap_or_else(|why| panic!("{why}"));
        let bytes = report.word_file(&schema, &Layout::default(), &UnitFile::default());
        self.file(name, bytes.expect("a Word file"))
    }
}

/// Chooses files in a form of the page and sends it.
#[track_caller]
fn upload(browser: &Browser, action: &str, files: &[PathBuf]) {
    for path in files {
        browser.choose_file(&format!("form[action='{action}'] input[type=file]"), path);
    }
    browser.follow(&format!("form[action='{action}'] button"));
}

#[test]
fn last_years_word_file_becomes_a_genre_and_this_years_report() {
    let papers = Papers::new();
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::On);
    let report = papers.word("service-survey-report", "去年的调查.docx");
    upload(&browser, "/upload/report", &[report]);
    browser.wait("[data-mined]");
    browser.picture("mined");
    browser.assert_no_serious_fault("mined");
    // The first figure is called otherwise, the second is left as it stands.
    let names = browser.script(
        "return Array.from(document.querySelectorAll('[data-mined]')).filter((field) =>
            !field.closest('details') && field.querySelector('.about').innerText.startsWith('数字'))
            .map((field) => field.dataset.mined);",
    );
    let name = |at: usize| names[at].as_str().expect("a figure").to_owned();
    browser.fill(&format!("[name='name {}']", name(0)), "改过的名字");
    browser.script(&format!(
        "document.querySelector({:?}).value = '不用';",
        format!("[name='do {}']", name(1))
    ));
    browser.fill("[name='@name']", "服务调查");
    browser.follow(".turn button[value=make]");
    browser.wait("#answers");
    let template = server.read("templates/服务调查.hbs");
    assert!(
        template.contains("{{改过的名字") && !template.contains(&format!("{{{{{}", name(1))),
        "{template}"
    );
    // What stayed the same is offered, and going through the pages takes it.
    let mut groups = 0;
    while browser.place().contains("/g/") {
        browser.follow(NEXT);
        groups += 1;
        let refused = "return Array.from(document.querySelectorAll('.refused, .fault'), (e) => e.innerText).join();";
        assert!(
            groups < 60,
            "{}: {}",
            browser.place(),
            browser.script(refused)
        );
    }
    browser.wait("section.writing");
    browser.follow(".writing form[action$='/save/docx'] button");
    assert!(server.names().iter().any(|name| name.ends_with(".docx")));
    // The genre is there for the next one, and the terminal knows it.
    browser.follow("a.brand");
    browser.wait("li[data-genre='服务调查']");
    let checked = program()
        .args(["check", "服务调查", "--templates", ".", "--lang", "zh"])
        .current_dir(server.folder.path())
        .output()
        .expect("it runs");
    assert!(checked.status.success(), "{checked:?}");
}

#[test]
fn forms_go_out_come_back_and_contradictions_are_chosen_without_script() {
    let papers = Papers::new();
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::Off);
    begin(&browser, "township-work-report");
    browser.follow("#to-check");
    browser.follow("a[href$='/collect']");
    let missing = browser.text("table.shares");
    assert!(
        missing.contains("统计站") && missing.contains("没有交"),
        "{missing}"
    );
    browser.follow("form[action$='/forms'] button");
    let folder = server.names();
    let folder = folder.iter().find(|name| name.ends_with("填报表"));
    let folder = server
        .folder
        .path()
        .join(folder.expect("a folder of forms"));
    let schema = Sample::of("township-work-report").schema;
    let shares = shares(&schema, ShareBy::Department);
    let written = std::fs::read_dir(&folder).expect("the forms").count();
    assert_eq!(written, shares.len());
    // A station fills its sheet in, another office sends one that says otherwise.
    let share = shares
        .iter()
        .find(|share| share.schema.field("固定资产投资").is_some())
        .expect("a share");
    let filled = |value: &str| {
        let mut table = sheet::table(share, None);
        for row in &mut table.rows {
            if row[0] == "固定资产投资" && row[2].contains("本年") {
                row[7] = value.to_owned();
            }
        }
        sheet::to_csv(&table)
    };
    let first = papers.file(&format!("{}.csv", share.file_name()), filled("15.4亿元"));
    let second = papers.file("财政所也填了.csv", filled("16亿元"));
    let id = browser.place();
    let id = id.split('/').nth(2).expect("an id");
    let action = format!("/upload/{id}/returns");
    upload(&browser, &action, &[first, second]);
    let choice = "form[data-choose='固定资产投资']";
    let asked = browser.text(choice);
    assert!(
        asked.contains("15.4亿元") && asked.contains("16亿元"),
        "{asked}"
    );
    browser.picture("collect");
    // The one who has sent is not among those who have not.
    let state = browser.text(&format!("tr[data-share='{}']", share.title()));
    assert!(!state.contains("没有交"), "{state}");
    browser.follow(&format!("{choice} button[value='财政所也填了.csv']"));
    let names = server.names();
    let file = names
        .iter()
        .find(|name| name.ends_with(".yaml"))
        .expect("answers");
    // The comments of the file show examples; what counts is the answer.
    let text = server.read(file);
    let answers = Answers::read(file, &text).to_node();
    let chosen = answers.get("固定资产投资").expect("an answer");
    let chosen = chosen.get("本年").unwrap_or(chosen);
    assert_eq!(chosen.scalar(), Some("16亿元"), "{text}");
    let is_left = format!("return document.querySelector({choice:?}) !== null;");
    assert_eq!(browser.script(&is_left), false);
}

#[test]
fn rows_of_a_list_are_pasted_moved_and_removed_without_script() {
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::Off);
    begin(&browser, "township-work-report");
    let list = "主导产业";
    while browser.script(&format!(
        "return document.querySelector({:?}) !== null;",
        format!(".field[data-field='{list}']")
    )) != true
    {
        browser.follow(NEXT);
    }
    let name = inputs(&browser)
        .into_iter()
        .map(|(name, _)| name)
        .find(|name| name.starts_with(&format!("{list}.1")))
        .unwrap_or_else(|| panic!("no empty row: {:?}", inputs(&browser)));
    fill(&browser, &name, "茶叶\n竹制品\n电子元件");
    browser.follow(&format!("[id='n-{list}'] button[value=stay]"));
    let rows = |browser: &Browser| {
        let mut rows: Vec<String> = inputs(browser)
            .into_iter()
            .filter(|(name, words)| name.starts_with(&format!("{list}.")) && !words.is_empty())
            .map(|(_, words)| words)
            .collect();
        rows.truncate(3);
        rows
    };
    assert_eq!(rows(&browser), ["茶叶", "竹制品", "电子元件"]);
    browser.follow(&format!("button[value='up {list}.3']"));
    assert_eq!(rows(&browser), ["茶叶", "电子元件", "竹制品"]);
    browser.follow(&format!("button[value='down {list}.1']"));
    browser.follow(&format!("button[value='remove {list}.3']"));
    assert_eq!(rows(&browser), ["电子元件", "茶叶"]);
    // Going back in the browser and sending the old page again brings nothing back.
    browser.back();
    browser.wait("#answers");
    browser.reload();
    browser.follow(STAY);
    let file = server.names();
    let file = file
        .iter()
        .find(|name| name.ends_with(".yaml"))
        .expect("answers");
    let text = server.read(file);
    assert!(
        !text.contains("竹制品\n") && text.contains("电子元件"),
        "{text}"
    );
}

#[test]
fn a_finished_report_is_checked_accepted_and_annotated() {
    let papers = Papers::new();
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::On);
    let text = "平乐县政府工作报告\n各位代表：\n成绩不小。安化县人民政府认真履职，【待填：姓名】负责。\n\
        (一)抓项目。\n（三）抓产业。\n";
    upload(&browser, "/upload/review", &[papers.file("报告.txt", text)]);
    browser.wait("[data-note]");
    browser.picture("review");
    browser.assert_no_serious_fault("review");
    let count = "return document.querySelectorAll('[data-note]').length;";
    let before = browser.script(count).as_u64().expect("a number");
    assert!(before > 2, "{before} findings");
    // n goes to the next finding, p back to it.
    let here = "return document.activeElement.id;";
    browser.press("n");
    let first = browser.script(here);
    browser.press("n");
    assert!(browser.script(here) != first);
    browser.press("p");
    assert_eq!(browser.script(here), first);
    browser.follow("[data-note] button");
    assert_eq!(browser.script(count).as_u64(), Some(before - 1));
    assert!(server.read("nigao.yaml").contains("rule:"));
    browser.follow(".filter a[href*='show=error']");
    browser.picture("review-errors");
    let heavy = "return Array.from(document.querySelectorAll('[data-note]'))
        .every((note) => note.dataset.severity === 'error');";
    assert_eq!(browser.script(heavy), true);
}

#[test]
fn a_narrow_screen_asks_one_question_at_a_time() {
    let server = Server::new();
    let browser = Browser::open(&server.door, Script::On);
    browser.resize(500, 800);
    begin(&browser, "member-duty-report");
    let shown = "return Array.from(document.querySelectorAll('.field'))
        .filter((field) => field.offsetParent !== null).map((field) => field.dataset.field).join();";
    let first = browser.script(shown);
    assert!(!first.as_str().expect("a name").contains(','), "{first}");
    browser.picture("one-question");
    browser.assert_no_serious_fault("one question");
    browser.click(".step .primary");
    let second = browser.script(shown);
    assert!(
        second != first && !second.as_str().expect("a name").contains(','),
        "{second}"
    );
    browser.click(".step button");
    assert_eq!(browser.script(shown), first);
    // Wide again, all are there.
    browser.resize(1366, 768);
    browser.wait_until(
        "document.querySelectorAll('.field').length > 1 &&
        document.querySelectorAll('.field')[1].offsetParent !== null",
    );
}

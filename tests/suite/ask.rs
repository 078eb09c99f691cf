//! `nigao ask` on a terminal: whole interviews typed key by key, gone back in, left, killed and gone on with.

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::Lang;
use nigao::interview::{Form, Interview, Path, Step};
use nigao::schema::yaml::{Node, Value};
use nigao::schema::{self, Answers, Kind, Mode, Schema, print};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::harness::{Desk, PROGRAM};

/// How long the program may take to say what is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal with the program in it.
struct Typist {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    /// All that was said, as bytes.
    said: Arc<Mutex<Vec<u8>>>,
    /// How much of it was looked at.
    seen: usize,
    size: PtySize,
    _master: Box<dyn MasterPty + Send>,
}

impl Typist {
    fn new(desk: &Desk, args: &[&str], columns: u16, term: &str) -> Self {
        Self::with(desk, args, columns, &[("TERM", term)])
    }

    fn with(desk: &Desk, args: &[&str], columns: u16, env: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 40, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--lang", "zh"]);
        command.args(args);
        command.cwd(desk.path(""));
        command.env_clear();
        command.env("NO_COLOR", "1");
        command.env("TERM", "xterm-256color");
        env.iter().for_each(|(name, value)| command.env(name, value));
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let said = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let heard = said.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                heard.lock().expect("what was said").extend_from_slice(&bytes[..n]);
            }
        });
        let keys = pair.master.take_writer().expect("keys");
        Self { child, keys, said, seen: 0, size, _master: pair.master }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("keys can be pressed");
    }

    fn all(&self) -> Vec<u8> {
        self.said.lock().expect("what was said").clone()
    }

    /// The screen as a writer sees it.
    fn screen(&self) -> String {
        let size = |n| std::num::NonZero::new(n).expect("a size");
        let mut parser = vt100::Parser::new(size(self.size.rows), size(self.size.cols), 0);
        parser.process(&self.all());
        parser.screen().contents()
    }

    /// Waits until the program has said this after all that was waited for before.
    #[track_caller]
    fn wait(&mut self, words: &str) {
        let start = Instant::now();
        loop {
            let all = self.all();
            if let Some(at) = find(&all[self.seen..], words.as_bytes()) {
                self.seen += at + words.len();
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{words:?} is not said:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Types a line and waits until it is taken.
    #[track_caller]
    fn line(&mut self, label: &str, words: &str) {
        self.wait(&format!("? {label}"));
        self.press(&format!("{words}\r"));
        self.wait(&format!("> {label}"));
    }

    /// Takes the n-th option, from 0, of a choice that begins at the first.
    #[track_caller]
    fn option(&mut self, label: &str, n: usize) {
        self.wait(&format!("? {label}"));
        self.press(&format!("{}\r", "\u{1b}[B".repeat(n)));
        self.wait(&format!("> {label}"));
    }

    /// The exit code, once the program is through.
    #[track_caller]
    fn end(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the program ends") {
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Kills the program without a word.
    #[cfg(unix)]
    fn kill(&mut self) {
        let id = self.child.process_id().expect("a process").to_string();
        assert!(std::process::Command::new("kill").args(["-9", &id]).status().expect("kill").success());
        self.end();
    }
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|window| window == words)
}

/// A genre with its sample, and an interview of our own that runs beside the one on the screen.
struct Paper {
    genre: Genre,
    schema: Schema,
    sample: Node,
}

impl Paper {
    fn of(name: &str) -> Self {
        let genre = Catalog::shipped().genre(name).expect("a genre");
        let (schema, _) = genre.schema();
        let (file, text) = genre.sample().expect("a sample");
        Self { genre, schema, sample: Answers::read(&file, &text).to_node() }
    }

    /// What the sample says at a question; bare words are a record's first field, a bare figure is this year's.
    fn at(&self, path: &Path) -> Option<Node> {
        let first = |key: &str| match &self.schema.field(path.root()).map(|field| &field.kind) {
            Some(Kind::List { fields, .. }) => fields.first().is_some_and(|field| field.name == key),
            _ => key == "本年" || key == "名称",
        };
        let found = path.0.iter().try_fold(self.sample.clone(), |node, step| match step {
            Step::Key(key) if node.scalar().is_some() => first(key).then_some(node),
            Step::Key(key) => node.get(key).cloned(),
            Step::Record(at) => node.items().get(*at).cloned(),
        });
        found.filter(|node| !node.is_empty())
    }

    /// What would be typed at a question: the whole answer on one line.
    fn typed(&self, path: &Path) -> Option<String> {
        self.at(path).map(|node| node.scalar().map_or_else(|| print::flow(&node), str::to_owned))
    }

    /// Answers the question on the screen, and our own.
    #[track_caller]
    fn step(&self, typist: &mut Typist, own: &mut Interview) {
        let question = own.question().expect("a question");
        let (path, form, optional) = (question.path.clone(), question.form.clone(), question.optional);
        let label = format!("{}：", question.label(Lang::Zh));
        let given = self.typed(&path);
        let default = question.default.clone();
        match form {
            Form::List(records) => {
                let more = self.at(&path).is_some_and(|node| node.items().len() > records.len());
                typist.option(&label, usize::from(!more));
                if more { assert!(own.add()) } else { drop(own.done().expect("the list is right")) }
            }
            Form::Flag => {
                let words = given.or(default).expect("是 or 否");
                let no = own.consider(&words).expect("是 or 否").text == "否";
                let first_no = question_default_is_no(own);
                typist.wait(&format!("? {label}"));
                let key = if no == first_no {
                    ""
                } else if no {
                    "\u{1b}[B"
                } else {
                    "\u{1b}[A"
                };
                typist.press(&format!("{key}\r"));
                typist.wait(&format!("> {label}"));
                own.answer(if no { "否" } else { "是" }).expect("a flag");
            }
            Form::Choice(options) => {
                let words = given.or(default.clone()).expect("an option");
                let to = options.iter().position(|option| *option == words).expect("an option");
                let from = default.and_then(|d| options.iter().position(|option| *option == d)).unwrap_or(0);
                let key = if to >= from { "\u{1b}[B" } else { "\u{1b}[A" };
                typist.wait(&format!("? {label}"));
                typist.press(&format!("{}\r", key.repeat(to.abs_diff(from))));
                typist.wait(&format!("> {label}"));
                own.answer(&words).expect("an option");
            }
            Form::Line | Form::Paragraphs => match given {
                Some(words) if default.as_ref() == Some(&words) => {
                    typist.line(&label, "");
                    own.answer("").expect("the default is right");
                }
                Some(words) => {
                    typist.line(&label, &words);
                    own.answer(&words).expect("the sample is right");
                }
                None if optional || default.is_some() => {
                    typist.line(&label, "");
                    own.answer("").expect("may be left out");
                }
                None => {
                    typist.line(&label, ":s");
                    own.skip();
                }
            },
        }
    }

    /// The draft of some answers.
    fn draft(&self, answers: &Answers) -> String {
        let template = self.genre.template().expect("a template").bind(&self.schema).expect("it fits");
        let checked = schema::check(&self.schema, answers, Mode::default());
        let facts = checked.facts.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
        nigao::draft::draft(&template, &facts, false).expect("a draft").to_string()
    }
}

fn question_default_is_no(own: &Interview) -> bool {
    let default = own.question().and_then(|question| question.default);
    default.is_some_and(|default| own.consider(&default).is_ok_and(|echo| echo.text == "否"))
}

fn fresh(schema: &Schema) -> Interview<'_> {
    Interview::new(schema, &Answers::of(Node::of(Value::Empty)), Lang::Zh)
}

/// Types a whole interview of a genre: at the question `at` it does something out of the way.
fn typed_through(name: &str, columns: u16, detour: impl Fn(&Paper, &Desk, &mut Typist, &mut Interview, usize)) {
    let paper = Paper::of(name);
    let desk = Desk::new();
    let args = ["ask", name, "-a", "填报.yaml", "-o", "报告.docx"];
    let mut typist = Typist::new(&desk, &args, columns, "xterm-256color");
    let mut own = fresh(&paper.schema);
    let mut count = 0;
    while own.question().is_some() {
        detour(&paper, &desk, &mut typist, &mut own, count);
        paper.step(&mut typist, &mut own);
        count += 1;
    }
    typist.option("接下来？", 1);
    typist.wait("nigao fill");
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    let answers = Answers::read("填报.yaml", &desk.read("填报.yaml"));
    let wanted = paper.draft(&Answers::of(paper.sample.clone()));
    assert_eq!(paper.draft(&answers), wanted);
    assert!(desk.path("报告.docx").exists());
    let document: nigao::document::Document = wanted.parse().expect("a document");
    assert_eq!(desk.read("报告.txt"), nigao::write::text::write(&document));
}

#[test]
fn a_speech_is_typed_through_on_a_narrow_terminal_going_back_now_and_then() {
    typed_through("working-meeting-speech", 60, |_, _, typist, own, count| {
        if count % 7 != 3 {
            return;
        }
        let label = |own: &Interview| format!("{}：", own.question().expect("a question").label(Lang::Zh));
        // Back by command from a line, by the menu from a choice; what was answered stays as it was.
        let line = own.question().is_some_and(|question| question.form == Form::Line);
        let here = label(own);
        if line {
            typist.line(&here, "：b");
        } else {
            typist.wait(&format!("? {here}"));
            typist.press("\u{1b}");
            typist.option("要做什么？", 1);
        }
        assert!(own.back());
    });
}

#[test]
fn a_duty_report_survives_being_killed_at_every_tenth_question() {
    let paper = Paper::of("member-duty-report");
    let desk = Desk::new();
    let args = ["ask", "班子成员述职报告", "-a", "填报.yaml"];
    let mut typist = Typist::new(&desk, &args, 80, "xterm-256color");
    let mut own = fresh(&paper.schema);
    let mut count = 0;
    while own.question().is_some() {
        paper.step(&mut typist, &mut own);
        count += 1;
        if count % 10 == 0 && own.question().is_some_and(|question| question.path.0.len() == 1) {
            let label = own.question().expect("a question").label(Lang::Zh);
            typist.wait(&format!("? {label}"));
            typist.press("打到一半");
            typist.kill();
            let saved = Answers::read("填报.yaml", &desk.read("填报.yaml"));
            for entry in own.answers().entries() {
                let kept = saved.to_node().get(&entry.key).is_some_and(|node| node.same(&entry.node));
                assert!(kept, "{} is lost", entry.key);
            }
            typist = Typist::new(&desk, &args, 80, "xterm-256color");
            typist.option("从哪里填起？", 0);
            own = Interview::new(&paper.schema, &own.answers(), Lang::Zh);
        }
    }
    typist.option("接下来？", 0);
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    let answers = Answers::read("填报.yaml", &desk.read("填报.yaml"));
    assert_eq!(paper.draft(&answers), paper.draft(&Answers::of(paper.sample.clone())));
    assert!(desk.path("填报.docx").exists());
    assert_eq!(desk.names(), ["填报.docx", "填报.yaml"], "nothing else is left behind");
}

/// A small genre of the writer's own, in a folder beside the answers.
fn small() -> Desk {
    let schema = "
title: 小结
kind: 汇报
summary: 一例
fields:
- {name: 年份, kind: year, group: 基本情况, question: 哪一年的小结？, example: 2025}
- {name: 单位, kind: text, group: 基本情况, question: 哪个单位？, keep: true}
- {name: 收入, kind: figure, unit: 万元, compare: [上年], group: 数字, question: 收入多少？, example: {本年: 120万元, 上年: 100万元}}
- {name: 有活动, kind: flag, default: 否, group: 活动, question: 办了活动吗？}
- {name: 活动, kind: list, when: 有活动, min: 1, group: 活动, question: 办了哪些活动？, fields: [{name: 名称, kind: text, question: 叫什么？}]}
- {name: 评价, kind: text, paragraphs: true, optional: true, group: 活动, question: 怎么评价？}
";
    let template = "# {{单位}}{{年份}}小结\n\n## 收入\n\n收入{{收入}}，同比{{收入.同比}}。\n\n{{#if 有活动}}\n## 活动\n\n办了{{列 活动 \"名称\"}}。\n{{/if}}\n\n{{#if 评价}}\n{{评价}}\n{{/if}}\n";
    Desk::new().file("库/schemas/小结.yaml", schema).file("库/templates/小结.hbs", template)
}

fn asking(desk: &Desk, more: &[&str], columns: u16, term: &str) -> Typist {
    let args = [&["ask", "小结", "--templates", "库", "-a", "填报.yaml"], more].concat();
    Typist::new(desk, &args, columns, term)
}

/// Presses down n times and takes what stands there.
fn down(n: usize) -> String {
    format!("{}\r", "\u{1b}[B".repeat(n))
}

#[test]
fn everything_a_writer_can_do_on_the_way_is_done_once() {
    let desk = small();
    let mut typist = asking(&desk, &[], 60, "xterm-256color");
    // A wrong answer is told at the prompt and can be mended there.
    typist.wait("? 年份：");
    typist.press("去年\r");
    typist.wait("不是年份");
    typist.press("\u{7f}\u{7f}2025\r");
    typist.wait("> 年份：");
    // The menu gives back what was typed before it was opened.
    typist.wait("? 单位：");
    typist.press("农业");
    typist.wait("农业");
    typist.press("\u{1b}");
    typist.wait("? 要做什么？");
    typist.press(&down(4));
    typist.wait("2025年");
    typist.wait("【待填】");
    typist.wait("? 单位：");
    typist.wait("农业");
    typist.press("服务站\r");
    typist.wait("> 单位：");
    // Figures are converted, compared and read back.
    typist.line("本年（万元）：", "0.012亿");
    typist.wait("120万元");
    typist.line("上年，或增速（万元）：", "100");
    typist.wait("→ 120万元，上年100万元，同比增长20%");
    // The section being filled is read in its own words.
    typist.option("有活动：", 0);
    typist.option("活动：", 0);
    typist.line("名称：", "开放日");
    typist.option("活动：", 0);
    typist.line("名称：", "培训班");
    // The list: change one, move one, remove one.
    typist.option("活动：", 2);
    typist.option("改一条", 1);
    typist.line("名称：", "技术培训");
    typist.wait("2. 技术培训");
    typist.option("活动：", 4);
    typist.option("调整顺序", 1);
    typist.option("移到哪一条的位置？", 0);
    typist.wait("1. 技术培训");
    typist.wait("2. 开放日");
    typist.option("活动：", 3);
    typist.option("删一条", 1);
    typist.option("活动：", 1);
    // Paragraphs, one a line, and a look at the section before the last is given.
    typist.line("评价：第 1 段", ":p");
    typist.wait("办了技术培训。");
    typist.line("评价：第 1 段", "收入稳步提高。");
    typist.line("评价：第 2 段", "明年再办。");
    typist.line("评价：第 3 段", "");
    // The review: a change there that makes another field due, the whole text, then the file.
    typist.wait("都问完了");
    typist.option("接下来？", 2);
    typist.wait("? 改哪一项？");
    typist.press("收入\r");
    typist.line("本年（万元）：", "130");
    typist.line("上年，或增速（万元）：", "");
    typist.option("接下来？", 4);
    typist.wait("农业服务站2025年小结");
    typist.wait("二、活动");
    typist.option("接下来？", 1);
    typist.wait("nigao fill 小结 填报.yaml --templates 库 -o 填报.docx");
    typist.wait("-o 填报.txt");
    assert_eq!(typist.end(), 0);
    let text = "农业服务站2025年小结\n一、收入\n收入130万元，同比增长30%。\n二、活动\n办了技术培训。\n收入稳步提高。\n明年再办。\n";
    assert_eq!(desk.read("填报.txt"), text);
    // On a terminal of 60 columns no line is wider.
    let wide = typist.screen().lines().map(unicode_width::UnicodeWidthStr::width).max();
    assert!(wide <= Some(60), "{}", typist.screen());
}

#[test]
fn leaving_says_how_to_go_on_and_keeps_a_hand_edited_file_as_it_is() {
    let file = "# 站长批示：照实填\n单位: 农业服务站   # 全称\n年份: 2025\n";
    let desk = small().file("填报.yaml", file);
    let mut typist = asking(&desk, &[], 80, "xterm-256color");
    typist.wait("填报.yaml 里已有 2 项，还有 1 项没填");
    typist.option("从哪里填起？", 0);
    typist.wait("? 本年（万元）：");
    typist.press("12");
    typist.wait("12");
    typist.press("\u{3}");
    typist.wait("刚才打了一半，没有存：12");
    typist.wait("接着填：nigao ask 小结 -a 填报.yaml --templates 库");
    assert_eq!(typist.end(), 0);
    assert_eq!(desk.read("填报.yaml"), file, "nothing was answered");
    let mut typist = asking(&desk, &["--only-missing"], 80, "xterm-256color");
    typist.line("本年（万元）：", "12 上年10");
    typist.wait("? 有活动：");
    typist.press("\u{3}");
    assert_eq!(typist.end(), 0);
    assert_eq!(desk.read("填报.yaml"), format!("{file}\n# 数字\n收入: {{本年: 12, 上年: 10}}\n"));
}

#[test]
fn next_year_begins_with_last_years_answers() {
    let last = "年份: 2025\n单位: 农业服务站\n收入: {本年: 120万元, 上年: 100万元}\n评价: 收入稳步提高。\n";
    let desk = small().file("去年.yaml", last);
    let mut typist = asking(&desk, &["--last", "去年.yaml", "-o", "今年.docx"], 80, "xterm-256color");
    typist.line("年份： (2026)", "");
    typist.line("单位： (农业服务站)", "");
    typist.wait("去年填的：120万元 上年100万元");
    typist.line("本年（万元）：", "150");
    typist.line("上年，或增速（万元）： (120万元)", "");
    typist.wait("同比增长25%");
    typist.option("有活动：", 0);
    // What is required cannot be left out unseen, but it can be skipped.
    typist.option("活动：", 1);
    typist.wait("有 0 条，应为 1 到");
    typist.wait("? 活动：");
    typist.press("\u{1b}");
    typist.option("要做什么？", 2);
    typist.wait("去年填的：收入稳步提高。");
    typist.line("评价：第 1 段", "");
    typist.wait("补还没填好的 1 项");
    typist.option("接下来？", 1);
    typist.wait("nigao fill 小结 填报.yaml --templates 库 -o 今年.docx --draft");
    assert_eq!(typist.end(), 0);
    assert!(desk.path("今年.docx").exists());
}

#[cfg(unix)]
#[test]
fn long_text_goes_through_the_writers_editor() {
    let desk = small().file("填报.yaml", "年份: 2025\n单位: 站\n收入: {本年: 2, 上年: 1}\n有活动: 否\n评价: 好。\n");
    let desk = desk.file(
        "改 写.sh",
        "#!/bin/sh\n[ \"$1\" = -w ] || exit 3\nsed 's/$/很好。/' \"$2\" > \"$2.x\" && mv \"$2.x\" \"$2\"\n",
    );
    let editor = format!("sh '{}' -w", desk.path("改 写.sh").display());
    let mut typist =
        Typist::with(&desk, &["ask", "小结", "--templates", "库", "-a", "填报.yaml"], 80, &[("EDITOR", &editor)]);
    typist.option("从哪里填起？", 1);
    typist.line("年份：", "");
    typist.line("单位：", "");
    typist.line("本年（万元）：", "");
    typist.line("上年，或增速（万元）：", "");
    typist.option("有活动：", 0);
    typist.wait("原来写的");
    typist.line("评价：第 1 段", ":e");
    typist.wait("接下来？");
    typist.press("\u{3}");
    assert_eq!(typist.end(), 0);
    assert!(desk.read("填报.yaml").contains("评价: 好。很好。\n"), "{}", desk.read("填报.yaml"));
}

#[test]
fn a_terminal_that_only_scrolls_gets_numbers_and_no_escapes() {
    let desk = small();
    let mut typist = asking(&desk, &[], 60, "dumb");
    typist.wait("年份：");
    typist.press("2025\n");
    typist.wait("单位：");
    typist.press(":b\n");
    typist.wait("年份： (2025)");
    typist.press("\n");
    typist.wait("单位：");
    typist.press("站\n");
    typist.wait("本年（万元）：");
    typist.press("两百\n");
    typist.wait("不是数字");
    typist.press("2 1\n");
    typist.wait("同比增长100%");
    typist.wait("1) 是");
    typist.wait("有活动：选几号");
    typist.press("7\n");
    typist.wait("打 1 到 2 的数字");
    typist.press(":\n");
    typist.wait("接着答这一题");
    typist.press("8\n");
    typist.wait("已存好");
    assert_eq!(typist.end(), 0);
    assert!(!typist.all().contains(&0x1b), "{}", typist.screen());
}

#[test]
fn without_a_terminal_the_way_round_is_told() {
    let desk = Desk::new();
    let run = desk.run(&["ask", "乡镇政府工作报告"]).code(2);
    run.says(&["不是终端", "nigao form 乡镇政府工作报告", "nigao fill 乡镇政府工作报告"]);
    assert!(desk.names().is_empty());
    let broken = Desk::new().file("坏.yaml", "年份: [");
    let mut typist = Typist::new(&broken, &["ask", "乡镇政府工作报告", "-a", "坏.yaml"], 80, "xterm-256color");
    typist.wait("坏.yaml:");
    assert_eq!(typist.end(), 1);
    assert_eq!(broken.read("坏.yaml"), "年份: [", "a file with faults is left alone");
}

#[test]
fn a_ledger_is_read_and_only_new_answers_are_written() {
    let desk = small().file("台账.yaml", "单位: 农业服务站\n年份: 2025\n收入: {本年: 12, 上年: 10}\n");
    let args = ["ask", "小结", "--templates", "库", "-a", "台账.yaml", "-a", "填报.yaml", "--only-missing"];
    let mut typist = Typist::new(&desk, &args, 80, "xterm-256color");
    typist.option("有活动：", 1);
    typist.line("评价：第 1 段", "");
    typist.option("接下来？", 0);
    typist.wait("nigao fill 小结 台账.yaml 填报.yaml");
    assert_eq!(typist.end(), 0);
    let own = Answers::read("填报.yaml", &desk.read("填报.yaml"));
    let given: Vec<&str> = own.entries().iter().filter(|e| !e.node.is_empty()).map(|e| e.key.as_str()).collect();
    assert_eq!(given, ["有活动"]);
}

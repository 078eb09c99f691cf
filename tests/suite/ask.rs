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
pub(crate) struct Typist {
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
    pub(crate) fn new(desk: &Desk, args: &[&str], columns: u16, term: &str) -> Self {
        let size = PtySize { rows: 40, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--lang", "zh"]);
        command.args(args);
        command.cwd(desk.path(""));
        command.env_clear();
        command.env("TERM", term);
        command.env("NO_COLOR", "1");
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

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("keys can be pressed");
    }

    fn all(&self) -> Vec<u8> {
        self.said.lock().expect("what was said").clone()
    }

    /// The screen as a writer sees it.
    pub(crate) fn screen(&self) -> String {
        let size = |n| std::num::NonZero::new(n).expect("a size");
        let mut parser = vt100::Parser::new(size(self.size.rows), size(self.size.cols), 0);
        parser.process(&self.all());
        parser.screen().contents()
    }

    /// Waits until the program has said this after all that was waited for before.
    #[track_caller]
    pub(crate) fn wait(&mut self, words: &str) {
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
    pub(crate) fn line(&mut self, label: &str, words: &str) {
        self.wait(&format!("? {label}"));
        self.press(&format!("{words}\r"));
        self.wait(&format!("> {label}"));
    }

    /// Takes the n-th option, from 0, of a choice that begins at the first.
    #[track_caller]
    pub(crate) fn option(&mut self, label: &str, n: usize) {
        self.wait(&format!("? {label}"));
        self.press(&format!("{}\r", "\u{1b}[B".repeat(n)));
        self.wait(&format!("> {label}"));
    }

    /// The exit code, once the program is through.
    #[track_caller]
    pub(crate) fn end(&mut self) -> u32 {
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

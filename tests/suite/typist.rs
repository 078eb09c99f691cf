//! The typist: keys pressed at the program on a terminal of its own, and what it shows after each;
//! a whole interview typed beside one of our own.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use nigao::answers::{Answers, Mode};
use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::Lang;
use nigao::interview::{AnswerForm, Interview, Path, Step};
use nigao::schema::{FieldKind, Schema};
use nigao::yaml::print;
use nigao::yaml::{Node, Value};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::harness::{Desk, PROGRAM};

/// How long the program may take to say what is waited for, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) const ESC: &str = "\u{1b}";
pub(crate) const CTRL_C: &str = "\u{3}";
pub(crate) const UP: &str = "\u{1b}[A";
pub(crate) const DOWN: &str = "\u{1b}[B";

/// A terminal with the program in it.
pub(crate) struct Typist {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    /// All that was said, as bytes, and a bell for more.
    said: Arc<(Mutex<Vec<u8>>, Condvar)>,
    /// How much of it was looked at.
    seen: usize,
    size: PtySize,
    _master: Box<dyn MasterPty + Send>,
}

impl Typist {
    /// The program on a terminal of so many columns, without colours unless the environment says
    /// otherwise.
    pub(crate) fn new(desk: &Desk, args: &[&str], columns: u16, env: &[(&str, &str)]) -> Self {
        let size = PtySize {
            rows: 40,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(PROGRAM);
        if !args.contains(&"--lang") {
            command.args(["--lang", "zh"]);
        }
        command.args(args);
        command.cwd(desk.path(""));
        command.env_clear();
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("NO_COLOR", "1");
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        let said = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let heard = said.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                heard
                    .0
                    .lock()
                    .expect("what was said")
                    .extend_from_slice(&bytes[..n]);
                heard.1.notify_all();
            }
        });
        let keys = pair.master.take_writer().expect("keys");
        Self {
            child,
            keys,
            said,
            seen: 0,
            size,
            _master: pair.master,
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys
            .write_all(keys.as_bytes())
            .and_then(|()| self.keys.flush())
            .expect("keys can be pressed");
    }

    /// All bytes that were said.
    pub(crate) fn all(&self) -> Vec<u8> {
        self.said.0.lock().expect("what was said").clone()
    }

    /// The screen as a writer sees it.
    pub(crate) fn screen(&self) -> String {
        self.drawn(self.size.rows)
    }

    /// All that was on the screen, with what has scrolled off it.
    pub(crate) fn page(&self) -> String {
        self.drawn(1_000)
    }

    fn drawn(&self, rows: u16) -> String {
        let size = |n| std::num::NonZero::new(n).expect("a size");
        let mut parser = vt100::Parser::new(size(rows), size(self.size.cols), 0);
        parser.process(&self.all());
        parser.screen().contents()
    }

    /// Waits until the program has said this after all that was waited for before.
    #[track_caller]
    pub(crate) fn wait(&mut self, words: &str) {
        let start = Instant::now();
        let said = self.said.clone();
        let mut all = said.0.lock().expect("what was said");
        loop {
            if let Some(at) = find(&all[self.seen..], words.as_bytes()) {
                self.seen += at + words.len();
                return;
            }
            if start.elapsed() > PATIENCE {
                drop(all);
                panic!("{words:?} is not said:\n{}", self.screen());
            }
            all = said
                .1
                .wait_timeout(all, Duration::from_secs(1))
                .expect("what was said")
                .0;
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
        self.keyed(label, &DOWN.repeat(n));
    }

    /// Presses keys at a question, then Enter, and waits until it is taken.
    #[track_caller]
    pub(crate) fn keyed(&mut self, label: &str, keys: &str) {
        self.wait(&format!("? {label}"));
        self.press(&format!("{keys}\r"));
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
            assert!(
                start.elapsed() < PATIENCE,
                "it does not end:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Kills the program without a word.
    #[cfg(unix)]
    pub(crate) fn kill(&mut self) {
        let id = self.child.process_id().expect("a process").to_string();
        assert!(
            std::process::Command::new("kill")
                .args(["-9", &id])
                .status()
                .expect("kill")
                .success()
        );
        self.end();
    }
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes
        .windows(words.len())
        .position(|window| window == words)
}

/// A genre with its sample, to be typed.
pub(crate) struct Paper {
    genre: Genre,
    pub(crate) schema: Schema,
    pub(crate) sample: Node,
}

impl Paper {
    pub(crate) fn of(name: &str) -> Self {
        Self::new(Catalog::shipped().genre(name).expect("a genre"))
    }

    pub(crate) fn new(genre: Genre) -> Self {
        let (schema, _) = genre.schema().recovered();
        let (file, text) = genre.sample().expect("a sample");
        Self {
            genre,
            schema,
            sample: Answers::read(&file, &text).to_node(),
        }
    }

    /// An interview without answers.
    pub(crate) fn fresh(&self) -> Interview<'_> {
        Interview::new(&self.schema, &Answers::of(Node::of(Value::Empty)), Lang::Zh)
    }

    /// The draft of some answers.
    pub(crate) fn draft(&self, answers: &Answers) -> String {
        let template = self
            .genre
            .template()
            .expect("a template")
            .bind(&self.schema)
            .expect("it fits");
        let checked = nigao::answers::check(&self.schema, answers, Mode::default());
        let facts = checked
            .value
            .unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
        nigao::draft::draft(&template, &facts, false)
            .expect("a draft")
            .to_string()
    }

    /// What the sample says at a question; bare words are a record's first field, a bare figure is
    /// this year's.
    fn at(&self, path: &Path) -> Option<Node> {
        let first = |key: &str| match &self.schema.field(path.root()).map(|field| &field.kind) {
            Some(FieldKind::List { fields, .. }) => {
                fields.first().is_some_and(|field| field.name == key)
            }
            _ => key == "本年" || key == "名称",
        };
        let found = path
            .0
            .iter()
            .try_fold(self.sample.clone(), |node, step| match step {
                Step::Key(key) if node.scalar().is_some() => first(key).then_some(node),
                Step::Key(key) => node.get(key).cloned(),
                Step::Record(at) => node.items().get(*at).cloned(),
            });
        found.filter(|node| !node.is_empty())
    }

    /// What would be typed at a question: the whole answer on one line.
    pub(crate) fn typed(&self, path: &Path) -> Option<String> {
        self.at(path).map(|node| {
            node.scalar()
                .map_or_else(|| print::flow(&node), str::to_owned)
        })
    }

    /// Answers the question on the screen, and the same one of our own interview.
    #[track_caller]
    pub(crate) fn step(&self, typist: &mut Typist, own: &mut Interview) {
        let question = own.question().expect("a question");
        let (path, form, optional) = (
            question.path.clone(),
            question.form.clone(),
            question.optional,
        );
        let (label, given, default) = (label(own), self.typed(&path), question.default.clone());
        match form {
            AnswerForm::List(records) => self.record(typist, own, &path, records.len()),
            AnswerForm::Flag => {
                let words = given.or(default.clone()).expect("是 or 否");
                let no = |words: &str| own.consider(words).is_ok_and(|echo| echo.text == "否");
                let (from, to) = (default.is_some_and(|default| no(&default)), no(&words));
                typist.keyed(&label, move_by(usize::from(from), usize::from(to)).as_str());
                own.answer(&words).expect("a flag");
            }
            AnswerForm::Claim => {
                let option = |words: &String| {
                    usize::from(own.consider(words).is_ok_and(|echo| echo.text == "不写"))
                };
                let from = default.as_ref().map_or(2, option);
                let to = given.as_ref().map_or(2, option);
                typist.keyed(&label, move_by(from, to).as_str());
                match given {
                    Some(words) => drop(own.answer(&words).expect("a claim")),
                    None => own.skip(),
                }
            }
            AnswerForm::Choice(options) => {
                let place = |words: &String| options.iter().position(|option| option == words);
                let words = given.or(default.clone()).expect("an option");
                let (from, to) = (
                    default.as_ref().and_then(place).unwrap_or(0),
                    place(&words).expect("an option"),
                );
                typist.keyed(&label, move_by(from, to).as_str());
                own.answer(&words).expect("an option");
            }
            AnswerForm::Line | AnswerForm::Paragraphs => {
                match given.filter(|words| default.as_ref() != Some(words)) {
                    Some(words) => {
                        typist.line(&label, &words);
                        if own
                            .consider(&words)
                            .is_ok_and(|echo| echo.growth.is_some_and(|growth| growth.is_steep))
                        {
                            typist.keyed("", UP);
                        }
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
                }
            }
        }
    }

    /// Adds the next record of a list by its first answer, or ends the list.
    #[track_caller]
    fn record(&self, typist: &mut Typist, own: &mut Interview, path: &Path, count: usize) {
        let mut probe = own.clone();
        assert!(
            own.takes_lines() && probe.add(),
            "{path}: a list whose records cannot be typed"
        );
        let first = probe.question().expect("a record's question").path.clone();
        let words = self
            .typed(&first)
            .filter(|_| self.at(path).is_some_and(|list| list.items().len() > count));
        typist.line(&label(own), words.as_deref().unwrap_or_default());
        match words {
            Some(words) => drop(own.add_with(&words).expect("the sample is right")),
            None => drop(own.done().expect("the list is right")),
        }
    }
}

/// What stands before the answer on the screen; a list asks for its next record.
pub(crate) fn label(own: &Interview) -> String {
    let mut probe = own.clone();
    if matches!(
        own.question().map(|question| question.form),
        Some(AnswerForm::List(_))
    ) {
        probe.add();
    }
    let question = probe.question().expect("a question");
    let label = question.label(Lang::Zh);
    match question.record() {
        Some(n) => format!("第 {n} 条　{label}："),
        None => format!("{label}："),
    }
}

fn move_by(from: usize, to: usize) -> String {
    if to >= from {
        DOWN.repeat(to - from)
    } else {
        UP.repeat(from - to)
    }
}

//! The same answers typed at the terminal and on the page become the same files, byte for byte.

use std::collections::BTreeSet;

use nigao::catalog::Catalog;
use nigao::diagnostic::Lang;
use nigao::drafting::AnswersFile;
use nigao::forms;
use nigao::interview::{AnswerForm, Interview, Path};

use super::Server;
use crate::harness::Desk;
use crate::typist::{Paper, Typist};

/// What a user types at a question: each part of a figure or of a place by itself.
fn typed(paper: &Paper, interview: &Interview, path: &Path) -> Option<String> {
    if !interview.parts_of(path).is_empty() {
        let main = ["本年", "名称"].map(|part| paper.typed(&path.key(part)));
        return main.into_iter().flatten().next();
    }
    let rate = || paper.typed(&path.up().key("增速"));
    let is_last = path.dotted().ends_with(".上年");
    paper.typed(path).or_else(|| is_last.then(rate).flatten())
}

/// Answers one question as the terminal would: Enter where the sample says nothing more.
fn step(paper: &Paper, own: &mut Interview) {
    let question = own.question().expect("a question");
    let (path, form) = (question.path.clone(), question.form.clone());
    let (default, optional) = (question.default.clone(), question.optional);
    if let AnswerForm::List(records) = form {
        let next = own
            .record_paths(&path, records.len())
            .into_iter()
            .next()
            .expect("a first field");
        match typed(paper, own, &next) {
            Some(words) => drop(own.add_with(&words).expect("the sample is right")),
            None if records.is_empty() => own.skip(),
            None => drop(own.done().expect("the list is right")),
        }
        return;
    }
    match typed(paper, own, &path) {
        Some(words) if default.as_ref() != Some(&words) => {
            own.answer(&words)
                .unwrap_or_else(|why| panic!("{path}: {words}: {why}"));
        }
        Some(_) => drop(own.answer("").expect("the default")),
        None if optional && default.is_none() => drop(own.answer("").expect("left out")),
        None => own.skip(),
    }
}

/// The answers file and the Word file that the terminal writes, saved after every answer.
fn at_the_terminal(paper: &Paper, name: &str, desk: &Desk, file: &str) {
    let form = forms::form(&paper.schema, name, Lang::Zh);
    let path = desk.path(file).display().to_string();
    let (mut saved, ..) = AnswersFile::open(&path, &[], form).expect("a file");
    let mut own = paper.fresh();
    while own.question().is_some() {
        step(paper, &mut own);
        saved
            .save(&own.answers(), &paper.schema)
            .expect("it is saved");
    }
}

/// The names of the inputs of a page, in order.
fn names(page: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in page.split(" name=\"").skip(1) {
        let name = part.split('"').next().unwrap_or_default();
        let is_input = !name.starts_with('@') && name != "viewport";
        if is_input && names.last().is_none_or(|last| last != name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Fills in every group of a draft by plain forms, until nothing more is asked.
fn on_the_page(paper: &Paper, server: &Server, draft: &str) {
    let own = paper.fresh();
    let mut sent: BTreeSet<String> = BTreeSet::new();
    for group in 1.. {
        let address = format!("{draft}/g/{group}");
        let page = server.get(&address);
        if page.status == 404 {
            break;
        }
        let mut page = page.text();
        let mut is_last = false;
        while !is_last {
            let revision = super::between(&page, "name=\"@revision\" value=\"", "\"").to_owned();
            let mut fields = vec![("@revision".to_owned(), revision)];
            let said = |name: &str| typed(paper, &own, &Path::parse_dotted(name).expect("a path"));
            let mut names = names(&page);
            let new = |name: &String| said(name).is_some() && !sent.contains(name);
            is_last = !names.iter().any(new);
            // A browser sends the whole form again with the button that leads on.
            if !is_last {
                names.retain(new);
            }
            for name in names {
                let words = said(&name).unwrap_or_default();
                sent.insert(name.clone());
                fields.push((name, words));
            }
            let button = if is_last { "next" } else { "stay" };
            fields.push(("@do".to_owned(), button.to_owned()));
            let pairs: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, words)| (name.as_str(), words.as_str()))
                .collect();
            let answer = server.post(&address, &pairs);
            let place = answer
                .header("location")
                .unwrap_or_else(|| panic!("{answer:?}: {pairs:?}"));
            assert!(!place.contains("#i-"), "{place} is refused: {pairs:?}");
            page = server.get(&address).text();
        }
    }
}

#[test]
fn every_genre_is_filled_in_on_the_page_as_at_the_terminal() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    for genre in Catalog::shipped().genres().expect("the genres") {
        let name = genre.name.clone();
        let paper = Paper::new(genre);
        let draft = server.begin(&name);
        on_the_page(&paper, &server, &draft);
        at_the_terminal(&paper, &name, &desk, "终端.yaml");
        let page = desk.read(&format!("{}.yaml", paper.schema.title));
        let terminal = desk.read("终端.yaml");
        for (one, other) in page.lines().zip(terminal.lines()) {
            assert_eq!(one, other, "{name}");
        }
        assert_eq!(page, terminal, "{name}");
        desk.run(&[
            "fill", &name, "终端.yaml", "-o", "终端.docx", "--draft", "--force",
        ])
        .code(0);
        let word = std::fs::read(desk.path("终端.docx")).expect("the Word file");
        let got = server.get(&format!("{draft}/get/docx"));
        assert_eq!(got.status, 200, "{name}: {}", got.text());
        assert!(got.body == word, "{name}: the Word files differ");
        std::fs::remove_file(desk.path("终端.yaml")).expect("the next file is new");
    }
}

#[test]
fn page_and_terminal_take_turns_at_one_file() {
    let paper = Paper::of("member-duty-report");
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let draft = server.begin("member-duty-report");
    let saved = server.post(
        &format!("{draft}/answer"),
        &[("path", "姓名"), ("typed", "林致远")],
    );
    assert!(saved.text().contains("\"saved\":true"), "{}", saved.text());
    let file = format!("{}.yaml", paper.schema.title);
    let noted = desk
        .read(&file)
        .replacen("姓名: 林致远", "姓名: 林致远  # 户口簿上的名字", 1);
    std::fs::write(desk.path(&file), noted).expect("a note");
    let mut typist = Typist::new(&desk, &["ask", "member-duty-report", "-a", &file], 80, &[]);
    typist.option("从哪里填起？", 2);
    typist.keyed("接下来？", "存盘");
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    server.post(
        &format!("{draft}/answer"),
        &[("path", "姓名"), ("typed", "周明远")],
    );
    assert!(
        desk.read(&file).contains("姓名: 周明远  # 户口簿上的名字"),
        "{}",
        desk.read(&file)
    );
}

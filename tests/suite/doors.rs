//! The same answers typed at the terminal and into the page, for every genre: the same answers
//! file and the same Word file, byte for byte.

use nigao::catalog::Catalog;
use nigao::interview::Path;

use super::harness::Desk;
use super::typist::{Paper, Typist};
use super::visitor::{Input, Visitor};

/// What an interview leaves behind.
struct Left {
    answers: String,
    word: Vec<u8>,
}

/// Types the sample of a genre at the terminal.
fn at_the_terminal(paper: &Paper, genre: &str) -> Left {
    let desk = Desk::new();
    let args = ["ask", genre, "-a", "填报.yaml", "-o", "报告.docx"];
    let mut typist = Typist::new(&desk, &args, 100, &[]);
    let mut own = paper.fresh();
    while own.question().is_some() {
        paper.step(&mut typist, &mut own);
    }
    assert!(own.missing().is_empty(), "{genre}: {:?}", own.missing());
    typist.option("接下来？", 0);
    typist.wait("nigao fill");
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    let word = std::fs::read(desk.path("报告.docx")).expect("a Word file");
    Left { answers: desk.read("填报.yaml"), word }
}

/// Types the sample of a genre into the page, group by group, without script.
fn on_the_page(paper: &Paper, genre: &str) -> Left {
    let desk = Desk::new();
    let visitor = Visitor::new(&desk);
    let start = visitor.get("/").ok();
    let form = start.inputs("/start");
    let key = form.iter().find(|input| input.name == "@key").expect("a key").value.clone();
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let begun = visitor.send(
        "/start",
        &[field("@key", &key), field("genre", genre), field("name", "填报")],
    );
    let draft = begun.leads().to_owned();
    let mut place = format!("{draft}/g/1");
    let mut sent = 0;
    while place.contains("/g/") {
        let action = place.split('#').next().unwrap_or_default().to_owned();
        let inputs = visitor.get(&action).ok().inputs(&action);
        assert!(!inputs.is_empty(), "{action} has no form");
        let (fields, is_changed) = filled_in(paper, &inputs);
        let button = field("@do", if is_changed { "stay" } else { "next" });
        let fields = [fields, vec![button]].concat();
        place = visitor.send(&action, &fields).leads().to_owned();
        sent += 1;
        assert!(sent < 500, "{place} takes no answer: {fields:?}");
    }
    assert_eq!(place, format!("{draft}/check"));
    let word = visitor.get(&format!("{draft}/get/docx")).ok().body;
    Left { answers: desk.read("填报.yaml"), word }
}

/// The fields of a form as the sample fills them in, and whether that changes any.
fn filled_in(paper: &Paper, inputs: &[Input]) -> (Vec<(String, String)>, bool) {
    let mut fields = Vec::new();
    let mut is_changed = false;
    for input in inputs {
        let typed = Path::parse_dotted(&input.name).filter(|_| !input.name.starts_with('@'));
        let typed = typed.and_then(|path| paper.typed(&path));
        match typed {
            // Of a choice the one that is wanted is sent.
            Some(_) if is_choice(inputs, input) => {
                let is_wanted = typed.as_deref() == Some(&input.value);
                if is_wanted {
                    is_changed |= input.is_idle;
                    fields.push((input.name.clone(), input.value.clone()));
                }
            }
            Some(typed) => {
                is_changed |= typed != input.value;
                fields.push((input.name.clone(), typed));
            }
            None if input.is_idle => {}
            None => fields.push((input.name.clone(), input.value.clone())),
        }
    }
    (fields, is_changed)
}

/// Whether an input is one of several of a name.
fn is_choice(inputs: &[Input], input: &Input) -> bool {
    inputs.iter().filter(|other| other.name == input.name).count() > 1
}

#[test]
fn the_terminal_and_the_page_leave_the_same_files() {
    let genres = Catalog::shipped().genres().expect("the genres");
    let names: Vec<String> = genres.into_iter().map(|genre| genre.name).collect();
    assert_eq!(names.len(), 12);
    // Four at a time: most of the time each waits for the other side.
    std::thread::scope(|scope| {
        for some in names.chunks(3) {
            scope.spawn(move || {
                for name in some {
                    let paper = Paper::of(name);
                    let (terminal, page) =
                        (at_the_terminal(&paper, name), on_the_page(&paper, name));
                    assert_eq!(terminal.answers, page.answers, "{name}");
                    assert!(terminal.word == page.word, "{name}: the Word files differ");
                }
            });
        }
    });
}

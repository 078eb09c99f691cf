//! Whole interviews: every question of a genre typed as its sample answers it, to the draft that
//! `fill` makes.

use nigao::answers::Answers;
use nigao::answers::edit;
use nigao::diagnostic::Lang;
use nigao::document::Document;
use nigao::interview::{AnswerForm, Interview};

use super::assert_narrow;
use crate::harness::{Desk, root};
use crate::typist::{CTRL_C, ESC, Paper, Typist, label};

/// Types a whole interview of a genre, with a detour before each question, to the Word file and the
/// text; both are what `fill` makes of the sample.
fn typed_through(
    name: &str,
    columns: u16,
    env: &[(&str, &str)],
    mut detour: impl FnMut(&Paper, &mut Typist, &mut Interview),
) -> Typist {
    let paper = Paper::of(name);
    let desk = Desk::new();
    let args = ["ask", name, "-a", "填报.yaml", "-o", "报告.docx"];
    let mut typist = Typist::new(&desk, &args, columns, env);
    let mut own = paper.fresh();
    while own.question().is_some() {
        detour(&paper, &mut typist, &mut own);
        if own.question().is_some() {
            paper.step(&mut typist, &mut own);
        }
    }
    // What was skipped is offered first at the review.
    if !own.missing().is_empty() {
        typist.keyed("接下来？", "补还没填好的");
        own.what_is_open();
        while own.question().is_some() {
            paper.step(&mut typist, &mut own);
        }
    }
    typist.wait("待填 0。");
    typist.option("接下来？", 1);
    typist.wait("nigao fill");
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    let answers = Answers::read("填报.yaml", &desk.read("填报.yaml"));
    let wanted = paper.draft(&Answers::of(paper.sample.clone()));
    assert_eq!(paper.draft(&answers), wanted);
    assert!(desk.path("报告.docx").exists());
    let document: Document = wanted.parse().expect("a document");
    assert_eq!(desk.read("报告.txt"), nigao::write::text::write(&document));
    typist
}

#[test]
fn a_speech_is_typed_through_on_a_narrow_terminal_going_back_now_and_then() {
    let mut count = 0;
    let typist = typed_through("working-meeting-speech", 60, &[], |_, typist, own| {
        count += 1;
        if count % 7 != 4 {
            return;
        }
        // Back by command from a line, by the menu from a choice; what was answered stays as it
        // was.
        let here = label(own);
        if own
            .question()
            .is_some_and(|question| matches!(question.form, AnswerForm::Line | AnswerForm::List(_)))
        {
            typist.line(&here, "：b");
        } else {
            typist.wait(&format!("? {here}"));
            typist.press(ESC);
            typist.keyed("要做什么？", "返回");
        }
        assert!(own.back());
    });
    assert_narrow(&typist, 60);
}

#[test]
fn a_township_report_is_typed_through_with_gaps_that_are_filled_at_the_end_and_lists_turned_about()
{
    let (mut count, mut skipped, mut turned) = (0, 0, 0);
    typed_through("township-work-report", 80, &[], |_, typist, own| {
        count += 1;
        let question = own.question().expect("a question");
        let (here, opens) = (label(own), question.opens() && question.path.0.len() == 1);
        match question.form.clone() {
            // Every ninth figure or text is left for later; all come again after the last.
            AnswerForm::Line
                if opens && !question.optional && question.default.is_none() && count % 9 == 0 =>
            {
                skipped += 1;
                typist.line(&here, ":s");
                own.skip();
            }
            // A finished list is turned about and back, and a record of it is looked at.
            AnswerForm::List(records) if records.len() == 3 && turned < 2 => {
                turned += 1;
                let next = here;
                typist.line(&next, ":o");
                typist.option("移哪一条？", 0);
                typist.option("移到哪一条的位置？", 2);
                assert!(own.reorder(0, 2));
                typist.wait(&format!("3. {}", records[0]));
                typist.line(&next, "：o");
                typist.keyed("移哪一条？", "3");
                typist.option("移到哪一条的位置？", 0);
                assert!(own.reorder(2, 0));
                typist.line(&next, "多出来的一条");
                own.add_with("多出来的一条").expect("words");
                while own
                    .question()
                    .is_some_and(|question| question.path.0.len() > 1)
                {
                    typist.line(&label(own), ":s");
                    own.skip();
                }
                typist.line("第 5 条", ":d");
                typist.keyed("删哪一条？", "多出来");
                assert!(own.remove(3).is_some());
            }
            _ => {}
        }
    });
    assert!(
        skipped > 5 && turned > 0,
        "{skipped} skipped, {turned} turned about"
    );
}

#[cfg(unix)]
#[test]
fn a_duty_report_survives_being_killed_at_every_tenth_question() {
    let paper = Paper::of("member-duty-report");
    let desk = Desk::new();
    let args = ["ask", "班子成员述职报告", "-a", "填报.yaml"];
    let mut typist = Typist::new(&desk, &args, 80, &[]);
    let mut own = paper.fresh();
    let mut count = 0;
    while own.question().is_some() {
        paper.step(&mut typist, &mut own);
        count += 1;
        if count % 10 == 0
            && own
                .question()
                .is_some_and(|question| question.path.0.len() == 1)
        {
            typist.wait("? ");
            typist.press("打到一半");
            typist.kill();
            let saved = Answers::read("填报.yaml", &desk.read("填报.yaml"));
            for entry in own.answers().entries() {
                let kept = saved
                    .to_node()
                    .get(&entry.key)
                    .is_some_and(|node| node.same(&entry.node));
                assert!(kept, "{} is lost", entry.key);
            }
            typist = Typist::new(&desk, &args, 80, &[]);
            typist.option("从哪里填起？", 0);
            own = Interview::new(&paper.schema, &own.answers(), Lang::Zh);
            own.go_on_after(&saved);
        }
    }
    typist.option("接下来？", 0);
    typist.wait("nigao fill 班子成员述职报告 填报.yaml -o 填报.docx --force");
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    let answers = Answers::read("填报.yaml", &desk.read("填报.yaml"));
    assert_eq!(
        paper.draft(&answers),
        paper.draft(&Answers::of(paper.sample.clone()))
    );
    assert_eq!(
        desk.names(),
        ["填报.docx", "填报.yaml"],
        "nothing else is left behind"
    );
}

/// The questions a page shows, with the answers typed there, look on the screen as they do on the
/// page.
fn shown_on_the_page(page: &str, lang: &str) {
    let text = std::fs::read_to_string(root().join(page)).expect("the page");
    let block = text
        .split("```text\n")
        .skip(1)
        .find(|block| block.contains("\n> "))
        .expect("a question on the page");
    let block = block.split("```").next().expect("its end").trim_end();
    let paper = Paper::of("township-work-report");
    let mut sample = paper.sample.clone();
    sample.remove("固定资产投资");
    let desk = Desk::new().file(
        "a.yaml",
        edit::update("", &Answers::of(sample), &paper.schema),
    );
    let args = [
        "--lang", lang, "ask", "township-work-report", "-a", "a.yaml", "--only-missing",
    ];
    let mut typist = Typist::new(&desk, &args, 80, &[]);
    for line in block.lines().filter_map(|line| line.strip_prefix("> ")) {
        let (label, answer) = line.rsplit_once([':', '：']).expect("a label");
        typist.line(label, answer.trim());
    }
    typist.wait(block.lines().next_back().expect("an echo").trim());
    // The next question stands there only when all before it is drawn.
    typist.wait("? ");
    let screen: Vec<String> = typist
        .page()
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    let block: Vec<&str> = block.lines().collect();
    assert!(
        screen.windows(block.len()).any(|window| window == block),
        "{page}:\n{}",
        screen.join("\n")
    );
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
}

#[test]
fn the_pages_show_what_the_screen_shows() {
    shown_on_the_page("README.zh-CN.md", "zh");
    shown_on_the_page("README.md", "en");
}

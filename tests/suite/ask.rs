//! `nigao ask` on a terminal: whole interviews typed key by key, gone back in, left, killed and gone on with.

use nigao::diagnostic::Lang;
use nigao::document::Document;
use nigao::interview::{Form, Interview};
use nigao::schema::Answers;

use super::harness::Desk;
use super::typist::{CTRL_C, ESC, Paper, Typist, UP, label};

/// Types a whole interview of a genre, with a detour before each question, to the Word file and the text; both are
/// what `fill` makes of the sample.
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
        // Back by command from a line, by the menu from a choice; what was answered stays as it was.
        let here = label(own);
        if own.question().is_some_and(|question| matches!(question.form, Form::Line | Form::List(_))) {
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

/// No line is wider than the terminal, but the commands to be pasted.
fn assert_narrow(typist: &Typist, columns: usize) {
    let screen = typist.screen();
    let lines = screen.lines().filter(|line| !line.contains("nigao fill"));
    assert!(lines.map(unicode_width::UnicodeWidthStr::width).max() <= Some(columns), "{screen}");
}

#[test]
fn a_township_report_is_typed_through_with_gaps_that_are_filled_at_the_end_and_lists_turned_about() {
    let (mut count, mut skipped, mut turned) = (0, 0, 0);
    typed_through("township-work-report", 80, &[], |_, typist, own| {
        count += 1;
        let question = own.question().expect("a question");
        let (here, opens) = (label(own), question.opens() && question.path.0.len() == 1);
        match question.form.clone() {
            // Every ninth figure or text is left for later; all come again after the last.
            Form::Line if opens && !question.optional && question.default.is_none() && count % 9 == 0 => {
                skipped += 1;
                typist.line(&here, ":s");
                own.skip();
            }
            // A finished list is turned about and back, and a record of it is looked at.
            Form::List(records) if records.len() == 3 && turned < 2 => {
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
                while own.question().is_some_and(|question| question.path.0.len() > 1) {
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
    assert!(skipped > 5 && turned > 0, "{skipped} skipped, {turned} turned about");
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
        if count % 10 == 0 && own.question().is_some_and(|question| question.path.0.len() == 1) {
            typist.wait("? ");
            typist.press("打到一半");
            typist.kill();
            let saved = Answers::read("填报.yaml", &desk.read("填报.yaml"));
            for entry in own.answers().entries() {
                let kept = saved.to_node().get(&entry.key).is_some_and(|node| node.same(&entry.node));
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
    assert_eq!(paper.draft(&answers), paper.draft(&Answers::of(paper.sample.clone())));
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
- {name: 单位, kind: text, group: 基本情况, question: 哪个单位？, keep: true, department: 办公室}
- {name: 收入, kind: figure, unit: 万元, compare: [上年], group: 数字, question: 收入多少？, example: {本年: 120万元, 上年: 100万元}}
- {name: 有活动, kind: flag, default: 否, group: 活动, question: 办了活动吗？}
- {name: 活动, kind: list, when: 有活动, min: 1, group: 活动, question: 办了哪些活动？, fields: [{name: 名称, kind: text, question: 叫什么？, example: 开放日}]}
- {name: 奖金, kind: figure, unit: 万元, optional: true, group: 活动, question: 得了多少奖金？, example: 5万元}
- {name: 评价, kind: text, paragraphs: true, optional: true, group: 活动, question: 怎么评价？}
";
    let template = "# {{单位}}{{年份}}小结\n\n## 收入\n\n收入{{收入}}，同比{{收入.同比}}。\n\n{{#if 有活动}}\n## 活动\n\n办了{{列 活动 \"名称\"}}。\n{{/if}}\n\n{{#if 奖金}}\n获奖金{{奖金}}。\n{{/if}}\n\n{{#if 评价}}\n{{评价}}\n{{/if}}\n";
    Desk::new().file("库/schemas/小结.yaml", schema).file("库/templates/小结.hbs", template)
}

fn asking(desk: &Desk, more: &[&str], columns: u16, env: &[(&str, &str)]) -> Typist {
    let args = [&["ask", "小结", "--templates", "库", "-a", "填报.yaml"], more].concat();
    Typist::new(desk, &args, columns, env)
}

#[test]
fn everything_a_writer_can_do_on_the_way_is_done_once() {
    let desk = small();
    let mut typist = asking(&desk, &[], 60, &[]);
    typist.wait("分 3 个部分，约 6 题");
    typist.wait("第 1/6 项 · 基本情况 1/2");
    // A wrong answer is told at the prompt and can be mended there.
    typist.wait("? 年份： (");
    typist.press("去年\r");
    typist.wait("不是年份");
    typist.press("\u{7f}\u{7f}2025\r");
    typist.wait("> 年份： 2025");
    // The menu gives back what was typed before it was opened.
    typist.wait("第 2/6 项 · 基本情况 2/2 · 办公室");
    typist.wait("? 单位：");
    typist.press("农业");
    typist.wait("农业");
    typist.press(ESC);
    typist.keyed("要做什么？", "看");
    typist.wait("2025年");
    typist.wait("【待填】");
    typist.wait("活动：3 项，都还没填");
    typist.wait("? 单位：");
    typist.wait("农业");
    typist.press("服务站\r");
    typist.wait("> 单位： 农业服务站");
    // Figures are converted, compared and read back; what looks like a slip is asked about.
    typist.line("本年（万元）：", "0.012亿");
    typist.wait("→ 120万元");
    typist.line("上年，或增速（万元）：", "0.01");
    typist.option("增长", 0);
    typist.wait("? 本年（万元）： (0.012亿)");
    typist.press("\r");
    typist.line("上年，或增速（万元）：", "100");
    typist.wait("→ 120万元，上年100万元，同比增长20%，对吗？");
    // 是 is above 否, which is the default; a list takes one record a line.
    typist.keyed("有活动：", UP);
    typist.line("第 1 条　名称：", "开放日");
    typist.line("第 2 条　名称：", "培训");
    typist.line("第 3 条　名称：", ":c");
    typist.option("改哪一条？", 1);
    typist.wait("? 第 2 条　名称： 培训");
    typist.press("班\r");
    typist.wait("2. 培训班");
    typist.line("第 3 条　名称：", ":o");
    typist.option("移哪一条？", 1);
    typist.option("移到哪一条的位置？", 0);
    typist.wait("1. 培训班");
    typist.wait("2. 开放日");
    typist.line("第 3 条　名称：", ":d");
    typist.option("删哪一条？", 1);
    typist.line("第 2 条　名称：", "");
    // What is not answered is shown with the example, in the words around it.
    typist.line("奖金（万元）：", ":p");
    typist.wait("填上以后是这样");
    typist.wait("获奖金5万元。");
    typist.line("奖金（万元）：", "");
    // The review: a change there, the whole text, then the files.
    typist.line("评价：第 1 段", "收入稳步提高。");
    typist.line("评价：第 2 段", "明年再办。");
    typist.line("评价：第 3 段", "");
    typist.wait("都问完了");
    typist.wait("共 7 项：已填 6，用默认 0，不填 1，待填 0。");
    typist.keyed("接下来？", "改一项");
    typist.keyed("改哪一项？", "收入");
    typist.line("本年（万元）：", "130");
    typist.line("上年，或增速（万元）：", "");
    typist.keyed("接下来？", "看全文");
    typist.wait("农业服务站2025年小结");
    typist.wait("二、活动");
    typist.keyed("接下来？", "纯文本");
    typist.wait("nigao fill 小结 填报.yaml --templates 库 -o 填报.docx --force");
    typist.wait("-o 填报.txt --force");
    assert_eq!(typist.end(), 0);
    let text = "农业服务站2025年小结\n一、收入\n收入130万元，同比增长30%。\n二、活动\n办了培训班。\n收入稳步提高。\n明年再办。\n";
    assert_eq!(desk.read("填报.txt"), text);
    // What is said can be pasted into a shell, and again.
    let again = ["fill", "小结", "填报.yaml", "--templates", "库", "-o", "填报.txt", "--force"];
    desk.run(&again).code(0);
    assert_narrow(&typist, 60);
}

#[test]
fn paragraphs_typed_so_far_are_never_lost() {
    let answered = "年份: 2025\n单位: 站\n收入: {本年: 2, 上年: 1}\n有活动: 否\n";
    let desk = small().file("填报.yaml", answered);
    let mut typist = asking(&desk, &["--only-missing"], 80, &[]);
    typist.line("奖金（万元）：", "");
    typist.line("评价：第 1 段", "第一段话。");
    // Through the menu and back, the text goes on where it was.
    typist.wait("? 评价：第 2 段");
    typist.press(ESC);
    typist.keyed("要做什么？", "接着答");
    typist.line("评价：第 2 段", "第二段话。");
    typist.line("评价：第 3 段", ":b");
    typist.line("奖金（万元）：", "");
    typist.wait("原来写的");
    typist.wait("第二段话。");
    // Without an editor the paragraphs come one by one, to be changed on the line; an emptied one goes.
    typist.line("评价：第 1 段", ":e");
    typist.wait("? 评价：第 1 段 第一段话。");
    typist.press("好。\r");
    typist.wait("? 评价：第 2 段 第二段话。");
    typist.press(&format!("{}\r", "\u{7f}".repeat(5)));
    typist.line("评价：第 2 段", "第三段话。");
    typist.wait("? 评价：第 3 段");
    typist.press("写到一半");
    typist.wait("写到一半");
    typist.press(CTRL_C);
    typist.wait("接着填：");
    assert_eq!(typist.end(), 0);
    let saved = Answers::read("填报.yaml", &desk.read("填报.yaml")).to_node();
    assert_eq!(saved.get("评价").and_then(|node| node.scalar()), Some("第一段话。好。\n第三段话。\n写到一半"));
}

#[test]
fn leaving_says_how_to_go_on_and_keeps_a_hand_edited_file_as_it_is() {
    let file = "# 站长批示：照实填\n单位: 农业服务站   # 全称\n年份: 2025\n";
    let desk = small().file("填报.yaml", file);
    let mut typist = asking(&desk, &[], 80, &[]);
    typist.wait("填报.yaml 里已有 2 项，还有 1 项没填");
    typist.option("从哪里填起？", 0);
    typist.wait("? 本年（万元）：");
    typist.press("12");
    typist.wait("12");
    typist.press(CTRL_C);
    typist.wait("刚才打了一半，没有存：12");
    typist.wait("已存好：填报.yaml");
    typist.wait("待填：收入");
    typist.wait("  nigao ask 小结 -a 填报.yaml --templates 库\r\n");
    assert_eq!(typist.end(), 0);
    assert_eq!(desk.read("填报.yaml"), file, "nothing was answered");
    let mut typist = asking(&desk, &["--only-missing"], 80, &[]);
    typist.line("本年（万元）：", "12 上年10");
    // What was answered in another sitting can be gone back to.
    typist.wait("? 有活动：");
    typist.press(ESC);
    typist.keyed("要做什么？", ":b");
    typist.line("本年（万元）：", ":b");
    typist.wait("? 单位： (农业服务站)");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    assert_eq!(desk.read("填报.yaml"), format!("{file}\n# 数字\n收入: {{本年: 12, 上年: 10}}\n"));
}

#[test]
fn a_file_another_program_broke_is_left_alone_and_nothing_is_lost() {
    let desk = small().file("填报.yaml", "年份: 2025\n");
    let mut typist = asking(&desk, &["--only-missing"], 80, &[]);
    typist.wait("? 单位：");
    // Sound changes by another program are kept …
    std::fs::write(desk.path("填报.yaml"), "# 科长改过\n年份: 2024\n").expect("the file");
    typist.press("农业服务站\r");
    typist.wait("? 本年（万元）：");
    assert!(desk.read("填报.yaml").starts_with("# 科长改过\n年份: 2024\n"), "{}", desk.read("填报.yaml"));
    // … broken ones are not written over.
    let broken = "年份: 2024\n单位: [农业";
    std::fs::write(desk.path("填报.yaml"), broken).expect("the file");
    typist.press("12 10\r");
    typist.wait("填报.yaml 被别的程序改坏了");
    typist.wait("填报-2.yaml");
    typist.wait("? 有活动：");
    typist.press(CTRL_C);
    typist.wait("nigao ask 小结 -a 填报-2.yaml");
    assert_eq!(typist.end(), 0);
    assert_eq!(desk.read("填报.yaml"), broken);
    let saved = Answers::read("填报-2.yaml", &desk.read("填报-2.yaml")).to_node();
    let all = ["年份", "单位", "收入"].iter().all(|field| saved.get(field).is_some_and(|node| !node.is_empty()));
    assert!(all, "{}", desk.read("填报-2.yaml"));
}

#[test]
fn next_year_begins_with_last_years_answers() {
    let last = "年份: 2025\n单位: 农业服务站\n收入: {本年: 120万元, 上年: 100万元}\n评价: 收入稳步提高。\n";
    let desk = small().file("去年.yaml", last);
    let mut typist = asking(&desk, &["--last", "去年.yaml", "-o", "今年.docx"], 80, &[]);
    for default in ["年份： (2026)", "单位： (农业服务站)"] {
        typist.wait(&format!("? {default}"));
        typist.press("\r");
    }
    typist.wait("去年填的：120万元，上年100万元，同比增长20%");
    typist.line("本年（万元）：", "150");
    typist.wait("? 上年，或增速（万元）： (120万元)");
    typist.press("\r");
    typist.wait("同比增长25%");
    typist.keyed("有活动：", "y");
    // What is required cannot be left out unseen, but it can be skipped.
    typist.wait("? 第 1 条　名称：");
    typist.press("\r");
    typist.wait("至少要 1 条");
    typist.press(":s\r");
    typist.line("奖金（万元）：", "");
    typist.wait("去年填的：收入稳步提高。");
    typist.line("评价：第 1 段", "");
    // Skipped in this sitting, it is not asked again of itself, but offered first.
    typist.wait("待填：活动");
    typist.keyed("接下来？", "写 Word");
    typist.wait("nigao fill 小结 填报.yaml --templates 库 -o 今年.docx --draft --force");
    assert_eq!(typist.end(), 0);
    assert!(desk.path("今年.docx").exists());
    let broken = small().file("去年.yaml", "年份: [");
    let mut typist = asking(&broken, &["--last", "去年.yaml"], 80, &[]);
    typist.wait("去年.yaml:");
    assert_eq!(typist.end(), 1);
}

#[cfg(unix)]
#[test]
fn long_text_goes_through_the_writers_editor() {
    let desk = small().file("填报.yaml", "年份: 2025\n单位: 站\n收入: {本年: 3, 上年: 2}\n有活动: 否\n评价: 好。\n");
    let script = "#!/bin/sh\n[ \"$1\" = -w ] || exit 3\nsed 's/$/很好。/' \"$2\" > \"$2.x\" && mv \"$2.x\" \"$2\"\n";
    let desk = desk.file("改 写.sh", script);
    let editor = format!("sh '{}' -w", desk.path("改 写.sh").display());
    let mut typist = asking(&desk, &[], 80, &[("EDITOR", &editor)]);
    typist.option("从哪里填起？", 2);
    typist.keyed("接下来？", "改一项");
    typist.keyed("改哪一项？", "评价");
    typist.wait("原来写的");
    typist.line("评价：第 1 段", ":e");
    typist.wait("接下来？");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    assert!(desk.read("填报.yaml").contains("评价: 好。很好。\n"), "{}", desk.read("填报.yaml"));
}

#[test]
fn a_terminal_that_only_scrolls_gets_numbers_and_no_escapes() {
    let desk = small();
    let mut typist = asking(&desk, &[], 60, &[("TERM", "dumb")]);
    let mut says = |wanted: &[&str], typed: &str| {
        wanted.iter().for_each(|words| typist.wait(words));
        typist.press(&format!("{typed}\n"));
    };
    says(&[":? 菜单", "年份："], "2025");
    says(&["单位："], ":b");
    says(&["年份： (2025)"], "");
    says(&["单位："], "站");
    says(&["本年（万元）："], "若干");
    says(&["不是数字"], "3 2");
    says(&["同比增长50%", "1) 是", "有活动：选几号"], "7");
    says(&["打 1 到 2 的数字"], "1");
    says(&["第 1 条　名称："], "开放日");
    says(&["第 2 条　名称："], ":?");
    says(&["接着答这一题", "要做什么？"], "改一条");
    says(&["1) 开放日", "改哪一条？"], "1");
    says(&["第 1 条　名称： (开放日)"], "开放周");
    says(&["1. 开放周", "第 2 条　名称："], "");
    says(&["奖金（万元）："], "");
    says(&["评价：第 1 段"], "好。");
    says(&["评价：第 2 段"], "");
    says(&["待填 0。", "接下来？"], "");
    typist.wait("nigao fill 小结");
    assert_eq!(typist.end(), 0);
    assert!(!typist.all().contains(&0x1b), "{}", typist.screen());
    assert!(desk.path("填报.docx").exists());
}

#[test]
fn colours_are_shown_unless_they_are_unwanted() {
    let coloured = |env: &[(&str, &str)]| {
        let desk = small();
        let mut typist = asking(&desk, &[], 80, env);
        typist.wait("年份：");
        typist.press(CTRL_C);
        typist.end();
        let all = String::from_utf8_lossy(&typist.all()).into_owned();
        all.contains("\u{1b}[1m") || all.contains("\u{1b}[38;5;") || all.contains("\u{1b}[90m")
    };
    assert!(coloured(&[("NO_COLOR", "")]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
    assert!(!coloured(&[("TERM", "dumb"), ("NO_COLOR", "")]));
}

#[test]
fn without_a_terminal_the_way_round_is_told() {
    let desk = Desk::new();
    let run = desk.run(&["ask", "乡镇政府工作报告"]).code(2);
    run.says(&["不是终端", "nigao form 乡镇政府工作报告", "nigao fill 乡镇政府工作报告"]);
    assert!(desk.names().is_empty());
    let broken = Desk::new().file("坏.yaml", "年份: [");
    let mut typist = Typist::new(&broken, &["ask", "乡镇政府工作报告", "-a", "坏.yaml"], 80, &[]);
    typist.wait("坏.yaml:");
    assert_eq!(typist.end(), 1);
    assert_eq!(broken.read("坏.yaml"), "年份: [", "a file with faults is left alone");
}

#[test]
fn a_ledger_is_read_and_only_new_answers_are_written() {
    let desk = small().file("台账.yaml", "单位: 农业服务站\n年份: 2025\n收入: {本年: 12, 上年: 10}\n");
    let args = ["ask", "小结", "--templates", "库", "-a", "台账.yaml", "-a", "填报.yaml"];
    let mut typist = Typist::new(&desk, &args, 80, &[]);
    typist.option("有活动：", 0);
    typist.line("奖金（万元）：", "");
    typist.line("评价：第 1 段", "");
    typist.option("接下来？", 0);
    typist.wait("nigao fill 小结 台账.yaml 填报.yaml");
    assert_eq!(typist.end(), 0);
    let own = Answers::read("填报.yaml", &desk.read("填报.yaml"));
    let given: Vec<&str> = own.entries().iter().filter(|e| !e.node.is_empty()).map(|e| e.key.as_str()).collect();
    assert_eq!(given, ["有活动"]);
}

#[test]
fn a_report_that_is_there_is_replaced_only_when_the_writer_says_so() {
    let answers = "年份: 2025\n单位: 站\n收入: {本年: 3, 上年: 2}\n有活动: 否\n";
    for (choice, kept, names) in [
        ("覆盖", false, vec!["填报.docx", "填报.yaml", "库"]),
        ("另存为", true, vec!["填报-2.docx", "填报.docx", "填报.yaml", "库"]),
        ("不写了", true, vec!["填报.docx", "填报.yaml", "库"]),
    ] {
        let desk = small().file("填报.yaml", answers).file("填报.docx", "旧稿");
        let mut typist = asking(&desk, &[], 80, &[]);
        typist.option("从哪里填起？", 2);
        typist.option("接下来？", 0);
        typist.keyed("已经有这个文件了", choice);
        assert_eq!(typist.end(), 0, "{choice}");
        assert_eq!(
            (std::fs::read(desk.path("填报.docx")).expect("it") == "旧稿".as_bytes(), desk.names()),
            (kept, names.iter().map(ToString::to_string).collect()),
            "{choice}"
        );
    }
}

#[test]
fn a_group_can_be_gone_to_and_comes_back_to_what_was_left() {
    let desk = small();
    let mut typist = asking(&desk, &[], 80, &[]);
    typist.line("年份：", ":g");
    typist.option("转到哪一部分？", 1);
    typist.line("本年（万元）：", "3");
    typist.line("上年，或增速（万元）：", "2");
    typist.option("有活动：", 0);
    typist.line("奖金（万元）：", "");
    typist.line("评价：第 1 段", "");
    typist.wait("前面空着的再问一遍");
    typist.line("年份：", "2025");
    typist.line("单位：", "站");
    typist.wait("? 接下来？");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
}

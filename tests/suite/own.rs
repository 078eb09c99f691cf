//! Mined genres: they work wherever a shipped one does, from `list` and `form` to `ask`, `roll` and
//! a Word file.

use nigao::answers::Answers;
use nigao::catalog::Catalog;
use nigao::diagnostic::Lang;
use nigao::interview::{AnswerForm, Interview};

use super::harness::{Desk, root};
use super::typist::{Paper, Typist};

/// A desk with the sample reports on it and two genres mined: one of one report, one of all.
fn desk() -> Desk {
    let mut desk = Desk::new();
    let folder = root().join("samples/reports");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in &names {
        desk = desk.file(
            name,
            std::fs::read(root().join("samples/reports").join(name)).unwrap(),
        );
    }
    desk.run(&["mine", "云溪镇2024.txt", "-o", "own", "--name", "云溪报告"])
        .code(0)
        .says(&["own/samples/云溪报告/answers.yaml"]);
    let all = [
        vec!["mine"],
        names.iter().map(String::as_str).collect(),
        vec!["-o", "own", "--name", "乡镇骨架"],
    ]
    .concat();
    desk.run(&all).code(0).says(&["工作回顾", "6/6"]);
    desk
}

#[test]
fn mined_genres_work_wherever_a_shipped_one_does() {
    let desk = desk();
    let own = ["--templates", "own"];
    let run = |args: &[&str]| desk.run(&[args, &own[..]].concat());
    let listed = run(&["list"]).code(0).out;
    for genre in ["云溪报告", "乡镇骨架"] {
        assert!(listed.contains(genre), "{listed}");
        let answers = format!("own/samples/{genre}/answers.yaml");
        let checked = run(&["check", genre]).code(0);
        // A report's own absolute words stay in its template, and are advised of there.
        let stray = checked.err.lines().find(|line| {
            let is_remark = line.starts_with("警告：") || line.starts_with("提醒：");
            is_remark && !line.contains("说得绝对，这里却没有谁填过")
        });
        assert_eq!(stray, None, "{}", checked.err);
        run(&["check", genre, &answers]).code(0);
        run(&["show", genre]).code(0);
        run(&["schema", genre]).code(0);
        let form = run(&["form", genre]).code(0).out;
        assert!(
            Answers::read("form.yaml", &form).entries().len() > 10,
            "{form}"
        );
        let text = run(&["fill", genre, &answers]).code(0).out;
        assert!(
            text.starts_with("云溪镇人民政府工作报告\n") && text.contains("34.2亿元，同比增长5.8%"),
            "{text}"
        );
        run(&["fill", genre, &answers, "-o", &format!("{genre}.docx")]).code(0);
        let rolled = run(&["roll", genre, &answers]).code(0).out;
        assert!(
            rolled.contains("地区生产总值:\n  本年:\n") || rolled.contains("上年: 34.2亿元"),
            "{rolled}"
        );
    }
}

#[test]
fn a_mined_year_rolls_and_so_does_what_hangs_on_it() {
    let desk = desk();
    let args = [
        "fill", "云溪报告", "own/samples/云溪报告/answers.yaml", "--set", "年份=2031",
        "--templates", "own",
    ];
    let text = desk.run(&args).code(0).out;
    for words in ["一、2031年工作回顾", "二、2032年工作安排"] {
        assert!(text.contains(words), "no {words} in {text}");
    }
}

#[test]
fn mined_genres_are_asked_question_by_question() {
    let desk = desk();
    for genre in ["云溪报告", "乡镇骨架"] {
        let catalog = Catalog::shipped().with_folder(desk.path("own")).unwrap();
        let (schema, faults) = catalog.genre(genre).unwrap().schema().recovered();
        assert!(faults.is_empty(), "{faults:#?}");
        let sample = desk.read(&format!("own/samples/{genre}/answers.yaml"));
        let answers = Answers::read("answers.yaml", &sample);
        assert!(
            nigao::answers::check(&schema, &answers, nigao::answers::Mode::default())
                .value
                .is_some()
        );
        // With nothing answered everything is asked; with all answered nothing is.
        let empty = Interview::new(&schema, &Answers::read("-", ""), Lang::Zh);
        assert!(
            empty
                .question()
                .is_some_and(|question| !matches!(question.form, AnswerForm::List(_)))
        );
        let full = Interview::new(&schema, &answers, Lang::Zh);
        assert_eq!(full.missing().len(), 0, "{:?}", full.missing());
    }
}

#[test]
fn a_mined_genre_is_typed_through_on_a_terminal() {
    let desk = desk();
    let catalog = Catalog::shipped().with_folder(desk.path("own")).unwrap();
    let paper = Paper::new(catalog.genre("云溪报告").unwrap());
    let args = [
        "ask", "云溪报告", "--templates", "own", "-a", "填报.yaml", "-o", "报告.docx",
    ];
    let mut typist = Typist::new(&desk, &args, 80, &[]);
    let mut interview = paper.fresh();
    while interview.question().is_some() {
        paper.step(&mut typist, &mut interview);
    }
    typist.wait("待填 0。");
    typist.option("接下来？", 1);
    typist.wait("nigao fill");
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    assert_eq!(
        desk.read("报告.txt"),
        desk.run(&["inspect", "云溪镇2024.txt", "--text"])
            .code(0)
            .out
    );
}

#[test]
fn a_collection_is_mined_as_the_reports_it_holds() {
    let read =
        |name: &str| std::fs::read_to_string(root().join("samples/reports").join(name)).unwrap();
    let parts = [
        ("一", read("云溪镇2024.txt")),
        ("二", read("柳塘乡2024.txt")),
        ("三", read("枫岭镇2024.txt")),
    ];
    let collection: String = parts
        .iter()
        .map(|(n, text)| format!("第{n}篇 乡镇工作报告2000字\n{text}\n"))
        .collect();
    let desk = Desk::new().file("合集.txt", format!("工作报告三篇\n{collection}"));
    // Neither verb mixes the reports of a collection before the user has picked.
    for unpicked in [
        &["mine", "合集.txt", "-o", "own", "--name", "三乡镇"][..],
        &["inspect", "合集.txt"],
    ] {
        let run = desk.run(unpicked).code(2);
        assert!(
            run.err.contains("共 3 篇") && run.err.contains("2. 柳塘乡"),
            "{}",
            run.err
        );
        assert!(run.err.contains("--pick all"), "{}", run.err);
    }
    let all = [
        "mine", "合集.txt", "-o", "own", "--name", "三乡镇", "--pick", "all",
    ];
    let told = desk.run(&all).code(0).err;
    assert!(told.contains("3/3"), "{told}");
    let second = desk
        .run(&["inspect", "合集.txt", "--pick", "2", "--text"])
        .code(0)
        .out;
    assert!(
        second.starts_with("柳塘乡") || second.contains("柳塘乡人民政府"),
        "{second}"
    );
    desk.run(&["inspect", "合集.txt", "--pick", "1,2"]).code(2);
    desk.run(&[
        "mine", "合集.txt", "-o", "two", "--name", "柳塘", "--pick", "2",
    ])
    .code(0);
    let text = desk
        .run(&[
            "fill", "柳塘", "two/samples/柳塘/answers.yaml", "--templates", "two",
        ])
        .code(0)
        .out;
    assert!(
        text.starts_with("柳塘乡人民政府工作报告\n") && !text.contains("云溪"),
        "{text}"
    );
    desk.run(&[
        "mine", "合集.txt", "-o", "no", "--name", "无", "--pick", "4",
    ])
    .code(2)
    .says(&["没有第 4 篇，一共 3 篇"]);
}

#[test]
fn a_plan_is_written_first_and_followed_next() {
    let desk = Desk::new().file(
        "稿.txt",
        std::fs::read(root().join("samples/reports/云溪镇2024.txt")).unwrap(),
    );
    let args = [
        "mine", "稿.txt", "-o", "own", "--name", "稿", "--plan", "方案.yaml",
    ];
    desk.run(&args).code(0).says(&["方案.yaml", "再运行"]);
    assert!(
        !desk.path("own").exists(),
        "nothing is written before the plan is read"
    );
    let plan = desk.read("方案.yaml");
    assert!(
        plan.contains("  茶叶面积: 采用    # 数字 2.3万亩"),
        "{plan}"
    );
    desk.run(&args).code(0);
    desk.run(&["mine", "稿.txt", "-o", "plain", "--name", "稿"])
        .code(0);
    for file in [
        "templates/稿.hbs", "schemas/稿.yaml", "samples/稿/answers.yaml",
    ] {
        assert_eq!(
            desk.read(&format!("own/{file}")),
            desk.read(&format!("plain/{file}")),
            "an untouched plan changes {file}"
        );
    }
    let edited = plan
        .replace("  茶叶面积: 采用", "  茶叶面积: 改名 茶园面积")
        .replace("  入园企业: 采用", "  入园企业: 不用");
    let desk = desk.file("方案.yaml", &edited);
    desk.run(&[&args[..], &["--force"]].concat()).code(0);
    let template = desk.read("own/templates/稿.hbs");
    assert!(
        template.contains("{{茶园面积}}") && template.contains("入园企业达到9家"),
        "{template}"
    );
    assert_eq!(
        desk.read("方案.yaml"),
        edited,
        "the writer's file stays as it is"
    );
    let desk = desk.file(
        "方案.yaml",
        edited
            .replace("改名 茶园面积", "改明 茶园面积")
            .replace("  入园企业: 不用", "  入园企业: 并入 入园企叶"),
    );
    desk.run(&[&args[..], &["--force"]].concat())
        .code(1)
        .says(&["看不懂", "没有找到", "发现 2 处错误", "方案.yaml:"]);
}

#[test]
fn a_review_needs_a_terminal() {
    let desk = Desk::new().file("稿.txt", "各位代表：\n产值3亿元。");
    desk.run(&["mine", "稿.txt", "-o", "own", "--review"])
        .code(2)
        .says(&["--plan"]);
}

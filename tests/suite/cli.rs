//! The command line as a user meets it: languages, exit codes, files that are whole or not there,
//! quiet pipes.

use nigao::catalog::Catalog;

use super::harness::{Desk, Run, root};
use super::typist::Typist;

/// Every verb, as the help lists them.
fn verbs() -> Vec<String> {
    let help = Desk::new().run(&["--lang", "en", "--help"]).code(0).out;
    let listed = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let verbs: Vec<String> = names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    assert!(
        verbs.len() >= 7 && verbs.iter().any(|verb| verb == "fill"),
        "{verbs:?}"
    );
    verbs
}

/// The genre most tests draft.
const GENRE: &str = "township-work-report";

fn sample() -> String {
    std::fs::read_to_string(root().join("samples").join(GENRE).join("answers.yaml"))
        .expect("the sample")
}

/// A desk with the sample answers on it.
fn desk() -> Desk {
    Desk::new().file("answers.yaml", sample())
}

#[test]
fn help_has_an_example_for_every_verb_in_both_languages() {
    for (lang, usage, example) in [("zh", "用法：", "例："), ("en", "Usage: ", "Example")] {
        let whole = Desk::new().run(&["--lang", lang, "--help"]).code(0);
        for verb in &verbs() {
            assert!(
                whole.out.contains(&format!("\n  {verb} ")),
                "{verb} is not listed:\n{}",
                whole.out
            );
            let help = Desk::new()
                .run(&[verb, "--help", "--lang", lang])
                .code(0)
                .out;
            assert!(help.contains(usage) && help.contains(example), "{help}");
            assert!(
                help.contains(&format!("\n  nigao {verb}")),
                "{verb} has no example:\n{help}"
            );
        }
    }
}

#[test]
fn no_english_is_left_in_chinese_help_and_no_chinese_in_english() {
    let hanzi = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for verb in &verbs() {
        let zh = Desk::new().run(&[verb, "--help", "--lang", "zh"]).out;
        for word in [
            "Usage", "Options", "Arguments", "Commands", "Print", "default", "possible", "OPTIONS",
        ] {
            assert!(!zh.contains(word), "{word:?} in\n{zh}");
        }
        let en = Desk::new().run(&[verb, "--help", "--lang", "en"]).out;
        // The names of fields and the mark of a hole are Chinese in any language.
        let known = |line: &&str| {
            [
                "年份=", "成文日期", "待填", "上年", "本年", "责任单位", "来源",
            ]
            .iter()
            .any(|name| line.contains(name))
        };
        let stray = en.lines().find(|line| line.contains(hanzi) && !known(line));
        assert_eq!(stray, None, "{en}");
    }
}

#[test]
fn the_locale_chooses_the_language_and_lang_overrides_it() {
    let about = |desk: Desk, args: &[&str]| desk.run(args).out;
    assert!(about(Desk::new(), &["list", "--help"]).starts_with("列出"));
    assert!(
        about(
            Desk::new().env("LC_ALL", "en_US.UTF-8"),
            &["list", "--help"]
        )
        .starts_with("List")
    );
    assert!(
        about(
            Desk::new().env("LC_ALL", "en_US.UTF-8"),
            &["list", "--help", "--lang=zh"]
        )
        .starts_with("列出")
    );
}

#[test]
fn a_wrong_command_line_says_what_and_how_to_mend_it() {
    let cases: [(&[&str], &[&str]); 10] = [
        (&["lsit"], &["没有“lsit”这个命令", "list"]),
        (&["fill"], &["还缺 <文种>"]),
        (
            &["fill", GENRE, "--forse"],
            &["没有“--forse”这个选项", "是不是想写 --force"],
        ),
        (
            &["fill", GENRE, "--format"],
            &["“--format <docx|txt|md>”后面要有一个值"],
        ),
        (
            &["fill", GENRE, "--format", "pdf"],
            &["不能是“pdf”", "可以是：docx、txt、md"],
        ),
        (
            &["fill", GENRE, "--set", "年份"],
            &["“年份”不是“字段=值”", "--set 年份=2025"],
        ),
        (
            &["fill", GENRE, "-o", "a.pdf"],
            &["“a.pdf”", ".docx、.txt 或 .md"],
        ),
        (
            &["fill", "township-work-reprot"],
            &["没有“township-work-reprot”", "是不是“township-work-report”"],
        ),
        (&["fill", "乡镇政府工作报高"], &["是不是“乡镇政府工作报告”"]),
        (&["completions", "bosh"], &["不能是“bosh”", "bash"]),
    ];
    for (args, words) in cases {
        let run = Desk::new().run(args).code(2).says(words);
        assert_eq!(run.out, "");
    }
    Desk::new()
        .run(&[])
        .code(2)
        .says(&["用法：nigao", "completions"]);
    Desk::new()
        .run(&["fill", GENRE, "--force=1", "--lang", "en"])
        .code(2)
        .says(&["error: "]);
}

#[test]
fn a_report_in_every_format() {
    let desk = desk();
    for name in ["r.docx", "r.txt", "r.md"] {
        desk.run(&["fill", GENRE, "answers.yaml", "-o", name])
            .code(0)
            .says(&[name, "字"]);
    }
    assert!(
        std::fs::read(desk.path("r.docx"))
            .expect("the file")
            .starts_with(b"PK")
    );
    assert!(
        desk.read("r.txt")
            .starts_with("政府工作报告\n——2026年1月8日在云溪镇")
    );
    assert!(desk.read("r.md").starts_with("# 政府工作报告\n> ——"));
    assert_eq!(
        desk.names(),
        ["answers.yaml", "r.docx", "r.md", "r.txt"],
        "nothing else is left behind"
    );
    let printed = desk
        .run(&["fill", "乡镇政府工作报告", "answers.yaml"])
        .code(0);
    assert_eq!(
        printed.out,
        desk.read("r.txt"),
        "by its Chinese title, to stdout, as text"
    );
    let piped = desk
        .run_with(
            &["fill", GENRE, "-", "-o", "-", "--format", "docx"],
            sample().as_bytes(),
        )
        .code(0);
    assert_eq!(
        piped.bytes,
        std::fs::read(desk.path("r.docx")).expect("the file"),
        "invariant 7: the same bytes"
    );
}

#[test]
fn an_existing_file_is_replaced_only_with_force() {
    let desk = desk().file("r.txt", "旧稿");
    desk.run(&["fill", GENRE, "answers.yaml", "-o", "r.txt"])
        .code(3)
        .says(&["r.txt：文件已经有了", "--force"]);
    assert_eq!(desk.read("r.txt"), "旧稿");
    desk.run(&["fill", GENRE, "answers.yaml", "-o", "r.txt", "--force"])
        .code(0);
    assert_ne!(desk.read("r.txt"), "旧稿");
    let over = [
        "fill", GENRE, "answers.yaml", "-o", "answers.yaml", "--format", "txt", "--force",
    ];
    desk.run(&over).code(2).says(&["“answers.yaml”是填报文件"]);
    assert_eq!(desk.read("answers.yaml"), sample());
}

#[test]
fn files_that_cannot_be_read_or_written() {
    let desk = desk()
        .file("gbk.yaml", [0xC4, 0xEA, 0xB7, 0xDD, b':', b'1'])
        .file("folder/x", "");
    // Notepad on a Chinese Windows saved in GBK for decades: such a file is read.
    desk.run(&["check", GENRE, "gbk.yaml"])
        .code(1)
        .says(&["年份:1"]);
    let cases: [(&[&str], &[&str]); 3] = [
        (
            &["check", GENRE, "none.yaml"],
            &["none.yaml：没有这个文件", "nigao form"],
        ),
        (&["check", GENRE, "folder"], &["folder：这是文件夹"]),
        (
            &["fill", GENRE, "answers.yaml", "-o", "no/where.txt"],
            &["no/where.txt：没有这个文件或文件夹"],
        ),
    ];
    for (args, words) in cases {
        desk.run(args).code(3).says(words);
    }
    desk.run(&["list", "--templates", "folder"])
        .code(3)
        .says(&["templates"]);
}

#[test]
fn every_fault_at_once_in_the_order_of_the_files_with_the_line_and_a_hint() {
    let first = "年份: 97\n地明: 云溪镇\n会议日期: 2026-2-30\n";
    let desk = Desk::new()
        .file("1.yaml", first)
        .file("2.yaml", "换届: 也许\n");
    let run = desk.run(&["check", GENRE, "1.yaml", "2.yaml"]).code(1);
    assert_eq!(run.out, "");
    let at = |word: &str| {
        run.err
            .find(word)
            .unwrap_or_else(|| panic!("no {word:?} in\n{}", run.err))
    };
    let order = ["1.yaml:1:5", "1.yaml:2:1", "1.yaml:3:7", "2.yaml:1:5"].map(at);
    assert!(order.is_sorted(), "{}", run.err);
    let drawn = "  ┌ 1.yaml:2:1\n2 │ 地明: 云溪镇\n  │ ^^^^\n  → 是不是“地名”？\n";
    assert!(run.err.contains(drawn), "{}", run.err);
    assert!(
        run.err
            .lines()
            .last()
            .is_some_and(|line| line.contains("处错误")),
        "{}",
        run.err
    );
    desk.run(&["fill", GENRE, "1.yaml", "-o", "r.docx"]).code(1);
    assert_eq!(
        desk.names(),
        ["1.yaml", "2.yaml"],
        "with faults nothing is written"
    );
}

/// Fields of some other genre that [`GENRE`] does not have.
fn other_fields() -> Vec<String> {
    let catalog = nigao::catalog::Catalog::shipped();
    let own = catalog
        .genre(GENRE)
        .expect("the genre")
        .schema()
        .recovered()
        .0;
    let genres = catalog.genres().expect("the genres");
    let names = genres
        .iter()
        .flat_map(|genre| genre.schema().recovered().0.fields)
        .map(|field| field.name);
    names.filter(|name| own.field(name).is_none()).collect()
}

#[test]
fn a_ledger_may_hold_what_other_genres_ask_and_the_later_file_wins() {
    let others = other_fields();
    let desk = desk().file(
        "later.yaml",
        format!("姓名: 周明远\n{}: 别处才用\n", others[0]),
    );
    let run = desk
        .run(&["fill", GENRE, "answers.yaml", "later.yaml"])
        .code(0);
    assert!(run.out.contains("周明远") && !run.out.contains("林致远"));
    let set = desk
        .run(&[
            "fill", GENRE, "answers.yaml", "later.yaml", "--set", "姓名=何静: #1",
        ])
        .code(0);
    // The words are no YAML; half-width marks beside hanzi are widened at every door.
    assert!(set.out.contains("何静：#1"), "{}", &set.out);
}

#[test]
fn advice_is_given_where_a_later_file_replaces_a_figure_by_another() {
    let desk = desk();
    let advice = "用的是这里的";
    let check = |answers: &str, more: &[&str]| {
        std::fs::write(desk.path("own.yaml"), answers).expect("the file");
        desk.run(&[&["check", GENRE, "answers.yaml", "own.yaml"], more].concat())
            .err
    };
    let told = check("生产总值: {本年: 36.9亿元, 上年: 34.2亿元}\n", &[]);
    assert!(
        told.contains(advice) && told.contains("answers.yaml:"),
        "{told}"
    );
    // Another name is what a paper's own file is for; the same figure is no other figure;
    // what is no figure is an error already; what is set is meant to replace.
    let ledger = nigao::answers::Answers::read("answers.yaml", &sample()).to_node();
    let same = format!(
        "生产总值: {}\n",
        nigao::yaml::print::flow(ledger.get("生产总值").expect("it"))
    );
    for quiet in ["姓名: 周明远\n", same.as_str(), "生产总值: 36.9公里\n"] {
        let told = check(quiet, &[]);
        assert!(!told.contains(advice), "{quiet}{told}");
    }
    let told = check("姓名: 周明远\n", &["--set", "生产总值=36.9亿元 34.2亿元"]);
    assert!(!told.contains(advice), "{told}");
}

#[test]
fn a_date_given_on_the_command_line_is_the_date_of_the_paper() {
    let run = desk()
        .run(&["fill", GENRE, "answers.yaml", "--date", "2026年1月9日"])
        .code(0);
    assert!(run.out.contains("2026年1月9日"), "{}", &run.out[..400]);
    desk()
        .run(&["fill", GENRE, "answers.yaml", "--date", "2026-2-30"])
        .code(1)
        .says(&["--date:1:"]);
}

#[test]
fn a_blank_form_checks_to_nothing_but_missing_answers_and_drafts_with_holes() {
    let desk = Desk::new();
    desk.run(&["form", GENRE, "-o", "form.yaml"]).code(0);
    let check = desk.run(&["check", GENRE, "form.yaml"]).code(1);
    let faults = check.err.lines().filter(|line| line.starts_with("错误："));
    assert!(faults.clone().count() > 40);
    assert!(
        faults.clone().all(|line| line.starts_with("错误：还缺")),
        "{}",
        check.err
    );
    let draft = desk
        .run(&[
            "fill", GENRE, "form.yaml", "--draft", "--set", "地名=云溪镇", "-o", "d.txt",
        ])
        .code(0);
    draft.says(&["项待填：", "姓名", "d.txt"]);
    assert!(
        desk.read("d.txt").contains("【待填：姓名】"),
        "invariant 8: what is not answered is a visible hole"
    );
}

#[test]
fn listing_and_showing() {
    let list = Desk::new().run(&["list"]).code(0).out;
    let at = |word: &str| {
        list.find(word)
            .unwrap_or_else(|| panic!("no {word} in\n{list}"))
    };
    assert!(
        [at("工作报告\n"), at(GENRE), at("述职报告\n"), at("讲话\n")].is_sorted(),
        "{list}"
    );
    let show = Desk::new().run(&["show", "乡镇政府工作报告"]).code(0).out;
    assert!(
        show.contains("\n├ 一、过去五年工作回顾　（可选：换届）\n"),
        "{show}"
    );
    assert!(show.contains("全年地区生产总值"), "{show}");
}

#[test]
fn a_genre_of_ones_own_is_listed_checked_and_drafted() {
    let desk = Desk::new()
        .file("own/templates/notice.hbs", "# 通知\n{{#if 加急}}加急。{{/if}}{{单位}}定于{{日期}}开会。\n")
        .file(
            "own/schemas/notice.yaml",
            "title: 开会通知\nkind: 通知\nsummary: 一例\nfields:\n- {name: 单位, kind: text}\n- {name: 日期, kind: date}\n- {name: 加急, kind: flag, default: 否}\n",
        )
        .file("own/samples/notice/answers.yaml", "单位: 镇政府\n日期: 2026-1-5\n");
    let own = ["--templates", "own"];
    let list = desk.run(&[&["list"][..], &own].concat()).code(0).out;
    assert!(list.contains("\n通知\n  notice "), "{list}");
    desk.run(&[&["check", "notice"][..], &own].concat())
        .code(0)
        .says(&["没有问题"]);
    let fill = [
        "fill", "开会通知", "own/samples/notice/answers.yaml", "--set", "加急=是",
    ];
    assert_eq!(
        desk.run(&[&fill[..], &own].concat()).code(0).out,
        "通知\n加急。镇政府定于2026年1月5日开会。\n"
    );
    let desk = desk.file(
        "own/templates/notice.hbs",
        "# 通知\n{{#if 加集}}加急。{{/if}}{{单位}}定于{{日期}}开会。\n",
    );
    let faults = desk.run(&[&["check", "notice"][..], &own].concat()).code(1);
    faults.says(&["notice.hbs:2:7", "是不是“加急”", "^"]);
    let desk = desk.file(
        "own/schemas/notice.yaml",
        "title: 开会通知\nfields:\n- {name: 单位, kind: txt}\n",
    );
    for verb in ["form", "schema", "fill", "check"] {
        desk.run(&[&[verb, "notice"][..], &own].concat())
            .code(1)
            .says(&["notice.yaml:3:3", "“txt”"]);
    }
}

#[test]
fn a_layout_by_name_or_of_ones_own() {
    let desk = desk()
        .file("large.yaml", "line: 30pt\n")
        .file("wrong.yaml", "lime: 30pt\n");
    let docx = |layout: &str| {
        desk.run(&[
            "fill", GENRE, "answers.yaml", "--format", "docx", "--layout", layout,
        ])
    };
    let [standard, large, own] =
        ["gbt9704", "speech-large", "large.yaml"].map(|layout| docx(layout).code(0).bytes);
    assert_eq!(
        standard,
        desk.run(&["fill", GENRE, "answers.yaml", "--format", "docx"])
            .code(0)
            .bytes
    );
    assert!(standard != large && standard != own && large != own);
    docx("gbt1")
        .code(2)
        .says(&["没有“gbt1”这种版式", "gbt9704、gbt33476、speech-large"]);
    docx("wrong.yaml").code(1).says(&["wrong.yaml:1:1", "^^^^"]);
}

#[test]
fn a_layout_taken_from_an_earlier_word_file() {
    let desk = desk().file("notes.docx", "not a zip");
    let fill = |more: &[&str]| {
        desk.run(&[&["fill", GENRE, "answers.yaml", "--format", "docx"], more].concat())
    };
    let large = fill(&["--layout", "speech-large"]).code(0).bytes;
    std::fs::write(desk.path("last.docx"), &large).unwrap();
    let again = fill(&["--reference", "last.docx"]).code(0).bytes;
    assert!(again != fill(&[]).code(0).bytes && again.starts_with(b"PK"));
    fill(&["--reference", "notes.docx"])
        .code(3)
        .says(&["notes.docx：这不是 Word 文件"]);
    fill(&["--reference", "nowhere.docx"])
        .code(3)
        .says(&["nowhere.docx"]);
    fill(&["--reference", "last.docx", "--layout", "gbt9704"]).code(2);
}

#[test]
fn a_new_genre_drafts_already_whatever_its_title() {
    let desk = Desk::new();
    for title in ["防汛工作汇报", "# [一是] “引号”\"引号\" \\ 三", "a: b # c"] {
        desk.run(&["new", "own", "--title", title, "-o", "genres", "--force"])
            .code(0)
            .says(&["genres/schemas/own.yaml"]);
        desk.run(&["check", "own", "--templates", "genres"])
            .code(0)
            .says(&["没有问题"]);
        let fill = [
            "fill", "own", "genres/samples/own/answers.yaml", "--templates", "genres",
        ];
        let first = desk
            .run(&fill)
            .code(0)
            .out
            .lines()
            .next()
            .map(str::to_owned);
        assert_eq!(first.as_deref(), Some(title));
    }
    desk.run(&["check", "genres/templates/own.hbs"])
        .code(0)
        .says(&["没有问题"]);
    desk.run(&["new", "own", "-o", "genres"])
        .code(3)
        .says(&["文件已经有了", "--force"]);
    desk.run(&["new", "../own"])
        .code(2)
        .says(&["“../own”不能做文种的名字"]);
    assert_eq!(desk.names(), ["genres"]);
}

#[test]
fn a_narrow_terminal_shows_a_genre_a_line_and_all_of_a_question() {
    let desk = Desk::new();
    let mut list = Typist::new(&desk, &["list"], 80, &[]);
    list.wait("公共服务调查报告");
    assert_eq!(list.end(), 0);
    let screen = list.screen();
    let genres = Catalog::shipped().genres().unwrap();
    assert!(genres.len() >= 12);
    for genre in &genres {
        let lines: Vec<&str> = screen
            .lines()
            .filter(|line| line.starts_with(&format!("  {} ", genre.name)))
            .collect();
        assert!(
            lines.len() == 1 && lines[0].contains(&genre.title().unwrap()),
            "{} in\n{screen}",
            genre.name
        );
    }
    // Five kinds, twelve genres, and no line that ran over into another.
    assert_eq!(
        screen.lines().filter(|line| !line.is_empty()).count(),
        genres.len() + 5,
        "{screen}"
    );
    assert!(screen.contains('…'));
    let mut show = Typist::new(&desk, &["show", "member-duty-report"], 60, &[]);
    show.wait("来年重点");
    assert_eq!(show.end(), 0);
    let screen = show.page();
    let own = ["必填", "选填", "视情", "待核"];
    let question = |line: &&str| own.iter().any(|word| line.contains(word));
    assert!(screen.lines().filter(question).count() > 10, "{screen}");
    assert!(
        screen.lines().any(|line| line.starts_with(&" ".repeat(20))),
        "{screen}"
    );
}

#[test]
fn an_author_sees_each_slip_where_it_stands() {
    let desk = Desk::new();
    desk.run(&["new", "own", "-o", "."]).code(0);
    let path = desk.path("templates/own.hbs");
    let source = std::fs::read_to_string(&path)
        .unwrap()
        .replace("{{地名.全域}}", "{{地名.全镇}}{{#if 荣耀}}");
    std::fs::write(&path, source).unwrap();
    let told = desk.run(&["check", "templates/own.hbs"]).code(1).says(&[
        "templates/own.hbs:8:8\n8 │ 现将{{地名.全镇}}{{#if 荣耀}}{{年份}}",
        "\n  │            ^^^^\n  → 是不是“全域”",
        "字段表里没有“荣耀”",
        "{{#if}} 没有收尾",
    ]);
    assert_eq!(told.err.matches("错误：").count(), 3, "{}", told.err);
    desk.run(&["check", "nowhere.hbs"])
        .code(3)
        .says(&["没有这个文件"]);
    std::fs::copy(&path, desk.path("loose.hbs")).unwrap();
    desk.run(&["check", "loose.hbs"])
        .code(2)
        .says(&["要放在名为 templates 的文件夹里"]);
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            Desk::new()
                .run(&["completions", shell])
                .code(0)
                .out
                .contains("nigao"),
            "{shell}"
        );
    }
}

#[test]
fn control_characters_in_a_file_do_not_reach_the_terminal() {
    let run = Desk::new()
        .file("a.yaml", "\"\\e[31m\\a\": 1\n")
        .run(&["check", GENRE, "a.yaml"])
        .code(1);
    assert!(!run.err.contains(['\u{1b}', '\u{7}']), "{:?}", run.err);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let run: Run = Desk::new()
        .shell("nigao completions zsh | head -1; nigao show 乡镇政府工作报告 | :")
        .code(0);
    assert_eq!(run.err, "");
}

#[cfg(unix)]
#[test]
fn permissions_of_a_new_file_follow_the_umask_and_of_a_replaced_one_stay() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let mode = |name: &str| {
        std::fs::metadata(desk.path(name))
            .expect("the file")
            .permissions()
            .mode()
            & 0o777
    };
    desk.shell("umask 027; nigao fill township-work-report answers.yaml -o r.txt")
        .code(0);
    assert_eq!(mode("r.txt"), 0o640);
    desk.shell("chmod 664 r.txt; nigao fill township-work-report answers.yaml -o r.txt --force")
        .code(0);
    assert_eq!(mode("r.txt"), 0o664);
    desk.shell(
        "ln -s r.txt link.txt; nigao fill township-work-report answers.yaml -o link.txt --force",
    )
    .code(0);
    assert!(desk.path("link.txt").is_symlink(), "a link stays a link");
    desk.shell("nigao fill township-work-report answers.yaml -o /dev/null --format docx")
        .code(0);
}

#[test]
fn a_partial_name_is_answered_with_the_names_it_fits() {
    let desk = Desk::new();
    desk.run(&["show", "述职"])
        .code(2)
        .says(&["要写明是哪一种", "政府主官述职报告", "班子成员述职报告"]);
    desk.run(&["show"])
        .code(2)
        .says(&["要写明是哪一种", "公共服务调查报告"]);
    let only = desk.run(&["show", "乡镇政府半年"]).code(0);
    assert!(
        only.err.contains("按“乡镇政府半年工作报告”办"),
        "{}",
        only.err
    );
    desk.run(&["show", "没有的"])
        .code(2)
        .says(&["没有“没有的”这个文种"]);
    // What writes a file wants the whole name.
    desk.run(&["form", "述职"]).code(2);
}

#[test]
fn help_is_a_command_too() {
    let desk = Desk::new();
    assert_eq!(
        desk.run(&["help"]).code(0).out,
        desk.run(&["--help"]).code(0).out
    );
    assert_eq!(
        desk.run(&["help", "fill"]).code(0).out,
        desk.run(&["fill", "--help"]).code(0).out
    );
    let first = desk.run(&["help"]).out;
    let example = first.split("例：\n").nth(1).expect("examples");
    assert!(example.trim_start().starts_with("nigao ask"), "{example}");
}

#[test]
fn a_list_on_a_narrow_terminal_puts_the_summary_below_the_names() {
    let mut list = Typist::new(&Desk::new(), &["list"], 60, &[]);
    list.wait("就一地公共服务");
    assert_eq!(list.end(), 0);
    let screen = list.page();
    let lines: Vec<&str> = screen.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains("公共服务调查报告"))
        .expect("the genre");
    assert!(lines[at].contains("service-survey-report"), "{screen}");
    assert!(lines[at + 1].starts_with("    就一地公共服务"), "{screen}");
    assert!(!screen.contains('…'), "nothing is cut off: {screen}");
}

//! The examination of a machine: fonts, folder, encoding, and the manual pages of all commands.

use super::harness::Desk;

/// A font file with nothing in it but its family's name, which is all that is looked for.
fn font(family: &str) -> Vec<u8> {
    let words: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let number = |n: usize| u16::try_from(n).expect("a small number").to_be_bytes();
    let mut names = Vec::new();
    // Two records, family and name for PostScript: platform 3 (Windows), encoding 1 (UTF-16),
    // language 0x804 (Chinese), id, length, offset.
    for part in [0, 2, 6 + 2 * 12] {
        names.extend(number(part));
    }
    for id in [1, 6] {
        for part in [3, 1, 0x804, id, words.len(), 0] {
            names.extend(number(part));
        }
    }
    names.extend(words);
    let mut file = vec![0, 1, 0, 0];
    for part in [1, 16, 0, 0] {
        file.extend(number(part));
    }
    file.extend(b"name\0\0\0\0");
    for part in [12 + 16, names.len()] {
        file.extend(u32::try_from(part).expect("a small number").to_be_bytes());
    }
    file.extend(names);
    file
}

/// A desk with a home of its own, and a layout in two faces nobody has.
fn desk() -> Desk {
    let desk = Desk::new()
        .file(
            "own.yaml",
            "styles:\n  body: {face: 云溪体}\n  title: {face: 无此体}\n",
        )
        .file("home/.fonts/a.ttf", font("云溪体"))
        .file("home/.fonts/b.ttf", font("华文仿宋"))
        .file("home/.fonts/broken.ttf", "no font at all");
    let home = desk.path("home").display().to_string();
    desk.env("HOME", &home)
}

#[test]
fn fonts_are_found_substituted_or_missing() {
    let run = desk().run(&["doctor", "--layout", "own.yaml"]).code(0);
    assert!(run.out.contains("√ 云溪体\n"), "{}", run.out);
    assert!(
        run.out.contains("! 无此体：没有装，也没有相近的"),
        "{}",
        run.out
    );
    // Three faces nobody has: what to do about them is said once, below the last.
    let several = desk().file(
        "several.yaml",
        "styles:\n  body: {face: 甲体}\n  title: {face: 乙体}\n  heading-1: {face: 丙体}\n",
    );
    let run = several
        .run(&["doctor", "--layout", "several.yaml"])
        .code(0)
        .out;
    let hint = "用 --layout 换成有的字体";
    assert_eq!(run.matches(hint).count(), 1, "{run}");
    let after_hint = run.split(hint).nth(1).unwrap_or_default();
    assert!(!after_hint.contains("没有装"), "{run}");
    let standard = desk().run(&["doctor", "--lang", "en"]).code(0).out;
    let line = "仿宋_GB2312: not installed; 华文仿宋 will be used";
    // A machine that has 仿宋 needs none of another foundry.
    let installed = standard.contains("√ 仿宋_GB2312") || standard.contains("; 仿宋 will be used");
    assert!(standard.contains(line) || installed, "{standard}");
    assert!(
        standard.contains(&format!("nigao {} (", env!("CARGO_PKG_VERSION"))),
        "{standard}"
    );
}

#[test]
fn a_folder_that_cannot_be_written_to_is_in_the_way() {
    let desk = desk().file("a.txt", "no folder");
    desk.run(&["doctor", "--dir", "."]).code(0);
    for dir in ["nowhere", "a.txt", "/proc/self"] {
        let run = desk.run(&["doctor", "--dir", dir]).code(1);
        assert!(
            run.out.contains("× ") && run.out.contains("不能写"),
            "{dir}\n{}",
            run.out
        );
    }
    assert!(
        desk.names().iter().all(|name| !name.starts_with(".nigao")),
        "{:?}",
        desk.names()
    );
}

#[test]
fn the_encoding_and_the_browser_are_told() {
    let utf8 = desk().run(&["doctor"]).code(0).out;
    assert!(utf8.contains("√ UTF-8"), "{utf8}");
    let gbk = desk()
        .env("LC_ALL", "zh_CN.GB18030")
        .run(&["doctor"])
        .code(0)
        .out;
    assert!(gbk.contains("! zh_CN.GB18030：终端可能不是 UTF-8"), "{gbk}");
    let desk = desk().file("bin/surfer", "");
    let surfer = desk.path("bin/surfer").display().to_string();
    let own = desk.env("BROWSER", &surfer).run(&["doctor"]).code(0).out;
    assert!(own.contains(&format!("√ {surfer}")), "{own}");
}

/// The names of the options that a help text lists.
fn options(help: &str) -> Vec<&str> {
    let words = help
        .split_whitespace()
        .filter(|word| word.starts_with("--"));
    words
        .map(|word| word.trim_end_matches([',', ')', '，', '。', '；']))
        .collect()
}

#[test]
fn every_command_has_a_manual_page_with_all_its_options_in_both_languages() {
    let desk = Desk::new();
    for (lang, headings) in [
        ("zh", ["名称", "概要", "选项", "示例", "退出码"]),
        (
            "en",
            ["NAME", "SYNOPSIS", "OPTIONS", "EXAMPLES", "EXIT STATUS"],
        ),
    ] {
        desk.run(&["man", "--lang", lang, lang]).code(0);
        let whole = desk.run(&["--help", "--lang", lang]).code(0).out;
        let listed = whole
            .lines()
            .filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        let mut pages = 0;
        for verb in listed.filter(|word| !word.is_empty() && !word.starts_with('-')) {
            if verb == "nigao" {
                continue;
            }
            let page = desk
                .read(&format!("{lang}/nigao-{verb}.1"))
                .replace("\\-", "-");
            for heading in headings {
                assert!(
                    page.contains(&format!(".SH {heading}\n"))
                        || page.contains(&format!(".SH \"{heading}\"\n")),
                    "{verb}: {heading}\n{page}"
                );
            }
            let help = desk.run(&[verb, "--help", "--lang", lang]).code(0).out;
            for option in options(&help) {
                assert!(page.contains(option), "{verb} {option} is not in\n{page}");
            }
            pages += 1;
        }
        assert!(pages > 12, "{whole}");
        assert!(desk.path(&format!("{lang}/nigao.1")).exists());
        assert!(
            desk.path(&format!("{lang}/nigao-collect-import.1"))
                .exists()
        );
        assert!(!desk.path(&format!("{lang}/nigao-man.1")).exists());
    }
}

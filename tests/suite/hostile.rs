//! Hostile and broken files: whatever is given for a report, it is read or refused in words that
//! say how to go on, and nothing half-written is left behind.

use encoding_rs::{BIG5, GB18030};

use super::harness::Desk;
use super::word::{document, paragraph, word};

const TEXT: &str = "云溪镇人民政府工作报告\n各位代表：\n一、2024年工作回顾\n2024年，云溪镇实现生产总值73.1亿元，同比增长7.5%。\n二、2025年工作安排\n新建物流园。\n谢谢大家！\n";

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The words of an XML entity that grows tenfold nine times.
fn billion_laughs() -> String {
    let entity = |n: usize| format!("<!ENTITY a{} \"{}\">", n + 1, format!("&a{n};").repeat(10));
    let entities: String = (0..9).map(entity).collect();
    let body = document(&paragraph("", "好&a9;好"));
    body.replacen(
        '<',
        &format!("<!DOCTYPE w [<!ENTITY a0 \"哈\">{entities}]><"),
        1,
    )
}

#[test]
fn whatever_is_text_is_read() {
    let broken = [&TEXT.as_bytes()[..100], &TEXT.as_bytes()[101..]].concat();
    let lone = [
        &[0xFF, 0xFE],
        &utf16(TEXT)[..40],
        &[0x00, 0xD8],
        &utf16(TEXT)[40..],
    ]
    .concat();
    let cases: [(&str, Vec<u8>, &[&str]); 12] = [
        ("windows.txt", TEXT.replace('\n', "\r\n").into(), &[]),
        ("mac.txt", TEXT.replace('\n', "\r").into(), &[]),
        ("mixed.txt", TEXT.replacen('\n', "\r\n", 2).into(), &[]),
        ("utf16.txt", utf16(TEXT), &["UTF-16LE"]),
        ("gb18030.txt", GB18030.encode(TEXT).0.into(), &["gb18030"]),
        (
            "big5.txt",
            BIG5.encode("各位代表：\n現在，我代表鎮人民政府向大會報告工作。")
                .0
                .into(),
            &["Big5"],
        ),
        (
            "cut.txt",
            TEXT.as_bytes()[..TEXT.len() - 2].into(),
            &["有 1 个字读不出来", "--encoding"],
        ),
        ("broken.txt", broken, &["读不出来"]),
        ("surrogate.txt", lone, &["读不出来"]),
        ("nul.txt", TEXT.replace('镇', "镇\0").into(), &[]),
        (
            "marks.txt",
            TEXT.replace("云溪", "\u{feff}云\u{200b}溪\u{202e}\u{200f}")
                .into(),
            &[],
        ),
        (
            "controls.txt",
            TEXT.replace('，', "，\u{7}\u{1b}\u{7f}").into(),
            &[],
        ),
    ];
    for (name, bytes, told) in cases {
        let desk = Desk::new().file(name, bytes);
        let run = desk.run(&["inspect", name, "--text"]).code(0).says(told);
        assert_eq!(told.is_empty(), run.err.is_empty(), "{name}: {}", run.err);
        let whole = !matches!(
            name,
            "cut.txt" | "broken.txt" | "surrogate.txt" | "big5.txt"
        );
        assert!(!whole || run.out == TEXT, "{name}: {}", run.out);
        assert!(run.out.contains("代表"), "{name}: {}", run.out);
    }
}

#[test]
fn whatever_is_no_report_is_refused_with_a_way_on() {
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    picture.extend((0..3000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()));
    let old = [
        &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
        &[0; 512][..],
    ]
    .concat();
    let locked = [&old, &utf16("EncryptedPackage")[..]].concat();
    let deep = "<w:tbl><w:tr><w:tc>".repeat(40_000);
    // Of a small picture nearly every byte is some character.
    let pixel = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde";
    let dot =
        b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let cases: [(&str, Vec<u8>, &[&str]); 13] = [
        ("picture.png", picture, &["不是文本文件", ".docx"]),
        ("pixel.png", pixel.to_vec(), &["不是文本文件", ".docx"]),
        ("dot.gif", dot.to_vec(), &["不是文本文件", ".docx"]),
        (
            "ascii.bin",
            [b"ELF", &[0; 64][..], b"main"].concat(),
            &["不是文本文件", ".docx"],
        ),
        (
            "page.html",
            "\n<!DOCTYPE html><p>云溪镇政府工作报告</p>".into(),
            &[".html", "另存为"],
        ),
        ("old.docx", old, &[".doc 文件读不了", "另存为"]),
        ("locked.docx", locked, &["密码"]),
        (
            "archive.zip",
            word(&[("a.txt", "云溪")]),
            &["压缩包", "解压"],
        ),
        (
            "nested.docx",
            word(&[("word/document.xml", "PK\u{3}\u{4}")]),
            &["坏了", "另存"],
        ),
        (
            "deep.docx",
            word(&[("word/document.xml", &document(&deep))]),
            &["嵌套", "另存"],
        ),
        ("empty.docx", Vec::new(), &["没有报告的文字"]),
        (
            "blank.txt",
            " \n\t\n\u{3000}\n\u{a0}\n\0\n".into(),
            &["没有报告的文字"],
        ),
        (
            "mixture.txt",
            [TEXT.as_bytes(), &GB18030.encode(TEXT).0].concat(),
            &["乱码", "--encoding"],
        ),
    ];
    for (name, bytes, told) in cases {
        let desk = Desk::new().file(name, bytes).file("好.txt", TEXT);
        desk.run(&["mine", "好.txt", name, "-o", "own"])
            .code(1)
            .says(told)
            .says(&[name]);
        assert!(
            desk.path("own/templates/好.hbs").is_file(),
            "{name}: the other is mined"
        );
        let english = desk
            .run(&["mine", name, "-o", "own", "--lang", "en"])
            .code(3)
            .err;
        assert!(
            english.is_ascii() || english.contains('…') || english.contains('“'),
            "{english}"
        );
    }
}

#[test]
fn a_picture_in_place_of_a_text_is_told_so_at_every_door() {
    let picture =
        b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let desk = Desk::new()
        .file("a.yaml", "姓名: 林致远\n")
        .file("图.yaml", picture)
        .file("图.csv", picture);
    let genre = "head-duty-report";
    for (args, code) in [
        (&["check", genre, "图.yaml"][..], 3),
        (&["fill", genre, "图.yaml", "-o", "稿.docx"], 3),
        (&["trace", genre, "图.yaml"], 3),
        (&["roll", genre, "图.yaml", "-o", "明年.yaml"], 3),
        (
            &[
                "fill", genre, "a.yaml", "-o", "稿.docx", "--layout", "图.yaml",
            ],
            3,
        ),
        (&["collect", "import", genre, "图.yaml", "-o", "收.yaml"], 1),
        (&["collect", "import", genre, "图.csv", "-o", "收.yaml"], 1),
    ] {
        desk.run(args).code(code).says(&["图.", "像是图片或程序"]);
    }
    for unwritten in ["稿.docx", "明年.yaml"] {
        assert!(!desk.path(unwritten).exists(), "{unwritten}");
    }
}

#[test]
fn a_text_with_a_stray_control_or_filled_up_with_zeros_is_read() {
    let torn = TEXT.replacen('，', "，\0\0\0", 1);
    let filled = TEXT.to_owned() + &"\0".repeat(8192);
    for text in [torn, filled] {
        let (gbk, ..) = GB18030.encode(&text);
        for bytes in [text.as_bytes(), &gbk, &utf16(&text)] {
            let desk = Desk::new().file("稿.txt", bytes);
            let run = desk.run(&["inspect", "稿.txt", "--text"]).code(0);
            assert_eq!(run.out.replace('\0', "").trim_end(), TEXT.trim_end());
        }
    }
}

#[test]
fn entities_are_not_blown_up_and_boxes_in_boxes_are_read() {
    let boxes = format!(
        "{}{}{}",
        "<w:p><w:r><w:txbxContent>".repeat(50),
        paragraph("", "框"),
        "</w:txbxContent></w:r></w:p>".repeat(50)
    );
    for (body, words) in [(billion_laughs(), "好好\n"), (document(&boxes), "框\n")] {
        let desk = Desk::new().file("稿.docx", word(&[("word/document.xml", &body)]));
        assert_eq!(
            desk.run(&["inspect", "稿.docx", "--text"]).code(0).out,
            words
        );
    }
}

#[cfg(unix)]
#[test]
fn files_without_end_and_pipes_are_met() {
    let desk = Desk::new().file("库/稿.txt", TEXT);
    let sparse = std::fs::File::create(desk.path("大.txt")).unwrap();
    sparse.set_len(500 * 1024 * 1024).unwrap();
    for (file, told) in [
        ("大.txt", "超过 64 MB"),
        ("/dev/zero", "超过 64 MB"),
        ("无.txt", "没有这个文件"),
    ] {
        desk.run(&["mine", "库/稿.txt", file, "-o", "own", "--force"])
            .code(1)
            .says(&[file, told]);
        assert!(desk.path("own/templates/稿.hbs").is_file());
    }
    let piped = desk
        .shell("mkfifo 管道 && (cat 库/稿.txt > 管道 & nigao inspect 管道 --text)")
        .code(0)
        .out;
    assert_eq!(piped, TEXT);
}

#[cfg(unix)]
#[test]
fn every_file_named_on_the_command_line_is_bounded_and_devices_and_pipes_are_refused() {
    let desk = Desk::new()
        .file("a.yaml", "地名: 云溪镇\n")
        .file("gbk.yaml", b"\xb5\xd8\xc3\xfb: ");
    desk.shell(
        "mkfifo pipe.yaml && ln -s /dev/zero zero.yaml && head -c 70000000 /dev/zero > big.yaml",
    );
    desk.shell("mkdir -p own/templates own/schemas && touch own/templates/x.hbs")
        .code(0);
    desk.shell("ln -s /dev/zero own/schemas/x.yaml").code(0);
    let genre = "head-duty-report";
    for arguments in [
        &["check", genre][..],
        &["fill", genre, "a.yaml", "-o", "a.docx", "--layout"],
        &["fill", genre, "a.yaml", "-o", "a.docx", "--reference"],
        &["mine", "a.yaml", "-o", "mined", "--plan"],
    ] {
        for file in ["/dev/zero", "zero.yaml", "pipe.yaml"] {
            let run = desk.run(&[arguments, &[file]].concat());
            run.code(3).says(&[file, "不是普通文件"]);
        }
        desk.run(&[arguments, &["big.yaml"]].concat())
            .code(3)
            .says(&["big.yaml", "超过"]);
    }
    desk.shell(&format!("nigao check {genre} - < /dev/zero"))
        .code(3)
        .says(&["超过 16 MB"]);
    desk.run(&["check", "x", "a.yaml", "--templates", "own"])
        .says(&["不是普通文件"]);
    // Notepad saves in the encoding of its country.
    desk.run(&["check", genre, "gbk.yaml"])
        .code(1)
        .says(&["“地名”"]);
}

#[test]
fn names_of_files_become_names_of_genres() {
    for (file, genre) in [
        ("名 字 (1).txt", "名-字-1"),
        ("2024年政府工作报告（定稿）.txt", "2024年政府工作报告-定稿"),
        ("a b/..稿.txt", "稿"),
    ] {
        let desk = Desk::new().file(file, TEXT);
        desk.run(&["mine", file, "-o", "我的 库"]).code(0);
        let answers = format!("我的 库/samples/{genre}/answers.yaml");
        assert_eq!(
            desk.run(&["fill", genre, &answers, "--templates", "我的 库"])
                .code(0)
                .out,
            TEXT
        );
    }
    let desk = Desk::new().file("稿.txt", TEXT);
    for name in ["../稿", "a/b", "", ".x", "一 二", "NUL", "com1"] {
        desk.run(&["mine", "稿.txt", "-o", "own", "--name", name])
            .code(2)
            .says(&["不能做文种的名字", "--name"]);
    }
    let long = "长".repeat(120);
    desk.run(&["mine", "稿.txt", "-o", "own", "--name", &long])
        .code(3)
        .says(&["太长"]);
    assert_eq!(desk.names(), ["稿.txt"]);
}

#[test]
fn a_report_given_twice_is_taken_once() {
    let desk = Desk::new().file("稿.txt", TEXT);
    desk.run(&["mine", "稿.txt", "./稿.txt", "-o", "own"])
        .code(0)
        .says(&["./稿.txt 给了两次"]);
    let answers = std::fs::read_dir(desk.path("own/samples/稿"))
        .unwrap()
        .count();
    assert_eq!(answers, 1);
    assert_eq!(
        desk.run(&[
            "fill", "稿", "own/samples/稿/answers.yaml", "--templates", "own"
        ])
        .code(0)
        .out,
        TEXT
    );
}

#[test]
fn thirty_reports_at_once() {
    let town = |n: usize| ["云溪", "石桥", "柳塘"][n % 3];
    let report = |n: usize| {
        TEXT.replace("云溪", town(n))
            .replace("73.1", &format!("{}.1", 20 + n))
    };
    let names: Vec<String> = (0..30).map(|n| format!("稿{n:02}.txt")).collect();
    let desk = names
        .iter()
        .enumerate()
        .fold(Desk::new(), |desk, (n, name)| desk.file(name, report(n)));
    let args = [
        vec!["mine"],
        names.iter().map(String::as_str).collect(),
        vec!["-o", "own", "--name", "三十篇"],
    ]
    .concat();
    desk.run(&args).code(0).says(&["工作回顾", "30/30"]);
    desk.run(&["check", "三十篇", "--templates", "own"]).code(0);
    let last = desk
        .run(&[
            "fill", "三十篇", "own/samples/三十篇/30-稿29.yaml", "--templates", "own",
        ])
        .code(0)
        .out;
    assert!(last.contains("49.1亿元"), "{last}");
}

#[test]
fn a_genre_is_written_whole_or_not_at_all() {
    // Its last folder cannot be made: a file stands there.
    let desk = Desk::new()
        .file("稿.txt", TEXT)
        .file("own/samples", "一个文件")
        .file("占.txt", "x");
    desk.run(&["mine", "稿.txt", "-o", "own"])
        .code(3)
        .says(&["own/samples", "是文件，不是文件夹"]);
    let mut left: Vec<_> = std::fs::read_dir(desk.path("own"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["samples"], "what was there before, and nothing more");
    for place in ["占.txt", "占.txt/库"] {
        desk.run(&["mine", "稿.txt", "-o", place])
            .code(3)
            .says(&["占.txt", "换一个位置"]);
    }
    assert_eq!(desk.read("占.txt"), "x");
    let written = desk.run(&["mine", "稿.txt", "-o", "新"]).code(0);
    assert!(written.err.contains("nigao fill"), "{}", written.err);
    desk.run(&["mine", "稿.txt", "-o", "新"])
        .code(3)
        .says(&["已经有了", "--force"]);
}

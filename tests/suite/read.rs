//! Reading: encodings, Word files and their traps, and what is left of a page of the web.

use std::fmt::Write as _;

use encoding_rs::{BIG5, GB18030};
use nigao::read::{Evidence, LineRole, Report, Source, decode};
use proptest::prelude::*;

use super::harness::Desk;

const SIMPLIFIED: &str =
    "各位代表：\n现在，我代表镇人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n";
const TRADITIONAL: &str =
    "各位代表：\n現在，我代表鎮人民政府，向大會報告工作，請予審議。\n一、2025年工作回顧\n";

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    let units = mark.into_iter().chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

#[test]
fn encodings_are_found_and_named() {
    let marked = [&[0xEF, 0xBB, 0xBF], SIMPLIFIED.as_bytes()].concat();
    let cases: [(&str, Vec<u8>, &str, Evidence); 8] = [
        (SIMPLIFIED, SIMPLIFIED.into(), "UTF-8", Evidence::Content),
        (SIMPLIFIED, marked, "UTF-8", Evidence::Mark),
        (
            SIMPLIFIED,
            GB18030.encode(SIMPLIFIED).0.into(),
            "gb18030",
            Evidence::Content,
        ),
        (
            TRADITIONAL,
            BIG5.encode(TRADITIONAL).0.into(),
            "Big5",
            Evidence::Content,
        ),
        (
            SIMPLIFIED,
            utf16(SIMPLIFIED, true, true),
            "UTF-16LE",
            Evidence::Mark,
        ),
        (
            SIMPLIFIED,
            utf16(SIMPLIFIED, false, true),
            "UTF-16BE",
            Evidence::Mark,
        ),
        (
            SIMPLIFIED,
            utf16(SIMPLIFIED, true, false),
            "UTF-16LE",
            Evidence::Content,
        ),
        (
            SIMPLIFIED,
            utf16(SIMPLIFIED, false, false),
            "UTF-16BE",
            Evidence::Content,
        ),
    ];
    for (text, bytes, encoding, evidence) in cases {
        let decoded = decode(&bytes, None).expect(encoding);
        assert_eq!(
            (&*decoded.text, decoded.encoding, decoded.evidence),
            (text, encoding, evidence)
        );
    }
}

#[test]
fn a_named_encoding_is_taken_at_its_word() {
    let bytes = GB18030.encode(SIMPLIFIED).0;
    let source = Source::parse(&bytes, false, Some("gbk")).expect("gb18030");
    assert_eq!(
        (source.text.as_str(), source.encoding),
        (SIMPLIFIED, Some(("gb18030", Evidence::Given)))
    );
    let wrong = Source::parse(&bytes, false, Some("utf-8")).expect_err("not UTF-8");
    assert_eq!(wrong.message().key(), "read.undecodable");
    assert_eq!(
        Source::parse(&bytes, false, Some("klingon"))
            .expect_err("unknown")
            .message()
            .key(),
        "read.encoding"
    );
}

#[test]
fn files_that_hold_no_text_are_refused_with_a_way_on() {
    let noise: Vec<u8> = (0..4000_u32)
        .map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[2] | 0x80)
        .collect();
    for (bytes, key) in [
        (b"%PDF-1.7".to_vec(), "read.foreign-pdf"),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1], "read.foreign"),
        (b"{\\rtf1 x".to_vec(), "read.foreign"),
        (b"PK\x03\x04 and then nothing".to_vec(), "read.damaged"),
        (noise, "read.undecodable"),
    ] {
        assert_eq!(
            Source::parse(&bytes, false, None)
                .expect_err(key)
                .message()
                .key(),
            key
        );
    }
}

#[test]
fn line_ends_and_blank_lines_of_any_kind() {
    let report =
        Report::read("\u{feff}工作报告\r\n\r\n　　第一段。\r　 第二段。\u{2028}第三段。\n \t\n");
    assert_eq!(report.text(), "工作报告\n第一段。\n第二段。\n第三段。");
}

/// Page of the web, and the report's own text in it.
const PAGES: &[(&str, &str)] = &[
    // Hard wraps, page marks inside words, split numbers.
    (
        "全镇经济社会发展取得了新的成绩，人民生活水平有了新的提- 2 -高，完成财政收入40.8 2亿元。",
        "全镇经济社会发展取得了新的成绩，人民生活水平有了新的提高，完成财政收入40.82亿元。",
    ),
    (
        "一年来\n\n，全镇上下同心。\n其中\n一、\n二、三产业各有增长。",
        "一年来，全镇上下同心。\n其中\n一、二、三产业各有增长。",
    ),
    (
        "各位代表:\n20 24年，产值9417 万元。",
        "各位代表:\n2024年，产值9417 万元。",
    ),
    (
        "财政收入(不含基金)增長，會(huì)議開(kāi)得好(hǎo)。",
        "财政收入(不含基金)增長，會議開得好。",
    ),
    (
        "鎮(zhen)(zhen)里縣(xian)里村(cun)里，大(da)小(xiao)事(shi)，人(ren)人(ren)管。",
        "鎮里縣里村里，大小事，人人管。",
    ),
    ("探索合作(ppp)模式。", "探索合作(ppp)模式。"),
    // Steps with strokes, labels with bullets and their values, a title that says it is a sample,
    // twice.
    (
        "首页/ 政府信息公开 / 正文\n云溪镇半年工作总结\n• 主题分类：\n综合\n• 发文字号：\n云政发〔2026〕7号\n云溪镇半年工作总结范文\n上半年，全镇上下一心，把该做的事做完，把能做的事做好，把没做过的事做出样子来，大家有目共睹，群众也都说好，上级也来看过。\n云溪镇半年工作总结范文\n一、农业\n丰收。",
        "云溪镇半年工作总结范文\n上半年，全镇上下一心，把该做的事做完，把能做的事做好，把没做过的事做出样子来，大家有目共睹，群众也都说好，上级也来看过。\n一、农业\n丰收。",
    ),
    // Headers, adverts, counters, footers.
    (
        "首页 > 政务公开 > 工作报告\n2025年云溪镇政府工作报告\n发布时间：2026-01-08 10:20:31 来源：镇政府网 点击：356\n2025年云溪镇政府工作报告\n各位代表：\n现在报告工作。\n上一篇：通知\n下一篇：公告\n返回顶部",
        "2025年云溪镇政府工作报告\n各位代表：\n现在报告工作。",
    ),
    (
        "前言：本站为你精心整理了工作报告范文，仅供参考。\n同志们：\n现在开会。\n原创：请大家发言。",
        "同志们：\n现在开会。\n请大家发言。",
    ),
    (
        "工作报告（精选文档）\n同志们：\n开会。\nCopyright © 2020 范文网 版权所有",
        "工作报告\n同志们：\n开会。",
    ),
    (
        "第三篇 镇长述职报告2300字\n各位领导：\n我述职如下。\n[1] [2] 下一页",
        "各位领导：\n我述职如下。",
    ),
    // A page that puts labels, values and signs on lines of their own, and says its first sentence
    // again below.
    (
        "当前位置：\n首页\n>\n镇内要闻\n2025年云溪镇政府工作报告\n2026年01月10日 07时41分\n来源：\n云溪发布\n【字体：\n大\n中\n小\n】\n分享：\n镇长　林致远\n1月8日，林致远代表镇政府作工作报告。 云溪日报记者 何晓舟 摄\n各位代表：\n现在，我代表镇政府报告去年的工作和今年的打算。\n谢谢大家。\n责任编辑：\n沈一鸣\n相关链接>>\n9f3a61c0:\n云溪镇干部群众谈工作报告，句句说到心坎上\n2025年云溪镇政府工作报告\n各位代表：现在，我代表镇政府报告去年的工作和今年的打算。",
        "2025年云溪镇政府工作报告\n镇长　林致远\n各位代表：\n现在，我代表镇政府报告去年的工作和今年的打算。\n谢谢大家。",
    ),
    (
        "云溪乡半年工作总结\n更新时间:2025-08-05 01:07:01 阅读量: 文档下载\n说明:文章内容仅供预览,部分内容可能不全。下载之前请确认是否您想要的。\n云溪乡半年工作总结\n今年以来，全乡上下一条心，修了路，通了水，种好了地，办起了合作社，老人有人管，孩子有书读，各项工作都走在了全县的前面，超过了年初的打算。\n云溪乡半年工作总结\n下半年接着干。",
        "云溪乡半年工作总结\n今年以来，全乡上下一条心，修了路，通了水，种好了地，办起了合作社，老人有人管，孩子有书读，各项工作都走在了全县的前面，超过了年初的打算。\n下半年接着干。",
    ),
    // The foot of a page may hold whole sentences of other pages.
    (
        "同志们：\n今天把大家请来，是要把冬修水利的账算清楚，把责任落到人头上，一天也不能拖，一处也不能漏，一分钱也不能乱花，这是底线。\n就讲这些。\n上一篇：青禾县举行运动会\n下一篇：没有了\n青禾县的田径健儿昨天跑出了好成绩。\n最新文章\n好种子",
        "同志们：\n今天把大家请来，是要把冬修水利的账算清楚，把责任落到人头上，一天也不能拖，一处也不能漏，一分钱也不能乱花，这是底线。\n就讲这些。",
    ),
    // Below the last sentence there may be rows of a table, and headings that go on its numbers;
    // what a site lists begins anew.
    (
        "民宿调研\n来源：云溪发布\n1 引言\n民宿多了起来。\n详见 http://yunxi.example/a 一文。\n上一篇：通知\n表1 床位\n年份\t床位\n2024\t180\n2 结论\n越办越好\n相关链接\n1. 防汛通知\n2. 春耕通知\n版权所有 侵权必究",
        "民宿调研\n1 引言\n民宿多了起来。\n详见 http://yunxi.example/a 一文。\n表1床位\n年份\t床位\n2024\t180\n2 结论\n越办越好",
    ),
    // A heading above a page mark keeps its line.
    (
        "各位代表：\n一、一年来我们抓项目抓产业抓民生事事有回音件件有着落\n\n- 1 -\n\n农业稳中有升。",
        "各位代表：\n一、一年来我们抓项目抓产业抓民生事事有回音件件有着落\n农业稳中有升。",
    ),
    // What is left of a page's code, and what sells the rest of the text.
    (
        "防汛工作会上的讲话\n云溪范文网\n2025-04-04\n<p>同志们：</p>\nbody p { color: #000; margin: 0.1in } 今天，我们把大家请到一起，是要把今年防汛抗旱的账再算一遍，把责任再压一遍，把险工险段再过一遍。&nbsp;一处也不能漏。\n预览结束，免费获取全文！\n请点击👉 一二三",
        "防汛工作会上的讲话\n同志们：\n今天，我们把大家请到一起，是要把今年防汛抗旱的账再算一遍，把责任再压一遍，把险工险段再过一遍。一处也不能漏。",
    ),
    // A first label parts what a site says about reports from them; marks of pages and days stand
    // at the ends of lines.
    (
        "乡镇调查报告（实用19篇）\n格式:DOC 上传日期:2023-11-29\n报告要有标题和目录，让人一眼看到想看的东西，写报告的人要按规矩来，引用了谁的话、用了谁的数，都要写清楚，这样才能让人信服。\n乡镇调查报告篇一\n第1页共5页今年春天，我们走遍了全镇十二个村，问了三百户人家，写成这份报告。",
        "今年春天，我们走遍了全镇十二个村，问了三百户人家，写成这份报告。",
    ),
    (
        "街道工作总结 2016-03-07\n一年来，街道办成了十件事。\n上一篇：没有了",
        "街道工作总结\n一年来，街道办成了十件事。",
    ),
    // What only looks like noise.
    ("A < B，R&D投入增长{3}，附件：一览表。\n附件\n一览表", ""),
    (
        "同志们：\n（一）办好微信公众号\n防汛值班不能断。\n（二）管好百度地图上的店\n设立二十四小时的客服热线，专人值守。\n擦亮老字号、盘活旧字号、培育新字号，是今年商贸工作的三件大事",
        "",
    ),
    (
        "大会时间：另行通知的会议改在礼堂。\n一、投诉有门。\n（一）来源清楚。\n二、时间抓紧。",
        "",
    ),
    (
        "一、推进便民下载。\n群众登录网站就能办事，关注微信公众号的市民达到3万人，网上办件率达到95%以上，全年没有发生一起投诉。",
        "",
    ),
    ("1-6月，产值3亿元。", ""),
    // An office's papers: no line of them shows that they were on a web page.
    (
        "乡镇半年工作总结及打算\n乡镇半年工作总结及打算\n各位领导：\n上半年过得很快。",
        "",
    ),
    ("街道工作总结 2016-03-07\n一年来，街道办成了十件事。", ""),
    (
        "关于报送台账的通知\n时间：2026年3月5日前\n联系人：林小满\n电话：0000-1234567\n网址：http://yunxi.example/tz\n来源：统计站\n审核：王长山\n抄送：各村\n2026-03-01",
        "",
    ),
    (
        "请登录 http://yunxi.example/login 填报，逾期不补。打击侵权假冒行为。",
        "",
    ),
    (
        "填报表\n12\n3\n45\n□ 是　□ 否\n☑ 已办\n<姓名>　<单位>\n[略]\n正文\n目录\n首页",
        "",
    ),
    (
        "| 指标 | 本年 | 上年 |\n|---|---|---|\n| 产值 | 3.2 | 2.9 |\n| 税收 | 0.4 | 0.3 |",
        "",
    ),
    ("指标\t本年\t上年\n产值\t4\t3\t88\n税收\t0.4\t0.3", ""),
    (
        "指标      本年     上年\n产值      3.2      2.9\n税收      0.4      0.3\n说明：单位为亿元",
        "",
    ),
    (
        "第一篇 总论\n第一章 发展基础\n过去五年，路通了。\n第二篇 任务\n第二章 产业\n今后五年，厂开了。",
        "",
    ),
];

#[test]
fn a_paragraph_of_a_word_file_is_a_paragraph() {
    let text = "首页 > 政务公开 > 正文\n云溪镇工作简报\n上一篇：通知\n- 12 -\n其中\n，还有\n一、\n2026-03-01";
    let source = Source {
        text: text.into(),
        paragraphs: true,
        ..Source::default()
    };
    let report = Report::of(&source);
    assert_eq!(report.text(), text);
    assert!(report.noise().is_empty());
}

#[test]
fn noise_says_why_and_is_kept_where_the_user_wants_it() {
    let text = "云溪范文网\n云溪镇政府工作报告\n来源：云溪发布\n各位代表：\n现在报告工作。\n- 1 -\n一、回顾\n谢谢。";
    let mut source = Source {
        text: text.into(),
        ..Source::default()
    };
    let report = Report::of(&source);
    let reasons: Vec<&str> = report
        .noise()
        .iter()
        .map(|noise| noise.reason.key())
        .collect();
    assert_eq!(
        reasons,
        [
            "read.noise.site", "read.noise.page-edge", "read.noise.page-number"
        ]
    );
    source.keep_noise = true;
    assert!(Report::of(&source).text().starts_with("云溪范文网\n"));
}

#[test]
fn what_is_beside_an_open_document_is_no_report() {
    let desk = Desk::new();
    for name in ["~$2025.docx", ".~2025.docx", "._2025.docx"] {
        std::fs::write(desk.path(name), "admin").expect("written");
        let fault = Source::open(&desk.path(name), None).expect_err(name);
        assert_eq!(fault.message().key(), "read.owner-file");
    }
    std::fs::write(desk.path("hello.docx"), "hello").expect("written");
    let fault = Source::open(&desk.path("hello.docx"), None).expect_err("no archive");
    assert_eq!(fault.message().key(), "read.no-archive");
}

#[test]
fn what_is_left_of_a_page_is_the_report() {
    for (page, left) in PAGES {
        let left = if left.is_empty() { page } else { left };
        assert_eq!(Report::read(page).text(), *left);
    }
}

#[test]
fn chunks_of_a_document_site_join() {
    let chunk =
        |n: usize| format!("这是第{}块文字，", ["一", "二", "三", "四", "五"][n]).repeat(16);
    let page: String = (0..5).fold(String::new(), |mut page, n| {
        let _ = write!(page, "{}、{}说到一半的\n\n", n + 1, chunk(n));
        page
    });
    let text = Report::read(&page).text();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(!text.contains('、'));
    // Two chunks, and numbers that begin in the middle of a report.
    let page = format!("7、{}说到一半的\n8、话到这里完。", chunk(0));
    assert!(!Report::read(&page).text().contains('、'));
    // A list is no chunks, however long its items.
    let list = format!("1、{}。\n2、{}。\n3、完。", chunk(0), chunk(1));
    assert_eq!(Report::read(&list).text(), list);
}

#[test]
fn lines_have_their_roles() {
    use nigao::read::LineRole::{
        Date, Dateline, Heading, Paragraph, Salutation, Signature, Speaker, Title,
    };
    let report = Report::read(
        "云溪镇政府工作报告\n——2026年1月5日在云溪镇第十九届人民代表大会第六次会议上\n镇长　林致远\n各位代表：\n现在报告工作。\n一、工作回顾\n成绩很大。\n谢谢大家！\n云溪镇人民政府\n2026年1月5日",
    );
    let roles: Vec<LineRole> = report.lines().iter().map(|line| line.role).collect();
    assert_eq!(
        roles,
        [
            Title, Dateline, Speaker, Salutation, Paragraph, Heading, Paragraph, Paragraph,
            Signature, Date
        ]
    );
}

#[test]
fn markdown_marks_are_no_words() {
    let source = Source::parse(
        "# 工作报告\n\n## 一、回顾\n**成绩很大。**产值3亿元。\n".as_bytes(),
        true,
        None,
    )
    .expect("text");
    let report = Report::of(&source);
    assert_eq!(report.text(), "工作报告\n一、回顾\n成绩很大。产值3亿元。");
    assert_eq!(report.lines()[0].role, LineRole::Title);
    assert_eq!(report.headings().len(), 1);
}

#[test]
fn the_command_says_how_it_read_a_file() {
    let desk = Desk::new()
        .file("老报告.txt", GB18030.encode(SIMPLIFIED).0)
        .file("报告.pdf", "%PDF-1.4");
    desk.run(&["inspect", "老报告.txt", "--text"])
        .code(0)
        .says(&["gb18030", "--encoding"]);
    desk.run(&["inspect", "报告.pdf"])
        .code(3)
        .says(&["报告.pdf", ".docx"]);
    desk.run(&["inspect", "没有.txt"])
        .code(3)
        .says(&["没有.txt"]);
    let run = desk.run(&["inspect", "老报告.txt", "--json"]).code(0);
    assert!(
        run.out.contains(r#""style":"cn""#) && run.out.contains(r#""start":"#),
        "{}",
        run.out
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Invariant 1: any text reads to a report; what is left stands in the source, in order.
    #[test]
    fn invariant_1_any_text_reads(text in "(?s)([\\PC\n]|[一二三、。（）是第年月日亿元%_*×0-9 \r\n]|云溪镇|huì){0,300}") {
        let report = Report::read(&text);
        let mut source = report.source().iter();
        let own = report.text();
        prop_assert!(own.chars().filter(|c| *c != '\n').all(|c| source.any(|s| *s == c)));
        prop_assert!(own.lines().all(|line| !line.is_empty()) || own.is_empty());
    }

    /// Any bytes are a text or an error.
    #[test]
    fn any_bytes_are_met(bytes in proptest::collection::vec(any::<u8>(), 0..600), word in any::<bool>()) {
        let bytes = if word { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        if let Ok(source) = Source::parse(&bytes, word, None) {
            let _ = Report::of(&source);
        }
    }
}

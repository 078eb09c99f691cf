//! Blocks of tags: in a sentence they take words, alone they take paragraphs and rows.

use super::{ANSWERS, file, filled, p, table, try_fill};

const TWO: &str = "项目: [{名称: 水厂, 投资: 300万元}, {名称: 学校}]\n";

#[track_caller]
fn holds(body: &[String], more: &str, wanted: &[&str]) {
    assert_eq!(filled(&body.concat(), more), wanted, "{more}");
}

#[test]
fn a_block_alone_takes_its_paragraphs_away() {
    let body = [
        p("甲"),
        p("{{#if 税收}}"),
        p("税收{{税收}}。"),
        p("另一段。"),
        p("{{/if}}"),
        p("乙"),
    ];
    holds(&body, "", &["甲", "乙"]);
    holds(
        &body,
        "税收: 900万元",
        &["甲", "税收900万元。", "另一段。", "乙"],
    );
    let body = [
        p("甲"),
        p("{{#if 税收}}"),
        p("有"),
        p("{{else}}"),
        p("无"),
        p("{{/if}}"),
    ];
    holds(&body, "", &["甲", "无"]);
    holds(&body, "税收: 900万元", &["甲", "有"]);
    let body = [p("甲{{! 不印 }}"), p("{{! 整段不印 }}"), p("乙")];
    holds(&body, "", &["甲", "乙"]);
}

#[test]
fn a_block_in_a_sentence_takes_words_and_no_sign_is_doubled() {
    let body = [p(
        "产值{{产值}}，{{#if 税收}}税收{{税收}}，{{/if}}同比{{产值.同比}}。",
    )];
    holds(&body, "", &["产值12.5亿元，同比增长25%。"]);
    holds(
        &body,
        "税收: 900万元",
        &["产值12.5亿元，税收900万元，同比增长25%。"],
    );
    let body = [p("产值{{产值}}，{{#if 税收}}税收{{税收}}{{/if}}，另计。")];
    holds(&body, "", &["产值12.5亿元，另计。"]);
    let body = [
        p("产值{{产值}}（{{#if 备注}}{{备注}}{{/if}}）。"),
        p("{{#if 备注}}注：{{备注}}{{/if}}"),
    ];
    holds(&body, "", &["产值12.5亿元。"]);
    holds(&body, "备注: 快报", &["产值12.5亿元（快报）。", "注：快报"]);
    let body = [p(
        "包括{{#each 项目}}{{名称}}（{{#if 投资}}{{投资}}{{else}}未定{{/if}}）、{{/each}}共两个。",
    )];
    holds(&body, TWO, &["包括水厂（300万元）、学校（未定）、共两个。"]);
    let body = [p("{{列 项目 \"名称\"}}{{数 项目}}个。")];
    holds(&body, TWO, &["水厂和学校两个。"]);
}

#[test]
fn a_block_alone_repeats_its_paragraphs() {
    let body = [
        p("头"),
        p("{{#each 项目}}"),
        p("{{序}}. {{名称}}"),
        p("{{#if 投资}}投资{{投资}}。{{/if}}"),
        p("{{/each}}"),
        p("尾"),
    ];
    holds(&body, "", &["头", "尾"]);
    holds(
        &body,
        TWO,
        &["头", "1. 水厂", "投资300万元。", "2. 学校", "尾"],
    );
    // Tags at the front and the end of what they take.
    let body = [
        p("{{#each 项目}}名称：{{名称}}"),
        p("地点：{{../地名}}{{/each}}"),
        p("尾"),
    ];
    let wanted = [
        "名称：水厂", "地点：云溪镇", "名称：学校", "地点：云溪镇", "尾",
    ];
    holds(&body, TWO, &wanted);
}

#[test]
fn a_row_is_repeated_for_each_record() {
    let header: &[&str] = &["名称", "投资"];
    for rows in [
        vec![
            header,
            &["{{#each 项目}}{{名称}}", "{{投资}}{{/each}}"],
            &["合计", "两"],
        ],
        vec![
            header,
            &["{{#each 项目}}", ""],
            &["{{名称}}", "{{投资}}"],
            &["{{/each}}", ""],
            &["合计", "两"],
        ],
        vec![
            header,
            &["{{#each 项目}}／{{名称}}", "{{投资}}／{{/each}}"],
            &["合计", "两"],
        ],
    ] {
        let body = [table(&rows), p("尾")];
        let two = "项目: [{名称: 水厂, 投资: 300万元}, {名称: 学校, 投资: 8万元}]\n";
        let wanted = [
            "名称", "投资", "水厂", "300万元", "学校", "8万元", "合计", "两", "尾",
        ];
        holds(&body, two, &wanted);
        holds(&body, "", &["名称", "投资", "合计", "两", "尾"]);
    }
    let one_column = [table(&[
        &["清单"],
        &["{{#each 项目}}"],
        &["{{名称}}"],
        &["{{/each}}"],
    ])];
    holds(&one_column, TWO, &["清单", "水厂", "学校"]);
    // An emptied cell keeps a paragraph; the rows that go leave a table that is whole.
    let empty = [table(&[&["甲", "{{#if 备注}}{{备注}}{{/if}}"]])];
    holds(&empty, "", &["甲", ""]);
}

#[test]
fn whole_tables_go_and_repeat() {
    let body = [
        p("{{#each 项目}}"),
        p("{{名称}}"),
        table(&[&["投资", "{{#if 投资}}{{投资}}{{/if}}"]]),
        p("{{/each}}"),
        p("尾"),
    ];
    holds(
        &body,
        TWO,
        &["水厂", "投资", "300万元", "学校", "投资", "", "尾"],
    );
    holds(&body, "", &["尾"]);
}

#[test]
fn a_value_alone_may_be_several_paragraphs() {
    let body = [
        p("头"),
        p("{{#if 概况}}"),
        p("{{概况}}"),
        p("{{/if}}"),
        p("尾{{#if 概况}}：{{概况}}{{/if}}"),
    ];
    let more = "概况: |\n  第一段。\n  第二段\n";
    holds(
        &body,
        more,
        &["头", "第一段。", "第二段", "尾：第一段。第二段"],
    );
    holds(&body, "", &["头", "尾"]);
}

#[test]
fn clauses_are_joined_in_their_paragraph() {
    let clauses = "<w:p><w:r><w:t>{{#并 \"；\" \"。\"}}</w:t><w:br/><w:t>产值{{产值}}</w:t><w:br/>\
        <w:t>{{#if 税收}}税收{{税收}}{{/if}}</w:t><w:br/><w:t>{{#if 备注}}{{备注}}{{/if}}</w:t>\
        <w:br/><w:t>{{/并}}</w:t></w:r></w:p>";
    let body = [clauses.to_owned()];
    holds(&body, "", &["产值12.5亿元。"]);
    holds(
        &body,
        "税收: 9万元\n备注: 快报",
        &["产值12.5亿元；税收9万元；快报。"],
    );
}

#[test]
fn numbers_typed_by_hand_close_up_and_counts_agree() {
    let body = [
        p("要抓好三个方面工作："),
        p("一、工业"),
        p("{{#if 税收}}"),
        p("二、税收{{税收}}"),
        p("（一）甲"),
        p("{{/if}}"),
        p("三、农业"),
        p("一是种粮。{{#if 备注}}二是{{备注}}。{{/if}}三是养殖。"),
        p("（一）乙"),
        p("（二）丙"),
    ];
    let without = [
        "要抓好两个方面工作：", "一、工业", "二、农业", "一是种粮。二是养殖。", "（一）乙",
        "（二）丙",
    ];
    holds(&body, "", &without);
    let with = [
        "要抓好三个方面工作：",
        "一、工业",
        "二、税收9万元",
        "（一）甲",
        "三、农业",
        "一是种粮。二是快报。三是养殖。",
        "（一）乙",
        "（二）丙",
    ];
    holds(&body, "税收: 9万元\n备注: 快报", &with);
    let body = [
        p("{{#each 项目}}"),
        p("一、{{名称}}"),
        p("（一）甲"),
        p("（二）乙"),
        p("{{/each}}"),
        p("二、尾"),
    ];
    let wanted = [
        "一、水厂", "（一）甲", "（二）乙", "二、学校", "（一）甲", "（二）乙", "三、尾",
    ];
    holds(&body, TWO, &wanted);
}

#[test]
fn counts_announce_the_series_behind_them_and_no_other() {
    // 一是 to 三是 are as many as （一） to （三）, and are not what is announced.
    let body = [
        p("要抓好三个方面工作："),
        p("（一）经济。一是甲；二是乙；{{#if 备注}}三是{{备注}}；{{/if}}"),
        p("（二）民生"),
        p("（三）党建"),
    ];
    let without = [
        "要抓好三个方面工作：",
        "（一）经济。一是甲；二是乙；",
        "（二）民生",
        "（三）党建",
    ];
    holds(&body, "", &without);
    for (words, fewer) in [
        ("做好三篇文章：", "做好两篇文章："),
        ("抓好3项重点任务。", "抓好2项重点任务。"),
        ("讲三点意见。", "讲两点意见。"),
        (
            "增长三个百分点，达到三亿元：",
            "增长三个百分点，达到三亿元：",
        ),
    ] {
        let body = [
            p(words),
            p("一、甲"),
            p("{{#if 备注}}"),
            p("二、{{备注}}"),
            p("{{/if}}"),
            p("三、乙"),
        ];
        holds(&body, "", &[fewer, "一、甲", "二、乙"]);
    }
}

#[test]
fn a_count_of_nothing_is_refused() {
    let body = [
        p("一、回顾"),
        p("主要有两个特点："),
        p("{{#if 备注}}"),
        p("（一）{{备注}}"),
        p("（二）其他"),
        p("{{/if}}"),
        p("二、打算"),
    ];
    let faults = super::try_fill(&super::file(&body.concat()), super::ANSWERS, false).unwrap_err();
    let said = faults.to_string();
    assert!(
        said.contains("两个特点") && said.contains("t.docx:2:"),
        "{said}"
    );
    let more = [
        "一、回顾", "主要有两个特点：", "（一）快报", "（二）其他", "二、打算",
    ];
    holds(&body, "备注: 快报", &more);
}

/// Every record may announce its own.
#[test]
fn counts_in_a_list_are_each_their_own() {
    let body = [
        p("{{#each 项目}}"),
        p("{{名称}}有两个特点："),
        p("1. 快"),
        p("{{#if 投资}}"),
        p("2. 花了{{投资}}"),
        p("{{/if}}"),
        p("{{/each}}"),
    ];
    let wanted = [
        "水厂有两个特点：", "1. 快", "2. 花了300万元", "学校有一个特点：", "1. 快",
    ];
    holds(&body, TWO, &wanted);
}

#[test]
fn holes_in_copied_rows_and_paragraphs_have_their_comments() {
    let rows = [table(&[&["{{#each 项目}}{{名称}}", "{{税收}}{{/each}}"]])];
    let fields =
        super::FIELDS.replace("项目\n  kind: list\n  optional: true", "项目\n  kind: list");
    let schema =
        super::fields(&fields.replace("名称, kind: text", "名称, kind: text, optional: true"));
    let rows = rows.concat().replace("{{税收}}", "{{../税收}}");
    let file = super::file(&format!("{}{}", p("{{备注}}"), rows));
    let template = nigao::word_template::WordTemplate::open("t.docx", &file).expect("a file");
    let bound = template.bind(&schema).expect("bound");
    let answers = format!(
        "{}项目: [{{名称: 甲}}, {{名称: 乙}}, {{名称: 丙}}]\n",
        super::ANSWERS
    );
    let facts = super::facts(&schema, &answers, true);
    let options = nigao::word_template::FillOptions::of_program(true, nigao::diagnostic::Lang::Zh);
    let filled = bound.fill(&facts, &options).expect("filled").bytes;
    let xml = crate::write::part(&filled, "word/document.xml");
    let comments = crate::write::part(&filled, "word/comments.xml");
    for id in 0..4 {
        for mark in ["commentRangeStart", "commentRangeEnd", "commentReference"] {
            let mark = format!(r#"<w:{mark} w:id="{id}"/>"#);
            assert_eq!(xml.matches(&mark).count(), 1, "{mark}\n{xml}");
        }
        assert_eq!(
            comments
                .matches(&format!(r#"<w:comment w:id="{id}""#))
                .count(),
            1
        );
    }
    // Each is over its own hole.
    for piece in xml.split("<w:commentRangeStart ").skip(1) {
        let over = piece.split("<w:commentRangeEnd").next().unwrap_or_default();
        assert!(over.contains("【待填："), "{over}");
    }
}

/// What handlebars could not nest is refused with its place, in time that grows with its length.
#[test]
fn a_paragraph_of_thousands_of_nested_blocks_is_refused_soon() {
    let n = 20_000;
    let words = format!("{}甲{}", "{{#if 税收}}".repeat(n), "{{/if}}".repeat(n));
    let start = std::time::Instant::now();
    let faults = try_fill(&file(&p(&words)), ANSWERS, false).expect_err("too deep");
    assert!(start.elapsed() < std::time::Duration::from_secs(60));
    let said = faults.to_string();
    assert!(said.contains("nested too deeply"), "{said:.300}");
}

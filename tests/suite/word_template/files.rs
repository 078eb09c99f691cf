//! Files of other kinds and files that mean harm: said in words, or filled as any other.

use nigao::splice::WordSource;
use nigao::word_template::WordTemplate;

use super::{ANSWERS, p, table, try_fill};
use crate::splice::{assert_only, texts};
use crate::word::{document, word};

/// The list of parts that says what the document is.
fn types(kind: &str) -> String {
    format!(
        "<Types><Override PartName='/word/document.xml' ContentType='application/vnd.{kind}+xml'/>\
         </Types>"
    )
}

#[test]
fn files_with_macros_and_template_files_are_refused_in_words() {
    let body = document(&p("{{地名}}"));
    for (kind, wanted) in [
        ("ms-word.document.macroEnabled.main", Some("macros")),
        ("ms-word.template.macroEnabledTemplate.main", Some("macros")),
        (
            "openxmlformats-officedocument.wordprocessingml.template.main",
            Some(".dotx"),
        ),
        (
            "openxmlformats-officedocument.wordprocessingml.document.main",
            None,
        ),
    ] {
        let bytes = word(&[
            ("[Content_Types].xml", &types(kind)),
            ("word/document.xml", &body),
        ]);
        let opened = WordTemplate::open("t.docx", &bytes);
        match (opened, wanted) {
            (Err(error), Some(wanted)) => {
                assert!(error.to_string().contains(wanted), "{kind}: {error}");
            }
            (Ok(_), None) => {}
            (opened, _) => panic!("{kind}: {}", opened.is_ok()),
        }
    }
}

#[test]
fn strict_files_are_filled_like_others() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let body = document(&p("在{{地名}}。")).replace("xmlns:w='w'", &format!("xmlns:w='{strict}'"));
    let before = word(&[
        ("word/document.xml", &body),
        ("word/theme.xml", "as it was"),
    ]);
    let after = try_fill(&before, ANSWERS, false).unwrap();
    assert_eq!(texts(&after)[0], ["在云溪镇。"]);
    assert_only("strict", &before, &after, &["word/document.xml"]);
}

#[test]
fn files_that_mean_harm_end_in_words_or_in_a_fill() {
    let deep = |count: usize| format!("{}{}", "<w:sdt>".repeat(count), "</w:sdt>".repeat(count));
    let tables = |count: usize| {
        let open = "<w:tbl><w:tr><w:tc>".repeat(count);
        format!(
            "{open}{}{}",
            p("{{地名}}"),
            "</w:tc></w:tr></w:tbl>".repeat(count)
        )
    };
    let bodies: Vec<(&str, String)> = vec![
        ("controls within controls", deep(5000)),
        ("tables within tables", tables(2000)),
        (
            "blocks within blocks",
            p(&format!(
                "{}{}",
                "{{#if 税收}}".repeat(800),
                "{{/if}}".repeat(800)
            )),
        ),
        ("tags without an end", p(&"{{".repeat(20_000))),
        ("ends without a tag", p(&"}}".repeat(20_000))),
        (
            "a tag of a megabyte",
            p(&format!("{{{{{}}}}}", "地".repeat(100_000))),
        ),
        ("a tag in a tag", p("{{地{{地名}}名}}")),
        ("sections without markup", p("]]>{{地名}}<![CDATA[")),
        (
            "a name that is taken",
            p("{{this}}{{@root}}{{../地名}}{{__proto__}}{{lookup 地名 0}}"),
        ),
        (
            "a part of templates",
            p("{{> 地名}}{{#> 地名}}{{/地名}}{{{{raw}}}}{{{{/raw}}}}"),
        ),
        (
            "entities of its own",
            "<w:p><w:r><w:t>&a;&b;{{地名}}</w:t></w:r></w:p>".to_owned(),
        ),
        ("no paragraph", "<w:r><w:t>{{地名}}</w:t></w:r>".to_owned()),
    ];
    for (name, body) in bodies {
        let bytes = word(&[("word/document.xml", &document(&body))]);
        // In words or in a file: never a panic, never a tag half filled.
        if WordSource::open(&bytes).is_err() {
            continue;
        }
        match try_fill(&bytes, ANSWERS, false) {
            Ok(filled) => assert!(WordSource::open(&filled).is_ok(), "{name}"),
            Err(faults) => assert!(!faults.is_empty(), "{name}"),
        }
    }
}

#[test]
fn a_list_of_lists_of_lists_stops_at_the_bound() {
    let records: String = (0..200).map(|n| format!("- {{名称: 项目{n}}}\n")).collect();
    let answers = format!("{ANSWERS}项目:\n{records}");
    let nested = |depth: usize| {
        let open = "{{#each ../项目}}".repeat(depth - 1);
        format!(
            "{{{{#each 项目}}}}{open}{{{{名称}}}}{}",
            "{{/each}}".repeat(depth)
        )
    };
    let bytes = word(&[("word/document.xml", &document(&p(&nested(3))))]);
    let stopped = try_fill(&bytes, &answers, false);
    let faults = stopped.expect_err("eight million turns").to_string();
    assert!(!faults.is_empty());
    let rows = word(&[(
        "word/document.xml",
        &document(&table(&[&["{{#each 项目}}{{名称}}", "{{/each}}"]])),
    )]);
    let filled = try_fill(&rows, &answers, false).unwrap();
    assert_eq!(texts(&filled)[0].len(), 400);
}

#[test]
fn parts_that_name_each_other_in_a_circle_are_read_once() {
    let relation = |target: &str, kind: &str| {
        format!(
            "<Relationships><Relationship Id='a' Type='x/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let chart = "<c:chartSpace xmlns:c='c'><c:chart><c:plotArea><c:pieChart><c:ser><c:val/></c:ser>\
        </c:pieChart></c:plotArea></c:chart><c:externalData/></c:chartSpace>";
    let drawn = format!(
        "{}<w:p><c:chart xmlns:c='http://x/chart' r:id='a'/></w:p>",
        p("{{地名}}")
    );
    for (target, kind) in [
        ("document.xml", "header"),
        ("document.xml", "chart"),
        ("charts/chart1.xml", "chart"),
        ("missing.xml", "chart"),
        ("../../../etc/passwd", "header"),
    ] {
        let bytes = word(&[
            ("word/document.xml", &document(&drawn)),
            ("word/_rels/document.xml.rels", &relation(target, kind)),
            ("word/charts/chart1.xml", chart),
            (
                "word/charts/_rels/chart1.xml.rels",
                &relation("../charts/chart1.xml", "package"),
            ),
        ]);
        let filled = try_fill(&bytes, ANSWERS, false);
        let filled = filled.unwrap_or_else(|faults| panic!("{target}: {faults}"));
        assert_eq!(texts(&filled)[0][0], "云溪镇", "{target}");
    }
}

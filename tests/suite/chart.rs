//! Charts: a table marked as one, drawn by unit in a Word file with its values cached and a
//! workbook to change them in.

use std::io::{Cursor, Read};

use nigao::document::{Block, Document, Plot, number, plots};
use nigao::layout::Layout;
use nigao::write::docx::{Meta, write};
use nigao::write::text;

/// A chart of these rows under 指标, 2024年, 2025年 and 同比（%）.
fn chart(rows: &[&str]) -> Document {
    let rows: String = rows.iter().map(|row| format!("| {row} |\n")).collect();
    format!("%% 比较\n| 指标 | 2024年 | 2025年 | 同比（%） |\n|---|--:|--:|--:|\n{rows}")
        .parse()
        .expect("markup")
}

fn drawn(document: &Document) -> Vec<Plot> {
    let charts = document.blocks.iter().filter_map(|block| {
        if let Block::Chart(table) = block {
            Some(table)
        } else {
            None
        }
    });
    charts.flat_map(plots).collect()
}

/// What the plots of some rows say, a line a series.
fn said(rows: &[&str]) -> Vec<String> {
    drawn(&chart(rows))
        .iter()
        .flat_map(Plot::describe)
        .collect()
}

fn zip(bytes: &[u8]) -> zip::ZipArchive<Cursor<&[u8]>> {
    zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip")
}

fn bytes(file: &[u8], path: &str) -> Vec<u8> {
    let mut out = Vec::new();
    zip(file)
        .by_name(path)
        .unwrap_or_else(|_| panic!("no {path}"))
        .read_to_end(&mut out)
        .expect("the part");
    out
}

fn part(file: &[u8], path: &str) -> String {
    String::from_utf8(bytes(file, path)).expect("UTF-8")
}

/// What stands between the tags of a name, in order.
fn values(xml: &str, name: &str) -> Vec<String> {
    let open = format!("<{name}>");
    xml.split(&open)
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn units_share_no_axis() {
    let plots = drawn(&chart(&[
        "投资 | 14亿元 | 15亿元 | 7.1%", "收入 | 100万元 | 120万元 | 20%",
        "消费 | 9亿元 | 10亿元 | 11.1%",
    ]));
    let frames: Vec<_> = plots
        .iter()
        .map(|plot| (plot.unit.as_str(), plot.names.join(" ")))
        .collect();
    assert_eq!(
        frames,
        [
            ("亿元", "投资 消费".to_owned()),
            ("万元", "收入".to_owned())
        ]
    );
}

#[test]
fn a_cell_is_a_figure_or_a_number_under_its_unit() {
    let cases: [(&[&str], &[&str]); 8] = [
        (
            &["投资 | 14.2亿元 | 15.4亿元 | 8.5%"],
            &[
                "2024年：投资14.2亿元", "2025年：投资15.4亿元", "同比：投资8.5%",
            ],
        ),
        (
            &["收入（元） | 41650 | 43860 | 5.3"],
            &[
                "2024年：收入41650元", "2025年：收入43860元", "同比：收入5.3%",
            ],
        ),
        // Another unit of the same kind is converted, one of another kind is no value.
        (
            &["收入 | 9600万元 | 1.2亿元 | 25%"],
            &[
                "2024年：收入9600万元", "2025年：收入12000万元", "同比：收入25%",
            ],
        ),
        (
            &["优良率 | 93.4% | 94.2% | 0.8个百分点"],
            &["2024年：优良率93.4%", "2025年：优良率94.2%"],
        ),
        (
            &["利润 | -3亿元 | 2亿元 | 由负转正"],
            &["2024年：利润-3亿元", "2025年：利润2亿元"],
        ),
        (&["新业务 | — | 2亿元 | —"], &["2025年：新业务2亿元"]),
        (
            &[
                "三次产业比 | 4:84:12 | 4:85:11 | —",
                "文字 | 持平 | 持平 | 持平",
            ],
            &[],
        ),
        (&[], &[]),
    ];
    for (rows, expected) in cases {
        assert_eq!(said(rows), expected, "{rows:?}");
    }
}

#[test]
fn heads_all_in_percent_are_columns() {
    let document: Document =
        "%%\n| 项目 | 上半年（%） | 下半年（％） |\n|---|---|---|\n| 大厅 | 96 | 97.5 |"
            .parse()
            .unwrap();
    let plots = drawn(&document);
    assert_eq!(
        (
            plots[0].unit.as_str(),
            plots[0].columns.len(),
            plots[0].lines.len()
        ),
        ("%", 2, 0)
    );
    assert_eq!(
        text::write(&document),
        "上半年：大厅96%\n下半年：大厅97.5%\n"
    );
}

#[test]
fn a_chart_with_nothing_to_draw_or_a_hole_is_its_table() {
    for rows in [
        &["投资 | 14亿元 | 【待填：投资】 | 【待填：投资.增速】"][..],
        &["投资 | 多 | 少 | —"],
    ] {
        let document = chart(rows);
        assert!(
            number(&document)
                .iter()
                .all(|line| matches!(*line.block, Block::Table(_))),
            "{rows:?}"
        );
        let file = write(&document, &Layout::default(), &Meta::default()).unwrap();
        assert!(
            zip(&file)
                .file_names()
                .all(|name| !name.contains("chart") && !name.contains(".xlsx"))
        );
        assert_eq!(
            part(&file, "word/document.xml")
                .matches("commentRangeStart")
                .count(),
            document.holes().len()
        );
        assert!(text::write(&document).starts_with("比较\n指标\t2024年\t2025年\t同比（%）\n"));
    }
    assert_eq!(
        text::write(&chart(&[])),
        "",
        "invariant 9: a chart whose rows have all gone leaves nothing"
    );
}

#[test]
fn values_are_cached_beside_a_workbook_that_holds_the_same() {
    let document = chart(&[
        "投资 | 14.20亿元 | 15.4亿元 | 8.5%",
        "消费 | — | 9.84亿元 | -6%",
        "人均 <甲> & “乙” | 1元 | 2元 | 100%",
    ]);
    let file = write(&document, &Layout::default(), &Meta::default()).unwrap();
    let body = part(&file, "word/document.xml");
    assert_eq!(body.matches("<c:chart ").count(), 2);
    let xml = part(&file, "word/charts/chart1.xml");
    let cached = [
        vec!["2024年", "投资", "消费", "14.20"],
        vec!["2025年", "投资", "消费", "15.4", "9.84"],
        vec!["同比（%）", "投资", "消费", "8.5", "-6"],
    ];
    assert_eq!(values(&xml, "c:v"), cached.concat());
    assert!(
        xml.contains("<c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>14.20</c:v></c:pt></c:numCache>"),
        "no value is a gap"
    );
    assert_eq!(
        values(&xml, "c:f"),
        [
            "$B$1", "$A$2:$A$3", "$B$2:$B$3", "$C$1", "$A$2:$A$3", "$C$2:$C$3", "$D$1",
            "$A$2:$A$3", "$D$2:$D$3"
        ]
        .map(|cells| format!("Sheet1!{cells}"))
    );
    assert_eq!(
        values(&xml, "c:formatCode"),
        ["0.00", "General", "General"],
        "places are shown that all values have"
    );
    let sheet = part(
        &bytes(&file, "word/embeddings/workbook1.xlsx"),
        "xl/worksheets/sheet1.xml",
    );
    assert_eq!(values(&sheet, "v"), ["14.20", "15.4", "8.5", "9.84", "-6"]);
    assert_eq!(
        values(&sheet, "t xml:space=\"preserve\""),
        [
            "单位：亿元", "2024年", "2025年", "同比（%）", "投资", "消费"
        ]
    );
    assert!(
        part(&file, "word/charts/_rels/chart2.xml.rels")
            .contains(r#"Target="../embeddings/workbook2.xlsx""#)
    );
    assert!(part(&file, "word/charts/chart2.xml").contains("人均 &lt;甲&gt; &amp; “乙”"));
    let again = write(&document, &Layout::default(), &Meta::default()).unwrap();
    assert!(file == again, "invariant 7");
}

#[test]
fn a_long_chart_takes_time_as_it_is_long() {
    let rows: Vec<String> = (0..20_000)
        .map(|n| format!("名{n} | {n}某{n}单位 | {n} | 1%"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let begun = std::time::Instant::now();
    assert!(said(&rows).len() > 1);
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}

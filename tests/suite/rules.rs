//! The rules of review: what is planted is found, what is clean is left alone, the page on them
//! says what they are.
//!
//! `just rules` prints the figures. With `GOLDEN=write` the page is written anew.

use std::collections::BTreeMap;

use nigao::answers::{Answers, Mode, check};
use nigao::catalog::Catalog;
use nigao::diagnostic::{Lang, Message, Severity};
use nigao::document::Document;
use nigao::draft::draft;
use nigao::read::{Report, Source};
use nigao::review::{
    CardContext, ReviewFinding, ReviewOptions, Reviewer, RuleCard, annotate, fix_text, fix_word,
    rules,
};
use nigao::splice::WordSource;
use nigao::write;

use super::harness::{Desk, root};

/// A shipped sample as it is drafted, with its answers.
pub(crate) fn drafted(genre: &str) -> (String, Answers) {
    let (document, answers) = drafted_document(genre);
    (write::text::write(&document), answers)
}

/// The same as a document.
pub(crate) fn drafted_document(genre: &str) -> (Document, Answers) {
    let genre = Catalog::shipped().genre(genre).expect("the genre");
    let schema = genre.schema().into_result().expect("a sound schema");
    let template = genre
        .template()
        .expect("a template")
        .bind(&schema)
        .expect("bound");
    let (file, text) = genre.sample().expect("a sample");
    let answers = Answers::read(&file, &text);
    let facts = check(&schema, &answers, Mode::default())
        .into_result()
        .expect("facts");
    let document = draft(&template, &facts, false).expect("a draft");
    (document, answers)
}

fn report(text: &str) -> Report {
    Report::of(&Source {
        text: text.to_owned(),
        paragraphs: true,
        ..Source::default()
    })
}

fn lines(findings: &[ReviewFinding]) -> Vec<String> {
    let line = |finding: &ReviewFinding| {
        let what = finding.message.text(Lang::Zh);
        format!("{} {} {what}", finding.severity, finding.rule.code)
    };
    findings.iter().map(line).collect()
}

#[test]
fn the_samples_are_clean() {
    let mut found = Vec::new();
    for name in Catalog::shipped()
        .genres()
        .expect("genres")
        .iter()
        .map(|genre| &genre.name)
    {
        let (text, answers) = drafted(name);
        for with_answers in [false, true] {
            let mut options = ReviewOptions {
                claims_confirmed: true,
                ..Default::default()
            };
            if with_answers {
                options.add_answers(&answers.to_node());
            }
            let review = Reviewer::new(options).review(&report(&text));
            let heavy = review
                .findings
                .iter()
                .filter(|one| one.severity > Severity::Advice);
            let heavy: Vec<ReviewFinding> = heavy.cloned().collect();
            found.extend(
                lines(&heavy)
                    .into_iter()
                    .map(|line| format!("{name}: {line}")),
            );
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A town with its county in the table of units, in place of the sample's.
fn real_town(text: &str) -> String {
    text.replace("云溪", "沙子").replace("青禾县", "平乐县")
}

/// Counties of other provinces, in full and short.
const ELSEWHERE: [(&str, &str); 12] = [
    ("安化县", "安化"),
    ("五台县", "五台"),
    ("湘潭县", "湘潭"),
    ("慈利县", "慈利"),
    ("蓝田县", "蓝田"),
    ("嘉善县", "嘉善"),
    ("德清县", "德清"),
    ("长汀县", "长汀"),
    ("蒙阴县", "蒙阴"),
    ("固始县", "固始"),
    ("清水河县", "清水河"),
    ("泸定县", "泸定"),
];

/// A fault planted into a text: the rules that may tell it, and the changed text.
pub(crate) struct Planted {
    pub(crate) codes: &'static [&'static str],
    pub(crate) text: String,
    /// The words that a finding must touch; none where any finding of the rule will do.
    pub(crate) words: String,
}

/// Puts a sentence behind every `step`th paragraph that ends a sentence, one text for each place.
fn planted_sentence(
    text: &str,
    sentence: &str,
    words: &str,
    codes: &'static [&'static str],
    step: usize,
) -> Vec<Planted> {
    let paragraphs: Vec<&str> = text.lines().collect();
    let mut planted = Vec::new();
    let places = (4..paragraphs.len())
        .filter(|at| paragraphs[*at].ends_with('。'))
        .step_by(step);
    for at in places {
        let mut changed = paragraphs.clone();
        let longer = format!("{}{sentence}", paragraphs[at]);
        changed[at] = &longer;
        planted.push(Planted {
            codes,
            text: changed.join("\n"),
            words: words.to_owned(),
        });
    }
    planted
}

/// Names of elsewhere, used as one's own, in every way they are left over.
fn left_overs(text: &str) -> Vec<Planted> {
    let mut planted = Vec::new();
    let codes: &[&str] = &["left-over.place", "left-over.short-name"];
    for (n, (full, short)) in ELSEWHERE.iter().enumerate() {
        let sentences = [
            (
                format!("在{full}人民政府的统一部署下，各项任务按期完成。"),
                *full,
            ),
            (format!("{full}经济社会发展迈上新台阶。"), *full),
            (format!("我们为建设美丽{short}贡献了力量。"), *short),
            (format!("全面完成{full}下达的各项任务。"), *full),
            (format!("{short}儿女干劲十足。"), *short),
        ];
        for (at, (sentence, words)) in sentences.iter().enumerate() {
            planted.extend(planted_sentence(
                text,
                sentence,
                words,
                codes,
                19 + (n + at) % 3,
            ));
        }
    }
    planted
}

/// Faults of other kinds that a sentence can hold.
const SENTENCES: [(&str, &str, &[&str]); 42] = [
    ("参保率98.6%，提高1.2%。", "1.2%", &["figures.share-change"]),
    (
        "商品零售额增长5.5%，超额完成年初确定的8%的目标。",
        "5.5%",
        &["figures.target"],
    ),
    (
        "企业18家，其中规模以上5家、规模以下15家。",
        "18家",
        &["figures.halves"],
    ),
    ("新增用地●●亩。", "●●", &["holes.mask"]),
    ("建成示范园亩，群众受益。", "园亩", &["holes.number"]),
    (
        "项目总数36个（待发改局提供）。",
        "（待发改局提供）",
        &["holes.placeholder"],
    ),
    ("3月5号开工。", "号", &["dates.spoken"]),
    (
        "组织干部赴湖南佛山市学习。",
        "湖南佛山市",
        &["left-over.parent"],
    ),
    ("新增投资__亿元。", "__", &["holes.mask"]),
    ("引进××公司落户。", "××", &["holes.mask"]),
    (
        "完成投资【待填：数字】。",
        "【待填：数字】",
        &["holes.placeholder"],
    ),
    ("由某某同志牵头负责。", "某某", &["holes.placeholder"]),
    ("获得（　）称号。", "（　）", &["holes.brackets"]),
    (
        "完成投资亿元，同比增长较快。",
        "完成投资亿元",
        &["holes.number"],
    ),
    (
        "问题有：一是底子薄；二是人才少；四是作风软。",
        "四是",
        &["structure.point-gap"],
    ),
    (
        "要求是：第一，抓项目。二是抓民生。第三，抓作风。",
        "二是",
        &["structure.mixed"],
    ),
    (
        "村均收入由120万元增加到150万元，增长35%。",
        "35%",
        &["figures.rate"],
    ),
    (
        "户均收入由2.05万元提高到3.15万元，增长15%。",
        "15%",
        &["figures.rate"],
    ),
    (
        "亩均收入5000元，比上年增加500元，增长21%。",
        "21%",
        &["figures.increment"],
    ),
    (
        "参保率由92.1%提高到95.3%，提高3.2%。",
        "3.2%",
        &["figures.points"],
    ),
    (
        "合格率由92.1%提高到95.3%，提高5.2个百分点。",
        "5.2个百分点",
        &["figures.points"],
    ),
    ("签约项目6个，其中亿元以上7个。", "7个", &["figures.part"]),
    (
        "农业支出2亿元，占全部支出10亿元的35%。",
        "35%",
        &["figures.share"],
    ),
    (
        "三次产业比调整为22.3:40:39.7。",
        "22.3:40:39.7",
        &["figures.ratio"],
    ),
    ("用电量增长-3.2%。", "增长-3.2%", &["figures.sign"]),
    ("修路012公里。", "0", &["figures.leading-zero"]),
    ("投诉量下降2倍。", "下降2倍", &["figures.fall-times"]),
    (
        "2025年2月30日，项目开工。",
        "2025年2月30日",
        &["dates.impossible"],
    ),
    ("2026年1月6日（星期四）开会。", "星期四", &["dates.weekday"]),
    (
        "2025年9月至2025年3月集中整治。",
        "2025年9月至2025年3月",
        &["dates.order"],
    ),
    ("这项工作始于09年3月。", "09年", &["dates.short-year"]),
    (
        "推行\"一村一警\"做法。",
        "\"",
        &["punctuation.straight-quotes"],
    ),
    ("抓项目,促增长。", ",", &["punctuation.half-width"]),
    ("落实“河长制，群众满意。", "“", &["punctuation.unpaired"]),
    (
        "办成了一批实事。。群众满意。",
        "。。",
        &["punctuation.doubled"],
    ),
    (
        "修路、架桥、通水...样样都干。",
        "...",
        &["punctuation.ellipsis"],
    ),
    ("户均增收3～5万元。", "3～5万元", &["punctuation.range"]),
    ("走访群众30几户。", "30几", &["punctuation.decade"]),
    ("我们按步就班推进。", "按步就班", &["words.confused"]),
    ("截止目前已经完工。", "截止目前", &["words.confused"]),
    (
        "组织干部到湖北省张家界市参加会议。",
        "湖北省张家界市",
        &["left-over.parent"],
    ),
    (
        "2026年是“十四五”规划的开局之年。",
        "十四五",
        &["left-over.plan"],
    ),
];

fn others(text: &str) -> Vec<Planted> {
    let mut planted = Vec::new();
    for (sentence, words, codes) in SENTENCES {
        planted.extend(planted_sentence(text, sentence, words, codes, 23));
    }
    // A heading taken out, one numbered as the one before, a sentence said again.
    for (old, new, codes) in [
        (
            "\n（三）",
            "\n（四）",
            &["structure.gap", "structure.repeat"][..],
        ),
        (
            "\n（二）",
            "\n（三）",
            &["structure.gap", "structure.repeat"][..],
        ),
    ] {
        if text.matches(old).count() > 0 {
            let text = text.replacen(old, new, 1);
            planted.push(Planted {
                codes,
                text,
                words: String::new(),
            });
        }
    }
    let long = text.lines().flat_map(|line| line.split_inclusive('。'));
    let long: Vec<&str> = long
        .filter(|one| one.chars().count() > 30)
        .step_by(9)
        .collect();
    for sentence in long {
        planted.extend(planted_sentence(text, sentence, "", &["copying.twice"], 29));
    }
    planted
}

/// Whether a review finds what was planted.
pub(crate) fn is_found(planted: &Planted, findings: &[ReviewFinding], report: &Report) -> bool {
    findings.iter().any(|finding| {
        let words: String = report.source()[finding.span.clone()].iter().collect();
        let touches = planted.words.is_empty()
            || words.contains(&planted.words)
            || planted.words.contains(&words);
        planted.codes.contains(&finding.rule.code) && touches
    })
}

/// Found and planted, by rule.
pub(crate) type Recall = BTreeMap<&'static str, (usize, usize)>;

pub(crate) fn recall(
    planted: &[Planted],
    options: &ReviewOptions,
    missed: &mut Vec<String>,
) -> Recall {
    let reviewer = Reviewer::new(options.clone());
    let mut recall = Recall::new();
    for one in planted {
        let report = report(&one.text);
        let findings = reviewer.review(&report).findings;
        let count = recall.entry(one.codes[0]).or_default();
        count.1 += 1;
        if is_found(one, &findings, &report) {
            count.0 += 1;
        } else {
            missed.push(format!("{:?} {}", one.codes, one.words));
        }
    }
    recall
}

pub(crate) fn share(recall: &Recall) -> f64 {
    let found: usize = recall.values().map(|(found, _)| found).sum();
    let all: usize = recall.values().map(|(_, all)| all).sum();
    found as f64 / all as f64
}

#[test]
fn what_is_planted_is_found() {
    let text = real_town(&drafted("township-work-report").0);
    let duty = real_town(&drafted("head-duty-report").0);
    let options = ReviewOptions {
        place: Some("平乐县沙子镇".to_owned()),
        ..Default::default()
    };
    let mut missed = Vec::new();
    let names = recall(&left_overs(&text), &options, &mut missed);
    let mut faults = recall(&others(&text), &options, &mut missed);
    for (code, (found, all)) in recall(&others(&duty), &options, &mut missed) {
        let count = faults.entry(code).or_default();
        *count = (count.0 + found, count.1 + all);
    }
    for (title, figures) in [("left over", &names), ("others", &faults)] {
        println!("{title}: {:.1} %", share(figures) * 100.0);
        for (code, (found, all)) in figures {
            println!("  {code:32} {found:4} of {all:4}");
        }
    }
    assert!(share(&names) >= 0.99, "{}", missed.join("\n"));
    assert!(share(&faults) >= 0.95, "{}", missed.join("\n"));
}

#[test]
fn names_of_the_earlier_paper_are_found() {
    let (text, _) = drafted("township-work-report");
    let source = "枫岭镇政府工作报告\n镇长　宋国栋\n各位代表：\n修通了大坪村、枫树湾村的路，宋国栋同志主持。";
    let mut options = ReviewOptions::default();
    options
        .sources
        .push(("旧稿.txt".to_owned(), Report::read(source)));
    let mut missed = Vec::new();
    let mut planted = Vec::new();
    for (sentence, words) in [
        ("在大坪村召开现场会。", "大坪村"),
        ("枫树湾村修通了水泥路。", "枫树湾村"),
        ("建设富裕美丽的新枫岭。", "枫岭"),
        ("枫岭镇的面貌焕然一新。", "枫岭镇"),
        ("宋国栋同志多次到现场协调。", "宋国栋"),
    ] {
        let codes: &[&str] = &["left-over.source-place", "left-over.source-person"];
        planted.extend(planted_sentence(&text, sentence, words, codes, 5));
    }
    let names = recall(&planted, &options, &mut missed);
    println!(
        "left over from the earlier paper: {:.1} %",
        share(&names) * 100.0
    );
    assert!(share(&names) >= 0.99, "{}", missed.join("\n"));
}

/// A report in Word with faults, and what a review finds in it.
fn word_file() -> (Vec<u8>, Report, Vec<ReviewFinding>) {
    let text = "# 工作汇报\n## 抓项目\n推行\"一村一警\",群众满意。。完成投资__亿元。\n\
        安化县人民政府认真履职，平乐县面貌一新。\n";
    let document = text.parse().expect("markup");
    let layout = nigao::layout::Layout::default();
    let file = write::docx::write(&document, &layout, &write::docx::Meta::default()).expect("docx");
    let report = Report::of(&Source::parse(&file, false, None).expect("a report"));
    let options = ReviewOptions {
        place: Some("平乐县".to_owned()),
        ..Default::default()
    };
    let findings = Reviewer::new(options).review(&report).findings;
    (file, report, findings)
}

#[test]
fn comments_stand_over_the_words_meant_and_are_replaced_by_the_next_run() {
    let (file, report, findings) = word_file();
    assert!(findings.len() >= 4, "{:?}", lines(&findings));
    let once = annotate(&file, &report, &findings, Lang::Zh).expect("annotated");
    assert_eq!((once.written, once.left), (findings.len(), 0));
    let package = WordSource::open(&once.bytes).expect("a Word file");
    let comments = package
        .part_bytes("word/comments.xml")
        .expect("read")
        .expect("comments");
    let comments = String::from_utf8(comments).expect("UTF-8");
    assert_eq!(
        comments.matches("w:author=\"nigao\"").count(),
        findings.len()
    );
    assert!(comments.contains("安化县"), "{comments}");
    let before = WordSource::open(&file).expect("a Word file");
    let words = |source: &WordSource| -> Vec<String> {
        source.stories()[0]
            .paragraphs
            .iter()
            .map(|one| one.text.clone())
            .collect()
    };
    assert_eq!(words(&package), words(&before), "the words stay");
    let again = annotate(&once.bytes, &report, &findings, Lang::Zh).expect("annotated again");
    let package = WordSource::open(&again.bytes).expect("a Word file");
    let comments = package
        .part_bytes("word/comments.xml")
        .expect("read")
        .expect("comments");
    let comments = String::from_utf8_lossy(&comments).into_owned();
    assert_eq!(
        comments.matches("w:author=\"nigao\"").count(),
        findings.len()
    );
}

#[test]
fn mechanical_faults_are_corrected_in_text_and_as_tracked_changes() {
    let (file, report, findings) = word_file();
    let text = fix_text(&report, &findings);
    assert!(
        text.contains("推行“一村一警”，群众满意。完成投资__亿元。"),
        "{text}"
    );
    let fixed = fix_word(&file, &report, &findings).expect("fixed");
    assert!(fixed.written >= 4 && fixed.left == 0, "{fixed:?}");
    let shown = Report::of(&Source::parse(&fixed.bytes, false, None).expect("a report"));
    assert!(
        shown
            .text()
            .contains("推行“一村一警”，群众满意。完成投资__亿元。"),
        "{}",
        shown.text()
    );
    let source = WordSource::open(&fixed.bytes).expect("a Word file");
    assert!(
        source.stories()[0]
            .paragraphs
            .iter()
            .any(|one| one.is_tracked)
    );
}

#[test]
fn the_command_reviews_annotates_and_keeps_what_was_accepted() {
    let paper = "平乐县政府工作报告\n各位代表：\n安化县人民政府认真履职，推行\"一村一警\"。\n";
    let desk = Desk::new().file("稿.txt", paper);
    let run = desk.run(&["review", "稿.txt"]).code(1);
    assert!(
        run.out.contains("属湖南省益阳市") && run.out.contains("没有查的"),
        "{}",
        run.out
    );
    desk.run(&["review", "稿.txt", "--skip", "left-over"])
        .code(0);
    desk.run(&["review", "稿.txt", "--only", "没有"]).code(2);
    desk.run(&["review", "稿.txt", "--fail-on", "never"])
        .code(0);
    desk.run(&["review", "稿.txt", "--fix", "改.txt", "--fail-on", "never"])
        .code(0);
    assert!(desk.read("改.txt").contains("“一村一警”"));
    desk.run(&["review", "稿.txt", "--annotate", "批.docx"])
        .code(2);
    let accepted = "accepted:\n- {rule: left-over.place, words: 安化县人民政府认真履职}\n";
    let desk = Desk::new()
        .file("稿.txt", paper)
        .file("nigao.yaml", accepted);
    let run = desk.run(&["review", "稿.txt"]).code(0);
    assert!(run.out.contains("已经认可"), "{}", run.out);
    let json = desk.run(&["review", "稿.txt", "--json"]).code(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let found = &json["result"]["papers"][0]["findings"];
    assert_eq!(found[0]["rule"], "punctuation.straight-quotes", "{json}");
    let sarif = desk.run(&["review", "稿.txt", "--sarif"]).code(0).out;
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF");
    assert_eq!(
        sarif["runs"][0]["results"][0]["ruleId"],
        "punctuation.straight-quotes"
    );
    let listed = desk.run(&["review", "--rules"]).code(0).out;
    assert!(rules().iter().all(|rule| listed.contains(rule.code)));
}

#[test]
fn papers_of_one_place_are_compared() {
    let desk = Desk::new()
        .file(
            "报告.txt",
            "云溪镇政府工作报告\n各位代表：\n全镇固定资产投资15.4亿元。\n",
        )
        .file(
            "述职.txt",
            "云溪镇镇长述职报告\n全镇固定资产投资16.2亿元。\n",
        );
    let alone = desk.run(&["review", "报告.txt", "述职.txt"]).code(0).out;
    assert!(!alone.contains("16.2亿元，“"), "{alone}");
    let run = desk
        .run(&["review", "报告.txt", "述职.txt", "--together"])
        .code(0);
    assert!(run.out.contains("“报告.txt”里是15.4亿元"), "{}", run.out);
}

/// The part of the page on rules that is made from their cards.
fn page() -> String {
    let zh = |key: &'static str| Message::plain(key).text(Lang::Zh);
    let mut page = String::new();
    let mut family = "";
    for rule in rules() {
        if rule.family() != family {
            family = rule.family();
            page += &format!("## {family}\n\n");
        }
        let weight = match rule.severity {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Advice => "建议",
        };
        page += &format!("### {}\n\n", rule.code);
        page += &format!(
            "{}。{weight}；{}：{}。\n\n",
            zh(rule.title),
            zh(rule.tier.key()),
            rule.source
        );
        page += &format!("- 提示：{}\n", card(&rule.hit));
        page += &format!("- 不提示：{}\n\n", card(&rule.miss));
    }
    page.trim_end().to_owned() + "\n"
}

fn card(card: &RuleCard) -> String {
    let line = |text: &str| format!("`{}`", text.replace('\n', " ⏎ "));
    let beside = match card.beside {
        CardContext::Place(place) => format!("（本文是{place}的）"),
        CardContext::Source(source) => format!("（旧稿：{}）", line(source)),
        CardContext::Answers(answers) => format!("（填报：{}）", line(answers)),
        CardContext::CarriedOver(sentence) => format!("（字段表记着来稿的话：{sentence}）"),
        CardContext::Together(other) => format!("（另一份：{}）", line(other)),
        CardContext::Layout(layout) => format!("（版式：`{layout}`）"),
        CardContext::Marked(words, mark) => {
            let mark = Message::plain(mark.key()).text(Lang::Zh);
            format!("（“{words}”{mark}）")
        }
        _ => String::new(),
    };
    format!("{}{beside}", line(card.text))
}

#[test]
fn the_page_on_rules_is_made_from_their_cards() {
    const MARK: &str = "<!-- 以下由 GOLDEN=write cargo test --test suite rules 写成 -->\n";
    let path = root().join("docs/rules.md");
    let text = std::fs::read_to_string(&path).expect("docs/rules.md");
    let (intro, listed) = text.split_once(MARK).expect("the mark");
    let made = format!("\n{}", page());
    if std::env::var("GOLDEN").as_deref() == Ok("write") {
        std::fs::write(&path, format!("{intro}{MARK}{made}")).expect("written");
        return;
    }
    assert!(
        listed == made,
        "docs/rules.md is not what the rules are; GOLDEN=write writes it"
    );
}

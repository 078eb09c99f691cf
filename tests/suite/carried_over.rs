//! Invariant 11 in mined genres: what an earlier report said of its year is pointed out in every
//! draft until somebody has accepted it.

use std::fs;
use std::path::{Path, PathBuf};

use nigao::diagnostic::Lang;
use nigao::drafting::carried_over_by;
use nigao::read::{Report, Source};
use nigao::review::{AcceptedFinding, ReviewFinding, ReviewOptions, Reviewer, UnitFile};
use nigao::schema;

use super::harness::{Desk, files, root};

/// The reports that are mined here.
fn reports() -> Vec<PathBuf> {
    files(&root().join("samples/reports/genres"), "txt")
}

/// The sentences of a text that a schema says were carried over.
fn found(text: &str, carried_over: &[String]) -> (Report, Vec<ReviewFinding>) {
    let options = ReviewOptions {
        only: vec!["copying.carried-over".to_owned()],
        carried_over: carried_over.to_vec(),
        ..ReviewOptions::default()
    };
    let report = Report::of(&Source {
        text: text.to_owned(),
        paragraphs: true,
        ..Source::default()
    });
    let findings = Reviewer::new(options).review(&report).findings;
    (report, findings)
}

/// A folder with the genre `own`, mined from a report.
fn mined(report: &Path) -> Desk {
    let folder = Desk::new().file("report.txt", fs::read(report).unwrap());
    folder
        .run(&["mine", "report.txt", "-o", "genre", "--name", "own"])
        .code(0);
    folder
}

fn carried_over(folder: &Desk) -> Vec<String> {
    let source = folder.read("genre/schemas/own.yaml");
    let (schema, faults) = schema::read("own.yaml", &source, &[]).recovered();
    assert!(faults.is_empty(), "{faults}");
    schema.carried_over
}

fn fill<'a>(output: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let answers = "genre/samples/own/answers.yaml";
    let mut words = vec!["fill", "own", answers, "--templates", "genre", "--force"];
    words.extend(["-o", output]);
    words.extend(more);
    words
}

fn comments(folder: &Desk, file: &str) -> usize {
    let bytes = fs::read(folder.path(file)).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let Ok(mut part) = archive.by_name("word/comments.xml") else {
        return 0;
    };
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut part, &mut xml).unwrap();
    xml.matches("<w:comment ").count()
}

#[test]
fn every_sentence_carried_over_is_told_in_the_draft() {
    let mut told = 0;
    for path in reports() {
        let folder = mined(&path);
        let patterns = carried_over(&folder);
        folder.run(&fill("a.txt", &[])).code(0);
        let (report, findings) = found(&folder.read("a.txt"), &patterns);
        told += findings.len();
        // Short sentences are told apart by nothing; all others are found where they stand.
        let is_long = |pattern: &&String| {
            let longest = pattern
                .split("{{…}}")
                .map(|piece| piece.chars().filter(|c| c.is_alphanumeric()).count());
            longest.max().unwrap_or(0) >= 8
        };
        let expected = patterns.iter().filter(is_long).count();
        let words: Vec<String> = findings
            .iter()
            .map(|finding| finding.place(&report).snippet)
            .collect();
        assert!(
            words.len() >= expected,
            "{}: {expected}\n{patterns:#?}\n{words:#?}",
            path.display()
        );
    }
    assert!(told > 20, "{told} sentences are too few to show anything");
}

#[test]
fn a_draft_in_word_comments_on_each_until_its_line_is_deleted() {
    let report = root().join("samples/reports/genres/澜江市2021至2025年.txt");
    let folder = mined(&report);
    let patterns = carried_over(&folder);
    folder.run(&fill("a.docx", &["--draft"])).code(0);
    assert_eq!(comments(&folder, "a.docx"), patterns.len());
    // The final copy is read out: it is told of, and carries no comment.
    folder
        .run(&fill("b.docx", &["--lang", "zh"]))
        .code(0)
        .says(&[&format!("有 {} 句与来稿一字不差", patterns.len())]);
    assert_eq!(comments(&folder, "b.docx"), 0);
    let source = folder.read("genre/schemas/own.yaml");
    let cut = source.find("carried_over:").unwrap();
    let folder = folder.file("genre/schemas/own.yaml", &source[..cut]);
    folder.run(&fill("c.docx", &["--draft"])).code(0);
    assert_eq!(comments(&folder, "c.docx"), 0);
}

#[test]
fn what_the_unit_accepts_is_told_no_longer() {
    let report = root().join("samples/reports/genres/澜江市2021至2025年.txt");
    let folder = mined(&report);
    let patterns = carried_over(&folder);
    folder.run(&fill("a.txt", &[])).code(0);
    let (report, findings) = found(&folder.read("a.txt"), &patterns);
    let accepted: String = findings[1..]
        .iter()
        .map(|finding| AcceptedFinding::of(&report, finding).line())
        .collect();
    let unit = format!("accepted:\n{accepted}");
    assert!(UnitFile::read("nigao.yaml", &unit).diagnostics.is_empty());
    let folder = folder.file("nigao.yaml", unit);
    folder.run(&fill("b.docx", &["--draft"])).code(0);
    assert_eq!(comments(&folder, "b.docx"), 1);
    // A batch looks at the file of the folder it writes into, as one report does.
    let answers = folder.read("genre/samples/own/answers.yaml");
    let folder = folder.file("records/a.yaml", answers);
    let records = ["--records", "records/a.yaml", "--draft", "--lang", "zh"];
    let batch = |output| {
        let words = [
            "fill", "own", "--templates", "genre", "--force", "-o", output,
        ];
        [&words[..], &records].concat()
    };
    folder
        .run(&batch("{序号}.docx"))
        .code(0)
        .says(&["有 1 句与来稿一字不差"]);
    assert_eq!(comments(&folder, "1.docx"), 1);
    folder.run(&batch("out/{序号}.docx")).code(0);
    assert_eq!(comments(&folder, "out/1.docx"), patterns.len());
}

/// A unit accepts a sentence as a report printed it; the schema has what is printed left out.
#[test]
fn what_was_accepted_with_its_year_and_place_is_not_counted_for_a_batch() {
    let table = "{title: 例, kind: 讲话, summary: 例, fields: [{name: 年份, kind: year}], \
                 carried_over: ['{{…}}年，{{…}}没有发生较大以上安全事故。', 我们始终坚持为民办事不动摇。]}";
    let (schema, faults) = schema::read("s.yaml", table, &[]).recovered();
    assert!(faults.is_empty(), "{faults}");
    let counted = |unit: &str| {
        let unit = UnitFile::read("nigao.yaml", unit).recovered().0;
        carried_over_by(&schema, &unit).map(|advice| advice.message.text(Lang::En))
    };
    let rule = "rule: copying.carried-over";
    let printed = format!("{{{rule}, words: '2025年，云溪镇没有发生较大以上安全事故'}}");
    let other = format!("{{{rule}, words: 我们始终坚持为民办事不动摇}}");
    assert!(counted("").is_some_and(|told| told.contains('2')));
    for one in [&printed, &other] {
        let told = counted(&format!("accepted: [{one}]"));
        assert!(told.is_some_and(|told| told.contains('1')), "{one}");
    }
    assert_eq!(counted(&format!("accepted: [{printed}, {other}]")), None);
    assert_eq!(counted("skip: [copying.carried-over]"), None);
}

#[test]
fn a_sentence_is_the_same_in_another_year_and_place() {
    let pattern = ["{{…}}年，{{…}}没有发生较大以上安全事故。".to_owned()];
    for (text, count) in [
        ("2025年，云溪镇没有发生较大以上安全事故。", 1),
        ("2026年，青禾县枫岭镇没有发生较大以上安全事故。", 1),
        ("一是2026年，枫岭镇没有发生较大以上安全事故；二是别的。", 1),
        ("2026年，枫岭镇没有发生较大以上安全事故，群众满意。", 0),
        ("2026年，枫岭镇发生较大以上安全事故1起。", 0),
        ("没有发生较大以上安全事故的村有八个。", 0),
    ] {
        let text = format!("工作汇报\n{text}");
        assert_eq!(found(&text, &pattern).1.len(), count, "{text}");
    }
}

#[test]
fn programs_and_batches_are_told_as_people_are() {
    let report = root().join("samples/reports/genres/澜江市2021至2025年.txt");
    let folder = mined(&report);
    let count = carried_over(&folder).len().to_string();
    let run = folder.run(&fill("a.docx", &["--json"])).code(0);
    let told: serde_json::Value = serde_json::from_str(&run.out).expect("an envelope");
    let advice = &told["diagnostics"][0];
    assert_eq!(advice["key"], "draft.carried-over", "{told}");
    assert_eq!(advice["args"]["n"], count.as_str(), "{told}");
    // A draft of a batch is the draft of the same answers alone, comments and all.
    let answers = folder.read("genre/samples/own/answers.yaml");
    let folder = folder.file("records/one.yaml", answers);
    let words = ["fill", "own", "--templates", "genre", "--draft", "--force"];
    let batch = ["--records", "records", "-o", "out/{年份}.docx"];
    folder
        .run(&[&words[..], &batch].concat())
        .code(0)
        .says(&["与来稿一字不差"]);
    folder.run(&fill("b.docx", &["--draft"])).code(0);
    let names = files(&folder.path("out"), "docx");
    let [made] = &names[..] else {
        panic!("{names:?}")
    };
    let alone = fs::read(folder.path("b.docx")).expect("the draft alone");
    assert!(fs::read(made).expect("the draft of the batch") == alone);
}

#[test]
fn problems_named_again_are_told_and_closings_are_not() {
    let report = "述职报告\n副镇长　沈若兰\n各位领导、同志们：\n\
        现将2025年履职情况报告如下。\n一、2025年工作回顾\n\
        全年新建高标准农田3200亩，化解矛盾纠纷163件。全年没有发生较大以上事故。\n\
        二、存在的问题\n\
        一是旅游旺季人车拥堵，接待能力跟不上。二是仍有5个村集体收入不足10万元。\n\
        对这些问题，我将一件一件加以解决。\n三、2026年工作打算\n\
        新建高标准农田2600亩。\n以上报告，请各位领导和同志们批评指正。\n";
    let folder = Desk::new().file("report.txt", report);
    folder
        .run(&["mine", "report.txt", "-o", "genre", "--name", "own"])
        .code(0);
    let told = carried_over(&folder);
    for words in ["没有发生较大以上事故", "接待能力跟不上"] {
        let is_told = told.iter().any(|sentence| sentence.contains(words));
        assert!(is_told, "{words} is not among {told:?}");
    }
    for words in ["对这些问题", "批评指正", "10万元", "2600"] {
        let is_told = told.iter().any(|sentence| sentence.contains(words));
        assert!(!is_told, "{words} is among {told:?}");
    }
}

#[test]
fn the_evidence_tells_what_the_template_says_again() {
    for report in reports().iter().take(4) {
        let folder = mined(report);
        let answers = "genre/samples/own/answers.yaml";
        let run = folder.run(&["trace", "own", answers, "--templates", "genre", "--json"]);
        let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let sentences = value["result"]["sentences"].as_array().unwrap();
        let mut told = Vec::new();
        for sentence in sentences {
            let said = sentence["sentence"].as_str().unwrap();
            for part in sentence["parts"].as_array().unwrap() {
                let words = part["words"].as_str().unwrap();
                assert!(said.contains(words), "{words} is not in {said}");
                if part["kind"] == "carried-over" {
                    told.push(words.to_owned());
                }
            }
        }
        let count = carried_over(&folder).len();
        assert!(
            told.len() * 2 > count,
            "{}: {told:?} of {count}",
            report.display()
        );
    }
}

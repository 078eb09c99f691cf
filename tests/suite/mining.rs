//! Mining: law 3, what was mined from a report drafts that report again, on samples, seeds and any text.

use nigao::catalog::Catalog;
use nigao::draft::draft;
use nigao::mine::{Mined, Skeleton, mine, skeleton};
use nigao::read::Report;
use nigao::schema::{self, Answers, Fact, Facts, Mode};
use nigao::template::Template;
use nigao::write;
use proptest::prelude::*;

/// What a mined genre drafts with its own answers, or why it does not.
fn drafted(mined: &Mined) -> Result<String, String> {
    let told = |faults: &[nigao::diagnostic::Diagnostic]| format!("{faults:#?}\n{}", mined.template);
    let (schema, faults) = schema::read("schema.yaml", &mined.schema, &[]);
    if !faults.is_empty() {
        return Err(format!("{faults:#?}\n{}", mined.schema));
    }
    let template = Template::parse("t.hbs", &mined.template).map_err(|faults| told(&faults))?;
    let faults = template.agree(&schema);
    if !faults.is_empty() {
        return Err(told(&faults));
    }
    let template = template.bind(&schema).map_err(|faults| told(&faults))?;
    let checked = schema::check(&schema, &Answers::read("answers.yaml", &mined.answers), Mode::default());
    let facts = checked.facts.ok_or_else(|| format!("{}\n{}", told(&checked.diagnostics), mined.answers))?;
    let document = draft(&template, &facts, false).map_err(|faults| told(&faults))?;
    Ok(write::text::write(&document))
}

fn comes_back(source: &str) -> Result<(), String> {
    let report = Report::read(source);
    let expected = report.text();
    let found = drafted(&mine(&report))?;
    let found = found.strip_suffix('\n').unwrap_or(&found);
    if found == expected {
        return Ok(());
    }
    let line = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    Err(format!("{line:#?}\n--- found {} lines, expected {}", found.lines().count(), expected.lines().count()))
}

#[test]
fn law_3_seed_reports_come_back() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(files) = std::fs::read_dir(&seeds) else {
        println!("skipped: no seed reports at {}", seeds.display());
        return;
    };
    for file in files {
        let path = file.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        comes_back(&source).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_3_any_text_comes_back(source in "(云溪镇|青禾县|云溪|2024年|2025年|2024年1月5日|生产总值|73\\.1亿元|，同比增长7\\.5%|增长|一、|二、|三、|（一）|（二）|1\\.|2\\.|一是|二是|三是|——|第一，|。|；|：|\n|各位代表：|\\{\\{|\\}\\}|#|\\[一是\\]|\\*\\*|\\\\|【待填：x】|__|12个|项目| |　|\t|\\PC){0,40}") {
        if let Err(why) = comes_back(&source) {
            prop_assert!(false, "{why}");
        }
    }
}

/// The reports of a collection, each after its own `第N篇` line.
fn collection(text: &str) -> Vec<String> {
    let mut reports: Vec<String> = Vec::new();
    for line in text.lines() {
        let words = line.trim();
        if words.starts_with('第') && words.chars().take(4).any(|c| c == '篇') {
            reports.push(String::new());
        }
        if let Some(report) = reports.last_mut() {
            report.push_str(line);
            report.push('\n');
        }
    }
    reports
}

#[test]
fn shuffled_sections_of_one_text_pair_whole() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds/002_b041b87a843ba271.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: no seed report at {}", path.display());
        return;
    };
    let reports: Vec<Report> = collection(&text).iter().map(|text| Report::read(text)).collect();
    let work = [&reports[1], &reports[3], &reports[6], &reports[9]].map(Clone::clone);
    let skeleton = skeleton(&work);
    for answers in &skeleton.answers {
        let Skeleton { template, schema, .. } = skeleton.clone();
        drafted(&Mined { template, schema, answers: answers.clone() }).unwrap_or_else(|why| panic!("{why}"));
    }
    let reviewed = |found: &Vec<bool>| found[0] && found[1];
    let paired = skeleton.sections.iter().filter(|(name, found)| name.starts_with("回顾") && reviewed(found)).count();
    assert_eq!(paired, 6, "{:#?}", skeleton.sections);
    for role in ["开场", "工作回顾", "感谢", "问题", "总体要求", "预期目标", "工作安排", "结尾"]
    {
        assert!(skeleton.sections.iter().any(|(name, _)| name == role), "no {role} in {:?}", skeleton.sections);
    }
}

const TOWNS: [&str; 3] = [
    "云溪镇政府工作报告\n各位代表：\n现在，我代表镇人民政府向大会报告工作，请予审议。\n一、2024年工作回顾\n（一）经济运行稳中向好。全镇实现生产总值73.1亿元，同比增长7.5%。\n（二）民生福祉持续改善。新增就业320人。\n二、2025年工作安排\n（一）抓好产业项目建设。新建物流园。\n谢谢大家！",
    "清河乡政府工作报告\n各位代表：\n现在，我代表镇人民政府向大会报告工作，请予审议。\n一、2023年工作回顾\n（一）民生保障有力有效。新增就业150人。\n（二）产业发展提质增效。全镇实现生产总值12.6亿元，同比增长5.2%。\n二、2024年工作安排\n（一）推进项目落地见效。修好三条路。\n谢谢大家！",
    "石桥镇政府工作报告\n各位代表：\n现在，我代表镇人民政府向大会报告工作，请予审议。\n一、2024年工作回顾\n（一）工业经济加快发展。全镇实现生产总值30.2亿元，同比增长6%。\n（二）生态环境不断改善。植树200亩。\n二、2025年工作安排\n（一）建设重点项目。办好两件事。\n谢谢大家！",
];

#[test]
fn several_reports_give_one_genre_that_each_of_them_answers() {
    let reports = TOWNS.map(Report::read);
    let skeleton = skeleton(&reports);
    for (answers, own) in skeleton.answers.iter().zip(["7.5%", "5.2%", "6%"]) {
        let mined =
            Mined { template: skeleton.template.clone(), schema: skeleton.schema.clone(), answers: answers.clone() };
        let text = drafted(&mined).unwrap_or_else(|why| panic!("{why}"));
        assert!(text.contains(&format!("同比增长{own}")), "{text}");
        assert_eq!(text.matches("请予审议").count(), 1, "{text}");
    }
    assert!(skeleton.template.contains("实现生产总值{{生产总值}}，同比{{生产总值.同比}}"), "{}", skeleton.template);
    assert!(!skeleton.template.contains("植树"), "what one report says stays out");
    assert!(!skeleton.template.contains("云溪"), "no town's name stays in a template");
}

/// The figures of answers as a report prints them: this year's values, records included.
fn figures(facts: &Facts, found: &mut Vec<String>) {
    for (_, fact) in facts.iter() {
        match fact {
            Fact::Figure(measure) => found.push(measure.current.to_string()),
            Fact::List(records) => records.iter().for_each(|record| figures(record, found)),
            _ => {}
        }
    }
}

#[test]
fn figures_of_the_samples_come_back_as_fields() {
    let (mut all, mut lost) = (0, Vec::new());
    for genre in Catalog::shipped().genres().unwrap() {
        let (schema, _) = genre.schema();
        let template = genre.template().unwrap().bind(&schema).unwrap();
        let (file, text) = genre.sample().unwrap();
        let facts = schema::check(&schema, &Answers::read(&file, &text), Mode::default()).facts.unwrap();
        let report = Report::read(&write::text::write(&draft(&template, &facts, false).unwrap()));
        let mined = mine(&report);
        let mut wanted = Vec::new();
        figures(&facts, &mut wanted);
        let printed = report.text();
        for figure in wanted.into_iter().filter(|figure| printed.contains(figure.as_str())) {
            all += 1;
            if !mined.answers.contains(&format!("\"{figure}\"")) {
                lost.push(format!("{}: {figure}", genre.name));
            }
        }
    }
    let share = 1.0 - lost.len() as f64 / f64::from(all);
    println!("{share:.3} of {all} figures come back");
    assert!(share >= 0.95, "only {share:.3} of {all}: {lost:#?}");
}

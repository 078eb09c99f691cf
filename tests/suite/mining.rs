//! Mining: invariant 3, what was mined from a report drafts that report again, on samples,
//! seeds and any
//! text.

use nigao::answers::{Answers, Mode};
use nigao::draft::draft;
use nigao::mine::{Mined, mine, propose};
use nigao::read::{Report, Source};
use nigao::schema;
use nigao::template::Template;
use nigao::write;
use proptest::prelude::*;

use super::golden;

/// What a mined genre drafts with the answers of one of its reports, or why it does not.
pub(crate) fn drafted(mined: &Mined, report: usize) -> Result<String, String> {
    let told =
        |faults: &[nigao::diagnostic::Diagnostic]| format!("{faults:#?}\n{}", mined.template);
    let (schema, faults) = schema::read("schema.yaml", &mined.schema, &[]).recovered();
    if !faults.is_empty() {
        return Err(format!("{faults:#?}\n{}", mined.schema));
    }
    let template = Template::parse("t.hbs", &mined.template).map_err(|faults| told(&faults))?;
    let mut faults = template.agree(&schema);
    // A char that the report lost is printed as it is, with a warning.
    faults.retain(|fault| fault.code() != nigao::diagnostic::Code::TemplateLost);
    if !faults.is_empty() {
        return Err(told(&faults));
    }
    let template = template.bind(&schema).map_err(|faults| told(&faults))?;
    let checked = nigao::answers::check(
        &schema,
        &Answers::read("answers.yaml", &mined.answers[report]),
        Mode::default(),
    );
    let facts = checked
        .value
        .ok_or_else(|| format!("{}\n{}", told(&checked.diagnostics), mined.answers[report]))?;
    let document = draft(&template, &facts, false).map_err(|faults| told(&faults))?;
    Ok(write::text::write(&document))
}

/// Whether what is mined from a report drafts it again.
pub(crate) fn comes_back(report: &Report) -> Result<(), String> {
    drafts(&mine(report), &report.text())
}

/// Whether a mined genre drafts just this.
fn drafts(mined: &Mined, expected: &str) -> Result<(), String> {
    let found = drafted(mined, 0)?;
    let found = found.strip_suffix('\n').unwrap_or(&found);
    if found == expected {
        return Ok(());
    }
    let line = found
        .lines()
        .zip(expected.lines())
        .find(|(found, expected)| found != expected);
    Err(format!(
        "{line:#?}\n--- found {} lines, expected {}",
        found.lines().count(),
        expected.lines().count()
    ))
}

#[test]
fn invariant_3_traditional_characters_stay() {
    let source = "雲溪鎮政府工作報告\n2025年，全鎮實現税收收入5.65億元，同比增長7.5%，比上年增加0.4億元，占比提高0.3個百分點。";
    comes_back(&Report::read(source)).unwrap();
    let mixed = "2025年，全镇实现税收收入5.65亿元，同比增長7.5%；外贸总额2亿元，同比下降3%。";
    comes_back(&Report::read(mixed)).unwrap();
}

/// Reports of any year of the calendar, and of a year before it; of places of every kind.
#[test]
fn invariant_3_any_year_and_any_kind_of_place_come_back() {
    const PLACES: [&str; 12] = [
        "云溪镇", "查干苏木", "乌兰嘎查", "和县", "大会镇", "清河旗", "北原盟", "七星街道",
        "第八师一四三团", "红旗公社", "东风大队", "石门村",
    ];
    let years = [
        1900, 1937, 1948, 1949, 1960, 1975, 1989, 1990, 1999, 2000, 2025, 2060, 2061, 2099,
    ];
    for (n, year) in years.into_iter().enumerate() {
        let place = PLACES[n % PLACES.len()];
        let next = year + 1;
        let text = format!(
            "{place}工作报告\n——{next}年1月5日在{place}第九届人民代表大会第二次会议上\n各位代表：\n\
             一、{year}年工作回顾\n{year}年，{place}粮食总产{year}吨，比{}年增长3.2%。\n\
             二、{next}年工作安排\n到{next}年底，修渠12公里。",
            year - 1
        );
        if let Err(why) = comes_back(&Report::read(&text)) {
            panic!("{year} {place}: {why}");
        }
    }
    for place in PLACES {
        let text = format!(
            "{place}人民政府工作报告\n各位代表：\n2025年，{place}修路3公里，{place}变了样。"
        );
        if let Err(why) = comes_back(&Report::read(&text)) {
            panic!("{place}: {why}");
        }
    }
}

#[test]
fn invariant_3_headings_whose_words_begin_with_a_number_come_back() {
    for number in ["（一）", "一、", "1.", "（1）", "①", "一是", "第一，"] {
        for label in ["一、", "（一）", "1. "] {
            comes_back(&Report::read(&format!(
                "{label}{number}\n{label}{number}云溪镇"
            )))
            .unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn invariant_3_any_text_comes_back(source in "(云溪镇|青禾县|云溪|2024年|2025年|2024年1月5日|生产总值|73\\.1亿元|，同比增长7\\.5%|，同比增長7\\.5%|增长|一、|二、|三、|（一）|（二）|1\\.|2\\.|一是|二是|三是|——|第一，|。|；|：|\n|各位代表：|\\{\\{|\\}\\}|#|\\[一是\\]|\\*\\*|\\\\|【待填：x】|__|12个|项目| |　|\t|\\PC){0,40}") {
        if let Err(why) = comes_back(&Report::read(&source)) {
            prop_assert!(false, "{why}");
        }
    }
}

#[test]
fn shuffled_sections_of_one_text_pair_whole() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/seeds/002_b041b87a843ba271.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: no seed report at {}", path.display());
        return;
    };
    let parts = Source {
        text,
        ..Source::default()
    }
    .split();
    let reports: Vec<Report> = parts.iter().map(Report::of).collect();
    let work = [1, 3, 5, 6, 9, 10].map(|at| reports[at].clone());
    let proposal = propose(&work);
    let mined = proposal.genre();
    for report in 0..work.len() {
        drafted(&mined, report).unwrap_or_else(|why| panic!("{why}"));
    }
    for place in ["石排", "东莞", "甘南", "山东", "临夏"] {
        assert!(
            !mined.template.contains(place) && !mined.schema.contains(place),
            "{place} is one report's own"
        );
    }
    let sections = proposal.sections();
    let reviewed = |found: &Vec<bool>| found[0] && found[1];
    let paired = sections
        .iter()
        .filter(|(name, found)| name.starts_with("回顾") && reviewed(found))
        .count();
    assert_eq!(paired, 6, "{sections:#?}");
    assert!(
        !sections.iter().any(|(name, _)| name == "结尾_2"),
        "what closes a report is one section: {sections:?}"
    );
    for role in [
        "开场", "工作回顾", "感谢", "问题", "总体要求", "预期目标", "工作安排", "结尾",
    ] {
        assert!(
            sections
                .iter()
                .any(|(name, found)| name == role && found.len() == 6),
            "no {role} in {sections:?}"
        );
    }
}

pub(crate) const TOWNS: [&str; 3] = [
    "云溪镇政府工作报告\n各位代表：\n现在，我代表镇人民政府向大会报告工作，请予审议。\n一、2024年工作回顾\n（一）经济运行稳中向好。全镇实现生产总值73.1亿元，同比增长7.5%。\n（二）民生福祉持续改善。新增就业320人。\n二、2025年工作安排\n（一）抓好产业项目建设。新建物流园。\n谢谢大家！",
    "清河乡政府工作报告\n各位代表：\n现在，我代表镇人民政府向大会报告工作，请予审议。\n一、2023年工作回顾\n（一）民生保障有力有效。新增就业150人。\n（二）产业发展提质增效。全镇实现生产总值12.6亿元，同比增长5.2%。\n二、2024年工作安排\n（一）推进项目落地见效。修好三条路。\n谢谢大家！",
    "石桥镇政府工作报告\n各位代表：\n现在，我代表镇人民政府向大会报告工作，请予审议。\n一、2024年工作回顾\n（一）工业经济加快发展。全镇实现生产总值30.2亿元，同比增长6%。\n（二）生态环境不断改善。植树200亩。\n二、2025年工作安排\n（一）建设重点项目。办好两件事。\n谢谢大家！",
];

#[test]
fn several_reports_give_one_genre_that_each_of_them_answers() {
    let reports = TOWNS.map(Report::read);
    let mined = propose(&reports).genre();
    for (report, own) in ["7.5%", "5.2%", "6%"].iter().enumerate() {
        let text = drafted(&mined, report).unwrap_or_else(|why| panic!("{why}"));
        assert!(text.contains(&format!("同比增长{own}")), "{text}");
        assert_eq!(text.matches("请予审议").count(), 1, "{text}");
    }
    assert!(
        mined
            .template
            .contains("实现生产总值{{生产总值}}，同比{{生产总值.同比}}"),
        "{}",
        mined.template
    );
    assert!(
        !mined.template.contains("植树"),
        "what one report says stays out"
    );
    assert!(
        !format!("{}{}", mined.template, mined.schema).contains("云溪"),
        "no town's name stays in a genre"
    );
}

/// Reports of different towns name the same indicator in words of their own.
#[test]
fn indicators_told_in_other_words_are_one_field() {
    let told = [
        (
            "云溪镇",
            "2024年，全镇生产总值达到73.1亿元，增长7.5%；茶叶卖到了北京。",
        ),
        (
            "清河乡",
            "这一年最难得的，是全乡完成生产总值12.6亿元，同比增长5.2%。",
        ),
        (
            "石桥镇",
            "预计实现生产总值30.2亿元，比上年增长6%。修好了水渠。",
        ),
    ];
    let report = |(town, told): &(&str, &str)| {
        Report::read(&format!(
            "{town}政府工作报告\n各位代表：\n一、工作回顾\n{told}\n二、工作安排\n继续努力。\n谢谢大家！"
        ))
    };
    let mined = propose(&told.iter().map(report).collect::<Vec<_>>()).genre();
    let clause = "{{#if 生产总值}}生产总值{{生产总值}}，同比{{生产总值.同比}}{{/if}}\n";
    assert!(mined.template.contains(clause), "{}", mined.template);
    for (at, own) in [
        "73.1亿元，同比增长7.5%", "12.6亿元，同比增长5.2%", "30.2亿元，同比增长6%",
    ]
    .iter()
    .enumerate()
    {
        let text = drafted(&mined, at).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(text.matches("生产总值").count(), 1, "told once: {text}");
        assert!(text.contains(own), "{text}");
    }
}

/// Points and lower headings of a section are a list: as many as there are, each with what stands
/// under it.
#[test]
fn what_repeats_in_a_section_becomes_a_list() {
    let report = |town: &str, points: [&str; 3]| {
        let [a, b, c] = points;
        let plan = format!(
            "一、大力发展工业经济\n（一）{a}\n今年动工。\n（二）{b}\n明年建成。\n二、切实保障改善民生\n修路。"
        );
        let text = "政府工作报告\n各位代表：\n2024年工作回顾\n一年来，大家都很努力。\n";
        let problems = format!(
            "同时，我们清醒看到，存在不少问题：一是{a}不够。二是{b}不快，要改。三是{c}不多。"
        );
        Report::read(&format!(
            "{town}{text}{problems}\n2025年工作安排\n{plan}\n谢谢大家！"
        ))
    };
    let reports = [
        report("云溪镇", ["招商", "修厂", "技改"]),
        report("清河乡", ["扩园", "通路", "引才"]),
    ];
    let mined = propose(&reports).genre();
    for list in [
        "{{#each 问题要点}}\n- [一是] **{{句首}}**",
        "{{#each 安排产业经济要点}}\n#### {{句首}}\n",
    ] {
        assert!(
            mined.template.contains(list),
            "no {list} in {}",
            mined.template
        );
    }
    for (at, own) in ["二是修厂不快，要改。\n", "（二）通路\n明年建成。\n"]
        .iter()
        .enumerate()
    {
        let text = drafted(&mined, at).unwrap_or_else(|why| panic!("{why}"));
        assert!(text.contains(own), "{text}");
    }
}

/// The sample reports of three towns in two years, by name.
pub(crate) fn sample_reports() -> Vec<(String, Report)> {
    reports_in("samples/reports")
}

/// Every sample report, by name: other genres, and files that are hard to read; a collection gives
/// the reports it holds.
pub(crate) fn all_sample_reports() -> Vec<(String, Report)> {
    let mut reports = sample_reports();
    reports.extend(reports_in("samples/reports/genres"));
    reports.extend(reports_in("samples/reports/hard"));
    reports
}

fn reports_in(folder: &str) -> Vec<(String, Report)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| path.is_file());
    files.sort();
    let mut reports = Vec::new();
    for path in &files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for part in Source::open(path, None).unwrap().split() {
            reports.push((name.clone(), Report::of(&part)));
        }
    }
    reports
}

/// The sample reports that are two years of one office, the older first.
fn offices() -> Vec<(String, [Report; 2])> {
    let mut offices = Vec::new();
    let all = all_sample_reports();
    for (name, newer) in &all {
        let Some(office) = name.strip_suffix("2025") else {
            continue;
        };
        let older = all
            .iter()
            .find(|(name, _)| *name == format!("{office}2024"));
        offices.extend(older.map(|(_, older)| (office.to_owned(), [older.clone(), newer.clone()])));
    }
    offices
}

#[test]
fn two_years_of_an_office_give_the_newest_report_back() {
    let offices = offices();
    assert!(offices.len() >= 4, "{}", offices.len());
    for (name, [older, newer]) in offices {
        for (reports, newest) in [
            ([older.clone(), newer.clone()], 1),
            ([newer.clone(), older.clone()], 0),
        ] {
            let proposal = propose(&reports);
            assert_eq!(proposal.sample(), newest, "{name}");
            let mined = proposal.genre();
            let found = drafted(&mined, newest).unwrap_or_else(|why| panic!("{name}: {why}"));
            assert_eq!(found.trim_end_matches('\n'), newer.text(), "{name}");
        }
    }
}

/// What both years say is no question, and the older year answers what the newest asks.
#[test]
fn two_years_of_an_office_ask_what_changes() {
    let year = |year: i32, jobs: &str, gdp: &str| {
        Report::read(&format!(
            "云溪镇人民政府工作报告\n各位代表：\n一、{year}年工作回顾\n全镇辖36个行政村，\
             全镇上下齐心。全镇实现生产总值{gdp}。新增就业岗位{jobs}。\n二、{}年工作安排\n\
             修路12公里。\n谢谢大家！",
            year + 1
        ))
    };
    let reports = [
        year(2024, "320个", "73.1亿元，同比增长7.5%"),
        year(2025, "410个", "78.2亿元，同比增长6.9%"),
    ];
    let mined = propose(&reports).genre();
    for literal in ["全镇辖36个行政村，", "修路12公里。", "## {{年份}}工作回顾"]
    {
        assert!(
            mined.template.contains(literal),
            "{literal}: {}",
            mined.template
        );
    }
    // A goal that is the same by chance stays, and is told of.
    assert!(mined.schema.contains("- 修路12公里。"), "{}", mined.schema);
    for (answers, own) in mined.answers.iter().zip(["320个", "410个"]) {
        assert!(
            answers.contains(&format!("新增就业岗位: {own}")),
            "{answers}"
        );
    }
    assert!(
        mined.answers[0].contains("{本年: 73.1亿元, 增速: 7.5%}"),
        "{}",
        mined.answers[0]
    );
}

/// The headings of a report and the answers mined from it: what a person reads to see whether
/// mining did well.
#[test]
fn sample_reports_are_taken_apart_as_a_person_would() {
    for (name, report) in sample_reports() {
        let mined = mine(&report);
        drafts(&mined, &report.text()).unwrap_or_else(|why| panic!("{name}: {why}"));
        let heading = |heading: &nigao::read::OutlineHeading| {
            format!(
                "# {}{}\n",
                "  ".repeat(heading.depth - 1),
                report.words(&heading.span)
            )
        };
        let headings: String = report.headings().iter().map(heading).collect();
        golden::compare(
            &golden::folder("mine").join(format!("{name}.yaml")),
            &format!("{headings}\n{}", mined.answers[0]),
        );
    }
}

/// 全市政府系统 holds two names of the report's own bodies that overlap.
#[test]
fn names_of_its_own_bodies_that_overlap_are_one_of_them() {
    let report = |city: &str| {
        Report::read(&format!(
            "{city}人民政府工作报告\n各位代表：\n一、2024年工作回顾\n全市政府系统改进作风，\
             新增就业1200人。\n二、2025年工作安排\n全市政府系统守住本分。\n谢谢大家！"
        ))
    };
    let reports = [report("云州市"), report("枫州市")];
    let mined = propose(&reports).genre();
    for at in 0..reports.len() {
        drafted(&mined, at).unwrap();
    }
}

/// The shared vocabulary's fields of these names have a unit; a report's bare number has none.
#[test]
fn a_bare_number_gets_no_unit_from_the_vocabulary() {
    let report = Report::read("各位代表：\n社会消费品零售总额达到97.9。\n谢谢大家！");
    let shared =
        "fields:\n- {name: 社会消费品零售总额, kind: figure, question: 多少？, unit: 亿元}";
    let (shared, _) = schema::read("vocabulary.yaml", shared, &[]).recovered();
    let mined = mine(&report);
    let (schema, _) = schema::read("schema.yaml", &mined.schema, &shared.fields).recovered();
    let field = schema.field("社会消费品零售总额").unwrap();
    assert!(
        matches!(
            field.kind,
            nigao::schema::FieldKind::Figure { unit: None, .. }
        ),
        "{field:?}"
    );
}

/// 过去一年工作回顾 names no year, and the plans are of the year after it.
#[test]
fn the_year_of_a_report_is_the_one_before_its_plans() {
    let report = Report::read(
        "沧江县人民政府工作报告\n（2026年2月11日在沧江县第十七届人民代表大会第四次会议上）\n\
         各位代表：\n一、过去一年工作回顾\n过去的2025年，全县生产总值189.6亿元。\n\
         二、2026年工作安排\n修路12公里。\n谢谢大家！",
    );
    let mined = mine(&report);
    assert!(
        mined.answers[0].contains("年份: 2025"),
        "{}",
        mined.answers[0]
    );
}

#[test]
fn sample_reports_share_a_skeleton() {
    let (names, reports): (Vec<String>, Vec<Report>) = sample_reports().into_iter().unzip();
    assert_eq!(reports.len(), 6, "{names:?}");
    let mined = propose(&reports).genre();
    for (at, name) in names.iter().enumerate() {
        let text = drafted(&mined, at).unwrap_or_else(|why| panic!("{name}: {why}"));
        // What a town says comes back in its draft, and nothing of another's.
        assert!(
            text.contains(name.trim_end_matches(char::is_numeric)),
            "{name}: {text}"
        );
        // Clauses that a town lacks leave no sentence open; what it tells in another unit is told
        // in the genre's.
        assert!(
            !text.contains("；\n") && !text.contains("；。") && text.contains("；一般公共预算收入"),
            "{text}"
        );
        // Who speaks is told where the report tells it.
        assert_eq!(
            text.contains("镇长　"),
            mined.answers[at].contains("主讲人: 镇长"),
            "{text}"
        );
        for town in ["云溪", "柳塘", "枫岭"]
            .into_iter()
            .filter(|town| !name.starts_with(town))
        {
            assert!(!text.contains(town), "{name} speaks of {town}: {text}");
        }
    }
    golden::compare(
        &golden::folder("mine").join("skeleton.hbs"),
        &mined.template,
    );
}

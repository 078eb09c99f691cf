//! Mined sentences keep word and sign together: no draft says 增长-3% or 下降-0.6%, whatever number
//! of another year is answered.

use nigao::answers::{Answers, Mode};
use nigao::draft::draft;
use nigao::drafting::carried_over_advice;
use nigao::mine::{Mined, mine};
use nigao::read::Report;
use nigao::review::UnitFile;
use nigao::schema;
use nigao::schema::Schema;
use nigao::template::{Bound, Template};
use nigao::write;
use nigao::yaml::{Node, Value};

use super::mining::all_sample_reports;

/// A mined genre, ready to draft with other answers.
pub(crate) struct MinedGenre {
    pub(crate) mined: Mined,
    schema: Schema,
    template: Bound,
    pub(crate) answers: Node,
}

impl MinedGenre {
    pub(crate) fn of(report: &Report) -> Self {
        let mined = mine(report);
        let answers = Answers::read("answers.yaml", &mined.answers[0]).to_node();
        let (schema, _) = schema::read("schema.yaml", &mined.schema, &[]).recovered();
        let template = Template::parse("t.hbs", &mined.template)
            .unwrap()
            .bind(&schema)
            .unwrap();
        Self {
            mined,
            schema,
            template,
            answers,
        }
    }

    /// Tests whether the draft of the same answers is told to say something again word for word.
    pub(crate) fn is_told_of_what_stays(&self) -> bool {
        let answers = Answers::of(self.answers.clone());
        let facts = nigao::answers::check(&self.schema, &answers, Mode::default()).value;
        let document = draft(&self.template, &facts.unwrap(), false).unwrap();
        carried_over_advice(&document, &self.schema, &UnitFile::default()).is_some()
    }

    /// Returns the draft with an answer changed; `None` where the check refuses it.
    pub(crate) fn with(&self, field: &str, part: Option<&str>, value: &str) -> Option<String> {
        let mut answers = self.answers.clone();
        let mut node = answers
            .get(field)
            .cloned()
            .unwrap_or(Node::of(Value::Empty));
        match part {
            Some(part) => node.set(part, Node::of_words(value)),
            None => node = Node::of_words(value),
        }
        answers.set(field, node);
        let checked = nigao::answers::check(&self.schema, &Answers::of(answers), Mode::default());
        Some(write::text::write(
            &draft(&self.template, &checked.value?, false).unwrap(),
        ))
    }
}

/// The text, the field and part to change, the value, and what the draft then says.
const CASES: &[(&str, &str, Option<&str>, &str, &str)] = &[
    (
        "城镇居民人均可支配收入41260元、农村居民人均可支配收入21380元，分别增长4.9%和6.7%。",
        "城镇居民人均可支配收入",
        Some("增速"),
        "-0.6%",
        "分别下降0.6%和增长6.7%。",
    ),
    (
        "城镇居民人均可支配收入41260元、农村居民人均可支配收入21380元，分别增长4.9%和6.7%。",
        "农村居民人均可支配收入",
        Some("增速"),
        "-0.6%",
        "分别增长4.9%和下降0.6%。",
    ),
    (
        "工业产值3亿元、利税2亿元、税收1亿元，分别增长5%、6%和7%。",
        "利税",
        Some("增速"),
        "-6%",
        "分别增长5%、下降6%和增长7%。",
    ),
    // The unit of a list stands behind its last member.
    (
        "按时办结率99.2%，群众满意率97.8%，较去年分别提升0.6和1.9个百分点。",
        "群众满意率",
        Some("增速"),
        "-1.9个百分点",
        "较去年分别提升0.6和下降1.9个百分点。",
    ),
    // A member with a verb of its own is of its own thing.
    (
        "粮食、油料、蔬菜产量分别为24.6万吨、3.1万吨、18.9万吨，分别增长1.2%、下降0.6%、增长3.3%。",
        "油料产量",
        Some("增速"),
        "0.8%",
        "分别增长1.2%、增长0.8%、增长3.3%。",
    ),
    // A list that prints signs goes on printing them.
    (
        "工业投资、民间投资分别增长12.4%和-3.5%。",
        "工业投资增速",
        None,
        "-1.2%",
        "分别增长-1.2%和-3.5%。",
    ),
    (
        "规模以上工业增加值增长9.2%。",
        "规模以上工业增加值增速",
        None,
        "-1.2%",
        "增加值下降1.2%。",
    ),
    (
        "税收收入5.65亿元，年均递增7.5%。",
        "税收收入年均增速",
        None,
        "-2.1%",
        "年均递减2.1%。",
    ),
    (
        "单位能耗下降3.5%。", "单位能耗增速", None, "1%", "单位能耗上升1%。",
    ),
    (
        "刑事案件减少36起。", "刑事案件增量", None, "12起", "刑事案件增加12起。",
    ),
    (
        "全年降水量增长近两成，用电量增幅达7.5%。",
        "用电量增速",
        None,
        "-3%",
        "用电量降幅达3%。",
    ),
    // Verbs of one char, and of yields.
    (
        "粮食总产量21.6万吨，同比增产0.8万吨。",
        "粮食总产量增量",
        None,
        "-1.2万吨",
        "同比减产1.2万吨。",
    ),
    (
        "油菜面积4.6万亩，增0.3万亩。",
        "油菜面积增量",
        None,
        "-0.2万亩",
        "4.6万亩，减0.2万亩。",
    ),
    (
        "生猪存栏5.1万头，同比降1.8%。",
        "生猪存栏",
        Some("增速"),
        "2%",
        "同比升2%。",
    ),
    (
        "全社会研发投入年均增长超10%。",
        "全社会研发投入年均增速",
        None,
        "-2%",
        "年均下降超2%。",
    ),
    // What is not compared with last year is asked apart, so that no last year's value answers it.
    (
        "每百户拥有小汽车52辆，比五年前增加18辆。",
        "每百户拥有小汽车较五年前增量",
        None,
        "-2辆",
        "比五年前减少2辆。",
    ),
    (
        "水质优良率98%，同比持平。",
        "水质优良率",
        Some("增速"),
        "-1个百分点",
        "同比回落1个百分点。",
    ),
    (
        "牛羊出栏分别增长5.2%、1.9%。", "羊出栏增速", None, "-1%", "分别增长5.2%、下降1%。",
    ),
    (
        "旅游收入2.8亿元，同比增长16.7%。",
        "旅游收入",
        Some("增速"),
        "0%",
        "同比持平。",
    ),
];

#[test]
fn changes_are_said_with_the_word_of_their_sign() {
    for (text, field, part, value, wanted) in CASES {
        let genre = MinedGenre::of(&Report::read(&format!("各位代表：\n{text}\n谢谢大家。")));
        let found = genre.with(field, *part, value);
        let found = found.unwrap_or_else(|| panic!("{field} refused: {}", genre.mined.answers[0]));
        assert!(
            found.contains(wanted),
            "{text}\n{found}\n{}",
            genre.mined.template
        );
    }
}

/// A word that has no opposite takes no number of the other sign.
/// A report that says 提高0 says it again, and no other sign can stand behind that verb.
#[test]
fn a_change_of_nothing_keeps_its_verb() {
    let changes = [
        "0", "0%", "0.0%", "0个百分点", "0.00个百分点", "０％", "约0%",
    ];
    for (verb, zero) in ["提高", "增长", "下降", "回落", "增加", "减少"]
        .into_iter()
        .flat_map(|verb| changes.map(|zero| (verb, zero)))
    {
        for sentence in [
            format!("全镇城镇化率达到45.2%，较上年{verb}{zero}。"),
            format!("出生率较上年{verb}{zero}。"),
            format!("税收5.2亿元，同比{verb}{zero}，支出4.1亿元，增长3.5%。"),
            format!("茶叶、竹木产值分别{verb}{zero}和2.5%。"),
            format!("茶叶、竹木产值分别{verb}2.5%和{zero}。"),
        ] {
            let report = Report::read(&format!("各位代表：\n{sentence}\n谢谢大家。"));
            if let Err(why) = super::mining::comes_back(&report) {
                panic!("{sentence}\n{why}");
            }
        }
    }
}

#[test]
fn a_count_is_never_below_zero_but_a_difference_of_two_may_be() {
    // The sentence, the field, an answer, and whether it is taken.
    let cases = [
        ("全年新开工项目40个。", "新开工项目", "-40个", false),
        ("全年新开工项目40个。", "新开工项目", "0个", true),
        ("新增就业人员1200人。", "新增就业人员", "-3人", false),
        ("惠及群众2.3万户。", "惠及群众", "-1户", false),
        ("净流入人口320人。", "净流入人口", "-320人", true),
        ("实现利润总额2.1亿元。", "利润总额", "-0.4亿元", true),
    ];
    for (sentence, field, answer, is_taken) in cases {
        let text = format!("云溪镇政府工作报告\n各位代表：\n2024年，{sentence}\n");
        let genre = MinedGenre::of(&Report::read(&text));
        assert!(
            genre.answers.get(field).is_some(),
            "{sentence}: {:?}",
            genre.mined.schema
        );
        let draft = genre.with(field, None, answer);
        assert_eq!(draft.is_some(), is_taken, "{sentence} {answer}");
    }
}

#[test]
fn numbers_of_the_other_sign_are_refused_where_no_word_fits() {
    for (text, field, fitting, other) in [
        ("企业亏损1200万元。", "企业亏损", "300万元", "-300万元"),
        // What says the way once more would contradict the verb.
        (
            "居民消费价格上涨1.2%，涨幅比上年回落0.5个百分点。",
            "居民消费价格增速",
            "2%",
            "-2%",
        ),
        (
            "化肥使用量下降2.6%，实现连续五年负增长。",
            "化肥使用量降幅",
            "1%",
            "-1%",
        ),
        ("工业投资降幅收窄至3.4%。", "工业投资降幅", "2%", "-2%"),
        // The verb between two values goes one way.
        (
            "高新技术企业由12家增加到31家。",
            "高新技术企业",
            "36家",
            "9家",
        ),
        ("不良贷款率由2.8%降至1.9%。", "不良贷款率", "1.2%", "3.4%"),
    ] {
        let genre = MinedGenre::of(&Report::read(&format!("各位代表：\n{text}\n谢谢大家。")));
        let answers = &genre.mined.answers[0];
        assert_eq!(genre.with(field, None, other), None, "{text}\n{answers}");
        assert!(
            genre.with(field, None, fitting).is_some(),
            "{text}\n{answers}"
        );
    }
}

/// Words that no signed number may follow.
const VERBS: [&str; 17] = [
    "增长", "下降", "提高", "回落", "增加", "减少", "上升", "降低", "递增", "递减", "增幅", "降幅",
    "收窄", "扩大", "亏损", "压减", "节约",
];

/// Counts the places where a number with a sign follows a word of change.
fn contradictions(text: &str) -> usize {
    let mut count = 0;
    for verb in VERBS {
        for particle in ["", "了", "近", "约", "达"] {
            count += text.matches(&format!("{verb}{particle}-")).count();
        }
    }
    count
}

/// Returns a number with the other sign.
fn negated(number: &str) -> String {
    match number.strip_prefix('-') {
        Some(bare) => bare.to_owned(),
        None => format!("-{number}"),
    }
}

#[test]
fn word_and_sign_agree_whatever_the_number() {
    let mut drafted = 0;
    let mut wrong = Vec::new();
    for (name, report) in all_sample_reports() {
        let genre = MinedGenre::of(&report);
        // 增长-3.2% is one report's way to print a fall, in a list as well (增长4.1%和-3.5%); it
        // may keep it.
        let text = report.text();
        let listed: usize = ["和-", "、-"]
            .iter()
            .map(|sign| text.matches(sign).count())
            .sum();
        let printed = contradictions(&text) + listed;
        for entry in genre.answers.entries() {
            let (part, number) = match entry.node.scalar() {
                Some(number) => (None, number),
                None => match entry.node.get("增速").and_then(Node::scalar) {
                    Some(rate) => (Some("增速"), rate),
                    None => continue,
                },
            };
            if !number.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
                continue;
            }
            let Some(text) = genre.with(&entry.key, part, &negated(number)) else {
                continue;
            };
            drafted += 1;
            if contradictions(&text) > printed {
                wrong.push(format!("{name}: {} {number}", entry.key));
            }
        }
    }
    assert!(drafted > 300, "only {drafted} numbers were turned");
    assert!(
        wrong.is_empty(),
        "{} of {drafted}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A char that was lost in a report is in no field: no answer may hold it, so the genre could not
/// be drafted from its own answers.
#[test]
fn a_lost_char_is_no_answer() {
    let text = "云溪镇人民政府工作报告\n（2025年1月8日）\n镇长　林致远\n各位代表：\n\
        一、2024年工作回顾\n2024年，全镇地区生产总值68.1亿元，增长7.5%。\n\
        新修甲村、乙村道路3公里，云溪镇获评先进。\n谢谢。";
    let chars: Vec<char> = text.chars().collect();
    let mut wrong = Vec::new();
    for at in (0..chars.len()).filter(|at| chars[*at] != '\n') {
        let mut lost = chars.clone();
        lost[at] = nigao::document::LOST;
        let lost: String = lost.into_iter().collect();
        let mined = nigao::mine::mine(&nigao::read::Report::read(&lost));
        if mined.answers[0].contains(nigao::document::LOST) {
            wrong.push(format!("{lost}\n{}", mined.answers[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

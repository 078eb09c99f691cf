//! Naming: the fields of a mined sentence are called what a clerk calls them, and each thing is
//! asked once.

use nigao::answers::Answers;
use nigao::diagnostic::Severity;
use nigao::mine::mine;
use nigao::read::Report;
use nigao::schema;

use super::mining::drafted;

/// A text and, below it, the answers mined from it; parted by empty lines.
const CASES: &str = "
2024年，全乡生产总值达到12.8亿元，同比增长5.1%；规模以上工业增加值3.08亿元，增长9.2%。
年份: 2024
生产总值: {本年: 12.8亿元, 增速: 5.1%}
规模以上工业增加值: {本年: 3.08亿元, 增速: 9.2%}

全年共新增就业岗位320个，发放创业补贴865万元，查处治安案件63宗，建成高标准农田1.2万亩。
新增就业岗位: 320个
发放创业补贴: 865万元
查处治安案件: 63宗
建成高标准农田: 1.2万亩

新建篮球场3个，引进12个产业项目，投入113万元改造污水管网，解决了2.5万人的饮水问题。
新建篮球场: 3个
引进产业项目: 12个
污水管网投入: 113万元
饮水问题人数: 2.5万人

全州财政收入7.74亿元，年均递增22.3%；农民人均纯收入5200元，比上年增加500元。
财政收入: {本年: 7.74亿元, 增速: 22.3%}
农民人均纯收入: {本年: 5200元, 上年: 4700元}

村内道路硬化率、亮化率分别达到98%和95%，工业产值3亿元、利税2亿元，分别增长5%和6%。
村内道路硬化率: 98%
亮化率: 95%
工业产值: {本年: 3亿元, 增速: 5%}
利税: {本年: 2亿元, 增速: 6%}

一、2024年工作回顾\\n固定资产投资22.4亿元，增长29%。\\n二、2025年工作安排\\n固定资产投资24亿元，增长10%。
年份: 2024
固定资产投资: {本年: 22.4亿元, 增速: 29%}
固定资产投资目标: {本年: 24亿元, 增速: 10%}

云溪镇抓住机遇，云溪面貌一新，全镇上下齐心，我镇工业用地1500亩，工业用地1500亩。
地名: 云溪镇
工业用地: 1500亩

修通了望湖路、石虎路、石桥大道，沿线绿化一新。2024年5月，云湖水库除险加固工程完工。
年份: 2024
道路: 望湖路、石虎路、石桥大道
云湖水库除险加固月份: 5月

全镇现有大牲畜存栏量5200头，猪2.6万头，羊6万只，按新增10%的比例共招收随迁子女84名。
大牲畜存栏量: 5200头
猪数量: 2.6万头
羊数量: 6万只
新增比例: 10%

重大项目实现投资6.6亿元，完成年度计划的106.7%，城镇登记失业率控制在3%以内，财政总收入_亿元。
重大项目投资: 6.6亿元
重大项目投资完成率: 106.7%
城镇登记失业率: 3%以内
财政总收入: _亿元

特别是财政总收入完成3亿元，群众捐款高达26万元；现有在建项目12个，有效回收率98.5%，划定网格员包保了36个网格。
财政总收入: 3亿元
群众捐款: 26万元
在建项目: 12个
有效回收率: 98.5%
";

/// The answers mined from a text, as they would be typed.
fn answers(text: &str) -> Vec<String> {
    let report = Report::read(&format!("各位代表：\n{text}\n谢谢大家。"));
    mine(&report).answers[0]
        .lines()
        .map(|line| line.replace('"', ""))
        .collect()
}

#[test]
fn fields_are_called_by_the_words_around_them() {
    let mut wrong = Vec::new();
    for case in CASES.trim().split("\n\n") {
        let (text, wanted) = case.split_once('\n').expect("a text and its answers");
        let found = answers(&text.replace("\\n", "\n"));
        let missing: Vec<&str> = wanted
            .lines()
            .filter(|line| !found.iter().any(|found| found == line))
            .collect();
        if !missing.is_empty() {
            wrong.push(format!("{text}\n  missing {missing:?}\n  in {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A figure somebody masked is asked as any other, without an example; left as it was it comes back
/// as it was.
#[test]
fn masked_figures_are_figures_without_an_example() {
    let source = "各位代表：\n全镇实现财政总收入__亿元，同比增长_%；招商引资到位资金**万元，增长12.5%。\n谢谢大家。";
    let mined = mine(&Report::read(source));
    for lines in [
        "- name: 财政总收入\n  kind: figure\n",
        "- name: 财政总收入增速\n  kind: figure\n",
        "  unit: 亿元\n  basis: 现价\n  compare: []\n  range: [~, ~]\n- name",
    ] {
        assert!(
            mined.schema.contains(lines),
            "no {lines} in {}",
            mined.schema
        );
    }
    assert!(
        mined
            .template
            .contains("财政总收入{{财政总收入}}，同比{{升降 \"增长\" \"下降\" 财政总收入增速}}；"),
        "{}",
        mined.template
    );
    assert!(
        mined.answers[0].contains("招商引资到位资金: {本年: \"**万元\", 增速: 12.5%}"),
        "{}",
        mined.answers[0]
    );
    let (schema, _) = schema::read("s.yaml", &mined.schema, &[]).recovered();
    let answers = Answers::read("a.yaml", &mined.answers[0]);
    let checked = nigao::answers::check(&schema, &answers, nigao::answers::Mode::default());
    let told: Vec<&str> = checked
        .diagnostics
        .iter()
        .map(|fault| fault.message.key())
        .collect();
    assert_eq!(told, ["figure.blank"; 3], "each blank is told of");
    assert!(
        checked
            .diagnostics
            .iter()
            .all(|fault| fault.severity == Severity::Warning)
    );
    let rolled = nigao::answers::roll(&schema, &answers).to_node();
    assert!(
        rolled.get("招商引资到位资金").is_none(),
        "a blank is no last year's value"
    );
    assert_eq!(drafted(&mined, 0).unwrap().trim_end(), source);
}

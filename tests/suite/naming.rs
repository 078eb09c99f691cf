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
财政收入: 7.74亿元
财政收入年均增速: 22.3%
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

旅游收入9亿元，增速达5%；装机容量320兆瓦，占总装机的46.2%；存贷比为64.3%；高技术产业增加值增长30.4%，连续24个月保持两位数增长。
旅游收入增速: 5%
装机容量占总装机比重: 46.2%
存贷比: 64.3%
高技术产业增加值连续月数: 24个月

城镇和农村常住居民人均可支配收入分别为43120元、22860元，同比增速分别为4.2%和6.3%；三次产业增加值增速分别为3.5%、6.1%、7.2%。
农村常住居民人均可支配收入: 22860元
农村常住居民人均可支配收入增速: 6.3%
第二产业增加值增速: 6.1%

固定资产投资、社零总额增速分别居全市第5位、第2位；建成产业集群7个、居全市第1位；外贸总额突破百亿元、增速居全市第4位。
固定资产投资增速位次: 第5位
产业集群位次: 第1位
外贸总额增速位次: 第4位

规上工业增加值增速由负转正、达2.3%；新开工项目36个、竣工项目28个，分别比上年多6个和少2个；旅客周转量12.6亿人公里，同比恢复性增长36.2%。
规上工业增加值增速: 2.3%
竣工项目增量: -2个
旅客周转量: {本年: 12.6亿人公里, 增速: 36.2%}

外贸进出口同比逆势增长12.8%，实际利用外资由升转降，下降6.2%。
外贸进出口增速: 12.8%
实际利用外资降幅: 6.2%

招商引资到位资金32.6亿元，完成全年任务的108.6%，同比增长12%；完成并购重组39起、17.8亿元；八成以上财政资金用于民生。
招商引资到位资金: {本年: 32.6亿元, 增速: 12%}
并购重组金额: 17.8亿元
财政资金比例: 八成

特别是财政总收入完成3亿元，群众捐款高达26万元；现有在建项目12个，有效回收率98.5%，划定网格员包保了36个网格。
财政总收入: 3亿元
群众捐款: 26万元
在建项目: 12个
有效回收率: 98.5%

一、工作总结\\n一是建成柳河大桥。二是改造镇卫生院。三是新修村组道路26公里。\\n二、工作安排\\n计划新修村组道路30公里。
新修村组道路: 26公里
计划新修村组道路: 30公里
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

/// What is the same every year, or is one thing's own, stays in the text; a plan can bring it back.
#[test]
fn what_is_not_worth_a_question_is_not_asked() {
    for (text, words) in [
        ("更靠全镇3.6万名干部群众一起拼。", "3.6万名"),
        ("打造15分钟便民生活圈。", "15分钟"),
        (
            "地区生产总值迈上百亿元台阶，财政收入连跨4个亿元台阶。",
            "4个",
        ),
        ("出台稳经济“30条”政策。", "30条"),
        ("时隔26年再次承办。", "26年"),
        ("青河铝业20万吨铝板带项目开工。", "20万吨"),
        ("建成2座35万千瓦光热电站。", "35万千瓦"),
        ("绥州机场建成通航。", "绥州"),
        ("力争2035年基本实现现代化。", "2035年"),
        ("一季度下降5.6%，二季度增长1.2%。", "二季度"),
        ("其中10万元以上的村占比七成。", "10万元"),
    ] {
        let report = Report::read(&format!("各位代表：\n2024年，{text}\n谢谢大家。"));
        let mined = mine(&report);
        assert!(mined.template.contains(words), "{text}\n{}", mined.template);
        assert_eq!(drafted(&mined, 0).unwrap().trim_end(), report.text());
    }
    for (text, asked) in [
        ("惠及困难群众420万人。", "420万人"),
        ("建成36万吨粮库。", "36万吨"),
        ("粮食产量12万吨创新高。", "12万吨"),
        ("修通了望湖路。", "望湖路"),
    ] {
        let mined = mine(&Report::read(&format!(
            "各位代表：\n2024年，{text}\n谢谢大家。"
        )));
        assert!(
            !mined.template.contains(asked),
            "{text}\n{}",
            mined.template
        );
    }
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

//! Inspecting: slots as a writer would mark them, outlines of every style, and the invariants
//! that hold
//! for any text.

use nigao::mine::inspect::{Inspection, inspect};
use nigao::mine::slots::SlotKind;
use nigao::read::Report;
use proptest::prelude::*;

/// Sentences with their slots marked: `{地 …}` `{日 …}` `{数 …}`.
const SENTENCES: &str = "
{日 2024年}，{地 云溪镇}实现生产总值{数 73.1亿元}，同比增长{数 7.5%}。
{日 1—6月份}，固定资产投资{数 1.06 亿元}，新增{数 220户}、{数 30家}，税率减少{数 三个百分点}。
本人自{日 20__年1月23日}起任{地 __镇}党委书记，修路近{数 _公里}，植树{数 _余棵}。
{日 20XX年}预计突破{数 xxx亿元}，增长{数 x.x%}，{地 **县}人民政府换届，{日 200*年}再上台阶。
{日 二〇〇三年一月}，总产值{数 4:84.7:11.3}，{数 5—8个}项目，{数 15%～30%}。
投资{数 400多万元}，覆盖{数 五个}村，占地{数 百亩}，建成文化广场{数 一处}。
今年{日 4月份}，{日 9月2日至8日}，{日 前三季度}，{日 2016—2020年}。
财政收入完成{数 亿元}和{数 亿元}，分别增长{数 %}和{数 %}，受理来话{数 余次}。
{日 2024年 月 日}，{日 x-x月}实现GDP{数 xxx万元}，新增主变容量{数 12.5万千伏安}，是上年的{数 1.2番}。
走访{地 土坡}、{地 柳沟}、{地 枫岗}等乡镇，{日 6月10—30日}调研。
改造{地 金坳}至{地 枫岗}段等{数 41条}道路，值班{数 16个小时}，规划{地 东莞}东城。
反腐__工作、《规划20__》和有效率{数 97.9}（见表），五里坡、七台山、三眼峪修了{数 两座}桥。
全镇{数 4万}人民坚持“三个代表”，提出三点意见，办好十件实事，开好两会，第三名，前10名。
今年以来，一年来，“十四五”时期，年底前，近年来，上半年。
对口帮扶{地 揭西}，学习{地 深圳}经验，到{地 厦门}、{地 北京}、{地 上海}等地招商。
建成{地 望湖广场}、{地 包河大道}，改造{地 和兴路}，整治{地 石虎河}，{地 杨梅塘水库}除险加固。
{地 汕湛高速}开工，{地 G207}改线，{地 324国道}拓宽，{地 汀江大桥}通车。
推进示范县、新农村、生态镇、美丽乡村建设，全市农村公路、水泥路、自然村、贫困村面貌一新。
平安{地 ___}建设成效显著，与***保持高度一致，{地 ***}的发展离不开{地 ***}人民。
《云溪镇总体规划》获批，{地 云溪镇}党委、{地 青禾县}政府大力支持，{地 云溪}人民欢欣鼓舞。
{地 计家}、{地 东坡}、{地 虎形}、{地 水口}等{数 9个}村通了公路。
特产销往{地 北京}、{地 上海}和{地 西安}、{地 宝鸡}等地，区委三届九次、市政府X届X次全会，平整{数 2个}坡头，挖土{数 4000多方}。
到{地 钱家庄乡}{地 北沿沟村}调研，看了{地 孙家沟村}、{地 罗家河村}的路。
固定资产投资\t亿元\t{数 12.3}\t{数 5.6%}
{日 2025年}，全镇生产总值同比增长{数 -3.2%}，涨幅为{数 －0.3%}，降幅由{数 −5%}收窄到{数 -2%}，税收{数 +4.1%}。
企业净利润{数 -1200万元}，净迁入人口{数 -320人}，最低气温{数 -7.1℃}；密度{数 320人/平方公里}，补贴{数 500元/亩}。
新建厂房{数 1.2万m²}，库容{数 120万m³}，日供水{数 3000m3/d}，降水量{数 860mm}，最高{数 38.5℃}，茶叶增产{数 50t}。
发电{数 1.2亿kWh}，变压器{数 50MVA}，噪声{数 54.3dB(A)}，细颗粒物{数 31μg/m³}，管压{数 0.4MPa}，密度{数 5.7km/km²}。
三次产业比{数 21.4：78.6}，实现GDP{数 86亿元}，PM2.5浓度下降，每人补助{数 20}、{数 40}、{数 60元}。
{数 八成}农户受益，产值增长{数 一倍}，收入突破{数 两千万}，参合率{数 百分之一百零三}，这一成绩来之不易，一成不变不行。
{日 2006年下半年}，{日 元月}起，{日 2025年元月至10月}，{日 2025年10、11月}，{日 一九七五年}，{日 2026年元月8日}，公元前。
{日 2025 年}，生产总值 {数 73.1 亿元}，增长 {数 7.5 %}，{日 2026 年 1 月 5 日}开会，第 3 名，第1、2组。
新增⾼标准农⽥{数 1200亩}，铺设管网{数 12公⾥}，惠及{数 3200⼈}，{日 2026年1⽉5⽇}。
{地 新疆}兵团{地 农六师}支援{地 二师}{地 二十四团}，{地 第八师}{地 一四三团}种棉，第一师范学校开学。
到{地 建宁县}{地 桐元大队}、{地 温江县}{地 公平公社}看田，{地 桐元}粮食增产，交警大队、办公社区都去了。
看了{地 青桥镇}{地 石门村}村支书家，村村通公路，平安社区、老旧小区改造。
{地 西淠河}、治理{地 大沙河}；三门两镇原水厂、全镇原农场停用，{地 新篁}、{地 司铺}、{地 葛坞}{数 3处}集中供水工程通水。
改变了{地 广文里}、{地 广明里}、{地 广盛里}{数 四个}小区的面貌，{地 则克台镇}隔河相望，在{地 伊和乌素嘎查}打井。
到{地 查干苏木}、{地 乌兰嘎查}调研，{地 查干苏木}新建棚圈{数 120座}，全苏木、交警大队、人民公社都来了。
安居乐业，四平八稳，咬定青山不放松，政通人和，资源丰富，和平发展，公安机关，开展互助合作。
";

/// Signs, numbers, magnitudes and units as offices write them, and what may follow a figure.
const SIGNS: [&str; 6] = ["", "-", "－", "−", "+", "＋"];
const MAGNITUDES: [&str; 4] = ["", "万", "亿", "百万"];
const UNITS: [&str; 30] = [
    "元", "亩", "公里", "平方公里", "人", "户", "%", "‰", "个百分点", "吨标准煤", "kWh", "kVA",
    "MW", "m²", "m³", "m³/d", "mm", "km", "℃", "t", "dB", "dB(A)", "μg/m³", "mg/L", "MPa",
    "人/平方公里", "元/亩", "公斤/亩", "元/人·月", "㎡",
];
const FOLLOWING: [&str; 5] = ["，", "。", "、", "以上，", "；"];

/// The slots of a marked sentence, and the sentence.
fn marked(sentence: &str) -> (String, Vec<(SlotKind, String)>) {
    let (mut text, mut slots) = (String::new(), Vec::new());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').expect("a closed mark");
        let (kind, words) = slot.split_once(' ').expect("a kind");
        let kind = match kind {
            "地" => SlotKind::Place,
            "日" => SlotKind::Date,
            _ => SlotKind::Figure,
        };
        text += before;
        text += words;
        slots.push((kind, words.to_owned()));
        rest = after;
    }
    (text + rest, slots)
}

fn slots(found: &Inspection) -> Vec<(SlotKind, String)> {
    found
        .slots
        .iter()
        .map(|slot| (slot.kind, slot.text.clone()))
        .collect()
}

#[test]
fn slots_are_what_a_writer_would_change() {
    let mut wrong = Vec::new();
    for sentence in SENTENCES.trim().lines() {
        let (text, expected) = marked(sentence);
        // The heading keeps the sentence from being taken for a title.
        let found = slots(&inspect(&Report::read(&format!(
            "各位代表：\n{text}\n谢谢大家。"
        ))));
        if found != expected {
            wrong.push(format!("{sentence}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a title or a dateline names is the place of the report, whatever it is called.
#[test]
fn the_place_of_a_report_is_what_its_title_names() {
    for name in [
        "和县", "兴县", "查干苏木", "大会镇", "县街乡", "新县", "乡城县", "为民乡",
    ] {
        let again = format!("{name}人民政府工作报告\n各位代表：\n2025年，{name}新建道路。\n谢谢。");
        let found = slots(&inspect(&Report::read(&again)));
        let named = found.iter().filter(|(_, words)| words == name).count();
        assert_eq!(named, 2, "{again}{found:?}");
        for head in [
            format!("{name}人民政府工作报告\n各位代表：\n"),
            format!("政府工作报告\n——2026年1月5日在{name}第九届人民代表大会上\n各位代表：\n"),
        ] {
            let found = slots(&inspect(&Report::read(&format!("{head}修路。\n谢谢。"))));
            assert!(
                found.contains(&(SlotKind::Place, name.to_owned())),
                "{head}{found:?}"
            );
        }
    }
}

/// Reports and their outlines: depth, style, words.
const OUTLINES: &[(&str, &str)] = &[
    (
        "各位代表：\n2025年工作回顾\n过去一年，做了很多。\n（一）经济向好。一是产值增长。二是税收增长，投资也增长。\n（二）民生改善。一是就业稳定；二是收入提高。\n同时也看到存在的问题：一是总量小；二是底子薄。\n2026年工作安排\n一、抓产业\n（一）抓工业。\n（二）抓农业。\n二、抓民生\n谢谢。",
        "1 plain 2025年工作回顾|2 cn_paren （一）经济向好|3 point 一是产值增长|3 point 二是税收增长|2 cn_paren （二）民生改善|3 point 一是就业稳定|3 point 二是收入提高|2 point 一是总量小|2 point 二是底子薄|1 plain 2026年工作安排|2 cn 一、抓产业|3 cn_paren （一）抓工业|3 cn_paren （二）抓农业|2 cn 二、抓民生",
    ),
    (
        "同志们：\n一、认清形势\n首先，形势逼人。要看到差距。\n第二，机遇难得。要抓住机遇。\n二、狠抓落实\n一要实干。空谈误国。\n二要巧干。\n1、定目标；\n2、定责任。\n——关于农业。要稳。\n——关于工业。要进。",
        "1 cn 一、认清形势|2 ordinal 首先，形势逼人|2 ordinal 第二，机遇难得|1 cn 二、狠抓落实|2 point 一要实干|2 point 二要巧干|2 arabic 1、定目标|2 arabic 2、定责任|3 dash ——关于农业|3 dash ——关于工业",
    ),
    // Text that begins in the middle of a report, or breaks off, or lost its line breaks.
    (
        "四、法治有了新进展\n各村都有了法律顾问。\n问题也还存在，一是人手少；二是经费紧。\n明年的主要任务\n一、稳住农业\n一是抓种子。种子是根本。",
        "2 cn 四、法治有了新进展|2 point 一是人手少|2 point 二是经费紧|1 plain 明年的主要任务|2 cn 一、稳住农业|3 point 一是抓种子",
    ),
    (
        "同志们：\n一、看清形势，增强信心一是看清大局。形势逼人。二是看清自己。差距不小。\n二、埋头苦干干出样子一要实。二要快。这是统一是团结。",
        "1 cn 一、看清形势，增强信心|2 point 一是看清大局|2 point 二是看清自己|1 cn 二、埋头苦干干出样子|2 point 一要实|2 point 二要快",
    ),
    (
        "请予审议，并请列席会议的同志提出宝贵意见，也请全镇父老乡亲监督我们的工作，多批评，多帮助，多出主意想办法。　　过去五年的工作回顾　　五年来，变化很大。——农业从弱到强。粮食年年丰收。——工业从无到有。工厂建起来了。",
        "1 plain 过去五年的工作回顾|2 dash ——农业从弱到强|2 dash ——工业从无到有",
    ),
    (
        "同志们：\n我讲两句话。\n第一句话，成绩喜人。要肯定。\n第二句话，形势逼人。要警醒。",
        "1 ordinal 第一句话，成绩喜人|1 ordinal 第二句话，形势逼人",
    ),
    (
        "各位代表：\n一、农业稳了\n粮食丰收。\n二、工业强了\n工厂开工。\n明年的工作打算\n一、稳农业\n二、强工业\n谢谢。",
        "1 cn 一、农业稳了|1 cn 二、工业强了|1 plain 明年的工作打算|2 cn 一、稳农业|2 cn 二、强工业",
    ),
    (
        "各位领导：\n请听汇报。一、夯实基础再上水平今年以来，我们修路。二、改善民生再添温度近年来，我们办学。\n工作稳住了，底气更足了\n一年来，我们把工作一件一件地做，把责任一层一层地压，群众看得见。\n产业兴起来，腰包鼓起来\n一年来，我们把项目一个一个地跑，把企业一家一家地帮，税收涨上来。",
        "1 cn 一、夯实基础再上水平|1 cn 二、改善民生再添温度|2 plain 工作稳住了，底气更足了|2 plain 产业兴起来，腰包鼓起来",
    ),
    // A point that breaks off with its line, or begins with a pause; a gap before the next heading.
    (
        "同志们：\n今天只说两点：一是\n实干。空谈误国。二是，巧干，省力。\n一、回顾　（一）农业。丰收了。（二）工业。开工了。",
        "1 point 一是\n实干|1 point 二是，巧干|1 cn 一、回顾|2 cn_paren （一）农业|2 cn_paren （二）工业",
    ),
    // Titles may be sentences, where they stand over paragraphs again and again.
    (
        "各位代表：\n一、工作回顾\n去年大家很辛苦。\n生态底色更亮。\n一年来，我们一个山头一个山头地种，一条沟一条沟地治，一处污口一处污口地封，天更蓝了，水更清了，山更绿了，大家都看在眼里，记在心上，睡得也更香了，走路都有劲了。\n产业底盘更稳。\n一年来，我们一个山头一个山头地种，一条沟一条沟地治，一处污口一处污口地封，天更蓝了，水更清了，山更绿了，大家都看在眼里，记在心上，睡得也更香了，走路都有劲了。\n民生底线更牢。\n一年来，我们一个山头一个山头地种，一条沟一条沟地治，一处污口一处污口地封，天更蓝了，水更清了，山更绿了，大家都看在眼里，记在心上，睡得也更香了，走路都有劲了。\n谢谢大家。",
        "1 cn 一、工作回顾|2 plain 生态底色更亮|2 plain 产业底盘更稳|2 plain 民生底线更牢",
    ),
    // A title and what stands over an address are no parts of the report.
    (
        "半年工作总结及下半年打算\n云溪镇半年工作总结\n镇党委、政府\n现将工作汇报如下。\n一、上半年工作\n（一）农业。丰收了。",
        "1 cn 一、上半年工作|2 cn_paren （一）农业",
    ),
    // Numbers that number nothing.
    (
        "同志们：\n一、二、三产业齐头并进。\n这一是历史，二是现实。增长1.5亿元。\n其中一、二级公路10公里。",
        "",
    ),
    // A first number of any value begins a text cut out of a report; a last one may be alone.
    (
        "(五)城市更美。一是种树。二是养花。\n(一)政务更快。\n1、窗口要少。马上办。",
        "1 cn_paren (五)城市更美|2 point 一是种树|2 point 二是养花|1 cn_paren (一)政务更快|2 arabic 1、窗口要少",
    ),
    // Numbers without a stop, letters and signs that are a number.
    (
        "同志们：\n1 总体情况\n过去一年，做了很多。\n1.1 指标完成\n主要有①农业丰收②工业开工③商贸兴旺。\n1.2 主要变化\n变化很大。\n2 下步打算\na) 抓产业\nb) 抓民生\n2.1水利\n修渠。",
        "1 arabic 1 总体情况|2 arabic 1.1 指标完成|3 arabic_paren ①农业丰收|3 arabic_paren ②工业开工|3 arabic_paren ③商贸兴旺|2 arabic 1.2 主要变化|1 arabic 2 下步打算|2 arabic_paren a) 抓产业|2 arabic_paren b) 抓民生|2 arabic 2.1水利",
    ),
    (
        "各位代表：\n一、一季度工作\n开局良好。\n二、二季度打算\n⒈抓春耕\n⒉抓防汛\n三、清源镇：一张网格管到底\n㈠网格\n⑴人员\n⑵职责\n㈡考核\n谢谢。",
        "1 cn 一、一季度工作|1 cn 二、二季度打算|2 arabic ⒈抓春耕|2 arabic ⒉抓防汛|1 cn 三、清源镇：一张网格管到底|2 cn_paren ㈠网格|3 arabic_paren ⑴人员|3 arabic_paren ⑵职责|2 cn_paren ㈡考核",
    ),
    // Signs, quotation marks and years behind a number without a stop.
    (
        "预案\n4 应急响应\n4.1 Ⅳ级响应\n4.1.1 启动条件\n一天下雨五十毫米。\n4.2 “平急两用”设施\n开放。\n4.3 2025年演练\n两次。\n4.4 1.5亿元资金\n注：1.数据是初步的。\n2.有误差。",
        "1 arabic 4 应急响应|2 arabic 4.1 Ⅳ级响应|3 arabic 4.1.1 启动条件|2 arabic 4.2 “平急两用”设施|2 arabic 4.3 2025年演练",
    ),
    // Parts, chapters, sections and articles; articles run through the chapters.
    (
        "规划\n第一章 基础\n第一节 成就\n修了路。\n第二节 问题\n缺水。\n第二章 打算\n第一节 目标\n一、防洪\n达标。\n二、供水\n普及。\n第二节 任务\n很多。",
        "1 ordinal 第一章 基础|2 ordinal 第一节 成就|2 ordinal 第二节 问题|1 ordinal 第二章 打算|2 ordinal 第一节 目标|3 cn 一、防洪|3 cn 二、供水|2 ordinal 第二节 任务",
    ),
    (
        "管理办法\n第一章 总则\n第一条　为加强管理，制定本办法。\n第二条　全镇适用。\n第二章 请假\n第三条　请假按程序办：\n（一）本人写；\n（二）领导批。\n第四条　到期销假。\n第三条意见是对的，第二节车厢满员。",
        "1 ordinal 第一章 总则|2 ordinal 第一条　为加强管理，制定本办法|2 ordinal 第二条　全镇适用|1 ordinal 第二章 请假|2 ordinal 第三条　请假按程序办|3 cn_paren （一）本人写|3 cn_paren （二）领导批|2 ordinal 第四条　到期销假",
    ),
    // The title is no heading; rows of a table are none.
    (
        "榆川市上半年经济运行情况\n一、主要指标\n一、生产总值\t亿元\t73.1\n二、税收\t亿元\t5.6\n二、存在问题\n项目偏少。",
        "1 cn 一、主要指标|1 cn 二、存在问题",
    ),
    (
        "各位代表：\n(1)调查对象\n市民。\n(2)调查方法\n问卷。",
        "1 arabic_paren (1)调查对象|1 arabic_paren (2)调查方法",
    ),
];

#[test]
fn outlines_follow_the_numbers() {
    for (text, expected) in OUTLINES {
        let found = inspect(&Report::read(text));
        let outline: Vec<String> = found
            .headings
            .iter()
            .map(|h| format!("{} {} {}", h.depth, h.style, h.text))
            .collect();
        assert_eq!(outline.join("|"), *expected);
    }
}

#[test]
fn a_text_of_a_megabyte_is_read_in_time() {
    for hostile in [
        "一是", "、", "（一）", "云溪镇", "石路", "20__年", "1、", "“", "《", "——", "会(huì)",
        "- 1 -", "云溪、",
    ] {
        let text = hostile.repeat(300_000 / hostile.len());
        let _ = inspect(&Report::read(&text));
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[一二三四五六七八九十、。，；：（）()《》“”是要第年月日亿元%_*×0-9.— \n]{1,6}",
        "(云溪镇|晋城|石排|和兴路|首先，|其次，|二〇二四年|范文网|原创：|- 3 -|个|余次|等地|公里|\u{3000}|會\\(huì\\))",
        "\\PC{1,4}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A figure is found whole, with its sign and its unit, whatever they are.
    #[test]
    fn a_figure_is_found_with_sign_and_unit(
        sign in proptest::sample::select(&SIGNS[..]),
        number in "[1-9][0-9]{0,3}(\\.[0-9]{1,2})?",
        magnitude in proptest::sample::select(&MAGNITUDES[..]),
        unit in proptest::sample::select(&UNITS[..]),
        following in proptest::sample::select(&FOLLOWING[..]),
    ) {
        let figure = format!("{sign}{number}{magnitude}{unit}");
        let text = format!("各位代表：\n全镇某项指标为{figure}{following}比上年好。\n谢谢大家。");
        prop_assert_eq!(slots(&inspect(&Report::read(&text))), [(SlotKind::Figure, figure)]);
    }

    /// Invariant 6: a slot is never inside noise, slots never overlap, `text[span]` is the
    /// slot's text.
    #[test]
    fn invariant_6_slots_are_clean_and_apart(text in pieces()) {
        let report = Report::read(&text);
        let found = inspect(&report);
        let words = |start: usize, end: usize| report.source()[start..end].iter().collect::<String>();
        for pair in found.slots.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
        for slot in &found.slots {
            prop_assert!(slot.start < slot.end);
            prop_assert_eq!(&words(slot.start, slot.end), &slot.text);
            prop_assert!(found.noise.iter().all(|(start, end)| slot.end <= *start || *end <= slot.start));
        }
        for heading in &found.headings {
            prop_assert_eq!(&words(heading.start, heading.end), &heading.text);
            prop_assert!(heading.depth > 0);
        }
    }
}

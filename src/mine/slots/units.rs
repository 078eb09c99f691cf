//! Units: the words that may follow a number, measures of things and counters of things.

use std::sync::LazyLock;

use crate::lexicon::{CharSet, WordSet, word_set};

use super::{at_word, one_of};

/// Measures: exact however large, and a figure even when their number was lost.
static MEASURES: LazyLock<WordSet> = word_set!(
    "平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 公顷 公斤 千克 毫克 微克 美元 欧元 港元 日元 英镑 元 \
     亩 吨标准煤 吨标煤 吨 斤 千瓦时 兆瓦时 千瓦 兆瓦 吉瓦 千伏安 兆伏安 千伏 标准箱 标箱 个百分点 百分点 % ‰ \
     ㎡ m2 km kW MW kV KV 平米 米 个标准箱 个标箱 平方 立方 元/亩 公分 度电"
);
/// Counters of two and more characters.
static LONG_COUNTERS: LazyLock<WordSet> = word_set!(
    "个月 个多月 批次 人(次) 户(次) 人次 户次 件次 车次 班次 场次 架次 台次 头次 只次 台套 台(套) 台(件) 套(台) 个(处) 个(次) 小时 分钟 \
     张床位 床位 工日 人份 人年 多个 余个 标台 番 个小时 个工作日 车道 个班 学时 课时 港币 周岁 立方 家(次) 例次 期次 卡路里 华里 \
     市斤 英亩 海里 英寸 兆 个点"
);
/// Counters of one character.
static COUNTERS: LazyLock<CharSet> = LazyLock::new(|| {
    let counters: Vec<char> = "个名家户人次件项条处座所间台套辆艘架只头匹羽尾株棵盏盆片块幅张本册部篇份封场期轮批起宗例桩笔组对双队支员口眼井孔道段层栋幢顶面米克升里岁天年周秒度瓦伏类种款门科节堂课站列倍成折位枚瓶袋箱桶车船趟遍回粒颗滴村校班床线伙束枝根页集幕首师团方"
        .chars()
        .collect();
    CharSet::of(counters.iter())
});
/// What follows a counter that is in truth the beginning of a word.
const FALSE_STARTS: &[(&str, &[&str])] = &[
    (
        "人",
        &[
            "工", "次", "代", "和", "转", "民", "员", "才", "口", "大", "均", "家", "类", "力",
            "物", "社", "行", "居", "心", "生", "防", "武",
        ],
    ),
    ("项", &["目"]),
    ("年", &["级", "轻", "代", "均", "产"]),
    ("度", &["假"]),
    ("分", &["别", "类"]),
    (
        "方",
        &[
            "面", "式", "案", "向", "便", "针", "法", "位", "略", "阵", "能", "可", "才", "言",
            "圆", "块", "形",
        ],
    ),
    ("部", &["门", "分", "队", "署", "委", "长", "级", "属"]),
    ("处", &["理", "级", "于", "在", "置", "罚"]),
    ("所", &["有", "以", "在", "得", "需", "属"]),
    ("场", &["所", "地", "馆"]),
    ("道", &["路", "德"]),
    ("条", &["件", "例"]),
    ("口", &["径", "岸"]),
    ("面", &["向", "对", "积", "貌", "临"]),
    ("只", &["有", "要", "能", "是"]),
    ("成", &["为", "立", "功", "效", "果", "员", "本", "绩", "长", "都", "熟", "就"]),
    ("次", &["产", "生"]),
    ("周", &["边", "年", "围"]),
    ("家", &["庭", "园", "畜", "禽", "乡"]),
    ("名", &["列", "牌", "优", "人", "城", "镇", "师", "校", "医"]),
    ("位", &["列", "于", "居", "次"]),
    ("个", &["人", "体", "性", "别"]),
    ("组", &["织", "建", "成"]),
    ("支", &["持", "部", "撑", "付", "农", "出", "柱", "行"]),
    ("段", &["时"]),
    ("层", &["次", "面", "层"]),
    ("期", &["间", "末", "货", "待", "盼", "望"]),
    ("批", &["准", "复", "次", "发"]),
    ("起", &["来", "步", "到", "点", "草"]),
    ("类", &["似"]),
    ("种", &["植", "子", "粮", "业", "养", "质", "猪", "苗"]),
    ("科", &["技", "学", "研", "普", "级"]),
    ("节", &["能", "约", "水", "点", "日"]),
    ("站", &["在", "位"]),
    ("里", &["程", "面"]),
    ("天", &["然", "气", "下"]),
    ("线", &["上", "下", "路"]),
    ("村", &["级", "民", "庄", "落", "干", "集", "两", "委", "村"]),
    ("校", &["园", "长", "企"]),
    ("班", &["子"]),
    ("车", &["间", "辆", "站"]),
    ("门", &["票", "口", "诊"]),
    ("台", &["账", "湾", "阶", "风"]),
    ("头", &["条", "号"]),
    ("队", &["伍"]),
    ("师", &["资", "生", "范"]),
    ("团", &["结", "队", "委", "员", "购"]),
    ("集", &["体", "中", "团", "聚", "镇", "约", "贸"]),
    ("首", &["次", "先", "个", "批", "府", "位"]),
    ("对", &["口", "外", "接", "标", "于", "手"]),
    ("双", &["创", "拥", "方", "向", "语", "重"]),
    ("套", &["路"]),
    ("块", &["状"]),
    ("本", &["级", "地", "土", "市", "县", "年", "次", "科"]),
    ("床", &["垫"]),
    ("片", &["区"]),
    ("回", &["头", "收", "顾", "报"]),
    ("根", &["本", "据", "治"]),
    ("员", &["工"]),
    ("千", &["方", "家万"]),
    ("百", &["姓", "强", "年", "分"]),
    ("万", &["里", "元户", "众"]),
    ("列", &["入", "为", "车", "支", "席", "举", "出", "全", "第", "居", "队", "岛"]),
    ("位", &["数"]),
];

/// A measure at `at`: its length.
pub(super) fn measure(text: &[char], at: usize) -> Option<usize> {
    let length = MEASURES.at(text, at)?;
    // 吨/年, 元/人, 微克/立方米
    let per = at + length;
    let more = (text.get(per) == Some(&'/'))
        .then(|| {
            MEASURES.at(text, per + 1).or_else(|| {
                one_of(text, per + 1, &["人", "年", "天", "日", "小时", "户", "升", "月"])
            })
        })
        .flatten();
    Some(length + more.map_or(0, |more| more + 1))
}

/// A measure or a counter at `at`: its length.
pub(super) fn unit(text: &[char], at: usize) -> Option<usize> {
    measure(text, at).or_else(|| LONG_COUNTERS.at(text, at)).or_else(|| counter(text, at))
}

/// A counter of one character that does not begin another word.
pub(super) fn counter(text: &[char], at: usize) -> Option<usize> {
    let c = *text.get(at)?;
    if !COUNTERS.has(c) {
        return None;
    }
    let starts =
        FALSE_STARTS.iter().find(|(word, _)| word.starts_with(c)).map_or(&[][..], |(_, rest)| rest);
    let false_start = starts.iter().any(|rest| at_word(text, at + 1, rest));
    (!false_start).then_some(1)
}

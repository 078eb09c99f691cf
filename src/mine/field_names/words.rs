//! Lists the words by which fields are named: verbs, quantities, what opens and ends a clause.
//!
//! Counted over work reports of all levels. In each list the longer word stands before those it
//! begins or ends with, because the first that fits is taken.

use std::sync::LazyLock;

use crate::lexicon::AffixSet;

/// What is done to things that are counted; the thing stands behind the figure:
/// 查处「636宗」治安案件.
pub(super) static ACTIONS: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "新增", "引进", "建成", "建设", "新建", "改建", "扩建", "改扩建", "改造", "实施", "发放",
        "查处", "侦破", "拆除", "开展", "举办", "投入", "设立", "淘汰", "创建", "培育", "培训",
        "安置", "转移", "组建", "成立", "建立", "开工", "竣工", "启动", "修建", "复修", "修复",
        "维修", "硬化", "绿化", "安装", "新安装", "购置", "配备", "招收", "招聘", "聘请", "解决",
        "办理", "受理", "调处", "化解", "排查", "整治", "清理", "取缔", "关停", "签约", "落实",
        "争取", "打造", "推进", "帮扶", "救助", "慰问", "资助", "减免", "兑现", "栽植", "种植",
        "发展", "扶持", "举行", "召开", "接待", "编制", "出台", "制定", "获得", "荣获", "选取",
        "抓好", "办好", "做好", "带好", "确定", "规划", "规划建设", "脱贫", "减少", "增加", "节约",
        "巡查", "检查", "抓获", "查扣", "收缴", "处理", "处置", "吸引", "引导", "动员", "组织",
        "开通", "新上", "创", "争创", "重点抓好", "重点培植", "筛选", "捐", "扣发", "选派", "走访",
        "完成", "升级改造", "打通", "配套", "提供", "开发", "新发展", "命名",
    ])
});
/// Actions that cost: the figure behind them is money, what it is for comes after.
pub(super) static SPENDING: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "投资", "总投资", "完成投资", "投入", "补助", "筹资", "筹集", "安排", "拨付", "耗资",
        "整合", "统筹",
    ])
});
/// A word that says how much more or less than before, or up to what.
pub(super) struct ChangeVerb {
    pub(super) word: &'static str,
    pub(super) change: Change,
    /// What is said of a change the other way; empty where the word says none.
    pub(super) opposite: &'static str,
    pub(super) needs: Needs,
}

/// What has to stand beside a word for it to say a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    Nothing,
    /// No counted things: 提升1.1个百分点 is a change, 改造提升3个农贸市场 is not.
    Measure,
    /// What it is compared with: 比上年同期多12家 is a change, 坝高12米 is not.
    Comparison,
    /// A word of its own and no counted things: 面积增0.3万亩 and 同比降3.2% are changes, 新增320个
    /// and 每升0.5元 are not.
    Alone,
}

const fn verb(word: &'static str, change: Change, opposite: &'static str) -> ChangeVerb {
    ChangeVerb {
        word,
        change,
        opposite,
        needs: Needs::Nothing,
    }
}

const fn measured(word: &'static str, change: Change, opposite: &'static str) -> ChangeVerb {
    ChangeVerb {
        needs: Needs::Measure,
        ..verb(word, change, opposite)
    }
}

const fn alone(word: &'static str, change: Change, opposite: &'static str) -> ChangeVerb {
    ChangeVerb {
        needs: Needs::Alone,
        ..verb(word, change, opposite)
    }
}

const fn compared(word: &'static str, change: Change, opposite: &'static str) -> ChangeVerb {
    ChangeVerb {
        needs: Needs::Comparison,
        ..verb(word, change, opposite)
    }
}

/// The words of [`CHANGES`].
pub(super) static CHANGE_WORDS: LazyLock<AffixSet> = LazyLock::new(|| {
    let words: Vec<&str> = CHANGES.iter().map(|verb| verb.word).collect();
    AffixSet::of(&words)
});
/// Words of change, the longer before those they end with: 增长了 before 了, 负增长 before 增长.
pub(super) const CHANGES: &[ChangeVerb] = &[
    verb("稳定在", Change::None, ""),
    verb("保持在", Change::None, ""),
    verb("控制在", Change::None, ""),
    verb("拉动增长", Change::None, ""),
    verb("负增长", Change::Fall, "增长"),
    verb("增长了", Change::Rise, "下降了"),
    verb("增长", Change::Rise, "下降"),
    verb("递增", Change::Rise, "递减"),
    verb("递减", Change::Fall, "递增"),
    verb("提高", Change::Rise, "降低"),
    verb("增加", Change::Rise, "减少"),
    verb("上升", Change::Rise, "下降"),
    verb("增幅达", Change::Rise, "降幅达"),
    verb("增幅", Change::Rise, "降幅"),
    verb("涨幅达", Change::Rise, "跌幅达"),
    verb("涨幅", Change::Rise, "跌幅"),
    verb("跌幅达", Change::Fall, "涨幅达"),
    verb("跌幅", Change::Fall, "涨幅"),
    verb("降幅达", Change::Fall, "增幅达"),
    verb("降幅", Change::Fall, "增幅"),
    verb("下降了", Change::Fall, "增长了"),
    verb("下降", Change::Fall, "上升"),
    verb("减少", Change::Fall, "增加"),
    verb("回落", Change::Fall, "提高"),
    verb("降低", Change::Fall, "提高"),
    verb("净增加", Change::Rise, "净减少"),
    verb("净减少", Change::Fall, "净增加"),
    verb("净增", Change::Rise, "净减"),
    verb("净减", Change::Fall, "净增"),
    compared("增收", Change::Rise, "减收"),
    compared("减收", Change::Fall, "增收"),
    compared("增产", Change::Rise, "减产"),
    compared("减产", Change::Fall, "增产"),
    compared("增支", Change::Rise, "减支"),
    compared("减支", Change::Fall, "增支"),
    compared("增亏", Change::Rise, "减亏"),
    compared("减亏", Change::Fall, "增亏"),
    compared("多收", Change::Rise, "少收"),
    compared("少收", Change::Fall, "多收"),
    compared("多支", Change::Rise, "少支"),
    compared("少支", Change::Fall, "多支"),
    compared("多增", Change::Rise, "少增"),
    compared("少增", Change::Fall, "多增"),
    compared("多产", Change::Rise, "少产"),
    compared("少产", Change::Fall, "多产"),
    compared("多销", Change::Rise, "少销"),
    compared("少销", Change::Fall, "多销"),
    verb("微增", Change::Rise, "微降"),
    verb("微降", Change::Fall, "微增"),
    verb("略增", Change::Rise, "略降"),
    verb("略降", Change::Fall, "略增"),
    verb("微升", Change::Rise, "微降"),
    verb("略升", Change::Rise, "略降"),
    verb("微涨", Change::Rise, "微跌"),
    verb("微跌", Change::Fall, "微涨"),
    verb("猛增", Change::Rise, "锐减"),
    verb("激增", Change::Rise, "锐减"),
    verb("锐减", Change::Fall, "猛增"),
    verb("骤增", Change::Rise, "骤减"),
    verb("骤减", Change::Fall, "骤增"),
    verb("骤升", Change::Rise, "骤降"),
    verb("骤降", Change::Fall, "骤升"),
    verb("上涨", Change::Rise, "下跌"),
    verb("下跌", Change::Fall, "上涨"),
    verb("下滑", Change::Fall, "上升"),
    verb("偏高", Change::Rise, "偏低"),
    verb("偏低", Change::Fall, "偏高"),
    verb("偏多", Change::Rise, "偏少"),
    verb("偏少", Change::Fall, "偏多"),
    verb("前移", Change::Rise, "后移"),
    verb("后移", Change::Fall, "前移"),
    measured("提升", Change::Rise, "下降"),
    measured("回升", Change::Rise, "回落"),
    measured("改善", Change::Rise, "恶化"),
    measured("恶化", Change::Fall, "改善"),
    measured("攀升", Change::Rise, "下降"),
    measured("加快", Change::Rise, "放缓"),
    measured("放缓", Change::Fall, "加快"),
    measured("放慢", Change::Fall, "加快"),
    measured("扩大", Change::Rise, "收窄"),
    measured("收窄", Change::Fall, "扩大"),
    measured("缩小", Change::Fall, "扩大"),
    verb("超收", Change::Rise, "短收"),
    verb("短收", Change::Fall, "超收"),
    measured("延长", Change::Rise, "缩短"),
    measured("缩短", Change::Fall, "延长"),
    measured("压减", Change::Fall, "增加"),
    measured("上调", Change::Rise, "下调"),
    measured("下调", Change::Fall, "上调"),
    compared("新增", Change::Rise, "减少"),
    compared("高", Change::Rise, "低"),
    compared("低", Change::Fall, "高"),
    compared("快", Change::Rise, "慢"),
    compared("慢", Change::Fall, "快"),
    compared("多", Change::Rise, "少"),
    compared("少", Change::Fall, "多"),
    alone("增", Change::Rise, "减"),
    alone("减", Change::Fall, "增"),
    alone("升", Change::Rise, "降"),
    alone("降", Change::Fall, "升"),
    alone("涨", Change::Rise, "跌"),
    alone("跌", Change::Fall, "涨"),
    verb("占", Change::Share, ""),
];
/// What is said of a value that moved to where it is, the longer words before those they end
/// with: 增加到, 降至; `None` for what says no way, 调整为.
pub(super) const MOVES: &[(&str, Change)] = &[
    ("提高", Change::Rise),
    ("增加", Change::Rise),
    ("扩大", Change::Rise),
    ("上升", Change::Rise),
    ("发展", Change::Rise),
    ("回升", Change::Rise),
    ("提升", Change::Rise),
    ("恢复", Change::Rise),
    ("增长", Change::Rise),
    ("攀升", Change::Rise),
    ("上调", Change::Rise),
    ("下降", Change::Fall),
    ("减少", Change::Fall),
    ("降低", Change::Fall),
    ("缩小", Change::Fall),
    ("收窄", Change::Fall),
    ("缩短", Change::Fall),
    ("压缩", Change::Fall),
    ("压减", Change::Fall),
    ("回落", Change::Fall),
    ("下调", Change::Fall),
    ("调整", Change::None),
    ("优化", Change::None),
    ("增", Change::Rise),
    ("升", Change::Rise),
    ("降", Change::Fall),
];
/// What is measured of a thing named before, not a thing itself: 同比「增速」为5%.
pub(super) const BARE_MEASURES: &[&str] = &[
    "增速", "增幅", "涨幅", "升幅", "降幅", "跌幅", "减幅", "增长率", "增长幅度", "增长比例",
    "占比", "比重",
];
/// What the name of a measured quantity ends with, in chars: 不良贷款「额」, 信访总「量」.
pub(super) const MEASURE_ENDS: &str = "额率量数值比费价重积度税款";
/// What a figure is compared with, behind 比, 较 and 与.
pub(super) const REFERENCES: &[&str] = &[
    "上年", "去年", "前年", "同期", "年初", "年末", "上年末", "年底", "期初", "上月", "上季度",
    "季度", "上半年", "前", "常年", "历年", "多年平均", "计划", "任务", "目标",
];
/// What units measure.
pub(super) const QUANTITIES: &[(&[&str], &str)] = &[
    (&["岁"], "年龄"),
    (&["元"], "金额"),
    (&["人次", "人", "名"], "人数"),
    (&["户"], "户数"),
    (&["亩", "公顷", "平方米", "平方公里", "㎡"], "面积"),
    (&["公里", "米"], "长度"),
    (&["吨", "斤", "公斤"], "重量"),
    (&["%", "％", "‰", "成"], "比例"),
    (&["个百分点"], "百分点"),
    (&["千瓦", "千伏安", "千伏"], "容量"),
    (&["天", "年", "个月", "小时", "月"], "时长"),
    (&["倍"], "倍数"),
    (&["番"], "翻番数"),
    (&["折"], "折扣"),
    (&["处"], "处数"),
    (&["间"], "间数"),
    (&["件"], "件数"),
    (&["家"], "家数"),
    (&["次", "场"], "次数"),
    (&["头", "只"], "头数"),
];
/// The words for quantities, left off where another is put on.
pub(super) const QUANTITY_WORDS: &[&str] = &[
    "年龄", "金额", "人数", "户数", "面积", "长度", "重量", "比例", "容量", "处数", "间数", "件数",
    "家数", "次数", "数量",
];
/// What may stand between a figure and the verb of its change.
pub(super) const LINKS: &[&str] = &[
    "与上年同期相比", "与去年同期相比", "比上年同期", "比去年同期", "较上年同期", "较去年同期",
    "比上年", "较上年", "比去年", "较去年", "同比上年", "同比", "年均", "平均", "每年", "可比",
    "恢复性", "小幅", "平稳", "较快", "温和", "逆势", "大幅", "稳步", "持续", "快速", "同步",
    "逐年", "分别", "按可比价计算", "按可比口径", "可比口径", "按同口径", "同口径", "环比", "双双",
    "再", "和", "约", "实际", "名义",
];
/// Words that begin as a word does that opens a clause.
pub(super) const TORN_OPENINGS: &[&str] = &[
    "和美", "和谐", "和平", "和睦", "和合", "为民", "为农", "对外", "对口", "对接", "对标", "向好",
    "按揭", "就业", "就医", "就学", "就餐", "等级", "有效", "有机", "有害", "有轨", "是非", "的士",
    "并网", "并购", "并轨", "并联",
];
/// What says that something is so much, not what it is; taken off the end of a clause.
pub(super) static AMOUNT_VERBS: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "每人每月", "每人每年", "每户每年", "分别达到了", "分别达到", "分别完成", "分别实现",
        "分别为", "分别是", "分别", "预计实现", "累计实现", "累计完成", "达到了", "达到", "高达",
        "达", "实现了", "实现", "完成了", "完成", "突破", "超过", "超", "过", "不低于", "不少于",
        "约为", "约", "接近", "近", "逾", "双双", "连跨", "跨越", "跨上", "跨过", "迈上", "迈过",
        "站上", "历史性", "不足", "仅", "总计", "共计", "合计", "累计", "共有", "共", "现有",
        "已有", "拥有", "为", "是", "有", "至", "到", "在", "了", "比", "就", "均", "都", "也",
        "还", "等", "由", "从", "稳定", "保持", "控制", "给予", "各", "和", "与", "及", "以及",
        "其中", "每年", "每月", "要", "将", "至少", "只", "不到", "刚过", "刚到", "只剩", "仅剩",
        "只有", "仅有", "有望", "力争", "预计", "可望", "预期", "将达", "争取", "不少", "最少",
        "首次", "翻", "打", "仍", "已",
    ])
});
/// What opens a clause before the thing it is about.
pub(super) static CLAUSE_OPENERS: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "全年度", "现已", "预料", "顺利", "全镇", "全乡", "全县", "全市", "全区", "全州", "全省",
        "全街道", "全村", "我镇", "我乡", "我县", "我市", "我区", "我州", "我们", "各村", "各级",
        "各类", "各项", "各界", "全年", "今年", "去年", "年内", "年初", "目前", "其中", "一年来",
        "五年来", "三年来", "五年", "上半年", "下半年", "截至", "截止", "预计", "力争", "确保",
        "先后", "已经", "已", "共计", "共", "累计", "总计", "并", "和", "以及", "及", "与", "对",
        "将", "把", "使", "又", "还", "同时", "通过", "实现", "完成", "达到", "成功", "全力", "要",
        "继续", "均", "都", "的", "是", "有", "由", "按", "向", "在", "到", "仅", "就", "约", "了",
        "等", "为", "以上", "以下", "以内", "特别是", "尤其是", "刚才听", "确保现有", "正在",
        "深入", "进一步", "狠抓", "其", "现有", "更靠", "更是", "也是", "还有", "首批", "第一批",
        "新一批",
    ])
});
/// Words a thing's name never goes on with.
pub(super) static NAME_ENDS: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "和", "与", "及", "以及", "等", "在", "为", "以", "已", "已经", "将", "均", "都", "全部",
        "实现", "完成", "对", "并", "了", "得到", "进行", "由", "从", "向", "到", "被", "按", "也",
        "还", "就", "正", "或", "超", "超过", "达到", "达", "进展", "是", "有", "的", "占", "比",
        "较", "同比", "增长", "下降", "顺利", "正在", "先后", "其中", "要", "实施", "列入", "纳入",
        "投入使用", "投产", "给", "让", "使", "把", "着", "过", "没有", "不", "共", "招收",
        "进一步", "不断", "深入", "加快", "而", "于", "所", "后", "前", "时", "以来", "一起",
        "期间", "下", "上", "到", "一道", "一同", "共同", "携手", "齐心", "享受", "享有", "连跨",
        "突破", "迈上", "跨越", "跨上", "站上", "稳居", "跃居", "居", "位居", "列", "位列", "名列",
        "排", "排名", "荣获", "连续", "保持", "蝉联", "跻身", "进入", "荣登",
    ])
});
/// Words that open a clause about what somebody did, not about what the figure is of.
pub(super) static GOVERNING: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "坚持", "加强", "深化", "围绕", "突出", "强化", "推动", "加快", "促进", "聚焦", "贯彻",
        "克服", "面对", "依托", "紧扣", "抓", "严格", "持续", "大力", "全面", "深入", "积极",
        "着力", "切实", "扎实", "不断", "继续", "认真", "统筹", "牢固", "始终", "严守", "狠抓",
        "健全", "完善", "优化", "全力", "稳步", "有序", "充分", "进一步",
    ])
});
/// Words that name nothing alone.
pub(super) const EMPTY_NOUNS: &[&str] = &[
    "比重", "比例", "比率", "任务", "总数", "数量", "目标", "计划", "总额", "工程", "项目", "工作",
    "人员", "资金", "方面", "企业", "情况", "以上", "以下", "村", "金额", "收入", "投资",
];
/// Nouns and adjectives a heading ends with that say nothing of what it is about.
pub(super) const ABSTRACT_NOUNS: &[&str] = &[
    "步伐", "水平", "能力", "质效", "动能", "成效", "力度", "进程", "势头", "态势", "局面", "步子",
    "新台阶", "实效", "质量", "效益", "活力", "基础", "底线", "良好", "显著", "明显", "有力",
    "平稳", "喜人",
];
/// Words that end with what else says that something is so much.
pub(super) const TORN_WORDS: &[&str] = &[
    "节约", "集约", "契约", "公约", "人均", "户均", "亩均", "村均", "对比", "同比", "环比",
    "存贷比", "平等", "需要", "主要", "首都", "将要", "通过", "经过", "不过", "所有", "国有",
    "私有", "年均", "月均", "日均", "签约", "预约", "大约", "推翻", "严打", "拍打",
];
/// Nouns that measure the thing named before: 水稻种植面积5000亩，「总产」2600吨.
pub(super) const RELATIVE: &[&str] = &[
    "总产", "总产量", "总产值", "年产值", "年产量", "单产", "亩产", "平均亩产", "总收入", "销售额",
    "销售收入", "年度投资完成率", "投资完成率", "占地面积", "建筑面积", "总投资", "完成率",
];
/// Nouns that count the things named before.
pub(super) const TOTALS: &[&str] = &["总数", "总量", "总额", "数量", "总人数"];

/// How a figure says a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mine) enum Change {
    /// It says none.
    None,
    /// 增长
    Rise,
    /// 下降
    Fall,
    /// 占
    Share,
}

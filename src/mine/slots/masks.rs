//! Masks: what a `__` or `***` that is no number and no date stands for, told by the words around it.

use std::sync::LazyLock;

use crate::lexicon::{WordSet, word_set};

use super::{ends_with_one, one_of};

/// What follows a mask that stands for a person, the Party's centre, a firm or a meeting.
static OTHERS_AFTER: LazyLock<WordSet> = word_set!(
    "同志 总书记 书记 主席 总理 指出 强调 经济工作会议 工作会议 新时代 思想 国务院 全会 届 次 公司 集团 企业 \
     等企业 等重点企业 等一批 等龙头 物流 运输 有限 项目 工程 大学 学院 中学 小学 医院 银行 重要讲话 重要指示 \
     周围 如此 在政协 如是 曾 说 保持高度 、与上级 ” 、国务院 系列 论坛 峰会 贯彻 学习 推进 落实 深化 \
     加强 主义 领导 班子成员 委员 部长 女士 先生"
);
/// What stands before such a mask.
static OTHERS_BEFORE: LazyLock<WordSet> = word_set!(
    "第 党 我叫 镇长␣ 县长␣ 市长␣ 区长␣ 乡长␣ 州长␣ 书记␣ 主任␣ 同 与 按照 以 学习 贯彻落实 同志 省委 \
     “"
);
/// What follows a mask that stands for a place, its generic word included.
static GENERIC: LazyLock<WordSet> = word_set!(
    "乡镇 铁路 高铁 公路 快线 自治州 自治县 自治区 城市群 街道 社区 广场 公园 水库 大道 大桥 中心街 路桥 高速 \
     工业园 产业园 开发区 新区 省 市 县 区 乡 镇 村 州 盟 旗 路 街 河 江 湖 山 桥 屯 寨 庄 港"
);

/// What a report wishes a place to be; what follows is its name.
static QUALITIES: LazyLock<WordSet> = word_set!(
    "平安 美丽 和谐 实力 活力 魅力 文明 幸福 富裕 法治 数字 健康 绿色 诚信 大美 建设新 现代化新 跻身 崛起"
);

/// What a mask at `span` with nothing else known stands for: `Some(end)` of the place's name, generic word included.
pub(super) fn place_end(text: &[char], start: usize, end: usize) -> Option<usize> {
    // 反腐__: a word was censored; 20__》: a year.
    if ends_with_one(text, start, &["第", "反腐"]) || start > 0 && text[start - 1].is_ascii_digit()
    {
        return None;
    }
    if let Some(length) = generic(text, end) {
        return Some(end + length);
    }
    // _九路, _一路: one character of the name is left.
    if text.get(end).is_some_and(|c| "一二三四五六七八九十东西南北中".contains(*c))
        && one_of(text, end + 1, &["路", "街", "大道"]).is_some()
    {
        return Some(end + 2);
    }
    if QUALITIES.before(text, start) {
        return Some(end);
    }
    // One letter or sign is as often a code or a product (X染色体, 3×5).
    let censored = matches!(text[start], '*' | 'X' | 'x' | '×') && end == start + 1;
    if censored && !follows_place(text, end)
        || OTHERS_AFTER.at(text, end).is_some()
        || OTHERS_BEFORE.before(text, start) && !follows_place(text, end)
    {
        return None;
    }
    Some(end)
}

/// A generic word at `at` that belongs to the name, not to what is built there (_镇区, _市民).
fn generic(text: &[char], at: usize) -> Option<usize> {
    let length = GENERIC.at(text, at)?;
    let next = one_of(
        text,
        at,
        &[
            "市场", "区域", "市民", "村民", "山水", "镇区", "县域", "市委", "县委", "镇委", "区委",
            "省委", "市政", "县政", "区政", "省政", "河道", "村级", "江山",
        ],
    );
    next.is_none().then_some(length)
}

fn follows_place(text: &[char], at: usize) -> bool {
    one_of(
        text,
        at,
        &[
            "人民", "发展", "经济", "的发展", "精神", "地区", "儿女", "全市", "籍", "各界", "社会",
            "、", "对接", "这座",
        ],
    )
    .is_some()
}

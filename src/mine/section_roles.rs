//! Classifies sections: what a section of a report is for, and what it is about.
//!
//! The word lists were counted over work reports of towns, counties, cities and provinces.

use std::sync::LazyLock;

use crate::lexicon::WordSet;

/// What a section of a report is for, in the order the sections of a work report come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum SectionRole {
    /// 开场: the formula in front
    Opening,
    /// 回顾: a section on what was done
    Review,
    /// 感谢
    Thanks,
    /// 问题
    Problems,
    /// 总体要求
    Demands,
    /// 预期目标
    Targets,
    /// 安排: a section on what will be done
    Plans,
    /// 结尾: the call at the end
    Call,
    /// A section of a paper that reports neither: 学习, 作风, 廉政…
    Other,
}

impl SectionRole {
    /// Returns its Chinese name.
    #[must_use]
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Opening => "开场",
            Self::Review => "回顾",
            Self::Thanks => "感谢",
            Self::Problems => "问题",
            Self::Demands => "总体要求",
            Self::Targets => "预期目标",
            Self::Plans => "安排",
            Self::Call => "结尾",
            Self::Other => "部分",
        }
    }

    /// Tests whether a heading of this role opens one of the two parts of a work report.
    pub(super) fn is_part(self) -> bool {
        matches!(self, Self::Review | Self::Plans)
    }
}

/// What second-level headings are about, each theme with the words that show it, the more
/// particular themes first.
const THEMES: &[(&str, &[&str])] = &[
    (
        "自身建设",
        &[
            "自身建设", "政府建设", "干部队伍", "作风", "效能", "廉政", "廉洁", "执政能力",
            "履职能力", "服务型政府", "法治政府",
        ],
    ),
    (
        "农业农村",
        &[
            "农业", "农村", "三农", "乡村", "农民", "新农村", "现代农业", "种植", "粮食",
        ],
    ),
    (
        "生态环保",
        &[
            "生态", "环保", "环境", "绿色", "污染", "蓝天", "低碳", "美丽",
        ],
    ),
    (
        "安全治理",
        &[
            "安全", "平安", "稳定", "和谐", "治安", "信访", "社会管理", "社会治理", "矛盾", "依法",
        ],
    ),
    (
        "民生事业",
        &[
            "民生", "社会事业", "保障", "就业", "教育", "卫生", "惠民", "福祉", "群众", "公共服务",
            "社会建设", "计生",
        ],
    ),
    ("项目投资", &["项目", "招商", "投资", "引资", "园区"]),
    (
        "城镇建设",
        &[
            "城镇", "城市", "基础设施", "城乡", "交通", "镇村", "村镇", "集镇", "规划",
        ],
    ),
    (
        "改革创新",
        &["改革", "创新", "开放", "科技", "活力", "转型"],
    ),
    ("文化旅游", &["文化", "旅游", "文明", "精神"]),
    (
        "产业经济",
        &[
            "经济", "产业", "工业", "企业", "发展", "财政", "财税", "综合实力", "结构",
        ],
    ),
    ("学习", &["学习", "理论", "素质", "思想"]),
    (
        "人大工作",
        &["代表", "监督", "议案", "选民", "会议", "换届选举"],
    ),
];

/// Returns the names of the themes.
pub(super) fn themes() -> impl Iterator<Item = &'static str> {
    THEMES.iter().map(|(name, _)| *name)
}

/// Returns the theme of which a heading has most words; of equals the more particular one.
///
/// Made for 加强生态环境建设，促进文化发展 (生态环保, two words against one of 文化旅游).
#[must_use]
pub(super) fn theme(heading: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Vec<WordSet>> = LazyLock::new(|| {
        THEMES
            .iter()
            .map(|(_, words)| WordSet::new(&words.join(" ")))
            .collect()
    });
    let heading: Vec<char> = heading.chars().collect();
    let mut best = None;
    let mut most = 0;
    for ((name, _), words) in THEMES.iter().zip(WORDS.iter()) {
        let count = words.count(&heading);
        if count > most {
            (best, most) = (Some(*name), count);
        }
    }
    best
}

/// Returns the role of a part by its heading: 回顾 or 安排, or neither.
///
/// The last word decides: 过去五年工作回顾和今后五年的奋斗目标 is about plans,
/// 2025年工作安排完成情况 about the review.
#[must_use]
pub(super) fn of_heading(heading: &str) -> SectionRole {
    const BACK: &[&str] = &[
        "回顾", "总结", "过去", "成效", "成绩", "情况", "以来", "做法", "上半年", "主要工作完成",
    ];
    const AHEAD: &[&str] = &[
        "安排", "打算", "计划", "任务", "思路", "展望", "下半年", "今后", "下步", "下一步",
        "努力方向", "重点工作", "措施", "奋斗", "建议", "目标",
    ];
    let last = |words: &[&str]| words.iter().filter_map(|word| heading.rfind(word)).max();
    match (last(BACK), last(AHEAD)) {
        (None, None) => SectionRole::Other,
        (back, ahead) if back >= ahead => SectionRole::Review,
        _ => SectionRole::Plans,
    }
}

/// How many chars of a paragraph say what it is for.
const PARAGRAPH_HEAD: usize = 80;
/// The share of the report in which the closing call stands.
const CALL_SHARE: f64 = 0.12;

/// Returns the role of a paragraph that is a section by itself; `left` is the share of the report
/// (0 to 1) that follows it.
///
/// A word of thanks alone does not make a paragraph the thanks: 感谢信 in a review is no thanks,
/// 表示衷心的感谢 is.
#[must_use]
pub(super) fn of_paragraph(words: &str, left: f64) -> Option<SectionRole> {
    let head: String = words.chars().take(PARAGRAPH_HEAD).collect();
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let opens_with = |list: &[&str]| list.iter().any(|word| head.contains(word));
    let calls = has(&[
        "让我们", "努力奋斗", "而奋斗", "谢谢大家", "再创", "新篇章", "敬请", "请予审议",
    ]);
    if left < CALL_SHARE && calls {
        return Some(SectionRole::Call);
    }
    if has(&["感谢"]) && has(&["衷心", "诚挚", "崇高", "深深", "由衷"]) {
        return Some(SectionRole::Thanks);
    }
    let names_problems = opens_with(&["问题", "困难", "不足", "差距", "短板", "薄弱"]);
    let admits = opens_with(&[
        "清醒", "存在", "看到", "面临", "主要是", "主要表现", "认识到", "但",
    ]);
    if names_problems && admits {
        return Some(SectionRole::Problems);
    }
    if opens_with(&[
        "预期目标", "主要目标", "奋斗目标", "发展目标", "目标是", "主要经济指标",
    ]) {
        return Some(SectionRole::Targets);
    }
    let demands = opens_with(&[
        "总体要求", "指导思想", "总体思路", "总的要求", "工作思路", "基本思路",
    ]);
    demands.then_some(SectionRole::Demands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_the_theme_of_most_of_their_words() {
        for (heading, wanted) in [
            ("加强生态环境建设，促进文化发展", Some("生态环保")),
            ("着力抓项目、强招商", Some("项目投资")),
            ("坚持不懈", None),
        ] {
            assert_eq!(theme(heading), wanted, "{heading}");
        }
    }

    #[test]
    fn the_last_word_of_a_heading_decides_its_role() {
        for (heading, wanted) in [
            ("2024年工作回顾", SectionRole::Review),
            ("2025年工作安排完成情况", SectionRole::Review),
            ("过去五年工作回顾和今后五年的奋斗目标", SectionRole::Plans),
            ("加强学习", SectionRole::Other),
        ] {
            assert_eq!(of_heading(heading), wanted, "{heading}");
        }
    }

    #[test]
    fn paragraphs_are_sections_by_their_formulas() {
        for (words, left, wanted) in [
            (
                "我代表镇政府表示衷心的感谢！",
                0.5,
                Some(SectionRole::Thanks),
            ),
            ("群众送来感谢信36封。", 0.5, None),
            (
                "我们也清醒地看到，存在不少问题。",
                0.5,
                Some(SectionRole::Problems),
            ),
            ("解决群众反映的问题320件。", 0.5, None),
            ("让我们携手前进！", 0.05, Some(SectionRole::Call)),
            ("让我们携手前进！", 0.5, None),
        ] {
            assert_eq!(of_paragraph(words, left), wanted, "{words}");
        }
    }
}

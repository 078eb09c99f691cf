//! Phrases: a stretch of a sentence to the noun phrase in it that names a thing, cut between words.

use std::sync::LazyLock;

use crate::lexicon;
use crate::lexicon::{AffixSet, Word, WordKind};

/// What says that something is so much, not what it is: taken off the end of the words before a figure.
static SAYING: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "分别达到了", "分别达到", "分别完成", "分别实现", "分别为", "分别是", "分别", "预计实现",
        "累计实现", "累计完成", "达到了", "达到", "高达", "达", "实现了", "实现", "完成了", "完成",
        "突破", "超过", "超", "过", "不低于", "不少于", "约为", "约", "近", "逾", "不足", "仅",
        "总计", "共计", "合计", "累计", "共有", "共", "现有", "已有", "拥有", "为", "是", "有",
        "至", "到", "在", "了", "比", "就", "均", "都", "也", "还", "等", "由", "从", "稳定",
        "保持", "控制", "给予", "各", "和", "与", "及", "以及", "其中", "每年", "每月", "要", "将",
        "至少", "只", "有望", "力争", "预计", "可望", "预期", "将达", "争取", "不少", "最少",
    ])
});
/// What opens a clause before the thing it speaks of.
static OPENING: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "全镇", "全乡", "全县", "全市", "全区", "全州", "全省", "全街道", "全村", "我镇", "我乡",
        "我县", "我市", "我区", "我州", "我们", "各村", "各级", "各类", "各项", "各界", "全年",
        "今年", "去年", "年内", "年初", "目前", "其中", "一年来", "五年来", "三年来", "五年",
        "上半年", "下半年", "截至", "截止", "预计", "力争", "确保", "先后", "已经", "已", "共计",
        "共", "累计", "总计", "并", "和", "以及", "及", "与", "对", "将", "把", "使", "又", "还",
        "同时", "通过", "实现", "完成", "达到", "成功", "全力", "要", "继续", "均", "都", "的",
        "是", "有", "由", "按", "向", "在", "仅", "就", "约", "了", "等", "为", "以上", "以下",
        "以内", "特别是", "尤其是", "刚才听", "确保现有", "正在", "深入", "进一步", "狠抓", "其",
        "现有", "更靠", "更是", "也是", "还有",
    ])
});
/// Words a thing's name never goes on behind.
static ENDING: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "和", "与", "及", "以及", "等", "在", "为", "以", "已", "已经", "将", "均", "都", "全部",
        "实现", "完成", "对", "并", "了", "得到", "进行", "由", "从", "向", "到", "被", "按", "也",
        "还", "就", "正", "或", "超", "超过", "达到", "达", "进展", "是", "有", "的", "占", "比",
        "较", "同比", "增长", "下降", "顺利", "正在", "先后", "其中", "要", "实施", "列入", "纳入",
        "投入使用", "投产", "给", "让", "使", "把", "着", "过", "没有", "不", "共", "招收",
        "进一步", "不断", "深入", "加快", "而", "于", "所", "后", "前", "时", "以来", "一起",
        "期间",
    ])
});
/// Words that name nothing alone.
const EMPTY: &[&str] = &[
    "比重", "比例", "比率", "任务", "总数", "数量", "目标", "计划", "总额", "工程", "项目", "工作",
    "人员", "资金", "方面", "企业", "情况", "以上", "以下", "村", "金额", "收入", "投资",
];

/// The words before a figure less what says that it is so much and what opens the clause.
pub(in crate::mine) fn trimmed(clause: &str) -> &str {
    opened(before_amount(clause))
}

/// Less what says that it is so much.
pub(in crate::mine) fn before_amount(clause: &str) -> &str {
    let mut words = clause.trim();
    while let Some(rest) = SAYING.strip_end(words) {
        words = rest.trim_end();
    }
    words
}

/// Less what opens the clause.
pub(super) fn opened(clause: &str) -> &str {
    let mut words = clause.trim_start_matches(|c: char| !c.is_alphabetic());
    while let Some(rest) = OPENING.strip_start(words).filter(|rest| !is_torn(words, rest)) {
        words = rest.trim_start();
    }
    words
}

/// Whether the one character that `rest` lacks of `words` belongs to their first word: 在 of 在建, not 共 of 共有.
fn is_torn(words: &str, rest: &str) -> bool {
    let cut = &words[..words.len() - rest.len()];
    let opens = |left: &str| left.is_empty() || OPENING.strip_start(left) == Some("");
    let first = split(words).into_iter().next().map_or(String::new(), |(word, _)| word.to_owned());
    cut.chars().count() == 1 && !opens(first.strip_prefix(cut).unwrap_or_default())
}

/// The words of a phrase, each whether it is a noun.
pub(super) fn split(phrase: &str) -> Vec<(&str, bool)> {
    let chars: Vec<char> = phrase.chars().collect();
    let noun = |kind: WordKind| !matches!(kind, WordKind::Common { noun: false, .. });
    let mut rest = phrase;
    let mut cut = |word: Word| {
        let length = chars[word.start..word.end].iter().map(|c| c.len_utf8()).sum();
        let (words, after) = rest.split_at(length);
        rest = after;
        (words, noun(word.kind))
    };
    lexicon::split(&chars, 0, chars.len()).into_iter().map(&mut cut).collect()
}

/// The end of a phrase, at most `most` characters, cut between words; behind its last 的, where that says enough.
pub(in crate::mine) fn tail(phrase: &str, most: usize) -> String {
    let behind = phrase.rsplit('的').next().unwrap_or(phrase);
    let enough = behind.chars().count() > 2 && !EMPTY.contains(&behind);
    let whole = if enough { behind } else { phrase }.replace(['的', '了'], "");
    let every =
        if whole.contains('各') { &["各类", "各项", "各级", "各种"][..] } else { &[] };
    let whole = every.iter().fold(whole, |words, every| words.replace(every, ""));
    let words = split(&whole);
    let mut kept = Vec::new();
    let mut length = 0;
    for (word, _) in words.iter().rev() {
        length += word.chars().count();
        if length > most {
            break;
        }
        kept.push(*word);
    }
    kept.reverse();
    let kept: String = kept.concat();
    opened(&kept).to_owned()
}

/// The thing a stretch begins with, at most `most` characters: 个[高清治安监控点]和, 的[化工项目].
pub(in crate::mine) fn thing(after: &str, most: usize) -> String {
    let after = after.trim_start_matches(['的', ' ']);
    // No name goes on behind a sign or a number.
    let words = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
    let mut kept = String::new();
    for (word, _) in split(words) {
        if ENDING.has(word) || kept.chars().count() + word.chars().count() > most {
            break;
        }
        kept += word;
    }
    if kept.chars().count() < 2 { String::new() } else { kept }
}

/// Whether words name nothing alone.
pub(super) fn is_empty(words: &str) -> bool {
    words.chars().count() < 2 || EMPTY.contains(&words)
}

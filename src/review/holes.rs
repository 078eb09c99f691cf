//! Finds what was left to be filled in: masks, placeholders, empty brackets, numbers lost.

use std::ops::Range;

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{Rule, RuleCard, RuleTier};
use super::word_finder::WordFinders;
use super::words_at::{ends_before, stands_at};
use crate::diagnostic::{Message, Severity};
use crate::lexicon::{count_leading, is_hanzi};
use crate::read::is_table_row;

/// The rules of this family.
pub(super) static RULES: [&Rule; 4] = [&MASK, &PLACEHOLDER, &BRACKETS, &NUMBER];

static MASK: Rule = Rule {
    code: "holes.mask",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "公文印发前不得留空",
    title: "review.title.holes-mask",
    hit: RuleCard::of("工作汇报\n全年完成投资__亿元，引进××公司等项目3个。"),
    miss: RuleCard::of("工作汇报\n地块长3×5公里，X光机1台，5*2的算式，建成100Mb*2宽带。"),
};

static PLACEHOLDER: Rule = Rule {
    code: "holes.placeholder",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "公文印发前不得留空",
    title: "review.title.holes-placeholder",
    hit: RuleCard::of("工作汇报\n全年完成投资【待填：固定资产投资】，由某某同志负责。"),
    miss: RuleCard::of("工作汇报\n某些干部作风不实，某项工作推进缓慢，个别村待补充人员。"),
};

static BRACKETS: Rule = Rule {
    code: "holes.brackets",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "公文印发前不得留空",
    title: "review.title.holes-brackets",
    hit: RuleCard::of("工作汇报\n全年完成投资（　），获得“”称号。"),
    miss: RuleCard::of("工作汇报\n全年完成投资（含结转）3亿元，获得“先进”称号。"),
};

static NUMBER: Rule = Rule {
    code: "holes.number",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "公文印发前不得留空",
    title: "review.title.holes-number",
    hit: RuleCard::of(
        "工作汇报\n全年完成财政收入亿元，比上年增长，占全年目标的%，接待群众余人次。",
    ),
    miss: RuleCard::of("工作汇报\n培育亿元企业3家，引进亿元以上项目2个，上亿元的投资还要争取。"),
};

/// Runs the rules of this family.
pub(super) fn find(paper: &Paper, finders: &WordFinders, findings: &mut Findings) {
    placeholders(paper, finders, findings);
    masks(paper, findings);
    letters(paper, findings);
    brackets(paper, findings);
    numbers(paper, findings);
    lost_at_and(paper, findings);
    lost_before_units(paper, findings);
}

/// A stretch of one sign that stands for words, or of signs with a unit or a name behind.
fn masks(paper: &Paper, findings: &mut Findings) {
    let text = paper.text;
    let mut at = 0;
    while at < text.len() {
        let length = mask_length(text, at);
        if length == 0 {
            at += 1;
            continue;
        }
        let span = at..at + length;
        if !is_fill_in_line(paper, &span) {
            let args = [("mask", paper.words(&span))];
            let message = Message::new("review.holes.mask", args);
            findings.add_once(
                text[at].to_string(),
                FindingDraft::new(&MASK, span, message),
            );
        }
        at += length;
    }
}

/// How many signs of a mask begin at a place: `__`, `××`, `**`, `XX`, `□□`, `○○`.
///
/// Must not take 3×5, X光, 5*2, xx.cn or a rule of dashes.
fn mask_length(text: &[char], at: usize) -> usize {
    let sign = text[at];
    if !matches!(
        sign,
        '_' | '*'
            | '×'
            | 'X'
            | 'x'
            | '□'
            | '╳'
            | '○'
            | '△'
            | '▲'
            | '●'
            | '■'
            | '〇'
            | '?'
            | '…'
    ) {
        return 0;
    }
    let previous = at.checked_sub(1).map_or('\n', |at| text[at]);
    if previous == sign {
        return 0;
    }
    let length = count_leading(&text[at..], |c| c == sign);
    let next = text.get(at + length).copied().unwrap_or('\n');
    let letter = matches!(sign, 'X' | 'x');
    // One sign alone is a mask only where a name or a unit goes on behind it: ×镇, *年, 2X%.
    let masked = matches!(
        next,
        '年' | '月'
            | '日'
            | '省'
            | '市'
            | '县'
            | '镇'
            | '乡'
            | '村'
            | '局'
            | '亿'
            | '万'
            | '个'
            | '%'
    );
    let in_code = letter && (previous.is_ascii_alphabetic() || next.is_ascii_alphanumeric());
    // PM_2.5, CO_2: what a web page makes of a subscript.
    let subscript = sign == '_' && previous.is_ascii_alphabetic() && next.is_ascii_digit();
    let behind_digit = letter && previous.is_ascii_digit() && !masked;
    let factor = previous.is_ascii_digit() && next.is_ascii_digit();
    // A question is never asked of nothing: 、?水灌区 lost a character on its way here.
    if sign == '?' && "、,(“《".contains(previous) && is_hanzi(next) {
        return length;
    }
    let is_figure = "零〇○一二三四五六七八九十百千万".contains(previous);
    // 引进○家企业 is a number still to come; 二○家 is one.
    let counted = masked || "户家人亩吨次项元米名条座".contains(next);
    let counts_alone = is_hanzi(previous) && !is_figure && counted;
    let drawn = matches!(sign, '○' | '△' | '▲' | '□' | '●' | '■' | '〇' | '?') && length < 2;
    let is_open = sign != '?' && sign != '〇' && counts_alone;
    if in_code || subscript || behind_digit || factor || drawn && !is_open {
        return 0;
    }
    if drawn {
        return length;
    }
    // Of these only what has a unit behind stands for a number: 二〇〇五年, 为什么？？, 等等……
    if matches!(sign, '〇' | '○') && is_figure || matches!(sign, '〇' | '?' | '…') && !counted
    {
        return 0;
    }
    if sign == '…' {
        let unit = ["亿元", "万元", "亿", "%", "个百分点", "万亩", "万吨"];
        let has_unit = unit.iter().any(|unit| stands_at(text, at + length, unit));
        return if has_unit { length } else { 0 };
    }
    let alone = length == 1 && (letter && next != '\n' && !masked || !masked && sign != '_');
    let product = length == 1 && is_hanzi(previous) && is_hanzi(next) && !masked;
    if alone || product { 0 } else { length }
}

/// Units behind a letter that stands for a number: 引进N家企业, 投资n亿元.
const COUNTED_BY_LETTER: [&str; 20] = [
    "个", "家", "项", "户", "亩", "名", "人", "件", "次", "条", "座", "所", "公里", "万元", "亿元",
    "万亩", "万人", "余", "多", "%",
];

/// 完成N个项目. Not 1+N个平台, “N个一”, N95口罩 or a letter of a word.
fn letters(paper: &Paper, findings: &mut Findings) {
    let text = paper.text;
    for (at, c) in text.iter().enumerate() {
        if !matches!(c, 'N' | 'n') {
            continue;
        }
        let previous = at.checked_sub(1).map_or('\n', |at| text[at]);
        let counts = |unit: &str| stands_at(text, at + 1, unit);
        let is_counted = COUNTED_BY_LETTER.iter().any(|unit| counts(unit));
        if is_hanzi(previous) && is_counted && !stands_at(text, at + 1, "个一") {
            let span = at..at + 1;
            let args = [("mask", paper.words(&(at..at + 2)))];
            let message = Message::new("review.holes.mask", args);
            findings.add_once("N", FindingDraft::new(&MASK, span, message));
        }
    }
}

/// Boxes to tick and lines to sign on, of a form: □是 □否, 签名：______.
fn is_fill_in_line(paper: &Paper, span: &Range<usize>) -> bool {
    let line = &paper.report.lines()[paper
        .line_at(span.start)
        .min(paper.report.lines().len() - 1)];
    let words: String = paper.text[line.span.clone()].iter().collect();
    let signs = ["签名", "签字", "盖章", "联系人", "联系电话"];
    let is_rule = words.chars().all(|c| c == '_' || c == '*' || c == ' ');
    is_rule || signs.iter().any(|sign| words.contains(sign)) && words.chars().count() < 40
}

/// What a bracket says that stands for what somebody still has to say: （数据待核实）.
const PENDING: [&str; 14] = [
    "待核实", "待核", "待补充", "待补", "待填", "待确认", "待定", "待查", "待更新", "待提供",
    "请核实", "请补充", "请填", "数据缺",
];

/// （待统计局提供）: a bracket that puts off what it is about.
fn pending(paper: &Paper, findings: &mut Findings) {
    const LONGEST: usize = 24;
    let text = paper.text;
    for (at, c) in text.iter().enumerate() {
        if *c != '(' {
            continue;
        }
        let inside = text[at + 1..].iter().take(LONGEST);
        let inside: String = inside.take_while(|c| **c != ')' && **c != '\n').collect();
        let end = at + 1 + inside.chars().count();
        let closes = text.get(end) == Some(&')');
        // 待补贴 is no 待补.
        let is_pending = PENDING.iter().any(|word| inside.ends_with(word))
            || inside.starts_with('待') && inside.ends_with("提供");
        if closes && is_pending {
            let span = at..end + 1;
            let args = [("words", paper.words(&span))];
            let message = Message::new("review.holes.placeholder", args);
            findings.add(FindingDraft::new(&PLACEHOLDER, span, message));
        }
    }
}

fn placeholders(paper: &Paper, finders: &WordFinders, findings: &mut Findings) {
    pending(paper, findings);
    for (found, _) in finders.placeholders.find(paper.text) {
        let span = found.start..closing(paper.text, found.start).unwrap_or(found.end);
        let args = [("words", paper.words(&span))];
        let message = Message::new("review.holes.placeholder", args);
        findings.add(FindingDraft::new(&PLACEHOLDER, span, message));
    }
}

/// The end of what opens with a bracket at a place.
fn closing(text: &[char], at: usize) -> Option<usize> {
    const LONGEST: usize = 60;
    let close = match text[at] {
        '【' => '】',
        '[' => ']',
        '(' => ')',
        '{' => '}',
        _ => return None,
    };
    let rest = text[at..].iter().take(LONGEST).take_while(|c| **c != '\n');
    let length = rest
        .copied()
        .collect::<Vec<char>>()
        .iter()
        .position(|c| *c == close)?;
    let doubled = text.get(at + length + 1) == Some(&close) && close == '}';
    Some(at + length + 1 + usize::from(doubled))
}

/// （　）, “”, 《》: marks with nothing between.
fn brackets(paper: &Paper, findings: &mut Findings) {
    let pairs = [
        ('(', ')'),
        ('“', '”'),
        ('《', '》'),
        ('〈', '〉'),
        ('「', '」'),
        ('[', ']'),
        ('【', '】'),
    ];
    for (at, c) in paper.text.iter().enumerate() {
        let Some((_, close)) = pairs.iter().find(|(open, _)| open == c) else {
            continue;
        };
        let spaces = count_leading(&paper.text[at + 1..], |c| c == ' ');
        if paper.text.get(at + 1 + spaces) != Some(close) {
            continue;
        }
        let span = at..at + spaces + 2;
        let args = [("words", paper.words(&span))];
        let message = Message::new("review.holes.brackets", args);
        findings.add(FindingDraft::new(&BRACKETS, span, message));
    }
}

/// Words behind which an amount stands, and must.
const ASKS: [&str; 20] = [
    "完成", "实现", "达", "达到", "收入", "投资", "支出", "产值", "总值", "余额", "税收", "资金",
    "总产", "占", "目标的", "增长", "下降", "累计", "共计", "受理",
];
/// Units that stand behind a number, as they are left when it goes.
const UNITS: [&str; 13] = [
    "亿元", "万元", "余万元", "多万元", "余人次", "余次", "余户", "万亩", "亿斤", "万吨", "万人次",
    "%", "个百分点",
];
/// What makes words of a unit: 亿元以上, 亿元企业, 百分点.
const WORDS_BEHIND: [&str; 12] = [
    "以上", "级", "企业", "项目", "产业", "大关", "俱乐部", "村", "镇", "县", "强", "工程",
];

/// 完成亿元, 占全年目标的%: a unit whose number was lost.
fn numbers(paper: &Paper, findings: &mut Findings) {
    let text = paper.text;
    for asks in ASKS {
        for at in paper.find_all(asks) {
            let start = at + asks.chars().count();
            let Some(unit) = UNITS.iter().find(|unit| stands_at(text, start, unit)) else {
                continue;
            };
            let end = start + unit.chars().count();
            let is_word = WORDS_BEHIND.iter().any(|word| stands_at(text, end, word));
            let line = &paper.report.lines()[paper.line_at(start)];
            if is_word
                || is_table_row(&paper.raw[line.span.clone()])
                || is_head_of_table(paper, end)
            {
                continue;
            }
            let args = [("words", paper.words(&(at..end)))];
            let message = Message::new("review.holes.number", args);
            add_number(
                paper,
                FindingDraft::new(&NUMBER, at..end, message),
                findings,
            );
        }
    }
}

/// Units that no noun stands right before, but for the words behind them.
const COUNTED_UNITS: [&str; 10] = [
    "亿元", "万元", "亿斤", "万吨", "万亩", "公里", "平方米", "立方米", "个百分点", "亩",
];
/// What may stand before such a unit: numerals, and words of rate and of more and less.
const BEFORE_UNITS: &str =
    "零一二三四五六七八九十百千万亿两几数半每多余来上近过超破逾约元平方立按论以位单标计千英海华";

/// Units of traffic, whose second half stands behind a noun: 三百亿|吨公里.
const TRAFFIC: [&str; 4] = ["吨公里", "人公里", "车公里", "吨海里"];

/// 示范园亩，惠及余人次: a unit at the end of a clause whose number was lost.
fn lost_before_units(paper: &Paper, findings: &mut Findings) {
    let text = paper.text;
    for unit in COUNTED_UNITS {
        for at in paper.find_all(unit) {
            let end = at + unit.chars().count();
            let before = at.checked_sub(1).map_or('\n', |at| text[at]);
            let closes = matches!(text.get(end), Some(',' | '。' | ';' | '、'));
            let is_lost = is_hanzi(before) && !BEFORE_UNITS.contains(before);
            let of_traffic = TRAFFIC.iter().any(|unit| ends_before(text, end, unit));
            if closes && is_lost && !of_traffic && !paper.in_title_marks(at) {
                tell_lost(paper, at - 1..end, findings);
            }
        }
    }
    for at in paper.find_all("余") {
        let before = at.checked_sub(1).map_or('\n', |at| text[at]);
        let counter = [
            "人次", "户次", "万元", "亿元", "公里", "人", "户", "亩", "家", "件", "个", "名",
        ];
        let found = counter.iter().find(|unit| stands_at(text, at + 1, unit));
        let of_word =
            "零一二三四五六七八九十百千万亿两剩其结盈残多富业有闲空之年岁".contains(before);
        if let Some(unit) = found
            && is_hanzi(before)
            && !of_word
        {
            let end = at + 1 + unit.chars().count();
            tell_lost(paper, at - 1..end, findings);
        }
    }
}

/// Words that give several things their values in turn: 分别完成…和….
const IN_TURN: &str = "分别";
/// Words that ask for a value right behind them.
const ASKS_IN_TURN: [&str; 8] = [
    "增长", "下降", "达到", "达", "完成", "提高", "增加", "目标的",
];

/// 分别占全年目标的和，比上年分别增长和: the values of both are gone with their units.
fn lost_at_and(paper: &Paper, findings: &mut Findings) {
    const FAR: usize = 16;
    let text = paper.text;
    for at in paper.find_all(IN_TURN) {
        let behind = at + IN_TURN.chars().count();
        for and in behind..(behind + FAR).min(text.len()) {
            if matches!(text[and], ',' | '。' | ';' | '\n') {
                break;
            }
            let closes = matches!(
                text.get(and + 1),
                Some(',' | '。' | ';' | '、' | '\n') | None
            );
            let asks = ASKS_IN_TURN
                .iter()
                .find(|words| ends_before(text, and, words));
            if let Some(asks) = asks
                && text[and] == '和'
                && closes
            {
                let span = and - asks.chars().count()..and + 1;
                let args = [("words", paper.words(&span))];
                let message = Message::new("review.holes.number", args);
                add_number(paper, FindingDraft::new(&NUMBER, span, message), findings);
            }
        }
    }
}

/// Where one number of a sentence was lost the others were, too: they are told with it.
fn add_number(paper: &Paper, draft: FindingDraft, findings: &mut Findings) {
    let sentence = paper.sentence(draft.span.start).start;
    findings.add_once(sentence.to_string(), draft);
}

fn tell_lost(paper: &Paper, span: Range<usize>, findings: &mut Findings) {
    let line = &paper.report.lines()[paper.line_at(span.start)];
    if is_table_row(&paper.raw[line.span.clone()]) || is_head_of_table(paper, span.end) {
        return;
    }
    let args = [("words", paper.words(&span))];
    let message = Message::new("review.holes.number", args);
    let draft = FindingDraft::new(&NUMBER, span, message).weighing(Severity::Warning);
    add_number(paper, draft, findings);
}

/// 投资(万元), 增长% alone on a line: a head of a table, not a sentence.
fn is_head_of_table(paper: &Paper, end: usize) -> bool {
    let line = &paper.report.lines()[paper.line_at(end.saturating_sub(1))];
    line.span.end == end && line.span.len() < 16
}

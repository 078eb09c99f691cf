//! Finds marks that GB/T 15834 and numerals that GB/T 15835 write otherwise.
//!
//! A text that uses half-width marks throughout is told once. Nothing is ever said for spaces
//! between hanzi and digits, which neither standard has.

use std::ops::Range;

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{Rule, RuleCard, RuleTier};
use super::words_at::stands_at;
use crate::diagnostic::{Message, Severity};
use crate::lexicon::{count_leading, count_trailing, is_hanzi};
use crate::read::is_table_row;

/// The rules of this family.
pub(super) static RULES: [&Rule; 10] = [
    &STRAIGHT, &HALF, &UNPAIRED, &DOUBLED, &LIST, &ELLIPSIS, &DASH, &AFTER_NUMBER, &RANGE, &DECADE,
];

static STRAIGHT: Rule = Rule {
    code: "punctuation.straight-quotes",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15834—2011 4.8",
    title: "review.title.punctuation-straight-quotes",
    hit: RuleCard::of("工作汇报\n推行\"一村一警\"，群众满意。"),
    miss: RuleCard::of("工作汇报\n推行“一村一警”，买了12\"显示器1台。"),
};

static HALF: Rule = Rule {
    code: "punctuation.half-width",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15834—2011 5.1",
    title: "review.title.punctuation-half-width",
    hit: RuleCard::of("工作汇报\n抓项目,促增长;办实事。"),
    miss: RuleCard::of("工作汇报\n完成投资1,234.5万元，比例为3:2，见 www.example.com，A. 甲方案。"),
};

static UNPAIRED: Rule = Rule {
    code: "punctuation.unpaired",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15834—2011 4.8、4.9、4.14",
    title: "review.title.punctuation-unpaired",
    hit: RuleCard::of("工作汇报\n落实“河长制，修订《村规民约》（试行，群众满意。"),
    miss: RuleCard::of("工作汇报\n落实“河长制”，1）修路，2）架桥，a）绿化。"),
};

static DOUBLED: Rule = Rule {
    code: "punctuation.doubled",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "GB/T 15834—2011 4.1—4.6",
    title: "review.title.punctuation-doubled",
    hit: RuleCard::of("工作汇报\n完成投资3亿元。。增长5%，，势头良好。"),
    miss: RuleCard::of("工作汇报\n完成投资3亿元……势头良好！！——大家都这么说。"),
};

static LIST: Rule = Rule {
    code: "punctuation.list-comma",
    severity: Severity::Advice,
    tier: RuleTier::Standard,
    source: "GB/T 15834—2011 4.5.3.5：标有引号、书名号的并列成分之间通常不用顿号",
    title: "review.title.punctuation-list-comma",
    hit: RuleCard::of("工作汇报\n学习《条例》、《准则》，推行“河长制”、“林长制”。"),
    miss: RuleCard::of("工作汇报\n学习《条例》《准则》，推行“河长制”（试行）、“林长制”。"),
};

static ELLIPSIS: Rule = Rule {
    code: "punctuation.ellipsis",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15834—2011 4.11：省略号六个连点",
    title: "review.title.punctuation-ellipsis",
    hit: RuleCard::of("工作汇报\n修路、架桥、通水...样样都干。"),
    miss: RuleCard::of("工作汇报\n修路、架桥、通水……样样都干。"),
};

static DASH: Rule = Rule {
    code: "punctuation.dash",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15834—2011 4.10：破折号占两个字的位置",
    title: "review.title.punctuation-dash",
    hit: RuleCard::of("工作汇报\n让老百姓得实惠--这就是我们的目标。"),
    miss: RuleCard::of("工作汇报\n让老百姓得实惠——这就是我们的目标。期限2021--2025年。"),
};

static AFTER_NUMBER: Rule = Rule {
    code: "punctuation.after-number",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15834—2011 附录B.2：带括号的序次语后不用标点",
    title: "review.title.punctuation-after-number",
    hit: RuleCard::of("工作汇报\n（一）、抓项目\n项目建得快。\n（二）、抓民生\n民生办得实。"),
    miss: RuleCard::of("工作汇报\n（一）抓项目\n项目建得快。\n（二）抓民生\n民生办得实。"),
};

static RANGE: Rule = Rule {
    code: "punctuation.range",
    severity: Severity::Advice,
    tier: RuleTier::Standard,
    source: "GB/T 15835—2011 5.1.4：百分数、带万亿的数值范围前后都写单位",
    title: "review.title.punctuation-range",
    hit: RuleCard::of("工作汇报\n户均增收3～5万元，降幅达10-15%。"),
    miss: RuleCard::of("工作汇报\n户均增收3万元～5万元，每村3～5户，降幅10%～15%。"),
};

static DECADE: Rule = Rule {
    code: "punctuation.decade",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15835—2011 4.2.3：概数用汉字",
    title: "review.title.punctuation-decade",
    hit: RuleCard::of("工作汇报\n走访群众30几户，座谈10来次。"),
    miss: RuleCard::of("工作汇报\n走访群众三十几户，座谈10余次。"),
};

/// Runs the rules of this family.
pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    for line in paper.report.lines() {
        let span = line.span.clone();
        if is_table_row(&paper.raw[span.clone()]) {
            continue;
        }
        single_marks(paper, span.clone(), findings);
        unpaired(paper, span, findings);
    }
    after_numbers(paper, findings);
}

fn is_wide(c: char) -> bool {
    is_hanzi(c) || "\"，。、；：？！“”‘’（）《》【】…—".contains(c)
}

/// Marks that are wrong by the characters next to them.
fn single_marks(paper: &Paper, line: Range<usize>, findings: &mut Findings) {
    let raw = paper.raw;
    let mut quotes = 0;
    for at in line.clone() {
        let before = if at > line.start { raw[at - 1] } else { '\n' };
        let after = if at + 1 < line.end { raw[at + 1] } else { '\n' };
        match raw[at] {
            // 12" is a screen's size.
            '"' if before.is_ascii_digit() && quotes % 2 == 0 => {}
            '"' if is_wide(before) || is_wide(after) || before == '\n' => {
                quotes += 1;
                let mark = if quotes % 2 == 1 { "“" } else { "”" };
                let message = Message::plain("review.punctuation.straight-quotes");
                let draft = FindingDraft::new(&STRAIGHT, at..at + 1, message).fix(mark);
                findings.add_once("", draft);
            }
            // 、?水灌区 lost a character there: that is told, and asks nothing.
            '?' if "、，（“《".contains(before) => {}
            c @ (',' | ';' | ':' | '?' | '!' | '(' | ')') if is_narrow(c, before, after) => {
                half_width(at, c, findings);
            }
            '.' if raw[at..line.end].starts_with(&['.', '.', '.']) && before != '.' => {
                let dots = count_leading(&raw[at..line.end], |c| c == '.');
                let message = Message::plain("review.punctuation.ellipsis");
                let draft = FindingDraft::new(&ELLIPSIS, at..at + dots, message).fix("……");
                // A table of contents leads the eye by dots.
                if is_wide(before) && dots <= 6 {
                    findings.add_once("...", draft);
                }
            }
            c @ ('-' | '－' | '–') if after == c && before != c => {
                let length = count_leading(&raw[at..line.end], |one| one == c);
                let behind = raw.get(at + length).copied().unwrap_or('\n');
                let among_words = is_hanzi(before) || "”》）\n".contains(before);
                let message = Message::plain("review.punctuation.dash");
                let draft = FindingDraft::new(&DASH, at..at + length, message).fix("——");
                // A row of them rules a line.
                if length <= 4 && among_words && (is_hanzi(behind) || "“《（".contains(behind))
                {
                    findings.add_once("", draft);
                }
            }
            '。' if raw[at..line.end].starts_with(&['。', '。', '。']) && before != '。' => {
                let dots = count_leading(&raw[at..line.end], |c| c == '。');
                let message = Message::plain("review.punctuation.ellipsis");
                let draft = FindingDraft::new(&ELLIPSIS, at..at + dots, message).fix("……");
                findings.add_once("。。。", draft);
            }
            c @ ('，' | '。' | '、' | '；' | '：') if is_doubled(c, before, after) => {
                doubled(paper, at, c, after, findings);
            }
            '、' if matches!((before, after), ('》', '《') | ('”', '“')) => {
                let message = Message::plain("review.punctuation.list-comma");
                let draft = FindingDraft::new(&LIST, at..at + 1, message).fix("");
                findings.add_once("", draft);
            }
            '几' | '来' if before == '0' && is_counted(raw, at, line.start) => {
                let span = at - 2..at + 1;
                let message =
                    Message::new("review.punctuation.decade", [("words", paper.words(&span))]);
                findings.add(FindingDraft::new(&DECADE, span, message));
            }
            '～' | '~' | '-' | '—' if before.is_ascii_digit() && after.is_ascii_digit() => {
                range(paper, &line, at, findings);
            }
            _ => {}
        }
    }
}

/// Whether a half-width mark stands among hanzi. 3:2 and 10:30 are no such colons.
fn is_narrow(c: char, before: char, after: char) -> bool {
    let digit_behind = after.is_ascii_digit() && c != ':';
    is_wide(before) && (is_wide(after) || after == '\n' || digit_behind)
}

fn half_width(at: usize, c: char, findings: &mut Findings) {
    let wide = match c {
        ',' => "，",
        ';' => "；",
        ':' => "：",
        '?' => "？",
        '!' => "！",
        '(' => "（",
        _ => "）",
    };
    let args = [("mark", c.to_string()), ("wide", wide.to_owned())];
    let message = Message::new("review.punctuation.half-width", args);
    let draft = FindingDraft::new(&HALF, at..at + 1, message).fix(wide);
    findings.add_once("", draft);
}

/// 。。 and ，。 but not 。。。, which stands for an ellipsis, and not the second of a pair.
fn is_doubled(c: char, before: char, after: char) -> bool {
    let mark = |c: char| matches!(c, '，' | '。' | '、' | '；' | '：');
    mark(after) && !mark(before) && !(c == '。' && after == '。' && before == '。')
}

fn doubled(paper: &Paper, at: usize, c: char, after: char, findings: &mut Findings) {
    let is_ellipsis = stands_at(paper.raw, at, "。。。");
    if is_ellipsis {
        return;
    }
    // Of two marks the weaker goes: 。，is a full stop.
    let weight = |c: char| "、，：；。".chars().position(|mark| mark == c).unwrap_or(0);
    let kept = if weight(after) > weight(c) { after } else { c };
    let span = at..at + 2;
    let message = Message::new(
        "review.punctuation.doubled",
        [("words", paper.words(&span))],
    );
    findings.add(FindingDraft::new(&DOUBLED, span, message).fix(kept.to_string()));
}

/// 30几户, 10来次: digits of a round number and a hanzi for what is left.
fn is_counted(raw: &[char], at: usize, start: usize) -> bool {
    let digits = count_trailing(&raw[start..at], |c| c.is_ascii_digit());
    let after: Vec<char> = raw[at + 1..].iter().take(2).copied().collect();
    let counter = after
        .first()
        .is_some_and(|c| "个户人次件家项名天年亩斤场处位篇岁里元万".contains(*c));
    digits == 2 && counter && after != ['年', '来']
}

/// 3～5万元, 10-15%: the first end lacks its unit.
fn range(paper: &Paper, line: &Range<usize>, at: usize, findings: &mut Findings) {
    let raw = paper.raw;
    let number = |c: &&char| c.is_ascii_digit() || **c == '.';
    let ahead = raw[at + 1..line.end].iter().take_while(number).count();
    let back = raw[line.start..at].iter().rev().take_while(number).count();
    let end = at + 1 + ahead;
    let unit = ["%", "％", "万", "亿", "‰"]
        .into_iter()
        .find(|unit| stands_at(raw, end, unit));
    let Some(unit) = unit else { return };
    let before = at
        .checked_sub(back + 1)
        .filter(|at| *at >= line.start)
        .map_or('\n', |at| raw[at]);
    let of_code =
        before.is_ascii_alphanumeric() || matches!(before, '-' | '—' | '第' | '/' | '.' | ':');
    let value =
        |span: Range<usize>| -> Option<f64> { raw[span].iter().collect::<String>().parse().ok() };
    let rises = value(at - back..at)
        .zip(value(at + 1..end))
        .is_some_and(|(low, high)| low < high);
    if of_code || !rises {
        return;
    }
    let span = at - back..end + 1;
    let args = [("words", paper.words(&span)), ("unit", unit.to_owned())];
    let message = Message::new("review.punctuation.range", args);
    findings.add(FindingDraft::new(&RANGE, span, message));
}

/// Quotation marks, brackets and title marks of a line without their other half.
///
/// Must not take 1）…2）… for closing brackets, nor a quotation that goes on over paragraphs.
fn unpaired(paper: &Paper, line: Range<usize>, findings: &mut Findings) {
    let text = paper.text;
    for (open, close) in PAIRS {
        let lone = lone_marks(text, &line, open, close);
        let whole = text
            .get(line.end.saturating_sub(1))
            .is_some_and(|c| "。!?;”)》".contains(*c));
        let told = match lone {
            LoneMarks {
                closes: Some(at), ..
            } if !opens_above(paper, &line, open, close) => at,
            LoneMarks {
                opens: Some(at), ..
            } if whole => at,
            _ => continue,
        };
        let args = [("mark", text[told].to_string())];
        let message = Message::new("review.punctuation.unpaired", args);
        let draft = FindingDraft::new(&UNPAIRED, told..told + 1, message);
        findings.add_once(text[told], draft);
    }
}

/// Marks that come in pairs.
const PAIRS: [(char, char); 3] = [('“', '”'), ('《', '》'), ('(', ')')];

/// The first mark of a line that nothing closes, and the first that closes nothing.
#[derive(Default)]
struct LoneMarks {
    opens: Option<usize>,
    closes: Option<usize>,
}

fn lone_marks(text: &[char], line: &Range<usize>, open: char, close: char) -> LoneMarks {
    let mut opened: Vec<usize> = Vec::new();
    let mut lone = LoneMarks::default();
    for at in line.clone() {
        if text[at] == open {
            opened.push(at);
        } else if text[at] == close {
            let is_number = close == ')' && is_numbering(text, line.start, at);
            if opened.pop().is_none() && !is_number {
                lone.closes = lone.closes.or(Some(at));
            }
        }
    }
    lone.opens = opened.first().copied();
    lone
}

/// Whether a mark that closes nothing in its line was opened in one of the lines above, whose
/// sentence was broken: （PM, 2.5 and ）浓度下降 on three lines of a page.
fn opens_above(paper: &Paper, line: &Range<usize>, open: char, close: char) -> bool {
    const ABOVE: usize = 3;
    let n = paper.line_at(line.start);
    let above = paper.report.lines()[n.saturating_sub(ABOVE)..n]
        .iter()
        .rev();
    for other in above {
        let ends = paper.text[other.span.clone()].last();
        if matches!(ends, Some('。' | '!' | '?')) {
            return false;
        }
        if lone_marks(paper.text, &other.span, open, close)
            .opens
            .is_some()
        {
            return true;
        }
    }
    false
}

/// 1), a), 一): a number and its bracket.
fn is_numbering(text: &[char], start: usize, at: usize) -> bool {
    let number = |c: &&char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(**c);
    let length = text[start..at]
        .iter()
        .rev()
        .take(3)
        .take_while(number)
        .count();
    let before = at
        .checked_sub(length + 1)
        .filter(|at| *at >= start)
        .map_or('\n', |at| text[at]);
    length > 0 && (before == '\n' || "。;:, ".contains(before))
}

/// （一）、抓项目; a number in brackets takes no mark.
fn after_numbers(paper: &Paper, findings: &mut Findings) {
    for heading in paper.report.headings() {
        let label = &heading.label;
        let closes = label.len() > 2
            && paper.text[label.clone()].contains(&')')
            && paper.text[label.start] == '(';
        let mark_at = if closes && paper.text[label.end - 1] == '、' {
            label.end - 1
        } else {
            label.end
        };
        let marked = paper
            .raw
            .get(mark_at)
            .is_some_and(|c| matches!(c, '、' | '，' | '．' | '.'));
        if closes && marked {
            let mark = paper.raw[mark_at].to_string();
            let message = Message::new("review.punctuation.after-number", [("mark", mark)]);
            let draft = FindingDraft::new(&AFTER_NUMBER, mark_at..mark_at + 1, message).fix("");
            findings.add_once("", draft);
        }
    }
}

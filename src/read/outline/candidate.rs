//! Finds every position where a heading's number may be, right or wrong.
//!
//! Which of them are headings the outline decides, by the series they belong to.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::clean::Clean;
use crate::lexicon::{WordSet, count_leading, is_hanzi, word_list};

/// How a heading is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelStyle {
    /// 一、
    Cn,
    /// （一）
    CnParen,
    /// 1、 or 1.
    Arabic,
    /// （1） or 1） or ①
    ArabicParen,
    /// 第一， 首先，
    Ordinal,
    /// ——
    Dash,
    /// 一是 一要
    Point,
    /// no number: a line that titles what follows
    Plain,
}

impl LabelStyle {
    /// The style's name in the output of `inspect`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cn => "cn",
            Self::CnParen => "cn_paren",
            Self::Arabic => "arabic",
            Self::ArabicParen => "arabic_paren",
            Self::Ordinal => "ordinal",
            Self::Dash => "dash",
            Self::Point => "point",
            Self::Plain => "plain",
        }
    }
}

/// A number that may start a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The number, with what belongs to it: `一、`, `（一）`, `一是`, `——`.
    pub(super) label: Range<usize>,
    pub(super) style: LabelStyle,
    /// Tells apart series of one style: 一是 from 一要, 第一， from 第一部分 and 第一章.
    pub(super) form: char,
    /// Its place in its series, from 1; 0 for 最后 and dashes.
    pub(super) value: u32,
    /// Which line it stands in.
    pub(super) line: usize,
    /// Whether it starts the line.
    pub(super) leads: bool,
}

/// What an ordinal may count before its comma.
static COUNTED: LazyLock<WordSet> = word_list!("ordinal-counters");

/// A title that text was run into is no longer than this, in characters.
const LONGEST_TITLE: usize = 48;
/// The value of 最后, which ends any series of ordinals.
pub(super) const LAST: u32 = u32::MAX / 2;

/// Every candidate, in the order of the text.
pub(super) fn find(clean: &Clean) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (n, line) in clean.lines.iter().enumerate() {
        let text = &clean.folded[line.clone()];
        if is_table_row(&clean.chars[line.clone()]) || is_note(text) {
            continue;
        }
        let mut at = 0;
        // How far a title may go on that text was run into without a stop:
        // 一、认清形势一是形势逼人。
        let mut title_to = 0;
        while at < text.len() {
            let leads = at == 0;
            if matches!(text[at], '。' | ';' | '!' | '?') {
                title_to = 0;
            }
            let glued = at < title_to && text[at] == '一' && is_glued(text, at);
            if (leads
                || glued
                || opens_here(text, at)
                || text[at] == '—' && new_line(text, at)
                || text[at] == '(' && stands_free(text, at)
                || is_circled(text[at]) && (at > 0 && counts_on(text, at)))
                && let Some((length, style, form, value)) = parse(&text[at..], leads, text, at)
            {
                let label = line.start + at..line.start + at + length;
                found.push(Candidate {
                    label,
                    style,
                    form,
                    value,
                    line: n,
                    leads,
                });
                if matches!(style, LabelStyle::Cn | LabelStyle::CnParen) {
                    title_to = at + LONGEST_TITLE;
                }
                at += length;
                continue;
            }
            at += 1;
        }
    }
    found
}

/// Whether a line is a row of a table: cells parted by tabs or bars number nothing.
pub(crate) fn is_table_row(chars: &[char]) -> bool {
    let bars = chars.iter().filter(|c| matches!(c, '|' | '｜')).count();
    chars.contains(&'\t') || bars > 2 && matches!(chars.first(), Some('|' | '｜'))
}

/// `注：1.本公报数据为初步统计数。`: notes below a text or a table are numbered, too, but head
/// nothing.
fn is_note(text: &[char]) -> bool {
    matches!(text, ['注', ':', ..] | ['备' | '附', '注', ':', ..])
}

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳')
}

/// ①农业②工业③服务业: a circled number counts inside a sentence where the next one follows in it;
/// a mark of a note (见注①) does not.
fn counts_on(text: &[char], at: usize) -> bool {
    const FAR: usize = 200;
    let here = u32::from(text[at]);
    let near = |c: &&char| is_circled(**c);
    let next = text[at + 1..]
        .iter()
        .take(FAR)
        .find(near)
        .map(|c| u32::from(*c));
    let last = text[at.saturating_sub(FAR)..at]
        .iter()
        .rev()
        .find(near)
        .map(|c| u32::from(*c));
    next == Some(here + 1) || last == Some(here - 1)
}

/// 一是 right behind a word: 统一是, 这一是 begin no point.
fn is_glued(text: &[char], at: usize) -> bool {
    let point = matches!(text.get(at + 1), Some('是' | '要'));
    point
        && is_hanzi(text[at - 1])
        && !"统唯这那每同之其第万专单不如划十合惟归".contains(text[at - 1])
}

/// Whether a line break was lost right before: after a full stop or a wide gap.
fn new_line(text: &[char], at: usize) -> bool {
    matches!(text[at - 1], '。' | ';') || at > 1 && text[at - 2..at] == [' ', ' ']
}

/// Whether a number may stand inside a line: after a stop, a comma, a closing mark or a gap.
fn opens_here(text: &[char], at: usize) -> bool {
    let before = text[at - 1];
    let full_stop = before == '.' && at > 1 && is_hanzi(text[at - 2]);
    matches!(
        before,
        '。' | ';' | ':' | '!' | '?' | ',' | '”' | '’' | ')' | '》'
    ) || full_stop
        || before == ' ' && (at < 2 || !text[at - 2].is_ascii_digit())
}

/// (一) may follow a title without any stop; 第(一)项 numbers nothing here.
fn stands_free(text: &[char], at: usize) -> bool {
    let hanzi = text
        .get(at + 1)
        .is_some_and(|c| "一二三四五六七八九十".contains(*c));
    hanzi && !matches!(text[at - 1], '第' | '款' | '条' | '、' | '和' | '至')
}

type Parsed = (usize, LabelStyle, char, u32);

fn parse(rest: &[char], leads: bool, text: &[char], at: usize) -> Option<Parsed> {
    match rest[0] {
        '(' => parenthesised(rest),
        '—' | '-' | '─' if leads || rest.get(1) == Some(&'—') && new_line(text, at) => {
            dash(rest)
        }
        '①'..='⑳' => Some(sign(rest[0], '①', LabelStyle::ArabicParen, '①')),
        '⑴'..='⒇' if leads => Some(sign(rest[0], '⑴', LabelStyle::ArabicParen, '(')),
        '⒈'..='⒛' if leads => Some(sign(rest[0], '⒈', LabelStyle::Arabic, '.')),
        '㈠'..='㈩' if leads => Some(sign(rest[0], '㈠', LabelStyle::CnParen, '(')),
        '0'..='9' => {
            arabic(rest, leads || after_stop(text, at)).or_else(|| decimal(rest).filter(|_| leads))
        }
        'Ⅰ'..='Ⅻ' if leads && rest.get(1).is_some_and(|c| matches!(c, '、' | '.' | ' ')) => {
            Some((
                2,
                LabelStyle::Cn,
                'Ⅰ',
                u32::from(rest[0]) - u32::from('Ⅰ') + 1,
            ))
        }
        'a'..='z' | 'A'..='Z' if leads => letter(rest),
        _ => hanzi(rest, leads, text, at),
    }
}

/// One sign that is a number with its mark: ①, ⑴, ⒈, ㈠.
fn sign(c: char, first: char, style: LabelStyle, form: char) -> Parsed {
    (1, style, form, u32::from(c) - u32::from(first) + 1)
}

/// `A. 农业`, `b) 工业`: a letter as a number; A、B两地 and a.m. are none.
fn letter(rest: &[char]) -> Option<Parsed> {
    let (letter, mark) = (rest[0], *rest.get(1)?);
    let gap = count_leading(&rest[2..], |c| c == ' ');
    let style = match mark {
        '.' | '、' => LabelStyle::Arabic,
        ')' => LabelStyle::ArabicParen,
        _ => return None,
    };
    let first = if letter.is_ascii_uppercase() {
        'A'
    } else {
        'a'
    };
    let word = rest.get(2 + gap).is_some_and(|c| is_hanzi(*c));
    word.then_some((2, style, first, u32::from(letter) - u32::from(first) + 1))
}

/// Whether a sentence ended right before: numbers of headings inside a line stand nowhere else.
fn after_stop(text: &[char], at: usize) -> bool {
    let before = text[..at].iter().rev().find(|c| **c != ' ');
    before.is_none_or(|c| "。;:!?”.".contains(*c))
}

fn parenthesised(rest: &[char]) -> Option<Parsed> {
    let inner = rest[1..].iter().take(5).position(|c| *c == ')')?;
    let number: &[char] = trim(&rest[1..=inner]);
    let (length, value) = numeral(number)?;
    let style = if number[0].is_ascii_digit() {
        LabelStyle::ArabicParen
    } else {
        LabelStyle::CnParen
    };
    (length == number.len() && value < 100).then_some((inner + 2, style, '(', value))
}

fn trim(mut chars: &[char]) -> &[char] {
    while let [' ', rest @ ..] | [rest @ .., ' '] = chars {
        chars = rest;
    }
    chars
}

fn dash(rest: &[char]) -> Option<Parsed> {
    let length = count_leading(rest, |c| matches!(c, '—' | '-' | '─'));
    (length >= 2 || rest[0] == '—').then_some((length, LabelStyle::Dash, '—', 0))
}

/// `4 农业`, `4.1 粮食`, `4.1.1水利`: a number without a stop, each depth a series of its own.
///
/// Must not take 4 月份, 1.5亿元 or 12 家企业开工: a unit follows; nor a sentence.
fn decimal(rest: &[char]) -> Option<Parsed> {
    const UNITS: &str =
        "万亿元%‰个倍公亩吨米人户项家件百千十美平立斤年月日号级版台座条处所场批次类种天名位成";
    const LONGEST_TITLE: usize = 40;
    // First of all, so that a long line is not searched again at every number in it.
    if rest.len() > LONGEST_TITLE || rest.contains(&'。') {
        return None;
    }
    let (mut end, mut value) = numeral(rest)?;
    let mut form = '0';
    while rest.get(end) == Some(&'.') {
        let (length, next) =
            numeral(&rest[end + 1..]).filter(|_| rest[end + 1].is_ascii_digit())?;
        (end, value, form) = (end + 1 + length, next, char::from_u32(form as u32 + 1)?);
    }
    let gap = count_leading(&rest[end..], |c| c == ' ');
    let after = rest.get(end + gap).copied().unwrap_or('\n');
    // 4.1 Ⅳ级响应, 1.1 “十四五”成效, 1.2 2025年工作: signs and years where a number could not go
    // on.
    let is_sign = matches!(after, 'Ⅰ'..='Ⅻ' | '“' | '《');
    let year: String = rest[end + gap..].iter().take(5).collect();
    let is_year = year.ends_with('年') && year.starts_with("20") && year.chars().count() == 5;
    let word = is_hanzi(after) && !UNITS.contains(after)
        || is_sign
        || gap > 0 && form > '0' && (is_year || after.is_ascii_uppercase() && names(rest));
    let apart = form > '0' || gap > 0 && !rest.iter().any(|c| matches!(c, ',' | ';' | ':'));
    let fits = apart && word && (1..100).contains(&value);
    fits.then_some((end + gap, LabelStyle::Arabic, form, value))
}

/// GDP增长情况: whether letters at the end of a number are a word and go on as a title: 1.5 MW is
/// none.
fn names(rest: &[char]) -> bool {
    let letters = rest.iter().skip_while(|c| !c.is_ascii_uppercase());
    let rest: Vec<char> = letters
        .skip_while(|c| c.is_ascii_alphabetic())
        .copied()
        .collect();
    rest.len() > 1 && rest.iter().take(2).all(|c| is_hanzi(*c))
}

fn arabic(rest: &[char], free: bool) -> Option<Parsed> {
    let (length, value) = numeral(rest)?;
    let gap = count_leading(&rest[length..], |c| c == ' ');
    let mark = *rest.get(length + gap)?;
    let after = rest.get(length + gap + 1).copied().unwrap_or('\n');
    let year = rest[length + gap + 1..].iter().take(5).collect::<String>();
    let year = year.ends_with('年') && year.starts_with("20") && year.chars().count() == 5;
    let style = match mark {
        '、' => LabelStyle::Arabic,
        '.' if !after.is_ascii_digit() || year => LabelStyle::Arabic,
        ',' if gap == 0 && !after.is_ascii_digit() && after != ' ' => LabelStyle::Arabic,
        ')' => LabelStyle::ArabicParen,
        _ => return None,
    };
    (free && length <= 2 && value > 0).then_some((length + gap + 1, style, mark, value))
}

fn hanzi(rest: &[char], leads: bool, text: &[char], at: usize) -> Option<Parsed> {
    if let Some(ordinal) = ordinal(rest) {
        return Some(ordinal);
    }
    let (length, value) = numeral(rest)?;
    let gap = count_leading(&rest[length..], |c| c == ' ');
    let mark = rest.get(length + gap).copied().unwrap_or('\n');
    let after = rest.get(length + gap + 1).copied().unwrap_or('\n');
    match mark {
        // 一是, 二要; not 一是一，二是二 nor 十要.
        '是' | '要' if gap == 0 && after != '\n' => {
            Some((length + 1, LabelStyle::Point, mark, value))
        }
        '抓' | '靠' | '看' | '为' | '则' if gap == 0 && after_stop(text, at) => {
            Some((length + 1, LabelStyle::Point, mark, value))
        }
        '、' | '.' if leads || after_stop(text, at) => {
            // 一、二、三产业 counts, it numbers nothing.
            let counts = counts_things(&rest[length + gap + 1..], value) && !is_title(rest);
            (!counts && after != '\n').then_some((length + gap + 1, LabelStyle::Cn, '、', value))
        }
        // （一） that lost its first half.
        ')' if leads && gap == 0 && after != '\n' => {
            Some((length + 1, LabelStyle::CnParen, '(', value))
        }
        ',' | ':' if leads && gap == 0 && after != '\n' => {
            Some((length + 1, LabelStyle::Cn, '、', value))
        }
        c if leads && gap > 0 && is_hanzi(c) => Some((length + gap, LabelStyle::Cn, '、', value)),
        _ => None,
    }
}

/// 一、|二、三产业齐头并进: a higher number and what it counts follow; 一、|一季度工作 is a
/// heading.
fn counts_things(after: &[char], value: u32) -> bool {
    let Some((length, next)) = numeral(after) else {
        return false;
    };
    let counted = after
        .get(length)
        .is_some_and(|c| "、产次级季线是".contains(*c));
    counted && next != value && !(next < value && after.get(length) == Some(&'季'))
}

/// 一、二季度重点工作: a short line without any stop can only be a title.
fn is_title(line: &[char]) -> bool {
    const LONGEST_TITLE: usize = 24;
    let numbers = line.iter().filter(|c| **c == '、').count();
    line.len() <= LONGEST_TITLE && numbers < 2 && !line.iter().any(|c| "。,;:!?".contains(*c))
}

/// The divisions of plans and rules, the outermost first: 第一篇 … 第一条.
const DIVISIONS: [char; 4] = ['篇', '章', '节', '条'];

/// How deep a division of a plan or a rule stands among the others, from 0.
pub(super) fn division_rank(form: char) -> Option<usize> {
    DIVISIONS.iter().position(|noun| *noun == form)
}

/// Whether a series has the whole of the text below it till it goes on: 第一部分, 第一章.
pub(super) fn is_division(form: char) -> bool {
    form == '部' || division_rank(form).is_some()
}

/// 第一部分, 第一章 总则, 第三条 本办法…: what an ordinal at the front of `rest` divides, the
/// length of the label and its form.
///
/// Must not take 第二节车厢 or 第一条意见是: what is no part or chapter stands apart from its
/// words.
fn division(rest: &[char], at: usize) -> Option<(usize, char)> {
    let noun = *rest.get(at)?;
    let (length, form) = match noun {
        '部' if rest.get(at + 1) == Some(&'分') => (2, '部'),
        '章' => (1, '章'),
        '篇' | '节' | '条' if rest.get(at + 1) == Some(&' ') => (1, noun),
        _ => return None,
    };
    let end = at + length;
    let mark = rest.get(end).is_some_and(|c| "、,:".contains(*c));
    Some((end + usize::from(mark), form))
}

/// 第一， 首先， 其次， 其一， 最后， 第一部分.
fn ordinal(rest: &[char]) -> Option<Parsed> {
    let word = |word: &str| {
        word.chars().zip(rest).filter(|(a, b)| a == *b).count() == word.chars().count()
    };
    let (length, value) = match rest[0] {
        '首' if word("首先") => (2, 1),
        '其' if word("其次") => (2, 2),
        '再' if word("再次") => (2, 3),
        '最' if word("最后") => (2, LAST),
        '其' | '第' => {
            let (length, value) = numeral(&rest[1..])?;
            (length + 1, value)
        }
        _ => return None,
    };
    let gap = count_leading(&rest[length..], |c| c == ' ');
    if rest[0] == '第'
        && let Some((length, form)) = division(rest, length + gap)
    {
        return Some((length, LabelStyle::Ordinal, form, value));
    }
    // 第一句话， 第二个问题，
    let counted = COUNTED
        .at(rest, length)
        .filter(|_| rest[0] == '第')
        .unwrap_or(0);
    let (length, gap) = if counted > 0 {
        (length + counted, 0)
    } else {
        (length, gap)
    };
    let mark = *rest.get(length + gap)?;
    let form = if rest[0] == '其' && length > 1 && rest[1] != '次' {
        '其'
    } else {
        '第'
    };
    // 第一、二、三产业 enumerates.
    let goes_on = mark == '、'
        && numeral(&rest[length + gap + 1..]).is_some_and(|(more, next)| {
            let behind = rest.get(length + gap + 1 + more);
            next == value + 1 && behind.is_some_and(|c| is_hanzi(*c) || *c == '、')
        });
    let is_label = ",、:".contains(mark) && !goes_on;
    is_label.then_some((length + gap + 1, LabelStyle::Ordinal, form, value))
}

/// A numeral at the front, hanzi up to 九十九 or digits: its length and value.
pub(super) fn numeral(rest: &[char]) -> Option<(usize, u32)> {
    let digit = |c: char| {
        "一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .map(|d| u32::try_from(d).unwrap_or(0) + 1)
    };
    let digits = count_leading(rest, |c| c.is_ascii_digit());
    if digits > 0 {
        let value = rest[..digits.min(4)]
            .iter()
            .fold(0, |value, c| value * 10 + c.to_digit(10).unwrap_or(0));
        return (digits <= 4).then_some((digits, value));
    }
    let tens = digit(*rest.first()?);
    match (tens, rest.get(usize::from(tens.is_some()))) {
        (tens, Some('十')) => {
            let at = usize::from(tens.is_some()) + 1;
            let ones = rest.get(at).and_then(|c| digit(*c));
            Some((
                at + usize::from(ones.is_some()),
                tens.unwrap_or(1) * 10 + ones.unwrap_or(0),
            ))
        }
        (Some(value), _) => Some((1, value)),
        (None, _) => None,
    }
}

//! Finds the noun phrase that names a thing in a stretch of a sentence, cut between words.

use super::words::{
    ABSTRACT_NOUNS, AMOUNT_VERBS, CLAUSE_OPENERS, EMPTY_NOUNS, NAME_ENDS, TORN_OPENINGS, TORN_WORDS,
};
use crate::lexicon;
use crate::lexicon::WordKind;

/// The longest name that says what is what share of what, in chars.
const LONGEST_SHARE: usize = 16;

/// A word of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct PhraseWord<'a> {
    pub(super) words: &'a str,
    pub(super) is_noun: bool,
}

/// Returns the words before a figure without what says that it is so much and what opens the
/// clause: 全镇实现生产总值「73.1亿元」 → 生产总值.
pub(in crate::mine) fn trimmed(clause: &str) -> &str {
    without_opening(before_amount(clause))
}

/// Returns a clause without what says that something is so much: 增至, 达到, 分别为.
pub(in crate::mine) fn before_amount(clause: &str) -> &str {
    let mut words = clause.trim();
    while let Some(rest) = AMOUNT_VERBS.strip_end(words) {
        // 占比达到 says how much 占比 is; 约 of 节约 says nothing; 存贷比为 is a ratio, but
        // 「投资与消费之比」 alone says how much.
        let is_ratio = words.ends_with('比') && words.len() < clause.trim().len();
        if words.ends_with("占比") || is_ratio || cuts_last_word(words, rest) {
            break;
        }
        words = rest.trim_end();
    }
    without_years_in_a_row(words)
}

/// Returns a clause without how long it has been so: 水质优良率连续五年.
fn without_years_in_a_row(clause: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十多".contains(c);
    let years = clause
        .strip_suffix('年')
        .map(|rest| rest.trim_end_matches(is_number));
    years
        .and_then(|rest| rest.strip_suffix("连续"))
        .unwrap_or(clause)
}

/// Tests whether the one char that `rest` lacks of `words` belongs to their last word: 约 of 节约,
/// 均 of 人均, but not 约 of 投资约.
fn cuts_last_word(words: &str, rest: &str) -> bool {
    let cut = &words[rest.len()..];
    if cut.chars().count() != 1 {
        return false;
    }
    let last = split(words).last().map_or("", |last| last.words);
    TORN_WORDS.contains(&last)
}

/// Returns a clause without what opens it: 三是, 全镇, 截至目前, 累计.
pub(super) fn without_opening(clause: &str) -> &str {
    let clause = clause.trim_start_matches(|c: char| !c.is_alphabetic());
    let mut words = without_point(clause);
    while let Some(rest) = CLAUSE_OPENERS.strip_start(words) {
        if cuts_a_word(words, rest) {
            break;
        }
        words = rest.trim_start();
    }
    words
}

/// Returns a clause without the number of a point: 三是, 十一要; 一般, 三农 and 二要素 keep theirs.
fn without_point(clause: &str) -> &str {
    let rest = clause.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let point = match rest.strip_prefix(['是', '要']) {
        Some(point) if rest.len() < clause.len() => point.trim_start(),
        _ => return clause,
    };
    let is_word = ["素", "点", "件", "闻"]
        .iter()
        .any(|end| point.starts_with(end));
    if point.is_empty() || is_word {
        clause
    } else {
        point
    }
}

/// Tests whether the one char that `rest` lacks of `words` belongs to their first word: 在 of
/// 在建项目, but not 共 of 共有.
fn cuts_a_word(words: &str, rest: &str) -> bool {
    let cut = &words[..words.len() - rest.len()];
    if cut.chars().count() != 1 {
        return false;
    }
    if TORN_OPENINGS.iter().any(|torn| words.starts_with(torn)) {
        return true;
    }
    let first = split(words).first().map_or("", |first| first.words);
    let left = first.strip_prefix(cut).unwrap_or_default();
    !left.is_empty() && CLAUSE_OPENERS.strip_start(left) != Some("")
}

/// Returns the words of a phrase.
pub(super) fn split(phrase: &str) -> Vec<PhraseWord<'_>> {
    let chars: Vec<char> = phrase.chars().collect();
    let mut words = Vec::new();
    let mut rest = phrase;
    for word in lexicon::split(&chars, 0, chars.len()) {
        let bytes = chars[word.start..word.end]
            .iter()
            .map(|c| c.len_utf8())
            .sum();
        let (words_here, after) = rest.split_at(bytes);
        let is_noun = !matches!(word.kind, WordKind::Common { noun: false, .. });
        rest = after;
        if let Some(letters) = letters_joined(words.last(), words_here, phrase, rest.len()) {
            words.pop();
            words.push(PhraseWord {
                words: letters,
                is_noun: true,
            });
            continue;
        }
        words.push(PhraseWord {
            words: words_here,
            is_noun,
        });
    }
    words
}

/// Returns letters and digits with those right before them, which the dictionary cuts apart: GDP,
/// PM2.5.
fn letters_joined<'a>(
    last: Option<&PhraseWord>,
    words: &str,
    phrase: &'a str,
    rest: usize,
) -> Option<&'a str> {
    let are_letters = |words: &str| words.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    let last = last.filter(|last| are_letters(last.words) && are_letters(words))?;
    let end = phrase.len() - rest;
    Some(&phrase[end - words.len() - last.words.len()..end])
}

/// Returns the end of a phrase, at most `most` chars, cut between words; behind its last 的, where
/// that says enough: 高标准农田的建设面积 → 建设面积, but 出口的增速 → 出口增速.
pub(in crate::mine) fn tail(phrase: &str, most: usize) -> String {
    let behind = phrase.rsplit('的').next().unwrap_or(phrase);
    // 税收占一般公共预算收入比重 needs the whole of it.
    let most = if phrase.contains('占') {
        most.max(LONGEST_SHARE)
    } else {
        most
    };
    let says_enough = behind.chars().count() > 2 && !EMPTY_NOUNS.contains(&behind);
    let mut whole = if says_enough { behind } else { phrase }.replace(['的', '了'], "");
    if whole.contains('各') {
        for every in ["各类", "各项", "各级", "各种"] {
            whole = whole.replace(every, "");
        }
    }
    let mut kept_bytes = 0;
    let mut length = 0;
    for word in split(&whole).iter().rev() {
        length += word.words.chars().count();
        if length > most {
            break;
        }
        kept_bytes += word.words.len();
    }
    without_opening(&whole[whole.len() - kept_bytes..]).to_owned()
}

/// Returns the thing a stretch begins with, at most `most` chars: 个「高清治安监控点」和,
/// 的「化工项目」.
pub(in crate::mine) fn thing(after: &str, most: usize) -> String {
    let after = after.trim_start_matches(['的', ' ']);
    // No name goes on behind a sign or a number.
    let words = &after[..after
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(after.len())];
    let mut kept = String::new();
    let mut has_noun = false;
    let words = split(words);
    for (at, word) in words.iter().enumerate() {
        let length = kept.chars().count() + word.words.chars().count();
        // 监测对象[消除返贫风险]: behind its noun a thing's name goes on with no verb; but
        // 水库除险[加固工程], where the verb belongs to the noun behind it.
        let is_verb = !word.is_noun && word.words.chars().count() > 1;
        let is_verb = is_verb
            && !words
                .get(at + 1)
                .is_some_and(|next| is_head_noun(next.words));
        // 国家级|临床重点专科: no thing is a level.
        let is_open = kept.ends_with('级');
        let goes_on = has_noun && (is_verb || is_predicate(word.words));
        if NAME_ENDS.has(word.words) || length > most || goes_on && !is_open {
            break;
        }
        kept += word.words;
        has_noun |= word.is_noun && word.words.chars().count() > 1;
    }
    if kept.chars().count() < 2 {
        String::new()
    } else {
        kept
    }
}

/// Tests whether a word behind a noun says what it does or how: 群众|喝, 群众|一起拼.
fn is_predicate(word: &str) -> bool {
    const PREDICATES: [&str; 11] = [
        "一", "喝", "吃", "走", "拿", "签", "花", "基本", "稳定", "全部", "普遍",
    ];
    PREDICATES.contains(&word)
}

/// Tests whether a noun takes a verb before it into a name: 加固工程, 招商项目.
fn is_head_noun(word: &str) -> bool {
    const HEADS: [&str; 24] = [
        "工程", "项目", "行动", "计划", "中心", "基地", "设施", "设备", "场所", "企业", "事项",
        "成果", "举措", "措施", "政策", "服务", "平台", "指标", "产品", "专科", "案件", "隐患",
        "补贴", "岗位",
    ];
    HEADS.contains(&word)
}

/// Returns the noun phrase a heading is about, at most `most` chars, without the verbs and the
/// abstract nouns it ends with: 产业升级步伐加快 → 产业升级.
pub(super) fn heading_noun(heading: &str, most: usize) -> String {
    let mut words = split(heading);
    // 镇村把|家园建得更美: what is done to comes behind the coverb, who does it before.
    let coverb = words
        .iter()
        .position(|word| matches!(word.words, "把" | "将" | "让" | "使"));
    let heading = match coverb {
        Some(at) if at + 1 < words.len() => {
            let before: usize = words.drain(..=at).map(|word| word.words.len()).sum();
            words.truncate(object_length(&words));
            &heading[before..]
        }
        _ => heading,
    };
    while words.len() > 1 {
        let Some(last) = words.last() else { break };
        let is_abstract = ABSTRACT_NOUNS.contains(&last.words);
        if last.is_noun && !is_abstract {
            break;
        }
        words.pop();
        // 产业升级|步伐: a verb between two nouns is a noun itself.
        if is_abstract && is_nominal_verb(&words) {
            break;
        }
    }
    let bytes = words.iter().map(|word| word.words.len()).sum();
    tail(&heading[..bytes], most)
}

/// Returns how many words the object of a coverb has: up to the verb behind its noun:
/// 家园|建设|好.
fn object_length(words: &[PhraseWord]) -> usize {
    let is_verb = |word: &PhraseWord| !word.is_noun && word.words != "的";
    let noun = words.iter().position(|word| word.is_noun).unwrap_or(0);
    let verb = words[noun..].iter().position(is_verb);
    verb.map_or(words.len(), |verb| noun + verb)
}

/// Tests whether words end with a verb behind a noun: 产业|升级.
fn is_nominal_verb(words: &[PhraseWord]) -> bool {
    match words {
        [.., noun, verb] => noun.is_noun && !verb.is_noun && verb.words.chars().count() > 1,
        _ => false,
    }
}

/// Returns the verb and the empty noun before it that a stretch begins with: 项目开工 → 项目, 开工.
pub(super) fn empty_noun_and_verb(after: &str) -> Option<(&str, &str)> {
    let words = split(after);
    let (noun, verb) = (words.first()?.words, words.get(1)?);
    let is_verb = !verb.is_noun && verb.words.chars().count() > 1;
    (EMPTY_NOUNS.contains(&noun) && is_verb).then_some((noun, verb.words))
}

/// Tests whether words name nothing alone: 项目, 投资, or a single char.
pub(super) fn is_empty(words: &str) -> bool {
    words.chars().count() < 2 || EMPTY_NOUNS.contains(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_trimmed_to_what_they_are_about() {
        for (clause, wanted) in [
            ("全镇实现生产总值", "生产总值"),
            ("全年共新增就业岗位", "新增就业岗位"),
            ("现有在建项目", "在建项目"),
            ("生产总值预计实现", "生产总值"),
            ("强村占比达到", "强村占比"),
            ("存贷比为", "存贷比"),
            ("水质优良率连续五年保持", "水质优良率"),
            ("财政总收入不到", "财政总收入"),
            ("共节约", "节约"),
            ("工业总投资约", "工业总投资"),
        ] {
            assert_eq!(trimmed(clause), wanted, "{clause}");
        }
    }

    #[test]
    fn headings_are_about_a_noun() {
        for (heading, wanted) in [
            ("产业升级步伐加快", "产业升级"),
            ("镇村把家园建设好", "家园"),
            ("让群众放心", "群众"),
            ("把水库除险加固", "水库"),
            ("营商环境优化势头良好", "营商环境优化"),
            ("收入水平稳步提高", "收入"),
        ] {
            assert_eq!(heading_noun(heading, 8), wanted, "{heading}");
        }
    }

    #[test]
    fn a_tail_is_cut_between_words() {
        for (phrase, most, wanted) in [
            ("规模以上工业增加值", 12, "规模以上工业增加值"),
            ("各类市场主体", 12, "市场主体"),
            ("认真贯彻落实党的方针政策", 4, "方针政策"),
        ] {
            assert_eq!(tail(phrase, most), wanted, "{phrase}");
        }
    }

    #[test]
    fn a_thing_ends_where_the_clause_goes_on() {
        for (after, wanted) in [
            ("治安案件和刑事案件", "治安案件"),
            ("的饮水问题", "饮水问题"),
            ("监测对象消除返贫风险", "监测对象"),
            ("，", ""),
        ] {
            assert_eq!(thing(after, 10), wanted, "{after}");
        }
    }
}

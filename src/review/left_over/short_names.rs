//! Finds short names of counties and cities where a paper speaks of its own place: 安化人民.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::elsewhere::elsewhere;
use crate::diagnostic::{Message, Severity};
use crate::gazetteer::{self, Code};
use crate::lexicon::{Word, WordKind, WordSet, is_hanzi, split, string, word_set};
use crate::place::Place;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::mentions::{are_siblings, in_full};
use crate::review::paper::Paper;
use crate::review::rule::{CardContext, Rule, RuleCard, RuleTier};
use crate::review::word_finder::WordFinders;
use crate::review::words_at::words_around;

pub(super) static RULES: [&Rule; 1] = [&SHORT_NAME];

static SHORT_NAME: Rule = Rule {
    code: "left-over.short-name",
    severity: Severity::Error,
    tier: RuleTier::Practice,
    source: "政府工作报告照搬外县、串入外县县名的通报与报道",
    title: "review.title.left-over-short-name",
    hit: RuleCard::beside(
        "政府工作报告\n各位代表：\n让我们团结起来，为建设美丽安化而努力奋斗！",
        CardContext::Place("平乐县"),
    ),
    miss: RuleCard::beside(
        "政府工作报告\n各位代表：\n安化黑茶协会来我县交流，我们要为建设美丽平乐而努力奋斗！",
        CardContext::Place("平乐县"),
    ),
};

/// Wishes for one's own place, which no paper makes for another's.
const WISHES: [&str; 14] = [
    "美丽", "平安", "幸福", "和谐", "魅力", "实力", "活力", "富裕", "富强", "文明", "法治",
    "现代化", "富美", "秀美",
];
/// What only one's own people and place are called: 安化人民, 安化儿女.
const OWN_AFTER: [&str; 10] = [
    "人民的", "儿女", "父老乡亲", "人民正", "人民必", "干部群众", "经济社会发展", "人民群众",
    "新篇章", "广大干部群众",
];
/// The same, to be looked for at every character.
static WISHES_AT: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&WISHES.join(" ")));
static OWN_AFTER_AT: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&OWN_AFTER.join(" ")));
/// The longest short name, in characters.
const LONGEST: usize = 5;

/// Short names of prefectures and counties with the units that bear them; not those that are
/// common words too.
static SHORT_NAMES: LazyLock<HashMap<String, Vec<Code>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<Code>> = HashMap::new();
    for full in gazetteer::upper_names() {
        let Ok(place) = Place::parse(full) else {
            continue;
        };
        let short = place.short();
        if short != full && short.chars().count() >= 2 {
            let codes = gazetteer::find(full);
            let known = names.entry(short).or_default();
            known.extend(codes.into_iter().filter(|code| code.number() < 1_000_000));
        }
    }
    names
});

pub(super) fn find(paper: &Paper, finders: &WordFinders, findings: &mut Findings) {
    if paper.home.codes.is_empty() {
        return;
    }
    let text = paper.text;
    for sentence in &paper.sentences {
        for at in sentence.clone() {
            let wished = wished_for(text, at).filter(|span| is_meant(paper, finders, at, span));
            if let Some(span) = wished.or_else(|| owner_before(text, at)) {
                tell(paper, finders, span, findings);
            } else if let Some((span, full)) = neighbour_wished_for(paper, at) {
                tell_neighbour(paper, span, &full, findings);
            }
        }
    }
}

/// The short name behind a wish that begins here: 美丽|安化, 富裕美丽幸福新|安化.
fn wished_for(text: &[char], at: usize) -> Option<Range<usize>> {
    let start = behind_wish(text, at)?;
    let ends = (2..=LONGEST).rev().map(|length| start + length);
    let mut fits = ends.filter(|end| *end < text.len() && !goes_on_as_name(text, *end));
    fits.find(|end| is_short_name(text, start..*end) || is_name_behind_new(text, start..*end))
        .map(|end| start..end)
}

/// What is done to one's own place, right before wishes for it: 建设|富裕|美丽|安康.
static BUILDS: LazyLock<WordSet> = word_set!(
    "建设 打造 建成 共建 创建 争创 建好 开创 谱写 书写 描绘 绘就 奏响 唱响 共绘 奋进 迈向 走向 奔向 推动 推进 加快 再造 铸就 成就 展现 擦亮 一个 一座 为"
);
/// What may stand between those and the wishes.
static BETWEEN: LazyLock<WordSet> = word_set!(
    "更加 更 中国式 新时代 新 社会主义 、 和 与 美丽 平安 幸福 和谐 魅力 实力 活力 富裕 富强 文明 法治 现代化 富美 秀美 繁荣 开放 创新 绿色 生态 健康"
);

/// Whether a name that is a common word too is meant as one: 为建设幸福|安康, not 人民幸福|安康、
/// nor 家家平安|和顺。.
fn is_meant(paper: &Paper, finders: &WordFinders, wish: usize, name: &Range<usize>) -> bool {
    const FAR: usize = 16;
    let text = paper.text;
    let words = split(text, name.start, name.end);
    let is_common_too = matches!(
        words[..],
        [Word {
            kind: WordKind::Stem { doubtful: true },
            ..
        }]
    );
    if !is_common_too || finders.frames_after.at(text, name.end).is_some() {
        return true;
    }
    let mut at = wish;
    while at > wish.saturating_sub(FAR) {
        let before = |length: &usize| {
            let start = at.checked_sub(*length);
            start.is_some_and(|start| BETWEEN.is(&text[start..at]))
        };
        match [4, 3, 2, 1].into_iter().find(before) {
            Some(length) => at -= length,
            None => break,
        }
    }
    BUILDS.before(text, at)
}

/// Where a name may begin behind a wish that begins here.
fn behind_wish(text: &[char], at: usize) -> Option<usize> {
    let mut start = at + WISHES_AT.at(text, at)?;
    start += usize::from(text.get(start) == Some(&'的'));
    start += usize::from(text.get(start) == Some(&'新'));
    Some(start)
}

/// Whether a short name stands behind 新, which is no part of it: 新|安化, not 新安|化.
fn is_name_behind_new(text: &[char], span: Range<usize>) -> bool {
    const AHEAD: usize = 6;
    let is_behind_new = span.start > 0 && text[span.start - 1] == '新';
    if !is_behind_new || !SHORT_NAMES.contains_key(&string(&text[span.clone()])) {
        return false;
    }
    let ahead = text[span.end..].iter().take(AHEAD);
    let ahead = ahead.take_while(|c| is_hanzi(**c)).count();
    let words = split(text, span.start, span.end + ahead);
    let is_stem = |word: &Word| matches!(word.kind, WordKind::Stem { .. });
    let first = words.first();
    first.is_some_and(|word| word.end == span.end && is_stem(word))
}

/// The short name of a township of one's own county behind a wish, with its full name: what is
/// left when a neighbour's paper was taken.
fn neighbour_wished_for(paper: &Paper, at: usize) -> Option<(Range<usize>, String)> {
    let text = paper.text;
    let start = behind_wish(text, at)?;
    let is_sibling = |code: &Code| paper.home.codes.iter().any(|own| are_siblings(*own, *code));
    for end in [start + 3, start + 2] {
        let chars = text.get(start..end)?;
        if !chars.iter().all(|c| is_hanzi(*c)) || goes_on_as_name(text, end) {
            continue;
        }
        let short = string(chars);
        let is_wish = WISHES.contains(&short.as_str());
        let words = split(text, start, end);
        let is_common = matches!(
            words[..],
            [Word {
                kind: WordKind::Common { .. },
                ..
            }]
        );
        let is_own = paper.home.short().is_some_and(|own| own.contains(&short));
        if is_wish || is_common || is_own {
            continue;
        }
        for ending in ["镇", "乡", "街道"] {
            let full = format!("{short}{ending}");
            if gazetteer::find(&full).iter().any(is_sibling) {
                return Some((start..end, full));
            }
        }
    }
    None
}

fn tell_neighbour(paper: &Paper, span: Range<usize>, full: &str, findings: &mut Findings) {
    let name = string(&paper.text[span.clone()]);
    let is_sibling = |code: &&Code| {
        paper
            .home
            .codes
            .iter()
            .any(|own| are_siblings(*own, **code))
    };
    let codes = gazetteer::find(full);
    let theirs = codes.iter().find(is_sibling);
    let theirs = theirs.map_or_else(String::new, |code| in_full(*code, full));
    let message = elsewhere(&name, theirs, paper.home.in_full());
    let draft = FindingDraft::new(&SHORT_NAME, span, message);
    findings.add_once(
        name,
        draft.hint(Message::plain("review.left-over.place.hint")),
    );
}

/// The short name before words for one's own people that begin here: 安化|儿女.
fn owner_before(text: &[char], at: usize) -> Option<Range<usize>> {
    OWN_AFTER_AT.at(text, at)?;
    let starts = (2..=LONGEST)
        .rev()
        .filter_map(|length| at.checked_sub(length));
    let mut fits = starts.filter(|start| is_short_name(text, *start..at));
    fits.next().map(|start| start..at)
}

/// 美丽安化|县: the full name is another rule's.
fn goes_on_as_name(text: &[char], end: usize) -> bool {
    const GOES_ON: &str = "省市县区旗州盟镇乡路街江河山湖线带道站港桥湾岛";
    text.get(end).is_some_and(|c| GOES_ON.contains(*c))
}

/// Whether a stretch is a short name of the table, and a word of its clause as that splits:
/// 美丽|富裕 is split into common words and wishes for no 富裕县.
fn is_short_name(text: &[char], span: Range<usize>) -> bool {
    const AROUND: usize = 6;
    let chars = &text[span.clone()];
    if !chars.iter().all(|c| is_hanzi(*c)) || !SHORT_NAMES.contains_key(&string(chars)) {
        return false;
    }
    let words = words_around(text, &span, AROUND);
    let is_it = |word: &Word| word.start == span.start && word.end == span.end;
    words
        .iter()
        .any(|word| is_it(word) && matches!(word.kind, WordKind::Stem { .. }))
}

fn tell(paper: &Paper, finders: &WordFinders, span: Range<usize>, findings: &mut Findings) {
    let name = string(&paper.text[span.clone()]);
    let codes = &SHORT_NAMES[&name];
    let own = paper
        .home
        .short()
        .is_some_and(|short| short.contains(&name) || name.contains(&short));
    let sentence = paper.sentence(span.start);
    let is_partner = finders
        .partners
        .is_in(&paper.text[sentence.start..span.start]);
    if own || paper.home.is_kin(codes) || is_partner || paper.in_title_marks(span.start) {
        return;
    }
    let theirs = codes
        .first()
        .map_or_else(String::new, |code| in_full(*code, ""));
    let ours = paper.home.in_full();
    let message = elsewhere(&name, theirs, ours);
    let draft = FindingDraft::new(&SHORT_NAME, span, message);
    findings.add_once(
        name,
        draft.hint(Message::plain("review.left-over.place.hint")),
    );
}

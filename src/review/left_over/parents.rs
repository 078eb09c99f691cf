//! Finds places named behind a parent that is not theirs: 湖北省张家界市.

use std::ops::Range;
use std::sync::LazyLock;

use crate::diagnostic::{Message, Severity};
use crate::gazetteer::{self, Code};
use crate::lexicon::{Word, is_hanzi, split};
use crate::place::Place;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::mentions::{PlaceMention, is_within, parents};
use crate::review::paper::Paper;
use crate::review::rule::{Rule, RuleCard, RuleTier};
use crate::review::words_at::ends_before;

pub(super) static RULES: [&Rule; 1] = [&PARENT];

static PARENT: Rule = Rule {
    code: "left-over.parent",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "国家统计局《统计用区划代码和城乡划分代码》（2023年）",
    title: "review.title.left-over-parent",
    hit: RuleCard::of("工作汇报\n我们组织骨干到湖北省张家界市考察旅游产业。"),
    miss: RuleCard::of(
        "工作汇报\n我们组织骨干到湖北省、张家界市考察，又去了湖南省张家界市武陵源区。",
    ),
};

/// Provinces by their short names, but for cities that are one: 湖南, 广西.
static PROVINCES: LazyLock<Vec<(String, Code)>> = LazyLock::new(|| {
    let mut provinces = Vec::new();
    for full in gazetteer::province_names() {
        let codes = gazetteer::find(full);
        let Ok(place) = Place::parse(full) else {
            continue;
        };
        if let [code] = codes[..]
            && !full.ends_with('市')
        {
            // 广西壮族自治区 is called 广西, 内蒙古自治区 内蒙古.
            let short = place.short();
            let people = ["壮族", "回族", "维吾尔"].iter();
            let bare = people.fold(short, |name, people| name.replace(people, ""));
            provinces.push((bare, code));
        }
    }
    provinces
});
/// What became of a province's name that it does not have: 广西省.
const NO_PROVINCES: [&str; 9] = [
    "广西省", "内蒙古省", "宁夏省", "新疆省", "西藏省", "北京省", "天津省", "上海省", "重庆省",
];

pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    for mention in &paper.places {
        short_parent(paper, mention, findings);
    }
    for name in NO_PROVINCES {
        for at in paper.find_all(name) {
            // Of the years in which it was one.
            if at > 0 && paper.text[at - 1] == '原' {
                continue;
            }
            let message = Message::new("review.left-over.no-province", [("name", name)]);
            let span = at..at + name.chars().count();
            findings.add_once(name, FindingDraft::new(&PARENT, span, message));
        }
    }
    for pair in paper.places.windows(2) {
        let [outer, inner] = pair else { continue };
        let adjoins = outer.span.end == inner.span.start;
        if !adjoins || outer.rank() >= inner.rank() || fits(outer, inner) {
            continue;
        }
        let Some(code) = inner.codes.first() else {
            continue;
        };
        let args = [
            ("name", &inner.name),
            ("wrong", &outer.name),
            ("right", &parents(*code)),
        ];
        let message = Message::new("review.left-over.parent", args);
        let draft = FindingDraft::new(&PARENT, outer.span.start..inner.span.end, message);
        // Counties move between prefectures; provinces have kept theirs since the table began.
        let sure = outer.rank() == 2 && inner.rank() < 9;
        let severity = if sure {
            Severity::Error
        } else {
            Severity::Warning
        };
        findings.add_once(
            format!("{}{}", outer.name, inner.name),
            draft.weighing(severity),
        );
    }
}

/// 湖南|佛山市: a province called by its short name.
fn short_parent(paper: &Paper, mention: &PlaceMention, findings: &mut Findings) {
    if mention.rank() <= 2 || mention.rank() == 9 {
        return;
    }
    let before = PROVINCES
        .iter()
        .find(|(short, _)| ends_before(paper.text, mention.span.start, short));
    let (Some((short, province)), Some(code)) = (before, mention.codes.first()) else {
        return;
    };
    let start = mention.span.start - short.chars().count();
    let lies_in = mention.codes.iter().any(|code| is_within(*code, *province));
    // 洞庭湖|南 is no 湖南: the name must be a word of its clause.
    if lies_in || !is_word_before(paper.text, start..mention.span.start, mention.span.end) {
        return;
    }
    let args = [
        ("name", &mention.name),
        ("wrong", short),
        ("right", &parents(*code)),
    ];
    let message = Message::new("review.left-over.parent", args);
    let draft = FindingDraft::new(&PARENT, start..mention.span.end, message);
    let key = format!("{short}{}", mention.name);
    findings.add_once(key, draft.weighing(Severity::Warning));
}

/// Whether a stretch is a word of the clause around it, which goes on to an end.
fn is_word_before(text: &[char], span: Range<usize>, end: usize) -> bool {
    const BACK: usize = 6;
    let hanzi = |c: &&char| is_hanzi(**c);
    let back = text[..span.start].iter().rev().take(BACK);
    let start = span.start - back.take_while(hanzi).count();
    let words = split(text, start, end);
    let is_it = |word: &Word| word.start == span.start && word.end == span.end;
    words.iter().any(is_it)
}

/// Whether a unit of the inner name lies in one of the outer.
fn fits(outer: &PlaceMention, inner: &PlaceMention) -> bool {
    let lies_in =
        |code: &crate::gazetteer::Code| outer.codes.iter().any(|outer| is_within(*code, *outer));
    inner.codes.iter().any(lies_in)
}

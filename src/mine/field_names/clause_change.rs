//! Tells which change of what a clause before a figure says: 税收同比增长「7.5%」.

use super::phrase::{is_empty, split, thing};
use super::words::{CHANGE_WORDS, CHANGES, Change, LINKS, MOVES, Needs, REFERENCES};

/// The longest thing that is looked for behind a figure, in chars.
const LONGEST_OBJECT: usize = 10;

/// What a clause before a figure says about its change.
#[derive(Clone, Copy, Debug)]
pub(in crate::mine) struct ClauseChange<'a> {
    /// The clause before the words of change: 税收 of 税收同比增长.
    pub(in crate::mine) subject: &'a str,
    pub(in crate::mine) change: Change,
    /// The verb with what stands between it and the figure: 增长了, 增长近; empty for no change.
    pub(in crate::mine) verb: &'a str,
    /// The verb of a change the other way; empty for no change.
    pub(in crate::mine) opposite: &'static str,
    /// What stands between the verb and the figure: 近.
    pub(in crate::mine) particle: &'a str,
}

/// Returns the change a clause ends with: 税收同比增长 is a rise of 税收.
pub(in crate::mine) fn change(clause: &str) -> ClauseChange<'_> {
    let nothing = |subject| ClauseChange {
        subject,
        change: Change::None,
        verb: "",
        opposite: "",
        particle: "",
    };
    if let Some(subject) = moved(clause) {
        return nothing(subject);
    }
    let bare = without_particles(clause.trim_end());
    // Most clauses end with no word of change.
    if CHANGE_WORDS.strip_end(bare).is_none() {
        return nothing(clause.trim_end());
    }
    let found = CHANGES.iter().find_map(|verb| {
        let subject = bare.strip_suffix(verb.word)?;
        let is_compared = || is_link(subject) || without_comparison(subject).is_some();
        let holds = match verb.needs {
            Needs::Nothing | Needs::Measure => true,
            Needs::Comparison => is_compared(),
            Needs::Alone => stands_alone(bare, subject, verb.word),
        };
        holds.then_some((subject, verb))
    });
    let Some((subject, found)) = found else {
        return nothing(clause.trim_end());
    };
    let verb = &clause[subject.len()..];
    let particle = &clause[bare.len()..];
    ClauseChange {
        subject: if found.change == Change::None {
            subject
        } else {
            without_links(subject)
        },
        change: found.change,
        verb,
        opposite: found.opposite,
        particle,
    }
}

/// Returns the change that a clause before a figure says of it: none where the figure counts
/// things, for a verb that does something to things as well: 改造提升「3个」农贸市场.
pub(in crate::mine) fn change_of<'a>(
    clause: &'a str,
    figure: &str,
    after: &str,
) -> ClauseChange<'a> {
    let said = change(clause);
    let word = said.verb.trim_end_matches(said.particle);
    let needs_measure = || {
        let mut verbs = CHANGES.iter().filter(|verb| verb.word == word);
        verbs.any(|verb| matches!(verb.needs, Needs::Measure | Needs::Alone))
    };
    let counts_rank = after.starts_with("位次") || after.starts_with("名次");
    let acts = !word.is_empty()
        && is_counted(figure)
        && needs_measure()
        && !counts_rank
        && !is_empty(&thing(after, LONGEST_OBJECT));
    if acts {
        return ClauseChange {
            subject: clause.trim_end(),
            change: Change::None,
            verb: "",
            opposite: "",
            particle: "",
        };
    }
    said
}

/// Returns what a clause is about that says where a value moved to: 城乡收入比缩小到.
fn moved(clause: &str) -> Option<&str> {
    let bare = clause.trim_end().trim_end_matches(['约', '了', '近']);
    let verb = bare
        .strip_suffix(['到', '至'])
        .or_else(|| bare.strip_suffix('为'))?;
    MOVES.iter().find_map(|(word, _)| verb.strip_suffix(word))
}

/// Returns a clause without what may stand between its verb and the figure: 增长「超过」.
fn without_particles(clause: &str) -> &str {
    const PARTICLES: [&str; 12] = [
        "均", "都", "超过", "达到", "接近", "约", "了", "近", "达", "为", "超", "逾",
    ];
    let mut bare = clause;
    while let Some(shorter) = PARTICLES.iter().find_map(|end| bare.strip_suffix(end)) {
        bare = shorter;
    }
    bare
}

/// Returns which way a value went that moved to where it is: a rise for 由12家增加到.
pub(in crate::mine) fn moved_way(clause: &str) -> Change {
    let verb = clause.trim_end().trim_end_matches(['约', '了', '近']);
    let verb = verb.trim_end_matches(['到', '至', '为']);
    let found = MOVES.iter().find(|(word, _)| verb.ends_with(word));
    found.map_or(Change::None, |(_, way)| *way)
}

/// Tests whether a clause ends with a verb of one char that is a word of its own: 面积|增, 同比|降;
/// neither 新|增 nor 每|升, nor 连|增, which counts years.
fn stands_alone(clause: &str, subject: &str, verb: &str) -> bool {
    const OTHERS: [char; 5] = ['新', '每', '毫', '连', '削'];
    let is_word = || split(clause).last().is_some_and(|last| last.words == verb);
    !subject.ends_with(OTHERS) && (subject.trim().is_empty() || is_link(subject) || is_word())
}

fn is_link(subject: &str) -> bool {
    LINKS.iter().any(|link| subject.ends_with(link))
}

/// Returns what a change is of without what it is compared with: 税收同比, 降水量较常年.
pub(super) fn without_links(subject: &str) -> &str {
    let mut subject = subject;
    loop {
        // 比多年平均 before 平均.
        let link = || LINKS.iter().find_map(|link| subject.strip_suffix(link));
        match without_comparison(subject).or_else(link) {
            Some(shorter) => subject = shorter,
            None => return subject,
        }
    }
}

/// Returns a subject without the point in time it is compared with: 户籍人口比上年末, 较五年前.
fn without_comparison(subject: &str) -> Option<&str> {
    const LONGEST_REFERENCE: usize = 10;
    let bare = subject.strip_suffix("相比").unwrap_or(subject);
    let at = bare.rfind(['比', '较', '与'])?;
    let reference: String = bare[at..].chars().skip(1).collect();
    let is_time = REFERENCES.iter().any(|word| reference.ends_with(word));
    let of_share = bare[..at].ends_with('占') || reference.starts_with(['重', '例', '率']);
    let is_short = reference.chars().count() <= LONGEST_REFERENCE;
    (is_time && is_short && !of_share).then_some(&subject[..at])
}

/// Returns what stands before the verb of a change in place of words that say none: 比上年 for
/// 与上年基本持平, 同比 for 同比持平; `None` for other words, and for what is not compared with
/// last year: 与全市平均水平持平, 与上月持平.
pub(in crate::mine) fn compared_of_nothing(words: &str) -> Option<String> {
    const YEARS: [&str; 10] = [
        "上年", "去年", "上年同期", "去年同期", "同期", "年初", "上年末", "去年末", "上年底",
        "去年底",
    ];
    let mut bare = words.strip_suffix("持平")?;
    while let Some(shorter) = ["基本", "总体", "大体", "大致", "保持", "相比"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
    {
        bare = shorter;
    }
    if matches!(bare, "" | "同比") {
        return Some(bare.to_owned());
    }
    let (than, time) = bare.split_at(bare.chars().next()?.len_utf8());
    if !YEARS.contains(&time) {
        return None;
    }
    match than {
        "与" | "和" | "同" | "跟" => Some(format!("比{time}")),
        "比" | "较" => Some(bare.to_owned()),
        _ => None,
    }
}

/// Tests whether a figure counts things rather than measures them.
pub(super) fn is_counted(figure: &str) -> bool {
    let figure = figure.trim_end_matches(['以', '上', '下', '内']);
    figure.ends_with(|c: char| {
        "个件项名家处所座次场条户人宗间台辆套批起支种类只头株栋幢盏份期".contains(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A draft says the opposite, and next year's is mined from that draft.
    #[test]
    fn the_opposite_of_a_change_is_a_change_the_other_way() {
        for verb in CHANGES.iter().filter(|verb| !verb.opposite.is_empty()) {
            let compared = |word: &str| format!("比上年{word}");
            let said = compared(verb.word);
            let (said, opposite) = (change(&said).change, compared(verb.opposite));
            let opposite = change(&opposite).change;
            assert!(said == verb.change && opposite != said, "{}", verb.word);
            assert_ne!(opposite, Change::None, "{}", verb.opposite);
        }
    }

    #[test]
    fn words_of_no_change_are_compared_with_a_time() {
        for (words, wanted) in [
            ("持平", Some("")),
            ("同比基本持平", Some("同比")),
            ("与上年持平", Some("比上年")),
            ("和去年同期大体持平", Some("比去年同期")),
            ("较年初持平", Some("较年初")),
            ("与全市平均水平持平", None),
            ("由降转平", None),
        ] {
            assert_eq!(compared_of_nothing(words).as_deref(), wanted, "{words}");
        }
    }

    #[test]
    fn what_a_change_is_compared_with_is_no_part_of_its_subject() {
        for (clause, subject, verb) in [
            ("户籍人口比上年末减少", "户籍人口", "减少"),
            ("降水量较常年偏少", "降水量", "偏少"),
            ("集体收入较五年前增长", "集体收入", "增长"),
            ("新开工项目比去年同期多", "新开工项目", "多"),
            ("蓄水量比多年平均偏少", "蓄水量", "偏少"),
            ("坝高", "坝高", ""),
            ("城乡收入比缩小到", "城乡收入比", ""),
            ("民生支出占比提高", "民生支出占比", "提高"),
            ("油菜面积增", "油菜面积", "增"),
            ("存栏同比降", "存栏", "降"),
            ("研发投入年均增长超", "研发投入", "增长超"),
            ("工业用电量微增", "工业用电量", "微增"),
            ("粮食同比增产", "粮食", "增产"),
            ("烟农收入比上年多收", "烟农收入", "多收"),
            ("新增", "新增", ""),
            ("燃油费每升", "燃油费每升", ""),
        ] {
            let found = change(clause);
            assert_eq!((found.subject, found.verb), (subject, verb), "{clause}");
        }
        assert_eq!(
            change_of("改造提升", "3个", "农贸市场").change,
            Change::None
        );
        assert_eq!(
            change_of("同比提升", "1.1个百分点", "").change,
            Change::Rise
        );
    }
}

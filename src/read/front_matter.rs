//! Recognises the lines around a report's text: title, dateline, speaker, author, salutation.
//!
//! The one place that tells them: the search for noise keeps such lines, the report gives them
//! their roles and the outline takes none of them for a heading. Words are matched folded, see
//! [`fold`](super::fold()).

use std::sync::LazyLock;

use crate::lexicon::{CharSet, WordSet, char_list, is_hanzi, word_list};

/// The longest title, dateline or salutation, in characters.
const LONGEST_LINE: usize = 60;
/// The longest salutation, in characters.
const LONGEST_SALUTATION: usize = 40;
/// The longest line that names who reports, in characters.
const LONGEST_SPEAKER: usize = 24;
/// How a title of a report ends.
static TITLE_ENDINGS: LazyLock<WordSet> = word_list!("title-endings");
static SURNAMES: LazyLock<CharSet> = char_list!("surnames");
/// What a site adds to the end of a title.
const ADDED: [&str; 5] = ["范文", "模板", "大全", "精选", "例文"];
/// What the names of bodies end in that report and are reported to.
const ORGANS: [&str; 11] = [
    "党委", "县委", "市委", "区委", "州委", "省委", "政府", "委员会", "办公室", "课题组", "调研组",
];
/// What offices and the bodies people speak for end in.
const OFFICES: [&str; 9] = [
    "长", "书记", "主任", "主席", "专员", "局", "院", "委员会", "政府",
];

/// Whether a line is a title: short, without a stop, and named like a report.
///
/// Made for 云溪镇政府工作报告 and 在全县经济工作会议上的讲话; must not take 下面，我报告：.
pub(super) fn is_title(words: &str) -> bool {
    let length = words.chars().count();
    let bare = !words.contains(['。', '!', ';', ':']);
    (4..=LONGEST_LINE).contains(&length) && bare && names_report(words)
}

/// Whether words end with what a report is called, whatever a site added, or go on from there:
/// 总结及下半年打算.
pub(super) fn names_report(words: &str) -> bool {
    const CALLED: [&str; 4] = ["工作报告", "工作总结", "工作汇报", "述职"];
    let bare = bare_title(words).trim_end_matches(|c: char| !c.is_alphabetic());
    let chars: Vec<char> = bare.chars().collect();
    if TITLE_ENDINGS.before(&chars, chars.len()) || CALLED.iter().any(|word| words.contains(word)) {
        return true;
    }
    (0..chars.len()).any(|at| {
        let next = TITLE_ENDINGS
            .at(&chars, at)
            .and_then(|length| chars.get(at + length));
        next.is_some_and(|next| "及和暨与".contains(*next))
    })
}

/// A title without what a site adds to it: `(精选)`, `_第1页`, `范文`.
pub(super) fn bare_title(words: &str) -> &str {
    let mut bare = words.trim();
    while let Some(shorter) = ADDED.iter().find_map(|word| bare.strip_suffix(word)) {
        if shorter.is_empty() {
            break;
        }
        bare = shorter.trim_end();
    }
    while let Some(at) = bare
        .rfind(['(', '_', '-'])
        .filter(|&at| at > 0 && bare.len() - at < 40)
    {
        let tail = &bare[at..];
        let closed = if tail.starts_with('(') {
            tail.ends_with(')')
        } else {
            tail.contains('页')
        };
        if !closed {
            break;
        }
        bare = bare[..at].trim_end();
    }
    bare
}

/// Whether a line says when and where the report is given.
///
/// Made for ——2026年1月5日在云溪镇第十九届人民代表大会第六次会议上 and （2026年1月5日）; must take
/// neither 在全县经济工作会议上的讲话, which is a title, nor
/// ——2024年11月承办全省现场会议，获得好评。
pub(super) fn is_dateline(words: &str) -> bool {
    let bare = words.trim_start_matches(['—', '-', '(', ' ']);
    let dated = bare.contains('年') && bare.contains('月');
    let at_meeting = ["会上", "会议上"]
        .iter()
        .any(|end| bare.trim_end_matches(')').ends_with(end))
        || bare.contains("会议上 ")
        || dated && bare.trim_end_matches(')').ends_with("会议");
    words.chars().count() < LONGEST_LINE
        && !words.contains('。')
        && (at_meeting || dated && bare.ends_with(['日', ')']))
}

/// Whether a line gives an office and a name: `镇长　林致远`, `苏木达 白音`.
///
/// The office may be one nobody listed where a surname opens the two to four characters behind
/// the gap; must not take 一、农业 稳中有进.
pub(super) fn is_speaker(words: &str) -> bool {
    let Some((office, name)) = words.trim().split_once(' ') else {
        return false;
    };
    let name: Vec<char> = name.chars().filter(|c| *c != ' ').collect();
    let listed = OFFICES
        .iter()
        .any(|end| office.ends_with(end) || words.trim_end().ends_with(end));
    let person = (2..=4).contains(&name.len())
        && SURNAMES.has(name[0])
        && name.iter().all(|c| is_hanzi(*c))
        && office.chars().all(is_hanzi);
    (3..=LONGEST_SPEAKER).contains(&words.chars().count()) && (listed || person)
}

/// Whether a line says who reports: a speaker, or a body, 公共服务调查课题组.
pub(super) fn is_author(words: &str) -> bool {
    let length = words.chars().count();
    let organ = ORGANS.iter().any(|end| words.ends_with(end));
    (4..=LONGEST_SPEAKER).contains(&length) && (organ || is_speaker(words))
}

/// Whether a line addresses the audience: `各位代表：`, `尊敬的各位领导、同志们：`,
/// `县委、县政府：`.
pub(super) fn is_salutation(words: &str) -> bool {
    const CALLED: [&str; 10] = [
        "各位", "同志", "代表", "领导", "委员", "朋友", "主任", "女士", "来宾", "书记",
    ];
    let called = CALLED.iter().any(|who| words.contains(who));
    let organ = words
        .strip_suffix(':')
        .is_some_and(|organ| ORGANS.iter().any(|end| organ.ends_with(end)));
    words.chars().count() <= LONGEST_SALUTATION
        && words.ends_with([':', '!', ','])
        && !words.contains('。')
        && (called || organ)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_the_text_are_told_apart() {
        for title in [
            "云溪镇政府工作报告",
            "在全县经济工作会议上的讲话",
            "半年工作总结及下半年打算",
        ] {
            assert!(
                is_title(title) && !is_dateline(title) && !is_speaker(title),
                "{title}"
            );
        }
        for dateline in [
            "——2026年1月5日在云溪镇第十九届人民代表大会第六次会议上",
            "(2026年1月5日)",
            "(2026年1月5日云溪镇第十九届人民代表大会第六次会议)",
            "——2026年1月5日在云溪镇第十九届人民代表大会第六次会议上 镇长 林致远",
            "——在全镇三级干部会上",
        ] {
            assert!(is_dateline(dateline), "{dateline}");
        }
        for speaker in [
            "镇长 林致远", "苏木达  王小满", "云溪镇人民政府镇长 林 远", "专员 林致远",
        ] {
            assert!(is_speaker(speaker) && is_author(speaker), "{speaker}");
        }
        for text in [
            "一、农业 稳中有进",
            "——2024年11月承办全省现场会议,获得好评。",
            "2025年,全镇生产总值73.1亿元,增长7.5%。",
        ] {
            assert!(
                !is_dateline(text) && !is_speaker(text) && !is_title(text),
                "{text}"
            );
        }
        for called in [
            "各位代表:", "尊敬的各位领导、同志们:", "县委、县政府:", "同志们!",
        ] {
            assert!(is_salutation(called), "{called}");
        }
        assert!(!is_salutation("代表们提出了三个问题:一是人手少。"));
    }
}

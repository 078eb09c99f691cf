//! Matches what is typed at a choice with its options.

use nigao::answers::is_either_way;

use super::command::{self, Command};
use super::types::{Pick, YesNo};
use crate::cli::lang::{translate, translate_with};

/// Words that mean yes. 有没有, 是不是 and 对不对 are asked, and people answer with the verb.
const YES: [&str; 12] = [
    "是", "是的", "有", "有的", "对", "对的", "好", "要", "y", "yes", "√", "true",
];
/// Words that mean no.
const NO: [&str; 14] = [
    "否", "不", "不是", "没", "没有", "无", "不对", "不要", "没有的", "n", "no", "×", "x", "false",
];

/// What was typed at a choice.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Some options, by their indices, the best first.
    Options(Vec<usize>),
    /// A command.
    Command(Command),
    /// Nothing that can be chosen; with what to tell the user.
    Unknown(String),
}

/// Interprets what was typed at a choice.
pub(super) fn interpret(typed: &str, pick: &Pick) -> Typed {
    let mut scored: Vec<(i64, usize)> = Vec::new();
    for (at, option) in pick.options.iter().enumerate() {
        if let Some(score) = score(typed, option, at, pick.yes_no) {
            scored.push((-score, at));
        }
    }
    if !scored.is_empty() {
        scored.sort_unstable();
        return Typed::Options(scored.into_iter().map(|(_, at)| at).collect());
    }
    match command::parse(typed) {
        Some(Ok(command)) => Typed::Command(command),
        Some(Err(())) => Typed::Unknown(translate_with("ask.no-command", [("word", typed.trim())])),
        None => Typed::Unknown(unknown(typed.trim(), pick)),
    }
}

/// Returns what to tell a user whose words choose nothing.
fn unknown(word: &str, pick: &Pick) -> String {
    match pick.yes_no {
        YesNo::Denial(words) if is_either_way(word) => {
            translate_with("ask.pick.either-way", [("word", word), ("words", words)])
        }
        _ => translate_with("ask.pick.unknown", [("word", word)]),
    }
}

/// Scores how well an option fits what is typed; none if it does not fit.
///
/// An option is found by part of its words, by its number from 1, or by the command it ends in
/// (`返回上一题  :b`). Where a question takes yes or no, a word of agreement or denial decides
/// alone: 不对 must not choose “对，就是这样” though 对 is in it. Where the question is whether a
/// denial is true, 有 and 没有 choose nothing, nor does 1, which may be typed for 有.
pub(super) fn score(typed: &str, option: &str, at: usize, yes_no: YesNo) -> Option<i64> {
    let typed = typed.trim().to_lowercase().replace('：', ":");
    let option = option.to_lowercase();
    if matches!(yes_no, YesNo::Denial(_)) && is_either_way(&typed) {
        return None;
    }
    if yes_no != YesNo::No
        && let Some(yes) = yes_or_no(&typed)
    {
        return (at == usize::from(!yes)).then_some(3);
    }
    if typed == option || typed == (at + 1).to_string() {
        return Some(3);
    }
    if typed.starts_with(':') {
        return option.ends_with(&typed).then_some(2);
    }
    if option.starts_with(&typed) {
        return Some(2);
    }
    option.contains(&typed).then_some(1)
}

/// Returns whether words mean yes or no; none if they mean neither.
fn yes_or_no(typed: &str) -> Option<bool> {
    let typed = typed.trim_end_matches(['。', '.', '！', '!']);
    if YES.contains(&typed) || typed == translate("interview.yes") {
        return Some(true);
    }
    (NO.contains(&typed) || typed == translate("interview.no")).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interpreted(typed: &str, options: &[&str], yes_no: YesNo) -> Typed {
        let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
        let pick = Pick {
            label: "",
            options: &options,
            at: 0,
            help: "",
            yes_no,
            commands: &[],
        };
        interpret(typed, &pick)
    }

    #[test]
    fn yes_and_no_are_understood_as_people_say_them() {
        for options in [["是", "否"], ["对，就是这样", "不对，从头重填这一项"]] {
            for (at, words) in [(0, &YES[..]), (1, &NO[..])] {
                for word in words {
                    let typed = interpreted(word, &options, YesNo::Yes);
                    assert_eq!(typed, Typed::Options(vec![at]), "{word} at {options:?}");
                }
            }
        }
        assert_eq!(
            interpreted("没有。", &["是", "否"], YesNo::Yes),
            Typed::Options(vec![1])
        );
        assert!(matches!(
            interpreted("也许", &["是", "否"], YesNo::Yes),
            Typed::Unknown(_)
        ));
        // Elsewhere they are ordinary words.
        assert_eq!(
            interpreted("无", &["无", "有"], YesNo::No),
            Typed::Options(vec![0])
        );
    }

    #[test]
    fn words_that_may_mean_either_do_not_answer_a_denial() {
        let options = ["属实", "不属实", "以后再定"];
        let words = "全年没有发生较大以上事故";
        for word in ["有", "有的", "1", "１", "没有", "没", "无", "0", "没有。"] {
            let typed = interpreted(word, &options, YesNo::Denial(words));
            assert!(
                matches!(&typed, Typed::Unknown(told) if told.contains(words)),
                "{word}: {typed:?}"
            );
        }
        let decided = [
            ("是", 0),
            ("属实", 0),
            ("对", 0),
            ("y", 0),
            ("否", 1),
            ("不属实", 1),
            ("3", 2),
        ];
        for (word, at) in decided {
            let typed = interpreted(word, &options, YesNo::Denial(words));
            // 属实 is part of 不属实, too: the best comes first.
            let chosen = match &typed {
                Typed::Options(options) => options.first().copied(),
                _ => None,
            };
            assert_eq!(chosen, Some(at), "{word}: {typed:?}");
        }
    }

    #[test]
    fn options_are_found_by_their_words_numbers_and_letters() {
        let options = ["年度考核", "年度", "接着答  :a"];
        assert_eq!(
            interpreted("年度", &options, YesNo::No),
            Typed::Options(vec![1, 0])
        );
        assert_eq!(
            interpreted("3", &options, YesNo::No),
            Typed::Options(vec![2])
        );
        assert_eq!(
            interpreted("：a", &options, YesNo::No),
            Typed::Options(vec![2])
        );
        assert_eq!(
            interpreted(":b", &options, YesNo::No),
            Typed::Command(Command::Back)
        );
        assert_eq!(
            interpreted("", &options, YesNo::No),
            Typed::Options(vec![0, 1, 2])
        );
        assert!(matches!(
            interpreted(":zz", &options, YesNo::No),
            Typed::Unknown(_)
        ));
    }
}

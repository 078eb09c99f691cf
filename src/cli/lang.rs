//! Chooses the language of this run and looks up its messages.

use std::ffi::OsString;
use std::sync::OnceLock;

use nigao::diagnostic::{Lang, Message};

/// Set once, before the first message: clap builds its help from functions without arguments.
static LANG: OnceLock<Lang> = OnceLock::new();

/// Sets the language of this run; later calls change nothing.
pub(crate) fn set_lang(lang: Lang) {
    let _ = LANG.set(lang);
}

/// Returns the language of this run.
pub(crate) fn lang() -> Lang {
    *LANG.get_or_init(Lang::default)
}

/// Returns the text of a message without arguments.
pub(crate) fn translate(key: &'static str) -> String {
    Message::plain(key).text(lang())
}

/// Returns the text of a message with arguments.
pub(crate) fn translate_with<V: ToString, const N: usize>(
    key: &'static str,
    args: [(&'static str, V); N],
) -> String {
    Message::new(key, args).text(lang())
}

/// Chooses the language: a valid `--lang`, else the locale by the rules of POSIX.
///
/// Windows sets no locale in the environment. The reports are Chinese, so it gets Chinese.
pub(crate) fn choose(args: &[OsString], env: impl Fn(&str) -> Option<String>) -> Lang {
    if let Some(lang) = lang_argument(args) {
        return lang;
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(env)
        .find(|value| !value.is_empty());
    match locale {
        Some(locale) if locale.to_lowercase().starts_with("zh") => Lang::Zh,
        None if cfg!(windows) => Lang::Zh,
        _ => Lang::En,
    }
}

/// The word of `--lang` that gives every sentence of an envelope in both languages.
pub(crate) const BOTH: &str = "both";

/// Returns the languages of the words in an envelope: both if `--lang both` is asked for, else that
/// of this run.
pub(crate) fn langs(args: &[OsString]) -> Vec<Lang> {
    let asked = lang_words(args).last().is_some_and(|word| word == BOTH);
    if asked {
        vec![Lang::Zh, Lang::En]
    } else {
        vec![lang()]
    }
}

/// Returns the last `--lang zh` or `--lang=en` before a `--`.
fn lang_argument(args: &[OsString]) -> Option<Lang> {
    let of_code = |code: String| {
        [Lang::Zh, Lang::En]
            .into_iter()
            .find(|lang| lang.code() == code)
    };
    lang_words(args).into_iter().filter_map(of_code).next_back()
}

/// Returns the values of every `--lang` before a `--`.
fn lang_words(args: &[OsString]) -> Vec<String> {
    let mut values = Vec::new();
    let mut words = args.iter().map(|word| word.to_str().unwrap_or_default());
    while let Some(word) = words.next().filter(|word| *word != "--") {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next().unwrap_or_default(),
            Some(rest) => rest.strip_prefix('=').unwrap_or_default(),
            None => continue,
        };
        values.push(value.to_owned());
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_decides_and_lang_overrides() {
        type Case = (
            &'static [&'static str],
            &'static [(&'static str, &'static str)],
            Lang,
        );
        let cases: [Case; 8] = [
            (&[], &[("LANG", "zh_CN.UTF-8")], Lang::Zh),
            (
                &[],
                &[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")],
                Lang::En,
            ),
            (
                &[],
                &[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_TW")],
                Lang::Zh,
            ),
            (&[], &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")], Lang::Zh),
            (&[], &[("LC_ALL", "C")], Lang::En),
            (&["--lang", "zh"], &[("LANG", "en_US.UTF-8")], Lang::Zh),
            (&["list", "--lang=en"], &[("LANG", "zh_CN.UTF-8")], Lang::En),
            (&["--lang=fr"], &[("LANG", "zh_CN.UTF-8")], Lang::Zh),
        ];
        for (args, env, lang) in cases {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            let found = choose(&args, |name| {
                env.iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, v)| (*v).to_owned())
            });
            assert_eq!(found, lang, "{args:?} {env:?}");
        }
    }

    #[test]
    fn what_follows_two_dashes_is_not_read() {
        let args: Vec<OsString> = ["fill", "--", "--lang=zh"].map(OsString::from).to_vec();
        assert_eq!(
            choose(&args, |name| (name == "LANG").then(|| "en".to_owned())),
            Lang::En
        );
    }
}

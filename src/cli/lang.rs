//! Language: the environment and `--lang` to the language of this run, and message keys to its sentences.

use std::ffi::OsString;
use std::sync::OnceLock;

use nigao::diagnostic::{Lang, Message};

/// Settled once, before the first word is said: clap builds its help from plain functions.
static LANG: OnceLock<Lang> = OnceLock::new();

/// Fixes the language of this run; later calls change nothing.
pub(crate) fn settle(lang: Lang) {
    let _ = LANG.set(lang);
}

/// The language of this run.
pub(crate) fn lang() -> Lang {
    *LANG.get_or_init(Lang::default)
}

/// The sentence of a message without arguments.
pub(crate) fn say(key: &'static str) -> String {
    Message::plain(key).text(lang())
}

/// The sentence of a message with arguments.
pub(crate) fn tell<V: ToString, const N: usize>(
    key: &'static str,
    args: [(&'static str, V); N],
) -> String {
    Message::new(key, args).text(lang())
}

/// `--lang` if it is there and makes sense, else the locale as POSIX reads it. Windows sets no locale in the
/// environment: the reports are Chinese, so Chinese it is.
pub(crate) fn choose(args: &[OsString], env: impl Fn(&str) -> Option<String>) -> Lang {
    if let Some(lang) = asked(args) {
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

/// The last `--lang zh`, `--lang=en` before a `--`.
fn asked(args: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = args
        .iter()
        .map(|word| word.to_str().unwrap_or(""))
        .take_while(|word| *word != "--")
        .collect();
    words.iter().enumerate().rev().find_map(|(at, word)| {
        let value = match word.strip_prefix("--lang")? {
            "" => words.get(at + 1)?,
            rest => rest.strip_prefix('=')?,
        };
        [Lang::Zh, Lang::En].into_iter().find(|lang| lang.code() == value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_decides_and_lang_overrides() {
        type Case = (&'static [&'static str], &'static [(&'static str, &'static str)], Lang);
        let cases: [Case; 8] = [
            (&[], &[("LANG", "zh_CN.UTF-8")], Lang::Zh),
            (&[], &[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")], Lang::En),
            (&[], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_TW")], Lang::Zh),
            (&[], &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")], Lang::Zh),
            (&[], &[("LC_ALL", "C")], Lang::En),
            (&["--lang", "zh"], &[("LANG", "en_US.UTF-8")], Lang::Zh),
            (&["list", "--lang=en"], &[("LANG", "zh_CN.UTF-8")], Lang::En),
            (&["--lang=fr"], &[("LANG", "zh_CN.UTF-8")], Lang::Zh),
        ];
        for (args, env, lang) in cases {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            let found = choose(&args, |name| {
                env.iter().find(|(key, _)| *key == name).map(|(_, v)| (*v).to_owned())
            });
            assert_eq!(found, lang, "{args:?} {env:?}");
        }
    }

    #[test]
    fn what_follows_two_dashes_is_not_read() {
        let args: Vec<OsString> = ["fill", "--", "--lang=zh"].map(OsString::from).to_vec();
        assert_eq!(choose(&args, |name| (name == "LANG").then(|| "en".to_owned())), Lang::En);
    }
}

//! Keeps every sentence that is said to a user under a key, in Chinese and in English.

/// A language that messages are given in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The name of the language's messages: `zh` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

/// A sentence in every language: a key of `src/messages/*.yml` and what to put in its `%{…}`.
///
/// ```
/// use nigao::diagnostic::{Lang, Message};
/// let message = Message::new("check.unknown-field", [("field", "地明")]);
/// assert_eq!(message.text(Lang::Zh), "没有“地明”这个字段");
/// assert_eq!(message.text(Lang::En), "there is no field “地明”");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Message {
    /// The message of `key` with its arguments.
    #[must_use]
    pub fn new<V: ToString, const N: usize>(
        key: &'static str,
        args: [(&'static str, V); N],
    ) -> Self {
        Self {
            key,
            args: args
                .into_iter()
                .map(|(name, value)| (name, value.to_string()))
                .collect(),
        }
    }

    /// The message of `key` with arguments gathered elsewhere.
    #[must_use]
    pub fn with(key: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self { key, args }
    }

    /// A message without arguments.
    #[must_use]
    pub fn plain(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// The key, stable across languages.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The names and values of its arguments.
    pub fn args(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.args
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
    }

    /// The sentence in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let pattern = crate::_rust_i18n_translate(lang.code(), self.key);
        let (names, values): (Vec<&str>, Vec<String>) =
            self.args.iter().map(|(n, v)| (*n, v.clone())).unzip();
        rust_i18n::replace_patterns(&pattern, &names, &values)
    }
}

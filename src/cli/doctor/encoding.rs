//! Finds which encoding the terminal has, and what becomes of Chinese text in it.

use nigao::diagnostic::Message;

use super::finding::Finding;

/// The code page of Windows that is UTF-8.
const UTF8_CODE_PAGE: u32 = 65001;

/// Finds the encoding of the terminal. The program writes UTF-8; to a console of Windows it writes
/// Unicode whatever the code page, so only what is piped to other programs is concerned there.
pub(super) fn examine(env: impl Fn(&str) -> Option<String>) -> Finding {
    if cfg!(windows) {
        let output = std::process::Command::new("cmd")
            .args(["/c", "chcp"])
            .output();
        return match output.ok().and_then(|output| code_page(&output.stdout)) {
            Some(UTF8_CODE_PAGE) => utf8(),
            Some(page) => Finding::note(
                Message::new("doctor.code-page", [("page", page)]),
                Message::plain("doctor.code-page-hint"),
            ),
            None => utf8(),
        };
    }
    of_locale(env)
}

fn utf8() -> Finding {
    Finding::good(Message::plain("doctor.utf8"))
}

/// Reads the number out of what `chcp` prints: `活动代码页: 936`, in the code page itself.
fn code_page(printed: &[u8]) -> Option<u32> {
    let digits: Vec<u8> = printed.iter().copied().filter(u8::is_ascii_digit).collect();
    String::from_utf8(digits).ok()?.parse().ok()
}

/// Finds the encoding of a Unix terminal in the locale: `zh_CN.UTF-8`, `zh_CN.GB18030`, `C`.
fn of_locale(env: impl Fn(&str) -> Option<String>) -> Finding {
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"];
    let set = variables
        .into_iter()
        .filter_map(env)
        .find(|value| !value.is_empty());
    let locale = set.unwrap_or_else(|| "C".to_owned());
    let codeset = locale
        .split('@')
        .next()
        .unwrap_or_default()
        .split('.')
        .nth(1);
    let codeset = codeset
        .unwrap_or_default()
        .to_ascii_lowercase()
        .replace('-', "");
    // Terminals of macOS are UTF-8 whatever the locale.
    if codeset == "utf8" || cfg!(target_os = "macos") {
        return utf8();
    }
    Finding::note(
        Message::new("doctor.locale", [("locale", locale)]),
        Message::plain("doctor.locale-hint"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_page_is_the_number_in_any_language() {
        assert_eq!(
            code_page("Active code page: 65001\r\n".as_bytes()),
            Some(65001)
        );
        // "活动代码页: 936" in code page 936.
        let gbk = b"\xbb\xee\xb6\xaf\xb4\xfa\xc2\xeb\xd2\xb3: 936\r\n";
        assert_eq!(code_page(gbk), Some(936));
        assert_eq!(code_page(b""), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_locale_names_the_encoding() {
        for (locale, good) in [
            ("zh_CN.UTF-8", true),
            ("C.utf8", true),
            ("zh_CN.UTF-8@pinyin", true),
            ("zh_CN.GB18030", false),
            ("zh_CN", false),
            ("POSIX", false),
        ] {
            let finding = of_locale(|name| (name == "LANG").then(|| locale.to_owned()));
            assert_eq!(finding == utf8(), good, "{locale}");
        }
        // LC_ALL overrides; an empty one does not.
        let env = |all: &'static str| {
            move |name: &str| match name {
                "LC_ALL" => Some(all.to_owned()),
                _ => Some("zh_CN.UTF-8".to_owned()),
            }
        };
        assert!(of_locale(env("C")) != utf8() && of_locale(env("")) == utf8());
    }
}

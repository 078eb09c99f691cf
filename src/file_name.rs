//! Checks names of files against what every system takes, and turns any words into such a name.
//!
//! A folder made on one machine goes to the next on a USB stick, so the strictest system decides
//! on all of them: Windows, by "Naming Files, Paths, and Namespaces" in Microsoft's documentation.

/// The longest name that is made, in bytes: file systems of Linux take 255, and an ending follows.
const MOST_BYTES: usize = 200;

/// Returns whether every system takes a name, and takes it for a file.
///
/// ```
/// use nigao::file_name::is_portable;
/// assert!(is_portable("2026年政府工作报告.docx"));
/// assert!(!is_portable("对照检查 10:30.docx") && !is_portable("NUL.docx"));
/// ```
#[must_use]
pub fn is_portable(name: &str) -> bool {
    let ends_well = !name.is_empty() && !name.ends_with(['.', ' ']);
    ends_well && name.len() <= 255 && !name.contains(is_forbidden) && !is_device(name)
}

/// Returns words as a name that every system takes: a line for what none allows.
///
/// ```
/// use nigao::file_name::portable;
/// assert_eq!(portable("发改局/统计局"), "发改局_统计局");
/// assert_eq!(portable("aux"), "_aux");
/// ```
#[must_use]
pub fn portable(words: &str) -> String {
    let mut name = String::new();
    for c in words.trim().chars() {
        if name.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        name.push(if is_forbidden(c) { '_' } else { c });
    }
    name.truncate(name.trim_end_matches(['.', ' ']).len());
    if name.is_empty() || is_device(&name) {
        format!("_{name}")
    } else {
        name
    }
}

/// Returns whether Windows takes a name for a device, whatever its folder and its ending: what is
/// written to `nul.docx` is gone.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_uppercase();
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str()) {
        return true;
    }
    let number = stem
        .strip_prefix("COM")
        .or_else(|| stem.strip_prefix("LPT"));
    // Code page 1252 has the raised digits 1 to 3, and Windows reads them as digits here.
    number.is_some_and(|n| {
        let mut chars = n.chars();
        chars
            .next()
            .is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c))
            && chars.next().is_none()
    })
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || "<>:\"/\\|?*".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_by_their_names_with_any_ending_in_any_case() {
        for name in [
            "NUL", "nul.docx", "Con.2026.yaml", "aux .txt", "COM1", "lpt9.csv", "COM²",
        ] {
            assert!(is_device(name) && !is_portable(name), "{name}");
            assert!(is_portable(&portable(name)), "{name}");
        }
        for name in [
            "CONTROL", "COM", "COM10", "LPT", "统计NUL", "NULL.docx", "comma", "com甲",
        ] {
            assert!(!is_device(name) && is_portable(name), "{name}");
        }
    }

    #[test]
    fn any_words_become_a_name_and_a_name_stays_as_it_is() {
        for (words, name) in [
            ("党政办公室", "党政办公室"),
            ("发改局/统计局", "发改局_统计局"),
            (r#"a<b>c:d"e|f?g*h\i"#, "a_b_c_d_e_f_g_h_i"),
            ("2026年1.", "2026年1"),
            (" 前后 ", "前后"),
            ("行\n一", "行_一"),
            ("...", "_"),
            ("", "_"),
        ] {
            assert_eq!(portable(words), name, "{words:?}");
            assert_eq!(portable(name), name, "{name:?}");
            assert!(is_portable(name), "{name:?}");
        }
        let long = portable(&"办".repeat(999));
        assert!(is_portable(&format!("{long}.xlsx")) && long.len() > 190);
    }
}

//! Reads fields: what shows where a field has no result, by its code or its form.

use super::eq;
use super::symbol::SymbolFont;
use crate::ooxml::Element;

/// Fields that show nothing where they stand, or only in a program that lays out pages.
const SILENT: [&str; 18] = [
    "TOC", "PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "XE", "TC", "RD", "SET", "ASK",
    "BOOKMARK", "PRINT", "NOTEREF", "INDEX", "TA", "HYPERLINK", "FORMTEXT", "GOTOBUTTON",
];

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct OpenField {
    /// Its code, such as `TOC \o "1-3"`.
    pub(super) code: String,
    /// Whether its result is being read, not its code.
    pub(super) in_result: bool,
    /// Whether its result was taken into the code of a field around it.
    pub(super) is_taken: bool,
    /// Where it begins: how many paragraphs have ended, and the length of the words of the one it
    /// begins in, in bytes.
    pub(super) start: (usize, usize),
    pub(super) form: Option<FormField>,
}

/// A drop-down list or a check box of an old form.
#[derive(Debug)]
pub(super) enum FormField {
    List { entries: Vec<String>, chosen: usize },
    Box { is_checked: bool },
}

impl OpenField {
    /// Returns the name of the field, the first word of its code, in upper case.
    pub(super) fn name(&self) -> String {
        name(&self.code)
    }

    /// Takes an element of the field's form (`w:ffData`).
    pub(super) fn take(&mut self, element: &Element) {
        match (element.name, &mut self.form) {
            ("ddList", form) => {
                *form = Some(FormField::List {
                    entries: Vec::new(),
                    chosen: 0,
                });
            }
            ("checkBox", form) => *form = Some(FormField::Box { is_checked: false }),
            ("listEntry", Some(FormField::List { entries, .. })) => {
                entries.extend(element.value().map(Into::into));
            }
            ("result", Some(FormField::List { chosen, .. })) => {
                *chosen = element.number("val").unwrap_or(*chosen);
            }
            // The result stands before the default; 0 is the default of both.
            ("default", Some(FormField::List { chosen, .. })) if *chosen == 0 => {
                *chosen = element.number("val").unwrap_or(0);
            }
            // The default stands before the state, which holds.
            ("default" | "checked", Some(FormField::Box { is_checked })) => {
                *is_checked = element.is_on();
            }
            _ => {}
        }
    }

    /// Returns what the field shows if it has no result; None where that cannot be told.
    pub(super) fn shown(&self) -> Option<String> {
        match &self.form {
            Some(FormField::List { entries, chosen }) => entries.get(*chosen).cloned(),
            Some(FormField::Box { is_checked }) => {
                Some(if *is_checked { "☑" } else { "☐" }.to_owned())
            }
            None => shown(&self.code),
        }
    }
}

fn name(code: &str) -> String {
    code.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_ascii_uppercase()
}

/// What a field of this code shows without a result.
fn shown(code: &str) -> Option<String> {
    let name = name(code);
    let rest = code
        .trim_start()
        .get(name.len()..)
        .unwrap_or_default()
        .trim();
    match name.as_str() {
        "EQ" => Some(eq::shown(rest)),
        "QUOTE" => Some(quoted(rest)),
        // The name of a macro, and what is shown in its place.
        "MACROBUTTON" => Some(
            rest.split_once(' ')
                .map_or("", |(_, words)| words)
                .to_owned(),
        ),
        "SYMBOL" => Some(symbol(rest).map_or_else(String::new, String::from)),
        silent if silent.is_empty() || SILENT.contains(&silent) => Some(String::new()),
        _ => None,
    }
}

/// The first argument of a code: in quotation marks, or up to its switches.
fn quoted(rest: &str) -> String {
    for (open, close) in [('"', '"'), ('“', '”')] {
        if let Some(inside) = rest.strip_prefix(open) {
            return inside.split(close).next().unwrap_or_default().to_owned();
        }
    }
    rest.split(" \\")
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// `82 \f "Wingdings 2"`, `0x2611 \u`.
fn symbol(rest: &str) -> Option<char> {
    let number = rest.split_whitespace().next()?;
    let code = match number
        .strip_prefix("0x")
        .or_else(|| number.strip_prefix("0X"))
    {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let font = rest.split_once("\\f").map(|(_, font)| quoted(font.trim()));
    match font.and_then(|font| SymbolFont::named(&font)) {
        Some(font) => font.sign(code),
        None => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn fields_without_result_show_what_their_code_holds() {
        for (code, words) in [
            (r" eq \o\ac(○,3) ", Some("③")),
            (r#" QUOTE "云溪镇" \* MERGEFORMAT "#, Some("云溪镇")),
            (" QUOTE 云溪镇 ", Some("云溪镇")),
            (r#"SYMBOL 82 \f "Wingdings 2" \s 12"#, Some("☑")),
            ("SYMBOL 0x2611 \\u", Some("☑")),
            (" MACROBUTTON 选择 [单击此处]", Some("[单击此处]")),
            (" PAGE ", Some("")),
            (" TOC \\o ", Some("")),
            ("", Some("")),
            (" MERGEFIELD 姓名 ", None),
            (" = 1 + 2 ", None),
        ] {
            assert_eq!(shown(code).as_deref(), words, "{code}");
        }
    }
}

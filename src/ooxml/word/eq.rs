//! Reads EQ fields, whose words stand in their code: 带圈字符, 合并字符, 拼音指南, fractions.
//!
//! The code is a tree of switches with arguments in parentheses, `\o\ac(○,1)`. What it sets one
//! above another is laid out in one line here, as a reader would say it.

/// Shapes that enclose a character.
const ENCLOSURES: &str = "○◯〇□△▽◇◎";
/// The deepest nesting that is followed; fields of real files have two levels.
const DEEPEST_ARGUMENT: usize = 16;
/// The options of a switch are no longer than this, in characters.
const LONGEST_OPTIONS: usize = 64;
/// The digits, plus and minus as scripts.
const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const SUBSCRIPTS: &str = "₀₁₂₃₄₅₆₇₈₉₊₋";

/// Returns the words an EQ field shows; `code` is what stands behind its name.
pub(super) fn shown(code: &str) -> String {
    let mut parser = EqParser {
        rest: code,
        depth: 0,
    };
    let pieces = parser.sequence();
    text(&pieces).trim().to_owned()
}

/// A piece of an argument.
struct EqPiece {
    words: String,
    place: EqPlace,
}

/// Where a piece stands by the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EqPlace {
    On,
    Raised,
    Lowered,
}

struct EqParser<'a> {
    rest: &'a str,
    depth: usize,
}

impl EqParser<'_> {
    /// Parses pieces up to a comma or parenthesis that ends an argument, or to the end.
    fn sequence(&mut self) -> Vec<EqPiece> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        while let Some(c) = self.rest.chars().next() {
            if self.depth > 0 && matches!(c, ',' | ';' | '，' | '；' | ')') {
                break;
            }
            self.rest = &self.rest[c.len_utf8()..];
            if c != '\\' {
                words.push(c);
                continue;
            }
            let Some(switch) = self.rest.chars().next() else {
                break;
            };
            if !switch.is_ascii_alphabetic() && switch != '*' {
                // `\,` and `\(` are the characters themselves.
                self.rest = &self.rest[switch.len_utf8()..];
                words.push(switch);
                continue;
            }
            push_words(&mut pieces, &mut words);
            pieces.extend(self.switch());
        }
        push_words(&mut pieces, &mut words);
        pieces
    }

    /// Parses a switch, its options and its arguments.
    fn switch(&mut self) -> Option<EqPiece> {
        let name = self.rest.chars().next()?.to_ascii_lowercase();
        self.rest = &self.rest[name.len_utf8()..];
        if name == '*' {
            // `\* jc2`, `\* "Font:宋体"`: how a reading is set.
            self.skip_format();
            return None;
        }
        let options = self.options();
        if !self.rest.starts_with('(') || self.depth >= DEEPEST_ARGUMENT {
            return None;
        }
        let mut arguments = Vec::new();
        self.depth += 1;
        while self.rest.starts_with(['(', ',', ';', '，', '；']) {
            let mut rest = self.rest.chars();
            rest.next();
            self.rest = rest.as_str();
            arguments.push(self.sequence());
        }
        self.rest = self.rest.strip_prefix(')').unwrap_or(self.rest);
        self.depth -= 1;
        Some(laid_out(name, &options, &arguments))
    }

    /// Takes the options of a switch up to its parenthesis: `\ac`, `\up 9`, `\bc\{`.
    fn options(&mut self) -> String {
        let mut near = self.rest.char_indices().take(LONGEST_OPTIONS);
        let Some((end, _)) = near.find(|(_, c)| *c == '(') else {
            return String::new();
        };
        let options = &self.rest[..end];
        // Options are short words and numbers; anything else belongs to the text.
        let is_option = |c: char| c.is_ascii() && !matches!(c, ',' | ')');
        if !options.chars().all(is_option) {
            return String::new();
        }
        self.rest = &self.rest[end..];
        options.to_ascii_lowercase()
    }

    fn skip_format(&mut self) {
        let rest = self.rest.trim_start();
        self.rest = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').map_or("", |(_, rest)| rest),
            None => rest.find([' ', '\\']).map_or("", |end| &rest[end..]),
        };
        self.rest = self.rest.trim_start();
    }
}

fn push_words(pieces: &mut Vec<EqPiece>, words: &mut String) {
    let taken = std::mem::take(words);
    let trimmed = taken.trim();
    if !trimmed.is_empty() {
        pieces.push(EqPiece {
            words: trimmed.to_owned(),
            place: EqPlace::On,
        });
    }
}

/// The words of a switch with its arguments.
fn laid_out(name: char, options: &str, arguments: &[Vec<EqPiece>]) -> EqPiece {
    let texts: Vec<String> = arguments.iter().map(|pieces| text(pieces)).collect();
    let mut place = EqPlace::On;
    let words = match name {
        'o' => overlaid(arguments),
        'f' => match &texts[..] {
            [above, below, ..] => format!("{}/{}", grouped(above), grouped(below)),
            _ => texts.concat(),
        },
        'r' => match &texts[..] {
            [degree, radicand, ..] if !degree.is_empty() => {
                format!(
                    "{}√{}",
                    script(degree, SUPERSCRIPTS, "^"),
                    grouped(radicand)
                )
            }
            _ => format!("√{}", grouped(texts.last().map_or("", String::as_str))),
        },
        's' => {
            let lowered = options.contains("\\do");
            place = if lowered {
                EqPlace::Lowered
            } else {
                EqPlace::Raised
            };
            texts.concat()
        }
        'b' => format!("({})", texts.concat()),
        'a' => texts.join(" "),
        'l' => texts.join(","),
        'd' => String::new(),
        _ => texts.concat(),
    };
    EqPiece { words, place }
}

/// The words of an argument: what is raised or lowered in it becomes a script.
fn text(pieces: &[EqPiece]) -> String {
    let mut words = String::new();
    for piece in pieces {
        words += &match piece.place {
            EqPlace::On => piece.words.clone(),
            EqPlace::Raised => script(&piece.words, SUPERSCRIPTS, ""),
            EqPlace::Lowered => script(&piece.words, SUBSCRIPTS, ""),
        };
    }
    words
}

/// Overlaid arguments: an enclosed character, words under a reading, or joined words.
///
/// Made for `\o\ac(○,1)`, which is ①, and `\o\ad(\s\up 9(kǎn),坎)`, which is 坎 with its reading
/// above. It must keep both words of `\o(\s\up 5(云溪),\s\do 2(青禾))`, where neither is a reading.
fn overlaid(arguments: &[Vec<EqPiece>]) -> String {
    let texts: Vec<String> = arguments.iter().map(|pieces| text(pieces)).collect();
    if let [shape, inside] = &texts[..]
        && shape.chars().count() == 1
        && shape.chars().all(|c| ENCLOSURES.contains(c))
    {
        return enclosed(shape, inside);
    }
    let is_on_line = |pieces: &Vec<EqPiece>| pieces.iter().any(|piece| piece.place == EqPlace::On);
    let has_base = arguments.iter().any(is_on_line);
    let mut words = String::new();
    for (pieces, text) in arguments.iter().zip(&texts) {
        if !has_base || is_on_line(pieces) {
            words += text;
        }
    }
    words
}

/// A number in a circle as one character, where there is one; else what is inside the shape.
fn enclosed(shape: &str, inside: &str) -> String {
    let number = inside.parse().ok().filter(|_| "○◯〇◎".contains(shape));
    match number.and_then(circled) {
        Some(sign) => sign.to_string(),
        None => inside.to_owned(),
    }
}

/// Returns a number in a circle, ⓪ to ㊿.
pub(super) fn circled(number: u32) -> Option<char> {
    match number {
        0 => Some('⓪'),
        1..=20 => char::from_u32(0x245F + number),
        21..=35 => char::from_u32(0x3250 + number - 20),
        36..=50 => char::from_u32(0x32B0 + number - 35),
        _ => None,
    }
}

/// A term in parentheses if it is a sum.
pub(super) fn grouped(term: &str) -> String {
    let is_sum = term
        .chars()
        .skip(1)
        .any(|c| matches!(c, '+' | '-' | '−' | '±' | '/' | '×' | '='));
    if is_sum {
        format!("({term})")
    } else {
        term.to_owned()
    }
}

/// Words as superscripts or subscripts where all of them have one, else behind a mark.
pub(super) fn script(words: &str, scripts: &str, mark: &str) -> String {
    let mut raised = String::new();
    for c in words.chars() {
        let at = "0123456789+-".chars().position(|digit| digit == c);
        match at.and_then(|at| scripts.chars().nth(at)) {
            Some(sign) => raised.push(sign),
            None if mark.is_empty() => return words.to_owned(),
            None => return format!("{mark}{}", grouped(words)),
        }
    }
    raised
}

/// Returns a term with words above it as in a power.
pub(super) fn power(base: &str, exponent: &str) -> String {
    format!("{base}{}", script(exponent, SUPERSCRIPTS, "^"))
}

/// Returns a term with words below it as in an index.
pub(super) fn index(base: &str, below: &str) -> String {
    format!("{base}{}", script(below, SUBSCRIPTS, "_"))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn what_the_page_shows_is_read_in_a_line() {
        for (code, words) in [
            (r"\o\ac(○,1)", "①"),
            (r"\o\ac(○,20)", "⑳"),
            (r"\o\ac(○,21)", "㉑"),
            (r"\o\ac(○,50)", "㊿"),
            (r"\o\ac(○,甲)", "甲"),
            (r"\o\ac(□,密)", "密"),
            (
                r#"\* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(kǎn),坎)"#,
                "坎",
            ),
            (r"\o(\s\up 5(云溪),\s\do 2(青禾))", "云溪青禾"),
            (r"\F(2,3)", "2/3"),
            (r"\f(a+b,c)", "(a+b)/c"),
            (r"x\s\up 8(2)", "x²"),
            (r"\r(3,x)", "³√x"),
            (r"\r(,x+1)", "√(x+1)"),
            (r"\b(云溪)", "(云溪)"),
            (r"\l(甲,乙)", "甲,乙"),
            (r"\a\al(甲,乙)", "甲 乙"),
            (r"\x(已办)", "已办"),
            (r"\f(1\,200,3)", "1,200/3"),
            (r"\o(", ""),
            (r"\f(1,\f(2,3))", "1/(2/3)"),
            ("", ""),
            ("\\", ""),
        ] {
            assert_eq!(shown(code), words, "{code}");
        }
    }

    #[test]
    fn deep_nesting_ends() {
        let code = r"\f(".repeat(10_000);
        assert!(shown(&code).len() < code.len());
    }
}

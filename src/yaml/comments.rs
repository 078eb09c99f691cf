//! Tells the comments in lines of YAML from what is quoted or part of a block of text.

/// The comments in some lines, each as a line: those below the first line, then the one beside it.
pub(crate) fn comments(lines: &[&str]) -> (Vec<String>, Option<String>) {
    let mut scan = Scan::default();
    let mut found = lines
        .iter()
        .map(|line| scan.comment(line))
        .collect::<Vec<_>>()
        .into_iter();
    let beside = found.next().flatten();
    (found.flatten().collect(), beside)
}

/// Where a line by line scan stands in the YAML.
#[derive(Default)]
struct Scan {
    /// The quote that is open.
    quote: Option<char>,
    /// The indent of the line that opened a block of text, `key: |`.
    block: Option<usize>,
}

impl Scan {
    /// The comment at the end of a line, as a line of its own.
    fn comment(&mut self, line: &str) -> Option<String> {
        let words = line.trim_end();
        let indent = words.len() - words.trim_start().len();
        if self
            .block
            .is_some_and(|outer| words.is_empty() || indent > outer)
        {
            return None;
        }
        self.block = None;
        let at = self.hash(words);
        let said = words[..at.unwrap_or(words.len())].trim_end();
        let mark = said.trim_end_matches(|c: char| c == '-' || c == '+' || c.is_ascii_digit());
        if self.quote.is_none()
            && [": |", ": >", "- |", "- >"]
                .iter()
                .any(|end| mark.ends_with(end))
        {
            self.block = Some(indent);
        }
        at.map(|at| format!("{}\n", &words[at..]))
    }

    /// Where the `#` of a comment stands.
    fn hash(&mut self, line: &str) -> Option<usize> {
        let mut before = ' ';
        let mut chars = line.char_indices();
        while let Some((at, c)) = chars.next() {
            match self.quote {
                Some('"') if c == '\\' => {
                    chars.next();
                }
                Some(quote) if c == quote => self.quote = None,
                None if c == '#' && before.is_whitespace() => return Some(at),
                None if matches!(c, '"' | '\'')
                    && (before.is_whitespace() || "[{,".contains(before)) =>
                {
                    self.quote = Some(c);
                }
                Some(_) | None => {}
            }
            before = c;
        }
        None
    }
}

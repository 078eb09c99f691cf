//! Walks along maps and lists in brackets: where a value may begin, what is quoted, where they end.

/// A walk along a map or a list in brackets: where a value may begin, and what is quoted.
pub(super) struct FlowWalk<'a> {
    chars: std::str::CharIndices<'a>,
    quote: Option<char>,
    before: char,
    may_begin: bool,
}

/// A char of a map or a list in brackets.
pub(super) struct FlowChar {
    /// The bytes before it.
    pub(super) at: usize,
    pub(super) c: char,
    is_quoted: bool,
    /// Whether a value may begin with it.
    pub(super) may_begin: bool,
}

impl<'a> FlowWalk<'a> {
    pub(super) fn new(flow: &'a str) -> Self {
        Self {
            chars: flow.char_indices(),
            quote: None,
            before: ' ',
            may_begin: true,
        }
    }
}

impl Iterator for FlowWalk<'_> {
    type Item = FlowChar;

    fn next(&mut self) -> Option<FlowChar> {
        let (at, c) = self.chars.next()?;
        let (is_quoted, may_begin) = (self.quote.is_some(), self.may_begin && self.quote.is_none());
        match self.quote {
            Some('"') if c == '\\' => drop(self.chars.next()),
            Some(mark) if c == mark => self.quote = None,
            None if may_begin && matches!(c, '"' | '\'') => self.quote = Some(c),
            _ => {}
        }
        self.may_begin = match c {
            ' ' => self.may_begin || self.before == ':',
            '{' | '[' | ',' => true,
            // A quoted key needs no space behind its colon: {"本年":{"值":3}}.
            ':' => matches!(self.before, '"' | '\''),
            _ => false,
        };
        self.before = c;
        Some(FlowChar {
            at,
            c,
            is_quoted,
            may_begin,
        })
    }
}

/// Whether a bracket opens inside the words of a map or a list, where YAML allows none.
pub(super) fn has_bracket_inside_words(flow: &str) -> bool {
    // Most maps hold no other: they need no walk.
    let has_inner = flow.bytes().skip(1).any(|byte| matches!(byte, b'{' | b'['));
    has_inner
        && FlowWalk::new(flow)
            .any(|char| matches!(char.c, '{' | '[') && !char.is_quoted && !char.may_begin)
}

/// Returns where the bracket at the front closes, in bytes after it.
fn closing_bracket(flow: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for char in FlowWalk::new(flow).filter(|char| !char.is_quoted) {
        match char.c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(char.at + 1);
        }
    }
    None
}

/// Returns where the bracket or quotation mark at the front closes, in bytes after it.
pub(super) fn closing(value: &str, first: char) -> Option<usize> {
    if matches!(first, '[' | '{') {
        return closing_bracket(value);
    }
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if first == '"' && c == '\\' {
            chars.next();
        } else if c == first {
            // Two single quotes inside single quotes are one.
            if first == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// Whether a bracket or a quotation mark is still open at the end of a line.
#[derive(Default)]
pub(super) struct OpenValue {
    quote: Option<char>,
    depth: usize,
}

impl OpenValue {
    pub(super) fn is_open(&self) -> bool {
        self.quote.is_some() || self.depth > 0
    }

    /// Goes through a value, or a line of one that is open.
    pub(super) fn scan(&mut self, text: &str) {
        let opens = |byte| matches!(byte, b'{' | b'[' | b'"' | b'\'');
        if !self.is_open() && !text.bytes().any(opens) {
            return;
        }
        let mut before = ' ';
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            let begins = before.is_whitespace() || "[{,".contains(before);
            match self.quote {
                Some('"') if c == '\\' => drop(chars.next()),
                Some(mark) if c == mark => self.quote = None,
                Some(_) => {}
                None if c == '#' && before.is_whitespace() => return,
                None if begins && matches!(c, '"' | '\'') => self.quote = Some(c),
                None if "{[".contains(c) && (self.depth > 0 || begins) => self.depth += 1,
                None if "}]".contains(c) => self.depth = self.depth.saturating_sub(1),
                None => {}
            }
            before = c;
        }
    }
}

//! Follows which keys and items are open in a block of YAML, and finds marks that stand for `- `.

/// The keys and items above a line, by their columns from 0: rising, each once.
#[derive(Default)]
pub(super) struct BlockContext {
    keys: Vec<usize>,
    items: Vec<usize>,
    /// The column of the key right above that has no value yet.
    opened: Option<usize>,
}

/// The mark of an item, as it was typed.
pub(super) struct ItemMark {
    /// The spaces before it.
    pub(super) indent: usize,
    pub(super) mark: char,
}

/// Marks that people type for `-`; the ASCII one is among them where its space is missing.
pub(super) const ITEM_MARKS: [char; 14] = [
    '-', '－', '—', '–', '−', '·', '•', '●', '○', '■', '◆', '▪', '*', '+',
];

impl BlockContext {
    /// Whether a line with this indent can only be a key: it stands under another key.
    pub(super) fn takes_key(&self, indent: usize) -> bool {
        self.keys.contains(&indent)
    }

    /// Returns the mark of an item on a line that YAML takes for no item, though one may stand
    /// there.
    ///
    /// A line that is indented under a key may be words of its value, so there only `-` before a
    /// word is a mark; where YAML allows nothing but an item, any mark is one. Must not take the
    /// sign of -3.5% under its key, the blank `**%`, `——` for nothing, or `---`.
    pub(super) fn item(&self, line: &str) -> Option<ItemMark> {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        let mark = words.chars().next().filter(|c| ITEM_MARKS.contains(c))?;
        let rest = &words[mark.len_utf8()..];
        let is_spaced = rest.starts_with([' ', '\u{3000}', '\u{A0}']);
        let is_yaml = mark == '-' && rest.starts_with(' ');
        if is_yaml || rest.trim().is_empty() || rest.starts_with(mark) {
            return None;
        }
        let is_among_items = self.items.contains(&indent);
        let is_under_key = self.opened == Some(indent);
        let is_indented = self.opened.is_some_and(|key| indent > key);
        let is_word = rest.starts_with(char::is_alphabetic);
        let is_item = match mark {
            _ if is_among_items => true,
            '*' | '+' => is_under_key && is_spaced,
            '-' => (is_under_key || is_indented) && (is_word || is_spaced),
            _ => is_under_key && (is_word || is_spaced),
        };
        is_item.then_some(ItemMark { indent, mark })
    }

    /// Adds a line as the parser will see it.
    pub(super) fn add(&mut self, line: &str) {
        let words = line.trim_start_matches(' ');
        if words.is_empty() || words.starts_with('#') {
            return;
        }
        let mut column = line.len() - words.len();
        self.keys.retain(|key| *key <= column);
        self.items.retain(|item| *item <= column);
        let mut rest = words;
        while let Some(item) = rest.strip_prefix("- ") {
            add_column(&mut self.items, column);
            rest = item.trim_start_matches(' ');
            column = line.len() - rest.len();
            self.keys.retain(|key| *key < column);
        }
        self.opened = None;
        let name_end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        let Some((name, value)) = name_end.map(|end| rest.split_at(end)) else {
            return;
        };
        let Some(value) = value.strip_prefix(':').filter(|_| !name.is_empty()) else {
            return;
        };
        if value.is_empty() || value.starts_with([' ', '\t']) {
            add_column(&mut self.keys, column);
            let words = value.trim_start();
            self.opened = (words.is_empty() || words.starts_with('#')).then_some(column);
        }
    }
}

/// Adds a column that none of those known is right of.
fn add_column(known: &mut Vec<usize>, column: usize) {
    if known.last() != Some(&column) {
        known.push(column);
    }
}

#[cfg(test)]
mod tests {
    use super::BlockContext;

    /// The marks found in a source, a line each.
    fn marks(source: &str) -> Vec<char> {
        let mut context = BlockContext::default();
        let mut marks = Vec::new();
        for line in source.lines() {
            match context.item(line) {
                Some(item) => {
                    marks.push(item.mark);
                    context.add(&line.replacen(item.mark, "- ", 1));
                }
                None => context.add(line),
            }
        }
        marks
    }

    #[test]
    fn marks_of_items_are_found_where_items_stand() {
        let cases = [
            ("问题:\n-产业不大\n-集镇欠账", "--"),
            ("问题:\n- 产业不大\n-集镇欠账\n· 路窄", "-·"),
            ("问题:\n  -产业不大\n  -内容: 集镇欠账", "--"),
            ("问题:  # 三条\n－ 内容: 产业不大\n— 内容: 集镇欠账", "－—"),
            ("问题:\n* 产业不大\n+ 集镇欠账", "*+"),
            ("户数:\n- 86\n-92", "-"),
            ("甲:\n  乙:\n  -丙\n丁: 1", "-"),
        ];
        for (source, found) in cases {
            let expected: Vec<char> = found.chars().collect();
            assert_eq!(marks(source), expected, "{source}");
        }
        for source in [
            "占比:\n  -3.5%", "占比:\n-3.5%", "占比:\n**%", "占比: 3\n-甲", "荣誉:\n——",
            "荣誉: 全市\n  -先进", "年份: 2025\n---\n", "正文:\n  ● 甲\n  ● 乙", "- 甲\n- 乙",
            "占比:\n  ● 3%",
        ] {
            assert_eq!(marks(source), [], "{source}");
        }
    }

    #[test]
    fn a_line_under_a_key_is_a_key() {
        let mut context = BlockContext::default();
        for line in ["甲:", "  乙: 1", "- 丙: 2", "  丁: 3"] {
            context.add(line);
        }
        assert!(context.takes_key(2) && context.takes_key(0));
        assert!(!context.takes_key(1));
        context.add("戊: 4");
        assert!(!context.takes_key(2));
    }
}

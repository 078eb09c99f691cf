//! Collects the words of a template's tags, which say what of a value a draft may need.

use std::collections::HashSet;

/// The words in the tags of a template: names of fields, of parts, of helpers.
#[derive(Clone, Debug, Default)]
pub(crate) struct TagVocabulary(HashSet<String>);

impl TagVocabulary {
    /// Collects the words of a template's source, rather too many than too few: a `{{` that opens
    /// no tag has words, too.
    pub(super) fn of(source: &str) -> Self {
        let mut words = HashSet::new();
        for opened in source.split("{{").skip(1) {
            let tag = opened.split("}}").next().unwrap_or(opened);
            for word in tag.split(|c: char| !c.is_alphanumeric()) {
                if !word.is_empty() && !words.contains(word) {
                    words.insert(word.to_owned());
                }
            }
        }
        Self(words)
    }

    /// Returns whether a word stands in a tag.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_a_tag_is_written() {
        let source = "正文{{ 税收.增速 }}{{~#if (eq 年份.次年 2025)~}}x{{/if}}{{升降 \"增\" \"减\" ../地名/简称}}\
                      {{数 项目}}{{不闭合.同比";
        let words = TagVocabulary::of(source);
        for word in ["税收", "增速", "次年", "简称", "数", "项目", "同比"] {
            assert!(words.has(word), "{word}");
        }
        assert!(!words.has("正文") && !words.has("x"));
    }
}

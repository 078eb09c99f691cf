//! Knows the units of the table by the names papers call them, too: 恭城县 for 恭城瑶族自治县.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words_at::words_around;
use crate::gazetteer::{self, Code};
use crate::lexicon::{Word, WordKind, WordSet};
use crate::place::Place;

/// Short forms of the names of autonomous units, with the full ones: 延边州, 鄂温克旗.
static SHORT_FORMS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for full in gazetteer::upper_names() {
        let level = ["自治州", "自治县", "自治旗"]
            .into_iter()
            .find(|ending| full.ends_with(ending));
        let (Some(level), Ok(place)) = (level, Place::parse(full)) else {
            continue;
        };
        let stem = place.short();
        let last = level.chars().last().unwrap_or_default();
        // A stem of one character tells too little.
        if stem != full && stem.chars().count() >= 2 {
            forms.insert(format!("{stem}{last}"), full);
        }
    }
    // 玉龙县 is one form; where another unit has it for its full name, that one is meant.
    forms.retain(|form, _| gazetteer::find(form).is_empty());
    forms
});
static SHORT_FORMS_AT: LazyLock<WordSet> = LazyLock::new(|| {
    let forms: Vec<&str> = SHORT_FORMS.keys().map(String::as_str).collect();
    WordSet::new(&forms.join("\n"))
});

/// The longest short form, in characters: 巴音郭楞州 and some more.
const LONGEST_FORM: usize = 8;

/// The units of a name, or of the full name it is short for.
pub(super) fn units_called(name: &str) -> Vec<Code> {
    let found = gazetteer::find(name);
    if !found.is_empty() {
        return found;
    }
    let full = SHORT_FORMS.get(name);
    full.map_or_else(Vec::new, |full| gazetteer::find(full))
}

/// The length of the short form that stands at a place, its stem a word of the clause.
pub(super) fn short_form_at(text: &[char], at: usize) -> Option<usize> {
    const AROUND: usize = 8;
    if !may_be_short_form(text, at) {
        return None;
    }
    let length = SHORT_FORMS_AT.at(text, at)?;
    // 恭城|县委: the level may belong to the next word as the clause splits, the stem may not.
    let stem = at..at + length - 1;
    let is_stem = |word: &Word| {
        let is_name = matches!(word.kind, WordKind::Stem { .. } | WordKind::Name);
        word.start == stem.start && word.end >= stem.end && is_name
    };
    let words = words_around(text, &stem, AROUND);
    words.iter().any(is_stem).then_some(length)
}

/// Whether the table has a name that begins as a short form here would: making the list of all
/// takes as long as three rules of a review, and most papers name none.
fn may_be_short_form(text: &[char], at: usize) -> bool {
    let rest = &text[at..text.len().min(at + LONGEST_FORM)];
    let is_last = |end: &usize| ['州', '县', '旗'].contains(&rest[*end]);
    let names = |end: usize| {
        let stem: String = rest[..end].iter().collect();
        !gazetteer::starting_with(&stem, 1).is_empty()
    };
    (2..rest.len()).filter(is_last).any(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn autonomous_units_have_short_forms() {
        for (short, full) in [
            ("恭城县", "恭城瑶族自治县"),
            ("延边州", "延边朝鲜族自治州"),
            ("长阳县", "长阳土家族自治县"),
            ("大厂县", "大厂回族自治县"),
        ] {
            assert_eq!(units_called(short), gazetteer::find(full), "{short}");
            assert!(!units_called(short).is_empty(), "{short}");
        }
        assert!(units_called("没有县").is_empty());
        let text: Vec<char> = "在恭城县委的领导下".chars().collect();
        assert_eq!(short_form_at(&text, 1), Some(3));
        assert_eq!(short_form_at(&text, 0), None);
    }

    #[test]
    fn no_short_form_is_passed_over() {
        assert!(SHORT_FORMS.len() > 100);
        for form in SHORT_FORMS.keys() {
            let text: Vec<char> = format!("在{form}的").chars().collect();
            assert!(may_be_short_form(&text, 1), "{form}");
        }
        let text: Vec<char> = "在全县的领导下".chars().collect();
        assert!((0..text.len()).all(|at| !may_be_short_form(&text, at)));
    }
}

//! Finds answers that a hand has changed in a draft, so that the answers file can follow.

use std::collections::BTreeMap;

use super::align::align;
use super::sentences::{sentences, word_changes};
use crate::document::{CLAIM_WORD, HOLE_WORD};
use crate::draft::{Origin, TracedSentence};
use crate::error::Result;
use crate::ooxml::splice::WordSource;

/// An answer that reads otherwise in the edited draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PulledAnswer {
    /// The path of the answer: 税收.同比, 项目.2.备注.
    pub path: String,
    /// Its words in the old draft.
    pub old: String,
    /// Its words in the edited one.
    pub new: String,
    /// The edited sentence.
    pub sentence: String,
}

/// Lists the answers whose words a hand has changed, in the order of the draft, each once.
///
/// `traced` are the sentences of the draft that the hand has edited, by origin. An answer counts as
/// changed where words within it changed and nothing that touches it: a sentence written anew says
/// nothing about single answers. Of an answer that stands at several places, each other reading is
/// listed.
///
/// # Errors
/// When the file is no Word file, or is damaged.
pub fn pulled(edited: &[u8], traced: &[TracedSentence]) -> Result<Vec<PulledAnswer>> {
    let source = WordSource::open(edited)?;
    let mut own = Vec::new();
    for story in source.stories() {
        for paragraph in &story.paragraphs {
            for sentence in sentences(&paragraph.text.replace('\n', "")) {
                own.push(sentence.words);
            }
        }
    }
    let mut pieces: Vec<TracedSentence> = Vec::new();
    for sentence in traced {
        pieces.extend(split(sentence));
    }
    let old: Vec<String> = pieces.iter().map(TracedSentence::words).collect();
    let mut found: Vec<PulledAnswer> = Vec::new();
    for (at, new) in align(&old, &own, true).into_iter().enumerate() {
        // Sentences that are alike, or gone, say nothing about answers.
        let Some(new) = new.filter(|new| own[*new] != old[at]) else {
            continue;
        };
        for answer in changed_answers(&pieces[at], &old[at], &own[new]) {
            if !found.contains(&answer) {
                found.push(answer);
            }
        }
    }
    Ok(found)
}

/// A traced sentence at the finer grain of [`sentences`].
fn split(sentence: &TracedSentence) -> Vec<TracedSentence> {
    let words = sentence.words();
    let mut pieces = Vec::new();
    let mut parts = sentence.parts.iter().cloned();
    let mut open = parts.next();
    for piece in sentences(&words) {
        let mut left = piece.words.chars().count();
        let mut traced = TracedSentence::default();
        while left > 0 {
            let Some(mut part) = open.take() else { break };
            let length = part.words.chars().count();
            if length <= left {
                left -= length;
                open = parts.next();
            } else {
                let rest: String = part.words.chars().skip(left).collect();
                part.words = part.words.chars().take(left).collect();
                open = Some(crate::draft::TracedPart {
                    words: rest,
                    origin: part.origin.clone(),
                });
                left = 0;
            }
            traced.parts.push(part);
        }
        pieces.push(traced);
    }
    pieces
}

fn changed_answers(sentence: &TracedSentence, old: &str, new: &str) -> Vec<PulledAnswer> {
    let changes = word_changes(old, new);
    let old_chars: Vec<char> = old.chars().collect();
    let mut spoilt = false;
    let mut by_part: BTreeMap<usize, Vec<(std::ops::Range<usize>, &str)>> = BTreeMap::new();
    for change in &changes {
        let mut at = 0;
        for (n, part) in sentence.parts.iter().enumerate() {
            let end = at + part.words.chars().count();
            let is_answer = matches!(part.origin, Origin::Answer(_) | Origin::Hole(_));
            let is_inside = at <= change.chars.start && change.chars.end <= end;
            // Words put between an answer and what stands beside it are the hand's sentence.
            let is_touching =
                change.chars.is_empty() && (change.chars.start == at || change.chars.start == end);
            if is_inside && is_answer && !is_touching {
                let inner = change.chars.start - at..change.chars.end - at;
                by_part.entry(n).or_default().push((inner, &change.words));
            } else if change.chars.start < end && change.chars.end > at && is_answer {
                spoilt = true;
            }
            at = end;
        }
    }
    if spoilt || old_chars.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (n, changes) in by_part {
        let part = &sentence.parts[n];
        let (Origin::Answer(path) | Origin::Hole(path)) = &part.origin else {
            continue;
        };
        let mut words: Vec<char> = part.words.chars().collect();
        for (chars, new) in changes.into_iter().rev() {
            words.splice(chars, new.chars());
        }
        let words: String = words.into_iter().collect();
        if words.contains(HOLE_WORD) || words.contains(CLAIM_WORD) || words.trim().is_empty() {
            continue;
        }
        found.push(PulledAnswer {
            path: path.clone(),
            old: part.words.clone(),
            new: words,
            sentence: new.to_owned(),
        });
    }
    found
}

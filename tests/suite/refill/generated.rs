//! Generated edit scripts against generated changes of answers, over the twelve samples and three
//! Word templates of writers' own.

use std::collections::BTreeSet;

use nigao::diagnostic::Lang;
use nigao::refill::{differences, refill, tracked};
use nigao::splice::{Story, StoryEdit, WordChanges, WordSource, accepted, first_tracked};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{Bench, all_lines, open};
use crate::splice::{files, reviser, texts};

/// One change of an answers file: which line, and what happens to it.
type AnswerChange = (usize, usize, u8);
/// One edit of a hand: which paragraph, and what happens to it.
type HandEdit = (usize, u8);

fn answer_changes() -> impl Strategy<Value = Vec<AnswerChange>> {
    prop::collection::vec((any::<usize>(), 0..5_usize, 1..9_u8), 1..6)
}

/// The answers with some lines changed: a figure, a yes or no, an answer taken away. A change that
/// does not pass the check is not made.
fn changed(bench: &Bench, changes: &[AnswerChange]) -> String {
    let mut answers = bench.answers.clone();
    for (which, how, number) in changes {
        let starts: Vec<&str> = answers.lines().collect();
        let is_answer = |line: &&&str| {
            let first = line.chars().next();
            line.contains(':') && first.is_some_and(|c| !c.is_whitespace() && c != '#' && c != '-')
        };
        let all: Vec<&str> = starts.iter().filter(is_answer).copied().collect();
        let line = all[which % all.len()];
        let key = line.split(':').next().unwrap_or_default();
        let mut digit = line
            .char_indices()
            .filter(|(at, c)| c.is_ascii_digit() && *at > key.len());
        let new = match how {
            0 if line.trim_end().ends_with('是') => format!("{key}: 否"),
            0 if line.trim_end().ends_with('否') => format!("{key}: 是"),
            1 if !line.trim_end().ends_with(':') => String::new(),
            _ => match digit.next_back() {
                Some((at, _)) => format!("{}{number}{}", &line[..at], &line[at + 1..]),
                None => continue,
            },
        };
        let tried = answers.replacen(line, &new, 1);
        if bench.draft(&tried).is_some() {
            answers = tried;
        }
    }
    answers
}

/// Some changed answers of a bench, the same at every run.
pub(crate) fn changed_answers(bench: &Bench, count: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let mut all = Vec::new();
    for _ in 0..count {
        let changes = answer_changes()
            .new_tree(&mut runner)
            .expect("changes")
            .current();
        all.push(changed(bench, &changes));
    }
    all
}

/// What a hand did: the file, and what must be found in it for ever.
struct Edited {
    file: Vec<u8>,
    /// Words that the hand put in.
    added: Vec<String>,
    /// Paragraphs that the hand took out.
    deleted: Vec<String>,
    /// The paragraphs of the edited file that the hand has touched, from 1.
    touched: BTreeSet<usize>,
}

/// Adds a mark to a cell; returns it if it stands there.
fn edit_cell(
    story: &Story,
    changes: &mut WordChanges,
    which: usize,
    mark: &str,
    used: &mut BTreeSet<usize>,
) -> Option<String> {
    let is_cell = |at: &usize| {
        let paragraph = &story.paragraphs[*at];
        paragraph.row.is_some() && paragraph.length > 0
    };
    let cells: Vec<usize> = (0..story.paragraphs.len()).filter(is_cell).collect();
    let cell = *cells.get(which % cells.len().max(1))?;
    let end = story.paragraphs[cell].length;
    let is_free = used.insert(cell);
    (is_free && changes.replace(0, cell, end..end, mark).is_ok()).then(|| mark.to_owned())
}

/// Adds a mark to a header, a footer or the notes; returns it if it stands there. The number of a
/// page is a field, which refuses.
fn edit_aside(
    source: &WordSource,
    changes: &mut WordChanges,
    which: usize,
    mark: &str,
) -> Option<String> {
    let has_words = |story: &usize| source.stories()[*story].paragraphs[0].length > 0;
    let asides: Vec<usize> = (1..source.stories().len()).filter(has_words).collect();
    let aside = *asides.get(which % asides.len().max(1))?;
    changes
        .replace(aside, 0, 0..0, mark)
        .is_ok()
        .then(|| mark.to_owned())
}

/// Edits a draft: inserts, deletes, rewrites, moves and reformats paragraphs.
fn edited(base: &[u8], script: &[HandEdit]) -> Edited {
    let source = WordSource::open(base).expect("a Word file");
    let story = &source.stories()[0];
    let body: Vec<usize> = (0..story.paragraphs.len())
        .filter(|at| story.paragraphs[*at].row.is_none() && story.paragraphs[*at].length > 12)
        .collect();
    let mut changes = WordChanges::new(&source);
    let (mut added, mut deleted) = (Vec::new(), Vec::new());
    let mut used = BTreeSet::new();
    for (n, (which, how)) in script.iter().enumerate() {
        let at = body[which % body.len()];
        // One edit a paragraph, and none beside another: a script is what one hand did.
        if !used.insert(at) {
            continue;
        }
        let paragraph = &story.paragraphs[at];
        let mark = format!("【手{n}】");
        match how {
            0 => {
                let words = format!("{mark}这一段是后来加上去的，谁也不许动它。");
                changes
                    .story(0)
                    .insert_paragraph(paragraph.bytes.end, at, &words);
                added.push(words);
            }
            1 if !paragraph.ends_section => {
                changes.story(0).drop_paragraph(at).expect("a paragraph");
                deleted.push(paragraph.text.clone());
            }
            2 => {
                changes
                    .replace(0, at, paragraph.length..paragraph.length, &mark)
                    .expect("words");
                added.push(mark);
            }
            3 => {
                let middle = paragraph.length / 2;
                changes
                    .replace(0, at, middle..middle + 2, &mark)
                    .expect("words");
                added.push(mark);
            }
            4 if !paragraph.ends_section => {
                let copy = StoryEdit::new(story);
                let copy = copy
                    .copied(paragraph.bytes.clone(), paragraph)
                    .expect("a copy");
                let other = &story.paragraphs[body[(which / 7) % body.len()]];
                if used.contains(&body[(which / 7) % body.len()]) {
                    continue;
                }
                changes.story(0).drop_paragraph(at).expect("a paragraph");
                changes.story(0).put(other.bytes.end..other.bytes.end, copy);
            }
            6 => added.extend(edit_cell(story, &mut changes, *which, &mark, &mut used)),
            7 => added.extend(edit_aside(&source, &mut changes, *which, &mark)),
            _ => {
                let format = paragraph.format_at(&story.xml, 0).to_owned();
                let bytes = paragraph.bytes.clone();
                let xml = story.xml[bytes.clone()].to_owned();
                if format.is_empty() && xml.contains("<w:r><w:t") {
                    let bold = xml.replace("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t");
                    changes.story(0).put(bytes, bold);
                }
            }
        }
    }
    let file = changes.finish().expect("a file");
    let mut touched = BTreeSet::new();
    let old: BTreeSet<String> = texts(base).concat().into_iter().collect();
    for (at, text) in texts(&file).concat().iter().enumerate() {
        if !old.contains(text) {
            touched.insert(at + 1);
        }
    }
    // A row is one unit, told by its first paragraph.
    let after = WordSource::open(&file).expect("a Word file");
    let paragraphs = &after.stories()[0].paragraphs;
    let row_of = |number: usize| paragraphs.get(number - 1).and_then(|one| one.row);
    let rows: Vec<_> = touched.iter().filter_map(|at| row_of(*at)).collect();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if paragraph.row.as_ref().is_some_and(|row| rows.contains(row)) {
            touched.insert(at + 1);
        }
    }
    Edited {
        file,
        added,
        deleted,
        touched,
    }
}

thread_local! {
    static BENCHES: Vec<Bench> = Bench::all_and_own();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// No hand edit is lost, no change of the answers is lost, and conflicts are only where both
    /// touched a paragraph.
    #[test]
    fn hands_and_answers_both_keep_their_work(
        genre in 0..15_usize,
        answers in answer_changes(),
        script in prop::collection::vec((any::<usize>(), 0..8_u8), 0..8),
    ) {
        BENCHES.with(|benches| {
            let bench = &benches[genre % benches.len()];
            let base = bench.draft(&bench.answers).expect("the sample");
            let next = bench.draft(&changed(bench, &answers)).expect("checked");
            let hand = edited(&base, &script);
            let renewed = refill(&hand.file, &base, &next, Lang::Zh).expect("a file");
            let after = all_lines(&renewed.bytes);
            let text = after.concat();
            for words in &hand.added {
                prop_assert!(text.contains(words.as_str()), "lost {words}");
            }
            let base_lines = all_lines(&base);
            let base_text = base_lines.concat();
            for words in &hand.deleted {
                let words = words.replace('\n', "");
                let count = |all: &[String]| all.iter().filter(|line| **line == words).count();
                prop_assert!(count(&after) < count(&base_lines).max(1), "back again: {words}");
            }
            // Each difference of the answers is there, or is listed.
            for difference in differences(&base, &next).expect("two files") {
                // The cells of a row are told apart by spaces, and stand in lines of their own.
                let words = |text: &str| text.replace([' ', '\n'], "");
                let (text, base_text) = (words(&text), words(&base_text));
                let is_there =
                    !difference.new.is_empty() && text.contains(&words(&difference.new));
                // A hand may have taken the same sentence out.
                let old = words(&difference.old);
                let times = |text: &str| text.matches(&old).count();
                let is_gone = difference.new.is_empty()
                    && !old.is_empty()
                    && times(&text) < times(&base_text);
                let in_words = |words: &str, part: &str| {
                    !part.is_empty() && words.contains(part.trim())
                };
                let is_listed = renewed.items.iter().any(|item| {
                    in_words(&item.new.replace('\n', " "), &difference.new)
                        || in_words(&item.old.replace('\n', " "), &difference.old)
                        || in_words(&difference.new, &item.new)
                });
                prop_assert!(is_there || is_gone || is_listed, "lost {difference:?}\n{:#?}", renewed.items);
            }
            for item in open(&renewed.items) {
                let is_touched = match &item.place {
                    Some((paragraph, _)) => hand.touched.contains(paragraph),
                    None => true,
                };
                prop_assert!(is_touched || !hand.deleted.is_empty(), "{item:?}");
            }
            if script.is_empty() {
                prop_assert_eq!(&after, &all_lines(&next));
            }
            // A second time nothing is left to do.
            let again = refill(&renewed.bytes, &next, &next, Lang::Zh).expect("a file");
            prop_assert_eq!(&again.bytes, &renewed.bytes);
            Ok(())
        })?;
    }

    /// Without a change of the answers the edited file comes back byte for byte.
    #[test]
    fn no_change_of_answers_is_no_change(
        genre in 0..15_usize,
        script in prop::collection::vec((any::<usize>(), 0..8_u8), 0..8),
    ) {
        BENCHES.with(|benches| {
            let bench = &benches[genre % benches.len()];
            let base = bench.draft(&bench.answers).expect("the sample");
            let hand = edited(&base, &script);
            let renewed = refill(&hand.file, &base, &base, Lang::Zh).expect("a file");
            prop_assert_eq!(renewed.bytes, hand.file);
            Ok(())
        })?;
    }

    /// Accepted, the tracked changes between two drafts make the second; rejected, the first.
    #[test]
    fn tracked_changes_are_both_drafts(
        genre in 0..15_usize,
        answers in answer_changes(),
        script in prop::collection::vec((any::<usize>(), 0..8_u8), 0..6),
    ) {
        BENCHES.with(|benches| {
            let bench = &benches[genre % benches.len()];
            let one = bench.draft(&bench.answers).expect("the sample");
            let other = bench.draft(&changed(bench, &answers)).expect("checked");
            let other = edited(&other, &script).file;
            let comparison = tracked(&one, &other, &reviser("nigao")).expect("two files");
            if comparison.left.is_empty() {
                prop_assert_eq!(all_lines(&comparison.bytes), all_lines(&other));
            }
            let settled = accepted(&comparison.bytes).expect("a file");
            prop_assert_eq!(all_lines(&settled), all_lines(&comparison.bytes));
            let source = WordSource::open(&settled).expect("a Word file");
            prop_assert_eq!(first_tracked(&source).expect("a file"), None);
            prop_assert_eq!(all_lines(&files::rejected(&comparison.bytes)), all_lines(&one));
            Ok(())
        })?;
    }
}

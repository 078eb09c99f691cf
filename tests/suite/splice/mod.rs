//! Splices: no splice, no change; one splice changes the bytes of its runs and of nothing else.

mod accepted;
mod archives;
mod cases;
pub(crate) mod files;
mod generated;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::Range;

use nigao::splice::{Reviser, StoryKind, WordChanges, WordSource};

/// Every part of a file by name: its bytes as they stand in the archive, header and all.
pub(crate) fn raw_parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).expect("a part");
        let start = usize::try_from(part.header_start()).expect("a place");
        let data = usize::try_from(part.data_start().expect("its data")).expect("a place");
        let end = data + usize::try_from(part.compressed_size()).expect("a size");
        parts.insert(part.name().to_owned(), file[start..end].to_vec());
    }
    parts
}

/// The names of parts in the order of the archive.
fn names(file: &[u8]) -> Vec<String> {
    let zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    (0..zip.len())
        .filter_map(|at| zip.name_for_index(at).map(str::to_owned))
        .collect()
}

pub(crate) fn reviser(author: &str) -> Reviser {
    Reviser {
        author: author.to_owned(),
        initials: "校".to_owned(),
        date: "2026-01-05".parse().ok(),
    }
}

/// The texts of all stories, a paragraph a line.
pub(crate) fn texts(file: &[u8]) -> Vec<Vec<String>> {
    let source = WordSource::open(file)
        .unwrap_or_else(|why| panic!("{why}: {}", crate::write::part(file, "word/document.xml")));
    let stories = source.stories().iter();
    stories
        .map(|story| {
            story
                .paragraphs
                .iter()
                .map(|one| one.text.clone())
                .collect()
        })
        .collect()
}

/// The extent of the bytes that a change may touch: all runs of the words and of their second form.
fn reach(
    source: &WordSource,
    story: usize,
    paragraph: usize,
    chars: Range<usize>,
) -> Vec<Range<usize>> {
    let story = &source.stories()[story];
    let paragraph = &story.paragraphs[paragraph];
    let near = chars.start.saturating_sub(1)..(chars.end + 1).min(paragraph.length);
    paragraph.bytes_of(&story.xml, near)
}

/// Holds the law over one file: every story, some paragraphs of each.
pub(crate) fn hold_invariant_13(name: &str, file: &[u8]) {
    let source = WordSource::open(file).unwrap_or_else(|why| panic!("{name}: {why}"));
    let unchanged = WordChanges::new(&source).finish().expect("no change");
    assert_eq!(unchanged, file, "{name}: no splice changed something");
    let before = texts(file);
    let (mut changes, mut refused) = (0, 0);
    for (at, story) in source.stories().iter().enumerate() {
        let with_words = story
            .paragraphs
            .iter()
            .enumerate()
            .filter(|(_, one)| one.length > 0);
        let many = with_words.clone().count();
        for (n, (number, paragraph)) in with_words.enumerate() {
            // Of long files some paragraphs: the first, and others by turns.
            if n > 1 && n % (many / 3).max(1) != 0 {
                continue;
            }
            let third = paragraph.length / 3;
            for (chars, words) in [
                (third..(third * 2).max(third + 1), "新词 & <云溪>"),
                (third..third, " "),
                (0..paragraph.length, ""),
                (paragraph.length..paragraph.length, "尾\t行\n换"),
            ] {
                let mut change = WordChanges::new(&source);
                if change.replace(at, number, chars.clone(), words).is_err() {
                    refused += 1;
                    continue;
                }
                let changed = change
                    .finish()
                    .unwrap_or_else(|why| panic!("{name}: {why}"));
                let mut expected = before.clone();
                let old: Vec<char> = paragraph.text.chars().collect();
                let front: String = old[..chars.start].iter().collect();
                let back: String = old[chars.end..].iter().collect();
                expected[at][number] = format!("{front}{words}{back}");
                assert_eq!(texts(&changed), expected, "{name}: {}", paragraph.text);
                assert_only(name, file, &changed, &[&story.part]);
                if story.paragraphs[number].host.is_none() {
                    let reach = reach(&source, at, number, chars.clone());
                    assert_near(name, &source, &changed, at, &reach);
                }
                changes += 1;
            }
        }
    }
    let has_words = before.iter().flatten().any(|text| !text.is_empty());
    assert!(
        changes + refused > 0 || !has_words,
        "{name}: nothing could be changed"
    );
}

/// Holds that no other part of the archive differs, not even in its header, and that the order is
/// the same.
#[track_caller]
pub(crate) fn assert_only(name: &str, before: &[u8], after: &[u8], changed: &[&str]) {
    let (old, new) = (raw_parts(before), raw_parts(after));
    for (part, bytes) in &old {
        let is_named = changed.iter().any(|one| one.eq_ignore_ascii_case(part));
        assert!(
            is_named || new.get(part) == Some(bytes),
            "{name}: {part} differs"
        );
    }
    let old_names = names(before);
    assert_eq!(names(after)[..old_names.len()], old_names[..], "{name}");
}

/// Holds that what differs in a story lies within some bytes, or in the tags of their runs.
fn assert_near(name: &str, source: &WordSource, changed: &[u8], at: usize, reach: &[Range<usize>]) {
    let old = &source.stories()[at].xml;
    let after = WordSource::open(changed).expect("a Word file");
    let new = &after.stories()[at].xml;
    let same = old
        .bytes()
        .zip(new.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let back = old
        .bytes()
        .rev()
        .zip(new.bytes().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (first, last) = (
        reach.first().expect("words").start,
        reach.last().expect("words").end,
    );
    let run_start = start_of_run(old, first);
    assert!(
        same >= run_start,
        "{name}: byte {same} differs, before {run_start}\n{new}"
    );
    let end = old.len() - back.min(old.len() - same);
    let run_end = end_of_run(old, last);
    assert!(
        end <= run_end,
        "{name}: byte {end} differs, behind {run_end}\n{new}"
    );
}

/// Where the run around a byte begins: its `<w:r>`, whatever the prefix.
fn start_of_run(xml: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(tag) = xml[..end].rfind('<') {
        let name = xml[tag + 1..]
            .split([' ', '>', '/'])
            .next()
            .unwrap_or_default();
        if name.rsplit(':').next() == Some("r") {
            return tag;
        }
        end = tag;
    }
    0
}

/// Where the run around a byte ends: behind its `</w:r>`.
fn end_of_run(xml: &str, at: usize) -> usize {
    let mut from = at;
    while let Some(tag) = xml[from..].find("</").map(|tag| from + tag) {
        let end = xml[tag..].find('>').map_or(xml.len(), |end| tag + end);
        if xml[tag + 2..end].rsplit(':').next() == Some("r") {
            return end + 1;
        }
        from = end;
    }
    xml.len()
}

#[test]
fn invariant_13_holds_over_every_word_file_of_the_suite() {
    let files = files::all();
    assert!(files.len() > 60, "only {} files", files.len());
    for (name, file) in files {
        hold_invariant_13(&name, &file);
    }
}

/// A comment stands over exactly its words, the file is as it was without it, and removing it gives
/// the same words and parts.
#[test]
fn invariant_13_holds_for_comments_and_tracked_changes() {
    for (name, file) in files::all() {
        let source = WordSource::open(&file).expect("a Word file");
        let before = texts(&file);
        let body = &source.stories()[0];
        let longest = body
            .paragraphs
            .iter()
            .enumerate()
            .max_by_key(|(_, one)| one.length);
        let Some((at, paragraph)) = longest.filter(|(_, one)| one.length > 2) else {
            continue;
        };
        let mut changes = WordChanges::new(&source);
        let words = 1..paragraph.length - 1;
        changes
            .comment(0, at, words.clone(), &reviser("nigao"), "第一行\n<二> & 三")
            .expect("a place");
        changes
            .comment(0, at, 0..1, &reviser("nigao"), "又一条")
            .expect("a place");
        let commented = changes
            .finish()
            .unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(texts(&commented), before, "{name}");
        let lists = [
            "word/document.xml", "word/comments.xml", "[Content_Types].xml",
        ];
        let lists = [&lists[..], &["word/_rels/document.xml.rels", &body.part]].concat();
        assert_only(&name, &file, &commented, &lists);

        let again = WordSource::open(&commented).expect("a Word file");
        let mut changes = WordChanges::new(&again);
        changes.remove_comments("nigao").expect("a list");
        let removed = changes.finish().expect("a file");
        assert!(
            !WordSource::open(&removed).expect("a file").stories()[0]
                .xml
                .contains("commentReference")
                || body.xml.contains("commentReference"),
            "{name}"
        );
        let mut changes = WordChanges::new(&again);
        changes.remove_comments("somebody else").expect("a list");
        assert_eq!(changes.finish().expect("a file"), commented, "{name}");

        let mut changes = WordChanges::new(&source);
        if changes
            .track(0, at, words, "新的话", &reviser("nigao"))
            .is_err()
        {
            continue;
        }
        let tracked = changes
            .finish()
            .unwrap_or_else(|why| panic!("{name}: {why}"));
        let mut expected = before.clone();
        let chars: Vec<char> = paragraph.text.chars().collect();
        expected[0][at] = format!("{}新的话{}", chars[0], chars[chars.len() - 1]);
        assert_eq!(texts(&tracked), expected, "{name}");
        let rejected = files::rejected(&tracked);
        assert_eq!(texts(&rejected), before, "{name}");
    }
}

/// The kinds of stories a file has.
fn kinds(file: &[u8]) -> Vec<StoryKind> {
    let source = WordSource::open(file).expect("a Word file");
    source.stories().iter().map(|story| story.kind).collect()
}

//! Lints a draft for what a reader would stumble over: doubled punctuation, empty lines, wrong
//! numbers, bare headings.

use std::cell::RefCell;
use std::collections::HashSet;

use nigao::document::{Block, Document, Inline, Label, NumberedLine, Paragraph, Text, number};
use nigao::write;

/// Pairs of signs that never stand side by side.
const CLASHES: &[&str] = &[
    "、和", "和、", "和和", "、及", "的的", "是是", "了了", "“”", "（）", "《》", "(,", "（，",
    "（、", "“，", "：“”", "零点意见", "一点意见", "零个", "零件", "零项", "零点要求", "零对",
    "零条", "零次", "零字", "同比，", "同比。", "同比；", "{{", "}}", "**", "  ",
];
/// Signs of which no two follow each other.
const SIGNS: &str = "，。；：、！？";

/// Everything wrong with a draft.
pub(crate) fn document(document: &Document) -> Vec<String> {
    let lines = number(document);
    let mut found: Vec<String> = lines.iter().flat_map(line).collect();
    found.extend(holes(document));
    found.extend(bare_headings(&lines));
    found.extend(lone_numbers(document));
    found.extend(nothing_after_a_colon(&lines));
    found
}

/// What one line says, without its number.
fn said(line: &NumberedLine) -> String {
    line.block.texts().into_iter().map(words).collect()
}

fn words(text: &Text) -> String {
    text.runs()
        .iter()
        .map(|run| {
            if let Inline::Text(words) = run {
                words.as_str()
            } else {
                ""
            }
        })
        .collect()
}

fn line(line: &NumberedLine) -> Vec<String> {
    match &*line.block {
        Block::Table(table) => {
            let blank = table
                .rows
                .iter()
                .flatten()
                .any(|cell| words(cell).trim().is_empty());
            let bare = table
                .rows
                .is_empty()
                .then(|| "a table without rows".to_owned());
            bare.into_iter()
                .chain(blank.then(|| format!("a blank cell in {}", words(&table.caption))))
                .collect()
        }
        Block::Page(_) => Vec::new(),
        block => sentence(&said(line), matches!(block, Block::Paragraph(_))),
    }
}

thread_local! {
    /// The lines that were found clean, and whether each was a paragraph. Thousands of drafts of a
    /// genre differ in a few lines; each line is looked through once.
    static CLEAN: RefCell<HashSet<(String, bool)>> = RefCell::default();
}

fn sentence(said: &str, paragraph: bool) -> Vec<String> {
    let key = (said.to_owned(), paragraph);
    if CLEAN.with_borrow(|clean| clean.contains(&key)) {
        return Vec::new();
    }
    let found = stumbles(said, paragraph);
    if found.is_empty() {
        CLEAN.with_borrow_mut(|clean| clean.insert(key));
    }
    found
}

fn stumbles(said: &str, paragraph: bool) -> Vec<String> {
    let mut found = Vec::new();
    let show = |at: usize| {
        let before: String = said[..at]
            .chars()
            .rev()
            .take(12)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        format!(
            "{before}{}",
            said[at..].chars().take(14).collect::<String>()
        )
    };
    if said.trim().is_empty() {
        found.push("an empty line".to_owned());
    }
    let doubled = said.char_indices().zip(said.chars().skip(1));
    let doubled = doubled.filter(|((_, a), b)| SIGNS.contains(*a) && SIGNS.contains(*b));
    found.extend(doubled.map(|((at, _), _)| format!("doubled punctuation: {}", show(at))));
    found.extend(
        CLASHES
            .iter()
            .filter_map(|clash| Some(format!("{clash:?}: {}", show(said.find(clash)?)))),
    );
    if said.starts_with(|c| SIGNS.contains(c)) {
        found.push(format!("begins with a sign: {}", show(0)));
    }
    let ends = ["。", "！", "？", "：", "”", "）", "……"]
        .iter()
        .any(|end| said.ends_with(end));
    if paragraph && !ends {
        found.push(format!("ends in the air: {}", show(said.len())));
    }
    found
}

fn holes(document: &Document) -> Vec<String> {
    document
        .holes()
        .into_iter()
        .map(|hole| format!("a hole: {hole}"))
        .collect()
}

/// Headings under which nothing stands.
fn bare_headings(lines: &[NumberedLine]) -> Vec<String> {
    let pairs = lines
        .iter()
        .zip(lines.iter().skip(1).map(Some).chain([None]));
    let bare = pairs.filter(
        |(line, next)| match (&*line.block, next.map(|next| &*next.block)) {
            (Block::Heading(heading), Some(Block::Heading(next))) => {
                heading.run_in.is_none() && next.depth <= heading.depth
            }
            (Block::Heading(heading), None | Some(Block::Page(_) | Block::Attachment(_))) => {
                heading.run_in.is_none()
            }
            _ => false,
        },
    );
    bare.map(|(line, _)| format!("nothing under: {}", said(line)))
        .collect()
}

/// Where a line announces what never comes.
fn nothing_after_a_colon(lines: &[NumberedLine]) -> Vec<String> {
    let pairs = lines
        .iter()
        .zip(lines.iter().skip(1).map(Some).chain([None]));
    let promise = pairs.filter(|(line, _)| {
        matches!(*line.block, Block::Paragraph(_)) && said(line).ends_with('：')
    });
    let empty = promise.filter(|(_, next)| {
        let follows = |block: &Block| match block {
            Block::Table(_) | Block::Heading(_) => true,
            Block::Paragraph(paragraph) => paragraph.label != Label::Plain,
            _ => false,
        };
        !next.is_some_and(|next| follows(&next.block))
    });
    empty
        .map(|(line, _)| format!("nothing after: {}", said(line)))
        .collect()
}

/// Numbers that count to one: a 一是 without 二是, one heading （一） alone under its parent.
fn lone_numbers(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut points = 0;
    let mut headings: Vec<(u8, usize, String)> = Vec::new();
    let close = |headings: &mut Vec<(u8, usize, String)>, depth: u8, found: &mut Vec<String>| {
        while let Some((_, count, name)) = headings.pop_if(|(open, _, _)| *open > depth) {
            found.extend((count == 1).then(|| format!("one heading alone: {name}")));
        }
    };
    for block in document
        .blocks
        .iter()
        .chain([&Block::Page(nigao::document::Orientation::Portrait)])
    {
        let point = matches!(
            block,
            Block::Paragraph(Paragraph {
                label: Label::Series(_),
                ..
            })
        );
        if !point && points == 1 {
            found.push("one point alone".to_owned());
        }
        points = if point { points + 1 } else { 0 };
        let ordinals = block
            .texts()
            .into_iter()
            .flat_map(Text::runs)
            .filter(|run| matches!(run, Inline::Ordinal(_)));
        if ordinals.count() == 1 {
            found.push(format!(
                "one number alone in: {}",
                block.texts().into_iter().map(words).collect::<String>()
            ));
        }
        match block {
            Block::Heading(heading) => {
                close(&mut headings, heading.depth, &mut found);
                let counted = usize::from(heading.label != Label::Plain);
                match headings.last_mut() {
                    Some((depth, count, _)) if *depth == heading.depth => *count += counted,
                    _ => headings.push((heading.depth, counted, words(&heading.text))),
                }
            }
            Block::Title(_) | Block::Page(_) => close(&mut headings, 0, &mut found),
            _ => {}
        }
    }
    found
}

/// How many hanzi, letters and digits the report has; annexes and tables do not count.
pub(crate) fn length(document: &Document) -> usize {
    let body = document
        .blocks
        .iter()
        .take_while(|block| !matches!(block, Block::Page(_) | Block::Attachment(_)));
    let body = Document {
        blocks: body
            .filter(|block| !matches!(block, Block::Table(_)))
            .cloned()
            .collect(),
    };
    write::text::write(&body)
        .chars()
        .filter(|c| !c.is_whitespace())
        .count()
}

#[test]
fn what_a_reader_would_stumble_over_is_found() {
    let cases = [
        ("一切正常。", ""),
        ("坏了，。", "doubled punctuation"),
        ("甲、和乙。", "\"、和\""),
        ("，开头。", "begins with a sign"),
        ("没有结尾", "ends in the air"),
        ("下面，我讲[几]点意见。\n## 甲\n好。", "一点意见"),
        ("下面，我讲[几]点意见。", "零点意见"),
        ("## 甲\n## 乙\n好。", "nothing under: 甲"),
        ("## 甲\n### 子\n好。\n## 乙\n好。", "one heading alone: 子"),
        ("- [一是] 好。", "one point alone"),
        ("问题：[一是]少。", "one number alone"),
        ("要办好以下工作：\n就这样。", "nothing after"),
        ("| 指标 |\n|---|", "a table without rows"),
        ("同比。", "\"同比。\""),
    ];
    for (markup, fault) in cases {
        let found = document(&markup.parse().unwrap());
        let hit = if fault.is_empty() {
            found.is_empty()
        } else {
            found.iter().any(|words| words.contains(fault))
        };
        assert!(hit, "{markup}: {found:?}");
    }
}

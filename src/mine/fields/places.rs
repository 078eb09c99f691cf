//! Turns the places of a report into its own place, the one above, and fields of other places.

use std::collections::HashMap;
use std::ops::Range;

use super::super::field_names;
use super::super::proposal::MinedAnswer;
use super::super::slots::SlotKind;
use super::context::SlotContext;
use super::field_set::FieldSet;
use super::subject_place::{level, parent_of, subject};
use crate::place::Place;
use crate::read::LineRole;
use crate::schema::FieldKind;

/// Adds the place the report is of, with the one above it, and every other place by what it is.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let spans = context.of_kind(SlotKind::Place);
    let words: Vec<String> = spans
        .iter()
        .map(|span| context.report.words(span))
        .collect();
    let level = level(context.report.chars());
    let own = subject(&words, context.report.chars(), level);
    let titled = titled(context, &spans, &words).filter(|_| own.is_none());
    let own = own.or_else(|| Place::parse(titled.as_ref()?).ok());
    let parent = own.as_ref().and_then(|own| parent_of(own, &words));
    let field = own.as_ref().map(|own| {
        let parent = parent.as_ref().map(|parent| parent.name().to_owned());
        let answer = MinedAnswer::Place {
            name: own.name().to_owned(),
            parent,
        };
        set.add_general("地名", FieldKind::Place { levels: Vec::new() }, answer)
    });
    let mut parts = parts_by_name(own.as_ref(), parent.as_ref());
    // 第八师一四三团 is no administrative unit; it is asked for in words.
    let field = field.or_else(|| {
        let name = titled?;
        parts.push((name.clone(), ""));
        let kind = FieldKind::Text { paragraphs: false };
        Some(set.add_general("单位名称", kind, MinedAnswer::Words(name)))
    });
    let mut others = Vec::new();
    for (span, words) in spans.into_iter().zip(&words) {
        match (field, parts.iter().find(|(name, _)| name == words)) {
            (Some(field), Some((_, part))) => set.print(span, field, part),
            _ => others.push(span),
        }
    }
    for span in joined(context, others) {
        let words = context.report.words(&span);
        if let Some(level) = level.filter(|level| own.is_none() && words.ends_with(level)) {
            let name = format!("{level}名");
            set.print_words(context, &name, &span, || vec![name.clone()]);
            continue;
        }
        let names = || {
            let clauses = context.clauses(&span);
            let heading = context.heading(span.start);
            field_names::place(&words, &clauses.before, &clauses.after, &heading)
        };
        // A name is the same wherever it stands; what a blank stands for the words around it say.
        if words.starts_with(char::is_alphabetic) {
            set.print_words(context, "", &span, names);
            let before = context.clauses(&span).before;
            if !field_names::is_worked_on(&words, &before) {
                set.keep_slot_unasked(&span);
            }
        } else {
            let names = names();
            let asked = names.first().cloned().unwrap_or_default();
            set.print_words(context, &asked, &span, || names);
        }
    }
}

/// Returns the name of the place that the title gives, else the dateline: the last of a chain.
fn titled(context: &SlotContext, spans: &[Range<usize>], words: &[String]) -> Option<String> {
    let in_line = |role| {
        let stands = |span: &Range<usize>| context.line_role(span.start) == Some(role);
        let last = spans.iter().rposition(stands)?;
        let name = &words[last];
        name.chars()
            .all(char::is_alphanumeric)
            .then(|| name.clone())
    };
    in_line(LineRole::Title).or_else(|| in_line(LineRole::Dateline))
}

/// Returns the names by which the report's place and its parent go, and the part that prints each.
fn parts_by_name(own: Option<&Place>, parent: Option<&Place>) -> Vec<(String, &'static str)> {
    let mut parts = Vec::new();
    for (place, full, short) in [(own, "", "简称"), (parent, "上级", "上级.简称")] {
        if let Some(place) = place {
            parts.push((place.name().to_owned(), full));
            parts.push((place.short(), short));
        }
    }
    parts
}

/// Joins places of one enumeration, which are one thing to fill in: 和兴路、石桥大道.
///
/// A place that is named again alone stays apart: it is a field of its own there.
fn joined(context: &SlotContext, spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for span in &spans {
        *counts.entry(context.report.words(span)).or_default() += 1;
    }
    let mut joined: Vec<(Range<usize>, bool)> = Vec::new();
    for span in spans {
        let is_single = counts.get(&context.report.words(&span)) == Some(&1);
        let touches = |last: &Range<usize>| {
            last.end + 1 == span.start && context.report.chars()[last.end] == '、'
        };
        match joined.last_mut() {
            Some((last, true)) if is_single && touches(last) => last.end = span.end,
            _ => joined.push((span, is_single)),
        }
    }
    joined.into_iter().map(|(span, _)| span).collect()
}

//! Adds what each report says in words of its own: paragraphs, and points where several have
//! points.

use super::super::align::Column;
use super::super::emit::{LEAD_KEY, REST_KEY};
use super::super::proposal::{MinedAnswer, MinedPoint, ProposedField, TemplateLine, TemplatePart};
use super::super::shared_sentences::{OwnWords, own_words};
use super::skeleton::{ReportSet, Skeleton, TakenSentences, tag};
use crate::schema::{Field, FieldKind, FieldTable};

/// Adds what is left of a section: its points or lower headings one by one where others have such
/// too, and the rest in paragraphs.
pub(super) fn add(
    reports: &ReportSet,
    skeleton: &mut Skeleton,
    column: &Column,
    taken: &TakenSentences,
    name: &str,
    group: &str,
) {
    let mut all: Vec<Option<OwnWords>> = Vec::new();
    for (report, member) in column.members.iter().enumerate() {
        all.push(member.map(|member| {
            let section = &reports.sections[report][member];
            let heading = section.heading.is_some().then_some(section.lines.start);
            let lines = reports.lines(report, section);
            own_words(&reports.parsed[report], lines, heading, taken.of(report))
        }));
    }
    let is_listed = all.iter().flatten().filter(|own| has_points(own)).count() > 1;
    let mut paragraphs: Vec<Option<String>> = Vec::new();
    for own in &all {
        let words = own.as_ref().map(|own| {
            if is_listed && has_points(own) {
                own.paragraphs.join("\n")
            } else {
                own.flat()
            }
        });
        paragraphs.push(words.filter(|words| !words.is_empty()));
    }
    if paragraphs.iter().any(Option::is_some) {
        let question = format!("“{name}”写些什么？");
        let field = skeleton.add_text(&format!("{name}正文"), question, group, paragraphs);
        skeleton.proposal.fields[field].kind = FieldKind::Text { paragraphs: true };
        skeleton.add_line(vec![tag(field, None)], Some(field));
    }
    if is_listed {
        add_points(skeleton, name, group, &all);
    }
}

fn has_points(own: &OwnWords) -> bool {
    own.points.len() > 1
}

/// Adds the points or lower headings of a section, one after another.
fn add_points(skeleton: &mut Skeleton, name: &str, group: &str, all: &[Option<OwnWords>]) {
    let mut answers = Vec::new();
    let (mut headings, mut points) = (0, 0);
    for own in all {
        let own = own.as_ref();
        for point in own.iter().flat_map(|own| &own.points) {
            if point.is_heading {
                headings += 1;
            } else {
                points += 1;
            }
        }
        answers.push(own.filter(|own| has_points(own)).map(answer));
    }
    let mut rest = Field::new(
        REST_KEY,
        FieldKind::Text { paragraphs: false },
        "后面写些什么？",
    );
    rest.optional = true;
    let lead = Field::new(
        LEAD_KEY,
        FieldKind::Text { paragraphs: false },
        "开头的一句话？",
    );
    let kind = FieldKind::List {
        fields: FieldTable::from_iter([lead, rest]),
        min: 0,
        max: None,
    };
    let mut field = ProposedField::new(kind, String::new(), group, answers);
    field.optional = true;
    let question = format!("“{name}”分哪几点？");
    let list = skeleton.add_field(&format!("{name}要点"), &[], field, |_| question);
    let markup = if headings > points {
        "#### {{句首}}\n{{#if 内容}}\n{{内容}}\n{{/if}}"
    } else {
        "- [一是] **{{句首}}**{{#if 内容}}{{内容}}{{/if}}"
    };
    let parts = vec![TemplatePart::Markup(markup.to_owned())];
    skeleton.proposal.lines.push(TemplateLine {
        parts,
        condition: None,
        repeat: Some(list),
    });
}

fn answer(own: &OwnWords) -> MinedAnswer {
    let mut points = Vec::new();
    for point in &own.points {
        let (mut lead, mut rest) = (point.lead.clone(), point.rest.clone());
        // A point of nothing but its number is answered by what follows.
        if lead.is_empty() {
            std::mem::swap(&mut lead, &mut rest);
        }
        points.push(MinedPoint { lead, rest });
    }
    MinedAnswer::Points(points)
}

//! Body: what each report says in its own words to paragraphs, and to points where several reports make points.

use super::super::align::Column;
use super::super::proposal::{Answer, LinePart, ProposedField, ProposedLine};
use super::super::sections::ReportSection;
use super::super::shared_sentences;
use super::super::shared_sentences::Own;
use super::{Writer, own, tag};

impl Writer<'_> {
    /// What a report says in its own words: its points or lower headings one by one where others have such too, and
    /// the rest in paragraphs.
    pub(super) fn body(&mut self, column: &Column, name: &str, group: &str) {
        let members = column.members.iter().zip(self.sections).zip(self.parts).zip(&self.taken);
        let left = |section: &ReportSection, parts, taken: &_| {
            let heading = section.heading.is_some().then_some(section.stretches.start);
            shared_sentences::own(parts, own(parts, section), heading, taken)
        };
        let owns: Vec<Option<Own>> = members
            .map(|(((member, sections), parts), taken)| {
                Some(left(&sections[(*member)?], parts, taken))
            })
            .collect();
        let several = |own: &&Own| own.children.len() > 1;
        let listed = owns.iter().flatten().filter(several).count() > 1;
        let words = |own: &Own| {
            if listed && several(&own) { own.paragraphs.join("\n") } else { own.flat() }
        };
        let answers: Vec<Option<String>> = owns
            .iter()
            .map(|own| own.as_ref().map(words).filter(|words| !words.is_empty()))
            .collect();
        if answers.iter().any(Option::is_some) {
            let field =
                self.text(&format!("{name}正文"), format!("“{name}”写些什么？"), group, answers);
            self.out.fields[field].paragraphs = true;
            self.line(vec![tag(field, None)], Some(field));
        }
        if listed {
            self.list(name, group, &owns);
        }
    }

    /// The points or lower headings of a section, one after another.
    fn list(&mut self, name: &str, group: &str, owns: &[Option<Own>]) {
        let records = |own: &Own| {
            let parts = |child: &shared_sentences::Child| {
                // A point of nothing but its number says what follows.
                let (lead, rest) = if child.lead.is_empty() {
                    (&child.rest, &child.lead)
                } else {
                    (&child.lead, &child.rest)
                };
                vec![("句首", lead.clone()), ("内容", rest.clone())]
            };
            let parts = own.children.iter().map(parts);
            Answer::Records(
                parts
                    .map(|parts| parts.into_iter().filter(|(_, words)| !words.is_empty()).collect())
                    .collect(),
            )
        };
        let answers = owns
            .iter()
            .map(|own| own.as_ref().filter(|own| own.children.len() > 1).map(records))
            .collect();
        let field = ProposedField {
            kind: "list",
            question: format!("“{name}”分哪几点？"),
            group: group.to_owned(),
            optional: true,
            answers,
            ..ProposedField::default()
        };
        let list = self.field(&format!("{name}要点"), field);
        let headings = owns
            .iter()
            .flatten()
            .flat_map(|own| &own.children)
            .filter(|child| child.heading)
            .count();
        let points = owns.iter().flatten().map(|own| own.children.len()).sum::<usize>() - headings;
        let words = if headings > points {
            "#### {{句首}}\n{{#if 内容}}\n{{内容}}\n{{/if}}"
        } else {
            "- [一是] **{{句首}}**{{#if 内容}}{{内容}}{{/if}}"
        };
        self.out.lines.push(ProposedLine {
            bits: vec![LinePart::Words(words.to_owned())],
            when: None,
            each: Some(list),
        });
    }
}

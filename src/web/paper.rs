//! Renders the draft as it stands, each value linked to its question.

use std::collections::BTreeSet;

use maud::{Markup, html};
use nigao::draft::{BlockLook, Origin, TracedBlock, TracedPart, trace_blocks};
use nigao::drafting::preview::{facts_with_holes, printable};
use nigao::interview::{Interview, ReviewRow};
use nigao::schema::FieldKind;

use super::drafts::GenreKit;
use super::progress::groups_of;
use super::words::PageWords;

/// The deepest heading with a face of its own.
const DEEPEST_LEVEL: u8 = 4;

/// What a value of the draft leads to.
struct PaperLinks<'p, 'a> {
    interview: &'p Interview<'a>,
    kit: &'p GenreKit,
    id: &'p str,
    groups: Vec<String>,
    /// The fields whose first value was rendered: only the first can be gone to.
    seen: BTreeSet<String>,
}

/// Renders the draft of the answers so far.
pub(super) fn paper(
    rows: &[ReviewRow],
    interview: &Interview,
    kit: &GenreKit,
    id: &str,
    words: PageWords,
) -> Markup {
    let facts = facts_with_holes(&printable(interview, rows), &kit.schema);
    let template = kit.template.as_ref();
    let blocks = facts
        .zip(template)
        .and_then(|(facts, template)| trace_blocks(template, &facts, true).ok());
    let Some(blocks) = blocks else {
        return html! { p class="about" { (words.say("web.no-paper")) } };
    };
    let groups = groups_of(&kit.schema, interview);
    let mut links = PaperLinks {
        interview,
        kit,
        id,
        groups,
        seen: BTreeSet::new(),
    };
    html! { article class="sheet" { @for block in &blocks { (links.block(block)) } } }
}

impl PaperLinks<'_, '_> {
    fn block(&mut self, block: &TracedBlock) -> Markup {
        let class = match block.look {
            BlockLook::Title => "p-title",
            BlockLook::UnderTitle => "p-under",
            BlockLook::Salutation => "p-salutation",
            BlockLook::Heading(level) => {
                return self.heading(level.min(DEEPEST_LEVEL), &block.lines);
            }
            BlockLook::Paragraph => "p-text",
            BlockLook::Table(columns) => return self.table(columns, &block.lines),
            BlockLook::Attachment => "p-text",
            BlockLook::Closing => "p-closing",
            BlockLook::Page => return html! { hr; },
        };
        let has_lead = block.look == BlockLook::Paragraph && block.lines.len() > 1;
        html! {
            p class=(class) {
                @for (at, line) in block.lines.iter().enumerate() {
                    @if at == 0 && has_lead { span class="p-lead" { (self.parts(line)) } }
                    @else { (self.parts(line)) }
                }
            }
        }
    }

    fn heading(&mut self, level: u8, lines: &[Vec<TracedPart>]) -> Markup {
        html! {
            p class=(format!("p-h{level}")) {
                @for (at, line) in lines.iter().enumerate() {
                    @if at == 0 { span class="p-head" { (self.parts(line)) } }
                    @else { (self.parts(line)) }
                }
            }
        }
    }

    fn table(&mut self, columns: usize, lines: &[Vec<TracedPart>]) -> Markup {
        let (caption, cells) = lines
            .split_first()
            .map_or((&[][..], lines), |(first, rest)| (first, rest));
        html! {
            table class="p-table" {
                @if !caption.is_empty() { caption { (self.parts(caption)) } }
                @for (at, row) in cells.chunks(columns.max(1)).enumerate() {
                    tr {
                        @for cell in row {
                            @if at == 0 { th { (self.parts(cell)) } } @else { td { (self.parts(cell)) } }
                        }
                    }
                }
            }
        }
    }

    fn parts(&mut self, parts: &[TracedPart]) -> Markup {
        html! { @for part in parts { (self.part(part)) } }
    }

    fn part(&mut self, part: &TracedPart) -> Markup {
        match &part.origin {
            Origin::Answer(path) => self.link(path, "v", &part.words),
            Origin::Hole(path) => self.link(path, "hole", &format!("【待填：{}】", part.words)),
            Origin::OpenClaim(words) => {
                let is_claim = |kind: &FieldKind| matches!(kind, FieldKind::Claim { words: claim } if claim == words);
                let field = self
                    .kit
                    .schema
                    .fields
                    .iter()
                    .find(|field| is_claim(&field.kind));
                let name = field.map(|field| field.name.clone()).unwrap_or_default();
                self.link(&name, "claim", &format!("【待核实：{}】", part.words))
            }
            _ => html! { (part.words) },
        }
    }

    fn link(&mut self, path: &str, class: &str, words: &str) -> Markup {
        let root = path.split('.').next().unwrap_or_default();
        let group = self.interview.group_of(root);
        let Some(at) = self.groups.iter().position(|known| *known == group) else {
            return html! { span class=(class) { (words) } };
        };
        let is_first = self.seen.insert(root.to_owned());
        html! {
            a class=(class) href=(format!("/d/{}/g/{}#f-{root}", self.id, at + 1)) data-field=(root)
                data-at=(path) id=[is_first.then(|| format!("p-{root}"))] { (words) }
        }
    }
}

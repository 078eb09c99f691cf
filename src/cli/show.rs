//! `nigao show`: a genre to its skeleton as a tree and its fields as a table.

use clap::Args;
use nigao::figure::Basis;
use nigao::schema::{Field, FieldKind, Schema};
use nigao::template::{Condition, OutlineEntry, outline};

use super::args::GenreArgs;
use super::lang::{say, tell};
use super::outcome::{Failure, Outcome};
use super::render_diagnostics::Sources;
use super::terminal::{Terminal, clean, pad, width};

#[derive(Args)]
#[command(about = say("cli.show.about"), after_help = say("cli.show.examples"))]
pub(crate) struct Show {
    #[arg(value_name = say("cli.name.template"), help = say("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    shelf: GenreArgs,
}

impl Show {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let genre = self.shelf.genre(&self.template)?;
        let mut sources = Sources::default();
        sources.add_genre(&genre);
        let (schema, faults) = genre.schema();
        let template = match genre.template() {
            Ok(template) => template,
            Err(faults) => return Err(Failure::Faults(faults, sources)),
        };
        let mut text = format!(
            "{}  {}\n{}\n",
            terminal.heading(&clean(&schema.title)),
            genre.name,
            terminal.wrap("", &clean(&schema.summary))
        );
        if !schema.levels.is_empty() {
            text +=
                &tell("cli.show.levels", [("levels", schema.levels.join(&say("cli.list.comma")))]);
            text.push('\n');
        }
        text += &format!(
            "\n{}\n{}",
            terminal.heading(&say("cli.show.skeleton")),
            tree(&outline(template.source()))
        );
        let fields = tell("cli.show.fields", [("n", schema.fields.len())]);
        text += &format!("\n{}\n{}", terminal.heading(&fields), table(&schema, terminal));
        terminal.print(&text)?;
        Ok(terminal.draw(&faults, &sources))
    }
}

/// The headings as a tree, each with what it depends on.
fn tree(outline: &[OutlineEntry]) -> String {
    let mut text = String::new();
    // What each entry above hangs on is not said again below it.
    let mut above: Vec<&OutlineEntry> = Vec::new();
    for (at, entry) in outline.iter().enumerate() {
        above.retain(|over| over.depth < entry.depth);
        let known = above.last().map_or(0, |over| over.within.len());
        above.push(entry);
        let later = &outline[at + 1..];
        let mut branch = String::new();
        for depth in 1..=entry.depth {
            let goes_on = later
                .iter()
                .find(|next| next.depth <= depth)
                .is_some_and(|next| next.depth == depth);
            branch += match (depth == entry.depth, goes_on) {
                (true, true) => "├ ",
                (true, false) => "└ ",
                (false, true) => "│ ",
                (false, false) => "  ",
            };
        }
        text += &clean(&format!(
            "{branch}{}{}{}",
            entry.label,
            entry.words,
            conditions(&entry.within[known.min(entry.within.len())..])
        ));
        text.push('\n');
    }
    text
}

/// `　（可选：换届）`
fn conditions(within: &[Condition]) -> String {
    let words = within.iter().map(|condition| match condition {
        Condition::If(what) => tell("cli.show.if", [("what", what)]),
        Condition::Unless(what) => tell("cli.show.unless", [("what", what)]),
        Condition::Each(what) => tell("cli.show.each", [("what", what)]),
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("　（{}）", words.join(&say("cli.list.and")))
    }
}

/// The fields by group: name, kind, whether it must be answered, question.
fn table(schema: &Schema, terminal: &Terminal) -> String {
    let names = schema.fields.iter().map(|field| width(&field.name)).max().unwrap_or(0);
    let kinds = schema.fields.iter().map(|field| width(&kind(field))).max().unwrap_or(0);
    let mut text = String::new();
    let mut group = None;
    for field in &schema.fields {
        if field.group != group {
            group.clone_from(&field.group);
            text += &format!("{}\n", terminal.strong(&clean(group.as_deref().unwrap_or_default())));
        }
        let need = pad(
            &need(field),
            width(&say("cli.show.required")).max(width(&say("cli.show.optional"))),
        );
        let (name, kind) = (pad(&clean(&field.name), names), pad(&clean(&kind(field)), kinds));
        text += &terminal.wrap(&format!("  {name}  {kind}  {need}  "), &clean(&field.question));
        text.push('\n');
    }
    text
}

fn need(field: &Field) -> String {
    say(match (field.optional || field.default.is_some(), &field.when) {
        (true, _) if field.kind.is_claim() => "cli.show.claim",
        (true, _) => "cli.show.optional",
        (false, None) => "cli.show.required",
        (false, Some(_)) => "cli.show.when",
    })
}

/// `数字·亿元·可比价`
fn kind(field: &Field) -> String {
    let mut words = vec![say(match field.kind {
        FieldKind::Place { .. } => "cli.kind.place",
        FieldKind::Date => "cli.kind.date",
        FieldKind::Month => "cli.kind.month",
        FieldKind::Year { .. } => "cli.kind.year",
        FieldKind::Session => "cli.kind.session",
        FieldKind::Figure { .. } => "cli.kind.figure",
        FieldKind::Text { .. } => "cli.kind.text",
        FieldKind::Choice { .. } => "cli.kind.choice",
        FieldKind::Flag => "cli.kind.flag",
        FieldKind::Claim { .. } => "cli.kind.claim",
        FieldKind::List { .. } => "cli.kind.list",
    })];
    match &field.kind {
        FieldKind::Figure { unit, basis, .. } => {
            words.extend(unit.as_ref().map(ToString::to_string));
            words.extend((*basis == Basis::Constant).then(|| "可比价".to_owned()));
        }
        FieldKind::List { fields, .. } => {
            words.push(tell("cli.show.record", [("n", fields.len())]));
        }
        _ => {}
    }
    words.join("·")
}

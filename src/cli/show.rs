//! Shows a genre's skeleton as a tree and its fields as a table: `nigao show`.

use clap::Args;
use nigao::figure::Basis;
use nigao::results;
use nigao::schema::{Field, FieldKind, Schema};
use nigao::template::{Condition, OutlineEntry, outline};

use super::args::GenreArgs;
use super::genre_choice::{self, ChosenGenre};
use super::json::JsonFlag;
use super::lang::{translate, translate_with};
use super::outcome::{Exit, Failure, Outcome};
use super::report;
use super::sources::Sources;
use super::terminal::{Terminal, clean, pad, width};

#[derive(Args)]
#[command(about = translate("cli.show.about"), after_help = translate("cli.show.examples"))]
pub(crate) struct Show {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: Option<String>,
    #[command(flatten)]
    shelf: GenreArgs,
    #[command(flatten)]
    json: JsonFlag,
}

impl Show {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let chosen = genre_choice::find(self.template.as_deref(), &self.shelf, terminal)?;
        let Some(ChosenGenre { genre, .. }) = chosen else {
            return Ok(Exit::Done);
        };
        let mut sources = Sources::default();
        sources.add_genre(&genre);
        let (schema, faults) = genre.schema().recovered();
        let template = match genre.template() {
            Ok(template) => template,
            Err(faults) => return Err(Failure::Faults(faults, sources)),
        };
        let skeleton = outline(template.source());
        terminal.answer(|| results::genre(&genre.name, &schema, &skeleton));
        let mut text = format!(
            "{}  {}\n{}\n",
            terminal.heading(&clean(&schema.title)),
            genre.name,
            terminal.wrap_cell("", &clean(&schema.summary))
        );
        if !schema.levels.is_empty() {
            text += &translate_with(
                "cli.show.levels",
                [("levels", schema.levels.join(&translate("cli.list.comma")))],
            );
            text.push('\n');
        }
        text += &format!(
            "\n{}\n{}",
            terminal.heading(&translate("cli.show.skeleton")),
            tree(&skeleton)
        );
        let fields = translate_with("cli.show.fields", [("n", schema.fields.len())]);
        text += &format!(
            "\n{}\n{}",
            terminal.heading(&fields),
            table(&schema, terminal)
        );
        terminal.print(&text)?;
        Ok(report::diagnostics(&faults, &sources, terminal))
    }
}

/// Renders the headings as a tree, each with its conditions.
fn tree(outline: &[OutlineEntry]) -> String {
    let mut text = String::new();
    // The conditions of an entry are not repeated below it.
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

/// Renders `　（可选：换届）`.
fn conditions(within: &[Condition]) -> String {
    let words = within.iter().map(|condition| match condition {
        Condition::If(what) => translate_with("cli.show.if", [("what", what)]),
        Condition::Unless(what) => translate_with("cli.show.unless", [("what", what)]),
        Condition::Each(what) => translate_with("cli.show.each", [("what", what)]),
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("　（{}）", words.join(&translate("cli.list.and")))
    }
}

/// Renders the fields by group: name, kind, whether an answer is required, question.
fn table(schema: &Schema, terminal: &Terminal) -> String {
    let names = schema
        .fields
        .iter()
        .map(|field| width(&field.name))
        .max()
        .unwrap_or(0);
    let kinds = schema
        .fields
        .iter()
        .map(|field| width(&kind(field)))
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    let mut group = None;
    for field in by_group(schema) {
        if field.group != group {
            group.clone_from(&field.group);
            text += &format!(
                "{}\n",
                terminal.bold(&clean(group.as_deref().unwrap_or_default()))
            );
        }
        let need = pad(
            &need(field),
            width(&translate("cli.show.required")).max(width(&translate("cli.show.optional"))),
        );
        let (name, kind) = (
            pad(&clean(&field.name), names),
            pad(&clean(&kind(field)), kinds),
        );
        text += &terminal.wrap_cell(
            &format!("  {name}  {kind}  {need}  "),
            &clean(&field.question),
        );
        text.push('\n');
    }
    text
}

/// Returns the fields, those of a group together where its first one stands.
fn by_group(schema: &Schema) -> Vec<&Field> {
    let mut groups: Vec<&Option<String>> = Vec::new();
    for field in &schema.fields {
        if !groups.contains(&&field.group) {
            groups.push(&field.group);
        }
    }
    let mut fields: Vec<&Field> = schema.fields.iter().collect();
    fields.sort_by_key(|field| groups.iter().position(|group| **group == field.group));
    fields
}

fn need(field: &Field) -> String {
    translate(
        match (field.optional || field.default.is_some(), &field.when) {
            (true, _) if field.kind.is_claim() => "cli.show.claim",
            (true, _) => "cli.show.optional",
            (false, None) => "cli.show.required",
            (false, Some(_)) => "cli.show.when",
        },
    )
}

/// Renders `数字·亿元·可比价`.
fn kind(field: &Field) -> String {
    let mut words = vec![translate(match field.kind {
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
            words.push(translate_with("cli.show.record", [("n", fields.len())]));
        }
        _ => {}
    }
    words.join("·")
}

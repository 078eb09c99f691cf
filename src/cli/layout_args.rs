//! Chooses the layout of a Word file and its document properties.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;
use nigao::answers::{Fact, Facts};
use nigao::diagnostic::Message;
use nigao::layout::Layout;
use nigao::schema::{FieldKind, Schema};
use nigao::write::docx::{DraftStamp, Meta};

use super::files;
use super::lang::{lang, translate};
use super::outcome::{Failure, Outcome};
use super::sources::Sources;

/// How a Word file is laid out.
#[derive(Args)]
pub(crate) struct LayoutArgs {
    #[arg(long, value_name = translate("cli.name.layout"), help = translate("cli.arg.layout"))]
    layout: Option<String>,
    #[arg(
        long,
        value_name = translate("cli.name.last"),
        help = translate("cli.arg.reference"),
        conflicts_with = "layout"
    )]
    reference: Option<String>,
}

impl LayoutArgs {
    /// Reads the layout: a shipped one, a layout file, or that of an earlier Word file.
    pub(crate) fn read(&self) -> Outcome<Layout> {
        if let Some(name) = &self.reference {
            return Layout::from_reference(&files::bytes(Path::new(name))?).map_err(|error| {
                let message = Message::new(
                    "cli.reference",
                    [("file", name.as_str()), ("why", &error.text(lang()))],
                );
                error.with_message(message).into()
            });
        }
        let Some(name) = &self.layout else { return Ok(Layout::default()) };
        if let Some(layout) = Layout::named(name) {
            return Ok(layout);
        }
        if !Path::new(name).exists() {
            let names = Layout::NAMES.join(&translate("cli.list.comma"));
            let hint = Message::new("cli.layout-hint", [("names", names)]);
            return Err(Failure::usage(Message::new("cli.layout", [("name", name)]), hint));
        }
        let text = files::read(name)?;
        Layout::read(name, &text).map_err(|faults| {
            let mut sources = Sources::default();
            sources.add(name, &text);
            Failure::Faults(faults, sources)
        })
    }
}

/// Returns the properties of a Word file as [`meta`] does, with which draft it is.
pub(crate) fn stamped_meta(schema: &Schema, facts: &Facts, stamp: DraftStamp) -> Meta {
    Meta { stamp: Some(stamp), ..meta(schema, facts) }
}

/// Returns the properties of a Word file: its author and date, and a comment for each hole that
/// says who is asked what.
pub(crate) fn meta(schema: &Schema, facts: &Facts) -> Meta {
    let author = facts.iter().find_map(|(_, fact)| match fact {
        Fact::Place(place) => place.government_full(),
        _ => None,
    });
    let dates = || {
        facts.iter().filter_map(|(name, fact)| {
            if let Fact::Date(date) = fact { Some((name, *date)) } else { None }
        })
    };
    let date = dates().find(|(name, _)| *name == "成文日期").or_else(|| dates().next());
    let mut notes: BTreeMap<String, String> =
        schema.fields.iter().map(|field| (field.name.clone(), field.note())).collect();
    for field in &schema.fields {
        if let FieldKind::Claim { words } = &field.kind {
            notes.insert(words.clone(), field.note());
        }
    }
    Meta {
        author: author.unwrap_or_default(),
        date: date.map(|(_, date)| date),
        notes,
        ..Meta::default()
    }
}

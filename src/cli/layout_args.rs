//! Chooses the layout of a Word file.

use std::path::Path;

use clap::Args;
use nigao::diagnostic::Message;
use nigao::layout::Layout;

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
    /// Refuses a layout for drafts that are made of a writer's own Word file, which has its own.
    pub(crate) fn refuse_beside(&self, file: &str) -> Outcome<()> {
        let flag = match (&self.layout, &self.reference) {
            (Some(_), _) => "--layout",
            (None, Some(_)) => "--reference",
            (None, None) => return Ok(()),
        };
        let args = [("file", file), ("flag", flag)];
        Err(Failure::usage(
            Message::new("word-template.cli.layout", args),
            Message::plain("word-template.cli.layout.hint"),
        ))
    }

    /// Reads the layout: a shipped one, a layout file, or that of an earlier Word file.
    pub(crate) fn read(&self) -> Outcome<Layout> {
        if let Some(name) = &self.reference {
            return from_reference(name);
        }
        let Some(name) = &self.layout else {
            return Ok(Layout::default());
        };
        if let Some(layout) = Layout::named(name) {
            return Ok(layout);
        }
        if !Path::new(name).exists() {
            let names = Layout::NAMES.join(&translate("cli.list.comma"));
            let hint = Message::new("cli.layout-hint", [("names", names)]);
            return Err(Failure::usage(
                Message::new("cli.layout", [("name", name)]),
                hint,
            ));
        }
        from_file(name)
    }

    /// Whether the user named a layout.
    pub(crate) fn is_given(&self) -> bool {
        self.layout.is_some() || self.reference.is_some()
    }
}

/// Reads the layout of an earlier Word file.
fn from_reference(name: &str) -> Outcome<Layout> {
    Layout::from_reference(&files::bytes(Path::new(name))?).map_err(|error| {
        let message = Message::new(
            "cli.reference",
            [("file", name), ("why", &error.text(lang()))],
        );
        error.with_message(message).into()
    })
}

/// Reads a layout file.
fn from_file(name: &str) -> Outcome<Layout> {
    let text = files::read(name)?;
    Layout::read(name, &text).map_err(|faults| {
        let mut sources = Sources::default();
        sources.add(name, &text);
        Failure::Faults(faults, sources)
    })
}

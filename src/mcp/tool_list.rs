//! Lists the tools: what each is for, what it takes, what it may change.

use std::sync::Arc;

use nigao::diagnostic::{Lang, Message};
use nigao::envelope::Envelope;
use rmcp::model::{Tool, ToolAnnotations};
use serde_json::{Map, Value};

use super::arguments::{ArgumentForm, Arguments, ToolArgument, input_schema};
use super::tool_call::{ToolCall, ToolResult};
use super::tool_failure::ToolOutcome;
use super::tools::{answers, drafts, genres, reports};
use super::workspace::Workspace;

/// A tool.
pub(super) struct ToolEntry {
    pub(super) name: &'static str,
    /// The command whose envelope it answers with.
    command: &'static str,
    /// The key of what it is for.
    about: &'static str,
    /// Whether it may write a new file; none replaces one.
    writes: bool,
    arguments: &'static [ToolArgument],
    run: fn(&mut ToolCall) -> ToolOutcome<ToolResult>,
}

const fn required(name: &'static str, form: ArgumentForm, help: &'static str) -> ToolArgument {
    ToolArgument {
        name,
        form,
        is_required: true,
        help,
    }
}

const fn optional(name: &'static str, form: ArgumentForm, help: &'static str) -> ToolArgument {
    ToolArgument {
        name,
        form,
        is_required: false,
        help,
    }
}

const GENRE: ToolArgument = required("genre", ArgumentForm::Text, "mcp.arg.genre");
const TEMPLATES: ToolArgument = optional("templates", ArgumentForm::Text, "mcp.arg.templates");
const ANSWER_FILES: ToolArgument =
    optional("answer_files", ArgumentForm::Texts, "mcp.arg.answer-files");
const ANSWERS: ToolArgument = optional("answers", ArgumentForm::Text, "mcp.arg.answers");
const DRAFT: ToolArgument = optional("draft", ArgumentForm::Flag, "mcp.arg.draft");
const REPORTS: ToolArgument = required("reports", ArgumentForm::Texts, "mcp.arg.reports");

/// All tools. An agent that is offered many chooses badly, so there are no more than eight.
pub(super) const TOOLS: [ToolEntry; 8] = [
    ToolEntry {
        name: "list_genres",
        command: "list",
        about: "mcp.tool.list-genres",
        writes: false,
        arguments: &[TEMPLATES],
        run: genres::list,
    },
    ToolEntry {
        name: "genre_schema",
        command: "show",
        about: "mcp.tool.genre-schema",
        writes: false,
        arguments: &[GENRE, TEMPLATES],
        run: genres::show,
    },
    ToolEntry {
        name: "check",
        command: "check",
        about: "mcp.tool.check",
        writes: false,
        arguments: &[GENRE, ANSWER_FILES, ANSWERS, DRAFT, TEMPLATES],
        run: answers::check,
    },
    ToolEntry {
        name: "fill",
        command: "fill",
        about: "mcp.tool.fill",
        writes: true,
        arguments: &[
            GENRE,
            ANSWER_FILES,
            ANSWERS,
            DRAFT,
            optional("output", ArgumentForm::Text, "mcp.arg.output"),
            TEMPLATES,
        ],
        run: drafts::fill,
    },
    ToolEntry {
        name: "inspect",
        command: "inspect",
        about: "mcp.tool.inspect",
        writes: false,
        arguments: &[required("report", ArgumentForm::Text, "mcp.arg.report")],
        run: reports::inspect,
    },
    ToolEntry {
        name: "mine",
        command: "mine",
        about: "mcp.tool.mine",
        writes: true,
        arguments: &[
            REPORTS,
            required("output", ArgumentForm::Text, "mcp.arg.genre-folder"),
            optional("name", ArgumentForm::Text, "mcp.arg.name"),
        ],
        run: reports::mine,
    },
    ToolEntry {
        name: "review",
        command: "review",
        about: "mcp.tool.review",
        writes: false,
        arguments: &[
            REPORTS,
            optional("place", ArgumentForm::Text, "mcp.arg.place"),
            optional("answer_files", ArgumentForm::Texts, "mcp.arg.known-answers"),
            optional("sources", ArgumentForm::Texts, "mcp.arg.sources"),
            optional("privacy", ArgumentForm::Flag, "mcp.arg.privacy"),
        ],
        run: reports::review,
    },
    ToolEntry {
        name: "roll",
        command: "roll",
        about: "mcp.tool.roll",
        writes: false,
        arguments: &[GENRE, ANSWER_FILES, ANSWERS, TEMPLATES],
        run: answers::roll,
    },
];

impl ToolEntry {
    /// Describes the tool to a client.
    pub(super) fn describe(&self, lang: Lang) -> Tool {
        let about = Message::plain(self.about).text(lang);
        let schema = Arc::new(input_schema(self.arguments, lang));
        let hints = ToolAnnotations::new()
            .read_only(!self.writes)
            .destructive(false)
            .idempotent(!self.writes)
            .open_world(false);
        Tool::new(self.name, about, schema).with_annotations(hints)
    }

    /// Runs the tool. Returns its envelope, and whether there is a result in it.
    pub(super) fn call(
        &self,
        workspace: &Workspace,
        given: Map<String, Value>,
        lang: Lang,
    ) -> (Value, bool) {
        let mut envelope = Envelope::new(Some(self.command), &[lang]);
        let done = Arguments::check(self.arguments, given).and_then(|arguments| {
            (self.run)(&mut ToolCall {
                workspace,
                arguments: &arguments,
                envelope: &mut envelope,
                lang,
            })
        });
        match done {
            Ok(ToolResult { value, is_ok }) => {
                envelope.set_result(value);
                (envelope.to_json(is_ok), true)
            }
            Err(failure) => {
                failure.tell(&mut envelope);
                (envelope.to_json(false), false)
            }
        }
    }
}

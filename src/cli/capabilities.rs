//! Describes the command line itself, as clap knows it: `nigao capabilities`.

use clap::{Arg, Args, Command};
use serde_json::{Value, json};

use super::json::JsonFlag;
use super::lang::translate;
use super::outcome::{Exit, Outcome};
use super::terminal::{Terminal, pad, width};

#[derive(Args)]
#[command(
    about = translate("cli.capabilities.about"),
    after_help = translate("cli.capabilities.examples")
)]
pub(crate) struct Capabilities {
    #[command(flatten)]
    json: JsonFlag,
}

/// The exit codes with their names.
const EXIT_CODES: [(Exit, &str); 4] = [
    (Exit::Done, "done"),
    (Exit::Faults, "faults"),
    (Exit::Usage, "usage"),
    (Exit::Io, "io"),
];

impl Capabilities {
    // Its only flag was read before clap ran.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(self, root: &Command, terminal: &Terminal) -> Outcome {
        let mut root = root.clone();
        // Flags that every command has are handed down only now.
        root.build();
        let mut commands = Vec::new();
        collect(&root, &mut Vec::new(), &mut commands);
        let mut exit_codes = serde_json::Map::new();
        for (exit, name) in EXIT_CODES {
            exit_codes.insert((exit as u8).to_string(), name.into());
        }
        terminal.answer(|| {
            json!({
                "name": root.get_name(),
                "version": root.get_version(),
                "exit_codes": exit_codes,
                "commands": commands.iter().map(|(_, json)| json.clone()).collect::<Value>(),
            })
        });
        let widest = commands
            .iter()
            .map(|(name, _)| width(name))
            .max()
            .unwrap_or(0);
        let mut text = String::new();
        for (name, json) in &commands {
            let mark = if json["json"] == true { "--json" } else { "" };
            let about = json["about"].as_str().unwrap_or_default();
            text += &terminal.fit(&format!("  {}  {mark:6}  {about}", pad(name, widest)));
            text.push('\n');
        }
        terminal.print(&text)?;
        Ok(Exit::Done)
    }
}

/// Collects the commands that do something by themselves, each with its whole name.
fn collect(command: &Command, path: &mut Vec<String>, found: &mut Vec<(String, Value)>) {
    for inner in command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set())
    {
        path.push(inner.get_name().to_owned());
        if inner.has_subcommands() {
            collect(inner, path, found);
        } else {
            let name = path.join(" ");
            let json = describe(&name, inner);
            found.push((name, json));
        }
        path.pop();
    }
}

fn describe(name: &str, command: &Command) -> Value {
    let (mut arguments, mut options) = (Vec::new(), Vec::new());
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let list = if arg.is_positional() {
            &mut arguments
        } else {
            &mut options
        };
        list.push(describe_arg(arg));
    }
    let answers_json = command
        .get_arguments()
        .any(|arg| arg.get_long() == Some("json"));
    json!({
        "name": name,
        "about": command.get_about().map(ToString::to_string),
        "json": answers_json,
        "schema": answers_json.then(|| format!("nigao/{}/1", name.replace(' ', "-"))),
        "arguments": arguments,
        "options": options,
    })
}

fn describe_arg(arg: &Arg) -> Value {
    let takes_value = arg.get_action().takes_values();
    let value = arg.get_value_names().filter(|_| takes_value);
    let values: Vec<String> = if takes_value {
        arg.get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect()
    } else {
        Vec::new()
    };
    let repeats = arg
        .get_num_args()
        .is_some_and(|range| range.max_values() > 1)
        || matches!(arg.get_action(), clap::ArgAction::Append);
    json!({
        "name": arg.get_id().as_str(),
        "long": arg.get_long(),
        "short": arg.get_short(),
        "value": value.map(|names| names.iter().map(ToString::to_string).collect::<String>()),
        "values": values,
        "required": arg.is_required_set(),
        "repeats": repeats,
        "global": arg.is_global_set(),
        "help": arg.get_help().map(ToString::to_string),
    })
}

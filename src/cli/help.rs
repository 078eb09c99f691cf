//! Help: clap's English frame to our own, in the language of this run.

use clap::{Arg, ArgAction, Command};

use super::lang::say;

/// The command with our headings, our help and version flags, and nothing of clap's own wording left.
pub(crate) fn dress(command: Command) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(say("cli.arg.version"));
    frame(command.disable_version_flag(true).arg(version)).max_term_width(100)
}

/// What every verb has comes after what it has of its own.
const LAST: usize = 100;

fn frame(command: Command) -> Command {
    // In the order they are declared; clap would sort what has a heading of its own by name.
    let mut shown = 0;
    let help =
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help(say("cli.arg.help"));
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(say("cli.help.verbs"))
        .subcommand_value_name(say("cli.name.verb"))
        .arg(help)
        .help_template(format!(
            "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
            say("cli.help.usage")
        ))
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                say("cli.help.arguments")
            } else {
                say("cli.help.options")
            };
            shown += 1;
            let common = arg.is_global_set() || arg.get_id() == "help" || arg.get_id() == "version";
            arg.help_heading(heading).display_order(if common { LAST + shown } else { shown })
        })
        .mut_subcommands(frame)
}

/// What clap has no setting for: its marks in a usage line.
pub(crate) fn translate(help: &str) -> String {
    help.replace("[OPTIONS]", &say("cli.help.options-mark"))
}

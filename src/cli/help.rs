//! Replaces clap's English help texts by ours, in the language of this run.

use clap::{Arg, ArgAction, Command};

use super::lang::translate;

/// Gives a command our headings and our help and version flags; none of clap's wording is left.
pub(crate) fn localize(command: Command) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(translate("cli.arg.version"));
    localize_frame(command.disable_version_flag(true).arg(version)).max_term_width(100)
}

/// The display order of the options that every command has: after those of the command itself.
const COMMON_OPTIONS: usize = 100;

fn localize_frame(command: Command) -> Command {
    // Options stay in the order of declaration; clap sorts those under a custom heading by name.
    let mut shown = 0;
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(translate("cli.arg.help"));
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(translate("cli.help.verbs"))
        .subcommand_value_name(translate("cli.name.verb"))
        .arg(help)
        .help_template(format!(
            "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
            translate("cli.help.usage")
        ))
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                translate("cli.help.arguments")
            } else {
                translate("cli.help.options")
            };
            shown += 1;
            let common = arg.is_global_set() || arg.get_id() == "help" || arg.get_id() == "version";
            arg.help_heading(heading).display_order(if common {
                COMMON_OPTIONS + shown
            } else {
                shown
            })
        })
        .mut_subcommands(localize_frame)
}

/// Replaces the marks in a usage line, for which clap has no setting.
pub(crate) fn translate_marks(help: &str) -> String {
    help.replace("[OPTIONS]", &translate("cli.help.options-mark"))
}

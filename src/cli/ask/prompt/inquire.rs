//! Screen: lines and choices on a terminal that can move its cursor.

use std::cell::RefCell;

use inquire::error::InquireError;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{Select, Text};
use nigao::error::Error;

use super::{LinePrompt, Pick, Prompter, Reply, is_meant};
use crate::cli::outcome::Outcome;

/// How many options are shown at once.
const PAGE: usize = 10;

/// A terminal that can move its cursor.
pub(in crate::cli) struct Screen {
    /// Whether it may show colours.
    pub(in crate::cli) colour: bool,
}

impl Screen {
    fn style(&self) -> RenderConfig<'static> {
        let dim = StyleSheet::new().with_fg(Color::DarkGrey);
        let style =
            if self.colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
        let style = style.with_canceled_prompt_indicator(Styled::new("…"));
        let style =
            if self.colour { style } else { style.with_answered_prompt_prefix(Styled::new(">")) };
        if self.colour { style.with_default_value(dim).with_help_message(dim) } else { style }
    }
}

impl Prompter for Screen {
    fn line(&self, line: &LinePrompt) -> Outcome<Reply<String>> {
        // What is typed is kept: the prompt gives it up when it is left.
        let typed = RefCell::new(line.initial.unwrap_or_default().to_owned());
        let suggest = |input: &str| {
            typed.replace(input.to_owned());
            Ok((line.complete)(input))
        };
        let check = |input: &str| {
            Ok(match (line.check)(input) {
                Ok(()) => Validation::Valid,
                Err(words) => Validation::Invalid(words.into()),
            })
        };
        let mut text = Text::new(line.label)
            .with_help_message(line.help)
            .with_autocomplete(suggest)
            .with_validator(check)
            .with_page_size(PAGE)
            .with_render_config(self.style());
        text.default = line.default;
        text.initial_value = line.initial;
        reply(text.prompt(), &typed.borrow())
    }

    fn pick(&self, pick: &Pick) -> Outcome<Reply<usize>> {
        let score = |typed: &str, _: &String, option: &str, at: usize| {
            is_meant(typed, option, at).then_some(0)
        };
        let select = Select::new(pick.label, pick.options.to_vec())
            .with_starting_cursor(pick.at.min(pick.options.len().saturating_sub(1)))
            .with_help_message(pick.help)
            .with_scorer(&score)
            .with_page_size(PAGE)
            .with_render_config(self.style());
        reply(select.raw_prompt().map(|option| option.index), "")
    }
}

fn reply<T>(prompted: Result<T, InquireError>, typed: &str) -> Outcome<Reply<T>> {
    match prompted {
        Ok(given) => Ok(Reply::Given(given)),
        Err(InquireError::OperationCanceled) => Ok(Reply::Menu(typed.to_owned())),
        Err(InquireError::OperationInterrupted) => Ok(Reply::Leave(typed.to_owned())),
        Err(InquireError::IO(error)) => Err(Error::io("-", error).into()),
        Err(error) => Err(Error::io("-", std::io::Error::other(error.to_string())).into()),
    }
}

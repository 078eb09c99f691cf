//! Finds the genre a user means, and offers a list if the name is missing or not whole.

use std::io::{self, IsTerminal};

use nigao::catalog::Genre;
use nigao::diagnostic::Message;

use super::args::GenreArgs;
use super::lang::{translate, translate_with};
use super::outcome::{Failure, Outcome};
use super::prompt::{Choice, Console};
use super::report;
use super::terminal::{Terminal, clean, columns, pad, width};
use super::wrap::cut;

/// A genre with its Chinese title, which users type rather than the name of its files.
pub(crate) struct ChosenGenre {
    /// The genre.
    pub(crate) genre: Genre,
    /// The name to use in commands shown to the user.
    pub(crate) name: String,
}

/// Finds the genre of a name. If there is none, but some contain the name (述职 is in
/// 政府主官述职报告), takes the only one or asks which; without a name all are offered. None if the
/// user chooses none of them.
///
/// # Errors
/// No such genre; several, and no terminal to ask at.
pub(crate) fn find(
    name: Option<&str>,
    shelf: &GenreArgs,
    terminal: &Terminal,
) -> Outcome<Option<ChosenGenre>> {
    let unknown = match name.map(|name| (name, shelf.genre(name))) {
        Some((name, Ok(genre))) => {
            return Ok(Some(ChosenGenre {
                genre,
                name: name.to_owned(),
            }));
        }
        Some((_, Err(failure))) => Some(failure),
        None => None,
    };
    let mut all = Vec::new();
    for genre in shelf.open()?.genres()? {
        let heading = genre.heading();
        all.push((genre, heading));
    }
    let mut candidates = all.clone();
    candidates.retain(|(genre, heading)| {
        name.is_none_or(|name| is_partial(name, &genre.name, &heading.title))
    });
    let can_ask = !terminal.is_json() && io::stdin().is_terminal() && io::stderr().is_terminal();
    match (candidates.len(), unknown) {
        (0, Some(failure)) if !can_ask => return Err(failure),
        (0, Some(failure)) => {
            report::failure(&failure, terminal);
            candidates = all;
        }
        (1, Some(_)) => {
            let (genre, heading) = candidates.remove(0);
            let note = translate_with("cli.genre.taken", [("title", &heading.title)]);
            terminal.note(&format!("{}\n", clean(&note)));
            return Ok(Some(ChosenGenre {
                genre,
                name: heading.title,
            }));
        }
        _ => {}
    }
    let titles: Vec<&str> = candidates
        .iter()
        .map(|(_, heading)| heading.title.as_str())
        .collect();
    if !can_ask {
        let hint = Message::new(
            "cli.genre.names",
            [("names", titles.join(&translate("cli.list.comma")))],
        );
        return Err(Failure::usage(Message::plain("cli.genre.which"), hint));
    }
    let widest = titles.iter().map(|title| width(title)).max().unwrap_or(0);
    let mut options = Vec::new();
    for (_, heading) in &candidates {
        let line = format!("{}  {}", pad(&heading.title, widest), heading.summary);
        // inquire needs two columns before an option and one after it.
        options.push(cut(&clean(&line), columns().saturating_sub(3)));
    }
    let console = Console::new(terminal)?;
    let choice = console.choose(
        &translate("cli.genre.label"),
        &options,
        0,
        "ask.help.filter",
    )?;
    let Choice::Option(at) = choice else {
        return Ok(None);
    };
    let (genre, heading) = candidates.remove(at);
    Ok(Some(ChosenGenre {
        genre,
        name: heading.title,
    }))
}

/// Returns whether words are part of a genre's name, or whether its title has their characters in
/// this order: 述职报告 means 领导班子述职述廉报告 as well as 政府主官述职报告.
fn is_partial(words: &str, name: &str, title: &str) -> bool {
    let words = words.trim().to_lowercase();
    if words.is_empty() || name.to_lowercase().contains(&words) {
        return !words.is_empty();
    }
    let mut rest = title.chars();
    words.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::is_partial;

    #[test]
    fn a_genre_is_found_by_part_of_its_name_or_title() {
        let cases = [
            ("述职", true),
            ("述职报告", true),
            ("领导述廉", true),
            ("Integrity", true),
            ("duty-report", true),
            ("报告述职", false),
            ("任期述职", false),
            (" ", false),
        ];
        for (words, found) in cases {
            let is_found = is_partial(words, "integrity-duty-report", "领导班子述职述廉报告");
            assert_eq!(is_found, found, "{words}");
        }
    }
}

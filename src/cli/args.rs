//! Shared arguments: `--templates` and a name to a genre; answers files, `--set` and `--date` to answers.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::Args;
use nigao::answers::Answers;
use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::{Message, Severity};
use nigao::schema::{FieldKind, Schema};

use super::files::{self, Output};
use super::lang::say;
use super::outcome::{Failure, Outcome};
use super::render_diagnostics::Sources;

/// Where genres are looked up.
#[derive(Args)]
pub(crate) struct GenreArgs {
    #[arg(long, value_name = say("cli.name.folder"), help = say("cli.arg.templates"))]
    templates: Vec<PathBuf>,
}

impl GenreArgs {
    /// The shipped genres and those of the writer's own folders; of two of one name the folder given last wins.
    pub(crate) fn open(&self) -> Outcome<Catalog> {
        let opened = self.templates.iter().try_fold(Catalog::shipped(), Catalog::with_folder);
        Ok(opened?)
    }

    /// The words it was given by on the command line.
    pub(crate) fn words(&self) -> Vec<String> {
        let pair = |folder: &PathBuf| ["--templates".to_owned(), folder.display().to_string()];
        self.templates.iter().flat_map(pair).collect()
    }

    /// The genre of a name, a Chinese title, or a template's file.
    pub(crate) fn genre(&self, name: &str) -> Outcome<Genre> {
        let path = Path::new(name);
        let is_file = path.extension().is_some_and(|ending| ending == "hbs");
        let found = if is_file { Genre::of_file(path) } else { self.open()?.genre(name) };
        found.map_err(|error| match error.io_error() {
            None => Failure::Usage(error.message().clone(), None),
            Some(_) => Failure::from(error),
        })
    }

    /// Whether another genre has a field of this name; the genres are read at the first question.
    pub(crate) fn elsewhere(&self) -> impl Fn(&str) -> bool {
        let catalog = self.open();
        let names: OnceCell<HashSet<String>> = OnceCell::new();
        move |field| {
            let genres = || {
                catalog.as_ref().ok().and_then(|catalog| catalog.genres().ok()).unwrap_or_default()
            };
            let fields = |genre: Genre| genre.schema().0.fields.into_iter().map(|field| field.name);
            names.get_or_init(|| genres().into_iter().flat_map(fields).collect()).contains(field)
        }
    }
}

/// The schema of a genre, if nothing is wrong with it.
pub(crate) fn sound_schema(genre: &Genre) -> Outcome<Schema> {
    let (schema, faults) = genre.schema();
    if faults.iter().all(|fault| fault.severity != Severity::Error) {
        return Ok(schema);
    }
    let mut sources = Sources::default();
    sources.add_genre(genre);
    Err(Failure::Faults(faults, sources))
}

/// Where a text is written.
#[derive(Args)]
pub(crate) struct OutputTarget {
    #[arg(short, long, value_name = say("cli.name.file"), help = say("cli.arg.output"))]
    output: Option<String>,
    #[arg(long, help = say("cli.arg.force"))]
    force: bool,
}

impl OutputTarget {
    pub(crate) fn output(&self) -> Output {
        Output::new(self.output.as_deref(), self.force)
    }

    /// The file, where it is one.
    pub(crate) fn file(&self) -> Option<&str> {
        self.output.as_deref().filter(|file| *file != "-")
    }
}

/// What a writer answers.
#[derive(Args)]
pub(crate) struct AnswerArgs {
    #[arg(value_name = say("cli.name.answers"), help = say("cli.arg.answers"))]
    answers: Vec<String>,
    #[arg(long, value_name = say("cli.name.pair"), help = say("cli.arg.set"))]
    set: Vec<String>,
    #[arg(long, value_name = say("cli.name.date"), help = say("cli.arg.date"))]
    date: Option<String>,
}

impl AnswerArgs {
    /// Whether anything at all was answered.
    pub(crate) fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.set.is_empty() && self.date.is_none()
    }

    /// The names of the files.
    pub(crate) fn files(&self) -> &[String] {
        &self.answers
    }

    /// All answers, the later winning: the files in order, `--date`, `--set`.
    pub(crate) fn read(&self, schema: &Schema, sources: &mut Sources) -> Outcome<Answers> {
        let mut texts = Vec::new();
        for file in &self.answers {
            texts.push((file.clone(), files::read(file)?));
        }
        if let Some(date) = &self.date {
            texts.push(("--date".to_owned(), dated(schema, date)?));
        }
        if !self.set.is_empty() {
            texts.push(("--set".to_owned(), pairs(&self.set)?));
        }
        let mut answers: Option<Answers> = None;
        for (name, text) in &texts {
            sources.add(name, text);
            let read = Answers::read(name, text);
            answers = Some(match answers {
                Some(earlier) => earlier.then(read),
                None => read,
            });
        }
        Ok(answers.unwrap_or_else(|| Answers::read("-", "")))
    }
}

/// `--date`: the day on the paper, 成文日期 or the first date it has.
fn dated(schema: &Schema, date: &str) -> Outcome<String> {
    let named = schema.field("成文日期").filter(|field| matches!(field.kind, FieldKind::Date));
    let first = || schema.fields.iter().find(|field| matches!(field.kind, FieldKind::Date));
    let Some(field) = named.or_else(first) else {
        return Err(Failure::Usage(Message::new("cli.no-date", [("genre", &schema.title)]), None));
    };
    Ok(line(&field.name, date))
}

/// `字段=值` pairs as the lines of an answers file.
fn pairs(set: &[String]) -> Outcome<String> {
    let mut lines = String::new();
    for pair in set {
        let Some((field, value)) =
            pair.split_once('=').filter(|(field, _)| !field.trim().is_empty())
        else {
            let message = Message::new("cli.not-a-pair", [("pair", pair)]);
            return Err(Failure::usage(message, Message::plain("cli.not-a-pair-hint")));
        };
        lines += &line(field.trim(), value.trim());
    }
    Ok(lines)
}

/// A value as typed; only a list or a map is taken for YAML.
fn line(field: &str, value: &str) -> String {
    let quoted = |words: &str| serde_json::Value::from(words).to_string();
    let value =
        if value.starts_with(['[', '{']) { value.replace('\n', " ") } else { quoted(value) };
    let plain = field.chars().all(|c| c.is_alphanumeric() || c == '_');
    let field = if plain { field.to_owned() } else { quoted(field) };
    format!("{field}: {value}\n")
}

/// A command line as it is typed into a shell.
pub(crate) fn typed(words: &[String]) -> String {
    let plain = |word: &String| {
        !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_./:+,".contains(c))
    };
    let quoted = |word: &String| {
        if plain(word) { word.clone() } else { format!("'{}'", word.replace('\'', r"'\''")) }
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_words_unless_they_are_lists_or_maps() {
        let set =
            ["年份=2025", "姓名= 林: #1 ", "产值={本年: 3亿元}", "x y=\"a\""].map(str::to_owned);
        let lines = pairs(&set).ok();
        assert_eq!(
            lines.as_deref(),
            Some("年份: \"2025\"\n姓名: \"林: #1\"\n产值: {本年: 3亿元}\n\"x y\": \"\\\"a\\\"\"\n")
        );
        assert!(pairs(&["=1".to_owned()]).is_err());
        assert!(pairs(&["年份".to_owned()]).is_err());
    }

    #[test]
    fn commands_can_be_pasted_into_a_shell() {
        let words =
            ["nigao", "fill", "乡镇政府工作报告", "我的 答案.yaml", "it's"].map(str::to_owned);
        assert_eq!(typed(&words), r"nigao fill 乡镇政府工作报告 '我的 答案.yaml' 'it'\''s'");
    }
}

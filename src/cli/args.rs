//! Reads the arguments that several commands share: genre, answers and output.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::Args;
use nigao::answers::Answers;
use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::{Diagnostics, Message, Severity};
use nigao::forms;
use nigao::schema::{FieldKind, Schema};

use super::files::{self, Output};
use super::lang::translate;
use super::outcome::{Failure, Outcome};
use super::sources::Sources;

/// Where genres are looked up.
#[derive(Args)]
pub(crate) struct GenreArgs {
    #[arg(long, value_name = translate("cli.name.folder"), help = translate("cli.arg.templates"))]
    templates: Vec<PathBuf>,
}

impl GenreArgs {
    /// Opens the shipped genres and those of the user's folders. If two have the same name, the one
    /// in the folder given last wins.
    pub(crate) fn open(&self) -> Outcome<Catalog> {
        let opened = self
            .templates
            .iter()
            .try_fold(Catalog::shipped(), Catalog::with_folder);
        Ok(opened?)
    }

    /// Returns the arguments as they were given on the command line.
    pub(crate) fn words(&self) -> Vec<String> {
        let pair = |folder: &PathBuf| ["--templates".to_owned(), folder.display().to_string()];
        self.templates.iter().flat_map(pair).collect()
    }

    /// Finds a genre by its name, its Chinese title, or the file of its template.
    pub(crate) fn genre(&self, name: &str) -> Outcome<Genre> {
        let path = Path::new(name);
        let is_file = path
            .extension()
            .is_some_and(|ending| ending == "hbs" || ending == "docx");
        let found = if is_file {
            Genre::of_file(path)
        } else {
            self.open()?.genre(name)
        };
        found.map_err(|error| match error.io_error() {
            None => Failure::Usage(error.message().clone(), None),
            Some(_) => Failure::from(error),
        })
    }

    /// Returns a function that tells whether any genre has a field of a name. It reads the genres
    /// at its first call: most runs need none.
    pub(crate) fn elsewhere(&self) -> impl Fn(&str) -> bool + Send + Sync + use<> {
        let catalog = self.open().ok();
        let names: OnceLock<HashSet<String>> = OnceLock::new();
        move |field| {
            let read_names = || {
                catalog
                    .as_ref()
                    .map(Catalog::field_names)
                    .unwrap_or_default()
            };
            names.get_or_init(read_names).contains(field)
        }
    }
}

/// Reads the schema of a genre and fails if it has errors.
pub(crate) fn sound_schema(genre: &Genre) -> Outcome<Schema> {
    let (schema, faults) = genre.schema().recovered();
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
    #[arg(short, long, value_name = translate("cli.name.file"), help = translate("cli.arg.output"))]
    output: Option<String>,
    #[arg(long, help = translate("cli.arg.force"))]
    force: bool,
}

impl OutputTarget {
    pub(crate) fn output(&self) -> Output {
        Output::new(self.output.as_deref(), self.force)
    }

    /// Returns the file, unless it is stdout.
    pub(crate) fn file(&self) -> Option<&str> {
        self.output.as_deref().filter(|file| *file != "-")
    }
}

/// Where the answers come from.
#[derive(Args)]
pub(crate) struct AnswerArgs {
    #[arg(value_name = translate("cli.name.answers"), help = translate("cli.arg.answers"))]
    answers: Vec<String>,
    #[arg(long, value_name = translate("cli.name.pair"), help = translate("cli.arg.set"))]
    set: Vec<String>,
    #[arg(long, value_name = translate("cli.name.date"), help = translate("cli.arg.date"))]
    date: Option<String>,
}

impl AnswerArgs {
    /// Returns whether no answers were given.
    pub(crate) fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.set.is_empty() && self.date.is_none()
    }

    /// Returns the names of the files.
    pub(crate) fn files(&self) -> &[String] {
        &self.answers
    }

    /// Reads all answers; later ones win: the files in order, `--date`, `--set`.
    pub(crate) fn read(&self, schema: &Schema, sources: &mut Sources) -> Outcome<Answers> {
        Ok(self.read_with_advice(schema, sources)?.0)
    }

    /// Reads all answers as [`AnswerArgs::read`] does, with advice on what one file overrides in
    /// another; what is set on the command line is meant to override.
    pub(crate) fn read_with_advice(
        &self,
        schema: &Schema,
        sources: &mut Sources,
    ) -> Outcome<(Answers, Diagnostics)> {
        let mut texts = Vec::new();
        for file in &self.answers {
            texts.push((file.clone(), files::read(file)?));
        }
        let file_count = texts.len();
        if let Some(date) = &self.date {
            texts.push(("--date".to_owned(), date_answer(schema, date)?));
        }
        if !self.set.is_empty() {
            texts.push(("--set".to_owned(), pair_answers(&self.set)?));
        }
        let mut read = Vec::new();
        for (name, text) in &texts {
            sources.add(name, text);
            read.push(Answers::read(name, text));
        }
        let advice = forms::overridden(schema, &read[..file_count]);
        let answers = read.into_iter().reduce(Answers::then);
        Ok((answers.unwrap_or_else(|| Answers::read("-", "")), advice))
    }
}

/// Writes `--date` as an answer: the date on the paper (成文日期), or the first date of the schema.
fn date_answer(schema: &Schema, date: &str) -> Outcome<String> {
    let named = schema
        .field("成文日期")
        .filter(|field| matches!(field.kind, FieldKind::Date));
    let first = || {
        schema
            .fields
            .iter()
            .find(|field| matches!(field.kind, FieldKind::Date))
    };
    let Some(field) = named.or_else(first) else {
        return Err(Failure::Usage(
            Message::new("cli.no-date", [("genre", &schema.title)]),
            None,
        ));
    };
    Ok(answer_line(&field.name, date))
}

/// Writes `字段=值` pairs as the lines of an answers file.
fn pair_answers(set: &[String]) -> Outcome<String> {
    let mut lines = String::new();
    for pair in set {
        let Some((field, value)) = pair
            .split_once('=')
            .filter(|(field, _)| !field.trim().is_empty())
        else {
            let message = Message::new("cli.not-a-pair", [("pair", pair)]);
            return Err(Failure::usage(
                message,
                Message::plain("cli.not-a-pair-hint"),
            ));
        };
        lines += &answer_line(field.trim(), value.trim());
    }
    Ok(lines)
}

/// Writes a field and its value as typed; only a list or a map is taken for YAML.
fn answer_line(field: &str, value: &str) -> String {
    let quoted = |words: &str| serde_json::Value::from(words).to_string();
    let value = if value.starts_with(['[', '{']) {
        value.replace('\n', " ")
    } else {
        quoted(value)
    };
    let plain = field.chars().all(|c| c.is_alphanumeric() || c == '_');
    let field = if plain {
        field.to_owned()
    } else {
        quoted(field)
    };
    format!("{field}: {value}\n")
}

/// Writes a command line so that it can be pasted into a shell.
///
/// shlex would quote every word with a Chinese character, which shells do not need and users do
/// not type; so it quotes only words with characters that are neither letters nor harmless marks.
pub(crate) fn shell_line(words: &[String]) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:+,".contains(c);
    let mut quoted = Vec::new();
    for word in words {
        if !word.is_empty() && word.chars().all(is_plain) {
            quoted.push(word.clone());
        } else {
            // Only a NUL cannot be quoted, and no argument of a process holds one.
            let word = shlex::try_quote(word).unwrap_or_default();
            quoted.push(word.into_owned());
        }
    }
    quoted.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_words_unless_they_are_lists_or_maps() {
        let set = [
            "年份=2025", "姓名= 林: #1 ", "产值={本年: 3亿元}", "x y=\"a\"",
        ]
        .map(str::to_owned);
        let lines = pair_answers(&set).ok();
        assert_eq!(
            lines.as_deref(),
            Some("年份: \"2025\"\n姓名: \"林: #1\"\n产值: {本年: 3亿元}\n\"x y\": \"\\\"a\\\"\"\n")
        );
        assert!(pair_answers(&["=1".to_owned()]).is_err());
        assert!(pair_answers(&["年份".to_owned()]).is_err());
    }

    #[test]
    fn commands_can_be_pasted_into_a_shell() {
        let words = [
            "nigao", "fill", "乡镇政府工作报告", "我的 答案.yaml", "it's",
        ]
        .map(str::to_owned);
        assert_eq!(
            shell_line(&words),
            r#"nigao fill 乡镇政府工作报告 '我的 答案.yaml' "it's""#
        );
        assert_eq!(shlex::split(&shell_line(&words)), Some(words.to_vec()));
    }
}

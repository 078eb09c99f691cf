//! Compares two drafts by field and by sentence: `nigao diff`.

use std::path::Path;

use clap::Args;
use nigao::diagnostic::Message;
use nigao::refill::text_differences;
use nigao::refill::{PulledAnswer, SentenceDifference, differences, pulled, stamp_of, tracked};
use nigao::splice::Reviser;
use serde_json::json;

use super::drafting::{AnswerFiles, DraftingArgs};
use super::files::{self, Output};
use super::json::JsonFlag;
use super::lang::{translate, translate_with};
use super::outcome::{Exit, Failure, Outcome};
use super::terminal::{Terminal, clean};

/// Who makes the tracked changes of a comparison.
const AUTHOR: &str = "拟稿";

#[derive(Args)]
#[command(about = translate("cli.diff.about"), after_help = translate("cli.diff.examples"))]
pub(crate) struct Diff {
    #[arg(value_name = "A", help = translate("cli.diff.one"))]
    one: String,
    #[arg(value_name = "B", help = translate("cli.diff.other"))]
    other: String,
    #[arg(short, long, value_name = translate("cli.name.file"), help = translate("cli.diff.output"))]
    output: Option<String>,
    #[arg(long, value_name = translate("cli.name.answers"), help = translate("cli.diff.was"))]
    was: Vec<String>,
    #[command(flatten)]
    drafting: DraftingArgs,
    #[command(flatten)]
    json: JsonFlag,
}

/// A draft to compare: a Word file, or a text.
enum Compared {
    Word(Vec<u8>),
    Text(String),
}

impl Diff {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let output = Output::new(self.output.as_deref(), self.drafting.force);
        output.check_writable(self.output.is_some())?;
        output.check_not_input(&[self.one.clone(), self.other.clone()])?;
        let (one, other) = (self.read(&self.one)?, self.read(&self.other)?);
        let found = match (&one, &other) {
            (Compared::Word(one), Compared::Word(other)) => differences(one, other)?,
            (one, other) => text_differences(&one.text()?, &other.text()?),
        };
        let mut left = Vec::new();
        if self.output.is_some() {
            let (Compared::Word(one), Compared::Word(other)) = (&one, &other) else {
                return Err(Failure::Usage(Message::plain("cli.diff.not-word"), None));
            };
            let by = Reviser {
                author: AUTHOR.to_owned(),
                initials: "拟".to_owned(),
                date: None,
            };
            let comparison = tracked(one, other, &by)?;
            output.write(&comparison.bytes, terminal)?;
            left = comparison.left;
        }
        let fields = self.fields(&one, &other)?;
        terminal.answer(|| {
            json!({
                "sentences": found.iter().map(sentence_json).collect::<Vec<_>>(),
                "fields": fields.iter().map(field_json).collect::<Vec<_>>(),
                "file": self.output,
                "untracked": left,
            })
        });
        if !terminal.is_json() {
            terminal.print(&shown(&found, &fields))?;
        }
        for paragraph in left {
            let message = Message::new("cli.diff.untracked", [("paragraph", paragraph)]);
            terminal.advise(&message);
        }
        Ok(Exit::Done)
    }

    /// Reads a draft; answers are drafted.
    fn read(&self, name: &str) -> Outcome<Compared> {
        let ending = Path::new(name)
            .extension()
            .and_then(|ending| ending.to_str());
        match ending {
            Some("docx") => Ok(Compared::Word(files::bytes(Path::new(name))?)),
            Some("yaml" | "yml") => {
                let template = self.drafting.genre_name(None, name)?;
                let drafting = self.drafting.open(&template)?;
                let answers = AnswerFiles::read(&[name.to_owned()])?;
                Ok(Compared::Word(
                    drafting.draft(&answers, self.drafting.draft)?.bytes,
                ))
            }
            _ => Ok(Compared::Text(files::read(name)?)),
        }
    }

    /// The answers that read otherwise in the second draft; by the answers of the first, where they
    /// are given or the first is a file of answers.
    fn fields(&self, one: &Compared, other: &Compared) -> Outcome<Vec<PulledAnswer>> {
        let is_answers = self.one.ends_with(".yaml") || self.one.ends_with(".yml");
        let was = if is_answers {
            vec![self.one.clone()]
        } else {
            self.was.clone()
        };
        let (Compared::Word(first), Compared::Word(second)) = (one, other) else {
            return Ok(Vec::new());
        };
        if was.is_empty() {
            return Ok(Vec::new());
        }
        let stamp = stamp_of(first)?;
        let name = self.drafting.genre_name(stamp.as_ref(), &self.one)?;
        let drafting = self.drafting.open(&name)?;
        let drafted = drafting.draft(&AnswerFiles::read(&was)?, self.drafting.draft)?;
        Ok(pulled(
            second,
            &drafting.trace(&drafted.facts, self.drafting.draft)?,
        )?)
    }
}

impl Compared {
    fn text(&self) -> Outcome<String> {
        match self {
            Self::Text(text) => Ok(text.clone()),
            Self::Word(file) => Ok(nigao::read::Source::parse(file, false, None)?.text),
        }
    }
}

fn shown(found: &[SentenceDifference], fields: &[PulledAnswer]) -> String {
    let mut text = String::new();
    for field in fields {
        text += &format!("{}：{} → {}\n", field.path, field.old, field.new);
    }
    if !fields.is_empty() {
        text.push('\n');
    }
    let mut last = None;
    for difference in found {
        if last != Some(difference.paragraph) {
            let args = [("paragraph", difference.paragraph)];
            text += &format!("{}\n", translate_with("cli.diff.paragraph", args));
            last = Some(difference.paragraph);
        }
        for (mark, words) in [("-", &difference.old), ("+", &difference.new)] {
            if !words.trim().is_empty() {
                text += &format!("{mark} {}\n", words.replace('\n', " "));
            }
        }
    }
    if text.is_empty() {
        text = format!("{}\n", translate("cli.diff.same"));
    }
    clean(&text)
}

fn sentence_json(difference: &SentenceDifference) -> serde_json::Value {
    json!({
        "paragraph": difference.paragraph,
        "old": difference.old,
        "new": difference.new,
    })
}

fn field_json(field: &PulledAnswer) -> serde_json::Value {
    json!({"path": field.path, "old": field.old, "new": field.new})
}

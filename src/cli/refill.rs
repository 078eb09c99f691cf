//! Renews an edited draft from new answers: `nigao refill`.

use std::io::{BufRead, Write};
use std::path::Path;

use clap::Args;
use nigao::answers::{Answers, edit};
use nigao::diagnostic::Message;
use nigao::refill::{PulledAnswer, RefillItem, pulled, refill, stamp_of};
use nigao::write::docx::DraftStamp;
use nigao::yaml::{Node, Value};
use serde_json::json;

use super::drafting::{AnswerFiles, DraftedFile, Drafting, DraftingArgs};
use super::files::{self, Output};
use super::json::JsonFlag;
use super::lang::{lang, translate, translate_with};
use super::outcome::{Exit, Failure, Outcome};
use super::terminal::{Terminal, clean};

#[derive(Args)]
#[command(about = translate("cli.refill.about"), after_help = translate("cli.refill.examples"))]
pub(crate) struct Refill {
    #[arg(value_name = translate("cli.name.edited"), help = translate("cli.refill.edited"))]
    edited: String,
    #[arg(long, value_name = translate("cli.name.answers"), help = translate("cli.refill.was"))]
    was: Vec<String>,
    #[arg(long, value_name = translate("cli.name.answers"), help = translate("cli.refill.now"))]
    now: Vec<String>,
    #[arg(
        short, long, value_name = translate("cli.name.file"),
        help = translate("cli.refill.output")
    )]
    output: Option<String>,
    #[arg(long, value_name = translate("cli.name.file"), help = translate("cli.refill.pull"))]
    pull: Option<String>,
    #[arg(long, help = translate("word-template.cli.accept"))]
    accept_changes: bool,
    #[command(flatten)]
    drafting: DraftingArgs,
    #[command(flatten)]
    json: JsonFlag,
}

/// The old draft, drafted anew, and how it was drafted.
struct FoundBase {
    files: AnswerFiles,
    drafted: DraftedFile,
    /// Whether with holes.
    holes: bool,
}

impl Refill {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        if self.output.is_none() && self.pull.is_none() {
            return Err(Failure::Usage(Message::plain("cli.refill.nothing"), None));
        }
        let output = Output::new(self.output.as_deref(), self.drafting.force);
        output.check_writable(self.output.is_some())?;
        let pull = Output::new(self.pull.as_deref(), self.drafting.force);
        pull.check_writable(false)?;
        let inputs = [std::slice::from_ref(&self.edited), &self.was, &self.now].concat();
        output.check_not_input(&inputs)?;
        pull.check_not_input(&inputs)?;
        let edited = files::bytes(Path::new(&self.edited))?;
        let edited = files::settled(edited, &self.edited, self.accept_changes)?;
        let stamp = stamp_of(&edited).map_err(|error| error.in_file(&self.edited))?;
        let name = self.drafting.genre_name(stamp.as_ref(), &self.edited)?;
        let drafting = self.drafting.open(&name)?;
        let base = self.base(&drafting, stamp.as_ref(), terminal)?;
        let found = self.pulled(&edited, &drafting, &base)?;
        let mut items = Vec::new();
        if self.output.is_some() {
            if self.now.is_empty() {
                return Err(Failure::Usage(Message::plain("cli.refill.no-now"), None));
            }
            let next = drafting.draft(&AnswerFiles::read(&self.now)?, base.holes)?;
            let renewed = refill(&edited, &base.drafted.bytes, &next.bytes, lang())
                .map_err(|error| error.in_file(&self.edited))?;
            output.write(&renewed.bytes, terminal)?;
            items = renewed.items;
        }
        report(&items, self.output.as_deref(), terminal);
        let mut taken = 0;
        if self.pull.is_some() {
            taken = self.pull(&found, &drafting, &base, &pull, terminal)?;
        } else if !found.is_empty() {
            terminal.note(&pull_note(&found));
        }
        terminal.answer(|| {
            json!({
                "file": self.output,
                "items": items.iter().map(item_json).collect::<Vec<_>>(),
                "pulled": found.iter().map(pulled_json).collect::<Vec<_>>(),
                "taken": taken,
            })
        });
        Ok(Exit::Done)
    }

    /// Finds the old answers: those named, else the file beside the draft that drafts it.
    fn base(
        &self,
        drafting: &Drafting,
        stamp: Option<&DraftStamp>,
        terminal: &Terminal,
    ) -> Outcome<FoundBase> {
        let is_it = |drafted: &DraftedFile| {
            let own = DraftStamp::of(&drafting.genre.name, &drafted.document);
            stamp.is_some_and(|stamp| stamp.hash == own.hash)
        };
        if self.was.is_empty() {
            for name in beside(&self.edited) {
                let Ok(files) = AnswerFiles::read(std::slice::from_ref(&name)) else {
                    continue;
                };
                for holes in [false, true] {
                    let drafted = drafting.try_draft(&files.answers(), holes);
                    let Ok(Ok(drafted)) = drafted else { continue };
                    if is_it(&drafted) {
                        terminal.note(&format!(
                            "{}\n",
                            translate_with("cli.refill.found-was", [("file", &name)])
                        ));
                        return Ok(FoundBase {
                            files,
                            drafted,
                            holes,
                        });
                    }
                }
            }
            let message = Message::new("cli.refill.no-was", [("file", &self.edited)]);
            return Err(Failure::usage(
                message,
                Message::plain("cli.refill.no-was-hint"),
            ));
        }
        let files = AnswerFiles::read(&self.was)?;
        // A final copy and a draft of the same answers differ by their open claims.
        for holes in [self.drafting.draft, !self.drafting.draft] {
            if let Ok(Ok(drafted)) = drafting.try_draft(&files.answers(), holes)
                && is_it(&drafted)
            {
                return Ok(FoundBase {
                    files,
                    drafted,
                    holes,
                });
            }
        }
        let drafted = drafting.draft(&files, self.drafting.draft)?;
        if let Some(stamp) = stamp {
            let key = if stamp.version == env!("CARGO_PKG_VERSION") {
                "cli.refill.other-answers"
            } else {
                "cli.refill.other-version"
            };
            let message = Message::new(key, [("file", self.edited.as_str())]);
            terminal.advise(&message);
        }
        Ok(FoundBase {
            files,
            drafted,
            holes: self.drafting.draft,
        })
    }

    fn pulled(
        &self,
        edited: &[u8],
        drafting: &Drafting,
        base: &FoundBase,
    ) -> Outcome<Vec<PulledAnswer>> {
        let traced = drafting.trace(&base.drafted.facts, base.holes)?;
        Ok(pulled(edited, &traced).map_err(|error| error.in_file(&self.edited))?)
    }

    /// Asks for each answer that the hand has changed whether the answers file follows, and writes
    /// it. Returns how many do.
    fn pull(
        &self,
        found: &[PulledAnswer],
        drafting: &Drafting,
        base: &FoundBase,
        output: &Output,
        terminal: &Terminal,
    ) -> Outcome<usize> {
        let files = if self.now.is_empty() {
            None
        } else {
            Some(AnswerFiles::read(&self.now)?)
        };
        let files = files.as_ref().unwrap_or(&base.files);
        let Some((_, source)) = files.texts.last() else {
            return Ok(0);
        };
        let mut answers = files.answers();
        let mut taken = 0;
        // Plain lines, so that the answers can come from a pipe as well as from a person.
        let mut lines = std::io::stdin().lock().lines();
        for answer in found {
            let question = translate_with("cli.refill.take", pulled_args(answer));
            terminal.note(&clean(&format!("{question} ")));
            let _ = std::io::stderr().flush();
            // Silence is no consent.
            let Some(Ok(line)) = lines.next() else { break };
            if !matches!(
                line.trim().to_lowercase().as_str(),
                "y" | "yes" | "是" | "好"
            ) {
                continue;
            }
            let changed = with_answer(&answers, answer);
            // What does not pass the check is not written: a ledger is worse off with it.
            if drafting.try_draft(&changed, true).is_ok() {
                answers = changed;
                taken += 1;
            } else {
                let args = [("path", answer.path.as_str()), ("new", &answer.new)];
                terminal.note(&format!(
                    "{}\n",
                    translate_with("cli.refill.not-taken", args)
                ));
            }
        }
        let text = edit::update(source, &answers, &drafting.schema);
        output.write(text.as_bytes(), terminal)?;
        let args = [
            ("n", taken.to_string()),
            ("file", self.pull.clone().unwrap_or_default()),
        ];
        terminal.note(&format!("{}\n", translate_with("cli.refill.pulled", args)));
        Ok(taken)
    }
}

/// The answers files beside a draft, in order of their names.
fn beside(file: &str) -> Vec<String> {
    let folder = Path::new(file)
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .into_iter()
        .flatten();
    let mut names: Vec<String> = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml")
        {
            names.push(path.display().to_string());
        }
    }
    names.sort();
    names
}

/// The answers with one of them as a draft has it.
fn with_answer(answers: &Answers, answer: &PulledAnswer) -> Answers {
    let mut root = answers.to_node();
    let parts: Vec<&str> = answer.path.split('.').collect();
    set(&mut root, &parts, &answer.new);
    Answers::of(root)
}

fn set(node: &mut Node, parts: &[&str], words: &str) {
    let [first, rest @ ..] = parts else {
        // A figure with parts beside its value has the value under 本年.
        match &node.value {
            Value::Map(_) => node.set("本年", Node::of_words(words)),
            _ => *node = Node::of_words(words),
        }
        return;
    };
    if let (Value::List(items), Ok(number)) = (&mut node.value, first.parse::<usize>()) {
        if let Some(item) = number.checked_sub(1).and_then(|at| items.get_mut(at)) {
            set(item, rest, words);
        }
        return;
    }
    let mut inner = node.get(first).cloned().unwrap_or_default();
    set(&mut inner, rest, words);
    node.set(first, inner);
}

/// Says what was done, and first what is left to do.
fn report(items: &[RefillItem], file: Option<&str>, terminal: &Terminal) {
    let Some(file) = file else { return };
    let mut text = String::new();
    for open in [true, false] {
        for item in items.iter().filter(|item| item.kind.is_open() == open) {
            let place = match &item.place {
                Some((paragraph, words)) => {
                    let args = [
                        ("paragraph", paragraph.to_string()),
                        ("words", words.clone()),
                    ];
                    translate_with("cli.refill.place", args)
                }
                None => String::new(),
            };
            let kind = translate(kind_key(item));
            let change = match (item.old.trim(), item.new.trim()) {
                ("", new) => new.to_owned(),
                (old, "") => old.to_owned(),
                (old, new) => format!("{old} → {new}"),
            };
            text += &clean(&format!("{kind}{place}  {change}").replace('\n', " "));
            text.push('\n');
        }
    }
    let open = items.iter().filter(|item| item.kind.is_open()).count();
    let done = items.len() - open;
    let args = [
        ("file", file),
        ("done", &done.to_string()),
        ("open", &open.to_string()),
    ];
    text += &format!("{}\n", translate_with("cli.refill.done", args));
    terminal.note(&text);
}

fn kind_key(item: &RefillItem) -> &'static str {
    use nigao::refill::RefillKind;
    match item.kind {
        RefillKind::Changed => "cli.refill.kind.changed",
        RefillKind::Added => "cli.refill.kind.added",
        RefillKind::Removed => "cli.refill.kind.removed",
        RefillKind::Conflict => "cli.refill.kind.conflict",
        RefillKind::DeletedByHand => "cli.refill.kind.deleted",
        RefillKind::KeptByHand => "cli.refill.kind.kept",
        RefillKind::ByHand => "cli.refill.kind.by-hand",
    }
}

fn pull_note(found: &[PulledAnswer]) -> String {
    let mut text = format!(
        "{}\n",
        translate_with("cli.refill.pullable", [("n", found.len())])
    );
    for answer in found {
        let line = translate_with("cli.refill.pullable-line", pulled_args(answer));
        text += &clean(&line);
        text.push('\n');
    }
    text
}

fn pulled_args(answer: &PulledAnswer) -> [(&'static str, String); 4] {
    [
        ("path", answer.path.clone()),
        ("old", answer.old.clone()),
        ("new", answer.new.clone()),
        ("sentence", answer.sentence.trim().to_owned()),
    ]
}

fn item_json(item: &RefillItem) -> serde_json::Value {
    json!({
        "kind": item.kind.name(),
        "paragraph": item.place.as_ref().map(|(paragraph, _)| paragraph),
        "words": item.place.as_ref().map(|(_, words)| words),
        "old": item.old,
        "new": item.new,
    })
}

fn pulled_json(answer: &PulledAnswer) -> serde_json::Value {
    json!({
        "path": answer.path,
        "old": answer.old,
        "new": answer.new,
        "sentence": answer.sentence,
    })
}

//! Runs all examinations and prints their findings by area.

use std::path::PathBuf;

use clap::Args;
use nigao::diagnostic::{Lang, Message};
use serde_json::{Value, json};

use super::super::json::JsonFlag;
use super::super::lang::{lang, translate, translate_with};
use super::super::layout_args::LayoutArgs;
use super::super::outcome::{Exit, Outcome};
use super::super::terminal::{Terminal, clean};
use super::finding::{Finding, Health};
use super::{browser, encoding, faces, folder};

#[derive(Args)]
#[command(about = translate("doctor.about"), after_help = translate("doctor.examples"))]
pub(crate) struct Doctor {
    #[arg(
        long,
        default_value = ".",
        hide_default_value = true,
        value_name = translate("cli.name.folder"),
        help = translate("doctor.folder")
    )]
    dir: PathBuf,
    #[command(flatten)]
    layout: LayoutArgs,
    #[command(flatten)]
    json: JsonFlag,
}

impl Doctor {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let layout = self.layout.read()?;
        let env = |name: &str| std::env::var(name).ok();
        let program = [Finding::good(program())];
        let areas: [(&'static str, &[Finding]); 5] = [
            ("doctor.program", &program),
            (
                "doctor.faces",
                &faces::examine(&layout, &faces::installed()),
            ),
            ("doctor.files", &[folder::examine(&self.dir)]),
            ("doctor.browser", &[browser::examine(env)]),
            ("doctor.encoding", &[encoding::examine(env)]),
        ];
        terminal.answer(|| areas_json(&areas));
        let mut text = String::new();
        for (title, findings) in areas {
            text += &format!("{}\n", terminal.heading(&translate(title)));
            text += &lines(findings);
        }
        let in_the_way = |finding: &Finding| finding.health == Health::Bad;
        let ill = areas
            .iter()
            .any(|(_, findings)| findings.iter().any(in_the_way));
        text += &format!(
            "{}\n",
            translate(if ill { "doctor.ill" } else { "doctor.well" })
        );
        terminal.print(&text)?;
        Ok(if ill { Exit::Faults } else { Exit::Done })
    }
}

/// Returns the findings of all areas, in both languages.
fn areas_json(areas: &[(&'static str, &[Finding])]) -> Value {
    let words =
        |message: &Message| json!({ "zh": message.text(Lang::Zh), "en": message.text(Lang::En) });
    let mut list = Vec::new();
    for (title, findings) in areas {
        for finding in *findings {
            list.push(json!({
                "area": title.trim_start_matches("doctor."),
                "health": match finding.health {
                    Health::Good => "good",
                    Health::Note => "note",
                    Health::Bad => "bad",
                },
                "message": words(&finding.message),
                "hint": finding.hint.as_ref().map(words),
            }));
        }
    }
    json!({ "findings": list })
}

/// Returns the findings of an area, and each hint once: below the last finding it is for.
fn lines(findings: &[Finding]) -> String {
    let mut text = String::new();
    for (at, finding) in findings.iter().enumerate() {
        text += &line(finding);
        let Some(hint) = &finding.hint else { continue };
        let has_hint = |later: &Finding| later.hint.as_ref() == Some(hint);
        if !findings[at + 1..].iter().any(has_hint) {
            text += &translate_with("cli.hint", [("hint", clean(&hint.text(lang())))]);
            text.push('\n');
        }
    }
    text
}

/// Returns a finding with its mark.
fn line(finding: &Finding) -> String {
    // Marks that every code page of Windows has.
    let mark = match finding.health {
        Health::Good => "√",
        Health::Note => "!",
        Health::Bad => "×",
    };
    format!("  {mark} {}\n", clean(&finding.message.text(lang())))
}

/// Returns the version and the system it was built for, which is what a report of a fault needs.
fn program() -> Message {
    Message::new(
        "doctor.version",
        [
            ("version", env!("CARGO_PKG_VERSION")),
            ("system", std::env::consts::OS),
            ("machine", std::env::consts::ARCH),
        ],
    )
}

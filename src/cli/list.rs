//! Lists the genres by kind: `nigao list`.

use clap::Args;
use nigao::results;

use super::args::GenreArgs;
use super::json::JsonFlag;
use super::lang::translate;
use super::outcome::{Exit, Outcome};
use super::terminal::{Terminal, clean, pad, width};
use super::wrap::{cut, wrap};

#[derive(Args)]
#[command(about = translate("cli.list.about"), after_help = translate("cli.list.examples"))]
pub(crate) struct ListGenres {
    #[command(flatten)]
    shelf: GenreArgs,
    #[command(flatten)]
    json: JsonFlag,
}

impl ListGenres {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let catalog = self.shelf.open()?;
        if terminal.is_json() {
            let listed = results::genres(&catalog)?;
            terminal.answer(|| listed);
            return Ok(Exit::Done);
        }
        let genres = catalog.genres()?;
        let rows: Vec<_> = genres
            .into_iter()
            .map(|genre| (genre.heading(), genre.name))
            .collect();
        let names = rows.iter().map(|(_, name)| width(name)).max().unwrap_or(0);
        let titles = rows
            .iter()
            .map(|(schema, _)| width(&schema.title))
            .max()
            .unwrap_or(0);
        let mut kinds: Vec<&str> = Vec::new();
        for (schema, _) in &rows {
            if !kinds.contains(&schema.kind.as_str()) {
                kinds.push(&schema.kind);
            }
        }
        kinds.sort_by_key(|kind| {
            KIND_ORDER
                .iter()
                .position(|known| known == kind)
                .unwrap_or(KIND_ORDER.len())
        });
        // On a narrow terminal the summary goes below the names.
        let beside = names + titles + 6;
        let columns = terminal
            .columns()
            .filter(|columns| *columns < beside + SUMMARY_COLUMNS);
        let mut text = String::new();
        for kind in kinds {
            text += &format!("{}\n", terminal.heading(&clean(kind)));
            for (schema, name) in rows.iter().filter(|(schema, _)| schema.kind == *kind) {
                let (name, title) = (pad(&clean(name), names), pad(&clean(&schema.title), titles));
                let summary = clean(&schema.summary);
                text += &match columns {
                    Some(columns) => {
                        let name = cut(format!("  {title}  {name}").trim_end(), columns);
                        let summary = wrap(&format!("    {summary}"), columns, 4);
                        format!("{name}\n{summary}\n")
                    }
                    None => terminal.fit(&format!("  {name}  {title}  {summary}")) + "\n",
                };
            }
        }
        terminal.print(&text)?;
        Ok(Exit::Done)
    }
}

/// The fewest columns in which a summary can be read beside the names.
const SUMMARY_COLUMNS: usize = 20;
/// The order of the kinds; other kinds come after them.
const KIND_ORDER: [&str; 5] = ["工作报告", "述职报告", "讲话", "汇报", "调查报告"];

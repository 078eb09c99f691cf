//! Every shipped genre: its schema reads, its template agrees with it (invariant 5), its
//! sample checks
//! and drafts.

mod combinations;
mod ledger;
mod levels;
pub(crate) mod lint;
pub(crate) mod made_up;
mod relations;
mod sections;
pub(crate) mod stage;
mod writers;
mod years;

use std::sync::atomic::{AtomicUsize, Ordering};

use nigao::answers::{Answers, Mode};
use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::{Diagnostic, Lang};

use stage::Stage;

/// Runs a check on every genre, two at a time, and fails with what all of them found.
fn each_genre(check: impl Fn(&Genre) -> Vec<String> + Sync) {
    let genres = Catalog::shipped().genres().unwrap();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(genre) = genres.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.extend(
                check(genre)
                    .into_iter()
                    .map(|words| format!("{}: {words}", genre.name)),
            );
        }
        found
    };
    let mut found: Vec<String> = std::thread::scope(|scope| {
        let workers = [scope.spawn(work), scope.spawn(work)];
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    found.sort();
    found.dedup();
    assert!(
        found.is_empty(),
        "{} findings:\n{}",
        found.len(),
        found[..found.len().min(200)].join("\n")
    );
}

/// The same with every genre bound and ready to draft.
pub(crate) fn each_stage(check: impl Fn(&Stage) -> Vec<String> + Sync) {
    each_genre(|genre| check(&Stage::of(genre)));
}

pub(crate) fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|d| {
            let at = d.location.as_ref().map_or(String::new(), |at| {
                format!("{}:{}:{}: ", at.file, at.line, at.column)
            });
            let hint = d
                .hint
                .as_ref()
                .map_or(String::new(), |hint| format!(" ({})", hint.text(Lang::Zh)));
            format!("{at}{}{hint}", d.message.text(Lang::Zh))
        })
        .collect()
}

#[test]
fn invariant_5_templates_and_schemas_agree() {
    each_genre(|genre| {
        let (schema, mut faults) = genre.schema().recovered();
        faults.extend(genre.template_faults(&schema));
        told(&faults)
    });
}

#[test]
fn samples_check_and_draft() {
    each_stage(|stage| {
        let (file, text) = stage.genre.sample().unwrap();
        let answers = Answers::read(&file, &text);
        let checked = nigao::answers::check(&stage.schema, &answers, Mode::default());
        match stage.draft(&answers) {
            Ok(document) => [told(&checked.diagnostics), lint::document(&document)].concat(),
            Err(faults) => faults,
        }
    });
}

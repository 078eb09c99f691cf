//! Every shipped genre: its schema reads, its template agrees with it (law 5), its sample checks and drafts.

use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::{Diagnostic, Lang};
use nigao::draft::draft;
use nigao::schema::{self, Answers, Mode};

/// Runs a check on every genre and fails with what all of them found.
fn each_genre(check: impl Fn(&Genre) -> Vec<String>) {
    let found: Vec<String> = Catalog::shipped()
        .genres()
        .unwrap()
        .iter()
        .flat_map(|genre| check(genre).into_iter().map(|words| format!("{}: {words}", genre.name)))
        .collect();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|d| {
            let at = d.location.as_ref().map_or(String::new(), |at| format!("{}:{}:{}: ", at.file, at.line, at.column));
            let hint = d.hint.as_ref().map_or(String::new(), |hint| format!(" ({})", hint.text(Lang::Zh)));
            format!("{at}{}{hint}", d.message.text(Lang::Zh))
        })
        .collect()
}

#[test]
fn law_5_templates_and_schemas_agree() {
    each_genre(|genre| {
        let (schema, mut faults) = genre.schema();
        match genre.template() {
            Ok(template) => faults.extend(template.agree(&schema)),
            Err(found) => faults.extend(found),
        }
        told(&faults)
    });
}

#[test]
fn samples_check_and_draft() {
    each_genre(|genre| {
        let (schema, _) = genre.schema();
        let Ok(Ok(template)) = genre.template().map(|template| template.bind(&schema)) else { return Vec::new() };
        let (file, text) = match genre.sample() {
            Ok(sample) => sample,
            Err(error) => return vec![error.to_string()],
        };
        let checked = schema::check(&schema, &Answers::read(&file, &text), Mode::default());
        let mut found = told(&checked.diagnostics);
        if let Some(facts) = &checked.facts
            && let Err(faults) = draft(&template, facts, false)
        {
            found.extend(told(&faults));
        }
        found
    });
}

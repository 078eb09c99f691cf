//! Review: the whole table with what is still open, a change here and there, then the files.

use nigao::answers::{Answers, Mode};
use nigao::write;

use super::super::files;
use super::super::lang::{translate, translate_with};
use super::super::outcome::Outcome;
use super::super::report;
use super::super::sources::Sources;
use super::preview;
use super::prompt::{Pick, Reply};
use super::session::{AskSession, Flow};

/// What is to be done at the end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Write the Word file.
    Word,
    /// Write the Word file and the text.
    WordAndText,
    /// Nothing: leave.
    Leave,
}

/// What can be done at the review.
#[derive(Clone, Copy)]
enum ReviewAction {
    End(End),
    Open,
    Change,
    Table,
    Whole,
}

impl AskSession<'_> {
    /// Shows everything and asks what to do with it, until the writer is done; then how it ends.
    pub(super) fn review(&mut self) -> Outcome<End> {
        self.terminal.note(&format!("\n{}\n{}\n", translate("ask.review"), self.table()));
        self.warnings()?;
        loop {
            self.note(&self.summary(), 2);
            match self.review_act()? {
                ReviewAction::End(end) => return Ok(end),
                ReviewAction::Table => self.terminal.note(&self.table()),
                ReviewAction::Whole => self.whole(),
                ReviewAction::Open => self.interview.what_is_open(),
                ReviewAction::Change => {
                    if let Some(field) = self.which_field()? {
                        self.interview.change(&field);
                    }
                }
            }
            self.reached = None;
            self.elsewhere();
            if self.interview.question().is_some() {
                if self.questions()? == Flow::Leave {
                    return Ok(End::Leave);
                }
                self.warnings()?;
            }
        }
    }

    fn review_act(&self) -> Outcome<ReviewAction> {
        let open = self.interview.missing().len();
        let mut acts = vec![
            (ReviewAction::End(End::Word), translate("ask.review.word")),
            (ReviewAction::End(End::WordAndText), translate("ask.review.text")),
            (ReviewAction::Change, translate("ask.review.change")),
            (ReviewAction::Table, translate("ask.review.table")),
            (ReviewAction::Whole, translate("ask.review.whole")),
            (ReviewAction::End(End::Leave), translate("ask.review.leave")),
        ];
        if open > 0 {
            acts.insert(0, (ReviewAction::Open, translate_with("ask.review.open", [("n", open)])));
        }
        let options: Vec<String> = acts.iter().map(|(_, words)| words.clone()).collect();
        let label = translate("ask.review.label");
        let reply = self.face.pick(&Pick {
            label: &label,
            options: &options,
            at: 0,
            help: &translate("ask.help.end"),
        })?;
        Ok(match reply {
            Reply::Given(at) => acts.get(at).map_or(ReviewAction::Table, |(act, _)| *act),
            Reply::Menu(_) | Reply::Leave(_) => ReviewAction::End(End::Leave),
        })
    }

    /// The field to change, found by typing part of its name or its answer.
    fn which_field(&self) -> Outcome<Option<String>> {
        let rows = self.rows();
        let options: Vec<String> = rows.iter().map(|(_, line)| line.clone()).collect();
        let label = translate("ask.review.which");
        let reply = self.face.pick(&Pick {
            label: &label,
            options: &options,
            at: 0,
            help: &translate("ask.help.filter"),
        })?;
        Ok(if let Reply::Given(at) = reply {
            rows.get(at).map(|(field, _)| field.clone())
        } else {
            None
        })
    }

    /// What the check says of the file as it is, holes aside.
    fn warnings(&self) -> Outcome<()> {
        if !std::path::Path::new(&self.store.file).exists() {
            return Ok(());
        }
        let text = files::read(&self.store.file)?;
        let mut sources = Sources::default();
        sources.add(&self.store.file, &text);
        let mode = Mode { holes: true, elsewhere: &|_| true };
        let answers = self.store.ledger().then(Answers::read(&self.store.file, &text));
        report::diagnostics(
            &nigao::answers::check(self.schema, &answers, mode).diagnostics,
            &sources,
            self.terminal,
        );
        Ok(())
    }

    fn whole(&self) {
        let document =
            self.template.as_ref().and_then(|t| preview::whole(&self.interview, self.schema, t));
        self.note(
            &document.map_or_else(
                || translate("ask.no-preview"),
                |document| write::text::write(&document),
            ),
            0,
        );
    }
}

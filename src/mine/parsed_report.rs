//! Parses a report for mining: its lines as markup, its fields, and the tags that print them.

use super::fields;
use super::fields::FoundField;
use super::section_lines::{SectionLine, section_lines};
use super::self_references;
use super::slots;
use super::to_markup;
use super::to_markup::LineShape;
use super::variable::VariableSpan;
use crate::read::{LineRole, Report};

/// A report taken apart.
pub(super) struct ParsedReport<'a> {
    pub(super) report: &'a Report,
    /// The parts of each line.
    pub(super) shapes: Vec<LineShape>,
    /// The lines, cut where another section begins inside one.
    pub(super) section_lines: Vec<SectionLine>,
    /// What is asked, in the report's order, what is general first.
    pub(super) fields: Vec<FoundField>,
    /// What prints the fields, in order and apart.
    pub(super) variables: Vec<VariableSpan>,
}

impl<'a> ParsedReport<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let shapes = to_markup::shapes(report);
        let slots = slots::find(report);
        let (fields, variables) = fields::find(report, &shapes, &slots);
        let section_lines = section_lines(report, &shapes);
        Self {
            report,
            shapes,
            section_lines,
            fields,
            variables,
        }
    }

    /// Adds variables for the words by which the report calls its own place: 全镇, 镇党委.
    ///
    /// Only reports of several places need them: in one report they are right as they stand.
    pub(super) fn with_self_references(mut self) -> Self {
        self_references::add(self.report, &self.fields, &mut self.variables);
        self
    }

    /// Returns the words of the first line of a role, unless they are blank.
    pub(super) fn line(&self, role: LineRole) -> Option<String> {
        let line = self.report.lines().iter().find(|line| line.role == role)?;
        let words = self.report.words(&line.span);
        Some(words.trim().to_owned()).filter(|words| !words.is_empty())
    }

    /// Returns the name of the place the report is of.
    pub(super) fn place(&self) -> Option<&str> {
        let field = self
            .fields
            .iter()
            .find(|field| field.is_general() && field.is_place())?;
        Some(field.answer.main())
    }

    /// Returns the field of a name.
    pub(super) fn field(&self, name: &str) -> Option<&FoundField> {
        self.fields.iter().find(|field| field.name == name)
    }
}

//! Parses templates (markup with handlebars tags) and binds them to the schema of their fields.
//!
//! ```text
//! source ─ tokenize ─► tags ─ form ─► compile ─► tree ─ bind (schema) ─► Bound, ready to draft
//!                        └─ with faults: recover ─► compile ─► bind, for the faults of names
//! ```

mod absolute_words;
mod bind;
mod binding_path;
mod compile;
mod form;
mod helper_signatures;
mod line_tags;
mod outline;
mod presence;
mod recover;
mod source_map;
mod stand_ins;
mod tag_vocabulary;
mod text_lint;
mod tokenize;

pub use absolute_words::AbsoluteWords;
pub(crate) use bind::JOINED;
pub(crate) use line_tags::{LineTag, TagKind, line_tags};
pub use outline::{Condition, OutlineEntry, outline};
pub(crate) use tag_vocabulary::TagVocabulary;
pub(crate) use text_lint::{keep_typed_number, number_length};

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message, Severity};
use crate::schema::{Field, FieldKind, Schema};
use bind::Binder;
use compile::CompileError;
use form::FormFaults;
use recover::{Recovered, RecoveryLog, recover};
use source_map::SourceMap;

/// A template that handlebars can read.
#[derive(Clone, Debug)]
pub struct Template {
    file: Arc<str>,
    source: String,
    tree: handlebars::Template,
    log: RecoveryLog,
}

/// A template whose every variable is a field of its schema: what a draft is made from.
#[derive(Clone, Debug)]
pub struct Bound {
    file: Arc<str>,
    tree: handlebars::Template,
    tag_vocabulary: TagVocabulary,
}

impl Template {
    /// Reads a template; every fault of form comes at once.
    ///
    /// # Errors
    /// Tags that are not closed, blocks that do not pair, full-width punctuation inside `{{ }}`,
    /// unescaped output.
    ///
    /// ```
    /// use nigao::{diagnostic::{Code, Diagnostic}, template::Template};
    /// let faults = Template::parse("t.hbs", "{{#if 税收}}{{生产总值（亿元）}}").unwrap_err();
    /// let codes: Vec<Code> = faults.iter().map(Diagnostic::code).collect();
    /// assert_eq!(codes, [Code::TemplateUnclosed, Code::TemplateWide]);
    /// ```
    pub fn parse(file: &str, source: &str) -> Result<Self, Diagnostics> {
        Self::parsed(file, source).map_err(|form| form.faults)
    }

    fn parsed(file: &str, source: &str) -> Result<Self, FormFaults> {
        let file: Arc<str> = file.into();
        let source = tokenize::normalized(source);
        let tags = tokenize::tags(&file, &source);
        let mut form = form::check(&source, &tags);
        if form.endless {
            return Err(form);
        }
        let mut compile_fault = None;
        if form.faults.is_empty() {
            let whole = Recovered {
                source: source.clone(),
                log: RecoveryLog::default(),
            };
            match Self::compiled(&file, source.clone(), whole) {
                Ok(template) => return Ok(template),
                Err(fault) => compile_fault = Some(fault),
            }
        }
        let broken = recover::broken(&tags);
        if let Some(fault) = compile_fault {
            form.endless = matches!(fault, CompileError::TooLong(_));
            // Our words on a broken tag replace handlebars' on the whole.
            if form.endless || broken.is_empty() {
                form.faults.push(compile_diagnostic(&file, fault));
            }
        }
        form.faults.extend(broken);
        form.faults.sort_by_place();
        Err(form)
    }

    /// Everything wrong with a template for a schema, its form and its names at once: tags faulty
    /// in form are passed over when the names are checked.
    ///
    /// ```
    /// use nigao::{diagnostic::{Code, Diagnostic}, schema::Schema, template::Template};
    /// let source = "{{#if 税收}}{{税収}}{{GDP（亿元）}}";
    /// let faults = Template::faults("t.hbs", source, &Schema::default());
    /// let codes: Vec<Code> = faults.iter().map(Diagnostic::code).collect();
    /// assert_eq!(codes.len(), 4);
    /// assert_eq!(codes[..2], [Code::TemplateUnclosed, Code::TemplateUnknownField]);
    /// assert_eq!(codes[2..], [Code::TemplateUnknownField, Code::TemplateWide]);
    /// ```
    #[must_use]
    pub fn faults(file: &str, source: &str, schema: &Schema) -> Diagnostics {
        let form = match Self::parsed(file, source) {
            Ok(template) => return template.agree(schema),
            Err(form) => form,
        };
        let mut faults = form.faults;
        if !form.endless {
            let file: Arc<str> = file.into();
            let source = tokenize::normalized(source);
            let recovered = recover(&source, &tokenize::tags(&file, &source));
            if let Ok(rest) = Self::compiled(&file, source, recovered) {
                faults.extend(rest.agree(schema));
            }
        }
        faults.sort_by_place();
        // An unknown block is a fault of form, and one of names where nothing is near it.
        faults.dedup();
        faults
    }

    /// The template of a source, as handlebars compiles what recovery made of it.
    fn compiled(
        file: &Arc<str>,
        source: String,
        recovered: Recovered,
    ) -> Result<Self, CompileError> {
        let tags = tokenize::tags(file, &recovered.source);
        let tree = compile::compile(&recovered.source, &tags)?;
        Ok(Self {
            file: file.clone(),
            source,
            tree,
            log: recovered.log,
        })
    }

    /// The source as written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Where template and schema disagree: variables that are no fields (errors), fields never used
    /// and text that looks like a tag or a number (warnings).
    #[must_use]
    pub fn agree(&self, schema: &Schema) -> Diagnostics {
        let mut found = self.walk(schema).1;
        found.extend(text_lint::check(&self.file, &self.source, &schema.fields));
        found.sort_by_place();
        found
    }

    /// The template with its schema, ready to draft.
    ///
    /// # Errors
    /// Every variable that is no field of the schema.
    pub fn bind(&self, schema: &Schema) -> Result<Bound, Diagnostics> {
        let (tree, mut faults) = self.walk(schema);
        faults.retain(|fault| fault.severity == Severity::Error);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Bound {
            file: self.file.clone(),
            tree,
            tag_vocabulary: TagVocabulary::of(&self.source),
        })
    }

    fn walk(&self, schema: &Schema) -> (handlebars::Template, Diagnostics) {
        let mut tree = self.tree.clone();
        let source_map = SourceMap::new(&self.file, &self.source, &self.log);
        let mut binder = Binder::new(source_map, &schema.fields);
        binder.template(&mut tree);
        let mut faults = binder.faults;
        let (mut used, printed) = (binder.used, binder.printed);
        unprinted_claims(&schema.fields, &used, &printed, &mut faults);
        for field in &schema.fields {
            used.extend(field.when.as_ref().map(|when| when.field.clone()));
        }
        let is_hidden = |name: &str| self.log.hides(name.rsplit('.').next().unwrap_or(name));
        let is_used = |name: &str| used.contains(name) || is_hidden(name);
        unused(&schema.fields, "", &is_used, &mut faults);
        faults.sort_by_place();
        (tree, faults)
    }
}

impl Bound {
    /// The tree handlebars renders.
    pub(crate) fn tree(&self) -> &handlebars::Template {
        &self.tree
    }

    /// The words of its tags.
    pub(crate) fn tag_vocabulary(&self) -> &TagVocabulary {
        &self.tag_vocabulary
    }

    /// The template's file, as it was named.
    pub(crate) fn file(&self) -> &Arc<str> {
        &self.file
    }
}

fn compile_diagnostic(file: &Arc<str>, fault: CompileError) -> Diagnostic {
    let (at, message) = match fault {
        CompileError::Syntax(why, at) => (at, Message::new("template.form", [("why", why)])),
        CompileError::TooLong(line) => (Some((line, 1)), Message::plain("template.block-too-long")),
    };
    let location = |(line, column)| Location {
        file: file.clone(),
        line,
        column,
        width: 1,
    };
    Diagnostic::error(at.map(location), message)
}

/// A warning for each claim that a condition tests but nothing prints.
fn unprinted_claims(
    fields: &[Field],
    used: &HashSet<String>,
    printed: &HashSet<String>,
    faults: &mut Diagnostics,
) {
    for field in fields {
        let name = &field.name;
        if field.kind.is_claim() && used.contains(name) && !printed.contains(name) {
            let message = Message::new("template.claim-unprinted", [("name", name)]);
            let hint = Message::new("template.claim-unprinted.hint", [("name", name)]);
            faults.push(Diagnostic::warning(Some(field.location.clone()), message).hint(hint));
        }
    }
}

/// A warning for each field, and each field of a record, that the template never uses.
fn unused(fields: &[Field], list: &str, used: &dyn Fn(&str) -> bool, faults: &mut Diagnostics) {
    for field in fields {
        let name = format!("{list}{}", field.name);
        if !used(&name) {
            let message = Message::new("template.unused", [("name", &name)]);
            faults.push(Diagnostic::warning(Some(field.location.clone()), message));
        } else if let FieldKind::List { fields, .. } = &field.kind {
            unused(fields, &format!("{name}."), used, faults);
        }
    }
}

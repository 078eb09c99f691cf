//! The template: a document with holes, in markup and handlebars, bound to the schema that names its variables.

mod absolute_words;
mod bind;
mod compile;
mod helper_signatures;
mod outline;
mod presence;
mod recover;
mod source_map;
mod tokenize;

pub use absolute_words::AbsoluteWords;
pub use outline::{Condition, OutlineEntry, outline};

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Message, Severity};
use crate::schema::{Field, FieldKind, Schema};
use bind::Binder;
use recover::{Recovered, RecoveryLog, mend};
use source_map::SourceMap;

/// A template that handlebars can read.
#[derive(Clone, Debug)]
pub struct Template {
    file: Arc<str>,
    source: String,
    tree: handlebars::Template,
    scars: RecoveryLog,
}

/// A template whose every variable is a field of its schema: what a draft is made from.
#[derive(Clone, Debug)]
pub struct Bound {
    file: Arc<str>,
    tree: handlebars::Template,
}

impl Template {
    /// Reads a template; every fault of form comes at once.
    ///
    /// # Errors
    /// Tags that are not closed, blocks that do not pair, full-width punctuation inside `{{ }}`, unescaped output.
    ///
    /// ```
    /// use nigao::{diagnostic::{Code, Diagnostic}, template::Template};
    /// let faults = Template::parse("t.hbs", "{{#if 税收}}{{生产总值（亿元）}}").unwrap_err();
    /// let codes: Vec<Code> = faults.iter().map(Diagnostic::code).collect();
    /// assert_eq!(codes, [Code::TemplateUnclosed, Code::TemplateWide]);
    /// ```
    pub fn parse(file: &str, source: &str) -> Result<Self, Diagnostics> {
        let file: Arc<str> = file.into();
        let source = source.strip_prefix('\u{feff}').unwrap_or(source).replace("\r\n", "\n");
        let tags = tokenize::tags(&file, &source);
        let mut faults = tokenize::scan(&source, &tags);
        if faults.iter().any(is_endless) {
            return Err(faults);
        }
        if faults.is_empty() {
            let whole = Recovered { source: source.clone(), scars: RecoveryLog::default() };
            match Self::compiled(&file, source.clone(), whole) {
                Ok(template) => return Ok(template),
                Err(fault) => faults.push(*fault),
            }
        }
        let broken = recover::broken(&tags);
        if !broken.is_empty() {
            faults.retain(|fault| fault.code() != Code::TemplateForm);
        }
        faults.extend(broken);
        faults.sort_by(Diagnostic::reading_order);
        Err(faults)
    }

    /// Everything wrong with a template for a schema, its form and its names at once: what is faulty in form is passed
    /// over when the names are looked at.
    ///
    /// ```
    /// use nigao::{diagnostic::{Code, Diagnostic}, schema::Schema, template::Template};
    /// let faults = Template::faults("t.hbs", "{{#if 税收}}{{税収}}{{GDP（亿元）}}", &Schema::default());
    /// let codes: Vec<Code> = faults.iter().map(Diagnostic::code).collect();
    /// let unknown = Code::TemplateUnknownField;
    /// assert_eq!(codes, [Code::TemplateUnclosed, unknown, unknown, Code::TemplateWide]);
    /// ```
    #[must_use]
    pub fn faults(file: &str, source: &str, schema: &Schema) -> Diagnostics {
        let mut found = match Self::parse(file, source) {
            Ok(template) => return template.agree(schema),
            Err(found) => found,
        };
        if !found.iter().any(is_endless) {
            let file: Arc<str> = file.into();
            let source = source.strip_prefix('\u{feff}').unwrap_or(source).replace("\r\n", "\n");
            let mended = mend(&source, &tokenize::tags(&file, &source));
            found.extend(
                Self::compiled(&file, source, mended)
                    .map(|rest| rest.agree(schema))
                    .unwrap_or_default(),
            );
        }
        found.sort_by(Diagnostic::reading_order);
        found
    }

    /// The template of a source, as handlebars reads what became of it.
    fn compiled(
        file: &Arc<str>,
        source: String,
        mended: Recovered,
    ) -> Result<Self, Box<Diagnostic>> {
        match compile::compile(&mended.source, &tokenize::tags(file, &mended.source)) {
            Ok(tree) => Ok(Self { file: file.clone(), source, tree, scars: mended.scars }),
            Err(fault) => {
                let (at, message) = match fault {
                    compile::CompileError::Syntax(why, at) => {
                        (at, Message::new("template.form", [("why", why)]))
                    }
                    compile::CompileError::TooLong(line) => {
                        (Some((line, 1)), Message::plain("template.block-too-long"))
                    }
                };
                let at = at.map(|(line, column)| Location {
                    file: file.clone(),
                    line,
                    column,
                    width: 1,
                });
                Err(Box::new(Diagnostic::error(at, message)))
            }
        }
    }

    /// The source as written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Where template and schema disagree: variables that are no fields (errors), fields never used (warnings).
    #[must_use]
    pub fn agree(&self, schema: &Schema) -> Diagnostics {
        self.walk(schema).1
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
        Ok(Bound { file: self.file.clone(), tree })
    }

    fn walk(&self, schema: &Schema) -> (handlebars::Template, Diagnostics) {
        let mut tree = self.tree.clone();
        let mut walk =
            Binder::new(SourceMap::new(&self.file, &self.source, &self.scars), &schema.fields);
        walk.template(&mut tree);
        let mut faults = walk.faults;
        let conditions: Vec<&str> = schema
            .fields
            .iter()
            .filter_map(|f| f.when.as_ref())
            .map(|when| when.field.as_str())
            .collect();
        for field in &schema.fields {
            let conditional = walk.used.contains(&field.name);
            if field.kind.is_claim() && conditional && !walk.printed.contains(&field.name) {
                let message = Message::new("template.claim-unprinted", [("name", &field.name)]);
                let fault = Diagnostic::warning(Some(field.location.clone()), message);
                faults.push(
                    fault.hint(Message::new(
                        "template.claim-unprinted.hint",
                        [("name", &field.name)],
                    )),
                );
            }
        }
        let mut used = walk.used;
        used.extend(conditions.into_iter().map(str::to_owned));
        let hidden = |name: &str| self.scars.hide(name.rsplit('.').next().unwrap_or(name));
        unused(&schema.fields, "", &|name| used.contains(name) || hidden(name), &mut faults);
        faults.sort_by(Diagnostic::reading_order);
        (tree, faults)
    }
}

impl Bound {
    /// The tree handlebars renders.
    pub(crate) fn tree(&self) -> &handlebars::Template {
        &self.tree
    }

    /// The template's file, as it was named.
    pub(crate) fn file(&self) -> &Arc<str> {
        &self.file
    }
}

/// Whether a fault says that there is too much to look at.
fn is_endless(fault: &Diagnostic) -> bool {
    matches!(fault.code(), Code::TemplateTooLong | Code::TemplateDeep | Code::TemplateBlockTooLong)
}

/// A warning for each field, and each field of a record, that the template never looks at.
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

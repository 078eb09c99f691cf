//! The template: a document with holes, in markup and handlebars, bound to the schema that names its variables.

mod compile;
mod guards;
mod outline;
mod scan;
mod walk;

pub use outline::{Condition, OutlineEntry, outline};

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Location, Message, Severity};
use crate::schema::{Field, Kind, Schema};
use walk::Walk;

/// A template that handlebars can read.
#[derive(Clone, Debug)]
pub struct Template {
    file: Arc<str>,
    source: String,
    tree: handlebars::Template,
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
    /// use nigao::template::Template;
    /// let faults = Template::parse("t.hbs", "{{#if 税收}}{{生产总值（亿元）}}").unwrap_err();
    /// let codes: Vec<_> = faults.iter().map(|f| f.message.key()).collect();
    /// assert_eq!(codes, ["template.unclosed", "template.wide"]);
    /// ```
    pub fn parse(file: &str, source: &str) -> Result<Self, Vec<Diagnostic>> {
        let file: Arc<str> = file.into();
        let source = source.strip_prefix('\u{feff}').unwrap_or(source).replace("\r\n", "\n");
        let tags = scan::tags(&file, &source);
        let mut faults = scan::scan(&source, &tags);
        if !faults.is_empty() {
            faults.sort_by(Diagnostic::reading_order);
            return Err(faults);
        }
        match compile::compile(&source, &tags) {
            Ok(tree) => Ok(Self { file, source, tree }),
            Err(fault) => {
                let (at, message) = match fault {
                    compile::Fault::Syntax(why, at) => (at, Message::new("template.syntax", [("why", why)])),
                    compile::Fault::TooLong(line) => (Some((line, 1)), Message::plain("template.block-too-long")),
                };
                let at = at.map(|(line, column)| Location { file, line, column, width: 1 });
                Err(vec![Diagnostic::error(at, message)])
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
    pub fn agree(&self, schema: &Schema) -> Vec<Diagnostic> {
        self.walk(schema).1
    }

    /// The template with its schema, ready to draft.
    ///
    /// # Errors
    /// Every variable that is no field of the schema.
    pub fn bind(&self, schema: &Schema) -> Result<Bound, Vec<Diagnostic>> {
        let (tree, mut faults) = self.walk(schema);
        faults.retain(|fault| fault.severity == Severity::Error);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Bound { file: self.file.clone(), tree })
    }

    fn walk(&self, schema: &Schema) -> (handlebars::Template, Vec<Diagnostic>) {
        let mut tree = self.tree.clone();
        let mut walk = Walk::new(&self.file, &schema.fields);
        walk.template(&mut tree);
        let mut faults = walk.faults;
        let conditions: Vec<&str> =
            schema.fields.iter().filter_map(|f| f.when.as_ref()).map(|when| when.field.as_str()).collect();
        let mut used = walk.used;
        used.extend(conditions.into_iter().map(str::to_owned));
        unused(&schema.fields, "", &|name| used.contains(name), &mut faults);
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

/// A warning for each field, and each field of a record, that the template never looks at.
fn unused(fields: &[Field], list: &str, used: &dyn Fn(&str) -> bool, faults: &mut Vec<Diagnostic>) {
    for field in fields {
        let name = format!("{list}{}", field.name);
        if !used(&name) {
            let message = Message::new("template.unused", [("name", &name)]);
            faults.push(Diagnostic::warning(Some(field.location.clone()), message));
        } else if let Kind::List { fields, .. } = &field.kind {
            unused(fields, &format!("{name}."), used, faults);
        }
    }
}

//! Draft: a bound template and facts to a document; what is not answered stays visible.

mod conditions;
mod context;
mod helpers;

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use handlebars::{Context, Handlebars, Output, RenderContext, RenderError, Renderable};

use crate::answers::Facts;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::document::{Document, escape};
use crate::template::Bound;

/// The longest draft, in bytes of markup.
pub const LONGEST: usize = 16 << 20;
/// The most turns all lists of a draft may take together.
pub const MOST_TURNS: usize = 100_000;

/// Drafts a document.
///
/// With `holes`, a value that is not there is drawn as a hole; otherwise it is a fault.
///
/// # Errors
/// Every value the template prints that the answers do not give, a draft beyond [`LONGEST`] or [`MOST_TURNS`], or
/// markup in the template that is none.
///
/// ```
/// use nigao::{answers::{self, Answers, Mode}, draft::draft, schema, template::Template};
/// let (schema, _) = schema::read("s.yaml",
///     "{title: 例, kind: 讲话, summary: 例, fields: [{name: 税收, kind: figure, unit: 万元, compare: [上年]}]}", &[]);
/// let template = Template::parse("t.hbs", "税收{{税收}}，同比{{税收.同比}}。").unwrap().bind(&schema).unwrap();
/// let answers = Answers::read("a.yaml", "税收: {本年: 0.11亿, 上年: 1000}");
/// let facts = answers::check(&schema, &answers, Mode::default()).into_result()?;
/// assert_eq!(draft(&template, &facts, false).unwrap().to_string(), "税收1100万元，同比增长10%。\n");
/// ```
pub fn draft(template: &Bound, facts: &Facts, holes: bool) -> Result<Document, Diagnostics> {
    let missing = Rc::new(RefCell::new(Vec::new()));
    let (markup, missing) = render(template, facts, &missing).map_err(|fault| *fault)?;
    if !holes && !missing.is_empty() {
        return Err(missing.iter().map(|path| missing_fault(template, path)).collect());
    }
    markup.parse().map_err(|error: crate::document::MarkupError| {
        let line = markup.lines().nth(error.line - 1).unwrap_or_default().to_owned();
        let why = error.kind.to_string();
        let message = Message::with("draft.markup", vec![("why", why), ("line", line)]);
        Diagnostic::error(None, message).into()
    })
}

/// The markup, and the paths printed that led to nothing.
fn render(
    template: &Bound,
    facts: &Facts,
    missing: &Rc<RefCell<Vec<String>>>,
) -> Result<(String, Vec<String>), Box<Diagnostic>> {
    let registry = registry();
    let context = Context::from(context::of(facts));
    let mut state = RenderContext::new(None);
    let mut output = Bounded::default();
    helpers::watch(missing, || {
        template.tree().render(&registry, &context, &mut state, &mut output)
    })
    .map_err(|error| Box::new(fault(template, &error)))?;
    let mut paths = missing.take();
    paths.dedup();
    Ok((conditions::merge_branches(&output.0, escape), paths))
}

fn registry() -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.register_escape_fn(escape);
    helpers::register(&mut registry);
    registry
}

/// A string that refuses to grow beyond [`LONGEST`].
#[derive(Default)]
struct Bounded(String);

impl Output for Bounded {
    fn write(&mut self, words: &str) -> io::Result<()> {
        if self.0.len() + words.len() > LONGEST {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "too long"));
        }
        self.0.push_str(words);
        Ok(())
    }
}

fn missing_fault(template: &Bound, path: &str) -> Diagnostic {
    let message = Message::new("draft.missing", [("name", path)]);
    let location = Location { file: template.file().clone(), line: 1, column: 1, width: 1 };
    Diagnostic::error(Some(location), message).hint(Message::plain("draft.missing.hint"))
}

fn fault(template: &Bound, error: &RenderError) -> Diagnostic {
    let at = error.line_no.zip(error.column_no);
    let location =
        at.map(|(line, column)| Location { file: template.file().clone(), line, column, width: 1 });
    let why = error.reason().to_string();
    let longest = format!("{} MB", LONGEST >> 20);
    let message = match why.as_str() {
        why if why.contains("too long") => Message::new("draft.too-long", [("most", longest)]),
        why if why.contains(helpers::TOO_MANY) => {
            Message::new("draft.too-many", [("most", MOST_TURNS)])
        }
        why => Message::new("draft.render", [("why", why)]),
    };
    Diagnostic::error(location, message)
}

//! Drafts a document from a bound template and facts; what is not answered stays visible.

mod conditions;
mod context;
mod helpers;
mod limits;
mod output;
mod printed;
mod render;
mod render_log;
mod trace;
mod traced_value;

use crate::answers::Facts;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::template::Bound;

pub use limits::{LONGEST_BYTES, MOST_TURNS};
pub(crate) use render::render_words;
pub use trace::{BlockLook, Origin, TracedBlock, TracedPart, TracedSentence, trace, trace_blocks};

/// Drafts a document.
///
/// With `holes`, a missing value is a hole; otherwise it is a fault.
///
/// # Errors
/// Every value the template prints that the answers do not give, a draft beyond [`LONGEST_BYTES`]
/// or [`MOST_TURNS`], or markup in the template that is none.
///
/// ```
/// use nigao::answers::{self, Answers, Mode};
/// use nigao::{draft::draft, schema, template::Template};
/// let field = "{name: 税收, kind: figure, unit: 万元, compare: [上年]}";
/// let table = format!("{{title: 例, kind: 讲话, summary: 例, fields: [{field}]}}");
/// let (schema, _) = schema::read("s.yaml", &table, &[]).recovered();
/// let template = Template::parse("t.hbs", "税收{{税收}}，同比{{税收.同比}}。").unwrap();
/// let bound = template.bind(&schema).unwrap();
/// let answers = Answers::read("a.yaml", "税收: {本年: 0.11亿, 上年: 1000}");
/// let facts = answers::check(&schema, &answers, Mode::default()).into_result().unwrap();
/// let document = draft(&bound, &facts, false).unwrap();
/// assert_eq!(document.to_string(), "税收1100万元，同比增长10%。\n");
/// ```
pub fn draft(template: &Bound, facts: &Facts, holes: bool) -> Result<Document, Diagnostics> {
    render::draft_tree(template, template.tree(), facts, holes)
}

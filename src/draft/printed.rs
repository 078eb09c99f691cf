//! Locates a value that a template prints: the path of its answer, and where it is printed.

use handlebars::RenderContext;

use super::context;

/// A printed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PrintedValue {
    /// The path of the answer, with the numbers of records: 项目.2.备注, 税收.同比.
    pub(super) path: String,
    /// The line and column of the template it is printed at, from 1.
    pub(super) at: Option<(usize, usize)>,
}

impl PrintedValue {
    /// The value that a bound path leads to: `6:17:../备注.文`.
    pub(super) fn new(raw: &str, state: &RenderContext) -> Self {
        let mut parts = raw.splitn(3, ':');
        let mut number = || parts.next().and_then(|part| part.parse().ok());
        let (at, mut name) = match (number(), number(), raw.splitn(3, ':').nth(2)) {
            (Some(line), Some(column), Some(name)) => (Some((line, column)), name),
            _ => (None, raw),
        };
        let mut ups = 0;
        while let Some(outer) = name.strip_prefix("../") {
            name = outer;
            ups += 1;
        }
        let name = name.strip_suffix(context::WORDS_PART).unwrap_or(name);
        Self {
            path: record_path(state, ups) + name,
            at,
        }
    }
}

/// The path of the record that is being rendered, `ups` lists out: `项目.2.`.
fn record_path(state: &RenderContext, ups: usize) -> String {
    let Some(block) = state.block() else {
        return String::new();
    };
    if let Some(list) = block
        .get_local_var("open-list")
        .and_then(|list| list.as_str())
    {
        return if ups == 0 {
            format!("{list}.0.")
        } else {
            String::new()
        };
    }
    let base = block.base_path();
    // A list and the number of a record for each level.
    let kept = base.len().saturating_sub(2 * ups);
    let mut path = String::new();
    for segment in &base[..kept] {
        let number: Option<usize> = segment.parse().ok();
        path += &number.map_or_else(|| segment.clone(), |number| (number + 1).to_string());
        path.push('.');
    }
    path
}

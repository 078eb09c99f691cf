//! Compiles a template's source with handlebars, piece by piece, in linear time.
//!
//! handlebars finds the line and column of every element by counting from the start of what it is
//! given, so its cost grows with the square of the source. Between two lines at which no block is
//! open the source can be cut without a difference.

use handlebars::Template as Tree;
use handlebars::template::TemplateElement;

use super::tokenize::Tag;

/// Ends a sentence that may lose clauses.
const CLOSE: &str = "{{/并}}";
/// The most a piece may cost: its bytes times its tags.
const MOST_COST: usize = 200_000_000;

/// Why a source cannot be compiled.
pub(super) enum CompileError {
    /// The message of handlebars, and the line and column it is about.
    Syntax(String, Option<(usize, usize)>),
    /// A block that costs too much, and the line it starts at.
    TooLong(usize),
}

/// The tree of a source whose tags pair.
pub(super) fn compile(source: &str, tags: &[Tag]) -> Result<Tree, CompileError> {
    let mut whole = Tree::default();
    let mut lines = 0;
    for piece in pieces(&close_in_line(source), tags) {
        if piece.len().saturating_mul(piece.matches("{{").count()) > MOST_COST {
            return Err(CompileError::TooLong(lines + 1));
        }
        let mut tree = Tree::compile(piece).map_err(|error| {
            let at = error.pos().map(|(line, column)| (line + lines, column));
            CompileError::Syntax(error.reason().to_string(), at)
        })?;
        shift(&mut tree, lines);
        whole.elements.append(&mut tree.elements);
        whole.mapping.append(&mut tree.mapping);
        lines += piece.matches('\n').count();
    }
    Ok(whole)
}

/// Moves each `{{/并}}` that has a line to itself to the end of the line before, and leaves an
/// empty line where it was: handlebars swallows the line such a tag stands on, but here its end is
/// the end of the paragraph. Nothing else moves.
fn close_in_line(source: &str) -> String {
    let mut lines = source.split_inclusive('\n').peekable();
    let mut moved = String::with_capacity(source.len());
    while let Some(line) = lines.next() {
        let closes = line.ends_with('\n') && lines.peek().is_some_and(|next| next.trim() == CLOSE);
        if !closes {
            moved.push_str(line);
            continue;
        }
        moved.push_str(&line[..line.len() - 1]);
        moved.push_str(CLOSE);
        moved.push('\n');
        moved.push_str(&lines.next().unwrap_or_default().replacen(CLOSE, "", 1));
    }
    moved
}

/// Cuts the source at lines at which no block is open. `~` takes white space from the lines around,
/// so it forbids cuts.
fn pieces<'a>(source: &'a str, tags: &[Tag]) -> Vec<&'a str> {
    let mut cuts = vec![0];
    let mut depth = 0_usize;
    let reaches_out = source.contains("{{~") || source.contains("~}}");
    for (at, tag) in tags.iter().enumerate() {
        if reaches_out {
            break;
        }
        if tag.is_open() {
            depth += 1;
        } else if tag.is_close() {
            depth = depth.saturating_sub(1);
        }
        let text = &source[tag.end..tags.get(at + 1).map_or(source.len(), |next| next.start)];
        let cut = text.rfind('\n').map(|found| tag.end + found + 1);
        cuts.extend(cut.filter(|_| depth == 0));
    }
    cuts.push(source.len());
    cuts.windows(2)
        .map(|ends| &source[ends[0]..ends[1]])
        .collect()
}

/// Counts the lines of a tree from where its piece stands.
fn shift(tree: &mut Tree, lines: usize) {
    for mapping in &mut tree.mapping {
        mapping.0 += lines;
    }
    for element in &mut tree.elements {
        if let TemplateElement::HelperBlock(block) = element {
            for branch in [&mut block.template, &mut block.inverse]
                .into_iter()
                .flatten()
            {
                shift(branch, lines);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::tokenize::tags;

    /// The elements with neighbouring words joined, each with where it stands.
    fn joined(tree: &Tree) -> Vec<(TemplateElement, (usize, usize))> {
        let mut all: Vec<(TemplateElement, (usize, usize))> = Vec::new();
        for (element, at) in tree.elements.iter().zip(&tree.mapping) {
            match (all.last_mut(), element) {
                (
                    Some((TemplateElement::RawString(before), _)),
                    TemplateElement::RawString(words),
                ) => *before += words,
                _ => all.push((element.clone(), (at.0, at.1))),
            }
        }
        all
    }

    #[test]
    fn pieces_make_the_tree_of_the_whole() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut cut = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let source = std::fs::read_to_string(&path).unwrap();
            let tags = tags(&"t.hbs".into(), &source);
            cut += pieces(&source, &tags).len() - 1;
            let Ok(pieced) = compile(&source, &tags) else {
                panic!("{}", path.display())
            };
            let whole = Tree::compile(&close_in_line(&source)).unwrap();
            assert_eq!(joined(&pieced), joined(&whole), "{}", path.display());
        }
        assert!(cut > 20, "only {cut} cuts were made");
    }

    #[test]
    fn a_fault_is_told_at_its_own_line() {
        let source = format!("{}{{{{a b=}}}}\n", "{{数}}字\n".repeat(500));
        let Err(CompileError::Syntax(_, at)) = compile(&source, &tags(&"t.hbs".into(), &source))
        else {
            panic!("no fault")
        };
        assert_eq!(at.map(|(line, _)| line), Some(501));
    }

    #[test]
    fn a_line_with_a_million_tags_is_refused_and_a_million_lines_are_not() {
        let line = "{{数}}".repeat(100_000);
        assert!(matches!(
            compile(&line, &tags(&"t.hbs".into(), &line)),
            Err(CompileError::TooLong(1))
        ));
        let lines = "{{数}}\n".repeat(100_000);
        assert!(compile(&lines, &tags(&"t.hbs".into(), &lines)).is_ok());
    }
}

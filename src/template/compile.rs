//! Compiles a template's source with handlebars, piece by piece, in linear time.
//!
//! handlebars finds the line and column of every element by counting from the start of what it is
//! given, so its cost grows with the square of the source. Between two lines at which no block is
//! open the source can be cut without a difference. Of a piece it is shown as little as will do.

use handlebars::Template as Tree;
use handlebars::template::TemplateElement;

use super::stand_ins::{self, CompiledTags, TemplatePiece};
use super::tokenize::{self, Tag};

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
    let moved = close_in_line(source);
    if moved == source {
        return compile_pieces(source, tags);
    }
    compile_pieces(&moved, &tokenize::tags(&"".into(), &moved))
}

fn compile_pieces(source: &str, tags: &[Tag]) -> Result<Tree, CompileError> {
    let mut whole = Tree::default();
    let mut compiled = CompiledTags::new();
    let mut lines = 0;
    let mut rest = tags;
    let cuts = cuts(source, tags);
    for ends in cuts.windows(2) {
        let piece = TemplatePiece {
            source,
            start: ends[0],
            end: ends[1],
            line: lines + 1,
        };
        let inside = rest.partition_point(|tag| tag.start < piece.end);
        let (tags, after) = rest.split_at(inside);
        rest = after;
        if piece.text().len().saturating_mul(tags.len()) > MOST_COST {
            return Err(CompileError::TooLong(lines + 1));
        }
        let mut tree = match stand_ins::compile(piece, tags, &mut compiled) {
            Some(tree) => tree,
            None => compile_as_it_is(piece)?,
        };
        whole.elements.append(&mut tree.elements);
        whole.mapping.append(&mut tree.mapping);
        lines += piece.text().matches('\n').count();
    }
    Ok(whole)
}

/// Compiles a piece with handlebars alone, which says what is wrong with it.
fn compile_as_it_is(piece: TemplatePiece) -> Result<Tree, CompileError> {
    let lines = piece.line - 1;
    let mut tree = Tree::compile(piece.text()).map_err(|error| {
        let at = error.pos().map(|(line, column)| (line + lines, column));
        CompileError::Syntax(error.reason().to_string(), at)
    })?;
    shift(&mut tree, lines);
    Ok(tree)
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

/// Returns where the source is cut, in bytes, its ends included: at lines at which no block is
/// open. `~` takes white space from the lines around, so it forbids cuts; so does `\{{{{`, which
/// handlebars takes for words where there may be a tag behind it.
fn cuts(source: &str, tags: &[Tag]) -> Vec<usize> {
    let mut cuts = vec![0];
    let mut depth = 0_usize;
    let reaches_out = ["{{~", "~}}", "\\{{{{"]
        .iter()
        .any(|mark| source.contains(mark));
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
    cuts
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

    /// A tree in a form to compare: words joined, without those that are none; the places of tags.
    fn compared(tree: &Tree) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut words = String::new();
        let has_places = !tree.mapping.is_empty();
        for (at, element) in tree.elements.iter().enumerate() {
            if let TemplateElement::RawString(more) = element {
                words += more;
                continue;
            }
            all.extend((!words.is_empty()).then(|| std::mem::take(&mut words)));
            let place = has_places.then(|| (tree.mapping[at].0, tree.mapping[at].1));
            let TemplateElement::HelperBlock(block) = element else {
                all.push(format!("{place:?} {element:?}"));
                continue;
            };
            let mut head = block.clone();
            for branch in [head.template.take(), head.inverse.take()] {
                all.push(format!("{:?}", branch.map(|tree| compared(&tree))));
            }
            all.push(format!("{place:?} {head:?}"));
        }
        all.extend((!words.is_empty()).then_some(words));
        all
    }

    #[track_caller]
    fn same_as_handlebars(source: &str) {
        let Ok(whole) = Tree::compile(&close_in_line(source)) else {
            return;
        };
        let Ok(pieced) = compile(source, &tags(&"t.hbs".into(), source)) else {
            panic!("{source}")
        };
        assert_eq!(compared(&pieced), compared(&whole), "{source}");
    }

    #[test]
    fn pieces_make_the_tree_of_the_whole() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut cut = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let source = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            cut += cuts(&source, &tags(&"t.hbs".into(), &source)).len() - 2;
            same_as_handlebars(&source);
        }
        assert!(cut > 20, "only {cut} cuts were made");
    }

    #[test]
    fn blanks_and_lines_around_tags_go_as_handlebars_has_them() {
        let parts = [
            "字", "\n", " ", "\n\n", "{{数}}", "{{ 数.甲 }}", "{{!-- 注\n --}}", "{{! 注 }}",
            "\\{{", "\\\\", "{{列 数 \"名\"}}", "{{~数}}", "}}", "\u{3000}", "{{#if 数}}",
            "{{else}}", "{{/if}}", "{{else if 乙}}", "{{#each 列}}", "{{/each}}", "{{^}}",
            "{{&数}}", "{{> 数}}", "\t", "{{{数}}}",
        ];
        proptest::proptest!(|(picks in proptest::collection::vec((0..parts.len(), 0..6_u8), 0..12))| {
            let mut source = String::new();
            for (part, block) in picks {
                // Half of what is tried is a block that pairs.
                let part = parts[part];
                source += &match block {
                    0 => format!("{{{{#if 甲}}}}{part}{{{{/if}}}}"),
                    1 => format!("\n{{{{#if 甲}}}}\n{part}\n{{{{else}}}}\n{{{{数}}}}\n{{{{/if}}}}\n"),
                    2 => format!(" {{{{#if 甲}}}}{part}{{{{else if (eq 乙 \"丙\")}}}}\n{part}{{{{else}}}}{{{{/if}}}} \n"),
                    3 => format!("{{{{#each 甲}}}}\n{{{{#if 乙}}}}{part}{{{{/if}}}}\n{{{{/each}}}}"),
                    _ => part.to_owned(),
                };
            }
            same_as_handlebars(&source);
        });
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

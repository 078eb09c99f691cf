//! Reads equations in one line: fractions, powers, indices, roots and delimiters.

use super::eq::{grouped, index, power};
use crate::ooxml::Element;

/// An equation (`m:oMath`) being read.
#[derive(Debug, Default)]
pub(super) struct EquationReader {
    open: Vec<EquationNode>,
    in_text: bool,
}

/// An element of an equation whose end has not come.
#[derive(Debug, Default)]
struct EquationNode {
    name: String,
    /// The words of its children, by their names.
    parts: Vec<(String, String)>,
    begin: Option<String>,
    end: Option<String>,
    sign: Option<String>,
}

impl EquationReader {
    /// Takes the start of an element inside the equation.
    pub(super) fn open(&mut self, element: &Element) {
        self.in_text = element.name == "t";
        let value = element.value().map(Into::into);
        // The marks of a delimiter or an operator stand among the properties of its element.
        let owner = self
            .open
            .iter_mut()
            .rev()
            .find(|node| !node.name.ends_with("Pr"));
        if let Some(node) = owner {
            match element.name {
                "begChr" => node.begin = value,
                "endChr" => node.end = value,
                "chr" => node.sign = value,
                _ => {}
            }
        }
        self.open.push(EquationNode {
            name: element.name.to_owned(),
            ..EquationNode::default()
        });
    }

    pub(super) fn text(&mut self, words: &str) {
        if self.in_text
            && let Some(node) = self.open.last_mut()
        {
            node.parts.push((String::new(), words.to_owned()));
        }
    }

    /// Takes the end of an element; returns the words of the equation with its last.
    pub(super) fn close(&mut self) -> Option<String> {
        self.in_text = false;
        let node = self.open.pop()?;
        let words = node.laid_out();
        match self.open.last_mut() {
            Some(around) => {
                around.parts.push((node.name, words));
                None
            }
            None => Some(words),
        }
    }
}

impl EquationNode {
    fn part(&self, name: &str) -> &str {
        self.parts
            .iter()
            .find(|(part, _)| part == name)
            .map_or("", |(_, words)| words)
    }

    fn laid_out(&self) -> String {
        let base = self.part("e");
        match self.name.as_str() {
            "f" => format!(
                "{}/{}",
                grouped(self.part("num")),
                grouped(self.part("den"))
            ),
            "sSup" => power(&base_of_power(base), self.part("sup")),
            "sSub" => index(base, self.part("sub")),
            "sSubSup" => power(&index(base, self.part("sub")), self.part("sup")),
            "rad" if self.part("deg").is_empty() => format!("√{}", grouped(base)),
            "rad" => {
                format!(
                    "{}{}",
                    power("", self.part("deg")),
                    format_args!("√{}", grouped(base))
                )
            }
            "nary" => {
                let sign = self.sign.as_deref().unwrap_or("∫");
                power(&index(sign, self.part("sub")), self.part("sup")) + base
            }
            "d" => {
                let begin = self.begin.as_deref().unwrap_or("(");
                let end = self.end.as_deref().unwrap_or(")");
                let inside: Vec<&str> = self
                    .parts
                    .iter()
                    .filter(|(part, _)| part == "e")
                    .map(|(_, e)| &**e)
                    .collect();
                format!("{begin}{}{end}", inside.join("|"))
            }
            _ => self.parts.iter().map(|(_, words)| words.as_str()).collect(),
        }
    }
}

/// The base of a power, in parentheses if it is a sum.
fn base_of_power(base: &str) -> String {
    if base.starts_with('(') {
        base.to_owned()
    } else {
        grouped(base)
    }
}

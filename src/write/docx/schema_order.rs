//! Reorders the children of docx-rs output into the sequence the OOXML schema requires.
//!
//! docx-rs writes right elements in wrong order and adds attributes the schema does not have. The
//! tables below are the sequences of ECMA-376 part 1, shortened to the elements of [`fragments`];
//! children they do not name come last, in the order they had.
//!
//! [`fragments`]: super::fragments

use crate::ooxml::{XmlEvent, XmlReader};

/// Parents whose children stand in a fixed order.
const SEQUENCES: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr",
            "w:widowControl", "w:numPr", "w:pBdr", "w:shd", "w:tabs", "w:snapToGrid", "w:spacing",
            "w:ind", "w:jc", "w:textDirection", "w:outlineLvl", "w:rPr", "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:spacing", "w:w",
            "w:kern", "w:sz", "w:szCs", "w:highlight", "w:u",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference", "w:footerReference", "w:type", "w:pgSz", "w:pgMar", "w:pgNumType",
            "w:cols", "w:titlePg", "w:textDirection", "w:docGrid",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle", "w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout",
            "w:tblCellMar",
        ],
    ),
    (
        "w:trPr",
        &["w:cantSplit", "w:trHeight", "w:tblHeader", "w:jc"],
    ),
    (
        "w:tcPr",
        &[
            "w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:textDirection",
            "w:vAlign",
        ],
    ),
];

/// Attributes docx-rs writes that the schema does not know, or that would differ from run to run.
const STRAY: &[(&str, &str)] = &[
    ("w:gridCol", "w:type"),
    ("w:p", "w14:paraId"),
    ("w:p", "w14:textId"),
];

/// Elements that mean nothing without children.
const HOLLOW: &[&str] = &[
    "w:r", "w:rPr", "w:pPr", "w:trPr", "w:tcPr", "w:tblBorders", "w:tblCellMar",
];

/// Returns the element with its children in the order of the schema, without stray attributes and
/// empty property lists.
///
/// XML that cannot be read comes back unchanged: it is docx-rs output, and the validators among the
/// oracle tests would find it.
pub(super) fn in_schema_order(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    match parse(xml) {
        Some(nodes) => {
            for node in nodes {
                node.write(&mut out);
            }
        }
        None => out.push_str(xml),
    }
    out
}

enum XmlNode {
    Element {
        name: String,
        attributes: Vec<(String, String)>,
        children: Vec<XmlNode>,
    },
    /// Words, escaped as they stood.
    Text(String),
}

/// An element without its end: its name, attributes, and children so far.
type OpenElement = (String, Vec<(String, String)>, Vec<XmlNode>);

/// Parses the elements with a stack of the open ones.
fn parse(xml: &str) -> Option<Vec<XmlNode>> {
    let mut reader = XmlReader::new(xml);
    let mut open: Vec<OpenElement> = vec![(String::new(), Vec::new(), Vec::new())];
    while let Some(event) = reader.next_event().ok()? {
        match event {
            XmlEvent::Open(element) => {
                let attributes = element.attributes();
                let attributes = attributes.map(|(key, value)| (key.to_owned(), value.to_owned()));
                let name = element.qualified_name().to_owned();
                open.push((name, attributes.collect(), Vec::new()));
            }
            XmlEvent::Close(_) => {
                let (name, attributes, children) = open.pop()?;
                open.last_mut()?.2.push(XmlNode::Element {
                    name,
                    attributes,
                    children,
                });
            }
            XmlEvent::Text(_) => {
                let escaped = xml.get(reader.span())?.to_owned();
                open.last_mut()?.2.push(XmlNode::Text(escaped));
            }
        }
    }
    open.pop()
        .filter(|_| open.is_empty())
        .map(|(_, _, nodes)| nodes)
}

impl XmlNode {
    fn name(&self) -> &str {
        match self {
            Self::Element { name, .. } => name,
            Self::Text(_) => "",
        }
    }

    fn is_hollow(&self) -> bool {
        match self {
            Self::Element {
                name,
                attributes,
                children,
            } => {
                HOLLOW.contains(&name.as_str())
                    && attributes.is_empty()
                    && children.iter().all(Self::is_hollow)
            }
            Self::Text(_) => false,
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Element { .. } if self.is_hollow() => {}
            Self::Element {
                name,
                attributes,
                children,
            } => {
                out.extend(["<", name]);
                for (key, value) in attributes
                    .iter()
                    .filter(|(key, _)| !STRAY.contains(&(name, key)))
                {
                    out.extend([" ", key, "=\"", value, "\""]);
                }
                if children.iter().all(Self::is_hollow) {
                    out.push_str("/>");
                    return;
                }
                out.push('>');
                for child in sorted(name, children) {
                    child.write(out);
                }
                out.extend(["</", name, ">"]);
            }
        }
    }
}

fn sorted<'a>(parent: &str, children: &'a [XmlNode]) -> Vec<&'a XmlNode> {
    let mut children: Vec<&XmlNode> = children.iter().collect();
    if let Some((_, sequence)) = SEQUENCES.iter().find(|(name, _)| *name == parent) {
        let rank = |node: &&XmlNode| {
            sequence
                .iter()
                .position(|name| *name == node.name())
                .unwrap_or(sequence.len())
        };
        children.sort_by_key(rank);
    }
    children
}

#[cfg(test)]
mod tests {
    use super::in_schema_order;

    #[test]
    fn children_follow_the_schema() {
        for (written, valid) in [
            (
                r#"<w:pPr><w:jc w:val="center" /><w:pStyle w:val="A" /></w:pPr>"#,
                r#"<w:pPr><w:pStyle w:val="A"/><w:jc w:val="center"/></w:pPr>"#,
            ),
            (
                r#"<w:gridCol w:w="9" w:type="dxa" />"#, r#"<w:gridCol w:w="9"/>"#,
            ),
            (
                r#"<w:p w14:paraId="1"><w:pPr><w:rPr /></w:pPr><w:r><w:rPr /><w:t>一 &amp; 二</w:t></w:r></w:p>"#,
                r"<w:p><w:r><w:t>一 &amp; 二</w:t></w:r></w:p>",
            ),
            (
                "<w:sectPr><w:docGrid/><w:new/><w:footerReference/></w:sectPr>",
                "<w:sectPr><w:footerReference/><w:docGrid/><w:new/></w:sectPr>",
            ),
            ("<w:p>", "<w:p>"),
        ] {
            assert_eq!(in_schema_order(written), valid);
        }
    }
}

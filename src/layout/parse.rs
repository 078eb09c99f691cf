//! Parses layout files, and reports every unknown key and unreadable value at once.
//!
//! A file holds only what it changes. Styles are resolved last: each starts as the body and takes
//! what the base and then the file set for it, so that a new face for the body reaches all that is
//! set like it.

use std::str::FromStr;

use super::{Alignment, Layout, Length, NumberForm, RoleStyle, StyleRole};
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::nearest::nearest;
use crate::yaml;
use crate::yaml::{Entry, Node};

const OF_LAYOUT: &[&str] = &[
    "base", "page", "lines", "line", "characters", "latin", "number", "number-below", "seal",
    "contents", "styles",
];
const OF_PAGE: &[&str] = &["width", "height", "top", "bottom", "left", "right"];
const OF_STYLE: &[&str] = &["face", "size", "bold", "align", "indent", "above", "line"];

/// The shipped layouts by name.
const SHIPPED: [(&str, &str); 3] = [
    ("gbt9704", include_str!("../../layouts/gbt9704.yaml")),
    ("gbt33476", include_str!("../../layouts/gbt33476.yaml")),
    (
        "speech-large",
        include_str!("../../layouts/speech-large.yaml"),
    ),
];

impl Layout {
    /// The names of the shipped layouts; the first is the default.
    pub const NAMES: [&str; 3] = [SHIPPED[0].0, SHIPPED[1].0, SHIPPED[2].0];

    /// A shipped layout.
    ///
    /// ```
    /// use nigao::layout::{Layout, Size, StyleRole};
    /// let large = Layout::named("speech-large").unwrap();
    /// assert_eq!(large.style(StyleRole::Body).size, Size(36));
    /// assert_eq!(large.style(StyleRole::Body).face, "仿宋_GB2312");
    /// assert!(Layout::named("gbt1").is_none());
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let source = shipped(name)?;
        Self::read(name, source).ok()
    }

    /// Reads a layout file.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file.
    ///
    /// ```
    /// use nigao::{diagnostic::Lang, layout::Layout};
    /// let source = "line: 30pt\nstyles:\n  body: {faces: 宋体}";
    /// let faults = Layout::read("我的版式.yaml", source).unwrap_err();
    /// assert_eq!(faults[0].message.text(Lang::Zh), "版式里没有“faces”这一项");
    /// assert_eq!(faults[0].hint.as_ref().unwrap().text(Lang::Zh), "是不是“face”？");
    /// assert_eq!(faults[0].location.as_ref().unwrap().line, 3);
    /// ```
    pub fn read(file: &str, source: &str) -> Result<Self, Diagnostics> {
        let (root, faults) = yaml::read(file, source).recovered();
        Self::read_tree(root, faults)
    }

    /// Reads a layout that stands in another file.
    ///
    /// # Errors
    /// As [`Layout::read`].
    pub(crate) fn of(root: Node) -> Result<Self, Diagnostics> {
        Self::read_tree(root, Diagnostics::default())
    }

    fn read_tree(root: Node, faults: Diagnostics) -> Result<Self, Diagnostics> {
        let mut reader = LayoutReader { faults };
        let chain = reader.chain(root);
        let layout = reader.layout(&chain);
        reader.faults.sort_by(Diagnostic::reading_order);
        if reader.faults.is_empty() {
            Ok(layout)
        } else {
            Err(reader.faults)
        }
    }
}

impl Default for Layout {
    /// GB/T 9704—2012.
    fn default() -> Self {
        Self::named(Self::NAMES[0]).unwrap_or_else(Self::bare)
    }
}

fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, source)| *source)
}

/// Reads values and keeps what is wrong with them.
struct LayoutReader {
    faults: Diagnostics,
}

impl LayoutReader {
    /// The files a layout is made of, the outermost base first.
    fn chain(&mut self, root: Node) -> Vec<Node> {
        let default = Layout::NAMES[0];
        let mut chain = vec![root];
        loop {
            let last = &chain[chain.len() - 1];
            let own_name = last.location.file.to_string();
            let base = match last.get("base") {
                Some(node) => node.scalar().map(str::to_owned),
                None if own_name == default => None,
                None => Some(default.to_owned()),
            };
            let Some(base) = base else { break };
            // Shipped layouts have shipped bases, and no more of them than there are.
            let Some(source) = shipped(&base).filter(|_| chain.len() <= SHIPPED.len()) else {
                if let Some(node) = last.get("base").cloned() {
                    self.refuse(&node, "layout.base", &Layout::NAMES);
                }
                break;
            };
            let (node, faults) = yaml::read(&base, source).recovered();
            self.faults.extend(faults);
            chain.push(node);
        }
        chain.reverse();
        chain
    }

    fn layout(&mut self, chain: &[Node]) -> Layout {
        let mut layout = Layout::bare();
        for root in chain {
            self.known(root, OF_LAYOUT);
            self.page(root, &mut layout);
        }
        self.pitch(chain, &mut layout);
        let mut body = layout.style(StyleRole::Body).clone();
        for root in chain {
            self.style(root, StyleRole::Body, &mut body);
        }
        for role in StyleRole::ALL {
            let mut style = body.clone();
            for root in chain.iter().filter(|_| role != StyleRole::Body) {
                self.style(root, role, &mut style);
            }
            if style.size.length() > style.pitch.unwrap_or(layout.pitch) {
                self.too_tall(chain, role, &style);
            }
            *layout.style_mut(role) = style;
        }
        for root in chain {
            if let Some(styles) = root.get("styles") {
                self.known(styles, &StyleRole::ALL.map(StyleRole::key));
            }
        }
        layout
    }

    fn page(&mut self, root: &Node, layout: &mut Layout) {
        if let Some(page) = root.get("page") {
            self.known(page, OF_PAGE);
            let at = &mut layout.page;
            for (key, length) in OF_PAGE.iter().zip([
                &mut at.width, &mut at.height, &mut at.top, &mut at.bottom, &mut at.left,
                &mut at.right,
            ]) {
                self.parse(page, key, "layout.length", length);
            }
            if layout.measure() < Length::from_mm(20.0) || layout.depth() < Length::from_mm(20.0) {
                self.fault(page, "layout.no-room");
                layout.page = Layout::bare().page;
            }
        }
        self.parse(root, "characters", "layout.count", &mut layout.characters);
        self.parse(root, "latin", "layout.words", &mut layout.latin);
        self.parse(root, "number", "layout.number", &mut layout.numbers.form);
        self.parse(
            root, "number-below", "layout.length", &mut layout.numbers.below,
        );
        self.parse(root, "seal", "layout.flag", &mut layout.seal);
        self.parse(root, "contents", "layout.count", &mut layout.contents);
    }

    /// The pitch of lines is given, or follows from how many lines the final page holds.
    fn pitch(&mut self, chain: &[Node], layout: &mut Layout) {
        let mut lines = 0_u16;
        for root in chain {
            self.parse(root, "lines", "layout.count", &mut lines);
            if let Some(line) = root.get("line") {
                // Either may stand in a base and the other over it, but one file says one thing.
                if root.get("lines").is_some() {
                    self.fault(line, "layout.line-twice");
                }
                lines = 0;
                self.parse(root, "line", "layout.length", &mut layout.pitch);
            }
        }
        if lines > 0 {
            layout.pitch = Length(layout.depth().0 / i32::from(lines));
        }
    }

    fn style(&mut self, root: &Node, role: StyleRole, style: &mut RoleStyle) {
        let Some(node) = root.get("styles").and_then(|styles| styles.get(role.key())) else {
            return;
        };
        self.known(node, OF_STYLE);
        self.parse(node, "face", "layout.words", &mut style.face);
        self.parse(node, "size", "layout.size", &mut style.size);
        self.parse(node, "bold", "layout.flag", &mut style.bold);
        self.parse(node, "align", "layout.align", &mut style.align);
        self.parse(node, "indent", "layout.count", &mut style.indent);
        self.parse(node, "above", "layout.count", &mut style.above);
        let mut pitch = style.pitch.unwrap_or_default();
        self.parse(node, "line", "layout.length", &mut pitch);
        style.pitch = Some(pitch).filter(|pitch| pitch.0 > 0);
    }

    /// Reads the value of a key, if there is one, or says with `message` what it should be.
    fn parse<T: FromStr>(&mut self, node: &Node, key: &str, message: &'static str, into: &mut T) {
        let Some(node) = node.get(key) else { return };
        match node.scalar().map(str::parse) {
            Some(Ok(value)) => *into = value,
            _ => self.fault(node, message),
        }
    }

    /// Refuses type that is taller than its line: Word cuts it off above.
    fn too_tall(&mut self, chain: &[Node], role: StyleRole, style: &RoleStyle) {
        let set_by = |root: &Node| {
            let styles = root.get("styles");
            let of_role = |key: &str| styles.and_then(|styles| styles.get(key)).cloned();
            of_role(role.key())
                .or_else(|| of_role(StyleRole::Body.key()))
                .or_else(|| root.get("line").cloned())
                .or_else(|| root.get("lines").cloned())
        };
        let Some(node) = chain.iter().rev().find_map(set_by) else {
            return;
        };
        let args = [
            ("role", role.key().to_owned()),
            ("size", style.size.to_string()),
        ];
        let fault = Diagnostic::error(Some(node.location), Message::new("layout.too-tall", args));
        // A body that is too tall is told once, not for each role that is set like it.
        let is_told = |told: &Diagnostic| {
            told.location == fault.location && told.message.key() == fault.message.key()
        };
        if !self.faults.iter().any(is_told) {
            self.faults.push(fault);
        }
    }

    fn fault(&mut self, node: &Node, message: &'static str) {
        let value = node.scalar().unwrap_or("…").to_owned();
        let message = Message::new(message, [("value", value)]);
        self.faults
            .push(Diagnostic::error(Some(node.location.clone()), message));
    }

    fn refuse(&mut self, node: &Node, message: &'static str, names: &[&str]) {
        self.fault(node, message);
        let name = node.scalar().unwrap_or_default();
        if let (Some(near), Some(fault)) =
            (nearest(name, names.iter().copied()), self.faults.last_mut())
        {
            fault.hint = Some(Message::new("layout.nearest", [("name", near)]));
        }
    }

    /// Refuses every key that is none of the names.
    fn known(&mut self, node: &Node, names: &[&str]) {
        for Entry { key, location, .. } in node
            .entries()
            .iter()
            .filter(|entry| !names.contains(&entry.key.as_str()))
        {
            let fault = Diagnostic::error(
                Some(location.clone()),
                Message::new("layout.unknown", [("name", key)]),
            );
            self.faults.push(match nearest(key, names.iter().copied()) {
                Some(near) => fault.hint(Message::new("layout.nearest", [("name", near)])),
                None => fault.hint(Message::new("layout.names", [("names", names.join(" "))])),
            });
        }
    }
}

impl FromStr for NumberForm {
    type Err = ();

    fn from_str(source: &str) -> Result<Self, ()> {
        match source {
            "dashes" => Ok(Self::Dashes),
            "centred" => Ok(Self::Centred),
            "plain" => Ok(Self::Plain),
            "none" => Ok(Self::None),
            _ => Err(()),
        }
    }
}

impl FromStr for Alignment {
    type Err = ();

    fn from_str(source: &str) -> Result<Self, ()> {
        match source {
            "left" => Ok(Self::Left),
            "center" => Ok(Self::Center),
            "right" => Ok(Self::Right),
            "both" => Ok(Self::Both),
            _ => Err(()),
        }
    }
}

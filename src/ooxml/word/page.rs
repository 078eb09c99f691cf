//! Reads how a section's pages are set up.

use super::measure::twips;
use crate::ooxml::Element;

/// The pages of a section; in twips, and only what is plausible.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PageSetup {
    pub(crate) width: Option<i32>,
    pub(crate) height: Option<i32>,
    pub(crate) top: Option<i32>,
    pub(crate) bottom: Option<i32>,
    pub(crate) left: Option<i32>,
    pub(crate) right: Option<i32>,
    /// What is added to the left margin for binding.
    pub(crate) gutter: Option<i32>,
    /// From the edge of the paper to the foot of the footer.
    pub(crate) footer: Option<i32>,
    /// From line to line of the grid, where lines keep to one.
    pub(crate) grid: Option<i32>,
}

impl PageSetup {
    /// Returns whether the pages are taller than wide.
    pub(crate) fn is_upright(&self) -> bool {
        self.width <= self.height
    }

    /// Takes what a child of `w:sectPr` sets.
    pub(super) fn take(&mut self, element: &Element) {
        let length = |name: &str| element.get(name).and_then(|value| twips(&value));
        match element.name {
            "pgSz" => {
                let side = |name: &str| length(name).filter(|side| (1000..=40_000).contains(side));
                (self.width, self.height) = (side("w"), side("h"));
            }
            "pgMar" => {
                // Word keeps a margin that must not grow with its header as a negative one.
                let margin = |name: &str| {
                    length(name)
                        .map(i32::abs)
                        .filter(|margin| *margin <= 20_000)
                };
                (self.top, self.bottom) = (margin("top"), margin("bottom"));
                (self.left, self.right) = (margin("left"), margin("right"));
                self.gutter = margin("gutter");
                self.footer = length("footer").filter(|footer| (0..=20_000).contains(footer));
            }
            "docGrid" => {
                let keeps = element.get("type").is_some_and(|kind| kind != "default");
                let pitch = length("linePitch").filter(|pitch| (100..=4000).contains(pitch));
                self.grid = pitch.filter(|_| keeps);
            }
            _ => {}
        }
    }
}

//! Lists the faces of a layout, and those that a machine may have instead of one.

use std::collections::BTreeSet;

use super::model::{Layout, StyleRole};

/// A face, and what takes its place where it is not installed, the likest first.
///
/// Windows has 仿宋 and 楷体 instead of the `_GB2312` faces since Vista, and never had 小标宋; free
/// systems have faces of other foundries. The first substitute is also written into Word files, for
/// Word and WPS to choose.
const SUBSTITUTES: [(&str, &[&str]); 6] = [
    (
        "仿宋_GB2312",
        &[
            "仿宋", "华文仿宋", "方正仿宋_GBK", "方正仿宋简体", "Fandol Fang",
        ],
    ),
    (
        "楷体_GB2312",
        &[
            "楷体", "华文楷体", "方正楷体_GBK", "方正楷体简体", "Fandol Kai",
        ],
    ),
    (
        "方正小标宋简体",
        &[
            "方正小标宋_GBK", "小标宋体", "华文中宋", "宋体", "Fandol Song",
        ],
    ),
    (
        "黑体",
        &[
            "SimHei", "华文黑体", "方正黑体_GBK", "Noto Sans CJK SC", "Fandol Hei",
        ],
    ),
    (
        "宋体",
        &[
            "SimSun", "华文宋体", "方正书宋_GBK", "Noto Serif CJK SC", "Fandol Song",
        ],
    ),
    (
        "Times New Roman",
        &["Liberation Serif", "Tinos", "Nimbus Roman"],
    ),
];

impl Layout {
    /// Returns the names of all faces, Chinese and Latin, each once.
    ///
    /// ```
    /// assert!(nigao::layout::Layout::default().faces().contains("黑体"));
    /// ```
    #[must_use]
    pub fn faces(&self) -> BTreeSet<&str> {
        let mut faces = self.chinese_faces();
        faces.insert(&self.latin);
        faces
    }

    /// Returns the names of the Chinese faces.
    pub(crate) fn chinese_faces(&self) -> BTreeSet<&str> {
        StyleRole::ALL
            .iter()
            .map(|role| self.style(*role).face.as_str())
            .collect()
    }
}

/// Returns the faces that may take the place of one, the likest first; none for a face that is not
/// among those of official papers.
#[must_use]
pub fn substitutes(face: &str) -> &'static [&'static str] {
    SUBSTITUTES
        .iter()
        .find(|(name, _)| *name == face)
        .map_or(&[], |(_, others)| others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_of_a_shipped_layout_has_substitutes_and_is_not_its_own() {
        for name in Layout::NAMES {
            let layout = Layout::named(name).unwrap();
            for face in layout.faces() {
                assert!(!substitutes(face).is_empty(), "{name}: {face}");
                assert!(!substitutes(face).contains(&face), "{face}");
            }
        }
        assert!(substitutes("云溪体").is_empty());
    }
}

//! Says why a span of the source is taken for noise.

use std::ops::Range;

/// A span of the source that is not the report's, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoiseSpan {
    /// Its characters in the source.
    pub span: Range<usize>,
    /// What it was taken for.
    pub reason: NoiseReason,
}

/// What a span of noise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NoiseReason {
    /// 网站的栏目、广告、版权行: words that only web sites use
    Site,
    /// 网页上稿件前后的短行: short lines around the report on a web page
    PageEdge,
    /// 页码
    PageNumber,
    /// 网页代码: tags, entities, rules of style
    Markup,
    /// 文库给段落编的号: numbers a document site put before its chunks
    ChunkNumber,
    /// 重复的标题、摘要: a title or summary said again
    Repeated,
    /// 合集里的篇目行: the label of a report in a collection
    CollectionLabel,
    /// 分隔线: a line of signs
    Rule,
}

impl NoiseReason {
    /// The message that names the reason.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Site => "read.noise.site",
            Self::PageEdge => "read.noise.page-edge",
            Self::PageNumber => "read.noise.page-number",
            Self::Markup => "read.noise.markup",
            Self::ChunkNumber => "read.noise.chunk-number",
            Self::Repeated => "read.noise.repeated",
            Self::CollectionLabel => "read.noise.collection-label",
            Self::Rule => "read.noise.rule",
        }
    }
}

//! Bounds a draft, so that a template of a few lines cannot take all memory.

/// The longest draft, in bytes of markup.
pub const LONGEST_BYTES: usize = 16 << 20;
/// The most turns all lists of a draft may take together.
pub const MOST_TURNS: usize = 100_000;

//! Defines what a tool is given and what it gives back.

use nigao::diagnostic::Lang;
use nigao::envelope::Envelope;
use serde_json::Value;

use super::arguments::Arguments;
use super::workspace::Workspace;

/// What a tool works with: its folder, its arguments, and the envelope that takes the diagnostics.
pub(super) struct ToolCall<'c> {
    pub(super) workspace: &'c Workspace,
    pub(super) arguments: &'c Arguments,
    pub(super) envelope: &'c mut Envelope,
    pub(super) lang: Lang,
}

/// A tool's result, and whether all is well with what was looked at.
pub(super) struct ToolResult {
    pub(super) value: Value,
    pub(super) is_ok: bool,
}

impl From<Value> for ToolResult {
    fn from(value: Value) -> Self {
        Self { value, is_ok: true }
    }
}

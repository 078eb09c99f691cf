//! Compares the faces of a layout with those that are installed.

use std::collections::HashSet;

use nigao::diagnostic::Message;
use nigao::layout::{Layout, substitutes};

use super::finding::Finding;

/// Returns the names of all installed faces, in every language that their files name them in.
///
/// Reads the folders where a system keeps them; `fontconfig` is not asked, which a static program
/// could not load and a bare system does not have.
pub(super) fn installed() -> HashSet<String> {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let mut names = HashSet::new();
    for face in database.faces() {
        names.extend(face.families.iter().map(|(name, _)| name.clone()));
    }
    names
}

/// Finds for each face of a layout whether it is there, and what takes its place if it is not.
///
/// A missing face spoils no file: it names the face, and is right again where that is installed.
pub(super) fn examine(layout: &Layout, installed: &HashSet<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for face in layout.faces() {
        let hint = || Message::plain("doctor.face-hint");
        let substitute = substitutes(face)
            .iter()
            .find(|other| installed.contains(**other));
        findings.push(match substitute {
            _ if installed.contains(face) => {
                Finding::good(Message::new("doctor.face", [("face", face)]))
            }
            Some(other) => {
                let args = [("face", face), ("other", *other)];
                Finding::note(Message::new("doctor.face-substituted", args), hint())
            }
            None => Finding::note(
                Message::new("doctor.face-missing", [("face", face)]),
                hint(),
            ),
        });
    }
    findings
}

//! Reads the unit's file of the folder, and writes into it what was accepted.

use std::path::Path;

use nigao::error::Error;
use nigao::review::{AcceptedFinding, UNIT_FILE, UnitFile, UnitLayout, with_accepted};
use nigao::{input, output, read};

use super::words::PageWords;

/// The largest file of a unit, in bytes.
const MOST_BYTES: u64 = 1 << 20;
/// The largest layout file, or Word file that a layout is taken from, in bytes.
const MOST_LAYOUT_BYTES: u64 = 64 << 20;

/// The unit's file of a folder as it stands.
#[derive(Default)]
pub(super) struct UnitInFolder {
    /// What the unit keeps; nothing where there is no file.
    pub(super) unit: UnitFile,
    /// What is wrong with the file, in words.
    pub(super) faults: Vec<String>,
    /// `None` where the file is there and cannot be read: it must not be written over.
    text: Option<String>,
}

impl UnitInFolder {
    /// Reads the file of a folder.
    pub(super) fn read(folder: &Path, words: PageWords) -> Self {
        let path = folder.join(UNIT_FILE);
        if !path.exists() {
            let text = Some(String::new());
            return Self {
                text,
                ..Self::default()
            };
        }
        let text = match input::read_file(&path, MOST_BYTES).and_then(read::text_of) {
            Ok(text) => text,
            Err(error) => {
                let faults = vec![error.in_file(UNIT_FILE).explain(words.0)];
                return Self {
                    faults,
                    ..Self::default()
                };
            }
        };
        let (mut unit, mut found) = UnitFile::read(UNIT_FILE, &text).recovered();
        let mut faults = Vec::new();
        if let Some(UnitLayout::File(name)) = unit.layout.clone() {
            let bytes = input::read_file(&folder.join(&name), MOST_LAYOUT_BYTES);
            match bytes.and_then(|bytes| unit.take_layout(&name, &bytes)) {
                Ok(of_layout) => found.extend(of_layout),
                Err(error) => faults.push(error.in_file(&name).explain(words.0)),
            }
        }
        for fault in &found {
            let place = fault.location.as_ref();
            let line = place.map_or(1, |place| place.line);
            let file = place.map_or(UNIT_FILE.to_owned(), |place| place.file.to_string());
            let args = [
                ("file", file),
                ("line", line.to_string()),
                ("why", words.fault(fault)),
            ];
            faults.push(words.tell("web.review.unit-fault", args));
        }
        Self {
            unit,
            faults,
            text: Some(text),
        }
    }

    /// Writes into the file that a finding is accepted, or that it is not any more.
    ///
    /// # Errors
    /// Why it was not written, in words.
    pub(super) fn keep(
        self,
        folder: &Path,
        entry: AcceptedFinding,
        accepts: bool,
        words: PageWords,
    ) -> Result<(), String> {
        let unkept = |why: String| words.tell("web.review.not-kept", [("why", why)]);
        let Some(text) = self.text else {
            return Err(unkept(self.faults.join(" ")));
        };
        let mut accepted = self.unit.accepted;
        accepted.retain(|known| *known != entry);
        if accepts {
            accepted.push(entry);
        }
        let text = with_accepted(&text, &accepted)
            .ok_or_else(|| unkept(words.tell("web.broken", [("file", UNIT_FILE)])))?;
        let written = output::write_file(&folder.join(UNIT_FILE), text.as_bytes(), true);
        written.map_err(|error: Error| unkept(error.explain(words.0)))
    }
}

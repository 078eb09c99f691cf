//! Opens reports of other formats through programs that may be installed beside this one.
//!
//! `LibreOffice` turns what Word 97, WPS and others wrote into .docx, and pdftotext takes the text
//! out of a PDF file. Both run on a copy in a folder of their own, with no settings of the user's,
//! no way to the network that they are told of, and a limit of time; a file may mean harm.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use nigao::diagnostic::Message;
use nigao::error::{Error, Result};
use nigao::input::read_stream;
use nigao::read::{ForeignFormat, Source};

/// How long a program may work on one file.
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(50);
/// The longest file given to another program, and the longest taken back, in bytes.
const LARGEST_FILE: u64 = 64 << 20;
/// Where a proxy would be, if there were one: what asks for the network gets no answer.
const NO_PROXY: &str = "http://127.0.0.1:9";

/// Opens a report through another program, if its format asks for one. `None`: the format is
/// another, or no such program is there.
pub(crate) fn open(path: &Path) -> Option<Result<Source>> {
    let bytes = read_stream(File::open(path).ok()?, LARGEST_FILE).ok()?;
    let format = ForeignFormat::of(&bytes)?;
    let program = match format {
        ForeignFormat::Pdf => installed(&["pdftotext"])?,
        ForeignFormat::Doc | ForeignFormat::Rtf | ForeignFormat::Odt | ForeignFormat::Word2003 => {
            installed(&["soffice", "libreoffice"])?
        }
        // A web page asks for what lies elsewhere.
        _ => return None,
    };
    let source = convert(format, &program, &bytes);
    Some(source.map_err(|error| error.in_file(path)))
}

/// The first of these programs that is in the path.
fn installed(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path)
        .filter(|p| p.is_absolute())
        .collect();
    for name in names {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        if let Some(found) = folders
            .iter()
            .map(|folder| folder.join(&file))
            .find(|p| p.is_file())
        {
            return Some(found);
        }
    }
    None
}

fn convert(format: ForeignFormat, program: &Path, bytes: &[u8]) -> Result<Source> {
    let failed = |why: std::io::Error| Error::io("", why);
    let folder = tempfile::tempdir().map_err(failed)?;
    let ending = if format == ForeignFormat::Word2003 {
        ".xml"
    } else {
        format.name()
    };
    let copy = folder.path().join(format!("report{ending}"));
    fs::write(&copy, bytes).map_err(failed)?;
    let out = folder.path().join("out");
    fs::create_dir(&out).map_err(failed)?;
    let (mut command, result) = if format == ForeignFormat::Pdf {
        let result = out.join("report.txt");
        let mut command = bounded(program);
        command
            .args(["-q", "-layout", "-enc", "UTF-8", "-nopgbrk"])
            .arg(&copy)
            .arg(&result);
        (command, result)
    } else {
        let profile = folder.path().join("profile").display().to_string();
        let mut command = bounded(program);
        command.arg(format!("-env:UserInstallation=file://{profile}"));
        command.args([
            "--headless", "--norestore", "--nolockcheck", "--convert-to", "docx",
        ]);
        command.arg("--outdir").arg(&out).arg(&copy);
        (command, out.join("report.docx"))
    };
    command
        .env("HOME", folder.path())
        .current_dir(folder.path());
    for proxy in [
        "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY",
    ] {
        command.env(proxy, NO_PROXY);
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    run(command)?;
    let refused = || Error::new(Message::new("read.unconverted", [("kind", format.name())]));
    let result = File::open(result).map_err(|_| refused())?;
    let converted = read_stream(result, LARGEST_FILE)?;
    Source::parse(&converted, false, None)
}

/// A command that ends with all it started: `LibreOffice` is a script that starts another program.
fn bounded(program: &Path) -> Command {
    match installed(&["timeout"]) {
        Some(timeout) => {
            let mut command = Command::new(timeout);
            command
                .args(["-k", "5", &PATIENCE.as_secs().to_string()])
                .arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// Runs a command to its end, or ends it when it takes too long.
fn run(mut command: Command) -> Result<()> {
    let failed = |why: std::io::Error| Error::io("", why);
    let mut child = command.spawn().map_err(failed)?;
    // `timeout` needs a moment to end what it started.
    let last = Instant::now() + PATIENCE + Duration::from_secs(10);
    while child.try_wait().map_err(failed)?.is_none() {
        if Instant::now() > last {
            child.kill().map_err(failed)?;
            child.wait().map_err(failed)?;
            break;
        }
        sleep(POLL);
    }
    Ok(())
}

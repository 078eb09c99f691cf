//! Finds a server that already runs for a folder, so that a second start opens its page.
//!
//! A file of this account says which port it listens on and the secret it can be asked with. It
//! stands among the files of this account, never in the folder of answers, which others may read.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, File, OpenOptions};
use std::hash::{Hash, Hasher};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use nigao::error::{Error, Result};

/// The header that a second start shows the secret in.
pub(super) const SECRET_HEADER: &str = "x-nigao-secret";
/// How long a running server may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// The longest answer of a running server, in bytes.
const LONGEST_ANSWER: u64 = 4096;

/// The mark of a running server; it goes with the server.
#[derive(Debug)]
pub(super) struct RunningMark {
    path: PathBuf,
}

impl RunningMark {
    /// Marks a folder as served on a port, and keeps what a second start asks with. The mark of a
    /// server that was killed is replaced.
    ///
    /// # Errors
    /// A folder for such files that cannot be written to.
    pub(super) fn set(folder: &Path, port: u16, secret: &str) -> Result<Self> {
        let path = mark_of(folder);
        let failed = |error| Error::io(&path, error);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        let _ = fs::remove_file(&path);
        let mut file = private_file(&path).map_err(failed)?;
        let words = format!("{port}\n{secret}\n{}\n", std::process::id());
        file.write_all(words.as_bytes()).map_err(failed)?;
        Ok(Self { path })
    }
}

impl Drop for RunningMark {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Asks the server of a folder to open its page again. Returns its port and the file that leads
/// to the page; `None` where no server answers.
pub(super) fn ask_running(folder: &Path) -> Option<(u16, String)> {
    let words = fs::read_to_string(mark_of(folder)).ok()?;
    let mut lines = words.lines();
    let port: u16 = lines.next()?.parse().ok()?;
    let secret = lines.next()?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let request = format!(
        "POST /launch HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{SECRET_HEADER}: {secret}\r\n\
         Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream
        .take(LONGEST_ANSWER)
        .read_to_string(&mut answer)
        .ok()?;
    let (head, file) = answer.split_once("\r\n\r\n")?;
    head.starts_with("HTTP/1.1 200")
        .then(|| (port, file.to_owned()))
}

/// Creates a file that only this account can read.
fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Returns where the mark of a folder is kept: among the account's run-time files, else its cache,
/// else the temporary files.
fn mark_of(folder: &Path) -> PathBuf {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut hasher = DefaultHasher::new();
    whole.hash(&mut hasher);
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let home = || Some(PathBuf::from(named("HOME")?).join(".cache"));
    let base = named("XDG_RUNTIME_DIR")
        .or_else(|| named("LOCALAPPDATA"))
        .map(PathBuf::from);
    let base = base.or_else(home).unwrap_or_else(std::env::temp_dir);
    base.join("nigao")
        .join(format!("{:016x}.run", hasher.finish()))
}

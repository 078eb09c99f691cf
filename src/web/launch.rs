//! Lets the browser in once: a private file leads it to the page with a code that is then used up.
//!
//! A code on a command line could be read by every account of the machine, so the browser is
//! started on a file that only this account can read.

use std::io::Write;
use std::path::{Path, PathBuf};

use nigao::error::{Error, Result};
use tempfile::TempPath;

use super::secrets::{is_secret, secret};

/// The most codes that wait to be used.
const MOST_CODES: usize = 8;

/// The codes that were given out and not used yet, each with the file that leads to it.
#[derive(Debug, Default)]
pub(super) struct LaunchCodes(Vec<(String, TempPath)>);

impl LaunchCodes {
    /// Makes a code for the page at an address, and returns the file to open in the browser.
    ///
    /// # Errors
    /// A folder for temporary files that cannot be written to.
    pub(super) fn issue(&mut self, address: &str) -> Result<PathBuf> {
        let code = secret()?;
        let failed = |error| Error::io(std::env::temp_dir(), error);
        // On Unix tempfile makes files that only their owner can read.
        let mut builder = tempfile::Builder::new();
        let mut file = builder
            .prefix("nigao-")
            .suffix(".html")
            .tempfile()
            .map_err(failed)?;
        let page = format!(
            "<!doctype html><meta charset=\"utf-8\"><title>nigao</title>\
             <meta http-equiv=\"refresh\" content=\"0;url={address}/open?code={code}\">\n"
        );
        file.write_all(page.as_bytes()).map_err(failed)?;
        let path = file.into_temp_path();
        let file = path.to_path_buf();
        if self.0.len() == MOST_CODES {
            self.0.remove(0);
        }
        self.0.push((code, path));
        Ok(file)
    }

    /// Uses a code up; its file goes. False for a code that was never given out, or was used.
    pub(super) fn redeem(&mut self, given: &str) -> bool {
        let known = self.0.iter().position(|(code, _)| is_secret(given, code));
        known.map(|at| self.0.remove(at)).is_some()
    }
}

/// Opens a file in the user's browser; false where none can be started.
pub(super) fn open_in_browser(file: &Path) -> bool {
    open::that_detached(file).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_lets_in_once_and_takes_its_file_along() {
        let mut codes = LaunchCodes::default();
        let file = codes.issue("http://127.0.0.1:1").unwrap();
        let page = std::fs::read_to_string(&file).unwrap();
        let code = page
            .split("code=")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        assert!(!codes.redeem("") && !codes.redeem("00"));
        assert!(codes.redeem(code));
        assert!(!codes.redeem(code) && !file.exists());
    }
}

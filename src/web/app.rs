//! Holds what the whole server shares: its folder, its secrets, its drafts.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use nigao::diagnostic::Message;
use nigao::error::{Error, Result};

use super::drafts::Drafts;
use super::launch::LaunchCodes;
use super::secrets::secret;
use super::uploads::{MinedReport, ReviewedUpload, Uploads};
use super::words::PageWords;

/// What every request can reach.
pub(super) struct App {
    /// The language of the page.
    pub(super) words: PageWords,
    /// The port both sockets listen on.
    pub(super) port: u16,
    /// Whether pages are opened in the browser.
    pub(super) opens_browser: bool,
    /// What the cookie of a browser that was let in says.
    pub(super) cookie: String,
    /// What every form of ours carries.
    pub(super) form_key: String,
    /// What a second start asks with.
    pub(super) mark_secret: String,
    codes: Mutex<LaunchCodes>,
    drafts: Mutex<Drafts>,
    mined: Mutex<Uploads<MinedReport>>,
    reviewed: Mutex<Uploads<ReviewedUpload>>,
    /// Why nothing can be saved in the folder.
    unwritable: Mutex<Option<String>>,
    last_request: Mutex<Instant>,
}

impl App {
    /// Prepares a server on a port.
    ///
    /// # Errors
    /// A system without a source of random bytes.
    pub(super) fn new(
        drafts: Drafts,
        words: PageWords,
        port: u16,
        opens_browser: bool,
        mark_secret: String,
    ) -> Result<Self> {
        Ok(Self {
            words,
            port,
            opens_browser,
            cookie: secret()?,
            form_key: secret()?,
            mark_secret,
            codes: Mutex::default(),
            drafts: Mutex::new(drafts),
            mined: Mutex::default(),
            reviewed: Mutex::default(),
            unwritable: Mutex::default(),
            last_request: Mutex::new(Instant::now()),
        })
    }

    /// Returns the address of the page.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Returns the name of the cookie. Cookies are shared by all ports, so the port is part of it.
    pub(super) fn cookie_name(&self) -> String {
        format!("nigao_{}", self.port)
    }

    /// Returns the drafts. One request works on them at a time, so no file has two writers.
    pub(super) fn drafts(&self) -> MutexGuard<'_, Drafts> {
        held(&self.drafts)
    }

    /// Returns the reports to be mined.
    pub(super) fn mined(&self) -> MutexGuard<'_, Uploads<MinedReport>> {
        held(&self.mined)
    }

    /// Returns the reports that were reviewed.
    pub(super) fn reviewed(&self) -> MutexGuard<'_, Uploads<ReviewedUpload>> {
        held(&self.reviewed)
    }

    /// Looks whether anything can be saved in the folder.
    pub(super) fn look_at_folder(&self, drafts: &Drafts) {
        let why = drafts.try_writing().err();
        *held(&self.unwritable) = why.map(|error| error.text(self.words.0));
    }

    /// Returns why nothing can be saved in the folder; `None` where it can.
    pub(super) fn unwritable(&self) -> Option<String> {
        held(&self.unwritable).clone()
    }

    /// Notes that somebody asked for something.
    pub(super) fn touch(&self) {
        *held(&self.last_request) = Instant::now();
    }

    /// Returns when somebody asked for something the last time.
    pub(super) fn last_request(&self) -> Instant {
        *held(&self.last_request)
    }

    /// Makes a code and returns the file that leads a browser to the page.
    ///
    /// # Errors
    /// A folder for temporary files that cannot be written to.
    pub(super) fn issue_code(&self) -> Result<PathBuf> {
        held(&self.codes).issue(&self.address())
    }

    /// Uses a code up.
    pub(super) fn redeem(&self, code: &str) -> bool {
        held(&self.codes).redeem(code)
    }
}

/// Locks, even if a request panicked while it held the lock: what it held is checked when read.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the error of a socket that cannot be had.
pub(super) fn no_socket(port: u16, error: &std::io::Error) -> Error {
    let args = [("port", port.to_string()), ("why", error.to_string())];
    Error::new(Message::new("web.no-port", args))
}

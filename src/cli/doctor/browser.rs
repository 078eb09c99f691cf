//! Looks for a browser that `nigao serve` can open its page in.

use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;

use super::finding::Finding;

/// Browsers by the names of their programs on Linux, UOS and Kylin among them, and last the helpers
/// of the desktop that know which one the user wants.
const PROGRAMS: [&str; 14] = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge",
    "firefox", "firefox-esr", "qaxbrowser-safe", "browser360-cn", "360browser", "browser",
    "qutebrowser", "epiphany", "xdg-open",
];
/// Where browsers are on Windows, below the folders of programs.
const ON_WINDOWS: [&str; 4] = [
    r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe",
    r"Mozilla Firefox\firefox.exe", r"Internet Explorer\iexplore.exe",
];
const ON_MACOS: [&str; 3] = [
    "/Applications/Safari.app", "/Applications/Google Chrome.app", "/Applications/Firefox.app",
];

/// Finds the first browser there is; without one the page can be opened from elsewhere on the
/// machine, or the questions be answered at the terminal.
pub(super) fn examine(env: impl Fn(&str) -> Option<String>) -> Finding {
    match find(&env) {
        Some(path) => {
            let path = path.display().to_string();
            Finding::good(Message::new("doctor.browser-found", [("path", path)]))
        }
        None => Finding::note(
            Message::plain("doctor.no-browser"),
            Message::plain("doctor.no-browser-hint"),
        ),
    }
}

fn find(env: &impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let mut candidates = Vec::new();
    if cfg!(windows) {
        for folder in ["ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"].map(env) {
            let folder = folder.unwrap_or_default();
            candidates.extend(ON_WINDOWS.map(|program| Path::new(&folder).join(program)));
        }
    } else if cfg!(target_os = "macos") {
        candidates.extend(ON_MACOS.map(PathBuf::from));
    }
    // `BROWSER` is a list of command lines by the convention of Unix desktops.
    let wanted = env("BROWSER").unwrap_or_default();
    let wanted = wanted
        .split(':')
        .filter_map(|line| line.split_whitespace().next());
    let path = env("PATH").unwrap_or_default();
    for name in wanted.chain(PROGRAMS) {
        candidates.extend(std::env::split_paths(&path).map(|folder| folder.join(name)));
    }
    candidates
        .into_iter()
        .find(|path| path.is_absolute() && path.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_users_choice_comes_first_and_the_path_is_searched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display().to_string();
        let found = |browser: &str| {
            find(&|name: &str| match name {
                "PATH" => Some(path.clone()),
                "BROWSER" => Some(browser.to_owned()),
                _ => None,
            })
        };
        assert_eq!(found("dillo"), None);
        std::fs::write(folder.path().join("firefox"), "").unwrap();
        std::fs::write(folder.path().join("dillo"), "").unwrap();
        assert_eq!(found("dillo %s:firefox"), Some(folder.path().join("dillo")));
        assert_eq!(found("lynx"), Some(folder.path().join("firefox")));
        assert_eq!(find(&|_| None), None);
    }
}

//! Waits for files that another program holds, and says so when it does not let go.
//!
//! On Windows an open document cannot be replaced, and a virus scanner or a synchronised folder
//! holds a new file for a moment. The moment is waited for; the document somebody has to close.

use std::io::{self, ErrorKind};
use std::thread;
use std::time::Duration;

/// The waits between tries, in milliseconds: together less than a second, because a document that
/// is open in WPS stays so until its user has read the message.
const WAITS: [u64; 5] = [25, 50, 100, 200, 400];
/// `ERROR_ACCESS_DENIED` of Windows.
const ACCESS_DENIED: i32 = 5;
/// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION` of Windows.
const VIOLATIONS: [i32; 2] = [32, 33];

/// What is done with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// It is read, or made where none is.
    Open,
    /// A file takes its place that may be written to. If Windows denies that, the file is open.
    Replace,
}

/// Does some work on a file, again and again for a moment while another program holds the file.
///
/// # Errors
/// What the work fails with; the kind is [`ErrorKind::ResourceBusy`] if the file was still held.
pub(crate) fn wait_for<T>(access: Access, work: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let codes_of_windows = cfg!(windows);
    wait_with(
        work,
        |error| is_held(error, access, codes_of_windows),
        thread::sleep,
    )
}

fn wait_with<T>(
    mut work: impl FnMut() -> io::Result<T>,
    is_held: impl Fn(&io::Error) -> bool,
    mut sleep: impl FnMut(Duration),
) -> io::Result<T> {
    for wait in WAITS {
        match work() {
            Err(error) if is_held(&error) => sleep(Duration::from_millis(wait)),
            done => return done,
        }
    }
    work().map_err(|error| {
        if is_held(&error) {
            io::Error::new(ErrorKind::ResourceBusy, error)
        } else {
            error
        }
    })
}

/// Returns whether an error says that another program holds the file. The standard library has no
/// kind for what Windows says, and the same numbers mean other things elsewhere.
fn is_held(error: &io::Error, access: Access, codes_of_windows: bool) -> bool {
    if error.kind() == ErrorKind::ResourceBusy {
        return true;
    }
    let Some(code) = error.raw_os_error().filter(|_| codes_of_windows) else {
        return false;
    };
    VIOLATIONS.contains(&code) || (code == ACCESS_DENIED && access == Access::Replace)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Work that fails with a code so many times and then is done; with the waits between.
    fn attempt(code: i32, failures: usize, access: Access) -> (io::Result<usize>, Vec<u64>) {
        let (mut tries, mut waits) = (0, Vec::new());
        let work = || {
            tries += 1;
            if tries > failures {
                Ok(tries)
            } else {
                Err(io::Error::from_raw_os_error(code))
            }
        };
        let held = |error: &io::Error| is_held(error, access, true);
        let done = wait_with(work, held, |wait| {
            waits.push(u64::try_from(wait.as_millis()).unwrap());
        });
        (done, waits)
    }

    #[test]
    fn a_file_that_is_let_go_in_time_is_no_error() {
        for code in VIOLATIONS {
            let (done, waits) = attempt(code, 3, Access::Open);
            assert_eq!((done.unwrap(), waits), (4, vec![25, 50, 100]));
        }
        assert_eq!(attempt(ACCESS_DENIED, 5, Access::Replace).0.unwrap(), 6);
    }

    #[test]
    fn a_file_that_stays_open_is_busy_after_less_than_a_second() {
        let (done, waits) = attempt(32, 99, Access::Replace);
        assert_eq!(done.unwrap_err().kind(), ErrorKind::ResourceBusy);
        assert_eq!(waits, WAITS);
        assert!(waits.iter().sum::<u64>() < 1000);
    }

    #[test]
    fn other_errors_come_at_once_as_they_are() {
        // 2: no such file. 5 is a matter of rights where no file is replaced.
        for (code, access) in [(2, Access::Replace), (ACCESS_DENIED, Access::Open)] {
            let (done, waits) = attempt(code, 99, access);
            assert_eq!(
                (done.unwrap_err().raw_os_error(), waits.len()),
                (Some(code), 0)
            );
        }
        // On Linux 32 is a broken pipe.
        let pipe = io::Error::from_raw_os_error(32);
        assert!(!is_held(&pipe, Access::Replace, false));
        assert!(is_held(
            &ErrorKind::ResourceBusy.into(),
            Access::Open,
            false
        ));
    }
}

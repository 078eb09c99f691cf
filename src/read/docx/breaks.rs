//! Soft breaks: the lines of a centred paragraph, a title or the dateline below it, to one where the break is for looks.

/// One line where a writer only broke a long title by its sense; what begins anew stays on a line of its own: a dateline
/// in dashes or parentheses, a day, an office with a name.
pub(super) fn joined(words: &str) -> String {
    let mut lines = words.split('\n').filter(|line| !line.trim().is_empty());
    let mut joined = lines.next().unwrap_or_default().to_owned();
    for line in lines.map(str::trim) {
        if begins(line) {
            joined.push('\n');
        }
        joined += line;
    }
    joined
}

fn begins(line: &str) -> bool {
    let day = ['年', '月', '日'].iter().all(|part| line.contains(*part));
    line.starts_with(['—', '-', '（', '(']) || day || line.contains(['\u{3000}', '\t'])
}

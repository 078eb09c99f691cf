//! Splits a source into lines as the parser of YAML counts them, so that a location finds its line.

/// Splits a source at `\n`, `\r\n` and at a `\r` alone, as files of old Macs and pasted blocks have
/// it. A line keeps its break.
pub(crate) fn lines(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None if rest.is_empty() => return None,
            None => rest.len(),
        };
        let (line, after) = rest.split_at(end);
        rest = after;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn each_break_ends_a_line_and_stays_with_it() {
        let split: Vec<&str> = lines("甲\r乙\r\n丙\n\n丁").collect();
        assert_eq!(split, ["甲\r", "乙\r\n", "丙\n", "\n", "丁"]);
        assert_eq!(lines("").count(), 0);
    }
}

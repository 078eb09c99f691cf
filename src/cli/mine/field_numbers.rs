//! Reads which fields a user means by their numbers: 3-12、15.

/// Returns the indices, from 0 and in order, of fields numbered from 1; `None` for what is no
/// number of theirs.
pub(super) fn numbers(words: &str, count: usize) -> Option<Vec<usize>> {
    const LINKS: [&str; 7] = ["-", "—", "～", "~", "－", "至", "到"];
    let all = ["全部", "全", "all", "*"];
    if all.contains(&words.trim().to_lowercase().as_str()) {
        return Some((0..count).collect());
    }
    let index = |number: &str| -> Option<usize> {
        let number: usize = number.trim().parse().ok()?;
        (1..=count).contains(&number).then(|| number - 1)
    };
    let mut found = Vec::new();
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
    for part in words.split(is_separator).filter(|part| !part.is_empty()) {
        let ends = LINKS.iter().find_map(|link| part.split_once(link));
        let (first, last) = match ends {
            Some((first, last)) => (index(first)?, index(last)?),
            None => (index(part)?, index(part)?),
        };
        if first > last {
            return None;
        }
        found.extend(first..=last);
    }
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_numbered_as_people_write_it() {
        for (words, wanted) in [
            ("3-5", Some(vec![2, 3, 4])),
            ("1，3、 5", Some(vec![0, 2, 4])),
            ("2至3", Some(vec![1, 2])),
            ("全部", Some(vec![0, 1, 2, 3, 4])),
            ("5-3", None),
            ("0", None),
            ("6", None),
            ("", None),
            ("三", None),
        ] {
            assert_eq!(numbers(words, 5), wanted, "{words}");
        }
    }
}

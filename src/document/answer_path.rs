//! Puts the path of an answer, which names a hole, into words for readers.
//!
//! A path is a field and perhaps a part, 税收.同比; in a record it begins with the list and the
//! record's number from 1, 项目.2.备注. The number 0 stands for the records of a list not answered.

/// The words of a hole for readers, who do not know the template's dots: 固定资产投资同比 for
/// 固定资产投资.同比. Of a record they are those of its field: 备注 for 项目.2.备注. Of a list not
/// answered they name the list, too, because no record stands around them: 项目的备注.
///
/// ```
/// use nigao::document::hole_words;
/// assert_eq!(hole_words("固定资产投资.同比"), "固定资产投资同比");
/// assert_eq!(hole_words("人数.数"), "人数");
/// assert_eq!(hole_words("项目.2.备注"), "备注");
/// assert_eq!(hole_words("项目.0.备注"), "项目的备注");
/// assert_eq!(hole_words("项目"), "项目");
/// ```
#[must_use]
pub fn hole_words(path: &str) -> String {
    let mut words = String::new();
    for part in path.split('.') {
        if part == "0" {
            words.push('的');
        } else if part.parse::<usize>().is_ok() {
            // What comes before a record's number is the list around it.
            words.clear();
        } else if words.is_empty() || !matches!(part, "数" | "文") {
            words.push_str(part);
        }
    }
    words
}

/// The list, the record's number and the words of a path in a record.
///
/// ```
/// use nigao::document::record_of;
/// assert_eq!(record_of("项目.2.备注"), Some(("项目".to_owned(), 2, "备注".to_owned())));
/// assert_eq!(record_of("项目.0.备注"), None);
/// assert_eq!(record_of("税收.同比"), None);
/// ```
#[must_use]
pub fn record_of(path: &str) -> Option<(String, usize, String)> {
    let parts: Vec<&str> = path.split('.').collect();
    let at = parts
        .iter()
        .rposition(|part| part.parse::<usize>().is_ok())?;
    let number = parts[at].parse().ok().filter(|number| *number > 0)?;
    Some((parts[..at].concat(), number, hole_words(path)))
}

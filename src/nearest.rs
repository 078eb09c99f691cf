//! Finds the name a misspelt one was most likely meant to be.

/// Returns the nearest of the names that is near enough to be meant: at most half its chars differ.
#[must_use]
pub(crate) fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in names {
        let distance = strsim::osa_distance(name, candidate);
        let longer = length.max(candidate.chars().count());
        if distance * 2 <= longer && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

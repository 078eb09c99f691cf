//! Tells whose a form is that came back: by the office named in it, its file name, or its answers.

use super::share::{OFFICE, Share};
use crate::answers::Answers;

/// The number of lines at the top of an answers file that may name its office.
const HEAD_LINES: usize = 20;

/// Returns the names of the shares a form answers.
///
/// The office named in the form comes first, as files get renamed to 附件2（定稿）.xlsx; then the
/// file name, which may hold more than the office (统计站-已填); then the fields that are
/// answered. A name holds only where the form answers nothing else: somebody may have filled in
/// the neighbour's form, or saved theirs under the neighbour's name.
#[must_use]
pub fn recognize(
    shares: &[Share],
    office: Option<&str>,
    file_stem: &str,
    answers: &Answers,
) -> Vec<String> {
    let answered = answered_shares(shares, answers);
    for name in [office, Some(file_stem)].into_iter().flatten() {
        let named = named_shares(shares, name);
        let is_contradicted = !answered.is_empty() && !named.iter().any(|n| answered.contains(n));
        if !named.is_empty() && !is_contradicted {
            return named;
        }
    }
    answered
}

/// Returns the office that a comment at the top of an answers file names.
#[must_use]
pub fn office_of_form(text: &str) -> Option<&str> {
    for line in text.lines().take(HEAD_LINES) {
        let comment = line
            .trim_start_matches('\u{feff}')
            .trim_start_matches('#')
            .trim();
        if let Some(office) = comment.strip_prefix(OFFICE) {
            let office = office.trim_start_matches(['：', ':', ' ']);
            return office.split_whitespace().next();
        }
    }
    None
}

/// Returns the shares whose names stand in a text, but for those within a longer one: 统计站 in
/// 统计站二组.
fn named_shares(shares: &[Share], text: &str) -> Vec<String> {
    let is_named =
        |share: &&Share| text.contains(share.title()) || text.contains(&share.file_name());
    let named: Vec<&Share> = shares.iter().filter(is_named).collect();
    let mut names = Vec::new();
    for share in &named {
        let is_within = |other: &&Share| {
            other.title() != share.title() && other.title().contains(share.title())
        };
        if !named.iter().any(is_within) {
            names.push(share.name.clone());
        }
    }
    names
}

/// Returns the shares whose fields are answered.
fn answered_shares(shares: &[Share], answers: &Answers) -> Vec<String> {
    let mut names = Vec::new();
    for share in shares {
        let is_answered = answers
            .entries()
            .iter()
            .any(|entry| !entry.node.is_empty() && share.schema.field(&entry.key).is_some());
        if is_answered {
            names.push(share.name.clone());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::share::{ShareBy, share_form, shares};

    const SCHEMA: &str = "{title: 例, kind: 讲话, summary: 例, fields: [
        {name: 税收, kind: text, question: 税收？, department: 财政所},
        {name: 产值, kind: text, question: 产值？, department: 统计站},
        {name: 人口, kind: text, question: 人口？, department: 统计站二组}]}";

    #[test]
    fn a_form_is_known_by_its_office_its_name_and_its_answers() {
        let (schema, _) = crate::schema::read("s.yaml", SCHEMA, &[]).recovered();
        let shares = shares(&schema, ShareBy::Department);
        for (office, stem, answers, wanted) in [
            (Some("统计站"), "附件2", "产值: 1", &["统计站"][..]),
            (Some("统计站（盖章）"), "附件2", "", &["统计站"]),
            (None, "附件2：统计站-已填", "产值: 1", &["统计站"]),
            (None, "统计站二组", "", &["统计站二组"]),
            (
                None,
                "财政所、统计站",
                "税收: 1\n产值: 1",
                &["财政所", "统计站"],
            ),
            // Renamed: the answers decide.
            (None, "统计站", "税收: 1", &["财政所"]),
            (Some("统计站"), "财政所", "税收: 1", &["财政所"]),
            (None, "最终版", "税收: 1\n产值:", &["财政所"]),
            (None, "最终版", "税收: 1\n产值: 2", &["财政所", "统计站"]),
            (None, "最终版", "", &[]),
        ] {
            let answers = Answers::read("a.yaml", answers);
            let found = recognize(&shares, office, stem, &answers);
            assert_eq!(found, wanted, "{office:?} {stem}");
        }
    }

    #[test]
    fn a_form_names_its_office_in_every_language() {
        let (schema, _) = crate::schema::read("s.yaml", SCHEMA, &[]).recovered();
        let shares = shares(&schema, ShareBy::Department);
        for lang in [Lang::Zh, Lang::En] {
            assert_eq!(
                office_of_form(&share_form(&shares[1], lang)),
                Some("统计站")
            );
        }
        assert_eq!(office_of_form("税收: 1\n"), None);
    }

    use crate::diagnostic::Lang;
}

//! Shortens the stem of a place's name: 延边朝鲜族 becomes 延边.

/// The peoples in the names of autonomous places; those listed without 族 occur with it, too.
const PEOPLES: &str = include_str!("../../data/peoples.txt");

/// Strips the names of peoples: 延边朝鲜族 is 延边.
///
/// Must not break 内蒙古, 东乡 and 鄂温克, where the name of the people is all that is left.
pub(super) fn without_peoples(stem: &str) -> &str {
    let mut stem = stem;
    while let Some(rest) = PEOPLES
        .split_whitespace()
        .find_map(|people| without(stem, people))
    {
        stem = rest;
    }
    stem.strip_suffix('族')
        .filter(|rest| is_name(rest))
        .unwrap_or(stem)
}

/// Strips the name of one people, unless fewer than two chars would be left.
fn without<'a>(stem: &'a str, people: &str) -> Option<&'a str> {
    let bare = if people.ends_with('族') {
        stem
    } else {
        stem.strip_suffix('族').unwrap_or(stem)
    };
    bare.strip_suffix(people).filter(|rest| is_name(rest))
}

/// Whether a text is long enough for a name: two chars or more.
pub(super) fn is_name(text: &str) -> bool {
    text.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::without_peoples;

    #[test]
    fn the_name_of_a_people_is_dropped_where_another_name_is_left() {
        let cases = [
            ("延边朝鲜族", "延边"),
            ("内蒙古", "内蒙古"),
            ("东乡族", "东乡"),
            ("积石山保安族东乡族撒拉族", "积石山"),
            ("双江拉祜族佤族布朗族傣族", "双江"),
            ("龙胜各族", "龙胜"),
        ];
        for (stem, short) in cases {
            assert_eq!(without_peoples(stem), short, "{stem}");
        }
    }
}

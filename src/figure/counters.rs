//! Tells which counters (个, 处, 户, 批次) users write for one another.

/// Groups of counters for the same things.
///
/// Made for 15批 in a field of 批次, 3处 in a field of 个, 86户 in a field of 家次 and 4回 in a
/// field of 次; must not break 人 and 人次, or 户 and 人, which count different things.
const GROUPS: [&[&str]; 9] = [
    &["批次", "批", "个批次"],
    &["户", "家", "家次", "户次", "家企业", "户企业"],
    &["次", "回", "趟", "遍", "场", "场次"],
    &["个", "处", "项", "件", "座", "所", "条", "宗", "起", "例"],
    &["人", "名", "位", "个人"],
    &["篇", "份"],
    &["辆", "台", "部"],
    &["栋", "幢", "座"],
    &["间", "家"],
];

/// The fewest chars of a noun after a counter: 5件实事, but not 3人次.
const SHORTEST_NOUN: usize = 2;

/// Whether a counter stands for another: one of the same group, or the same with a noun (10件实事).
pub(super) fn stands_for(typed: &str, wanted: &str) -> bool {
    let in_group = |group: &&&[&str]| group.contains(&typed) && group.contains(&wanted);
    if GROUPS.iter().any(|group| in_group(&group)) {
        return true;
    }
    let is_counter = GROUPS.iter().any(|group| group.contains(&wanted));
    let noun = typed.strip_prefix(wanted).unwrap_or_default();
    is_counter && noun.chars().count() >= SHORTEST_NOUN
}

/// Whether a word counts things, of which there are none or some: 个, 户, 人次 but not 个百分点.
pub(super) fn is_counter(word: &str) -> bool {
    word == "人次" || GROUPS.iter().any(|group| group.contains(&word))
}

/// Returns the counters that stand for one.
pub(super) fn kin(counter: &str) -> Vec<&'static str> {
    let mut kin = Vec::new();
    for group in GROUPS {
        if group.contains(&counter) {
            kin.extend(group);
        }
    }
    kin
}

#[cfg(test)]
mod tests {
    use super::stands_for;

    #[test]
    fn counters_of_the_same_things_stand_for_each_other() {
        let cases = [
            ("批", "批次"),
            ("个批次", "批次"),
            ("户", "家次"),
            ("家", "户"),
            ("处", "个"),
            ("回", "次"),
            ("个项目", "个"),
            ("件民生实事", "件"),
        ];
        for (typed, wanted) in cases {
            assert!(stands_for(typed, wanted), "{typed} {wanted}");
        }
    }

    #[test]
    fn counters_of_other_things_do_not() {
        for (typed, wanted) in [
            ("人次", "人"),
            ("户", "人"),
            ("家", "处"),
            ("公里", "个"),
            ("元", "户"),
        ] {
            assert!(!stands_for(typed, wanted), "{typed} {wanted}");
        }
    }
}

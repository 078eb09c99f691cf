//! Mined sentences of moves, ranks, standstills, ranges and shared units: whatever number of
//! another sign, zero or size is answered, word and number agree or the answer is refused.

use nigao::read::Report;
use nigao::yaml::Node;

use super::mined_signs::MinedGenre;
use super::mining::comes_back;

const SUBJECTS: [&str; 6] = [
    "茶青收购量", "沼气入户率", "稻渔面积", "夜间消费额", "河湖岸线修复率", "粮食总产量",
];
/// Verbs of a move, and whether it is a rise.
const MOVES: [(&str, bool); 6] = [
    ("增至", true),
    ("提高到", true),
    ("增加到", true),
    ("降至", false),
    ("减少到", false),
    ("压减至", false),
];
/// Two values of one thing, the smaller first, in units that convert.
const PAIRS: [(&str, &str); 6] = [
    ("9800万元", "1.2亿元"),
    ("12家", "31家"),
    ("0.98亿元", "11200万元"),
    ("45.2%", "46.8%"),
    ("860吨", "1.4万吨"),
    ("1.86", "2.93"),
];

fn genre_of(sentence: &str) -> Result<MinedGenre, String> {
    let report = Report::read(&format!("各位代表：\n{sentence}\n谢谢大家。"));
    comes_back(&report).map_err(|why| format!("{sentence}\n{why}"))?;
    Ok(MinedGenre::of(&report))
}

/// Returns every number of the answers: the field, the part, the words.
fn numbers(genre: &MinedGenre) -> Vec<(String, Option<&'static str>, String)> {
    let mut found = Vec::new();
    for entry in genre.answers.entries() {
        for part in [None, Some("本年"), Some("增速"), Some("上年")] {
            let node = match part {
                None => Some(&entry.node),
                Some(part) => entry.node.get(part),
            };
            let number = node.and_then(Node::scalar);
            if let Some(number) =
                number.filter(|number| number.contains(|c: char| c.is_ascii_digit()))
            {
                found.push((entry.key.clone(), part, number.to_owned()));
            }
        }
    }
    found
}

/// Returns a number as others it might be next year: of the other sign, zero, much less and more.
fn others(number: &str) -> Vec<String> {
    let bare = number.trim_start_matches('-');
    let unit = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let turned = if bare == number {
        format!("-{number}")
    } else {
        bare.to_owned()
    };
    let sized = ["0", "0.01", "1", "77777"].map(|size| format!("{size}{unit}"));
    [vec![turned], sized.to_vec()].concat()
}

/// Drafts a sentence with each number changed, and returns what `reads` says is wrong.
fn faults(sentence: &str, reads: impl Fn(&str) -> Result<(), String>) -> Vec<String> {
    let genre = match genre_of(sentence) {
        Ok(genre) => genre,
        Err(fault) => return vec![fault],
    };
    let found = numbers(&genre);
    if found.is_empty() {
        return vec![format!(
            "{sentence}: nothing is asked: {}",
            genre.mined.template
        )];
    }
    let mut faults = Vec::new();
    for (field, part, number) in found {
        for other in others(&number) {
            let Some(text) = genre.with(&field, part, &other) else {
                continue;
            };
            if let Err(why) = reads(text.lines().nth(1).unwrap_or_default()) {
                faults.push(format!("{sentence}: {field} {other}: {why}: {text}"));
            }
        }
    }
    faults
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{}:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Reads the first number at or behind a byte, in its base unit, and where it ends.
fn amount(text: &str) -> Option<f64> {
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let start = text.find(digits)?;
    let rest = &text[start..];
    let end = rest.find(|c| !digits(c)).unwrap_or(rest.len());
    let scale = match rest[end..].chars().next() {
        Some('万') => 1e4,
        Some('亿') => 1e8,
        _ => 1.0,
    };
    Some(rest[..end].parse::<f64>().ok()? * scale)
}

/// Tests whether the two numbers around a verb go the way it says.
fn moves(text: &str, verb: &str, rises: bool) -> Result<(), String> {
    let (before, after) = text.split_once(verb).ok_or("the verb is gone")?;
    let from = before.rsplit(['由', '从']).next().and_then(amount);
    let (Some(from), Some(to)) = (from, amount(after)) else {
        return Err("a number is gone".to_owned());
    };
    let fits = if rises { to >= from } else { to <= from };
    if fits {
        Ok(())
    } else {
        Err(format!("{from} {verb} {to}"))
    }
}

#[test]
fn a_value_that_moved_goes_the_way_of_its_verb() {
    let mut found = Vec::new();
    for (at, (verb, rises)) in MOVES.into_iter().enumerate() {
        for (pair, (less, more)) in PAIRS.into_iter().enumerate() {
            let subject = SUBJECTS[(at + pair) % SUBJECTS.len()];
            let (from, to) = if rises { (less, more) } else { (more, less) };
            for coverb in ["由", "从"] {
                let sentence = format!("{subject}{coverb}{from}{verb}{to}。");
                found.extend(faults(&sentence, |text| moves(text, verb, rises)));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn a_rank_that_moved_goes_the_way_of_its_verb() {
    let mut found = Vec::new();
    let verbs = [
        ("升至", true),
        ("跃升到", true),
        ("前移至全省", true),
        ("提升到", true),
        ("下滑至", false),
        ("后移到全市", false),
        ("退居", false),
    ];
    for subject in ["河长制考核", "茶产业综合评价", "平安建设满意度排名"] {
        for (verb, rises) in verbs {
            for counter in ["位", "名"] {
                let (from, to) = if rises { (15, 6) } else { (6, 15) };
                let sentence = format!("{subject}由全市第{from}{counter}{verb}第{to}{counter}。");
                // The better rank is the smaller.
                found.extend(faults(&sentence, |text| moves(text, verb, !rises)));
            }
        }
    }
    assert_none(&found);
}

/// Reads a change: 持平 is said of nothing, a verb of the way of its number.
fn says_change(text: &str) -> Result<(), String> {
    const RISES: [&str; 5] = ["增长", "提高", "提升", "上升", "增加"];
    const FALLS: [&str; 5] = ["下降", "回落", "降低", "减少", "下跌"];
    for verb in RISES.into_iter().chain(FALLS) {
        for sign in ['-', '−', '－'] {
            if text.contains(&format!("{verb}{sign}")) {
                return Err("a sign behind a verb".to_owned());
            }
        }
    }
    Ok(())
}

#[test]
fn what_stood_still_may_move_next_year() {
    let mut found = Vec::new();
    let mut all = 0;
    for subject in SUBJECTS {
        for still in [
            "与上年持平", "同比持平", "与去年基本持平", "较上年末持平", "和上年同期大体持平",
            "比去年持平",
        ] {
            for value in ["", "98%，", "1200吨，"] {
                let sentence = format!("{subject}{value}{still}。");
                let genre = match genre_of(&sentence) {
                    Ok(genre) => genre,
                    Err(fault) => {
                        found.push(fault);
                        continue;
                    }
                };
                let change = numbers(&genre).into_iter().find(|(field, part, number)| {
                    (*part == Some("增速") || field.ends_with("增速")) && number.starts_with('0')
                });
                let Some((field, part, number)) = change else {
                    found.push(format!("{sentence}: {}", genre.mined.template));
                    continue;
                };
                let unit = number.trim_start_matches('0');
                for (size, verbs) in [("3", ["增长", "提高"]), ("-3", ["下降", "回落"])] {
                    all += 1;
                    let text = genre.with(&field, part, &format!("{size}{unit}"));
                    let text = text.unwrap_or_else(|| panic!("{sentence}: {size} is refused"));
                    let says = verbs
                        .iter()
                        .any(|verb| text.contains(&format!("{verb}3{unit}")));
                    if !says || text.contains("持平") || text.contains('与') {
                        found.push(format!("{sentence}: {size}: {text}"));
                    }
                }
            }
        }
    }
    assert!(all > 200, "{all}");
    assert_none(&found);
}

#[test]
fn ranges_shared_units_and_printed_signs_keep_their_word() {
    let mut found = Vec::new();
    for subject in SUBJECTS {
        for sentence in [
            format!("{subject}增长3%—5%。"),
            format!("{subject}提高2至4个百分点。"),
            format!("{subject}下降8%到10%，"),
            format!("{subject}、村道硬化率分别提高1.1个、0.7个百分点。"),
            format!("{subject}、村道硬化率、返乡就业率分别比上年提升0.6、1.2和0.8个百分点。"),
            format!("{subject}降幅收窄至−0.4%。"),
            format!("{subject}降幅为0.4%。"),
            format!("{subject}增幅达−2.6%。"),
            format!("{subject}、竹笋、油茶产值分别增长8.1%、3.2%和下降1.5%。"),
            format!("{subject}、固定资产投资、到位外资分别增长8.1%、下降3.2%和增长5.5%。"),
            format!("{subject}提升9个位次。"),
            format!("{subject}增长5%以上。"),
        ] {
            let prints = sentence.contains('−');
            found.extend(faults(&sentence, |text| {
                let stands = text.contains("持平位") || text.contains("持平以");
                if stands {
                    return Err("持平 before words".to_owned());
                }
                if prints { Ok(()) } else { says_change(text) }
            }));
        }
    }
    assert_none(&found);
}

/// A number that is printed with its sign behind words of one way takes no other sign.
#[test]
fn a_printed_sign_stays_behind_words_of_one_way() {
    for sentence in [
        "出口降幅收窄至−0.4%。", "出口降幅收窄至-0.4%。", "企业亏损1200万元。",
    ] {
        let genre = genre_of(sentence).unwrap();
        for (field, part, number) in numbers(&genre) {
            let other = &others(&number)[0];
            assert_eq!(genre.with(&field, part, other), None, "{sentence} {other}");
        }
    }
}

/// What cannot be below zero is not: bounds, shares, multiples, stretches of time.
#[test]
fn what_has_no_sign_takes_none() {
    for sentence in [
        "惠及群众逾3000户。", "夜间消费额突破2亿元。", "沼气入户率达到98.5%。",
        "旅游收入是上年的2.3倍。", "连续5年无重大事故。",
    ] {
        let genre = genre_of(sentence).unwrap();
        let found = numbers(&genre);
        assert!(!found.is_empty(), "{sentence}: {}", genre.mined.template);
        for (field, part, number) in found {
            let draft = genre.with(&field, part, &format!("-{number}"));
            assert_eq!(draft, None, "{sentence} {field}");
        }
    }
}

/// What is true of one year and stays in the template is told of.
#[test]
fn what_stays_of_one_year_is_told() {
    for clause in [
        "农村居民收入首次突破2万元",
        "第5次荣获全国双拥模范城称号",
        "失业率与物价涨幅与上年持平",
        "河长制考核从全市第九名前移到第四名",
        "茶叶出口额创历史新高，达到3.2亿元",
        "入库税收1.2亿元，超额完成预算",
        "获评全国文明镇",
        "没有发生火灾",
        "实现零事故、零上访",
    ] {
        // A short paper has no headings.
        for heading in ["一、2024年工作回顾\n", ""] {
            let text = format!("云溪镇工作报告\n各位代表：\n{heading}2024年，{clause}。\n");
            let genre = MinedGenre::of(&Report::read(&text));
            let is_told = genre.mined.schema.contains("carried_over");
            assert!(is_told, "{heading}{clause}: {}", genre.mined.schema);
            assert!(genre.is_told_of_what_stays(), "{heading}{clause}");
        }
    }
    for clause in [
        "连续三年获评优秀", "连续两个季度居全市首位", "人均收入排名全市前3位",
    ] {
        let text = format!("云溪镇工作报告\n各位代表：\n一、2024年工作回顾\n2024年，{clause}。\n");
        let mined = MinedGenre::of(&Report::read(&text)).mined;
        let literal = ["三年", "两个", "首位", "前3"];
        let stays = literal.iter().any(|words| mined.template.contains(words));
        assert!(!stays, "{clause}: {}", mined.template);
    }
}

//! Number formats: tables by hand, and what `LibreOffice` showed for thousands of pairs.

use nigao::read::spreadsheet::{
    CellNumber as Decimal, DateSystem as Calendar, NumberFormat, builtin,
};

fn shown_in(calendar: Calendar, value: &str, code: &str) -> Option<String> {
    let value = Decimal::parse(value)?;
    NumberFormat::parse(code)
        .ok()?
        .number(&value, calendar)
        .ok()
}

fn shown(value: &str, code: &str) -> Option<String> {
    shown_in(Calendar::From1900, value, code)
}

fn holds(table: &[(&str, &str, &str)]) {
    for (value, code, words) in table {
        assert_eq!(
            shown(value, code).as_deref(),
            Some(*words),
            "{value} in {code}"
        );
    }
}

#[test]
fn general_has_room_for_eleven_characters() {
    let table = [
        ("0", "0"),
        ("15.4", "15.4"),
        ("5.6500000000000004", "5.65"),
        ("0.30000000000000004", "0.3"),
        ("12600.456789", "12600.45679"),
        ("170800000", "170800000"),
        ("12345678901", "12345678901"),
        ("123456789012", "1.23457E+11"),
        ("100000000000", "1E+11"),
        ("1234567890.5", "1234567891"),
        ("99999999999.9", "1E+11"),
        ("0.000000001", "0.000000001"),
        ("0.0000000012", "1.2E-09"),
        ("0.0000123456", "1.23456E-05"),
        ("0.000123456789", "0.000123457"),
        ("0.333333333333333", "0.333333333"),
        ("-1234567.891234", "-1234567.891"),
        ("-0.00001234567", "-1.23457E-05"),
        ("1E-20", "1E-20"),
        ("9.99999999E+20", "1E+21"),
        ("1E+300", "1E+300"),
        ("110101199001011234", "1.10101E+17"),
    ];
    for (value, words) in table {
        assert_eq!(shown(value, "General").as_deref(), Some(words), "{value}");
        assert_eq!(shown(value, "@").as_deref(), Some(words), "{value} as text");
    }
}

#[test]
fn digits_percents_and_scales() {
    holds(&[
        ("0.825", "0.0%", "82.5%"),
        ("0.08", "0%", "8%"),
        ("0.0169", "0.00%", "1.69%"),
        ("1.005", "0.00", "1.01"),
        ("0.125", "0.00", "0.13"),
        ("-0.125", "0.00", "-0.13"),
        ("12600.456789", "0", "12600"),
        ("170800000", "0\".\"0,\"万元\"", "17080.0万元"),
        ("170800000", "0\\.0,\"万元\"", "17080.0万元"),
        ("170800000", "0!.0,\"万元\"", "17080.0万元"),
        ("170800000", "0,,\"百万\"", "171百万"),
        ("170800000", "0.00,,\"百万元\"", "170.80百万元"),
        ("170800000", "#,##0\"元\"", "170,800,000元"),
        ("5", "0\".\"0,\"万元\"", "0.0万元"),
        ("17080", "0.0元", "17080.0元"),
        ("12", "0.##", "12."),
        ("12.5", "#,##0.##", "12.5"),
        ("0", "#", ""),
        ("0.5", ".00", ".50"),
        ("5.5", "0.0?", "5.5 "),
        ("941051630", "00000-0000", "94105-1630"),
        ("123456789.01", r"###\###\##0.00", "12345#67#89.01"),
        ("86", "\"共\"0\"户\"", "共86户"),
        ("-5", "\"约\"0", "-约5"),
        ("3.2", "+0.0;-0.0", "+3.2"),
        ("110101199001011234", "0", "110101199001011000"),
    ]);
}

#[test]
fn sections_signs_and_conditions() {
    holds(&[
        ("-3.2", "0.0_);(0.0)", "(3.2)"),
        ("0", "0;-0;\"—\"", "—"),
        ("-3.2", "[Red]\"降\"0.0%;\"降\"0.0%;\"平\"", "降320.0%"),
        ("-0.04", "0.0", "-0.0"),
        ("5", "0;;", "5"),
        ("-5", "0;;", ""),
        (
            "123456789",
            "[>=100000000]0.00,,\"百万\";[>=10000]0.0,\"千\";0",
            "123.46百万",
        ),
        (
            "12345",
            "[>=100000000]0.00,,\"百万\";[>=10000]0.0,\"千\";0",
            "12.3千",
        ),
        (
            "-12345",
            "[>=100000000]0.00,,\"百万\";[>=10000]0.0,\"千\";0",
            "-12345",
        ),
        ("-5", "[>0]0;\"-\"", "-"),
        ("26", "[<-25]General;[>25]General;General", "26"),
        ("-5", "[<0]\"减\"0;0", "减5"),
        ("8675309", "[<=9999999]###-####;(###) ###-####", "867-5309"),
        ("1", "[=1]\"是\";[=0]\"否\";0", "是"),
        ("0.5", "[>1]0.0", "0.5"),
        (
            "1234.5",
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            " 1,234.50 ",
        ),
        (
            "0",
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            " -   ",
        ),
        ("-5", "\"无\"", "无"),
        ("-5", "General;-General", "-5"),
        ("15", "[$¥-804]#,##0.00", "¥15.00"),
        ("15", "[Color10]0.0;[Color3]-0.0", "15.0"),
    ]);
}

#[test]
fn powers_and_fractions() {
    holds(&[
        ("12345", "0.00E+00", "1.23E+04"),
        ("12345", "##0.0E+0", "12.3E+3"),
        ("123456", "##0.0E+0", "123.5E+3"),
        ("9.99", "0.0E+0", "1.0E+1"),
        ("0.00012", "0.0E-00", "1.2E-04"),
        ("12.5", "# ?/?", "12 1/2"),
        ("12.3", "# ??/??", "12  3/10"),
        ("0.5", "# ?/?", " 1/2"),
        ("123.45", "# ?/4", "123 2/4"),
        ("1", "# ?/?", "1    "),
        ("2.5", "?/?", "5/2"),
    ]);
    assert_eq!(
        shown("0.085", "# ?/?"),
        None,
        "Excel shows 0, LibreOffice 1/9"
    );
}

#[test]
fn days_and_times() {
    holds(&[
        ("46030", "yyyy\"年\"m\"月\"d\"日\"", "2026年1月8日"),
        ("46030", "yyyy年m月d日", "2026年1月8日"),
        ("46030", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "2026年1月8日"),
        (
            "46030",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "二〇二六年一月八日",
        ),
        ("46020", "[DBNum1][$-804]m\"月\"d\"日\"", "十二月二十九日"),
        ("46030", "yyyy-mm-dd", "2026-01-08"),
        ("46030", "YYYY/M/D", "2026/1/8"),
        ("46030.75", "yyyy-m-d h:mm", "2026-1-8 18:00"),
        ("46030", "aaaa", "星期四"),
        ("46030", "[$-804]aaa", "周四"),
        ("46030", "dddd", "Thursday"),
        ("46030", "d-mmm-yy", "8-Jan-26"),
        ("46030", "[$-804]mmmm", "一月"),
        ("46030", "[$-F800]dddd, mmmm dd, yyyy", "2026年1月8日"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("60", "yyyy-mm-dd", "1900-02-29"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("60", "[$-409]dddd", "Wednesday"),
        ("61", "[$-409]dddd", "Thursday"),
        ("59", "[$-409]dddd", "Tuesday"),
        ("2958465", "yyyy-mm-dd", "9999-12-31"),
        ("0.5", "h:mm", "12:00"),
        ("0.2", "h:mm:ss", "4:48:00"),
        ("0.99999", "h:mm", "23:59"),
        ("0.7", "hh:mm AM/PM", "04:48 PM"),
        ("0.7", "上午/下午h\"时\"mm\"分\"", "下午4时48分"),
        ("0.7", "[$-804]AM/PM h:mm", "下午 4:48"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.0208333333333333", "[m]", "30"),
        ("0.70707", "hh:mm:ss.000", "16:58:10.848"),
        ("2.7430555555555554", "mm:ss", "50:00"),
        ("46030", "m", "1"),
    ]);
    let old = |value| shown_in(Calendar::From1904, value, "yyyy-mm-dd");
    assert_eq!(old("0").as_deref(), Some("1904-01-01"));
    assert_eq!(old("44568").as_deref(), Some("2026-01-08"));
}

#[test]
fn chinese_numerals() {
    holds(&[
        ("12345", "[DBNum1][$-804]General", "一万二千三百四十五"),
        (
            "12345", "[DBNum2][$-804]General\"元整\"", "壹万贰仟叁佰肆拾伍元整",
        ),
        ("10005", "[DBNum1]General", "一万〇五"),
        ("100000000", "[DBNum1]General", "一亿"),
        ("12", "[DBNum1]General", "一十二"),
        ("0", "[DBNum2]General", "零"),
        ("2026", "[DBNum1]0", "二〇二六"),
        ("-5", "[DBNum2]General", "-伍"),
        ("12.5", "[DBNum2]0.00", "壹贰.伍零"),
        ("46030", "[$-1E000804]yyyy年m月d日;@", "二〇二六年一月八日"),
        ("46030", "[$-1010804]yyyy年m月d日;@", "2026年1月8日"),
    ]);
}

#[test]
fn builtin_formats_are_a_chinese_excels() {
    let by_id = |id| shown("46030.75", builtin(id).unwrap());
    let table = [
        (14, "2026/1/8"),
        (22, "2026/1/8 18:00"),
        (27, "2026年1月"),
        (28, "1月8日"),
        (30, "1-8-26"),
        (31, "2026年1月8日"),
        (32, "18时00分"),
        (33, "18时00分00秒"),
        (34, "下午6时00分"),
        (36, "2026年1月"),
        (50, "2026年1月"),
        (51, "1月8日"),
        (55, "下午6时00分"),
        (57, "2026年1月"),
        (58, "1月8日"),
    ];
    for (id, words) in table {
        assert_eq!(by_id(id).as_deref(), Some(words), "{id}");
    }
    assert_eq!(
        shown("0.085", builtin(10).unwrap()).as_deref(),
        Some("8.50%")
    );
    for id in [23, 26, 59, 81, 163, 164, 1000] {
        assert_eq!(builtin(id), None, "{id}");
    }
    for id in 0..=81 {
        let Some(code) = builtin(id) else { continue };
        assert!(NumberFormat::parse(code).is_ok(), "{id} {code}");
    }
}

#[test]
fn texts_take_the_section_for_them() {
    let text = |code: &str| NumberFormat::parse(code).unwrap().text("云溪镇");
    assert_eq!(text("@"), "云溪镇");
    assert_eq!(text("0.0"), "云溪镇");
    assert_eq!(text("@\"（盖章）\""), "云溪镇（盖章）");
    assert_eq!(text("0;-0;0;\"—\""), "—");
    assert_eq!(text(";;;"), "");
    assert_eq!(text("0;\"镇：\"@"), "镇：云溪镇");
}

#[test]
fn what_is_not_followed_is_refused() {
    let codes = [
        "0\"户", "0\\", "[DBNum4]0", "[未知]0", "[$-130000]yyyy", "[$-D000401]0",
        "[$-zh-CN,300]yyyy", "ggge年", "bbbb", "[ENG][$-409]d", "0;0;0;0;0", "0.0.0", ",0",
        "0\"万\",", "General0", "0 yyyy", "0.0%%", "0E", "0.0,E+0", "[h]d", "ss:mm", "100", "hhh",
        "@0", "@@@@@", "[>x]0", "[", "[h", "_", "*",
    ];
    for code in codes {
        assert!(NumberFormat::parse(code).is_err(), "{code} is followed");
    }
    assert_eq!(shown("-1", "yyyy-mm-dd"), None);
    assert_eq!(shown("2958466", "yyyy-mm-dd"), None);
    assert_eq!(shown("-26", "[<-25]General;General"), None);
    assert_eq!(shown("-26", "General;General"), None);
    assert_eq!(shown("46030", "[$-411]dddd"), None);
    assert_eq!(shown("1E+30", "[DBNum1]General"), None);
    assert_eq!(Decimal::parse("NaN"), None);
    assert_eq!(Decimal::parse("inf"), None);
    assert_eq!(Decimal::parse("1e999"), None);
    assert_eq!(Decimal::parse("12,5"), None);
    assert!(NumberFormat::parse(&"0".repeat(2000)).is_err());
}

/// What `LibreOffice` 7.4 shows otherwise than Excel, or than a Chinese Excel; in all of them what
/// is read is what Excel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Difference {
    /// -0.04 in `0.0`: Excel keeps the sign of what it rounds to zero.
    SignOfZero,
    /// 12 in `0.##`: Excel keeps the point, `12.`.
    TrailingPoint,
    /// A negative number in a section that a condition chose: whose sign is dropped differs.
    SignUnderCondition,
    /// Days before March 1900: Excel has a 29 February 1900 that never was.
    FirstDays,
    /// General: Excel shows eleven characters at most.
    General,
    /// Half seconds: Excel rounds them up, `LibreOffice` cuts them off.
    EndOfSecond,
    /// Names of months, days and halves of the day: in the language of the system, or in English.
    Names,
    /// The system's own forms of days and times.
    Systems,
    /// Chinese numerals: 二〇二六 for 二千〇二十六.
    Numerals,
    /// Codes that only a Chinese Excel reads: `0!.0,"万"`, `G/通用格式`.
    NotRead,
    /// Where the blanks stand of a fraction that is whole.
    BlankFraction,
    /// Halves that binary fractions do not hold: Excel rounds fifteen digits.
    Binary,
    /// `[$¥-804]` before a percentage, whose sign `LibreOffice` moves.
    MoneyPercent,
}

/// Returns why `LibreOffice` shows a value otherwise than it is read, if there is a reason.
pub(crate) fn difference(
    value: &str,
    code: &str,
    id: &str,
    theirs: &str,
    ours: &str,
) -> Option<Difference> {
    let literal = value;
    let value: f64 = value.parse().ok()?;
    let is_date = match NumberFormat::parse(code) {
        Ok(format) => format.is_date(),
        // Another program saved a code that is not followed as one that is.
        Err(_) => code.contains(['y', 'm', 'd', 'h', 's']),
    };
    let unsigned = ours.replacen('-', "", 1);
    let is_unsigned_same = unsigned == theirs || without_point(&unsigned) == theirs;
    if code.contains("DBNum") {
        return Some(Difference::Numerals);
    }
    // LibreOffice falls back to the bare number, or says so, for what it does not understand.
    let not_read = ["0!.", "[红色]", "G/通用格式"];
    let bare = theirs.parse().unwrap_or(f64::NAN);
    let is_bare = is_date && (value - bare).abs() < 1e-9 && ours.contains(['年', '日', '时', 'J']);
    let is_bare = is_bare || theirs == "#FMT";
    if is_bare || not_read.iter().any(|words| code.contains(words)) {
        return Some(Difference::NotRead);
    }
    if is_date {
        return date_difference(value, code, id);
    }
    if code == "General" {
        let number = |words: &str| words.parse::<f64>().unwrap_or(f64::NAN);
        let is_close = (number(theirs) - number(ours)).abs() <= number(theirs).abs() * 1e-5;
        return is_close.then_some(Difference::General);
    }
    if without_point(ours) == theirs {
        return Some(Difference::TrailingPoint);
    }
    if literal == "-0.0" {
        return Some(Difference::SignOfZero);
    }
    if value < 0.0 && is_unsigned_same {
        let rounds_to_zero = shown(literal.trim_start_matches('-'), code) == shown("0", code);
        let has_condition = ["[<", "[>", "[="].iter().any(|sign| code.contains(sign));
        let is_zero = !theirs.contains(|c: char| ('1'..='9').contains(&c));
        return if rounds_to_zero || is_zero {
            Some(Difference::SignOfZero)
        } else {
            has_condition.then_some(Difference::SignUnderCondition)
        };
    }
    if code.contains('/') && ours.trim_matches(['-', ' ']) == theirs.trim_matches(['-', ' ']) {
        return Some(Difference::BlankFraction);
    }
    if code.starts_with("[$¥-804]") && code.contains('%') {
        return Some(Difference::MoneyPercent);
    }
    // A half in decimals is a little less in binary: 1.005 of 100 % is 100.49999999999999.
    let is_half = literal.ends_with('5') || literal.contains("4999999");
    is_half.then_some(Difference::Binary)
}

fn date_difference(value: f64, code: &str, id: &str) -> Option<Difference> {
    let has = |words: &[&str]| words.iter().any(|words| code.contains(words));
    if has(&["[$-F800]", "[$-F400]", "e\"年\"", "A/P"])
        || code == "yyy"
        || matches!(id, "14" | "22")
    {
        return Some(Difference::Systems);
    }
    if has(&["mmm", "ddd", "aaa", "AM/PM"]) {
        return Some(Difference::Names);
    }
    let letters = code.to_ascii_lowercase();
    let is_of_days = letters.contains(['y', 'd', 'e']) || letters.contains('m');
    // m: is a month, m:ss and h:m are minutes.
    let has_clock = letters.contains(['h', 's']) && letters.contains(':');
    let is_time_alone = has_clock && !letters.contains(['y', 'd', 'e']);
    if value < 61.0 && is_of_days && !is_time_alone {
        return Some(Difference::FirstDays);
    }
    ((value * 86_400.0).fract() >= 0.5).then_some(Difference::EndOfSecond)
}

/// The words without points that have no digit after them.
fn without_point(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let stays = |at: &usize| chars[*at] != '.' || is_digit(at + 1);
    (0..chars.len()).filter(stays).map(|at| chars[at]).collect()
}

#[test]
fn what_libreoffice_shows_is_what_is_read() {
    let table = include_str!("../../oracles/cells/shown.tsv");
    let mut counts = std::collections::BTreeMap::new();
    let (mut same, mut refused) = (0, 0);
    let mut wrong = Vec::new();
    for line in table.lines() {
        let row: Vec<&str> = line.split('\t').collect();
        let [value, code, id, calendar, theirs] = row[..] else {
            panic!("{line}")
        };
        let calendar = if calendar == "1904" {
            Calendar::From1904
        } else {
            Calendar::From1900
        };
        let code = if id.is_empty() {
            code
        } else {
            builtin(id.parse().unwrap()).unwrap()
        };
        match shown_in(calendar, value, code) {
            None => refused += 1,
            Some(ours) if ours == theirs => same += 1,
            Some(ours) => match difference(value, code, id, theirs, &ours) {
                Some(difference) => *counts.entry(difference).or_insert(0) += 1,
                None => wrong.push(format!(
                    "{value} in {code} ({id}): {theirs:?}, read {ours:?}"
                )),
            },
        }
    }
    println!("same {same}, refused {refused}, {counts:?}");
    assert!(
        wrong.is_empty(),
        "{} are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(same >= 6_000, "{same}");
    assert!(refused <= 200, "{refused}");
}

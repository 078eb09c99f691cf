//! Numerals: hanzi read strictly, full-width forms made half-width.

use nigao::numeral::{half_width, parse_hanzi};

#[test]
fn hanzi_numerals_are_read_strictly() {
    let read = [
        ("一百零五", 105),
        ("一百〇五", 105),
        ("两千", 2000),
        ("二千", 2000),
        ("十二万", 120_000),
        ("〇", 0),
        ("零", 0),
        ("二〇二六", 2026),
        ("二零二六", 2026),
        ("十", 10),
        ("一十", 10),
        ("两", 2),
        ("一〇", 10),
        ("一亿零二十", 100_000_020),
        ("一万亿", 1_000_000_000_000),
    ];
    for (words, n) in read {
        assert_eq!(parse_hanzi(words), Some(n), "{words}");
    }
    // Approximations, clipped numerals, gaps not said, the wrong order, nothing, too much.
    for words in [
        "三五",
        "一百五",
        "一百五十零",
        "百",
        "十千",
        "",
        "五个",
        "12",
        "万",
        "亿亿亿亿",
        "九九九九九九九九九九九九九九九九九九九九九",
    ] {
        assert_eq!(parse_hanzi(words), None, "{words}");
    }
}

#[test]
fn full_width_forms_become_half_width() {
    for (typed, read) in [
        ("１２．５％", "12.5%"),
        ("ＧＤＰ　１", "GDP 1"),
        ("云溪镇，好。", "云溪镇,好。"),
        ("73.1", "73.1"),
    ] {
        assert_eq!(half_width(typed), read);
    }
}

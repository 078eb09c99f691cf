//! Measures: growth, completion, doubling, contradictions and sums, as they are read aloud.

use nigao::figure::{Amount, Basis, Figure, Measure, NoRate, SumFault, parse_rate, parts_add_up};

use super::{compared, decimal, figure};

#[test]
fn growth_is_computed_where_it_may_be() {
    let table = [
        // 本年, 上年, unit, 同比, 增量
        ("5.65", "5.04", "亿元", "增长12.1%", "增加0.61亿元"),
        ("5.04", "5.65", "亿元", "下降10.8%", "减少0.61亿元"),
        ("5.04", "5.04", "亿元", "持平", "持平"),
        ("110", "100", "户", "增长10%", "增加10户"),
        ("107.04", "100", "户", "增长7.0%", "增加7.04户"),
        ("98.5%", "98.2%", "%", "提高0.3个百分点", "提高0.3个百分点"),
        ("3.1%", "3.4%", "%", "回落0.3个百分点", "回落0.3个百分点"),
        ("3.1%", "3.1%", "%", "持平", "持平"),
        ("5.2‰", "5.0‰", "‰", "提高0.02个百分点", "提高0.02个百分点"),
        // A half rounds away from zero, up and down.
        ("100.05", "100", "吨", "增长0.1%", "增加0.05吨"),
        ("99.95", "100", "吨", "下降0.1%", "减少0.05吨"),
    ];
    for (current, last, unit, growth, increase) in table {
        let measure = compared(current, last, unit);
        assert_eq!(
            measure.growth_words().as_deref(),
            Some(growth),
            "{current} {last}"
        );
        assert_eq!(
            measure.increase_words().as_deref(),
            Some(increase),
            "{current} {last}"
        );
    }
    let mixed = Measure {
        last: Some(figure("50400万元", "")),
        ..compared("5.65亿元", "5", "亿元")
    };
    assert_eq!(mixed.growth_text().as_deref(), Some("12.1%"));
    let fallen = compared("5.04", "5.65", "亿元");
    assert_eq!(
        (fallen.growth_text(), fallen.magnitude()),
        (Some("-10.8%".into()), Some("10.8%".into()))
    );
    assert_eq!(
        fallen.trend().map(|trend| trend.to_string()).as_deref(),
        Some("下降")
    );
}

#[test]
fn growth_is_refused_where_it_may_not_be() {
    let constant = Measure {
        basis: Basis::Constant,
        ..compared("73.1", "65.2", "亿元")
    };
    assert_eq!(constant.growth(), Err(NoRate::Constant));
    assert_eq!(
        Measure {
            rate: Some(decimal("7.5")),
            ..constant
        }
        .growth_words()
        .as_deref(),
        Some("增长7.5%")
    );
    for (current, last, why) in [
        ("5", "0", NoRate::Base),
        ("5", "-1", NoRate::Base),
        ("约5", "4", NoRate::Inexact),
        ("5～6", "4", NoRate::Inexact),
    ] {
        assert_eq!(
            compared(current, last, "亿元").growth(),
            Err(why),
            "{current} {last}"
        );
    }
    assert_eq!(
        Measure::new(figure("5", "亿元"), Basis::Current).growth(),
        Err(NoRate::Missing)
    );
    let apart = Measure {
        last: Some(figure("4公里", "")),
        ..Measure::new(figure("5", "亿元"), Basis::Current)
    };
    assert_eq!(apart.growth(), Err(NoRate::Units));
}

#[test]
fn completion_doubling_and_turns() {
    let with_plan = |current: &str, plan: &str, unit: &str| Measure {
        plan: Some(figure(plan, unit)),
        ..Measure::new(figure(current, unit), Basis::Current)
    };
    let words = |current, plan, unit| with_plan(current, plan, unit).completion_words();
    assert_eq!(
        words("5.65", "5.5", "亿元").as_deref(),
        Some("完成年度计划的102.7%")
    );
    assert_eq!(
        words("5.5", "5.5", "亿元").as_deref(),
        Some("完成年度计划的100%")
    );
    assert_eq!(
        words("6.21", "5.5亿元以上", "亿元").as_deref(),
        Some("完成年度计划的112.9%")
    );
    assert_eq!(
        [
            words("5", "0", "个"),
            words("98", "97", "%"),
            words("约5", "4", "个")
        ],
        [None, None, None]
    );

    let doubling = |current, last| compared(current, last, "亿元").doubling();
    assert_eq!(doubling("2.1", "1").as_deref(), Some("增长1.1倍"));
    assert_eq!(doubling("2", "1").as_deref(), Some("翻一番"));
    assert_eq!(doubling("4", "1").as_deref(), Some("翻两番"));
    assert_eq!([doubling("1.99", "1"), doubling("4", "-1")], [None, None]);
    let typed = Measure {
        rate: Some(decimal("150")),
        basis: Basis::Constant,
        ..compared("5", "", "亿元")
    };
    assert_eq!(typed.doubling().as_deref(), Some("增长1.5倍"));

    assert_eq!(compared("3", "-2", "%").turn(), Some("由负转正"));
    assert_eq!(compared("-3", "2", "%").turn(), Some("由正转负"));
    assert_eq!(
        [
            compared("3", "2", "%").turn(),
            compared("0", "-2", "%").turn()
        ],
        [None, None]
    );
}

#[test]
fn a_typed_rate_is_checked_within_rounding() {
    let check = |current: &str, last: &str, unit: &str, rate: &str| {
        let found = Measure {
            rate: Some(decimal(rate)),
            ..compared(current, last, unit)
        }
        .contradiction();
        found.map(|(least, greatest)| format!("{least}…{greatest}"))
    };
    for rate in ["3.4", "4.2", "5.1", "4"] {
        assert_eq!(check("12.3", "11.8", "亿元", rate), None, "{rate}");
    }
    for rate in ["3.3", "5.2", "-4.2", "42"] {
        assert_eq!(
            check("12.3", "11.8", "亿元", rate).as_deref(),
            Some("3.4…5.1"),
            "{rate}"
        );
    }
    // 73.1亿元 is known to three digits however many 万元 it is.
    assert_eq!(check("73.1亿元", "68.0亿元", "万元", "7.6"), None);
    assert_eq!(
        check("731000万元", "680000万元", "万元", "7.6").as_deref(),
        Some("7.5…7.5")
    );
    assert_eq!(check("98.5", "98.2", "%", "0.4"), None);
    assert_eq!(
        check("98.5", "98.2", "%", "0.6").as_deref(),
        Some("0.2…0.4")
    );
    assert_eq!(check("5", "-1", "亿元", "99"), None);
    let constant = Measure {
        rate: Some(decimal("20")),
        basis: Basis::Constant,
        ..compared("73.1", "65.2", "亿元")
    };
    assert_eq!(constant.contradiction(), None);
}

#[test]
fn rates_are_read_as_typed() {
    for (text, rate) in [
        ("7.5%", "7.5"),
        ("7.5", "7.5"),
        ("-2.1％", "-2.1"),
        ("增长7.5%", "7.5"),
        ("下降2.1%", "-2.1"),
        ("持平", "0"),
        ("同比增长7.5%", "7.5"),
        ("降低1.2%", "-1.2"),
        ("提高0.3个百分点", "0.3"),
        ("回落0.3个百分点", "-0.3"),
        ("12.50%", "12.50"),
    ] {
        assert_eq!(
            parse_rate(text).map(|rate| rate.to_string()),
            Ok(rate.to_owned()),
            "{text}"
        );
    }
    for text in ["", "7.5亿元", "约7%", "下降-2%", "1_0", "5%～6%", "很快"] {
        assert!(parse_rate(text).is_err(), "{text}");
    }
}

#[test]
fn parts_add_up_within_rounding() {
    let sum = |total: &str, parts: &[&str]| {
        let parts: Vec<Figure> = parts.iter().map(|part| figure(part, "亿元")).collect();
        parts_add_up(&figure(total, "亿元"), &parts)
    };
    assert_eq!(sum("10.0", &["3.3", "3.3", "3.3"]), Ok(()));
    assert_eq!(sum("10.0", &["33000万", "6.7"]), Ok(()));
    assert_eq!(
        sum("10.0", &["3.3", "3.3"]),
        Err(SumFault::Off {
            sum: Box::new(figure("6.6", "亿元"))
        })
    );
    assert_eq!(sum("10.0", &["约3", "7"]), Err(SumFault::Unadded));
    let ratio = |text: &str| figure(text, "").ratio_fault().map(|sum| sum.to_string());
    assert_eq!(
        [
            ratio("4:84.7:11.3"),
            ratio("33.3:33.3:33.3"),
            ratio("4:84.7:12.3")
        ],
        [None, None, Some("101.0".into())]
    );
    assert_eq!(
        figure("4:84.7:11.3", "").amount,
        Amount::Ratio(vec![decimal("4"), decimal("84.7"), decimal("11.3")])
    );
}

//! Values: what a writer types, what is printed, and what follows from it.

use nigao::calendar::{Date, DateError, Plan, Session, SessionError, Year, parse_date, print_date};
use nigao::figure::{Amount, Basis, Figure, FigureError, Measure, NoRate, SumFault, Unit, parse_rate, parts_add_up};
use nigao::numeral::{counting, half_width, hanzi, parse_hanzi};
use nigao::place::{Level, Place, PlaceError};
use proptest::prelude::*;

/// A figure as it would be typed into a field of a unit.
fn figure(text: &str, unit: &str) -> Figure {
    let unit = (!unit.is_empty()).then(|| Unit::parse(unit).unwrap());
    Figure::parse_in(text, unit.as_ref()).unwrap_or_else(|error| panic!("{text} in {unit:?}: {error}"))
}

/// 本年 against 上年 at current prices, both in `unit`.
fn compared(current: &str, last: &str, unit: &str) -> Measure {
    let last = (!last.is_empty()).then(|| figure(last, unit));
    Measure { last, ..Measure::new(figure(current, unit), Basis::Current) }
}

fn decimal(text: &str) -> rust_decimal::Decimal {
    text.parse().unwrap()
}

// Numerals

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
        "零零",
        "百",
        "十千",
        "",
        "五个",
        "12",
        "万",
        "亿亿亿亿",
        "九九九九九九九九九九九九九九九九九九九九九",
    ] {
        assert_eq!(parse_hanzi(words), if words == "零零" { Some(0) } else { None }, "{words}");
    }
}

#[test]
fn full_width_forms_become_half_width() {
    for (typed, read) in
        [("１２．５％", "12.5%"), ("ＧＤＰ　１", "GDP 1"), ("云溪镇，好。", "云溪镇,好。"), ("73.1", "73.1")]
    {
        assert_eq!(half_width(typed), read);
    }
}

// Dates, years, plans, sessions

#[test]
fn dates_are_read_in_every_form_writers_use() {
    let day = Date::from_ymd_opt(2026, 1, 5).unwrap();
    let forms = [
        "2026-1-5",
        "2026-01-05",
        "2026/1/5",
        "2026.1.5",
        "2026年1月5日",
        "2026年01月05日",
        "20260105",
        " 2026年1月5号 ",
        "２０２６－１－５",
        "２０２６年１月５日",
        "二〇二六年一月五日",
        "二零二六年一月五日",
        "1月5日",
        "一月五日",
    ];
    for text in forms {
        assert_eq!(parse_date(text, Some(2026)), Ok(day), "{text}");
        assert_eq!(parse_date(&print_date(day), None), Ok(day));
    }
    assert_eq!(parse_date("二〇二六年十二月三十一日", None), Ok(Date::from_ymd_opt(2026, 12, 31).unwrap()));
}

#[test]
fn what_is_no_date_says_why() {
    let impossible = |year, month, day| DateError::Impossible { year, month, day };
    assert_eq!(parse_date("2026年2月30日", None), Err(impossible(2026, 2, 30)));
    assert_eq!(parse_date("2026-13-1", None), Err(impossible(2026, 13, 1)));
    assert_eq!(parse_date("20260230", None), Err(impossible(2026, 2, 30)));
    assert_eq!(parse_date("2月29日", Some(2026)), Err(impossible(2026, 2, 29)));
    assert_eq!(parse_date("1948-1-1", None), Err(DateError::Range { year: 1948 }));
    assert_eq!(parse_date("2101-1-1", None), Err(DateError::Range { year: 2101 }));
    assert_eq!(parse_date("1月5日", None), Err(DateError::NoYear { text: "1月5日".into() }));
    for text in ["", "今天", "2026年", "2026-1", "26-1-5", "2026-1-5-6", "2026年1月", "月日", "2026-一五-1", "2026--1"]
    {
        assert_eq!(parse_date(text, Some(2026)), Err(DateError::Shape { text: text.into() }), "{text}");
    }
}

#[test]
fn years_are_written_in_full() {
    for text in ["2025", "2025年", "２０２５", "二〇二五年", " 2025 年 "] {
        assert_eq!(text.parse(), Ok(Year(2025)), "{text}");
    }
    for text in ["97", "97年", "25", "", "年", "20255", "今年", "二十五"] {
        assert_eq!(text.parse::<Year>(), Err(DateError::Shape { text: text.into() }), "{text}");
    }
    assert_eq!("1900".parse::<Year>(), Err(DateError::Range { year: 1900 }));
    assert_eq!(
        (Year(2025).to_string(), Year(2025).prev(), Year(2025).next()),
        ("2025年".into(), Year(2024), Year(2026))
    );
}

#[test]
fn every_year_knows_its_plan() {
    let plans = [
        (1953, "一五", 1953, 1957, "开局之年"),
        (1962, "二五", 1958, 1962, "收官之年"),
        (1966, "三五", 1966, 1970, "开局之年"),
        (1996, "九五", 1996, 2000, "开局之年"),
        (2002, "十五", 2001, 2005, "第二年"),
        (2008, "十一五", 2006, 2010, "承上启下之年"),
        (2014, "十二五", 2011, 2015, "第四年"),
        (2020, "十三五", 2016, 2020, "收官之年"),
        (2025, "十四五", 2021, 2025, "收官之年"),
        (2026, "十五五", 2026, 2030, "开局之年"),
        (2033, "十六五", 2031, 2035, "承上启下之年"),
        (2051, "二十五", 2051, 2055, "开局之年"),
    ];
    for (year, name, first, last, phase) in plans {
        let plan = Plan::of(Year(year)).unwrap();
        let found = (plan.name(), plan.first(), plan.last(), plan.phase(Year(year)));
        assert_eq!(found, (name.to_owned(), Year(first), Year(last), Some(phase)), "{year}");
    }
    for year in [1949, 1952, 1963, 1965] {
        assert_eq!(Plan::of(Year(year)), None, "{year}");
    }
    let plan = Plan::of(Year(2025)).unwrap();
    assert_eq!((plan.next().name(), plan.phase(Year(2026)), plan.phase(Year(2020))), ("十五五".into(), None, None));
}

#[test]
fn sessions_are_read_in_every_form_writers_use() {
    let session = Session::new(19, 6).unwrap();
    let forms = [
        "19-6",
        "１９－６",
        "第十九届第六次",
        "第十九届人民代表大会第六次会议",
        "十九届六次",
        "19届6次",
        "第19届第6次会议",
        "十九届人大六次会议",
        " 第十九届 第六次 ",
    ];
    for text in forms {
        assert_eq!(text.parse(), Ok(session), "{text}");
    }
    assert_eq!(Session::of_parts("19", "第六次会议"), Ok(session));
    assert_eq!(session.to_string(), "第十九届人民代表大会第六次会议");
    assert_eq!((session.term_words(), session.meeting_words()), ("第十九届".into(), "第六次".into()));
    assert_eq!(session.previous(), Session::new(19, 5).ok());
    assert_eq!((Session::new(19, 1).unwrap().previous(), Session::new(19, 30).unwrap().next()), (None, None));
    for text in ["", "19", "19-6-1", "第届第次", "第十九次", "十九届", "-", "一九届六次"] {
        assert_eq!(text.parse::<Session>(), Err(SessionError::Shape { text: text.into() }), "{text}");
    }
    for (text, term, meeting) in [("0-1", 0, 1), ("100-1", 100, 1), ("19-31", 19, 31), ("19届0次", 19, 0)] {
        assert_eq!(text.parse::<Session>(), Err(SessionError::Range { term, meeting }), "{text}");
    }
}

// Figures

#[test]
fn figures_are_read_as_typed_and_printed_in_the_fields_unit() {
    let table = [
        // typed, unit of the field, printed
        ("73.1亿元", "", "73.1亿元"),
        ("73.1亿元", "亿元", "73.1亿元"),
        ("73.1亿", "亿元", "73.1亿元"),
        ("73.1", "亿元", "73.1亿元"),
        ("73.1亿", "万元", "731000万元"),
        ("731000", "万元", "731000万元"),
        ("731000万元", "亿元", "73.1000亿元"),
        ("12.50万元", "元", "125000元"),
        ("12.50万元", "亿元", "0.001250亿元"),
        ("7.31万", "人", "73100人"),
        ("1,234.5", "万元", "1234.5万元"),
        ("１，２３４．５　万元", "", "1234.5万元"),
        ("12.50", "公里", "12.50公里"),
        ("-2.1%", "%", "-2.1%"),
        ("－２．１％", "%", "-2.1%"),
        ("+2.1%", "", "2.1%"),
        ("5‰", "%", "0.5%"),
        ("百分之十二", "", "12%"),
        ("98%以上", "%", "98%以上"),
        ("98以上", "%", "98%以上"),
        ("约300余户", "户", "约300余户"),
        ("300余万元", "万元", "300余万元"),
        ("1万余人", "", "1万余人"),
        ("1万余人", "人", "10000余人"),
        ("20多个", "个", "20多个"),
        ("不足8件", "", "不足8件"),
        ("15%～30%", "%", "15%～30%"),
        ("15～30%", "%", "15%～30%"),
        ("13-17万元", "", "13万元～17万元"),
        ("8000元～1.2万元", "元", "8000～12000元"),
        ("5—8个", "个", "5～8个"),
        ("5至8", "个", "5～8个"),
        ("-2%～-1%", "%", "-2%～-1%"),
        ("4:84.7:11.3", "", "4:84.7:11.3"),
        ("４：８４．７：１１．３", "", "4:84.7:11.3"),
        ("十二家", "家", "12家"),
        ("两", "项", "2项"),
        ("十二万亩", "亩", "120000亩"),
        ("一百二十三", "个", "123个"),
        ("12名", "人", "12人"),
        ("1500斤", "公斤", "750公斤"),
        ("2吨", "斤", "4000斤"),
        ("1公顷", "亩", "15亩"),
        ("30亩", "公顷", "2公顷"),
        ("1000亩", "公顷", "66.67公顷"),
        ("1平方公里", "公顷", "100公顷"),
        ("7.5公里", "米", "7500米"),
        ("3.2亿千瓦时", "万千瓦时", "32000万千瓦时"),
        ("3000千瓦", "万千瓦", "0.3000万千瓦"),
        ("1.2万元/人", "元/人", "12000元/人"),
        ("1.2万", "元/人", "12000元/人"),
        ("450公斤/亩", "斤/亩", "900斤/亩"),
        ("1500元/公顷", "元/亩", "100元/亩"),
        ("100元/亩", "元/公顷", "1500元/公顷"),
        ("7亩", "公顷", "0.4667公顷"),
        ("12345679亩", "公顷", "823045.27公顷"),
        ("3.5百分点", "个百分点", "3.5个百分点"),
        ("36头", "头", "36头"),
        ("007", "个", "7个"),
        ("-0", "个", "0个"),
    ];
    for (typed, unit, printed) in table {
        assert_eq!(figure(typed, unit).to_string(), printed, "{typed} in {unit}");
        assert_eq!(figure(printed, unit).to_string(), printed, "{printed} again");
    }
}

#[test]
fn what_is_no_figure_says_why() {
    let parse = |text: &str, unit: &str| Figure::parse_in(text, Unit::parse(unit).ok().as_ref()).unwrap_err();
    let number = |text: &str| FigureError::Number { text: text.into() };
    for text in
        ["", "亿元", "若干", "三五个", ".5", "5.", "1.2.3", "1,,2", "--5", "-", "～5", "5～", "4::1", "4:个", "增长7%"]
    {
        assert_eq!(parse(text, "个"), number(text), "{text}");
    }
    assert_eq!(parse("1_000", "个"), FigureError::Underline { text: "1_000".into() });
    assert_eq!(parse("__", "个"), FigureError::Underline { text: "__".into() });
    assert_eq!(parse("12,34", "个"), FigureError::Grouping { text: "12,34".into() });
    assert_eq!(parse("1e5", "个"), FigureError::Unit { unit: "e5".into() });
    assert_eq!(parse("12个3", "个"), FigureError::Unit { unit: "个3".into() });
    assert_eq!(parse("30%～15%", "%"), FigureError::Backwards { low: decimal("30"), high: decimal("15") });
    assert_eq!(parse(&"9".repeat(19), "个"), FigureError::TooLong { text: "9".repeat(19) });
    assert_eq!(parse("0.0000000001", "个"), FigureError::TooLong { text: "0.0000000001".into() });
    for (text, found, unit) in [
        ("73.1亿元", "亿元", "公里"),
        ("5家", "家", "个"),
        ("5人次", "人次", "人"),
        ("5亿", "亿", "%"),
        ("5亿园", "亿园", "亿元"),
        ("5万美元", "万美元", "万元"),
        ("5个百分点", "个百分点", "%"),
    ] {
        assert_eq!(parse(text, unit), FigureError::Dimension { found: found.into(), wanted: unit.into() }, "{text}");
    }
}

#[test]
fn hostile_text_is_refused_in_time() {
    for text in
        ["9".repeat(1 << 15), "一".repeat(1 << 15), "亿".repeat(1 << 15), ":".repeat(1 << 15), "-".repeat(1 << 15)]
    {
        assert!(text.parse::<Figure>().is_err());
        assert!(parse_date(&text, None).is_err() && text.parse::<Session>().is_err());
    }
    let town = Place::parse(&format!("{}乡", "苗族".repeat(1 << 15))).unwrap();
    assert_eq!(town.short(), "苗族");
}

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
        assert_eq!(measure.growth_words().as_deref(), Some(growth), "{current} {last}");
        assert_eq!(measure.increase_words().as_deref(), Some(increase), "{current} {last}");
    }
    let mixed = Measure { last: Some(figure("50400万元", "")), ..compared("5.65亿元", "5", "亿元") };
    assert_eq!(mixed.growth_text().as_deref(), Some("12.1%"));
    let fallen = compared("5.04", "5.65", "亿元");
    assert_eq!((fallen.growth_text(), fallen.magnitude()), (Some("-10.8%".into()), Some("10.8%".into())));
    assert_eq!(fallen.trend().map(|trend| trend.to_string()).as_deref(), Some("下降"));
}

#[test]
fn growth_is_refused_where_it_may_not_be() {
    let constant = Measure { basis: Basis::Constant, ..compared("73.1", "65.2", "亿元") };
    assert_eq!(constant.growth(), Err(NoRate::Constant));
    assert_eq!(Measure { rate: Some(decimal("7.5")), ..constant }.growth_words().as_deref(), Some("增长7.5%"));
    for (current, last, why) in [
        ("5", "0", NoRate::Base),
        ("5", "-1", NoRate::Base),
        ("约5", "4", NoRate::Inexact),
        ("5～6", "4", NoRate::Inexact),
    ] {
        assert_eq!(compared(current, last, "亿元").growth(), Err(why), "{current} {last}");
    }
    assert_eq!(Measure::new(figure("5", "亿元"), Basis::Current).growth(), Err(NoRate::Missing));
    let apart = Measure { last: Some(figure("4公里", "")), ..Measure::new(figure("5", "亿元"), Basis::Current) };
    assert_eq!(apart.growth(), Err(NoRate::Units));
}

#[test]
fn completion_doubling_and_turns() {
    let with_plan = |current: &str, plan: &str, unit: &str| Measure {
        plan: Some(figure(plan, unit)),
        ..Measure::new(figure(current, unit), Basis::Current)
    };
    let words = |current, plan, unit| with_plan(current, plan, unit).completion_words();
    assert_eq!(words("5.65", "5.5", "亿元").as_deref(), Some("完成年度计划的102.7%"));
    assert_eq!(words("5.5", "5.5", "亿元").as_deref(), Some("完成年度计划的100%"));
    assert_eq!(words("6.21", "5.5亿元以上", "亿元").as_deref(), Some("完成年度计划的112.9%"));
    assert_eq!([words("5", "0", "个"), words("98", "97", "%"), words("约5", "4", "个")], [None, None, None]);

    let doubling = |current, last| compared(current, last, "亿元").doubling();
    assert_eq!(doubling("2.1", "1").as_deref(), Some("增长1.1倍"));
    assert_eq!(doubling("2", "1").as_deref(), Some("翻一番"));
    assert_eq!(doubling("4", "1").as_deref(), Some("翻两番"));
    assert_eq!([doubling("1.99", "1"), doubling("4", "-1")], [None, None]);
    let typed = Measure { rate: Some(decimal("150")), basis: Basis::Constant, ..compared("5", "", "亿元") };
    assert_eq!(typed.doubling().as_deref(), Some("增长1.5倍"));

    assert_eq!(compared("3", "-2", "%").turn(), Some("由负转正"));
    assert_eq!(compared("-3", "2", "%").turn(), Some("由正转负"));
    assert_eq!([compared("3", "2", "%").turn(), compared("0", "-2", "%").turn()], [None, None]);
}

#[test]
fn a_typed_rate_is_checked_within_rounding() {
    let check = |current: &str, last: &str, unit: &str, rate: &str| {
        let found = Measure { rate: Some(decimal(rate)), ..compared(current, last, unit) }.contradiction();
        found.map(|(least, greatest)| format!("{least}…{greatest}"))
    };
    for rate in ["3.4", "4.2", "5.1", "4"] {
        assert_eq!(check("12.3", "11.8", "亿元", rate), None, "{rate}");
    }
    for rate in ["3.3", "5.2", "-4.2", "42"] {
        assert_eq!(check("12.3", "11.8", "亿元", rate).as_deref(), Some("3.4…5.1"), "{rate}");
    }
    // 73.1亿元 is known to three digits however many 万元 it is.
    assert_eq!(check("73.1亿元", "68.0亿元", "万元", "7.6"), None);
    assert_eq!(check("731000万元", "680000万元", "万元", "7.6").as_deref(), Some("7.5…7.5"));
    assert_eq!(check("98.5", "98.2", "%", "0.4"), None);
    assert_eq!(check("98.5", "98.2", "%", "0.6").as_deref(), Some("0.2…0.4"));
    assert_eq!(check("5", "-1", "亿元", "99"), None);
    let constant = Measure { rate: Some(decimal("20")), basis: Basis::Constant, ..compared("73.1", "65.2", "亿元") };
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
        ("提高0.3个百分点", "0.3"),
        ("回落0.3个百分点", "-0.3"),
        ("12.50%", "12.50"),
    ] {
        assert_eq!(parse_rate(text).map(|rate| rate.to_string()), Ok(rate.to_owned()), "{text}");
    }
    for text in ["", "7.5亿元", "约7%", "下降-2%", "5%～6%", "很快"] {
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
    assert_eq!(sum("10.0", &["3.3", "3.3"]), Err(SumFault::Off { sum: Box::new(figure("6.6", "亿元")) }));
    assert_eq!(sum("10.0", &["约3", "7"]), Err(SumFault::Unadded));
    let ratio = |text: &str| figure(text, "").ratio_fault().map(|sum| sum.to_string());
    assert_eq!(
        [ratio("4:84.7:11.3"), ratio("33.3:33.3:33.3"), ratio("4:84.7:12.3")],
        [None, None, Some("101.0".into())]
    );
    assert_eq!(figure("4:84.7:11.3", "").amount, Amount::Ratio(vec![decimal("4"), decimal("84.7"), decimal("11.3")]));
}

// Places

#[test]
fn every_level_names_its_bodies() {
    let table = [
        // name: 级 简称 全域 我 党委 党组织 政府 政府全称 主官 人大 人大机构 代表大会 政协 下级
        "云岭省: 省 云岭 全省 我省 省委 中共云岭省委员会 省政府 云岭省人民政府 省长 省人大 人大常委会 云岭省人民代表大会 省政协 市县",
        "内蒙古自治区: 自治区 内蒙古 全区 我区 自治区党委 中共内蒙古自治区委员会 自治区政府 内蒙古自治区人民政府 主席 自治区人大 人大常委会 内蒙古自治区人民代表大会 自治区政协 市县",
        "重庆市: 市 重庆 全市 我市 市委 中共重庆市委员会 市政府 重庆市人民政府 市长 市人大 人大常委会 重庆市人民代表大会 市政协 区县",
        "云溪市: 市 云溪 全市 我市 市委 中共云溪市委员会 市政府 云溪市人民政府 市长 市人大 人大常委会 云溪市人民代表大会 市政协 县区",
        "北岭地区: 地区 北岭 全地区 我地区 地委 中共北岭地区委员会 地区行署 北岭地区行政公署 专员 - 人大工委 - - 县区",
        "延边朝鲜族自治州: 州 延边 全州 我州 州委 中共延边朝鲜族自治州委员会 州政府 延边朝鲜族自治州人民政府 州长 州人大 人大常委会 延边朝鲜族自治州人民代表大会 州政协 县市",
        "草原盟: 盟 草原 全盟 我盟 盟委 中共草原盟委员会 盟行署 草原盟行政公署 盟长 - 人大工委 - 盟政协 旗县",
        "青川县: 县 青川 全县 我县 县委 中共青川县委员会 县政府 青川县人民政府 县长 县人大 人大常委会 青川县人民代表大会 县政协 乡镇",
        "石林彝族自治县: 县 石林 全县 我县 县委 中共石林彝族自治县委员会 县政府 石林彝族自治县人民政府 县长 县人大 人大常委会 石林彝族自治县人民代表大会 县政协 乡镇",
        "云台区: 区 云台 全区 我区 区委 中共云台区委员会 区政府 云台区人民政府 区长 区人大 人大常委会 云台区人民代表大会 区政协 镇街",
        "海东新区: 区 海东 全区 我区 区委 中共海东新区委员会 区政府 海东新区人民政府 区长 区人大 人大常委会 海东新区人民代表大会 区政协 镇街",
        "白音旗: 旗 白音 全旗 我旗 旗委 中共白音旗委员会 旗政府 白音旗人民政府 旗长 旗人大 人大常委会 白音旗人民代表大会 旗政协 乡镇",
        "青川经济开发区: 开发区 青川经济开发区 全区 我区 开发区党工委 中共青川经济开发区工作委员会 开发区管委会 青川经济开发区管理委员会 主任 - 人大工委 - - 乡镇",
        "云溪镇: 镇 云溪 全镇 我镇 镇党委 中共云溪镇委员会 镇政府 云溪镇人民政府 镇长 镇人大 人大主席团 云溪镇人民代表大会 - 村",
        "石桥乡: 乡 石桥 全乡 我乡 乡党委 中共石桥乡委员会 乡政府 石桥乡人民政府 乡长 乡人大 人大主席团 石桥乡人民代表大会 - 村",
        "云山苗族乡: 乡 云山 全乡 我乡 乡党委 中共云山苗族乡委员会 乡政府 云山苗族乡人民政府 乡长 乡人大 人大主席团 云山苗族乡人民代表大会 - 村",
        "桃园街道: 街道 桃园 全街道 我街道 街道党工委 中共桃园街道工作委员会 街道办事处 桃园街道办事处 主任 - 人大工委 - - 社区",
        "石桥村: 村 石桥 全村 我村 村党支部 中共石桥村支部委员会 - - - - - - - -",
        "桃园社区: 社区 桃园 全社区 我社区 社区党支部 中共桃园社区支部委员会 - - - - - - - -",
    ];
    for row in table {
        let (name, expected) = row.split_once(": ").unwrap();
        let place = Place::parse(name).unwrap();
        let none = || "-".to_owned();
        let parts = [
            place.word().to_owned(),
            place.short(),
            place.whole(),
            place.ours(),
            place.party(),
            place.party_full(),
            place.government().unwrap_or_else(none),
            place.government_full().unwrap_or_else(none),
            place.head().unwrap_or_else(none),
            place.congress().unwrap_or_else(none),
            place.congress_organ().map_or_else(none, str::to_owned),
            place.congress_full().unwrap_or_else(none),
            place.consultative().unwrap_or_else(none),
            place.below().map_or_else(none, str::to_owned),
        ];
        assert_eq!(parts.join(" "), expected, "{name}");
    }
}

#[test]
fn short_names_drop_the_level_and_the_peoples() {
    for (name, short) in [
        ("勐县", "勐县"),
        ("城区", "城区"),
        ("恩施土家族苗族自治州", "恩施"),
        ("宁夏回族自治区", "宁夏"),
        ("新疆维吾尔自治区", "新疆"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("前郭尔罗斯蒙古族自治县", "前郭尔罗斯"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("龙胜各族自治县", "龙胜"),
        ("凉山州", "凉山"),
        ("云溪民族乡", "云溪"),
        ("云林区", "云林"),
        ("桃园区", "桃园"),
    ] {
        assert_eq!(Place::parse(name).unwrap().short(), short, "{name}");
    }
}

#[test]
fn levels_are_guessed_given_and_refused() {
    let city = Place::parse("云溪市").unwrap();
    assert_eq!(
        (city.level(), city.clone().with_level(Level::County).map(|city| city.level())),
        (Level::Prefecture, Ok(Level::County))
    );
    assert_eq!(city.clone().with_level(Level::County).unwrap().below(), Some("乡镇"));
    assert_eq!(city.clone().within(Place::parse("凉山州").unwrap()).level(), Level::County);
    let mismatch = PlaceError::Mismatch { name: "云溪镇".into(), level: Level::County };
    assert_eq!(Place::parse("云溪镇").unwrap().with_level(Level::County), Err(mismatch));
    for name in ["", "杭州", "云溪", "镇", "市"] {
        assert_eq!(Place::parse(name), Err(PlaceError::NoLevel { name: name.into() }));
    }
    for (word, level) in [
        ("省", Level::Province),
        ("直辖市", Level::Province),
        ("地级市", Level::Prefecture),
        ("州", Level::Prefecture),
        ("县级市", Level::County),
        ("旗", Level::County),
        ("乡", Level::Township),
        ("街道", Level::Subdistrict),
        ("社区", Level::Village),
    ] {
        assert_eq!(Level::parse(word), Ok(level), "{word}");
        assert_eq!(Level::parse(&level.to_string()), Ok(level));
    }
    assert_eq!(Level::parse("国"), Err(PlaceError::UnknownLevel { word: "国".into() }));
}

#[test]
fn a_place_obeys_the_one_above() {
    let village =
        Place::parse("石桥村").unwrap().within(Place::parse("云溪镇").unwrap().within(Place::parse("青川县").unwrap()));
    let town = village.parent().unwrap();
    assert_eq!((town.party(), town.parent().unwrap().party()), ("镇党委".into(), "县委".into()));
    assert_eq!(town.parent().unwrap().parent(), None);
}

// Laws

proptest! {
    #[test]
    fn hanzi_come_back(n: u64) {
        prop_assert_eq!(parse_hanzi(&hanzi(n)), Some(n));
        prop_assert_eq!(parse_hanzi(&counting(n % 10_000)), Some(n % 10_000));
    }

    #[test]
    fn every_day_comes_back(day in 0..55_000_u64) {
        let date = Date::from_ymd_opt(1949, 1, 1).unwrap() + chrono::Days::new(day);
        prop_assert_eq!(parse_date(&print_date(date), None), Ok(date));
        prop_assert_eq!(parse_date(&date.format("%Y%m%d").to_string(), None), Ok(date));
    }

    #[test]
    fn every_session_comes_back(term in 1..=99_u32, meeting in 1..=30_u32) {
        let session = Session::new(term, meeting).unwrap();
        prop_assert_eq!(session.to_string().parse(), Ok(session));
        prop_assert_eq!(session.next().and_then(Session::previous), session.next().map(|_| session));
    }

    /// Law 10: a figure is what was typed, digit by digit.
    #[test]
    fn figures_come_back(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0..=6_u32, unit in "(万|亿|)(元|亩|户|千瓦时)") {
        let value = rust_decimal::Decimal::new(mantissa, scale);
        let figure = Figure::new(value, Some(Unit::parse(&unit).unwrap()));
        prop_assert_eq!(figure.to_string().parse::<Figure>().map(|read| read.to_string()), Ok(format!("{value}{unit}")));
    }

    /// Law 10: converting by tens loses and adds nothing.
    #[test]
    fn converting_there_and_back_is_nothing(mantissa in -1_000_000_000_i64..1_000_000_000, scale in 0..=4_u32) {
        let (yuan, yi) = (Unit::parse("万元").unwrap(), Unit::parse("亿元").unwrap());
        let figure = Figure::new(rust_decimal::Decimal::new(mantissa, scale), Some(yi.clone()));
        let back = figure.clone().convert(&yuan).unwrap().convert(&yi).unwrap();
        prop_assert_eq!(back.to_string(), figure.to_string());
    }

    /// Law 10: the rate computed is never a contradiction, and the difference is exact.
    #[test]
    fn computed_rates_are_allowed(current in 1..1_000_000_i64, last in 1..1_000_000_i64, scale in 0..=2_u32) {
        let text = |mantissa| rust_decimal::Decimal::new(mantissa, scale).to_string();
        let measure = compared(&text(current), &text(last), "亿元");
        let rate = measure.growth().unwrap();
        let exact = rust_decimal::Decimal::from(current - last) * decimal("100") / rust_decimal::Decimal::from(last);
        prop_assert!((rate - exact).abs() <= decimal("0.05"));
        let typed = Measure { rate: Some(rate), ..measure.clone() };
        prop_assert_eq!(typed.contradiction(), None);
        let increase = measure.increase().and_then(|figure| figure.value());
        prop_assert_eq!(increase, Some(rust_decimal::Decimal::new(current - last, scale)));
    }

    #[test]
    fn nothing_panics(text in "[0-9０-９一二十百千万亿元%％.,:：~～—_约余多以上年月日届次第\\-]{0,24}") {
        let yuan = Unit::parse("万元").unwrap();
        if let Ok(figure) = Figure::parse_in(&text, Some(&yuan)) {
            let measure = Measure { last: Some(figure.clone()), plan: Some(figure.clone()), rate: Some(decimal("1")), ..Measure::new(figure, Basis::Current) };
            let _ = (measure.contradiction(), measure.completion(), measure.doubling(), measure.increase_words());
        }
        let _ = (parse_date(&text, None), text.parse::<Year>(), text.parse::<Session>(), Place::parse(&text), parse_rate(&text));
    }
}

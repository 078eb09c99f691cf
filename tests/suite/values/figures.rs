//! Figures: typed, converted and printed; what is no figure says why.

use nigao::figure::{Figure, FigureError, Unit};

use super::{decimal, figure};

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

//! Laws of the values: what is printed reads back, arithmetic is exact, nothing panics, hostile
//! text is refused.

use nigao::calendar::{Date, Session, Year, parse_date, print_date};
use nigao::figure::{Basis, Figure, Measure, Unit, parse_rate};
use nigao::numeral::{counting, hanzi, parse_hanzi};
use nigao::place::Place;
use proptest::prelude::*;

use super::{compared, decimal};

#[test]
fn hostile_text_is_refused_in_time() {
    for text in [
        "9".repeat(1 << 15),
        "一".repeat(1 << 15),
        "亿".repeat(1 << 15),
        ":".repeat(1 << 15),
        "-".repeat(1 << 15),
    ] {
        assert!(text.parse::<Figure>().is_err());
        assert!(parse_date(&text, None).is_err() && text.parse::<Session>().is_err());
    }
    let town = Place::parse(&format!("{}乡", "苗族".repeat(1 << 15))).unwrap();
    assert_eq!(town.short(), "苗族");
}

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

    /// Invariant 10: a figure is what was typed, digit by digit.
    #[test]
    fn figures_come_back(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0..=6_u32, unit in "(万|亿|)(元|亩|户|千瓦时)") {
        let value = rust_decimal::Decimal::new(mantissa, scale);
        let figure = Figure::new(value, Some(Unit::parse(&unit).unwrap()));
        prop_assert_eq!(figure.to_string().parse::<Figure>().map(|read| read.to_string()), Ok(format!("{value}{unit}")));
    }

    /// Invariant 10: converting by tens loses and adds nothing.
    #[test]
    fn converting_there_and_back_is_nothing(mantissa in -1_000_000_000_i64..1_000_000_000, scale in 0..=4_u32) {
        let (yuan, yi) = (Unit::parse("万元").unwrap(), Unit::parse("亿元").unwrap());
        let figure = Figure::new(rust_decimal::Decimal::new(mantissa, scale), Some(yi.clone()));
        let back = figure.clone().convert(&yuan).unwrap().convert(&yi).unwrap();
        prop_assert_eq!(back.value(), figure.value());
        prop_assert!(figure.to_string().starts_with(back.to_string().trim_end_matches("亿元")));
    }

    /// Invariant 10: the rate computed is never a contradiction, and the difference is exact.
    #[test]
    fn invariant_10_computed_rates_are_allowed(current in 1..1_000_000_i64, last in 1..1_000_000_i64, scale in 0..=2_u32) {
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

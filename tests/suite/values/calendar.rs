//! Calendar: dates, years, plans and sessions in every form writers use, and why others are
//! refused.

use nigao::calendar::{
    Date, DateError, FiveYearPlan, Session, SessionError, Year, parse_date, print_date,
};

#[test]
fn dates_are_read_in_every_form_writers_use() {
    let day = Date::from_ymd_opt(2026, 1, 5).unwrap();
    let forms = [
        "2026-1-5", "2026-01-05", "2026/1/5", "2026.1.5", "2026年1月5日", "2026年01月05日",
        "20260105", " 2026年1月5号 ", "２０２６－１－５", "２０２６年１月５日",
        "二〇二六年一月五日", "二零二六年一月五日", "1月5日", "一月五日",
    ];
    for text in forms {
        assert_eq!(parse_date(text, Some(2026)), Ok(day), "{text}");
        assert_eq!(parse_date(&print_date(day), None), Ok(day));
    }
    assert_eq!(
        parse_date("二〇二六年十二月三十一日", None),
        Ok(Date::from_ymd_opt(2026, 12, 31).unwrap())
    );
}

#[test]
fn what_is_no_date_says_why() {
    let impossible = |year, month, day| DateError::Impossible { year, month, day };
    assert_eq!(
        parse_date("2026年2月30日", None),
        Err(impossible(2026, 2, 30))
    );
    assert_eq!(parse_date("2026-13-1", None), Err(impossible(2026, 13, 1)));
    assert_eq!(parse_date("20260230", None), Err(impossible(2026, 2, 30)));
    assert_eq!(
        parse_date("2月29日", Some(2026)),
        Err(impossible(2026, 2, 29))
    );
    assert_eq!(
        parse_date("1948-1-1", None),
        Err(DateError::Range { year: 1948 })
    );
    assert_eq!(
        parse_date("2101-1-1", None),
        Err(DateError::Range { year: 2101 })
    );
    assert_eq!(
        parse_date("1月5日", None),
        Err(DateError::NoYear {
            text: "1月5日".into()
        })
    );
    for text in [
        "", "今天", "2026年", "2026-1-5-6", "月日", "2026-一五-1", "2026--1", "2026",
    ] {
        assert_eq!(
            parse_date(text, Some(2026)),
            Err(DateError::Shape { text: text.into() }),
            "{text}"
        );
    }
}

#[test]
fn years_are_written_in_full() {
    for text in [
        "2025", "2025年", "2025年度", "２０２５", "二〇二五年", " 2025 年 ",
    ] {
        assert_eq!(text.parse(), Ok(Year(2025)), "{text}");
    }
    for text in ["97", "97年", "25", "", "年", "20255", "今年", "二十五"] {
        assert_eq!(
            text.parse::<Year>(),
            Err(DateError::Shape { text: text.into() }),
            "{text}"
        );
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
        let plan = FiveYearPlan::of(Year(year)).unwrap();
        let found = (
            plan.name(),
            plan.first(),
            plan.last(),
            plan.phase(Year(year)),
        );
        assert_eq!(
            found,
            (name.to_owned(), Year(first), Year(last), Some(phase)),
            "{year}"
        );
    }
    for year in [1949, 1952, 1963, 1965] {
        assert_eq!(FiveYearPlan::of(Year(year)), None, "{year}");
    }
    let plan = FiveYearPlan::of(Year(2025)).unwrap();
    assert_eq!(
        (
            plan.next().name(),
            plan.phase(Year(2026)),
            plan.phase(Year(2020))
        ),
        ("十五五".into(), None, None)
    );
}

#[test]
fn sessions_are_read_in_every_form_writers_use() {
    let session = Session::new(19, 6).unwrap();
    let forms = [
        "19-6",
        "１９－６",
        "19—6",
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
    assert_eq!(
        (session.term_words(), session.meeting_words()),
        ("第十九届".into(), "第六次".into())
    );
    assert_eq!(session.previous(), Session::new(19, 5).ok());
    assert_eq!(
        (
            Session::new(19, 1).unwrap().previous(),
            Session::new(19, 30).unwrap().next()
        ),
        (None, None)
    );
    for text in [
        "", "19", "19-6-1", "第届第次", "第十九次", "十九届", "-", "一九届六次",
    ] {
        assert_eq!(
            text.parse::<Session>(),
            Err(SessionError::Shape { text: text.into() }),
            "{text}"
        );
    }
    for (text, term, meeting) in [
        ("0-1", 0, 1),
        ("100-1", 100, 1),
        ("19-31", 19, 31),
        ("19届0次", 19, 0),
    ] {
        assert_eq!(
            text.parse::<Session>(),
            Err(SessionError::Range { term, meeting }),
            "{text}"
        );
    }
}

//! Shows days and times: a count of days from 1900 or 1904 under `yyyy"年"m"月"d"日"`.

use chrono::{Datelike, Days, NaiveDate};

use super::date_system::DateSystem;
use super::decimal::CellNumber;
use super::locale::FormatLanguage;
use super::parse::{self, DatePart, FormatSection, FormatToken, HalfDay, NumeralSystem};
use super::unfollowed::Unfollowed;

const SECONDS_A_DAY: i128 = 86_400;
/// Finer fractions of a second are not shown by Excel.
const MOST_FRACTION: usize = 3;

/// A day of the calendar as Excel counts it, with 29 February 1900 and day 0 of January 1900.
struct SerialDate {
    year: i32,
    month: u32,
    day: u32,
    /// From 0 for Sunday.
    weekday: usize,
}

/// A moment: whole days, and units of the day's time.
struct SerialMoment {
    days: i128,
    /// Seconds of the day.
    seconds: i128,
    /// The fraction of a second, as digits.
    fraction: String,
    /// All seconds, for elapsed times.
    elapsed: i128,
}

/// A number as a day or a time.
///
/// # Errors
/// For a number that is no day of the calendar, or a name in a language not known.
pub(super) fn shown(
    value: &CellNumber,
    section: &FormatSection,
    calendar: DateSystem,
) -> Result<String, Unfollowed> {
    if let Some(system) = section.system {
        let code = match system {
            NumeralSystem::Date => r#"yyyy"年"m"月"d"日""#,
            NumeralSystem::Time => "h:mm:ss",
        };
        let mut sections = parse::sections(code)?;
        let section = sections.pop().ok_or(Unfollowed)?;
        return shown(value, &section, calendar);
    }
    if value.is_negative() {
        return Err(Unfollowed);
    }
    let moment = moment(value, &section.tokens)?;
    let day = day(moment.days, calendar)?;
    let parts = section.tokens.iter().filter_map(|token| match token {
        FormatToken::Date(part) => Some(*part),
        _ => None,
    });
    let is_halved = parts
        .clone()
        .any(|part| matches!(part, DatePart::HalfDay(_)));
    let mut words = String::new();
    for token in &section.tokens {
        match token {
            FormatToken::Date(part) => {
                words.push_str(&piece(*part, &moment, &day, is_halved, section)?);
            }
            FormatToken::Literal(literal) => words.push_str(literal),
            FormatToken::Blank => words.push(' '),
            FormatToken::Figure(c) => words.push(*c),
            FormatToken::Point => words.push('.'),
            FormatToken::Comma => words.push(','),
            FormatToken::Slash => words.push('/'),
            _ => return Err(Unfollowed),
        }
    }
    Ok(words)
}

/// Refuses elapsed times among days and hours of the day: `[h]` beside `d` has no one meaning.
pub(super) fn check(tokens: &[FormatToken]) -> Result<(), Unfollowed> {
    let parts = || {
        tokens.iter().filter_map(|token| match token {
            FormatToken::Date(part) => Some(*part),
            _ => None,
        })
    };
    let is_elapsed = |part| {
        matches!(
            part,
            DatePart::Hours(_) | DatePart::Minutes(_) | DatePart::Seconds(_)
        )
    };
    let elapsed = parts().filter(|part| is_elapsed(*part)).count();
    let is_finer = |part| {
        matches!(
            part,
            DatePart::Minute(_) | DatePart::Second(_) | DatePart::Fraction(_)
        )
    };
    let is_all_fine = parts().all(|part| is_elapsed(part) || is_finer(part));
    if elapsed == 0 || (elapsed == 1 && is_all_fine) {
        Ok(())
    } else {
        Err(Unfollowed)
    }
}

/// Splits a number into days and time, rounded to what the code shows: to seconds, or to the
/// fraction it has places for. Without any time the day is cut, never rounded up.
fn moment(value: &CellNumber, tokens: &[FormatToken]) -> Result<SerialMoment, Unfollowed> {
    let fraction = tokens.iter().filter_map(|token| match token {
        FormatToken::Date(DatePart::Fraction(places)) => Some(*places),
        _ => None,
    });
    let places = fraction.max().unwrap_or(0);
    if places > MOST_FRACTION {
        return Err(Unfollowed);
    }
    let unit = 10_i128.pow(u32::try_from(places).map_err(|_| Unfollowed)?);
    let (units, is_half) = value.times(SECONDS_A_DAY * unit).ok_or(Unfollowed)?;
    let is_time = |token: &FormatToken| {
        matches!(
            token,
            FormatToken::Date(
                DatePart::Hour(_)
                    | DatePart::Minute(_)
                    | DatePart::Second(_)
                    | DatePart::Hours(_)
                    | DatePart::Minutes(_)
                    | DatePart::Seconds(_)
                    | DatePart::HalfDay(_)
            )
        )
    };
    let rounds_up = is_half && tokens.iter().any(is_time);
    let units = units + i128::from(rounds_up);
    let elapsed = units / unit;
    let fraction = if places == 0 {
        String::new()
    } else {
        format!("{:0places$}", units % unit)
    };
    Ok(SerialMoment {
        days: elapsed / SECONDS_A_DAY,
        seconds: elapsed % SECONDS_A_DAY,
        fraction,
        elapsed,
    })
}

fn day(days: i128, calendar: DateSystem) -> Result<SerialDate, Unfollowed> {
    let days = u64::try_from(days).map_err(|_| Unfollowed)?;
    let (origin, days) = match calendar {
        // The 1904 calendar has no gap; its day 0 is day 1462 of the other.
        DateSystem::From1904 => (NaiveDate::from_ymd_opt(1904, 1, 1), days),
        DateSystem::From1900 if days == 0 => {
            return Ok(SerialDate {
                year: 1900,
                month: 1,
                day: 0,
                weekday: 6,
            });
        }
        DateSystem::From1900 if days == 60 => {
            return Ok(SerialDate {
                year: 1900,
                month: 2,
                day: 29,
                weekday: 3,
            });
        }
        DateSystem::From1900 if days < 60 => (NaiveDate::from_ymd_opt(1899, 12, 31), days),
        DateSystem::From1900 => (NaiveDate::from_ymd_opt(1899, 12, 30), days),
    };
    let date = origin.and_then(|origin| origin.checked_add_days(Days::new(days)));
    let date = date.filter(|date| date.year() <= 9999).ok_or(Unfollowed)?;
    let true_weekday = date.weekday().num_days_from_sunday() as usize;
    // Before the day that never was, Excel's weekdays are one behind the true ones.
    let is_before_gap = calendar == DateSystem::From1900 && days < 60;
    let weekday = if is_before_gap {
        (true_weekday + 6) % 7
    } else {
        true_weekday
    };
    Ok(SerialDate {
        year: date.year(),
        month: date.month(),
        day: date.day(),
        weekday,
    })
}

fn piece(
    part: DatePart,
    moment: &SerialMoment,
    day: &SerialDate,
    is_halved: bool,
    section: &FormatSection,
) -> Result<String, Unfollowed> {
    let hour = moment.seconds / 3600;
    let minute = moment.seconds / 60 % 60;
    let second = moment.seconds % 60;
    let clock = if is_halved {
        (hour + 11) % 12 + 1
    } else {
        hour
    };
    let number = |number: i128, width: usize| -> Result<String, Unfollowed> {
        let number = u32::try_from(number).map_err(|_| Unfollowed)?;
        Ok(match section.numerals {
            Some(numerals) => numerals.in_date(number, width),
            None => format!("{number:0width$}"),
        })
    };
    let elapsed = |count: i128, width: usize| match section.numerals {
        Some(_) => Err(Unfollowed),
        None => Ok(format!("{count:0width$}")),
    };
    match part {
        DatePart::Year(width) => {
            let year = if width == 2 { day.year % 100 } else { day.year };
            let digits = format!("{year:0width$}");
            Ok(section
                .numerals
                .map_or(digits.clone(), |numerals| numerals.one_by_one(&digits)))
        }
        DatePart::Month(width) => number(day.month.into(), width),
        DatePart::Day(width) => number(day.day.into(), width),
        DatePart::Hour(width) => number(clock, width),
        DatePart::Minute(width) => number(minute, width),
        DatePart::Second(width) => number(second, width),
        DatePart::Hours(width) => elapsed(moment.elapsed / 3600, width),
        DatePart::Minutes(width) => elapsed(moment.elapsed / 60, width),
        DatePart::Seconds(width) => elapsed(moment.elapsed, width),
        DatePart::Fraction(places) if places == moment.fraction.len() => {
            Ok(format!(".{}", moment.fraction))
        }
        DatePart::Fraction(_) => Err(Unfollowed),
        DatePart::MonthName(width) => month_name(day, width, section.language),
        DatePart::DayName(is_full) => day_name(day, is_full, section.language),
        DatePart::Weekday(is_full) => weekday(day, is_full, section.language),
        DatePart::HalfDay(kind) => half_day(kind, hour >= 12, section.language),
    }
}

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];
const MONTHS_IN_CHINESE: [&str; 12] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
];
const DAYS: [&str; 7] = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
];
const DAYS_IN_CHINESE: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];

/// A Chinese Excel names months and days in English where no language is told: TEXT(…,"dddd") is
/// Thursday, TEXT(…,"aaaa") 星期四.
fn month_name(
    day: &SerialDate,
    width: usize,
    language: FormatLanguage,
) -> Result<String, Unfollowed> {
    let at = day.month as usize - 1;
    Ok(match (language, width) {
        (FormatLanguage::Other, _) => return Err(Unfollowed),
        (FormatLanguage::Chinese, 3) => format!("{}月", day.month),
        (FormatLanguage::Chinese, 4) => format!("{}月", MONTHS_IN_CHINESE[at]),
        (FormatLanguage::Chinese, _) => return Err(Unfollowed),
        (_, 3) => MONTHS[at][..3].to_owned(),
        (_, 4) => MONTHS[at].to_owned(),
        (_, _) => MONTHS[at][..1].to_owned(),
    })
}

fn day_name(
    day: &SerialDate,
    is_full: bool,
    language: FormatLanguage,
) -> Result<String, Unfollowed> {
    Ok(match (language, is_full) {
        (FormatLanguage::Other, _) => return Err(Unfollowed),
        (FormatLanguage::Chinese, true) => format!("星期{}", DAYS_IN_CHINESE[day.weekday]),
        (FormatLanguage::Chinese, false) => format!("周{}", DAYS_IN_CHINESE[day.weekday]),
        (_, true) => DAYS[day.weekday].to_owned(),
        (_, false) => DAYS[day.weekday][..3].to_owned(),
    })
}

fn weekday(
    day: &SerialDate,
    is_full: bool,
    language: FormatLanguage,
) -> Result<String, Unfollowed> {
    Ok(match (language, is_full) {
        (FormatLanguage::English | FormatLanguage::Other, _) => return Err(Unfollowed),
        (_, true) => format!("星期{}", DAYS_IN_CHINESE[day.weekday]),
        (FormatLanguage::Chinese, false) => format!("周{}", DAYS_IN_CHINESE[day.weekday]),
        (FormatLanguage::Unnamed, false) => DAYS_IN_CHINESE[day.weekday].to_owned(),
    })
}

fn half_day(kind: HalfDay, is_late: bool, language: FormatLanguage) -> Result<String, Unfollowed> {
    let pair = match (kind, language) {
        (HalfDay::Chinese, _) | (HalfDay::Latin, FormatLanguage::Chinese) => ["上午", "下午"],
        (HalfDay::Latin, FormatLanguage::Other) => return Err(Unfollowed),
        (HalfDay::Latin, _) => ["AM", "PM"],
        (HalfDay::Letter, _) => ["A", "P"],
    };
    Ok(pair[usize::from(is_late)].to_owned())
}

use super::calendar::{self, Civil};

/// Longer texts are no dates: every format with all its spaces is far shorter.
const LONGEST: usize = 100;
const WORDS: usize = 6;

/// Zones of RFC 822 §5.1 with their hours, and the names of UTC.
const ZONES: [(&str, i64); 14] = [
    ("GMT", 0),
    ("UTC", 0),
    ("UT", 0),
    ("Z", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("AST", -4),
    ("ADT", -3),
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Seconds since 1970 of a date in any of the formats, with what the field makes of them.
pub(super) fn parse(text: &str, century: impl FnOnce(i64) -> i64) -> Option<i64> {
    if text.len() > LONGEST {
        return None;
    }
    let text = without_weekday(text.trim_ascii());
    let mut words = [""; WORDS];
    let mut count = 0;
    for word in text.split_ascii_whitespace() {
        // What follows the zone is a comment: `(CEST)`.
        if count < WORDS {
            words[count] = word;
            count += 1;
        }
    }
    match words[..count] {
        // 06-Nov-94 08:49:37 GMT
        [date, time, ref zone @ ..] if date.contains('-') => {
            let mut parts = date.split('-');
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() {
                return None;
            }
            seconds(day, month, year, time, zone.first().copied(), century)
        }
        // Nov  6 08:49:37 1994
        [month, day, time, year, ref zone @ ..] if time.contains(':') => {
            seconds(day, month, year, time, zone.first().copied(), century)
        }
        // 06 Nov 1994 08:49:37 GMT
        [day, month, year, time, ref zone @ ..] => {
            seconds(day, month, year, time, zone.first().copied(), century)
        }
        _ => None,
    }
}

/// The text after a weekday, which may be long, wrong or without a comma.
fn without_weekday(text: &str) -> &str {
    if let Some((_, rest)) = text.split_once(',') {
        return rest;
    }
    match text.split_once(|character: char| character.is_ascii_whitespace()) {
        Some((first, rest)) if WEEKDAYS.iter().any(|name| first.eq_ignore_ascii_case(name)) => rest,
        _ => text,
    }
}

fn seconds(
    day: &str,
    month: &str,
    year: &str,
    time: &str,
    zone: Option<&str>,
    century: impl FnOnce(i64) -> i64,
) -> Option<i64> {
    // The month is the one with letters: `Nov 06` is as good as `06 Nov`.
    let (day, month) =
        if day.starts_with(|first: char| first.is_ascii_digit()) { (day, month) } else { (month, day) };
    let digits = number(year, 4)?;
    let year = if year.len() <= 2 { century(digits) } else { digits };
    // The zone may be glued to the time.
    let (time, glued) = match time.find(['+', '-']) {
        Some(at) => (&time[..at], Some(&time[at..])),
        None => (time, None),
    };
    let mut parts = time.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| number(second, 2))?;
    if parts.next().is_some() {
        return None;
    }
    let civil = Civil { year, month: month_of(month)?, day: number(day, 2)?, hour, minute, second };
    Some(civil.seconds()? - offset(glued.or(zone))?)
}

fn number(digits: &str, most: usize) -> Option<i64> {
    let plain =
        !digits.is_empty() && digits.len() <= most && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

fn month_of(name: &str) -> Option<i64> {
    let long = || LONG_MONTHS.iter().position(|known| name.eq_ignore_ascii_case(known));
    calendar::month_of(name).or_else(|| long().map(|index| index as i64 + 1))
}

/// How many seconds the zone is ahead of UTC; a zone that nobody knows is read as UTC.
fn offset(zone: Option<&str>) -> Option<i64> {
    let Some(zone) = zone else { return Some(0) };
    if let Some(&(_, hours)) = ZONES.iter().find(|(name, _)| zone.eq_ignore_ascii_case(name)) {
        return Some(hours * 3600);
    }
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return Some(0),
    };
    let number = number(digits, 4)?;
    let (hours, minutes) = (number / 100, number % 100);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use crate::header::HttpDate;

    fn read(text: &str) -> Option<i64> {
        text.parse::<HttpDate>().ok().map(HttpDate::unix_seconds)
    }

    #[test]
    fn reads_what_the_field_writes() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "sun, 6 nov 1994 08:49:37 gmt",
            "06 Nov 1994 08:49:37",
            "Mon, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 09:49:37 +0100",
            "Sun, 06 Nov 1994 03:49:37 EST",
            "Sun, 06 Nov 1994 08:49:37 -0000",
            "Sun, 06 Nov 1994 08:49:37 GMT (comment)",
            "Sun,06 Nov 1994 08:49:37 GMT",
            "Sun 06 Nov 1994 08:49:37 GMT",
            "06 Nov 94 08:49:37 GMT",
        ] {
            assert_eq!(read(text), Some(784_111_777), "{text}");
        }
        assert_eq!(read("Sun, 06 Nov 1994 08:49 GMT"), Some(784_111_740));
        assert_eq!(read("Sat, 31 Dec 2016 23:59:60 GMT"), read("Sun, 01 Jan 2017 00:00:00 GMT"));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            " ",
            ",",
            "0",
            "-1",
            "Sun",
            "2024-01-01",
            "2024-01-01 00:00:00",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, 06 Nov 19945 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37:1 GMT",
            "Sun, ٠٦ Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 +9999",
            "Sun, +6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 0x:49:37 GMT",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&format!("Sun, 06 Nov 1994 08:49:37{} GMT", " ".repeat(100))), None);
    }
}

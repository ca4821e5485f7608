//! The three formats of RFC 9110 §5.6.7 as machines write them, with every character in its place.

use super::calendar::{Civil, MONTHS, WEEKDAYS};

/// The date of a text in one of the formats; `None` when it is another text, which may be a date nevertheless.
pub(super) fn parse(text: &[u8], century: impl FnOnce(i64) -> i64) -> Option<Civil> {
    match text.len() {
        29 => imf(text),
        24 => asctime(text),
        30..=33 => rfc_850(text, century),
        _ => None,
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
pub(super) fn imf(text: &[u8]) -> Option<Civil> {
    let text: &[u8; 29] = text.try_into().ok()?;
    let fits = text[3..5] == *b", " && [text[7], text[11], text[16]] == [b' '; 3] && text[25..] == *b" GMT";
    if !fits || !is_weekday(&text[..3]) {
        return None;
    }
    let year = two(text, 12)? * 100 + two(text, 14)?;
    civil(year, month(&text[8..11])?, two(text, 5)?, &text[17..25])
}

/// `Sunday, 06-Nov-94 08:49:37 GMT`
fn rfc_850(text: &[u8], century: impl FnOnce(i64) -> i64) -> Option<Civil> {
    let (weekday, rest) = text.split_at(text.len() - 24);
    let rest: &[u8; 24] = rest.try_into().ok()?;
    let fits =
        rest[..2] == *b", " && [rest[4], rest[8]] == [b'-'; 2] && rest[11] == b' ' && rest[20..] == *b" GMT";
    if !fits || !is_weekday(&weekday[..3]) || !weekday.ends_with(b"day") {
        return None;
    }
    civil(century(two(rest, 9)?), month(&rest[5..8])?, two(rest, 2)?, &rest[12..20])
}

/// `Sun Nov  6 08:49:37 1994`
fn asctime(text: &[u8]) -> Option<Civil> {
    let text: &[u8; 24] = text.try_into().ok()?;
    if [text[3], text[7], text[10], text[19]] != [b' '; 4] || !is_weekday(&text[..3]) {
        return None;
    }
    let day = if text[8] == b' ' { digit(text[9])? } else { two(text, 8)? };
    let year = two(text, 20)? * 100 + two(text, 22)?;
    civil(year, month(&text[4..7])?, day, &text[11..19])
}

/// With a time like `08:49:37`.
fn civil(year: i64, month: i64, day: i64, time: &[u8]) -> Option<Civil> {
    if [time[2], time[5]] != [b':'; 2] {
        return None;
    }
    Some(Civil { year, month, day, hour: two(time, 0)?, minute: two(time, 3)?, second: two(time, 6)? })
}

fn digit(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

fn two(text: &[u8], at: usize) -> Option<i64> {
    Some(digit(text[at])? * 10 + digit(text[at + 1])?)
}

fn is_weekday(name: &[u8]) -> bool {
    WEEKDAYS.iter().any(|known| known.as_bytes() == name)
}

fn month(name: &[u8]) -> Option<i64> {
    MONTHS.iter().position(|known| known.as_bytes() == name).map(|index| index as i64 + 1)
}

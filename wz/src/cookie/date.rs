use crate::header::HttpDate;
use crate::header::date::{Civil, month_of};

/// 1601-01-01 00:00:00, before which there is no calendar of today.
const START_OF_1601: i64 = -11_644_473_600;

/// The earliest moment that [`read`] takes.
pub(super) fn earliest() -> HttpDate {
    HttpDate::from_unix_seconds(START_OF_1601).unwrap_or(HttpDate::UNIX_EPOCH)
}

/// The date of an `Expires` attribute by the algorithm of RFC 6265 §5.1.1, which reads nearly anything; `None` when
/// something is missing or no such day exists.
pub(super) fn read(text: &str) -> Option<HttpDate> {
    if let Some(date) = HttpDate::from_fixed(text).filter(|date| date.unix_seconds() >= START_OF_1601) {
        return Some(date);
    }
    let (mut time, mut day, mut month, mut year) = (None, None, None, None);
    for token in text.split(is_delimiter).filter(|token| !token.is_empty()) {
        if time.is_none()
            && let Some(found) = time_of(token)
        {
            time = Some(found);
        } else if day.is_none()
            && let Some(found) = number(token, 1, 2)
        {
            day = Some(found);
        } else if month.is_none()
            && let Some(found) = token.get(..3).and_then(month_of)
        {
            month = Some(found);
        } else if year.is_none()
            && let Some(found) = number(token, 2, 4)
        {
            year = Some(found);
        }
    }
    let ((hour, minute, second), day, month) = (time?, day?, month?);
    let year = match year? {
        year @ 70..=99 => year + 1900,
        year @ 0..=69 => year + 2000,
        year => year,
    };
    // There are no leap seconds here, and no years before the calendar of today.
    if year < 1601 || second > 59 {
        return None;
    }
    HttpDate::from_unix_seconds(Civil { year, month, day, hour, minute, second }.seconds()?)
}

fn is_delimiter(character: char) -> bool {
    matches!(character, '\t' | ' '..='/' | ';'..='@' | '['..='`' | '{'..='~')
}

/// `hh:mm:ss`, and anything after it that does not begin with a digit.
fn time_of(token: &str) -> Option<(i64, i64, i64)> {
    let mut parts = token.splitn(3, ':');
    let hour = exact(parts.next()?, 1, 2)?;
    let minute = exact(parts.next()?, 1, 2)?;
    Some((hour, minute, number(parts.next()?, 1, 2)?))
}

/// A number of so many digits, and anything after it that does not begin with a digit.
fn number(token: &str, least: usize, most: usize) -> Option<i64> {
    let end = token.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(token.len());
    exact(&token[..end], least, most)
}

fn exact(text: &str, least: usize, most: usize) -> Option<i64> {
    let fits = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_written() {
        for day in (-130_000..2_900_000_i64).step_by(37) {
            let date = HttpDate::from_unix_seconds(day * 86_400 + day.rem_euclid(86_400)).unwrap();
            assert_eq!(read(&date.to_string()), Some(date));
        }
    }

    #[test]
    fn reads_what_browsers_read() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "6 nov 94 8:49:37",
            "08:49:37 november 6th 1994",
            "1994x 08:49:37x Nov 06",
        ] {
            assert_eq!(read(text).map(HttpDate::unix_seconds), Some(784_111_777), "{text}");
        }
        assert_eq!(read("1 Jan 70 0:0:0"), Some(HttpDate::UNIX_EPOCH));
        assert_eq!(read("1 Jan 69 0:0:0"), read("1 Jan 2069 0:0:0"));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "soon",
            "06 Nov 1994",
            "31 Feb 2020 00:00:00",
            "29 Feb 2021 00:00:00",
            "0 Jan 2021 00:00:00",
            "32 Jan 2021 00:00:00",
            "1 Jan 1600 00:00:00",
            "1 Jan 10000 00:00:00",
            "1 Jan 2021 24:00:00",
            "1 Jan 2021 00:60:00",
            "1 Jan 2021 00:00:60",
            "1 Jan 2021 000:00:00",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

//! Seconds since 1970 to a date of the Gregorian calendar and back, for the years 1 to 9999.

/// The weekdays as IMF-fixdate writes them; 1970 began on a Thursday.
pub(super) const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The number of a month with this name of three letters, in any case.
pub(crate) fn month_of(name: &str) -> Option<i64> {
    MONTHS.iter().position(|known| name.eq_ignore_ascii_case(known)).map(|index| index as i64 + 1)
}

pub(super) const DAY: i64 = 86_400;
/// 0001-01-01 00:00:00.
pub(super) const FIRST: i64 = -62_135_596_800;
/// 9999-12-31 23:59:59.
pub(super) const LAST: i64 = 253_402_300_799;

/// A date and time as it is written, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Civil {
    pub(crate) year: i64,
    /// 1 to 12.
    pub(crate) month: i64,
    pub(crate) day: i64,
    pub(crate) hour: i64,
    pub(crate) minute: i64,
    /// Up to 60: a leap second is the first second of the next minute.
    pub(crate) second: i64,
}

impl Civil {
    /// The date of a number of seconds since 1970.
    pub(super) fn of(seconds: i64) -> Civil {
        let (days, time) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
        // Years begin in March, so that the leap day is the last one, and days count from 0000-03-01.
        let days = days + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        Civil {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * march_month + 2) / 5 + 1,
            hour: time / 3600,
            minute: time / 60 % 60,
            second: time % 60,
        }
    }

    /// Seconds since 1970; `None` for a date or time there is not.
    pub(crate) fn seconds(self) -> Option<i64> {
        let Civil { year, month, day, hour, minute, second } = self;
        let valid = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day)
            && (0..24).contains(&hour)
            && (0..60).contains(&minute)
            && (0..=60).contains(&second);
        if !valid {
            return None;
        }
        let year = if month <= 2 { year - 1 } else { year };
        let march_month = (month + 9) % 12;
        let day_of_year = (153 * march_month + 2) / 5 + day - 1;
        let day_of_era = (year % 400) * 365 + year % 400 / 4 - year % 400 / 100 + day_of_year;
        let days = year / 400 * 146_097 + day_of_era - 719_468;
        Some(days * DAY + hour * 3600 + minute * 60 + second)
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_there_and_back() {
        let mut expected = (1, 1, 1);
        for days in FIRST / DAY..=LAST / DAY {
            let civil = Civil::of(days * DAY + 86_399);
            assert_eq!((civil.year, civil.month, civil.day), expected);
            assert_eq!((civil.hour, civil.minute, civil.second), (23, 59, 59));
            assert_eq!(civil.seconds(), Some(days * DAY + 86_399));
            let (year, month, day) = expected;
            expected = match (month, day == days_in(year, month)) {
                (12, true) => (year + 1, 1, 1),
                (_, true) => (year, month + 1, 1),
                (_, false) => (year, month, day + 1),
            };
        }
        assert_eq!(expected, (10_000, 1, 1));
    }

    #[test]
    fn refuses_days_there_are_not() {
        let at = |year, month, day, hour| Civil { year, month, day, hour, minute: 0, second: 0 }.seconds();
        assert_eq!((at(1900, 2, 29, 0), at(2001, 2, 29, 0), at(2000, 4, 31, 0)), (None, None, None));
        assert_eq!((at(0, 1, 1, 0), at(10_000, 1, 1, 0), at(2000, 1, 1, 24)), (None, None, None));
        assert_eq!((at(2000, 13, 1, 0), at(2000, 1, 0, 0), at(2000, 0, 1, 0)), (None, None, None));
        assert!(at(2000, 2, 29, 23).is_some());
    }
}

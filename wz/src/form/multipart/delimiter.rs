use memchr::memmem::Finder;
use memchr::memrchr2;

use super::{Boundary, MultipartDecoder};

/// What stands between two parts: a line break, `--` and the boundary; and then a line break, or `--` after the last part.
#[derive(Debug, Clone)]
pub(super) struct Delimiter {
    /// Finds `--` and the boundary.
    finder: Finder<'static>,
}

/// What is known of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scan {
    /// So many bytes of data, then a delimiter up to `end`; whether it is the last one.
    Found { data: usize, end: usize, last: bool },
    /// So many bytes of data, then what may become a delimiter when more bytes come.
    Open { data: usize },
}

/// What follows the boundary.
enum Ending {
    /// A line break, or `--`: so many bytes.
    Break(usize),
    Last,
    /// This is no delimiter.
    Other,
    /// More bytes are needed to tell.
    Open,
}

impl Delimiter {
    pub(super) fn of(boundary: &Boundary) -> Delimiter {
        Delimiter { finder: Finder::new(&format!("--{boundary}")).into_owned() }
    }

    /// No delimiter is longer than this.
    pub(super) fn longest(&self) -> usize {
        2 + self.finder.needle().len() + MultipartDecoder::LONGEST_PADDING + 2
    }

    /// Looks for the first delimiter. `starts_line` says that there was a line break before the bytes.
    pub(super) fn scan(&self, bytes: &[u8], starts_line: bool) -> Scan {
        let mut from = 0;
        while let Some(found) = self.finder.find(&bytes[from..]) {
            let at = from + found;
            let after = at + self.finder.needle().len();
            // A boundary has no line break in it, so no other delimiter begins before its end.
            from = after;
            let data = match line_break_before(bytes, at) {
                Some(data) => data,
                None if at == 0 && starts_line => 0,
                None => continue,
            };
            match ending(&bytes[after..]) {
                Ending::Break(length) => return Scan::Found { data, end: after + length, last: false },
                Ending::Last => return Scan::Found { data, end: after + 2, last: true },
                Ending::Open => return Scan::Open { data },
                Ending::Other => {}
            }
        }
        Scan::Open { data: self.certain(bytes, starts_line) }
    }

    /// How many of the bytes, in which there is no whole boundary, are not the beginning of a delimiter.
    fn certain(&self, bytes: &[u8], starts_line: bool) -> usize {
        let needle = self.finder.needle();
        let tail = bytes.len().saturating_sub(needle.len());
        match memrchr2(b'\r', b'\n', &bytes[tail..]) {
            Some(at) if needle.starts_with(&bytes[tail + at + 1..]) => {
                line_break_before(bytes, tail + at + 1).unwrap_or(bytes.len())
            }
            None if starts_line && needle.starts_with(bytes) => 0,
            _ => bytes.len(),
        }
    }
}

/// Where the line break begins that ends right before `at`.
fn line_break_before(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes[..at] {
        [.., b'\r', b'\n'] => Some(at - 2),
        [.., b'\r' | b'\n'] => Some(at - 1),
        _ => None,
    }
}

fn ending(rest: &[u8]) -> Ending {
    match rest {
        [b'-', b'-', ..] => return Ending::Last,
        [] | [b'-'] => return Ending::Open,
        _ => {}
    }
    let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\x0b' | b'\x0c');
    let padding = rest.iter().take(MultipartDecoder::LONGEST_PADDING + 1).take_while(blank).count();
    if padding > MultipartDecoder::LONGEST_PADDING {
        return Ending::Other;
    }
    match rest[padding..] {
        [b'\r', b'\n', ..] => Ending::Break(padding + 2),
        // It may be the first half of a CRLF.
        [] | [b'\r'] => Ending::Open,
        [b'\r' | b'\n', ..] => Ending::Break(padding + 1),
        _ => Ending::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(bytes: &str, starts_line: bool) -> Scan {
        Delimiter::of(&Boundary::new("B").unwrap()).scan(bytes.as_bytes(), starts_line)
    }

    #[test]
    fn finds_delimiters() {
        let found = |data, end, last| Scan::Found { data, end, last };
        assert_eq!(scan("ab\r\n--B\r\nc", false), found(2, 9, false));
        assert_eq!(scan("ab\n--B\nc", false), found(2, 7, false));
        assert_eq!(scan("ab\r--B\rc", false), found(2, 7, false));
        assert_eq!(scan("\r\r\n--B \t\r\r\n", false), found(1, 9, false));
        assert_eq!(scan("\n--B--", false), found(0, 6, true));
        assert_eq!(scan("--B--x", true), found(0, 5, true));
        assert_eq!(scan("--Bx--B\n--Bx\n--B\n", true), found(12, 17, false));
        let padded = format!("\n--B{}", " ".repeat(MultipartDecoder::LONGEST_PADDING));
        assert_eq!(scan(&format!("{padded}\n"), false), found(0, padded.len() + 1, false));
        assert_eq!(scan(&format!("{padded} \n"), false), Scan::Open { data: padded.len() + 1 });
    }

    #[test]
    fn holds_back_what_may_become_one() {
        for open in ["\r", "\n", "\r\n", "\r\n-", "\n--", "\r--B", "\r\n--B-", "\r\n--B \t", "\r\n--B\r"] {
            assert_eq!(scan(open, false), Scan::Open { data: 0 }, "{open:?}");
            assert_eq!(scan(&format!("a\r\n--C{open}"), false), Scan::Open { data: 6 }, "{open:?}");
        }
        for open in ["", "-", "--", "--B", "--B-", "--B "] {
            assert_eq!(scan(open, true), Scan::Open { data: 0 }, "{open:?}");
            assert_eq!(scan(open, false), Scan::Open { data: open.len() }, "{open:?}");
        }
        for data in ["\r\n--C", "\r\n---", "\na", "\r\n--B-\n-", "x--B--"] {
            let held = usize::from(data.ends_with("\n-")) * 2;
            assert_eq!(scan(data, false), Scan::Open { data: data.len() - held }, "{data:?}");
        }
    }
}

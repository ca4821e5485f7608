use memchr::memmem::Finder;
use memchr::memrchr2;

use super::{Boundary, MultipartDecoder};

/// What stands between two parts: a line break, `--` and the boundary; and then a line break, or `--` after the last part.
#[derive(Debug, Clone)]
pub(super) struct Delimiter {
    /// `--` and the boundary.
    mark: Box<[u8]>,
    /// Finds what is searched for, which is the mark without so many bytes at its start.
    finder: Finder<'static>,
    before: usize,
}

/// So much of the end of a mark is searched for, if that is not in it twice. For up to so many bytes `memmem` compares vectors
/// whatever comes, for more it may go on byte by byte where there is much that looks like the mark; and it is the end
/// that is random.
const SEARCHED: usize = 16;

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
        let mark = format!("--{boundary}").into_bytes();
        let end = mark.len().saturating_sub(SEARCHED);
        let before = if memchr::memmem::find(&mark, &mark[end..]) == Some(end) { end } else { 0 };
        let finder = Finder::new(&mark[before..]).into_owned();
        Delimiter { mark: mark.into(), finder, before }
    }

    /// No delimiter is longer than this.
    pub(super) fn longest(&self) -> usize {
        2 + self.mark.len() + MultipartDecoder::LONGEST_PADDING + 2
    }

    /// Looks for the first delimiter. `starts_line` says that there was a line break before the bytes.
    pub(super) fn scan(&self, bytes: &[u8], starts_line: bool) -> Scan {
        let mut from = 0;
        while let Some(found) = self.finder.find(&bytes[from..]) {
            let hit = from + found;
            // A boundary has no line break in it, so no other delimiter begins before its end.
            let after = hit + self.finder.needle().len();
            from = after;
            let Some(at) = hit.checked_sub(self.before) else { continue };
            let data = match line_break_before(bytes, at) {
                Some(data) => data,
                None if at == 0 && starts_line => 0,
                None => continue,
            };
            if !bytes[at..].starts_with(&self.mark) {
                continue;
            }
            match ending(&bytes[after..]) {
                Ending::Break(length) => return Scan::Found { data, end: after + length, last: false },
                Ending::Last => return Scan::Found { data, end: after + 2, last: true },
                Ending::Open => return Scan::Open { data },
                Ending::Other => {}
            }
        }
        Scan::Open { data: self.certain(bytes, starts_line) }
    }

    /// Whether a delimiter that was found is one by the grammar of RFC 2046, with CRLF and without padding. At the start
    /// of the data the line break belongs to the headers.
    pub(super) fn is_exact(&self, found: &[u8]) -> bool {
        let found = found.strip_prefix(b"\r\n").unwrap_or(found);
        found.strip_prefix(&*self.mark).is_some_and(|end| matches!(end, b"\r\n" | b"--"))
    }

    /// How many of the bytes, in which there is no whole boundary, are not the beginning of a delimiter.
    fn certain(&self, bytes: &[u8], starts_line: bool) -> usize {
        let tail = bytes.len().saturating_sub(self.mark.len());
        match memrchr2(b'\r', b'\n', &bytes[tail..]) {
            Some(at) if self.mark.starts_with(&bytes[tail + at + 1..]) => {
                line_break_before(bytes, tail + at + 1).unwrap_or(bytes.len())
            }
            None if starts_line && self.mark.starts_with(bytes) => 0,
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
    fn the_end_of_a_long_boundary_may_stand_in_it_before() {
        let boundary = "-".repeat(30) + &"ab".repeat(20);
        let delimiter = Delimiter::of(&Boundary::new(&boundary).unwrap());
        for data in ["", "abababababababababababab", "--", "\r\n", "\n----"] {
            let bytes = format!("{data}\r\n--{boundary}\r\n");
            let expected = Scan::Found { data: data.len(), end: bytes.len(), last: false };
            assert_eq!(delimiter.scan(bytes.as_bytes(), false), expected, "{data:?}");
            let bytes = format!("{data}\r\n--{boundary}ab\r\n--{boundary}--");
            let data = data.len() + 4 + boundary.len() + 2;
            assert_eq!(
                delimiter.scan(bytes.as_bytes(), true),
                Scan::Found { data, end: bytes.len(), last: true }
            );
        }
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

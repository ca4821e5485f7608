//! What [`MultipartLimits::strict`](super::MultipartLimits::strict) refuses in the headers of a part.

use memchr::memchr;

/// Why the headers, up to the data, are more than the grammar says.
pub(super) fn problem(head: &[u8]) -> Option<&'static str> {
    let mut rest = head;
    while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
        let (line, after) = rest.split_at(end);
        let Some(after) = after.strip_prefix(b"\r\n") else { return Some("a line does not end with CRLF") };
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            return Some("a header is folded");
        }
        let name = &line[..memchr(b':', line).unwrap_or(line.len())];
        if name.ends_with(b" ") || name.ends_with(b"\t") {
            return Some("there is a blank before the colon");
        }
        if name.eq_ignore_ascii_case(b"content-disposition") && !is_plain(&line[name.len()..]) {
            return Some("the Content-Disposition is not `form-data; name=\"...\"; filename=\"...\"`");
        }
        rest = after;
    }
    None
}

/// Whether a value, with its colon, can be read in one way only: no parameter twice, no escaped quote, no `filename*`.
fn is_plain(value: &[u8]) -> bool {
    let Some(value) = std::str::from_utf8(value).ok().and_then(|value| value.strip_prefix(':')) else {
        return false;
    };
    let value = value.trim_matches([' ', '\t']);
    let Some((kind, mut rest)) = value.split_at_checked("form-data".len()) else { return false };
    let (mut names, mut filenames) = (0, 0);
    while let Some(parameter) = rest.strip_prefix(';') {
        let parameter = parameter.trim_start_matches([' ', '\t']);
        let Some((name, text)) = parameter.split_once('=') else { return false };
        match name {
            _ if name.eq_ignore_ascii_case("name") => names += 1,
            _ if name.eq_ignore_ascii_case("filename") => filenames += 1,
            _ => return false,
        }
        rest = match text.strip_prefix('"') {
            None => {
                text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
            }
            Some(text) => match text.split_once('"') {
                Some((text, after)) if !text.ends_with('\\') => after,
                _ => return false,
            },
        };
    }
    kind.eq_ignore_ascii_case("form-data") && rest.is_empty() && names == 1 && filenames <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_can_be_read_in_one_way() {
        for value in [
            ": form-data; name=\"a\"",
            ":Form-Data;name=a; Filename=b.c",
            ": form-data; name=\"a;b\\c\"; filename=\"\" ",
            ": form-data; name=\"%22\"; filename=\"é.txt\"",
        ] {
            assert!(is_plain(value.as_bytes()), "{value}");
        }
        for value in [
            ": form-data",
            ": attachment; name=a",
            ": form-dat",
            ": form-data; name=a; name=a",
            ": form-data; name=a; filename=b; filename=c",
            ": form-data; name=a; filename*=UTF-8''b",
            ": form-data; name=a; x=y",
            ": form-data; name=\"a\\\"b\"",
            ": form-data; name=\"a\\\"",
            ": form-data; name=\"a",
            ": form-data; name=\"a\"b",
            ": form-data; name=a b",
            ": form-data; name = a",
            ": form-data; name=a;",
            " form-data; name=a",
        ] {
            assert!(!is_plain(value.as_bytes()), "{value}");
        }
    }
}

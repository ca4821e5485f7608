//! Long texts that a parser might go over again and again: what takes quadratic time does not end.

use wz_tests::fuzz::{self, Target};

#[test]
fn time_is_linear() {
    const LENGTH: usize = 32 * 1024;
    let tags = ["\"", ",", "\\", "a", " ", "W/", "\"a\"", "a,\"", "\",\"", "\"a\" "];
    let urls = ["%", "%4", "%C3", "@", ":", "[", "/", "?", "#", "\u{202e}", "é", "a.", "&", "+", "=", "\\"];
    let all: [(Target, &[&str], &[&str]); 12] = [
        (fuzz::etags, &["", "\"", "W/\""], &tags),
        (fuzz::ranges, &["bytes=", "items=", "bytes 0-"], &["-", "0-", "0-0,", "-1,", "9", ",", " ", "/"]),
        (fuzz::conditional, &["if-match:", "if-none-match:\"", "range:bytes="], &["\",", "a,", "0-0,", " "]),
        (fuzz::urls, &["", "http://", "http://[", "http://xn--", "?"], &urls),
        (fuzz::origins, &["", "http://", "http://[", "https://h"], &urls),
        (fuzz::multi_dict, &["", "a=1&"], &["a&", "&", "=", "a=%ff&", "%", "a=1&b=2&c", "+", "é=ü&"]),
        (fuzz::list, &["", "\""], &["a,", ",", "\"", "\\", " ", "a=b,", "a;b=c,", "*/*,", "a/b;q=", "é,"]),
        (fuzz::cookie, &["", "a=1;"], &["a=1;", "\"", "=", ";", "\\", "a=1\n", "Path=/;"]),
        (fuzz::signed, &["", "a\n", "a\n."], &["A", ".", "%", "é"]),
        (fuzz::words, &["", "\""], &["a,", ",", "\"", "\\", " ", "a;b,", "1", ";a"]),
        (fuzz::names, &[""], &["../", "a/../", ".", " ", "_", "\n", "\u{301}", "ﷺ", "a", "é."]),
        (
            fuzz::passwords,
            &["scrypt:", "pbkdf2:sha256:", "$argon2id$v=19$", "a$b$"],
            &["$", ":", "a", "m=", "1,"],
        ),
    ];
    for (target, heads, pieces) in all {
        for head in heads {
            for piece in pieces {
                target(format!("{head}{}", piece.repeat(LENGTH / piece.len())).as_bytes());
            }
        }
    }
}

//! Sizes in attributes: `"50MB"`, `"500KiB"`, `4096`.

use syn::{Error, Lit, Result};
use wz_rule::parse_size;

/// What a size may look like, for messages.
const EXAMPLES: &str = "write a number of bytes, `\"500KB\"`, `\"50MB\"`, `\"2GB\"` (powers of 1000), `\"512KiB\"`, \
                        `\"50MiB\"`, `\"2GiB\"` (powers of 1024) or `\"unlimited\"`";

/// The bytes that a literal says; `u64::MAX` for `"unlimited"`.
pub(crate) fn parse(literal: &Lit) -> Result<u64> {
    let problem = match literal {
        Lit::Int(number) if number.suffix().is_empty() => return number.base10_parse(),
        Lit::Str(text) => match parse_size(text.value().trim()) {
            Ok(bytes) => return Ok(bytes),
            Err(problem) => problem,
        },
        _ => "this is no size".to_owned(),
    };
    Err(Error::new(literal.span(), format!("{problem}: {EXAMPLES}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(literal: &str) -> std::result::Result<u64, String> {
        parse(&syn::parse_str(literal).unwrap()).map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_and_units() {
        for (literal, bytes) in [
            ("0", 0),
            ("4_096", 4096),
            ("\"17\"", 17),
            ("\"1B\"", 1),
            ("\"500KB\"", 500_000),
            ("\"500kB\"", 500_000),
            ("\"50 MB\"", 50_000_000),
            ("\"2GB\"", 2_000_000_000),
            ("\"500KiB\"", 512_000),
            ("\"5MiB\"", 5 << 20),
            ("\"2GiB\"", 2 << 30),
            ("\"unlimited\"", u64::MAX),
        ] {
            assert_eq!(read(literal), Ok(bytes), "{literal}");
        }
    }

    #[test]
    fn what_is_no_size_says_so() {
        for (literal, problem) in [
            ("\"\"", "`` is no size"),
            ("\"MB\"", "`MB` is no size"),
            ("\"-1MB\"", "`-1MB` is no size"),
            ("\"1.5MB\"", "unknown unit `.5MB`"),
            ("\"50mb\"", "unknown unit `mb`"),
            ("\"50Mb\"", "unknown unit `Mb`"),
            ("\"99999999999GiB\"", "more than 64 bits"),
            ("5u8", "this is no size"),
            ("1.5", "this is no size"),
            ("true", "this is no size"),
        ] {
            let message = read(literal).unwrap_err();
            assert!(message.contains(problem), "{literal}: {message}");
            assert!(message.contains("`\"50MB\"`"), "{message}");
        }
    }
}

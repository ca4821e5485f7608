//! Times in attributes: `"30s"`, `"500ms"`.

use syn::{Error, Lit, Result};
use wz_rule::parse_time;

/// What a time may look like, for messages.
const EXAMPLES: &str = "write `\"500ms\"`, `\"30s\"`, `\"5min\"` or `\"unlimited\"`";

/// The milliseconds that a literal says; `None` for `"unlimited"`.
pub(crate) fn parse(literal: &Lit) -> Result<Option<u64>> {
    let problem = match literal {
        Lit::Str(text) => match parse_time(text.value().trim()) {
            Ok(time) => return Ok(time),
            Err(problem) => problem,
        },
        _ => "a time has a unit".to_owned(),
    };
    Err(Error::new(literal.span(), format!("{problem}: {EXAMPLES}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(literal: &str) -> std::result::Result<Option<u64>, String> {
        parse(&syn::parse_str(literal).unwrap()).map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_and_units() {
        for (literal, time) in [
            ("\"500ms\"", Some(500)),
            ("\"30s\"", Some(30_000)),
            ("\"5 min\"", Some(300_000)),
            ("\"unlimited\"", None),
        ] {
            assert_eq!(read(literal), Ok(time), "{literal}");
        }
    }

    #[test]
    fn what_is_no_time_says_so() {
        for (literal, problem) in [
            ("30", "a time has a unit"),
            ("\"30\"", "a time has a unit"),
            ("\"s\"", "`s` is no time"),
            ("\"30 minutes\"", "unknown unit `minutes`"),
            ("\"18446744073709551615min\"", "more than 64 bits"),
        ] {
            let message = read(literal).unwrap_err();
            assert!(message.contains(problem) && message.contains("`\"500ms\"`"), "{literal}: {message}");
        }
    }
}

use wz_rule::{Rule, RuleError, encode_path_text, parse, parse_redirect};

/// The rule parser: it never panics, and what it does not like it can point at.
pub fn rule(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let known = |name: &str| name == "Own";
    for merge in [true, false] {
        match Rule::parse(text, merge, known) {
            Ok(rule) => {
                // The pieces are the rule.
                let names: Vec<_> = rule.variables().map(|variable| variable.name.as_str()).collect();
                assert!(
                    names.iter().all(|name| !name.is_empty() && text.contains(name)),
                    "{text:?}: {names:?}"
                );
                assert!(rule.segments.len() <= text.len() + 1, "{text:?}");
            }
            Err(error) => points_into(text, &error),
        }
    }
    for error in [Rule::parse_host(text, known).err(), parse(text).err(), parse_redirect(text).err()] {
        error.iter().for_each(|error| points_into(text, error));
    }
    let mut encoded = String::new();
    encode_path_text(text, &mut encoded);
    assert!(encoded.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'/'), "{encoded:?}");
}

/// The span is inside the text and at boundaries of characters, and there is something to read.
fn points_into(text: &str, error: &RuleError) {
    let span = error.span();
    assert!(text.get(span.start..span.end).is_some(), "{text:?}: {span:?}");
    assert!(!error.message().is_empty() && !error.to_string().is_empty());
}

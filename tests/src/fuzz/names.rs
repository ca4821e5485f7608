use std::path::Component;

use wz::security::{
    LONGEST_FILENAME, PathRules, safe_join_with, secure_filename_unicode, secure_filename_with,
};

/// Paths and file names of clients: a path stays below its folder, a name is one.
pub fn names(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for rules in [PathRules::Posix, PathRules::Windows] {
        if let Ok(path) = safe_join_with(rules, "base", text.split('\n')) {
            let mut parts = path.components();
            assert_eq!(parts.next(), Some(Component::Normal("base".as_ref())), "{text:?}: {path:?}");
            assert!(parts.all(|part| matches!(part, Component::Normal(_))), "{text:?}: {path:?}");
            let path = path.to_string_lossy();
            let bad = if rules == PathRules::Windows { &['\0', '\\'][..] } else { &['\0'] };
            assert!(!path.contains(bad), "{text:?}");
        }
        let name = secure_filename_with(rules, text);
        assert!(
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)),
            "{text:?}: {name:?}"
        );
        assert_eq!(secure_filename_with(PathRules::Posix, &name), name.trim_start_matches('_'), "{text:?}");
    }
    let name = secure_filename_unicode(text);
    assert!(
        !name.is_empty() && name.len() <= LONGEST_FILENAME && !name.starts_with(['.', '-']),
        "{text:?}: {name:?}"
    );
    assert!(
        !name.contains(|c: char| c.is_control() || c.is_whitespace() || "/\\:*?\"<>|".contains(c)),
        "{name:?}"
    );
    assert!(safe_join_with(PathRules::Windows, "base", [&name]).is_ok(), "{text:?}: {name:?}");
}

use serde_json::{Value as Json, json};
use wz::security::{PasswordMethod, PathRules, check_password_hash, safe_join_with, secure_filename_with};

use crate::tagged::{replay, result, text};

#[test]
fn passwords_paths_and_names() {
    let cases = replay("security", |function, arguments| match (function, arguments) {
        ("check", [hash, password]) => result(check_password_hash(text(hash), text(password))),
        ("method", [method]) => {
            result(text(method).parse::<PasswordMethod>().map(|method| method.to_string()))
        }
        ("safe_join", [rules, base, parts]) => {
            let parts = parts.as_array().unwrap().iter().map(text);
            let path = safe_join_with(self::rules(rules), text(base), parts);
            json!(path.ok().map(|path| path.to_str().unwrap().to_owned()))
        }
        ("secure_filename", [rules, name]) => json!(secure_filename_with(self::rules(rules), text(name))),
        _ => panic!("{function} is not known"),
    });
    assert!(cases >= 2500);
}

fn rules(name: &Json) -> PathRules {
    if name == "windows" { PathRules::Windows } else { PathRules::Posix }
}

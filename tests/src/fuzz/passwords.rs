use wz::security::{PasswordMethod, check_password_hash, needs_rehash};

/// More than this in a hash takes its time.
const DEAREST: u64 = 200;

/// Stored hashes: whatever is in one, there is an answer.
pub fn passwords(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    assert!(needs_rehash(text, &PasswordMethod::Scrypt { n: 3, r: 3, p: 3 }));
    if let Ok(method) = text.parse::<PasswordMethod>() {
        assert_eq!(method.to_string().parse(), Ok(method), "{text:?}");
    }
    let numbers =
        text.split(|character: char| !character.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let cheap = numbers
        .clone()
        .all(|digits| digits == "256" || digits.parse().is_ok_and(|number: u64| number <= DEAREST));
    // The full cost is that of a method without its parameters.
    if cheap && text.contains("$") && numbers.count() > 2 {
        let answer = check_password_hash(text, "pw");
        assert_eq!(answer.is_err(), check_password_hash(text, "other").is_err(), "{text:?}");
    }
}

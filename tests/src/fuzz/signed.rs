use wz::cookie::{Key, Keys};
use wz::header::HttpDate;

/// Signed and encrypted values of cookies: what comes from elsewhere is never taken, whatever it is; what the keys have
/// made is, for the same name only, and no changed byte goes unseen.
pub fn signed(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let keys = ["an example; take 32 random bytes", "another one: take 32 random byte"]
        .map(|secret| Key::from_secret(secret.as_bytes()).map_or_else(|error| panic!("{error}"), Keys::new));
    let now = HttpDate::UNIX_EPOCH;
    let (name, value) = text.split_once('\n').unwrap_or(("", text));
    assert!(keys[0].verify(name, value, now).is_err(), "{text:?}");
    assert!(keys[0].decrypt(name, value, now).is_err(), "{text:?}");

    let signed = keys[0].sign(name, value, None);
    assert_eq!(
        keys[0].verify(name, &signed, now).map(|opened| opened.value).as_deref(),
        Ok(value),
        "{text:?}"
    );
    let sealed = keys[0].encrypt(name, value, None).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        keys[0].decrypt(name, &sealed, now).map(|opened| opened.value).as_deref(),
        Ok(value),
        "{text:?}"
    );
    let others = [(&keys[1], name.to_owned()), (&keys[0], format!("{name}x"))];
    for (keys, name) in others {
        assert!(keys.verify(&name, &signed, now).is_err(), "{text:?}");
        assert!(keys.decrypt(&name, &sealed, now).is_err(), "{text:?}");
    }
    // At places that depend on the data, and at both ends.
    let length = signed.len().min(sealed.len());
    for at in [0, data.len() % length, length - 1] {
        let change = |text: &str| {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            String::from_utf8(bytes).ok()
        };
        assert!(
            change(&signed).is_none_or(|text| keys[0].verify(name, &text, now).is_err()),
            "{text:?}: {at}"
        );
        assert!(
            change(&sealed).is_none_or(|text| keys[0].decrypt(name, &text, now).is_err()),
            "{text:?}: {at}"
        );
    }
}

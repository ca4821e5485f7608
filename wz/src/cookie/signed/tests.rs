use super::*;

fn key(byte: u8) -> Key {
    Key::from_secret(&[byte; 32]).unwrap()
}

fn at(seconds: i64) -> HttpDate {
    HttpDate::from_unix_seconds(seconds).unwrap()
}

#[test]
fn opens_what_it_made() {
    let keys = Keys::new(key(1));
    for value in ["", "a", ".", "1.2.3", "é\u{1f36a}\n", &"x".repeat(3000)] {
        for expires in [None, Some(at(100)), Some(at(-100)), Some(HttpDate::MAX)] {
            let opened = Opened { value: value.to_owned(), expires, old_key: false };
            let signed = keys.sign("n", value, expires);
            let sealed = keys.encrypt("n", value, expires).unwrap();
            assert_eq!(keys.verify("n", &signed, at(-200)), Ok(opened.clone()));
            assert_eq!(keys.decrypt("n", &sealed, at(-200)), Ok(opened));
            // Either text is fit for a cookie as it is, but for the value itself.
            assert!(!sealed.contains(['.', '=', '+', '/']));
        }
    }
}

#[test]
fn time_limits_are_kept() {
    let keys = Keys::new(key(1));
    let signed = keys.sign("n", "v", Some(at(100)));
    let sealed = keys.encrypt("n", "v", Some(at(100))).unwrap();
    for (now, expected) in [(99, true), (100, false), (101, false)] {
        assert_eq!(keys.verify("n", &signed, at(now)).is_ok(), expected);
        assert_eq!(keys.decrypt("n", &sealed, at(now)).is_ok(), expected);
    }
    assert_eq!(keys.decrypt("n", &sealed, at(100)), Err(OpenError::Expired));
}

#[test]
fn keys_can_be_replaced() {
    let (old, now) = (Keys::new(key(1)), at(0));
    let both = Keys::new(key(2)).or(key(3)).or(key(1));
    let new = Keys::new(key(2));
    let (signed, sealed) = (old.sign("n", "v", None), old.encrypt("n", "v", None).unwrap());
    assert!(both.verify("n", &signed, now).unwrap().old_key);
    assert!(both.decrypt("n", &sealed, now).unwrap().old_key);
    assert_eq!(new.verify("n", &signed, now), Err(OpenError::Forged));
    assert_eq!(new.decrypt("n", &sealed, now), Err(OpenError::Forged));
    assert!(!new.verify("n", &both.sign("n", "v", None), now).unwrap().old_key);
}

#[test]
fn there_is_one_text_for_a_value() {
    let (keys, now) = (Keys::new(key(1)), at(0));
    let signed = keys.sign("n", "v", None);
    // Of 32 bytes the last character has two bits that count for nothing.
    for other in ["A", "B", "C", "D", "E", "_"] {
        let (signature, rest) = signed.split_once('.').unwrap();
        let text = format!("{}{other}.{rest}", &signature[..42]);
        assert_eq!(keys.verify("n", &text, now).is_ok(), text == signed, "{text}");
    }
    for value in ["", "a", "ab", "abc"] {
        let sealed = keys.encrypt("n", value, None).unwrap();
        let start = &sealed[..sealed.len() - 1];
        let opened = ('!'..='~').filter(|last| keys.decrypt("n", &format!("{start}{last}"), now).is_ok());
        assert_eq!(opened.count(), 1);
    }
}

#[test]
fn every_change_shows() {
    let (keys, now) = (Keys::new(key(1)), at(0));
    let texts =
        [keys.sign("name", "value", Some(at(5))), keys.encrypt("name", "value", Some(at(5))).unwrap()];
    let open = |name: &str, text: &str| {
        (keys.verify(name, text, now).is_ok(), keys.decrypt(name, text, now).is_ok())
    };
    for text in &texts {
        for position in 0..text.len() {
            for other in ['A', 'B', '.', '5', '~'] {
                let mut changed = text.clone();
                changed.replace_range(position..=position, &other.to_string());
                // The last character of base64 has bits which say nothing.
                let same =
                    &changed == text || position == 42 && text.contains('.') || position == text.len() - 1;
                assert!(same || open("name", &changed) == (false, false), "{changed}");
            }
            assert_eq!(open("name", &text[..position]), (false, false));
        }
        for name in ["", "nam", "name5", "other"] {
            assert_eq!(open(name, text), (false, false));
        }
    }
    // Neither is taken for the other.
    assert_eq!(open("name", &texts[0]), (true, false));
    assert_eq!(open("name", &texts[1]), (false, true));
}

#[test]
fn a_name_cannot_move_into_the_value() {
    let (keys, now) = (Keys::new(key(1)), at(0));
    let signed = keys.sign("a", "b", None);
    let (signature, _) = signed.split_once('.').unwrap();
    assert!(keys.verify("a.", &format!("{signature}.b"), now).is_err());
    assert!(keys.verify("", &format!("{signature}.a..b"), now).is_err());
}

#[test]
fn nonsense_is_no_value() {
    let (keys, now) = (Keys::new(key(1)), at(0));
    for text in ["", ".", "a", "a.b.c", "====", "é", &"A".repeat(100_000), &".".repeat(100_000)] {
        assert_eq!(keys.verify("n", text, now), Err(OpenError::Malformed), "{text:.20}");
        assert!(keys.decrypt("n", text, now).is_err());
    }
    assert_ne!(Key::generate().unwrap(), Key::generate().unwrap());
    assert_ne!(keys.encrypt("n", "v", None), keys.encrypt("n", "v", None));
}

#[test]
fn texts_stay_readable_for_later_versions() {
    let keys = Keys::new(key(7));
    assert_eq!(keys.sign("n", "v", Some(at(100))), SIGNED);
    assert_eq!(keys.decrypt("n", SEALED, at(0)).unwrap().value, "v");
}

const SIGNED: &str = "izD-1tdmntVZI4wYzRdz9h1yJz9IwwVUORBC3YkLrFM.100.v";
const SEALED: &str = "93DdyJp_HsXH3FM_YKW7nbAdfzcUnTE19eLpuPDltNA-JDR_3buvLhbrJoQmpQTJeg";

use super::stored::store;
use super::*;

const CHEAP: PasswordMethod = PasswordMethod::Argon2id { memory: 64, iterations: 2, lanes: 2 };

#[test]
fn hashes_of_werkzeug() {
    for hash in [
        "pbkdf2:sha256:1000$salty$c74893cbd62f31de7186b2016231230c95f75bc2287c1d6f75f97e3113c80122",
        "scrypt:16:8:1$salty$dc309c2127fa3c04e9832eaced54989ad331b6a4b8d1ccc537d3fb5d24db33a29f02e12269358fcd5d2cf02828957b\
         48d5a009385e5365e176ea67b0246c3705",
    ] {
        assert_eq!(check_password_hash(hash, "pw"), Ok(true));
        assert_eq!(check_password_hash(hash, "pw "), Ok(false));
        assert_eq!(check_password_hash(&hash.to_uppercase().to_lowercase(), "pw"), Ok(true));
        let method = hash.split('$').next().unwrap().parse().unwrap();
        assert_eq!(store(&method, "pw", "salty").as_deref(), Ok(hash));
        assert!(!needs_rehash(hash, &method) && needs_rehash(hash, &PasswordMethod::default()));
    }
}

#[test]
fn hashes_of_argon2() {
    let hash = generate_password_hash("pä$$", &CHEAP).unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=64,t=2,p=2$"), "{hash}");
    assert_eq!(check_password_hash(&hash, "pä$$"), Ok(true));
    assert_eq!(check_password_hash(&hash, "pä$"), Ok(false));
    assert!(!needs_rehash(&hash, &CHEAP) && needs_rehash(&hash, &PasswordMethod::default()));
    // Of another length than ours, from argon2's own tests.
    let other = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    assert_eq!(check_password_hash(other, "password"), Ok(true));
}

#[test]
fn no_hash_at_all() {
    for hash in ["", "!", "plain", "scrypt$x", "$"] {
        assert_eq!(check_password_hash(hash, "pw"), Ok(false), "{hash}");
        assert!(needs_rehash(hash, &CHEAP));
    }
}

#[test]
fn errors() {
    use PasswordErrorKind::{Malformed, Parameters, TooExpensive, UnknownMethod};
    for (hash, kind) in [
        ("$$", UnknownMethod),
        ("md5$salt$00", UnknownMethod),
        ("pbkdf2:md5:1$salt$00", UnknownMethod),
        ("pbkdf2:sha256:1:2$salt$00", Parameters),
        ("pbkdf2:sha256:0$salt$00", Parameters),
        ("pbkdf2:sha256:-1$salt$00", Parameters),
        ("pbkdf2:sha256:10000001$salt$00", TooExpensive),
        ("scrypt:16$salt$00", Parameters),
        ("scrypt:15:8:1$salt$00", Parameters),
        ("scrypt:1:8:1$salt$00", Parameters),
        ("scrypt:16:0:1$salt$00", Parameters),
        ("scrypt:16:8:0$salt$00", Parameters),
        ("scrypt:1048576:8:1$salt$00", TooExpensive),
        ("scrypt:32768:8:1000000$salt$00", TooExpensive),
        ("scrypt:2:4294967295:4294967295$salt$00", TooExpensive),
        ("scrypt:4294967296:1:1$salt$00", Parameters),
        ("$argon2i$v=19$m=64,t=2,p=2$c29tZXNhbHQ$c29tZXNhbHQ", UnknownMethod),
        ("$argon2id$m=64,t=2,p=2$c29tZXNhbHQ$c29tZXNhbHQ", Malformed),
        ("$argon2id$v=16$m=64,t=2,p=2$c29tZXNhbHQ$c29tZXNhbHQ", Malformed),
        ("$argon2id$v=19$m=64,t=2$c29tZXNhbHQ$c29tZXNhbHQ", Malformed),
        ("$argon2id$v=19$m=64,t=2,t=2$c29tZXNhbHQ$c29tZXNhbHQ", Malformed),
        ("$argon2id$v=19$m=64,t=2,p=x$c29tZXNhbHQ$c29tZXNhbHQ", Parameters),
        ("$argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHQ$!", Malformed),
        ("$argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHR$c29tZXNhbHQ", Malformed),
        ("$argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHQ$", Parameters),
        ("$argon2id$v=19$m=64,t=0,p=2$c29tZXNhbHQ$c29tZXNhbHQ", Parameters),
        ("$argon2id$v=19$m=1,t=1,p=2$c29tZXNhbHQ$c29tZXNhbHQ", Parameters),
        ("$argon2id$v=19$m=4294967295,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHQ", TooExpensive),
        ("$argon2id$v=19$m=64,t=4294967295,p=1$c29tZXNhbHQ$c29tZXNhbHQ", TooExpensive),
    ] {
        let error = check_password_hash(hash, "pw").unwrap_err();
        assert_eq!(error.kind(), kind, "{hash}: {error}");
        assert!(!error.to_string().is_empty());
    }
}

#[test]
fn methods_are_their_text() {
    for text in ["argon2id:19456:2:1", "scrypt:32768:8:1", "pbkdf2:sha1:1000", "pbkdf2:sha512:1000000"] {
        assert_eq!(text.parse::<PasswordMethod>().unwrap().to_string(), text);
    }
    assert_eq!("pbkdf2".parse::<PasswordMethod>().unwrap().to_string(), "pbkdf2:sha256:1000000");
    assert_eq!("pbkdf2:SHA384".parse::<PasswordMethod>().unwrap().to_string(), "pbkdf2:sha384:1000000");
}

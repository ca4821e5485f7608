use super::*;

#[test]
fn an_element_that_says_nothing_keeps_its_place() {
    let forwarded: Forwarded = "for=_a, ;, for=_b".parse().unwrap();
    assert_eq!((forwarded.0.len(), forwarded.to_string().as_str()), (3, "for=_a, ;, for=_b"));
    let made = Forwarded(vec![ForwardedElement::new(), forwarded.0[0].clone()]);
    assert_eq!(made.to_string().parse(), Ok(made));
}

#[test]
fn reads_what_the_rfc_has() {
    for (text, canonical) in [
        ("for=\"_gazonk\"", "for=_gazonk"),
        ("For=\"[2001:db8:cafe::17]:4711\"", "for=\"[2001:db8:cafe::17]:4711\""),
        ("for=192.0.2.60;proto=http;by=203.0.113.43", "for=192.0.2.60;by=203.0.113.43;proto=http"),
        ("for=192.0.2.43, for=198.51.100.17", "for=192.0.2.43, for=198.51.100.17"),
        ("for=unknown;by=_a:_b", "for=unknown;by=\"_a:_b\""),
        ("for=10.0.0.1:80;host=a.b:8080", "for=\"10.0.0.1:80\";host=\"a.b:8080\""),
        (" ,for = 1.2.3.4 ;; secret=\"a,b;c\\\"\" ,", "for=1.2.3.4;secret=\"a,b;c\\\"\""),
        ("", ""),
    ] {
        let read: Forwarded = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(read.to_string(), canonical, "{text}");
        assert_eq!(canonical.parse(), Ok(read));
    }
}

#[test]
fn refuses_the_rest() {
    for text in [
        "for",
        "for=",
        "=a",
        "for=a",
        "for=::1",
        "for=\"::1\"",
        "for=[::1",
        "for=\"[::1]x\"",
        "for=\"[1.2.3.4]\"",
        "for=1.2.3.4:",
        "for=1.2.3.4:123456",
        "for=1.2.3.4:65536",
        "for=1.2.3.4:+1",
        "for=_",
        "for=_é",
        "for=unknown;for=unknown",
        "proto=a;PROTO=b",
        "a b=c",
        "for=\"unknown\"x",
        "for=un\"known\"",
        "for=\"unknown",
        "host=\"a\r\nb\"",
    ] {
        let error = text.parse::<Forwarded>().expect_err(text);
        assert_eq!(error.name(), Some(&FORWARDED), "{text}");
    }
}

#[test]
fn an_open_quote_of_the_client_spoils_it_all() {
    for text in ["for=\"x, for=1.2.3.4", "for=\"x, for=\"[::1]\";host=\"a\"", "for=\"x\\, for=\"[::1]\""] {
        assert!(text.parse::<Forwarded>().is_err(), "{text}");
    }
}

#[test]
fn counts_from_the_right() {
    let read: Forwarded = "for=1.1.1.1, for=2.2.2.2".parse().unwrap();
    let address = |proxies| read.trusted(proxies)?.client()?.address();
    assert_eq!(address(1), Some([2, 2, 2, 2].into()));
    assert_eq!(address(2), Some([1, 1, 1, 1].into()));
    assert_eq!((address(0), address(3), address(usize::MAX)), (None, None, None));
}

#[test]
fn hostile_headers_take_linear_time() {
    for piece in ["a=1;", "for=1.1.1.1,", ";", ",", "\"", "\\", "a=\"", "="] {
        drop(piece.repeat((1 << 20) / piece.len()).parse::<Forwarded>());
    }
    let many: String = (0..100_000).map(|number| format!("k{number}=1;")).collect();
    assert_eq!(many.parse::<Forwarded>().unwrap_err().kind(), crate::header::HeaderErrorKind::Limit);
}

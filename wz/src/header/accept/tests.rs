use super::*;

fn accept(text: &str) -> Accept {
    text.parse().unwrap()
}

fn order(text: &str) -> Vec<String> {
    accept(text).iter().map(ToString::to_string).collect()
}

#[test]
fn specific_elements_come_first_and_then_wanted_ones() {
    assert_eq!(
        order("text/*;q=0.3, */*;q=0.5, text/html;q=0.7, text/html;level=1, text/html;level=2;q=0.4"),
        ["text/html; level=1", "text/html; level=2;q=0.4", "text/html;q=0.7", "text/*;q=0.3", "*/*;q=0.5"]
    );
}

#[test]
fn the_example_of_the_rfc() {
    let accept = accept(
        "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5",
    );
    for (offer, thousandths) in [
        ("text/plain;format=flowed", 1000),
        ("text/plain", 700),
        ("text/html", 300),
        ("image/jpeg", 500),
        ("text/plain;format=fixed", 400),
        ("text/html;level=3", 300),
    ] {
        assert_eq!(accept.quality(offer).thousandths(), thousandths, "{offer}");
    }
}

#[test]
fn zero_refuses_and_wildcards_are_not_explicit() {
    let refused = accept("text/html;q=0, */*");
    assert_eq!(refused.best_match(["text/html", "a/b"]), Some("a/b"));
    assert!(
        refused.contains("text/html") && !refused.accepts("text/html") && !refused.is_explicit("text/html")
    );
    assert!(refused.accepts("a/b") && !refused.is_explicit("a/b"));
    assert!(accept("text/html").is_explicit("text/html;charset=utf-8"));
}

#[test]
fn no_header_accepts_everything() {
    for none in [Accept::default(), accept(""), accept(" ")] {
        assert!(!none.is_given() && none.accepts("a/b") && !none.contains("a/b") && !none.is_explicit("a/b"));
        assert_eq!(none.best_match(["x", "a/b", "c/d"]), Some("a/b"));
    }
    // One that says nothing that can be understood accepts nothing.
    assert!(accept("junk").best_match(["a/b"]).is_none());
}

#[test]
fn malformed_elements_are_left_out() {
    assert_eq!(order("a/b;q=2, a, */b, a/b;q=x, c/d;q = 0.5, e/f;q=1., g/h;q="), ["e/f", "c/d;q=0.5"]);
    assert_eq!(order("a/b, \"c"), Vec::<String>::new());
    assert_eq!(order("a/b;x=\";q=0.1\""), ["a/b; x=\";q=0.1\""]);
}

#[test]
fn offers_with_wildcards() {
    let accept = accept("text/html;q=0.5");
    assert!(accept.accepts("text/*") && accept.accepts("*/*") && !accept.accepts("image/*"));
    assert!(!accept.accepts("*/html"));
}

#[test]
fn identity_is_acceptable_unless_refused() {
    let encoding = |text: &str| text.parse::<AcceptEncoding>().unwrap();
    assert_eq!(encoding("gzip;q=0.001").best_match(["identity", "gzip"]), Some("gzip"));
    assert_eq!(encoding("gzip;q=0").best_match(["gzip", "identity"]), Some("identity"));
    assert_eq!(encoding("").best_match(["gzip", "identity"]), Some("identity"));
    assert_eq!(encoding("").best_match(["gzip"]), None);
    assert_eq!(encoding("identity;q=0").best_match(["identity"]), None);
    assert_eq!(encoding("*;q=0").best_match(["identity", "gzip"]), None);
    assert_eq!(encoding("*;q=0, identity").best_match(["gzip", "identity"]), Some("identity"));
    assert_eq!(encoding("x-gzip").best_match(["br", "GZIP"]), Some("GZIP"));
    assert_eq!(encoding("*").best_match(["identity", "br"]), Some("identity"));
    assert_eq!(AcceptEncoding::any().best_match(["gzip", "identity"]), Some("identity"));
    assert_eq!(AcceptEncoding::any().best_match(["gzip"]), Some("gzip"));
    assert_eq!(encoding("gzip").quality("identity"), Quality::LEAST);
    assert_eq!(AcceptEncoding::any().quality("identity"), Quality::ONE);
}

#[test]
fn languages_as_werkzeug_and_better() {
    let language = |text: &str| text.parse::<AcceptLanguage>().unwrap();
    assert_eq!(language("en-US, *;q=0.5").best_match(["de", "en"]), Some("de"));
    assert_eq!(language("en-US, *;q=0.5").lookup(["de", "en"]), Some("en"));
    assert_eq!(language("zh-Hant-TW").best_match(["zh", "zh-Hant"]), Some("zh-Hant"));
    assert_eq!(language("zh-Hant").best_match(["zh-Hans", "zh_hant_TW"]), Some("zh_hant_TW"));
    assert_eq!(language("en-GB").best_match(["en-US"]), None);
    assert_eq!(language("EN_us").best_match(["eng", "en-us"]), Some("en-us"));
    assert_eq!(language("en").best_match(["eng", "en-us"]), Some("en-us"));
    assert_eq!(language("en, *;q=0").best_match(["de", "en-US"]), Some("en-US"));
    assert_eq!(language("en;q=0, *").best_match(["en-US", "fr"]), Some("fr"));
    assert_eq!(language("en-US;q=0.5, de-AT").lookup(["en", "de"]), Some("de"));
    assert_eq!(language("de;q=0, de-CH").lookup(["de"]), None);
    assert_eq!(AcceptLanguage::any().best_match(["x", "y"]), Some("x"));
    assert_eq!(AcceptLanguage::any().filter(["x", "y"]), ["x", "y"]);
    assert_eq!(language("*;q=0.1, x;q=0").filter(["x", "y"]), ["y"]);
}

#[test]
fn the_best_element_is_accepted() {
    let best = |text: &str| accept(text).best().map(ToString::to_string);
    assert_eq!(best("text/html;q=0, text/*;q=0.5").as_deref(), Some("text/*"));
    assert_eq!((best("text/html;q=0"), best("")), (None, None));
    assert_eq!("de;q=0, *;q=0.1".parse::<AcceptLanguage>().unwrap().best(), Some("*"));
}

#[test]
fn what_is_written_reads_back() {
    for text in ["a/b; x=\"y, z\", c/d;q=0.25", "*/*;q=0", "text/html, text/*;q=0.001", "a/b;x=é"] {
        let read = accept(text);
        assert_eq!(read.to_string().parse(), Ok(read));
    }
    let charset: AcceptCharset = "utf-8;q=0.5, *, iso-8859-1".parse().unwrap();
    assert_eq!(charset.to_string(), "iso-8859-1,utf-8;q=0.5,*");
    let made = |range: &str| Preference { range: range.into(), quality: Quality::LEAST };
    assert_eq!(AcceptCharset::from_iter([made("a,b"), made("a\r\n"), made("c")]).to_string(), "c;q=0.001");
}

#[test]
fn a_megabyte_of_elements() {
    let text = "a/b;c=d;q=0.5,".repeat(70_000);
    assert_eq!(accept(&text).iter().len(), 70_000);
    assert_eq!(accept(&text).best_match(["c/d"]), None);
}

#[test]
fn nothing_and_anything() {
    // No element is an empty list, whatever its commas (RFC 9110 §5.6.1).
    for empty in ["", " ", ",", " ,\t, "] {
        assert_eq!(empty.parse(), Ok(Accept::any()), "{empty:?}");
        assert_eq!(empty.parse(), Ok(AcceptLanguage::any()), "{empty:?}");
        assert_eq!(empty.parse(), Ok(AcceptCharset::any()), "{empty:?}");
    }
    // What cannot be read asks for something that is not there, and is not written as "anything".
    let nothing = accept("text");
    assert_eq!((nothing.to_string().as_str(), nothing.best_match(["text/html"])), ("*/*;q=0", None));
    assert_eq!(accept(&nothing.to_string()).best_match(["text/html"]), None);
    let nothing: AcceptLanguage = "a b".parse().unwrap();
    assert_eq!((nothing.to_string().as_str(), nothing.best_match(["a"])), ("*;q=0", None));
}

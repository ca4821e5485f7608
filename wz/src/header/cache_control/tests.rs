use std::time::Duration;

use super::*;

fn request(text: &str) -> RequestCacheControl {
    text.parse().unwrap()
}

fn response(text: &str) -> ResponseCacheControl {
    text.parse().unwrap()
}

#[test]
fn numbers_are_digits() {
    for text in
        ["max-age", "max-age=", "max-age=abc", "max-age=-1", "max-age=+1", "max-age=1_0", "max-age=1.5"]
    {
        assert_eq!((request(text).max_age, response(text).max_age), (None, None), "{text}");
    }
    for text in
        ["max-age=60", "max-age=\"60\"", "max-age = 60", "MAX-AGE=60, max-age=70", "max-age=x, max-age=60"]
    {
        assert_eq!(request(text).max_age, Some(Duration::from_secs(60)), "{text}");
    }
    assert_eq!(request("max-age=99999999999999999999").max_age, Some(Duration::from_secs(u64::MAX)));
}

#[test]
fn stale_for_any_time_or_within() {
    assert_eq!(request("max-stale").max_stale, Some(MaxStale::Any));
    assert_eq!(request("max-stale=5").max_stale, Some(MaxStale::Within(Duration::from_secs(5))));
    assert_eq!(request("max-stale=x").max_stale, None);
}

#[test]
fn fields_add_up_and_the_whole_covers_them() {
    let only = |names: &str| Some(FieldNames::Only(names.parse().unwrap()));
    assert_eq!(response("private=\"x-foo, y\"").private, only("x-foo, y"));
    assert_eq!(response("private=a, private=\"B, A\"").private, only("a, b"));
    assert_eq!(response("private=a, private").private, Some(FieldNames::All));
    assert_eq!(response("no-cache, no-cache=a").no_cache, Some(FieldNames::All));
    assert_eq!(response("no-cache=\"\"").no_cache, Some(FieldNames::All));
    assert_eq!(response("no-cache=a").to_string(), "no-cache=\"a\"");
    let none =
        ResponseCacheControl { private: Some(FieldNames::Only(Default::default())), ..Default::default() };
    assert_eq!(none.to_string(), "private");
}

#[test]
fn unknown_directives_are_kept_and_cannot_break_out() {
    let mut control = request("Foo=\"a, b\", bar, foo=c, é=1, =x");
    assert_eq!(control.to_string(), "Foo=\"a, b\", bar");
    assert!(control.extensions.set("a, b", None).is_err() && control.extensions.set("", None).is_err());
    assert!(
        control.extensions.set("x", Some("a\r\n")).is_err()
            && control.extensions.set("x", Some("\0")).is_err()
    );
    control.extensions.set("x", Some("\"\t")).unwrap();
    assert!(control.extensions.remove("FOO") && !control.extensions.remove("foo"));
    assert_eq!(control.to_string(), "bar, x=\"\\\"\t\"");
    assert_eq!(request("no-store, \"open"), RequestCacheControl::default());
}

#[test]
fn names_with_a_field_are_written_once() {
    let mut control = ResponseCacheControl { max_age: Some(Duration::from_secs(1)), ..Default::default() };
    for name in ["max-age", "Max-Age", "no-store", "only-if-cached", "PUBLIC"] {
        let error = control.extensions.set(name, Some("5")).unwrap_err().to_string();
        assert_eq!(error, format!("expected a directive that has no field of its own, found `{name}`"));
    }
    assert!(response("S-MaxAge=5, max-stale=6").extensions.get("max-stale").is_some());
    control.extensions = request("S-MaxAge=5, x, private").extensions;
    assert_eq!(control.to_string(), "max-age=1, x");
    assert_eq!(request("S-MaxAge=5, x, private").to_string(), "S-MaxAge=5, x, private");
}

#[test]
fn what_is_written_reads_back() {
    let all = "public, private=\"a, b\", no-cache, no-store, max-age=1, s-maxage=2, must-revalidate, \
               proxy-revalidate, must-understand, no-transform, immutable, stale-while-revalidate=3, \
               stale-if-error=4, x=\"y z\", w";
    assert_eq!(response(all).to_string(), all);
    let all = "no-cache, no-store, max-age=1, max-stale=2, min-fresh=3, no-transform, only-if-cached, \
               stale-if-error=4, x";
    assert_eq!(request(all).to_string(), all);
    assert_eq!(request("max-stale").to_string(), "max-stale");
}

#[test]
fn a_megabyte_of_directives() {
    let text: String = (0..100_000).map(|number| format!("d{number}=1,private=f{number},")).collect();
    assert_eq!(response(&text).extensions.iter().len(), 100_000);
}

use super::super::*;
use super::{fails, reads};

#[test]
fn numbers() {
    reads::<Item>(&[
        ("0", "0"),
        ("-0", "0"),
        ("42", "42"),
        ("-42", "-42"),
        ("00042", "42"),
        ("-007", "-7"),
        ("  1  ", "1"),
        ("999999999999999", "999999999999999"),
        ("-999999999999999", "-999999999999999"),
        ("000000000000001", "1"),
        ("1.0", "1.0"),
        ("1.5", "1.5"),
        ("-1.50", "-1.5"),
        ("1.005", "1.005"),
        ("0.010", "0.01"),
        ("-0.0", "0.0"),
        ("00.10", "0.1"),
        ("1.23", "1.23"),
        ("123456789012.123", "123456789012.123"),
        ("-999999999999.999", "-999999999999.999"),
        ("000000000001.000", "1.0"),
    ]);
    fails::<Item>(&[
        ("", 0),
        (" ", 1),
        ("-", 1),
        ("--1", 1),
        ("- 1", 1),
        ("+1", 0),
        ("-a", 1),
        ("-.5", 1),
        (".5", 0),
        ("1.", 2),
        ("-1.", 3),
        ("1.a", 2),
        ("1..2", 2),
        ("1.2.3", 3),
        ("1.2345", 0),
        ("1234567890123.0", 0),
        ("1000000000000000", 0),
        ("-1000000000000000", 0),
        ("0000000000000001", 0),
        ("1 2", 2),
        ("1,2", 1),
        ("1e3", 1),
        ("0x1", 1),
        ("1_0", 1),
        ("١", 0),
        ("1\t", 1),
        ("\t1", 0),
        ("1\n", 1),
        ("4a", 1),
        ("1;", 2),
        (" 1.2345", 1),
    ]);
}

#[test]
fn strings() {
    reads::<Item>(&[
        (r#""""#, r#""""#),
        (r#""hello world""#, r#""hello world""#),
        (r#""a\"b""#, r#""a\"b""#),
        (r#""\\""#, r#""\\""#),
        (r#""\\\"\\""#, r#""\\\"\\""#),
        (r#"" ""#, r#"" ""#),
        (r#""a,b;c=d""#, r#""a,b;c=d""#),
        (r#""%c3""#, r#""%c3""#),
    ]);
    fails::<Item>(&[
        ("\"", 1),
        ("\"a", 2),
        (r#""a\"#, 3),
        (r#""a\""#, 4),
        (r#""\a""#, 2),
        (r#""\n""#, 2),
        ("\"\\é\"", 2),
        ("\"é\"", 1),
        ("\"a\tb\"", 2),
        ("\"a\n\"", 2),
        ("\"a\0\"", 2),
        ("\"a\x7f\"", 2),
        (r#""a" "b""#, 4),
        (r#""a"b"#, 3),
        ("'a'", 0),
    ]);
    let error = "\"a\nb".parse::<Item>().unwrap_err();
    assert_eq!(error.to_string(), "expected printable ASCII in a string, found `\\nb` at byte 2");
}

#[test]
fn tokens() {
    reads::<Item>(&[
        ("a", "a"),
        ("A", "A"),
        ("*", "*"),
        ("*a", "*a"),
        ("a1", "a1"),
        ("foo:bar/baz", "foo:bar/baz"),
        ("a!#$%&'*+-.^_`|~", "a!#$%&'*+-.^_`|~"),
        ("a::", "a::"),
        ("a//", "a//"),
        ("text/html", "text/html"),
    ]);
    fails::<Item>(&[
        ("a b", 2),
        ("a=b", 1),
        ("a\"", 1),
        ("a(", 1),
        ("a@", 1),
        ("é", 0),
        ("aé", 1),
        ("_a", 0),
        ("/a", 0),
        ("!a", 0),
        ("a?", 1),
        ("a[", 1),
    ]);
}

#[test]
fn bytes() {
    reads::<Item>(&[
        ("::", "::"),
        (":aGVsbG8=:", ":aGVsbG8=:"),
        (":aGVsbG8:", ":aGVsbG8=:"),
        (":aGVsbA==:", ":aGVsbA==:"),
        (":aGVsbA:", ":aGVsbA==:"),
        (":iZ==:", ":iQ==:"),
        (":iZ:", ":iQ==:"),
        (":+/+/:", ":+/+/:"),
        (":AAAA:", ":AAAA:"),
    ]);
    fails::<Item>(&[
        (":", 1),
        (":aGVsbG8=", 9),
        (":aGVsbG8", 8),
        (":aGVs bG8=:", 5),
        (":aGVsbG8-:", 8),
        (":aGVsbG_8:", 7),
        (":=aGVsbG8:", 1),
        (":a=GVsbG8=:", 1),
        (":aGVsbG8==:", 1),
        (":a:", 1),
        (":====:", 1),
        (":=:", 1),
        (":aGVsbG8=\n:", 9),
        (":é:", 1),
        (":aa.a:", 3),
    ]);
}

#[test]
fn booleans_and_dates() {
    reads::<Item>(&[
        ("?0", "?0"),
        ("?1", "?1"),
        ("@0", "@0"),
        ("@-0", "@0"),
        ("@1659578233", "@1659578233"),
        ("@-1659578233", "@-1659578233"),
        ("@999999999999999", "@999999999999999"),
        ("@00", "@0"),
    ]);
    fails::<Item>(&[
        ("?", 1),
        ("?2", 1),
        ("?T", 1),
        ("?true", 1),
        ("? 1", 1),
        ("?11", 2),
        ("?-1", 1),
        ("@", 1),
        ("@a", 1),
        ("@ 1", 1),
        ("@1.0", 1),
        ("@+1", 1),
        ("@1000000000000000", 1),
        ("@1.", 3),
        ("@@1", 1),
        ("@\"1\"", 1),
    ]);
}

#[test]
fn display_strings() {
    reads::<Item>(&[
        ("%\"\"", "%\"\""),
        ("%\"foo\"", "%\"foo\""),
        ("%\"f%c3%bc\"", "%\"f%c3%bc\""),
        ("%\"%e2%82%ac %f0%9f%92%a9\"", "%\"%e2%82%ac %f0%9f%92%a9\""),
        ("%\"%22%25\"", "%\"%22%25\""),
        ("%\"%41%20\"", "%\"A \""),
        ("%\"%0a%7f%00\"", "%\"%0a%7f%00\""),
        ("%\"\\\"", "%\"\\\""),
    ]);
    fails::<Item>(&[
        ("%", 1),
        ("%a", 1),
        ("%'a'", 1),
        ("% \"a\"", 1),
        ("%\"a", 3),
        ("%\"%", 3),
        ("%\"%\"", 3),
        ("%\"%c", 4),
        ("%\"%c\"", 4),
        ("%\"%C3%bc\"", 3),
        ("%\"%cG\"", 4),
        ("%\"%-1\"", 3),
        ("%\"%ff\"", 1),
        ("%\"%c3\"", 1),
        ("%\"%bc\"", 1),
        ("%\"%ed%a0%80\"", 1),
        ("%\"%c0%80\"", 1),
        ("%\"%f4%90%80%80\"", 1),
        ("%\"é\"", 2),
        ("%\"a\n\"", 3),
        ("%\"a\"b", 4),
        ("%\"a\\\"\"", 5),
    ]);
}

#[test]
fn values_out_of_range_cannot_be_made() {
    assert_eq!(Integer::try_from(999_999_999_999_999_i64).unwrap(), Integer::MAX);
    assert!(Integer::try_from(1_000_000_000_000_000_i64).is_err());
    assert!(Integer::try_from(i64::MIN).is_err());
    for (number, text) in [
        (0.0, "0.0"),
        (-0.0, "0.0"),
        (1.0, "1.0"),
        (0.0015, "0.002"),
        (0.0025, "0.002"),
        (-0.0015, "-0.002"),
        (-0.0025, "-0.002"),
        (9.9995, "10.0"),
        (-0.0001, "0.0"),
        (999_999_999_999.999, "999999999999.999"),
        (0.1, "0.1"),
        (12.34, "12.34"),
    ] {
        assert_eq!(Decimal::try_from(number).unwrap().to_string(), text, "{number}");
    }
    for number in [1e12, -1e12, f64::NAN, f64::INFINITY, f64::MAX, f64::NEG_INFINITY] {
        assert!(Decimal::try_from(number).is_err(), "{number}");
    }
    assert_eq!(Decimal::from_thousandths(1_000_000_000_000_000), None);
    for text in ["a\r\n", "\0", "é", "\x7f", "\t"] {
        assert!(text.parse::<Text>().is_err(), "{text:?}");
        assert!(text.parse::<Token>().is_err(), "{text:?}");
        assert!(text.parse::<Key>().is_err(), "{text:?}");
    }
    assert!("".parse::<Text>().is_ok() && "".parse::<Token>().is_err() && "".parse::<Key>().is_err());
}

#[test]
fn accessors_know_their_kind() {
    let read = |text: &str| text.parse::<Item>().unwrap().value;
    assert_eq!((read("1").as_integer(), read("1.0").as_integer()), (Some(1), None));
    assert_eq!((read("1.5").as_decimal().unwrap().to_f64(), read("1").as_decimal()), (1.5, None));
    assert_eq!((read("\"a\"").as_string(), read("a").as_string()), (Some("a"), None));
    assert_eq!((read("a").as_token(), read("\"a\"").as_token()), (Some("a"), None));
    assert_eq!((read(":YQ==:").as_bytes(), read("a").as_bytes()), (Some(&b"a"[..]), None));
    assert_eq!((read("?0").as_boolean(), read("0").as_boolean()), (Some(false), None));
    assert_eq!((read("@1").as_date(), read("1").as_date()), (Some(1), None));
    assert_eq!((read("%\"%c3%bc\"").as_display_string(), read("a").as_display_string()), (Some("ü"), None));
}

use super::super::*;
use super::{fails, reads};

#[test]
fn parameters() {
    reads::<Item>(&[
        ("1;a", "1;a"),
        ("1;a=?1", "1;a"),
        ("1;a=?0", "1;a=?0"),
        ("1;a=1;b=\"c\";d", "1;a=1;b=\"c\";d"),
        ("1; a;   b=2", "1;a;b=2"),
        ("1;a=1;b=2;a=3", "1;a=3;b=2"),
        ("1;a=1;a", "1;a"),
        ("a;*=b;*x.y_z-1=c", "a;*=b;*x.y_z-1=c"),
        ("a;q=:YQ==:;r=@1;s=%\"x\"", "a;q=:YQ==:;r=@1;s=%\"x\""),
        ("?1;a", "?1;a"),
    ]);
    fails::<Item>(&[
        ("1;", 2),
        ("1; ", 3),
        ("1;;a", 2),
        ("1 ;a", 2),
        ("1;A", 2),
        ("1;1", 2),
        ("1;a=", 4),
        ("1;a= 1", 4),
        ("1;a =1", 4),
        ("1;a=(1)", 4),
        ("1;\ta", 2),
        ("1;aB", 3),
        ("1;=1", 2),
        ("1;a=1 ;b", 6),
        ("1;é", 2),
        ("1;-a", 2),
    ]);
}

#[test]
fn lists() {
    reads::<List>(&[
        ("", ""),
        ("   ", ""),
        ("1", "1"),
        ("1,2", "1, 2"),
        ("1 , 2", "1, 2"),
        ("1\t,\t2", "1, 2"),
        ("1,  \t 2", "1, 2"),
        ("  1, 2  ", "1, 2"),
        ("1, 2\t", "1, 2"),
        ("1,1,1", "1, 1, 1"),
        ("a;x=1, b;y", "a;x=1, b;y"),
        ("()", "()"),
        ("( )", "()"),
        ("(1)", "(1)"),
        ("(1 2)", "(1 2)"),
        ("(  1   2  )", "(1 2)"),
        ("(1 2), (3);a, 4", "(1 2), (3);a, 4"),
        ("(a;x b;y=2);z=?0", "(a;x b;y=2);z=?0"),
        ("\"a, b\", c", "\"a, b\", c"),
        ("(\"a)\" \"b c\")", "(\"a)\" \"b c\")"),
        ("?1, ?0", "?1, ?0"),
    ]);
    fails::<List>(&[
        (",", 0),
        ("1,", 2),
        ("1, ", 3),
        ("1,\t", 3),
        (",1", 0),
        ("1,,2", 2),
        ("1, ,2", 3),
        ("1 2", 2),
        ("1;a 2", 4),
        ("\t1", 0),
        ("(", 1),
        ("(1", 2),
        ("(1 ", 3),
        ("(1 2", 4),
        (")", 0),
        ("1)", 1),
        ("((1))", 1),
        ("(1,2)", 2),
        ("(1, 2)", 2),
        ("(1\t2)", 2),
        ("(\t1)", 1),
        ("(a;)", 3),
        ("(1)(2)", 3),
        ("(1) (2)", 4),
        ("(1);", 4),
        ("(1)a", 3),
        ("(\"a\"\"b\")", 4),
        ("1\n,2", 1),
        ("a=1", 1),
        ("1, é", 3),
    ]);
}

#[test]
fn dictionaries() {
    reads::<Dictionary>(&[
        ("", ""),
        ("  ", ""),
        ("a=1", "a=1"),
        ("a", "a"),
        ("a=?1", "a"),
        ("a=?0", "a=?0"),
        ("a;x", "a;x"),
        ("a=?1;x=2", "a;x=2"),
        ("a=1,b=2", "a=1, b=2"),
        ("a=1 ,\tb=2 ", "a=1, b=2"),
        ("a=1, b, c;d=\"e\", f=(1 2);g", "a=1, b, c;d=\"e\", f=(1 2);g"),
        ("a=1, b=2, a=3", "a=3, b=2"),
        ("a=1, b, a", "a, b"),
        ("a=(1), a=()", "a=()"),
        ("*a=1, a_b.c-d*=2", "*a=1, a_b.c-d*=2"),
        ("a=x/y:z", "a=x/y:z"),
        ("u=1, i", "u=1, i"),
    ]);
    fails::<Dictionary>(&[
        ("=", 0),
        ("=1", 0),
        ("a=", 2),
        ("a= 1", 2),
        ("a =1", 2),
        ("a=1,", 4),
        ("a=1, ", 5),
        (",a=1", 0),
        ("a=1,,b=2", 4),
        ("a=1 b=2", 4),
        ("A=1", 0),
        ("1=2", 0),
        ("aB=1", 1),
        ("a==1", 2),
        ("a=1;=2", 4),
        ("a,", 2),
        ("\"a\"=1", 0),
        ("a=(1", 4),
        ("a=((1))", 3),
        ("a=1=2", 3),
        ("é=1", 0),
        ("a b", 2),
        ("-a=1", 0),
        ("a/b=1", 1),
        ("a:b", 1),
    ]);
}

#[test]
fn maps_can_be_changed() {
    let mut fields = Dictionary::new();
    assert!(fields.is_empty());
    assert_eq!(fields.insert("a".parse().unwrap(), Item::new(true)), None);
    assert!(fields.insert("a".parse().unwrap(), InnerList::default()).is_some());
    assert_eq!((fields.len(), fields.item("a"), fields.to_string().as_str()), (1, None, "a=()"));
    assert!(fields.remove("a").is_some() && fields.remove("a").is_none());

    let mut item: Item = "a;b;c=1".parse().unwrap();
    assert_eq!(item.parameters.remove("b").unwrap().as_boolean(), Some(true));
    assert_eq!(item.parameters.iter().len(), 1);
    assert!(!item.parameters.is_empty());
    assert_eq!("(1);a".parse::<List>().unwrap()[0].parameters().len(), 1);
}

#[test]
fn counts_that_must_be_supported_and_more() {
    // RFC 9651 §3 wants 1024 members, 256 parameters and keys of 64 characters.
    let many: Vec<String> = (0..50_000).map(|number| format!("k{number}=1")).collect();
    let fields: Dictionary = many.join(", ").parse().unwrap();
    assert_eq!(fields.len(), 50_000);
    let twice: Dictionary = format!("{0}, {0}", many.join(", ")).parse().unwrap();
    assert_eq!(twice, fields);
    let item: Item = format!("a;{}", many.join(";")).parse().unwrap();
    assert_eq!(item.parameters.len(), 50_000);
    let key = "k".repeat(10_000);
    assert_eq!(format!("{key}=1").parse::<Dictionary>().unwrap().len(), 1);
}

#[test]
fn hostile_fields_take_linear_time() {
    for piece in
        ["(", "\"", "\\", ",", ";", "a,", "a;", "a;b", "(a ", "?1", "%\"", ":", "1", " ", "()", "a=b,"]
    {
        let text = piece.repeat((1 << 20) / piece.len());
        drop(text.parse::<Item>());
        drop(text.parse::<List>());
        drop(text.parse::<Dictionary>());
    }
}

#[test]
fn several_lines_are_joined() {
    let name = HeaderName::from_static("example");
    let mut headers = HeaderMap::new();
    assert_eq!(field::<List>(&headers, &name), Ok(None));
    headers.append(&name, "a=1, b".parse().unwrap());
    headers.append(&name, "c, a=2".parse().unwrap());
    assert_eq!(field::<Dictionary>(&headers, &name).unwrap().unwrap().to_string(), "a=2, b, c");
    let error = field::<Item>(&headers, &name).unwrap_err();
    assert_eq!(error.name(), Some(&name));
}

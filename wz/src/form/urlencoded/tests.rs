use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{from_str, pairs};

#[derive(Deserialize, Debug, PartialEq, Default)]
#[serde(rename_all = "kebab-case")]
enum Sort {
    #[default]
    Newest,
    MostRead,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Id(u64);

#[derive(Deserialize, Debug, PartialEq)]
struct Everything {
    id: Id,
    #[serde(default)]
    sort: Sort,
    flag: Option<bool>,
    ratio: Option<f32>,
    note: Option<String>,
    tags: Vec<u8>,
    #[serde(default = "ten")]
    size: u32,
}

fn ten() -> u32 {
    10
}

fn error<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    from_str::<T>(text).unwrap_err().to_string()
}

#[test]
fn decodes_as_the_url_standard_says() {
    let read = |text: &str| {
        pairs(text).map(|pair| pair.map(|(n, v)| format!("{n}={v}"))).collect::<Result<Vec<_>, _>>()
    };
    assert_eq!(read("a=1&b=2").unwrap(), ["a=1", "b=2"]);
    assert_eq!(read("a;b=1;2&&=x&c=d=e").unwrap(), ["a;b=1;2", "=x", "c=d=e"]);
    assert_eq!(read("%61+b=%C3%bc%&x=%zz%4").unwrap(), ["a b=ü%", "x=%zz%4"]);
    assert_eq!(read("name=%ff").unwrap_err().to_string(), "`name`: not UTF-8 text");
    assert_eq!(read("%ff=1").unwrap_err().to_string(), "a field name is not UTF-8 text");
    assert!(read("").unwrap().is_empty());
}

#[test]
fn the_least_and_the_most() {
    let least: Everything = from_str("id=7").unwrap();
    assert_eq!(
        least,
        Everything {
            id: Id(7),
            sort: Sort::Newest,
            flag: None,
            ratio: None,
            note: None,
            tags: vec![],
            size: 10
        }
    );
    let most: Everything =
        from_str("id=1&sort=most-read&flag=on&ratio=0.5&note=&tags=1&other=x&tags=2&size=3&id=2").unwrap();
    assert_eq!(
        most,
        Everything {
            id: Id(1),
            sort: Sort::MostRead,
            flag: Some(true),
            ratio: Some(0.5),
            note: Some(String::new()),
            tags: vec![1, 2],
            size: 3
        }
    );
}

#[test]
fn empty_is_none_unless_it_is_a_string() {
    let empty: Everything = from_str("id=1&flag=&ratio=&note=").unwrap();
    assert_eq!((empty.flag, empty.ratio, empty.note.as_deref()), (None, None, Some("")));
    let map: BTreeMap<String, Option<u8>> = from_str("a=1&b=").unwrap();
    assert_eq!((map["a"], map["b"]), (Some(1), None));
    let list: HashMap<String, Vec<Option<u8>>> = from_str("a=1&a=&a=2").unwrap();
    assert_eq!(list["a"], [Some(1), None, Some(2)]);
}

#[test]
fn errors_name_the_field() {
    assert_eq!(error::<Everything>(""), "`id` is missing");
    assert_eq!(error::<Everything>("id=x"), "`id`: expected an integer, not negative, found `x`");
    assert_eq!(error::<Everything>("id="), "`id`: expected an integer, not negative, found ``");
    assert_eq!(
        error::<Everything>("id=1&tags=256"),
        "`tags`: expected an integer from 0 to 255, found `256`"
    );
    assert_eq!(
        error::<Everything>("id=1&flag=yes"),
        "`flag`: expected one of `true`, `false`, `1`, `0`, `on`, `off`, found `yes`"
    );
    assert_eq!(
        error::<Everything>("id=1&sort=best"),
        "`sort`: expected one of `newest`, `most-read`, found `best`"
    );
    assert_eq!(error::<Everything>("id=%0a%3C"), "`id`: expected an integer, not negative, found `\\n<`");
    let long = format!("id={}", "x".repeat(1000));
    assert!(error::<Everything>(&long).len() < 120);
}

#[test]
fn maps_and_lists_of_pairs() {
    let map: HashMap<String, u32> = from_str("a=1&b=2&a=3").unwrap();
    assert_eq!((map["a"], map["b"]), (1, 2));
    let lists: BTreeMap<String, Vec<String>> = from_str("a=1&b=2&a=3").unwrap();
    assert_eq!(lists["a"], ["1", "3"]);
    let pairs: Vec<(String, u8)> = from_str("a=1&b=2&a=3").unwrap();
    assert_eq!(pairs, [("a".into(), 1), ("a".into(), 3), ("b".into(), 2)]);
    let error = from_str::<Vec<(String, u8)>>("a=1&b=300").unwrap_err();
    assert_eq!((error.field(), error.to_string().starts_with("`b`: ")), (Some("b"), true));
    let () = from_str("a=1").unwrap();
    assert!(from_str::<u32>("a=1").is_err());
}

#[test]
fn flattened_maps_take_the_rest() {
    #[derive(Deserialize)]
    struct Rest {
        page: u32,
        #[serde(flatten)]
        rest: HashMap<String, String>,
    }
    let rest: Rest = from_str("page=2&x=1&y=z").unwrap();
    assert_eq!((rest.page, rest.rest["x"].as_str(), rest.rest["y"].as_str()), (2, "1", "z"));
}

#[test]
fn required_fields_stay_required() {
    #[derive(Deserialize, Debug)]
    struct Required {
        #[allow(dead_code)]
        on: bool,
        #[allow(dead_code)]
        list: Vec<String>,
    }
    assert_eq!(error::<Required>("list=a"), "`on` is missing");
}

#[test]
fn nested_structures_are_refused() {
    #[derive(Deserialize, Debug)]
    struct Outer {
        #[allow(dead_code)]
        inner: HashMap<String, String>,
    }
    assert!(error::<Outer>("inner=x").starts_with("`inner`: "));
}

#[test]
fn many_names_keep_their_order() {
    let text: String = (0..100).map(|at| format!("n{}={at}&", at * 7 % 50)).collect();
    let pairs: Vec<(String, u32)> = from_str(&text).unwrap();
    // Each name twice, where it came first.
    let expected = (0..50).flat_map(|at| [at, at + 50].map(|value| (format!("n{}", at * 7 % 50), value)));
    assert!(pairs.into_iter().eq(expected));
}

#[test]
fn many_names_take_linear_time() {
    let text: String = (0..50_000).map(|i| format!("k{i}=1&")).collect();
    let map: HashMap<String, u8> = from_str(&text).unwrap();
    assert_eq!(map.len(), 50_000);
    let empties: String = (0..50_000).map(|i| format!("k{i}=&")).collect();
    assert!(from_str::<HashMap<String, Option<u8>>>(&empties).is_err());
}

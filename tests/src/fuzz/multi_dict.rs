use std::collections::HashMap;

use wz::datastructures::MultiDict;
use wz::form::urlencoded::{from_str, pairs};
use wz::url::{encode_query, query_pairs};

/// Queries into a dictionary and out of it: no pair is lost or moved, and it is read into types as the text is.
pub fn multi_dict(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let dict: MultiDict = query_pairs(text).collect();
    let query = encode_query(dict.iter());
    let again: MultiDict = query_pairs(&query).collect();
    assert_eq!(again, dict, "{text:?}: {query:?}");

    let lists = dict.lists();
    assert_eq!(lists.iter().map(|(_, values)| values.len()).sum::<usize>(), dict.len(), "{text:?}");
    assert!(lists.iter().map(|(name, _)| *name).eq(dict.keys()), "{text:?}");
    // A look-up reads all pairs: of a few names only, so that this stays linear.
    for (name, values) in lists.iter().take(8) {
        assert!(dict.get_all(name).eq(values.iter().copied()), "{text:?}: {name:?}");
        assert_eq!(dict.get(name), values.first().copied(), "{text:?}: {name:?}");
        let number = dict.get_as::<i64>(name);
        assert_eq!(number.is_err(), values[0].parse::<i64>().is_err(), "{text:?}: {name:?}");
        if let Err(error) = number {
            assert!(error.key() == *name && error.to_string().len() < 1000, "{error}");
        }
        let mut less = dict.clone();
        assert_eq!(less.remove_all(name).len(), values.len(), "{text:?}: {name:?}");
        assert!(!less.contains_key(name) && less.len() + values.len() == dict.len(), "{text:?}: {name:?}");
        less.set(*name, "x");
        assert!(less.get_all(name).eq(["x"]), "{text:?}: {name:?}");
    }

    type All = HashMap<String, Vec<String>>;
    let typed: All = dict.typed().unwrap_or_else(|error| panic!("{text:?}: {error}"));
    assert_eq!(typed.len(), lists.len(), "{text:?}");
    // `query_pairs` keeps what is no UTF-8, `pairs` refuses it.
    let strict = pairs(text).collect::<Result<MultiDict, _>>();
    assert_eq!(strict.is_err(), from_str::<All>(text).is_err(), "{text:?}");
    if let Ok(strict) = strict {
        assert_eq!(strict, dict, "{text:?}");
        assert_eq!(from_str::<All>(text).as_ref(), Ok(&typed), "{text:?}");
        let read = from_str::<MultiDict>(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(read.lists(), lists, "{text:?}");
    }
    let json = serde_json::to_string(&dict).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let read: MultiDict = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(read.lists(), lists, "{json}");
}

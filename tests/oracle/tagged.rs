//! Vectors of single functions: `tagged.py` says what they are.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/oracle/data");

/// Asks `answer` for all cases of an area, prints how many there are of each tag, and says how many there are. Panics when
/// one is answered otherwise, or differs from Werkzeug without a reason.
pub(crate) fn replay(area: &str, answer: impl Fn(&str, &[Json]) -> Json) -> usize {
    let cases = cases(area);
    let (mut tags, mut wrong) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for case in &cases {
        let tag = tag(case);
        assert!(tag == "same" || !case["why"].as_str().unwrap().is_empty(), "{case}");
        *tags.entry(tag).or_default() += 1;
        let answer = answer(case["f"].as_str().unwrap(), case["in"].as_array().unwrap());
        if answer != case["want"] {
            wrong.push(format!("{case}\nanswered {answer}"));
        }
    }
    println!("{area}: {} cases, {tags:?}", cases.len());
    let shown = &wrong[..wrong.len().min(12)];
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), shown.join("\n"));
    cases.len()
}

fn cases(area: &str) -> Vec<Json> {
    let text = std::fs::read_to_string(format!("{DATA}/{area}.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn tag(case: &Json) -> &str {
    case["tag"].as_str().unwrap()
}

/// How many cases there are of each tag in all areas; the files of routing are groups without tags.
#[test]
fn all_areas_together() {
    let names = std::fs::read_dir(DATA).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let areas: Vec<String> = names.filter(|name| !name.starts_with("routing_")).collect();
    let mut tags = BTreeMap::<String, usize>::new();
    for case in areas.iter().flat_map(|name| cases(name.trim_end_matches(".json"))) {
        *tags.entry(tag(&case).to_owned()).or_default() += 1;
    }
    println!("all {} areas: {} cases, {tags:?}", areas.len(), tags.values().sum::<usize>());
    assert!(tags.keys().eq(["better", "rust", "same"]), "{tags:?}");
}

/// An argument that is text.
pub(crate) fn text(argument: &Json) -> &str {
    argument.as_str().unwrap_or_else(|| panic!("{argument} is no text"))
}

/// An answer, or that there was an error.
pub(crate) fn result<T: serde::Serialize, E>(answer: Result<T, E>) -> Json {
    answer.map_or_else(|_| json!({"error": true}), |answer| json!(answer))
}

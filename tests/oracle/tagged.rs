//! Vectors of single functions: `tagged.py` says what they are.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

/// Asks `answer` for all cases of an area, prints how many there are of each tag, and says how many there are. Panics when
/// one is answered otherwise, or differs from Werkzeug without a reason.
pub(crate) fn replay(area: &str, answer: impl Fn(&str, &[Json]) -> Json) -> usize {
    let path = format!("{}/oracle/data/{area}.json", env!("CARGO_MANIFEST_DIR"));
    let cases: Vec<Json> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let (mut tags, mut wrong) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for case in &cases {
        let tag = case["tag"].as_str().unwrap();
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

/// An argument that is text.
pub(crate) fn text(argument: &Json) -> &str {
    argument.as_str().unwrap_or_else(|| panic!("{argument} is no text"))
}

/// An answer, or that there was an error.
pub(crate) fn result<T: serde::Serialize, E>(answer: Result<T, E>) -> Json {
    answer.map_or_else(|_| json!({"error": true}), |answer| json!(answer))
}

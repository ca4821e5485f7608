use std::collections::BTreeMap;

use serde_json::Value as Json;

/// Compares what wz answers to every case of a file with what it is to answer, and prints how many there are of each
/// tag. A case that is not `same` has to say why.
pub(super) fn answers(file: &str, answer: fn(&Json) -> Json) {
    let path = format!("{}/oracle/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let cases: Vec<Json> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in &cases {
        let tag = case["tag"].as_str().unwrap();
        assert!(tag == "same" || !case["why"].as_str().unwrap().is_empty(), "{case}");
        *tags.entry(tag).or_default() += 1;
        let answered = answer(case);
        if answered != case["want"] {
            wrong.push(format!("{case}\n  answers {answered}"));
        }
    }
    println!("{file}: {} cases, {tags:?}", cases.len());
    let shown = &wrong[..wrong.len().min(20)];
    assert!(wrong.is_empty(), "{} of {} are wrong, as\n{}", wrong.len(), cases.len(), shown.join("\n"));
}

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use wz::header::{AuthParameters, Challenge, WwwAuthenticate};

use crate::tagged::{replay, text};

#[test]
fn www_authenticate() {
    let cases = replay("challenges", |function, arguments| match (function, arguments) {
        ("parse_challenges", [header]) => match text(header).parse::<WwwAuthenticate>() {
            Ok(WwwAuthenticate(challenges)) => challenges.iter().map(challenge).collect(),
            Err(_) => Json::Null,
        },
        _ => panic!("{function} is not known"),
    });
    assert!(cases >= 800);
}

fn challenge(challenge: &Challenge) -> Json {
    let parameters = challenge.parameters();
    // A name that stands twice in the same case is one entry in Python.
    let pairs: BTreeMap<_, _> = parameters.into_iter().flat_map(AuthParameters::iter).collect();
    let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| json!([name, value])).collect();
    json!([challenge.scheme().to_lowercase(), challenge.token(), pairs])
}

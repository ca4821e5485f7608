use wz::url::{iri_to_uri, uri_to_iri};

use crate::tagged::{replay, result, text};

#[test]
fn hosts_of_all_scripts() {
    let cases = replay("international", |function, arguments| match (function, arguments) {
        ("iri_to_uri", [iri]) => result(iri_to_uri(text(iri))),
        ("uri_to_iri", [uri]) => result(uri_to_iri(text(uri))),
        _ => panic!("{function} is not known"),
    });
    assert!(cases >= 1000);
}

use serde_json::{Value as Json, json};
use wz::url::{
    TrustedHosts, encode_query, get_current_url, get_host, host_is_trusted, iri_to_uri, query_pairs,
    uri_to_iri,
};

use crate::tagged::{replay, result, text};

#[test]
fn urls_queries_and_hosts() {
    let cases = replay("urls", |function, arguments| match (function, arguments) {
        ("iri_to_uri", [iri]) => result(iri_to_uri(text(iri))),
        ("uri_to_iri", [uri]) => result(uri_to_iri(text(uri))),
        ("query_pairs", [query]) => json!(query_pairs(text(query)).collect::<Vec<_>>()),
        ("encode_query", [pairs]) => {
            json!(encode_query(pairs.as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1])))))
        }
        ("host_is_trusted", [host, trusted]) => json!(host_is_trusted(text(host), &hosts(trusted))),
        ("get_host", [scheme, header, server, trusted]) => {
            let port = server[1].as_u64().map(|port| u16::try_from(port).unwrap());
            let server = server[0].as_str().map(|host| (host, port));
            result(get_host(text(scheme), header.as_str(), server, &hosts(trusted)))
        }
        ("get_current_url", [scheme, host, root, path, query]) => {
            result(get_current_url(text(scheme), text(host), root.as_str(), path.as_str(), query.as_str()))
        }
        _ => panic!("{function} is not known"),
    });
    assert!(cases >= 2000);
}

fn hosts(names: &Json) -> TrustedHosts {
    TrustedHosts::new(names.as_array().unwrap().iter().map(text)).unwrap()
}

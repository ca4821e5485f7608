use wz::url::{
    TrustedHosts, UrlErrorKind, encode_query, get_current_url, get_host, host_is_trusted, iri_to_uri,
    percent_decode, query_pairs, safe_redirect_target, uri_to_iri,
};

/// Conversions of URLs, queries, hosts and redirect targets: a URI is ASCII without blanks, doing it twice is doing it once,
/// and a target stays on its host.
pub fn urls(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(uri) = iri_to_uri(text) {
        assert!(
            uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte)),
            "{text:?}: {uri:?}"
        );
        assert_eq!(iri_to_uri(&uri).as_ref(), Ok(&uri), "{text:?}");
        // And back: what a URI says it says as an IRI, too.
        if let Ok(iri) = uri_to_iri(&uri) {
            assert!(!iri.contains(|c: char| c.is_control()), "{text:?}: {iri:?}");
            assert_eq!(uri_to_iri(&iri).as_ref(), Ok(&iri), "{text:?}: {uri:?}");
            assert!(iri_to_uri(&iri).is_ok(), "{text:?}: {uri:?} {iri:?}");
            // Browsers take it for a slash.
            let path = iri.split(['?', '#']).next().unwrap_or(&iri);
            assert!(!path.contains('\\'), "{text:?}: {uri:?} {iri:?}");
        }
    }
    if let Ok(iri) = uri_to_iri(text) {
        assert!(!iri.contains(|c: char| c.is_control()), "{text:?}: {iri:?}");
    }

    let escaped: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    assert_eq!(percent_decode(&escaped).as_deref(), Ok(text));
    let fine = match percent_decode(text) {
        Ok(decoded) => decoded == text || text.contains('%') && decoded.len() < text.len(),
        Err(error) => error.kind() == UrlErrorKind::Encoding && text.contains('%'),
    };
    assert!(fine, "{text:?}");

    let pairs: Vec<_> = query_pairs(text).collect();
    let query = encode_query(pairs.clone());
    assert!(query.bytes().all(|byte| byte.is_ascii_graphic()), "{text:?}: {query:?}");
    // A pair of nothing and nothing is written `=`, all others as they are read.
    assert_eq!(query_pairs(&query).collect::<Vec<_>>(), pairs, "{text:?}: {query:?}");

    let any = TrustedHosts::any();
    let trusted = TrustedHosts::new([".example.com"]).unwrap_or_else(|error| panic!("{error}"));
    if host_is_trusted(text, &trusted) {
        assert!(text.to_lowercase().contains("example.com"), "{text:?}");
    }
    if let Ok(Some(host)) = get_host("http", Some(text), None, &any) {
        assert!(
            host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte)),
            "{text:?}"
        );
        let url = get_current_url("http", &host, Some(text), Some(text), Some(text));
        assert!(url.is_ok_and(|url| url.starts_with("http://")), "{text:?}");
    }

    if let Ok(target) = safe_redirect_target(text, Some("here.example")) {
        assert!(target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\'), "{text:?}: {target:?}");
        assert!(!target.starts_with("//") && !scheme(&target), "{text:?}: {target:?}");
        assert!(safe_redirect_target(&target, None).as_ref() == Ok(&target), "{text:?}: {target:?}");
    }
}

fn scheme(target: &str) -> bool {
    let end = target.find(['/', '?', '#']).unwrap_or(target.len());
    target[..end].contains(':')
        && target.starts_with(|first: char| first.is_ascii_alphabetic())
        && target[..target.find(':').unwrap_or(0)]
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

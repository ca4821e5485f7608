use wz::header::{AccessControlAllowOrigin, ContentLocation, Header, Host, Location, Origin, Referer};

/// Headers that are an address: what is written is visible ASCII, and reads back as what it was.
pub fn origins(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    address::<Location>(text);
    address::<ContentLocation>(text);
    address::<AccessControlAllowOrigin>(text);
    if let Some(host) = address::<Host>(text) {
        let port = host.port().map_or(String::new(), |port| format!(":{port}"));
        assert_eq!(format!("{}{port}", host.name()), host.as_str(), "{text:?}");
    }
    if let Some(origin) = address::<Origin>(text)
        && let (Some(scheme), Some(host)) = (origin.scheme(), origin.host())
    {
        let host = origin.port().map_or(host.to_owned(), |port| format!("{host}:{port}"));
        assert_eq!(Origin::new(scheme, &host).as_ref(), Ok(&origin), "{text:?}");
        assert_eq!(Origin::of_url(&format!("{origin}/a?b#c")), origin, "{text:?}");
    }
    if let Some(referer) = address::<Referer>(text) {
        let origin = referer.origin().to_string();
        assert!(origin == "null" || !origin.contains(['@', '?', '#', '\\']), "{text:?}: {origin:?}");
    }
}

fn address<H: Header + PartialEq + std::fmt::Debug>(text: &str) -> Option<H> {
    let header: H = text.parse().ok()?;
    let written = header.to_string();
    assert!(written.bytes().all(|byte| byte.is_ascii_graphic()), "{text:?}: {written:?}");
    assert_eq!(written.parse().as_ref(), Ok(&header), "{text:?}: {written:?}");
    Some(header)
}

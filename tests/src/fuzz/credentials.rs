use std::fmt::Display;

use wz::header::{
    Authorization, Forwarded, Header, PermissionsPolicy, ReferrerPolicy, ReportingEndpoints, ServerTiming,
    StrictTransportSecurity, WwwAuthenticate, XForwardedFor,
};

/// Headers with credentials, and those of proxies and policies: what is written reads back the same.
pub fn credentials(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    stable::<Authorization>(text);
    stable::<WwwAuthenticate>(text);
    stable::<Forwarded>(text);
    stable::<XForwardedFor>(text);
    stable::<StrictTransportSecurity>(text);
    stable::<PermissionsPolicy>(text);
    stable::<ReportingEndpoints>(text);
    stable::<ReferrerPolicy>(text);
    stable::<ServerTiming>(text);
}

fn stable<H: Header + Display>(text: &str) {
    let Ok(value) = text.parse::<H>() else { return };
    let written = value.to_string();
    assert!(!written.contains(['\r', '\n', '\0']), "{written:?}");
    // Twice, since the first may have left out what cannot be written.
    let Ok(again) = written.parse::<H>() else { panic!("{}: {text:?} is written as {written:?}", H::NAME) };
    assert_eq!(again.to_string(), written, "{}: {text:?}", H::NAME);
}

use std::fmt::{Debug, Display};
use std::str::FromStr;

use wz::header::{
    Accept, AcceptCharset, AcceptEncoding, AcceptLanguage, AcceptPost, AccessControlAllowMethods, Age, Allow,
    ContentDisposition, ContentEncoding, ContentSecurityPolicy, ContentType, HeaderSet, HttpDate,
    OptionsHeader, RequestCacheControl, ResponseCacheControl, RetryAfter, Vary, dump_dict, dump_list,
    parse_dict, parse_list, safe_filename, syntax,
};

/// What parses is written without a control character, reads back as what it was, and is written the same again.
fn round_trip<H: FromStr + Display + PartialEq + Debug>(text: &str) -> Option<H> {
    let header: H = text.parse().ok()?;
    let written = header.to_string();
    assert!(
        written.chars().all(|character| character == '\t' || !character.is_ascii_control()),
        "{written:?}"
    );
    let Ok(again) = written.parse::<H>() else { panic!("{text:?} was written as {written:?}") };
    assert_eq!(again, header, "{text:?} was written as {written:?}");
    assert_eq!(again.to_string(), written);
    Some(header)
}

/// A header has no control characters but the tab: this is what comes to a parser.
fn header_text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok().filter(|text| !text.contains(is_no_header_text))
}

fn is_no_header_text(character: char) -> bool {
    character.is_ascii_control() && character != '\t'
}

/// Lists and dictionaries, and the grammar under them. Any text is read without a panic.
pub fn list(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let elements = parse_list(text);
    let written = dump_list(&elements);
    // A control character becomes a space when it is written.
    let spaced = |text: &String| text.replace(is_no_header_text, " ");
    let kept: Vec<String> = elements.iter().map(spaced).collect();
    assert_eq!(parse_list(&written), kept, "{text:?}: {written:?}");
    let pairs = parse_dict(text);
    if header_text(data).is_some() {
        let written = dump_dict(pairs.iter().map(|(name, value)| (name, value.as_ref())));
        // An extended value may have had an escape for one.
        let kept = pairs.into_iter().filter(|(name, _)| syntax::is_token(name));
        let kept: Vec<_> = kept.map(|(name, value)| (name, value.as_ref().map(spaced))).collect();
        assert_eq!(parse_dict(&written), kept, "{text:?}: {written:?}");
    }
    syntax::parameters(text).for_each(drop);
    syntax::split(text, b';').for_each(drop);
    let mut quoted = String::new();
    assert!(syntax::write_value(&mut quoted, text).is_ok());
    round_trip::<Vary>(text);
    round_trip::<Allow>(text);
    round_trip::<AccessControlAllowMethods>(text);
    round_trip::<ContentEncoding>(text);
    if header_text(data).is_some() {
        round_trip::<AcceptPost>(text);
        assert_eq!(syntax::unquote(&quoted), text);
        round_trip::<HeaderSet>(text);
    }
}

/// Values with options: `Content-Type`, `Content-Disposition` and any other.
pub fn options(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    round_trip::<ContentType>(text);
    if let Ok(disposition) = text.parse::<ContentDisposition>() {
        let written = disposition.to_string();
        assert!(
            written.chars().all(|character| character == '\t' || !character.is_ascii_control()),
            "{written:?}"
        );
        // A form has no way to write `%22`, or a name that looks extended.
        if disposition.kind() != "form-data" || !text.contains('*') && header_text(data).is_some() {
            round_trip::<ContentDisposition>(text);
        }
        if let Some(name) = disposition.filename().and_then(safe_filename) {
            assert!(!name.is_empty() && !name.contains(['/', '\\', '\0', '\n']), "{name:?}");
        }
    }
    if header_text(data).is_some() {
        round_trip::<OptionsHeader>(text);
    }
}

/// The `Accept` family: what is chosen is acceptable.
pub fn accept(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    macro_rules! family {
        ($header:ty, $offers:expr) => {
            if let Ok(accept) = text.parse::<$header>() {
                // Nothing that was understood is written as nothing, which is no header.
                if accept.iter().len() > 0 {
                    round_trip::<$header>(text);
                }
                for item in accept.iter() {
                    let offer = item.range.to_string();
                    accept.quality(&offer);
                    accept.is_explicit(&offer);
                }
                if let Some(best) = accept.best_match($offers) {
                    assert!(accept.find(best).is_none_or(|item| !item.quality.is_zero()), "{text:?}: {best}");
                }
            }
        };
    }
    family!(Accept, ["text/html", "application/json", "text/html;level=1"]);
    family!(AcceptEncoding, ["gzip", "br", "identity"]);
    family!(AcceptCharset, ["utf-8", "latin1"]);
    if let Ok(accept) = text.parse::<AcceptLanguage>() {
        let offers = ["en-US", "de", "zh-Hant-TW", "zh"];
        for chosen in [accept.best_match(offers), accept.lookup(offers)].into_iter().flatten() {
            assert!(offers.contains(&chosen));
        }
        assert!(accept.filter(offers).len() <= offers.len());
        if !text.trim().is_empty() && accept.iter().len() > 0 {
            round_trip::<AcceptLanguage>(text);
        }
    }
}

/// `Cache-Control` of both sides.
pub fn cache_control(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if header_text(data).is_some() {
        round_trip::<RequestCacheControl>(text);
        round_trip::<ResponseCacheControl>(text);
    } else {
        drop(text.parse::<ResponseCacheControl>().map(|control| control.to_string()));
    }
}

/// `Content-Security-Policy`, also several of them.
pub fn policy(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    round_trip::<ContentSecurityPolicy>(text);
    for policy in ContentSecurityPolicy::parse_list(text) {
        assert_eq!(policy.to_string().parse(), Ok(policy));
    }
    let mut policy = ContentSecurityPolicy::new();
    if policy.add_source("img-src", text).is_ok() {
        assert!(!policy.to_string().contains([';', ',', '\n', '\r', '\0']), "{policy}");
    }
}

/// Dates and numbers of seconds.
pub fn date(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    round_trip::<HttpDate>(text);
    round_trip::<Age>(text);
    round_trip::<RetryAfter>(text);
    if let Ok(date) = HttpDate::parse_relative_to(text, HttpDate::UNIX_EPOCH) {
        assert!(HttpDate::from_unix_seconds(date.unix_seconds()) == Some(date));
    }
}

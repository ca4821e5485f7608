use http::header::{
    CONNECTION, CONTENT_LENGTH, EXPECT, HOST, HeaderMap, HeaderName, HeaderValue, MAX_FORWARDS, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE, VIA,
};
use http::{Method, Version};
use http_body::Body as _;

use super::forwarded::Known;
use super::settings::{Host, Settings};
use crate::body::Body;
use crate::header::{is_hop_by_hop, lists, remove_hop_by_hop, tokens};
use crate::request::Request;

/// The head of a request as the other server gets it.
pub(super) struct Head {
    pub(super) headers: HeaderMap,
    /// Whether the other server is to say first whether it wants the body.
    pub(super) expects: bool,
    /// The protocol that is asked for, in lower case.
    pub(super) upgrade: Option<String>,
}

impl Head {
    pub(super) fn of(request: &mut Request, settings: &Settings, known: &Known, can_upgrade: bool) -> Head {
        let version = request.version();
        let sized = framing(request.body());
        let mut headers = std::mem::take(request.headers_mut());
        let upgrade = wanted_upgrade(&headers, settings).filter(|_| can_upgrade);
        let trailers = lists(&headers, &TE, "trailers");
        let expects = version == Version::HTTP_11
            && !matches!(sized, Framing::Nothing)
            && lists(&headers, &EXPECT, "100-continue");
        leave(&mut headers);
        headers.remove(EXPECT);
        unmask(&mut headers, settings);
        known.tell(&mut headers, settings.appends);
        match &settings.host {
            Host::Upstream => headers.insert(HOST, settings.upstream.host.clone()),
            Host::Fixed(host) => headers.insert(HOST, host.clone()),
            Host::Client => {
                let host = known.host.as_deref().and_then(|host| HeaderValue::from_str(host).ok());
                headers.insert(HOST, host.unwrap_or_else(|| settings.upstream.host.clone()))
            }
        };
        add_via(&mut headers, version);
        for (name, value) in &settings.headers.0 {
            if !is_hop_by_hop(name) && *name != CONTENT_LENGTH && *name != EXPECT {
                headers.insert(name, value.clone());
            }
        }
        sized.write(request.method(), &mut headers);
        if expects {
            headers.insert(EXPECT, HeaderValue::from_static("100-continue"));
        }
        if trailers {
            headers.insert(TE, HeaderValue::from_static("trailers"));
        }
        if let Some(upgrade) = upgrade.as_deref().and_then(|upgrade| HeaderValue::from_str(upgrade).ok()) {
            headers.insert(UPGRADE, upgrade);
        }
        let connection = match (trailers, upgrade.is_some()) {
            (true, true) => Some("te, upgrade"),
            (true, false) => Some("te"),
            (false, true) => Some("upgrade"),
            (false, false) => None,
        };
        if let Some(connection) = connection {
            headers.insert(CONNECTION, HeaderValue::from_static(connection));
        }
        Head { headers, expects, upgrade }
    }
}

/// Takes away what is about one connection, and how the body was framed on it. `Trailer` stays, which announces fields of
/// the message itself, unless `Connection` names it.
pub(super) fn leave(headers: &mut HeaderMap) {
    let trailer: Vec<_> = headers.get_all(TRAILER).iter().cloned().collect();
    let trailer = if lists(headers, &CONNECTION, "trailer") { Vec::new() } else { trailer };
    remove_hop_by_hop(headers);
    for line in trailer {
        headers.append(TRAILER, line);
    }
    headers.remove(CONTENT_LENGTH);
}

/// Takes away what a server that speaks CGI or WSGI, where `_` and `-` are the same, would take for a header that is written
/// here.
fn unmask(headers: &mut HeaderMap, settings: &Settings) {
    let is_mask = |name: &HeaderName| {
        let Ok(meant) = name.as_str().replace('_', "-").parse::<HeaderName>() else { return false };
        let is_own = || settings.headers.0.iter().any(|(own, _)| *own == meant);
        meant != *name && (is_hop_by_hop(&meant) || meant == CONTENT_LENGTH || meant == HOST || is_own())
    };
    let masks: Vec<HeaderName> = headers.keys().filter(|name| is_mask(name)).cloned().collect();
    for name in masks {
        headers.remove(name);
    }
}

/// How much there is of a body.
enum Framing {
    Nothing,
    Known(u64),
    Chunked,
}

fn framing(body: &Body) -> Framing {
    match body.size_hint().exact() {
        _ if body.is_end_stream() => Framing::Nothing,
        Some(length) => Framing::Known(length),
        None => Framing::Chunked,
    }
}

impl Framing {
    fn write(&self, method: &Method, headers: &mut HeaderMap) {
        match self {
            // It says that there is none, where one would be expected (RFC 9110 section 8.6).
            Framing::Nothing if [Method::POST, Method::PUT, Method::PATCH].contains(method) => {
                headers.insert(CONTENT_LENGTH, HeaderValue::from(0));
            }
            Framing::Nothing => {}
            Framing::Known(length) => {
                headers.insert(CONTENT_LENGTH, HeaderValue::from(*length));
            }
            Framing::Chunked => {
                headers.insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
            }
        }
    }
}

/// The first of the protocols that a client asks for which is passed on.
fn wanted_upgrade(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    if !lists(headers, &CONNECTION, "upgrade") {
        return None;
    }
    let mut asked = tokens(headers, &UPGRADE).filter_map(|name| str::from_utf8(name).ok());
    asked.find_map(|name| settings.upgrades.iter().find(|known| name.eq_ignore_ascii_case(known)).cloned())
}

/// A gateway says that a request has come through it (RFC 9110 section 7.6.3).
fn add_via(headers: &mut HeaderMap, version: Version) {
    let version = match version {
        Version::HTTP_10 => "1.0",
        Version::HTTP_2 => "2",
        Version::HTTP_3 => "3",
        _ => "1.1",
    };
    if let Ok(via) = HeaderValue::try_from(format!("{version} {PSEUDONYM}")) {
        headers.append(VIA, via);
    }
}

const PSEUDONYM: &str = "wz";
/// So often a request may have come through a proxy of this kind.
const MOST_HOPS: usize = 8;

/// Whether a request goes round in circles: through a proxy that leads to itself.
pub(super) fn is_looping(headers: &HeaderMap) -> bool {
    let hops = headers.get_all(VIA).iter().filter_map(|line| line.to_str().ok());
    let hops = hops.flat_map(|line| line.split(','));
    hops.filter(|hop| hop.trim().ends_with(&[" ", PSEUDONYM].concat())).count() >= MOST_HOPS
}

/// Counts down how far an `OPTIONS` may go (RFC 9110 section 7.6.2); `false` when it is not to go any further.
pub(super) fn count_down(headers: &mut HeaderMap) -> bool {
    let name: HeaderName = MAX_FORWARDS;
    let Some(value) = headers.get(&name).and_then(|value| value.to_str().ok()) else { return true };
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    match value.parse::<u32>() {
        Ok(0) if digits => false,
        Ok(left) if digits => {
            headers.insert(name, HeaderValue::from(left - 1));
            true
        }
        // What is no number is ignored.
        _ => true,
    }
}

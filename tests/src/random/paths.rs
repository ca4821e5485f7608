use wz_rule::{Piece, Placeholder};

use super::{Random, fitting, text};
use crate::naive::{Request, Site, Style, encode};

const SUBDOMAINS: &[&str] =
    &["", "", "www", "api", "joe", "joe.api", "x12", "a-b", "a.b", "12", "WWW", "1-2.3"];
const HOSTS: &[&str] = &[
    "example.com",
    "joe.example.com",
    "api.example.com",
    "a.b.org",
    "12.org",
    "a-b.org",
    "a-b.c.org",
    "other.net",
    "99999999999999999999999999999999999999999.org",
];

/// A request for one of the rules, or nearly.
pub fn request(random: &mut Random, site: &Site) -> Request {
    let rule = &site.rules[random.below(site.rules.len())];
    let path = path_of(random, &rule.template);
    let path = mutated(random, path);
    let websocket = random.chance(if rule.websocket { 60 } else { 5 });
    let method =
        if websocket { "GET" } else { random.pick(&["GET", "GET", "GET", "POST", "HEAD", "DELETE", "FOO"]) };
    let domain = match (site.style, &rule.domain) {
        (Style::Subdomain, None) if random.chance(90) => "",
        (Style::Subdomain, _) => random.pick(SUBDOMAINS),
        (Style::Host, _) => random.pick(HOSTS),
    };
    Request { domain: domain.to_ascii_lowercase(), path, method, websocket }
}

/// A path for a rule: its variables filled with what may fit.
pub fn path_of(random: &mut Random, template: &str) -> String {
    let mut path = String::new();
    for piece in wz_rule::parse(template).unwrap_or_default() {
        match piece {
            Piece::Text { text, .. } => {
                path.push_str(&text.split('/').map(encode).collect::<Vec<_>>().join("/"));
            }
            Piece::Placeholder(placeholder) => path.push_str(&filled(random, &placeholder)),
        }
    }
    path
}

fn filled(random: &mut Random, placeholder: &Placeholder) -> String {
    let known = |name: &str| ["Even", "Shout", "Tree"].contains(&name);
    let converter = wz_rule::resolve("", placeholder, known).ok();
    let value = match converter {
        Some(converter) if random.chance(65) => fitting(random, &converter).unwrap_or_default(),
        _ => text(random),
    };
    // In a path most slashes are slashes.
    if matches!(placeholder.converter.as_deref(), Some("path" | "Tree")) && random.chance(85) {
        return value.split('/').map(encode).collect::<Vec<_>>().join("/");
    }
    encode(&value)
}

/// The path with a slash more or less, another spelling, or broken.
pub fn mutated(random: &mut Random, mut path: String) -> String {
    for _ in 0..random.below(5) / 2 {
        let cut = |random: &mut Random, path: &str| {
            let at = random.below(path.len() + 1);
            (0..=at).rev().find(|at| path.is_char_boundary(*at)).unwrap_or(0)
        };
        match random.below(16) {
            0 if path.len() > 1 && path.ends_with('/') => {
                path.pop();
            }
            0 | 1 => path.push('/'),
            2 => {
                let slashes: Vec<usize> = path.match_indices('/').map(|(at, _)| at).collect();
                if !slashes.is_empty() {
                    path.insert(random.pick(&slashes), '/');
                }
            }
            3 => path.push_str(random.pick(&["//", "/a", "/%2F", "%2f", "%2Fb"])),
            4 => path.push_str(random.pick(&["%FF", "%C3", "%E2%82", "%C3%28", "%ED%A0%80"])),
            5 | 6 if !path.is_empty() => {
                // An escape where none is needed.
                let at = random.below(path.len());
                let byte = path.as_bytes()[at];
                let in_escape = path.as_bytes()[at.saturating_sub(2)..at].contains(&b'%');
                if byte.is_ascii_alphanumeric() && !in_escape {
                    path.replace_range(at..=at, &format!("%{byte:02x}"));
                }
            }
            7 => path = path.replacen("%C3%A9", if random.chance(50) { "%c3%a9" } else { "é" }, 1),
            8 => {
                path.insert_str(
                    cut(random, &path),
                    random.pick(&["%", "%4", "%zz", "|", "a", "1", ".", "-"]),
                );
            }
            9 if random.chance(20) => path = path.replacen("%7C", "|", 1),
            10 if random.chance(10) => path = String::new(),
            10 if random.chance(10) => path.push_str(&"x".repeat(random.below(200))),
            11 => path.truncate(cut(random, &path)),
            // Longer than what is scanned at once.
            12 => {
                let long = random.pick(&["y", "y", "%C3%A9", "a/"]).repeat(1 + random.below(90));
                path.insert_str(cut(random, &path), &(long + random.pick(&["", "%C3%A9", "%2F", "/"])));
            }
            _ => {}
        }
    }
    if !path.starts_with('/') && random.chance(97) { format!("/{path}") } else { path }
}

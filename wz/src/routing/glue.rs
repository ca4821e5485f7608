//! Small functions that expanded macros call.

use std::fmt::Display;

use super::IntText;
use super::automaton::{Message, Problem};
use super::flat::count;
use super::spec::Entry;
use super::url::{BuildError, Given, Link, Missing, VariableValue};

/// Joins constant lists to one of the length that `routes!` has counted. What is beyond is left out: after a
/// mistake `routes!` has counted nothing.
pub const fn concat<T: Copy, const N: usize>(lists: &[&[T]], filler: T) -> [T; N] {
    let mut all = [filler; N];
    let (mut n, mut i) = (0, 0);
    while i < lists.len() {
        let (list, mut k) = (lists[i], 0);
        while k < list.len() && n < N {
            all[n] = list[k];
            n += 1;
            k += 1;
        }
        i += 1;
    }
    all
}

/// Whether one of the routes has a host, be it its own or that of a set.
pub const fn has_host(entries: &[Entry]) -> bool {
    let mut i = 0;
    while i < entries.len() {
        let found = match entries[i] {
            Entry::Route(spec) => spec.host.is_some(),
            Entry::Group(group) => group.host.is_some() || has_host(group.entries),
        };
        if found {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether the entry at `index` is where a problem is reported: it holds the route that loses, and was not
/// checked by itself for a problem among its own routes.
pub const fn is_to_blame(
    problem: &Option<Problem>,
    entries: &'static [Entry],
    index: usize,
    is_checked: bool,
) -> bool {
    let Some(problem) = problem else { return false };
    let start = count(entries.split_at(index).0).routes;
    let end = count(entries.split_at(index + 1).0).routes;
    let (first, second) = (problem.first as usize, problem.second as usize);
    let holds_first = first >= start && first < end;
    let holds_second = second >= start && second < end;
    holds_second && !(is_checked && holds_first)
}

/// What is wrong when a type has no value for one of the texts of an `any`.
pub const fn check_choices(known: Option<&'static [&'static str]>, wanted: &[&str]) -> Option<Message> {
    let Some(known) = known else { return None };
    let mut i = 0;
    while i < wanted.len() {
        let (mut k, mut found) = (0, false);
        while k < known.len() {
            found = found || super::automaton::same_str(known[k], wanted[i]);
            k += 1;
        }
        if !found {
            let message = Message::new().text("this type has no value for `").text(wanted[i]);
            let (mut message, mut k) = (message.text("` of `any(...)`: add a variant, or take one of `"), 0);
            while k < known.len() {
                message = message.text(if k > 0 { "`, `" } else { "" }).text(known[k]);
                k += 1;
            }
            return Some(message.text("`"));
        }
        i += 1;
    }
    None
}

/// The text of a mount's variable as an integer, whatever converter the mount gave it.
pub fn int_text(text: &str) -> Option<IntText<'_>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_int = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_int.then(|| IntText::new(text))
}

/// Appends a value for a variable in `url_for!`.
#[inline]
pub fn write_value<V, R, const KIND: u8, const NAME: u64>(value: &V, out: &mut String)
where
    V: VariableValue<R, KIND, NAME> + ?Sized,
{
    value.write_text(out);
}

/// Builds the path of a link; a mistake in it has been a compile error.
///
/// # Errors
/// A value that does not fit its variable.
pub fn try_url(link: &Result<Link, Missing>, given: &[Given<'_>]) -> Result<String, BuildError> {
    let mut url = String::new();
    match link {
        Ok(link) => link.build(given, &mut url).map(|()| url),
        Err(_) => Ok(url),
    }
}

/// As [`try_url`]; a value that does not fit is written as it is, and in a debug build it is a panic.
#[track_caller]
pub fn url(link: &Result<Link, Missing>, given: &[Given<'_>]) -> String {
    let mut url = String::new();
    if let Ok(link) = link {
        let built = link.build(given, &mut url);
        debug_assert!(
            built.is_ok(),
            "{}\n  a release build writes the value all the same; for values that may not fit use `try_url_for!`",
            built.map_or_else(|error| error.to_string(), |()| String::new()),
        );
    }
    url
}

/// Appends `#anchor`, percent-encoded.
pub fn push_anchor(url: &mut String, anchor: &dyn Display) {
    url.push('#');
    wz_rule::encode_path_text(&anchor.to_string(), url);
}

/// Puts scheme and host in front of a path. An empty scheme makes `//host/...`.
pub fn insert_origin(url: &mut String, scheme: &dyn Display, host: &dyn Display) {
    let scheme = scheme.to_string();
    let origin = if scheme.is_empty() { format!("//{host}") } else { format!("{scheme}://{host}") };
    url.insert_str(0, &origin);
}

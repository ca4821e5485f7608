//! Small functions that expanded macros call.

use std::fmt::Display;

use super::IntText;
use super::automaton::{Message, Problem};
use super::flat::count;
use super::spec::{Entry, Group};
use super::url::{BuildError, Given, Link, Missing};

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
            Entry::Route(spec) => spec.extra.host.is_some(),
            Entry::Group(group) => group.host.is_some() || has_host(group.entries),
            Entry::Lists(lists) => {
                let (mut found, mut k) = (false, 0);
                while k < lists.len() && !found {
                    found = has_host(lists[k]);
                    k += 1;
                }
                found
            }
        };
        if found {
            return true;
        }
        i += 1;
    }
    false
}

/// Which of the listed sets a problem is reported at: the one that holds the route that loses. `usize::MAX` when
/// there is none, or when that set was checked by itself, and the problem is among its own routes.
pub const fn blamed(problem: &Option<Problem>, lists: &[&'static [Entry]]) -> usize {
    let Some(problem) = problem else { return usize::MAX };
    let (first, second) = (problem.first as usize, problem.second as usize);
    let (mut start, mut i) = (0, 0);
    while i < lists.len() {
        let end = start + count(lists[i]).routes;
        if second >= start && second < end {
            let checked = matches!(lists[i], [Entry::Group(Group { is_checked: true, .. })]);
            let its_own = checked && first >= start && first < end;
            return if its_own { usize::MAX } else { i };
        }
        start = end;
        i += 1;
    }
    usize::MAX
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

/// Builds the path of a link; a mistake in it has been a compile error.
///
/// # Errors
/// A value that does not fit its variable.
pub fn try_url(
    link: &Result<Link, Missing>,
    given: &[Given<'_>],
    scheme: Option<&dyn Display>,
) -> Result<String, BuildError> {
    let mut url = String::new();
    match link {
        Ok(link) => link.build(given, scheme, &mut url).map(|()| url),
        Err(_) => Ok(url),
    }
}

/// As [`try_url`]; a value that does not fit is written as it is, and in a debug build it is a panic.
#[track_caller]
pub fn url(link: &Result<Link, Missing>, given: &[Given<'_>], scheme: Option<&dyn Display>) -> String {
    let mut url = String::new();
    if let Ok(link) = link {
        let built = link.build(given, scheme, &mut url);
        debug_assert!(
            built.is_ok(),
            "{}\n  a release build writes the value all the same; for values that may not fit use `try_url_for!`",
            built.map_or_else(|error| error.to_string(), |()| String::new()),
        );
    }
    url
}

/// Stops the compiler at the caller's place when this is the path to blame.
#[track_caller]
#[expect(clippy::panic, reason = "in a constant: a compile error")]
pub const fn stop_at(index: usize, blamed: usize, message: &Message) {
    if index == blamed {
        panic!("{}", message.as_str());
    }
}

/// A part of a list of lists.
pub const fn range(
    lists: &'static [&'static [Entry]],
    start: usize,
    end: usize,
) -> &'static [&'static [Entry]] {
    lists.split_at(end).0.split_at(start).1
}

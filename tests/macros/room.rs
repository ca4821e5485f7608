//! The memory that a macro says its rule takes while the tables are built is what the builder counts.

use wz::__private::{Entry, Room};
use wz::handler::Routes;
use wz::routing::{Arguments, Converter};
use wz::{get, routes};

struct Tree;

impl Converter for Tree {
    type Value = String;
    const SPANS_SEGMENTS: bool = true;

    fn parse(text: &str, _: Arguments<'_>) -> Option<String> {
        Some(text.to_owned())
    }

    fn format(value: &String, _: Arguments<'_>, out: &mut String) {
        out.push_str(value);
    }
}

#[get("/")]
fn root() {}

#[get("/a-static-segment-of-more-than-16-bytes/é and space/")]
fn texts() {}

#[get("/<int:a>/v<b>.<float:c>/<any(x, 'é y', z):d>-<string(length=2):e>")]
fn variables(a: u8, b: &str, c: f64, d: &str, e: &str) {
    let _ = (a, b, c, d, e);
}

#[get("/<path:a>/edit/<b>x/")]
fn path(a: &str, b: &str) {
    let _ = (a, b);
}

#[get("/a-static-segment-of-more-than-16-bytes/<path:a>/é/<b>x<c>/<d>/")]
fn after_a_path(a: &str, b: &str, c: &str, d: &str) {
    let _ = (a, b, c, d);
}

#[get("/<Tree:a>/edit/<Tree:b>")]
fn custom(a: String, b: String) {
    let _ = (a, b);
}

routes! { All = root, texts, variables, path, after_a_path, custom }

#[test]
fn the_room_is_what_the_builder_counts() {
    fn check(entries: &[Entry]) -> usize {
        let one = |entry: &Entry| match entry {
            Entry::Route(spec) => {
                assert_eq!(spec.room, Room::of(spec.segments, false), "{}", spec.rule);
                1
            }
            Entry::Lists(lists) => lists.iter().map(|list| check(list)).sum(),
            Entry::Group(group) => check(group.entries),
        };
        entries.iter().map(one).sum()
    }
    assert_eq!(check(All::ENTRIES), 6);
}

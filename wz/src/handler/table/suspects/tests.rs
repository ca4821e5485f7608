//! What the trie finds is suspected.

use super::{Seen, Slot};
use crate::handler::Routes;
use crate::routing::automaton::OwnedTables;
use crate::routing::spec::{ConverterSpec, Entry, Group, HostSpec, PartSpec, VariableSpec};
use crate::routing::{count, flatten};
use crate::{get, post, routes};
use wz_rule::Shape;

#[get("/")]
fn r0() {}

#[get("/a")]
fn r1() {}

#[get("/a/")]
fn r2() {}

#[get("/a/b")]
fn r3() {}

#[get("/<x>")]
fn r4(x: &str) {
    let _ = x;
}

#[get("/<int:x>")]
fn r5(x: u64) {
    let _ = x;
}

#[get("/<float:x>")]
fn r6(x: f64) {
    let _ = x;
}

#[get("/<uuid:x>")]
fn r7(x: &str) {
    let _ = x;
}

#[get("/<path:x>")]
fn r8(x: &str) {
    let _ = x;
}

#[get("/<path:x>/")]
fn r9(x: &str) {
    let _ = x;
}

#[get("/<path:x>/edit")]
fn r10(x: &str) {
    let _ = x;
}

#[get("/<string(length=2):x>")]
fn r11(x: &str) {
    let _ = x;
}

#[get("/<int(min=3):x>")]
fn r12(x: u64) {
    let _ = x;
}

#[get("/<any(a,b):x>")]
fn r13(x: &str) {
    let _ = x;
}

#[get("/<any(b,a):x>")]
fn r14(x: &str) {
    let _ = x;
}

#[get("/<x>-<y>")]
fn r15(x: &str, y: &str) {
    let _ = x;
    let _ = y;
}

#[get("/a/<x>")]
fn r16(x: &str) {
    let _ = x;
}

#[get("/a/<int:x>")]
fn r17(x: u64) {
    let _ = x;
}

#[get("/a/<x>/b")]
fn r18(x: &str) {
    let _ = x;
}

#[get("/<int:x>/b")]
fn r19(x: u64) {
    let _ = x;
}

#[get("/<x>/b")]
fn r20(x: &str) {
    let _ = x;
}

#[get("/<x>/<int:y>")]
fn r21(x: &str, y: u64) {
    let _ = x;
    let _ = y;
}

#[get("/<int:x>/<y>")]
fn r22(x: u64, y: &str) {
    let _ = x;
    let _ = y;
}

#[get("/<uuid:x>/b")]
fn r23(x: &str) {
    let _ = x;
}

#[get("/a/<path:x>")]
fn r24(x: &str) {
    let _ = x;
}

#[get("/a/<path:x>/<y>")]
fn r25(x: &str, y: &str) {
    let _ = x;
    let _ = y;
}

#[post("/a")]
fn posted() {}

// Prefixes: static, a variable of each sort.
routes! { Static = "/a" => [r0, r4, r5, r24] }
routes! { Text = "/<p>" => [r0, r3] }
routes! { Int = "/<int:p>" => [r0, r5] }
routes! { Uuid = "/<uuid:p>" => [r3] }
routes! { Path = "/<path:p>" => [r3] }

const LISTS: [&[Entry]; 32] = [
    <r0 as Routes>::ENTRIES,
    <r1 as Routes>::ENTRIES,
    <r2 as Routes>::ENTRIES,
    <r3 as Routes>::ENTRIES,
    <r4 as Routes>::ENTRIES,
    <r5 as Routes>::ENTRIES,
    <r6 as Routes>::ENTRIES,
    <r7 as Routes>::ENTRIES,
    <r8 as Routes>::ENTRIES,
    <r9 as Routes>::ENTRIES,
    <r10 as Routes>::ENTRIES,
    <r11 as Routes>::ENTRIES,
    <r12 as Routes>::ENTRIES,
    <r13 as Routes>::ENTRIES,
    <r14 as Routes>::ENTRIES,
    <r15 as Routes>::ENTRIES,
    <r16 as Routes>::ENTRIES,
    <r17 as Routes>::ENTRIES,
    <r18 as Routes>::ENTRIES,
    <r19 as Routes>::ENTRIES,
    <r20 as Routes>::ENTRIES,
    <r21 as Routes>::ENTRIES,
    <r22 as Routes>::ENTRIES,
    <r23 as Routes>::ENTRIES,
    <r24 as Routes>::ENTRIES,
    <r25 as Routes>::ENTRIES,
    <posted as Routes>::ENTRIES,
    <Static as Routes>::ENTRIES,
    <Text as Routes>::ENTRIES,
    <Int as Routes>::ENTRIES,
    <Uuid as Routes>::ENTRIES,
    <Path as Routes>::ENTRIES,
];

/// Whether the trie finds something, and whether anything is suspected.
fn look(a: &'static [Entry], b: &'static [Entry]) -> (bool, bool) {
    let entries = [Entry::Lists(Box::leak(Box::new([a, b])))].to_vec().leak();
    let (flat, counts) = (flatten::<16, 8>(entries), count(entries));
    let (_, problem) = OwnedTables::build(&flat.routes[..counts.routes], &flat.mounts[..counts.mounts]);
    let mut seen = Seen { slots: &mut [Slot::FREE; 64], shift: 58, left: 32 };
    (problem.is_some(), seen.entries(entries, Shape::EMPTY))
}

#[test]
fn what_the_trie_finds_is_suspected() {
    let (mut problems, mut free) = (0, 0);
    for (i, a) in LISTS.into_iter().enumerate() {
        for (k, b) in LISTS.into_iter().enumerate() {
            let (problem, suspected) = look(a, b);
            assert!(!problem || suspected, "{i} {k}");
            problems += usize::from(problem);
            free += usize::from(!suspected);
        }
    }
    // A look that suspects everything, or a trie that finds nothing, would prove nothing.
    assert!(problems > LISTS.len() + 10, "{problems}");
    assert!(free > LISTS.len() * LISTS.len() / 4, "{free}");
}

/// In memory of exactly the size that was counted: with too little of it, building would panic.
#[test]
fn the_room_suffices_below_prefixes_and_hosts() {
    let group = |around: &'static [Entry], host: bool, entries: &'static [Entry]| {
        let [Entry::Group(Group { entries: [Entry::Group(prefix)], .. })] = around else {
            panic!("a prefix")
        };
        let host = host.then_some(HostSpec { pattern: "<t>.b", parts: &HOST, subdomain: false });
        Entry::Group(Box::leak(Box::new(Group { host, entries, ..**prefix })))
    };
    let prefixes = &LISTS[27..];
    for (i, outer) in prefixes.iter().enumerate() {
        for inner in prefixes {
            for host in [(false, false), (true, false), (false, true)] {
                let all = Vec::leak(vec![Entry::Lists(&LISTS[..27])]);
                let below =
                    Vec::leak(vec![group(inner, host.1, all), group(prefixes[i], false, all), all[0]]);
                let entries = Vec::leak(vec![group(outer, host.0, below), all[0], group(inner, host.1, all)]);
                let (flat, counts) = (flatten::<256, 8>(entries), count(entries));
                let (tables, _) =
                    OwnedTables::build(&flat.routes[..counts.routes], &flat.mounts[..counts.mounts]);
                assert!(tables.automaton(&[]).nodes.len() > 64);
            }
        }
    }
}

const HOST: [PartSpec<'static>; 2] = [
    PartSpec::Variable(VariableSpec { name: "t", converter: ConverterSpec::Text { min: 1, max: u32::MAX } }),
    PartSpec::Text(".b"),
];

#[test]
fn usual_neighbours_are_not_suspected() {
    let [text, int, float, path] = [LISTS[4], LISTS[5], LISTS[6], LISTS[8]];
    for (a, b) in [(text, int), (int, float), (float, path), (path, text)] {
        assert_eq!(look(a, b), (false, false));
    }
}

//! How much memory building takes.

use wz_rule::SegmentKey;

use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{ConverterSpec, Extra, HostSpec, PartSpec, Room, RouteSpec, SegmentSpec};
use super::build::TEXT_UNIT;

/// How much memory building takes at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Capacity {
    pub(crate) nodes: usize,
    pub(crate) rules: usize,
    pub(crate) items: usize,
    pub(crate) checks: usize,
    pub(crate) bounds: usize,
    pub(crate) hosts: usize,
    pub(crate) customs: usize,
    pub(crate) text: usize,
    pub(crate) index: usize,
    pub(crate) mounts: usize,
    pub(crate) ranks: usize,
    /// Whether literal text of paths has percent escapes.
    pub(crate) escapes: bool,
}

impl Capacity {
    /// One length for all that is there once for each rule, more or less: everything but the nodes.
    pub(crate) const fn parts(&self) -> usize {
        let text = self.text.div_ceil(TEXT_UNIT);
        let all =
            [self.rules, self.items, self.checks, self.bounds, self.hosts, self.customs, text, self.mounts];
        let (mut most, mut i) = (0, 0);
        while i < all.len() {
            if all[i] > most {
                most = all[i];
            }
            i += 1;
        }
        most
    }

    /// Whether there are hosts, or converters of the program's own.
    pub(crate) const fn has_rare(&self) -> bool {
        self.hosts > 0 || self.customs > 0
    }
}

/// Computes an upper limit of what the routes need, so that arrays of that size can be made.
///
/// A tight one: the compiler looks through the arrays, used or not.
pub(crate) const fn capacity(routes: &[FlatRoute<'_>], mounts: &[FlatMount<'_>]) -> Capacity {
    let (mut room, mut hosts, mut bounds) = (Room { nodes: 1, ..Room::UNKNOWN }, 0, 0);
    // What leads to a mount is kept, unless a variable in it spans segments.
    let (mut i, n) = (1, mounts.len());
    while i < n {
        let above = Room::of_mount(i, mounts);
        if !above.spans {
            room = room.and(above);
            hosts += mounts[i].host.is_some() as usize;
        }
        i += 1;
    }
    // Those of one mount follow each other mostly: it is looked at when it changes.
    let (mut last_mount, mut above) = (0, Room::UNKNOWN);
    let (mut i, n) = (0, routes.len());
    while i < n {
        let RouteSpec { room: known, segments, bounds: own, extra: Extra { host, .. }, .. } = routes[i].spec;
        let mount = routes[i].mount as usize;
        if mount != last_mount {
            (last_mount, above) = (mount, Room::of_mount(mount, mounts));
        }
        if above.spans || host.is_some() {
            hosts += 1;
            room = room.and(above);
            if let Some(host) = host {
                room = room.and(Room::of_host(host));
            }
        }
        let counted = known.nodes != 0 && !above.spans;
        room = room.and(if counted { *known } else { Room::of(segments, above.spans) });
        bounds += own.len();
        i += 1;
    }
    Capacity {
        nodes: room.nodes as usize,
        rules: n + 1,
        items: room.items as usize,
        checks: room.checks as usize,
        bounds,
        hosts,
        customs: room.customs as usize,
        text: room.text as usize,
        index: (room.nodes as usize * 4).next_power_of_two(),
        mounts: mounts.len(),
        ranks: (n + 1) * 2,
        escapes: room.escapes,
    }
}

impl Room {
    /// What the segments of a rule take. `spans` is whether they follow a variable that spans segments.
    pub const fn of(segments: &[SegmentSpec<'_>], spans: bool) -> Room {
        let (mut room, mut i) = (Room { spans, ..Room::UNKNOWN }, 0);
        room.nodes += segments.len() as u32;
        while i < segments.len() {
            let SegmentSpec { text, parts, .. } = segments[i];
            // After a variable that spans segments, the slash and the text are items.
            if room.spans {
                room.items += if parts.is_empty() { 2 } else { 1 };
            }
            if room.spans || text.len() > SegmentKey::WHOLE {
                room.text += text.len() as u32;
            }
            room.escapes = room.escapes || has_escape(text);
            room = room.parts(parts);
            i += 1;
        }
        room
    }

    /// What a mount and those above it take, its host among it.
    const fn of_mount(mount: usize, mounts: &[FlatMount<'_>]) -> Room {
        let FlatMount { segments, ref host, parent, .. } = mounts[mount];
        let mut room = match host {
            Some(host) => Room::of_host(host),
            None => Room::UNKNOWN,
        };
        if mount != 0 {
            let above = Room::of_mount(parent as usize, mounts);
            room = room.and(above).and(Room::of(segments, above.spans));
        }
        room
    }

    /// What a host pattern takes.
    const fn of_host(host: &HostSpec<'_>) -> Room {
        let room = Room { nodes: 1, ..Room::UNKNOWN }.parts(host.parts);
        // A variable of a host spans no segments of paths.
        Room { spans: false, ..room }
    }

    const fn and(self, other: Room) -> Room {
        Room {
            nodes: self.nodes + other.nodes,
            items: self.items + other.items,
            checks: self.checks + other.checks,
            customs: self.customs + other.customs,
            text: self.text + other.text,
            escapes: self.escapes || other.escapes,
            spans: self.spans || other.spans,
        }
    }

    const fn parts(mut self, parts: &[PartSpec<'_>]) -> Room {
        let mut i = 0;
        self.items += parts.len() as u32;
        while i < parts.len() {
            match &parts[i] {
                PartSpec::Text(text) => {
                    self.text += text.len() as u32;
                    self.escapes = self.escapes || has_escape(text);
                }
                PartSpec::Variable(variable) => {
                    self.checks += 1;
                    // What spans segments may have a node of its own for a slash at the end.
                    if matches!(variable.converter, ConverterSpec::Path | ConverterSpec::Custom(_)) {
                        self.nodes += 1;
                        self.spans = true;
                    }
                    match variable.converter {
                        ConverterSpec::Any(choices) => {
                            let mut k = 0;
                            while k < choices.len() {
                                self.text += choices[k].1.len() as u32 + 2;
                                k += 1;
                            }
                        }
                        ConverterSpec::Custom(_) => self.customs += 1,
                        _ => {}
                    }
                }
            }
            i += 1;
        }
        self
    }
}

const fn has_escape(text: &str) -> bool {
    let (bytes, mut i) = (text.as_bytes(), 0);
    while i < bytes.len() {
        if bytes[i] == b'%' {
            return true;
        }
        i += 1;
    }
    false
}

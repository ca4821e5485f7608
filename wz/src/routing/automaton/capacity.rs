//! How much memory building takes.

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
    /// One length for nearly all of the arrays.
    pub(crate) const fn most(&self) -> usize {
        let text = self.text.div_ceil(TEXT_UNIT);
        let all = [
            self.nodes,
            self.rules,
            self.items,
            self.checks,
            self.bounds,
            self.hosts,
            self.customs,
            text,
            self.mounts,
        ];
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
pub(crate) const fn capacity(routes: &[FlatRoute<'_>], mounts: &[FlatMount<'_>]) -> Capacity {
    let (mut room, mut hosts, mut bounds) = (Room { nodes: 1, ..Room::UNKNOWN }, 0, 0);
    // Those of one mount follow each other mostly: the room of its prefixes is counted when it changes.
    let (mut last_mount, mut prefixes) = (0, Room::UNKNOWN);
    let (mut i, n) = (0, routes.len());
    while i < n {
        let RouteSpec { room: known, segments, bounds: own, extra: Extra { host, .. }, .. } = routes[i].spec;
        room = room.and(if known.nodes == 0 { Room::of(segments) } else { *known });
        bounds += own.len();
        let mount = routes[i].mount as usize;
        let host = match host {
            Some(host) => Some(host),
            None => mounts[mount].host.as_ref(),
        };
        if let Some(host) = host {
            hosts += 1;
            room = room.and(Room::of_host(host));
        }
        if mount != last_mount {
            (last_mount, prefixes) = (mount, Room::of_prefixes(mount, mounts));
        }
        if mount != 0 {
            room = room.and(prefixes);
        }
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
    /// What the segments of a rule take.
    pub const fn of(segments: &[SegmentSpec<'_>]) -> Room {
        let (mut room, mut i) = (Room::UNKNOWN, 0);
        room.nodes += segments.len() as u32;
        // Each may be an item for the slash before it and one for its text, after a variable that spans segments.
        room.items += segments.len() as u32 * 2;
        while i < segments.len() {
            room.text += segments[i].text.len() as u32;
            room.escapes = room.escapes || has_escape(segments[i].text);
            room = room.parts(segments[i].parts);
            i += 1;
        }
        room
    }

    /// What a mount and those above it take: at the most once for each of its routes.
    const fn of_prefixes(mount: usize, mounts: &[FlatMount<'_>]) -> Room {
        let (mut room, mut mount) = (Room::UNKNOWN, mount);
        while mount != 0 {
            room = room.and(Room::of(mounts[mount].segments));
            mount = mounts[mount].parent as usize;
        }
        room
    }

    const fn of_host(host: &HostSpec<'_>) -> Room {
        Room { nodes: 1, ..Room::UNKNOWN }.parts(host.parts)
    }

    const fn and(self, other: Room) -> Room {
        Room {
            nodes: self.nodes + other.nodes,
            items: self.items + other.items,
            checks: self.checks + other.checks,
            customs: self.customs + other.customs,
            text: self.text + other.text,
            escapes: self.escapes || other.escapes,
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

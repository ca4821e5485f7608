use super::super::MethodSet;
use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::Location;
use super::check::{Problem, ProblemKind};

/// A text put together in a `const` context, for `panic!("{}", message.as_str())`.
#[derive(Debug)]
pub struct Message {
    bytes: [u8; Message::LIMIT],
    len: usize,
}

impl Message {
    /// Longer texts are cut.
    const LIMIT: usize = 1024;

    /// The empty text.
    pub const fn new() -> Message {
        Message { bytes: [0; Message::LIMIT], len: 0 }
    }

    /// With `text` at the end.
    #[must_use]
    pub const fn text(mut self, text: &str) -> Message {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() && self.len < Message::LIMIT {
            self.bytes[self.len] = bytes[i];
            self.len += 1;
            i += 1;
        }
        self
    }

    /// With a number at the end.
    #[must_use]
    pub const fn number(mut self, number: u128) -> Message {
        let mut power = 1;
        while power <= number / 10 {
            power *= 10;
        }
        while power > 0 && self.len < Message::LIMIT {
            self.bytes[self.len] = b'0' + (number / power % 10) as u8;
            self.len += 1;
            power /= 10;
        }
        self
    }

    /// With a number that may be negative at the end.
    #[must_use]
    pub const fn signed(self, number: i128) -> Message {
        if number < 0 { self.text("-").number(number.unsigned_abs()) } else { self.number(number as u128) }
    }

    const fn methods(mut self, methods: MethodSet) -> Message {
        if methods.bits() == MethodSet::ALL.bits() {
            return self.text("any method");
        }
        let mut first = true;
        let mut i = 0;
        while let Some((name, set)) = MethodSet::by_index(i) {
            i += 1;
            // HEAD goes without saying where GET is.
            if !methods.intersects(set) || (i == 2 && methods.intersects(MethodSet::GET)) {
                continue;
            }
            if !first {
                self = self.text(",");
            }
            first = false;
            self = self.text(name);
        }
        self
    }

    const fn prefix(self, mount: usize, mounts: &[FlatMount<'_>]) -> Message {
        if mount == 0 {
            return self;
        }
        self.prefix(mounts[mount].parent as usize, mounts).text(mounts[mount].prefix)
    }

    pub(crate) const fn route(
        self,
        route: &FlatRoute<'_>,
        mounts: &[FlatMount<'_>],
        location: &Location,
    ) -> Message {
        self.text("`")
            .methods(route.spec.methods)
            .text(" ")
            .prefix(route.mount as usize, mounts)
            .text(route.spec.rule)
            .text("` of `")
            .text(route.spec.name)
            .text("` (")
            .text(location.file)
            .text(":")
            .number(location.line as u128)
            .text(":")
            .number(location.column as u128)
            .text(")")
    }

    /// The text.
    pub const fn as_str(&self) -> &str {
        let mut len = self.len;
        loop {
            // A text cut inside a character is cut a little more.
            match core::str::from_utf8(self.bytes.split_at(len).0) {
                Ok(text) => return text,
                Err(_) => len -= 1,
            }
        }
    }
}

impl Default for Message {
    fn default() -> Self {
        Message::new()
    }
}

/// What is wrong between two routes of a table, with both places.
pub const fn problem_message(
    problem: &Problem,
    routes: &[FlatRoute<'_>],
    mounts: &[FlatMount<'_>],
    locations: &[Location],
) -> Message {
    let (first, second) = (problem.first as usize, problem.second as usize);
    let message = match problem.kind {
        ProblemKind::Conflict => Message::new().text("route conflict: "),
        ProblemKind::Unreachable => Message::new().text("unreachable route: "),
    };
    let message = message.route(&routes[second], mounts, &locations[second]);
    let message = match problem.kind {
        ProblemKind::Conflict => message.text(" answers the same requests as "),
        ProblemKind::Unreachable => message.text(" can never match, every request for it goes to "),
    };
    let message = message.route(&routes[first], mounts, &locations[first]);
    match problem.kind {
        ProblemKind::Conflict => message.text("; change a rule or its methods, or list only one of them"),
        ProblemKind::Unreachable => message.text("; list it earlier, or make the other rule narrower"),
    }
}

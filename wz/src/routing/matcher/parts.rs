//! Parts with several items: `<a>-<b>`, `v<int:n>.json`, `<path:p>/edit`.
//!
//! As the regular expressions of Werkzeug would match, without backtracking: from the back, each item is told
//! at which positions it may start so that the rest still fits; from the front, each variable then takes as
//! much as it can (one that spans segments as little as it can). The time is proportional to the length of the
//! text times the number of items.

use std::collections::VecDeque;

use super::super::automaton::{Automaton, Check, Item, ItemKind};
use super::super::params::{Param, Params};
use super::value::{accept, choices};

/// Sets of positions with up to so many bits in all need no allocation.
const INLINE_WORDS: usize = 16;

/// Matches the items against all of `text[start..end]`. The variables are set from `n` on; returns their new
/// number.
#[expect(
    clippy::too_many_arguments,
    reason = "one call site each for hosts, segments and rests; a struct would only rename them"
)]
pub(super) fn match_parts(
    automaton: &Automaton<'_>,
    first: usize,
    count: usize,
    text: &str,
    start: usize,
    end: usize,
    n: usize,
    params: &mut Params,
) -> Option<usize> {
    let items = &automaton.items[first..first + count];
    let part = Part { automaton, text: &text[start..end] };
    let words = part.text.len() / 64 + 1;
    let mut inline = [0; INLINE_WORDS];
    let mut heap = Vec::new();
    // One set for each item, and one for the end.
    let sets = match inline.get_mut(..words * (count + 1)) {
        Some(sets) => sets,
        None => {
            heap.resize(words * (count + 1), 0);
            &mut heap[..]
        }
    };
    let (last, len) = (count * words, part.text.len());
    sets[last + len / 64] = 1 << (len % 64);
    for (i, item) in items.iter().enumerate().rev() {
        let (here, after) = sets[i * words..(i + 2) * words].split_at_mut(words);
        part.starts(item, here, after);
    }
    if !has(&sets[..words], 0) {
        return None;
    }
    let (mut at, mut n) = (0, n);
    for (i, item) in items.iter().enumerate() {
        let after = &sets[(i + 1) * words..(i + 2) * words];
        let next = part.take(item, at, after)?;
        if item.kind == ItemKind::Variable {
            if !accept(automaton, &automaton.checks[item.at as usize], &part.text[at..next]) {
                return None;
            }
            params.set(n, Param { start: (start + at) as u32, len: (next - at) as u32 });
            n += 1;
        }
        at = next;
    }
    Some(n)
}

struct Part<'p> {
    automaton: &'p Automaton<'p>,
    text: &'p str,
}

impl Part<'_> {
    /// Fills `here` with the positions where the item may start so that it ends at one of `after`.
    fn starts(&self, item: &Item, here: &mut [u64], after: &[u64]) {
        match item.kind {
            ItemKind::Slash => self.literal_starts(b"/", here, after),
            ItemKind::Text => {
                let at = item.at as usize;
                self.literal_starts(&self.automaton.text[at..at + item.len as usize], here, after);
            }
            ItemKind::Variable => {
                let mut scan = Scan::new(&self.automaton.checks[item.at as usize]);
                for at in (0..self.text.len()).rev() {
                    if scan.starts_at(self, at, after) && self.is_boundary(at) {
                        here[at / 64] |= 1 << (at % 64);
                    }
                }
            }
        }
    }

    fn literal_starts(&self, literal: &[u8], here: &mut [u64], after: &[u64]) {
        let bytes = self.text.as_bytes();
        for at in 0..(bytes.len() + 1).saturating_sub(literal.len()) {
            if has(after, at + literal.len()) && bytes[at..].starts_with(literal) && self.is_boundary(at) {
                here[at / 64] |= 1 << (at % 64);
            }
        }
    }

    /// Where the item that starts at `at` ends: as late as it can, or as early for one that spans segments.
    fn take(&self, item: &Item, at: usize, after: &[u64]) -> Option<usize> {
        let check = match item.kind {
            ItemKind::Slash => return Some(at + 1),
            ItemKind::Text => return Some(at + item.len as usize),
            ItemKind::Variable => &self.automaton.checks[item.at as usize],
        };
        let bytes = self.text.as_bytes();
        let run = |from: usize, member: fn(&u8) -> bool| {
            from + bytes[from.min(bytes.len())..].iter().take_while(|b| member(b)).count()
        };
        let sign = |signed: bool| usize::from(signed && bytes.get(at) == Some(&b'-'));
        let wanted = |end: &usize| has(after, *end);
        match *check {
            Check::Path | Check::Custom { spans_segments: true, .. } => (at + 1..=bytes.len()).find(wanted),
            Check::Text { min: 1, max: u32::MAX } | Check::Custom { .. } => {
                (at + 1..=run(at, |b| *b != b'/')).rev().find(wanted)
            }
            Check::Text { min, max } => self.text_ends(at, min, max).filter(wanted).last(),
            Check::Int { signed, .. } => {
                let first = at + sign(signed);
                (first + 1..=run(first, u8::is_ascii_digit)).rev().find(wanted)
            }
            Check::Float { signed, .. } => {
                let point = run(at + sign(signed), u8::is_ascii_digit);
                (point + 2..=run(point + 1, u8::is_ascii_digit)).rev().find(wanted)
            }
            Check::Uuid => Some(at + 36),
            // In the order they are written, as an alternation is tried.
            Check::Any { first, count } => choices(self.automaton, first, count)
                .filter(|choice| bytes[at..].starts_with(choice))
                .map(|choice| at + choice.len())
                .find(wanted),
        }
    }

    /// The ends of texts with at least `min` and at most `max` characters that start at `at`, inside the segment.
    fn text_ends(&self, at: usize, min: u32, max: u32) -> impl Iterator<Item = usize> {
        let bytes = self.text.as_bytes();
        let mut end = at;
        (1..=max)
            .map_while(move |_| {
                if matches!(bytes.get(end), None | Some(b'/')) {
                    return None;
                }
                end += 1;
                while !self.is_boundary(end) {
                    end += 1;
                }
                Some(end)
            })
            .skip(min as usize - 1)
    }

    /// Whether a split at `at` tears neither an escape nor a character apart.
    fn is_boundary(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let inside = |back: usize| at >= back && bytes.get(at - back) == Some(&b'%');
        let continues = matches!(bytes.get(at..at + 2), Some([b'%', b'8' | b'9' | b'A' | b'B']));
        !inside(1) && !inside(2) && !continues && self.text.is_char_boundary(at)
    }
}

/// Walks a text backwards and knows, at each position, whether a variable that starts there can end at one of
/// the wanted positions: what is true one position further on decides most of it.
struct Scan<'c> {
    check: &'c Check,
    /// A run of what the variable may hold leads from the position after this one to a wanted end.
    run: bool,
    /// Float: the fraction's digits, the point before them, and the digits before that lead to a wanted end.
    point: bool,
    whole: bool,
    /// Text with limits: how many characters of the segment follow, and after how many of them, seen from the
    /// back, the wanted ends are.
    characters: u32,
    ends: VecDeque<u32>,
}

impl<'c> Scan<'c> {
    fn new(check: &'c Check) -> Self {
        Scan { check, run: false, point: false, whole: false, characters: 0, ends: VecDeque::new() }
    }

    /// Moves to `at`, one before the last one.
    fn starts_at(&mut self, part: &Part<'_>, at: usize, after: &[u64]) -> bool {
        let (bytes, byte, wanted) = (part.text.as_bytes(), part.text.as_bytes()[at], has(after, at + 1));
        match *self.check {
            Check::Path => {
                self.run |= wanted;
                self.run && byte != b'/'
            }
            Check::Custom { spans_segments: true, .. } => {
                self.run |= wanted;
                self.run
            }
            Check::Text { min: 1, max: u32::MAX } | Check::Custom { .. } => {
                self.run = byte != b'/' && (wanted || self.run);
                self.run
            }
            Check::Text { .. } if byte == b'/' => {
                self.ends.clear();
                self.characters = 0;
                false
            }
            Check::Text { min, max } => {
                if wanted {
                    self.ends.push_back(self.characters);
                }
                self.characters += u32::from(part.is_boundary(at));
                // What is too far now stays so: each end is looked at once.
                while self.ends.front().is_some_and(|end| self.characters - end > max) {
                    self.ends.pop_front();
                }
                self.ends.front().is_some_and(|end| self.characters - end >= min)
            }
            Check::Int { signed, .. } => {
                let negative = signed && byte == b'-' && self.run;
                self.run = byte.is_ascii_digit() && (wanted || self.run);
                self.run || negative
            }
            Check::Float { signed, .. } => {
                let negative = signed && byte == b'-' && self.whole;
                self.whole = byte.is_ascii_digit() && (self.point || self.whole);
                self.point = byte == b'.' && self.run;
                self.run = byte.is_ascii_digit() && (wanted || self.run);
                self.whole || negative
            }
            Check::Uuid => {
                let text = part.text.get(at..at + 36);
                has(after, at + 36) && text.is_some_and(|text| accept(part.automaton, self.check, text))
            }
            Check::Any { first, count } => choices(part.automaton, first, count)
                .any(|choice| bytes[at..].starts_with(choice) && has(after, at + choice.len())),
        }
    }
}

fn has(set: &[u64], position: usize) -> bool {
    set.get(position / 64).is_some_and(|word| word & 1 << (position % 64) != 0)
}

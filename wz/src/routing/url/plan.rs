//! Links with nothing to decide: text and values in a row, which is what nearly all of them are.

use super::super::automaton::same_str;
use super::super::digits;
use super::super::spec::{Bound, ConverterSpec, PartSpec, SegmentSpec, VariableSpec};
use super::link::Link;
use super::missing::Missing;
use super::write::encode_from;

/// How to write a link, worked out at compile time. `VALUES` is how many there are.
#[derive(Debug, Clone, Copy)]
pub struct Plan<const VALUES: usize> {
    /// All of the literal text, without gaps where the values are.
    text: &'static str,
    /// The values in the order of the path.
    places: [Place; VALUES],
    /// How many bytes the path takes as a rule.
    room: usize,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    /// How much of the text comes before it.
    text_end: usize,
    /// Which of the given values it is.
    value: usize,
    check: Check,
}

/// What a value has to be. One that is something else takes the long way, where it may fit or is an error.
#[derive(Debug, Clone, Copy)]
enum Check {
    /// Not empty, and no `.` or `..` if it is all of its segment.
    Text { whole_segment: bool },
    /// Digits, in this range.
    Digits { least: u64, most: u64 },
}

impl<const VALUES: usize> Plan<VALUES> {
    /// The plan for a link; `None` when there is something to decide. `text` is what [`Link::text`] gives.
    pub const fn of(
        link: &Result<Link, Missing>,
        text: &'static [u8],
        names: &[&str; VALUES],
    ) -> Option<Plan<VALUES>> {
        let Ok(link) = link else { return None };
        let Ok(text) = std::str::from_utf8(text) else { return None };
        let walk = Walk::<0, VALUES>::along(link, names);
        if !walk.is_usual || walk.values != VALUES {
            return None;
        }
        Some(Plan { text, places: walk.places, room: link.room })
    }

    /// Writes the path; `write` appends the value with a number. `None` when there is no plan, or a value is none
    /// for this way.
    #[inline]
    pub fn write(plan: &Option<Self>, write: impl Fn(usize, &mut String)) -> Option<String> {
        let Some(plan) = plan else { return None };
        let mut out = String::with_capacity(plan.room);
        let mut from = 0;
        for place in &plan.places {
            out.push_str(&plan.text[from..place.text_end]);
            from = place.text_end;
            let start = out.len();
            write(place.value, &mut out);
            let fits = match place.check {
                Check::Digits { least, most } => digits::read(&out.as_bytes()[start..])
                    .is_some_and(|value| value >= least && value <= most),
                Check::Text { whole_segment } => finish_text(&mut out, start, whole_segment),
            };
            if !fits {
                return None;
            }
        }
        out.push_str(&plan.text[from..]);
        Some(out)
    }
}

/// Percent-encodes what stands in `out` from `start` on; `false` when it cannot be a text in a path.
fn finish_text(out: &mut String, start: usize, whole_segment: bool) -> bool {
    let text = &out.as_bytes()[start..];
    if text.is_empty() || (whole_segment && matches!(text, b"." | b"..")) {
        return false;
    }
    encode_from::<false>(out, start);
    true
}

impl Link {
    /// The length of the literal text, for [`text`](Self::text).
    pub const fn text_length(link: &Result<Link, Missing>) -> usize {
        match link {
            Ok(link) => Walk::<0, 0>::along(link, &[]).length,
            Err(_) => 0,
        }
    }

    /// The literal text of the path.
    pub const fn text<const LENGTH: usize>(link: &Result<Link, Missing>) -> [u8; LENGTH] {
        match link {
            Ok(link) => Walk::<LENGTH, 0>::along(link, &[]).text,
            Err(_) => [0; LENGTH],
        }
    }
}

/// A walk along the path of a link. What is beyond the lengths is counted and left out.
struct Walk<'n, const LENGTH: usize, const VALUES: usize> {
    text: [u8; LENGTH],
    length: usize,
    places: [Place; VALUES],
    values: usize,
    names: &'n [&'n str; VALUES],
    /// Whether there is nothing to decide.
    is_usual: bool,
}

impl<'n, const LENGTH: usize, const VALUES: usize> Walk<'n, LENGTH, VALUES> {
    const fn along(link: &Link, names: &'n [&'n str; VALUES]) -> Self {
        let place = Place { text_end: 0, value: 0, check: Check::Text { whole_segment: true } };
        let mut walk = Walk {
            text: [0; LENGTH],
            length: 0,
            places: [place; VALUES],
            values: 0,
            names,
            is_usual: !link.with_host && !link.neighbours && link.spec().extra.siblings.is_empty(),
        };
        walk.mounts(link, link.routes[link.route].mount as usize);
        walk.segments(link.spec().segments, Some(link.spec().bounds));
        walk
    }

    const fn mounts(&mut self, link: &Link, mount: usize) {
        if mount != 0 {
            let mount = &link.mounts[mount];
            self.mounts(link, mount.parent as usize);
            self.segments(mount.segments, None);
        }
    }

    /// `bounds` are those of the rule itself: a mount has none.
    const fn segments(&mut self, segments: &[SegmentSpec<'_>], bounds: Option<&[Bound]>) {
        let (mut left, mut i) = (variables(segments), 0);
        while i < segments.len() {
            let SegmentSpec { text, parts, .. } = segments[i];
            // Slashes in a row may be merged: that is looked at by the long way.
            let is_last = bounds.is_some() && i + 1 == segments.len();
            self.is_usual = self.is_usual && (!text.is_empty() || !parts.is_empty() || is_last);
            self.push("/");
            self.push(text);
            let mut k = 0;
            while k < parts.len() {
                match &parts[k] {
                    PartSpec::Text(text) => self.push(text),
                    PartSpec::Variable(variable) => {
                        left -= 1;
                        let bound = match bounds {
                            Some(bounds) => bound_at(bounds, left),
                            None => None,
                        };
                        self.variable(variable, bound, parts.len() == 1);
                        self.is_usual = self.is_usual && (parts.len() == 1 || !only_dots(parts));
                    }
                }
                k += 1;
            }
            i += 1;
        }
    }

    const fn variable(&mut self, variable: &VariableSpec<'_>, bound: Option<&Bound>, whole_segment: bool) {
        let check = match variable.converter {
            ConverterSpec::Text { min: 1, max: u32::MAX } => Some(Check::Text { whole_segment }),
            ConverterSpec::Int { fixed_digits: 0, min, max, .. } => digits_within(min, max, bound),
            _ => None,
        };
        let Some(check) = check else {
            self.is_usual = false;
            return;
        };
        let mut value = 0;
        while value < VALUES && !same_str(self.names[value], variable.name) {
            value += 1;
        }
        if self.values < VALUES && value < VALUES {
            self.places[self.values] = Place { text_end: self.length, value, check };
        }
        self.values += 1;
    }

    const fn push(&mut self, text: &str) {
        let mut i = 0;
        while i < text.len() {
            if self.length < LENGTH {
                self.text[self.length] = text.as_bytes()[i];
            }
            self.length += 1;
            i += 1;
        }
    }
}

/// How many variables there are.
const fn variables(segments: &[SegmentSpec<'_>]) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < segments.len() {
        let mut k = 0;
        while k < segments[i].parts.len() {
            count += matches!(segments[i].parts[k], PartSpec::Variable(_)) as usize;
            k += 1;
        }
        i += 1;
    }
    count
}

const fn bound_at(bounds: &[Bound], from_end: usize) -> Option<&Bound> {
    let mut i = 0;
    while i < bounds.len() {
        if bounds[i].from_end as usize == from_end {
            return Some(&bounds[i]);
        }
        i += 1;
    }
    None
}

/// Whether all text beside the variables is dots, so that with a value the segment may become `..`.
const fn only_dots(parts: &[PartSpec<'_>]) -> bool {
    let mut i = 0;
    while i < parts.len() {
        if let PartSpec::Text(text) = &parts[i] {
            let mut k = 0;
            while k < text.len() {
                if text.as_bytes()[k] != b'.' {
                    return false;
                }
                k += 1;
            }
        }
        i += 1;
    }
    true
}

/// The numbers without sign that an `int` takes. The largest is left out, which what is read stops at.
const fn digits_within(min: i128, max: i128, bound: Option<&Bound>) -> Option<Check> {
    let (mut least, mut most) = (min, if max < u64::MAX as i128 { max } else { u64::MAX as i128 - 1 });
    if most < 0 {
        return None;
    }
    if let Some(bound) = bound {
        least = if bound.min > least { bound.min } else { least };
        most = if bound.max < most as u128 { bound.max as i128 } else { most };
    }
    least = if least > 0 { least } else { 0 };
    if least > most { None } else { Some(Check::Digits { least: least as u64, most: most as u64 }) }
}

//! Whether a URL means what it was built from: `/<a>-<b>` writes `1-2-3` for `1` and `2-3` too, and gets back `1-2`
//! and `3`.

use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{ConverterSpec, PartSpec, SegmentSpec};
use super::super::subset::{Rule, read};
use super::write::{Values, full_rule, write_plain};
use super::{BuildError, BuildErrorKind};

/// Looks at a path that was built for a route; `neighbours` is what [`neighbours`] says of it.
///
/// # Errors
/// The path leads to other values, or clients would send another one.
pub(crate) fn check(
    route: &FlatRoute<'_>,
    mounts: &[FlatMount<'_>],
    neighbours: bool,
    values: &dyn Values,
    path: &str,
) -> Result<(), BuildError> {
    // What stands there to keep the path from being a host is the rule's own affair.
    let own = if path.starts_with("/.//") { &path[2..] } else { path };
    // Slashes in a row may be merged, or belong to nobody.
    let (mut slashes, mut dots) = (false, false);
    for pair in own.as_bytes().windows(2).filter(|pair| pair[0] == b'/') {
        slashes |= pair[1] == b'/';
        dots |= pair[1] == b'.';
    }
    if !slashes && !dots && !neighbours {
        return Ok(());
    }
    let rule = Rule::of(route, mounts);
    let literal = |text: &str| rule.segments.iter().any(|s| s.parts.is_empty() && s.text == text);
    if let Some(dots) = own.split('/').find(|piece| matches!(*piece, "." | "..") && !literal(piece)) {
        return Err(BuildError::new(BuildErrorKind::DotSegment {
            rule: full_rule(route, mounts),
            segment: dots.to_owned(),
        }));
    }
    if !slashes && !is_doubtful(&rule.segments, own) {
        return Ok(());
    }
    let found = read(&rule.spec(), own, false);
    let mut differing = Vec::new();
    for (index, variable) in rule.variables().enumerate() {
        let mut text = String::new();
        write_plain(variable, values, &mut text);
        let other = found.as_ref().map(|captures| captures.text(index));
        if other != Some(&text) {
            differing.push((variable.name.to_owned(), text, other.map(str::to_owned)));
        }
    }
    if differing.is_empty() {
        return Ok(());
    }
    Err(BuildError::new(BuildErrorKind::Ambiguous {
        rule: full_rule(route, mounts),
        url: path.to_owned(),
        values: differing,
    }))
}

/// Whether two variables share a segment, or one that spans segments has another one after it.
pub(crate) const fn neighbours(route: &FlatRoute<'_>, mounts: &[FlatMount<'_>]) -> bool {
    let mut mount = route.mount as usize;
    let mut found = has_neighbours(route.spec.segments, false);
    while mount != 0 && !found {
        // A prefix that ends in a variable that spans segments has all of the rule after it.
        found = has_neighbours(mounts[mount].segments, true);
        mount = mounts[mount].parent as usize;
    }
    found
}

const fn has_neighbours(segments: &[SegmentSpec<'_>], goes_on: bool) -> bool {
    let (mut count, mut spans, mut i) = (0, false, 0);
    while i < segments.len() {
        if !spans {
            count = 0;
        }
        let (parts, mut k) = (segments[i].parts, 0);
        while k < parts.len() {
            if let PartSpec::Variable(variable) = &parts[k] {
                count += 1;
                spans = spans
                    || match variable.converter {
                        ConverterSpec::Path => true,
                        ConverterSpec::Custom(custom) => custom.spans_segments,
                        _ => false,
                    };
            }
            k += 1;
        }
        if count > 1 {
            return true;
        }
        i += 1;
    }
    spans && goes_on
}

/// Whether what stands between two variables also stands elsewhere in the path, so that it could be split there.
fn is_doubtful(segments: &[SegmentSpec<'_>], path: &str) -> bool {
    let mut texts = Vec::new();
    for segment in segments {
        texts.push(segment.text);
        texts.extend(segment.parts.iter().filter_map(|part| match part {
            PartSpec::Text(text) => Some(*text),
            PartSpec::Variable(_) => None,
        }));
    }
    let spans = path.matches('/').count() != segments.len();
    spans
        || segments.iter().any(|segment| {
            segment.parts.windows(2).any(|pair| match pair {
                [PartSpec::Variable(_), PartSpec::Text(between)] => {
                    let written: usize = texts.iter().map(|text| occurrences(text, between)).sum();
                    occurrences(path, between) != written
                }
                [PartSpec::Variable(_), PartSpec::Variable(_)] => true,
                _ => false,
            })
        })
}

/// How often `piece` stands in `text`, overlapping ones included.
fn occurrences(text: &str, piece: &str) -> usize {
    (0..text.len()).filter(|at| text.as_bytes()[*at..].starts_with(piece.as_bytes())).count()
}

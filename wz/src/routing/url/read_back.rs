//! Whether a URL means what it was built from: `/<a>-<b>` writes `1-2-3` for `1` and `2-3` too, and gets back `1-2`
//! and `3`.

use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{ConverterSpec, PartSpec, SegmentSpec};
use super::super::subset::{Rule, read};
use super::write::{Values, full_rule, write_plain};
use super::{BuildError, BuildErrorKind};

/// Looks at a path that was built for a route.
///
/// # Errors
/// The path leads to other values, or clients would send another one.
pub(crate) fn check(
    route: &FlatRoute<'_>,
    mounts: &[FlatMount<'_>],
    values: &dyn Values,
    path: &str,
) -> Result<(), BuildError> {
    // What stands there to keep the path from being a host is the rule's own affair.
    let own = if path.starts_with("/.//") { &path[2..] } else { path };
    // Slashes in a row may be merged, or belong to nobody.
    let slashes = own.contains("//");
    if !slashes && !own.contains("/.") && !neighbours(route, mounts) {
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
fn neighbours(route: &FlatRoute<'_>, mounts: &[FlatMount<'_>]) -> bool {
    let mut mount = usize::from(route.mount);
    let mut found = has_neighbours(route.spec.segments, false);
    while mount != 0 && !found {
        // A prefix that ends in a variable that spans segments has all of the rule after it.
        found = has_neighbours(mounts[mount].segments, true);
        mount = usize::from(mounts[mount].parent);
    }
    found
}

fn has_neighbours(segments: &[SegmentSpec<'_>], goes_on: bool) -> bool {
    let (mut count, mut spans) = (0, false);
    for segment in segments {
        if !spans {
            count = 0;
        }
        for part in segment.parts {
            if let PartSpec::Variable(variable) = part {
                count += 1;
                spans |= match variable.converter {
                    ConverterSpec::Path => true,
                    ConverterSpec::Custom(custom) => custom.spans_segments,
                    _ => false,
                };
            }
        }
        if count > 1 {
            return true;
        }
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
